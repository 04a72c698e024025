"""Names hold together over the systems of writing that documents use, and keep apart what is near. All people are invented."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.language.names import compare, parse
from kronika.language.names.align import FAR, distance
from kronika.language.names.part import skeletons_of, sounds_of
from names_generate import pairs
from names_people import person
from romanise import SYSTEMS, romanise

_SYSTEMS = [(language, system) for language, systems in SYSTEMS.items() for system in systems]


@pytest.mark.parametrize(("language", "system"), _SYSTEMS)
def test_a_name_in_latin_letters_is_the_name_in_cyrillic(language: str, system: str) -> None:
    random = Random(1)
    people = [person(random, female=index % 2 == 0) for index in range(60)]
    names = [one.full(language) for one in people]
    verdicts = [compare(name, romanise(name, language, system)).verdict for name in names]
    # German writes s for both с and з: there the eye must decide (Казак, Kasak).
    assert verdicts.count("same") >= 0.95 * len(names)
    assert "different" not in verdicts


def test_invented_people_are_told_apart_and_known_again() -> None:
    right = wrong = missed = 0
    for left, other, same, kind, *_ in pairs(200, 21):
        if kind in ("initials", "hypocoristic"):
            continue
        called = compare(left, other).verdict == "same"
        right += called and same == "1"
        wrong += called and same == "0"
        missed += not called and same == "1"
    assert wrong <= (right + wrong) / 100
    assert 2 * right / (2 * right + wrong + missed) >= 0.98


def test_initials_and_hypocoristics_are_possible_and_nothing_more() -> None:
    verdicts = [
        compare(left, other).verdict for left, other, same, kind, *_ in pairs(150, 22) if kind in ("initials", "hypocoristic")
    ]
    assert "same" not in verdicts
    assert verdicts.count("possible") >= 0.95 * len(verdicts)


def test_no_contradiction_of_gender_or_patronymic_is_called_the_same() -> None:
    assert not [
        (left, other)
        for left, other, same, kind, *_ in pairs(200, 23)
        if same == "0" and kind in ("gender", "patronymic") and compare(left, other).verdict == "same"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("слижевский", "слижэўскі"), ("тихановский", "tsikhanouski"), ("бондаренко", "бандарэнка"), ("гришкевич", "hryshkevich"),
     ("лукашевич", "łukaszewicz"), ("зенькевич", "зянькевіч"), ("дьяченко", "дзьячэнка")],
)  # fmt: skip
def test_skeletons_are_blind_to_language_and_system(one: str, other: str) -> None:
    assert set(skeletons_of(sounds_of(one))) & set(skeletons_of(sounds_of(other)))


@pytest.mark.parametrize(
    ("man", "woman"), [("иванов", "иванова"), ("слижевский", "слижевская"), ("vouk", "vouka"), ("белый", "белая")]
)
def test_skeletons_keep_gender_apart(man: str, woman: str) -> None:
    assert not set(skeletons_of(sounds_of(man))) & set(skeletons_of(sounds_of(woman)))


_WORDS = st.text(alphabet="абвгдежзійклмнопрстуўфхцчшыьэюяи", min_size=1, max_size=12)


@settings(deadline=None)  # the first name loads the names data
@given(_WORDS, _WORDS)
def test_the_distance_of_words_is_the_same_both_ways_and_never_negative(one: str, other: str) -> None:
    left, right = sounds_of(one)[0], sounds_of(other)[0]
    assert distance(left, right) == pytest.approx(distance(right, left))
    assert 0 <= distance(left, right) <= FAR
    assert distance(left, left) == 0


@settings(deadline=None)  # the first name loads the names data
@given(_WORDS)
def test_capitals_and_order_change_nothing(word: str) -> None:
    name = f"Анна {word.capitalize()}ская"
    assert parse(name.upper()).surname == parse(f"{word}ская Анна".upper()).surname
    assert compare(name, name.upper()).verdict in ("same", "possible")
