"""People who are known, made ready, so that a new list is held against them quickly: a hundred thousand in a second or two.

Needs NumPy. What is made ready stays in memory; nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from kronika.identity import rivals
from kronika.identity.blocking import LEAST_INCOMPLETE, MOST, MOST_OTHERS, RECIPES, ROUGH, TOKENS, TokenMaker, Tokens, alike
from kronika.identity.calibration import calibrated, probability
from kronika.identity.columns import add, columns, cut
from kronika.identity.comparing import Comparer
from kronika.identity.model import Model, feature_bits, make_model
from kronika.identity.pairs import Explanation, Pair
from kronika.identity.people import why
from kronika.identity.profile import Profile
from kronika.identity.settings import Settings
from kronika.identity.vector import learnt
from kronika.identity.vector_blocking import Ragged, keys
from kronika.identity.verdicts import ceiling, decide

Numbers = NDArray[np.int64]


class Prepared:
    """People who are known, with their keys sorted and the weights learnt.

    Args:
        known: their profiles; kinds other than persons are left out.
        settings: as for linking.
    """

    def __init__(self, known: Iterable[Profile], settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._columns = columns([profile for profile in known if profile.kind == "person"])
        self._maker = TokenMaker()
        self._tokens = self._maker.tokens(self._columns)
        self._known = len(self._columns)
        self._model = learnt(self._columns, {}, self._settings)
        self._keys: dict[int, tuple[Numbers, Numbers]] = {}
        ragged = {name: Ragged(self._tokens.columns[name]) for name in TOKENS}
        for kind, recipe in RECIPES.items():
            made, owners = keys(tuple(ragged[name] for name in recipe), self._known)
            order = np.argsort(made, kind="stable")
            self._keys[kind] = made[order], owners[order].astype(np.int64)

    def pairs(self, new: Sequence[Profile]) -> list[Pair]:
        """Return the pairs of new people with known ones that are worth showing, the most probable first."""
        add(self._columns, new)
        try:
            return self._scored()
        finally:
            cut(self._columns, self._known)

    def _scored(self) -> list[Pair]:
        arrived = self._maker.tokens(self._columns, self._known)
        found = self._candidates(arrived)
        comparer = Comparer(self._columns)
        prior = min(self._settings.share / max(self._known, 1), 0.5)
        model: Model = make_model(self._model.table, prior)
        compared = [comparer.compare(left, right) for left, right in found]
        bits = [calibrated(model.prior_bits + sum(feature_bits(model, one.levels, one.frequencies))) for one in compared]
        less = rivals.against(found, bits, self._columns.lists)
        pairs = []
        for (left, right), one, weight, rival in zip(found, compared, bits, less, strict=True):
            decision = decide(probability(weight - rival), ceiling(one.levels, one.verdict), self._settings)
            if decision.verdict != "different" or decision.kept:
                # The new people are gone from the columns when somebody asks why: it is told now.
                told = why(self._columns, model, comparer, left, right)
                ids = self._columns.ids
                pairs.append(Pair(ids[left], ids[right], decision.probability, decision.verdict, partial(_same, told)))
        return sorted(pairs, key=Pair.key)

    def _candidates(self, arrived: Tokens) -> list[tuple[int, int]]:
        """Return pairs of a known and a new person that share a key, sorted."""
        size = len(self._columns) - self._known
        found: set[tuple[int, int]] = set()
        rough: set[tuple[int, int]] = set()
        for kind, recipe in RECIPES.items():
            mine, owners = keys(tuple(Ragged(arrived.columns[name]) for name in recipe), size)
            known, people = self._keys[kind]
            first, last = np.searchsorted(known, mine, "left"), np.searchsorted(known, mine, "right")
            few = (last > first) & (last - first <= MOST.get(kind, MOST_OTHERS))
            least = LEAST_INCOMPLETE.get(kind, 0)
            into = rough if kind in ROUGH else found
            for new, start, end in zip(owners[few].tolist(), first[few].tolist(), last[few].tolist(), strict=True):
                into.update(
                    (old, self._known + new)
                    for old in people[start:end].tolist()
                    if arrived.incomplete[new] >= least or self._tokens.incomplete[old] >= least
                )
        found.update(
            pair for pair in rough - found if alike(self._tokens.skeletons[pair[0]], arrived.skeletons[pair[1] - self._known])
        )
        return sorted(found)


def _same(told: Explanation) -> Explanation:
    return told
