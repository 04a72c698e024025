"""Draws from what a method believes, so that strata can be added and linkings averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kronika.estimates.result import Z95

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kronika.estimates.result import Estimate

DRAWS = 4_000


def draws(method: Estimate, seed: int, size: int = DRAWS) -> NDArray[np.float64]:
    """Return draws of all people; for a method that has none, from the log-normal distribution that its interval describes.

    Args:
        method: any estimate.
        seed: of the draws.
        size: how many.
    """
    rng = np.random.default_rng(seed)
    if method.draws is not None:
        return np.asarray(rng.choice(np.asarray(method.draws), size=size))
    # low = n + missing / c, high = n + missing * c: the documented and c follow from the three numbers
    up, down = method.high - method.estimate, method.estimate - method.low
    if up <= 0 or down <= 0:
        return np.full(size, method.estimate)
    factor = up / down
    if factor <= 1 + 1e-9:
        return np.full(size, method.estimate) + rng.normal(0, (up + down) / (2 * Z95), size)
    part = up / (factor - 1)
    return np.asarray(method.estimate - part + part * np.exp(rng.normal(0, np.log(factor) / Z95, size)))
