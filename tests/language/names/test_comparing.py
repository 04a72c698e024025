"""Two names get the verdict and the reasons that a careful reader would give. All people are invented."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.language.names import Name, as_dict, compare, compare_pairs, parse


def verdict(left: str, right: str) -> str:
    return compare(left, right).verdict


@pytest.mark.parametrize(
    "spellings",
    [
        # one man, one woman, in languages and systems
        ["Аляксей Рыгоравіч Церашкоў", "Алексей Григорьевич Терешков", "Aliaksei Ryhoravich Tserashkou", "Aleksei Tereshkov",
         "Alexey Grigorievich Tereshkov", "Aljaksej Cieraškoŭ", "Alexej Tereschkow", "Aleksej Tieriesjkov",
         "TSERASHKOU, Aliaksei"],
        ["Наталля Ўладзіміраўна Дзярновіч", "Наталья Владимировна Дернович", "Natallia Dziarnovich", "Natalya Dernovich",
         "Natalia Dernowicz", "Dernovitj Natalja Vladimirovna", "Наталія Володимирівна Дернович"],
        ["Дзмітрый Чарнышоў", "Дмитрий Чернышёв", "Дмитрий Чернышев", "Dzmitry Charnyshou", "Dmitri Chernyshyov",
         "Dmitrij Tschernyschow", "Dmitri Tchernychov"],
        ["Яўген Шчарбіцкі", "Евгений Щербицкий", "Yauhen Shcharbitski", "Yevgeny Shcherbitsky", "Jaŭhien Ščarbicki",
         "Eugeniusz Szczerbicki", "Evgenij Shherbickij"],
        ["Вольга Восіпава", "Ольга Осипова", "Volha Vosipava", "Olga Osipova"],
        ["Мікалай Мікалаеў", "Николай Николаев", "Mikalai Mikalaeu", "Nikolay Nikolaev"],
        ["Юрый Воўк", "Юрий Волк", "Yury Vouk", "Iouri Volk"],
    ],
)  # fmt: skip
def test_spelling_does_not_make_another_person(spellings: list[str]) -> None:
    differing = [(one, other) for one, other in combinations(spellings, 2) if verdict(one, other) != "same"]
    assert differing == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Пётр Іванавіч Церашкоў", "Tereshkov Petr Pavlovich"),
        ("Nikolai Tereshkov", "Никита Терешков"),
        ("Виктор Терешков", "Виктория Терешкова"),
        ("Терешков А. Б.", "Терешкова А. Б."),
        ("Aliaksandr Dziarnovich", "Аляксандра Дзярновіч"),
        ("Пётр Терешков", "Пётр Терешковский"),
        ("Пётр Терешко", "Пётр Терешков"),
        ("Иван Дубко", "Иван Дубков"),
        ("Пётр Терешкевич", "Petr Tereshkov"),
        ("Терешков П. И.", "Терешков П. С."),
        ("Терешков П. И.", "Антон Иванович Терешков"),
        ("Нина Терешкова", "Яна Терешкова"),
        ("Мария", "Терешкова"),
        ("Лариса Ивановна", "Лариса Петровна"),
    ],
)
def test_contradictions_make_different_people(left: str, right: str) -> None:
    assert verdict(left, right) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Терешков П. И.", "Piotr Ivanavich Tserashkou"),
        ("Tserashkou M.", "Николай Терешков"),
        ("В. У. Дзярновіч", "Ольга Владимировна Дернович"),
        ("Маша Дернович", "Марыя Дзярновіч"),
        ("Слава Терешков", "Вячаслаў Церашкоў"),
        ("Слава Терешков", "Станислав Терешков"),
        ("Volodya Tereshkov", "Уладзімір Церашкоў"),
        ("Маша Д.", "Мария Дернович"),
        ("Юрий Терешков", "Георгий Терешков"),
        ("Терешкова", "Анна Терешкова"),
        ("Анна Терешкова", "Анна Дернович-Терешкова"),
        ("Анна Терешкова (Дернович)", "Ганна Дзярновіч"),
        ("Мария Терешков", "Мария Терешкова"),
        ("Иван Иванович", "Иван Иванович Терешков"),
        ("Пётр Иванович Терешков", "Пётр Иванович Терешкав"),
    ],
)
def test_what_may_be_one_person_is_only_possible(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.verdict == "possible"
    assert found.score <= 0.9


@pytest.mark.parametrize("form", ["Зміцер:Дзмітрый", "Алесь:Александр", "Міхась:Михаил", "Мікола:Николай", "Кастусь:Константин"])
def test_listed_forms_may_stand_for_the_full_name(form: str) -> None:
    short, full = form.split(":")
    assert verdict(f"{short} Церашкоў", f"{full} Терешков") == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Сергей Казаков", "Сергей Козьяков"),
        ("Сяргей Казакоў", "Sergei Kozyakov"),
        ("Siarhei Kazakou", "Siarhei Kaziakou"),
        ("Пётр Баханович", "Пётр Богданович"),
        ("Piotr Bakhanovich", "Piotr Bahdanovich"),
        ("Анна Басова", "Анна Базова"),
        ("Анна Лисова", "Анна Лысова"),
        ("Анна Титова", "Анна Цитова"),
    ],
)
def test_surnames_that_sound_alike_get_a_second_look(left: str, right: str) -> None:
    assert verdict(left, right) != "same"


def test_namesakes_with_nothing_contradicting_are_one_spelling() -> None:
    assert verdict("Пётр Терешков", "Пётр Терешков") == "same"


def test_reasons_name_the_parts_that_contradict_first() -> None:
    found = compare("Aleh Ivanavich Tserashkou", "Tserashkou Aleh Piatrovich")
    assert found.reasons[0] == "patronymics contradict: Ivanavich, Piatrovich"
    assert (found.surname, found.given, found.patronymic) == ("same", "same", "contradicting")


def test_missing_and_compatible_parts_are_told() -> None:
    found = compare("А. Церашкоў", "Алег Іванавіч Церашкоў")
    assert (found.surname, found.given, found.patronymic) == ("same", "compatible", "missing")
    assert "the left name has no patronymic" in found.reasons


@pytest.mark.parametrize("other", ["unknown man, about 40", "Неизвестный", "", "Пётр Терешков"])
def test_nobody_is_never_matched(other: str) -> None:
    found = compare("unknown man, about 40", other)
    assert found.verdict == "different"
    assert found.score == 0.0
    assert "never matched by name" in found.reasons[0]


def test_other_scripts_are_compared_by_character_and_that_is_said() -> None:
    assert verdict("王小明", "王小明") == "same"
    found = compare("محمد علي", "Мухаммед Али")
    assert found.verdict == "different"
    assert found.reasons == (
        "script not read: Arabic (the left name): compared character by character only, and they are not equal",
    )


def test_a_nickname_alone_is_at_most_possible() -> None:
    assert verdict("«Зубр»", "«Зубр»") == "possible"
    assert verdict("«Зубр»", "Пётр Терешков") == "different"


def test_several_people_in_a_cell_are_at_most_possible_and_nearest_is_named() -> None:
    found = compare("Анна Загорная и Пётр Терешков", "Piotr Tserashkou")
    assert found.verdict == "possible"
    assert "names 2 people" in found.reasons[0]
    assert "Пётр Терешков" in found.reasons[0]
    assert verdict("Анна Загорная и Пётр Терешков", "Нина Дернович") == "different"


def test_json_has_what_the_command_line_promises() -> None:
    made = json.loads(json.dumps(as_dict(compare("Пётр Терешков", "Петр Терешков"))))
    assert made["verdict"] == "same"
    assert 0.9 < made["score"] <= 1
    assert made["reasons"]


def test_many_pairs_come_back_in_order() -> None:
    pairs: list[tuple[Name | str, Name | str]] = [
        (parse("Пётр Терешков"), "Piotr Tserashkou"),
        ("Пётр Терешков", "Анна Дернович"),
    ]
    assert [one.verdict for one in compare_pairs(pairs)] == ["same", "different"]


_NAMES = st.sampled_from(
    ["Аляксей Церашкоў", "Терешков Алексей Петрович", "А. П. Терешков", "Лёша Терешков", "Терешкова Алеся", "Глеб Роман",
     "Роман Глеб", "Олег Василевич", "Маша Т.", "unknown", "«Зубр»", "王小明", "Терешков", "Anna Zahornaja",
     "Терешков и Загорный", "Загорная-Терешкова Анна"]
)  # fmt: skip


@settings(deadline=None)  # the first name loads the names data
@given(_NAMES, _NAMES)
def test_the_order_of_two_names_does_not_matter(left: str, right: str) -> None:
    one, other = compare(left, right), compare(right, left)
    assert one.verdict == other.verdict
    assert one.score == pytest.approx(other.score)


@settings(deadline=None)  # the first name loads the names data
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_have_a_verdict_and_a_reason(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.verdict in {"same", "possible", "different"}
    assert 0.0 <= found.score <= 1.0
    assert found.reasons


def test_same_scores_above_possible_above_different() -> None:
    same = compare("Пётр Иванович Терешков", "Пётр Терешков").score
    possible = compare("П. И. Терешков", "Пётр Иванович Терешков").score
    different = compare("Пётр Иванович Терешков", "Пётр Павлович Терешков").score
    assert same > possible > different
    assert different < 0.1
