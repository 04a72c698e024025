"""When a term ends, as far as an act tells: an interval, whose first day is the earliest possible end."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kronika.errors import InputError
from kronika.model.act import LAST_DAY
from kronika.model.time import LIFE, add_duration, duration

_MONTH = (28, 31)
_YEAR = (365, 366)
_MONTHS = 12
#: article of the Belarusian Criminal Code on malicious disobedience to the administration of a place of detention
DISOBEDIENCE = "411"
#: days within which a second term for disobedience is the appeal against the first
_APPEAL = 183
#: days within which a later sentence, with no article told, is an appeal or a retrial and no new case
_RETRIAL = 366


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


def term_end(start: tuple[int, int], sentenced: tuple[int, int], term: str) -> tuple[int, int] | None:
    """Return the earliest and the latest day on which the term of one sentence ends; None if ``term`` says nothing.

    Args:
        start: earliest and latest day on which custody began: days before the sentence count, day for day.
        sentenced: earliest and latest day of the sentence: a term ends no earlier.
        term: as the act says it.
    """
    if not is_term(term):
        return None
    lo, hi = _ends(*start, term)
    return max(lo, sentenced[0]), max(hi, sentenced[1])


class Given(NamedTuple):
    """A term that a sentence or a replacement gave.

    Attributes:
        lo, hi: earliest and latest day of the act.
        term: ISO 8601 duration or ``life``.
        articles: numbers of the articles, without their parts (``411``); empty if not said.
        replaces: the act is a replacement, whose term is what remains.
    """

    lo: int
    hi: int
    term: str
    articles: frozenset[str] = frozenset()
    replaces: bool = False


class Terms(NamedTuple):
    """What several terms of one stretch of custody come to.

    Attributes:
        end: earliest and latest end of all of them.
        base: the same without the last one, which an appeal puts another in the place of; None if there was only one.
        last: the last one.
    """

    end: tuple[int, int]
    base: tuple[int, int] | None
    last: Given

    @classmethod
    def first(cls, start: tuple[int, int], given: Given) -> Terms | None:
        """Return what one term alone comes to; None if it says nothing."""
        end = _alone(start, given)
        return None if end is None else cls(end, None, given)

    def then(self, start: tuple[int, int], given: Given) -> Terms:
        """Return what it comes to with one more term.

        A term under article 411 ("disobedience"), or under other articles than the one before, is added: the court adds all or
        part of what is left, so the end lies between the later of the two and their sum. A term under the same article, or one
        passed within a year and with no article told, is an appeal or a retrial: it takes the place of the last one, and nothing
        doubles. Where neither is known, and where nobody knows which of two came first, the end is anywhere from the earliest of
        these to the latest.
        """
        own = _alone(start, given)
        if own is None:
            return self
        how = _relation(self.last, given, own)
        if how == "once":
            return Terms((min(self.end[0], own[0]), max(self.end[1], own[1])), self.base, given)
        if how == "instead":
            if self.base is None or given.replaces:
                return Terms(own, None, given)
            return Terms(_added(self.base, given), self.base, given)
        together = _added(self.end, given)
        if how == "added":
            return Terms(together, self.end, given)
        return Terms((min(self.end[0], own[0]) if how == "any order" else own[0], together[1]), self.end, given)


@lru_cache(maxsize=4096)
def numbers(articles: str) -> frozenset[str]:
    """Return the numbers of articles without their parts.

    >>> sorted(numbers("342(1); 361-4"))
    ['342', '361-4']
    """
    return frozenset(part.partition("(")[0].strip() for part in articles.split(";") if part.strip())


def _alone(start: tuple[int, int], given: Given) -> tuple[int, int] | None:
    """Return the end of a term by itself; that of a replacement runs from the beginning of custody or from its own day."""
    end = term_end(start, (given.lo, given.hi), given.term)
    if end is None or not given.replaces:
        return end
    return end[0], max(end[1], _ends(given.lo, given.hi, given.term)[1])


def _added(end: tuple[int, int], given: Given) -> tuple[int, int]:
    """Return the end of a term that is added to what runs until ``end``."""
    last = max(end[1], given.hi)
    return max(end[0], _ends(given.lo, given.lo, given.term)[0]), _ends(last, last, given.term)[1]


def _relation(last: Given, given: Given, own: tuple[int, int]) -> str:
    """Return how a term stands to the one before: ``once``, ``instead``, ``added``, ``any order`` or ``unknown``."""
    if given.lo == last.lo and given.hi == last.hi and given.lo == given.hi:
        # Two sentences of one day are one that was written down twice: they never add up.
        return "once"
    if given.replaces and DISOBEDIENCE not in given.articles:
        return "instead"
    if given.lo <= last.hi:
        return "any order"
    soon = given.lo - last.hi
    if DISOBEDIENCE in given.articles:
        return "instead" if DISOBEDIENCE in last.articles and soon <= _APPEAL else "added"
    if given.articles & last.articles:
        return "instead"
    if own[0] <= given.lo or (given.articles and last.articles):
        return "added"
    return "instead" if soon <= _RETRIAL else "unknown"
