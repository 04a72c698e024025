"""Initials: with which letters a name may begin in which language.

Ольга is Вольга in Belarusian, Николай is Мікалай, Владимир is Уладзімір: В., М. and У. may stand for them. Letters are merged
into classes: ``a`` (а, о), ``e`` (е, ё, э, я), ``i`` (и, і, ы, й), ``u`` (у, ю), ``v`` (в, ў), ``g`` (г, х), ``t`` (т, ц), ``d``
(д, дз), the others by themselves.
"""

from __future__ import annotations

from functools import cache

from kronika.language.names import cyrillic, latin
from kronika.language.names.letters import script_of
from kronika.language.names.sounds import letters

_CLASSES = {
    **dict.fromkeys("ао", "a"), **dict.fromkeys("еёэя", "e"), **dict.fromkeys("иый", "i"), **dict.fromkeys("ую", "u"),
    **dict.fromkeys("гх", "g"), **dict.fromkeys("тц", "t"), **dict.fromkeys("дѕ", "d"), "в": "v", "ѓ": "ж",
}  # fmt: skip
#: a single Latin letter may be the first of two (Yulia, Khrystsina, Zhanna)
_LATIN = {"y": "eiuй", "j": "eiuж", "i": "ieu", "k": "кg", "s": "сшщt", "z": "зж", "c": "чtкg", "t": "tч", "d": "dж", "u": "uv",
          "x": "гкg", "h": "g", "g": "gж", "e": "e", "a": "a", "o": "a", "v": "v", "w": "v"}  # fmt: skip
_SURE = 0.1


def classes_of_initial(text: str) -> frozenset[str]:
    """Return the classes that an initial (one letter, or two such as ``Yu``) may stand for."""
    word = text.lower().strip(".'")
    if len(word) == 1 and script_of(word) == "latin":
        return frozenset(_LATIN.get(word, "")) or classes_of_word(latin.encode(word))
    return classes_of_word(cyrillic.encode(word) if script_of(word[0]) == "cyrillic" else latin.encode(word))


@cache
def classes_of_word(sounds: tuple[str, ...]) -> frozenset[str]:
    """Return the classes of the letter with which a word begins, over all its readings."""
    found: set[str] = set()
    for reading in sounds:
        first = letters(reading[0])
        found.update(_CLASSES.get(letter, letter) for letter, cost in first.items() if cost <= _SURE)
    return frozenset(found)
