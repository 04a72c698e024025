"""Decomposable graphs of lists: lists that are joined go together, the others only through those between them.

A decomposable (chordal) graph is taken apart into cliques and what they share (separators). As its likelihood is a product over
cliques divided by one over separators, a graph is written here as a row of whole numbers, one for each set of lists: 1 for a
clique, -1 for a separator (times how often).
"""

from __future__ import annotations

from functools import cache
from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: up to so many lists, all graphs are taken (18,154 on six)
ALL_UP_TO = 6
#: a graph whose posterior is so many times e smaller than the best one's leads nowhere
_WINDOW = 9.0
#: graphs that a search looks at, at most
_LOOKED_AT = 12_000
#: graphs that are looked around together
_TOGETHER = 32


@cache
def edges(lists: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs of lists, in the order of the bits by which a graph is numbered."""
    return tuple(combinations(range(lists), 2))


@cache
def every(lists: int) -> NDArray[np.int8]:
    """Return all decomposable graphs on up to six lists: int8 of shape (graphs, 2 ** lists). The same array each time."""
    return taken_apart(np.arange(1 << len(edges(lists))), lists)[0]


def search(lists: int, score: Callable[[NDArray[np.int8]], NDArray[np.float64]]) -> NDArray[np.int8]:
    """Return the decomposable graphs that matter, where there are too many to look at each.

    Best first: the neighbours (one edge more or less) of the best graph not yet looked around, until none is left within the
    window. No chance is in it.

    Args:
        lists: how many.
        score: logarithm of the posterior of graphs (rows), up to a constant.
    """
    met: set[int] = set()
    rows: list[NDArray[np.int8]] = []
    values: list[NDArray[np.float64]] = []
    queue: list[tuple[float, int]] = []
    steps = 1 << np.arange(len(edges(lists)))
    fresh = [0, (1 << len(edges(lists))) - 1]
    best = -np.inf
    while True:
        met.update(fresh)
        graphs, numbers = taken_apart(np.array(fresh), lists)
        if len(graphs):
            scores = score(graphs)
            rows.append(graphs)
            values.append(scores)
            best = max(best, float(scores.max()))
            for value, number in zip(scores.tolist(), numbers.tolist(), strict=True):
                heappush(queue, (-value, number))
        heads = [heappop(queue) for _ in range(min(_TOGETHER, len(queue)))]
        near = {item for value, number in heads if -value >= best - _WINDOW for item in (number ^ steps).tolist()}
        fresh = sorted(near - met)
        if not fresh or len(met) > _LOOKED_AT:
            break
    found, height = np.concatenate(rows), np.concatenate(values)
    return found[height > best - 2 * _WINDOW]


def taken_apart(numbers: NDArray[np.int64], lists: int) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return the decomposable ones among graphs as rows, and their numbers.

    Lists are taken away one by one, each time one whose neighbours are all joined; what it and its neighbours are is a clique
    unless it lies in a greater one, and then it cancels out with a separator. If none can be taken away, the graph is not
    decomposable.
    """
    joined = np.zeros((lists, len(numbers)), dtype=np.int64)
    for bit, (one, other) in enumerate(edges(lists)):
        has = numbers >> bit & 1
        joined[one] |= has << other
        joined[other] |= has << one
    rows = np.zeros((len(numbers), 1 << lists), dtype=np.int8)
    left = np.full(len(numbers), (1 << lists) - 1)
    places = np.arange(len(numbers))
    for _ in range(lists):
        waiting = np.ones(len(numbers), dtype=bool)
        for chosen in range(lists):
            near = joined[chosen] & left
            free = waiting & (left >> chosen & 1 > 0) & _all_joined(joined, near, lists)
            taken = places[free]
            rows[taken, near[free] | 1 << chosen] += 1
            rows[taken, near[free]] -= 1
            left[free] &= ~(1 << chosen)
            waiting &= ~free
    rows[:, 0] = 0
    whole = left == 0
    return rows[whole], numbers[whole]


def _all_joined(joined: NDArray[np.int64], near: NDArray[np.int64], lists: int) -> NDArray[np.bool_]:
    """Whether the lists in ``near`` are joined with one another; shape (graphs,)."""
    free = np.ones(len(near), dtype=bool)
    for other in range(lists):
        apart = near & ~joined[other] & ~(1 << other)
        free &= (near >> other & 1 == 0) | (apart == 0)
    return free
