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


def calibrated(bits: float) -> float:
    """Return log-odds in bits that mean what they say."""
    return SCALE * bits + SHIFT


def probability(bits: float) -> float:
    """Return the probability for calibrated log-odds in bits."""
    return 1 / (1 + exp2(-min(max(bits, -_FURTHEST), _FURTHEST)))
