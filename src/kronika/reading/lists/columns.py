"""Where the columns of a mapping stand in a table: headers found, duplicates told apart, what is missing named."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from kronika.errors import InputError
from kronika.model.source import Table
from kronika.reading.lists.mapping import Mapping


class Header(NamedTuple):
    """A table's header row.

    Attributes:
        row: index of the header row in ``table.rows``, from 0.
        names: of the columns, white space made plain; a name that comes again is ``name#2``, ``name#3``; empty ones stay empty.
    """

    row: int
    names: tuple[str, ...]


def header_of(table: Table, mapping: Mapping, where: str) -> Header:
    """Return the header row that the mapping names.

    Raises:
        InputError: the table has no such row.
    """
    row = mapping.header_row - table.first_row if mapping.header_row else 0
    if not 0 <= row < len(table.rows):
        last = table.first_row + len(table.rows) - 1
        raise InputError(
            f"there is no row {mapping.header_row or table.first_row} with headers",
            where=where,
            advice=f"The rows are {table.first_row} to {last}; set header_row in the mapping"
            if table.rows
            else "The table is empty",
        )
    return Header(row, names_of(table.rows[row]))


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns from the cells of a header row, see :class:`Header`."""
    seen: dict[str, int] = {}
    names = []
    for cell in cells:
        name = plain(cell)
        count = seen[name] = seen.get(name, 0) + 1
        names.append(f"{name}#{count}" if name and count > 1 else name)
    return tuple(names)


def plain(header: str) -> str:
    """Return a header with line breaks and runs of white space as single spaces."""
    return " ".join(header.split())


def positions(mapping: Mapping, header: Header, where: str) -> dict[str, int]:
    """Return header -> index for every column that the mapping reads or takes as a key.

    Letter case is overlooked where that leaves no doubt.

    Raises:
        InputError: a column is not there; the message lists the headers that are alike, or all that there are.
    """
    exact = {name: index for index, name in enumerate(header.names) if name}
    folded: dict[str, list[int]] = {}
    for name, index in exact.items():
        folded.setdefault(name.casefold(), []).append(index)
    found: dict[str, int] = {}
    for name in (*(column.header for column in mapping.columns), *mapping.key):
        wanted = plain(name)
        alike = [exact[wanted]] if wanted in exact else folded.get(wanted.casefold(), [])
        if len(alike) != 1:
            raise _missing(name, tuple(exact), where)
        found[name] = alike[0]
    return found


def unmapped(mapping: Mapping, header: Header) -> tuple[str, ...]:
    """Return the headers that the mapping neither reads nor ignores: a new column of a later edition, perhaps."""
    known = {plain(name).casefold() for name in (*(column.header for column in mapping.columns), *mapping.key, *mapping.ignore)}
    return tuple(name for name in header.names if name and name.casefold() not in known)


def _missing(name: str, there: tuple[str, ...], where: str) -> InputError:
    near = get_close_matches(plain(name), there, n=3, cutoff=0.6)
    columns = ", ".join(repr(column) for column in there) or "none"
    hint = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    return InputError(f"there is no column {name!r}", where=where, advice=f"{hint}The columns there are: {columns}")
