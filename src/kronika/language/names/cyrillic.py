"""Cyrillic words as sounds: Russian, Belarusian (both spellings) and Ukrainian."""

from __future__ import annotations

import re
from functools import cache

from kronika.language.names.sounds import sound

_VOWELS = "аеёиоуыэюяіїє"
_IOTATED = "еёюяіиїє"
#: Belarusian hardened these: it writes а, э, ы after them where Russian writes е, и
_HARD = "жшчщцр"
#: and ы for и after these too (Мартын, Тымур)
_HARD_BEFORE_Y = _HARD + "дт"

_PLAIN = {
    "б": "б", "г": "г", "ґ": "г", "д": "д", "ж": "ж", "з": "з", "к": "к", "л": "л", "м": "м", "н": "н", "п": "п", "р": "р",
    "с": "с", "т": "т", "ф": "ф", "х": "х", "ц": "ц", "ч": "ч", "ш": "ш", "щ": "щ", "в": "в", "й": "й", "ў": "в у л15",
    "ю": "ю у10", "у": "у ю20",
}  # fmt: skip

#: vowels by language; ``x``: nothing in the word tells the language
_VOWEL_SOUNDS = {
    "ru": {"а": "а", "о": "о", "е": "е ё э10", "ё": "ё е о10", "э": "э е10", "и": "и", "ы": "ы", "я": "я", "і": "и"},
    "be": {"а": "а о", "о": "о", "е": "е ё5 э5 я10", "ё": "ё е о10", "э": "э е", "и": "и", "ы": "ы", "я": "я е", "і": "и"},
    "uk": {
        "а": "а", "о": "о", "е": "э е", "є": "е ё10", "и": "и ы", "і": "и е15 о20", "ї": "и", "я": "я", "ы": "ы и", "э": "э",
        "ё": "ё е",
    },
    "x": {"а": "а о10", "о": "о", "е": "е ё5 э10 я20", "ё": "ё е о10", "э": "э е5", "и": "и", "ы": "ы", "я": "я е10",
          "і": "и"},
}  # fmt: skip
_AFTER_HARD = {
    "ru": {"о": "о ё е10", "и": "и ы"},
    "be": {"а": "а о е я10", "о": "о ё е", "ы": "ы и"},
    "uk": {"о": "о ё е10"},
    "x": {"а": "а о10 е15", "о": "о ё е10", "ы": "ы и10"},
}

_BELARUSIAN = re.compile(
    r"ў|[бвгджзклмнпрстфхцчш]э|шч|ць|[жшч]ы|[ао]віч|[сц]кі$|[жчш]ан?ка$|сьв|зьм|дзь|ць[кмн]|дз[яё]|ц[яюё]|[ая]ва$"
)
_RUSSIAN = re.compile(r"щ|ъ|[жшчщ]и|[тд]ь?[её]|[оёе]в$|овна$|евна$|[оеё]в[ис]?к|[сц]кий$|енко$|ри")
_UKRAINIAN = re.compile(r"[їєґ]|(?:[сц]|(?<!д)з)ьк(?:[иіоу]|а$)|[ії]вна$|ійович$")
_MASCULINE = re.compile(r"(?:(?P<hard>ий|ый|ій|ии|(?<=[бвгджзклмнпрстфхцчш])ы|(?<=[скцгхрн])і)|(?P<stressed>ой))$")
_FEMININE = re.compile(r"(?:[ая]я|(?<=[сц]ьк)а|(?<=[^д]зьк)а)$")
#: letters of other Cyrillic alphabets, as the nearest of ours
_FOLDS = str.maketrans("әқңөұүһғјљњћџѕ’ʼ", "акноуухгйлнчжз''")
#: what makes ц out of т: a soft vowel or sign, also behind в, м, л, н (Мацвей)
_SOFT_NEXT = re.compile(r"[вмлн]?[ьеёюяіиїє]")
_SOFTENS = "ьъ'"


def language(word: str) -> str:
    """Return the language that the spelling of a lower-case Cyrillic word shows: ``ru``, ``be``, ``uk``, or ``x`` for none."""
    if _UKRAINIAN.search(word) or ("і" in word and "и" in word):
        return "uk"
    if "і" in word or _BELARUSIAN.search(word):
        return "be"
    if "и" in word or _RUSSIAN.search(word) or len(re.findall("[оё]", word.removesuffix("ова"))) > 1:
        return "ru"
    return "x"


@cache
def _sound(readings: str, left_out: float | None = None) -> str:
    return sound(readings, left_out=left_out)


def encode(word: str) -> tuple[str, ...]:
    """Return the sounds of a lower-case Cyrillic word (letters and apostrophes only). There is one reading."""
    word = "".join(letter for letter in word.translate(_FOLDS) if letter.isalpha() or letter == "'")
    lang = language(word)
    ending = ""
    if len(word) > 3:
        if found := _MASCULINE.search(word):
            ending = _sound("Ы") if found["hard"] else _sound("О")
        elif found := _FEMININE.search(word):
            ending = _sound("Я") if word.endswith(("ая", "яя")) else _sound("Я а10")
        if found:
            word = word[: found.start()]
    out: list[str] = []
    position = 0
    while position < len(word):
        used, one = _next(word, position, lang)
        if one and not (out and out[-1] == one and word[position] not in _VOWELS):
            out.append(one)
        position += used
    return ("".join(out) + ending,)


def _next(word: str, position: int, lang: str) -> tuple[int, str]:
    """Return how many letters the next sound takes, and the sound (empty: none)."""
    letter = word[position]
    before = word[position - 1] if position else ""
    after = word[position + 1 : position + 2]
    if letter in _SOFTENS:
        return 1, _sound("ь и й", 0.1) if after and after in _IOTATED + "о" and before else _sound("ь", 0.05)
    if letter in "иі" and before and before not in _VOWELS and after and after in _IOTATED:
        return 1, _sound("ь и й", 0.1)
    if letter in _VOWEL_SOUNDS[lang] or letter in "її":
        return 1, _vowel(letter, before, lang)
    two = letter + after
    if two in ("тс", "дс", "тц", "дц"):
        return 2, _sound("ц т20")
    if two in ("дз", "дж"):
        return 2, _sound("д ѕ" if two == "дз" else "ѓ ж30")
    if two == "шч":
        return 2, _sound("щ")
    if two == "йо" and lang == "uk":
        return 2, _sound("ё е")
    return 1, _consonant(letter, before, word[position + 1 :], lang)


def _vowel(letter: str, before: str, lang: str) -> str:
    readings = _VOWEL_SOUNDS[lang].get(letter, "и")
    if before and before in (_HARD_BEFORE_Y if letter == "ы" else _HARD):
        readings = _AFTER_HARD[lang].get(letter, readings)
    return _sound(readings)


def _consonant(letter: str, before: str, rest: str, lang: str) -> str:
    after = rest[:1]
    if letter == "ц" and lang in ("be", "x") and _SOFT_NEXT.match(rest):
        return _sound("т ц" if lang == "be" else "ц т20")
    if letter == "в" and lang in ("be", "x") and after and after in "оу":
        if not before:
            return _sound("в", 0.25)
        if before in _VOWELS and after == "у":
            return _sound("в", 0.15)
    if letter == "у" and not before and after and after not in _VOWELS:
        return _sound("у в" if lang in ("be", "x") else "у в40")
    if letter == "у" and before and before in _VOWELS:
        return _sound("у в20 ю20")
    return _sound(_PLAIN.get(letter, letter))
