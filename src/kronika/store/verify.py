"""The log's chain, entry by entry: every hash follows, every content is what was committed to, what is gone was erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kronika.store.bulk import rows
from kronika.store.chain import ROOT, commitment, link
from kronika.store.log import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from kronika.store.check import Findings

_LOG = (
    "SELECT l.seq, l.kind, l.at, l.by, l.commitment, l.hash, l.erased_by, l.replaces, c.salt, c.content FROM log AS l "
    "LEFT JOIN log_content AS c ON c.seq = l.seq ORDER BY l.seq"
)


def verified(connection: Connection, found: Findings, known_head: bytes | None) -> Iterator[Entry]:
    """Yield the entries of the log, each after it was checked; what is wrong goes into ``found``.

    An entry whose content cannot be read is yielded without it.
    """
    previous, expected, seen = ROOT, 0, known_head is None
    tombstones = _tombstones(connection)
    erased: dict[int, str] = {}
    for seq, kind, at, by, committed, hashed, erased_by, replaces, salt, content in rows(connection, _LOG):
        expected += 1
        if seq != expected:
            found.add(f"log: entry {expected} is missing; after it comes entry {seq}.")
            expected = seq
        if hashed != link(previous, seq, kind, at, by, replaces, committed):
            found.add(f"log: entry {seq} ({kind}, {at}) was changed, or entries before it were removed or reordered.")
        if content is None:
            found.erased += 1
            erased[seq] = kind
            if erased_by is None or seq not in tombstones.get(erased_by, ()):
                found.add(f"log: the content of entry {seq} ({kind}, {at}) is gone, and no erasure says so.")
        elif committed != commitment(salt, content):
            found.add(f"log: the content of entry {seq} ({kind}, {at}) was changed.")
        elif erased_by is not None:
            found.add(f"log: entry {seq} ({kind}, {at}) is marked as erased and has a content.")
        if replaces is not None and erased.pop(replaces, "") != kind:
            found.add(f"log: entry {seq} ({kind}, {at}) replaces entry {replaces}, which was not erased.")
        previous = hashed
        seen = seen or hashed == known_head
        yield Entry(seq, kind, at, by, _read(content, seq, found), erased_by, replaces, content or "")
    found.entries, found.head = expected, previous.hex()
    if not seen:
        found.add("log: the head that was kept elsewhere is not in this log: it was rewritten or cut short.")
    for (seq,) in rows(connection, "SELECT seq FROM log_content WHERE seq NOT IN (SELECT seq FROM log)"):
        found.add(f"log: there is a content for entry {seq}, which is not in the log.")
    for (ident,) in rows(connection, "SELECT value FROM meta WHERE key = 'id'"):
        _begins(connection, ident, found)


def _read(content: str | None, seq: int, found: Findings) -> dict[str, Any] | None:
    if content is None:
        return None
    try:
        read = json.loads(content)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        found.add(f"log: the content of entry {seq} cannot be read.")
        return None
    return read


def _tombstones(connection: Connection) -> dict[int, set[int]]:
    query = "SELECT l.seq, c.content FROM log AS l JOIN log_content AS c ON c.seq = l.seq WHERE l.kind = 'erasure'"
    found = {}
    for seq, content in rows(connection, query):
        try:
            found[seq] = set(json.loads(content)["entries"])
        except (ValueError, KeyError, TypeError):
            found[seq] = set()
    return found


def _begins(connection: Connection, ident: bytes, found: Findings) -> None:
    query = "SELECT c.content FROM log_content AS c JOIN log AS l ON l.seq = c.seq WHERE l.kind = 'begin'"
    begun = [json.loads(content).get("record") for (content,) in rows(connection, query)]
    if begun != [ident.decode("ascii", "replace")]:
        found.add("meta: the id of the record is not the one that its log begins with.")
