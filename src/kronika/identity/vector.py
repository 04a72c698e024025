"""The same pairs as :mod:`kronika.identity.people` gives, with NumPy: for a hundred thousand people and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.identity import calibration, rivals
from kronika.identity import levels as at
from kronika.identity.columns import Columns
from kronika.identity.comparing import Comparer
from kronika.identity.learning import Pattern
from kronika.identity.model import MOST_BITS, Model
from kronika.identity.pairs import Explanation, Pair
from kronika.identity.people import Judged, at_random, fitted, why
from kronika.identity.settings import Settings
from kronika.identity.vector_blocking import candidates
from kronika.identity.vector_levels import VERDICTS, Compared, VectorComparer
from kronika.identity.verdicts import Ceiling, ceiling, decide

_BITS: Final = 5
_MASK: Final = (1 << _BITS) - 1
#: pairs that are compared at a time
_CHUNK: Final = 1_000_000


class _Found(NamedTuple):
    """Candidates, how they agree, and the model that was learnt from them."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    known: list[int]
    back: NDArray[np.int64]
    often: NDArray[np.float32]
    model: Model
    comparer: Comparer


def _found(columns: Columns, judged: Judged, settings: Settings) -> _Found:
    left, right = candidates(columns, within=settings.within)
    comparer = Comparer(columns)
    vector = VectorComparer(columns, comparer)
    packed = [
        _packed(vector.compare(left[start : start + _CHUNK], right[start : start + _CHUNK]))
        for start in range(0, max(len(left), 1), _CHUNK)
    ]
    patterns = np.concatenate([one for one, _ in packed])
    often = np.concatenate([one for _, one in packed], axis=1)
    known, back, counts = np.unique(patterns, return_inverse=True, return_counts=True)
    # Of one list alone, any two are two people: what they have in common tells how common it is.
    apart = settings if len(set(columns.lists)) > 1 else replace(settings, within=True)
    drawn = np.asarray(at_random(columns, apart), np.int64).reshape(-1, 2)
    sample = np.unique(_packed(vector.compare(drawn[:, 0], drawn[:, 1]))[0], return_counts=True)
    judged_levels = [(comparer.compare(one, other).levels, same) for (one, other), same in sorted(judged.items())]
    model = fitted(columns, _counted(*sample), _counted(known, counts), judged_levels, settings)
    return _Found(left, right, known.tolist(), back, often, model, comparer)


def learnt(columns: Columns, judged: Judged, settings: Settings) -> Model:
    """Return the model that people teach who are known already."""
    return _found(columns, judged, settings).model


def scored(columns: Columns, judged: Judged, settings: Settings) -> list[Pair]:
    """Return the pairs of people that are worth showing."""
    left, right, known, back, often, model, comparer = _found(columns, judged, settings)
    if not known:
        return []
    levels = [_levels(code) for code in known]
    limits = [ceiling(one, VERDICTS[code >> _BITS * len(at.FEATURES)]) for one, code in zip(levels, known, strict=True)]
    weights = np.asarray([sum(model.weights[n].get(level, 0.0) for n, level in enumerate(one)) for one in levels])
    bits = calibration.SCALE * (model.prior_bits + weights[back] + _rarity(model, often)) + calibration.SHIFT
    probability = _probability(bits if settings.within else bits - _rivals(columns, left, right, bits))
    kept = np.flatnonzero(_shown(probability, limits, back, settings))
    explain = partial(why, columns, model, comparer)
    return [
        _pair(columns, explain, one, other, chance, limits[limit], settings)
        for one, other, chance, limit in zip(
            left[kept].tolist(), right[kept].tolist(), probability[kept].tolist(), back[kept].tolist(), strict=True
        )
    ]


def _packed(compared: Compared) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the levels of a pair and the verdict on its names as one number, and the frequencies."""
    code = compared.verdicts << _BITS * len(at.FEATURES)
    for feature in range(len(at.FEATURES)):
        code |= compared.levels[feature] << _BITS * feature
    return code, compared.frequencies.astype(np.float32)


def _counted(codes: NDArray[np.int64], counts: NDArray[np.int64]) -> dict[Pattern, float]:
    """Return how many pairs show each pattern of levels, whatever the verdict on their names."""
    found: dict[Pattern, float] = {}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        pattern = _levels(code)
        found[pattern] = found.get(pattern, 0.0) + count
    return found


def _levels(code: int) -> tuple[int, ...]:
    return tuple(code >> _BITS * feature & _MASK for feature in range(len(at.FEATURES)))


def _rarity(model: Model, often: NDArray[np.float32]) -> NDArray[np.float64]:
    total: NDArray[np.float64] = np.zeros(often.shape[1])
    for feature, usual in enumerate(model.usual):
        told = often[feature] != 0
        total[told] += np.clip(usual - often[feature][told], -MOST_BITS, MOST_BITS)
    return total


def _rivals(
    columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64], bits: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the bits that rivals take, as :func:`kronika.identity.rivals.against`."""
    lists = np.asarray(columns.lists, np.int64)
    many = int(lists.max(initial=0)) + 1
    odds = np.exp2(np.clip(bits, -rivals.MOST_BITS, rivals.MOST_BITS))
    one, other = left * many + lists[right], right * many + lists[left]
    totals = np.bincount(np.concatenate([one, other]), np.concatenate([odds, odds]), len(columns) * many)
    least = np.clip(totals[one] + totals[other] - 2 * odds, 0.0, np.exp2(rivals.MOST_BITS))
    found: NDArray[np.float64] = np.log2(1 + least)
    return found


def _probability(bits: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1 / (1 + np.exp2(-np.clip(bits, -60, 60)))
    return found


def _shown(
    probability: NDArray[np.float64], limits: list[Ceiling], back: NDArray[np.int64], settings: Settings
) -> NDArray[np.bool_]:
    """Return which pairs are worth showing."""
    namesakes = np.asarray([limit.namesakes for limit in limits])[back]
    barred = np.asarray([limit.verdict == "different" for limit in limits])[back]
    shown: NDArray[np.bool_] = namesakes | (~barred & (probability >= settings.possible))
    return shown


def _pair(
    columns: Columns,
    explain: Callable[[int, int], Explanation],
    left: int,
    right: int,
    probability: float,
    limit: Ceiling,
    settings: Settings,
) -> Pair:
    decision = decide(probability, limit, settings)
    return Pair(columns.ids[left], columns.ids[right], decision.probability, decision.verdict, partial(explain, left, right))
