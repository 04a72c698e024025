"""Two people, feature by feature: the level of each, and how frequent the value is on which they agree."""

from __future__ import annotations

from math import log2
from typing import Final, NamedTuple

from kronika.identity import dates
from kronika.identity import levels as at
from kronika.identity.columns import Columns, group
from kronika.identity.typing_errors import typing_error
from kronika.language.names import Comparison, Name, compare
from kronika.language.names.levels import BOTH_MISSING, CLOSE, DIFFERENT, EITHER, EXACT, MISSING, SHORT

_RANK: Final = {"same": 0, "possible": 1, "different": 2}
_ABSENT: Final = (MISSING, BOTH_MISSING)
#: name parts that agree so well that it matters how common they are
AGREE: Final = {"surname": (EXACT, CLOSE), "given": (EXACT, CLOSE, EITHER, SHORT), "patronymic": (EXACT, CLOSE)}
#: what a value's frequency is where nothing is counted yet, and how many entries that is worth
USUAL: Final = {"surname": 0.002, "given": 0.025, "patronymic": 0.03, "day": 0.004, "place": 0.12, "article": 0.25, "court": 0.05}
WORTH: Final = 200


class Levels(NamedTuple):
    """How two people agree.

    Attributes:
        levels: one for each feature, see :mod:`kronika.identity.levels`; ``NONE`` where one side says nothing.
        frequencies: for each feature, log2 of the frequency of the value on which both agree; 0 where that does not matter.
        verdict: of the names alone: ``same``, ``possible``, ``different``.
    """

    levels: tuple[int, ...]
    frequencies: tuple[float, ...]
    verdict: str


class Comparer:
    """Compares people by their numbers in the columns; what was compared once is remembered."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[tuple[int, int], tuple[tuple[int, int, int], tuple[float, float, float], str]] = {}

    def compare(self, left: int, right: int) -> Levels:
        """Return how two people agree."""
        of = self._columns
        (surname, given, patronymic), name_often, verdict = self.best_names(of.name[left], of.name[right])
        births = [
            dates.births(of.births.values[one], of.births.values[other]) for one in of.birth[left] for other in of.birth[right]
        ]
        one, other = of.gender[left], of.gender[right]
        gender = at.NONE if not one or not other else at.SHARED if one == other else at.NOT_SHARED
        place, place_often = shared(of.place[left], of.place[right], of.places.counts, of.size, "place")
        detained, detained_often = self.act(of.detained[left], of.detained[right])
        sentenced, sentenced_often = self.act(of.sentenced[left], of.sentenced[right])
        article, article_often = shared(of.article[left], of.article[right], of.articles.counts, of.size, "article")
        court, court_often = shared(of.court[left], of.court[right], of.courts.counts, of.size, "court")
        return Levels(
            (surname, given, patronymic, best_birth(births), gender, place, detained, sentenced, article, court),
            (*name_often, 0.0, 0.0, place_often, detained_often, sentenced_often, article_often, court_often),
            verdict,
        )

    def best_names(
        self, left: tuple[int, ...], right: tuple[int, ...]
    ) -> tuple[tuple[int, int, int], tuple[float, float, float], str]:
        """Return levels, frequencies and verdict of the two spellings that agree best."""
        found = [self.names(one, other) for one in left for other in right]
        return min(found, key=lambda one: (_RANK[one[2]], sum(level == DIFFERENT for level in one[0]), one[0], one[1]))

    def names(self, left: int, right: int) -> tuple[tuple[int, int, int], tuple[float, float, float], str]:
        """Return levels, frequencies and verdict of two spellings by their numbers."""
        key = (left, right) if left <= right else (right, left)
        known = self._names.get(key)
        if known is None:
            comparison = compare(self._columns.parsed[key[0]], self._columns.parsed[key[1]])
            known = self._names[key] = (*name_levels(comparison, self._columns), comparison.verdict)
        return known

    def act(self, left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]) -> tuple[int, float]:
        """Return the level of two people's acts of one kind, and log2 of the frequency of the day that they share."""
        level = dates.acts(left, right)
        if level != at.ACT_SAME_DAY:
            return level, 0.0
        counts = self._columns.days
        rarest = min(counts[low] for low, high in set(left) & set(right) if low == high)
        return level, frequency(rarest, self._columns.size, "day")


def best_birth(found: list[int]) -> int:
    """Return the level of the two dates of birth that agree best."""
    return min(found, key=_BIRTH_RANK.__getitem__) if found else at.NONE


#: the better agreement first
_BIRTH_ORDER: Final = (at.SAME_DAY, at.SWAPPED, at.SLIP_IN_DATE, at.SAME_MONTH, at.SAME_YEAR, at.NEXT_YEAR, at.SLIP_IN_YEAR,
                       at.SLIPS_IN_DATE, at.OTHER_YEAR, at.OTHER_MONTH, at.OTHER_DAY)  # fmt: skip
_BIRTH_RANK: Final = {level: rank for rank, level in enumerate(_BIRTH_ORDER)}


def shared(left: tuple[int, ...], right: tuple[int, ...], counts: dict[int, int], size: int, kind: str) -> tuple[int, float]:
    """Return whether two cells share a value, and log2 of the frequency of the rarest one that they share."""
    if not left or not right:
        return at.NONE, 0.0
    common = set(left) & set(right)
    if not common:
        return at.NOT_SHARED, 0.0
    return at.SHARED, frequency(min(counts[value] for value in common), size, kind)


def frequency(count: int, size: int, kind: str) -> float:
    """Return log2 of the frequency of a value that ``count`` of ``size`` entries have; what is usual holds it at few.

    Of two entries that agree one is counted: if both are one person's, they say once that there is somebody of that name.
    """
    return log2((max(count - 1, 0) + USUAL[kind] * WORTH) / (size + WORTH))


def name_levels(found: Comparison, columns: Columns) -> tuple[tuple[int, int, int], tuple[float, float, float]]:
    """Return the levels and frequencies of the three parts of two names that were compared."""
    if found.note and found.surname_level == BOTH_MISSING and found.given_level == BOTH_MISSING:
        level = DIFFERENT if found.verdict == "different" else at.TEXT
        return (level, at.NONE, at.NONE), (0.0, 0.0, 0.0)
    surname = part_level(found.left, found.right, "surname", found.surname_level)
    given = part_level(found.left, found.right, "given", found.given_level)
    patronymic = part_level(found.left, found.right, "patronymic", found.patronymic_level)
    return (surname, given, patronymic), (
        part_frequency(found.left, found.right, "surname", surname, columns),
        part_frequency(found.left, found.right, "given", given, columns),
        part_frequency(found.left, found.right, "patronymic", patronymic, columns),
    )


def part_level(left: Name, right: Name, kind: str, level: int) -> int:
    """Return the level of one part: nothing where it is missing, a typing error where one explains the difference."""
    if level in _ABSENT:
        return at.NONE
    if level == DIFFERENT:
        one, other = getattr(left, kind), getattr(right, kind)
        if one is not None and other is not None:
            return (DIFFERENT, at.TYPO, at.TWO_TYPOS)[typing_error(one, other, kind)]
    return level


def part_frequency(left: Name, right: Name, kind: str, level: int, columns: Columns) -> float:
    """Return log2 of the frequency of a part on which two names agree, else 0."""
    if level not in AGREE[kind]:
        return 0.0
    counts = {"surname": columns.surnames, "given": columns.givens, "patronymic": columns.patronymics}[kind]
    groups = {group(getattr(name, kind), kind) for name in (left, right)} - {""}
    count = max((counts[one] for one in groups), default=0)
    return frequency(count, columns.size, kind) if count else 0.0
