"""From the agreement of the parts to a probability.

The weights are log-odds, one for each way in which a part can agree; they add up. They were fitted by ``benchmarks/names.py --fit``
on a set of public figures and on invented people, pulled towards what was expected (0 is no evidence). Half of the pairs of those
sets are one person, and the others were chosen to be alike (kin, near names, contradicting patronymics). So the probability says
how far the names speak for one person when somebody has already put the two side by side; it knows nothing of how common the name
is, and pairs at random are far less often one person.
"""

from __future__ import annotations

from math import exp
from typing import Final

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

#: what was expected of each level before any pair was seen; where the sets have few pairs, this decides
EXPECTED: Final[dict[str, dict[int, float]]] = {
    "surname": {EXACT: 2.0, CLOSE: 1.5, NEAR: -0.5, PIECE: -1.0, INITIAL: -1.0, MISSING: -2.5, BOTH_MISSING: -3.5, SLIP: -2.5,
                GENDER: -4.0, DIFFERENT: -6.0},
    "given": {EXACT: 1.5, CLOSE: 1.0, NEAR: 0.0, EITHER: 1.0, SHORT: 0.0, COGNATE: -2.0, INITIAL: -0.5, MISSING: -2.0,
              BOTH_MISSING: -3.0, SLIP: -2.5, GENDER: -6.0, DIFFERENT: -6.0},
    "patronymic": {EXACT: 1.5, CLOSE: 1.0, NEAR: 0.5, INITIAL: 0.5, MISSING: 0.0, BOTH_MISSING: 0.0, SLIP: -2.5, DIFFERENT: -6.0},
}  # fmt: skip

WEIGHTS: Final[dict[str, dict[int, float]]] = EXPECTED

_LEAST, _MOST = 0.001, 0.999


def probability(surname: int, given: int, patronymic: int) -> float:
    """Return the probability that two names whose parts agree so are one person's, 0.001 to 0.999."""
    total = WEIGHTS["surname"][surname] + WEIGHTS["given"][given] + WEIGHTS["patronymic"][patronymic]
    return min(max(1 / (1 + exp(-total)), _LEAST), _MOST)
