"""The visible text of an HTML page, in the order and with the line breaks in which a browser shows it.

The page is read as a stream of tags, never as a tree, so that a page of many megabytes costs no more than its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: what a browser takes for one space; a no-break space is none of it
_SPACES = re.compile(r"[ \t\n\r\f]+")
#: a cell with more characters makes its table a means of layout
_LONGEST_CELL = 2000
_WIDEST_SPAN = 200


@dataclass
class Grid:
    """A table of data: rows of cells."""

    rows: list[list[str]]


@dataclass
class Flow:
    """Text as it flows, with grids in between.

    Attributes:
        pieces: text and grids in order.
        fresh: at the start of a line.
        space: a space was read and waits for a word to stand before.
    """

    pieces: list[str | Grid] = field(default_factory=list)
    fresh: bool = True
    space: bool = False

    def words(self, data: str) -> None:
        """Add text whose white space counts as one space each."""
        text = _SPACES.sub(" ", data)
        if not text:
            return
        if self.space or self.fresh:
            text = text.removeprefix(" ")
            if self.space and not self.fresh:
                text = " " + text
        if not text.strip(" "):
            self.space = True
            return
        self.space = text[-1] == " "
        self.pieces.append(text[:-1] if self.space else text)
        self.fresh = False

    def exact(self, data: str) -> None:
        """Add text whose white space stays (``pre``)."""
        if data:
            self.pieces.append(data.replace("\r\n", "\n").replace("\r", "\n"))
            self.fresh = data.endswith("\n")
            self.space = False

    def new_line(self, *, forced: bool = False) -> None:
        """Begin a new line, if this one has anything on it or it is ``forced``."""
        if not self.fresh or forced:
            self.pieces.append("\n")
        self.fresh = True
        self.space = False

    def grid(self, rows: list[list[str]]) -> None:
        """Add a table."""
        self.new_line()
        self.pieces.append(Grid(rows))

    def extend(self, other: Flow) -> None:
        """Add all of ``other`` as lines of their own."""
        self.new_line()
        self.pieces.extend(other.pieces)
        self.fresh = other.fresh
        self.new_line()

    @property
    def has_grid(self) -> bool:
        """Whether a table of data is inside."""
        return any(isinstance(piece, Grid) for piece in self.pieces)

    def plain(self) -> str:
        """Return the text without the spaces and line feeds around it; only for a flow without grids."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str)).strip(" \n")


class TableBuilder:
    """A table that is being read: its cells are flows of their own until its end shows whether it holds data or layout."""

    def __init__(self) -> None:
        self.rows: list[list[Flow]] = []
        self.cell: Flow | None = None
        #: for each column, how many more rows a cell from above reaches into
        self._reaching: dict[int, int] = {}
        self._blocked: set[int] = set()

    def begin_row(self) -> None:
        """Begin a row; a row that was not ended is ended."""
        self.end_row()
        self.rows.append([])
        self._blocked = {column for column, rows in self._reaching.items() if rows > 0}
        self._reaching = {column: rows - 1 for column, rows in self._reaching.items() if rows > 1}

    def begin_cell(self, down: int, across: int) -> None:
        """Begin a cell that takes ``down`` rows and ``across`` columns; its text stands in the first of them."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._fill()
        self.cell = Flow()
        if down > 1:
            self._reaching.update(dict.fromkeys(range(len(row), len(row) + across), down - 1))
        row.append(self.cell)
        row.extend(Flow() for _ in range(across - 1))

    def end_row(self) -> None:
        """End the row; cells from above that reach into its end count as empty ones."""
        self.cell = None
        if self.rows:
            self._fill()
        self._blocked = set()

    def _fill(self) -> None:
        row = self.rows[-1]
        while len(row) in self._blocked:
            row.append(Flow())

    def end(self, flow: Flow) -> None:
        """Add the table to ``flow``: data as a grid, layout as the lines of its cells."""
        self.end_row()
        cells = [cell for row in self.rows for cell in row]
        if any(cell.has_grid for cell in cells) or sum(len(row) > 1 for row in self.rows) < 2:
            is_data = False
        else:
            is_data = max((len(cell.plain()) for cell in cells), default=0) <= _LONGEST_CELL
        if is_data:
            flow.grid([[cell.plain() for cell in row] for row in self.rows if row])
        else:
            for cell in cells:
                flow.extend(cell)


def span(value: str) -> int:
    """Return the number that ``rowspan`` or ``colspan`` gives, within reason.

    >>> span("2"), span(""), span("all"), span("99999999")
    (2, 1, 1, 200)
    """
    return max(1, min(int(value), _WIDEST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
