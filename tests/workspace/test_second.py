"""Two readers: a death, and what another role stands by, changes no count until two roles answer alike, apart from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.model.statement import Standing
from kronika.workspace import consent, keep
from kronika.workspace.changes import changes
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import decide, transcribe_all
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.opening import opened
from kronika.workspace.proposals import proposals, waiting_for_two
from kronika.workspace.second import Agreement, Second, agreement, pair
from kronika.workspace.show import show
from workspace.conftest import FIRST, MAPPING, at, ids, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

DEATHS = """\
No;Name;Detained;Died
1;Ana Perova;2021-05-10;2022-02-02
2;Boris Lukin;2021-06-01;
"""
DEATHS_MAP = """\
list: deaths
columns:
  Name: person.name
  Detained: detention.date
  Died: death.date
ignore: [No]
"""
HELD = Question("2022-06-01", "political-prisoner/custody")


@pytest.fixture
def died(settings: Settings, tmp_path: Path) -> Settings:
    """A list that says of one of two people that she died; the rest of it is confirmed."""
    put(settings, tmp_path / "in", "deaths.csv", DEATHS, "2022-03-01", mapping=DEATHS_MAP)
    transcribe_all(settings, sample=0)
    return settings


def second(settings: Settings) -> Settings:
    return at(settings, "2023-06-02", role="lawyer-1")


def held(settings: Settings) -> set[str]:
    found = answer(settings, HELD)
    return {who["name"] for who in found["people"] if who["state"] != "out"}


def line(settings: Settings, who: str, value: str) -> dict[str, str]:
    told = show(settings, who)
    lines = [*told["names"], *told["facts"], *(said for act in told["timeline"] for said in act["statements"])]
    return next(said for said in lines if said["value"] == value)


def test_a_batch_leaves_a_death_waiting_and_says_so(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "deaths.csv", DEATHS, "2022-03-01", mapping=DEATHS_MAP)
    death = ids(settings, "2022-02-02")
    batch, _ = transcribe_all(settings, sample=0)
    assert (batch.waiting, batch.changed) == (tuple(death), batch.size - 1)
    assert held(settings) == {"Ana Perova", "Boris Lukin"}
    assert line(settings, "Ana Perova", "2022-02-02")["waits"] == "wants two readers: a fact of death"
    assert keep.check(settings, rebuild=True).problems == []


@pytest.mark.parametrize("standing", [Standing.TRANSCRIBED, Standing.ASSERTED, Standing.DISPUTED])
def test_a_death_counts_once_two_roles_say_so(died: Settings, standing: Standing) -> None:
    death, before = ids(died, "2022-02-02"), answer(died, HELD)
    assert decide(died, death, standing).waiting == tuple(death)
    assert decide(died, death, standing).changed == 0, "one role twice is one reader"
    assert answer(died, HELD)["people"] == before["people"]
    assert decide(second(died), death, standing).changed == 1
    assert answer(died, HELD)["people"] != before["people"]


def test_a_death_is_not_rejected_by_one_role_alone(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    assert decide(died, death, Standing.REJECTED).changed == 0
    assert ids(died, "2022-02-02") == death, "it waits for the second reader"
    assert decide(second(died), death, Standing.REJECTED).changed == 1
    assert ids(died, "2022-02-02") == []


def test_whoever_stands_by_a_death_also_says_that_the_source_says_so(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    decide(died, death, Standing.TRANSCRIBED)
    done = decide(second(died), death, Standing.ASSERTED)
    assert (done.changed, done.waiting, done.disagreeing) == (1, tuple(death), ())
    assert line(died, "Ana Perova", "2022-02-02")["standing"] == "transcribed"
    assert decide(died, death, Standing.ASSERTED).changed == 1


def test_readers_who_do_not_agree_change_nothing(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    decide(died, death, Standing.TRANSCRIBED)
    done = decide(second(died), death, Standing.REJECTED)
    assert (done.changed, done.disagreeing) == (0, tuple(death))
    waits = line(died, "Ana Perova", "2022-02-02")["waits"]
    assert waits == "waits until two readers agree: read by documenter-1, lawyer-1"
    with opened(died) as record:
        assert agreement(record) == Agreement(both=1, alike=0)
    assert decide(at(died, "2023-06-03", role="editor-1"), death, Standing.REJECTED).changed == 1


def test_the_second_reader_is_not_shown_the_first_answer(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    decide(died, death, Standing.REJECTED, reason="the cell is about her brother")
    shown = [
        str(show(second(died), "Ana Perova")),
        str([card.as_dict() for card in proposals(second(died))[0]]),
        str(waiting_for_two(second(died))),
        str(changes(died, "1")[-1]),
    ]
    for text in shown:
        assert "reject" not in text
        assert "brother" not in text
    assert "waits for a second reader: read once, by documenter-1" in shown[0]


def test_one_person_alone_sees_what_waits_and_why(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    assert [said.waits for card in waiting_for_two(died).cards for said in card.lines] == ["wants two readers: a fact of death"]
    decide(died, death, Standing.TRANSCRIBED)
    assert waiting_for_two(died).read == set(death)
    assert proposals(died, mine=True)[0] == [], "what this role has read is not asked of it again"
    assert len(proposals(second(died), mine=True)[0]) == 1


@pytest.mark.parametrize("standing", [Standing.REJECTED, Standing.DISPUTED, Standing.TRANSCRIBED])
def test_what_another_role_stands_by_is_not_undone_alone(settings: Settings, tmp_path: Path, standing: Standing) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    detained = ids(settings, "2021-05-10")
    decide(settings, detained, Standing.ASSERTED)
    transcribe_all(settings, sample=0)
    before = answer(settings, HELD)["people"]
    assert decide(second(settings), detained, standing).waiting == tuple(detained)
    assert answer(settings, HELD)["people"] == before
    assert line(settings, "Ana Perova", "2021-05-10")["standing"] == "asserted"
    assert decide(settings, detained, standing).changed == 1, "the role that stood by it agrees"
    assert line(settings, "Ana Perova", "2021-05-10")["standing"] == str(standing)


def test_a_later_edition_does_not_replace_it_by_one_role_alone(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    decide(settings, ids(settings, "2021-05-10"), Standing.ASSERTED)
    transcribe_all(settings, sample=0)
    put(settings, tmp_path / "in", "river-2.csv", FIRST.replace("2021-05-10", "2022-05-30"), "2022-07-31")
    moved = ids(settings, "2022-05-30")
    batch, _ = transcribe_all(second(settings), sample=0)
    assert batch.waiting == tuple(moved)
    early = Question("2021-06-15", "political-prisoner/custody")
    assert "Ana Perova" in {who["name"] for who in answer(settings, early)["people"] if who["state"] == "in"}
    assert line(settings, "Ana Perova", "2022-05-30")["waits"] == (
        "wants two readers, or documenter-1: it replaces what documenter-1 stands by"
    )
    assert decide(second(settings), moved, Standing.TRANSCRIBED).waiting == tuple(moved)
    assert decide(at(settings, "2023-06-03", role="editor-1"), moved, Standing.TRANSCRIBED).changed == 1
    assert "Ana Perova" not in {who["name"] for who in answer(settings, early)["people"] if who["state"] == "in"}


def test_the_role_that_stands_by_it_may_replace_it(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    decide(settings, ids(settings, "2021-05-10"), Standing.ASSERTED)
    put(settings, tmp_path / "in", "river-2.csv", FIRST.replace("2021-05-10", "2021-05-30"), "2022-07-31")
    assert decide(settings, ids(settings, "2021-05-30"), Standing.TRANSCRIBED).changed == 1


def test_to_stand_by_it_too_does_not_make_it_ones_own(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    detained = ids(settings, "2021-05-10")
    decide(settings, detained, Standing.ASSERTED)
    assert decide(second(settings), detained, Standing.ASSERTED).changed == 0
    assert decide(second(settings), detained, Standing.REJECTED).changed == 0


def test_what_one_stands_by_alone_one_may_take_back_alone(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    detained = ids(settings, "2021-05-10")
    decide(settings, detained, Standing.ASSERTED)
    assert decide(settings, detained, Standing.REJECTED).changed == 1


def test_a_reading_from_before_a_decision_is_spent(died: Settings) -> None:
    death = ids(died, "2022-02-02")
    decide(died, death, Standing.REJECTED)
    for acting in (second(died), at(died, "2023-06-03", role="editor-1")):
        decide(acting, death, Standing.TRANSCRIBED)
    assert line(died, "Ana Perova", "2022-02-02")["standing"] == "transcribed"
    assert decide(second(died), death, Standing.REJECTED).changed == 0, "what was outvoted is no first answer"


def test_answers_from_a_file_are_readings_of_deaths(died: Settings) -> None:
    death = dict.fromkeys(ids(died, "2022-02-02"), True)
    first, _ = transcribe_all(died, sample=0, answers=death)
    assert (first.changed, first.waiting) == (0, tuple(death))
    again, _ = transcribe_all(second(died), sample=0, answers=death)
    assert (again.changed, again.waiting) == (1, ())


def test_a_death_that_two_refute_does_not_keep_the_rest_of_a_batch_back(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "deaths.csv", DEATHS, "2022-03-01", mapping=DEATHS_MAP)
    death = ids(settings, "2022-02-02")
    decide(settings, death, Standing.REJECTED)
    others = [said.recorded.statement.id for card in proposals(settings)[0] for said in card.lines]
    others = [ident for ident in others if ident not in death]
    decide(settings, others[:-1], Standing.TRANSCRIBED)
    batch, _ = transcribe_all(second(settings), sample=0, answers={death[0]: False})
    assert (batch.size, batch.changed, batch.wrong, batch.waiting) == (2, 1, tuple(death), ())
    assert proposals(settings)[0] == []


@pytest.fixture
def namesakes(settings: Settings, tmp_path: Path) -> tuple[Settings, str, str]:
    """The same people on two lists, confirmed; one pair of them."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    put(
        settings,
        tmp_path / "in",
        "lake.csv",
        FIRST.replace("5 years", "4 years"),
        "2022-01-31",
        mapping=MAPPING.replace("river-list", "lake-list"),
    )
    transcribe_all(settings, sample=0)
    found = {who["list"]: who["mention"] for who in find(settings, "Ana Perova")["people"] if who["name"] == "Ana Perova"}
    return settings, found["river-list"], found["lake-list"]


def test_a_merge_of_people_who_are_not_public_needs_one_role(namesakes: tuple[Settings, str, str]) -> None:
    settings, left, right = namesakes
    assert judge(settings, left, right, "same")["joined"]


def test_a_merge_of_published_people_wants_two_roles_who_do_not_see_each_other(namesakes: tuple[Settings, str, str]) -> None:
    settings, left, right = namesakes
    consent.open_facts(settings, kinds=("name", "detention"), purpose="our list", audience="public", source="river-list")
    first = judge(settings, left, right, "same", reason="born on one day")
    assert not first["joined"]
    assert "another role has to judge too" in first["waits"]
    (waiting,) = waiting_for_two(second(settings)).pairs
    assert {waiting.left, waiting.right} == {left, right}
    assert waiting.waits == "waits for a second reader: read once, by documenter-1"
    assert "same" not in changes(settings, "1")[-1]["text"].split()
    with opened(settings) as record:
        assert Second(record, settings.role).read(pair(right, left))
        assert not Second(record, "lawyer-1").read(pair(left, right))
    assert judge(second(settings), right, left, "same")["joined"]
    assert waiting_for_two(settings).pairs == []


def test_a_judgement_that_differs_from_the_first_reading_joins_nobody(namesakes: tuple[Settings, str, str]) -> None:
    settings, left, right = namesakes
    consent.open_facts(settings, kinds=("name",), purpose="our list", audience="public", source="river-list")
    judge(settings, left, right, "same")
    assert "do not agree" in judge(second(settings), left, right, "different")["waits"]
    assert not judge(settings, left, right, "same")["joined"]


def test_a_published_merge_is_not_taken_back_alone(namesakes: tuple[Settings, str, str]) -> None:
    settings, left, right = namesakes
    consent.open_facts(settings, kinds=("name",), purpose="our list", audience="public", source="river-list")
    judge(settings, left, right, "same")
    judge(second(settings), left, right, "same")
    assert judge(settings, left, right, "unsure")["joined"], "another role's judgement stands"
    assert not judge(second(settings), left, right, "unsure")["joined"]


def test_an_erasure_takes_the_readings_too(namesakes: tuple[Settings, str, str]) -> None:
    settings, left, right = namesakes
    consent.open_facts(settings, kinds=("name",), purpose="our list", audience="public", source="river-list")
    judge(settings, left, right, "same", reason="Ana herself said so")
    keep.erase(settings, left, ground="asked", second="lawyer-1")
    assert waiting_for_two(settings).pairs == []
    assert keep.check(settings, rebuild=True).problems == []
