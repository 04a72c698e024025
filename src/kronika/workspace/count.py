"""Counting: which number, under which definition, on which day, as known or as public when; and who is behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from kronika.counting.balance import Balance, balance
from kronika.counting.count import Count, count_courses, count_facts, counts
from kronika.counting.courses import visible_reports
from kronika.counting.origins import independent
from kronika.counting.scope import Judged, View
from kronika.counting.series import periods, series
from kronika.counting.states import State
from kronika.errors import InputError
from kronika.model.time import bounds, iso
from kronika.store import log, queries
from kronika.store.bulk import uncollected
from kronika.store.courses import courses, reports
from kronika.workspace import definitions
from kronika.workspace.cards import Lookup
from kronika.workspace.claimed import claims, compared
from kronika.workspace.opening import opened
from kronika.workspace.people import entities, judged
from kronika.workspace.undecided import spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kronika.counting.claims import Claim
    from kronika.counting.definitions import Definition
    from kronika.model.act import Act, Key, Report
    from kronika.settings import Settings
    from kronika.store.record import Record

#: people who are named in the answer unless more are asked for
NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        on: day, EDTF day (``2021-06-01``).
        definition: name of a definition.
        known: as known in this record on that day; empty: now.
        public_by: as public on that day; empty: publication does not matter.
        only: name of one list; empty: all.
        since: first day, where acts are counted in a period.
    """

    on: str
    definition: str = "political-prisoner"
    known: str = ""
    public_by: str = ""
    only: str = ""
    since: str = ""


def day(text: str, option: str, *, first: bool = False) -> int:
    """Return a day as an ordinal; of a month or a year its last day (or its first).

    Raises:
        InputError: if it is no date.
    """
    try:
        lo, hi = bounds(text)
    except InputError as error:
        raise InputError("this is no day", where=f"{option} {text}", advice="Write it as 2021-06-01") from error
    if "/" in text:
        raise InputError("this is a stretch of time, not a day", where=f"{option} {text}", advice="Write it as 2021-06-01")
    return lo if first else hi


class Counting:
    """One record's acts and judgements, read once for several counts."""

    def __init__(self, record: Record, question: Question) -> None:
        self.record = record
        self.question = question
        self.definition: Definition = definitions.resolve(record, question.definition)
        self.on = day(question.on, "--on")
        self.view = View(
            known=day(question.known, "--known") if question.known else None,
            public_by=day(question.public_by, "--public-by") if question.public_by else None,
            since=day(question.since, "--from", first=True) if question.since else None,
        )
        self.lists = queries.list_names(record.connection)
        self.only = self.list_named(question.only) if question.only else ""
        self._counts: dict[tuple[int, str, int | None], Count] = {}

    @cached_property
    def acts(self) -> list[Act]:
        """All accepted acts that the question is about, sorted by person; a count of custody does not need them."""
        return list(queries.acts(self.record.connection, list_name=self.only))

    @cached_property
    def _reports(self) -> dict[int, Report]:
        return reports(self.record.connection, list_name=self.only)

    def list_named(self, name: str) -> str:
        """Return the list, or the source counted as one, that a name means.

        Raises:
            InputError: there is none, or more than one.
        """
        if name in self.lists:
            return name
        sources = [source for source, _ in queries.sources(self.record.connection)]
        meant = {source.edition_of or source.id for source in sources if name in {source.name, source.id}}
        found = meant.intersection(self.lists)
        if len(found) > 1:
            advice = "Give the id that 'kronika sources' shows"
            raise InputError(f"{len(found)} sources are called that", where=name, advice=advice)
        if found:
            return found.pop()
        known = ", ".join(sorted(set(self.lists) - {source.id for source in sources})) or "none yet"
        raise InputError("no list of that name states any act", where=name, advice=f"There are: {known}")

    @cached_property
    def judged(self) -> Judged:
        """What roles have judged, in row numbers."""
        return judged(self.record, entities(self.record, self.view.known), self.view.known)

    def count(self, on: int | None = None, *, only: str = "", public_by: int | None = None) -> Count:
        """Count on a day (the question's by default), of one list or of all that were read."""
        day = self.on if on is None else on
        name = "" if self.stating == [only] else only
        found = self._counts.get((day, name, public_by))
        if found is None:
            found = self._counts[day, name, public_by] = self._count(day, name, public_by)
        return found

    def _count(self, on: int, only: str, public_by: int | None) -> Count:
        view = self.view if public_by is None else replace(self.view, public_by=public_by)
        connection = self.record.connection
        if self.definition.of == "acts":
            own = queries.acts(connection, list_name=only or self.only, kind=self.definition.kind)
            return count_facts(own, partial(self._of_people, only), self.definition, on, view, self.judged)
        of_list = {number: report for number, report in self._reports.items() if only in {"", report[0]}}

        def fetch(people: Collection[Key] | None) -> Iterable[Act]:
            if people is None:
                return self._of_list(only)
            numbers = [who for who in people if isinstance(who, int)]
            return queries.acts(connection, list_name=only or self.only, of=numbers)

        seen = courses(connection, visible_reports(of_list, view))
        return count_courses(seen, fetch, self.definition, on, view, self.judged)

    def _of_people(self, only: str, people: Collection[Key]) -> Iterable[Act]:
        """Return all acts of some people (entities)."""
        joined = self.judged.people or {}
        members = {who for who, entity in joined.items() if entity in people} | set(people)
        numbers = [who for who in members if isinstance(who, int)]
        return queries.acts(self.record.connection, list_name=only or self.only, of=numbers)

    def _of_list(self, name: str) -> list[Act]:
        return self.acts if not name else [act for act in self.acts if act[7] == name]

    def balance(self, first: int, *, only: str = "") -> Balance:
        """Return the balance from a day to the question's day, of one list or of all that were read."""
        before, after = counts(self._of_list(only), self.definition, (first, self.on), self.view, self.judged)
        return balance(before, after)

    def points(self, first: int, last: int, step: str, *, only: str = "") -> list[dict[str, Any]]:
        """Return a count for each period between two days."""
        found = series(self._of_list(only), self.definition, periods(first, last, step), self.view, self.judged)
        return [{"on": iso(p.on), "in": p.inside, "disputed": p.disputed, "unknown": p.unknown, "out": p.out} for p in found]

    @cached_property
    def stating(self) -> list[str]:
        """The lists, and sources that are none, whose acts were read."""
        return sorted({report[0] for report in self._reports.values()})

    @cached_property
    def origins(self) -> dict[str, str]:
        """Which lists and sources copy each other; one alone copies none."""
        if len(self.stating) < 2:
            return {}
        from kronika.workspace.origins import origins

        return origins(self.record)

    def range(self, counted: Count) -> tuple[int, int]:
        """Return the fewest and the most that a count across lists can mean."""
        return spans(self, counted)

    def people(
        self, counted: Count, lookup: Lookup, limit: int = NAMED, title: Callable[[str], str] | None = None
    ) -> tuple[list[dict[str, Any]], int]:
        """Return who is behind a number, with the cause in words; and how many there are.

        Args:
            counted: the count.
            lookup: names.
            limit: at most so many; 0: all.
            title: what a list, or a source that is none, is called; None: by its name.
        """
        called = title or partial(self.list_title, lookup=lookup)
        order = (State.IN, State.DISPUTED, State.UNKNOWN, State.OUT)
        groups = {
            State.IN: counted.inside,
            State.DISPUTED: counted.disputed,
            State.UNKNOWN: counted.unknown,
            State.OUT: counted.out,
        }
        total = sum(map(len, groups.values()))
        chosen = list(islice(((who, state) for state in order for who in groups[state]), limit or None))
        about = {who: counted.subject(who) for who, _ in chosen}
        mentions = queries.by_number(self.record.connection, [who for who in about.values() if isinstance(who, int)])
        lookup.remember_names(mention.id for mention in mentions.values())
        lists = counted.lists_of(about)
        found = []
        for who, state in chosen:
            subject = about[who]
            mention = mentions[subject] if isinstance(subject, int) else queries.mention(self.record.connection, subject)
            named = sorted(called(name) for name in lists[who])
            found.append(
                {
                    "mention": mention.id,
                    "name": lookup.name(mention.id),
                    "state": str(state),
                    "cause": self.cause(counted, who, called),
                    "lists": named,
                    "origins": independent(lists[who], self.origins),
                }
            )
        return found, total

    def cause(self, counted: Count, who: Key, title: Callable[[str], str]) -> str:
        """Return why somebody stands where they stand, with lists and sources as ``title`` calls them (a count knows ids)."""
        return self._named.sub(lambda found: title(found[0]), counted.cause(who))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Where a cause names a list, or a source by its id: before what that one says."""
        names = "|".join(map(re.escape, sorted(self.stating, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{names})(?=[,:] )" if names else r"(?!)")

    def list_title(self, name: str, lookup: Lookup) -> str:
        """Return the name of a list; of a source that is none, the source's name (with its id, if another one is called so)."""
        if lookup.source(name) is None:
            return name
        title = lookup.source_name(name)
        titles = [lookup.source_name(other) if lookup.source(other) else other for other in self.stating]
        return title if titles.count(title) < 2 else f"{title} ({name})"

    @cached_property
    def claimed(self) -> list[Claim]:
        """Figures that accepted statements claim."""
        return claims(self.record)


def answer(settings: Settings, question: Question, *, limit: int = NAMED) -> dict[str, Any]:
    """Count, and return the number with its definition, clocks, list, range, and the figures that others claim.

    Returns:
        ``definition``, ``version``, ``unit``, ``on``, ``known``, ``public_by``, ``in``, ``disputed``, ``unknown``,
        ``out`` (numbers), ``range`` (``low``, ``high``), ``lists``, ``people``, ``people_total``, ``claimed``,
        ``proposed`` (statements that wait and are not counted), ``erased`` (people erased from the record).
    """
    with opened(settings) as record, uncollected():
        counting = Counting(record, question)
        counted = counting.count()
        lookup = Lookup(record)
        low, high = counting.range(counted)
        people, total = counting.people(counted, lookup, limit)
        return {
            **head(counting, counted),
            "range": {"low": low, "high": high},
            "lists": by_list(counting, lookup),
            "people": people,
            "people_total": total,
            "claimed": compared(counting, counted),
            "proposed": queries.proposed(record.connection),
            "erased": erased(record),
        }


def head(counting: Counting, counted: Count) -> dict[str, Any]:
    """Return the number with what it means."""
    found: dict[str, Any] = {
        "definition": counting.definition.name,
        "version": counting.definition.version,
        "title": counting.definition.said(counting.definition.title, "en"),
        "unit": counting.definition.unit,
        "on": iso(counting.on),
        "known": counting.question.known or None,
        "public_by": counting.question.public_by or None,
        "in": counted.number,
        "disputed": len(counted.disputed),
        "unknown": len(counted.unknown),
        "out": len(counted.out),
    }
    if counting.view.since is not None:
        found["from"] = iso(counting.view.since)
    if counted.parts:
        found["parts"] = dict(counted.parts)
    return found


def by_list(counting: Counting, lookup: Lookup) -> list[dict[str, Any]]:
    """Return the count of each list alone."""
    found = []
    for name in counting.stating:
        counted = counting.count(only=name)
        found.append(
            {
                "list": counting.list_title(name, lookup),
                "copies": counting.list_title(origin, lookup) if (origin := counting.origins.get(name, name)) != name else None,
                "in": counted.number,
                "disputed": len(counted.disputed),
                "unknown": len(counted.unknown),
                "out": len(counted.out),
            }
        )
    return found


def erased(record: Record) -> int:
    """Return how many people were erased from the record."""
    return sum(int(entry.content["persons"]) for entry in log.entries(record.connection, kinds=("erasure",)) if entry.content)


def series_between(settings: Settings, question: Question, stretch: str, step: str = "month") -> dict[str, Any]:
    """Return a count for each month (week, day) of a stretch ``FROM..TO``, for each list and across."""
    first, separator, last = stretch.partition("..")
    if not separator or not first or not last:
        raise InputError(
            "a series goes from one day to another", where=f"--series {stretch}", advice="Write 2021-01-01..2021-12-31"
        )
    with opened(settings) as record:
        counting = Counting(record, question)
        begin, end = day(first, "--series", first=True), day(last, "--series")
        lookup = Lookup(record)
        return {
            "definition": counting.definition.name,
            "version": counting.definition.version,
            "step": step,
            "points": counting.points(begin, end, step),
            "lists": {
                counting.list_title(name, lookup): counting.points(begin, end, step, only=name) for name in counting.stating
            },
        }
