"""The same candidates as :mod:`kronika.identity.blocking`, with NumPy: for a hundred thousand people and more."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kronika.identity.blocking import LEAST_INCOMPLETE, MOST, MOST_OTHERS, RECIPES, ROUGH, TokenMaker, alike
from kronika.identity.columns import Columns

Numbers = NDArray[np.int64]
_SECOND, _THIRD = 26, 32


class Ragged:
    """Rows of several numbers each, as two flat arrays."""

    def __init__(self, rows: list[tuple[int, ...]]) -> None:
        self.counts: Numbers = np.fromiter(map(len, rows), np.int64, len(rows))
        self.values: Numbers = np.fromiter((one for row in rows for one in row), np.int64, int(self.counts.sum()))
        self.starts: Numbers = np.concatenate([np.zeros(1, np.int64), np.cumsum(self.counts)[:-1]]) if len(rows) else self.counts


def _expanded(column: Ragged, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each of the owners, once for each of its numbers: its place among the owners, and the number."""
    counts = column.counts[owners]
    place = np.repeat(np.arange(len(owners)), counts)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    return place, column.values[column.starts[owners][place] + offset]


def keys(recipe: tuple[Ragged, ...], size: int) -> tuple[Numbers, Numbers]:
    """Return the keys of one kind and who has each."""
    owners: Numbers = np.arange(size)
    made: Numbers = np.zeros(size, np.int64)
    for shift, column in zip((_THIRD, 6, 0), recipe, strict=False):
        place, values = _expanded(column, owners)
        owners, made = owners[place], made[place] | (values if shift else values & 63) << shift
    return made, owners


def pairs_of(made: Numbers, owners: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Return all pairs of people that share a key which no more than ``most`` have."""
    order = np.argsort(made, kind="stable")
    made, owners = made[order], owners[order]
    count = np.unique(made, return_counts=True)[1]
    kept = np.repeat((count > 1) & (count <= most), count)
    made, owners = made[kept], owners[kept]
    lefts: list[Numbers] = []
    rights: list[Numbers] = []
    here: Numbers = np.arange(len(made))
    for offset in range(1, most):
        here = here[here + offset < len(made)]
        here = here[made[here] == made[here + offset]]
        if not len(here):
            break
        lefts.append(owners[here])
        rights.append(owners[here + offset])
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def candidates(columns: Columns, *, within: bool, maker: TokenMaker | None = None) -> tuple[Numbers, Numbers]:
    """Return the pairs that are looked at as two arrays of numbers, sorted."""
    tokens = (maker or TokenMaker()).tokens(columns)
    size = len(columns)
    ragged: dict[str, Ragged] = {}
    lists = np.asarray(columns.lists, np.int64)
    incomplete = np.frombuffer(bytes(tokens.incomplete), np.uint8)
    surnames = _Surnames(tokens.skeletons)
    found: Numbers = np.zeros(0, np.int64)
    for kind, recipe in RECIPES.items():
        for name in recipe:
            if name not in ragged:
                ragged[name] = Ragged(tokens.columns[name])
        left, right = pairs_of(*keys(tuple(ragged[name] for name in recipe), size), MOST.get(kind, MOST_OTHERS))
        kept = np.ones(len(left), bool) if within else lists[left] != lists[right]
        least = LEAST_INCOMPLETE.get(kind, 0)
        if least:
            kept &= (incomplete[left] >= least) | (incomplete[right] >= least)
        code = np.unique(np.minimum(left, right)[kept] * size + np.maximum(left, right)[kept])
        if kind in ROUGH:
            code = np.setdiff1d(code, found, assume_unique=True)
            code = code[surnames.alike(code // size, code % size)]
        found = np.union1d(found, code)
    return found // max(size, 1), found % max(size, 1)


class _Surnames:
    """Surnames by number, so that two of them are held against each other once."""

    def __init__(self, skeletons: list[tuple[str, ...]]) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        self._of = np.fromiter((numbers.setdefault(one, len(numbers)) for one in skeletons), np.int64, len(skeletons))
        self._values = list(numbers)

    def alike(self, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
        size = max(len(self._values), 1)
        one, other = self._of[left], self._of[right]
        code, back = np.unique(np.minimum(one, other) * size + np.maximum(one, other), return_inverse=True)
        values: Any = self._values
        told = np.fromiter((alike(values[pair // size], values[pair % size]) for pair in code.tolist()), bool, len(code))
        return told[back]
