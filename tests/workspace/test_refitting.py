"""The day of an edition turns out to be another: the record then says what it would have said from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.workspace import keep
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.sources import describe
from workspace.conftest import FIRST, SECOND, at, new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

THIRD = FIRST.replace("5 years", "7 years").replace("2;Boris Lukin;1985", "2;Boris Lukin;1986")
DAYS = ("2022-01-31", "2022-03-31", "2022-06-30")


#: day and day of publication -> name -> where they stand and why
Told = dict[tuple[str, str], dict[str, tuple[str, str]]]


def told(made: Settings) -> Told:
    return {
        (on, by): {
            who["name"]: (who["state"], who["cause"])
            for who in answer(made, Question(on, "political-prisoner/custody", public_by=by))["people"]
        }
        for on in ("2022-02-15", "2024-12-31", "2027-01-01")
        for by in ("2022-02-15", "2022-04-15", "2022-07-15", "")
    }


def filled(folder: Path, days: tuple[str, str, str]) -> Settings:
    made = new_record(folder / "record")
    for number, (text, day) in enumerate(zip((FIRST, SECOND, THIRD), days, strict=True)):
        assert put(made, folder / "in", f"river-{number}.csv", text, day).failed == []
    transcribe_all(made, sample=0)
    return made


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What is told where the days were right from the beginning."""
    return told(filled(tmp_path_factory.mktemp("right"), DAYS))


@pytest.mark.parametrize(
    "days",
    [
        ("2022-01-31", "2022-06-30", "2022-03-31"),  # the last two changed places
        ("2022-06-30", "2022-03-31", "2022-01-31"),  # all came the other way round
        ("2022-01-31", "2022-02-28", "2022-06-30"),  # the order stays, a day moves
        ("", "", ""),  # nobody knew the days
    ],
)
def test_a_new_day_gives_what_the_right_days_would_have_given(tmp_path: Path, expected: Told, days: tuple[str, str, str]) -> None:
    made = filled(tmp_path / "wrong", days)
    for number, day in enumerate(DAYS):
        describe(at(made, f"2023-07-0{number + 1}"), f"river-{number}.csv", {"published": day})
    transcribe_all(made, sample=0)
    assert told(made) == expected
    assert keep.check(made, quotes=True, rebuild=True).problems == []


def test_a_new_day_changes_no_count_of_the_past(tmp_path: Path) -> None:
    made = filled(tmp_path, ("2022-01-31", "2022-02-28", "2022-06-30"))
    question = Question("2024-12-31", "political-prisoner/custody", known="2023-06-15")
    before = answer(made, question)
    describe(at(made, "2023-07-01"), "river-1.csv", {"published": "2022-03-31"})
    after = answer(made, question)
    assert [(who["name"], who["state"]) for who in after["people"]] == [(who["name"], who["state"]) for who in before["people"]]


def test_editions_whose_days_do_not_tell_their_order_are_named(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-0.csv", FIRST, "2022")
    [saved] = put(settings, tmp_path / "in", "river-1.csv", SECOND, "2022-03").saved
    assert any("does not tell whether it came before or after river-0.csv" in note for note in saved.notes)
    [saved] = put(settings, tmp_path / "in", "river-2.csv", THIRD, "2023-03").saved
    assert not any("does not tell" in note for note in saved.notes)
