"""Letters that look alike and marks that nobody sees, with every character's place in the source kept.

OCR and hurried typing put Latin letters inside Cyrillic words (``Дубовiк`` with a Latin ``i``), and web pages hide soft hyphens
and stress marks in them. Comparing needs clean words; quoting needs the source's own characters. So a repair never changes the
length of a text, and a fold, which does, carries a map back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: Latin letters and the Cyrillic letters that look like them
_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceiopxyïÏ", "АВСЕНІКМОРТХУасеіорхуїЇ")
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}
_LATIN = r"A-Za-zÀ-ɏ"
_CYRILLIC = r"Ѐ-ӿ"
_MIXED = re.compile(rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_WORD = re.compile(rf"[{_LATIN}{_CYRILLIC}]+")
_LATIN_LETTERS = re.compile(rf"[{_LATIN}]")
#: soft hyphen, zero-width space, joiners and marks of direction, byte order mark
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_ACUTE, _GRAVE = "\u0301", "\u0300"
_VOWELS = frozenset("аеёиоуыэюяіїАЕЁИОУЫЭЮЯІЇ")
_FOLDABLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")


class Mixed(NamedTuple):
    """A word in which letters of two scripts stand.

    Attributes:
        start, end: of the word in the text.
        written: the word as it stands.
        repaired: the word in one script; as written if some letter has no look-alike there.
        positions: the characters of the text that would change.
    """

    start: int
    end: int
    written: str
    repaired: str
    positions: tuple[int, ...]


def find_mixed(text: str) -> list[Mixed]:
    """Return the words that mix Latin and Cyrillic letters. A word of both that no look-alike explains is returned as it is.

    >>> find_mixed("Дубовiк")[0].repaired == "Дубовік"
    True
    """
    if not _MIXED.search(text):
        return []
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if _MIXED.search(word):
            repaired = _repair_word(word)
            changed = tuple(match.start() + i for i, (a, b) in enumerate(zip(word, repaired, strict=True)) if a != b)
            found.append(Mixed(match.start(), match.end(), word, repaired, changed))
    return found


def _repair_word(word: str) -> str:
    """Return the word in the script of most of its letters, Cyrillic if they are as many; as it is if that cannot be."""
    latin = len(_LATIN_LETTERS.findall(word))
    choices = [word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)]
    if latin * 2 > len(word):
        choices.reverse()
    return next((choice for choice in choices if not _MIXED.search(choice)), word)


def repair(text: str) -> str:
    """Return the text with look-alike letters inside words replaced; as long as ``text``, so that places stay the same."""
    mixed = find_mixed(text)
    if not mixed:
        return text
    pieces, position = [], 0
    for word in mixed:
        pieces += [text[position : word.start], word.repaired]
        position = word.end
    return "".join([*pieces, text[position:]])


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without invisible marks, and where its characters stand in the source.

    Attributes:
        text: the folded text.
        kept: for each character of ``text`` its place in the source, and at the end the source's length; empty if nothing
            was folded and places are the same.
    """

    text: str
    kept: Sequence[int] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the source's characters for ``text[start:end]``, marks inside included, marks after the end left out."""
        if not self.kept:
            return start, end
        if start >= end:
            return self.kept[start], self.kept[start]
        return self.kept[start], self._after(end - 1)

    def folded(self, position: int) -> int:
        """Return the place in ``text`` of the source's character at ``position`` (or of the next one that was kept)."""
        return bisect_left(self.kept, position) if self.kept else position

    def _after(self, last: int) -> int:
        """Return the end in the source of the folded character ``last``: one character, and more if marks make it up."""
        start, limit = self.kept[last], self.kept[last + 1]
        return start + 1 if limit == start + 1 else start + _consumed(self.text[last], limit - start)


def _consumed(character: str, limit: int) -> int:
    """Return how many characters of the source a folded character was made of (letter and mark), at most ``limit``."""
    return min(max(len(unicodedata.normalize("NFD", character)), 1), limit)


def fold(text: str, *, join_lines: bool = False) -> Folded:
    r"""Return the text without soft hyphens, zero-width characters and stress marks, and with letters composed (NFC).

    A stress mark is an acute or grave accent on a Cyrillic vowel; other marks belong to their letters (``й``, ``ё``, ``ć``)
    and are composed with them. With ``join_lines``, a word broken by a hyphen at the end of a line is made whole.

    >>> folded = fold("за\u00adтры\u0301маны")
    >>> folded.text, folded.original(0, 9)
    ('затрыманы', (0, 11))
    """
    if not _FOLDABLE.search(text) and not (join_lines and _BROKEN.search(text)):
        return Folded(text)
    skipped = {i for match in _BROKEN.finditer(text) for i in range(*match.span())} if join_lines else set()
    characters: list[str] = []
    kept = array("I")
    for position, character in enumerate(text):
        if character in _INVISIBLE or position in skipped:
            continue
        if unicodedata.combining(character) and characters:
            if character in {_ACUTE, _GRAVE} and characters[-1] in _VOWELS:
                continue
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        characters.append(character)
        kept.append(position)
    kept.append(len(text))
    return Folded("".join(characters), kept)
