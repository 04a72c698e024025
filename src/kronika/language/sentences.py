"""Where sentences begin and end, and where a sentence's clauses do. One splitter for all languages; abbreviations are data."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kronika.language.lexicon import lexicon, words

#: a stretch without a full stop (a table, a list of names, noise) is cut at a space after this many characters
LONGEST = 1500
_STOP = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s|$)|;\s*\n|\n")
_NEXT = re.compile(r"\s*[\"'«“„(\[–—-]*\s*(?P<first>\S)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_INITIAL = re.compile(r"(?:^|[\s(«\"])[^\W\d_](?:\.\s?[^\W\d_])*\.$")

#: the number of an item of a list: ": 1. Anna Kolas; 2. Piotr Lis"
_ITEM = re.compile(r"(?:^|[:;]\s*)\d{1,3}\.$")


class Stretch(NamedTuple):
    """A part of a text, from ``start`` to ``end`` (excluded)."""

    start: int
    end: int


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what never ends a sentence, and what ends one only before a capital letter."""
    table = lexicon(language, "words")["abbreviations"]
    return frozenset(words(table["never_end"])), frozenset(words(table["may_end"]))


def split_sentences(text: str, language: str) -> list[Stretch]:
    """Return the sentences of ``text``, without the white space around them.

    >>> [text[s.start : s.end] for text in ["See Art. 342. He left."] for s in split_sentences(text, "en")]
    ['See Art. 342.', 'He left.']
    """
    sentences: list[Stretch] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, match, language):
            _add(sentences, text, start, match.end())
            start = match.end()
    _add(sentences, text, start, len(text))
    return sentences


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    mark = match[0]
    if mark[0] in "\n;":
        return True
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    first = following["first"]
    if first.islower():
        return False
    if mark != ".":
        return True
    before = text[max(match.start() - 30, 0) : match.end()]
    never, may = _abbreviations(language)
    word = _WORD_BEFORE.search(before)
    if word:
        written = word[1].casefold()
        if written in never or (written in may and first.isdigit()):
            return False
    return not (_INITIAL.search(before) or _ITEM.search(before))


def _add(sentences: list[Stretch], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind(";", start, start + LONGEST))
        cut = cut + 1 if cut > start else start + LONGEST
        sentences.append(Stretch(start, cut))
        start = cut
    if start < end:
        sentences.append(Stretch(start, end))
