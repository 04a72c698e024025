"""Places, courts, places of detention and organisations, each as a key that is blind to language, case and abbreviation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.knowledge import load
from kronika.language.names.misspelt import compact, one_left_out, slips
from kronika.language.names.part import skeletons_of, sounds_of
from kronika.language.names.skeleton import skeleton

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+")
_SHORTEST_STEM = 4
#: endings of adjectives and cases: what is left of an unknown word is its first letters
_STEM_LETTERS = 6


class _Words(NamedTuple):
    places: tuple[tuple[str, str], ...]
    districts: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    facilities: tuple[tuple[str, str], ...]
    empty: frozenset[str]
    forms: frozenset[str]


@cache
def _words() -> _Words:
    data = load("places")

    def stems(section: str) -> tuple[tuple[str, str], ...]:
        found = [(plain(stem), row.split()[0]) for row in data[section] for stem in row.split()]
        return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))

    def words(section: str) -> frozenset[str]:
        return frozenset(plain(word) for row in data[section] for word in row.split())

    return _Words(
        stems("places"), stems("districts"), stems("types"), stems("facilities"), words("empty"), words("forms")
    )  # fmt: skip


def plain(text: str) -> str:
    """Return a text in small letters without accents on Latin letters, ё as е, apostrophes left out."""
    lower = text.casefold().replace("ё", "е")
    kept = [one for one in unicodedata.normalize("NFD", lower) if not unicodedata.combining(one) or one == "\u0306"]
    return re.sub(r"['’ʼ]", "", unicodedata.normalize("NFC", "".join(kept)))


def _is(word: str, stems: tuple[tuple[str, str], ...]) -> str:
    """Return the label of the first stem that the word begins with; stems of few letters must be the whole word."""
    for stem, label in stems:
        if word == stem or (len(stem) >= _SHORTEST_STEM and word.startswith(stem)):
            return label
    return ""


def _place(word: str) -> str:
    """Return the label of a place, also where a slip of the pen (Misk) leaves no doubt which is meant; empty if it is none."""
    return _is(word, _words().places) or _misspelt_place(word)


@lru_cache(maxsize=65536)
def _misspelt_place(word: str) -> str:
    found = {
        label
        for key in (compact(key) for key in skeletons_of(sounds_of(word)))
        if len(key) >= _SHORTEST_STEM
        for short in one_left_out(key)
        for stem, label in _near_places().get(short, ())
        if slips(key, stem) <= 1
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _near_places() -> dict[str, set[tuple[str, str]]]:
    """Return the skeletons of the stems of places with their labels, by themselves, whole and with one letter left out."""
    found: dict[str, set[tuple[str, str]]] = {}
    for stem, label in _words().places:
        for key in skeletons_of(sounds_of(stem)):
            if len(key) >= _SHORTEST_STEM:
                for short in one_left_out(compact(key)):
                    found.setdefault(short, set()).add((compact(key), label))
    return found


def _rest(word: str) -> str:
    sounds = sounds_of(word)
    return skeleton(sounds[0])[:_STEM_LETTERS] if sounds else word


@lru_cache(maxsize=65536)
def place_key(text: str) -> str:
    """Return a key that all spellings of a place share; empty if the text names none.

    >>> place_key("г. Мінск") == place_key("Minsk") == place_key("в Минске")
    True
    >>> place_key("Minsk") == place_key("Минская область")
    False
    """
    known = _words()
    places, rest, kinds = set(), [], set()
    for word in _WORD.findall(plain(text)):
        kind = _is(word, known.types)
        if kind:
            kinds.add(kind)
        elif word in known.empty:
            continue
        elif label := _place(word):
            places.add(label)
        else:
            rest.append(_rest(word))
    found = " ".join(sorted(places)) or " ".join(sorted(rest))
    return f"{found} {' '.join(sorted(kinds & {'region', 'district'}))}".strip() if found else ""


@lru_cache(maxsize=65536)
def court_key(text: str) -> str:
    """Return a key that all spellings of a court share; empty if the text names none.

    >>> court_key("Суд Цэнтральнага раёна г. Мінска") == court_key("Central District Court of Minsk")
    True
    """
    known = _words()
    places, kinds, rest = set(), set(), []
    for word in _WORD.findall(plain(text)):
        if (label := _is(word, known.districts)) or (label := _is(word, known.types)):
            kinds.add(label)
        elif word in known.empty:
            continue
        elif label := _place(word):
            places.add(label)
        else:
            rest.append(_rest(word))
    if kinds & {label for _, label in known.districts}:
        kinds -= {"district", "city-court"}
    return " ".join((*sorted(kinds), *sorted(places), *sorted(rest)))


@lru_cache(maxsize=65536)
def facility_key(text: str) -> str:
    """Return a key that all spellings of a place of detention share: what it is, its number or else its place.

    >>> facility_key("ИК № 15, Могилёв"), facility_key("Penal colony No. 15")
    ('colony 15', 'colony 15')
    """
    known = _words()
    kinds, places, numbers, rest = set(), set(), [], []
    for word in _WORD.findall(plain(text)):
        if word.isdigit():
            numbers.append(word.lstrip("0") or "0")
        elif label := _is(word, known.facilities):
            kinds.add(label)
        elif label := _is(word, known.places):
            places.add(label)
        elif word not in known.empty:
            rest.append(_rest(word))
    if "colony" in kinds:
        kinds -= {"remand", "prison"}
    if kinds:
        return " ".join((*sorted(kinds), *(numbers[:1] or sorted(places) or sorted(rest))))
    return " ".join((*numbers, *sorted(places), *sorted(rest)))


@lru_cache(maxsize=65536)
def organisation_words(text: str) -> tuple[str, ...]:
    """Return the words of an organisation's name that tell it from others, as keys, sorted: no legal form, no quotation marks.

    >>> organisation_words("ГА «Прыклад»") == organisation_words('Общественное объединение "Приклад"')
    True
    """
    known = _words()
    spelled = _WORD.findall(plain(text))
    told = [word for word in spelled if word not in known.forms and word not in known.empty] or spelled
    return tuple(sorted({_rest(word) for word in told}))


def abbreviation(text: str) -> str:
    """Return the first letters of the words of a name, empty for a name of one word."""
    words = _WORD.findall(plain(text))
    return _rest("".join(word[0] for word in words)) if len(words) > 1 else ""
