"""Patronymics: the father's name behind the ending, in Cyrillic and Latin."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kronika.language.names import given
from kronika.language.names.align import closest
from kronika.language.names.part import skeletons_of, sounds_of

_CYRILLIC = re.compile(
    r"(?P<stem>.{2,}?)(?:(?:[ьъ']?[оаеёієы]|[ьъ']?[ії]|йо)(?:(?P<m>в[иіы]ч)|(?P<f>[вўу]на))|(?P<f2>[ьъ']?(?:[иіы]н)?[иіы][чш]на)|(?P<m2>[ьъ']?[иіы]ч))$"
)
_LATIN = re.compile(
    r"(?P<stem>.{2,}?)(?:(?:[iyj']*[oaeiě]|[iyj']*ye)(?:(?P<m>[vw][iyj]+(?:tsch|tch|ch|tj|cz|č|ć|c|ts|sh|š|tš))"
    r"|(?P<f>[vwuŭ]n[ay]))|(?P<f2>[iyj']*(?:[iy]n)?[iy](?:tsch|tch|ch|č|cz|tj)na)|(?P<m2>[iyj']*[iy](?:tsch|tch|ch|tj|cz|č|c)))$"
)
#: a stem this near to one made of a known name is that name's
_BY_SOUND = 0.45
_AS_NEAR = 0.06
_VOWELS = "aiu"


class Patronymic(NamedTuple):
    """What a word is as a patronymic.

    Attributes:
        gender: of the bearer.
        fathers: families that the father's name may belong to; empty: not in the names data.
        stem: the readings of what stands before the ending.
        sure: the ending alone would do: nobody is surnamed -ovna.
    """

    gender: str
    fathers: tuple[str, ...]
    stem: tuple[str, ...]
    sure: bool


class _Stem(NamedTuple):
    family: str
    sounds: tuple[str, ...]


@cache
def stems() -> dict[str, list[_Stem]]:
    """Return what patronymics are made of, by skeleton without its last vowels."""
    found: dict[str, list[_Stem]] = {}
    for family in given.families().values():
        if family.gender != "m":
            continue
        forms = {form for form, kind in family.forms.items() if kind == "full"} | set(family.stems)
        for form in forms:
            stem = re.sub(r"(?:[ий]й|[ыі]й|ь|й|[аяоеиіыу]|us|as|is|ij|iy|[aeiyou])$", "", form) or form
            for spelled in {stem, form}:
                sounds = sounds_of(spelled)
                for key in skeletons_of(sounds):
                    found.setdefault(key.rstrip(_VOWELS), []).append(_Stem(family.name, sounds))
    return found


@cache
def find(word: str) -> Patronymic | None:
    """Return a lower-case word as a patronymic, or None if it has no such ending.

    -ич alone (Ильич, Лукич) counts only behind a known name. Surnames such as Раманович are made like patronymics: whether the
    word is one is decided by its place in the name.
    """
    found = _CYRILLIC.match(word) or _LATIN.match(word)
    if found is None:
        return None
    gender = "f" if found["f"] or found["f2"] else "m"
    stem = sounds_of(found["stem"])
    fathers = _fathers(stem)
    if (found["m2"] or found["f2"]) and not fathers:
        return None
    return Patronymic(gender, fathers, stem, sure=gender == "f" or bool(fathers and found["m2"]))


def _fathers(stem: tuple[str, ...]) -> tuple[str, ...]:
    nearest: dict[str, float] = {}
    for key in skeletons_of(stem):
        for made in stems().get(key.rstrip(_VOWELS), ()):
            cost = closest(stem, made.sounds, _BY_SOUND)
            if cost <= _BY_SOUND:
                nearest[made.family] = min(cost, nearest.get(made.family, _BY_SOUND))
    least = min(nearest.values(), default=0.0)
    return tuple(family for family, cost in nearest.items() if cost <= least + _AS_NEAR)


def of_father(word: str, gender: str) -> Patronymic:
    """Return a father's given name as a patronymic (Гейдар оглы)."""
    return Patronymic(gender, tuple(given.find(word)), sounds_of(word), sure=True)
