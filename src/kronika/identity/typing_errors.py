"""Whether slips of the pen explain that two parts of a name differ."""

from __future__ import annotations

from functools import lru_cache

from kronika.language.names import Part

_SHORT, _LONG = 4, 8


def typing_error(left: Part, right: Part, *, known_apart: bool) -> bool:
    """Return whether one slip (two in long words) makes one part the other: a letter wrong, left out, put in, two changed round.

    Args:
        left: a part.
        right: the other one.
        known_apart: two words that are both known names are two names, however alike (Дарья, Марья).
    """
    if left.is_initial or right.is_initial or (left.gender and right.gender and left.gender != right.gender):
        return False
    if known_apart and left.families and right.families:
        return False
    return any(_within(one, other) for one in left.skeletons for other in right.skeletons)


def _within(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _SHORT:
        return False
    most = 2 if shorter >= _LONG else 1
    return abs(len(one) - len(other)) <= most and slips(one, other) <= most


@lru_cache(maxsize=100_000)
def slips(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, put in or changed round with their neighbour (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, against in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != against))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == against:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
    return row[-1]
