"""Scales and their ticks: from days and counts to places in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kronika.language.in_words import number
from kronika.model.act import FIRST_DAY, LAST_DAY

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: distances between ticks, in months and (for short stretches) in days
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_DAY_STEPS = (1, 2, 5, 7, 14)
_SHORT = 75


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: ``first`` lies at ``start``, ``last`` at ``end``; a single value in the middle."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        if self.last == self.first:
            return (self.start + self.end) / 2
        return self.start + (value - self.first) / (self.last - self.first) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether a value lies on the scale."""
        return self.first <= value <= self.last


def count_ticks(highest: int, most: int = 5) -> list[tuple[int, str]]:
    """Return round numbers from 0 to at least ``highest``, with their labels; the last one is the top of the scale.

    >>> [value for value, _ in count_ticks(33)]
    [0, 10, 20, 30, 40]
    """
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step * most >= highest:
                size = factor * step
                top = max(-(-highest // size), 1) * size
                return [(value, number(value)) for value in range(0, top + 1, size)]
        step *= 10


def day_ticks(first: int, last: int, most: int) -> list[tuple[int, str]]:
    """Return days from ``first`` to ``last`` (ordinals), no more than ``most``, with their labels.

    >>> [label for _, label in day_ticks(date(2021, 1, 1).toordinal(), date(2023, 12, 31).toordinal(), 4)]
    ['2021', '2022', '2023']
    """
    if last - first < _SHORT:
        step = next((step for step in _DAY_STEPS if (last - first) // step + 1 <= most), _SHORT)
        return [(day, _day_label(day)) for day in range(first, last + 1, step)]
    for step in _MONTH_STEPS:
        found = _months(first, last, step)
        if len(found) <= most:
            return found if len(found) > 1 else [(first, _day_label(first, year=True)), *_unless_near(found, first, last)]
    return [(first, _day_label(first, year=True))]


def _unless_near(found: list[tuple[int, str]], first: int, last: int) -> list[tuple[int, str]]:
    return [tick for tick in found if tick[0] - first > (last - first) / 3]


def _months(first: int, last: int, step: int) -> list[tuple[int, str]]:
    begin = date.fromordinal(max(first, FIRST_DAY))
    month = -(-(begin.year * 12 + begin.month - 1 + (begin.day > 1)) // step) * step
    found = []
    while month // 12 <= date.max.year:
        day = date(month // 12, month % 12 + 1, 1).toordinal()
        if day > min(last, LAST_DAY):
            break
        year = month // 12
        found.append((day, str(year) if step % 12 == 0 else f"{_MONTHS[month % 12]} {year}"))
        month += step
    return found


def _day_label(ordinal: int, *, year: bool = False) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
