"""How real pages write: shared verbs, lines of names with terms, days told from the day before, names in cases."""

from __future__ import annotations

import pytest

from kronika.language.tongues import tell
from reading_texts import facts, only, read


def test_a_transfer_is_shared_by_those_whose_own_place_follows() -> None:
    text = "Anna Kolas was sent to Penal Colony No. 9 in Horavichy; her deputy Piotr Lis to Colony No. 15 in Mastava."
    assert [fact for fact in facts(text) if fact[0] == "transfer"] == [("transfer", "Anna Kolas"), ("transfer", "Piotr Lis")]


def test_lines_of_names_and_terms_are_sentences_where_a_verdict_was_told() -> None:
    text = "У Магілёўску асудзілі траіх чалавек. Тацяна Курылёва — 2 гады калоніі, Андрэй Пазняк — 3 гады калоніі."
    terms = {fact.people[0].nominative: fact.term for fact in read(text).proposals if fact.kind == "sentence" and fact.people}
    assert terms == {"Тацяна Курылёва": "P2Y", "Андрэй Пазняк": "P3Y"}


def test_they_got_as_many_terms_as_they_are() -> None:
    text = "Ранее осудили Яну Соколову и Георгия Левчука: они получили 12 и 16 лет."
    found = {fact.people[0].nominative: fact.term for fact in read(text).proposals if fact.kind == "sentence"}
    assert found == {"Яна Соколова": "P12Y", "Георгий Левчук": "P16Y"}


def test_the_next_day_is_counted_from_the_day_said_before() -> None:
    text = "Ганна Колас была затрыманая 25 сакавіка, а на наступны дзень асуджаная на пяць сутак арышту."
    assert only(text, "sentence", published="2024-04-20").date == "2024-03-26"


def test_until_a_month_is_no_day_of_a_transfer() -> None:
    assert not only("Anna Kolas was transferred to another colony until March.", "transfer").date


def test_a_day_with_its_year_does_not_give_the_year_to_a_later_day() -> None:
    text = "Анну Колосову задержали 18 июня 2020 года. 20 июня суд приговорил Петра Лисова к двум годам колонии."
    assert only(text, "sentence", published="2023-07-24").date == "2023-06-20"


def test_the_fine_is_said_without_the_term_beside_it() -> None:
    text = "The court sentenced Anna Kolas to four years in a penal colony and a fine of 14,800 roubles."
    assert only(text, "sentence").fine == "14,800 roubles"


def test_the_noun_before_a_name_settles_its_gender() -> None:
    fact = only("Суд приговорил гражданина Украины Владислава Гершуна к 15 годам лишения свободы.", "sentence")
    assert [name.nominative for name in fact.people] == ["Владислав Гершун"]


def test_english_with_belarusian_letters_in_its_names_is_english() -> None:
    assert tell("The court sentenced Uładzimir Łapko to nine years and Źmicier Sałan to eight in absentia.").language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "По неподтверждённым данным, умер Игорь Ленкевич.",
        "Виктора Балабина, возможно, этапировали в Гомель.",
        "Неизвестно, перевели ли Петра Лисова в другую колонию.",
        "No one from the group of Anna Kolas was freed.",
        "The hearing of Anna Kolas was postponed.",
    ],
)
def test_what_nobody_confirmed_is_no_fact(text: str) -> None:
    assert facts(text) == []
