from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("almost 1,300", 1300, "almost"),
        ("1 300", 1300, ""),
        ("1\u00a0300", 1300, ""),
        ("1,496", 1496, ""),
        ("2.5", 2.5, ""),
        ("2,5 тысячи", 2500, ""),
        ("two dozen", 24, ""),
        ("пятнадцать", 15, ""),
        ("двадцать пять", 25, ""),
        ("тысяча триста", 1300, ""),
        ("не менее двухсот пяти", 205, "at least"),
        ("no fewer than 767", 767, "at least"),
        ("больш за 50", 50, "over"),
        ("more than a hundred and twenty", 120, "over"),
        ("two and a half thousand", 2500, ""),
        ("half a million", 500_000, ""),
        ("полтора", 1.5, ""),
        ("six and a half", 6.5, ""),
        ("каля трыццаці", 30, "about"),
        ("as many as 12", 12, "up to"),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float, qualifier: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.qualifier) == (value, qualifier)
    assert text[number.start : number.end] == number.written


def test_a_dot_between_thousands_is_said() -> None:
    number = parse_number("1.300")
    assert number is not None
    assert number.value == 1300
    assert "1.300" in number.note


@pytest.mark.parametrize("text", ["", "a man", "try again", "Hungary", "стол", "12 и 13"])
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_of_a_sentence_in_order() -> None:
    text = "In 2020 they held over a thousand people, 12 of them twice."
    assert [number.value for number in find_numbers(text)] == [2020, 1000, 12]


@given(st.integers(0, 10**7), st.sampled_from([",", " ", "\u202f"]))
def test_grouped_digits_are_read_back(value: int, mark: str) -> None:
    number = parse_number(f"{value:,}".replace(",", mark))
    assert number is not None
    assert number.value == value
