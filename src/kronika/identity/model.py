"""The weights of agreement: Fellegi and Sunter's model with levels.

For each level of each feature, ``m`` is how often one person's two entries agree so, ``u`` how often two people's do. The weight
of the level is ``log2(m / u)`` bits; weights add up to the log-odds, beginning from those of any two entries being one person's.
Missing values weigh nothing. The numbers below are what was expected before any pair was seen, from general knowledge of lists;
:mod:`kronika.identity.learning` pulls them towards what a record's own pairs say, the more the more pairs there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Final

from kronika.identity import levels as at
from kronika.language.names.levels import (
    CLOSE,
    COGNATE,
    DIFFERENT,
    EITHER,
    EXACT,
    GENDER,
    INITIAL,
    NEAR,
    PIECE,
    SHORT,
    SLIP,
)

#: feature -> groups of levels: level -> (m, u)
Table = Mapping[int, tuple[Mapping[int, tuple[float, float]], ...]]

_ACTS: Final = (
    {at.ACT_SAME_DAY: (0.6, 0.004), at.ACT_NEAR: (0.08, 0.012), at.ACT_SLIP: (0.07, 0.03), at.ACT_APART: (0.25, 0.954)},
    {at.ACT_WITHIN: (0.8, 0.05), at.ACT_OUTSIDE: (0.2, 0.95)},
)

EXPECTED: Final[Table] = {
    at.SURNAME: (
        {
            EXACT: (0.78, 0.002), CLOSE: (0.05, 0.0006), NEAR: (0.03, 0.0015), PIECE: (0.008, 0.001), GENDER: (0.007, 0.001),
            INITIAL: (0.01, 0.05), SLIP: (0.02, 0.003), at.TYPO: (0.06, 0.004), at.TEXT: (0.005, 0.00005),
            at.TWO_TYPOS: (0.01, 0.01), DIFFERENT: (0.02, 0.92685),
        },
    ),
    at.GIVEN: (
        {
            EXACT: (0.8, 0.025), CLOSE: (0.02, 0.001), EITHER: (0.015, 0.001), SHORT: (0.03, 0.006), COGNATE: (0.004, 0.003),
            INITIAL: (0.03, 0.06), NEAR: (0.02, 0.002), SLIP: (0.01, 0.004), at.TYPO: (0.05, 0.008), GENDER: (0.001, 0.05),
            at.TWO_TYPOS: (0.005, 0.01), DIFFERENT: (0.015, 0.83),
        },
    ),
    at.PATRONYMIC: (
        {
            EXACT: (0.86, 0.03), CLOSE: (0.02, 0.002), NEAR: (0.02, 0.003), INITIAL: (0.02, 0.06), SLIP: (0.015, 0.004),
            at.TYPO: (0.045, 0.006),
            at.TWO_TYPOS: (0.005, 0.01), DIFFERENT: (0.015, 0.885),
        },
    ),
    at.BIRTH: (
        {
            at.SAME_DAY: (0.87, 0.00008), at.SWAPPED: (0.01, 0.00004), at.SLIP_IN_DATE: (0.08, 0.003),
            at.SLIPS_IN_DATE: (0.02, 0.03), at.OTHER_DAY: (0.02, 0.96688),
        },
        {at.SAME_MONTH: (0.94, 0.0025), at.OTHER_MONTH: (0.06, 0.9975)},
        {at.SAME_YEAR: (0.89, 0.03), at.NEXT_YEAR: (0.04, 0.055), at.SLIP_IN_YEAR: (0.04, 0.2), at.OTHER_YEAR: (0.03, 0.715)},
    ),
    at.GENDER: ({at.SHARED: (0.995, 0.55), at.NOT_SHARED: (0.005, 0.45)},),
    at.PLACE: ({at.SHARED: (0.75, 0.12), at.NOT_SHARED: (0.25, 0.88)},),
    at.DETAINED: _ACTS,
    at.SENTENCED: _ACTS,
    at.ARTICLE: ({at.SHARED: (0.85, 0.25), at.NOT_SHARED: (0.15, 0.75)},),
    at.COURT: ({at.SHARED: (0.85, 0.05), at.NOT_SHARED: (0.15, 0.95)},),
}  # fmt: skip

#: gender is told by the name already: that it agrees is no evidence
_SILENT: Final = {(at.GENDER, at.SHARED)}
#: what names alone say may not outweigh: bits that a contradiction weighs at least
_LEAST_AGAINST: Final = {at.SURNAME: 3.0, at.GIVEN: 4.5, at.PATRONYMIC: 4.5, at.BIRTH: 4.5, at.GENDER: 5.0}

#: the level on which a value's frequency is measured against what is usual
_AGREE: Final = {
    at.SURNAME: EXACT, at.GIVEN: EXACT, at.PATRONYMIC: EXACT, at.PLACE: at.SHARED, at.DETAINED: at.ACT_SAME_DAY,
    at.SENTENCED: at.ACT_SAME_DAY, at.ARTICLE: at.SHARED, at.COURT: at.SHARED,
}  # fmt: skip
#: bits by which a rare or common value may change a weight
MOST_BITS: Final = 8.0


@dataclass(frozen=True, slots=True)
class Model:
    """What is used to weigh one linking.

    Attributes:
        table: m and u for each level.
        prior: probability that any two entries that may be compared are one person's.
        weights: bits for each feature and level, from ``table``.
        usual: for each feature, log2 of how often two people agree on some value; 0 where frequencies do not matter.
    """

    table: Table
    prior: float
    weights: tuple[Mapping[int, float], ...]
    usual: tuple[float, ...]

    @property
    def prior_bits(self) -> float:
        """The log-odds, in bits, of any two entries."""
        return log2(self.prior / (1 - self.prior))


def make_model(table: Table, prior: float) -> Model:
    """Return the model with the weights that follow from the table."""
    weights = []
    for feature in range(len(at.FEATURES)):
        found = {level: log2(m / u) for group in table[feature] for level, (m, u) in group.items()}
        for level in at.CONTRADICTIONS.get(feature, ()):
            if level in found and (feature != at.BIRTH or level in at.BORN_TWICE):
                found[level] = min(found[level], -_LEAST_AGAINST[feature])
        found.update({level: 0.0 for one, level in _SILENT if one == feature})
        weights.append(found)
    usual = tuple(
        next((log2(group[_AGREE[feature]][1]) for group in table[feature] if _AGREE.get(feature) in group), 0.0)
        for feature in range(len(at.FEATURES))
    )
    return Model(table, prior, tuple(weights), usual)


def feature_bits(model: Model, levels: tuple[int, ...], frequencies: tuple[float, ...]) -> tuple[float, ...]:
    """Return what each feature weighs: its level, and more for a rare value, less for a common one (Winkler's adjustment)."""
    return tuple(
        weights.get(level, 0.0) + (min(max(usual - frequency, -MOST_BITS), MOST_BITS) if frequency else 0.0)
        for weights, level, usual, frequency in zip(model.weights, levels, model.usual, frequencies, strict=True)
    )
