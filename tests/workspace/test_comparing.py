"""Two days, two lists, two states of knowledge: what lies between, name by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError
from kronika.workspace.balance import sheet
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.explaining import explained
from kronika.workspace.find import find
from kronika.workspace.findings import found
from kronika.workspace.judge import judge
from kronika.workspace.overlaps import held_against
from workspace.conftest import FIRST, MAPPING, SECOND, at, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

CUSTODY = "political-prisoner/custody"
HILL = MAPPING.replace("river-list", "hill-list").replace("states: River Watch", "states: Hill Watch")
OTHER = FIRST.replace("3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned\n", "9;Zoya Belova;;2021-08-01;;;;;\n")


def names(people: list[dict[str, str]]) -> list[str]:
    return sorted(person["name"] for person in people)


@pytest.fixture
def lists(settings: Settings, tmp_path: Path) -> Settings:
    """Two editions of one list, and another list."""
    put(settings, tmp_path / "in", "river-1.csv", FIRST, "2022-01-31")
    put(settings, tmp_path / "in", "river-2.csv", SECOND, "2022-06-30")
    put(settings, tmp_path / "in", "hill.csv", OTHER, "2022-06-30", mapping=HILL)
    transcribe_all(settings, sample=0)
    return settings


def test_a_balance_between_two_editions_names_everybody(lists: Settings) -> None:
    question = Question("2022-01-31", CUSTODY, public_by="2022-01-31", only="river-list")
    drawn = sheet(lists, question, Question("2022-06-30", CUSTODY, public_by="2022-06-30", only="river-list"))
    assert (drawn["opening"], drawn["entered"], drawn["left"], drawn["residual"], drawn["closing"]) == (2, 1, 1, 0, 2)
    assert [(line["way"], names(line["people"])) for line in drawn["entries"]] == [("detained", ["Gleb Antonov"])]
    assert [(line["way"], names(line["people"])) for line in drawn["exits"]] == [("delisted", ["Boris Lukin"])]
    with pytest.raises(InputError, match="before the first"):
        sheet(lists, Question("2022-06-30", CUSTODY), Question("2022-01-31", CUSTODY))
    with pytest.raises(InputError, match="custody"):
        sheet(lists, Question("2022-01-31", "detentions"), Question("2022-06-30", "detentions"))


def test_two_lists_and_two_definitions_on_one_day(lists: Settings) -> None:
    left, right = (who["mention"] for who in find(lists, "Ana Perova")["people"])
    judge(lists, left, right, "same")
    day = "2022-08-01"
    drawn = sheet(lists, Question(day, CUSTODY, only="river-list"), Question(day, CUSTODY, only="hill-list"))
    assert drawn["opening"] + drawn["entered"] - drawn["left"] + drawn["residual"] == drawn["closing"] == 3
    assert {line["way"]: names(line["people"]) for line in drawn["entries"]} == {"only there": ["Boris Lukin", "Zoya Belova"]}
    assert {line["way"]: names(line["people"]) for line in drawn["exits"]} == {"only here": ["Gleb Antonov"]}
    day = "2022-05-01"  # Zoya Belova's recognition has no day: nobody knows whether it came before this one
    two = sheet(lists, Question(day, CUSTODY, only="hill-list"), Question(day, only="hill-list"))
    assert {line["way"]: names(line["people"]) for line in two["exits"]} == {"definition": ["Zoya Belova"]}


def test_lists_are_held_against_each_other(lists: Settings) -> None:
    on = Question("2022-08-01", CUSTODY)
    before = held_against(lists, ["river-list", "hill-list"], on)
    shared = {(one["left"], one["right"]): (one["shared"], one["possible"]) for one in before["overlaps"]}
    assert shared == {
        ("river-list", "river-list"): (4, 4),
        ("river-list", "hill-list"): (0, 2),
        ("hill-list", "hill-list"): (3, 3),
    }
    left, right = (who["mention"] for who in find(lists, "Ana Perova")["people"])
    judge(lists, left, right, "same")
    after = held_against(lists, ["river-list", "hill-list"], on)
    assert [(pattern["lists"], pattern["total"]) for pattern in after["patterns"]] == [
        (["river-list", "hill-list"], 1),
        (["river-list"], 3),
        (["hill-list"], 2),
    ]
    assert names(after["vanished"]) == ["Boris Lukin"]
    assert (after["origins"], held_against(lists, [], on)["origins"]) == (2, 2)
    with pytest.raises(InputError, match="twice"):
        held_against(lists, ["river-list", "river-1.csv", "river-list"], on)


def test_a_changed_number_is_explained(lists: Settings, tmp_path: Path) -> None:
    later = at(lists, "2023-07-01")
    left, right = (who["mention"] for who in find(lists, "Ana Perova")["people"])
    judge(later, left, right, "same")
    third = SECOND.replace("2022-05-05;4 years;2022-02-10;;", "2022-05-05;4 years;2022-02-10;2022-07-01;served")
    put(later, tmp_path / "in", "river-3.csv", third, "2022-12-31")
    transcribe_all(later, sample=0)
    question = Question("2022-08-01", CUSTODY, known="2023-06-15")
    why = explained(later, question, Question("2022-08-01", CUSTODY))
    assert why["difference"] == -2
    assert {change["name"]: (change["from"], change["to"], change["why"]) for change in why["changes"]} == {
        "Gleb Antonov": ("in", "out", "new fact"),
        "Ana Perova": ("in", None, "merge"),
    }
    # What was judged later changes no count of the past.
    assert answer(later, question)["in"] == answer(lists, Question("2022-08-01", CUSTODY))["in"] + 2
    with pytest.raises(InputError, match="the same"):
        explained(later, question, question)


def test_findings_are_told_in_words(lists: Settings) -> None:
    told = found(lists, Question("2024-10-01", CUSTODY), ends_within=90)
    groups = {group["kind"]: group for group in told["findings"]}
    assert groups["term-passed"]["people"][0]["words"].startswith("the term ended by 1 June 2024 at the latest")
    assert not told["credit"]["confirmed"]
    assert "no lawyer has confirmed it" in told["credit"]["words"]
    with pytest.raises(InputError, match="no such kind"):
        found(lists, Question("2024-10-01", CUSTODY), kinds=["luck"])
