"""What remains of an entry of the log once something that it holds is erased: one rule for each kind of entry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kronika.store import rows

if TYPE_CHECKING:
    from kronika.store.erasures import Target
    from kronika.store.log import Entry

#: prefix under which a pinned figure is kept among the definitions: JSON with the ids of people by where they stood
PIN = "pin:"


def remainder(entry: Entry, wanted: Target) -> dict[str, Any] | None:
    """Return what remains of an entry: the very same object if nothing goes, None if nothing remains."""
    content = entry.content
    if content is None:
        return None
    rule = _RULES.get(entry.kind)
    return rule(content, wanted) if rule else content


def _proposals(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    made, said = rows.mentions(content), rows.statements(content)
    mentions = [mention for mention in made if mention.id not in wanted.mentions]
    statements = [item for item in said if item.id not in wanted.statements and item.mention not in wanted.mentions]
    if len(mentions) == len(made) and len(statements) == len(said):
        return content
    packer = rows.Packer(content["d"], content["l"])
    for mention in mentions:
        packer.mention(mention)
    for statement in statements:
        packer.statement(statement)
    return packer.content() if packer else None


def _ids(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    rest = [ident for ident in content["ids"] if ident not in wanted.statements]
    if len(rest) == len(content["ids"]):
        return content
    # A reason is said of all of them together and may name what is erased.
    return {**content, "ids": rest, **({"reason": ""} if "reason" in content else {})} if rest else None


def _batch(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    if content.get("source") in wanted.sources:
        return None
    excluded = [ident for ident in content.get("except", ()) if ident not in wanted.statements]
    drawn = [ident for ident in content["sample"].get("ids", ()) if ident not in wanted.statements]
    if len(excluded) == len(content.get("except", ())) and len(drawn) == len(content["sample"].get("ids", ())):
        return content
    return {**content, "except": excluded, "sample": {**content["sample"], "ids": drawn}}


def _sighting(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    if content["d"] in wanted.sources:
        return None
    rest = [row for row in content["rows"] if row[0] not in wanted.mentions]
    if len(rest) == len(content["rows"]):
        return content
    return {**content, "rows": rest} if rest else None


def _of_source(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    ident = content["source"]["id"] if isinstance(content["source"], dict) else content["source"]
    return None if ident in wanted.sources else content


def _judgement(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    return None if {content["left"], content["right"]} & wanted.mentions else content


def _judgements(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    rest = [pair for pair in content["pairs"] if not wanted.mentions.intersection(pair)]
    drawn = [pair for pair in content["sample"].get("pairs", ()) if not wanted.mentions.intersection(pair)]
    if len(rest) == len(content["pairs"]) and len(drawn) == len(content["sample"].get("pairs", ())):
        return content
    return {**content, "pairs": rest, "sample": {**content["sample"], "pairs": drawn}} if rest else None


def _protection(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    return None if content["person"] in wanted.mentions else content


def _reading(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    return _ids(content, wanted) if "ids" in content else _judgement(content, wanted)


def _consent(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    gone = content["person"] in wanted.mentions or content.get("source", "") in wanted.sources
    return None if gone else content


def _definition(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    """A pinned figure keeps its number; whoever is erased goes from its list, and it says how many did."""
    if not content["name"].startswith(PIN):
        return content
    pinned = json.loads(content["content"])
    lists = {state: [ident for ident in idents if ident not in wanted.mentions] for state, idents in pinned["people"].items()}
    gone = sum(map(len, pinned["people"].values())) - sum(map(len, lists.values()))
    if not gone:
        return content
    return {**content, "content": json.dumps({**pinned, "people": lists, "erased": pinned["erased"] + gone})}


def _hold(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    return None if content["target"] in wanted.sources | wanted.mentions | wanted.statements else content


_RULES = {
    "proposals": _proposals,
    "standing": _ids,
    "until": _ids,
    "first-reading": _reading,
    "batch": _batch,
    "sighting": _sighting,
    "source": _of_source,
    "custody": _of_source,
    "described": _of_source,
    "readmission": _of_source,
    "judgement": _judgement,
    "judgements": _judgements,
    "protection": _protection,
    "consent": _consent,
    "definition": _definition,
    "hold": _hold,
}
