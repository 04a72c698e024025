"""Random numbers for the sampler: the same for a seed on every system and with every version of the libraries.

The generator is xoshiro256++ (Blackman and Vigna, ACM Trans. Math. Softw. 47, 2021), its state filled by splitmix64. ``state`` is
a uint64 array of shape (4,) that every function moves on.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kronika.estimates.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TO_UNIT = 1.0 / 9007199254740992.0
_FEW = 10.0


def seeded(seed: int, stream: int) -> NDArray[np.uint64]:
    """Return the state for a seed and the number of a chain."""
    whole = (1 << 64) - 1
    value = (seed * 0x9E3779B97F4A7C15 + stream * 0xD1B54A32D192ED03) & whole
    state = []
    for _ in range(4):
        value = (value + 0x9E3779B97F4A7C15) & whole
        mixed = ((value ^ value >> 30) * 0xBF58476D1CE4E5B9) & whole
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & whole
        state.append(mixed ^ mixed >> 31)
    return np.array(state, dtype=np.uint64)


@compiled
def uniform(state: NDArray[np.uint64]) -> float:
    """Return a number above 0 and below 1."""
    summed = state[0] + state[3]
    result = ((summed << np.uint64(23)) | (summed >> np.uint64(41))) + state[0]
    shifted = state[1] << np.uint64(17)
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = (state[3] << np.uint64(45)) | (state[3] >> np.uint64(19))
    return (float(result >> np.uint64(11)) + 0.5) * _TO_UNIT


@compiled
def normal(state: NDArray[np.uint64]) -> float:
    """Return a standard normal number (Marsaglia's polar method, the second one of the pair unused)."""
    while True:
        across = 2.0 * uniform(state) - 1.0
        up = 2.0 * uniform(state) - 1.0
        square = across * across + up * up
        if 0.0 < square < 1.0:
            return across * math.sqrt(-2.0 * math.log(square) / square)


@compiled
def gamma(state: NDArray[np.uint64], shape: float) -> float:
    """Return a gamma number with scale 1, for a shape of 1 or more (Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 2000)."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(state)
        if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return d * v


@compiled
def log_gamma(state: NDArray[np.uint64], shape: float) -> float:
    """Return the logarithm of a gamma number, for any shape: a small shape gives numbers too small to write otherwise."""
    if shape >= 1.0:
        return math.log(gamma(state, shape))
    return math.log(gamma(state, shape + 1.0)) + math.log(uniform(state)) / shape


@compiled
def beta(state: NDArray[np.uint64], one: float, other: float) -> float:
    """Return a beta number, for shapes of 1 or more."""
    first = gamma(state, one)
    return first / (first + gamma(state, other))


@compiled
def log_factorial(k: float) -> float:
    """Return the logarithm of a factorial."""
    return math.lgamma(k + 1.0)


@compiled
def poisson(state: NDArray[np.uint64], mean: float) -> float:
    """Return a Poisson number (a whole one, as a float); for a large mean by Hoermann's PTRS (Insur. Math. Econ. 12, 1993)."""
    if mean < _FEW:
        limit, product, count = math.exp(-mean), uniform(state), 0.0
        while product > limit:
            product *= uniform(state)
            count += 1.0
        return count
    root = math.sqrt(mean)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    inverse = 1.1239 + 1.1328 / (b - 3.4)
    v_r = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= v_r:
            return k
        if k < 0.0 or (us < 0.013 and v > us):
            continue
        if math.log(v * inverse / (a / (us * us) + b)) <= k * math.log(mean) - mean - log_factorial(k):
            return k


@compiled
def binomial(state: NDArray[np.uint64], trials: float, share: float) -> float:
    """Return a binomial number; where many are expected by Hoermann's BTRS (J. Stat. Comput. Simul. 46, 1993)."""
    if trials <= 0.0 or share <= 0.0:
        return 0.0
    if share >= 1.0:
        return trials
    if share > 0.5:
        return trials - _binomial(state, trials, 1.0 - share)
    return _binomial(state, trials, share)


@compiled
def _binomial(state: NDArray[np.uint64], trials: float, share: float) -> float:
    if trials * share < _FEW:
        return _few(state, trials, share)
    spread = math.sqrt(trials * share * (1.0 - share))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * share
    centre = trials * share + 0.5
    v_r = 0.92 - 4.2 / b
    alpha = (2.83 + 5.1 / b) * spread
    odds = math.log(share / (1.0 - share))
    middle = math.floor((trials + 1.0) * share)
    height = log_factorial(middle) + log_factorial(trials - middle)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + centre)
        if us >= 0.07 and v <= v_r:
            return k
        if k < 0.0 or k > trials:
            continue
        v = math.log(v * alpha / (a / (us * us) + b))
        if v <= height - log_factorial(k) - log_factorial(trials - k) + (k - middle) * odds:
            return k


@compiled
def _few(state: NDArray[np.uint64], trials: float, share: float) -> float:
    """Return a binomial number of which few are expected: one after the other from none up."""
    odds = share / (1.0 - share)
    chance = math.exp(trials * math.log1p(-share))
    left = uniform(state)
    count = 0.0
    while left > chance and count < trials:
        left -= chance
        count += 1.0
        chance *= odds * (trials - count + 1.0) / count
    return count
