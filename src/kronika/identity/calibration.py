"""From bits to a probability that means what it says.

The features of two entries are not independent, as the model takes them to be, so bits that add up do not mean quite what they
say. ``SCALE`` and ``SHIFT`` were chosen by ``benchmarks/identity_linking.py --fit`` on invented people (between what 10,000
entries and what lists of 60 ask for), so that of the pairs given 0.9 nine of ten are one person's.
"""

from __future__ import annotations

from math import exp2
from typing import Final

SCALE: Final = 0.9
SHIFT: Final = 2.5
_FURTHEST: Final = 60.0


def calibrated(bits: float) -> float:
    """Return log-odds in bits that mean what they say."""
    return SCALE * bits + SHIFT


def probability(bits: float) -> float:
    """Return the probability for calibrated log-odds in bits."""
    return 1 / (1 + exp2(-min(max(bits, -_FURTHEST), _FURTHEST)))
