"""Whether chains have converged: split R-hat and effective sample size, on ranks (Vehtari et al., Bayesian Anal. 16, 2021)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Convergence:
    """Measures of one quantity in several chains.

    Attributes:
        r_hat: 1 where chains agree; the greater of that of the ranks (where they are) and of how far from the middle they stray.
        bulk, tail: effective sample size: independent draws that would tell as much of the middle, and of the 5 % tails.
    """

    r_hat: float
    bulk: float
    tail: float


def measures(chains: NDArray[np.float64]) -> Convergence:
    """Return the measures.

    Args:
        chains: draws; shape (chains, draws), at least four draws in each.
    """
    halves = _halved(chains)
    if np.ptp(halves) == 0:
        return Convergence(1.0, float(halves.size), float(halves.size))
    ranks = _normal(halves)
    folded = _normal(np.abs(halves - np.median(halves)))
    tails = [_effective((halves <= np.quantile(halves, share)).astype(np.float64)) for share in (0.05, 0.95)]
    return Convergence(max(_r_hat(ranks), _r_hat(folded)), _effective(ranks), min(tails))


def _halved(chains: NDArray[np.float64]) -> NDArray[np.float64]:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def _normal(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the normal numbers with the same ranks."""
    from scipy.special import ndtri

    _, place, often = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(often) - (often - 1) / 2)[place].reshape(values.shape)
    return np.asarray(ndtri((ranks - 0.375) / (values.size + 0.25)))


def _r_hat(chains: NDArray[np.float64]) -> float:
    draws = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = float(chains.mean(axis=1).var(ddof=1))
    if within == 0:
        return 1.0 if between == 0 else float("inf")
    return float(np.sqrt((draws - 1) / draws + between / within))


def _effective(chains: NDArray[np.float64]) -> float:
    """Return the effective sample size, by Geyer's initial monotone sequence over all chains together."""
    count, draws = chains.shape
    covariance = _autocovariance(chains)
    within = float(covariance[:, 0].mean() * draws / (draws - 1))
    variance = within * (draws - 1) / draws + (float(chains.mean(axis=1).var(ddof=1)) if count > 1 else 0.0)
    if variance == 0:
        return float(chains.size)
    rho = 1 - (within - covariance.mean(axis=0) * draws / (draws - 1)) / variance
    rho[0] = 1.0
    pairs = rho[: draws - draws % 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs <= 0)
    kept = np.minimum.accumulate(pairs[: int(negative[0])] if len(negative) else pairs)
    time = max(2 * float(kept.sum()) - 1, 1 / np.log10(max(chains.size, 10)))
    return float(chains.size / time)


def _autocovariance(chains: NDArray[np.float64]) -> NDArray[np.float64]:
    draws = chains.shape[1]
    size = 1 << (2 * draws - 1).bit_length()
    centred = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, n=size, axis=1)
    return np.asarray(np.fft.irfft(spectrum * np.conj(spectrum), n=size, axis=1)[:, :draws] / draws)
