"""From bits to a probability that means what it says.

Features of one person's entries are not independent, as the model takes them to be: bits that add up promise too much. ``SCALE``
and ``SHIFT`` were fitted on invented people by ``benchmarks/identity_people.py --fit``, so that of the pairs given 0.9 nine of
ten are one person's.
"""

from __future__ import annotations

from math import exp2
from typing import Final

SCALE: Final = 1.0
SHIFT: Final = 0.0
_FURTHEST: Final = 60.0


def probability(bits: float) -> float:
    """Return the probability for log-odds in bits."""
    calibrated = min(max(SCALE * bits + SHIFT, -_FURTHEST), _FURTHEST)
    return 1 / (1 + exp2(-calibrated))
