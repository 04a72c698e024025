"""Small numbers on a page for the public: one to four people who are not named are not counted aloud.

A table that says "pardoned: 1" beside a day and a court tells whoever knows one of them about that one. So on a page for the
public a number of one to four people who are not named on the page is not shown, nor is one from which it would follow:

- of the tallies, the small ones; where one list alone is small, the smallest other list of that column too: the sum is there;
- kinds and ways of the balance that are too small become one line together, large enough or with the next smallest;
- a balance whose first or last stock is small is left out, and so are small points of the line over time;
- of the editions of a list (for every audience), how many rows are new, changed, gone or the same, where few are not named;
- how many facts of a kind are withheld, and how many people were erased.

Numbers of organisations are shown, however small: they are no secret of any person.

What is not shown is a :class:`Hidden`: it stands for a number, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from kronika.disclosure.report.data import Editions, Line, ListCount, OverTime, Point, ReportData, Sheet, Tally, Way
from kronika.language import in_words as words

if TYPE_CHECKING:
    from kronika.disclosure.report.data import Claim

#: from so many people on a number tells nobody about one of them
SMALL = 5
#: audiences whose reports hide small numbers
AUDIENCES = frozenset({"public"})
OTHER_WAYS = "in other ways, each too few to tell apart"
OTHER_KINDS = "other kinds, each too few to tell apart"

_STATES = {"in": "inside", "disputed": "disputed", "unknown": "unknown", "out": "out"}


class Hidden(int):
    """A number that is not shown. It is there (true), and counts as nothing where something is drawn."""

    def __new__(cls) -> Self:
        """Make one: they are all alike."""
        return super().__new__(cls, 0)

    def __bool__(self) -> bool:
        """It stands for a number that is not nothing."""
        return True


def few(total: int, named: int = 0) -> int:
    """Return a number as a page for the public shows it: hidden where one to four of those it counts are not named.

    >>> few(7), few(0), few(3, named=3)
    (7, 0, 3)
    >>> isinstance(few(3), Hidden), isinstance(few(9, named=6), Hidden)
    (True, True)
    """
    return Hidden() if 0 < total - named < SMALL else total


def number(value: int) -> str:
    """Return a number in words, also one that is not shown."""
    return "not shown" if isinstance(value, Hidden) else words.number(value)


def amount(value: int) -> str:
    """Return a number inside a sentence, also one that is not shown."""
    return "a few" if isinstance(value, Hidden) else words.number(value)


def counted(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun, also one that is not shown."""
    return f"{amount(value)} {many or one + 's'}" if isinstance(value, Hidden) else words.counted(value, one, many)


def suppressed(data: ReportData) -> ReportData:
    """Return a report for the public without its small numbers; one for others without those of rows that may not be named.

    A working copy stays as it is.
    """
    if not data.audience:
        return data
    editions = tuple(map(_editions, data.editions))
    if data.audience not in AUDIENCES:
        return replace(data, editions=editions)
    data = replace(
        data, editions=editions, withheld={kind: few(count) for kind, count in data.withheld.items()}, erased=few(data.erased)
    )
    if data.meaning.unit == "organisations":
        return data
    named = {state: sum(person.state == state for person in data.people) for state in _STATES}
    tally = Tally(*(few(getattr(data.tally, field), named[state]) for state, field in _STATES.items()))
    inside = isinstance(tally.inside, Hidden)
    return replace(
        data,
        tally=tally,
        low=few(data.low, min(named["in"], data.low)),
        high=Hidden() if inside else few(data.high, min(named["in"], data.high)),
        parts=_parts(data.parts),
        lists=_lists(data.lists),
        over_time=_over_time(data.over_time) if data.over_time else None,
        balances=tuple(_sheets(data.balances)),
        claims=tuple(_claim(claim, hidden=inside) for claim in data.claims),
    )


def _parts(parts: Mapping[str, int]) -> Mapping[str, int]:
    kept, small = _merged([(label, count, 0) for label, count in parts.items()])
    return dict(kept) | ({OTHER_KINDS: few(small)} if small else {})


def _merged(found: Sequence[tuple[str, int, int]]) -> tuple[list[tuple[str, int]], int]:
    """Return the lines (label, number, how many are named) that are large enough, and the sum of the others.

    Where that sum is small too, the smallest other lines join it, so that it does not follow from the total.
    """
    small = {label for label, count, named in found if isinstance(few(count, named), Hidden)}
    rest = sorted((count, label) for label, count, _ in found if label not in small and count)
    while small and rest and sum(count for label, count, _ in found if label in small) < SMALL:
        small.add(rest.pop(0)[1])
    return [(label, count) for label, count, _ in found if label not in small], sum(c for label, c, _ in found if label in small)


def _lists(lists: Sequence[ListCount]) -> tuple[ListCount, ...]:
    """Hide small numbers of single lists, whoever is named: which list has whom is not said of all."""
    columns: dict[str, list[int]] = {}
    for field in _STATES.values():
        values = [int(getattr(one.tally, field)) for one in lists]
        columns[field] = _complemented([few(value) for value in values], values)
    return tuple(
        replace(one, tally=Tally(**{field: column[place] for field, column in columns.items()}))
        for place, one in enumerate(lists)
    )


def _complemented(shown: list[int], values: Sequence[int]) -> list[int]:
    """Hide a second number where one alone is hidden: with the number across all lists it would follow."""
    hidden = [place for place, value in enumerate(shown) if isinstance(value, Hidden)]
    others = [place for place, value in enumerate(values) if value and place not in hidden]
    if len(hidden) == 1 and others:
        shown[min(others, key=lambda place: values[place])] = Hidden()
    return shown


def _over_time(found: OverTime) -> OverTime:
    return replace(found, across=_line(found.across) if found.across else None, lines=tuple(map(_line, found.lines)))


def _line(line: Line) -> Line:
    return replace(line, points=tuple(_point(point) for point in line.points if not isinstance(few(point.inside), Hidden)))


def _point(point: Point) -> Point:
    low = None if point.low is None else few(point.low)
    return replace(point, disputed=few(point.disputed), unknown=few(point.unknown), low=low)


def _sheets(sheets: Iterable[Sheet]) -> Iterable[Sheet]:
    """Yield the balances that can be shown; they add up still."""
    for sheet in sheets:
        if isinstance(few(sheet.opening), Hidden) or isinstance(few(sheet.closing), Hidden):
            continue
        entries, exits = (*sheet.entries, sheet.unexplained_in), (*sheet.exits, sheet.unexplained_out)
        made = [_ways(ways) for ways in (entries, exits)]
        if any(any(isinstance(few(way.count, len(way.people)), Hidden) for way in ways) for ways in made):
            continue
        yield replace(
            sheet,
            entries=tuple(way for way in made[0] if way is not sheet.unexplained_in),
            exits=tuple(way for way in made[1] if way is not sheet.unexplained_out),
            unexplained_in=_kept(sheet.unexplained_in, made[0]),
            unexplained_out=_kept(sheet.unexplained_out, made[1]),
        )


def _ways(ways: Sequence[Way]) -> list[Way]:
    labels = {way.label: way for way in ways if way.count}
    kept, small = _merged([(way.label, way.count, len(way.people)) for way in labels.values()])
    return [labels[label] for label, _ in kept] + ([Way(OTHER_WAYS, small)] if small else [])


def _kept(way: Way, ways: Sequence[Way]) -> Way:
    return way if any(one is way for one in ways) else replace(way, count=0, people=())


def _editions(item: Editions) -> Editions:
    totals = zip(item.totals, map(len, (item.new, item.changed, item.gone)), strict=True)
    new, changed, gone = (few(total, named) for total, named in totals)
    return replace(item, new_total=new, changed_total=changed, gone_total=gone, unchanged=few(item.unchanged))


def _claim(claim: Claim, *, hidden: bool) -> Claim:
    return replace(claim, ours=Hidden(), difference="not shown") if hidden and claim.ours is not None else claim
