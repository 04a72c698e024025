"""What the page's templates need besides the data: who is shown, under which anchor, with which numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kronika.disclosure.report import small
from kronika.disclosure.report.data import Act, Fact, OverTime, Passage, Person, Point, ReportData, Tally
from kronika.errors import FindingError
from kronika.language.in_words import number

STATES = ("in", "disputed", "unknown", "out")
#: state -> heading, what it means for somebody on a day
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "in": ("In", "counted: this is the number"),
    "disputed": ("Disputed", "not counted: sources or dates disagree, or somebody who works on the record disputes it"),
    "unknown": ("Unknown", "not counted: a date is too imprecise, or nothing was heard for too long, or a term has passed"),
    "out": ("Out", "not counted: they do not meet the definition on this day"),
}
#: the same for something that happened in a period
ACT_WORDS: Mapping[str, tuple[str, str]] = {
    "in": ("In", "counted: this is the number"),
    "disputed": ("Disputed", "not counted: sources or dates disagree, or somebody who works on the record disputes it"),
    "unknown": ("Unknown", "not counted: the date is too imprecise to say whether it happened in the period"),
    "out": ("Out", "not counted: it happened outside the period"),
}
_TALLY = {"in": "inside", "disputed": "disputed", "unknown": "unknown", "out": "out"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A person on the page.

    Attributes:
        anchor: id of the element.
        person: who.
        sources: what the person's facts rest on, each once, in the order in which they first occur.
        numbers: passage -> the number of its source, from 1.
        facts: how many facts there are.
    """

    anchor: str
    person: Person
    sources: tuple[Passage, ...]
    numbers: Mapping[Passage, int]
    facts: int


@dataclass(frozen=True, slots=True)
class Group:
    """Those who stand in one place.

    Attributes:
        state: ``in``, ``disputed``, ``unknown`` or ``out``.
        total: how many there are.
        shown: those on the page; the first ones.
    """

    state: str
    total: int
    shown: tuple[Shown, ...]

    @property
    def more(self) -> int:
        """How many are not on the page."""
        return self.total if isinstance(self.total, small.Hidden) else self.total - len(self.shown)


def checked(data: ReportData) -> None:
    """Refuse data that contradict themselves: a number that is not that of its list must not leave.

    Raises:
        FindingError: a balance does not add up, a range is turned round, or more people are named than were counted.
    """
    for sheet in data.balances:
        if not sheet.adds_up:
            raise _wrong(f"the balance does not add up from {sheet.opening} to {sheet.closing}", sheet.scope)
    if data.low > data.high:
        raise _wrong(f"the range from {data.low} to {data.high} is turned round", data.meaning.name)
    for state in STATES:
        named = sum(1 for person in data.people if person.state == state)
        total = total_of(data.tally, state)
        if named > total:
            raise _wrong(f"{named} are named as '{state}', but the count says {total}", data.meaning.name)
    for person in data.people:
        if person.state not in STATES:
            raise _wrong(f"somebody is neither in nor disputed, unknown or out, but '{person.state}'", data.meaning.name)


def _wrong(what: str, where: str) -> FindingError:
    return FindingError(what, where=where, advice="No report was made. This is a fault of kronika: please report it")


def total_of(tally: Tally, state: str) -> int:
    """Return how many a tally has in a state."""
    return int(getattr(tally, _TALLY[state]))


def grouped(data: ReportData, most: int) -> tuple[Group, ...]:
    """Return the people by state, no more than ``most`` in all; where there are more, each state keeps a fair part."""
    people = {state: [person for person in data.people if person.state == state] for state in STATES}
    room = _room({state: len(group) for state, group in people.items()}, most)
    groups = []
    place = 0
    for state in STATES:
        shown = []
        for person in people[state][: room[state]]:
            place += 1
            shown.append(_shown(f"p{place}", person))
        groups.append(Group(state, total_of(data.tally, state), tuple(shown)))
    return tuple(groups)


def _room(sizes: Mapping[str, int], most: int) -> dict[str, int]:
    """Return how many of each state are shown: none is crowded out by the many of another."""
    room = {state: min(size, most // len(sizes)) for state, size in sizes.items()}
    left = most - sum(room.values())
    for state, size in sizes.items():
        more = min(size - room[state], left)
        room[state] += more
        left -= more
    return room


def _shown(anchor: str, person: Person) -> Shown:
    known: dict[tuple[str, str, str], int] = {}
    sources: list[Passage] = []
    numbers: dict[Passage, int] = {}
    facts = [*person.facts, *(fact for act in person.acts for fact in act.facts)]
    for fact in facts:
        if fact.passage is None:
            continue
        key = (fact.passage.source, fact.passage.address, fact.passage.published)
        if key not in known:
            sources.append(fact.passage)
            known[key] = len(sources)
        numbers[fact.passage] = known[key]
    return Shown(anchor, person, tuple(sources), numbers, len(facts))


def anchors(groups: Iterable[Group]) -> dict[str, str]:
    """Return the anchor of each person on the page, by key."""
    return {shown.person.key: shown.anchor for group in groups for shown in group.shown if shown.person.key}


def standing_of(facts: Sequence[Fact]) -> str:
    """Return the standing that all facts of an act share; empty if they differ."""
    standings = {fact.standing for fact in facts}
    return standings.pop() if len(standings) == 1 else ""


def act_groups(person: Person) -> tuple[Act, ...]:
    """Return what is said of a person: first of the person, then of each act."""
    about = (Act("person", person.facts),) if person.facts else ()
    return (*about, *(act for act in person.acts if act.facts))


def parted(quote: str, written: str) -> tuple[str, str, str] | None:
    """Return a quote in three parts around the words that say the value; None if they are not in it, or more than once.

    >>> parted("sentenced to 11 years", "11 years")
    ('sentenced to ', '11 years', '')
    """
    if not written or quote.count(written) != 1:
        return None
    return quote.partition(written)


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the table behind the picture.

    Attributes:
        on: the day.
        main: all lists together, or the only one; None if it says nothing of that day.
        lists: each list's number; None where it has none.
    """

    on: str
    main: Point | None
    lists: tuple[int | None, ...]


def rows(over_time: OverTime) -> tuple[tuple[Row, ...], int]:
    """Return the numbers of the picture day by day, without the days on which nothing changed, and how many those are."""
    main = over_time.across or (over_time.lines[0] if over_time.lines else None)
    if main is None:
        return (), 0
    others = over_time.lines if over_time.across else over_time.lines[1:]
    first = {point.on: point for point in main.points}
    rest = [{point.on: point.inside for point in line.points} for line in others]
    days = sorted({*first, *(on for known in rest for on in known)})
    found = [Row(on, first.get(on), tuple(known.get(on) for known in rest)) for on in days]
    kept = found[:1] + [row for before, row in pairwise(found) if row is found[-1] or not _same(before, row)]
    return tuple(kept), len(found) - len(kept)


def _same(before: Row, row: Row) -> bool:
    return before.lists == row.lists and _numbers(before.main) == _numbers(row.main)


def _numbers(point: Point | None) -> tuple[int | None, ...]:
    if point is None:
        return ()
    return point.inside, point.disputed, point.unknown, point.low, point.high


def spread_words(low: int, high: int) -> str:
    """Return a range as ``24 to 31``, or the one number that it is; an end that is not shown says so."""
    if isinstance(high, small.Hidden):
        return f"fewer than {small.SMALL}"
    if isinstance(low, small.Hidden):
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"
