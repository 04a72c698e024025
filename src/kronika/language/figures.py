"""Counted people and organisations in running text: "almost 1,300 political prisoners", "не менее 340 человек"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kronika.language.cues import word_pattern
from kronika.language.lexicon import lexicon, words
from kronika.language.numbers import Number, find_numbers

PEOPLE, ORGANISATIONS, FACTS = "people", "organisations", "facts"
#: a whole number in this range without a noun of its own is a year
_YEARS = range(1900, 2100)


#: "since 2020 people have fled"
_YEAR_BEFORE = re.compile(r"\b(?:since|in|by|from|with|of|с|со|в|з|у|ад)\s$", re.IGNORECASE)
#: "No. 9" counts nothing
_NUMBERED = re.compile(r"(?:№|\b[Nn]o\.?|#)\s*$")


class Count(NamedTuple):
    """A number with what it counts.

    Attributes:
        number: with its qualifier.
        noun: what is counted, as written, adjectives included; empty where the text leaves it out ("around 400 decided ...").
        start, end: of the whole, qualifier included.
        unit: ``people``, ``organisations``, ``facts``; empty where the noun is left out.
    """

    number: Number
    noun: str
    start: int
    end: int
    unit: str


@cache
def _nouns(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    facts = words(table["facts_many"])
    people = [word for word in words(table["people_many"]) if word not in facts]
    gap = table["count_gap"]
    adjectives = rf"(?:{gap}{table['count_adjective']}){{0,3}}?"
    return re.compile(
        rf"(?P<adjectives>{adjectives})\s+(?:(?P<facts>{word_pattern(facts, before='')})|"
        rf"(?P<people>{word_pattern(people, before='')})|"
        rf"(?P<organisations>{word_pattern(table['organisations_many'], before='')}))"
    )


@cache
def _stops(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    return re.compile(word_pattern([*words(table["breakers"]), *words(table["count_stops"])]))


@cache
def _elided(language: str) -> re.Pattern[str]:
    return re.compile(r"\s+" + word_pattern(lexicon(language, "words")["after_elided"], before=""))


def find_counts(text: str, lower: str, language: str, start: int, end: int) -> list[Count]:
    """Return the counts in ``text`` between ``start`` and ``end``; ``lower`` is the text in lower case."""
    counts = []
    for found in find_numbers(text[start:end]):
        number = found._replace(start=found.start + start, end=found.end + start, qualifier_start=found.qualifier_start + start)
        count = _count(number, text, lower, language, end)
        if count is not None:
            counts.append(count)
    return counts


def _count(number: Number, text: str, lower: str, language: str, limit: int) -> Count | None:
    if (
        number.value <= 1
        or _is_year(number, text)
        or ". " in number.written
        or _NUMBERED.search(text[max(number.start - 8, 0) : number.start])
    ):
        return None
    begin = number.qualifier_start if number.qualifier else number.start
    match = _nouns(language).match(lower, number.end, limit)
    if match and not _stops(language).search(match["adjectives"]):
        unit = FACTS if match["facts"] else ORGANISATIONS if match["organisations"] else PEOPLE
        noun = re.sub(
            rf"^(?:{word_pattern(lexicon(language, 'words')['count_skipped'], before='')})\s+",
            "",
            text[number.end : match.end()].strip(),
        )
        return Count(number, " ".join(noun.split()), begin, match.end(), unit)
    if isinstance(number.value, int) and _elided(language).match(lower, number.end, limit):
        return Count(number, "", begin, number.end, "")
    if (
        isinstance(number.value, int)
        and _ENDS.match(lower, number.end)
        and total_before(lower, language, begin, begin - _SENTENCE)
    ):
        return Count(number, "", begin, number.end, "")
    return None


#: a total is announced ("the number of ...") at most so far before it
_SENTENCE = 200
_ENDS = re.compile(r"\s*(?:[.,;)]|$|\n|—|–)")


def total_before(lower: str, language: str, begin: int, low: int) -> bool:
    """Say whether a number at ``begin`` is said to be the number of something, from ``low`` on."""
    before = lower[max(low, 0) : begin]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return bool(_totals(language).search(before)) and bool(_number_of(language).search(before))


@cache
def _totals(language: str) -> re.Pattern[str]:
    return re.compile(word_pattern(lexicon(language, "words")["totals_before"], after=r"(?!\w)\s*$"))


@cache
def _number_of(language: str) -> re.Pattern[str]:
    return re.compile(word_pattern(lexicon(language, "words")["number_of"]))


def _is_year(number: Number, text: str) -> bool:
    written = number.written
    if not (number.value in _YEARS and written.isdigit() and len(written) == 4 and not number.qualifier):
        return False
    if _YEAR_BEFORE.search(text[max(number.start - 8, 0) : number.start]):
        return True
    return not re.match(r"\s+(?:people|человек|чалавек)", text[number.end : number.end + 12])
