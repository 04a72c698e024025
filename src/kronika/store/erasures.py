"""The list of erasures beside the record, and finishing an erasure that was stopped.

What was erased is noted, encrypted with the record's own key, in a list beside the record, so that a backup that is restored
later forgets it too. Each line is bound to its entry ``erasure`` of the log: ``check`` finds a line that was changed or is gone.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, insert, select

from kronika.errors import BusyError, FindingError, KronikaError
from kronika.store import log, schema
from kronika.store.files import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kronika.store.record import Record
    from kronika.store.writer import Writer

LIST = "erasures.list"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be erased: ids of sources, mentions and statements; all that rests on them goes with them.

    ``prints``: fingerprints of the persons, by which they are known if they come again (see ``workspace/erased.py``).
    """

    sources: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    prints: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sources or self.mentions or self.statements)


def remember(writer: Writer, tombstone: log.Entry, wanted: Target, *, ground: str, roles: tuple[str, str]) -> None:
    """Keep, in the transaction that erases, what :func:`finish` needs to do the rest also after a crash."""
    body = {
        "entry": tombstone.seq,
        "hash": log.head(writer.connection).hex,
        "sources": sorted(wanted.sources),
        "mentions": sorted(wanted.mentions),
        "statements": sorted(wanted.statements),
        "prints": sorted(wanted.prints),
        "ground": ground,
        "roles": list(roles),
    }
    writer.connection.execute(insert(schema.pending).values(entry=tombstone.seq, line=json.dumps(body)))


def unfinished(record: Record) -> int:
    """Return how many erasures are saved but not finished: their traces are not yet out of files and pages."""
    return len(record.connection.execute(select(schema.pending.c.entry)).all())


def finish(record: Record, *, wait: float) -> bool:
    """Finish erasures: remove blobs, note them in the list, and write the file anew without the slack of its pages.

    SQLite overwrites what is deleted, but copies that it left when it moved rows between pages stay, and so do words in the
    index of the search. Both are made anew (in memory, encrypted as they go to the disk).

    Args:
        record: open for writing.
        wait: seconds to wait for another process that writes.

    Returns:
        Whether all is finished; not if another process is writing.

    Raises:
        BusyError: if another process keeps the record open for reading.
        StorageError: if the disk is full; the next command tries again.
    """
    if not record.writable or not unfinished(record):
        return True
    try:
        with record.locked(command="erase", wait=wait):
            record.sweep()
            pending = record.connection.execute(select(schema.pending).order_by(schema.pending.c.entry)).all()
            strange = set(_strange(record))
            _write(record, [row.line for row in pending if row.entry not in strange])
            with record.changing() as connection:
                # The index of the search keeps words to find its way by, also those of texts that are gone.
                connection.exec_driver_sql("INSERT INTO search(search) VALUES('rebuild')")
            record.connection.exec_driver_sql("VACUUM")
            record.fold()
            with record.changing() as connection:
                connection.execute(delete(schema.pending))
            record.fold()
    except BusyError:
        if wait:
            raise
        return False
    return True


def _strange(record: Record) -> list[int]:
    """Return pending erasures that are none of the log: the program did not write them."""
    found = []
    query = select(schema.pending.c.entry, schema.pending.c.line, schema.log.c.hash).outerjoin(
        schema.log, (schema.log.c.seq == schema.pending.c.entry) & (schema.log.c.kind == "erasure")
    )
    for row in record.connection.execute(query):
        try:
            body = json.loads(row.line)
            right = row.hash is not None and body["entry"] == row.entry and body["hash"] == row.hash.hex()
        except (ValueError, LookupError, TypeError):
            right = False
        if not right:
            found.append(row.entry)
    return found


def _cipher(record: Record) -> AESGCM:
    return AESGCM(record.list_key)


def _write(record: Record, bodies: list[str]) -> None:
    """Add lines to the list, except those that a stopped command has added already."""
    path = record.folder / LIST
    there = {body["entry"] for body in _bodies(record, path)} if path.exists() else set()
    lines = []
    for body in bodies:
        if json.loads(body)["entry"] not in there:
            nonce = os.urandom(_NONCE)
            sealed = nonce + _cipher(record).encrypt(nonce, body.encode("ascii"), record.id.encode("ascii"))
            lines.append(base64.b64encode(sealed) + b"\n")
    with path.open("ab") as file:
        file.write(b"".join(lines))
        sync(file)


def _bodies(record: Record, path: Path) -> Iterator[dict[str, Any]]:
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise KronikaError(
            f"the list of erasures cannot be read ({error.strerror or type(error).__name__})",
            where=str(path),
            advice="Give the file that 'erase' named",
        ) from error
    *lines, rest = stored.split(b"\n")
    if rest:
        lines.append(rest)
    for number, line in enumerate(lines, 1):
        try:
            body = _open(record, line)
            if rest and number == len(lines):
                body = None
        except (InvalidTag, ValueError):
            body = None
        if body is None:
            raise FindingError(
                f"line {number} belongs to another record, was changed or cut short",
                where=str(path),
                advice="Put the list back from a backup, or give the list that lies beside the record",
            )
        yield body


def _open(record: Record, line: bytes) -> dict[str, Any] | None:
    """Return what stands in a line; None if the same bytes would be written otherwise."""
    sealed = base64.b64decode(line, validate=True)
    if base64.b64encode(sealed) != line:
        return None
    body: dict[str, Any] = json.loads(_cipher(record).decrypt(sealed[:_NONCE], sealed[_NONCE:], record.id.encode("ascii")))
    return body


def noted(record: Record, path: Path) -> list[tuple[Target, str, tuple[str, str]]]:
    """Return the erasures that a list notes.

    Raises:
        FindingError: if the list belongs to another record or was changed.
        KronikaError: if it cannot be read.
    """
    return [
        (
            Target(
                frozenset(body["sources"]),
                frozenset(body["mentions"]),
                frozenset(body["statements"]),
                frozenset(body.get("prints", ())),
            ),
            body["ground"],
            (body["roles"][0], body["roles"][1]),
        )
        for body in _bodies(record, path)
    ]


def missing(record: Record) -> list[int]:
    """Return the entries ``erasure`` of the log that the list beside the record does not hold: it was cut or lost.

    Raises:
        FindingError: if the list was changed, or an erasure is said to be unfinished that is none of the log.
    """
    strange = _strange(record)
    if strange:
        raise FindingError(f"table pending: entry {strange[0]} is no erasure of the log")
    path = record.folder / LIST
    hashes = {
        row.seq: row.hash.hex()
        for row in record.connection.execute(select(schema.log.c.seq, schema.log.c.hash).where(schema.log.c.kind == "erasure"))
    }
    if not hashes:
        return []
    listed = {(body["entry"], body["hash"]) for body in _bodies(record, path)} if path.exists() else set()
    waiting = set(record.connection.execute(select(schema.pending.c.entry)).scalars())
    return sorted(seq for seq, hashed in hashes.items() if seq not in waiting and (seq, hashed) not in listed)
