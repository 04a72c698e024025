"""Counts: who is in, who is out, who is disputed, of whom it is unknown; and why, for whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from kronika.counting.courses import Fetch, Fetched, sorted_out
from kronika.counting.facts import Fact, Facts, FetchAll
from kronika.counting.finding import Person
from kronika.counting.profiles import Profiles, Simple, in_order, persons, profiles
from kronika.counting.scope import ALL, NOTHING_JUDGED, Judged, View
from kronika.counting.segments import HeldDays, brief, held_days
from kronika.counting.states import Brief, Finding, State
from kronika.counting.visibility import visible
from kronika.counting.words import finding_words
from kronika.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition
    from kronika.model.act import Act, Courses, Key


@dataclass(frozen=True)
class Count:
    """A number with everything that is needed to argue about it. Everybody stands in exactly one of the four.

    Attributes:
        definition: what was counted.
        on: the day; where acts are counted in a period, its last day.
        view: which acts were seen.
        inside, disputed, unknown, out: ids of people, of organisations, of facts (the mention of an act) or of cases, each
            sorted; ``inside`` is what the number counts.
        parts: where the definition splits by code: how many of those inside have it (``forced``, ``own-decision``).
    """

    definition: Definition
    on: int
    view: View
    inside: tuple[Key, ...]
    disputed: tuple[Key, ...]
    unknown: tuple[Key, ...]
    out: tuple[Key, ...]
    parts: Mapping[str, int] = field(default_factory=dict)
    _evidence: Evidence | Fetched | None = field(default=None, repr=False, compare=False)
    _simple: Sequence[Simple] = field(default=(), repr=False, compare=False)
    _facts: Facts | None = field(default=None, repr=False, compare=False)

    @property
    def number(self) -> int:
        """How many are in."""
        return len(self.inside)

    @cached_property
    def states(self) -> dict[Key, State]:
        """Where each one stands."""
        groups = ((State.IN, self.inside), (State.DISPUTED, self.disputed), (State.UNKNOWN, self.unknown))
        return {who: state for state, group in (*groups, (State.OUT, self.out)) for who in group}

    def finding(self, who: Key) -> Finding:
        """Return where one person (fact, case, organisation) stands and why. Worked out when asked.

        Raises:
            NotFoundError: it is not in this count.
        """
        if self._facts is not None:
            return self._fact(who).finding
        return self._person(who).on(self.on)

    def finding_on(self, who: Key, day: int) -> Finding:
        """Return where a person would stand on another day, with the same acts seen."""
        return self._person(who).on(day)

    def brief_on(self, who: Key, day: int) -> Brief:
        """Return shortly where a person stands on a day; quick, where :meth:`finding_on` is thorough."""
        simple = self._simple_by_id.get(who)
        if simple is not None:
            return brief(simple, self.definition, day, self._held)
        finding = self._person(who).on(day)
        first = finding.causes[0]
        settled = finding.state in {State.IN, State.OUT}
        return Brief(finding.state, first.code, first.hi if settled else 0, finding.exit)

    @cached_property
    def _simple_by_id(self) -> dict[Key, Simple]:
        return {person[0]: person for person in self._simple}

    @cached_property
    def _held(self) -> HeldDays:
        return held_days(self.definition, self.view.silence_after)

    def person(self, who: Key) -> Person:
        """Return the spells, recognitions and events of a person, as this count saw them.

        Raises:
            NotFoundError: there is nobody of that id in this count.
        """
        return self._person(who)

    def entity(self, mention: Key) -> Key:
        """Return the person that a mention was judged to be, as this count saw it; the mention itself if nobody judged so."""
        people = self._evidence.judged.people if self._evidence is not None else None
        return mention if people is None else people.get(mention, mention)

    def prepare(self, people: Iterable[Key]) -> None:
        """Make ready for questions about these people: their acts are fetched together."""
        if self._evidence is not None:
            self._evidence.prepare([who for who in people if who in self.states])

    def acts(self, who: Key) -> list[Act]:
        """Return the acts that a person, organisation, fact or case rests on."""
        if self._facts is not None:
            return list(self._fact(who).acts)
        return self._evidence.of(who) if self._evidence is not None else []

    def subject(self, who: Key) -> Key:
        """Return the person or organisation of a fact; a person, an organisation or a case is its own."""
        return self._fact(who).subject if self._facts is not None else who

    def cause(self, who: Key, language: str = "en") -> str:
        """Return in words why somebody is where they are."""
        return finding_words(self.finding(who), language)

    def left(self) -> frozenset[Key]:
        """Return those of whom an act says that they left custody by the day: what :func:`spread` needs to know."""
        if self._evidence is None:
            return frozenset()
        ended = {"release", "pardon", "death"}
        named = {key for key, row in self._evidence.items() if row[1] in ended and row[2] <= self.on}
        return frozenset(named - set(self.inside))

    def lists_of(self, people: Iterable[Key]) -> dict[Key, frozenset[str]]:
        """Return for each person the names of the lists whose acts were seen."""
        if self._evidence is None:
            return {who: frozenset(act.list for act in self.acts(who)) for who in people}
        wanted = list(people)
        self._evidence.prepare(wanted)
        return {who: frozenset(act[7] for act in self._evidence.of(who)) for who in wanted}

    def _fact(self, who: Key) -> Fact:
        if self._facts is None or self.view.since is None:
            raise NotFoundError(f"{who!r} is not in this count", advice="Take an id from the count's list")
        return self._facts.fact(who, (self.view.since, self.on))

    def _person(self, who: Key) -> Person:
        acts = self._evidence.of(who) if self._evidence is not None else []
        if not acts:
            raise NotFoundError(f"{who!r} is not in this count", advice="Take an id from the count's list")
        judged = self._evidence.judged if self._evidence is not None else NOTHING_JUDGED
        return Person(acts, self.definition, self.view.silence_after, judged)


@dataclass(frozen=True)
class Evidence:
    """The acts that a count saw, sorted by person, kept for whoever asks why."""

    rows: list[Act]
    people: Mapping[Key, Key] | None
    judged: Judged = NOTHING_JUDGED

    def prepare(self, people: Iterable[Key]) -> None:
        """Make ready for questions about these people: all acts are here."""

    def of(self, who: Key) -> list[Act]:
        """Return the acts of one person."""
        begin, end = self._places.get(who, (0, 0))
        return self.rows[begin:end]

    @cached_property
    def _places(self) -> dict[Key, tuple[int, int]]:
        places: dict[Key, tuple[int, int]] = {}
        begin = 0
        for key, group in groupby(persons(self.rows, self.people)):
            end = begin + sum(1 for _ in group)
            places[key] = (begin, end)
            begin = end
        return places

    def items(self) -> Iterable[tuple[Key, Act]]:
        """Return each act with its person."""
        return zip(persons(self.rows, self.people), self.rows, strict=True)


def count(
    acts: Iterable[Act],
    definition: Definition,
    on: int,
    view: View = ALL,
    judged: Judged = NOTHING_JUDGED,
) -> Count:
    """Count under a definition.

    Args:
        acts: accepted acts in any order; plain tuples in the order of :class:`~kronika.model.act.Act` do, and rows sorted by
            person are quickest.
        definition: what is counted.
        on: the day; where acts are counted in a period, its last day (``view.since`` is its first).
        view: which acts are seen.
        judged: which mentions are one person, which reports one act.

    Raises:
        InputError: a period is missing or turned round, or is given for a count of a day.
    """
    if definition.of == "acts":
        rows = list(acts)
        own = (row for row in rows if row[1] == definition.kind)
        return count_facts(own, lambda people: among(rows, people, judged), definition, on, view, judged)
    if view.since is not None:
        raise InputError(f"{definition.name} counts people on a day, not acts in a period", advice="Leave the first day out")
    [found] = counts(acts, definition, [on], view, judged)
    return found


def counts(
    acts: Iterable[Act],
    definition: Definition,
    days: Sequence[int],
    view: View = ALL,
    judged: Judged = NOTHING_JUDGED,
) -> list[Count]:
    """Return a count of custody for each day, with the same acts seen: a second day costs little.

    For a balance between two days, and for few days; :func:`kronika.counting.series.series` gives numbers for many.

    Raises:
        InputError: the definition counts acts in a period.
    """
    if definition.of == "acts":
        raise InputError(f"{definition.name} counts acts in a period, not people on a day", advice="Count each period")
    found = profiles(visible(acts, view.known, view.public_by, view.only), definition, judged.people)
    return _counted(found, Evidence(found.rows, found.people, judged), definition, days, view)


def count_courses(
    courses: Courses,
    fetch: Fetch,
    definition: Definition,
    on: int,
    view: View = ALL,
    judged: Judged = NOTHING_JUDGED,
) -> Count:
    """Return the same as :func:`count` for a definition of custody, from one short row for each person.

    Args:
        courses: of everybody, from the reports that the view sees (:func:`kronika.counting.courses.visible_reports`).
        fetch: fetches the acts of some people, or of all (None).
        definition: what is counted.
        on: the day.
        view: which acts are seen.
        judged: which mentions are one person, which reports one act.

    Raises:
        InputError: the definition counts acts in a period, or a period is given.
    """
    if definition.of == "acts" or view.since is not None:
        return count(fetch(None), definition, on, view, judged)

    def seen(people: Collection[Key] | None) -> list[Act]:
        return visible(fetch(people), view.known, view.public_by, view.only)

    found = sorted_out(courses, definition, judged, seen)
    return _counted(found, Fetched(seen, judged), definition, [on], view)[0]


def _counted(
    found: Profiles, evidence: Evidence | Fetched, definition: Definition, days: Sequence[int], view: View
) -> list[Count]:
    places = [_places(found, definition, day, view) for day in days]
    for who, begin, end in found.rough:
        person = Person(found.rows[begin:end], definition, view.silence_after, evidence.judged)
        for place, day in zip(places, days, strict=True):
            place[person.on(day).state].append(who)
    return [
        Count(
            definition,
            day,
            view,
            in_order(place[State.IN]),
            in_order(place[State.DISPUTED]),
            in_order(place[State.UNKNOWN]),
            in_order(place[State.OUT]),
            _evidence=evidence,
            _simple=found.simple,
        )
        for place, day in zip(places, days, strict=True)
    ]


def _places(found: Profiles, definition: Definition, on: int, view: View) -> dict[State, list[Key]]:
    inside, unknown, out = _simple(found.simple, definition, on, view.silence_after)
    out += found.plain_out
    return {State.IN: inside, State.OUT: out, State.UNKNOWN: unknown, State.DISPUTED: []}


def _simple(
    people: Iterable[Simple],
    definition: Definition,
    on: int,
    silence_after: int | None,
) -> tuple[list[Key], list[Key], list[Key]]:
    """Return who is in, unknown and out among those for whom arithmetic will do."""
    by_day = definition.recognition == "by-day"
    inside: list[Key] = []
    unknown: list[Key] = []
    out: list[Key] = []
    days = held_days(definition, silence_after)
    for person in people:
        if (by_day and not 0 < person[6] <= on) or on < person[1] or 0 < person[5] <= on:
            out.append(person[0])
            continue
        lasts, ends = days(person, on)
        if on < lasts:
            inside.append(person[0])
        elif on < ends:
            unknown.append(person[0])
        else:
            out.append(person[0])
    return inside, unknown, out


def among(rows: Iterable[Act], people: Collection[Key], judged: Judged) -> list[Act]:
    """Return the acts of some people (entities)."""
    entity = judged.people or {}
    return [row for row in rows if entity.get(row[0], row[0]) in people]


def count_facts(
    own: Iterable[Act], fetch: FetchAll, definition: Definition, on: int, view: View = ALL, judged: Judged = NOTHING_JUDGED
) -> Count:
    """Return the same as :func:`count` for a definition of acts, from the acts of its kind.

    Args:
        own: all acts of the kind, in any order.
        fetch: fetches all acts of some people (entities).
        definition: what is counted.
        on: the last day of the period; ``view.since`` is its first.
        view: which acts are seen.
        judged: which mentions are one person, which reports one act.

    Raises:
        InputError: the period is missing or turned round.
    """
    if view.since is None:
        raise InputError(f"{definition.name} counts acts in a period, and its first day is missing", advice="Give both days")
    if view.since > on:
        raise InputError("the first day of the period is after its last", advice="Write the earlier day first")

    def seen(rows: Iterable[Act]) -> list[Act]:
        return visible(rows, view.known, view.public_by, view.only)

    facts = Facts(seen(own), definition, judged, lambda people: seen(fetch(people)))
    period = (view.since, on)
    [states] = facts.states([period])
    place: dict[State, list[Key]] = {state: [] for state in State}
    for key in facts.keys:
        place[states.get(key, State.OUT)].append(key)
    return Count(
        definition,
        on,
        view,
        in_order(place[State.IN]),
        in_order(place[State.DISPUTED]),
        in_order(place[State.UNKNOWN]),
        in_order(place[State.OUT]),
        facts.parts(period) if definition.split else {},
        _facts=facts,
    )


def count_by_list(
    acts: Iterable[Act],
    definition: Definition,
    on: int,
    view: View = ALL,
    judged: Judged = NOTHING_JUDGED,
) -> dict[str, Count]:
    """Return a count for each list, from the acts of that list alone, by the name of the list."""
    by_list: dict[str, list[Act]] = {}
    for act in acts:
        by_list.setdefault(act[7], []).append(act)
    return {name: count(rows, definition, on, view, judged) for name, rows in sorted(by_list.items())}
