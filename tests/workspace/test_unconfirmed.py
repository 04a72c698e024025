"""A count does not lose what somebody confirmed because a later edition proposes something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.model.statement import Standing
from kronika.store import queries
from kronika.store.migrations import what_was_taken_back_was_known
from kronika.workspace import keep
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import decide, transcribe_all
from kronika.workspace.explaining import explained
from kronika.workspace.opening import opened
from workspace.conftest import FIRST, at, ids, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

SIX = FIRST.replace("5 years", "6 years")
SEVEN = FIRST.replace("5 years", "7 years")
NO_TERM = FIRST.replace("5 years", "")


def terms(settings: Settings, known: int | None = None) -> set[str]:
    """The terms of Ana Perova's sentence that a count reads, now or as known on a day."""
    with opened(settings) as record:
        return {
            act.term
            for act in queries.acts(record.connection)
            if act.kind == "sentence"
            and act.lo == act.hi
            and act.lo < 738_100  # hers is the earlier of the two
            and (act.accepted <= known < act.until_accepted if known else act.until > 800_000)
        }


def in_on(settings: Settings, on: str, **more: str) -> set[str]:
    found = answer(settings, Question(on, "political-prisoner/custody", **more))
    return {who["name"] for who in found["people"] if who["state"] == "in"}


def test_an_unconfirmed_cell_changes_no_count(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022-01-31.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    before = in_on(settings, "2025-06-01")
    assert "Ana Perova" in before
    later = at(settings, "2023-07-01")
    put(later, tmp_path / "in", "river-2022-03-31.csv", SIX, "2022-03-31")
    assert terms(later) == {"P5Y"}
    assert in_on(later, "2025-06-01") == before
    assert in_on(later, "2025-06-01", public_by="2024-01-01") == before
    transcribe_all(at(settings, "2023-08-01"), sample=0)
    assert terms(later) == {"P6Y"}
    assert "Ana Perova" in in_on(later, "2027-01-01")
    assert "Ana Perova" not in in_on(later, "2027-01-01", known="2023-07-15")
    assert "Ana Perova" in in_on(later, "2025-06-01", known="2023-07-15")
    assert keep.check(settings, quotes=True, rebuild=True).problems == []


def test_a_rejected_cell_leaves_the_old_one(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022-01-31.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    put(settings, tmp_path / "in", "river-2022-03-31.csv", SIX, "2022-03-31")
    decide(settings, ids(settings, "P6Y"), Standing.REJECTED)
    assert terms(settings) == {"P5Y"}
    put(settings, tmp_path / "in", "river-2022-06-30.csv", SEVEN, "2022-06-30")
    assert terms(settings) == {"P5Y"}
    decide(settings, ids(settings, "P7Y"), Standing.TRANSCRIBED)
    assert terms(settings) == {"P7Y"}


@pytest.mark.parametrize("published", [("2022-01-31", "2022-03-31", "2022-06-30"), ("", "", "")])
def test_what_an_edition_leaves_empty_ends(settings: Settings, tmp_path: Path, published: tuple[str, str, str]) -> None:
    put(settings, tmp_path / "in", "river-1.csv", FIRST, published[0])
    transcribe_all(settings, sample=0)
    put(at(settings, "2023-06-02"), tmp_path / "in", "river-2.csv", SIX, published[1])
    assert terms(settings) == {"P5Y"}
    put(at(settings, "2023-06-03"), tmp_path / "in", "river-3.csv", NO_TERM, published[2])
    assert terms(settings) == {""}
    assert keep.check(settings, quotes=True, rebuild=True).problems == []


def test_what_was_rejected_later_was_known_until_then(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022-01-31.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    day = "2025-06-01"
    before = in_on(settings, day, known="2023-06-15")
    assert "Ana Perova" in before
    decide(at(settings, "2023-07-01"), ids(settings, "P5Y", waiting=False), Standing.REJECTED, reason="a slip")
    assert "Ana Perova" not in in_on(settings, day), "without the term nothing says that she is held so late"
    assert "Ana Perova" not in in_on(settings, day, public_by="2024-01-01")
    assert in_on(settings, day, known="2023-06-15") == before
    assert in_on(settings, day, known="2023-06-15", public_by="2022-12-31") == before
    why = explained(
        settings, Question(day, "political-prisoner/custody", known="2023-06-15"), Question(day, "political-prisoner/custody")
    )
    assert [(change["name"], change["why"]) for change in why["changes"]] == [("Ana Perova", "correction")]
    assert keep.check(settings, quotes=True, rebuild=True).problems == []
    decide(at(settings, "2023-08-01"), ids(settings, "P5Y", waiting=False), Standing.TRANSCRIBED)
    assert in_on(settings, day) == before
    assert keep.check(settings, quotes=True, rebuild=True).problems == []


def test_an_act_rejected_whole_was_known_until_then_and_an_older_record_learns_it(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022-01-31.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    decide(at(settings, "2023-07-01"), ids(settings, "2021-06-01", waiting=False), Standing.REJECTED)
    after = in_on(settings, "2022-06-01")
    assert "Boris Lukin" not in after
    assert "Boris Lukin" in in_on(settings, "2022-06-01", known="2023-06-15")
    with opened(settings) as record, record.changing() as connection:
        connection.exec_driver_sql("UPDATE statement SET until_accepted = NULL WHERE standing = 'rejected'")
        what_was_taken_back_was_known(connection)
    assert "Boris Lukin" in in_on(settings, "2022-06-01", known="2023-06-15")
    assert in_on(settings, "2022-06-01") == after
    assert keep.check(settings, quotes=True, rebuild=True).problems == []
