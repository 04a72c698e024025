"""Checking a record: the file's pages, the log's chain, the head, the tables against the log, blobs and quotes."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import exc, select

from kronika.errors import FindingError, KronikaError
from kronika.store import log, schema, tables
from kronika.store.chain import ROOT, commitment, link
from kronika.store.project import Projection

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kronika.store.record import Record

#: findings of one kind that are named one by one
_NAMED = 20


@dataclass
class Findings:
    """What a check found; an empty list of problems means that all is well."""

    entries: int = 0
    head: str = ""
    sources: int = 0
    statements: int = 0
    quotes: int = 0
    erased: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, problem: str) -> None:
        """Note a problem once."""
        if problem not in self.problems:
            self.problems.append(problem)


def check(record: Record, *, quotes: bool = False, rebuild: bool = False, known_head: bytes | None = None) -> Findings:
    """Check a record.

    Args:
        record: opened with ``trusting``.
        quotes: also find every quote again in its source, character for character.
        rebuild: also build all tables anew from the log, in memory, and compare.
        known_head: hash of an entry that was kept elsewhere; the log must contain it.
    """
    found = Findings()
    connection = record.connection
    steps: list[tuple[str, Any]] = [
        ("the file", lambda: _pages(connection, found)),
        ("the log", lambda: _chain(connection, found, known_head)),
        ("the head", lambda: _head(record, found)),
        ("the tables", lambda: _tables(connection, found)),
        ("the sources", lambda: _sources(record, found)),
    ]
    if quotes:
        steps.append(("the quotes", lambda: _quotes(connection, found)))
    if rebuild:
        steps.append(("the rebuilt tables", lambda: _rebuild(connection, found)))
    for where, step in steps:
        try:
            step()
        except KronikaError as error:
            found.add(str(error))
        except exc.DBAPIError as error:
            found.add(f"{where} cannot be read: {error.orig}.")
    return found


def _pages(connection: Connection, found: Findings) -> None:
    for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        found.add(f"a page of the file was changed: {row[0]}.")


def _chain(connection: Connection, found: Findings, known_head: bytes | None) -> None:
    table = schema.log.c
    query = select(
        table.seq,
        table.kind,
        table.at,
        table.by,
        table.commitment,
        table.hash,
        table.erased_by,
        schema.log_content.c.salt,
        schema.log_content.c.content,
    )
    previous, expected, seen = ROOT, 0, known_head is None
    erasures = _erasures(connection)
    for seq, kind, at, by, committed, hashed, erased_by, salt, content in connection.execute(
        query.outerjoin(schema.log_content).order_by(table.seq)
    ):
        expected += 1
        if seq != expected:
            found.add(f"log: entry {expected} is missing; after it comes entry {seq}.")
            expected = seq
        if hashed != link(previous, seq, kind, at, by, committed):
            found.add(f"log: entry {seq} ({kind}, {at}) was changed, or entries before it were removed or reordered.")
        if content is None:
            found.erased += 1
            if erased_by is None or seq not in erasures.get(erased_by, ()):
                found.add(f"log: the content of entry {seq} ({kind}, {at}) is gone, and no erasure says so.")
        elif committed != commitment(salt, content):
            found.add(f"log: the content of entry {seq} ({kind}, {at}) was changed.")
        previous = hashed
        seen = seen or hashed == known_head
    found.entries, found.head = expected, previous.hex()
    if not seen:
        found.add("log: the head that was kept elsewhere is not in this log: it was rewritten or cut short.")


def _erasures(connection: Connection) -> dict[int, set[int]]:
    return {entry.seq: set(entry.content["entries"]) for entry in log.entries(connection, kinds=("erasure",)) if entry.content}


def _head(record: Record, found: Findings) -> None:
    ahead = record.compare_head()
    if ahead:
        found.notes.append(
            f"The log is {ahead} entries longer than its head: a command was stopped between the two. The head is written anew."
        )
        record.write_head()


def _tables(connection: Connection, found: Findings) -> None:
    problems = 0
    for problem in tables.differences(connection, found):
        problems += 1
        if problems <= _NAMED:
            found.add(problem)
    if problems > _NAMED:
        found.add(f"tables: {problems - _NAMED} more rows differ from the log.")


def _sources(record: Record, found: Findings) -> None:
    connection = record.connection
    query = select(
        schema.source.c.id,
        schema.source.c.sha256,
        schema.source.c.name,
        schema.source.c.text_sha256,
        schema.blob.c.content,
        schema.blob.c.text,
    )
    expected = set()
    for row in connection.execute(query.outerjoin(schema.blob, schema.blob.c.source == schema.source.c.id)):
        found.sources += 1
        content = row.content
        if content is None:
            expected.add(record.blobs.path(row.sha256))
            try:
                content = record.blobs.get(row.sha256)
            except FindingError as error:
                found.add(f"source {row.id}: {error}")
                continue
        if hashlib.sha256(content).hexdigest() != row.sha256:
            found.add(f"source {row.id}: its bytes are not those that were captured.")
        if row.text_sha256 and (row.text is None or hashlib.sha256(_raw(row.text)).hexdigest() != row.text_sha256):
            found.add(f"source {row.id}: its text is not the one that was read.")
    for path in record.blobs.files():
        if path not in expected:
            found.notes.append(
                f"{path.parent.name}/{path.name[:12]}… belongs to no source: what a stopped command left; the next 'add' removes it."
            )


def _raw(packed: bytes) -> bytes:
    return zlib.decompress(packed)


def _quotes(connection: Connection, found: Findings) -> None:
    blob = schema.blob
    for source, packed in connection.execute(select(blob.c.source, blob.c.text).where(blob.c.text.is_not(None))):
        whole = _raw(packed).decode("utf-8", "surrogatepass")
        rows = connection.exec_driver_sql('SELECT id, start, "end", quote FROM statement WHERE source = ?', (source,))
        for ident, start, end, quote in rows:
            found.quotes += 1
            if whole[start:end] != quote:
                found.add(f"statement {ident}: its quote is not at characters {start} to {end} of source {source}.")


def _rebuild(connection: Connection, found: Findings) -> None:
    with tables.in_memory() as fresh:
        Projection(fresh).apply(log.in_force(connection))
        for table in schema.DERIVED:
            for problem in tables.compare(connection, fresh, table.name):
                found.add(problem)
    found.notes.append("All tables were built anew from the log and compared.")
