from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.people import agree_in_lists, couples, find_names, name_of


def names(text: str, language: str) -> list[str]:
    found = couples(agree_in_lists(find_names(text, language), text), text, language)
    return [" ".join(part for part in (name.given, name.surname) if part) for name in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Police detained the journalist Anna Kolas in Zareč.", ["Anna Kolas"]),
        ("en", "Anna Kolas's brother Piotr Lis left.", ["Anna Kolas", "Piotr Lis"]),
        ("ru", "Задержали журналистку Анну Колос.", ["Анна Колос"]),
        ("ru", "Суд приговорил Петра Липницкого.", ["Пётр Липницкий"]),
        ("ru", "Дело Марии Сидоровой передали в суд.", ["Мария Сидорова"]),
        ("ru", "Встретились с Иваном Ивановым.", ["Иван Иванов"]),
        ("be", "Затрымалі Ігара Казлова.", ["Ігар Казлоў"]),
        ("be", "Суд прысудзіў Алегу Сцяпанаву.", ["Алег Сцяпанаў"]),
        ("be", "Спраў супраць Іны Ткач няма.", ["Іна Ткач"]),
    ],
)
def test_names_come_to_the_nominative(language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Supreme Court of Lazovia sat on Monday in Zareč."),
        ("ru", "Верховный суд заседал в понедельник в Заречье."),
        ("be", "Вярхоўны суд засядаў у панядзелак у Зарэччы."),
        ("en", ""),
    ],
)
def test_courts_days_and_towns_are_nobody(language: str, text: str) -> None:
    assert names(text, language) == []


def test_a_name_that_a_model_found_is_read_too() -> None:
    name = name_of("Задержали Тхиаго Киспе.", 10, 22, "ru")
    assert name is not None
    assert (name.start, name.end) == (10, 22)


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "be"]))
def test_a_name_stands_in_its_text(text: str, language: str) -> None:
    for name in find_names(text, language):
        assert 0 <= name.start < name.end <= len(text)
        assert name.given or name.surname
