"""Which pairs of people are looked at: those that share a key, so that not every pair of a record need be.

There are several kinds of keys, so that no single slip of the pen parts two entries of one person: surname and given name, where
either may have a slip; surname by its consonants; surname with the year of birth, the father's name, the place; given name with
the father's name; the day of birth or of an act. A key that too many share tells nobody apart and is left out. Where a key is
rough, the surnames are looked at once more. Who is not named has no key; a name that is not complete (a surname alone, Маша К.)
meets others only where few share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations, product
from typing import Final

from kronika.identity.columns import Columns
from kronika.language.names import Name, Part, parse
from kronika.language.names.misspelt import compact, meant, one_left_out, slips
from kronika.language.names.skeleton import coarse_key, skeleton

#: what keys are made of: columns of numbers, some numbers for each person
TOKENS: Final = ("surnames", "slips", "consonants", "rougher", "firsts", "letters", "givens", "fathers", "texts", "vague",
                 "years", "days", "acts", "places")  # fmt: skip
SURNAME_GIVEN, ROUGH_GIVEN, SURNAME_LETTER, CONSONANTS_LETTER, SURNAME_ALONE, VAGUE, SURNAME_YEAR, SURNAME_FATHER = range(1, 9)
GIVEN_FATHER, GIVEN_BIRTH, SURNAME_BIRTH, GIVEN_ACT, SURNAME_PLACE, TEXT, GIVEN_YEAR, GIVEN_PLACE = range(9, 17)
#: kind of key -> the columns that it is made of
RECIPES: Final[Mapping[int, tuple[str, ...]]] = {
    SURNAME_GIVEN: ("slips", "givens"),
    ROUGH_GIVEN: ("rougher", "givens"),
    SURNAME_LETTER: ("slips", "letters"),
    CONSONANTS_LETTER: ("consonants", "letters"),
    SURNAME_ALONE: ("surnames",),
    VAGUE: ("vague",),
    SURNAME_YEAR: ("slips", "years"),
    SURNAME_FATHER: ("slips", "fathers"),
    GIVEN_FATHER: ("givens", "fathers", "firsts"),
    GIVEN_BIRTH: ("givens", "days"),
    SURNAME_BIRTH: ("firsts", "days"),
    GIVEN_ACT: ("givens", "acts", "firsts"),
    SURNAME_PLACE: ("slips", "places"),
    TEXT: ("texts",),
    GIVEN_YEAR: ("givens", "years", "firsts"),
    GIVEN_PLACE: ("givens", "places", "firsts"),
}
#: kinds under which two people meet only if one of them is as incomplete as this, see :class:`Tokens`
LEAST_INCOMPLETE: Final[Mapping[int, int]] = {SURNAME_LETTER: 1, CONSONANTS_LETTER: 1, SURNAME_ALONE: 2, VAGUE: 2}
#: kinds so rough that the surnames must be alike too
ROUGH: Final = frozenset({ROUGH_GIVEN, CONSONANTS_LETTER, GIVEN_YEAR, GIVEN_PLACE})
#: a key that more people share tells nobody apart
MOST: Final = {SURNAME_GIVEN: 400, ROUGH_GIVEN: 200}
MOST_OTHERS: Final = 60
#: a hypocoristic of more given names than this (Слава) is no key
_MOST_FAMILIES: Final = 12
_SHORTEST: Final = 4
#: readings of one surname that are kept: of a Latin spelling there may be several
_MOST_READINGS: Final = 3
#: two surnames with more slips than these are two surnames, however rough the key; longer ones may have one more
MOST_SLIPS: Final = 2
LONG: Final = 7


@dataclass(slots=True)
class Tokens:
    """What keys are made of, for each person.

    Attributes:
        columns: name of a column of :data:`TOKENS` -> for each person their numbers, each under 2**26.
        incomplete: for each person: 0 surname and known given name, 1 the given name is unknown or an initial, 2 a part lacks.
        skeletons: for each person, those of the surnames.
    """

    columns: dict[str, list[tuple[int, ...]]] = field(default_factory=lambda: {name: [] for name in TOKENS})
    incomplete: bytearray = field(default_factory=bytearray)
    skeletons: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class _Spelling:
    """The tokens of one spelling."""

    tokens: dict[str, tuple[int, ...]] = field(default_factory=dict)
    incomplete: int = 2
    skeletons: tuple[str, ...] = ()


class TokenMaker:
    """Turns names into numbers that meet; the same word always gives the same number.

    ``stable``: in every process too, but then the numbers are large.
    """

    def __init__(self, *, stable: bool = False) -> None:
        self._stable = stable
        self._codes: dict[tuple[str, str], int] = {}
        self._parts: dict[int, tuple[tuple[str, ...], dict[str, tuple[int, ...]]]] = {}
        self._spellings: list[list[_Spelling]] = []

    def tokens(self, columns: Columns, start: int = 0) -> Tokens:
        """Return the tokens of all people from number ``start`` on."""
        self._spellings.extend(list(self._readings(name)) for name in columns.parsed[len(self._spellings) :])
        made = Tokens()
        for owner in range(start, len(columns)):
            own = [one for number in columns.name[owner] for one in self._spellings[number]]
            for name in TOKENS[:10]:
                found = [one.tokens.get(name, ()) for one in own]
                made.columns[name].append(found[0] if len(found) == 1 else tuple(sorted(set().union(*found))))
            births = [columns.births.values[number] for number in columns.birth[owner]]
            made.columns["years"].append(tuple(sorted({birth.year for birth in births})))
            made.columns["days"].append(
                tuple(sorted({(birth.year << 9) + birth.month * 32 + birth.day for birth in births if birth.day}))
            )
            acts = {low for low, high in (*columns.detained[owner], *columns.sentenced[owner]) if low == high}
            made.columns["acts"].append(tuple(sorted(acts)))
            made.columns["places"].append(columns.place[owner])
            made.incomplete.append(min(one.incomplete for one in own))
            made.skeletons.append(tuple(dict.fromkeys(found for one in own for found in one.skeletons)))
        return made

    def _code(self, kind: str, value: str) -> int:
        if self._stable:
            return int.from_bytes(blake2b(f"{kind}{value}".encode(), digest_size=8).digest(), "big")
        return self._codes.setdefault((kind, value), len(self._codes) + 1)

    def _all(self, kind: str, values: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._code(kind, value) for value in sorted(set(values)))

    def _readings(self, name: Name) -> Iterator[_Spelling]:
        if name.people:
            for text in name.people:
                yield from self._readings(parse(text))
            return
        yield self._spelling(name)
        if name.swapped:
            yield self._spelling(name.swapped)

    def _spelling(self, name: Name) -> _Spelling:
        if name.scripts and name.problem.startswith(("script not read", "nickname only")) and not name.given:
            return _Spelling({"texts": self._all("x", [" ".join(name.text.casefold().split())])})
        surnames = [part for part in (name.surname, *name.extra) if part and not part.is_initial]
        surnames += [piece for part in surnames for piece in part.pieces]
        parts = [self._surname(part) for part in surnames]
        given = name.given
        families = meant(given) if given else ()
        if given and not families and not given.is_initial:
            families = given.skeletons[:1] or (given.as_written.casefold(),)
        fathers = meant(name.patronymic, father=True) if name.patronymic else ()
        tokens = {
            "letters": self._all("i", given.initials) if given else (),
            "givens": self._all("g", families) if len(families) <= _MOST_FAMILIES else (),
            "fathers": self._all("g", fathers),
            "vague": () if surnames else self._vague(name, families, fathers),
        }
        for column in ("surnames", "slips", "consonants", "rougher", "firsts"):
            found = [part[1][column] for part in parts]
            tokens[column] = found[0] if len(found) == 1 else tuple(sorted(set().union(*found)))
        incomplete = 2 if not surnames or not given else 0 if given.families else 1
        return _Spelling(tokens, incomplete, tuple(one for part in parts for one in part[0]))

    def _vague(self, name: Name, families: tuple[str, ...], fathers: tuple[str, ...]) -> tuple[int, ...]:
        if len(families) > _MOST_FAMILIES:
            return ()
        letters = name.surname.initials if name.surname else ()
        return self._all("v", (f"{given} {other}" for given in families for other in (*(fathers or ("",)), *letters)))

    def _surname(self, part: Part) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
        known = self._parts.get(part.number)
        if known is None:
            whole = tuple(dict.fromkeys(compact(_without_prothesis(skeleton(sounds))) for sounds in part.bare))[:_MOST_READINGS]
            coarse = {coarse_key(sounds) for sounds in part.bare}
            classes = {"".join(sorted(one)) for one in coarse}
            known = self._parts[part.number] = (
                whole,
                {
                    "surnames": self._all("s", whole),
                    "slips": self._all(
                        "s", (short for one in whole for short in (one_left_out(one) if len(one) >= _SHORTEST else (one,)))
                    ),
                    "consonants": self._all("c", classes),
                    "rougher": self._all("c", (short for one in classes for short in one_left_out(one))),
                    "firsts": tuple(sorted({ord(one[0]) & 31 if one else 0 for one in coarse})),
                },
            )
        return known


def _without_prothesis(key: str) -> str:
    """Return a skeleton without the в that Belarusian sets before о and у (Восіпаў, Осипов)."""
    return key[1:] if key.startswith(("va", "vu")) else key


def alike(lefts: Iterable[str], rights: Iterable[str]) -> bool:
    """Return whether any surname of one person is, by its skeleton, but a few slips from any of another."""
    return any(near(left, right) for left in lefts for right in rights)


def near(left: str, right: str) -> bool:
    """Return whether two skeletons are but a few slips apart."""
    shorter = min(len(left), len(right))
    most = MOST_SLIPS + (shorter >= LONG) - (shorter < _SHORTEST + 1)
    return abs(len(left) - len(right)) <= most and slips(left, right) <= most


def candidates(columns: Columns, *, within: bool) -> list[tuple[int, int]]:
    """Return the pairs that are looked at, by their numbers, sorted. For thousands of people; see :mod:`.vector` for more."""
    tokens = TokenMaker().tokens(columns)
    found: set[tuple[int, int]] = set()
    for kind, recipe in RECIPES.items():
        blocks: dict[tuple[int, ...], list[int]] = {}
        for owner, cells in enumerate(zip(*(tokens.columns[name] for name in recipe), strict=True)):
            for key in product(*cells):
                blocks.setdefault(key, []).append(owner)
        least, most = LEAST_INCOMPLETE.get(kind, 0), MOST.get(kind, MOST_OTHERS)
        for members in blocks.values():
            if len(members) <= most:
                found.update(
                    (left, right)
                    for left, right in combinations(members, 2)
                    if (within or columns.lists[left] != columns.lists[right])
                    and (tokens.incomplete[left] >= least or tokens.incomplete[right] >= least)
                    and (kind not in ROUGH or alike(tokens.skeletons[left], tokens.skeletons[right]))
                )
    return sorted(found)
