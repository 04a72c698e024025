"""Copies of one origin support a fact once; what differs in precision alone is no contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.counting.contradictions import agree
from kronika.counting.origins import independent, joined
from kronika.workspace.add import add
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.find import find
from kronika.workspace.intake import Intake
from kronika.workspace.judge import judge
from kronika.workspace.show import show
from workspace.conftest import FIRST, MAPPING, Said, put, tell

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


def named(mapping: str, states: str) -> str:
    return MAPPING.replace("river-list", mapping).replace("states: River Watch", f"states: {states}")


def copied(settings: Settings, folder: Path, text: str, origin: str) -> None:
    """Put another list in, whose origin somebody names."""
    path = folder / "copy.csv"
    path.write_text(text, encoding="utf-8")
    (folder / "copy.csv.map.yml").write_text(named("copy-list", ""), encoding="utf-8")
    add(settings, [path], Intake(published="2022-01-31", origin=origin), on_start=lambda _: None, on_saved=lambda _: None)


def merged(settings: Settings, name: str) -> str:
    first, *others = (found["mention"] for found in find(settings, name)["people"])
    for other in others:
        judge(settings, first, other, "same")
    return str(first)


@pytest.mark.parametrize(
    ("origin", "origins"), [("river-list", 1), ("River Watch", 1), ("river.csv", 1), ("Somebody else", 2), ("", 2)]
)
def test_copies_of_one_origin_support_a_fact_once(settings: Settings, tmp_path: Path, origin: str, origins: int) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    copied(settings, tmp_path / "in", FIRST.replace("1985", "1986"), origin)
    transcribe_all(settings, sample=0)
    merged(settings, "Ana Perova")
    counted = answer(settings, Question("2022-01-31"))
    copies = {row["list"]: row["copies"] for row in counted["lists"]}
    assert (copies["river-list"], copies["copy-list"]) == (None, "river-list" if origins == 1 else None)
    found = {who["name"]: who for who in counted["people"]}
    assert (found["Ana Perova"]["lists"], found["Ana Perova"]["origins"]) == (["copy-list", "river-list"], origins)
    assert found["Boris Lukin"]["origins"] == 1


def test_two_lists_that_one_body_states_are_one_origin(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    put(settings, tmp_path / "in", "more.csv", FIRST.replace("1985", "1986"), "2022-02-28", mapping=named("more", "river  watch"))
    transcribe_all(settings, sample=0)
    merged(settings, "Ana Perova")
    found = {who["name"]: who["origins"] for who in answer(settings, Question("2022-01-31"))["people"]}
    assert found["Ana Perova"] == 1


def test_contradictions_stand_side_by_side_and_precision_is_none(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST.replace("5 years", "5 years; 6 years"), "2022-01-31")
    other = FIRST.replace("1990-03-04", "1990").replace("2021-05-10", "2021-05-11")
    put(settings, tmp_path / "in", "hill.csv", other, "2022-01-31", mapping=named("hill-list", "Hill Watch"))
    copied(settings, tmp_path / "in", other.replace("1985", "1986"), "Hill Watch")
    transcribe_all(settings, sample=0)
    found = show(settings, merged(settings, "Ana Perova"))
    against = {(item["kind"], item["property"]): item["values"] for item in found["contradictions"]}
    assert [(value["value"], value["origins"]) for value in against["detention", "date"]] == [
        ("2021-05-10", 1),
        ("2021-05-11", 1),
    ]
    assert ("person", "birth_date") not in against
    [precise] = found["precision"]
    assert [value["value"] for value in precise["values"]] == ["1990-03-04", "1990"]


def test_two_values_in_one_place_contradict_each_other(settings: Settings) -> None:
    text = "Ana Perova was detained on 10 May 2021 or on 11 May 2021."
    days = (("2021-05-10", "10 May 2021"), ("2021-05-11", "11 May 2021"))
    tell(settings, "page.txt", text, *(Said("Ana Perova", "detention", "date", day, quote) for day, quote in days))
    transcribe_all(settings, sample=0)
    [found] = show(settings, "Ana Perova")["contradictions"]
    assert [(value["value"], value["origins"]) for value in found["values"]] == [("2021-05-10", 1), ("2021-05-11", 1)]


@pytest.mark.parametrize(
    ("name", "values", "can"),
    [
        ("birth_date", ("1990", "1990-03-04"), True),
        ("birth_date", ("1990-03-04", "1990-03-05"), False),
        ("birth_date", ("199X", "1990-03", "1990-03-04"), True),
        ("term", ("P5Y", "P60M"), False),
        ("article", ("342", "342(1); 411"), True),
        ("article", ("342", "369"), False),
        ("how", ("pardoned", "expelled", "unknown"), True),
        ("how", ("pardoned", "served"), False),
        ("regime", ("Colony ", "colony"), True),
    ],
)
def test_what_may_be_meant_by_one(name: str, values: tuple[str, ...], *, can: bool) -> None:
    assert agree(name, values) is can


def test_origins_join_through_a_third() -> None:
    found = joined(["a", "b", "c"], [("somebody", "a"), ("somebody", "c")])
    assert found == {"a": "a", "b": "b", "c": "a"}
    assert independent(["a", "b", "c"], found) == 2
