"""From the agreement of the parts to a probability.

The weights are log-odds, one for each way in which a part can agree; they add up. They were fitted by
``benchmarks/names.py --fit`` on a set of public figures and on invented people, pulled towards what was expected (0 is no
evidence). Half of the pairs of those
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
    "surname": {EXACT: 2.5, CLOSE: 2.0, NEAR: -0.5, PIECE: -1.0, INITIAL: -1.0, MISSING: -3.0, BOTH_MISSING: -4.0, SLIP: -2.5,
                GENDER: -4.5, DIFFERENT: -8.0},
    "given": {EXACT: 1.5, CLOSE: 1.0, NEAR: 0.0, EITHER: 1.0, SHORT: 0.0, COGNATE: -2.5, INITIAL: -0.5, MISSING: -2.0,
              BOTH_MISSING: -3.0, SLIP: -2.5, GENDER: -8.0, DIFFERENT: -8.5},
    "patronymic": {EXACT: 1.0, CLOSE: 0.8, NEAR: 0.5, INITIAL: 0.5, MISSING: 0.0, BOTH_MISSING: 0.0, SLIP: -2.5, DIFFERENT: -7.0},
}  # fmt: skip

WEIGHTS: Final[dict[str, dict[int, float]]] = {
    "surname": {EXACT: 3.04, CLOSE: 2.11, NEAR: -0.58, PIECE: -1.0, INITIAL: -1.0, MISSING: -3.0, BOTH_MISSING: -4.0, SLIP: -2.61,
                GENDER: -4.5, DIFFERENT: -8.05},
    "given": {EXACT: 1.24, CLOSE: 1.0, NEAR: 0.0, EITHER: 1.01, SHORT: 0.59, COGNATE: -2.63, INITIAL: -0.03, MISSING: -2.0,
              BOTH_MISSING: -3.0, SLIP: -2.5, GENDER: -8.0, DIFFERENT: -8.76},
    "patronymic": {EXACT: 0.66, CLOSE: 0.66, NEAR: 0.5, INITIAL: 0.66, MISSING: 0.66, BOTH_MISSING: 0.12, SLIP: -2.5,
                   DIFFERENT: -7.71},
}  # fmt: skip

_LEAST, _MOST = 0.001, 0.999
#: In the sets nearly every pair with fitting initials or a hypocoristic is one person, because nobody thought of pairs that only
#: happen to fit. Lists have many. So what is only possible never gets the number of what is the same.
_MOST_POSSIBLE = 0.9
#: one word, or initials alone
_MOST_INCOMPLETE = 0.5


def probability(surname: int, given: int, patronymic: int, *, verdict: str, complete: bool) -> float:
    """Return the probability that two names whose parts agree so are one person's, 0.001 to 0.999."""
    total = WEIGHTS["surname"][surname] + WEIGHTS["given"][given] + WEIGHTS["patronymic"][patronymic]
    most = _MOST if verdict == "same" else _MOST_POSSIBLE if complete else _MOST_INCOMPLETE
    return min(max(1 / (1 + exp(-total)), _LEAST), most)
