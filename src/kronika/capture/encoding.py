"""Bytes -> text: which of the encodings that documents in Belarus and its neighbours come in.

Unicode is recognised by its own structure. The one-byte encodings are told apart by how likely the letters are that each of
them makes of the same bytes, see :mod:`kronika.capture.letter_pairs`.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kronika.capture.letter_pairs import LETTERS, PAIRS
from kronika.errors import InputError

#: one-byte encodings that are told apart, the likelier first: a tie goes to the earlier one
ONE_BYTE = ("cp1251", "koi8-r", "koi8-u", "koi8-ru", "cp866", "iso8859-5", "cp1252", "cp1250")

#: bytes that the choice is made on; more of them do not change it
_SAMPLE = 1 << 17
_WINDOWS = 4
#: bits by which an encoding is rarer than cp1251 before any letter is seen
_PRIOR = {"koi8-r": 2, "koi8-u": 2.5, "koi8-ru": 3, "cp866": 2, "iso8859-5": 6, "cp1252": 4, "cp1250": 8}
#: bits a letter above which what comes out is no text in any of the languages, and what a few letters may have more.
#: Measured: Russian, Belarusian, Ukrainian 4.4 to 4.8 (200 letters: never above 5.6), random bytes 8.2 (never below 7.4)
_IMPLAUSIBLE = 6.2
_ALLOWANCE = 30.0
#: letters below which the choice is called a guess
_FEW = 20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: signs beyond ASCII that stand between words, and those that are rarer
_PUNCTUATION = frozenset("\xa0\xad«»“”„‘’–—…№")
_RARE_SIGNS = frozenset("‚‹›•·§°©®™±×€½¼¾²³´`¿¡†‡‰")
#: letters with marks that Western and Central European text is made of
_LATIN = {
    "cp1252": frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœ"),
    "cp1250": frozenset("áäčďéěíĺľňóôŕřšťúůýžąćęłńśźżöüőűßâăîșşţđ"),
}
_BOUNDARY, _SIGN, _RARE_SIGN, _ASCII_LETTER, _LATIN_LETTER, _OTHER_LETTER, _SYMBOL, _CONTROL, _LATIN_I, _CYRILLIC = range(10)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class Decoded(NamedTuple):
    """Text, the encoding it was decoded from (a name that iconv knows), and what to know about the decoding."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, declared: str = "") -> Decoded:
    """Return the text of ``content`` without its byte order mark.

    Args:
        content: all bytes of a text.
        declared: the encoding that the source itself names, if it does. It is believed unless the bytes say otherwise.

    Raises:
        InputError: the bytes are text in no encoding that is tried.
    """
    for bom, name in _BOMS:
        if content.startswith(bom) and (bom[0] not in {0xFE, 0xFF} or _has_controls(content[len(bom) :])):
            return _unicode(content[len(bom) :], name)
    wide = _wide(content)
    if wide:
        return _unicode(content, wide)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(content):
        return _unicode(content, "utf-8")
    return _one_byte(content, declared)


def is_text(content: bytes) -> bool:
    """Say whether ``content`` may be text: in Unicode, or in one byte a letter with hardly a control character."""
    sample = content[:_SAMPLE]
    if any(content.startswith(bom) for bom, _ in _BOMS) or _wide(sample):
        return True
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b\x00")
    return controls * 200 <= len(sample) and sample.count(0) * 10 <= len(sample)


def _has_controls(content: bytes) -> bool:
    """Say whether there are bytes of 0 to 8: UTF-16 is never without, while a text in cp1251 may begin with "яю"."""
    return not content or any(byte in content for byte in range(9))


def _unicode(content: bytes, name: str) -> Decoded:
    """Decode Unicode; bytes that are none become U+FFFD, with a note."""
    try:
        return Decoded(content.decode(name), name)
    except UnicodeDecodeError:
        text = content.decode(name, "replace")
    line = text.count("\n", 0, text.find("\ufffd")) + 1
    what = f"bytes that are not {name.upper()} became the sign U+FFFD {text.count(chr(0xFFFD))} times, first in line {line}"
    return Decoded(text, name, (what,))


def _wide(content: bytes) -> str:
    """Return UTF-16's name where text in it has no byte order mark: its high bytes are 0 (Latin) or 4 (Cyrillic)."""
    sample = content[: _SAMPLE & ~1]
    if len(sample) < 2 or len(content) % 2:
        return ""
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        usual = high.count(0) + high.count(4) + high.count(0x20)
        if usual >= 0.9 * len(high) and high.count(0) + high.count(4) > 0.6 * len(high):
            low = sample[::2] if name == "utf-16-le" else sample[1::2]
            if low.count(0) <= 0.1 * len(low):
                return name
    return ""


def _nearly_utf8(content: bytes) -> bool:
    """Say whether all but a few letters of the text are proper UTF-8: a damaged or cut file, or one pasted together."""
    sample = _sample(content)
    broken = sample.decode("utf-8", "replace")
    good = sum(1 for letter in broken if letter > "\x7f" and letter != "\ufffd")
    return good >= 8 and (broken.count("\ufffd") - _WINDOWS) * 20 <= good


def _sample(content: bytes) -> bytes:
    """Return at most _SAMPLE bytes in _WINDOWS pieces, each from a byte beyond ASCII on: what comes before tells nothing."""
    if len(content) <= _SAMPLE:
        return content
    size = _SAMPLE // _WINDOWS
    pieces = []
    end = 0
    for window in range(_WINDOWS):
        found = _BEYOND_ASCII.search(content, max(end, window * len(content) // _WINDOWS))
        if not found:
            break
        start, end = found.start(), found.start() + size
        pieces.append(content[start:end])
    return b"\n".join(pieces)


def _one_byte(content: bytes, declared: str) -> Decoded:
    sample = _sample(content)
    pairs = Counter(pairwise(b"\n" + sample + b"\n"))
    letters = sum(byte > 0x7F for byte in sample)
    named = _known(declared)
    if named and named not in ONE_BYTE:
        try:
            return Decoded(content.decode(named), named)
        except UnicodeDecodeError:
            pass
    costs = {name: _cost(pairs, name) for name in ONE_BYTE}
    best = min(costs, key=costs.__getitem__)
    if named in costs and costs[named] <= costs[best] + 0.1 * letters + max(_PRIOR.values()):
        best = named
    if costs[best] > _IMPLAUSIBLE * letters + _ALLOWANCE or not is_text(content):
        tried = ", ".join(("UTF-8", "UTF-16", *ONE_BYTE))
        raise InputError(
            f"the encoding of its letters cannot be told (tried {tried})",
            advice="Open it in the program that it comes from, save it as UTF-8 and add that file",
        )
    notes = []
    if letters < _FEW:
        notes.append(f"the encoding {best} is a guess from {letters} letters")
    if declared and named != best:
        notes.append(f"the source calls its encoding {declared[:40]}, but its letters are {best}")
    return Decoded(_decode_with(content, best), best, tuple(notes))


def _known(declared: str) -> str:
    """Return the name used here of an encoding that a source names, or nothing if Python does not know it."""
    try:
        found = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    if found == "iso8859-1":
        return "cp1252"  # as every browser takes it
    return next((name for name in ONE_BYTE if name != "koi8-ru" and codecs.lookup(name).name == found), found)


def _decode_with(content: bytes, name: str) -> str:
    """Decode one of ONE_BYTE; a byte that it does not define becomes U+FFFD."""
    if name == "koi8-ru":
        return content.decode("koi8-u", "replace").translate(_KOI8_RU)
    return content.decode(name, "replace")


#: KOI8-RU is KOI8-U with the Belarusian short u, which Python's codec has not
_KOI8_RU = {ord(b"\xae".decode("koi8-u")): "ў", ord(b"\xbe".decode("koi8-u")): "Ў"}


def _cost(pairs: Counter[tuple[int, int]], name: str) -> float:
    """Return how unlikely the text is that ``name`` makes of the bytes whose ``pairs`` were counted, in bits."""
    classes, uppers = _classes(name)
    total = float(_PRIOR.get(name, 0))
    for (before, after), count in pairs.items():
        if before < 0x80 and after < 0x80:
            continue
        left, right = classes[before], classes[after]
        bits = _pair_cost(left, right)
        if uppers[after] and not uppers[before] and left >= _ASCII_LETTER and right >= _CYRILLIC:
            bits += 6  # a capital inside a word
        total += bits * count
    return total


def _pair_cost(left: int, right: int) -> float:
    """Return the bits of one pair of classes; classes from _CYRILLIC on are letters of LETTERS."""
    if left < _CYRILLIC and right < _CYRILLIC:
        return _OTHER_COST[_row(left)][_row(right)]
    sign = _SIGN_COST.get(left, 0) + _SIGN_COST.get(right, 0)
    # where an encoding has no Belarusian or Ukrainian i, the Latin one stands for it
    left, right = (_CYRILLIC + _I if side == _LATIN_I else side for side in (left, right))
    if _ASCII_LETTER <= left < _CYRILLIC or _ASCII_LETTER <= right < _CYRILLIC:
        return 14 if _CONTROL in {left, right} else 11
    return sign + PAIRS[max(left - _CYRILLIC, 0)][max(right - _CYRILLIC, 0)]


def _row(kind: int) -> int:
    return _ASCII_LETTER if kind == _LATIN_I else kind


_I = LETTERS.index("і")
#: signs beyond ASCII are rarer than a space
_SIGN_COST = {_SIGN: 1, _RARE_SIGN: 5}
_OTHER_COST = (
    # after: boundary, sign, rare sign, ASCII letter, usual Latin letter, other letter, symbol, control
    (0, 2, 6, 0, 4, 8, 9, 14),  # before: boundary
    (2, 5, 8, 2, 5, 8, 10, 14),  # sign beyond ASCII
    (5, 8, 9, 6, 8, 10, 10, 14),  # rare sign
    (0, 2, 6, 0, 3, 7, 10, 14),  # ASCII letter
    (3, 4, 8, 2, 7, 9, 11, 14),  # usual Latin letter with a mark
    (6, 7, 9, 6, 9, 10, 11, 14),  # other letter
    (7, 8, 9, 9, 11, 11, 9, 14),  # symbol
    (14, 14, 14, 14, 14, 14, 14, 14),  # control
)


@cache
def _classes(name: str) -> tuple[list[int], list[bool]]:
    """Return for each of 256 bytes its class in encoding ``name``, and whether it is a capital letter."""
    letters = [_decode_with(bytes([byte]), name) for byte in range(256)]
    latin = _LATIN.get(name, frozenset())
    classes = []
    for letter in letters:
        low = letter.lower()
        if low in LETTERS and low != "_":
            classes.append(_CYRILLIC + LETTERS.index(low))
        elif letter.isascii():
            classes.append(_LATIN_I if low == "i" else _ASCII_LETTER if letter.isalpha() else _BOUNDARY)
        elif letter in _PUNCTUATION:
            classes.append(_SIGN)
        elif letter in _RARE_SIGNS:
            classes.append(_RARE_SIGN)
        elif low in latin:
            classes.append(_LATIN_LETTER)
        elif letter.isalpha():
            classes.append(_OTHER_LETTER)
        elif letter == "\ufffd" or not letter.isprintable():
            classes.append(_CONTROL)
        else:
            classes.append(_SYMBOL)
    return classes, [letter.isupper() for letter in letters]
