"""How two dates agree, as precise as they are."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kronika.errors import InputError
from kronika.identity.levels import (
    ACT_APART,
    ACT_NEAR,
    ACT_OUTSIDE,
    ACT_SAME_DAY,
    ACT_SLIP,
    ACT_WITHIN,
    NEXT_YEAR,
    NONE,
    OTHER_DAY,
    OTHER_MONTH,
    OTHER_YEAR,
    SAME_DAY,
    SAME_MONTH,
    SAME_YEAR,
    SLIP_IN_DATE,
    SLIP_IN_YEAR,
    SLIPS_IN_DATE,
    SWAPPED,
)
from kronika.model.time import bounds

#: two reports of one arrest may give the day of the arrest and the day after
NEAR_DAYS = 3


class Birth(NamedTuple):
    """A date of birth; month and day are 0 where they are not known."""

    year: int
    month: int = 0
    day: int = 0


@lru_cache(maxsize=65536)
def birth_of(edtf: str) -> Birth | None:
    """Return a date of birth, or None if not even its year is certain."""
    digits = edtf.rstrip("?~%").split("-")
    try:
        low, high = bounds(edtf)
        year = int(digits[0])
    except (InputError, ValueError):
        return None
    if edtf.endswith(("~", "%")) or len(digits) > 3 or high - low > 366:
        return Birth(year) if high - low <= 1100 else None
    if len(digits) < 2 or "X" in digits[1] or int(digits[1]) > 12:
        return Birth(year)
    if len(digits) < 3 or "X" in digits[2]:
        return Birth(year, int(digits[1]))
    return Birth(year, int(digits[1]), int(digits[2]))


def births(left: Birth, right: Birth) -> int:
    """Return how two dates of birth agree."""
    if left.day and right.day:
        if left == right:
            return SAME_DAY
        if left.year == right.year and left.month == right.day and left.day == right.month:
            return SWAPPED
        return (SLIP_IN_DATE, SLIP_IN_DATE, SLIPS_IN_DATE, OTHER_DAY)[min(slips(left, right), 3)]
    if left.month and right.month:
        if left.year != right.year:
            return OTHER_MONTH
        return SAME_MONTH if left.month == right.month else OTHER_MONTH
    if left.year == right.year:
        return SAME_YEAR
    if abs(left.year - right.year) == 1:
        return NEXT_YEAR
    return SLIP_IN_YEAR if _slips(left.year, right.year, 4) == 1 else OTHER_YEAR


def slips(left: Birth, right: Birth) -> int:
    """Return how many slips of the pen part two days: digits that differ, two digits changed round being one slip."""
    return sum(
        _slips(one, other, digits)
        for one, other, digits in ((left.year, right.year, 4), (left.month, right.month, 2), (left.day, right.day, 2))
    )


def _slips(one: int, other: int, digits: int) -> int:
    """Return the slips between two numbers: digits that differ, or 1 where two neighbours are changed round."""
    pairs = [(one // 10**place % 10, other // 10**place % 10) for place in range(digits)]
    differing = [place for place, (mine, theirs) in enumerate(pairs) if mine != theirs]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        (first, second), (third, fourth) = pairs[differing[0]], pairs[differing[1]]
        if first == fourth and second == third:
            return 1
    return len(differing)


@lru_cache(maxsize=65536)
def days_of(edtf: str) -> tuple[int, int] | None:
    """Return the first and last day that a date may mean; None if it is no date."""
    try:
        return bounds(edtf)
    except InputError:
        return None


def acts(left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]) -> int:
    """Return how the days of two people's acts agree, by the two that agree best; no contradiction: one may have had both."""
    best = NONE
    for low, high in left:
        for first, last in right:
            if low == high and first == last:
                apart = abs(low - first)
                level = ACT_SAME_DAY if not apart else ACT_NEAR if apart <= NEAR_DAYS else _slip_or_apart(low, first)
            else:
                level = ACT_WITHIN if low <= last and first <= high else ACT_OUTSIDE
            if best == NONE or _RANK[level] < _RANK[best]:
                best = level
    return best


def _slip_or_apart(one: int, other: int) -> int:
    left, right = calendar_day(one), calendar_day(other)
    return ACT_SLIP if births(left, right) in (SWAPPED, SLIP_IN_DATE) else ACT_APART


@lru_cache(maxsize=65536)
def calendar_day(ordinal: int) -> Birth:
    """Return year, month and day of a day."""
    found = date.fromordinal(ordinal)
    return Birth(found.year, found.month, found.day)


_RANK = {ACT_SAME_DAY: 0, ACT_NEAR: 1, ACT_WITHIN: 2, ACT_SLIP: 3, ACT_APART: 4, ACT_OUTSIDE: 5}
