"""Erasure: content goes, the chain stays.

An entry of the log may hold more than what is to be erased. Its content is deleted and what remains is logged again
as an entry that replaces it; a rebuild applies the remainder in the place of the old entry. The entry ``erasure``
says on which ground and by which two roles how many entries were erased, never what. What was erased is also noted,
encrypted with the record's own key, in a list beside the record, so that a backup that is restored later forgets it too.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select, update

from kronika.errors import FindingError, KronikaError, NotFoundError
from kronika.store import log, schema

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.store.record import Record
    from kronika.store.writer import Writer

LIST = "erasures.list"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be erased: ids of sources, mentions and statements."""

    sources: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sources or self.mentions or self.statements)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        entries: how many entries of the log lost their content.
        persons: how many mentions of persons went.
        statements: how many statements went.
        files: SHA-256 of sources whose blobs are to be deleted once the transaction is saved.
        remaining: ids of sources whose text still holds the erased passages.
    """

    entries: int
    persons: int
    statements: int
    files: tuple[str, ...]
    remaining: tuple[str, ...]


def target(record: Record, ident: str) -> Target:
    """Return what belongs to an id: a source with all that rests on it, a mention with its acts, or one statement.

    Raises:
        NotFoundError: if the record holds nothing of that id.
    """
    connection = record.connection
    said, about = schema.statement.c, schema.mention.c
    if ident.startswith("s") and connection.execute(select(said.n).where(said.id == ident)).first():
        return Target(statements=frozenset({ident}))
    if ident.startswith("m") and connection.execute(select(about.n).where(about.id == ident)).first():
        acts = connection.execute(select(about.id).where(about.subject == ident)).scalars()
        return _with_statements(record, Target(mentions=frozenset({ident, *acts})))
    if connection.execute(select(schema.source.c.n).where(schema.source.c.id == ident)).first():
        statements = frozenset(connection.execute(select(said.id).where(said.source == ident)).scalars())
        orphans = _only_from(record, ident)
        return _with_statements(record, Target(frozenset({ident}), orphans, statements))
    raise NotFoundError(
        "nothing in this record has that id",
        where=ident,
        advice="See 'kronika sources', 'kronika find' or 'kronika show'",
    )


def _only_from(record: Record, source: str) -> frozenset[str]:
    """Mentions that rest on this source alone, and the acts of persons who do."""
    query = (
        "SELECT m.id FROM mention AS m WHERE (m.source = ? OR EXISTS (SELECT 1 FROM statement AS s WHERE s.mention = m.n AND s.source = ?)) "
        "AND NOT EXISTS (SELECT 1 FROM statement AS s WHERE s.mention = m.n AND s.source <> ?) "
        "AND NOT EXISTS (SELECT 1 FROM sighting AS g WHERE g.mention = m.id AND g.source <> ?)"
    )
    return frozenset(record.connection.exec_driver_sql(query, (source,) * 4).scalars())


def _with_statements(record: Record, wanted: Target) -> Target:
    numbers = select(schema.mention.c.n).where(schema.mention.c.id.in_(sorted(wanted.mentions)))
    about = record.connection.execute(select(schema.statement.c.id).where(schema.statement.c.mention.in_(numbers))).scalars()
    return Target(wanted.sources, wanted.mentions, wanted.statements | frozenset(about))


def held(record: Record, wanted: Target) -> str:
    """Return the ground of a legal hold that covers any of these ids, or nothing."""
    grounds: dict[str, str] = {}
    for entry in log.entries(record.connection, kinds=("hold",)):
        if entry.content:
            grounds[entry.content["target"]] = entry.content["ground"] if entry.content["on"] else ""
    return next(
        (ground for ident, ground in grounds.items() if ground and ident in wanted.sources | wanted.mentions | wanted.statements),
        "",
    )


def erase(writer: Writer, wanted: Target, *, ground: str, roles: tuple[str, str]) -> Erased:
    """Erase inside a transaction; the caller deletes the blobs afterwards, folds the log in, and notes it in the list."""
    connection = writer.connection
    touched = [
        (entry, rest)
        for entry in log.entries(connection)
        if entry.content is not None and (rest := _remainder(entry, wanted)) is not entry.content
    ]
    persons = _count_persons(writer, wanted)
    remaining = _remaining(writer, wanted)
    content = {
        "ground": ground,
        "roles": list(roles),
        "entries": [entry.seq for entry, _ in touched],
        "persons": persons,
    }
    (tombstone,) = writer.append("erasure", content)
    for entry, rest in touched:
        connection.execute(delete(schema.log_content).where(schema.log_content.c.seq == entry.seq))
        connection.execute(update(schema.log).where(schema.log.c.seq == entry.seq).values(erased_by=tombstone.seq))
        if rest is not None:
            log.append(connection, entry.kind, [rest], at=writer.at, by=writer.by, replaces=entry.seq)
    files = _delete_rows(writer, wanted)
    return Erased(len(touched), persons, len(wanted.statements), files, remaining)


def _remainder(entry: log.Entry, wanted: Target) -> dict[str, Any] | None:
    """Return what remains of an entry: the very same object if nothing goes, None if nothing remains."""
    content = entry.content
    if content is None:
        return None
    rule = _RULES.get(entry.kind)
    return rule(content, wanted) if rule else content


def _proposals(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    mentions = [row for row in content["m"] if row[0] not in wanted.mentions]
    statements = [row for row in content["s"] if row[0] not in wanted.statements and row[1] not in wanted.mentions]
    if len(mentions) == len(content["m"]) and len(statements) == len(content["s"]):
        return content
    return {**content, "m": mentions, "s": statements} if mentions or statements else None


def _ids(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    rest = [ident for ident in content["ids"] if ident not in wanted.statements]
    if len(rest) == len(content["ids"]):
        return content
    return {**content, "ids": rest} if rest else None


def _batch(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
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


def _consent(content: dict[str, Any], wanted: Target) -> dict[str, Any] | None:
    gone = content["person"] in wanted.mentions or content.get("source", "") in wanted.sources
    return None if gone else content


_RULES = {
    "proposals": _proposals,
    "standing": _ids,
    "until": _ids,
    "first-reading": _ids,
    "batch": _batch,
    "sighting": _sighting,
    "source": _of_source,
    "custody": _of_source,
    "described": _of_source,
    "judgement": _judgement,
    "consent": _consent,
}


def _count_persons(writer: Writer, wanted: Target) -> int:
    query = select(schema.mention.c.id).where(schema.mention.c.kind == "person", schema.mention.c.id.in_(sorted(wanted.mentions)))
    return len(writer.connection.execute(query).all())


def _remaining(writer: Writer, wanted: Target) -> tuple[str, ...]:
    query = select(schema.statement.c.source).where(schema.statement.c.id.in_(sorted(wanted.statements))).distinct()
    return tuple(sorted(set(writer.connection.execute(query).scalars()) - wanted.sources))


def _delete_rows(writer: Writer, wanted: Target) -> tuple[str, ...]:
    connection = writer.connection
    about, said = schema.mention.c, schema.statement.c
    gone = [row.n for row in connection.execute(select(about.n).where(about.id.in_(sorted(wanted.mentions))))]
    touched = list(connection.execute(select(said.mention).where(said.id.in_(sorted(wanted.statements))).distinct()).scalars())
    connection.execute(delete(schema.statement).where(said.id.in_(sorted(wanted.statements))))
    connection.execute(delete(schema.act).where(schema.act.c.mention.in_(gone) | schema.act.c.person.in_(gone)))
    connection.execute(delete(schema.sighting).where(schema.sighting.c.mention.in_(sorted(wanted.mentions))))
    connection.execute(delete(schema.mention).where(about.n.in_(gone)))
    table = schema.judgement
    connection.execute(
        delete(table).where(table.c.left.in_(sorted(wanted.mentions)) | table.c.right.in_(sorted(wanted.mentions)))
    )
    connection.execute(delete(schema.consent).where(schema.consent.c.person.in_(sorted(wanted.mentions))))
    files: list[str] = []
    for ident in sorted(wanted.sources):
        row = connection.execute(
            select(schema.source.c.sha256, schema.blob.c.content.is_(None).label("file"))
            .join(schema.blob, schema.blob.c.source == schema.source.c.id)
            .where(schema.source.c.id == ident)
        ).first()
        if row is not None and row.file:
            files.append(row.sha256)
        for name in ("custody", "sighting", "blob", "consent", "search"):
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE source = ?", (ident,))  # noqa: S608 - names of the schema
        connection.execute(delete(schema.source).where(schema.source.c.id == ident))
    writer.refresh_acts([number for number in touched if number not in set(gone)])
    return tuple(files)


def _cipher(record: Record) -> AESGCM:
    return AESGCM(record.list_key)


def note(record: Record, wanted: Target, *, ground: str, roles: tuple[str, str]) -> Path:
    """Add an erasure to the encrypted list beside the record and return its path."""
    body = {
        "sources": sorted(wanted.sources),
        "mentions": sorted(wanted.mentions),
        "statements": sorted(wanted.statements),
        "ground": ground,
        "roles": list(roles),
    }
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(record).encrypt(nonce, json.dumps(body).encode("utf-8"), record.id.encode("ascii"))
    path = record.folder / LIST
    with path.open("a", encoding="ascii", newline="\n") as file:
        file.write(base64.b64encode(sealed).decode("ascii") + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def noted(record: Record, path: Path) -> list[tuple[Target, str, tuple[str, str]]]:
    """Return the erasures that a list notes.

    Raises:
        FindingError: if the list belongs to another record or was changed.
        KronikaError: if it cannot be read.
    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError) as error:
        raise KronikaError(
            "the list of erasures cannot be read", where=str(path), advice="Give the file that 'erase' named"
        ) from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            sealed = base64.b64decode(line, validate=True)
            body = json.loads(_cipher(record).decrypt(sealed[:_NONCE], sealed[_NONCE:], record.id.encode("ascii")))
        except (InvalidTag, ValueError) as error:
            raise FindingError(
                f"line {number} belongs to another record or was changed",
                where=str(path),
                advice="Give the list that lies beside the record",
            ) from error
        wanted = Target(frozenset(body["sources"]), frozenset(body["mentions"]), frozenset(body["statements"]))
        found.append((wanted, body["ground"], (body["roles"][0], body["roles"][1])))
    return found
