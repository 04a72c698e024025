"""Writing what may leave into a file: CSV, Parquet, FollowTheMoney."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kronika.disclosure import ftm, rows
from kronika.disclosure.permission import AUDIENCES, Permission
from kronika.errors import InputError
from kronika.model.statement import ACCEPTED
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.opening import now, opened
from kronika.workspace.people import entities, protected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kronika.model.statement import Mention, Recorded
    from kronika.settings import Settings
    from kronika.store.record import Record

FORMATS = ("csv", "parquet", "ftm")

#: whom acts happen to
_SUBJECTS = ("person", "organisation", "group", "facility", "court", "figure")


def export(settings: Settings, out: Path, *, form: str, audience: str, purpose: str = "") -> dict[str, Any]:
    """Write the facts that may leave for an audience into a file.

    Returns:
        ``file``, ``facts``, ``people``, ``withheld`` (kind: how many).
    """
    if form not in FORMATS:
        raise InputError(f"there is no such format; there are {', '.join(FORMATS)}", where=form, advice="Give one with --format")
    if audience not in AUDIENCES:
        raise InputError(
            f"there is no such audience; there are {', '.join(AUDIENCES)}", where=audience, advice="Say which with --for"
        )
    with opened(settings) as record:
        permission = Permission(queries.consents(record.connection), audience, now(settings), purpose=purpose)
        joined = entities(record)
        subjects, facts = told(record, joined)
        sources = {source.id: source for source, _ in queries.sources(record.connection)}
        if form == "ftm":
            allowed = _allowed(subjects, facts, permission)
            terms = ftm.Terms(
                key=record.export_key,
                addresses={source.id: source.address for source in sources.values()},
                protected=frozenset(protected(record)),
            )
            lines = [json.dumps(entity, ensure_ascii=False) for entity in ftm.entities(*allowed, joined, terms)]
            content, number = ("\n".join(lines) + "\n" if lines else "").encode("utf-8"), len(lines)
        else:
            made = rows.permitted(subjects, facts, sources, permission)
            content, number = (rows.as_csv(made) if form == "csv" else rows.as_parquet(made)), len(made)
    write_new(out, content)
    return {"file": str(out), "facts": number, "audience": audience, "withheld": dict(sorted(permission.withheld.items()))}


def told(record: Record, joined: Mapping[str, str]) -> tuple[list[rows.Subject], dict[str, list[tuple[Mention, Recorded]]]]:
    """Return whom accepted facts are about, and the facts of each; protected people are left out altogether."""
    hidden, lookup = protected(record), Lookup(record)
    mentions = {mention.id: mention for mention in queries.mentions(record.connection)}
    facts: dict[str, list[tuple[Mention, Recorded]]] = {}
    for item in queries.statements(record.connection):
        mention = mentions[item.statement.mention]
        about = mention.subject or mention.id
        if item.standing in ACCEPTED and not item.until and about not in hidden:
            facts.setdefault(about, []).append((mention, item))
    lookup.remember_names(facts)
    groups: dict[str, list[str]] = {}
    for member, entity in joined.items():
        groups.setdefault(entity, []).append(member)
    subjects = [
        rows.Subject(ident, lookup.name(ident), tuple(groups.get(joined.get(ident, ""), ())))
        for ident in facts
        if mentions[ident].kind in _SUBJECTS
    ]
    return subjects, facts


def _allowed(
    subjects: list[rows.Subject], facts: Mapping[str, list[tuple[Mention, Recorded]]], permission: Permission
) -> tuple[list[Mention], list[Recorded]]:
    """Mentions and statements that may leave whole; whoever may not be named does not leave as an entity at all."""
    mentions: dict[str, Mention] = {}
    recorded: list[Recorded] = []
    for subject in subjects:
        lines = facts[subject.mention]
        scopes = {scope for mention, item in lines for scope in (item.statement.source, mention.list) if scope}
        if not permission.allows(subject.mention, "name", scopes, subject.members):
            continue
        for mention, item in lines:
            kind = mention.kind if mention.subject else item.statement.property
            scope = {item.statement.source, mention.list} - {""}
            if kind == "name" or permission.allows(subject.mention, kind, scope, subject.members):
                mentions[mention.id] = mention
                recorded.append(item)
    return list(mentions.values()), recorded


def write_new(path: Path, content: bytes) -> None:
    """Write a new file.

    Raises:
        InputError: if there is one of that name, or it cannot be written.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise InputError("there is a file of that name already", where=str(path), advice="Choose another name") from error
    except OSError as error:
        raise InputError(f"it cannot be written ({error.strerror})", where=str(path), advice="Choose another place") from error
