"""From agreement to a probability.

PLACEHOLDER
"""

from __future__ import annotations

from math import exp

from kronika.language.names.agreement import Level

_SURNAME = {Level.EXACT: 3.0, Level.CLOSE: 2.5, Level.NEAR: 1.0, Level.INITIAL: -1.0, Level.PIECE: -0.5, Level.MISSING: -1.5,
            Level.BOTH_MISSING: -2.0, Level.SLIP: -2.0, Level.GENDER: -4.0, Level.DIFFERENT: -5.0}
_GIVEN = {Level.EXACT: 1.5, Level.CLOSE: 1.2, Level.NEAR: 0.6, Level.EITHER: 1.2, Level.SHORT: 0.3, Level.COGNATE: -1.5,
          Level.INITIAL: 0.0, Level.MISSING: -2.0, Level.BOTH_MISSING: -2.5, Level.SLIP: -2.0, Level.GENDER: -5.0,
          Level.DIFFERENT: -5.0}
_PATRONYMIC = {Level.EXACT: 1.5, Level.CLOSE: 1.0, Level.NEAR: 0.5, Level.INITIAL: 0.5, Level.MISSING: 0.0,
               Level.BOTH_MISSING: 0.0, Level.SLIP: -2.0, Level.DIFFERENT: -5.0}


def probability(surname: Level, given: Level, patronymic: Level, *, complete: bool) -> float:
    """Return it."""
    total = _SURNAME[surname] + _GIVEN[given] + _PATRONYMIC[patronymic] - 0.0 * (not complete)
    return 1 / (1 + exp(-total))
