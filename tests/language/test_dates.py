from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.dates import find_dates, parse_date
from kronika.model.time import bounds

PAGE = date(2025, 2, 3)

CELLS = [
    ("09.08.2020", "2020-08-09"),
    ("9.8.2020", "2020-08-09"),
    ("9/8/2020", "2020-08-09"),
    ("2020-08-09", "2020-08-09"),
    ("2020-08-09 00:00:00", "2020-08-09"),
    ("2020.08.09", "2020-08-09"),
    ("9 августа 2020 г.", "2020-08-09"),
    ("9 августа 2020 года", "2020-08-09"),
    ("9 жніўня 2020 года", "2020-08-09"),
    ("9 жніўня 2020", "2020-08-09"),
    ("9 žniŭnia 2020", "2020-08-09"),
    ("9 August 2020", "2020-08-09"),
    ("9 Aug 2020", "2020-08-09"),
    ("12 Jan. 2021", "2021-01-12"),
    ("9th of August 2020", "2020-08-09"),
    ("August 9, 2020", "2020-08-09"),
    ("воскресенье, 9 августа 2020", "2020-08-09"),
    ("05.04.1985 г.р.", "1985-04-05"),
    ("май 2021", "2021-05"),
    ("may 2021", "2021-05"),
    ("05.2021", "2021-05"),
    ("05/2021", "2021-05"),
    ("2021-05", "2021-05"),
    ("кастрычнік 2023", "2023-10"),
    ("траўня 2021", "2021-05"),
    ("конец мая 2021", "2021-05"),
    ("2021", "2021"),
    ("2021 год", "2021"),
    ("1985 г. р.", "1985"),
    ("spring 2021", "2021-21"),
    ("вясна 2021", "2021-21"),
    ("летом 2020-го", "2020-22"),
    ("22-23.12.2020", "2020-12-22/2020-12-23"),
    ("28.12-05.01.2021", "2020-12-28/2021-01-05"),
    ("22.12.2020 - 05.01.2021", "2020-12-22/2021-01-05"),
    ("9–12 August 2020", "2020-08-09/2020-08-12"),
    ("с 9 августа по 12 сентября 2020", "2020-08-09/2020-09-12"),
    ("май-июнь 2021", "2021-05/2021-06"),
    ("2020-2021", "2020/2021"),
    ("до 2021", "../2021"),
    ("before 5 May 2021", "../2021-05-05"),
    ("после 05.2021", "2021-05/.."),
    ("около мая 2021", "2021-05~"),
    ("каля мая 2021", "2021-05~"),
    ("202X", "202X"),
    ("../2021-05", "../2021-05"),
]


@pytest.mark.parametrize(("cell", "edtf"), CELLS)
def test_a_cell_is_read_with_its_precision(cell: str, edtf: str) -> None:
    when = parse_date(cell)
    assert when is not None
    assert (when.edtf, when.problem) == (edtf, "")
    assert when.written == cell.strip()
    assert not when.resolved


@pytest.mark.parametrize(
    "cell",
    ["", "  ", "неизвестно", "20 лет", "44052", "12 people", "ст. 342", "09.08.2020; 12.11.2020", "11 years", "задержан дважды"],
)
def test_what_is_no_date_is_not_made_one(cell: str) -> None:
    assert parse_date(cell) is None


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("31.02.2021", "31.02.2021 is not a day of the calendar"),
        ("31 февраля 2021", "is not a day of the calendar"),
        ("2021-13-01", "there is no month 13"),
        ("12/25/2020", "the other way round"),
        ("05.05.0202", "cannot be meant"),
        ("05.01.2021 - 22.12.2020", "later than"),
        ("9 августа", "not said"),
    ],
)
def test_an_impossible_date_gives_a_reason_and_no_guess(cell: str, says: str) -> None:
    when = parse_date(cell)
    assert when is not None
    assert when.edtf == ""
    assert says in when.problem


def test_month_first_where_the_list_says_so() -> None:
    when = parse_date("12/25/2020", order="mdy")
    assert when is not None
    assert when.edtf == "2020-12-25"


def test_english_slashes_that_could_be_either_are_marked() -> None:
    when = parse_date("10/11/2020", language="en")
    assert when is not None
    assert (when.edtf, when.resolved) == ("2020-11-10", True)
    assert "day first" in when.reason


@pytest.mark.parametrize(("cell", "edtf"), [("9/8/20", "2020-08-09"), ("9.8.85", "1985-08-09"), ("01.02.03", "2003-02-01")])
def test_two_digits_of_a_year_are_filled_in_and_marked(cell: str, edtf: str) -> None:
    when = parse_date(cell, anchor=PAGE)
    assert when is not None
    assert (when.edtf, when.resolved) == (edtf, True)
    assert "is read as" in when.reason


def test_a_year_left_out_comes_from_the_day_of_publication() -> None:
    when = parse_date("9 августа", anchor=PAGE)
    assert when is not None
    assert (when.edtf, when.resolved) == ("2024-08-09", True)
    assert "2025-02-03" in when.reason


TEXTS = [
    ("On 26 January the vote took place.", ["2025-01-26"]),
    ("In December, they arrested seven journalists.", ["2024-12"]),
    ("She was arrested last Friday.", ["2025-01-31"]),
    ("He was freed two weeks ago, his sister yesterday.", ["2025-01-20~", "2025-02-02"]),
    ("It happened earlier this month.", ["2025-02-01/2025-02-03"]),
    ("4 жніўня яе затрымалі.", ["2024-08-04"]),
    ("У мінулую пятніцу яго адпусцілі.", ["2025-01-31"]),
    ("В прошлую пятницу его отпустили.", ["2025-01-31"]),
    ("На прошлой неделе начался суд.", ["2025-01-27/2025-02-02"]),
    ("В мае прошлого года её судили.", ["2024-05"]),
    ("Летась яго асудзілі.", ["2024"]),
    ("Тыдзень таму пачаўся суд.", ["2025-01-27~"]),
    ("В 2020 году его задержали 9 августа, 15 сентября осудили.", ["2020", "2020-08-09", "2020-09-15"]),
    ("Арестован 22 декабря 2020 года и 5 января освобождён.", ["2020-12-22", "2021-01-05"]),
    ("Задержаны 9, 10 и 12 августа 2020 года.", ["2020-08-09", "2020-08-10", "2020-08-12"]),
    ("Задержан 9 августа и 12 сентября 2020 года.", ["2020-08-09", "2020-09-12"]),
    ("On Friday, 9 August 2020, he was held. The next day he was freed.", ["2020-08-09", "2020-08-10"]),
    ("Held on 22–23 December 2020.", ["2020-12-22/2020-12-23"]),
    ("У 2023 годзе яе асудзілі вясной 2023 года.", ["2023", "2023-21"]),
    ("In the 1990s, and since 1994.", ["199X", "1994"]),
    ("Приговор от 12.05.2021 г. вступил в силу.", ["2021-05-12"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_dates_in_running_text(text: str, expected: list[str]) -> None:
    found = find_dates(text, anchor=PAGE)
    assert [when.edtf for when in found] == expected
    for when in found:
        assert text[when.start : when.end] == when.written


@pytest.mark.parametrize(
    "text",
    [
        "Ему дали 20 лет.",
        "12 people and 2,021 others",
        "under article 130 and article 342",
        "for 11 years",
        "He may march; the sun fell.",
        "2020 people were held; of 2020 people",
        "телефон 8 (029) 123-45-67",
        "версия 1.5.2",
        "«Вясна» паведаміла; Весна сообщила",
        "2024 prisoners",
        "cell 2020",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert find_dates(text, anchor=PAGE) == []


def test_a_number_of_people_after_a_month_is_no_day() -> None:
    assert [when.edtf for when in find_dates("In May 12 people were held.", anchor=PAGE)] == ["2024-05"]


def test_last_friday_on_a_friday_is_a_week_ago_and_on_friday_is_today() -> None:
    friday = date(2025, 1, 31)
    assert [when.edtf for when in find_dates("last Friday and on Friday", anchor=friday)] == ["2025-01-24", "2025-01-31"]


def test_relative_dates_say_that_they_were_resolved_and_against_what() -> None:
    when = find_dates("She was freed last Friday", anchor=PAGE)[0]
    assert when.resolved
    assert "2025-02-03" in when.reason


def test_without_a_page_date_nothing_relative_is_made_up() -> None:
    when = find_dates("She was freed last Friday")[0]
    assert when.edtf == ""
    assert "day of publication" in when.problem


def test_an_impossible_date_in_a_text_is_kept_with_its_problem() -> None:
    when = find_dates("задержан 31.02.2021")[0]
    assert (when.edtf, when.written) == ("", "31.02.2021")
    assert when.problem


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["{0:%d.%m.%Y}", "{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}"]),
)
def test_any_day_is_read_back(some_day: date, form: str) -> None:
    written = form.format(some_day)
    when = parse_date(written)
    assert when is not None
    assert when.edtf == some_day.isoformat()
    assert [found.edtf for found in find_dates(f"Задержан {written}, осуждён позже")] == [some_day.isoformat()]


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none_and_true_places(text: str) -> None:
    parse_date(text, anchor=PAGE)
    for when in find_dates(text, anchor=PAGE):
        assert text[when.start : when.end] == when.written
        assert bool(when.edtf) != bool(when.problem)
        if when.edtf:
            bounds(when.edtf)


@given(
    st.lists(
        st.sampled_from(
            ["9", "31", "августа", "May", "2020", "г.", "и", "–", "last", "Friday", "до", ".", "02", "лет", "ago", "two"]
        )
    )
)
def test_any_order_of_date_words_is_safe(words: list[str]) -> None:
    text = " ".join(words)
    parse_date(text, anchor=PAGE)
    for when in find_dates(text, anchor=PAGE):
        assert bool(when.edtf) != bool(when.problem)
