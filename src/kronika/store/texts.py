"""How the text of a source is kept: compressed, with its places, and cut into pieces for the search."""

from __future__ import annotations

import json
import zlib
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from kronika.model.source import Document, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEVEL = 1


def pack_text(text: str) -> bytes:
    """Return the text compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_text(stored: bytes) -> str:
    """Return the text that :func:`pack_text` packed."""
    return zlib.decompress(stored).decode("utf-8", "surrogatepass")


def pack_places(document: Document) -> bytes:
    """Return the places and tables of a document (cells as their lengths) compressed."""
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
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_document(text: bytes, places: bytes) -> Document:
    """Return the document whose text and places were packed."""
    full = unpack_text(text)
    body: dict[str, Any] = json.loads(zlib.decompress(places))
    article = body["article"]
    return Document(
        text=full,
        reader=body["reader"],
        media_type=body["media_type"],
        places=tuple(Place(*values) for values in body["places"]),
        tables=tuple(Table(label, start, _rows(full, start, lengths), first) for label, start, first, lengths in body["tables"]),
        encoding=body["encoding"],
        title=body["title"],
        published=body["published"],
        address=body["address"],
        notes=tuple(body["notes"]),
        article=(article[0], article[1]) if article else None,
    )


def _rows(text: str, start: int, lengths: list[list[int]]) -> list[list[str]]:
    rows = []
    for row in lengths:
        cells = []
        for length in row:
            cells.append(text[start : start + length])
            start += length + 1
        start += not row
        rows.append(cells)
    return rows


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
