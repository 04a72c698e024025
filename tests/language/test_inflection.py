from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language import inflection
from kronika.language.inflection import feminine, fits, given_forms, is_patronymic, looks_like_surname, patronymic, surname_in

#: language, nominative, gender, the same surname in other cases
SURNAMES = [
    ("ru", "Иванов", "male", {"gen": "Иванова", "dat": "Иванову", "ins": "Ивановым"}),
    ("ru", "Иванова", "female", {"gen": "Ивановой", "acc": "Иванову"}),
    ("ru", "Липницкий", "male", {"gen": "Липницкого", "dat": "Липницкому", "ins": "Липницким"}),
    ("ru", "Липницкая", "female", {"gen": "Липницкой", "acc": "Липницкую"}),
    ("be", "Казлоў", "male", {"gen": "Казлова", "dat": "Казлову"}),
    ("be", "Казлова", "female", {"acc": "Казлову"}),
]


@pytest.mark.parametrize(("language", "surname", "gender", "cases"), SURNAMES)
def test_surnames_come_back_from_every_case(language: str, surname: str, gender: str, cases: dict[str, str]) -> None:
    for case, written in cases.items():
        assert surname_in(written, gender, case, language) == surname
        assert fits(written, gender, case, language)


@pytest.mark.parametrize(
    ("language", "written", "nominative"),
    [("ru", "Анну", "Анна"), ("ru", "Петра", "Пётр"), ("be", "Ігара", "Ігар"), ("be", "Алесю", "Алесь"), ("en", "Anna", "Anna")],
)
def test_given_names_come_back_from_their_cases(language: str, written: str, nominative: str) -> None:
    assert nominative in {form.nominative for form in given_forms(written, language)}


def test_a_word_that_is_no_name_has_no_forms() -> None:
    for language in ("en", "ru", "be"):
        assert given_forms("стол", language) == ()
        assert given_forms("", language) == ()


def test_patronymics_are_told_and_come_to_the_nominative() -> None:
    for written, nominative, gender in (("Ивановича", "Иванович", "male"), ("Петровной", "Петровна", "female")):
        assert is_patronymic(written, "ru")
        assert patronymic(written, gender) == nominative
    assert not is_patronymic("Иван", "ru")
    assert not is_patronymic("Ivanovich", "en")


def test_feminine_surnames() -> None:
    assert [feminine(name, "ru") for name in ("Воробьёв", "Липницкий", "Глинка")] == ["Воробьёва", "Липницкая", "Глинка"]


def test_surnames_of_the_region_look_like_it() -> None:
    assert looks_like_surname("Лукашевич", "ru")
    assert not looks_like_surname("лукашевич", "ru")
    assert not looks_like_surname("Суд", "ru")


@given(st.text(alphabet="абвгдеёжзійклмнопрстуўфхцчшыьэюяАБВ-'", max_size=20), st.sampled_from(["en", "ru", "be"]))
def test_any_word_can_be_asked_for(word: str, language: str) -> None:
    for gender in ("male", "female"):
        for case in ("nom", "gen", "dat", "acc", "ins", "loc"):
            assert isinstance(surname_in(word, gender, case, language), str)
            assert fits(word, gender, case, language) >= 0
    given_forms(word, language)
    inflection.surname_forms(word, language)
    inflection.plural_surnames(word, language)
