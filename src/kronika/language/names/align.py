"""How far apart two words are once language and Latin system are explained away."""

from __future__ import annotations

from functools import lru_cache

from kronika.language.names.sounds import cost_left_out, cost_read_as, is_vowel, letters, within

#: nothing that costs this much is told apart any further
FAR = 2.0
#: a consonant that only one word has at its end is a suffix, not a slip of the pen
_SUFFIX = 0.3
#: soft signs, iotation and doubled letters make one word longer than the other, but not by more sounds than this
_LONGER = 6

#: two sounds that have no counterpart this near already make two words: nearly all pairs are told apart by that
_NO_COUNTERPART = 0.55


class _Reads(dict[str, float]):
    """What it costs to read one sound as another, worked out when it is first asked for."""

    def __init__(self, one: str) -> None:
        self._one = one

    def __missing__(self, other: str) -> float:
        self[other] = cost = cost_read_as(self._one, other)
        return cost


class _AllReads(dict[str, _Reads]):
    def __missing__(self, one: str) -> _Reads:
        self[one] = found = _Reads(one)
        return found


_reads = _AllReads()


@lru_cache(maxsize=200_000)
def _dropped(word: str) -> list[float]:
    costs = [cost_left_out(one) for one in word]
    if not is_vowel(word[-1]):
        costs[-1] += _SUFFIX if costs[-1] >= 1.0 else 0.0
    return costs


def distance(left: str, right: str, limit: float = FAR) -> float:
    """Return the cost of the best alignment of two strings of sounds, or ``FAR`` as soon as it must exceed ``limit``."""
    if left == right:
        return 0.0
    if not left or not right or abs(len(left) - len(right)) > _LONGER:
        return FAR
    drop_right = _dropped(right)
    row = [0.0]
    for dropped in drop_right:
        row.append(row[-1] + dropped)
    columns = list(enumerate(zip(right, drop_right, strict=True), start=1))
    # Written out without min() and tuples as keys: most of the time of reading and comparing names is spent here.
    for one, drop in zip(left, _dropped(left), strict=True):
        reads = _reads[one]
        above = row[0]
        before = least = above + drop
        current = [before]
        for column, (other, dropped) in columns:
            cost = above + reads[other]
            above = row[column]
            if above + drop < cost:  # noqa: PLR1730 - see above
                cost = above + drop
            if before + dropped < cost:  # noqa: PLR1730
                cost = before + dropped
            current.append(cost)
            before = cost
            if cost < least:  # noqa: PLR1730
                least = cost
        if least > limit:
            return FAR
        row = current
    return row[-1] if row[-1] <= limit else FAR


@lru_cache(maxsize=200_000)
def net(word: str) -> tuple[int, ...]:
    """Return for each sound that counts the letters that it may be taken for, as bits: those first that few words have.

    Two words of which two such sets have no letter in common with the whole other word are further apart than any slip.
    """
    each = {_bits(within(one, _NO_COUNTERPART)): is_vowel(one) for one in word if cost_left_out(one) >= _NO_COUNTERPART}
    return tuple(sorted(each, key=lambda bits: (each[bits], bits.bit_count())))


@lru_cache(maxsize=200_000)
def letters_of(word: str) -> int:
    """Return all letters that the sounds of a word may be, as bits."""
    return _bits(frozenset(letter for one in word for letter in letters(one)))


def _bits(found: frozenset[str]) -> int:
    return sum(1 << (ord(letter) & 0x7F) for letter in found)


def closest(lefts: tuple[str, ...], rights: tuple[str, ...], limit: float = FAR) -> float:
    """Return the least distance between any reading of one word and any of another; ``FAR`` if it exceeds ``limit``."""
    best = FAR
    for left in lefts:
        for right in rights:
            best = min(best, distance(left, right, min(limit, best)))
    return best
