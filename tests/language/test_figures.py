from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.figures import Count, find_counts


def counts(text: str, language: str) -> list[Count]:
    return find_counts(text, text.lower(), language, 0, len(text))


COUNTED = [
    (
        "en",
        "almost 1,300 political prisoners are held",
        1300,
        "political prisoners",
        "people",
        "almost 1,300 political prisoners",
    ),
    ("en", "detained at least twelve lawyers", 12, "lawyers", "people", "at least twelve lawyers"),
    ("en", "over a thousand organisations", 1000, "organisations", "organisations", "over a thousand organisations"),
    ("en", "300,000 people fled", 300000, "people", "people", "300,000 people"),
    ("ru", "задержали не менее 340 человек", 340, "человек", "people", "не менее 340 человек"),
    ("ru", "ликвидированы 87 организаций", 87, "организаций", "organisations", "87 организаций"),
    ("be", "затрымалі больш за 120 чалавек", 120, "чалавек", "people", "больш за 120 чалавек"),
    ("be", "памілавалі восем чалавек", 8, "чалавек", "people", "восем чалавек"),
]


@pytest.mark.parametrize(("language", "text", "value", "noun", "unit", "written"), COUNTED)
def test_people_and_organisations_are_counted(language: str, text: str, value: int, noun: str, unit: str, written: str) -> None:
    (count,) = counts(text, language)
    assert (count.number.value, count.noun, count.unit) == (value, noun, unit)
    assert text[count.start : count.end] == written


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since 2020 people have fled"),
        ("en", "three years in prison"),
        ("en", "3,200 roubles"),
        ("en", "Prison No. 4"),
        ("ru", "три года колонии"),
        ("ru", "100 тысяч рублей"),
        ("be", "10 сутак арышту"),
        ("en", "one prisoner"),
        ("ru", ""),
    ],
)
def test_terms_money_years_and_numbers_of_houses_count_nobody(language: str, text: str) -> None:
    assert counts(text, language) == []


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "be"]))
def test_a_count_stands_in_its_text(text: str, language: str) -> None:
    from kronika.reading.text.view import lowered

    for count in find_counts(text, lowered(text), language, 0, len(text)):
        assert 0 <= count.start < count.end <= len(text)
