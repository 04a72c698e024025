from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.disclosure.review.draft import KINDS, Happened, Month, Number, Section, Way, may_count, sentences
from kronika.disclosure.review.phrases import LANGUAGES, form, number, on, table, term, under
from kronika.errors import InputError


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (11, "many"),
        (12, "many"),
        (21, "one"),
        (22, "few"),
        (111, "many"),
        (101, "one"),
    ],
)
def test_russian_and_belarusian_have_three_forms(count: int, expected: str) -> None:
    forms = ["one", "few", "many"]
    assert form(forms, count, "ru") == form(forms, count, "be") == expected
    assert form(forms, count, "en") == ("one" if count == 1 else "few")


def test_terms_stand_in_the_case_that_the_sentence_asks_for() -> None:
    assert [term("P1Y", one) for one in LANGUAGES] == ["1 year", "1 году", "1 год"]
    assert [term("P2Y3M", one) for one in LANGUAGES] == ["2 years and 3 months", "2 годам и 3 месяцам", "2 гады і 3 месяцы"]
    assert [term("P15D", one) for one in LANGUAGES] == ["15 days", "15 дням", "15 дзён"]
    assert [term("life", one) for one in LANGUAGES] == ["life imprisonment", "пожизненному заключению", "пажыццёвае зняволенне"]
    assert term("a few years", "en") == ""


def test_days_months_numbers_and_articles_in_words() -> None:
    assert [on("2021-02-03", one) for one in LANGUAGES] == ["on 3 February 2021", "3 февраля 2021 года", "3 лютага 2021 года"]
    assert [on("2021-02", one) for one in LANGUAGES] == ["in February 2021", "в феврале 2021 года", "у лютым 2021 года"]
    assert [number(1258, one) for one in LANGUAGES] == ["1,258", "1258", "1258"]
    assert number(12580, "ru") == "12\u00a0580"
    assert under("342(1)", "en") == " under Article 342(1)"
    assert under("342(1); 411", "ru") == " по ч. 1 ст. 342 и ст. 411 УК"
    assert under("19.11 KoAP", "ru") == ""


@given(st.sampled_from(LANGUAGES), st.sampled_from(KINDS), st.integers(1, 3000), st.booleans(), st.sampled_from(["m", "f", ""]))
def test_every_sentence_can_be_said(language: str, kind: str, count: int, least: bool, gender: str) -> None:  # noqa: FBT001 - drawn
    happened = (
        Happened("Ana Perova", gender, "2021-02-03", "P3Y", "342(1)", "open-type", "pardoned", ("s1",)),
        Happened("Ana Perova", gender, "2021-02", how="served"),
    )
    data = Month(
        "2021-02",
        "2021-01-31",
        "2021-02-28",
        count % 2 == 0,
        Number(count, least),
        Number(count + 1, least),
        (Way("detained", 3, ("s2",)),),
        (),
        (Section(kind, Number(count, least, ("s1",)), happened),),
    )
    said = sentences(data, language)
    assert len(said) == 6
    for sentence in said:
        assert "{" not in sentence.text
        assert sentence.text.endswith(".")
        assert sentence.text[0].isupper() or sentence.text[0].isdigit()
        assert "  " not in sentence.text
    assert [sentence.basis for sentence in said[2:]] == [("s2",), ("s1",), ("s1",), ()]


def test_every_language_says_the_same_things() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        return len(value) if isinstance(value, list) else None

    shapes = [shape(table(language)) for language in LANGUAGES]
    assert shapes[0] == shapes[1] == shapes[2]
    with pytest.raises(InputError, match="no sentences in the language"):
        table("de")


@given(st.integers(0, 500), st.integers(0, 500))
def test_before_a_wide_audience_neither_a_number_nor_its_rest_is_small(count: int, shown: int) -> None:
    if shown <= count and may_count(count, shown):
        assert count > 4
        assert count - shown == 0 or count - shown > 4
