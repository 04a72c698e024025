"""Counting people from one short row for each, where that settles it; their acts are fetched only for the others.

Most people on a list have a detention, a sentence, a recognition and at most one release, each on a known day and all told by
one list. What happened to them, but for the days, is the same for thousands: it is thought about once for each such pattern.
Everybody else goes the way of :mod:`kronika.counting.profiles`, which gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import WITHDRAWN
from kronika.counting.events import DISPUTED
from kronika.counting.profiles import (
    FREE,
    LATER,
    NOT_PLAIN,
    PRESENT,
    ROUGH_KINDS,
    Profiles,
    Recognisers,
    Simple,
    ordered,
    persons,
    profiles,
)
from kronika.counting.visibility import visible
from kronika.model.act import Act, Key

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition
    from kronika.counting.scope import Judged, View
    from kronika.model.act import Courses, Report

#: fetches the acts of some people, or of all (None): accepted ones, whether or not a count may see them
Fetch = Callable[[Collection[Key] | None], Iterable[Act]]

#: so many people are asked about one by one before all acts are fetched
_MANY = 500


class _Pattern(NamedTuple):
    """What happened to somebody, apart from when. Places are those of the days in a row; -1: it did not happen.

    Attributes:
        way: ``simple``, ``out`` (no recognition, and one is wanted), ``rough`` (the acts are needed), ``nobody`` (nothing of
            what happened concerns custody).
        detained, sentenced, released: places.
        recognised, former: places of the recognitions that count, as still held and as former.
        code, term: of the sentence.
        how: of the release.
    """

    way: str
    detained: int = -1
    sentenced: int = -1
    released: int = -1
    recognised: tuple[int, ...] = ()
    former: tuple[int, ...] = ()
    code: str = ""
    term: str = ""
    how: str = ""


_ROUGH_WAY = _Pattern("rough")


class _Patterns(dict[tuple[str, str], _Pattern]):
    """Patterns by the numbers of what happened and of who says so, each thought about once."""

    def __init__(self, courses: Courses, definition: Definition) -> None:
        super().__init__()
        self._courses = courses
        self._wants_recognition = definition.recognition != "none"
        self._everybody = not definition.recognisers
        self._counts_for = Recognisers(definition)

    def __missing__(self, key: tuple[str, str]) -> _Pattern:
        self[key] = found = self._pattern(*key)
        return found

    def _pattern(self, deeds: str, reports: str) -> _Pattern:
        found = self._of([self._courses.deeds[int(number)] for number in deeds.split(",")])
        if reports and found.way == "simple":
            said = [self._courses.reports[int(number)] for number in set(reports.split(","))]
            if len({report[0] for report in said}) > 1 or any(report[1] == DISPUTED for report in said):
                return _ROUGH_WAY
        return found

    def _of(self, deeds: list[tuple[str, str, str, str]]) -> _Pattern:
        places: dict[str, list[int]] = {"detention": [], "sentence": [], "release": []}
        recognised: list[int] = []
        former: list[int] = []
        present = rough = False
        for place, (kind, code, agent, _) in enumerate(deeds):
            present = present or kind in places or kind in PRESENT or kind in ROUGH_KINDS or kind == "recognition"
            if kind in places:
                places[kind].append(place)
                rough = rough or (kind == "detention" and code in NOT_PLAIN) or (kind == "sentence" and code in FREE)
            elif kind == "recognition":
                rough = rough or code == WITHDRAWN
                if self._everybody or self._counts_for[agent]:
                    (former if code in LATER else recognised).append(place)
            elif kind in ROUGH_KINDS or kind == "delisting":
                rough = True
        if not present:
            return _Pattern("nobody")
        if self._wants_recognition and not recognised and not former:
            return _Pattern("out")
        if rough or not places["detention"] or any(len(found) > 1 for found in places.values()):
            return _ROUGH_WAY
        detained, sentenced, released = (found[0] if found else -1 for found in places.values())
        return _Pattern(
            "simple",
            detained,
            sentenced,
            released,
            tuple(recognised),
            tuple(former),
            deeds[sentenced][1] if sentenced >= 0 else "",
            deeds[sentenced][3] if sentenced >= 0 else "",
            deeds[released][1] if released >= 0 else "",
        )


def visible_reports(reports: Mapping[int, Report], view: View) -> dict[int, Report]:
    """Return the reports whose acts a count may see; :func:`kronika.counting.visibility.visible` says which."""
    rows = [Act(number, "", 0, 0, "", "", "", *report, number) for number, report in reports.items()]
    seen = {row.person for row in visible(rows, view.known, view.public_by)}
    return {number: report for number, report in reports.items() if number in seen}


def sorted_out(courses: Courses, definition: Definition, judged: Judged, fetch: Fetch) -> Profiles:
    """Return who is simple and who is not; see :func:`kronika.counting.profiles.profiles`.

    Args:
        courses: of everybody, from visible reports alone.
        definition: a definition of custody.
        judged: whom it names as one person with others is looked at with all their acts.
        fetch: fetches the visible acts of some people.
    """
    simple: list[Simple] = []
    plain_out: list[Key] = []
    others: list[Key] = []
    joined = judged.people or {}
    patterns = _Patterns(courses, definition)
    for person, days, deeds, reports, imprecise in courses.rows:
        way, at_detention, at_sentence, at_release, at_recognition, at_former, code, term, how = patterns[deeds, reports]
        if person in joined:
            others.append(person)
        elif way == "out":
            plain_out.append(person)
        elif way == "rough" or (way == "simple" and imprecise):
            others.append(person)
        elif way == "simple":
            told = days.split(",")
            detained = int(told[at_detention])
            sentenced = int(told[at_sentence]) if at_sentence >= 0 else 0
            released = int(told[at_release]) if at_release >= 0 else 0
            if 0 < sentenced < detained or (released and (released < detained or released < sentenced)):
                others.append(person)
                continue
            recognised = _earliest(told, at_recognition) if at_recognition else 0
            former = _earliest(told, at_former) if at_former else 0
            simple.append((person, detained, sentenced, code, term, released, recognised, former, how))
    rest = profiles(fetch(others), definition, judged.people) if others else Profiles([], [], [], [], judged.people)
    return Profiles(simple + rest.simple, plain_out + rest.plain_out, rest.rough, rest.rows, judged.people)


def _earliest(days: list[str], places: tuple[int, ...]) -> int:
    return int(days[places[0]]) if len(places) == 1 else min(int(days[place]) for place in places)


class Fetched:
    """The acts that a count saw, fetched for whoever asks why.

    Args:
        fetch: fetches the visible acts of some people, or of all.
        judged: which mentions are one person, which reports one act.
    """

    def __init__(self, fetch: Fetch, judged: Judged) -> None:
        self._fetch = fetch
        self._people = judged.people
        self.judged = judged
        self._known: dict[Key, list[Act]] = {}

    def of(self, who: Key) -> list[Act]:
        """Return the acts of one person."""
        if who not in self._known:
            self.prepare([who])
        return self._known.get(who, [])

    def prepare(self, people: Iterable[Key]) -> None:
        """Fetch the acts of several people together."""
        wanted = set(people) - self._known.keys()
        if not wanted:
            return
        if len(self._known) + len(wanted) > _MANY:
            self._known = self._all
            return
        mentions = {mention for who in wanted for mention in self._members.get(who, (who,))}
        self._known.update({who: [] for who in wanted})
        self._known.update(self._by_person(self._fetch(mentions)))

    def items(self) -> Iterable[tuple[Key, Act]]:
        """Return each act with its person."""
        return ((who, act) for who, acts in self._all.items() for act in acts)

    def _by_person(self, acts: Iterable[Act]) -> dict[Key, list[Act]]:
        rows = ordered(acts, self._people)
        groups = groupby(zip(persons(rows, self._people), rows, strict=True), key=lambda pair: pair[0])
        return {who: [act for _, act in group] for who, group in groups}

    @cached_property
    def _all(self) -> dict[Key, list[Act]]:
        return self._by_person(self._fetch(None))

    @cached_property
    def _members(self) -> dict[Key, list[Key]]:
        members: dict[Key, list[Key]] = {}
        for mention, entity in (self._people or {}).items():
            members.setdefault(entity, []).append(mention)
        return members
