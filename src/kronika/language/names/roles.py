"""Which word of a name is what: given name, patronymic, surname, in any order."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.names import given, patronymic
from kronika.language.names.cell import is_initial
from kronika.language.names.surname import looks_like_surname
from kronika.language.names.words import kind_of

#: another order that is this near to the best is kept as the other way to read the name
_AS_GOOD = 1.0
_NONE = -1
_IMPOSSIBLE = -99.0
#: in a longer text the name is looked for among the first words
_MOST_WORDS = 6
_STRENGTH = {"full": 3.0, "either": 3.0, "short": 2.2}


class Roles(NamedTuple):
    """Positions of the parts among a name's words; ``-1``: the name has none. All other words are extra."""

    given: int = _NONE
    patronymic: int = _NONE
    surname: int = _NONE


class _Word(NamedTuple):
    """How well a word does as each part."""

    given: float
    patronymic: float
    surname: float
    given_genders: frozenset[str] = frozenset()
    patronymic_gender: str = ""


@lru_cache(maxsize=100_000)
def _weigh(word: str) -> _Word:
    lower = word.lower()
    if " " in word:  # Гейдар оглы
        gender = "f" if kind_of(lower.split()[-1]) == "daughter" else "m"
        return _Word(_IMPOSSIBLE, 4.0, _IMPOSSIBLE, patronymic_gender=gender)
    known = given.find(lower)
    as_given = max((_STRENGTH[kind] for kind in known.values()), default=0.0)
    as_surname = -1.0 if known else 0.5 + looks_like_surname(lower)
    found = patronymic.find(lower)
    as_patronymic = _IMPOSSIBLE
    if found:
        as_patronymic = (3.0 if found.fathers else 1.0) + (1.0 if found.sure else 0.0)
        as_given -= 1.0
        as_surname -= 3.0 if found.sure and found.gender == "f" else 0.5 if found.fathers else 0.0
    families = given.families()
    genders = frozenset(families[family].gender for family in known)
    return _Word(as_given, as_patronymic, as_surname, genders, found.gender if found else "")


def assign(spelled: tuple[str, ...], comma: int) -> tuple[Roles, Roles | None]:
    """Return the roles of a name's words, and other roles that fit nearly as well.

    Args:
        spelled: the words in order; initials keep their full stop.
        comma: how many words stand before a comma that parts the surname from the rest; 0: none.
    """
    if any(map(is_initial, spelled)):
        return _with_initials(spelled, comma)
    if comma:
        return _behind_comma(spelled, comma), None
    weights = [_weigh(word) for word in spelled]
    capitals = [word.isupper() for word in spelled]
    lone = capitals.index(True) if capitals.count(True) == 1 and len(spelled) > 1 else _NONE
    best, second = (_IMPOSSIBLE, Roles()), (_IMPOSSIBLE, Roles())
    for roles, order in _arrangements(len(spelled)):
        fit = order
        if roles.given != _NONE:
            fit += weights[roles.given].given
        if roles.surname != _NONE:
            fit += weights[roles.surname].surname + (2.0 if roles.surname == lone else 0.0)
        if roles.patronymic != _NONE:
            fit += weights[roles.patronymic].patronymic
            if roles.given != _NONE and _clash(weights[roles.given], weights[roles.patronymic]):
                continue
        if fit > best[0]:
            best, second = (fit, roles), best
        elif fit > second[0]:
            second = (fit, roles)
    return best[1], second[1] if second[0] > best[0] - _AS_GOOD else None


def _clash(first: _Word, middle: _Word) -> bool:
    """Return whether a given name and a patronymic are of different genders: then the second is a surname in -ович."""
    return bool(first.given_genders) and middle.patronymic_gender not in first.given_genders


@cache
def _arrangements(count: int) -> list[tuple[Roles, float]]:
    """Return all ways to give the parts to ``count`` words, each with what the order of the parts speaks for it."""
    places = range(_NONE, min(count, _MOST_WORDS))
    found = [Roles(first, middle, last) for first in places for middle in places for last in places]
    used = [[place for place in roles if place != _NONE] for roles in found]
    return [
        (roles, _order(roles, count)) for roles, taken in zip(found, used, strict=True) if taken and len(set(taken)) == len(taken)
    ]


def _order(roles: Roles, count: int) -> float:
    """Return what the order of the parts speaks for: given names first or surname first, nothing left out."""
    total = -1.5 * (count - sum(place != _NONE for place in roles))
    if count > 1:
        total -= 3.5 * (roles.surname == _NONE) + 2.0 * (roles.given == _NONE)
    if _NONE not in (roles.given, roles.surname):
        total += 0.3 if roles.given < roles.surname else 0.0
        total -= 0.5 if roles.given < roles.surname < roles.patronymic else 0.0
    if roles.patronymic != _NONE:
        total += 1.0 if roles.patronymic == roles.given + 1 != 0 else -0.5
        total -= 1.0 if roles.patronymic == 0 else 0.0
    return total


def _behind_comma(spelled: tuple[str, ...], comma: int) -> Roles:
    behind = range(comma, len(spelled))
    middle = max(behind, key=lambda place: _weigh(spelled[place]).patronymic)
    if _weigh(spelled[middle]).patronymic < 0 or (len(behind) == 1 and _weigh(spelled[middle]).given > 0):
        middle = _NONE
    first = next((place for place in behind if place != middle), _NONE)
    return Roles(first, middle, comma - 1)


def _with_initials(spelled: tuple[str, ...], comma: int) -> tuple[Roles, Roles | None]:
    short = [place for place, word in enumerate(spelled) if is_initial(word)]
    long = [place for place in range(len(spelled)) if place not in short]
    if not long:
        return Roles(short[0], short[1] if len(short) > 1 else _NONE, short[2] if len(short) > 2 else _NONE), None
    if len(long) == 1:
        return _one_word_and_initials(spelled, short, long[0], comma)
    fathers = [place for place in long if _weigh(spelled[place]).patronymic > 0]
    if fathers and fathers[0] - 1 in short:
        rest = [place for place in long if place != fathers[0]]
        return Roles(fathers[0] - 1, fathers[0], rest[0]), None
    best, second = assign(tuple(spelled[place] for place in long), 0)
    roles = [
        Roles(*(_NONE if place == _NONE else long[place] for place in found)) for found in (best, second) if found is not None
    ]
    filled = []
    for one in roles:
        taken = one
        if taken.patronymic == _NONE and _NONE not in (taken.given, taken.surname):
            taken = taken._replace(patronymic=short[0])
        elif taken.given == _NONE:
            taken = taken._replace(given=short[0])
        filled.append(taken)
    return filled[0], filled[1] if len(filled) > 1 else None


def _one_word_and_initials(spelled: tuple[str, ...], short: list[int], long: int, comma: int) -> tuple[Roles, Roles | None]:
    """Иванова М. А., and Маша К.: one initial behind a known given name is the surname's."""
    surname_first = Roles(short[0], short[1] if len(short) > 1 else _NONE, long)
    if len(short) > 1 or comma:
        return surname_first, None
    given_first = Roles(long, _NONE, short[0])
    kinds = set(given.find(spelled[long].lower()).values())
    if not kinds:
        return surname_first, None
    if long < short[0]:
        return given_first, None if kinds == {"short"} else surname_first
    return (surname_first, given_first)
