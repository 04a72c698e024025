"""Sources, and what a reader makes of them: text in which every character has a place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """Captured bytes and how we came by them. Never edited.

    Attributes:
        id: from the SHA-256, see :func:`kronika.model.ids.source_id`.
        sha256: of the bytes as they came, hexadecimal.
        size: in bytes.
        media_type: as told from the bytes, for example ``text/html``.
        name: file name without its folders, or address.
        address: where it was published, if known.
        published: when, EDTF; empty if unknown.
        captured: when, ISO 8601 with UTC offset.
        captured_by: a role, never a person's name.
        origin: whose list or report this copies (sources of one origin count once); empty: itself.
        edition_of: the list or report of which this is one edition; empty: stands alone.
        copy_of: the id of the source that holds this one (the letter of an attachment, the archive of a page).
        unreadable: why no text could be read; empty if it could.
    """

    id: str
    sha256: str
    size: int
    media_type: str
    name: str
    address: str = ""
    published: str = ""
    captured: str = ""
    captured_by: str = ""
    origin: str = ""
    edition_of: str = ""
    copy_of: str = ""
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """One entry of a source's chain of custody: who received which bytes, when, from where."""

    source: str
    at: str
    by: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text with a name in the source.

    Attributes:
        start, end: characters in the document's text, end excluded.
        kind: ``page``, ``sheet``, ``message``, ``record``, ``part``, ``paragraph``, ``line``.
        label: in words, for example ``page 3`` or ``message 17``.
        published: when this stretch was published, EDTF, where it has a date of its own (a channel's message).
        address: of this stretch, where it has one of its own (an archive record).
    """

    start: int
    end: int
    kind: str
    label: str
    published: str = ""
    address: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells inside a document's text.

    The document's text holds, from ``start`` on, every row as its cells joined by a tab and ended by a line feed; cells keep
    their own characters, so a place is found by counting, never by searching.

    Attributes:
        label: sheet name, ``page 2, table 1``, or empty for a CSV.
        start: where the first row begins in the document's text.
        rows: all rows, header included, cells as text (dates as ISO 8601, numbers without a trailing ``.0``).
        first_row: what the source calls the first row (spreadsheets: 1).
    """

    label: str
    start: int
    rows: Sequence[Sequence[str]]
    first_row: int = 1

    @cached_property
    def row_starts(self) -> list[int]:
        """Where each row begins in the document's text."""
        lengths = (sum(map(len, row)) + max(len(row) - 1, 0) + 1 for row in self.rows)
        return list(accumulate(lengths, initial=self.start))

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Return start and end of a cell in the document's text; ``row`` and ``column`` count from 0."""
        cells = self.rows[row]
        start = self.row_starts[row] + sum(map(len, cells[:column])) + column
        return start, start + len(cells[column])

    def cell_at(self, position: int) -> tuple[int, int]:
        """Return row and column (from 0) of the cell that holds the character at ``position``."""
        row = min(bisect_right(self.row_starts, position) - 1, len(self.rows) - 1)
        offset = self.row_starts[row]
        for column, cell in enumerate(self.rows[row]):
            if position <= offset + len(cell):
                return row, column
            offset += len(cell) + 1
        return row, max(len(self.rows[row]) - 1, 0)

    def text(self) -> str:
        """Return the rows as they stand in the document's text."""
        return "".join("\t".join(row) + "\n" for row in self.rows)


def column_name(column: int) -> str:
    """Return the spreadsheet name of a column counted from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True)
class Document:
    """What a reader made of a source.

    Attributes:
        text: all text, in which quotes are character ranges.
        reader: name and version of the reader, for example ``pdf/1``.
        media_type: as told from the bytes.
        places: pages, messages, records, sorted by ``start``; they may nest (a page in an archive record).
        tables: tables inside the text, sorted by ``start``.
        encoding: of the bytes, where that was a question.
        title, published, address: what the source says of itself, empty if nothing.
        notes: what was skipped or could only be read in part, in words with its place.
        parts: sources held inside (attachments, archive records), as (name, bytes, address, published).
        article: start and end of the main text (an HTML page's article) in ``text``, or None.
    """

    text: str
    reader: str
    media_type: str
    places: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()
    encoding: str = ""
    title: str = ""
    published: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    article: tuple[int, int] | None = None

    def where(self, start: int) -> str:
        """Return in words where the character at ``start`` stands in the source."""
        labels = [place.label for place in self._places_at(start)]
        for table in self.tables:
            if table.start <= start < table.row_starts[-1]:
                row, column = table.cell_at(start)
                labels.append(f"cell {column_name(column)}{row + table.first_row}")
        return ", ".join(labels) or f"character {start}"

    @cached_property
    def _reach(self) -> list[int]:
        """For each place, how far it or one before it reaches: no earlier place holds what lies beyond."""
        return list(accumulate((place.end for place in self.places), max))

    def _places_at(self, start: int) -> list[Place]:
        """Return the places that hold the character at ``start``, outer ones first; a channel has 100,000 of them."""
        found = []
        number = bisect_right(self.places, start, key=lambda place: place.start) - 1
        while number >= 0 and self._reach[number] > start:
            if self.places[number].end > start:
                found.append(self.places[number])
            number -= 1
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Part:
    """A source inside a source: an attachment, a page in a web archive."""

    name: str
    content: bytes
    address: str = ""
    published: str = ""
    media_type: str = ""
    notes: tuple[str, ...] = field(default=())
