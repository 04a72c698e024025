"""Weights learnt from the pairs themselves, without labels: expectation and maximisation, held by what was expected.

``u`` comes from pairs at random, of which nearly none are one person's; ``m``, and how many pairs are one person's, are fitted to
the candidates. Every count begins with what was expected, as if so many pairs had been seen already: thirty people on two
lists hardly move the weights, a hundred thousand decide them. Judgements are pairs whose answer is known, and count for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp2
from typing import Final

from kronika.identity import levels as at
from kronika.identity.model import EXPECTED, Model, Table, make_model

#: how many of one person's pairs, and of two people's, the expected values are worth
_WORTH_M: Final = 150.0
_WORTH_U: Final = 2000.0
#: how many candidates the expected number of one person's pairs is worth
_WORTH_PRIOR: Final = 500.0
#: how many pairs one judgement counts for
JUDGED: Final = 10.0
_ROUNDS: Final = 40
_STILL: Final = 1e-4
_LEAST_PRIOR: Final = 1e-12
_MOST_PRIOR: Final = 0.5

Pattern = tuple[int, ...]


def expected_u(counts: Mapping[Pattern, float]) -> Table:
    """Return the expected table with ``u`` from pairs at random."""
    table = {}
    for feature, groups in EXPECTED.items():
        seen: dict[int, float] = {}
        for pattern, count in counts.items():
            seen[pattern[feature]] = seen.get(pattern[feature], 0.0) + count
        table[feature] = tuple(
            {
                level: (m, (seen.get(level, 0.0) + u * _WORTH_U) / (sum(seen.get(one, 0.0) for one in group) + _WORTH_U))
                for level, (m, u) in group.items()
            }
            for group in groups
        )
    return table


def learn(
    table: Table,
    patterns: Mapping[Pattern, float],
    *,
    pairs: float,
    expected: float,
    judged: Iterable[tuple[Pattern, bool]] = (),
) -> Model:
    """Return the model fitted to candidates.

    Args:
        table: m and u to begin with.
        patterns: how many candidates show each pattern of levels.
        pairs: how many pairs there are at all, candidates or not.
        expected: how many of them were expected to be one person's.
        judged: patterns of pairs that were judged, and whether they are one person.
    """
    known = [(pattern, float(same)) for pattern, same in judged]
    candidates = sum(patterns.values())
    model = make_model(table, min(max(expected / pairs, _LEAST_PRIOR), _MOST_PRIOR))
    for _ in range(_ROUNDS):
        seen: list[dict[int, float]] = [{} for _ in at.FEATURES]
        total = 0.0
        for pattern, count in patterns.items():
            share = count * probability_of(model, pattern)
            total += share
            if share > 1e-6:
                _add(seen, pattern, share)
        for pattern, same in known:
            _add(seen, pattern, same * JUDGED)
        prior = (total * candidates + expected * _WORTH_PRIOR) / (candidates + _WORTH_PRIOR) / pairs
        after = make_model(_fitted(table, seen), min(max(prior, _LEAST_PRIOR), _MOST_PRIOR))
        still = all(
            abs(after.weights[feature][level] - weight) < _STILL
            for feature, weights in enumerate(model.weights)
            for level, weight in weights.items()
        )
        model = after
        if still:
            break
    return model


def _add(seen: list[dict[int, float]], pattern: Pattern, share: float) -> None:
    for feature, level in enumerate(pattern):
        seen[feature][level] = seen[feature].get(level, 0.0) + share


def probability_of(model: Model, pattern: Pattern) -> float:
    """Return the probability of a pattern of levels, values neither rare nor common."""
    bits = model.prior_bits + sum(model.weights[feature].get(level, 0.0) for feature, level in enumerate(pattern))
    return 1 / (1 + exp2(-max(min(bits, 500.0), -500.0)))


def _fitted(table: Table, seen: list[dict[int, float]]) -> Table:
    fitted = {}
    for feature, groups in table.items():
        made = []
        for group, wanted in zip(groups, EXPECTED[feature], strict=True):
            total = sum(seen[feature].get(level, 0.0) for level in group) + _WORTH_M
            made.append(
                {
                    level: ((seen[feature].get(level, 0.0) + wanted[level][0] * _WORTH_M) / total, u)
                    for level, (_, u) in group.items()
                }
            )
        fitted[feature] = tuple(made)
    return fitted
