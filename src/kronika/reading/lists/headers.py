"""What headers mean: the words of ``language/data/headers.yml`` as lookups, and the row of a table that holds the headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load
from kronika.model.source import Table
from kronika.reading.lists.targets import all_targets

#: how many rows from the top may be titles
_TITLES = 15
_LONGEST_HEADER = 80


class Meaning(NamedTuple):
    """What a header says.

    Attributes:
        target: as ``detention.date``; empty if it names no property.
        kind: of the act that it speaks of; empty if none.
        sure: 0.9 where all of the header is known words, 0.7 or a little more where they stand inside, 0.6 where only the act
            is named.
        ignore: the column is one that mappings leave out.
        others: further targets that the same words may mean ("Задержанный": a person, or when they were detained).
    """

    target: str
    kind: str
    sure: float
    ignore: bool = False
    others: tuple[str, ...] = ()


NOTHING = Meaning("", "", 0.0)


@cache
def _tables() -> tuple[list[tuple[str, re.Pattern[str], re.Pattern[str]]], list[tuple[str, re.Pattern[str]]], re.Pattern[str]]:
    """Return (target, whole, inside) for each target, (kind, inside) for each kind, and the headers to leave out."""
    table = load("headers")
    targets = []
    for target, words in table["targets"].items():
        plain = [word.replace(".", "") for word in words]
        long = [word for word in plain if len(word) > 3]
        targets.append((target, re.compile(alternation(plain)), re.compile(rf"(?<!\w)(?:{alternation(long)})(?!\w)")))
    kinds = [(kind, re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")) for kind, words in table["kinds"].items()]
    return targets, kinds, re.compile(alternation(word.replace(".", "") for word in table["ignore"]))


@cache
def _words(key: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")) for code, words in load("headers")[key].items()]


def normal(header: str) -> str:
    """Return a header in lower case with plain white space, without full stops, marks, and the number of a repeated one."""
    return " ".join(re.sub(r"#\d+$", "", header.casefold()).replace(".", "").split()).strip(" :;*«»\"'")


@cache
def meaning(header: str) -> Meaning:
    """Return what a header says by its words; ``NOTHING`` if none of them is known."""
    text = normal(header)
    if not text:
        return NOTHING
    targets, kinds, ignore = _tables()
    whole = [target for target, words, _ in targets if words.fullmatch(text)]
    if whole:
        return Meaning(whole[0], whole[0].partition(".")[0], 0.9, others=tuple(whole[1:]))
    if ignore.fullmatch(text):
        return Meaning("", "", 0.9, ignore=True)
    kind = next((kind for kind, words in kinds if words.search(text)), "")
    hinted = next(
        (f"{kind}.{name}" for name, words in _words("hints") if words.search(text) and f"{kind}.{name}" in all_targets()), ""
    )
    if kind and hinted:
        return Meaning(hinted, kind, 0.75)
    inside = [(len(found[0]), target) for target, _, words in targets if (found := words.search(text))]
    if inside:
        target = max(inside)[1]
        if not kind or target.startswith(f"{kind}."):
            return Meaning(target, target.partition(".")[0], 0.7)
    return Meaning("", kind, 0.6) if kind else NOTHING


def said_language(header: str) -> str:
    """Return the language that a header names (``Имя (бел.)``), or nothing."""
    return next((code for code, words in _words("languages") if words.search(normal(header))), "")


def said_unit(header: str) -> str:
    """Return the unit of a term that a header names (``Срок, лет``), or nothing."""
    return next((code for code, words in _words("units") if words.search(normal(header))), "")


def find_header_row(table: Table) -> int:
    """Return the index of the row that holds the headers: the one with most known words among the first, below any titles."""
    best, best_score = -1, 0.0
    for index, row in enumerate(table.rows[:_TITLES]):
        found = [meaning(cell) for cell in row if 0 < len(cell) <= _LONGEST_HEADER]
        score = sum(one.sure for one in found)
        if score > best_score and sum(map(bool, row)) > 1:
            best, best_score = index, score
    return best if best_score > 1 else _first_full_row(table.rows[:_TITLES])


def _first_full_row(rows: Sequence[Sequence[str]]) -> int:
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    enough = max(max(filled, default=0) / 2, 1)
    return next((index for index, count in enumerate(filled) if count > enough), 0)
