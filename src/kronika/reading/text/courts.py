"""Patterns of the lexicon that find courts and places, and the courts of a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.lexicon import lexicon

if TYPE_CHECKING:
    from kronika.reading.text.view import View

NAME = r"(?!(?:The|An?|В|У|Ў|На|З|С)\b)[^\W\d_a-zа-яёіў][\w'-]*"
_ADJECTIVE = r"[^\W\d_a-zа-яёіў][\w-]*(?:ск|цк)\w{1,3}"


class Value(NamedTuple):
    """A value that was read, with its place in the view."""

    value: str
    start: int
    end: int


@cache
def _courts(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{template(row)})" for row in lexicon(language, "words")["courts"]))


def template(row: str) -> str:
    """Return an expression for a pattern of the lexicon.

    {Name} is a capitalised word, {Names} some, {Adjective} one in -ск-, a star any ending; what stands in brackets may lack.
    """
    parts = re.split(r"(\{Names?\}|\{Adjective\}|\(|\)|\*|\s+)", row)
    pattern = {
        "{Adjective}": _ADJECTIVE,
        "{Name}": NAME,
        "{Names}": rf"{NAME}(?:\s+{NAME}){{0,3}}?",
        "(": "(?:",
        ")": ")?",
        "*": r"\w*",
    }
    return "".join(pattern.get(part) or (r"\s+" if part.isspace() else _either_case(part)) for part in parts if part)


def _either_case(part: str) -> str:
    return f"[{part[0].lower()}{part[0].upper()}]{re.escape(part[1:])}" if part[0].isalpha() else re.escape(part)


def courts_in(view: View, start: int, end: int) -> list[Value]:
    """Return the courts named between two places, as written."""
    found = _courts(view.language).finditer(view.text, start, end)
    return [Value(match[0], match.start(), match.end()) for match in found]
