"""Why two people may be one, in the words of a documenter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kronika.identity import levels as at
from kronika.identity.columns import Columns, Stretch, group
from kronika.identity.dates import Birth
from kronika.language.names import Comparison, compare
from kronika.language.names.levels import CLOSE, EXACT
from kronika.model.time import iso

_BIRTH: Final = {
    at.SAME_DAY: "the dates of birth agree: {left}",
    at.SWAPPED: "day and month of birth are changed round: {left}, {right}",
    at.SLIP_IN_DATE: "the dates of birth are alike as if by a slip of the pen: {left}, {right}",
    at.OTHER_DAY: "the dates of birth contradict: {left}, {right}",
    at.SAME_MONTH: "year and month of birth agree: {left}, {right}",
    at.OTHER_MONTH: "the dates of birth contradict: {left}, {right}",
    at.SAME_YEAR: "the years of birth agree: {left}, {right}",
    at.NEXT_YEAR: "the years of birth are one apart: {left}, {right}",
    at.SLIPS_IN_DATE: "the dates of birth differ in two digits: {left}, {right}",
    at.SLIP_IN_YEAR: "the years of birth differ in one digit: {left}, {right}",
    at.OTHER_YEAR: "the years of birth contradict: {left}, {right}",
}
_ACTS: Final = {
    at.ACT_SAME_DAY: "both {what} on one day: {left}",
    at.ACT_NEAR: "{what} within three days: {left}, {right}",
    at.ACT_WITHIN: "days {what} fit as far as they are known: {left}, {right}",
    at.ACT_SLIP: "days {what} are alike as if by a slip of the pen: {left}, {right}",
    at.ACT_APART: "{what} on other days: {left}, {right}",
    at.ACT_OUTSIDE: "{what} at other times: {left}, {right}",
}
_MISSPELT: Final = "{part}s differ as if by a slip of the pen: {left}, {right}"
_PARTS: Final = {at.SURNAME: "surname", at.GIVEN: "given name", at.PATRONYMIC: "patronymic"}
#: a surname that no more entries than this have is worth a word
_RARE: Final = 4
_FEWEST: Final = 200


def explain(columns: Columns, left: int, right: int, levels: tuple[int, ...]) -> tuple[str, ...]:
    """Return the reasons for a pair of people, by their numbers: what speaks against it first."""
    against: list[str] = []
    silent: list[str] = []
    speaks: list[str] = []
    comparison = _best(columns, left, right)
    names = list(comparison.reasons)
    for feature, part in _PARTS.items():
        if levels[feature] in (at.TYPO, at.TWO_TYPOS):
            names = [one for one in names if not one.startswith(f"{part}s contradict")]
            field = part.split(maxsplit=1)[0]
            one, other = getattr(comparison.left, field), getattr(comparison.right, field)
            names.append(_MISSPELT.format(part=part, left=one, right=other))
    if levels[at.BIRTH] != at.NONE:
        told = _BIRTH[levels[at.BIRTH]].format(
            left=_births(columns, columns.birth[left]), right=_births(columns, columns.birth[right])
        )
        (against if levels[at.BIRTH] in at.CONTRADICTIONS[at.BIRTH] else speaks).append(told)
    else:
        silent.append("no dates of birth to compare")
    if levels[at.GENDER] == at.NOT_SHARED:
        against.append("one is a man, the other a woman")
    for feature, what, one, other in (
        (at.DETAINED, "detained", columns.detained[left], columns.detained[right]),
        (at.SENTENCED, "sentenced", columns.sentenced[left], columns.sentenced[right]),
    ):
        if levels[feature] != at.NONE:
            same = levels[feature] == at.ACT_SAME_DAY
            shown = sorted(set(one) & set(other)) if same else one
            speaks.append(_ACTS[levels[feature]].format(what=what, left=_days(shown), right=_days(other)))
    speaks.extend(_values(columns, left, right, levels))
    rare = _rare(columns, comparison, levels)
    return (*against, *names, *rare, *speaks, *silent)


def _best(columns: Columns, left: int, right: int) -> Comparison:
    found = [compare(columns.parsed[one], columns.parsed[other]) for one in columns.name[left] for other in columns.name[right]]
    order = {"same": 0, "possible": 1, "different": 2}
    return min(found, key=lambda one: (order[one.verdict], -one.score, one.left.text, one.right.text))


def _values(columns: Columns, left: int, right: int, levels: tuple[int, ...]) -> Iterable[str]:
    for feature, what, cells, values in (
        (at.PLACE, "place", columns.place, columns.places.values),
        (at.ARTICLE, "article", columns.article, columns.articles.values),
        (at.COURT, "court", columns.court, columns.courts.values),
    ):
        if levels[feature] == at.SHARED:
            common = sorted(values[number] for number in set(cells[left]) & set(cells[right]))
            yield f"the same {what}: {', '.join(common)}"
        elif levels[feature] == at.NOT_SHARED:
            yield f"no {what} in common"


def _rare(columns: Columns, comparison: Comparison, levels: tuple[int, ...]) -> Iterable[str]:
    if levels[at.SURNAME] not in (EXACT, CLOSE) or len(columns) < _FEWEST:
        return
    count = max(columns.surnames[group(name.surname, "surname")] for name in (comparison.left, comparison.right))
    if 0 < count <= _RARE:
        yield f"few have this surname: {count} of {len(columns)} entries"
    elif count > len(columns) // 100:
        yield f"many have this surname: {count} of {len(columns)} entries"


def _births(columns: Columns, cell: tuple[int, ...]) -> str:
    return " or ".join(_edtf(columns.births.values[number]) for number in cell)


def _edtf(birth: Birth) -> str:
    parts = (f"{birth.year:04}", f"{birth.month:02}" if birth.month else "", f"{birth.day:02}" if birth.day else "")
    return "-".join(filter(None, parts))


def _days(found: Iterable[Stretch]) -> str:
    return " or ".join(iso(low) if low == high else f"{iso(low)} to {iso(high)}" for low, high in found)
