"""Cues: the words that carry a fact, and what they demand of the words around them. The words are data, one file a language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from kronika.language.knowledge import alternation
from kronika.language.lexicon import lexicon, words

#: how far around a cue, in characters, the words that it needs or forbids are looked for
REACH = 160
#: how far a word that forbids a cue right before or after it may stand
_NEAR = 24
_UP_TO_SEVEN = r"(?:\S+\s+){0,7}"
_FIGURE = "figure"
_ECHO = "echo"


@dataclass(frozen=True)
class Rule:
    """One row of a language's ``cues.yml``.

    Attributes:
        id: kind, language and the row in words; names the rule in the table of confidence.
        kind: kind of the fact; ``figure`` for words that make a number worth reading, ``echo`` for "done so".
        rule: what was found, in words.
        patient: to whom it happens, a role of the language's ``grammar.yml``.
        term: whether a term belongs to it: ``after`` it, the ``last`` one, or nothing.
        needs_term: without a term or a fine it is no fact.
        negative: the words say themselves what was denied ("not allowed to see"): a negation before them is theirs.
        may_omit: the one to whom it happens may be left out: the person named last is meant.
        state: the words tell a state ("is in custody"), not the act: no news where the act was told.
        values: properties that the words settle: ``regime``, ``form``, ``how``, ``basis``.
        prepositions: after one of these the patient stands, for ``patient: after``.
    """

    id: str
    kind: str
    rule: str
    patient: str
    term: str = ""
    needs_term: bool = False
    negative: bool = False
    may_omit: bool = False
    state: bool = False
    values: tuple[tuple[str, str], ...] = ()
    prepositions: tuple[str, ...] = ()
    expression: re.Pattern[str] = field(default=re.compile("(?!)"), repr=False)
    needs: re.Pattern[str] | None = field(default=None, repr=False)
    unless: re.Pattern[str] | None = field(default=None, repr=False)
    next: re.Pattern[str] | None = field(default=None, repr=False)
    unless_next: re.Pattern[str] | None = field(default=None, repr=False)
    unless_before: re.Pattern[str] | None = field(default=None, repr=False)
    before: re.Pattern[str] | None = field(default=None, repr=False)

    def holds(self, text: str, start: int, end: int, low: int, high: int) -> bool:
        """Say whether the words around the cue at ``start`` allow it; ``low`` and ``high`` bound its sentence in ``text``."""
        low, high = max(low, start - REACH), min(high, end + REACH)
        around = (low, high)
        if self.needs and not self.needs.search(text, *around):
            return False
        if self.unless and self.unless.search(text, *around):
            return False
        if self.next and not self.next.match(text, end):
            return False
        if self.unless_next and self.unless_next.match(text, end):
            return False
        near = text[max(low, start - _NEAR) : start]
        if self.before and not self.before.search(near):
            return False
        return not (self.unless_before and self.unless_before.search(near))


class Cue(NamedTuple):
    """A cue at a place of a text, with the rules that may read it, the one with the longest words first.

    Attributes:
        start, end: of the longest words that fit.
        readings: rule and the end of its words, best first.
    """

    start: int
    end: int
    readings: tuple[tuple[Rule, int], ...]


#: no letter stands right before a word, none right behind it
BEFORE, AFTER = r"(?<![\w-])", r"(?!\w)"


def word_pattern(value: Any, *, before: str = BEFORE, after: str = AFTER) -> str:
    """Return an expression for the words of a lexicon: a star is any letters, three dots up to seven words.

    >>> bool(re.search(word_pattern(["opened ... against"]), "opened yesterday in Minsk against her"))
    True
    """
    plain: list[str] = []
    gapped: list[str] = []
    for word in _without_short_u(words(value)):
        (gapped if "..." in word else plain).append(word.casefold())
    branches = [_gapped(word) for word in gapped]
    if plain:
        branches.append(alternation(plain))
    return f"{before}(?:{'|'.join(branches) or '(?!)'}){after}"


@cache
def listed(language: str, file: str, key: str, *, before: str = BEFORE, after: str = AFTER) -> re.Pattern[str]:
    """Return the expression for the list ``key`` in a file of a language's lexicon; one that matches nothing if it is empty.

    >>> bool(listed("en", "words", "reporting").search("her lawyer said"))
    True
    """
    return re.compile(word_pattern(lexicon(language, file)[key], before=before, after=after))


def _without_short_u(found: list[str]) -> list[str]:
    """Return the words with у for ў at a word's beginning, where the letter depends on the word before: views have it so too."""
    return list(dict.fromkeys(re.sub(r"(?<![\w'])ў", "у", word) for word in found))


def _gapped(word: str) -> str:
    parts = [alternation([part.strip()]) for part in word.split("...")]
    return rf",?\s+{_UP_TO_SEVEN}".join(parts)


def compiled(value: Any, *, before: str = BEFORE, after: str = AFTER) -> re.Pattern[str] | None:
    """Return the expression for the words of a lexicon, or None if there are none. It is for text in lower case."""
    return re.compile(word_pattern(value, before=before, after=after)) if value else None


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, in the order of its ``cues.yml``."""
    found = []
    for kind, rows in lexicon(language, "cues").items():
        if kind == _ECHO:
            found.append(Rule(f"{_ECHO}.{language}.1", _ECHO, "the same as said before", "none", expression=_expression(rows)))
            continue
        found += [_rule(kind, f"{kind}.{language}: {row['rule']}", row) for row in rows]
    return tuple(found)


def _expression(value: Any) -> re.Pattern[str]:
    return re.compile(word_pattern(value))


def _rule(kind: str, name: str, row: dict[str, Any]) -> Rule:
    return Rule(
        name,
        kind,
        row["rule"],
        row["patient"],
        term=row.get("term", ""),
        needs_term=row.get("needs_term", False),
        negative=row.get("negative", False),
        may_omit=row.get("may_omit", False),
        state=row.get("state", False),
        values=tuple((key, row[key]) for key in ("regime", "form", "how", "basis") if key in row),
        prepositions=tuple(words(row.get("prepositions"))),
        expression=_expression(row["words"]),
        needs=compiled(row.get("needs")),
        unless=compiled(row.get("unless")),
        next=compiled(row.get("next"), before=r"\s*"),
        unless_next=compiled(row.get("unless_next"), before=r"\s+"),
        unless_before=_before(row.get("unless_before")),
        before=_before(row.get("before"), r"(?:\s+[\w-]+){0,2}\s+$"),
    )


def _before(value: Any, after: str = r"[\s\"'«-]+$") -> re.Pattern[str] | None:
    return re.compile(word_pattern(value, after=after)) if value else None


@cache
def _scanner(language: str) -> re.Pattern[str]:
    """Return one expression for all the words of a language: the filter that decides whether a passage is read at all."""
    rows: list[str] = []
    for kind, value in lexicon(language, "cues").items():
        rows += words(value) if kind == _ECHO else [word for row in value for word in words(row["words"])]
    # what follows a gap is left to the rule itself, so that the filter never looks far
    heads = {word.split("...")[0].strip().casefold() for word in _without_short_u(rows)}
    return re.compile(rf"(?<![\w-])(?:{alternation(sorted(heads))})(?!\w)")


def find_cues(text: str, language: str) -> list[Cue]:
    """Return the cues of ``text``, which is in lower case, in order. What they demand of their surroundings is not yet asked."""
    cues: list[Cue] = []
    position = 0
    while match := _scanner(language).search(text, position):
        start = match.start()
        readings = [(rule, fit.end()) for rule in rules(language) if (fit := rule.expression.match(text, start))]
        position = match.end()
        if readings:
            # of two with the same words the one that asks for a term is tried first: "jailed" for six years is a sentence
            readings.sort(key=lambda reading: (-reading[1], not reading[0].needs_term or reading[0].patient == "list"))
            # a long cue may hold a shorter one of another kind ("sentence ... was upheld"): go on after its first words only
            cues.append(Cue(start, readings[0][1], tuple(readings)))
    return cues


def has_cue(text: str, language: str) -> bool:
    """Say whether ``text``, in lower case, holds any cue: the filter before any model is asked."""
    return _scanner(language).search(text) is not None
