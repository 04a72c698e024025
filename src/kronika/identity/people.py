"""Pairs of people: found, weighed with weights learnt from them, called same, possible or different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from random import Random
from typing import Final

from kronika.identity import levels as at
from kronika.identity.blocking import candidates
from kronika.identity.calibration import calibrated, probability
from kronika.identity.columns import Columns
from kronika.identity.comparing import Comparer
from kronika.identity.learning import Pattern, expected_u, learn, probability_of
from kronika.identity.model import EXPECTED, Model, feature_bits, make_model
from kronika.identity.pairs import Explanation, Pair
from kronika.identity.reasons import explain
from kronika.identity.rivals import against
from kronika.identity.settings import Settings
from kronika.identity.verdicts import ceiling, decide

#: pairs at random from which the frequencies among two people's pairs come
SAMPLE: Final = 20_000
_LIKELY: Final = 0.5
#: a pair of two lists, by the numbers of people -> whether it was judged to be one person
Judged = Mapping[tuple[int, int], bool]


def scored(columns: Columns, judged: Judged, settings: Settings) -> list[Pair]:
    """Return the pairs of people that are worth showing, scored with plain Python."""
    comparer = Comparer(columns)
    found = [(left, right, comparer.compare(left, right)) for left, right in candidates(columns, within=settings.within)]
    drawn = Counter(comparer.compare(left, right).levels for left, right in at_random(columns, settings))
    known = [(comparer.compare(left, right).levels, same) for (left, right), same in sorted(judged.items())]
    model = fitted(columns, drawn, Counter(one.levels for _, _, one in found), known, settings)
    weighed = [calibrated(model.prior_bits + sum(feature_bits(model, one.levels, one.frequencies))) for _, _, one in found]
    less = [0.0] * len(found) if settings.within else against([(left, right) for left, right, _ in found], weighed, columns.lists)
    pairs = []
    for (left, right, one), bits, rivals in zip(found, weighed, less, strict=True):
        decision = decide(probability(bits - rivals), ceiling(one.levels, one.verdict), settings)
        if decision.verdict != "different" or decision.kept:
            explained = partial(why, columns, model, comparer, left, right)
            pairs.append(Pair(columns.ids[left], columns.ids[right], decision.probability, decision.verdict, explained))
    return pairs


def fitted(
    columns: Columns,
    drawn: Mapping[Pattern, float],
    patterns: Mapping[Pattern, float],
    judged: Iterable[tuple[Pattern, bool]],
    settings: Settings,
) -> Model:
    """Return the model for these columns.

    Args:
        columns: the people.
        drawn: patterns of levels of pairs at random, and how many show each.
        patterns: those of the candidates.
        judged: those of pairs that were judged, and whether they are one person.
        settings: whether to learn at all.
    """
    pairs, expected = expectation(columns, settings)
    start = make_model(EXPECTED, min(expected / pairs, 0.5))
    if not settings.learn:
        return start
    apart = {pattern: float(count) for pattern, count in drawn.items() if probability_of(start, pattern) < _LIKELY}
    return learn(expected_u(apart), patterns, pairs=pairs, expected=expected, judged=judged)


def expectation(columns: Columns, settings: Settings) -> tuple[float, float]:
    """Return how many pairs there are at all, and how many of them are expected to be one person's."""
    sizes = sorted(Counter(columns.lists).values())
    size = len(columns)
    pairs = (size * size - sum(one * one for one in sizes)) / 2
    expected = sum(one * (len(sizes) - place - 1) for place, one in enumerate(sizes)) * settings.share
    if settings.within:
        pairs += sum(one * (one - 1) for one in sizes) / 2
        expected += sum(sizes) * settings.share
    return max(pairs, 1.0), max(expected, 0.5)


def at_random(columns: Columns, settings: Settings, sample: int = SAMPLE) -> list[tuple[int, int]]:
    """Return pairs drawn at random, the same for the same people; all of them where there are few."""
    size = len(columns)
    if size * (size - 1) // 2 <= sample:
        drawn = [(left, right) for right in range(size) for left in range(right)]
    else:
        random = Random(0)  # noqa: S311 - a sample, no secret
        drawn = [(random.randrange(size), random.randrange(size)) for _ in range(sample)]
    return [
        (left, right)
        for left, right in drawn
        if left != right and (settings.within or columns.lists[left] != columns.lists[right])
    ]


def why(columns: Columns, model: Model, comparer: Comparer, left: int, right: int) -> Explanation:
    """Return the reasons and weights of a pair."""
    found = comparer.compare(left, right)
    bits = feature_bits(model, found.levels, found.frequencies)
    weights = {
        name: round(weight, 2) for name, level, weight in zip(at.FEATURES, found.levels, bits, strict=True) if level != at.NONE
    }
    return explain(columns, left, right, found.levels), weights


def numbers(columns: Columns, held: Mapping[tuple[str, str], bool]) -> dict[tuple[int, int], bool]:
    """Return judgements on ids as judgements on numbers; those on others are left out."""
    place = {name: number for number, name in enumerate(columns.ids)}
    return {(place[left], place[right]): same for (left, right), same in held.items() if left in place and right in place}


def sort(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs, the most probable first, then by their ids."""
    return sorted(pairs, key=Pair.key)
