"""Erasure: content goes, the chain stays.

An entry of the log may hold more than what is to be erased. Its content is deleted and what remains is logged again as an entry
that replaces it; a rebuild applies the remainder in the place of the old entry. The entry ``erasure`` says on which ground and by
which two roles how many entries were erased, never what. See ``erasures.py`` for what follows once that is saved.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from kronika.errors import NotFoundError
from kronika.store import erasures, log, schema
from kronika.store.erasures import LIST, Target, noted
from kronika.store.remainder import remainder
from kronika.store.texts import clean

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from kronika.store.record import Record
    from kronika.store.writer import Writer

__all__ = ["LIST", "Erased", "Target", "erase", "held", "note", "noted", "target"]

#: seconds to wait for another process when an erasure is finished
_WAIT = 20.0
_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        entries: how many entries of the log lost their content.
        persons: how many mentions of persons went.
        statements: how many statements went.
        files: SHA-256 of sources whose blobs go too; :func:`note` removes them.
        remaining: ids of sources that still hold the erased passages or bytes: their own text does, or they are the letter that
            an erased attachment came with, or the attachment of an erased letter.
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
    connection, ident = record.connection, clean(ident)
    said, about = schema.statement.c, schema.mention.c
    if ident.startswith("s") and connection.execute(select(said.n).where(said.id == ident)).first():
        return Target(statements=frozenset({ident}))
    if ident.startswith("m") and connection.execute(select(about.n).where(about.id == ident)).first():
        return _complete(connection, Target(mentions=frozenset({ident})))
    if connection.execute(select(schema.source.c.n).where(schema.source.c.id == ident)).first():
        return _complete(connection, Target(frozenset({ident}), _only_from(connection, ident)))
    raise NotFoundError(
        "nothing in this record has that id",
        where=ident,
        advice="See 'kronika sources', 'kronika find' or 'kronika show'",
    )


def _only_from(connection: Connection, source: str) -> frozenset[str]:
    """Mentions that rest on this source alone: nothing else is said of them or of acts of theirs, no other edition holds them."""
    query = (
        "WITH own AS MATERIALIZED (SELECT n FROM basis WHERE source = ?1), "
        "touched AS (SELECT n, id FROM mention WHERE source = ?1 UNION SELECT m.n, m.id FROM statement AS s "
        "JOIN mention AS m ON m.n = s.mention WHERE s.basis IN (SELECT n FROM own)) "
        "SELECT t.id FROM touched AS t "
        "WHERE NOT EXISTS (SELECT 1 FROM statement AS s WHERE s.mention = t.n AND s.basis NOT IN (SELECT n FROM own)) "
        "AND NOT EXISTS (SELECT 1 FROM sighting AS g WHERE g.mention = t.id AND g.source <> ?1) "
        "AND NOT EXISTS (SELECT 1 FROM mention AS a JOIN statement AS s ON s.mention = a.n "
        "WHERE a.subject = t.n AND s.basis NOT IN (SELECT n FROM own))"
    )
    return frozenset(connection.exec_driver_sql(query, (source,)).scalars())


def _complete(connection: Connection, wanted: Target) -> Target:
    """Return a target with the acts of its mentions, and all that is said of them or by its sources."""
    mentions, sources = json.dumps(sorted(wanted.mentions)), json.dumps(sorted(wanted.sources))
    acts = connection.exec_driver_sql(
        f"SELECT a.id FROM mention AS m JOIN mention AS a ON a.subject = m.n WHERE m.id IN {_AMONG}", (mentions,)
    ).scalars()
    all_mentions = wanted.mentions | frozenset(acts)
    said = connection.exec_driver_sql(
        f"SELECT id FROM statement WHERE basis IN (SELECT n FROM basis WHERE source IN {_AMONG}) "
        f"UNION SELECT s.id FROM statement AS s JOIN mention AS m ON m.n = s.mention WHERE m.id IN {_AMONG}",
        (sources, json.dumps(sorted(all_mentions))),
    ).scalars()
    return Target(wanted.sources, all_mentions, wanted.statements | frozenset(said))


def held(record: Record, wanted: Target) -> str:
    """Return the ground of a legal hold that covers any of this, or nothing.

    A hold on a source covers what it says, one on a person all that is said of that person and of what happened to them.
    """
    grounds: dict[str, str] = {}
    for entry in log.entries(record.connection, kinds=("hold",)):
        if entry.content:
            grounds[entry.content["target"]] = entry.content["ground"] if entry.content["on"] else ""
    if not any(grounds.values()):
        return ""
    covered = set(wanted.sources | wanted.mentions | wanted.statements)
    rows = record.connection.exec_driver_sql(
        "SELECT DISTINCT b.source, m.id, p.id FROM statement AS s JOIN basis AS b ON b.n = s.basis "
        "JOIN mention AS m ON m.n = s.mention LEFT JOIN mention AS p ON p.n = m.subject "
        f"WHERE s.id IN {_AMONG}",
        (json.dumps(sorted(wanted.statements)),),
    )
    for row in rows:
        covered.update(row)
    return next((ground for ident, ground in grounds.items() if ground and ident in covered), "")


def erase(writer: Writer, wanted: Target, *, ground: str, roles: tuple[str, str]) -> Erased:
    """Erase inside a transaction; :func:`note` does the rest once it is saved (or the next command, if this one is stopped)."""
    connection = writer.connection
    noting, wanted = wanted, _complete(connection, wanted)
    touched = [
        (entry, rest)
        for entry in log.entries(connection)
        if entry.content is not None and (rest := remainder(entry, wanted)) is not entry.content
    ]
    persons = _count_persons(connection, wanted)
    remaining = _remaining(connection, wanted)
    content = {"ground": ground, "roles": list(roles), "entries": [entry.seq for entry, _ in touched], "persons": persons}
    if noting.prints:
        content["prints"] = sorted(noting.prints)
    (tombstone,) = writer.append("erasure", content)
    erasures.remember(writer, tombstone, _short(connection, noting), ground=ground, roles=roles)
    for entry, rest in touched:
        connection.execute(delete(schema.log_content).where(schema.log_content.c.seq == entry.seq))
        connection.execute(update(schema.log).where(schema.log.c.seq == entry.seq).values(erased_by=tombstone.seq))
        if rest is not None:
            log.append(connection, entry.kind, [rest], at=writer.at, by=writer.by, replaces=entry.seq)
            if entry.kind == "definition":
                of = (schema.definition.c.name == rest["name"], schema.definition.c.version == rest["version"])
                connection.execute(update(schema.definition).where(*of).values(content=rest["content"]))
    files = _delete_rows(writer, wanted)
    return Erased(len(touched), persons, len(wanted.statements), files, remaining)


def note(record: Record, wanted: Target, *, ground: str, roles: tuple[str, str]) -> Path:  # noqa: ARG001 - kept with the record since the erasure was saved
    """Finish an erasure that is saved: blobs, the list beside the record, the slack of the file's pages. Return the list.

    Raises:
        BusyError: if another process reads the record; the next command finishes it.
    """
    erasures.finish(record, wait=_WAIT)
    return record.folder / LIST


def _short(connection: Connection, wanted: Target) -> Target:
    """Return a target without the statements that follow from its sources and mentions."""
    follow = _complete(connection, Target(wanted.sources, wanted.mentions)).statements
    return Target(wanted.sources, wanted.mentions, wanted.statements - follow, wanted.prints)


def _count_persons(connection: Connection, wanted: Target) -> int:
    query = f"SELECT count(*) FROM mention WHERE kind = 'person' AND id IN {_AMONG}"
    return int(connection.exec_driver_sql(query, (json.dumps(sorted(wanted.mentions)),)).scalar() or 0)


def _remaining(connection: Connection, wanted: Target) -> tuple[str, ...]:
    said = f"SELECT DISTINCT b.source FROM statement AS s JOIN basis AS b ON b.n = s.basis WHERE s.id IN {_AMONG}"
    found = set(connection.exec_driver_sql(said, (json.dumps(sorted(wanted.statements)),)).scalars())
    kin = f"SELECT id, copy_of FROM source WHERE copy_of <> '' AND (id IN {_AMONG} OR copy_of IN {_AMONG})"
    for row in connection.exec_driver_sql(kin, (json.dumps(sorted(wanted.sources)),) * 2):
        found.update(row)
    there = connection.exec_driver_sql(f"SELECT id FROM source WHERE id IN {_AMONG}", (json.dumps(sorted(found)),))
    return tuple(sorted(set(there.scalars()) - wanted.sources))


def _delete_rows(writer: Writer, wanted: Target) -> tuple[str, ...]:
    connection = writer.connection
    mentions, statements = json.dumps(sorted(wanted.mentions)), json.dumps(sorted(wanted.statements))
    gone = set(connection.exec_driver_sql(f"SELECT n FROM mention WHERE id IN {_AMONG}", (mentions,)).scalars())
    touched = set(
        connection.exec_driver_sql(f"SELECT DISTINCT mention FROM statement WHERE id IN {_AMONG}", (statements,)).scalars()
    )
    numbers = json.dumps(sorted(gone))
    _run(
        connection,
        (f"DELETE FROM statement WHERE id IN {_AMONG}", statements),
        (f"DELETE FROM act WHERE person IN {_AMONG}", numbers),
        (f"DELETE FROM act WHERE mention IN {_AMONG}", numbers),
        (f"DELETE FROM sighting WHERE mention IN {_AMONG}", mentions),
        (f'DELETE FROM judgement WHERE "left" IN {_AMONG}', mentions),
        (f'DELETE FROM judgement WHERE "right" IN {_AMONG}', mentions),
        (f"DELETE FROM consent WHERE person IN {_AMONG}", mentions),
        (f"DELETE FROM mention WHERE id IN {_AMONG}", mentions),
    )
    connection.exec_driver_sql("DELETE FROM basis WHERE n NOT IN (SELECT basis FROM statement)")
    files: list[str] = []
    for ident in sorted(wanted.sources):
        row = connection.execute(
            select(schema.source.c.sha256, schema.blob.c.content.is_(None).label("file"))
            .join(schema.blob, schema.blob.c.source == schema.source.c.id)
            .where(schema.source.c.id == ident)
        ).first()
        if row is not None and row.file:
            files.append(row.sha256)
        _run(
            connection,
            *((f"DELETE FROM {name} WHERE source = ?", ident) for name in ("custody", "sighting", "blob", "consent", "search")),
            ("DELETE FROM source WHERE id = ?", ident),
        )
    writer.refresh_acts(sorted(touched - gone))
    return tuple(files)


def _run(connection: Connection, *statements: tuple[str, str]) -> None:
    for sql, value in statements:
        connection.exec_driver_sql(sql, (value,))
