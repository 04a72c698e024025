"""Steps of the sampler that forget who is in which class: they reach in one leap what class by class takes for ever.

With very many missing people every step that holds them fixed is small. Here people are summed out, so a class may change how
easily it is found, and its share with it, by any factor at once (Metropolis steps on the likelihood of the table itself).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kronika.estimates.chance import normal, uniform
from kronika.estimates.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST = 1e-12
#: the spread of a leap, in logarithms of odds: from small to great, in proportion
_NARROW, _WIDE = 0.05, 60.0


@compiled
def leap(
    state: NDArray[np.uint64],
    patterns: NDArray[np.int64],
    counts: NDArray[np.float64],
    shares: NDArray[np.float64],
    chances: NDArray[np.float64],
    concentration: float,
) -> None:
    """Propose another class of one kind, and take it with the probability that keeps the posterior what it is."""
    classes, lists = chances.shape
    k = min(int(uniform(state) * classes), classes - 1)
    kind = uniform(state)
    spread = _NARROW * math.exp(math.log(_WIDE) * uniform(state))
    old_chances = chances[k].copy()
    old_shares = shares.copy()
    before = _log_likelihood(patterns, counts, shares, chances)
    gain = 0.0
    shift = spread * normal(state)
    if kind < 0.3:
        j = min(int(uniform(state) * lists), lists - 1)
        gain += _move(chances, k, j, shift)
    elif kind < 0.8:
        for j in range(lists):
            gain += _move(chances, k, j, shift)
    if kind >= 0.5 and k < classes - 1:
        gain += _share(shares, k, -shift if kind < 0.8 else shift, concentration)
    after = _log_likelihood(patterns, counts, shares, chances) + gain
    if not math.log(uniform(state)) < after - before:
        chances[k] = old_chances
        shares[:] = old_shares


@compiled
def _move(chances: NDArray[np.float64], k: int, j: int, shift: float) -> float:
    """Shift the log-odds of a chance; return the change of the log prior, in log-odds."""
    old = min(max(chances[k, j], _LEAST), 1.0 - _LEAST)
    odds = old / (1.0 - old) * math.exp(shift)
    new = min(max(odds / (1.0 + odds), _LEAST), 1.0 - _LEAST)
    chances[k, j] = new
    return math.log(new * (1.0 - new)) - math.log(old * (1.0 - old))


@compiled
def _share(shares: NDArray[np.float64], k: int, shift: float, concentration: float) -> float:
    """Shift the log-odds of a stick; return the change of the log prior, in log-odds."""
    behind = 0.0
    for later in range(k + 1, len(shares)):
        behind += shares[later]
    left = shares[k] + behind
    if left <= 0.0 or behind <= 0.0 or shares[k] <= 0.0:
        return -math.inf
    old_rest = behind / left
    odds = shares[k] / behind * math.exp(shift)
    stick, rest = odds / (1.0 + odds), 1.0 / (1.0 + odds)
    if stick <= 0.0 or rest <= 0.0:
        return -math.inf
    shares[k] = left * stick
    for later in range(k + 1, len(shares)):
        shares[later] *= rest / old_rest
    return concentration * math.log(rest / old_rest) + math.log(stick / (1.0 - old_rest))


@compiled
def _log_likelihood(
    patterns: NDArray[np.int64], counts: NDArray[np.float64], shares: NDArray[np.float64], chances: NDArray[np.float64]
) -> float:
    """Return the log-likelihood of the table, N summed out."""
    classes, lists = chances.shape
    cells = np.zeros(len(patterns))
    hidden = 0.0
    for k in range(classes):
        if shares[k] <= 0.0:
            continue
        unseen = shares[k]
        for j in range(lists):
            unseen *= 1.0 - chances[k, j]
        hidden += unseen
        for cell in range(len(patterns)):
            weight = unseen
            for j in range(lists):
                if patterns[cell] >> j & 1:
                    weight *= chances[k, j] / (1.0 - chances[k, j])
            cells[cell] += weight
    total = 0.0
    people = 0.0
    for cell in range(len(patterns)):
        total += counts[cell] * math.log(cells[cell])
        people += counts[cell]
    return total - people * math.log(max(1.0 - hidden, _LEAST))
