"""The log: entries appended one by one, each linked to the one before."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from kronika.store import schema
from kronika.store.chain import ROOT, SALT_BYTES, Head, commitment, link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

_INSERT = "INSERT INTO log(seq, kind, at, by, commitment, hash, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_CONTENT = "INSERT INTO log_content(seq, salt, content) VALUES (?, ?, ?)"


class Entry(NamedTuple):
    """One entry; ``content`` is None once it was erased. ``replaces``: the erased entry whose remainder this is."""

    seq: int
    kind: str
    at: str
    by: str
    content: dict[str, Any] | None
    erased_by: int | None = None
    replaces: int | None = None


def encode(content: dict[str, Any]) -> str:
    """Return content as the text that is committed to: JSON without spaces, characters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


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
    """Append entries of one kind and return them."""
    end = head(connection)
    last, previous = end.entries, end.hash
    salts = os.urandom(SALT_BYTES * len(contents))
    links, bodies, entries = [], [], []
    for number, content in enumerate(contents):
        last += 1
        salt = salts[number * SALT_BYTES : (number + 1) * SALT_BYTES]
        text = encode(content)
        committed = commitment(salt, text)
        previous = link(previous, last, kind, at, by, committed)
        links.append((last, kind, at, by, committed, previous, replaces))
        bodies.append((last, salt, text))
        entries.append(Entry(last, kind, at, by, content, None, replaces))
    if links:
        connection.exec_driver_sql(_INSERT, links)
        connection.exec_driver_sql(_INSERT_CONTENT, bodies)
    return entries


def entries(connection: Connection, *, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[Entry]:
    """Yield entries in order, without checking the chain (see ``check.py``)."""
    query = (
        select(
            schema.log.c.seq,
            schema.log.c.kind,
            schema.log.c.at,
            schema.log.c.by,
            schema.log_content.c.content,
            schema.log.c.erased_by,
            schema.log.c.replaces,
        )
        .outerjoin(schema.log_content)
        .where(schema.log.c.seq > after)
        .order_by(schema.log.c.seq)
    )
    if kinds:
        query = query.where(schema.log.c.kind.in_(kinds))
    for row in connection.execute(query):
        yield Entry(
            row.seq,
            row.kind,
            row.at,
            row.by,
            json.loads(row.content) if row.content is not None else None,
            row.erased_by,
            row.replaces,
        )


def in_force(connection: Connection, *, kinds: Sequence[str] = ()) -> Iterator[Entry]:
    """Yield entries as a rebuild must apply them: the remainder of an erased entry in the place of the erased one."""
    remainders = (
        {entry.replaces: entry for entry in entries(connection) if entry.replaces is not None}
        if _any_replaced(connection)
        else {}
    )
    for entry in entries(connection, kinds=kinds):
        if entry.replaces is not None:
            continue
        current = entry
        while current.content is None and current.seq in remainders:
            current = remainders[current.seq]
        if current.content is not None:
            yield entry._replace(content=current.content)


def _any_replaced(connection: Connection) -> bool:
    return bool(connection.execute(select(func.count()).where(schema.log.c.replaces.is_not(None))).scalar())
