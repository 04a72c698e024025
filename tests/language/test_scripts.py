from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.scripts import find_mixed, fold, repair


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("Дубовiк", "Дубовік"),
        ("Cвятлана", "Святлана"),
        ("Mарыя", "Марыя"),
        ("Zоryna", "Zoryna"),
        ("Ковалёва Анна", "Ковалёва Анна"),
    ],
)
def test_look_alike_letters_inside_a_word_are_repaired(written: str, repaired: str) -> None:
    assert repair(written) == repaired


def test_a_word_of_look_alikes_only_goes_to_the_script_of_most_of_its_letters() -> None:
    latin_c, latin_a = "c", "a"
    assert repair(f"О{latin_c}а") == "Оса"
    assert repair(f"O{latin_c}{latin_a}с") == "Ocac"


def test_the_letters_that_change_are_named_by_place() -> None:
    mixed = find_mixed("суд над Дубовiкам")
    assert [(word.start, word.end, word.positions) for word in mixed] == [(8, 17, (13,))]


def test_a_word_that_no_look_alike_explains_is_reported_and_left() -> None:
    mixed = find_mixed("Диссидентby")
    assert [(word.written, word.repaired) for word in mixed] == [("Диссидентby", "Диссидентby")]


@given(st.text(alphabet="аеіорсухАВЕaeiopcyxABEжЖwW -", max_size=40))
def test_a_repair_never_moves_a_character(text: str) -> None:
    assert len(repair(text)) == len(text)


def test_soft_hyphens_and_stress_marks_are_folded_with_a_way_back() -> None:
    written = "за\u00adтры\u0301маны ў"
    folded = fold(written)
    assert folded.text == "затрыманы ў"
    start = folded.text.index("затрыманы")
    first, last = folded.original(start, start + len("затрыманы"))
    assert written[first:last] == "за\u00adтры\u0301маны"


def test_letters_that_are_written_in_two_parts_are_composed() -> None:
    written = unicodedata.normalize("NFD", "Андрэй Ёў ć")
    folded = fold(written)
    assert folded.text == "Андрэй Ёў ć"
    assert written[slice(*folded.original(5, 6))] == "и\u0306"


def test_a_word_broken_at_the_end_of_a_line_is_made_whole() -> None:
    written = "осуж-\n  дён и отпущен"
    folded = fold(written, join_lines=True)
    assert folded.text == "осуждён и отпущен"
    assert written[slice(*folded.original(0, 7))] == "осуж-\n  дён"


@given(st.text(alphabet="абйў\u00ad\u200b\u0301\u0306\u0308ećи -\n", max_size=50), st.booleans())
def test_places_always_lead_back(text: str, join: bool) -> None:  # noqa: FBT001 - Hypothesis hands it over
    folded = fold(text, join_lines=join)
    last = 0
    for index in range(len(folded.text)):
        start, end = folded.original(index, index + 1)
        assert last <= start < end <= len(text)
        assert folded.folded(start) == index
        last = start
