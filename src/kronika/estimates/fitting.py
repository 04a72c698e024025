"""Maximum likelihood for many log-linear models of one table at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kronika.estimates.designs import Design

_STEPS = 60
_SETTLED = 1e-9
#: smallest step that is tried when a whole step makes it worse
_SMALLEST = 1e-3
#: no cell of a table of people is expected to hold more than e to this power
_LARGEST_LOG = 30.0
#: no logarithm moves further in one step
_LONGEST_STEP = 4.0
#: models fitted together: keeps the arrays small
_TOGETHER = 512


@dataclass(frozen=True)
class Fits:
    """Models of one table, fitted.

    Attributes:
        models: bool of shape (models, terms): which terms each has.
        log_missing: logarithm of the people on no list; shape (models,).
        variance: of the people on no list (Rivest and Levesque, Can. J. Stat. 29, 2001); NaN where it cannot be told.
        deviance: twice the likelihood lost against the table itself.
        parameters: terms that count (those that are minus infinity count too).
    """

    models: NDArray[np.bool_]
    log_missing: NDArray[np.float64]
    variance: NDArray[np.float64]
    deviance: NDArray[np.float64]
    parameters: NDArray[np.int64]


def never(design: Design) -> NDArray[np.bool_]:
    """Return which terms have nobody in all of their cells: their parameter is minus infinity, their cells expect nobody.

    Shape (terms,). The fit leaves such cells out (Chan, Silverman and Vincent, J. Am. Stat. Assoc. 116, 2021).
    """
    interactions = np.array([term > 0 and term.bit_count() > 1 for term in design.terms])
    return np.asarray(interactions & (design.counts @ design.matrix == 0))


def fit(design: Design, models: NDArray[np.bool_]) -> Fits:
    """Fit models by Newton's method.

    Args:
        design: the largest model; its first term is the people on no list.
        models: bool of shape (models, terms); the first column is True.
    """
    parts = [_fit(design, models[begin : begin + _TOGETHER]) for begin in range(0, len(models), _TOGETHER)]
    return Fits(
        models,
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        models.sum(axis=1),
    )


def _fit(design: Design, models: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    empty = never(design)
    matrix, counts = design.matrix, design.counts
    # cells that a model expects to be empty carry no weight in it
    weights = (((models & empty) @ matrix.T) == 0).astype(np.float64)
    used = (models & ~empty).astype(np.float64)
    beta = _start(matrix, counts, weights, used)
    likelihood = _likelihood(matrix, counts, weights, beta)
    moving = np.ones(len(models), dtype=bool)
    for _ in range(_STEPS):
        step, _ = _newton(matrix, counts, weights[moving], used[moving], beta[moving])
        beta[moving], better = _improved(matrix, counts, weights[moving], beta[moving], step, likelihood[moving])
        gained = better - likelihood[moving]
        likelihood[moving] = better
        moving[np.flatnonzero(moving)[gained <= _SETTLED * (1 + np.abs(better))]] = False
        if not moving.any():
            break
    _, information = _newton(matrix, counts, weights, used, beta)
    missing = np.exp(np.minimum(beta[:, 0], _LARGEST_LOG))
    variance = missing + missing**2 * _first_variance(information)
    return beta[:, 0], np.asarray(variance), _deviance(counts, likelihood)


def _expected(
    matrix: NDArray[np.float64], weights: NDArray[np.float64], beta: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    logs = np.clip(beta @ matrix.T, -_LARGEST_LOG, _LARGEST_LOG)
    return logs, np.exp(logs) * weights


def _likelihood(
    matrix: NDArray[np.float64], counts: NDArray[np.float64], weights: NDArray[np.float64], beta: NDArray[np.float64]
) -> NDArray[np.float64]:
    logs, expected = _expected(matrix, weights, beta)
    return np.asarray((weights * counts * logs - expected).sum(axis=1))


def _start(
    matrix: NDArray[np.float64], counts: NDArray[np.float64], weights: NDArray[np.float64], used: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what fits the logarithms of the counts (half a person added), weighted by the counts."""
    weighted = weights * (counts + 0.5)
    information = np.matmul(matrix.T, weighted[:, :, None] * matrix) * used[:, :, None] * used[:, None, :]
    diagonal = np.arange(matrix.shape[1])
    information[:, diagonal, diagonal] += (1 - used) + 1e-8
    slope = ((weighted * np.log(counts + 0.5)) @ matrix) * used
    return np.asarray(np.linalg.solve(information, slope[:, :, None])[:, :, 0])


def _newton(
    matrix: NDArray[np.float64],
    counts: NDArray[np.float64],
    weights: NDArray[np.float64],
    used: NDArray[np.float64],
    beta: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Newton's step and the information, both with the terms that a model has not held at nought."""
    _, expected = _expected(matrix, weights, beta)
    slope = ((weights * counts - expected) @ matrix) * used
    information = np.matmul(matrix.T, expected[:, :, None] * matrix)
    information *= used[:, :, None] * used[:, None, :]
    diagonal = np.arange(matrix.shape[1])
    information[:, diagonal, diagonal] += (1 - used) + 1e-10
    return np.asarray(np.linalg.solve(information, slope[:, :, None])[:, :, 0]), np.asarray(information)


def _improved(
    matrix: NDArray[np.float64],
    counts: NDArray[np.float64],
    weights: NDArray[np.float64],
    beta: NDArray[np.float64],
    step: NDArray[np.float64],
    before: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Take each model's step, halved until its likelihood does not fall."""
    length = np.ones((len(beta), 1))
    # a long step from a poor start overflows before it can be judged
    step = step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
    while True:
        after = _likelihood(matrix, counts, weights, beta + length * step)
        worse = (after < before) & (length[:, 0] > _SMALLEST)
        if not worse.any():
            break
        length[worse] /= 2
    kept = after >= before
    return np.where(kept[:, None], beta + length * step, beta), np.where(kept, after, before)


def _first_variance(information: NDArray[np.float64]) -> NDArray[np.float64]:
    unit = np.zeros((len(information), information.shape[1], 1))
    unit[:, 0] = 1.0
    variance = np.linalg.solve(information, unit)[:, 0, 0]
    return np.where(variance > 0, variance, np.nan)


def _deviance(counts: NDArray[np.float64], likelihood: NDArray[np.float64]) -> NDArray[np.float64]:
    filled = counts[counts > 0]
    return np.maximum(2 * (float((filled * np.log(filled) - filled).sum()) - likelihood), 0.0)


def identified(design: Design, model: NDArray[np.bool_]) -> bool:
    """Whether the people on no list can be told from a model at all, and its likelihood has a maximum.

    The cells that it can fill must tell all of its terms apart; and the sums that it fits must lie inside the cone of what its
    cells can give (Fienberg and Rinaldo, Ann. Stat. 40, 2012): a linear programme.
    """
    from scipy.optimize import linprog

    empty = never(design)
    weights = (design.matrix[:, model & empty] > 0).sum(axis=1) == 0
    matrix = design.matrix[weights][:, model & ~empty]
    if not matrix.size or np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        return False
    counts = design.counts[weights]
    cells, terms = matrix.shape
    # the greatest s such that every cell can hold s or more and the sums stay what they are
    goal = np.zeros(cells + 1)
    goal[-1] = -1.0
    equal = np.column_stack([matrix.T, np.zeros(terms)])
    above = np.column_stack([-np.eye(cells), np.ones(cells)])
    found = linprog(goal, above, np.zeros(cells), equal, matrix.T @ counts, bounds=[(0, None)] * cells + [(None, None)])
    return bool(found.success and -found.fun > 1e-7)
