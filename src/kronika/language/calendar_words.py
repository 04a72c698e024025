"""The words of ``dates.yml`` as lookups and search patterns. English, Russian and Belarusian are always tried together."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load
from kronika.language.numbers import number_words

_FLAGS = re.IGNORECASE
#: what may stand at the end of a day or a year in digits: 1st, 9-го, 2020-м
_ENDING = r"(?:-?(?:st|nd|rd|th|ого|ага|го|га|ым|ом|м|й|е))?"
_DAY = rf"\d{{1,2}}(?!\d){_ENDING}"
_YEAR_NUMBER = rf"(?:1[89]|20)\d\d(?!\d){_ENDING}"
_DASH = r"[-–—]"
_BEFORE = r"(?<!\w)(?<!\d[.,:/–-])"
_AFTER = r"(?![\w])"


class Pattern(NamedTuple):
    """One way to write a date.

    Attributes:
        form: its name.
        expression: that finds it.
        digits: it has digits.
        words: it has one of these (in lower case); empty if it has no word that tells.
    """

    form: str
    expression: re.Pattern[str]
    digits: bool
    words: frozenset[str]

    def may_be_in(self, words: frozenset[str], *, digits: bool) -> bool:
        """Return whether a text with these words, with or without digits, can hold such a date at all."""
        return (digits or not self.digits) and (not self.words or not self.words.isdisjoint(words))


@cache
def lookup(table: str) -> dict[str, int]:
    """Return word -> number for ``months``, ``weekdays``, ``seasons``, ``days``, ``years`` or ``same_day``, in lower case."""
    numbers: dict[str, int] = {}
    for number, words in load("dates")[table].items():
        for word in _all(words):
            numbers[word.casefold().rstrip(".")] = int(number)
    return numbers


def _all(words: dict[str, list[str]] | list[str]) -> list[str]:
    return [word for words_ in words.values() for word in words_] if isinstance(words, dict) else words


@cache
def unit_of(word: str) -> str:
    """Return ``day``, ``week``, ``month`` or ``year`` for a word that means it."""
    word = word.casefold()
    units: dict[str, list[str]] = load("dates")["units"]
    return next(unit for unit, words in units.items() if word in words)


@cache
def step_of(word: str) -> int:
    """Return -1 for ``last`` and its like, 0 for ``this``, 1 for ``next``."""
    word = " ".join(word.casefold().split())
    for step, words in load("dates")["steps"].items():
        if re.fullmatch(alternation(words), word):
            return int(step)
    raise KeyError(word)


def _named(table: str, *, cell: bool) -> str:
    """Return an expression for the words of a table with languages; in running text English ones begin with a capital."""
    english: list[str] = []
    others: list[str] = []
    for words in load("dates")[table].values():
        for language, forms in words.items():
            group = english if language == "en" else others
            # "Jan." and "Jan": the full stop of an abbreviation is often left out
            group.extend(form for word in forms for form in {word, word.rstrip(".")})
    if cell:
        return f"(?:{alternation([word.lower() for word in english + others])})"
    capitals = alternation([*english, *(word.upper() for word in english)])
    return f"(?:(?-i:{capitals})|{alternation([word.lower() for word in others])})"


def _words(key: str) -> str:
    return f"(?:{alternation(_all(load('dates')[key]))})"


def _nested(key: str) -> str:
    return f"(?:{alternation([word for words in load('dates')[key].values() for word in words])})"


@cache
def patterns(*, cell: bool) -> tuple[Pattern, ...]:
    """Return the ways to write a date in running text, or in a table's cell, where less has to be said around it."""
    month, season, weekday = _named("months", cell=cell), _nested("seasons"), _named("weekdays", cell=cell)
    step, unit = _nested("steps"), _nested("units")
    year_unit = f"(?:{alternation(load('dates')['units']['year'])})"
    digits = rf"(?P<year>{_YEAR_NUMBER})(?:\s*{_words('year_words')}{_AFTER})?"
    year = rf"(?:{digits}|(?P<year_step>{step})\s+{year_unit}{_AFTER})"
    through, both = _words("through"), _words("and")
    # in a cell, a word before the date may change what it means ("before 2021"): the caller looks at it
    inside = "(?!)" if cell else _words("in")
    days = rf"(?P<days>{_DAY}(?:\s*(?:{through}|{both})\s*{_DAY})*)"
    not_counted = rf"(?!\s*(?:{alternation(load('dates')['not_years'])}))"
    lead = rf"(?:(?P<step>{step})\s+|(?P<in>{inside}[\s-]+)(?:the\s+)?)?"
    numeric = (
        rf"(?:(?P<first>\d{{1,2}}(?:[./]\d{{1,2}})?(?:[./]\d{{4}})?)\s*{_DASH}\s*)?"
        r"(?P<a>\d{1,2})(?P<dot>[./])(?P<b>\d{1,2})(?P=dot)(?P<c>\d{4}|\d\d)(?![\d/]|[.,]\d)"
    )
    forms = {
        "iso": r"(?P<year>\d{4})(?P<dot>[-/.])(?P<b>\d{1,2})(?:(?P=dot)(?P<c>\d{1,2}))?"
        r"(?:[T ]\d\d:\d\d[\d:.]*(?:Z|\+\d\d:?\d\d)?)?(?![\d/]|[.,-]\d)",
        "numeric": numeric,
        "dashed": r"(?P<a>\d{1,2})-(?P<b>\d{1,2})-(?P<c>\d{4})(?!\d)",
        "month_year": r"(?P<b>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)"
        if cell
        else r"(?P<b>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)",
        "day_month": rf"{days}\s*(?:of\s+)?(?P<month>{month}){_AFTER}(?:,?\s*(?:of\s+)?{year})?",
        "month_day": rf"(?P<month>{month})\s+(?P<days>{_DAY}(?:\s*(?:{_DASH}|and|to)\s*{_DAY})?)(?!\.\d){_AFTER}(?:,?\s+{year})?",
        "month": rf"{lead}"
        rf"(?P<month>{month}){_AFTER}(?!\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:[,;)]|\.(?!\d)|$))(?:\s*(?:{through}|{both}|/)\s*(?P<month2>{month}){_AFTER})?(?:,?\s*(?:of\s+)?{year})?",
        "season": rf"{lead}(?P<season>{season}){_AFTER}(?:,?\s+(?:of\s+)?{year})?",
        "year": rf"(?P<in>{inside}[\s-]+)?(?P<year>{_YEAR_NUMBER})(?:\s*(?:{through})\s*(?P<year2>{_YEAR_NUMBER}))?"
        rf"(?P<word>\s*{_words('year_words')})?(?![\w%]|[.,/]\d|-\d){not_counted}",
        "decade": r"(?:in\s+the\s+|в\s+|у\s+)?(?P<decade>(?:19|20)\d0)(?:s|-е|-х|-я)",
        "ago": rf"(?:(?P<count>\d{{1,3}}|{number_words(30)})\s+)?(?P<unit>{unit})\s+{_words('ago')}",
        "weekday": rf"(?:(?P<step>{step})|(?:on|{inside}))\s+(?P<weekday>{weekday})",
        "step": rf"(?:earlier\s+|later\s+|раней\s+|ранее\s+)?(?:{inside}\s+|на\s+)?(?P<step>{step})\s+(?P<unit>{unit})",
        "days": _nested("days"),
        "years": _nested("years"),
        "same_day": _nested("same_day"),
    }
    return tuple(
        Pattern(form, re.compile(_BEFORE + text + _AFTER, _FLAGS), form in _IN_DIGITS, _telling(_TABLES.get(form, "")))
        for form, text in forms.items()
    )


#: forms that have a digit
_IN_DIGITS = frozenset({"iso", "numeric", "dashed", "month_year", "day_month", "month_day", "year", "decade"})
#: form -> the table of which it has a word
_TABLES = {
    "day_month": "months", "month_day": "months", "month": "months", "season": "seasons", "ago": "units", "weekday": "weekdays",
    "step": "units", "days": "days", "years": "years", "same_day": "same_day",
}  # fmt: skip


def _telling(table: str) -> frozenset[str]:
    """Return the words of a table in lower case; of an expression of several words, the longest."""
    found = set()
    for words in load("dates").get(table, {}).values():
        for expression in _all(words):
            found.add(max(expression.casefold().rstrip(".").split(), key=len))
    return frozenset(found)
