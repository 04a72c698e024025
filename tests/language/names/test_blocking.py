"""Names of one person meet under a key; nobody meets nobody. All people are invented."""

from __future__ import annotations

from random import Random

import pytest

from kronika.language.names import blocking_keys, compare, search_key
from names_generate import pairs


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Юрый Воўк", "Volk Yuri Ivanovich"),
        ("Мікалай Навумаў", "Nikolai Naumov"),
        ("Вольга Восіпава", "О. И. Осипова"),
        ("Церашкоў М.", "Николай Терешков"),
        ("Слава Терешков", "Станислав Терешков"),
        ("Глеб Роман", "Роман Глеб"),
        ("Пётр Иванович Терешков", "Пётр Иванович Терепков"),
        ("Анна Дернович-Терешкова", "Анна Терешкова"),
        ("Анна Терешкова (Дернович)", "Анна Дернович"),
        ("Мария Терешков", "Мария Терешкова"),
        ("Анна Загорная и Пётр Терешков", "Piotr Tserashkou"),
        ("王小明", "王小明"),
    ],
)
def test_names_that_may_be_one_person_share_a_key(left: str, right: str) -> None:
    assert set(blocking_keys(left)) & set(blocking_keys(right))


def test_nearly_no_pair_of_one_person_is_lost_in_any_system_of_writing() -> None:
    true = [(left, right) for left, right, same, *_ in pairs(150, 7) if same == "1"]
    lost = [(left, right) for left, right in true if not set(blocking_keys(left)) & set(blocking_keys(right))]
    assert len(lost) <= len(true) // 200


@pytest.mark.parametrize("text", ["", "unknown man, about 40", "Невядомы", "12345", "судья"])
def test_who_is_not_named_is_in_no_block(text: str) -> None:
    assert blocking_keys(text) == ()


def test_a_nickname_is_in_no_block_of_names() -> None:
    assert blocking_keys("«Терешков»") == ("x:«терешков»",)


def test_what_is_called_the_same_always_meets() -> None:
    random = Random(3)
    rows = list(pairs(60, 11))
    for _ in range(2000):
        left, right = random.choice(rows)[0], random.choice(rows)[1]
        if compare(left, right).verdict == "same":
            assert set(blocking_keys(left)) & set(blocking_keys(right)), (left, right)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Терешков Николай", "Мікалай Церашкоў"),
        ("Mikola Tserashkou", "Николай Терешков"),
        ("Tereshkov Nikolai Grigorievich", "Церашкоў Мікалай Рыгоравіч"),
        ("г-н Терешков", "TERESHKOV"),
    ],
)
def test_a_search_finds_a_name_in_any_spelling(asked: str, written: str) -> None:
    assert search_key(asked) == search_key(written)


def test_a_search_for_one_word_is_part_of_the_name() -> None:
    assert set(search_key("Tserashkou").split()) <= set(search_key("Терешков Николай Григорьевич").split())


def test_a_text_that_is_not_read_is_searched_as_it_is() -> None:
    assert search_key("王小明 ") == "王小明"
