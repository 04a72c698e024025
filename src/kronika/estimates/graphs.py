"""Bayesian averaging over decomposable graphs of lists (Madigan and York, Biometrika 84, 1997).

For each graph the probabilities of the patterns have a hyper-Dirichlet prior: as if every pattern, the unseen one included, had
been met ``prior`` times before (Dawid and Lauritzen, Ann. Stat. 21, 1993). All graphs weigh the same beforehand; the number of
people N has a prior in proportion to 1 / N. The posterior of N is then known exactly for each number of missing people.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from kronika.estimates.decomposable import ALL_UP_TO, edges, every, search
from kronika.estimates.result import Estimate, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kronika.estimates.overlap import Overlap

TITLE = "Averaged over decomposable graphs"
#: whole numbers of missing people that are looked at one by one; beyond, in steps of one part in a thousand
_ONE_BY_ONE = 2_000
_STEP = 1 / 1_000
#: the most missing people that are looked at, times the documented
_FURTHEST = 1_000
#: no more than this of the posterior may lie at the far end
_AT_END = 0.01
#: points at which graphs are compared first
_COARSE = 300
#: graphs whose posterior is nowhere within e to this power of the greatest are left out
_NEGLIGIBLE = 22.0
#: numbers held at a time: graphs times points
_AT_A_TIME = 500_000
_TINY = 1e-300
_DRAWS = 4_000


@dataclass(frozen=True)
class Posterior:
    """What is believed of the missing people, and of the graphs.

    Attributes:
        missing: numbers of missing people, ascending; shape (points,).
        mass: probability of each point (with the stretch around it); sums to 1.
        graphs: int8 of shape (graphs, 2 ** lists), those that matter.
        weights: probability of each graph; shape (graphs,).
        looked_at: how many graphs there were to begin with.
    """

    missing: NDArray[np.float64]
    mass: NDArray[np.float64]
    graphs: NDArray[np.int8]
    weights: NDArray[np.float64]
    looked_at: int

    def quantile(self, share: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the least number of missing people below or at which a share of the posterior lies."""
        below = np.cumsum(self.mass)
        place = np.minimum(np.searchsorted(below, share), len(self.missing) - 1)
        width = _widths(self.missing)[place]
        inside = (np.asarray(share) - below[place]) / self.mass[place] + 1
        return np.asarray(np.round(self.missing[place] + width * (np.clip(inside, 0, 1) - 0.5) * (width > 1)))


def estimate(table: Overlap, prior: Fraction, *, seed: int = 1, lists_apart: bool = False) -> Estimate | Refusal:
    """Return the median and the central 95 % interval of the posterior.

    Args:
        table: without impossible patterns.
        prior: how often every pattern is taken to have been met before; 1 / 2 ** lists is usual.
        seed: of the draws.
        lists_apart: only the graph without edges: the lists are independent.
    """
    found = posterior(table, float(prior), only_apart=lists_apart)
    end = float(found.mass[found.missing > 0.5 * _points(table.documented)[-1]].sum())
    if end > _AT_END:
        return Refusal(f"{TITLE}, prior {prior}", "the counts set no upper end to it")
    n = table.documented
    low, middle, high = (float(value) for value in found.quantile(np.array([0.025, 0.5, 0.975])))
    best = int(np.argmax(found.weights))
    diagnostics: dict[str, Any] = {
        "mean": round(n + float(found.missing @ found.mass), 1),
        "graphs": found.looked_at,
        "best_graph": _words(table, found.graphs[best]),
        "best_graph_weight": round(float(found.weights[best]), 4),
        "beyond_end": round(end, 5),
    }
    return Estimate(
        "decomposable-graphs",
        f"{TITLE}, prior {prior}",
        {"prior": str(prior), "space": "independence" if lists_apart else "decomposable graphs", "prior_of_n": "1/N"},
        n + middle,
        n + low,
        n + high,
        diagnostics,
        n + found.quantile(np.random.default_rng(seed).random(_DRAWS)),
    )


def usual_prior(table: Overlap) -> Fraction:
    """Return 1 / 2 ** lists: one person in all, spread evenly over the patterns."""
    return Fraction(1, 1 << len(table.lists))


def posterior(table: Overlap, prior: float, points: NDArray[np.float64] | None = None, *, only_apart: bool = False) -> Posterior:
    """Return the posterior of the missing people.

    Args:
        table: of two lists or more.
        prior: as for :func:`estimate`.
        points: whole numbers of missing people, ascending; None: chosen here, so far that nothing to speak of lies beyond.
        only_apart: only the graph without edges.
    """
    missing = _points(table.documented) if points is None else np.asarray(points, dtype=np.float64)
    coarse = np.unique(np.linspace(0, len(missing) - 1, min(_COARSE, len(missing))).astype(int))
    rough = _sets(table, prior, missing[coarse])
    plain = _log_prior(table, missing)
    lists = len(table.lists)
    if only_apart:
        graphs = np.array([[int(size.bit_count() == 1) for size in range(1 << lists)]], dtype=np.int8)
    elif lists <= ALL_UP_TO:
        graphs = every(lists)
    else:
        graphs = search(lists, lambda rows: _height(rows @ rough[:, ::5] + plain[coarse[::5]]))
    looked_at = len(graphs)
    everywhere = graphs @ rough + plain[coarse]
    heights = everywhere.max(axis=1)
    graphs = graphs[heights > heights.max() - _NEGLIGIBLE]
    if points is None:
        # nothing to speak of lies beyond the last point at which any graph is within sight of the greatest
        last = int(np.flatnonzero(everywhere.max(axis=0) > heights.max() - _NEGLIGIBLE)[-1])
        end = coarse[min(last + 1, len(coarse) - 1)] + 1
        missing, plain = missing[:end], plain[:end]
    sets = _sets(table, prior, missing, np.flatnonzero(graphs.any(axis=0)))
    total, weights = _summed(graphs, sets, plain + np.log(_widths(missing)))
    mass = np.exp(total - total.max())
    return Posterior(missing, mass / mass.sum(), graphs, weights, looked_at)


def _height(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    top = logs.max(axis=1)
    return np.asarray(np.log(np.exp(logs - top[:, None]).sum(axis=1)) + top)


def _points(documented: int) -> NDArray[np.float64]:
    furthest = max(_FURTHEST * documented, 100 * _ONE_BY_ONE)
    steps = int(np.log(furthest / _ONE_BY_ONE) / _STEP) + 2
    return np.concatenate([np.arange(_ONE_BY_ONE), np.unique(np.round(np.geomspace(_ONE_BY_ONE, furthest, steps)))])


def _widths(missing: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many whole numbers each point stands for."""
    if len(missing) < 2:
        return np.ones(len(missing))
    middles = (missing[1:] + missing[:-1]) / 2
    return np.diff(np.concatenate([[missing[0] - 0.5], middles, [missing[-1] + 0.5]]))


def _log_prior(table: Overlap, missing: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the part that all graphs share: in how many ways people can be missing, and 1 / N."""
    from scipy.special import gammaln

    people = table.documented + missing
    return np.asarray(gammaln(people + 1) - gammaln(missing + 1) - np.log(np.maximum(people, 1.0)))


def _sets(
    table: Overlap, prior: float, missing: NDArray[np.float64], wanted: NDArray[np.int64] | None = None
) -> NDArray[np.float64]:
    """Return the log marginal likelihood of each set of lists at each point: shape (2 ** lists, points)."""
    from scipy.special import gammaln

    lists = len(table.lists)
    whole = prior * (1 << lists)
    found = np.zeros((1 << lists, len(missing)))
    everybody = gammaln(whole) - gammaln(table.documented + missing + whole)
    for chosen in range(1, 1 << lists) if wanted is None else wanted:
        members = int(chosen)
        each = prior * (1 << lists - members.bit_count())
        seen = [0] * (members + 1)
        for pattern, count in enumerate(table.counts):
            seen[pattern & members] += count
        filled = np.array([count for cell, count in enumerate(seen) if cell and cell | members == members], dtype=np.float64)
        fixed = float((gammaln(filled + each) - gammaln(each)).sum())
        found[members] = everybody + gammaln(seen[0] + missing + each) - gammaln(each) + fixed
    return found


def _summed(
    graphs: NDArray[np.int8], sets: NDArray[np.float64], plain: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the log posterior summed over graphs at each point, and the weight of each graph."""
    rows = graphs.astype(np.float64)
    step = max(1, _AT_A_TIME // len(rows))
    total = np.empty(sets.shape[1])
    weights = np.zeros(len(rows))
    reference = -np.inf
    for begin in range(0, sets.shape[1], step):
        part = slice(begin, begin + step)
        logs = rows @ sets[:, part] + plain[part]
        top = float(logs.max())
        if top > reference:
            weights *= np.exp(reference - top) if np.isfinite(reference) else 0.0
            reference = top
        # a graph that is nowhere near the greatest in this stretch adds nothing to it
        near = logs.max(axis=1) > reference - _NEGLIGIBLE
        total[part] = logs.max(axis=0)
        if near.any():
            raised = np.exp(logs[near] - reference)
            weights[near] += raised.sum(axis=1)
            total[part] = np.maximum(total[part], np.log(np.maximum(raised.sum(axis=0), _TINY)) + reference)
    return total, weights / weights.sum()


def _words(table: Overlap, graph: NDArray[np.int8]) -> list[str]:
    """Return a graph's edges in words."""
    cliques = [members for members, sign in enumerate(graph) if sign > 0]
    return [
        f"{table.lists[one]}:{table.lists[other]}"
        for one, other in edges(len(table.lists))
        if any(members >> one & 1 and members >> other & 1 for members in cliques)
    ]
