"""When a term ends, as far as an act tells: an interval, whose first day is the earliest possible end."""

from __future__ import annotations

from functools import lru_cache

from kronika.errors import InputError
from kronika.model.act import LAST_DAY
from kronika.model.time import LIFE, add_duration, duration

_MONTH = (28, 31)
_YEAR = (365, 366)
_MONTHS = 12


@lru_cache(maxsize=4096)
def is_term(term: str) -> bool:
    """Tell whether ``term`` says how long; a term that stays as written ("a few years") does not."""
    try:
        duration(term)
    except InputError:
        return False
    return True


@lru_cache(maxsize=4096)
def term_days(term: str) -> tuple[int, int] | None:
    """Return the fewest and the most days that ``term`` can be, wherever in the calendar it begins; None if it is no term.

    Most people are so far from the end of their term that this settles it without a calendar.
    """
    if not is_term(term):
        return None
    parts = duration(term)
    if term == LIFE or parts is None:
        return LAST_DAY, LAST_DAY
    months, days, hours = parts
    years, months = divmod(months, _MONTHS)
    fewest = years * _YEAR[0] + months * _MONTH[0] + days + hours // 24
    most = years * _YEAR[1] + months * _MONTH[1] + days - -hours // 24
    return fewest, most


@lru_cache(maxsize=65536)
def _ends(lo: int, hi: int, term: str) -> tuple[int, int]:
    return add_duration(lo, hi, term)


def term_end(
    start: tuple[int, int],
    sentenced: tuple[int, int],
    term: str,
    before: tuple[int, int] | None = None,
) -> tuple[int, int] | None:
    """Return the earliest and the latest day on which a term ends; None if ``term`` says nothing.

    Args:
        start: earliest and latest day on which custody began: days before the sentence count.
        sentenced: earliest and latest day of the sentence.
        term: as the act says it.
        before: end of the term that ran until then, where an earlier sentence gave one.

    A later sentence that would have ended before it was passed was added to the one before (a new term for "disobedience"), so
    the earliest end is that of the longer of the two and the latest is both together. Any other later sentence supersedes the
    one before (an appeal, a retrial). Credit at more than a day for a day of pre-trial custody is not applied here.
    """
    if not is_term(term):
        return before
    lo, hi = _ends(*start, term)
    if before is not None and lo <= sentenced[0]:
        return max(before[0], add_duration(sentenced[0], sentenced[0], term)[0]), add_duration(*before, term)[1]
    return max(lo, sentenced[0]), max(hi, sentenced[1])
