"""Log-linear models: which lists go together, and the matrix that says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from kronika.estimates.overlap import Overlap


@dataclass(frozen=True)
class Design:
    """A set of terms over the cells of a table.

    The people of a pattern are Poisson; the logarithm of how many are expected is the sum of the terms whose lists are all in the
    pattern. The term without lists (the first) is therefore the logarithm of the people on no list.

    Attributes:
        cells: patterns that people can have, ascending.
        counts: people of each, float64 of shape (cells,).
        terms: the lists (a pattern) of each column; -1 for a column that is no interaction of lists.
        matrix: float64 of shape (cells, terms).
    """

    cells: tuple[int, ...]
    counts: NDArray[np.float64]
    terms: tuple[int, ...]
    matrix: NDArray[np.float64]


def design(table: Overlap, order: int) -> Design:
    """Return the design with all interactions of up to ``order`` lists (1: the lists are independent)."""
    numbers = range(len(table.lists))
    terms = [0, *(_pattern(chosen) for size in range(1, order + 1) for chosen in combinations(numbers, size))]
    return _over(table, terms)


def with_heterogeneity(table: Overlap) -> Design:
    """Return independent lists with people who differ in how easily they are found (Mth): a term ``2 ** k - 1``, k lists.

    This is the form in which that ease is Poisson (Rivest and Baillargeon, Biometrics 63, 2007).
    """
    plain = design(table, 1)
    ease = np.array([2.0 ** cell.bit_count() - 1 for cell in plain.cells])
    return Design(plain.cells, plain.counts, (*plain.terms, -1), np.column_stack([plain.matrix, ease]))


def _over(table: Overlap, terms: list[int]) -> Design:
    cells = tuple(cell for cell in range(1, len(table.counts)) if cell not in table.impossible)
    matrix = np.array([[float(cell & term == term) for term in terms] for cell in cells])
    return Design(cells, np.array([float(table.counts[cell]) for cell in cells]), tuple(terms), matrix)


def _pattern(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def words(table: Overlap, terms: Iterable[int]) -> list[str]:
    """Return the interactions among terms in words: ``A:B`` for two lists that go together."""
    return [":".join(table.named(term)) for term in terms if term > 0 and term.bit_count() > 1]
