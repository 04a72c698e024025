"""Numbers in digits and in words, in English, Russian and Belarusian."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load

_SPACES = "[ \u00a0\u202f\u2009]"
_DIGITS = rf"\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?![\d.])|\d+(?:[.,]\d+)?"
#: a word that scales what stands before it is at least this
_HUNDRED = 100


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        value: whole where the text says a whole number.
        written: the characters of the number, without its qualifier.
        start, end: of ``written`` in the text.
        qualifier: ``almost``, ``about``, ``at least``, ``over``, ``under``, ``up to``, ``exactly``; empty if none is said.
        qualifier_start: where the qualifier begins; ``start`` if there is none.
        note: what was ambiguous and how it was read; empty if nothing.
    """

    value: int | float
    written: str
    start: int
    end: int
    qualifier: str = ""
    qualifier_start: int = -1
    note: str = ""


@cache
def _values() -> dict[str, tuple[str, float]]:
    """Return word -> (table, value) in lower case."""
    table = load("numbers")
    values: dict[str, tuple[str, float]] = {}
    for kind in ("units", "halves", "multipliers"):
        for value, words in table[kind].items():
            for word in words:
                values.setdefault(word.rstrip("."), (kind, float(value)))
    return values


@cache
def number_words(limit: int | None = None) -> str:
    """Return an expression (a group) for the single words of whole and half numbers up to ``limit``."""
    words = (word for word, (kind, value) in _values().items() if kind != "multipliers" and (limit is None or value <= limit))
    return f"(?:{alternation(words)})"


@cache
def quantity() -> str:
    """Return an expression for a number in digits or words, as in ``6``, ``5,5``, ``six and a half``, ``двадцать пять``."""
    table = load("numbers")
    word = f"(?:{alternation(_values())})\\b\\.?"
    gap = r"[\s-]+"
    half = alternation(table["and_a_half"]).replace(r"\s+", gap)
    phrase = rf"{word}(?:{gap}(?:{alternation(table['joiners'])}{gap})?{word})*(?:{gap}{half}\b)?"
    scale = alternation(word for words in table["multipliers"].values() for word in words)
    return rf"(?:(?:{_DIGITS})(?:[\s-]+(?:{scale})\b)?|{phrase})"


@cache
def _finder() -> re.Pattern[str]:
    words = alternation(word for words in load("numbers")["qualifiers"].values() for word in words)
    return re.compile(
        rf"(?<![\w.,])(?:(?P<qualifier>{words})\s+)?(?:the\s+)?(?P<number>{quantity()})(?![\w]|[.,]\d)", re.IGNORECASE
    )


@cache
def _qualifiers() -> dict[str, str]:
    return {word: code for code, words in load("numbers")["qualifiers"].items() for word in words}


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of ``text`` in order: in digits (``1 300``, ``1,300``, ``2.5``) or words (``two dozen``)."""
    found = []
    for match in _finder().finditer(text):
        written = match["number"]
        number = value(written)
        if number is None or written.casefold() in load("numbers")["never_alone"]:
            continue
        start, end = match.span("number")
        qualifier = match["qualifier"]
        code = _qualifiers()[" ".join(qualifier.casefold().split())] if qualifier else ""
        before = match.start("qualifier") if qualifier else start
        found.append(Number(number, written, start, end, code, before, _note(written)))
    return found


def parse_number(text: str) -> Number | None:
    """Return the number that is all of ``text`` but for white space and a qualifier, or None."""
    found = find_numbers(text)
    if len(found) != 1:
        return None
    number = found[0]
    rest = text[: number.qualifier_start] + text[number.end :]
    return None if rest.strip(" \t\n.~") else number


def _note(written: str) -> str:
    return f"{written} is read with the dot between thousands" if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written) else ""


@lru_cache(maxsize=8192)
def value(written: str) -> int | float | None:
    """Return the value of a number in digits or words, None if it is none.

    >>> value("1,300"), value("six and a half"), value("две тысячи пять"), value("2,5 тысячи")
    (1300, 6.5, 2005, 2500)
    """
    written = " ".join(written.casefold().replace("-", " ").split())
    digits = re.match(_DIGITS, written)
    total = _digits_value(digits[0]) if digits else 0.0
    rest = written[digits.end() :].strip() if digits else written
    if rest:
        words = _words_value(rest, total if digits else None)
        if words is None:
            return None
        total = words
    elif not digits:
        return None
    return int(total) if total == int(total) else total


def _digits_value(written: str) -> float:
    plain = re.sub(_SPACES, "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        plain = re.sub("[.,]", "", plain)
    return float(plain.replace(",", "."))


@cache
def _half_ends() -> frozenset[str]:
    """Return the last words of the halves, which may end a sentence with its stop ("three and a half.")."""
    return frozenset(half.split()[-1] for half in load("numbers")["and_a_half"])


def _words_value(text: str, first: float | None) -> float | None:
    """Return the value of number words; ``first`` is a number in digits before them."""
    table, values = load("numbers"), _values()
    total, part = 0.0, first
    text = f" {text.rstrip('.') if text.rstrip('.').split(' ')[-1] in _half_ends() else text} "
    for half in sorted(table["and_a_half"], key=len, reverse=True):
        text = text.replace(f" {half} ", " ½ ")
    for compound in ("half a", "half an"):
        text = text.replace(f" {compound} ", " ½ ")
    for word in text.split():
        if word in table["joiners"]:
            continue
        kind, number = ("halves", 0.5) if word == "½" else values.get(word.rstrip("."), ("", 0.0))
        if not kind:
            return None
        if kind != "multipliers":
            part = (part or 0.0) + number
        elif number > _HUNDRED:
            # "two hundred thousand": what was said so far is multiplied as a whole
            total, part = total + (part if part is not None else 1.0) * number, None
        else:
            part = (part if part is not None else 1.0) * number
    return total + (part or 0.0)
