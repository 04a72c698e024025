"""One property of a claim against one statement of the record: do they say the same?"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kronika.errors import InputError
from kronika.language.places import court_key, facility_key, place_key
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
#: kinds of court of which there is one in a place
_TOLD_BY_PLACE = frozenset({"regional", "city"})
#: how words of these properties are compared, whatever their language
_KEYS = {"place": place_key, "facility": facility_key}
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
    by_rule = {"date": _dates, "term": _terms, "article": _articles, "court": _courts, "how": _ways}.get(name)
    if by_rule is not None:
        return by_rule(claimed, held)
    if name in {"regime", "status", "basis", "form"}:
        return Outcome.DIFFERS
    key = _KEYS.get(name)
    alike = same_words(claimed, held) if key is None else _within(key(claimed), key(held))
    return Outcome.AGREES if alike else Outcome.UNREAD


def _ways(claimed: str, held: str) -> Outcome:
    """Somebody pardoned can have been expelled too; whoever served the term was not pardoned."""
    ways = {claimed, held}
    return Outcome.UNTOLD if ways & _TOGETHER and "served" not in ways else Outcome.DIFFERS


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
    if _within(court_key(claimed), court_key(held)):
        return Outcome.AGREES
    one, other = court_level(claimed), court_level(held)
    if one and other and one != other:
        return Outcome.DIFFERS
    # Of regional and city courts the place tells which one it is; in two alphabets an unknown place cannot be told by rule.
    places = place_key(claimed), place_key(held)
    told = one in _TOLD_BY_PLACE and all(places) and claimed.isascii() == held.isascii()
    return Outcome.DIFFERS if told and not _within(*places) else Outcome.UNREAD


def _within(one: str, other: str) -> bool:
    """Say whether the words of one key are all in the other; the key of a whole name is in that of a longer one."""
    left, right = set(one.split()), set(other.split())
    return bool(left and right) and (left <= right or right <= left)


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
