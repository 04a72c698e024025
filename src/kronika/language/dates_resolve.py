"""From the words of a date to EDTF: what is said, what is taken from the page's date, and what does not exist."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from kronika.language import numbers
from kronika.language.calendar_words import lookup, step_of, unit_of
from kronika.model.time import bounds

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_CENTURY, _MONTHS, _WEEK = 100, 12, 7
#: a two-digit year up to this one is of the 21st century where no page's date says more
_PIVOT = 40


class Found(NamedTuple):
    """What looks like a date: the form, its place and characters, and the named groups of the pattern."""

    form: str
    start: int
    end: int
    written: str
    groups: dict[str, str | None]

    def year(self) -> int | None:
        """Return the year that this date says in digits."""
        digits = self.groups.get("year")
        return int(digits[:4]) if digits else None


class Result(NamedTuple):
    """A date, or a problem; see :class:`kronika.language.dates.When`."""

    edtf: str
    resolved: bool = False
    reason: str = ""
    problem: str = ""


class _Setting(NamedTuple):
    order: str
    anchor: date | None
    last: str
    shared_year: int | None
    same_sentence: bool
    english: bool


class _Impossible(Exception):  # noqa: N818 - not an error: carries a problem to the one place that returns it
    pass


def resolve(
    found: Found,
    order: str,
    anchor: date | None,
    last: str,
    *,
    shared_year: int | None = None,
    same_sentence: bool = False,
    english: bool = False,
) -> list[Result]:
    """Return the dates that ``found`` means: one, several ("9 and 15 August"), or one with a problem.

    Args:
        found: what was found.
        order: ``dmy`` or ``mdy``, for dates in digits.
        anchor: the page's date, if known.
        last: the date (EDTF) that stands before this one in the text; empty if none.
        shared_year: the year of the next date, where the two are one expression ("9 August and 12 September 2020").
        same_sentence: ``last`` stands in the same sentence.
        english: the text is English, where digits may be meant month first.
    """
    setting = _Setting(order, anchor, last, shared_year, same_sentence, english)
    try:
        if found.form in _IN_DIGITS:
            return [_in_digits(found, setting)]
        if found.form in {"day_month", "month_day", "month", "season", "year", "decade"}:
            return _named(found.groups, setting)
        return [_relative(found, setting)]
    except _Impossible as problem:
        return [Result("", problem=str(problem))]


_IN_DIGITS = frozenset({"iso", "numeric", "dashed", "month_year"})


def _in_digits(found: Found, setting: _Setting) -> Result:
    groups = found.groups
    if found.form in {"iso", "month_year"}:
        digits = groups.get("c")
        return Result(_edtf(int(groups["year"] or 0), int(groups["b"] or 0), int(digits) if digits else None))
    a, b, year_digits = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"] or ""
    year, reason = _year(year_digits, setting.anchor)
    day_, month = (b, a) if setting.order == "mdy" else (a, b)
    if month > _MONTHS and day_ <= _MONTHS:
        said = f"{a}{groups.get('dot') or '-'}{b}{groups.get('dot') or '-'}{year_digits}"
        raise _Impossible(f"{said} has no month {month} (perhaps day and month stand the other way round)")
    edtf = _edtf(year, month, day_)
    if setting.english and groups.get("dot") == "/" and max(a, b) <= _MONTHS and a != b and not reason:
        reason = f"read with the {'month' if setting.order == 'mdy' else 'day'} first"
    first = groups.get("first")
    if first:
        parts = [int(part) for part in re.split(r"[./]", first)]
        start = _edtf(
            parts[2] if len(parts) > 2 else _year_before(year, month, parts),
            parts[1] if len(parts) > 1 else month,
            parts[0],
        )
        edtf = _interval(start, edtf)
    return Result(edtf, bool(reason), reason)


def _year_before(year: int, month: int, parts: list[int]) -> int:
    """Return the year of the first day in ``28.12-05.01.2021``."""
    return year - 1 if len(parts) > 1 and parts[1] > month else year


def _year(digits: str, anchor: date | None) -> tuple[int, str]:
    """Return the year and, if its century was left out, in words how it was chosen."""
    year = int(digits)
    if len(digits) == 4:
        return year, ""
    latest = anchor.year if anchor else _PIVOT + 2000
    year += latest - latest % _CENTURY
    if year > latest:
        year -= _CENTURY
    return year, f"the year {digits} is read as {year}"


def _edtf(year: int, month: int | None = None, day_: int | None = None) -> str:
    """Return EDTF, or raise the problem: no such month, no such day, an unlikely year."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _Impossible(f"the year {year:04} cannot be meant")
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= _MONTHS:
        written = f"{year:04}-{month:02}" if day_ is None else f"{year:04}-{month:02}-{day_:02}"
        raise _Impossible(f"{written} is not a date: there is no month {month}")
    if day_ is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day_ <= monthrange(year, month)[1]:
        raise _Impossible(f"{day_:02}.{month:02}.{year:04} is not a day of the calendar")
    return f"{year:04}-{month:02}-{day_:02}"


def _interval(first: str, last: str) -> str:
    if bounds(first)[0] > bounds(last)[1]:
        raise _Impossible(f"{first} is later than {last}")
    return f"{first}/{last}"


def _named(groups: dict[str, str | None], setting: _Setting) -> list[Result]:
    """Return dates with the name of a month or a season, and bare years."""
    if groups.get("decade"):
        return [Result(f"{(groups['decade'] or '')[:3]}X")]
    month, season = _number("months", groups.get("month")), _number("seasons", groups.get("season"))
    days, is_stretch = _days(groups.get("days"))
    year, reason = _year_said(groups, setting, month or season, days[0] if days else None)
    if season is not None:
        return [Result(f"{year:04}-{season}", bool(reason), reason)]
    if month is None:
        edtf = _edtf(year)
        if groups.get("year2"):
            edtf = _interval(edtf, _edtf(int((groups["year2"] or "")[:4])))
        return [Result(edtf, bool(reason), reason)]
    month2 = _number("months", groups.get("month2"))
    if month2 is not None:
        edtf = _interval(_edtf(year - 1 if month2 < month else year, month), _edtf(year, month2))
        return [Result(edtf, bool(reason), reason)]
    if is_stretch:
        return [Result(_interval(_edtf(year, month, days[0]), _edtf(year, month, days[-1])), bool(reason), reason)]
    return [Result(_edtf(year, month, day_), bool(reason), reason) for day_ in days or (None,)]


def _number(table: str, word: str | None) -> int | None:
    return lookup(table)[word.casefold().rstrip(".")] if word else None


def _days(written: str | None) -> tuple[list[int], bool]:
    """Return the days in ``9``, ``22-23``, ``9, 10 и 12``, and whether they are the ends of a stretch."""
    if not written:
        return [], False
    days = [int(digits) for digits in re.findall(r"\d+", written)]
    between = re.sub(r"\d+(?:-?[^\W\d]{1,3}\b)?", "", written)
    return days, len(days) == 2 and not re.search(r"and|&|,|\b[иійды]+\b", between)


def _year_said(groups: dict[str, str | None], setting: _Setting, unit: int | None, day_: int | None) -> tuple[int, str]:
    """Return the year and, if it was not said, in words where it was taken from."""
    if groups.get("year"):
        return int((groups["year"] or "")[:4]), ""
    if unit is None:
        raise _Impossible("the year is not said")
    month = unit if unit <= _MONTHS else (unit - 20) * 3
    if groups.get("year_step"):
        anchor = _anchor(setting)
        return anchor.year + step_of(groups["year_step"] or ""), f"the year is counted from the page's date {anchor}"
    if setting.shared_year is not None:
        return setting.shared_year, ""
    if setting.last and not groups.get("step") and (setting.same_sentence or setting.anchor is None):
        before = date.fromordinal(bounds(setting.last)[0])
        year = before.year + ((month, day_ or 31) < (before.month, before.day))
        if setting.anchor is None or (year, month, day_ or 1) <= setting.anchor.timetuple()[:3]:
            return year, f"the year follows from the date before it, {setting.last}"
    anchor = _anchor(setting)
    step = step_of(groups["step"] or "") if groups.get("step") else None
    this_year = (month, day_ or 1) <= (anchor.month, anchor.day)
    if step == -1 and month == anchor.month:
        this_year = False
    year = anchor.year if this_year or step == 0 else anchor.year - 1
    if step == 1:
        year = anchor.year if month > anchor.month else anchor.year + 1
    return year, f"the year is not said; taken from the page's date {anchor}"


def _anchor(setting: _Setting) -> date:
    if setting.anchor is None:
        raise _Impossible("a part of the date is not said, and the day of publication is not known")
    return setting.anchor


def _relative(found: Found, setting: _Setting) -> Result:
    """Return dates such as "yesterday", "two weeks ago", "last Friday", "earlier this month", "the next day"."""
    groups = found.groups
    words = " ".join(found.written.casefold().split())
    if found.form == "same_day":
        if not setting.last or bounds(setting.last)[0] != bounds(setting.last)[1]:
            raise _Impossible("the day that it refers to is not said before it")
        day_ = date.fromordinal(bounds(setting.last)[0] + lookup("same_day")[words])
        return Result(day_.isoformat(), True, f"counted from the date before it, {setting.last}")  # noqa: FBT003
    anchor = _anchor(setting)
    reason = f"counted from the page's date {anchor}"
    if found.form == "days":
        edtf = (anchor + timedelta(days=lookup("days")[words])).isoformat()
    elif found.form == "years":
        edtf = f"{anchor.year + lookup('years')[words]:04}"
    elif found.form == "weekday":
        edtf = _weekday(groups, anchor)
    elif found.form == "ago":
        count = numbers.value(groups["count"]) if groups.get("count") else 1
        edtf = _ago(count or 1, unit_of(groups["unit"] or ""), anchor)
    else:
        edtf = _step(
            step_of(groups["step"] or ""), unit_of(groups["unit"] or ""), anchor, until_now="earlier" in words or "ран" in words
        )
    return Result(edtf, True, reason)  # noqa: FBT003


def _weekday(groups: dict[str, str | None], anchor: date) -> str:
    weekday = lookup("weekdays")[(groups["weekday"] or "").casefold()]
    step = step_of(groups["step"] or "") if groups.get("step") else None
    back = (anchor.weekday() - weekday) % _WEEK
    if step == -1:
        back = back or _WEEK
    elif step == 1:
        back -= _WEEK
    return (anchor - timedelta(days=back)).isoformat()


def _ago(count: float, unit: str, anchor: date) -> str:
    """Return a day for days, a day given roughly for weeks, else a month or a year, as precise as what was said."""
    if unit == "day":
        return (anchor - timedelta(days=round(count))).isoformat()
    if unit == "week":
        return f"{(anchor - timedelta(days=round(count * _WEEK))).isoformat()}~"
    if unit == "month" or count != int(count):
        months = anchor.year * 12 + anchor.month - 1 - round(count if unit == "month" else count * 12)
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{anchor.year - int(count):04}"


def _step(step: int, unit: str, anchor: date, *, until_now: bool) -> str:
    """Return the last, this or the next week, month or year; "earlier this month" ends on the page's date."""
    if unit == "day":
        return (anchor + timedelta(days=step)).isoformat()
    if unit == "week":
        monday = anchor + timedelta(days=step * _WEEK - anchor.weekday())
        last = anchor if until_now else monday + timedelta(days=6)
        return f"{monday.isoformat()}/{last.isoformat()}"
    if until_now:
        first = anchor.replace(day=1) if unit == "month" else anchor.replace(month=1, day=1)
        return f"{first.isoformat()}/{anchor.isoformat()}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{anchor.year + step:04}"
