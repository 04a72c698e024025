"""How two parts of two names agree, see :mod:`kronika.language.names.levels`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.language.names.align import FAR, closest
from kronika.language.names.given import families
from kronika.language.names.levels import (
    BOTH_MISSING,
    CLOSE,
    COGNATE,
    DIFFERENT,
    EITHER,
    EXACT,
    GENDER,
    INITIAL,
    MISSING,
    NEAR,
    PIECE,
    SHORT,
    SLIP,
)
from kronika.language.names.part import sounds_of

if TYPE_CHECKING:
    from kronika.language.names.part import Part

#: upper bounds of the distance for each level
_EXACT = 0.15
_CLOSE = 0.4
_NEAR = 0.75
_SLIP = 1.05
#: in words this short every sound counts
_SHORT_WORD = 5
_STRICT = 0.6
#: what is remembered is forgotten when it is this much: some 100 MB
_MOST_PAIRS = 1_000_000

_surnames: dict[int, int] = {}
_givens: dict[int, int] = {}
_patronymics: dict[int, int] = {}


def surnames(left: Part | None, right: Part | None) -> int:
    """Return how two surnames agree."""
    if left is None or right is None:
        return BOTH_MISSING if left is right else MISSING
    key = left.number << 32 | right.number
    level = _surnames.get(key)
    if level is None:
        if _apart(left, right) or _apart(right, left):
            return DIFFERENT
        level = _remember(_surnames, key, _surnames_anew(left, right))
    return level


def givens(left: Part | None, right: Part | None) -> int:
    """Return how two given names agree."""
    if left is None or right is None:
        return BOTH_MISSING if left is right else MISSING
    if left.as_written == right.as_written and not left.is_initial:
        return EXACT
    key = left.number << 32 | right.number
    level = _givens.get(key)
    if level is None:
        level = _remember(_givens, key, _givens_anew(left, right))
    return level


def patronymics(left: Part | None, right: Part | None) -> int:
    """Return how two patronymics agree."""
    if left is None or right is None:
        return BOTH_MISSING if left is right else MISSING
    key = left.number << 32 | right.number
    level = _patronymics.get(key)
    if level is None:
        level = _remember(_patronymics, key, _patronymics_anew(left, right))
    return level


def _remember(cache: dict[int, int], key: int, level: int) -> int:
    if len(cache) >= _MOST_PAIRS:
        cache.clear()
    cache[key] = level
    return level


def _apart(left: Part, right: Part) -> bool:
    """Return whether two surnames have too little in common to be worth an alignment: so it is with nearly all pairs."""
    letters = right.letters
    for sounds in left.nets:
        missing = 0
        for bits in sounds:
            if not bits & letters:
                missing += 1
                if missing > 1:
                    break
        else:
            return False
    return bool(left.nets) and not left.pieces and not right.pieces and not left.is_initial and not right.is_initial


def _initials(left: Part, right: Part) -> int | None:
    """Return how an initial agrees with the other part; None if neither is one."""
    if not left.is_initial and not right.is_initial:
        return None
    return INITIAL if left.initials & right.initials else DIFFERENT


def _by_sound(cost: float, length: int) -> int:
    """Return the level for a distance between words of which the shorter has ``length`` sounds."""
    strict = _STRICT if length < _SHORT_WORD else 1.0
    if cost <= _EXACT:
        return EXACT
    if cost <= _CLOSE * strict:
        return CLOSE
    if cost <= _NEAR * strict:
        return NEAR
    return SLIP if cost <= _SLIP and length > _SHORT_WORD else DIFFERENT


def _surnames_anew(left: Part, right: Part) -> int:
    initial = _initials(left, right)
    if initial is not None:
        return initial
    length = min(len(word) for part in (left, right) for word in part.sounds or ("",))
    if left.gender and right.gender and left.gender != right.gender:
        cost = closest(left.bare, right.bare, _NEAR)
        return GENDER if _by_sound(cost, length) <= NEAR else DIFFERENT
    level = _by_sound(closest(left.sounds, right.sounds, _SLIP), length)
    if level >= SLIP and (left.pieces or right.pieces):
        pairs = [(one, other) for one in left.pieces or (left,) for other in right.pieces or (right,)]
        if any(surnames(one, other) <= NEAR for one, other in pairs):
            return PIECE
    return level


def _givens_anew(left: Part, right: Part) -> int:
    initial = _initials(left, right)
    if initial is not None:
        return initial
    kinds, others = dict(left.families), dict(right.families)
    common = kinds.keys() & others.keys()
    level = min((_together(kinds[family], others[family]) for family in common), default=DIFFERENT)
    if level == SHORT and all(_is_full(own) and kinds[f] == others[f] for f in common for own in (kinds, others)):
        level = DIFFERENT  # two names of their own that also shorten a third: Нина and Яна for Янина
    if level < DIFFERENT:
        return level
    known = families()
    if kinds and others:
        near = any(known[family].near & _surely(others) for family in _surely(kinds))
        return COGNATE if near else DIFFERENT
    if left.gender and right.gender and left.gender != right.gender:
        return DIFFERENT
    cost = min(closest(one, other, _SLIP) for one in _ways(left) for other in _ways(right))
    level = _by_sound(cost, min(len(left.as_written), len(right.as_written)))
    if level <= NEAR and "short" in {*kinds.values(), *others.values()}:
        return SHORT
    return level if level <= NEAR or not (kinds or others) else DIFFERENT


def _together(kind: str, other: str) -> int:
    """Return the level for two forms of one family."""
    if "short" in (kind, other):
        return SHORT
    return EITHER if "either" in (kind, other) else EXACT


def _surely(kinds: dict[str, str]) -> set[str]:
    """Return the families of a name, without those that it only shortens if it is a full name of another."""
    return {family for family, kind in kinds.items() if kind != "short"} or set(kinds)


def _is_full(kinds: dict[str, str]) -> bool:
    return "full" in kinds.values()


def _ways(part: Part) -> list[tuple[str, ...]]:
    """Return the readings of a given name, and of the full forms of its families."""
    known = families()
    forms = [form for family, _ in part.families for form, kind in known[family].forms.items() if kind == "full"]
    return [part.sounds, *map(sounds_of, forms)]


def _patronymics_anew(left: Part, right: Part) -> int:
    initial = _initials(left, right)
    if initial is not None:
        return initial
    if left.gender and right.gender and left.gender != right.gender:
        return DIFFERENT
    fathers, others = {family for family, _ in left.families}, {family for family, _ in right.families}
    if fathers & others:
        return EXACT
    cost = closest(left.sounds, right.sounds, _SLIP)
    level = _by_sound(cost, min(len(left.as_written), len(right.as_written)))
    if fathers and others:
        return SLIP if level <= CLOSE else DIFFERENT
    return level if cost < FAR else DIFFERENT
