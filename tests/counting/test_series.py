"""Series: as if each point had been counted by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting_examples import DAYS, act, definitions, invented_acts
from kronika.counting.count import count
from kronika.counting.definitions import Definition, load_shipped
from kronika.counting.scope import View
from kronika.counting.series import Point, periods, series
from kronika.errors import InputError
from kronika.model.act import Act
from kronika.model.time import day, iso


def test_months_weeks_and_days_are_cut_at_both_ends() -> None:
    assert [(iso(a), iso(b)) for a, b in periods(day("2024-01-30"), day("2024-03-02"), "month")] == [
        ("2024-01-30", "2024-01-31"),
        ("2024-02-01", "2024-02-29"),
        ("2024-03-01", "2024-03-02"),
    ]
    assert [(iso(a), iso(b)) for a, b in periods(day("2024-02-03"), day("2024-02-12"), "week")] == [
        ("2024-02-03", "2024-02-04"),
        ("2024-02-05", "2024-02-11"),
        ("2024-02-12", "2024-02-12"),
    ]
    assert len(periods(day("2024-01-01"), day("2024-12-31"), "day")) == 366


@pytest.mark.parametrize(
    ("first", "last", "step", "line"),
    [
        ("2024-01-02", "2024-01-01", "day", "after its last"),
        ("2024-01-01", "2024-02-01", "year", "no step of a series"),
        ("1900-01-01", "2024-02-01", "day", "more than 20000 points"),
    ],
)
def test_a_series_that_cannot_be_is_refused(first: str, last: str, step: str, line: str) -> None:
    with pytest.raises(InputError, match=line):
        periods(day(first), day(last), step)


def test_a_clock_that_moves_says_what_could_have_been_said_at_the_time() -> None:
    acts = [
        act("p", "detention", "2024-01-10", published="2024-02-10"),
        act("p", "release", "2024-02-20", published="2024-03-20"),
    ]
    months = periods(day("2024-01-01"), day("2024-03-31"), "month")
    custody = load_shipped("custody")
    assert [point.inside for point in series(acts, custody, months)] == [1, 0, 0]
    assert [point.inside for point in series(acts, custody, months, clock="public")] == [0, 1, 0]
    with pytest.raises(InputError, match="no clock"):
        series(acts, custody, months, clock="sundial")


@given(invented_acts(), definitions(), st.lists(DAYS, min_size=1, max_size=8, unique=True), st.sampled_from([None, 100]))
def test_law_a_series_of_custody_is_its_counts(
    acts: list[Act], definition: Definition, days: list[int], silence_after: int | None
) -> None:
    view = View(silence_after=silence_after)
    stretches = [(on, on) for on in sorted(days)]
    for point in series(acts, definition, stretches, view):
        found = count(acts, definition, point.on, view)
        assert point == Point(point.on, point.on, found.number, len(found.disputed), len(found.unknown), len(found.out))


@given(invented_acts(), st.sampled_from(["detentions", "detentions/people"]), DAYS)
def test_law_a_series_of_acts_is_its_counts(acts: list[Act], name: str, first: int) -> None:
    definition = load_shipped(name)
    for point in series(acts, definition, periods(first, first + 300, "month")):
        found = count(acts, definition, point.on, View(since=point.since))
        assert (point.inside, point.unknown, point.disputed, point.out) == (
            found.number,
            len(found.unknown),
            len(found.disputed),
            len(found.out),
        )


@given(invented_acts(people=3), DAYS)
def test_law_a_moving_clock_is_counts_as_known_on_each_day(acts: list[Act], first: int) -> None:
    definition = load_shipped("custody")
    for point in series(acts, definition, periods(first, first + 150, "month"), clock="known"):
        assert point.inside == count(acts, definition, point.on, View(known=point.on)).number
