"""Counting from one short row for each person says what counting from all acts says."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from counting_examples import DAYS, act, definitions, invented_acts
from kronika.counting.count import Count, count, count_courses
from kronika.counting.courses import visible_reports
from kronika.counting.definitions import Definition, load_shipped
from kronika.counting.scope import ALL, NOTHING_JUDGED, Judged, View
from kronika.model.act import Act, Courses, Deed, Key, Report
from kronika.model.time import day


def from_courses(acts: list[Act], definition: Definition, on: int, view: View = ALL, judged: Judged = NOTHING_JUDGED) -> Count:
    """Count as the record does: acts folded into rows, and fetched only when they are asked for."""
    deeds: dict[Deed, int] = {}
    reports: dict[Report, int] = {}
    told: list[tuple[Key, str, str, int, bool]] = []
    for row in sorted(acts, key=lambda one: str(one.person)):
        deed = deeds.setdefault((row.kind, row.code, row.agent, row.term), len(deeds) + 1)
        report = reports.setdefault(row[7:13], len(reports) + 1)
        told.append((row.person, str(row.lo), str(deed), report, row.lo != row.hi))
    seen = visible_reports({number: report for report, number in reports.items()}, view)
    rows = []
    for person, group in groupby([one for one in told if one[3] in seen], key=lambda one: one[0]):
        _, days, numbers, sources, imprecise = zip(*group, strict=True)
        rows.append((person, ",".join(days), ",".join(numbers), ",".join(map(str, sources)), sum(imprecise)))

    def fetch(people: Collection[Key] | None) -> list[Act]:
        return [one for one in acts if people is None or one.person in people]

    courses = Courses(rows, {number: deed for deed, number in deeds.items()}, seen)
    return count_courses(courses, fetch, definition, on, view, judged)


@settings(max_examples=30)
@given(invented_acts(), definitions(), DAYS, st.sampled_from([View(), View(known=738000), View(public_by=738100)]))
def test_law_rows_say_what_acts_say(acts: list[Act], definition: Definition, on: int, view: View) -> None:
    folded, whole = from_courses(acts, definition, on, view), count(acts, definition, on, view)
    assert folded == whole
    assert folded.left() == whole.left()
    assert folded.lists_of(whole.states) == whole.lists_of(whole.states)
    for who in whole.states:
        assert folded.cause(who) == whole.cause(who)
        assert folded.brief_on(who, on + 100) == whole.brief_on(who, on + 100)
        assert sorted(folded.acts(who)) == sorted(whole.acts(who))


@settings(max_examples=30)
@given(invented_acts(), definitions(), DAYS)
def test_law_rows_say_what_acts_say_of_merged_people_too(acts: list[Act], definition: Definition, on: int) -> None:
    split = [each._replace(person=f"{each.person}-{each.list}") for each in acts]
    judged = Judged(people={each.person: str(each.person).partition("-")[0] for each in split if "1" in str(each.person)})
    folded, whole = from_courses(split, definition, on, judged=judged), count(split, definition, on, judged=judged)
    assert folded == whole
    assert folded.lists_of(whole.states) == whole.lists_of(whole.states)


def test_an_ordinary_person_is_counted_without_fetching_an_act() -> None:
    acts = [
        act("p", "detention", "2021-05-10", "criminal"),
        act("p", "recognition", "2021-06-01", agent="Example Watch"),
        act("p", "recognition", "2021-07-01", agent="Other Watch"),
        act("q", "detention", "2021-05-10", "criminal"),
    ]
    deeds = {number: (row.kind, row.code, row.agent, row.term) for number, row in enumerate(acts)}
    rows = [("p", ",".join(str(row.lo) for row in acts[:3]), "0,1,2", "", 0), ("q", str(acts[3].lo), "3", "", 0)]

    def fetch(people: Collection[Key] | None) -> list[Act]:
        raise AssertionError(f"the acts of {people} were fetched")

    found = count_courses(
        Courses(rows, deeds, {}),  # type: ignore[arg-type]
        fetch,
        load_shipped("political-prisoner"),
        day("2021-06-15"),
    )
    assert (found.inside, found.out) == (("p",), ("q",))
