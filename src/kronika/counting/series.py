"""A count for each day, week or month of a stretch of time, from one look at the acts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.count import among, count
from kronika.counting.facts import Facts
from kronika.counting.finding import Person
from kronika.counting.profiles import Profiles, profiles
from kronika.counting.scope import ALL, NOTHING_JUDGED, Judged, View
from kronika.counting.segments import held_days
from kronika.counting.states import State
from kronika.counting.visibility import visible
from kronika.errors import InputError
from kronika.model.act import LAST_DAY

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition
    from kronika.model.act import Act

STEPS = ("day", "week", "month")
#: what moves with the day: nothing, what is known here, what is public
CLOCKS = ("fixed", "known", "public")
_MOST = 20_000


class Point(NamedTuple):
    """One count of a series.

    Attributes:
        on: the day; where acts are counted, the last day of the period.
        since: first day of the period; where custody is counted, the same day.
        inside, disputed, unknown, out: how many.
    """

    on: int
    since: int
    inside: int
    disputed: int
    unknown: int
    out: int


def periods(first: int, last: int, step: str) -> list[tuple[int, int]]:
    """Return the periods from one day to another: days, weeks (Monday to Sunday) or months, cut at both ends.

    Raises:
        InputError: the days are turned round, the step is none, or there would be more than 20,000.
    """
    if step not in STEPS:
        raise InputError(f"{step!r} is no step of a series", advice=f"Use one of: {', '.join(STEPS)}")
    if first > last:
        raise InputError("the first day of the series is after its last", advice="Write the earlier day first")
    found: list[tuple[int, int]] = []
    begin = first
    while begin <= last:
        end = min(_end(begin, step), last)
        found.append((begin, end))
        begin = end + 1
        if len(found) > _MOST:
            raise InputError(f"a series of more than {_MOST} points", advice="Take weeks or months, or a shorter time")
    return found


def _end(begin: int, step: str) -> int:
    if step == "day":
        return begin
    day = date.fromordinal(begin)
    if step == "week":
        return begin + 6 - day.weekday()
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1).toordinal() - 1


def series(
    acts: Iterable[Act],
    definition: Definition,
    stretches: Sequence[tuple[int, int]],
    view: View = ALL,
    judged: Judged = NOTHING_JUDGED,
    clock: str = "fixed",
) -> list[Point]:
    """Return a count for each period: of custody at the end of its last day, of acts in it.

    Args:
        acts: accepted acts, in any order.
        definition: what is counted.
        stretches: periods in order, see :func:`periods`.
        view: which acts are seen, for all points alike; ``since`` is not used.
        judged: which mentions are one person, which reports one act.
        clock: ``fixed``: as ``view`` says, for all; ``known``: each point as known here on its day; ``public``: as public on its
            day. The last two show what could have been said at the time.

    Raises:
        InputError: there is no such clock.
    """
    if clock not in CLOCKS:
        raise InputError(f"{clock!r} is no clock", advice=f"Use one of: {', '.join(CLOCKS)}")
    if clock != "fixed":
        rows = list(acts)
        return [_moved(rows, definition, stretch, replace(view, since=None), judged, clock) for stretch in stretches]
    seen = visible(acts, view.known, view.public_by, view.only)
    if definition.of == "acts":
        return _acts_series(seen, definition, stretches, judged)
    found = profiles(seen, definition, judged.people)
    return _custody_series(found, definition, stretches, view, judged)


def _moved(rows: list[Act], definition: Definition, stretch: tuple[int, int], view: View, judged: Judged, clock: str) -> Point:
    since, on = stretch
    seen = replace(view, known=on) if clock == "known" else replace(view, public_by=on)
    if definition.of == "acts":
        seen = replace(seen, since=since)
    found = count(rows, definition, on, seen, judged)
    return Point(on, since, found.number, len(found.disputed), len(found.unknown), len(found.out))


def _acts_series(seen: list[Act], definition: Definition, stretches: Sequence[tuple[int, int]], judged: Judged) -> list[Point]:
    own = (act for act in seen if act[1] == definition.kind)
    facts = Facts(own, definition, judged, lambda people: among(seen, people, judged))
    points = []
    for (since, on), states in zip(stretches, facts.states(stretches), strict=True):
        found = Counter(states.values())
        out = len(facts.keys) - len(states)
        points.append(Point(on, since, found[State.IN], found[State.DISPUTED], found[State.UNKNOWN], out))
    return points


def _custody_series(
    found: Profiles, definition: Definition, stretches: Sequence[tuple[int, int]], view: View, judged: Judged
) -> list[Point]:
    days = [on for _, on in stretches]
    tallies = {state: [0] * (len(days) + 1) for state in State}
    _add_simple(found, definition, days, view.silence_after, tallies)
    for _, begin, end in found.rough:
        person = Person(found.rows[begin:end], definition, view.silence_after, judged)
        _add_rough(person, days, tallies)
    running = {state: list(accumulate(tally)) for state, tally in tallies.items()}
    everybody = len(found.simple) + len(found.plain_out) + len(found.rough)
    points = []
    for place, (since, on) in enumerate(stretches):
        inside, disputed, unknown = (running[state][place] for state in (State.IN, State.DISPUTED, State.UNKNOWN))
        points.append(Point(on, since, inside, disputed, unknown, everybody - inside - disputed - unknown))
    return points


def _add_simple(
    found: Profiles,
    definition: Definition,
    days: Sequence[int],
    silence_after: int | None,
    tallies: dict[State, list[int]],
) -> None:
    """Add each simple person's stretch of "in" and of "unknown": one up where it begins, one down where it ends."""
    by_day = definition.recognition == "by-day"
    held = held_days(definition, silence_after)
    inside, unknown = tallies[State.IN], tallies[State.UNKNOWN]
    for person in found.simple:
        recognised = person[6]
        if by_day and not recognised:
            continue
        begin = max(person[1], recognised) if by_day else person[1]
        lasts, ends = held(person, 0)
        start = bisect_left(days, begin)
        turn = max(bisect_left(days, min(lasts, person[5] or LAST_DAY)), start)
        end = max(bisect_left(days, min(ends, person[5] or LAST_DAY)), turn)
        inside[start] += 1
        inside[turn] -= 1
        unknown[turn] += 1
        unknown[end] -= 1


def _add_rough(person: Person, days: Sequence[int], tallies: dict[State, list[int]]) -> None:
    """Add a person who takes the general way: asked once for each stretch of days in which nothing turns."""
    turns = sorted({0, len(days), *(bisect_left(days, day) for day in person.turning_days())})
    for begin, end in pairwise(turns):
        state = person.on(days[begin]).state
        tallies[state][begin] += 1
        tallies[state][end] -= 1
