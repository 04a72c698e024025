"""Latin words as sounds: the usual systems for Russian, Belarusian and Ukrainian, and Polish, Swedish, German and French ways.

English-like spellings (ICAO 9303, BGN/PCGN, the population register, the national systems of 2000 and 2007, GOST, the press) are
one general reading. Where letters mean something else in another tradition (Polish ``sz``, Swedish ``tj``, German ``z``, French
``ou``), a word that shows signs of it is read in that way too: a word has up to three readings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kronika.language.names.sounds import sound

_VOWELS = "aeiouyěėó"
_HARD = frozenset(
    "zh sh shch ch ts r ž š č cz sz c rz tj sj zj tsch tch shh šč szcz sjtj chtch schtsch".split()  # noqa: SIM905 - one look
)

_CLUSTERS = {
    "shch": "щ", "shh": "щ", "schtsch": "щ", "sjtj": "щ", "szcz": "щ", "šč": "щ", "stsch": "щ", "tsch": "ч щ30", "tch": "ч",
    "sch": "щ ш20", "zh": "ж", "kh": "х", "ch": "ч х30 ш30", "sh": "ш", "ts": "ц", "tz": "ц", "dzh": "ѓ ж30",
    "dž": "ѓ ж30", "dż": "ѓ ж30", "dz": "д ѕ", "dź": "д ѕ", "gh": "г", "ph": "ф", "th": "т", "tts": "ц т10", "ttz": "ц т10",
    "cz": "ч ц20", "sz": "ш", "rz": "ж р40", "jj": "й", "ks": "", "x": "",
    "š": "ш", "č": "ч", "ž": "ж", "ż": "ж", "ć": "т ц", "ś": "с", "ź": "з", "ń": "н", "ł": "л", "ŭ": "в у л15", "ǔ": "в у л15",
    "b": "б", "c": "ц к45 ч30", "d": "д", "f": "ф", "g": "г", "h": "г х20", "j": "й ж30 ѓ30", "k": "к", "l": "л", "m": "м",
    "n": "н", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "v": "в", "w": "в", "z": "з ц40",
}  # fmt: skip
#: how another tradition reads the same letters
_TRADITIONS = {
    "pl": {"ch": "х", "c": "ц т20", "w": "в", "ó": "у о", "j": "й", "cz": "ч", "h": "г х10"},
    "cz": {"ch": "х", "c": "ц т20", "j": "й", "h": "г х10", "ts": "ц"},
    "sv": {"tj": "ч", "sj": "ш", "zj": "ж", "sjtj": "щ", "sjtsj": "щ", "j": "й", "stj": "щ", "dzj": "ѓ ж30", "ch": "х"},
    "sv-soft": {"tj": "ч", "j": "й", "ch": "х"},
    "de": {"z": "ц т20", "s": "з с", "sch": "ш ж5", "sh": "ж", "ch": "х", "j": "й", "w": "в", "ds": "д ѕ", "dsch": "ѓ ж30"},
    "fr": {"ou": "у", "ch": "ш", "j": "ж", "gu": "г", "dj": "ѓ ж30", "tch": "ч", "iou": "ю у10", "chtch": "щ"},
    "gost": {"x": "х"},
}
_SIGNS = {
    "pl": re.compile(r"cz|sz|rz|[łąęńżźśó]|w|ch"),
    "cz": re.compile(r"[čšžŭěćńśźł]"),
    "sv": re.compile(r"tj|sj|zj"),
    "sv-soft": re.compile(r"[sz]j[aeou]"),
    "de": re.compile(r"tsch|sch|^[jw]|ds|wj|(?<!d)zk(?:i|aja)$|^[^zčšž]*skaja$"),
    "fr": re.compile(r"ou(?!$)|tch|gu[eiy]|dj|ï|ine$"),
    "gost": re.compile(r"x"),
}
_SURE_SIGNS = {
    "pl": re.compile(r"cz|sz|ł"),
    "sv": re.compile(r"tj\b|[sz]j(?![aeiouy])"),
    "de": re.compile(r"tsch|wj"),
    "cz": re.compile(r"[čšžŭ]"),
    "fr": re.compile(r"(?<!t)tch|ou(?!\b)|ï|gu[ei]"),
}
_BELARUSIAN = re.compile(
    r"dz[eiyj]|ts[ieyj]|c[ij][aeou]?|[aeo]u(?![aeioy])|ŭ|[iy]?avi[ct]|[ae]una$|(?<![kscztdpw])h|anka$|enka$|[aeo][uŭ]na$"
)
_RUSSIAN = re.compile(r"[oe]v(?:na)?$|[oe]v(?:sk|ch)|enko$|o.*o(?!va$)")
_MASCULINE = re.compile(r"(?:(?P<stressed>o[yijï])|(?P<hard>[iy]jj|i[yji]|y[ijy]|jj|(?<=[bcdfghklmnprstvwxzčšžłń])[iy]))$")
_FEMININE = re.compile(r"(?:(?P<full>a(?:ya|ja|ia|jja)|aâ|[iyj]a[iyj]a)|(?<=[sc]k)(?P<short>a))$")

#: ia behind a consonant is я, or и and а (Diana); the bar keeps the two letters apart
#: GOST 16876 writes э so
_EH = re.compile(r"^eh(?=[bcdfghklmnprstvz])")
#: what makes a Belarusian ts out of t: a soft vowel, also behind v, m, l, n (Matsvei)
_SOFT_NEXT = re.compile(r"[vmln]?(?:[ije]|y[aeou])")
_SWEDISH = re.compile(r"[szt]j(?![aeouj])")
_IOTATED_NEXT = re.compile(r"[iyj][aeou]")
_TWO_VOWELS = re.compile(r"(?<=[bcdfghkmnprstvwz])ia(?!$)")

_VOWEL_SOUNDS = {
    "a": {"x": "а о10", "be": "а о", "ru": "а о25"},
    "e": {"x": "е э ё5 я15", "be": "е э ё5 я10", "ru": "е э ё5 я30"},
    "i": {"x": "и й5 ы45", "be": "и й5 ы45", "ru": "и й5 ы45"},
    "o": {"x": "о ё20", "be": "о ё20", "ru": "о ё20"},
    "u": {"x": "у ю15", "be": "у ю15", "ru": "у ю15"},
    "y": {"x": "ы и", "be": "ы и", "ru": "ы и"},
}
_IOTATED = {
    "a": {"x": "я е5", "be": "я е", "ru": "я е10"},
    "e": {"x": "е ё5 э10 я20", "be": "е ё5 э10 я10", "ru": "е ё5 э10 я30"},
    "o": {"x": "ё е о10", "be": "ё е о10", "ru": "ё е о10"},
    "u": {"x": "ю у10", "be": "ю у10", "ru": "ю у10"},
}
_AFTER_HARD = {
    "a": {"x": "а о10 е15", "be": "а о е я10", "ru": "а о25 е40"},
    "o": {"x": "о ё е10", "be": "о ё е10", "ru": "о ё е10"},
}
#: jj is й, but not in jja: there the first j is a soft sign
_BEFORE_IOTATED = frozenset("aeou")
_FOLDS = str.maketrans({"é": "e", "è": "e", "ê": "e", "ë": "e", "ě": "e", "ė": "e", "ē": "e", "á": "a", "à": "a", "â": "a",
                        "ā": "a", "ä": "a", "å": "a", "í": "i", "ì": "i", "î": "i", "ï": "i", "ī": "i", "ĭ": "i", "ú": "u",
                        "ū": "u", "ü": "u", "ö": "o", "ō": "o", "ő": "o", "ý": "y", "ą": "a", "ę": "e", "ć": "ć", "ĺ": "l",
                        "ľ": "l", "ř": "rz", "ş": "š", "ç": "c", "ğ": "g", "ı": "i", "đ": "d", "ŝ": "šč", "ʹ": "", "′": "",
                        "'": "", "’": "", "ʼ": "", "`": "", '"': "", "ʺ": "", "û": "ju", "ò": "o", "ß": "s"})  # fmt: skip


def style(word: str) -> str:
    """Return whether a lower-case Latin word shows Belarusian (``be``) or Russian (``ru``) ways, or neither or both (``x``)."""
    belarusian, russian = bool(_BELARUSIAN.search(word)), bool(_RUSSIAN.search(word))
    return ("x", "be", "ru", "x")[belarusian + 2 * russian]


@cache
def _sound(readings: str, left_out: float | None = None) -> str:
    return sound(readings, left_out=left_out)


def traditions(text: str) -> tuple[str, ...]:
    """Return the traditions in which a lower-case Latin text as a whole is surely written: then all its words are read so too."""
    return tuple(tradition for tradition, sign in _SURE_SIGNS.items() if sign.search(text))


def signs(word: str) -> tuple[str, ...]:
    """Return the traditions of which a lower-case Latin word shows signs, sure or not."""
    return tuple(tradition for tradition, sign in _SIGNS.items() if sign.search(word))


def encode(word: str, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the sounds of a lower-case Latin word, one string for each tradition that it may be written in, or is (``also``)."""
    word = unicodedata.normalize("NFC", word)
    shown = {*signs(word), *also}
    plain = "".join(letter for letter in word.translate(_FOLDS) if letter.isalpha())
    kind = style(plain)
    general = [] if _SWEDISH.search(plain) else [""]
    readings = [_read(plain, kind, tradition) for tradition in [*general, *(each for each in _SIGNS if each in shown)]]
    if kind != "be" and _TWO_VOWELS.search(plain):
        readings.append(_read(_TWO_VOWELS.sub("i|a", plain), kind, ""))
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _read(word: str, kind: str, tradition: str) -> str:
    ending = ""
    if len(word) > 3:
        if found := _MASCULINE.search(word):
            ending = _sound("О") if found["stressed"] else _sound("Ы")
        elif found := _FEMININE.search(word):
            ending = _sound("Я") if found["full"] else _sound("Я а10 о20")
        if found:
            word = word[: found.start()]
    table = _table(tradition)
    word = _EH.sub("e", word)
    if tradition == "fr" and word.endswith("ine"):
        word = word[:-1]
    out: list[str] = []
    position, before = 0, ""
    while position < len(word):
        cluster = _cluster(word, position, table)
        if before == "l" and tradition in ("pl", "cz") and cluster in _IOTATED:
            sounds = _sound(f"{_VOWEL_SOUNDS[cluster][kind]} {_IOTATED[cluster]['be']}")
        else:
            sounds = _sounds(cluster, before, word[position + len(cluster) :], kind, table)
        if not (out and sounds == out[-1] and before not in _VOWELS):
            out.append(sounds)
        position += len(cluster)
        before = cluster
    return "".join(out) + ending


@cache
def _table(tradition: str) -> dict[str, str]:
    return _CLUSTERS | _TRADITIONS.get(tradition, {})


def _cluster(word: str, position: int, table: dict[str, str]) -> str:
    """Return the letters that make the next sound: the longest entry of the table, or an iotated vowel, or one letter."""
    for length in (7, 5, 4, 3, 2):
        part = word[position : position + length]
        if len(part) == length and part in table and not (part == "jj" and word[position + 2 : position + 3] in _BEFORE_IOTATED):
            return part
    two = word[position : position + 2]
    iotating = "iy" if table["j"] == "ж" else "iyj"
    if len(two) == 2 and two[0] in iotating and two[1] in "aeou":
        return two
    return word[position]


def _sounds(cluster: str, before: str, rest: str, kind: str, table: dict[str, str]) -> str:
    """Return the sounds of one cluster between what stands before it and the ``rest`` of the word."""
    after_consonant = bool(before) and before[-1] not in _VOWELS + "j"
    if len(cluster) == 2 and cluster[0] in "iyj" and cluster not in table:
        soft = _sound("ь и5 й", 0.0) if after_consonant else ""
        if before and before[-1] in "iy" and cluster[0] in "iyj":
            soft = _sound("ь и5 й", 0.0)
        return soft + _sound(_IOTATED[cluster[1]][kind])
    if cluster in ("x", "ks") and not table[cluster]:
        return _sound("к") + _sound("с")
    if cluster in table and not (cluster == "j" and after_consonant and rest[:1] in tuple("jiy")):
        return _consonant(cluster, before, rest, kind, table)
    return _vowel(cluster, before, rest, kind)


def _vowel(letter: str, before: str, rest: str, kind: str) -> str:
    after_vowel = bool(before) and before[-1] in _VOWELS
    if letter == "|":
        return ""
    if letter in "iy" and after_vowel:
        return _sound("й и" if letter == "i" else "й и5")
    if letter in "iyj" and rest and rest[0] in "iyj" and before:
        return _sound("ь и й", 0.1)
    if letter == "u" and after_vowel and (not rest or rest[0] not in _VOWELS or _IOTATED_NEXT.match(rest)):
        return _sound("у в10" if kind == "ru" else "в у л15")
    if letter == "u" and not before and rest and rest[0] not in _VOWELS:
        return _sound("у в5")
    if letter not in _VOWEL_SOUNDS:
        return _sound(letter)
    readings = _VOWEL_SOUNDS[letter][kind]
    if before == "l" and letter == "a":
        readings += " я25"
    if before in _HARD and letter in _AFTER_HARD:
        readings = _AFTER_HARD[letter][kind]
    return _sound(readings)


def _consonant(cluster: str, before: str, rest: str, kind: str, table: dict[str, str]) -> str:
    if cluster == "j" and before and before[-1] not in _VOWELS and (not rest or rest[0] not in _VOWELS):
        return _sound("ь и й", 0.05)
    if cluster == "ch" and not before and rest[:1] in tuple("pvt"):
        return _sound("ш ч10 х30")
    if cluster == "ts" and _SOFT_NEXT.match(rest):
        return _sound("ц т20" if kind == "ru" else "т ц")
    if cluster == "c" and rest and rest[0] in "ij":
        return _sound("т ц к20")
    if cluster in ("v", "w") and rest and rest[0] in "ou":
        if not before:
            return _sound("в", 0.25)
        if before[-1] in _VOWELS and rest[0] == "u":
            return _sound("в", 0.15)
    if cluster == "w" and before and before[-1] in _VOWELS and (not rest or rest[0] not in _VOWELS):
        return _sound("в у л15")
    return _sound(table[cluster])
