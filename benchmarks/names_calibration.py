"""Fit and check the probabilities of name comparisons."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.names.calibration import EXPECTED
from kronika.language.names.levels import (
    BOTH_MISSING,
    CLOSE,
    COGNATE,
    DIFFERENT,
    EITHER,
    EXACT,
    GENDER,
    INITIAL,
    MISSING,
    NEAR,
    PIECE,
    SHORT,
    SLIP,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.language.names import Comparison

_STEPS = 400
_RATE = 1.0
#: how far a weight may stray from what was expected, in log-odds
_SPREAD = 0.3
#: a level never weighs more than the one named behind it
_AT_MOST = {
    "surname": ((CLOSE, EXACT), (NEAR, CLOSE), (PIECE, NEAR), (SLIP, NEAR), (GENDER, SLIP), (DIFFERENT, GENDER)),
    "given": (
        (CLOSE, EXACT),
        (NEAR, CLOSE),
        (EITHER, EXACT),
        (SHORT, EITHER),
        (INITIAL, SHORT),
        (COGNATE, SHORT),
        (MISSING, INITIAL),
    ),
    "patronymic": ((CLOSE, EXACT), (NEAR, CLOSE), (INITIAL, EXACT), (MISSING, INITIAL), (BOTH_MISSING, INITIAL), (SLIP, NEAR)),
}
_EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)

Weights = dict[str, dict[int, float]]


class Example(NamedTuple):
    """How the parts of a pair agree, and whether it is one person."""

    levels: dict[str, int]
    same: bool


class Bin(NamedTuple):
    """Pairs whose probability lies between two bounds: how many, their mean probability, and the share that is one person."""

    low: float
    high: float
    pairs: int
    mean: float
    true: float


def example(comparison: Comparison, *, same: bool) -> Example | None:
    """Return a comparison as an example; None if its parts were not compared."""
    if comparison.note:
        return None
    levels = (comparison.surname_level, comparison.given_level, comparison.patronymic_level)
    return Example(dict(zip(("surname", "given", "patronymic"), levels, strict=True)), same)


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights that explain ``examples`` best while staying near what was expected (a Gaussian prior)."""
    weights = {part: dict(levels) for part, levels in EXPECTED.items()}
    counted: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(lambda: [0, 0])
    for one in examples:
        counted[tuple(one.levels.items())][one.same] += 1
    total = max(len(examples), 1)
    for _ in range(_STEPS):
        gradient: dict[tuple[str, int], float] = defaultdict(float)
        for levels, (false, true) in counted.items():
            error = true - (true + false) * _logistic(sum(weights[part][level] for part, level in levels))
            for part, level in levels:
                gradient[part, level] += error
        for part, table in weights.items():
            for level in table:
                pull = (EXPECTED[part][level] - table[level]) / _SPREAD**2
                seen = gradient[part, level]
                table[level] += _RATE * (seen + pull) / (1 + total / 8)
        for part, limits in _AT_MOST.items():
            for level, limit in limits:
                weights[part][level] = min(weights[part][level], weights[part][limit])
    return weights


def predict(weights: Weights, one: Example) -> float:
    """Return the probability of one example."""
    return _logistic(sum(weights[part][level] for part, level in one.levels.items()))


def _logistic(total: float) -> float:
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def cross_validated(examples: Sequence[Example], groups: Sequence[str], more: Sequence[Example], folds: int = 5) -> list[float]:
    """Return for each example the probability under weights that were fitted without anybody of its group (person)."""
    fold_of = {group: index % folds for index, group in enumerate(sorted(set(groups)))}
    found = [0.0] * len(examples)
    for fold in range(folds):
        train = [one for one, group in zip(examples, groups, strict=True) if fold_of[group] != fold]
        weights = fit([*train, *more])
        for index, group in enumerate(groups):
            if fold_of[group] == fold:
                found[index] = predict(weights, examples[index])
    return found


def bins(probabilities: Sequence[float], truths: Sequence[bool]) -> list[Bin]:
    """Return the calibration table: bins without pairs are left out."""
    found = []
    for low, high in pairwise(_EDGES):
        inside = [(p, t) for p, t in zip(probabilities, truths, strict=True) if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(t for _, t in inside) / len(inside)))
    return found


def expected_error(table: Sequence[Bin]) -> float:
    """Return the mean distance between probability and truth over the bins, weighted by pairs."""
    total = sum(one.pairs for one in table)
    return sum(one.pairs * abs(one.mean - one.true) for one in table) / total


def log_loss(probabilities: Sequence[float], truths: Sequence[bool]) -> float:
    """Return the mean surprise in nats; 0.69 is that of a coin."""
    losses = [-log(max(p if t else 1 - p, 1e-9)) for p, t in zip(probabilities, truths, strict=True)]
    return sum(losses) / len(losses)


def picture(table: Sequence[Bin]) -> str:
    """Return the calibration table as an SVG: a dot for each bin, its size by the number of pairs, on the line if calibrated."""
    size, margin = 360, 40
    whole, middle, left = size + 2 * margin, margin + size / 2, "transform='rotate(-90 14"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{whole}' height='{whole}' font-family='sans-serif' font-size='12'>",
        "<rect width='100%' height='100%' fill='white'/>",
        f"<path d='M{margin} {margin + size} L{margin + size} {margin}' stroke='gray' stroke-dasharray='4'/>",
        f"<rect x='{margin}' y='{margin}' width='{size}' height='{size}' fill='none' stroke='black'/>",
        f"<text x='{middle}' y='{whole - 8}' text-anchor='middle'>probability given</text>",
        f"<text x='14' y='{middle}' text-anchor='middle' {left} {middle})'>share that is one person</text>",
    ]
    for one in table:
        x, y = margin + size * one.mean, margin + size * (1 - one.true)
        radius = 3 + 1.5 * log(one.pairs)
        parts.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:.1f}' fill='steelblue' fill-opacity='0.6'/>")
        parts.append(f"<text x='{x + radius + 2:.1f}' y='{y + 4:.1f}'>{one.pairs}</text>")
    return "\n".join([*parts, "</svg>", ""])
