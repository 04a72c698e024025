"""Checking a record: the file's pages, the log's chain, the head, the tables against the log, blobs and quotes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import exc
from sqlcipher3 import dbapi2

from kronika.errors import BusyError, KronikaError, StorageError
from kronika.store import contents, erasures, log, schema, tables
from kronika.store.bulk import rows, uncollected
from kronika.store.connection import translate
from kronika.store.opening import FILE
from kronika.store.project import Projection
from kronika.store.verify import verified

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from kronika.store.record import Record

#: findings of one kind that are named one by one
_NAMED = 20
#: a file larger than this, in bytes, is worth a second connection
_LARGE = 64 * 1024 * 1024


@dataclass
class Findings:
    """What a check found; an empty list of problems means that all is well.

    Attributes:
        entries: how many entries the log has.
        head: hash of the last one, hexadecimal.
        sources, statements, quotes: how many were checked.
        erased: entries whose content was erased.
        problems: what is wrong, a sentence each.
        notes: what is worth knowing and not wrong.
    """

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
    """Check a record as it is at one moment, whatever others write meanwhile.

    Args:
        record: opened with ``trusting``.
        quotes: also find every quote again in its source, character for character.
        rebuild: also build all tables anew from the log, in memory, compare, and check every index.
        known_head: hash of an entry that was kept elsewhere; the log must contain it.
    """
    found = Findings()
    connection = record.connection
    if record.problem:
        found.add(f"{record.problem}.")
    # Before the snapshot: whoever writes saves the entries first, so that a head can never be ahead of what is read after it.
    _try(found, "the head", lambda: _head(record, found))
    steps: list[tuple[str, Callable[[], None]]] = [
        ("the schema", lambda: _schema(connection, found)),
        ("the log", lambda: _log(connection, found, known_head, quotes=quotes)),
        ("the sources", lambda: contents.check(record, found)),
        ("the list of erasures", lambda: _list(record, found)),
    ]
    if rebuild:
        steps.append(("the indexes", lambda: _indexes(connection, found)))
        steps.append(("the rebuilt tables", lambda: _rebuild(connection, found)))
    with ThreadPoolExecutor(1) as beside:
        # Checking the codes of all pages is work of the library alone; a large record is checked on another core meanwhile.
        large = (record.folder / FILE).stat().st_size > _LARGE
        damaged = beside.submit(_damaged_beside, record) if large else None
        with record.snapshot(), uncollected():
            for where, step in steps:
                _try(found, where, step)
    _try(found, "the file", lambda: _pages(record, found, damaged.result() if damaged else _damaged(connection)))
    return found


def _try(found: Findings, where: str, step: Callable[[], None]) -> None:
    try:
        step()
    except KronikaError as error:
        found.add(str(error))
    except (exc.DBAPIError, dbapi2.Error) as error:
        found.add(f"{where} cannot be read: {translate(error, where).what}.")
    except (ValueError, LookupError, TypeError):
        # What somebody wrote into the tables past the program need not have any shape.
        found.add(f"{where} cannot be read: something in it is not of the form that it should have.")


def _head(record: Record, found: Findings) -> None:
    ahead = record.compare_head()
    if not ahead:
        return
    found.notes.append(f"The log is {ahead} entries longer than its head: a command was stopped between the two.")
    if record.writable and not record.problem:
        try:
            with record.locked(command="check", wait=0):
                record.write_head()
        except (BusyError, StorageError):
            return
        found.notes.append("The head was written anew.")


def _damaged(connection: Connection) -> list[str]:
    return [row[0] for row in rows(connection, "PRAGMA cipher_integrity_check")]


def _damaged_beside(record: Record) -> list[str]:
    with record.beside() as connection:
        return _damaged(connection)


def _pages(record: Record, found: Findings, damaged: list[str]) -> None:
    if damaged and record.writable:
        # A page that another process was just folding in can look damaged: it is looked at again while nobody writes.
        with suppress(BusyError), record.locked(command="check"):
            damaged = _damaged(record.connection)
    for line in damaged[:_NAMED]:
        found.add(f"a page of the file was changed: {line}.")
    if len(damaged) > _NAMED:
        found.add(f"{len(damaged) - _NAMED} more pages of the file were changed.")


def _schema(connection: Connection, found: Findings) -> None:
    """Compare tables, indexes, triggers and views with those that this version makes."""
    query = "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
    with tables.in_memory() as fresh:
        expected, actual = set(rows(fresh, query)), set(rows(connection, query))
    for kind, name, _ in sorted(actual - expected):
        found.add(f"schema: the {kind} {name} is not of this version, or was added or changed.")
    for kind, name, _ in sorted(expected - actual):
        if (kind, name) not in {(row[0], row[1]) for row in actual}:
            found.add(f"schema: the {kind} {name} is gone.")
    for (name,) in rows(connection, "SELECT key FROM meta WHERE key NOT IN ('version', 'id', 'head_key', 'blob_key')"):
        found.add(f"meta: {name} is none of the record's keys.")


def _log(connection: Connection, found: Findings, known_head: bytes | None, *, quotes: bool) -> None:
    """Check the chain and, in the same pass, the tables that follow from it, and with ``quotes`` every quote in its source."""
    entries = verified(connection, found, known_head)
    texts = contents.Texts(connection).of if quotes else None
    problems = 0
    try:
        for problem in tables.differences(connection, found, log.restored(entries, log.remainders(connection)), texts):
            problems += 1
            if problems <= _NAMED:
                found.add(problem)
        if problems > _NAMED:
            found.add(f"tables: {problems - _NAMED} more rows differ from the log.")
    finally:
        for _ in entries:
            pass
    for seq, by, at, content in rows(
        connection,
        "SELECT l.seq, l.by, l.at, c.content FROM log AS l JOIN log_content AS c ON c.seq = l.seq WHERE l.kind = 'loss'",
    ):
        found.notes.append(f"Entry {seq}: {by} accepted the loss of entries on {at} ({content}).")


def _list(record: Record, found: Findings) -> None:
    if erasures.unfinished(record):
        found.notes.append(
            "An erasure was stopped before its last traces were removed; the next command that opens the record finishes it."
        )
    gone = erasures.missing(record)
    if gone:
        found.add(
            f"{erasures.LIST}: it does not hold {len(gone)} erasures that the log names (entry {gone[0]}): it was cut short or "
            "lost, and a backup that is restored would not forget them."
        )


def _indexes(connection: Connection, found: Findings) -> None:
    for (line,) in rows(connection, "PRAGMA integrity_check(20)"):
        if line != "ok":
            found.add(f"the file's structure is damaged: {line}.")


def _rebuild(connection: Connection, found: Findings) -> None:
    with tables.in_memory() as fresh:
        Projection(fresh).apply(log.in_force(connection))
        for table in schema.DERIVED:
            for problem in tables.compare(connection, fresh, table.name):
                found.add(problem)
    found.notes.append("All tables were built anew from the log and compared.")
