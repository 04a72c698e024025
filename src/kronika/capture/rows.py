"""Rows of a table that live in the document's text instead of beside it: 100,000 rows cost no more than their characters."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rows(Sequence[list[str]]):
    """Rows whose cells are joined by tabs and whose ends are line feeds, cut out when they are asked for.

    Args:
        rows: all rows; one without a cell counts as one with an empty cell.
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        pieces: list[str] = []
        ends = array("Q", [0])
        position = 0
        #: rows whose cells hold tabs of their own
        self._odd: dict[int, list[str]] = {}
        for number, row in enumerate(rows):
            piece = "\t".join(row)
            if piece.count("\t") != max(len(row) - 1, 0):
                self._odd[number] = list(row)
            pieces.append(piece)
            position += len(piece) + 1
            ends.append(position)
        pieces.append("")
        self._ends = ends
        self.text = "\n".join(pieces)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> list[str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[str]]: ...
    def __getitem__(self, index: int | slice) -> list[str] | list[list[str]]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        odd = self._odd.get(number)
        if odd is not None:
            return list(odd)
        return self.text[self._ends[number] : self._ends[number + 1] - 1].split("\t")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
