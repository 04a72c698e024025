"""Counting as a use case: what may be asked, and what a record holds when nothing is as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError
from kronika.workspace.count import Question, answer, series_between
from kronika.workspace.decide import transcribe_all
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.report import write_report
from kronika.workspace.sources import sources
from workspace.conftest import FIRST, MAPPING, Said, put, tell

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

OTHER = MAPPING.replace("river-list", "deaths-and-detentions")
BODIES = "Name;Date\n«River Watch»;2021-07-14\nHill Union;2021-08-01\n"
BODIES_MAP = "list: {}\ncolumns:\n  Name: organisation.name\n  Date: liquidation.date\n"


def two_lists(settings: Settings, folder: Path) -> None:
    put(settings, folder, "river.csv", FIRST, "2022-01-31")
    put(settings, folder, "other.csv", FIRST.replace("1990-03-04", "1991-03-04"), "2022-01-31", mapping=OTHER)
    transcribe_all(settings, sample=0)


def test_an_empty_record_counts_nothing_and_reports_that(settings: Settings, tmp_path: Path) -> None:
    found = answer(settings, Question("2021-05"))
    assert (found["in"], found["range"], found["lists"], found["people"]) == (0, {"low": 0, "high": 0}, [], [])
    write_report(settings, Question("2021-08-01"), tmp_path / "r.html", audience="public", compare="2021-01-01")
    assert all(point["in"] == 0 for point in series_between(settings, Question("2021-01-01"), "2021..2021")["points"])


@pytest.mark.parametrize("on", ["-2021", "0000", "x", "", "2021-05/2021-06", "2021-05/..", "31.12.2021"])
def test_what_is_no_day_is_refused(settings: Settings, on: str) -> None:
    with pytest.raises(InputError, match="day"):
        answer(settings, Question(on))


def test_facts_of_one_list_in_a_period_and_month_by_month(settings: Settings, tmp_path: Path) -> None:
    two_lists(settings, tmp_path / "in")
    question = Question("2021-12-31", "detentions/facts", since="2021-01-01", only="river-list")
    found = answer(settings, question)
    assert (found["unit"], found["in"]) == ("facts", 3)
    assert {who["name"] for who in found["people"]} == {"Ana Perova", "Boris Lukin", "Vera Senkina"}
    points = {point["on"]: point["in"] for point in series_between(settings, question, "2021-05..2021-07")["points"]}
    assert points == {"2021-05-31": 1, "2021-06-30": 1, "2021-07-31": 1}


def test_a_list_is_found_by_its_name_its_file_or_its_source(settings: Settings, tmp_path: Path) -> None:
    two_lists(settings, tmp_path / "in")
    ident = next(source["id"] for source in sources(settings) if source["name"] == "other.csv")
    numbers = {
        answer(settings, Question("2021-08-01", only=name))["in"] for name in ("deaths-and-detentions", "other.csv", ident)
    }
    assert numbers == {3}
    with pytest.raises(InputError, match="deaths-and-detentions, river-list"):
        answer(settings, Question("2021-08-01", only="none"))


def test_two_sources_of_one_name_are_told_apart(settings: Settings) -> None:
    for day in ("11", "12"):
        text = f"Ana Perova was detained on {day} May 2021."
        tell(settings, "page.txt", text, Said("Ana Perova", "detention", "date", f"2021-05-{day}", f"{day} May 2021"))
    transcribe_all(settings, sample=0)
    found = series_between(settings, Question("2021-06-01", "political-prisoner/custody"), "2021-05..2021-06")
    assert len(found["lists"]) == 2
    with pytest.raises(InputError, match="2 sources are called that"):
        answer(settings, Question("2021-06-01", only="page.txt"))


def test_a_judgement_that_was_taken_back_is_no_wall(settings: Settings, tmp_path: Path) -> None:
    two_lists(settings, tmp_path / "in")
    left, right = (found["mention"] for found in find(settings, "Ana Perova")["people"])
    question = Question("2021-08-01", "political-prisoner/custody")
    low = answer(settings, question)["range"]["low"]
    judge(settings, left, right, "different")
    assert answer(settings, question)["range"]["low"] == low + 1
    judge(settings, left, right, "unsure")
    assert answer(settings, question)["range"]["low"] == low


def test_organisations_on_two_lists_give_a_range(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "a.csv", BODIES, "2022-01-31", mapping=BODIES_MAP.format("a"))
    put(
        settings,
        tmp_path / "in",
        "b.csv",
        BODIES.replace("«River Watch»", '"River Watch"').replace("14", "15"),
        "2022-01-31",
        mapping=BODIES_MAP.format("b"),
    )
    transcribe_all(settings, sample=0)
    found = answer(settings, Question("2021-12-31", "organisations-liquidated", since="2021-01-01"))
    assert found["range"] == {"low": 2, "high": 4}


def test_a_figure_with_a_day_in_words_does_not_stop_the_count(settings: Settings) -> None:
    text = "Watchers count 1e999 prisoners as of late autumn."
    tell(
        settings,
        "page.txt",
        text,
        *(Said("Watchers", "figure", key, value, "1e999") for key, value in (("value", "12"), ("as_of", "late autumn"))),
    )
    transcribe_all(settings, sample=0)
    (claim,) = answer(settings, Question("2021-08-01"))["claimed"]
    assert (claim["value"], claim["as_of"], claim["comparable"]) == (12, None, False)


def test_facts_of_two_lists_are_a_range_until_somebody_judges(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    put(settings, tmp_path / "in", "other.csv", FIRST.replace("2021-05-10", "2021-05-12"), "2022-01-31", mapping=OTHER)
    transcribe_all(settings, sample=0)
    question = Question("2021-12-31", "detentions/facts", since="2021-01-01")
    found = answer(settings, question)
    assert (found["in"], found["range"]) == (6, {"low": 3, "high": 6})
    left, right = (who["mention"] for who in find(settings, "Ana Perova")["people"])
    judge(settings, left, right, "different")
    assert answer(settings, question)["range"] == {"low": 4, "high": 6}
    judge(settings, left, right, "same")
    found = answer(settings, question)
    # One person now, whose two reports name two days: one detention or two.
    assert (found["in"], found["range"]) == (5, {"low": 3, "high": 6})
