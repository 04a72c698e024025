"""Given names and patronymics that the names data do not know, because of a slip of the pen: which families may be meant.

Only to find whom to compare with, and to tell a slip from another name: nothing is called by the name so found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from kronika.language.names.given import families
from kronika.language.names.make import family_name, father_name
from kronika.language.names.part import Name, Part, skeletons_of, sounds_of
from kronika.language.names.patronymic import stems

#: in words this short every letter counts
_SHORTEST, _SHORTEST_KNOWN = 4, 3
_FULL = ("full", "either")


#: what a skeleton writes with several letters is one letter to whoever slips
_ONE_LETTER = (("shch", "w"), ("sh", "x"), ("ch", "q"), ("zh", "j"))


@lru_cache(maxsize=200_000)
def compact(key: str) -> str:
    """Return a skeleton with one letter for each sound, so that one slip is one letter."""
    for several, one in _ONE_LETTER:
        key = key.replace(several, one)
    return key


def compacted(sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the skeletons of all readings, compact."""
    return tuple(map(compact, skeletons_of(sounds)))


def one_left_out(word: str) -> set[str]:
    """Return the word and the word with each letter left out in turn: words that one slip parts have one of these in common."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def meant(part: Part, *, father: bool = False) -> tuple[str, ...]:
    """Return the families of a given name: those that are known, else those that one slip makes of it.

    ``father``: the part is a patronymic, and the father's given name is asked for.
    """
    if part.families:
        return tuple(family for family, _ in part.families)
    if part.is_initial:
        return ()
    return _nearest(part.sounds, father)


@lru_cache(maxsize=200_000)
def _nearest(sounds: tuple[str, ...], is_stem: bool) -> tuple[str, ...]:  # noqa: FBT001 - a cache wants plain arguments
    known = _stems() if is_stem else _forms()
    found: set[str] = set()
    for key in compacted(sounds):
        if len(key) >= _SHORTEST:
            for short in one_left_out(key):
                found.update(known.get(short, ()))
    return tuple(sorted(found))


@cache
def _forms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for family in families().values():
        for form, kind in family.forms.items():
            if kind in _FULL and form not in family.foreign:
                _enter(found, family.name, sounds_of(form))
    return found


@cache
def _stems() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for made in stems().values():
        for stem in made:
            _enter(found, stem.family, stem.sounds)
    return found


def _enter(found: dict[str, set[str]], family: str, sounds: tuple[str, ...]) -> None:
    for key in compacted(sounds):
        if len(key) >= _SHORTEST_KNOWN:
            for short in one_left_out(key):
                found.setdefault(short, set()).add(family)


def mended(name: Name) -> Name:
    """Return a name whose patronymic was not seen for a slip in its ending (Иванвоич) with the word in its place.

    Any other name is returned as it is. Only a word beside given name and surname, and one slip from a known patronymic, is taken
    for one.
    """
    if not name.given or not name.surname or name.people:
        return name
    words = [name.surname, *name.extra]
    if name.patronymic and not name.patronymic.families and not name.patronymic.is_initial:
        words.append(name.patronymic)
    elif name.patronymic:
        return name
    if len(words) != 2:
        return name
    near = [
        word for word in words if not word.is_initial and not word.pieces and near_patronymic(tuple(map(compact, word.skeletons)))
    ]
    if not near:
        return name
    # Of two, the one in the middle of the name.
    chosen = near[0] if len(near) == 1 else min(near, key=lambda word: abs(_place(name, word) - _place(name, name.given) - 1))
    if chosen is name.patronymic:
        return name
    surname = words[1 - words.index(chosen)]
    return replace(
        name,
        patronymic=father_name(chosen.as_written),
        surname=surname if surname is not name.patronymic else family_name(surname.as_written),
        extra=(),
        swapped=None,
    )


def _place(name: Name, part: Part | None) -> int:
    """Return which word of the name a part is."""
    return name.text[: max(name.text.find(str(part)), 0)].count(" ")


@lru_cache(maxsize=200_000)
def near_patronymic(skeletons: tuple[str, ...]) -> bool:
    """Return whether one slip makes a known patronymic of a word, by its compact skeletons."""
    known = _patronymics()
    return any(
        slips(key, patronymic) <= 1
        for key in skeletons
        if len(key) > _SHORTEST
        for short in one_left_out(key)
        for patronymic in known.get(short, ())
    )


@cache
def _patronymics() -> dict[str, set[str]]:
    """Return the skeletons of all patronymics, under themselves and themselves with one letter left out."""
    fathers = {key.rstrip("aiu") for made in stems().values() for stem in made for key in compacted(stem.sounds)}
    found: dict[str, set[str]] = {}
    for father in fathers:
        for ending in ("aviq", "avna", "iviq", "ivna"):
            for short in one_left_out(father + ending):
                found.setdefault(short, set()).add(father + ending)
    return found


def _slips(one: str, other: str) -> int:
    """Return the distance of optimal string alignment."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, against in enumerate(other, start=1):
            cost = before[column - 1] + (letter != against)
            if before[column] < cost:
                cost = before[column] + 1
            if row[-1] < cost:
                cost = row[-1] + 1
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == against:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
    return row[-1]


@cache
def _quickest() -> Callable[[str, str], int]:
    """Return what counts slips: RapidFuzz where it is installed, else plain Python; both count alike."""
    try:
        from rapidfuzz.distance.OSA import distance
    except ImportError:
        return lru_cache(maxsize=100_000)(_slips)
    return distance


def slips(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, put in or changed round with their neighbour."""
    return _quickest()(one, other)
