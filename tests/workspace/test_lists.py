"""A list and its editions: nothing doubled, nothing lost, and the numbers of each day stay what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.model.statement import Standing
from kronika.workspace import keep
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.editions import changed
from kronika.workspace.lists import list_name
from kronika.workspace.proposals import proposals
from kronika.workspace.show import show
from workspace.conftest import FIRST, SECOND, at, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


def both_editions(settings: Settings, folder: Path, *, backwards: bool = False) -> None:
    """Add both editions, in either order, and confirm all of it."""
    editions = [("river-2022.csv", FIRST, "2022-01-31"), ("river-2023.csv", SECOND, "2023-01-31")]
    for name, text, published in reversed(editions) if backwards else editions:
        put(settings, folder, name, text, published)
    transcribe_all(settings, sample=0)


def numbers(settings: Settings, on: str, **more: str) -> tuple[int, int, int, int]:
    """In, disputed, unknown and out."""
    found = answer(settings, Question(on, **more))
    return found["in"], found["disputed"], found["unknown"], found["out"]


def who(settings: Settings, on: str, **more: str) -> dict[str, str]:
    """State of each person."""
    return {person["name"]: person["state"] for person in answer(settings, Question(on, **more))["people"]}


def test_a_list_counts_each_row_once(settings: Settings, tmp_path: Path) -> None:
    done = put(settings, tmp_path / "in", "river-2022.csv", FIRST, "2022-01-31")
    assert done.saved[0].edition == {
        "list": "river-list",
        "editions": 1,
        "rows": 3,
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
    }
    assert numbers(settings, "2021-08-01") == (0, 0, 0, 0), "nothing counts before somebody confirmed it"
    transcribe_all(settings, sample=0)
    assert who(settings, "2021-08-01") == {"Ana Perova": "in", "Boris Lukin": "in", "Vera Senkina": "in"}
    assert who(settings, "2022-01-01") == {"Ana Perova": "in", "Boris Lukin": "in", "Vera Senkina": "out"}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_later_edition_doubles_nothing_and_names_what_changed(settings: Settings, tmp_path: Path, *, backwards: bool) -> None:
    both_editions(settings, tmp_path / "in", backwards=backwards)
    assert len(who(settings, "2022-03-01")) == 4
    found = changed(settings, "river-list")
    assert [row["name"] for row in found["new"]] == ["Gleb Antonov"]
    assert [row["name"] for row in found["gone"]] == ["Boris Lukin"]
    assert keep.check(settings, quotes=True, rebuild=True).problems == []


def test_changed_cells_are_named_with_before_and_after(settings: Settings, tmp_path: Path) -> None:
    both_editions(settings, tmp_path / "in")
    found = changed(settings, "river-list")
    assert found["changed"] == [
        {
            "mention": found["changed"][0]["mention"],
            "name": "Ana Perova",
            "cells": [{"kind": "sentence", "property": "term", "before": "5 years", "after": "6 years"}],
        }
    ]
    assert found["unchanged"] == 1


def test_the_same_edition_twice_is_one_source_with_two_custody_entries(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    _, before = proposals(settings)
    again = put(settings, tmp_path / "in", "river-copy.csv", FIRST, "2022-01-31")
    assert not again.saved[0].new
    assert proposals(settings)[1] == before


def test_as_public_then_shows_the_edition_of_then(settings: Settings, tmp_path: Path) -> None:
    both_editions(settings, tmp_path / "in")
    assert who(settings, "2022-06-01", public_by="2022-06-01") == {"Ana Perova": "in", "Boris Lukin": "in", "Vera Senkina": "out"}
    assert "Gleb Antonov" in who(settings, "2022-06-01", public_by="2023-06-01")


def test_who_is_gone_from_a_list_is_not_in_any_more_but_was(settings: Settings, tmp_path: Path) -> None:
    both_editions(settings, tmp_path / "in")
    assert who(settings, "2022-06-01")["Boris Lukin"] == "in"
    people = {person["name"]: person for person in answer(settings, Question("2023-02-01"))["people"]}
    assert people["Boris Lukin"]["state"] == "unknown"
    assert "no longer on the list" in people["Boris Lukin"]["cause"]


def test_as_known_then_does_not_know_what_came_later(settings: Settings, tmp_path: Path) -> None:
    first = at(settings, "2022-02-01")
    put(first, tmp_path / "in", "river-2022.csv", FIRST, "2022-01-31")
    transcribe_all(first, sample=0)
    later = at(settings, "2023-02-01")
    put(later, tmp_path / "in", "river-2023.csv", SECOND, "2023-01-31")
    transcribe_all(later, sample=0)
    assert "Gleb Antonov" not in who(later, "2022-06-01", known="2022-12-31")
    assert who(later, "2023-02-01", known="2022-12-31")["Boris Lukin"] == "in"


def test_a_row_that_comes_back_is_on_the_list_again(settings: Settings, tmp_path: Path) -> None:
    both_editions(settings, tmp_path / "in")
    put(settings, tmp_path / "in", "river-2024.csv", SECOND + FIRST.splitlines()[2] + "\n", "2023-05-31")
    assert who(settings, "2023-06-01")["Boris Lukin"] == "in"


def test_a_rejected_proposal_does_not_come_back(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022.csv", FIRST, "2022-01-31")
    cards, _ = proposals(settings)
    released = next(line for card in cards for line in card.lines if line.recorded.statement.value == "2021-12-24")
    transcribe_all(settings, sample=0, answers={released.recorded.statement.id: False})
    put(settings, tmp_path / "in", "river-2022.csv", FIRST, "2022-01-31")
    shown: list[dict[str, Any]] = show(settings, "Vera Senkina")["timeline"]
    standings = {line["value"]: line["standing"] for act in shown for line in act["statements"]}
    assert standings["2021-12-24"] == str(Standing.REJECTED)
    assert proposals(settings)[1] == 0


def test_a_mapping_that_names_a_missing_column_says_which_and_what_there_is(settings: Settings, tmp_path: Path) -> None:
    done = put(settings, tmp_path / "in", "river.csv", FIRST.replace("Detained", "Arrested"), "2022-01-31")
    assert len(done.failed) == 1
    assert "Detained" in done.failed[0]
    assert "Arrested" in done.failed[0]


def test_a_list_that_is_taken_for_an_edition_of_another_is_not_taken_in_silence(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    other = FIRST.splitlines()[0] + "\n9;Hanna Krukova;1990;2021-05-10;;;2021-05-20;;\n"
    notes = put(settings, tmp_path / "in", "hill.csv", other, "2022-02-28", mapping="").saved[0].notes
    assert any("taken as an edition" in note for note in notes)
    assert any("more than half" in note for note in notes)


def test_a_list_of_one_edition_has_nothing_to_compare(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    with pytest.raises(InputError, match="only one edition"):
        changed(settings, "river-list")
    with pytest.raises(NotFoundError):
        changed(settings, "no-list")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("prisoners-2023-12-31.xlsx", "prisoners"), ("list-a-2023.xlsx", "list-a"), ("2023.csv", "2023"), ("list b.csv", "list-b")],
)
def test_editions_of_a_list_share_its_name(name: str, expected: str) -> None:
    assert list_name(name) == expected
