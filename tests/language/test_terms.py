from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.terms import find_terms, parse_term
from kronika.model.time import duration

CELLS = [
    ("six and a half years", "P6Y6M", ""),
    ("18 months", "P18M", ""),
    ("11 years", "P11Y", ""),
    ("10-year", "P10Y", ""),
    ("1 year and 6 months", "P1Y6M", ""),
    ("five years, six months", "P5Y6M", ""),
    ("5 лет 6 месяцев", "P5Y6M", ""),
    ("5 гадоў 6 месяцаў", "P5Y6M", ""),
    ("5,5 лет", "P5Y6M", ""),
    ("2,5 года", "P2Y6M", ""),
    ("полтора года", "P1Y6M", ""),
    ("паўтара года", "P1Y6M", ""),
    ("полгода", "P6M", ""),
    ("5л 6м", "P5Y6M", ""),
    ("5 г. 6 мес.", "P5Y6M", ""),
    ("год", "P1Y", ""),
    ("15 суток", "P15D", "arrest"),
    ("15 сут.", "P15D", "arrest"),
    ("72 часа", "PT72H", ""),
    ("трое суток", "P3D", ""),
    ("life", "life", ""),
    ("пожизненно", "life", ""),
    ("P5Y", "P5Y", ""),
    ("два гады хіміі", "P2Y", "open-type"),
    ("3 года домашней химии", "P3Y", "home-confinement"),
    ("3 года ограничения свободы без направления в ИУОТ", "P3Y", "home-confinement"),
    ("6 лет ИК усиленного режима", "P6Y", "colony-reinforced"),
    ("8 years 3 months in a strict-regime penal colony", "P8Y3M", "colony-strict"),
    ("11 лет колонии", "P11Y", ""),
    ("4 года и штраф 300 б.в.", "P4Y", ""),
    ("5 лет колонии с лишением права занимать должности на 3 года", "P5Y", ""),
]


@pytest.mark.parametrize(("cell", "iso", "regime"), CELLS)
def test_a_term_keeps_the_units_that_are_said(cell: str, iso: str, regime: str) -> None:
    term = parse_term(cell)
    assert term is not None
    assert (term.duration, term.regime) == (iso, regime)
    assert cell[term.start : term.end] == term.written


@pytest.mark.parametrize(
    "cell", ["штраф 100 б.в.", "колония", "5", "fine of 300 euros", "2 года и 3 года", "", "ст. 342", "09.08.2020"]
)
def test_what_is_no_term_or_more_than_one_is_none(cell: str) -> None:
    assert parse_term(cell) is None


def test_half_a_month_is_not_said_in_whole_units_and_is_none() -> None:
    assert parse_term("2,5 месяца") is None
    assert parse_term("18,5 months") is None


def test_a_bare_number_takes_the_unit_of_its_column() -> None:
    assert [parse_term(cell, unit="Y") for cell in ("5", "x")][1] is None
    durations = [
        (term := parse_term(cell, unit=unit)) and term.duration
        for cell, unit in (("5", "Y"), ("5.5", "Y"), ("18", "M"), ("15", "D"))
    ]
    assert durations == ["P5Y", "P5Y6M", "P18M", "P15D"]


def test_each_term_in_a_sentence_has_its_own_regime() -> None:
    text = "Её приговорили к шести с половиной годам колонии общего режима, а его — к двум годам «химии»."
    assert [(term.duration, term.regime) for term in find_terms(text)] == [("P6Y6M", "colony-general"), ("P2Y", "open-type")]


def test_a_regime_of_the_next_sentence_is_not_taken() -> None:
    assert find_terms("Он получил 3 года. Химия ждёт других.")[0].regime == ""


def test_arrest_before_its_length() -> None:
    term = find_terms("ему назначили административный арест на 15 суток")[0]
    assert (term.duration, term.regime) == ("P15D", "arrest")


@pytest.mark.parametrize(
    "text",
    [
        "Ему 20 лет.",
        "20 лет назад",
        "a 20-year-old woman",
        "за последние 5 лет",
        "two years ago",
        "в возрасте 25 лет",
        "В течение 10 дней",
        "оштрафован на 25 базовых величин",
        "лишён права работать учителем на 5 лет",
    ],
)
def test_ages_and_times_past_are_no_terms(text: str) -> None:
    assert find_terms(text) == []


@given(st.integers(1, 30), st.integers(1, 11))
def test_years_and_months_in_three_languages(years: int, months: int) -> None:
    for form in ("{} years {} months", "{} лет {} месяцев", "{} гадоў {} месяцаў"):
        term = parse_term(form.format(years, months))
        assert term is not None
        assert term.duration == f"P{years}Y{months}M"


@given(st.text(max_size=60))
def test_any_text_is_safe(text: str) -> None:
    for term in find_terms(text):
        assert text[term.start : term.end] == term.written
        duration(term.duration)
