"""The names data is whole: a documenter who corrects it learns at once what is wrong."""

from __future__ import annotations

import pytest

from kronika.language.knowledge import load
from kronika.language.names import patronymic
from kronika.language.names.given import families, find
from kronika.language.names.words import kind_of

_KEYS = {"name", "ru", "be", "uk", "pl", "other", "short", "either", "stem", "near"}


@pytest.mark.parametrize("file", ["names_men", "names_women"])
def test_rows_have_known_fields_and_each_label_once(file: str) -> None:
    rows = load(file)["names"]
    labels = [row["name"] for row in rows]
    assert len(labels) == len(set(labels))
    assert {key for row in rows for key in row} <= _KEYS


def test_there_are_enough_families_and_near_ones_exist() -> None:
    known = families()
    assert len(known) >= 250
    assert {label for family in known.values() for label in family.near} <= known.keys()


def test_every_full_form_finds_its_family() -> None:
    lost = [(family.name, form) for family in families().values() for form, kind in family.forms.items()
            if kind == "full" and find(form).get(family.name) != "full"]  # fmt: skip
    assert lost == []


def test_forms_that_may_stand_for_the_full_name_are_a_short_list() -> None:
    listed = {form for family in families().values() for form, kind in family.forms.items() if kind == "either"}
    assert {"алесь", "зміцер", "міхась", "мікола"} <= listed
    assert len(listed) <= 40


@pytest.mark.parametrize(
    ("forms", "family"),
    [
        ("аляксандр александр олександр aliaksandr alexander aleksander alaksandr", "Александр"),
        ("мікалай николай nikolai mikalaj mikałaj nikolaj", "Николай"),
        ("яўген евгений євген yauhen yevgeny evgenij jaŭhien eugene", "Евгений"),
        ("ганна анна hanna anna ann", "Анна"),
        ("таццяна татьяна тетяна tatsiana tatyana tacciana", "Татьяна"),
        ("рыгор григорий ryhor grigory hryhor", "Григорий"),
    ],
)
def test_one_name_in_many_languages_is_one_family(forms: str, family: str) -> None:
    assert {form: find(form).get(family) for form in forms.split()} == dict.fromkeys(forms.split(), "full")


@pytest.mark.parametrize(
    ("word", "father", "gender"),
    [
        ("аляксандравіч", "Александр", "m"),
        ("сяргееўна", "Сергей", "f"),
        ("львович", "Лев", "m"),
        ("ильинична", "Илья", "f"),
        ("кузьмич", "Кузьма", "m"),
        ("якаўлевіч", "Яков", "m"),
        ("володимирівна", "Владимир", "f"),
        ("jurjevitj", "Юрий", "m"),
        ("grigorjewitsch", "Григорий", "m"),
        ("mikałajeŭna", "Николай", "f"),
        ("никитична", "Никита", "f"),
    ],
)
def test_a_patronymic_tells_the_father_and_the_gender(word: str, father: str, gender: str) -> None:
    found = patronymic.find(word)
    assert found is not None
    assert (found.fathers, found.gender) == ((father,), gender)


@pytest.mark.parametrize(("word", "kind"), [("г-н", "title"), ("von", "particle"), ("оглы", "son"), ("невядомая", "unnamed"),
                                            ("woman", "person"), ("терешков", "")])  # fmt: skip
def test_words_beside_a_name_are_known(word: str, kind: str) -> None:
    assert kind_of(word) == kind
