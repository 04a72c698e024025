from __future__ import annotations

import pytest

from kronika.language import codes
from kronika.model import vocabulary


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("regime", "Усиленный", "colony-reinforced"),
        ("regime", "11 лет колонии строгого режима", "colony-strict"),
        ("regime", "ПК агульнага рэжыму", "colony-general"),
        ("regime", "тюрьма", "prison"),
        ("regime", "домашняя химия", "home-confinement"),
        ("regime", "химия", "open-type"),
        ("regime", "хатняя хімія", "home-confinement"),
        ("regime", "ограничение свободы без направления в ИУОТ", "home-confinement"),
        ("regime", "ограничение свободы с направлением", "open-type"),
        ("regime", "open-type facility", "open-type"),
        ("regime", "СИЗО", "pre-trial"),
        ("how", "помилование", "pardoned"),
        ("how", "Отбыл срок полностью", "served"),
        ("how", "вызвалены па памілаванні", "pardoned"),
        ("how", "exchanged", "exchanged"),
        ("status", "бывший политзаключённый", "former"),
        ("status", "посмертно", "posthumous"),
        ("gender", "Ж", "female"),
        ("gender", "m", "male"),
        ("gender", "жанчына", "female"),
        ("recogniser", "ПЦ «Весна»", "Viasna"),
        ("recogniser", "Вясна", "Viasna"),
        ("yes_no", "No", "no"),
        ("yes_no", "так", "yes"),
        ("liquidation_how", "Самоликвидация", "own-decision"),
        ("basis", "административное дело", "administrative"),
        ("state", "died in custody", "death.in_custody=yes"),
    ],
)
def test_words_of_three_languages_mean_one_code(field: str, text: str, code: str) -> None:
    assert codes.lookup(field, text) == code


@pytest.mark.parametrize(
    ("field", "text"), [("regime", "колония"), ("regime", "penal colony"), ("how", "вышел"), ("gender", "?"), ("regime", "")]
)
def test_what_fits_no_code_gets_none(field: str, text: str) -> None:
    assert codes.lookup(field, text) is None


def test_prison_in_a_sentence_is_no_regime() -> None:
    assert codes.find("regime", "He got 11 years in prison, 11 лет тюрьмы") == []


def test_what_did_not_happen_is_no_state() -> None:
    assert codes.find("state", "not released, не освобождён") == []
    assert [code.code for code in codes.find("state", "released")] == ["release.happened=yes"]


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "n/a", "неизвестно", "няма звестак", "Нет данных"])
def test_cells_that_say_nothing(text: str) -> None:
    assert codes.is_empty(text)


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        ("sentence", "regime", "regime"),
        ("release", "how", "how"),
        ("liquidation", "how", "liquidation_how"),
        ("recognition", "status", "status"),
        ("detention", "basis", "basis"),
        ("person", "gender", "gender"),
    ],
)
def test_the_words_know_every_code_of_the_vocabulary_and_no_other(kind: str, name: str, field: str) -> None:
    known = set(vocabulary.load().kind(kind).property(name).codes)
    assert set(codes.codes(field)) == known - {"other"}


def test_what_a_state_says_is_in_the_vocabulary() -> None:
    kinds = vocabulary.load()
    for code in codes.codes("state"):
        target, _, value = code.partition("=")
        kind, _, name = target.partition(".")
        said = kinds.kind(kind).property(name)
        assert not said.codes or value in said.codes


@pytest.mark.parametrize("field", [field for field in codes.fields() if field not in {"recogniser", "state"}])
def test_every_word_means_the_code_under_which_it_stands(field: str) -> None:
    from kronika.language.knowledge import load

    for code, words in load("codes")[field].items():
        for word in words:
            if "*" not in word:
                assert codes.lookup(field, word.removeprefix("=")) == code, word
