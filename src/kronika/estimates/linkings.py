"""Uncertainty about who is who: linkings are drawn from the probabilities of pairs, and each is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.estimates import graphs, loglinear
from kronika.estimates.checks import prepared
from kronika.estimates.draws import draws
from kronika.estimates.overlap import Overlap
from kronika.estimates.result import Estimate

if TYPE_CHECKING:
    import numpy as np

#: draws that each linking adds to the whole
_EACH = 200
_LISTS_FROM = 3


class Possible(NamedTuple):
    """Two people who may be one.

    Attributes:
        left, right: ids.
        probability: that they are one.
    """

    left: str
    right: str
    probability: float


def linked(
    where: Mapping[str, int],
    lists: Sequence[str],
    pairs: Sequence[Possible],
    walls: Iterable[tuple[str, str]],
    rng: np.random.Generator,
) -> Overlap:
    """Return the overlaps of one linking, each pair joined with its own probability.

    Args:
        where: for each person the pattern of lists that they are on.
        lists: names.
        pairs: who may be one with whom; drawn one apart from the other.
        walls: who was judged different: they are never joined, nor through others.
        rng: makes the draws.
    """
    top = {person: person for person in where}
    members = {person: {person} for person in where}
    apart: dict[str, set[str]] = {}
    for left, right in walls:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    happened = rng.random(len(pairs)) < [pair.probability for pair in pairs]
    for place in rng.permutation(len(pairs)):
        pair = pairs[int(place)]
        if not happened[place] or pair.left not in top or pair.right not in top:
            continue
        one, other = _root(top, pair.left), _root(top, pair.right)
        if one == other or any(apart.get(member, set()) & members[other] for member in members[one]):
            continue
        top[other] = one
        members[one] |= members.pop(other)
    counts: dict[int, int] = {}
    for group in members.values():
        pattern = 0
        for member in group:
            pattern |= where[member]
        counts[pattern] = counts.get(pattern, 0) + 1
    return Overlap.of(lists, counts)


def _root(top: dict[str, str], person: str) -> str:
    while top[person] != person:
        top[person] = top[top[person]]
        person = top[person]
    return person


def averaged(tables: Sequence[Overlap]) -> tuple[list[Estimate], int]:
    """Return methods averaged over linkings: what each believes, all linkings weighing the same.

    Returns:
        The estimates, and for how many linkings there was none.
    """
    import numpy as np

    gathered: dict[str, list[Any]] = {}
    titles: dict[str, Estimate] = {}
    failed = 0
    for number, table in enumerate(tables):
        left, _, reason = prepared(table)
        if reason:
            failed += 1
            continue
        results = [loglinear.fixed(left, "independence")]
        if len(left.lists) >= _LISTS_FROM:
            results.append(graphs.estimate(left, graphs.usual_prior(left), seed=number + 1))
        for result in results:
            if isinstance(result, Estimate):
                gathered.setdefault(result.name, []).append(draws(result, number, _EACH))
                titles.setdefault(result.name, result)
    found = []
    for name, parts in gathered.items():
        everything = np.concatenate(parts)
        low, middle, high = (float(value) for value in np.quantile(everything, [0.025, 0.5, 0.975]))
        centres = [float(np.median(part)) for part in parts]
        found.append(
            Estimate(
                f"{name}-over-linkings",
                f"{titles[name].title}, over {len(parts)} linkings",
                {**titles[name].settings, "linkings": len(parts)},
                middle,
                low,
                high,
                {"least_linking": round(min(centres), 1), "greatest_linking": round(max(centres), 1)},
                everything,
            )
        )
    return found, failed
