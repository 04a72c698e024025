"""Identifiers that come from the source, the place in it and the family of the rule.

Two records that read the same source agree on every id, and a source that is read again proposes nothing twice. An id is a
letter for the noun and 80 bits of a BLAKE2b hash in lower-case base 32: ``s`` statement, ``m`` mention, ``d`` source
(document), ``e`` entity, ``j`` judgement, ``c`` consent.
"""

from __future__ import annotations

from hashlib import blake2b

SEPARATOR = "\x1f"
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
#: two letters for ten bits: a list makes a million ids, and ``base64.b32encode`` costs more than the hash
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)


def make_id(letter: str, *parts: object) -> str:
    """Return ``letter`` and 16 base-32 characters derived from ``parts`` (order matters).

    >>> make_id("m", "d1", "person", 10, 25) == make_id("m", "d1", "person", 10, 25)
    True
    """
    return _hashed(letter, SEPARATOR.join(map(str, parts)))


def _hashed(letter: str, text: str) -> str:
    bits = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).digest(), "big")
    return (
        f"{letter}{_PAIRS[bits >> 70]}{_PAIRS[bits >> 60 & 1023]}{_PAIRS[bits >> 50 & 1023]}{_PAIRS[bits >> 40 & 1023]}"
        f"{_PAIRS[bits >> 30 & 1023]}{_PAIRS[bits >> 20 & 1023]}{_PAIRS[bits >> 10 & 1023]}{_PAIRS[bits & 1023]}"
    )


def source_id(sha256: str) -> str:
    """Return the id of the source whose bytes have this SHA-256 (hexadecimal)."""
    return make_id("d", sha256)


def mention_id(source: str, kind: str, family: str, *locator: object) -> str:
    """Return the id of a mention: ``source`` is a source's id, or for a row of a list the list's name.

    ``family`` is the family of the rule that found it (``list``, ``text``, ``hand``): a better rule of the same family that
    finds the same thing in the same place proposes the same id. ``locator`` is a character range or a row key.
    """
    return _hashed("m", SEPARATOR.join((source, kind, family, *map(str, locator))))


def statement_id(mention: str, name: str, value: str, source: str, start: int) -> str:
    """Return the id of a statement about ``mention``: property ``name``, normalised ``value``, and where it stands."""
    return _hashed("s", f"{mention}{SEPARATOR}{name}{SEPARATOR}{value}{SEPARATOR}{source}{SEPARATOR}{start}")
