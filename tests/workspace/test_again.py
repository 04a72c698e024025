"""What in later facts brings a judgement back to the queue."""

from __future__ import annotations

import pytest

from kronika.identity.profile import Profile
from kronika.workspace.again import agreeing, contradicting, telling


def person(name: str = "Ana Perova", **said: tuple[str, ...]) -> Profile:
    return Profile("m1", names=(name,), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "contradicts"),
    [
        (("1990",), ("1990-03-04",), False),
        (("1990-03-04",), ("1990-04-03",), False),
        (("1990-03-04",), ("1991",), True),
        (("1990", "1961"), ("1961-05-05",), False),
        (("1990-03-04",), (), False),
        (("about 1990",), ("1985",), False),
    ],
)
def test_dates_of_birth_contradict_only_if_no_two_of_them_can_be_one(
    left: tuple[str, ...], right: tuple[str, ...], *, contradicts: bool
) -> None:
    assert bool(contradicting(person(birth=left), person(birth=right))) is contradicts


def test_names_and_genders_contradict_too() -> None:
    assert contradicting(person("Ana Perova"), person("Анна Перова")) == []
    assert contradicting(person("Ana Perova"), person("Boris Lukin")) == ["the names contradict: Ana Perova; Boris Lukin"]
    man, woman = Profile("m1", names=("Саша К.",), gender="male"), Profile("m2", names=("Саша К.",), gender="female")
    assert "one is a man, the other a woman" in contradicting(man, woman)


def test_two_judged_different_come_back_for_one_full_date_of_birth_only() -> None:
    assert agreeing(person(birth=("1990",)), person(birth=("1990",))) == []
    assert agreeing(person(birth=("1990-03-04",)), person(birth=("1990-03-04",))) == ["both are born on 1990-03-04"]


def test_an_unsure_pair_comes_back_when_both_sides_say_more() -> None:
    assert telling(person(birth=("1990",)), person()) == []
    assert telling(person(birth=("1990",)), person(birth=("1990-03-04",))) == [
        "there is more to compare (birth): 1990; 1990-03-04"
    ]
