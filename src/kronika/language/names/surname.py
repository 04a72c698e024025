"""Surnames: endings that tell gender, and what remains without them."""

from __future__ import annotations

import re
from typing import NamedTuple

_CYRILLIC_M = re.compile(r"(?:[оеёаєї]в|[оеёа]ў|[иіыї]н|[сцзж]ь?к(?:ий|ій|і|ой|ы)|[^аеёиоуыэюяіїє](?:ый|ий|ой|ій|ы))$")
_CYRILLIC_F = re.compile(r"(?:[оеёаєї]ва|[иіыї]на|[сцз]ь?ка(?:я)?|[^аеёиоуыэюяіїє][ая]я)$")
_LATIN_M = re.compile(
    r"(?:[oea](?:v|w|u|ŭ|ff?)|[iy]n|ine|[scz]k(?:[iy]{1,2}|[iyj]{2,3}|oj|oi|oy)|[bcdfghklmnprstvzžčš](?:[iy][iyj]|o[iyj]))$"
)
_LATIN_F = re.compile(r"(?:[oea](?:v|w|ff)a|[iy]na|[sctz]ka(?:ya|ja|ia)?|a(?:ya|ja|ia)|[iyj]a[iyj]a)$")
#: endings of which a stem with another ending makes another family name: never taken off
_SHORTEST = 4
_TYPICAL = re.compile(
    r"(?:[оеёа][вў]а?|[иіы]на?|[сц]ь?к(?:ий|ая|і|ій|а|ой)|[еє]нк[оа]|энк[оа]|ко|[уюе]к|[иі]ч|[иіы]к|[оае]к|ец|ян|дзе|швили|[уюя]ль"
    r"|[oea](?:v|u|ŭ|w)a?|[iy]na?|sk(?:i|y|iy|ij|aya|aja|aia|a)|[ae]nk[oa]|ko|[uie]k|[iy](?:ch|cz|č|tj)|ets|iec|yan|dze|shvili)$"
)


class Ending(NamedTuple):
    """What a surname's ending says.

    Attributes:
        gender: ``m``, ``f`` or empty.
        bare: the word without the letters by which the other gender differs; the whole word if gender is empty.
    """

    gender: str
    bare: str


def ending(word: str) -> Ending:
    """Return what the ending of a lower-case surname says of gender.

    Forms that may be either stay without gender: -енко, -ук, -ич, -ак. A noun in -ина (Калина) looks like a woman's form; that
    matters only beside the same name without -а.
    """
    if len(word) < _SHORTEST:
        return Ending("", word)
    cyrillic = "а" <= word[-1] <= "я" or word[-1] in "іїўёє"
    masculine, feminine = (_CYRILLIC_M, _CYRILLIC_F) if cyrillic else (_LATIN_M, _LATIN_F)
    if feminine.search(word):
        adjective = re.search(r"(?:[ая]я|ка|a(?:ya|ja|ia)|[iyj]a[iyj]a|ka)$", word)
        return Ending("f", word[: adjective.start() + (adjective.group()[0] in "кk")] if adjective else word[:-1])
    if masculine.search(word):
        adjective = re.search(r"(?:[иыіо]й|[іы]|(?<!i)[iyo][iyj]+|[iy])$", word)
        return Ending("m", word[: adjective.start()] if adjective else word)
    return Ending("", word)


def looks_like_surname(word: str) -> bool:
    """Return whether a lower-case word ends as many surnames do and few given names."""
    return bool(_TYPICAL.search(word))
