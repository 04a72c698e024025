"""Sounds: what a written letter may stand for, and what it costs to read it so.

A word is a string of *sounds*. One sound is one private-use character that stands for a small table: the letters of an
underlying spelling (close to Russian, because it keeps apart what Belarusian and the Latin systems merge) and the cost of reading
the written letter as each. Belarusian ``а`` may be an underlying ``а`` or ``о`` at no cost; Russian ``а`` is ``а``. Two words
are the same to the degree that one underlying spelling explains both, see :mod:`kronika.language.names.align`.

Costs are in units of one replaced consonant. Underlying letters beside the plain ones: ``Ы`` the masculine adjective's ending
(-ий, -ы, -i, -y), ``О`` its stressed form (-ой), ``Я`` the feminine one (-ая), ``ѕ`` dz, ``ѓ`` dzh, ``ь`` softness.
"""

from __future__ import annotations

from functools import cache

_FIRST = 0xE000
_VOWELS = "аоеэёиыуюя"

#: cost of reading one underlying letter as another where it is under that of any two vowels or any two consonants
_NEAR = {
    "ао": 0.45, "ая": 0.5, "ея": 0.4, "еи": 0.5, "еэ": 0.1, "её": 0.1, "ёо": 0.45, "ёэ": 0.3, "иы": 0.45, "ую": 0.3,
    "ий": 0.1, "ый": 0.2, "эа": 0.6, "еа": 0.5, "ео": 0.5, "оу": 0.7, "юя": 0.6, "яи": 0.6,
    "Ыи": 0.05, "Ыы": 0.05, "Ый": 0.1, "Ые": 0.5, "ЫО": 0.1, "Оо": 0.5, "Ой": 0.4, "Яа": 0.3, "Яя": 0.3, "ЫЯ": 1.5, "ОЯ": 1.5,
    "ьи": 0.1, "ьй": 0.1, "ьы": 0.2,
    "вф": 0.6, "вл": 0.7, "ву": 0.4, "бп": 0.7, "дт": 0.7, "зс": 0.55, "жш": 0.7, "шщ": 0.4, "чщ": 0.6, "сш": 0.6, "зж": 0.6,
    "гк": 0.8, "гх": 0.55, "кх": 0.7, "цс": 0.6, "цч": 0.6, "чш": 0.6, "цт": 0.6, "ѕд": 0.1, "ѕз": 0.4, "ѓж": 0.3, "ѓд": 0.5,
    "ѓч": 0.6,
}  # fmt: skip
_NEAR |= {pair[::-1]: cost for pair, cost in _NEAR.items()}

_LETTERS = _VOWELS + "йЫОЯьбвгджзклмнпрстфхцчшщѕѓ"

#: cost of leaving a sound out, where it is not that of its cheapest letter
_LEFT_OUT = {"ь": 0.05, "й": 0.5, "в": 1.0}
_VOWEL_LEFT_OUT = 0.8
_CONSONANT_LEFT_OUT = 1.0
_TWO_VOWELS = 0.8
_VOWEL_AND_CONSONANT = 1.2
_TWO_CONSONANTS = 1.0

_tables: list[dict[str, float]] = []
_left_out: list[float] = []
_ids: dict[tuple[object, ...], str] = {}


def sound(readings: str, *, left_out: float | None = None) -> str:
    """Return the sound for ``readings``: letters with their cost in hundredths, as ``"а о е15"``.

    Args:
        readings: at least one underlying letter; a number behind it is the cost of that reading.
        left_out: cost of leaving it out; by default that of its first letter.
    """
    table = {part[0]: int(part[1:] or 0) / 100 for part in readings.split()}
    first = next(iter(table))
    if left_out is None:
        usual = _VOWEL_LEFT_OUT if first in _VOWELS + "ЫОЯ" else _CONSONANT_LEFT_OUT
        left_out = _LEFT_OUT.get(first, usual)
    key = (*sorted(table.items()), first, left_out)
    if key not in _ids:
        _ids[key] = chr(_FIRST + len(_tables))
        _tables.append(table)
        _left_out.append(left_out)
    return _ids[key]


def letters(one: str) -> dict[str, float]:
    """Return what a sound may stand for, with costs; the first letter is the likeliest."""
    return _tables[ord(one) - _FIRST]


def cost_left_out(one: str) -> float:
    """Return the cost of leaving a sound out."""
    return _left_out[ord(one) - _FIRST]


@cache
def cost_read_as(left: str, right: str) -> float:
    """Return the least cost of taking two sounds for one."""
    return min(a + b + _between(x, y) for x, a in letters(left).items() for y, b in letters(right).items())


def _between(x: str, y: str) -> float:
    if x == y:
        return 0.0
    near = _NEAR.get(x + y)
    if near is not None:
        return near
    vowels = (x in _VOWELS + "ЫОЯ") + (y in _VOWELS + "ЫОЯ")
    return (_TWO_CONSONANTS, _VOWEL_AND_CONSONANT, _TWO_VOWELS)[vowels]


@cache
def within(one: str, cost: float) -> frozenset[str]:
    """Return the letters that a sound can be taken for at less than ``cost``."""
    table = letters(one)
    return frozenset(other for other in _LETTERS if min(a + _between(x, other) for x, a in table.items()) < cost)


def is_vowel(one: str) -> bool:
    """Return whether a sound is most likely a vowel."""
    return next(iter(letters(one))) in _VOWELS + "ЫОЯ"
