"""The log: entries appended one by one, each linked to the one before."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from kronika.store import schema
from kronika.store.bulk import rows
from kronika.store.chain import ROOT, SALT_BYTES, Head, commitment, link
from kronika.store.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

_INSERT = "INSERT INTO log(seq, kind, at, by, commitment, hash, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_CONTENT = "INSERT INTO log_content(seq, salt, content) VALUES (?, ?, ?)"
_ENTRIES = (
    "SELECT l.seq, l.kind, l.at, l.by, c.content, l.erased_by, l.replaces FROM log AS l "
    "LEFT JOIN log_content AS c ON c.seq = l.seq WHERE l.seq > ?"
)

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class Entry(NamedTuple):
    """One entry; ``content`` is None once it was erased. ``replaces``: the erased entry whose remainder this is.

    ``text`` is the content as the log holds it, where whoever reads the entry wants that too.
    """

    seq: int
    kind: str
    at: str
    by: str
    content: dict[str, Any] | None
    erased_by: int | None = None
    replaces: int | None = None
    text: str = ""


def encode(content: dict[str, Any]) -> str:
    """Return content as the text that is committed to: JSON without spaces, characters as they are."""
    return _encoder.encode(content)


def head(connection: Connection) -> Head:
    """Return the end of the log."""
    row = connection.execute(select(schema.log.c.seq, schema.log.c.hash).order_by(schema.log.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, ROOT)


def append(
    connection: Connection,
    kind: str,
    contents: Sequence[dict[str, Any]],
    *,
    at: str,
    by: str,
    replaces: int | None = None,
) -> list[Entry]:
    """Append entries of one kind and return them as they stand in the log.

    Halves of characters (lone surrogates, which broken sources hold) cannot be stored as text: each becomes U+FFFD.
    """
    if not contents:
        return []
    end = head(connection)
    last, previous = end.entries, end.hash
    salts = os.urandom(SALT_BYTES * len(contents))
    links, bodies, entries = [], [], []
    for number, content in enumerate(contents):
        last += 1
        salt = salts[number * SALT_BYTES : (number + 1) * SALT_BYTES]
        said = content
        text = encode(content)
        if text != (whole := clean(text)):
            text, said = whole, json.loads(whole)
        committed = commitment(salt, text)
        previous = link(previous, last, kind, at, by, replaces, committed)
        links.append((last, kind, at, by, committed, previous, replaces))
        bodies.append((last, salt, text))
        entries.append(Entry(last, kind, at, by, said, None, replaces))
    connection.exec_driver_sql(_INSERT, links)
    connection.exec_driver_sql(_INSERT_CONTENT, bodies)
    return entries


def entries(connection: Connection, *, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[Entry]:
    """Yield entries in order, without checking the chain (see ``check.py``)."""
    among = f" AND l.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    found = rows(connection, f"{_ENTRIES}{among} ORDER BY l.seq", (after, *kinds))
    for seq, kind, at, by, content, erased_by, replaces in found:
        yield Entry(seq, kind, at, by, json.loads(content) if content is not None else None, erased_by, replaces)


def in_force(connection: Connection, *, kinds: Sequence[str] = ()) -> Iterator[Entry]:
    """Yield entries as a rebuild must apply them: the remainder of an erased entry in the place of the erased one."""
    return restored(entries(connection, kinds=kinds), remainders(connection))


def remainders(connection: Connection) -> dict[int, Entry]:
    """Return the remainders of erased entries, by the number of the entry that each replaces."""
    if not connection.execute(select(func.count()).where(schema.log.c.replaces.is_not(None))).scalar():
        return {}
    return {entry.replaces: entry for entry in entries(connection) if entry.replaces is not None}


def restored(found: Iterable[Entry], replacing: dict[int, Entry]) -> Iterator[Entry]:
    """Yield entries with each erased one as its remainder, in its old place, and without those that nothing remains of."""
    for entry in found:
        if entry.replaces is not None:
            continue
        current = entry
        while current.content is None and current.seq in replacing:
            current = replacing[current.seq]
        if current.content is not None:
            yield entry if current is entry else entry._replace(content=current.content, text=current.text)
