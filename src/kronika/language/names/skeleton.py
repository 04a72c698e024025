"""The skeleton: one short spelling for a name part in any language and Latin system.

It merges what languages and systems merge: all of а, о, е, ё, э, я; и, ы and й; г and х; т and ц; д and дз; в, ў and a у behind a
vowel; soft signs and doubled letters. Endings that tell gender stay apart: Иванов ``ivanav``, Иванова ``ivanava``, -ский ``ski``,
-ская ``skia``. Names with different skeletons may still be one (Воўк, Volk); names with one skeleton may still be two (Казаков,
Козьяков): :mod:`kronika.language.names.align` looks again.
"""

from __future__ import annotations

from functools import cache

from kronika.language.names.sounds import is_vowel, letters

_LETTERS = {
    **dict.fromkeys("аоеёэя", "a"), **dict.fromkeys("иыйЫО", "i"), **dict.fromkeys("ую", "u"), "Я": "ia", "ь": "",
    "б": "b", "в": "v", "г": "g", "х": "g", "д": "d", "ѕ": "d", "ж": "zh", "ѓ": "zh", "з": "z", "к": "k", "л": "l", "м": "m",
    "н": "n", "п": "p", "р": "r", "с": "s", "т": "t", "ц": "t", "ф": "f", "ч": "ch", "ш": "sh", "щ": "shch",
}  # fmt: skip

#: classes of consonants that hearing and typing mix up; others and vowels are left out
_CLASSES = {
    **dict.fromkeys("бп", "P"), **dict.fromkeys("дтцѕ", "T"), **dict.fromkeys("зсжшчщѓ", "S"), **dict.fromkeys("гкх", "K"),
    "л": "L", "м": "M", "н": "N", "р": "R", "ф": "F",
}  # fmt: skip


@cache
def _letter(one: str) -> str:
    readings = letters(one)
    if "у" in readings and "в" in readings:
        return "v"
    return _LETTERS.get(next(iter(readings)), "")


def skeleton(sounds: str) -> str:
    """Return the skeleton of a string of sounds: lower-case ASCII letters."""
    out = ""
    for one in sounds:
        letter = _letter(one)
        if not out.endswith(letter[:1]) or (len(letter) > 1 and letter != "ia"):
            out += letter
        elif letter == "ia":
            out += "a"
    return out


def coarse_key(sounds: str) -> str:
    """Return the classes of a word's consonants, for a net that lets no spelling through: one capital letter each.

    В is left out: it may be ў, у or nothing (Навумаў, Наумов). So is л before a consonant: it may be ў (Воўк, Волк).
    """
    out = ""
    for one, after in zip(sounds, sounds[1:] + " ", strict=True):
        letter = next(iter(letters(one)))
        if letter == "л" and after != " " and not is_vowel(after) and next(iter(letters(after))) != "ь":
            continue
        found = _CLASSES.get(letter, "")
        if found and not out.endswith(found):
            out += found
    return out
