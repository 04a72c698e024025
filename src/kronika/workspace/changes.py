"""What happened in the record since a day or an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.time import bounds, iso
from kronika.store import log
from kronika.workspace.cards import Lookup
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from kronika.settings import Settings


#: a number of so many digits is a year, not an entry; one of eight is neither
_DATES = frozenset({4, 8})
_LONGEST = 18
_LAST_ENTRY = 2**62


def changes(settings: Settings, since: str) -> list[dict[str, Any]]:
    """Return what was entered on or after ``since`` (``2026-11-24`` or the number of an entry), oldest first.

    Proposals of one source at one time are one line.
    """
    with opened(settings) as record:
        after, day = _since(since)
        lookup = Lookup(record)
        found: list[dict[str, Any]] = []
        for entry in log.entries(record.connection, after=after):
            if entry.at[:10] < day or entry.replaces is not None:
                # What remains of an entry of which something was erased is not new.
                continue
            line = _line(entry, lookup)
            if found and "statements" in line and _joins(found[-1], line):
                found[-1]["last"] = entry.seq
                found[-1]["mentions"] += line["mentions"]
                found[-1]["statements"] += line["statements"]
            else:
                found.append(line)
        for line in found:
            if "statements" in line:
                line["text"] = f"{line['statements']} statements proposed from {line['source_name']}"
        return found


def _joins(last: dict[str, Any], line: dict[str, Any]) -> bool:
    return all(last.get(key) == line.get(key) for key in ("kind", "at", "by", "source"))


def _since(since: str) -> tuple[int, str]:
    if since.isascii() and since.isdecimal() and len(since) not in _DATES:
        return max(min(int(since[:_LONGEST]), _LAST_ENTRY) - 1, 0), ""
    try:
        return 0, iso(bounds(since)[0])
    except InputError as error:
        raise InputError(
            "this is neither a day nor the number of an entry", where=since, advice="Write 2026-11-24, or 120"
        ) from error


def _line(entry: log.Entry, lookup: Lookup) -> dict[str, Any]:
    line: dict[str, Any] = {"entry": entry.seq, "last": entry.seq, "kind": entry.kind, "at": entry.at, "by": entry.by, "text": ""}
    content = entry.content
    if content is None:
        return {**line, "text": "erased"}
    if entry.kind == "proposals":
        line |= {"source": content["d"], "source_name": lookup.source_name(content["d"])}
        return line | {"mentions": len(content["m"]), "statements": len(content["s"])}
    words: dict[str, Callable[[], str]] = {
        "begin": lambda: "the record was made",
        "source": lambda: f"source {content['source']['name']} was captured",
        "custody": lambda: f"{content['name']} came again",
        "described": lambda: f"{lookup.source_name(content['source'])} was described",
        "sighting": lambda: f"an edition holds {len(content['rows'])} rows ({lookup.source_name(content['d'])})",
        "until": lambda: (
            f"{len(content['ids'])} statements were replaced by a newer edition of {content['until']}"
            if content["until"]
            else f"{len(content['ids'])} statements are still said: the order of editions was corrected"
        ),
        "standing": lambda: (
            f"{len(content['ids'])} statements {content['standing']}" + (f": {content['reason']}" if content["reason"] else "")
        ),
        "first-reading": lambda: _read(content, lookup),
        "batch": lambda: f"{content['sample']['size']} statements {content['standing']} together",
        "judgement": lambda: f"judged {content['verdict']}: {lookup.about(content['left'])} and {lookup.about(content['right'])}",
        "judgements": lambda: _together(content),
        "protection": lambda: "somebody is " + ("" if content["on"] else "no longer ") + "kept out of matching",
        "consent": lambda: f"{content['given_by']}: {', '.join(content['kinds'])} for {content['audience']}",
        "withdrawal": lambda: "consent withdrawn or opening closed",
        "definition": lambda: f"definition {content['name']} {content['version']}",
        "erasure": lambda: f"{len(content['entries'])} entries erased ({content['ground']}) by {' and '.join(content['roles'])}",
        "readmission": lambda: f"persons who had been erased came in again: {content['persons']} ({content['ground']})",
        "loss": lambda: "the loss of later entries was accepted",
        "hold": lambda: "legal hold " + ("set" if content["on"] else "lifted"),
    }
    return line | {"text": words[entry.kind]()}


def _together(content: dict[str, Any]) -> str:
    number = len(content["pairs"])
    return f"{number} {'pair' if number == 1 else 'pairs'} judged {content['verdict']} together"


def _read(content: dict[str, Any], lookup: Lookup) -> str:
    """Say what was read and waits for another role, never what was answered: who reads next must not know."""
    if "ids" in content:
        return f"{len(content['ids'])} statements read; another role has to read them too"
    return f"{lookup.about(content['left'])} and {lookup.about(content['right'])} read; another role has to judge them too"
