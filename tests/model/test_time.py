from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.time import add_duration, bounds, day, duration, edtf_precision, iso


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision"),
    [
        ("2020-12-22", "2020-12-22", "2020-12-22", "day"),
        ("2020-12-22T10:30:00Z", "2020-12-22", "2020-12-22", "day"),
        ("2021-02", "2021-02-01", "2021-02-28", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2021-05-XX", "2021-05-01", "2021-05-31", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2021-XX", "2021-01-01", "2021-12-31", "year"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2021-21", "2021-03-01", "2021-05-31", "season"),
        ("2021-23", "2021-09-01", "2021-11-30", "season"),
        ("2021-05/2021-06", "2021-05-01", "2021-06-30", "interval"),
        ("2020-12-22/2020-12-23", "2020-12-22", "2020-12-23", "interval"),
        ("2021-05?", "2021-05-01", "2021-05-31", "month"),
        ("2021-05~", "2021-04-01", "2021-06-30", "month"),
        ("2021~", "2020-01-01", "2022-12-31", "year"),
        ("2021-01-01%", "2020-12-31", "2021-01-02", "day"),
    ],
)
def test_a_date_means_the_days_that_its_precision_allows(edtf: str, first: str, last: str, precision: str) -> None:
    low, high = bounds(edtf)
    assert (iso(low), iso(high)) == (first, last)
    assert edtf_precision(edtf) == precision


def test_a_winter_may_be_the_one_that_ends_or_the_one_that_begins_in_its_year() -> None:
    low, high = bounds("2021-24")
    assert low <= day("2020-12-31")
    assert high >= day("2022-01-01")


def test_an_open_side_reaches_to_the_end_of_the_calendar() -> None:
    assert bounds("../2021-05") == (FIRST_DAY, day("2021-05-31"))
    assert bounds("2021-05/..") == (day("2021-05-01"), LAST_DAY)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2021",
        "2021-13",
        "2021-02-30",
        "2021-26",
        "spring 2021",
        "21",
        "2021-05/2021-04",
        "../..",
        "202X-05-03",
        "2021-1",
        "0000-00",
    ],
)
def test_what_is_no_date_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        bounds(text)
    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.dates())
def test_a_day_comes_back_from_its_number(some_day: date) -> None:
    assert iso(day(some_day)) == some_day.isoformat()
    assert bounds(some_day.isoformat()) == (some_day.toordinal(), some_day.toordinal())


def test_a_month_is_not_a_single_day() -> None:
    with pytest.raises(InputError, match="not a single day"):
        day("2021-05")


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2021-01-31", "P1M", "2021-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2020-12-22", "P6Y6M", "2027-06-22"),
        ("2021-07-05", "P18M", "2023-01-05"),
        ("2021-01-01", "P15D", "2021-01-16"),
        ("2021-01-01", "P2W", "2021-01-15"),
    ],
)
def test_a_term_ends_by_the_calendar(start: str, term: str, end: str) -> None:
    assert add_duration(day(start), day(start), term) == (day(end), day(end))


def test_hours_touch_whole_days() -> None:
    first = day("2021-01-01")
    assert add_duration(first, first, "PT72H") == (first + 3, first + 3)
    assert add_duration(first, first, "PT30H") == (first + 1, first + 2)


def test_life_has_no_end() -> None:
    assert add_duration(1, 2, "life") == (LAST_DAY, LAST_DAY)
    assert duration("life") is None
    assert add_duration(LAST_DAY - 5, LAST_DAY, "P30Y") == (LAST_DAY, LAST_DAY)


def test_months_and_years_stay_what_was_said() -> None:
    assert duration("P18M") == duration("P1Y6M")
    with pytest.raises(InputError, match="not a duration"):
        duration("18 months")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400), st.integers(0, 60), st.integers(0, 400))
def test_a_longer_wait_never_ends_earlier(start: date, months: int, days: int, later: int) -> None:
    low, high = add_duration(start.toordinal(), (start + timedelta(days=later)).toordinal(), f"P{months}M{days}D")
    assert start.toordinal() + days <= low <= high
