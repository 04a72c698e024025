from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.auditing.comparing import Outcome, compare

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS)
def test_a_month_and_a_year_are_said_less_precisely_and_do_not_contradict_a_day_in_them(day: date) -> None:
    for vague in (f"{day:%Y-%m}", f"{day:%Y}"):
        assert compare("date", vague, day.isoformat()) is Outcome.AGREES
        assert compare("date", day.isoformat(), vague) is Outcome.VAGUER


@given(DAYS, DAYS)
def test_two_days_agree_only_if_they_are_one(one: date, other: date) -> None:
    found = compare("date", one.isoformat(), other.isoformat())
    assert found is (Outcome.AGREES if one == other else Outcome.DIFFERS)


@given(st.integers(1, 30), st.integers(1, 30))
def test_terms_are_compared_as_time_not_as_words(years: int, months: int) -> None:
    found = compare("term", f"P{years}Y", f"P{months}M")
    assert found is (Outcome.AGREES if years * 12 == months else Outcome.DIFFERS)


@pytest.mark.parametrize(
    ("claimed", "held", "outcome"),
    [
        ("342", "342(1)", Outcome.AGREES),
        ("342(1)", "342", Outcome.VAGUER),
        ("342(1)", "342(2)", Outcome.DIFFERS),
        ("342(1)", "343(1)", Outcome.DIFFERS),
        ("342(1)", "342(1); 411(2)", Outcome.AGREES),
        ("342(1); 411(2)", "342(1)", Outcome.UNTOLD),
        ("342(1); 412", "342(1); 411", Outcome.DIFFERS),
    ],
)
def test_articles_and_their_parts(claimed: str, held: str, outcome: Outcome) -> None:
    assert compare("article", claimed, held) is outcome


@pytest.mark.parametrize(
    ("claimed", "held", "outcome"),
    [
        ("Riverton City Court", "Riverton Regional Court", Outcome.DIFFERS),
        ("Мінскі абласны суд", "Minsk City Court", Outcome.DIFFERS),
        ("Верховного суда", "Вярхоўны суд", Outcome.AGREES),
        ("судом Речного района Холмска", "суд Речного района г. Холмска", Outcome.AGREES),
        ("Riverton Regional Court", "Холмский областной суд", Outcome.UNREAD),
    ],
)
def test_courts_are_told_apart_by_what_kind_of_court_they_are(claimed: str, held: str, outcome: Outcome) -> None:
    assert compare("court", claimed, held) is outcome


def test_somebody_pardoned_may_have_been_expelled_too_and_not_have_served_the_term() -> None:
    assert compare("how", "expelled", "pardoned") is Outcome.UNTOLD
    assert compare("how", "served", "pardoned") is Outcome.DIFFERS
    assert compare("regime", "colony-general", "colony-strict") is Outcome.DIFFERS
