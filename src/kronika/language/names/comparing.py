"""Two names: may they be one person's?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.language.names import special
from kronika.language.names.agreement import Level, givens, patronymics, surnames
from kronika.language.names.align import closest
from kronika.language.names.calibration import probability
from kronika.language.names.parsing import parse
from kronika.language.names.part import Name
from kronika.language.names.reasons import AGREEMENT, explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAME, POSSIBLE, DIFFERENT = "same", "possible", "different"
_RANK = {SAME: 0, POSSIBLE: 1, DIFFERENT: 2}
_EXTRA_IS = 0.4

#: (surname, given name, patronymic, whether both are of one known gender, whether a name is complete) to verdict and probability
_decided: dict[tuple[Level, Level, Level, bool, bool], tuple[str, float]] = {}


class Comparison(NamedTuple):
    """What comparing two names gives.

    Attributes:
        left, right: the names, taken apart; where one can be read in two orders, as the order that agrees best.
        surname_level, given_level, patronymic_level: how each part agrees, finely.
        verdict: ``same``: nothing but spelling differs (two namesakes look so too); ``possible``: the names can be one person's,
            and do not say so by themselves; ``different``: they contradict, or may not be matched by name at all (nobody named).
        score: probability that a pair of names that agree so is one person, where half of the pairs looked at are;
            see :mod:`kronika.language.names.calibration`.
        note: why the parts were not compared; empty if they were.
    """

    left: Name
    right: Name
    surname_level: Level
    given_level: Level
    patronymic_level: Level
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

    >>> compare("Іван Іванавіч Прыклад", "Primer Ivan Piatrovich").verdict
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
    if (left.swapped or right.swapped) and best.verdict != SAME:
        ways = [(one, other) for one in (left, left.swapped) for other in (right, right.swapped) if one and other]
        for one, other in ways[1:]:
            way = _compare(one, other)
            if (_RANK[way.verdict], -way.score) < (_RANK[best.verdict], -best.score):
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
    one_gender = False
    if surname is Level.GENDER or given in (Level.INITIAL, Level.MISSING):
        genders = {_gender(left), _gender(right)} - {""}
        one_gender = len(genders) == 1
        if len(genders) > 1 and given is not Level.DIFFERENT:
            given = Level.GENDER
    complete = not left.problem and not right.problem
    key = (surname, given, patronymic, one_gender, complete)
    decided = _decided.get(key)
    if decided is None:
        decided = _decided[key] = (_verdict(*key), probability(surname, given, patronymic, complete=complete))
    return Comparison(left, right, surname, given, patronymic, *decided)


def _gender(name: Name) -> str:
    """Return the gender that a patronymic or a given name tells; surnames alone may mislead (Калина)."""
    return (name.patronymic.gender if name.patronymic else "") or (name.given.gender if name.given else "")


def _with_extra(left: Name, right: Name, surname: Level, given: Level) -> tuple[Level, Level]:
    """Return the levels when a former surname or second given name beside the name is taken into account."""
    pairs = [
        *((extra, right) for extra in left.extra),
        *((extra, left) for extra in right.extra),
    ]
    for extra, other in pairs:
        if surname is Level.DIFFERENT and other.surname and surnames(extra, other.surname) <= Level.NEAR:
            surname = Level.PIECE
        if given is Level.DIFFERENT and other.given and closest(extra.sounds, other.given.sounds, _EXTRA_IS) <= _EXTRA_IS:
            given = Level.COGNATE
    return surname, given


def _verdict(surname: Level, given: Level, patronymic: Level, one_gender: bool, complete: bool) -> str:  # noqa: FBT001
    levels = (surname, given, patronymic)
    if Level.DIFFERENT in levels or given is Level.GENDER:
        return DIFFERENT
    if surname >= Level.MISSING and surname < Level.SLIP and given >= Level.MISSING and given < Level.SLIP:
        return DIFFERENT
    if surname is Level.GENDER:
        return POSSIBLE if one_gender and given <= Level.EITHER else DIFFERENT
    if surname is Level.SLIP:
        return POSSIBLE if given <= Level.EITHER and patronymic <= Level.NEAR else DIFFERENT
    if not complete:
        return POSSIBLE
    sure_given = given <= Level.EITHER
    sure_father = patronymic <= Level.NEAR or patronymic in (Level.MISSING, Level.BOTH_MISSING)
    if surname <= Level.CLOSE and sure_given and sure_father:
        return SAME
    return POSSIBLE


def _special(left: Name, right: Name) -> Comparison | None:
    """Return the outcome for what is no name of one person in letters that are read; None if the parts can be compared."""
    if left.people or right.people:
        return _several(left, right)
    outcome = special.compare(left, right)
    if outcome is None:
        return None
    return Comparison(left, right, Level.BOTH_MISSING, Level.BOTH_MISSING, Level.BOTH_MISSING, *outcome)


def _several(left: Name, right: Name) -> Comparison:
    """Return the best comparison of anybody in the one cell with anybody in the other: at most ``possible``."""
    ones = [compare(one, other) for one in left.people or (left.text,) for other in right.people or (right.text,)]
    best = min(ones, key=lambda one: (_RANK[one.verdict], -one.score))
    counted = " and ".join(f"{side} cell names {len(name.people)} people" for side, name in (("the left", left), ("the right", right))
                           if name.people)  # fmt: skip
    if best.verdict == DIFFERENT:
        return best._replace(left=left, right=right, note=f"{counted}; none of them agrees: {'; '.join(best.reasons)}")
    note = f"{counted}; give each a row of their own; nearest: {best.left.text}, {best.right.text}"
    return best._replace(left=left, right=right, verdict=POSSIBLE, score=min(best.score, 0.5), note=note)
