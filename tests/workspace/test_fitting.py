"""Editions come in any order: the record says the same of every day, as public on every day."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kronika.workspace import keep
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.editions import changed
from kronika.workspace.find import find
from kronika.workspace.sources import sources
from workspace.conftest import FIRST, MAPPING, SECOND, new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

HEAD = FIRST.splitlines()[0] + "\n"
DAYS = ("2022-01-31", "2022-03-31", "2022-06-30")
#: days of the count, and days by which it was public; empty: as the record knows it now
ON = ("2022-02-15", "2022-12-31")
PUBLIC_BY = ("2022-02-15", "2022-04-15", "2022-07-15", "")


def row(number: int, detained: str, term: str, released: str) -> str:
    how = "pardoned" if released else ""
    return f"{number};Person{'abc'[number]} Ivanova;1990;{detained};2021-09-01;{term};2021-05-20;{released};{how}\n"


def rows(number: int) -> st.SearchStrategy[str]:
    """What an edition may say of a person; nothing, if it does not have them."""
    days, terms = st.sampled_from(["2021-05-10", "2021-06-10"]), st.sampled_from(["5 years", "6 years"])
    return st.just("") | st.builds(row, st.just(number), days, terms, st.sampled_from(["", "2022-01-05"]))


EDITION = st.tuples(rows(0), rows(1), rows(2))


def record(folder: Path, editions: list[str], order: tuple[int, ...]) -> Settings:
    made = new_record(folder / "".join(map(str, order)))
    for number in order:
        done = put(made, folder / "in", f"river-{DAYS[number]}.csv", HEAD + editions[number], DAYS[number])
        assert done.failed == []
    transcribe_all(made, sample=0)
    return made


def told(made: Settings) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (on, by): {
            who["name"]: who["state"] for who in answer(made, Question(on, "political-prisoner/custody", public_by=by))["people"]
        }
        for on in ON
        for by in PUBLIC_BY
    }


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contents=st.lists(EDITION, min_size=3, max_size=3, unique=True), order=st.sampled_from(list(permutations(range(3)))[1:]))
def test_editions_give_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, contents: list[tuple[str, ...]], order: tuple[int, ...]
) -> None:
    editions = ["".join(rows) for rows in contents]
    expected = told(record(tmp_path_factory.mktemp("sorted"), editions, (0, 1, 2)))
    made = record(tmp_path_factory.mktemp("other"), editions, order)
    assert told(made) == expected
    assert keep.check(made, quotes=True, rebuild=True).problems == []


def test_a_cell_that_the_edition_in_between_lacks_is_said_again_by_the_one_after(tmp_path: Path) -> None:
    before, between, after = row(0, "2021-05-10", "5 years", "2022-01-05"), row(0, "2021-05-10", "5 years", ""), ""
    after = before + row(1, "2021-06-10", "5 years", "")
    made = record(tmp_path, [before, between, after], (0, 2, 1))
    states = {by: found["Persona Ivanova"] for (on, by), found in told(made).items() if on == "2022-02-15"}
    assert states == {"2022-02-15": "out", "2022-04-15": "in", "2022-07-15": "out", "": "out"}


def test_who_is_missing_in_the_edition_in_between_is_gone_from_it_only(tmp_path: Path) -> None:
    one = row(0, "2021-05-10", "5 years", "")
    made = record(tmp_path, [one, row(1, "2021-05-10", "5 years", ""), one + row(2, "2021-05-10", "5 years", "")], (0, 2, 1))
    states = {by: found.get("Persona Ivanova") for (on, by), found in told(made).items() if on == "2022-12-31"}
    assert states == {"2022-02-15": "in", "2022-04-15": "unknown", "2022-07-15": "in", "": "in"}


def test_what_a_row_no_longer_says_at_all_is_over(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022.csv", FIRST, "2022-01-31")
    put(settings, tmp_path / "in", "river-2023.csv", FIRST.replace("2021-12-24;pardoned", ";"), "2023-01-31")
    transcribe_all(settings, sample=0)
    people = {who["name"]: who["state"] for who in answer(settings, Question("2022-01-15"))["people"]}
    assert people["Vera Senkina"] == "in", "the list took her release back"
    cells = changed(settings, "river-list")["changed"][0]["cells"]
    assert {"kind": "release", "property": "date", "before": "2021-12-24", "after": ""} in cells


def test_editions_that_nobody_dated_go_by_the_day_they_came(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-a.csv", FIRST)
    put(settings, tmp_path / "in", "river-b.csv", SECOND)
    transcribe_all(settings, sample=0)
    found = changed(settings, "river-list")
    assert [who["name"] for who in found["gone"]] == ["Boris Lukin"]
    assert found["changed"][0]["cells"][0]["before"] == "5 years"
    people = {who["name"]: who["state"] for who in answer(settings, Question("2022-06-01"))["people"]}
    assert people["Boris Lukin"] == "in", "he was gone on the day of the second edition, not for ever before"
    people = {who["name"]: who["state"] for who in answer(settings, Question("2023-06-02"))["people"]}
    assert people["Boris Lukin"] == "unknown"


def test_two_editions_of_one_day_the_one_that_came_last_holds(settings: Settings, tmp_path: Path) -> None:
    for name, text in (("river-1.csv", FIRST), ("river-2.csv", SECOND)):
        put(settings, tmp_path / "in", name, text, "2023-01-31")
    transcribe_all(settings, sample=0)
    assert [who["name"] for who in changed(settings, "river-list")["new"]] == ["Gleb Antonov"]
    assert keep.check(settings, quotes=True, rebuild=True).problems == []


def test_an_edition_of_a_year_comes_after_one_of_a_day_in_it(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river-2022.csv", SECOND, "2022")
    put(settings, tmp_path / "in", "river-a.csv", FIRST, "2022-01-31")
    assert changed(settings, "river-list")["after"]["published"] == "2022"


@pytest.mark.parametrize("mapping", [MAPPING, ""])
def test_erasing_an_edition_leaves_what_later_ones_say(settings: Settings, tmp_path: Path, mapping: str) -> None:
    for name, text, day in (("river-2022.csv", FIRST, "2022-01-31"), ("river-2023.csv", SECOND, "2023-01-31")):
        assert put(settings, tmp_path / "in", name, text, day, mapping).failed == []
    transcribe_all(settings, sample=0)
    first = next(source["id"] for source in sources(settings) if source["name"] == "river-2022.csv")
    keep.erase(settings, first, ground="the source is in danger", second="lawyer-1")
    assert keep.check(settings, quotes=True, rebuild=True).problems == []
    assert answer(settings, Question("2021-08-01"))["in"] == 0, "the place is new, and nobody has confirmed it"
    transcribe_all(settings, sample=0)
    people = {
        who["name"]: who["state"] for who in answer(settings, Question("2022-01-01", "political-prisoner/custody"))["people"]
    }
    assert people == {"Ana Perova": "in", "Vera Senkina": "out", "Gleb Antonov": "out"}
    assert find(settings, "Lukin")["people"] == []
