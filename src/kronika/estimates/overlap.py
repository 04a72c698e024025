"""Who is on which lists: how many people have each pattern of lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: lists that a table may have
MOST_LISTS = 8


@dataclass(frozen=True)
class Overlap:
    """Counts of people by the lists that they are on.

    A pattern is a number whose bit ``j`` is set for people on list ``j``: with the lists A, B, C, pattern 5 is "on A and C, not
    on B". Nobody has pattern 0, because those are the people who are to be estimated.

    Attributes:
        lists: names, in the order of the table.
        counts: people of each pattern; ``2 ** len(lists)`` whole numbers.
        impossible: patterns that nobody can have (structural zeros).
    """

    lists: tuple[str, ...]
    counts: tuple[int, ...]
    impossible: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lists: Iterable[str], counts: Mapping[int, int], impossible: Iterable[int] = ()) -> Overlap:
        """Return the table of these patterns; a pattern that is not named has nobody."""
        names = tuple(lists)
        return cls(
            names, tuple(counts.get(pattern, 0) if pattern else 0 for pattern in range(1 << len(names))), frozenset(impossible)
        )

    @cached_property
    def documented(self) -> int:
        """People on at least one list."""
        return sum(self.counts)

    @cached_property
    def captured(self) -> tuple[int, ...]:
        """People who are on exactly 0, 1, 2, ... lists."""
        found = [0] * (len(self.lists) + 1)
        for pattern, count in enumerate(self.counts):
            found[pattern.bit_count()] += count
        return tuple(found)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """People on each list."""
        return tuple(self.on(1 << number) for number in range(len(self.lists)))

    @property
    def repeated(self) -> int:
        """People on two lists or more."""
        return sum(self.captured[2:])

    def on(self, lists: int) -> int:
        """Return how many people are on all of these lists (a pattern), whatever else they are on."""
        return sum(count for pattern, count in enumerate(self.counts) if pattern & lists == lists)

    def pairs(self) -> list[tuple[int, int]]:
        """Return all pairs of lists, by number."""
        return list(combinations(range(len(self.lists)), 2))

    def keeping(self, numbers: Iterable[int]) -> Overlap:
        """Return the table of some lists only; people who are on none of those are gone from it."""
        kept = list(numbers)
        counts: dict[int, int] = {}
        possible = set()
        for pattern, count in enumerate(self.counts):
            narrowed = sum(1 << place for place, number in enumerate(kept) if pattern >> number & 1)
            counts[narrowed] = counts.get(narrowed, 0) + count
            if pattern not in self.impossible:
                possible.add(narrowed)
        impossible = set(range(1, 1 << len(kept))) - possible
        return Overlap.of([self.lists[number] for number in kept], counts, impossible)

    def without(self, number: int) -> Overlap:
        """Return the table without one list."""
        return self.keeping(other for other in range(len(self.lists)) if other != number)

    def named(self, pattern: int) -> tuple[str, ...]:
        """Return the names of the lists in a pattern."""
        return tuple(name for number, name in enumerate(self.lists) if pattern >> number & 1)
