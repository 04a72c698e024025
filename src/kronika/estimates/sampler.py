"""The Gibbs sampler of the latent-class model, compiled (Manrique-Vallier, Biometrics 72, 2016).

People fall into classes; within a class the lists find people independently. The shares of the classes come from a Dirichlet
process whose sticks are broken off a fixed number of times. Everything that is drawn has a closed form given the rest.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kronika.estimates.chance import beta, binomial, gamma, log_gamma, poisson, uniform
from kronika.estimates.compiled import compiled
from kronika.estimates.jumps import leap

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: no sampler needs to tell more missing people apart than that
_MOST = 1e12
#: the smallest concentration that is proposed
_LEAST = 1e-6
#: sweeps from one change of the order of classes to the next
_REORDERED = 4
#: sweeps from one leap to the next
_LEAPED = 2
#: a chain begins with so small a share of the people, and the others join in so many stages: few people bind it to no answer
_SHARE, _STAGES = 0.03, 24


@compiled
def sample(
    state: NDArray[np.uint64],
    patterns: NDArray[np.int64],
    counts: NDArray[np.float64],
    lists: int,
    priors: NDArray[np.float64],
    plan: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Run one chain and return what was kept of it.

    Args:
        state: of the random numbers.
        patterns: lists that people are on; only patterns that somebody has.
        counts: people of each pattern.
        lists: how many.
        priors: shape and rate of the gamma prior of the process's concentration.
        plan: classes at most, sweeps before anything is kept, how many are kept, how many sweeps lie between two of them, and 1
            to begin with everybody spread over all classes, or 0 to begin with few people.

    Returns:
        float64 of shape (kept, 3): missing people, the concentration, and classes that hold somebody.
    """
    classes, first, kept, thin, spread = plan
    found = np.empty((kept, 3))
    chances = np.empty((classes, lists))
    shares = np.empty(classes)
    concentration = _begin(state, priors, spread, shares, chances)
    inside = np.zeros(classes)
    listed = np.zeros((classes, lists))
    missing = np.zeros(classes)
    unseen = np.empty(classes)
    odds = np.empty((classes, lists))
    people = counts
    warm = 0 if spread else 2 * first // 3
    for sweep in range(first + kept * thin):
        if sweep < warm and sweep % max(warm // _STAGES, 1) == 0:
            people = np.floor(counts * math.exp(math.log(_SHARE) * (1.0 - sweep / warm)) + 0.5)
        elif sweep == warm:
            people = counts
        for k in range(classes):
            unseen[k] = shares[k]
            for j in range(lists):
                unseen[k] *= 1.0 - chances[k, j]
                odds[k, j] = chances[k, j] / (1.0 - chances[k, j])
        _place(state, patterns, people, unseen, odds, inside, listed)
        _miss(state, max(people.sum(), 1.0), unseen, missing)
        for k in range(classes):
            everybody = inside[k] + missing[k]
            for j in range(lists):
                chances[k, j] = beta(state, 1.0 + listed[k, j], 1.0 + everybody - listed[k, j])
        if sweep % _REORDERED == 0:
            concentration = _reorder(state, inside, missing, chances, concentration, priors)
        concentration = _break(state, inside, missing, concentration, priors, shares)
        if sweep % _LEAPED == 0:
            leap(state, patterns, people, shares, chances, concentration)
        late = sweep - first
        if late >= 0 and late % thin == 0:
            found[late // thin, 0] = missing.sum()
            found[late // thin, 1] = concentration
            found[late // thin, 2] = (inside + missing > 0).sum()
    return found


@compiled
def _begin(
    state: NDArray[np.uint64],
    priors: NDArray[np.float64],
    spread: int,
    shares: NDArray[np.float64],
    chances: NDArray[np.float64],
) -> float:
    """Start where the prior draws: chains that begin far from each other and agree in the end have forgotten where."""
    concentration = max(math.exp(log_gamma(state, float(priors[0]))) / float(priors[1]), _LEAST)
    nobody = np.zeros(len(shares))
    _break(state, nobody, nobody, concentration, priors, shares)
    for k in range(len(shares)):
        for j in range(chances.shape[1]):
            chances[k, j] = uniform(state)
        if spread:
            shares[k] = 1.0 / len(shares)
    return concentration


@compiled
def _place(
    state: NDArray[np.uint64],
    patterns: NDArray[np.int64],
    counts: NDArray[np.float64],
    unseen: NDArray[np.float64],
    odds: NDArray[np.float64],
    inside: NDArray[np.float64],
    listed: NDArray[np.float64],
) -> None:
    """Draw the class of everybody who is documented; all people of a pattern at once."""
    classes, lists = odds.shape
    weights = np.empty(classes)
    inside[:] = 0.0
    listed[:] = 0.0
    for cell in range(len(patterns)):
        pattern, left, total = patterns[cell], counts[cell], 0.0
        for k in range(classes):
            weight = unseen[k]
            for j in range(lists):
                if pattern >> j & 1:
                    weight *= odds[k, j]
            weights[k] = weight
            total += weight
        for k in range(classes):
            share = weights[k] / total if total > 0.0 else 1.0
            here = left if k == classes - 1 else binomial(state, left, share)
            total -= weights[k]
            if here > 0.0:
                left -= here
                inside[k] += here
                for j in range(lists):
                    if pattern >> j & 1:
                        listed[k, j] += here
                if left <= 0.0:
                    break


@compiled
def _miss(state: NDArray[np.uint64], documented: float, unseen: NDArray[np.float64], missing: NDArray[np.float64]) -> None:
    """Draw the missing people of each class, N having a prior in proportion to 1 / N.

    All of them are negative binomial, which is Poisson with a mean that is gamma; so each class can be drawn alone.
    """
    hidden = min(unseen.sum(), 1.0 - 1e-12)
    scale = gamma(state, documented) / (1.0 - hidden)
    for k in range(len(missing)):
        missing[k] = poisson(state, min(scale * unseen[k], _MOST))


@compiled
def _break(
    state: NDArray[np.uint64],
    inside: NDArray[np.float64],
    missing: NDArray[np.float64],
    concentration: float,
    priors: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> float:
    """Break the sticks anew and return a new concentration."""
    classes = len(shares)
    behind = 0.0
    for k in range(classes):
        behind += inside[k] + missing[k]
    log_left = 0.0
    for k in range(classes - 1):
        here = inside[k] + missing[k]
        behind -= here
        first = math.log(gamma(state, 1.0 + here))
        second = log_gamma(state, concentration + behind)
        top = max(first, second)
        both = top + math.log(math.exp(first - top) + math.exp(second - top))
        shares[k] = math.exp(log_left + first - both)
        log_left += second - both
    shares[classes - 1] = math.exp(log_left)
    return math.exp(log_gamma(state, float(priors[0]) + classes - 1.0)) / (float(priors[1]) - log_left)


@compiled
def _reorder(
    state: NDArray[np.uint64],
    inside: NDArray[np.float64],
    missing: NDArray[np.float64],
    chances: NDArray[np.float64],
    concentration: float,
    priors: NDArray[np.float64],
) -> float:
    """Let two classes change places, every other time with a new concentration, and return the concentration.

    The sticks are integrated out (they are drawn again at once). Without this a great class can stay behind small ones for as
    long as the sampler runs, held there by a concentration that only that order makes likely.
    """
    classes = len(inside)
    one = min(int(uniform(state) * classes), classes - 1)
    other = min(int(uniform(state) * classes), classes - 1)
    proposed = concentration
    if uniform(state) < 0.5:
        proposed = max(math.exp(log_gamma(state, priors[0])) / priors[1], _LEAST)
    before = _log_order(inside, missing, concentration)
    _change(one, other, inside, missing, chances)
    if math.log(uniform(state)) < _log_order(inside, missing, proposed) - before:
        return proposed
    _change(one, other, inside, missing, chances)
    return concentration


@compiled
def _log_order(inside: NDArray[np.float64], missing: NDArray[np.float64], concentration: float) -> float:
    """Return the log probability of how many people the classes hold, in their order, with the sticks integrated out."""
    behind = 0.0
    for k in range(len(inside)):
        behind += inside[k] + missing[k]
    total = 0.0
    for k in range(len(inside) - 1):
        here = inside[k] + missing[k]
        behind -= here
        if here > 0.0:
            total += math.lgamma(1.0 + here) + math.lgamma(concentration + behind)
            total += math.log(concentration) - math.lgamma(1.0 + here + concentration + behind)
        else:
            total += math.log(concentration / (concentration + behind))
    return total


@compiled
def _change(
    one: int, other: int, inside: NDArray[np.float64], missing: NDArray[np.float64], chances: NDArray[np.float64]
) -> None:
    inside[one], inside[other] = inside[other], inside[one]
    missing[one], missing[other] = missing[other], missing[one]
    for j in range(chances.shape[1]):
        chances[one, j], chances[other, j] = chances[other, j], chances[one, j]
