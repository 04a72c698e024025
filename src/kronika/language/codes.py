"""From words to the codes of the vocabulary: regimes, ways of release, standing of recognitions, and so on.

The words are in ``data/codes.yml``, in English, Russian and Belarusian. What fits no code stays as it is written: a colony whose
regime is not said is not a colony of general regime.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load

_WHOLE = "="


class Code(NamedTuple):
    """A code of the vocabulary and the words of a text that mean it."""

    code: str
    written: str
    start: int
    end: int


def fields() -> tuple[str, ...]:
    """Return the fields that have codes: ``regime``, ``how``, ``status``, ``basis``, ``gender``, ..."""
    return tuple(name for name in load("codes") if name not in {"empty", "not", "whole_cell"})


@cache
def codes(field: str) -> tuple[str, ...]:
    """Return the codes of a field."""
    return tuple(load("codes")[field])


@lru_cache(maxsize=16384)
def lookup(field: str, text: str) -> str | None:
    """Return the code that a table's cell means: all of its words, or the only code that is found inside; else None.

    >>> lookup("regime", "Усиленный"), lookup("regime", "11 лет колонии строгого режима"), lookup("regime", "колония")
    ('colony-reinforced', 'colony-strict', None)
    """
    plain = " ".join(text.casefold().split()).strip(" .;,:!«»\"'“”()")
    if not plain:
        return None
    for code, words in _tables(field)[0]:
        if words.fullmatch(plain) or words.fullmatch(text.strip()):
            return code
    found = {code.code for code in find(field, text)}
    return found.pop() if len(found) == 1 else None


def find(field: str, text: str) -> list[Code]:
    """Return the codes of ``field`` whose words stand in ``text``, in order, the longest of those that overlap.

    Of the field ``state``, what did not happen ("not released") is left out.
    """
    everything = _tables(field)[1]
    if everything is None:
        return []
    found = []
    negated = _negations() if field == "state" else None
    for match in everything.finditer(text):
        if negated is not None and negated.search(text[: match.start()]):
            continue
        code = next(code for code, words in _tables(field)[2] if words.fullmatch(match[0]))
        found.append(Code(code, match[0], match.start(), match.end()))
    return found


@lru_cache(maxsize=4096)
def is_empty(text: str) -> bool:
    """Return whether a cell says nothing: white space, a dash, ``n/a``, ``неизвестно``."""
    plain = text.strip().casefold()
    return not plain or plain in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(word.casefold() for word in load("codes")["empty"])


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load('codes')['not'])})\s+$", re.IGNORECASE)


_Words = list[tuple[str, re.Pattern[str]]]


@cache
def _tables(field: str) -> tuple[_Words, re.Pattern[str] | None, _Words]:
    """Return the words of each code for a whole cell, one expression for all words in a text, and those of each code."""
    table: dict[str, list[str]] = load("codes")[field]
    whole = [(code, _expression(word.removeprefix(_WHOLE) for word in words)) for code, words in table.items()]
    if field in load("codes")["whole_cell"]:
        return whole, None, []
    inside = {code: [word for word in words if not word.startswith(_WHOLE)] for code, words in table.items()}
    everything = re.compile(rf"(?<!\w)(?:{_longest_first(inside)})(?!\w)", re.IGNORECASE)
    return whole, everything, [(code, _expression(words)) for code, words in inside.items()]


def _expression(words: object) -> re.Pattern[str]:
    return re.compile(alternation(words) or "(?!)", re.IGNORECASE)  # type: ignore[arg-type]


def _longest_first(table: dict[str, list[str]]) -> str:
    """Return an expression in which longer words are tried before shorter ones that they begin with."""
    words = sorted({word for words in table.values() for word in words}, key=len, reverse=True)
    return "|".join(alternation([word]) for word in words)
