"""The same levels as :mod:`kronika.identity.comparing`, for many pairs at once with NumPy.

What has one value on either side is compared as columns of numbers, every pair of distinct values once. The few people with
several spellings, dates or places, and names that are no plain ones, go the way of plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.identity import dates
from kronika.identity import levels as at
from kronika.identity.columns import Cells, Columns, Numbered, Stretch, group
from kronika.identity.comparing import AGREE, USUAL, WORTH, Comparer, best_birth, shared
from kronika.identity.typing_errors import typing_error
from kronika.language.names import Name, Part
from kronika.language.names.agreement import givens, patronymics, surnames
from kronika.language.names.levels import BOTH_MISSING, DIFFERENT, GENDER, INITIAL, MISSING
from kronika.language.names.verdicts import verdict_of

Numbers = NDArray[np.int64]
Levels = NDArray[np.int64]
Frequencies = NDArray[np.float64]
VERDICTS: Final = ("same", "possible", "different")
_KINDS: Final = ("surname", "given", "patronymic")
_COMPARE: Final[dict[str, Callable[[Part | None, Part | None], int]]] = {
    "surname": surnames, "given": givens, "patronymic": patronymics,
}  # fmt: skip


class Compared(NamedTuple):
    """How pairs agree: a row for each feature, a column for each pair; ``verdicts`` of the names, as places in VERDICTS."""

    levels: Levels
    frequencies: Frequencies
    verdicts: Numbers


class VectorComparer:
    """Compares many pairs of people at once."""

    def __init__(self, columns: Columns, comparer: Comparer) -> None:
        self._columns = columns
        self._comparer = comparer
        self._names = _Names(columns.parsed, columns)
        self._single_name = _single(columns.name)
        births = [columns.births.values[cell[0]] if len(cell) == 1 else (0, 0, 0) for cell in columns.birth]
        self._birth = np.asarray(births, np.int64).reshape(-1, 3)
        self._gender = np.asarray(columns.gender, np.int64)

    def compare(self, left: Numbers, right: Numbers) -> Compared:
        """Return how the pairs agree."""
        of, size = self._columns, len(left)
        levels: Levels = np.full((len(at.FEATURES), size), at.NONE, np.int64)
        often: Frequencies = np.zeros((len(at.FEATURES), size))
        verdicts = self._compare_names(left, right, levels, often)
        levels[at.BIRTH] = self._births(left, right)
        one, other = self._gender[left], self._gender[right]
        levels[at.GENDER] = np.where((one == 0) | (other == 0), at.NONE, np.where(one == other, at.SHARED, at.NOT_SHARED))
        for feature, cells, values, kind in (
            (at.PLACE, of.place, of.places, "place"),
            (at.ARTICLE, of.article, of.articles, "article"),
            (at.COURT, of.court, of.courts, "court"),
        ):
            levels[feature], often[feature] = self._shared(left, right, cells, values, kind)
        for feature, stretches in ((at.DETAINED, of.detained), (at.SENTENCED, of.sentenced)):
            levels[feature], often[feature] = self._acts(left, right, stretches)
        return Compared(levels, often, verdicts)

    def _compare_names(self, left: Numbers, right: Numbers, levels: Levels, often: Frequencies) -> Numbers:
        one, other = self._single_name[left], self._single_name[right]
        plain = (one >= 0) & (other >= 0)
        plain[plain] = self._names.plain[one[plain]] & self._names.plain[other[plain]]
        verdicts: Numbers = np.zeros(len(left), np.int64)
        first, second = np.minimum(one, other)[plain], np.maximum(one, other)[plain]
        name_levels, name_often, verdicts[plain] = self._names.compare(first, second)
        levels[:3, plain] = name_levels
        often[:3, plain] = name_often
        for place in np.flatnonzero(~plain).tolist():
            found, frequencies, verdict = self._comparer.best_names(
                self._columns.name[int(left[place])], self._columns.name[int(right[place])]
            )
            levels[:3, place], often[:3, place] = found, frequencies
            verdicts[place] = VERDICTS.index(verdict)
        return verdicts

    def _births(self, left: Numbers, right: Numbers) -> Levels:
        counts = np.fromiter(map(len, self._columns.birth), np.int64, len(self._columns))
        found = births(self._birth[left], self._birth[right])
        none = (counts[left] == 0) | (counts[right] == 0)
        found[none] = at.NONE
        for place in np.flatnonzero(~none & ((counts[left] > 1) | (counts[right] > 1))).tolist():
            cells = (self._columns.birth[int(side[place])] for side in (left, right))
            mine, theirs = ([self._columns.births.values[number] for number in cell] for cell in cells)
            found[place] = best_birth([dates.births(one, other) for one in mine for other in theirs])
        return found

    def _shared(
        self, left: Numbers, right: Numbers, cells: Cells, values: Numbered[Any], kind: str
    ) -> tuple[Levels, Frequencies]:
        size = len(self._columns)
        single = _single(cells)
        counts = np.fromiter(map(len, cells), np.int64, size)
        one, other = single[left], single[right]
        none = (counts[left] == 0) | (counts[right] == 0)
        levels: Levels = np.where(none, at.NONE, np.where(one == other, at.SHARED, at.NOT_SHARED))
        totals = np.asarray([values.counts[number] for number in range(len(values.values))], np.int64)
        often: Frequencies = np.zeros(len(left))
        same = levels == at.SHARED
        often[same] = _frequency(totals[one[same]], size, kind)
        for place in np.flatnonzero(~none & ((counts[left] > 1) | (counts[right] > 1))).tolist():
            levels[place], often[place] = shared(cells[int(left[place])], cells[int(right[place])], values.counts, size, kind)
        return levels, often

    def _acts(self, left: Numbers, right: Numbers, cells: Sequence[tuple[Stretch, ...]]) -> tuple[Levels, Frequencies]:
        size = len(self._columns)
        counts = np.fromiter(map(len, cells), np.int64, size)
        days = np.asarray([cell[0] if len(cell) == 1 else (1, 1) for cell in cells], np.int64).reshape(-1, 2)
        levels = acts(days[left], days[right])
        none = (counts[left] == 0) | (counts[right] == 0)
        levels[none] = at.NONE
        often: Frequencies = np.zeros(len(left))
        same = np.flatnonzero(levels == at.ACT_SAME_DAY)
        totals = np.fromiter((self._columns.days[day] for day in days[left[same], 0].tolist()), np.int64, len(same))
        often[same] = _frequency(totals, size, "day")
        for place in np.flatnonzero(~none & ((counts[left] > 1) | (counts[right] > 1))).tolist():
            levels[place], often[place] = self._comparer.act(cells[int(left[place])], cells[int(right[place])])
        return levels, often


def _single(cells: Cells) -> Numbers:
    """Return for each person the number of the only value, -1 if there is none or several."""
    return np.fromiter((cell[0] if len(cell) == 1 else -1 for cell in cells), np.int64, len(cells))


def _frequency(counts: Numbers, size: int, kind: str) -> Frequencies:
    found: Frequencies = np.log2((np.maximum(counts - 1, 0) + USUAL[kind] * WORTH) / (size + WORTH))
    return found


def births(left: Numbers, right: Numbers) -> Levels:
    """Return how dates of birth agree (rows of year, month, day), as :func:`kronika.identity.dates.births`."""
    (year, month, day), (years, months, days) = left.T, right.T
    same_year, same_month = year == years, month == months
    slips = _slips(year, years, 4) + _slips(month, months, 2) + _slips(day, days, 2)
    to_day = np.where(
        same_year & same_month & (day == days),
        at.SAME_DAY,
        np.where(
            same_year & (month == days) & (day == months),
            at.SWAPPED,
            np.where(slips <= 1, at.SLIP_IN_DATE, np.where(slips == 2, at.SLIPS_IN_DATE, at.OTHER_DAY)),
        ),
    )
    to_month = np.where(same_year & same_month, at.SAME_MONTH, at.OTHER_MONTH)
    off = np.where(_slips(year, years, 4) == 1, at.SLIP_IN_YEAR, at.OTHER_YEAR)
    to_year = np.where(same_year, at.SAME_YEAR, np.where(abs(year - years) == 1, at.NEXT_YEAR, off))
    found: Levels = np.where((day > 0) & (days > 0), to_day, np.where((month > 0) & (months > 0), to_month, to_year))
    return found


def _slips(one: Numbers, other: Numbers, digits: int) -> Numbers:
    mine = np.stack([one // 10**place % 10 for place in range(digits)])
    theirs = np.stack([other // 10**place % 10 for place in range(digits)])
    differing = mine != theirs
    total: Numbers = differing.sum(axis=0)
    for place in range(digits - 1):
        turned = (
            (total == 2)
            & differing[place]
            & differing[place + 1]
            & (mine[place] == theirs[place + 1])
            & (mine[place + 1] == theirs[place])
        )
        total = np.where(turned, 1, total)
    return total


def acts(left: Numbers, right: Numbers) -> Levels:
    """Return how days of acts agree (rows of first and last day), as :func:`kronika.identity.dates.acts`."""
    (low, high), (first, last) = left.T, right.T
    apart = abs(low - first)
    exact = np.where(apart == 0, at.ACT_SAME_DAY, np.where(apart <= dates.NEAR_DAYS, at.ACT_NEAR, at.ACT_APART))
    coarse = np.where((low <= last) & (first <= high), at.ACT_WITHIN, at.ACT_OUTSIDE)
    found: Levels = np.where((low == high) & (first == last), exact, coarse)
    apart_at = np.flatnonzero(found == at.ACT_APART)
    told = births(_calendar(low[apart_at]), _calendar(first[apart_at]))
    found[apart_at[(told == at.SWAPPED) | (told == at.SLIP_IN_DATE)]] = at.ACT_SLIP
    return found


def _calendar(ordinals: Numbers) -> Numbers:
    """Return rows of year, month and day."""
    known, back = np.unique(ordinals, return_inverse=True)
    return np.asarray([dates.calendar_day(day) for day in known.tolist()], np.int64).reshape(-1, 3)[back]


class _Names:
    """Names as numbers of their parts."""

    def __init__(self, parsed: Sequence[Name], columns: Columns) -> None:
        size = len(parsed)
        self.plain = np.fromiter((not (name.problem or name.swapped or name.extra or name.people) for name in parsed), bool, size)
        self._size = len(columns)
        self._parts: dict[str, list[Part | None]] = {}
        self._codes: dict[str, Numbers] = {}
        self._counts: dict[str, Numbers] = {}
        for kind, counts in zip(_KINDS, (columns.surnames, columns.givens, columns.patronymics), strict=True):
            # Parts that compare alike may have other letters, which tell slips of the pen.
            numbers: dict[tuple[int, tuple[str, ...]], int] = {(0, ()): 0}
            parts: list[Part | None] = [None]
            codes, often = [], []
            for name in parsed:
                part: Part | None = getattr(name, kind)
                code = numbers.setdefault((part.number, part.skeletons) if part else (0, ()), len(numbers))
                if code == len(parts):
                    parts.append(part)
                codes.append(code)
                often.append(counts[group(part, kind)])
            self._parts[kind] = parts
            self._codes[kind] = np.asarray(codes, np.int64)
            self._counts[kind] = np.asarray(often, np.int64)
        genders = {"": 0, "m": 1, "f": 2}
        self._gender = np.asarray(
            [
                genders[(name.patronymic.gender if name.patronymic else "") or (name.given.gender if name.given else "")]
                for name in parsed
            ],
            np.int64,
        )

    def compare(self, left: Numbers, right: Numbers) -> tuple[Levels, Frequencies, Numbers]:
        """Return levels, frequencies and verdicts of pairs of plain names."""
        levels, typos = np.zeros((3, len(left)), np.int64), np.zeros((3, len(left)), np.int64)
        for place, kind in enumerate(_KINDS):
            levels[place], typos[place] = self._part(kind, self._codes[kind][left], self._codes[kind][right])
        one, other = self._gender[left], self._gender[right]
        telling = (levels[0] == GENDER) | (levels[1] == INITIAL) | (levels[1] == MISSING)
        levels[1] = np.where(telling & (one > 0) & (other > 0) & (one != other), GENDER, levels[1])
        one_gender = telling & ((one == other) | (one == 0) | (other == 0)) & (one + other > 0)
        code = ((levels[0] * 16 + levels[1]) * 16 + levels[2]) * 2 + one_gender
        known, back = np.unique(code, return_inverse=True)
        told = [
            verdict_of(one >> 9, one >> 5 & 15, one >> 1 & 15, one_gender=bool(one & 1), complete=True) for one in known.tolist()
        ]
        verdicts: Numbers = np.asarray([VERDICTS.index(verdict) for verdict in told], np.int64)[back]
        often: Frequencies = np.zeros((3, len(left)))
        for place, kind in enumerate(_KINDS):
            agree = np.isin(levels[place], AGREE[kind])
            count = np.maximum(self._counts[kind][left], self._counts[kind][right])
            agree &= count > 0
            often[place, agree] = _frequency(count[agree], self._size, kind)
        different = levels == DIFFERENT
        levels[(levels == MISSING) | (levels == BOTH_MISSING)] = at.NONE
        levels[different] = typos[different]
        return levels, often, verdicts

    def _part(self, kind: str, left: Numbers, right: Numbers) -> tuple[Levels, Levels]:
        """Return the levels of one part, and those that typing errors make of contradictions."""
        parts, compare = self._parts[kind], _COMPARE[kind]
        known, back = np.unique(left * len(parts) + right, return_inverse=True)
        levels, typos = np.zeros(len(known), np.int64), np.full(len(known), DIFFERENT, np.int64)
        for place, code in enumerate(known.tolist()):
            one, other = parts[code // len(parts)], parts[code % len(parts)]
            level = compare(one, other)
            levels[place] = level
            if level == DIFFERENT and one is not None and other is not None:
                typos[place] = (DIFFERENT, at.TYPO, at.TWO_TYPOS)[typing_error(one, other, kind)]
        return levels[back], typos[back]
