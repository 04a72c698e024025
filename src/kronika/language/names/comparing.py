"""Two names: may they be one person's?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.language.names import special
from kronika.language.names.agreement import givens, patronymics, surnames
from kronika.language.names.align import closest
from kronika.language.names.calibration import probability
from kronika.language.names.levels import (
    AGREEMENT,
    BOTH_MISSING,
    COGNATE,
    DIFFERENT,
    GENDER,
    INITIAL,
    MISSING,
    NEAR,
    PIECE,
)
from kronika.language.names.parsing import parse
from kronika.language.names.part import Name
from kronika.language.names.reasons import explain
from kronika.language.names.verdicts import RANK, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXTRA_IS = 0.4
_MOST_SEVERAL = 0.5
_ONE_GENDER, _INCOMPLETE = 1, 2

#: what was decided for each way in which the parts of two names can agree
_decided: dict[int, tuple[str, float]] = {}


class Comparison(NamedTuple):
    """What comparing two names gives.

    Attributes:
        left, right: the names, taken apart; where one can be read in two orders, in the order that agrees best.
        surname_level, given_level, patronymic_level: how each part agrees, see :mod:`kronika.language.names.levels`.
        verdict: ``same``: nothing but spelling differs (two namesakes look so too); ``possible``: the names can be one person's,
            and do not say so by themselves; ``different``: they contradict, or may not be matched by name at all (nobody named).
        score: probability that a pair of names that agree so is one person's, where half of the pairs looked at are;
            see :mod:`kronika.language.names.calibration`.
        note: why the parts were not compared; empty if they were.
    """

    left: Name
    right: Name
    surname_level: int
    given_level: int
    patronymic_level: int
    verdict: str
    score: float
    note: str = ""

    @property
    def surname(self) -> str:
        """How the surnames agree: ``same``, ``compatible``, ``missing``, ``contradicting``."""
        return AGREEMENT[self.surname_level]

    @property
    def given(self) -> str:
        """How the given names agree, in the same words."""
        return AGREEMENT[self.given_level]

    @property
    def patronymic(self) -> str:
        """How the patronymics agree, in the same words."""
        return AGREEMENT[self.patronymic_level]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in plain sentences; what weighs most comes first."""
        if self.note:
            return (self.note,)
        return explain(self.left, self.right, self.surname_level, self.given_level, self.patronymic_level)


def compare(left: Name | str, right: Name | str) -> Comparison:
    """Return how two names agree, part by part.

    >>> compare("Іван Іванавіч Прыклад", "Prykladau Ivan Piatrovich").verdict
    'different'
    """
    if isinstance(left, str):
        left = parse(left)
    if isinstance(right, str):
        right = parse(right)
    if left.problem or right.problem:
        outcome = _special(left, right)
        if outcome is not None:
            return outcome
    best = _compare(left, right)
    if (left.swapped or right.swapped) and best.verdict != "same":
        ways = [(one, other) for one in (left, left.swapped) for other in (right, right.swapped) if one and other]
        for one, other in ways[1:]:
            way = _compare(one, other)
            if not (one.surname and other.surname) and way.patronymic_level > NEAR:
                continue  # read as given name and patronymic, Иван Василевич would fit every Иван
            if (RANK[way.verdict], -way.score) < (RANK[best.verdict], -best.score):
                best = way
    return best


def compare_pairs(pairs: Iterable[tuple[Name | str, Name | str]]) -> Iterator[Comparison]:
    """Yield the comparison of each pair, in order. Names that were taken apart before (:func:`parse`) save most of the time."""
    for left, right in pairs:
        yield compare(left, right)


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison for JSON: ``score``, ``verdict``, ``reasons``, and how each part agrees."""
    return {
        "score": round(comparison.score, 4),
        "verdict": comparison.verdict,
        "reasons": list(comparison.reasons),
        "parts": {
            "surname": comparison.surname,
            "given": comparison.given,
            "patronymic": comparison.patronymic,
        },
    }


def _compare(left: Name, right: Name) -> Comparison:
    surname = surnames(left.surname, right.surname)
    given = givens(left.given, right.given)
    patronymic = patronymics(left.patronymic, right.patronymic)
    if left.extra or right.extra:
        surname, given = _with_extra(left, right, surname, given)
    flags = 0
    if surname == GENDER or given in (INITIAL, MISSING):
        genders = {_gender(left), _gender(right)} - {""}
        flags = _ONE_GENDER if len(genders) == 1 else 0
        if len(genders) > 1:
            given = GENDER
    if left.problem or right.problem:
        flags |= _INCOMPLETE
    key = surname << 12 | given << 8 | patronymic << 4 | flags
    decided = _decided.get(key)
    if decided is None:
        complete = not flags & _INCOMPLETE
        verdict = verdict_of(surname, given, patronymic, one_gender=bool(flags & _ONE_GENDER), complete=complete)
        chance = probability(surname, given, patronymic, verdict=verdict, complete=complete)
        decided = _decided[key] = (verdict, chance)
    return Comparison(left, right, surname, given, patronymic, *decided)


def _gender(name: Name) -> str:
    """Return the gender that a patronymic or a given name tells; surnames alone may mislead (Калина)."""
    return (name.patronymic.gender if name.patronymic else "") or (name.given.gender if name.given else "")


def _with_extra(left: Name, right: Name, surname: int, given: int) -> tuple[int, int]:
    """Return the levels when a former surname or a second given name beside the name is taken into account."""
    pairs = [*((extra, right) for extra in left.extra), *((extra, left) for extra in right.extra)]
    for extra, other in pairs:
        if surname == DIFFERENT and other.surname and surnames(extra, other.surname) <= NEAR:
            surname = PIECE
        if given == DIFFERENT and other.given and closest(extra.sounds, other.given.sounds, _EXTRA_IS) <= _EXTRA_IS:
            given = COGNATE
    return surname, given


def _special(left: Name, right: Name) -> Comparison | None:
    """Return the outcome for what is no name of one person in letters that are read; None if the parts can be compared."""
    outcome = special.compare(left, right)
    if outcome is not None:
        return Comparison(left, right, BOTH_MISSING, BOTH_MISSING, BOTH_MISSING, *outcome)
    return _several(left, right) if left.people or right.people else None


def _several(left: Name, right: Name) -> Comparison:
    """Return the best comparison of anybody in the one cell with anybody in the other: at most ``possible``."""
    ones = [compare(one, other) for one in left.people or (left.text,) for other in right.people or (right.text,)]
    best = min(ones, key=lambda one: (RANK[one.verdict], -one.score))
    counted = [
        f"the {side} cell names {len(name.people)} people" for side, name in (("left", left), ("right", right)) if name.people
    ]
    note = f"{' and '.join(counted)}; give each a row of their own; "
    if best.verdict == "different":
        return best._replace(left=left, right=right, note=f"{note}none of them agrees, nearest: {best.reasons[0]}")
    nearest = f"nearest: {best.left.text}, {best.right.text}"
    return best._replace(left=left, right=right, verdict="possible", score=min(best.score, _MOST_SEVERAL), note=note + nearest)
