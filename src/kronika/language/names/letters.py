"""Letters as written: scripts, look-alikes, accents and the noise of character recognition, repaired and reported."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Latin letters that are drawn like Cyrillic ones, small and capital
_TO_CYRILLIC = dict(zip("aceopxyikĸmthbABCEHIKMOPTXY", "асеорхуіккмтньАВСЕНІКМОРТХУ", strict=True)) | {
    "u": "и", "n": "п", "r": "г", "g": "д", "l": "і", "é": "е", "ó": "о", "á": "а", "í": "і", "ý": "у", "è": "е", "ë": "ё",
    "ï": "ї", "w": "ш", "v": "в", "N": "П", "R": "Я", "ŭ": "ў", "Ŭ": "Ў",
}  # fmt: skip
#: Cyrillic letters that are drawn like Latin ones
_TO_LATIN = dict(zip("асеорхуіѕјкмтнвАВСЕНІКМОРТХУЅЈ", "aceopxyisjkmthbABCEHIKMOPTXYSJ", strict=True))
#: a word of these letters alone may be either script
_EITHER = frozenset("aceopxyiABCEHIKMOPTXYасеорхуіАВСЕНІКМОРТХУ")
_DIGITS = {
    "cyrillic": {"0": "о", "3": "з", "4": "ч", "6": "б", "1": "і"},
    "latin": {"0": "o", "1": "l", "5": "s", "8": "b", "3": "e"},
}
_NAMES = {"latin": "Latin", "cyrillic": "Cyrillic"}
_IGNORED = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F])
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′ʹ＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_HYPHENATED = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=[^\W\d_])")
#: ы that was read as two letters, behind consonants that take no soft sign (Ільіч is right as it stands)
_YERY = re.compile(r"(?<=[бвгджкмпртфхчшБВГДЖКМПРТФХЧШ])[ьЬ][іІ]")
_NOISE = re.compile(r"(?<=\w)[*_~|¬^=](?=\w)|[*_~|¬^=]")
_STRESS = re.compile("(?<=[\u0400-\u052f])\u0301")
_WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?", re.UNICODE)


#: names in which nothing can be wrong with the letters: one script, and signs that belong in names
_PLAIN_LATIN = re.compile(r"[A-Za-z .,'-]*")
_PLAIN_CYRILLIC = re.compile(r"[\u0400-\u052f .,'-]*")


@cache
def script_of(letter: str) -> str:
    """Return the script of a letter in lower case as Unicode names it (``latin``, ``cyrillic``, ``arabic``), or "" for others."""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "unknown")
    return {"cjk": "chinese", "hiragana": "japanese", "katakana": "japanese", "hangul": "korean"}.get(
        name.split()[0].lower(), name.split()[0].lower()
    )


def scripts_of(text: str) -> tuple[str, ...]:
    """Return the scripts of a text's letters, the most frequent first."""
    if text.isascii():
        return ("latin",) if any(map(str.isalpha, text)) else ()
    if _PLAIN_CYRILLIC.fullmatch(text):
        return ("cyrillic",)
    counts: dict[str, int] = {}
    for letter in text:
        script = script_of(letter)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return tuple(sorted(counts, key=lambda script: -counts[script]))


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with its letters repaired, and each repair in words; positions count from 1.

    Composed letters (NFC), one kind of apostrophe and dash, no soft hyphens, stress marks or zero-width characters: these change
    nothing that a reader sees and are not reported. Look-alikes of another script, digits inside words and noise are.
    """
    if _PLAIN_LATIN.fullmatch(text) or (_PLAIN_CYRILLIC.fullmatch(text) and not _YERY.search(text)):
        return text, ()
    plain = unicodedata.normalize("NFC", _HYPHENATED.sub("", text))
    plain = plain.translate(_APOSTROPHES | _DASHES)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _without_stress(plain.translate(_IGNORED)))
    main = scripts_of("".join(letter for letter in plain if letter not in _EITHER))[:1] or scripts_of(plain)[:1]
    repairs: list[str] = []
    out = list(plain)
    for found in _WORD.finditer(plain):
        word = _word(found.group(), found.start(), main[0] if main else "", repairs)
        out[found.start() : found.end()] = [*word, *[""] * (found.end() - found.start() - len(word))]
    repaired = "".join(out)
    noise = _NOISE.search(repaired)
    if noise:
        repairs.append(f"sign {noise.group()} set aside at {noise.start() + 1}")
        repaired = _NOISE.sub("", repaired)
    return repaired, tuple(repairs)


def _without_stress(text: str) -> str:
    return _STRESS.sub("", unicodedata.normalize("NFD", text))


def _word(word: str, start: int, main: str, repairs: list[str]) -> str:
    """Return one word with look-alikes and digits repaired; what was done is added to ``repairs``."""
    if word.isascii() and word.isalpha() and main != "cyrillic":
        return word
    scripts = scripts_of(word)
    own = scripts[0] if scripts else ""
    if set(scripts) <= {"latin", "cyrillic"} and len(scripts) > 1:
        cyrillic = sum(script_of(letter) == "cyrillic" and letter not in _EITHER for letter in word)
        latin = sum(script_of(letter) == "latin" and letter not in _EITHER for letter in word)
        own = "cyrillic" if cyrillic > latin or (cyrillic == latin and main == "cyrillic") else "latin"
    elif len(scripts) == 1 and own != main and main in _NAMES and set(word) <= _EITHER | set("-'"):
        own = main
    word = _digits(word, start, own, repairs)
    table = {"cyrillic": _TO_CYRILLIC, "latin": _TO_LATIN}.get(own)
    if table is None:
        return word
    out = ""
    for offset, letter in enumerate(word):
        other = script_of(letter)
        if other in _NAMES and other != own and letter in table:
            repairs.append(f"{_NAMES[other]} {letter} inside a {_NAMES[own]} word at {start + offset + 1}")
            letter = table[letter]  # noqa: PLW2901 - the loop reads on with what was meant
        out += letter
    if own == "cyrillic" and _YERY.search(out):
        at = _YERY.search(out)
        repairs.append(f"{out[at.start() : at.end()] if at else ''} read as ы at {start + (at.start() if at else 0) + 1}")
        out = _YERY.sub("ы", out)
    return out


def _digits(word: str, start: int, own: str, repairs: list[str]) -> str:
    if word.isalpha() or own not in _DIGITS or sum(map(str.isalpha, word)) < 2:
        return word
    out = ""
    for offset, letter in enumerate(word):
        meant = _DIGITS[own].get(letter, letter)
        if meant != letter:
            repairs.append(f"digit {letter} inside a word at {start + offset + 1} read as {meant}")
        out += meant
    return out
