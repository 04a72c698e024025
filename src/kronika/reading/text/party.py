"""Those whom a sentence speaks of: named, counted, described or only pointed at with a pronoun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kronika.language.figures import Count
    from kronika.language.people import Name

PERSON, ORGANISATION, GROUP, PRONOUN, RELATIVE, NOUN = "person", "organisation", "group", "pronoun", "relative", "noun"


@dataclass(frozen=True)
class Party:
    """Somebody or something in a sentence.

    Attributes:
        start, end: in the view's text.
        kind: ``person``, ``organisation``, ``group`` (counted), ``pronoun``, ``relative`` (who), ``noun`` ("the activist").
        name: for a person.
        count: for a group; None for one described person ("a 43-year-old woman").
        word: for a pronoun or a noun: its lower-case word, nominative where the language has cases.
        gender: ``m``, ``f``, ``any`` or empty.
        number: ``one``, ``two``, ``three``, ``many``.
        cases: in which it may stand; empty: the language or the word does not tell.
        possessive: "X's", "his".
        role: why the fact does not happen to them: ``judge``, ``prosecutor``, ``lawyer``, ``official``, ``authority``,
            ``relative``, ``speaker``, ``modifier``; empty: it may.
        described: a noun with "a" or an age: somebody new, not somebody named before.
        stands_for: the one person whom this share of a pronoun means ("they got 12 and 16 years"); None: not settled.
    """

    start: int
    end: int
    kind: str
    name: Name | None = None
    count: Count | None = None
    word: str = ""
    gender: str = ""
    number: str = "one"
    cases: frozenset[str] = frozenset()
    possessive: bool = False
    role: str = ""
    described: bool = False
    stands_for: object = None

    def with_role(self, role: str) -> Party:
        """Return the party in another role."""
        return replace(self, role=role)


class Span(NamedTuple):
    """Characters of a view's text."""

    start: int
    end: int
