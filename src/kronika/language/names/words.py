"""Words beside a name: titles, particles, ages, and words that say that nobody is named."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load


class Words(NamedTuple):
    """The words of ``language/data/names_words.yml``, ready to be looked up.

    Attributes:
        kinds: what a word in lower case without its last full stop is: ``title``, ``particle``, ``son``, ``daughter``, ``after``.
        unnamed, person: words for somebody who is not named, and for who that may be; they may have any ending.
        roots: Belarusian beginnings of surnames, each with its Russian one.
        age: a number with the words that make it an age, a year or a number in a list.
        join: what stands between two people in one cell; ``join_capitals``: where all is written in capitals.
    """

    kinds: dict[str, str]
    unnamed: re.Pattern[str]
    person: re.Pattern[str]
    roots: dict[str, str]
    age: re.Pattern[str]
    join: re.Pattern[str]
    join_capitals: re.Pattern[str]


@cache
def words() -> Words:
    """Return the words, read once."""
    data = load("names_words")
    before, after = data["age"]["before"], data["age"]["after"]
    long = alternation(word for word in after if len(word) > 1)
    short = alternation(word for word in after if len(word) == 1)
    join = rf"\s{alternation(data['joins'])}\s|\s*[;/&\n]\s*"
    units = rf"(?:\s*(?:(?i:{long})|{short})\b\.?)*"
    return Words(
        kinds={
            **dict.fromkeys((word for row in data["titles"] for word in row), "title"),
            **dict.fromkeys(data["particles"], "particle"),
            **dict.fromkeys(data["kin"]["m"], "son"),
            **dict.fromkeys(data["kin"]["f"], "daughter"),
            **dict.fromkeys(data["after"], "after"),
        },
        unnamed=re.compile(alternation(data["unnamed"])),
        person=re.compile(alternation(data["person"])),
        roots=data["roots"],
        age=re.compile(rf"(?:(?i:\b{alternation(before)})\b\.?\s*)*(?<!\w)\d+(?:[./-]\d+)*(?!\w)[.)]?{units}"),
        join=re.compile(join),
        join_capitals=re.compile(join, re.IGNORECASE),
    )


@lru_cache(maxsize=100_000)
def kind_of(word: str) -> str:
    """Return what a lower-case word is beside a name: a kind of :class:`Words`, ``unnamed``, ``person``, or empty."""
    vocabulary = words()
    word = word.rstrip(".")
    if word in vocabulary.kinds:
        return vocabulary.kinds[word]
    if vocabulary.unnamed.fullmatch(word):
        return "unnamed"
    return "person" if vocabulary.person.fullmatch(word) else ""
