"""How two parts of two names agree."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from kronika.language.names.align import FAR, closest
from kronika.language.names.given import families
from kronika.language.names.part import sounds_of

if TYPE_CHECKING:
    from kronika.language.names.part import Part


class Level(IntEnum):
    """How two parts agree, in the order of how much that speaks for one person (roughly).

    ``EXACT`` to ``NEAR``: one name in two spellings, or with a slip. ``EITHER``: a form that is a full name to some (Зміцер).
    ``SHORT``: a hypocoristic. ``COGNATE``: two names by which one person is sometimes called (Юрий, Георгий). ``INITIAL``: one is
    an initial that fits. ``PIECE``: half of a double surname, or a former one. ``MISSING``: one name has no such part;
    ``BOTH_MISSING``: neither has. ``SLIP``: a typing error may explain it. ``GENDER``: masculine and feminine form of one
    surname. ``DIFFERENT``: contradicting.
    """

    EXACT = 0
    CLOSE = 1
    NEAR = 2
    EITHER = 3
    SHORT = 4
    COGNATE = 5
    INITIAL = 6
    PIECE = 7
    MISSING = 8
    BOTH_MISSING = 9
    SLIP = 10
    GENDER = 11
    DIFFERENT = 12


#: upper bounds of the distance for each level
_EXACT = 0.15
_CLOSE = 0.4
_NEAR = 0.75
_SLIP = 1.05
#: in words this short every sound counts
_SHORT_WORD = 5
_MOST_PAIRS = 1_000_000

_surnames: dict[tuple[int, int], Level] = {}
_givens: dict[tuple[int, int], Level] = {}
_patronymics: dict[tuple[int, int], Level] = {}


def surnames(left: Part | None, right: Part | None) -> Level:
    """Return how two surnames agree."""
    if left is None or right is None:
        return Level.BOTH_MISSING if left is right else Level.MISSING
    if left is right:
        return Level.INITIAL if left.is_initial else Level.EXACT
    key = (left.number, right.number)
    level = _surnames.get(key)
    if level is None:
        level = _remember(_surnames, key, _surnames_anew(left, right))
    return level


def givens(left: Part | None, right: Part | None) -> Level:
    """Return how two given names agree."""
    if left is None or right is None:
        return Level.BOTH_MISSING if left is right else Level.MISSING
    key = (left.number, right.number)
    level = _givens.get(key)
    if level is None:
        level = _remember(_givens, key, _initials(left, right) or _givens_anew(left, right))
    return level


def patronymics(left: Part | None, right: Part | None) -> Level:
    """Return how two patronymics agree."""
    if left is None or right is None:
        return Level.BOTH_MISSING if left is right else Level.MISSING
    key = (left.number, right.number)
    level = _patronymics.get(key)
    if level is None:
        level = _remember(_patronymics, key, _initials(left, right) or _patronymics_anew(left, right))
    return level


def _remember(cache: dict[tuple[int, int], Level], key: tuple[int, int], level: Level) -> Level:
    if len(cache) >= _MOST_PAIRS:
        cache.clear()
    cache[key] = level
    return level


def _initials(left: Part, right: Part) -> Level | None:
    """Return how an initial agrees with the other part; None if neither is one."""
    if not left.is_initial and not right.is_initial:
        return None
    return Level.INITIAL if left.initials & right.initials else Level.DIFFERENT


def _by_sound(cost: float, length: int) -> Level:
    """Return the level for a distance between words of which the shorter has ``length`` sounds."""
    strict = 0.6 if length < _SHORT_WORD else 1.0
    if cost <= _EXACT:
        return Level.EXACT
    if cost <= _CLOSE * strict:
        return Level.CLOSE
    if cost <= _NEAR * strict:
        return Level.NEAR
    return Level.SLIP if cost <= _SLIP and length > _SHORT_WORD else Level.DIFFERENT


def _surnames_anew(left: Part, right: Part) -> Level:
    initial = _initials(left, right)
    if initial is not None:
        return initial
    length = min(len(word) for part in (left, right) for word in part.sounds or ("",))
    if left.gender and right.gender and left.gender != right.gender:
        cost = closest(left.bare, right.bare, _NEAR)
        return Level.GENDER if _by_sound(cost, length) <= Level.NEAR else Level.DIFFERENT
    level = _by_sound(closest(left.sounds, right.sounds, _SLIP), length)
    if level >= Level.SLIP and (left.pieces or right.pieces):
        pairs = [(one, other) for one in left.pieces or (left,) for other in right.pieces or (right,)]
        if any(surnames(one, other) <= Level.NEAR for one, other in pairs):
            return Level.PIECE
    return level


def _givens_anew(left: Part, right: Part) -> Level:
    if left.sounds and left.as_written.lower() == right.as_written.lower():
        return Level.EXACT
    kinds, others = dict(left.families), dict(right.families)
    common = kinds.keys() & others.keys()
    if common:
        return min(_together(kinds[family], others[family]) for family in common)
    known = families()
    if kinds and others:
        near = any(known[family].near & others.keys() for family in kinds)
        return Level.COGNATE if near else Level.DIFFERENT
    if left.gender and right.gender and left.gender != right.gender:
        return Level.DIFFERENT
    cost = min(closest(one, other, _SLIP) for one in _ways(left) for other in _ways(right))
    level = _by_sound(cost, min(len(left.as_written), len(right.as_written)))
    if level <= Level.NEAR and "short" in {*kinds.values(), *others.values()}:
        return Level.SHORT
    return level if level <= Level.NEAR or not (kinds or others) else Level.DIFFERENT


def _together(kind: str, other: str) -> Level:
    """Return the level for two forms of one family."""
    if "short" in (kind, other):
        return Level.SHORT
    return Level.EITHER if "either" in (kind, other) else Level.EXACT


def _ways(part: Part) -> list[tuple[str, ...]]:
    """Return the readings of a given name, and of the full forms of its families."""
    known = families()
    forms = [form for family, _ in part.families for form, kind in known[family].forms.items() if kind == "full"]
    return [part.sounds, *map(sounds_of, forms)]


def _patronymics_anew(left: Part, right: Part) -> Level:
    if left.gender and right.gender and left.gender != right.gender:
        return Level.DIFFERENT
    fathers, others = {family for family, _ in left.families}, {family for family, _ in right.families}
    if fathers & others:
        return Level.EXACT
    cost = closest(left.sounds, right.sounds, _SLIP)
    level = _by_sound(cost, min(len(left.as_written), len(right.as_written)))
    if fathers and others:
        return Level.SLIP if level <= Level.CLOSE else Level.DIFFERENT
    return level if cost < FAR else Level.DIFFERENT
