"""Which pairs of people are looked at: those that share a key, so that not every pair of a record need be.

There are several kinds of keys, so that no single slip of the pen parts two entries of one person: surname with the first letter
of the given name; surname by its consonants alone; surname with the year of birth or the father's name; given name with the
father's name; the day of birth. A key that too many share tells nobody apart and is made narrower. Who is not named has no
key; a name that is not complete (a surname alone, Маша К.) meets others only where few share it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import combinations, product
from typing import Final, NamedTuple

from kronika.identity.columns import Columns
from kronika.language.names import Name, Part, parse
from kronika.language.names.skeleton import coarse_key, skeleton

(
    _SURNAME_LETTER, _CONSONANTS_LETTER, _SURNAME_YEAR, _SURNAME_FATHER, _GIVEN_FATHER, _GIVEN_BIRTH, _SURNAME_BIRTH,
    _SLIP_LETTER, _TEXT, _SURNAME_ALONE, _VAGUE,
) = range(1, 12)  # fmt: skip
#: kinds under which two people meet only if one of them has no complete name
_FOR_INCOMPLETE: Final = (_SURNAME_ALONE, _VAGUE)
#: a key that more people of one linking share is left out, or narrowed by the given name
MOST: Final = {_CONSONANTS_LETTER: 60, _SLIP_LETTER: 60, _SURNAME_ALONE: 60, _VAGUE: 60}
MOST_OTHERS: Final = 400
#: a hypocoristic of more given names than this (Слава) is no key
_MOST_FAMILIES: Final = 12
_SHORTEST: Final = 5

_BITS: Final = 26
KIND_SHIFT: Final = 2 * _BITS + 6


class Keys(NamedTuple):
    """Keys and who has them: two columns of the same length.

    Attributes:
        keys: whole numbers under 2**63; the kind of a key is ``key >> KIND_SHIFT``.
        owners: numbers of the people.
        incomplete: for each person, whether no spelling has both a surname and a given name in full.
    """

    keys: array[int]
    owners: array[int]
    incomplete: list[bool]


class _NameKeys(NamedTuple):
    surnames: tuple[int, ...]
    slips: tuple[int, ...]
    consonants: tuple[int, ...]
    firsts: tuple[int, ...]
    letters: tuple[int, ...]
    surname_letters: tuple[int, ...]
    givens: tuple[int, ...]
    fathers: tuple[int, ...]
    text: int
    complete: bool


class _Maker:
    """Turns names into numbers that meet."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], int] = {}
        self._parts: dict[int, tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = {}

    def code(self, kind: str, value: str) -> int:
        return self._codes.setdefault((kind, value), len(self._codes) + 1)

    def keys_of(self, name: Name) -> _NameKeys:
        if name.scripts and name.problem.startswith(("script not read", "nickname only")) and not name.given:
            text = " ".join(name.text.casefold().split())
            return _NameKeys((), (), (), (), (), (), (), (), self.code("x", text), complete=False)
        surnames = [part for part in (name.surname, *name.extra) if part and not part.is_initial]
        surnames += [piece for part in surnames for piece in part.pieces]
        found: tuple[set[int], ...] = (set(), set(), set(), set())
        for part in surnames:
            for into, codes in zip(found, self._surname(part), strict=True):
                into.update(codes)
        given = name.given
        families = [family for family, _ in given.families] if given and not given.is_initial else []
        if given and not given.is_initial and not families:
            families = [*given.skeletons[:1]]
        fathers = [family for family, _ in name.patronymic.families] if name.patronymic else []
        initial = name.surname.initials if name.surname and name.surname.is_initial else ()
        whole, slips, consonants, firsts = (tuple(sorted(codes)) for codes in found)
        return _NameKeys(
            whole,
            slips,
            consonants,
            firsts,
            tuple(self.code("i", letter) for letter in sorted(given.initials)) if given else (),
            tuple(self.code("i", letter) for letter in sorted(initial)),
            tuple(self.code("g", family) for family in families) if len(families) <= _MOST_FAMILIES else (),
            tuple(self.code("f", father) for father in sorted(fathers)),
            0,
            bool(surnames and given and not given.is_initial),
        )

    def _surname(self, part: Part) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        known = self._parts.get(part.number)
        if known is None:
            whole = {_without_prothesis(skeleton(sounds)) for sounds in part.bare}
            slips = {short for one in whole for short in _shortened(one)}
            classes = {coarse_key(sounds) for sounds in part.bare}
            known = self._parts[part.number] = (
                tuple(self.code("s", one) for one in sorted(whole)),
                tuple(self.code("d", one) for one in sorted(slips)),
                tuple(self.code("c", one) for one in sorted(classes)),
                tuple(self.code("1", one) for one in sorted({one[:1] for one in classes})),
            )
        return known


def _without_prothesis(key: str) -> str:
    """Return a skeleton without the в that Belarusian sets before о and у (Восіпаў, Осипов)."""
    return key[1:] if key.startswith(("va", "vu")) else key


def _shortened(word: str) -> set[str]:
    """Return the word with each letter left out in turn: words that one slip parts have one of these in common."""
    if len(word) < _SHORTEST:
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def keys(columns: Columns) -> Keys:
    """Return the keys of all people."""
    maker = _Maker()
    made = Keys(array("q"), array("i"), [])
    by_name: list[tuple[_NameKeys, ...]] = [_spellings(maker, name) for name in columns.parsed]
    for owner, cell in enumerate(columns.name):
        found = [one for number in cell for one in by_name[number]]
        own: set[int] = set()
        births = [columns.births.values[number] for number in columns.birth[owner]]
        for one in found:
            own.update(_name_only(one))
            for birth in births:
                own.update(_with_birth(one, birth.year, birth.month * 32 + birth.day if birth.day else 0))
        made.keys.extend(own)
        made.owners.extend([owner] * len(own))
        made.incomplete.append(not any(one.complete for one in found))
    return made


def _spellings(maker: _Maker, name: Name) -> tuple[_NameKeys, ...]:
    if name.people:
        return tuple(found for text in name.people for found in _spellings(maker, parse(text)))
    return (maker.keys_of(name), *((maker.keys_of(name.swapped),) if name.swapped else ()))


def _key(kind: int, first: int, second: int = 0, third: int = 0) -> int:
    return kind << KIND_SHIFT | first << (_BITS + 6) | second << 6 | third


def _name_only(one: _NameKeys) -> Iterator[int]:
    if one.text:
        yield _key(_TEXT, one.text)
    for surname, letter in product(one.surnames, one.letters):
        yield _key(_SURNAME_LETTER, surname, letter)
    for consonants, letter in product(one.consonants, one.letters):
        yield _key(_CONSONANTS_LETTER, consonants, letter)
    for slip, letter in product(one.slips, one.letters):
        yield _key(_SLIP_LETTER, slip, letter)
    for surname, father in product(one.surnames, one.fathers):
        yield _key(_SURNAME_FATHER, surname, father)
    for given, father, first in product(one.givens, one.fathers, one.firsts):
        yield _key(_GIVEN_FATHER, given, father, first & 63)
    for surname in one.surnames:
        yield _key(_SURNAME_ALONE, surname)
    if not one.surnames:
        for given, father in product(one.givens, one.fathers or (0,)):
            yield _key(_VAGUE, given, father)
        yield from (_key(_VAGUE, given, letter, 1) for given, letter in product(one.givens, one.surname_letters))


def _with_birth(one: _NameKeys, year: int, day: int) -> Iterator[int]:
    yield from (_key(_SURNAME_YEAR, surname, year) for surname in one.surnames)
    if day:
        date = year << 9 | day
        yield from (_key(_GIVEN_BIRTH, given, date) for given in one.givens)
        yield from (_key(_SURNAME_BIRTH, first, date) for first in one.firsts)


def most(kind: int) -> int:
    """Return how many people may share a key of a kind."""
    return MOST.get(kind, MOST_OTHERS)


def candidates(columns: Columns, *, within: bool) -> list[tuple[int, int]]:
    """Return the pairs that are looked at, by their numbers, sorted. For thousands of people; see :mod:`.vector` for more."""
    made = keys(columns)
    blocks: dict[int, list[int]] = {}
    for key, owner in zip(made.keys, made.owners, strict=True):
        blocks.setdefault(key, []).append(owner)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        kind = key >> KIND_SHIFT
        if not 1 < len(members) <= most(kind):
            continue
        vague = kind in _FOR_INCOMPLETE
        for left, right in combinations(members, 2):
            if (within or columns.lists[left] != columns.lists[right]) and (
                not vague or made.incomplete[left] or made.incomplete[right]
            ):
                found.add((left, right))
    return sorted(found)
