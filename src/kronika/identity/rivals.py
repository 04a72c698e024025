"""A list names everybody once: of several on one list who may be the same person, at most one is.

So who has a likely partner on a list is less likely to be one with anybody else on it. Two who are both nearly sure stay so:
lists do name people twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp2, log2
from typing import Final

#: rivals count for no more than these odds (in bits)
MOST_BITS: Final = 10.0


def against(pairs: Sequence[tuple[int, int]], bits: Sequence[float], lists: Sequence[int]) -> list[float]:
    """Return for each pair the bits that the rivals of either side take from it.

    Args:
        pairs: numbers of two people.
        bits: log-odds of each pair by itself.
        lists: the list of each person.
    """
    odds = [exp2(max(min(one, MOST_BITS), -MOST_BITS)) for one in bits]
    totals: dict[tuple[int, int], float] = {}
    for (left, right), one in zip(pairs, odds, strict=True):
        for person, list_ in ((left, lists[right]), (right, lists[left])):
            totals[person, list_] = totals.get((person, list_), 0.0) + one
    return [
        bits_of(totals[left, lists[right]] + totals[right, lists[left]] - 2 * one)
        for (left, right), one in zip(pairs, odds, strict=True)
    ]


def bits_of(odds: float) -> float:
    """Return the bits that rivals with these odds, added up, take from a pair."""
    return log2(1 + min(max(odds, 0.0), exp2(MOST_BITS)))
