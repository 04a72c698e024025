"""Checking what sources hold: their bytes, the text that was read from them, the places in it, the search."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING, Any

from kronika.errors import FindingError
from kronika.store.bulk import rows
from kronika.store.texts import pieces, unpack, unpack_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from kronika.store.check import Findings
    from kronika.store.record import Record

_SOURCES = (
    "SELECT s.id, s.entry, s.sha256, s.text_sha256, s.places_sha256, b.source, b.content, b.text, b.places FROM source AS s "
    "LEFT JOIN blob AS b ON b.source = s.id ORDER BY s.n"
)
_SEARCH = "SELECT text, source, start, entry FROM search ORDER BY rowid"
#: rows that are compared together
_TOGETHER = 1_000
#: texts that are kept at hand
_TEXTS = 4


def check(record: Record, found: Findings) -> None:
    """Check all sources; what is wrong goes into ``found``."""
    expected: set[Path] = set()
    search = rows(record.connection, _SEARCH)
    searched = True
    for ident, entry, sha256, text_sha256, places_sha256, stored, content, packed, places in rows(record.connection, _SOURCES):
        found.sources += 1
        if stored is None:
            found.add(f"source {ident}: its bytes are gone from the record.")
            continue
        if content is None:
            expected.add(record.blobs.path(sha256))
        _bytes(record, found, ident, sha256, content)
        if not text_sha256:
            if packed is not None or places is not None:
                found.add(f"source {ident}: it has a text, although none was read.")
            continue
        text, where = _unpacked(packed), _unpacked(places)
        if text is None or hashlib.sha256(text).hexdigest() != text_sha256:
            found.add(f"source {ident}: its text is not the one that was read.")
            searched = False
            continue
        if where is None or hashlib.sha256(where).hexdigest() != places_sha256:
            found.add(f"source {ident}: the places in its text are not those that were read.")
            searched = False
            continue
        if searched and not _same(
            search, ((piece, ident, start, entry) for piece, start in pieces(unpack_document(packed, places)))
        ):
            found.add(f"source {ident}: the search does not hold what its text says.")
            searched = False
    if searched and next(search, None) is not None:
        found.add("search: it holds a text of no source.")
    for path in record.blobs.files():
        if path not in expected:
            name = f"{path.parent.name}/{path.name[:12]}…"
            found.notes.append(
                f"{name} belongs to no source: what a stopped command left; the next command that writes removes it."
            )


def _bytes(record: Record, found: Findings, ident: str, sha256: str, content: bytes | None) -> None:
    try:
        whole = record.blobs.get(sha256) if content is None else content
    except FindingError as error:
        found.add(f"source {ident}: {error}")
        return
    if hashlib.sha256(whole).hexdigest() != sha256:
        found.add(f"source {ident}: its bytes are not those that were captured.")


def _unpacked(packed: bytes | None) -> bytes | None:
    try:
        return None if packed is None else unpack(packed)
    except (ValueError, TypeError):
        return None


def _same(actual: Iterator[tuple[Any, ...]], expected: Iterator[tuple[Any, ...]]) -> bool:
    while part := list(islice(expected, _TOGETHER)):
        if list(islice(actual, len(part))) != part:
            return False
    return True


class Texts:
    """Texts of sources, the last few of them at hand: statements stand in the order in which sources came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[str, str] = OrderedDict()

    def of(self, source: str) -> str:
        """Return the text of a source; empty if there is none."""
        text = self._texts.get(source)
        if text is None:
            text = ""
            for (packed,) in rows(self._connection, "SELECT text FROM blob WHERE source = ?", (source,)):
                text = (_unpacked(packed) or b"").decode("utf-8", "replace")
            self._texts[source] = text
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        return text
