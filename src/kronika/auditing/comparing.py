"""One property of a claim against one statement of the record: do they say the same?"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kronika.errors import InputError
from kronika.model.time import LIFE, bounds, duration

if TYPE_CHECKING:
    from collections.abc import Mapping


class Outcome(IntEnum):
    """How a value of a claim and one of the record stand to each other."""

    #: the record says the same, or says it more precisely
    AGREES = 0
    #: the record says it less precisely, and does not contradict it
    VAGUER = 1
    #: the record says nothing of it
    UNTOLD = 2
    #: they are words that cannot be compared by rule
    UNREAD = 3
    DIFFERS = 4


#: a claim is supported only if the record knows these, too
WEIGHTY = ("date", "term", "article", "regime", "fine")
#: compared where the record has them
OTHERS = ("how", "court", "form", "status", "basis", "facility", "place")
#: ways of leaving that one release can have at once
_TOGETHER = frozenset({"pardoned", "exchanged", "expelled", "amnesty", "unknown", "replaced"})
#: articles of the law: a number, and a part of it in brackets
_ARTICLE = re.compile(r"(?P<number>[\d.-]+(?: \w+)?)(?:\((?P<part>[^)]*)\))?")
_WORD = re.compile(r"\w+")
#: words of a court's name that tell no court from another
_COURT = re.compile(r"\b(?:court|суд\w{0,3}|of|the|in|г|города|горада)\b\.?", re.IGNORECASE)
#: letters at the end of a word that change with the case
_ENDING = 2
_SHORT, _LONG = 4, 8


def compare(name: str, claimed: str, held: str) -> Outcome:
    """Return how the value of a property in a claim stands to the record's.

    >>> compare("date", "2021-01", "2021-01-12"), compare("date", "2021-01-12", "2021-01")
    (<Outcome.AGREES: 0>, <Outcome.VAGUER: 1>)
    >>> compare("term", "P2Y", "P24M"), compare("article", "342", "342(1); 411")
    (<Outcome.AGREES: 0>, <Outcome.AGREES: 0>)
    """
    if _folded(claimed) == _folded(held):
        return Outcome.AGREES
    if name == "date":
        return _dates(claimed, held)
    if name == "term":
        return _terms(claimed, held)
    if name == "article":
        return _articles(claimed, held)
    if name == "court":
        return _courts(claimed, held)
    if name == "how":
        return Outcome.UNTOLD if {claimed, held} & _TOGETHER and not {claimed, held} & {"served"} else Outcome.DIFFERS
    if name in {"regime", "status", "basis", "form"}:
        return Outcome.DIFFERS
    return Outcome.AGREES if same_words(claimed, held) else Outcome.UNREAD


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _dates(claimed: str, held: str) -> Outcome:
    try:
        lo, hi = bounds(claimed)
        first, last = bounds(held)
    except InputError:
        return Outcome.UNREAD
    if last < lo or hi < first:
        return Outcome.DIFFERS
    return Outcome.AGREES if lo <= first and last <= hi else Outcome.VAGUER


def _terms(claimed: str, held: str) -> Outcome:
    try:
        one, other = duration(claimed), duration(held)
    except InputError:
        return Outcome.UNREAD
    if one is None or other is None:
        return Outcome.AGREES if claimed == held == LIFE else Outcome.DIFFERS
    return Outcome.AGREES if one == other else Outcome.DIFFERS


def _articles(claimed: str, held: str) -> Outcome:
    """An article without its part is the same, said less precisely; two parts of one article are two."""
    wanted, known = _listed(claimed), _listed(held)
    vaguer = False
    for number, parts in wanted.items():
        if number not in known:
            return Outcome.UNTOLD if known.keys() <= wanted.keys() else Outcome.DIFFERS
        if parts - known[number]:
            if known[number]:
                return Outcome.DIFFERS
            vaguer = True
    return Outcome.VAGUER if vaguer else Outcome.AGREES


def _listed(articles: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in articles.split(";"):
        match = _ARTICLE.match(one.strip())
        if match:
            found.setdefault(match["number"], set()).update({match["part"]} - {None})
    return found


@cache
def _levels() -> dict[str, tuple[str, ...]]:
    from yaml import safe_load

    table = safe_load((files("kronika.auditing") / "courts.yml").read_text("utf-8"))
    return {level: tuple(words.split()) for level, words in table.items()}


def court_level(text: str) -> str:
    """Return what kind of court a name in any of the three languages tells; empty if none.

    >>> court_level("Мінскі абласны суд"), court_level("Minsk Regional Court"), court_level("суд")
    ('regional', 'regional', '')
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    for level, stems in _levels().items():
        if any(word.startswith(stems) for word in words):
            return level
    return ""


def _courts(claimed: str, held: str) -> Outcome:
    one, other = court_level(claimed), court_level(held)
    if one and other and one != other:
        return Outcome.DIFFERS
    if same_words(_COURT.sub(" ", claimed), _COURT.sub(" ", held)) or (one == other == "supreme"):
        return Outcome.AGREES
    return Outcome.UNREAD


def same_words(one: str, other: str) -> bool:
    """Say whether all words of the shorter text stand in the longer one, whatever their case endings.

    >>> same_words("исправительной колонии № 3", "исправительная колония № 3"), same_words("colony No. 4", "colony No. 3")
    (True, False)
    """
    left, right = ({_stem(word) for word in _WORD.findall(_folded(text))} for text in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def _stem(word: str) -> str:
    if word.isdigit() or len(word) <= _SHORT:
        return word
    return word[: max(_SHORT, len(word) - (_ENDING if len(word) <= _LONG else _ENDING + 1))]


def words(name: str, value: str) -> str:
    """Return a value as a reader wants to see it."""
    from kronika.language import in_words

    if name == "date":
        return in_words.when(value)
    return in_words.term(value) if name == "term" else value
