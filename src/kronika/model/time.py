"""Dates as precise as their source, and the days that they may mean.

Dates are EDTF (ISO 8601-2), levels 0 and 1 as far as documenters need them: ``2020-12-22``, ``2021-05``, ``2021``, ``202X``,
``2021-05-XX``, seasons ``2021-21`` to ``2021-24``, intervals ``2021-05/2021-06``, open ones ``../2021-05`` and ``2021-05/..``,
each date with an optional ``?`` (uncertain), ``~`` (approximate) or ``%`` (both). Days are proleptic Gregorian ordinals, as in
``date.toordinal``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY

#: the duration of a sentence without an end; ISO 8601 has no word for it
LIFE = "life"

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?([?~%])?")
_DURATION = re.compile(r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
#: EDTF season -> first month; a season is three months. Winter is treated apart, see :func:`bounds`.
_SEASONS = {21: 3, 22: 6, 23: 9}
_WINTER = 24
_MONTHS = 12


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[int, int]:
    """Return the earliest and the latest day that ``edtf`` may mean.

    ``~`` and ``%`` (approximate) widen a date by one of its own units on both sides: ``2021-05~`` is April to June. ``?`` is a
    doubt about the statement, not about the day, and widens nothing. Winter of a year may be the one that begins in it or the
    one that ends in it: both are inside the bounds. An open or unknown side is ``FIRST_DAY`` or ``LAST_DAY``.

    Raises:
        InputError: this is no date in the forms above, or no day of the calendar (31 February).
    """
    if "/" not in edtf:
        return _date_bounds(edtf)
    left, _, right = edtf.partition("/")
    low = FIRST_DAY if left in {"", ".."} else _date_bounds(left)[0]
    high = LAST_DAY if right in {"", ".."} else _date_bounds(right)[1]
    if low > high or (left in {"", ".."} and right in {"", ".."}):
        raise InputError(f"{edtf!r} is not a stretch of time", advice="Write the earlier date first, as in 2021-05/2021-06")
    return low, high


def _date_bounds(edtf: str) -> tuple[int, int]:
    found = _DATE.fullmatch(edtf)
    if found is None:
        raise _not_a_date(edtf)
    year, month, day, mark = found.groups()
    try:
        low, high = _digits_bounds(year, month, day)
    except ValueError:
        raise _not_a_date(edtf) from None
    if mark is not None and mark in "~%":
        low, high = _widened(low, high, edtf_precision(edtf))
    return low, high


def _digits_bounds(year: str, month: str | None, day: str | None) -> tuple[int, int]:
    """Return the bounds of a date whose digits may be ``X``; ValueError if there is no such day."""
    first_year = max(int(year.replace("X", "0")), 1)
    last_year = int(year.replace("X", "9"))
    if month is None:
        return date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    if "X" in month:
        if month != "XX" or (day is not None and day != "XX"):
            raise ValueError(month)
        return date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    number = int(month)
    if number > _MONTHS:
        if day is not None:
            raise ValueError(day)
        return _season_bounds(first_year, last_year, number)
    if day is None or day == "XX":
        last_day = monthrange(last_year, number)[1]
        return date(first_year, number, 1).toordinal(), date(last_year, number, last_day).toordinal()
    if "X" in day or "X" in year:
        raise ValueError(day)
    ordinal = date(first_year, number, int(day)).toordinal()
    return ordinal, ordinal


def _season_bounds(first_year: int, last_year: int, season: int) -> tuple[int, int]:
    if season == _WINTER:
        low = date(first_year - 1, 12, 1).toordinal() if first_year > 1 else FIRST_DAY
        end = last_year + 1
        return low, date(end, 2, monthrange(end, 2)[1]).toordinal() if end <= date.max.year else LAST_DAY
    first_month = _SEASONS.get(season)
    if first_month is None:
        raise ValueError(season)
    last_month = first_month + 2
    low = date(first_year, first_month, 1).toordinal()
    return low, date(last_year, last_month, monthrange(last_year, last_month)[1]).toordinal()


def _widened(low: int, high: int, precision: str) -> tuple[int, int]:
    """Return the bounds made wider by one unit of ``precision`` on both sides."""
    months = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}.get(precision)
    if months is None:
        return max(low - 1, FIRST_DAY), min(high + 1, LAST_DAY)
    return _first_of_month(low, -months), min(_first_of_month(high, months + 1) - 1, LAST_DAY)


def _first_of_month(ordinal: int, months: int) -> int:
    """Return the first day of the month that lies ``months`` from the month of ``ordinal``."""
    day_ = date.fromordinal(ordinal)
    year, month = divmod(day_.year * 12 + day_.month - 1 + months, 12)
    if year < 1:
        return FIRST_DAY
    if year > date.max.year:
        return LAST_DAY + 1
    return date(year, month + 1, 1).toordinal()


def _not_a_date(edtf: str) -> InputError:
    return InputError(f"{edtf!r} is not a date", advice="Write 2021-05-31, 2021-05, 2021 or 2021-05/2021-06")


def day(value: date | str) -> int:
    """Return the ordinal of a single day, given as a ``date`` or in ISO 8601.

    Raises:
        InputError: ``value`` is no date, or means more than one day.
    """
    if isinstance(value, date):
        return value.toordinal()
    low, high = bounds(value)
    if low != high:
        raise InputError(f"{value!r} is not a single day", advice="Write the day as in 2021-05-31")
    return low


def iso(ordinal: int) -> str:
    """Return the day as ``2021-05-31``; an ordinal outside the calendar is cut to its first or last day."""
    return date.fromordinal(min(max(ordinal, FIRST_DAY), LAST_DAY)).isoformat()


@lru_cache(maxsize=65536)
def edtf_precision(edtf: str) -> str:
    """Return ``day``, ``month``, ``season``, ``year``, ``decade``, ``century`` or ``interval``; open ones are intervals.

    Raises:
        InputError: this is no date.
    """
    if "/" in edtf:
        bounds(edtf)
        return "interval"
    found = _DATE.fullmatch(edtf)
    if found is None:
        raise _not_a_date(edtf)
    year, month, day_, _ = found.groups()
    if month is None or "X" in month:
        return {0: "year", 1: "decade", 2: "century"}.get(year.count("X"), "interval")
    if int(month) > _MONTHS:
        return "season"
    return "month" if day_ is None or "X" in day_ else "day"


@lru_cache(maxsize=16384)
def duration(text: str) -> tuple[int, int, int] | None:
    """Return months, days and hours of an ISO 8601 duration (``P6Y6M``, ``P18M``, ``P15D``, ``PT72H``); None for ``life``.

    Raises:
        InputError: this is neither a duration nor ``life``.
    """
    if text == LIFE:
        return None
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith("T"):
        raise InputError(f"{text!r} is not a duration", advice="Write P6Y6M for six years and six months, P15D for 15 days")
    years, months, weeks, days, hours = (int(part or 0) for part in found.groups())
    return years * 12 + months, weeks * 7 + days, hours


def add_duration(day_lo: int, day_hi: int, term: str) -> tuple[int, int]:
    """Return the earliest and the latest day on which a term ends that began between two days.

    Years and months go by the calendar: a month after 31 January is the last day of February. Hours are counted as the whole
    days that they may touch. ``life`` ends on ``LAST_DAY``, and so does whatever leaves the calendar.

    Raises:
        InputError: ``term`` is neither an ISO 8601 duration nor ``life``.
    """
    parts = duration(term)
    if parts is None:
        return LAST_DAY, LAST_DAY
    months, days, hours = parts
    return _later(day_lo, months, days + hours // 24), _later(day_hi, months, days - -hours // 24)


def _later(ordinal: int, months: int, days: int) -> int:
    if months:
        start = date.fromordinal(ordinal)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        if year > date.max.year:
            return LAST_DAY
        ordinal = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()
    return min(ordinal + days, LAST_DAY)
