"""How the text of a source is kept: clean, compressed, with its places, and cut into pieces for the search."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import astuple, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from kronika.model.source import Document, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEVEL = 1
_HALVES = re.compile("[\ud800-\udfff]")
#: what a half of a character becomes; also one character, so that every place stays where it was
_UNKNOWN = "\ufffd"


def clean(text: str) -> str:
    """Return the text with each half of a character (lone surrogate) as U+FFFD: it has no bytes in UTF-8. Lengths stay."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _HALVES.sub(_UNKNOWN, text)
    return text


def clean_document(document: Document) -> Document:
    """Return the document with a text that can be stored, and a note if it had to be changed."""
    count = len(_HALVES.findall(document.text))
    if not count:
        return document
    note = f"{count} halves of characters in its text stand for nothing; each was replaced by U+FFFD"
    tables = tuple(replace(table, rows=[[clean(cell) for cell in row] for row in table.rows]) for table in document.tables)
    return replace(document, text=clean(document.text), tables=tables, notes=(*document.notes, note))


def places(document: Document) -> bytes:
    """Return the places and tables of a document (cells as their lengths) as JSON."""
    body = {
        "reader": document.reader,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "title": document.title,
        "address": document.address,
        "published": document.published,
        "article": document.article,
        "notes": document.notes,
        "places": [astuple(place) for place in document.places],
        "tables": [
            [table.label, table.start, table.first_row, [[len(cell) for cell in row] for row in table.rows]]
            for table in document.tables
        ],
    }
    return clean(json.dumps(body, ensure_ascii=False, separators=(",", ":"))).encode()


def pack(content: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(content, _LEVEL)


def unpack(stored: bytes) -> bytes:
    """Return the bytes that :func:`pack` packed.

    Raises:
        ValueError: if they are damaged.
    """
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise ValueError("a text cannot be unpacked") from error


def unpack_document(text: bytes, packed: bytes) -> Document:
    """Return the document whose text and places were packed."""
    full = unpack(text).decode("utf-8")
    body: dict[str, Any] = json.loads(unpack(packed))
    article = body["article"]
    return Document(
        text=full,
        reader=body["reader"],
        media_type=body["media_type"],
        places=tuple(Place(*values) for values in body["places"]),
        tables=tuple(_table(full, label, start, first, lengths) for label, start, first, lengths in body["tables"]),
        encoding=body["encoding"],
        title=body["title"],
        published=body["published"],
        address=body["address"],
        notes=tuple(body["notes"]),
        article=(article[0], article[1]) if article else None,
    )


def _table(text: str, label: str, start: int, first_row: int, lengths: list[list[int]]) -> Table:
    rows = _Rows(text, start, lengths)
    table = Table(label, start, rows, first_row)
    # The table would count its cells for this; here they need not even be cut out of the text.
    table.__dict__["row_starts"] = rows.starts
    return table


class _Rows(Sequence[Sequence[str]]):
    """Rows of a table that are cut out of the text when they are asked for: most questions are about one of 100,000."""

    def __init__(self, text: str, start: int, lengths: list[list[int]]) -> None:
        self._text = text
        self._lengths = lengths
        self.starts = list(accumulate((sum(row) + max(len(row), 1) for row in lengths), initial=start))

    def __len__(self) -> int:
        return len(self._lengths)

    @overload
    def __getitem__(self, index: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[str]]: ...

    def __getitem__(self, index: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        lengths = self._lengths[index]
        start = self.starts[index if index >= 0 else index + len(self)]
        cells = []
        for length in lengths:
            cells.append(self._text[start : start + length])
            start += length + 1
        return cells


def pieces(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the pieces of a document that the search finds, with where each begins: rows of tables, else paragraphs."""
    done = 0
    for table in document.tables:
        yield from _paragraphs(document.text, done, table.start)
        for start, end in zip(table.row_starts, table.row_starts[1:], strict=False):
            yield document.text[start:end].rstrip("\n"), start
        done = table.row_starts[-1]
    yield from _paragraphs(document.text, done, len(document.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield text[start:stop], start
        start = stop + 1
