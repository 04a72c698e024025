"""Words beside a name: titles, particles, ages, and words that say that nobody is named."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load


class Words(NamedTuple):
    """The words of ``language/data/names_words.yml``, ready to be looked up. Words are lower case, without a last full stop."""

    titles: frozenset[str]
    particles: frozenset[str]
    sons: frozenset[str]
    daughters: frozenset[str]
    after: frozenset[str]
    joins: frozenset[str]
    roots: dict[str, str]
    unnamed: re.Pattern[str]
    person: re.Pattern[str]
    age: re.Pattern[str]
    join: re.Pattern[str]


@cache
def words() -> Words:
    """Return the words, read once."""
    data = load("names_words")
    before, after = data["age"]["before"], data["age"]["after"]
    long = alternation(word for word in after if len(word) > 1)
    short = alternation(word for word in after if len(word) == 1)
    units = rf"(?:\s*(?:(?i:{long})|{short})\b\.?)*"
    joins = alternation(data["joins"])
    return Words(
        titles=frozenset(word for row in data["titles"] for word in row),
        particles=frozenset(data["particles"]),
        sons=frozenset(data["kin"]["m"]),
        daughters=frozenset(data["kin"]["f"]),
        after=frozenset(data["after"]),
        joins=frozenset(data["joins"]),
        roots=data["roots"],
        unnamed=re.compile(alternation(data["unnamed"])),
        person=re.compile(alternation(data["person"])),
        age=re.compile(rf"(?:(?i:\b{alternation(before)})\b\.?\s*)*(?<!\w)\d+(?:[./-]\d+)*(?!\w)[.)]?{units}"),
        join=re.compile(rf"\s{joins}\s|\s*[;/&\n]\s*"),
    )
