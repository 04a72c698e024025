"""Putting a document together: text, places, tables and notes in step with each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kronika.capture.rows import Rows
from kronika.model.source import Document, Part, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: what no database and no output can hold: the NUL character, and halves of letters that JSON and UTF-16 can have alone
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
#: as many places are named in a note; the others are counted
_NAMED = 10


class Composer:
    """Collects what a reader finds, from the document's first character to its last.

    Every method appends; positions are characters in the text composed so far.
    """

    def __init__(self) -> None:
        self.position = 0
        self.notes: list[str] = []
        self.parts: list[Part] = []
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._tables: list[Table] = []

    @property
    def text(self) -> str:
        """The text so far."""
        self._pieces = ["".join(self._pieces)]
        return self._pieces[0]

    def add(self, text: str) -> tuple[int, int]:
        """Append ``text`` as it is; return where it starts and ends."""
        start = self.position
        if text:
            self._pieces.append(text)
            self.position += len(text)
        return start, self.position

    def line(self, text: str) -> tuple[int, int]:
        """Append ``text`` and a line feed; return where the text without the line feed starts and ends."""
        start, end = self.add(text)
        self.add("\n")
        return start, end

    def place(self, start: int, kind: str, label: str, *, published: str = "", address: str = "") -> None:
        """Name the stretch from ``start`` to here. An empty stretch has no place."""
        if start < self.position:
            self._places.append(Place(start, self.position, kind, label, published, address))

    def table(self, label: str, rows: Sequence[Sequence[str]], first_row: int = 1) -> Table:
        """Append a table: each row its cells joined by tabs and ended by a line feed. A row is at least one cell."""
        held = rows if isinstance(rows, Rows) else Rows(rows)
        table = Table(label, self.position, held, first_row)
        self.add(held.text)
        self._tables.append(table)
        return table

    def note(self, text: str) -> None:
        """Add what was skipped or read in part, once."""
        if text not in self.notes:
            self.notes.append(text)

    def document(
        self,
        reader: str,
        media_type: str,
        *,
        encoding: str = "",
        title: str = "",
        published: str = "",
        address: str = "",
        article: tuple[int, int] | None = None,
    ) -> Document:
        """Return the document. Characters that nothing can store become U+FFFD, one for one, with a note."""
        text = "".join(self._pieces)
        tables = self._tables
        impossible = sum(1 for _ in _IMPOSSIBLE.finditer(text))
        if impossible:
            text = possible(text)
            tables = [
                Table(t.label, t.start, Rows([possible(cell) for cell in row] for row in t.rows), t.first_row) for t in tables
            ]
            self.note(f"{impossible} characters that no text can hold (NUL or halves of letters) became the sign U+FFFD")
        return Document(
            text=text,
            reader=reader,
            media_type=media_type,
            places=tuple(sorted(self._places, key=lambda place: (place.start, -place.end))),
            tables=tuple(tables),
            encoding=encoding,
            title=possible(title),
            published=published,
            address=possible(address),
            notes=tuple(self.notes),
            parts=tuple(self.parts),
            article=article,
        )


def possible(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each NUL and each half of a letter; its length stays.

    >>> possible("a" + chr(0) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return _IMPOSSIBLE.sub("\ufffd", text)


def listed(items: Iterable[object]) -> str:
    """Return the first few of ``items``, joined by commas, and how many more there are.

    >>> listed([3, 5]), listed(range(1, 14))
    ('3, 5', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3 more')
    """
    every = list(items)
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(map(str, every[:_NAMED])) + more
