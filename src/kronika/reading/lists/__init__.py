"""Lists: tables of people kept by monitors, read through a mapping file; their editions compared."""

from __future__ import annotations

from kronika.reading.lists.editions import Change, EditionDiff, Moved, edition_diff
from kronika.reading.lists.guess import ColumnGuess, Guess, guess
from kronika.reading.lists.mapping import Column, Constant, Mapping
from kronika.reading.lists.rows import RowReading, notes, read_table
from kronika.reading.lists.targets import Target

__all__ = [
    "Change",
    "Column",
    "ColumnGuess",
    "Constant",
    "EditionDiff",
    "Guess",
    "Mapping",
    "Moved",
    "RowReading",
    "Target",
    "edition_diff",
    "guess",
    "notes",
    "read_table",
]
