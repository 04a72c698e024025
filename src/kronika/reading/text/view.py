"""A passage as the rules see it: cleaned of what scanning and typesetting left, with every character's place in the source.

Soft hyphens, stress marks, broken words at line ends and Latin look-alikes inside Cyrillic words are mended here, so that no
rule has to know of them. Quotes are taken from the source's own text through the map of places.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cached_property

from kronika.language.inflection import given_forms, looks_like_surname
from kronika.language.lexicon import lexicon

_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\u0300"
_NOTHING = dict.fromkeys(map(ord, _GONE))
_COMPOSED = {
    ("и", "\u0306"): "й",
    ("И", "\u0306"): "Й",
    ("у", "\u0306"): "ў",
    ("У", "\u0306"): "Ў",
    ("е", "\u0308"): "ё",
    ("Е", "\u0308"): "Ё",
}
_SUSPECT = re.compile(f"[{_GONE}\u0306\u0308]|[^\\W\\d_][-\u2010\u00ac]\\s*\\n\\s*(?=[^\\W\\d_])")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac]\s*\n\s*(?=[^\W\d_])")
_SAME = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "\x0b": " ",
        "\x0c": " ",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‑": "-",
        "‐": "-",
    }
)
#: the line end before an item of a list parts the items
_ITEM = re.compile(r"\n(?=\s*(?:[-–—•*▪‣❗✅🔴🟢]|\d{1,3}[.)])\s?\S)")
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[Ѐ-ӿ])[^\W\d_]+\b")
_TO_CYRILLIC = str.maketrans("aceopxyiABCEHKMOPTXYI", "асеорхуіАВСЕНКМОРТХУІ")
_SHORT_U = re.compile(r"(?<![\w'])ў")
#: a soft sign between two consonants that only the classical spelling of Belarusian writes, and ня, бяз, зь before a stress
_SOFT_SIGN = re.compile(r"(?<=[сзцнСЗЦН])ь(?=[бвзклмнпсцчьдт])|(?<=\b[зЗ])ь(?=\s)")
_NIA = re.compile(r"\b[НнБб](я)(?=з?\s)")
_SOFTENED = re.compile(r"[сзцн]ь[бвзклмнпсцчд]|\b[Зз]ь\s|\b[Нн]я\s|\b[Бб]яз\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
#: a passage is shouted if so many of its letters are capitals
_LOUD = 0.7
_LOUD_LETTERS = 25


@dataclass(frozen=True)
class View:
    """A passage of a document, cleaned.

    Attributes:
        text: what the rules read.
        language: ``en``, ``ru`` or ``be``.
        offset: where the passage begins in the document's text.
        places: for each character of ``text``, and its end, the place in the passage; None if nothing was taken out.
        paragraph: number of the passage in its document.
        published: when this stretch was published, EDTF; empty: as the document.
        letter_groups: one letter here may be several in the source (Belarusian in Latin letters).
        source: the passage as it stands in the document.
    """

    text: str
    language: str
    offset: int
    places: array[int] | None
    paragraph: int = 0
    published: str = ""
    letter_groups: bool = False
    source: str = ""

    @cached_property
    def lower(self) -> str:
        """The text in lower case, character for character; in Belarusian with у for the ў that depends on the word before."""
        lower = lowered(self.text)
        return _SHORT_U.sub("у", lower) if self.language == "be" else lower

    def place(self, position: int) -> int:
        """Return where the character at ``position`` begins in the document's text."""
        return self.offset + (position if self.places is None else self.places[position])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the document's text of the characters from ``start`` to ``end`` here."""
        if end <= start:
            return self.place(start), self.place(start)
        last = self.place(end) if self.letter_groups else self.place(end - 1) + 1
        return self.place(start), last

    def written(self, start: int, end: int) -> str:
        """Return the characters that the source has from ``start`` to ``end`` here, in one line and without soft hyphens."""
        low, high = self.span(start, end)
        written = _BROKEN.sub("", self.source[low - self.offset : high - self.offset])
        return " ".join(written.translate(_NOTHING).split())


def lowered(text: str) -> str:
    """Return ``text`` in lower case with as many characters as it has (İ has two in lower case)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def view_of(passage: str, language: str, script: str, offset: int, paragraph: int, published: str = "") -> View:
    """Return the view of a passage that begins at ``offset`` of its document."""
    text, places = passage, None
    if _SUSPECT.search(passage):
        text, places = _without_noise(passage)
    text = _ITEM.sub(";", text).translate(_SAME)
    if language != "en":
        text = _MIXED.sub(_in_cyrillic, text)
    if language == "be" and script == "latin":
        text, places = _from_latin(text, places)
    if language == "be" and _SOFTENED.search(text):
        text, places = _without_softness(text, places)
    if is_loud(text):
        text = _calmed(text, language)
    return View(text, language, offset, places, paragraph, published, language == "be" and script == "latin", passage)


def _without_noise(passage: str) -> tuple[str, array[int]]:
    """Return the passage without marks that are not letters, and the places of what is left."""
    gone = {position for match in _BROKEN.finditer(passage) for position in range(*match.span())}
    letters: list[str] = []
    places = array("I")
    for position, letter in enumerate(passage):
        if position in gone or letter in _GONE:
            continue
        if letter in "\u0306\u0308":
            composed = _COMPOSED.get((letters[-1], letter)) if letters else None
            if composed:
                letters[-1] = composed
            continue
        letters.append(letter)
        places.append(position)
    places.append(len(passage))
    return "".join(letters), places


def _without_softness(text: str, places: array[int] | None) -> tuple[str, array[int]]:
    """Return Belarusian of the classical spelling in the official one, as far as words are told apart by it: сьпіс, ня, зь."""
    kept: list[str] = []
    found = array("I")
    gone = {match.start() for match in _SOFT_SIGN.finditer(text)}
    changed = {match.start(1): "е" for match in _NIA.finditer(text)}
    for position, letter in enumerate(text):
        if position not in gone:
            kept.append(changed.get(position, letter))
            found.append(position if places is None else places[position])
    found.append(len(text) if places is None else places[len(text)])
    return "".join(kept), found


def _in_cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    mended = word.translate(_TO_CYRILLIC)
    return mended if not re.search("[a-zA-Z]", mended) else word


def is_loud(text: str) -> bool:
    """Say whether a passage is written in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _LOUD_LETTERS and sum(c.isupper() for c in letters) > _LOUD * len(letters)


def _calmed(text: str, language: str) -> str:
    """Return a shouted passage in lower case; what may be a name keeps its capital, and so does the word behind a given name."""
    parts: list[str] = []
    position, last_given = 0, -1
    for match in _WORD.finditer(text):
        quiet = match[0][0] + lowered(match[0][1:])
        given = bool(given_forms(quiet, language))
        behind_given = last_given >= 0 and not text[last_given : match.start()].strip(" ")
        name = given or behind_given or looks_like_surname(quiet, language)
        parts += [text[position : match.start()], quiet if name else lowered(match[0])]
        position, last_given = match.end(), match.end() if given else -1
    return "".join(parts) + text[position:]


#: "Darja" is Дар'я: a consonant before j that is not softened by it
_BEFORE_APOSTROPHE = frozenset("бвмпфргкхджшч")
_IOTATED = frozenset("яеёюіЯЕЁЮІ")


def _from_latin(text: str, places: array[int] | None) -> tuple[str, array[int]]:
    """Return Belarusian in Latin letters as it is written in Cyrillic ones, and where each letter stood."""
    table = lexicon("be", "latin")
    pairs: dict[str, str] = table["pairs"]
    letters: dict[str, str] = table["letters"]
    longest = max(map(len, pairs))
    written: list[str] = []
    found = array("I")
    position = 0
    while position < len(text):
        chunk = next(
            (
                text[position : position + size]
                for size in range(longest, 1, -1)
                if text[position : position + size].lower() in pairs
            ),
            "",
        )
        source = chunk or text[position]
        target = pairs[chunk.lower()] if chunk else letters.get(source.lower(), source)
        target = target.capitalize() if source[0].isupper() else target
        if target[:1] in _IOTATED and source[0] in "jJ" and written and written[-1].lower() in _BEFORE_APOSTROPHE:
            target = "'" + target
        here = position if places is None else places[position]
        written += target
        found.extend([here] * len(target))
        position += len(source)
    found.append(len(text) if places is None else places[len(text)])
    return "".join(written), found


def as_written(nominative: str, written: str) -> str:
    """Return a name's nominative in the letters and the spelling of the passage: Latin letters, classical Belarusian.

    >>> as_written("Алег Сцяпанаў", "Aleha Ściapanava"), as_written("Сцяпан", "Сьцяпана")
    ('Aleh Ściapanaŭ', 'Сьцяпан')
    """
    if not re.search("[Ѐ-ӿ]", nominative):
        return nominative
    latin = not re.search("[Ѐ-ӿ]", written)
    if not latin and not _SOFT_SIGN.search(written):
        return nominative
    words = [_in_latin(word) for word in nominative.split()] if latin else nominative.split()
    sources = written.split()
    return " ".join(_spelled(word, sources) for word in words)


def _spelled(word: str, sources: list[str]) -> str:
    """Return ``word`` with the beginning of the written word that begins alike, letters taken without their marks."""
    best = ""
    for source in sources:
        length, matched = 0, 0
        plain = [_plain(letter) for letter in word]
        for letter in source:
            bare = _plain(letter)
            if not bare:
                length += 1
            elif matched < len(plain) and plain[matched] == bare:
                length, matched = length + 1, matched + 1
            else:
                break
        if matched >= min(_SAME_STEM, len(word)) and matched > len(best):
            best, rest = source[:length], word[matched:]
            if matched >= len(word) - _ENDING:
                return best + (rest.lstrip("ь") if best.endswith("ь") else rest)
    return word


_SAME_STEM, _ENDING = 3, 3


def _plain(letter: str) -> str:
    from unicodedata import normalize

    return "" if letter == "ь" else normalize("NFD", letter.casefold())[0].replace("ł", "l")


def _in_latin(name: str) -> str:
    table = lexicon("be", "latin")
    back: dict[str, str] = table["back"]
    parts: list[str] = []
    # "Darja", "Sałaŭjova": behind these letters, a vowel or an apostrophe the sound is written out
    hard = frozenset([*table["vowels"], "", "ŭ", "r", "d", "t", "ž", "č", "š"])
    for letter in name:
        latin = back.get(letter.lower(), letter)
        if letter.lower() in table["soft"] and parts and parts[-1].lower() == "ł":
            # ля, лі are written la, li: the l itself is soft
            parts[-1] = "L" if parts[-1].isupper() else "l"
            latin = latin.removeprefix("i") or latin
        elif letter.lower() in table["soft"] and letter.lower() != "і" and (not parts or parts[-1].lower() in hard):
            latin = "j" + latin.removeprefix("i")
        parts.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(parts)
