"""What stays here: read with the eyes of somebody who has the published file, the list that it came from, and time."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.model.ids import mention_id
from kronika.model.statement import Standing
from kronika.workspace import consent
from kronika.workspace.count import Question
from kronika.workspace.decide import decide, transcribe_all
from kronika.workspace.export import export
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.report import write_report
from kronika.workspace.show import show
from kronika.workspace.sources import sources
from workspace.conftest import FIRST, Said, confirm, ids, put, tell

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

LETTER = "My neighbour writes: Ana Perova and Boris Lukin were detained on 11 May 2021. Vera Senkina saw it."
TOGETHER = "Ana Perova and Boris Lukin were detained on 11 May 2021"


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """A list, confirmed, and a letter whose file name names somebody."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    tell(
        settings,
        "letter-of-Ana-s-mother-Maria.txt",
        LETTER,
        Said("Ana Perova", "detention", "date", "2021-05-11", TOGETHER),
        Said("Boris Lukin", "detention", "date", "2021-05-11", TOGETHER),
    )
    transcribe_all(settings, sample=0)
    return settings


def letter(settings: Settings) -> str:
    return next(str(source["id"]) for source in sources(settings) if source["name"].startswith("letter"))


def exported(settings: Settings, path: Path, audience: str = "public") -> list[dict[str, str]]:
    export(settings, path, form="csv", audience=audience)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def report(settings: Settings, path: Path, audience: str = "public", on: str = "2021-08-01", **more: str) -> str:
    write_report(settings, Question(on, "political-prisoner/custody", **more), path, audience=audience, compare="2021-05-01")
    return path.read_text(encoding="utf-8")


def test_a_report_for_the_public_names_no_source_and_nobody_without_an_opening(filled: Settings, tmp_path: Path) -> None:
    page = report(filled, tmp_path / "r.html")
    for secret in ("Perova", "Lukin", "Senkina", "Maria", "letter-of", "river", letter(filled)):
        assert secret not in page


def test_consent_to_a_name_does_not_tell_what_happened(filled: Settings, tmp_path: Path) -> None:
    consent.give(
        filled, person(filled, "Ana Perova", "river-list"), given_by="self", kinds=("name",), purpose="x", audience="public"
    )
    page = report(filled, tmp_path / "r.html")
    assert "Perova" not in page, "to stand under 'In' says that she is held"


def test_a_person_appears_once_name_and_acts_are_open_and_the_list_is_not_named_by_that(filled: Settings, tmp_path: Path) -> None:
    ana = person(filled, "Ana Perova", "river-list")
    for kind in ("name", "detention", "sentence", "recognition"):
        assert "Perova" not in report(filled, tmp_path / f"{kind}.html")
        consent.give(filled, ana, given_by="self", kinds=(kind,), purpose="x", audience="public")
    page = report(filled, tmp_path / "r.html")
    assert "Perova" in page
    assert "river" not in page, "a list is named only where it was opened by its name"
    consent.open_facts(filled, kinds=("figure",), purpose="x", audience="public", source="river-list")
    assert "river" in report(filled, tmp_path / "named.html")


def test_a_passage_that_names_somebody_else_stays_here(filled: Settings, tmp_path: Path) -> None:
    for source in ("river-list", ""):
        ana = person(filled, "Ana Perova", source)
        consent.give(filled, ana, given_by="self", kinds=("*",), purpose="our list", audience="public")
    told = exported(filled, tmp_path / "out.csv")
    assert {row["person"] for row in told} == {"Ana Perova"}
    assert any(row["value"] == "2021-05-11" for row in told), "the fact itself may leave"
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig") + report(filled, tmp_path / "r.html")
    for secret in ("Lukin", "Senkina", "Maria", letter(filled)):
        assert secret not in text
    assert "Ana Perova" in report(filled, tmp_path / "r2.html")


def test_a_source_that_is_open_as_a_whole_may_be_quoted(filled: Settings, tmp_path: Path) -> None:
    consent.open_facts(filled, kinds=("*",), purpose="she published it", audience="public", source=letter(filled))
    told = exported(filled, tmp_path / "out.csv")
    assert {row["person"] for row in told} == {"Ana Perova", "Boris Lukin"}
    assert TOGETHER in {row["quote"] for row in told}


def test_a_name_from_a_closed_source_does_not_leave_with_an_open_one(filled: Settings, tmp_path: Path) -> None:
    judge(filled, person(filled, "Ana Perova", "river-list"), person(filled, "Ana Perova", ""), "same")
    consent.open_facts(filled, kinds=("*",), purpose="published", audience="public", source="river-list")
    told = exported(filled, tmp_path / "out.csv")
    assert {row["source"] for row in told} == {"river.csv"}
    assert "2021-05-11" not in {row["value"] for row in told}
    assert "letter-of" not in report(filled, tmp_path / "r.html")


def test_who_is_not_named_cannot_be_found_by_place_or_id(filled: Settings, tmp_path: Path) -> None:
    consent.open_facts(filled, kinds=("detention",), purpose="numbers", audience="public", source="river-list")
    told = exported(filled, tmp_path / "out.csv")
    guessed = mention_id("river-list", "detention", "list", "1", 0)
    assert guessed not in {row["act"] for row in told}
    again = exported(filled, tmp_path / "again.csv")
    assert {row["act"] for row in told}.isdisjoint(row["act"] for row in again), "two files cannot be laid side by side"
    assert len({row["person"] for row in told}) == 3


def test_the_order_of_those_who_are_not_named_is_no_order(settings: Settings, tmp_path: Path) -> None:
    rows = "".join(f"{n};Person{chr(96 + n)} Ivanova;;2021-05-{n:02};;;;;\n" for n in range(1, 26))
    put(settings, tmp_path / "in", "long.csv", FIRST.splitlines()[0] + "\n" + rows, "2022-01-31")
    transcribe_all(settings, sample=0)
    consent.open_facts(settings, kinds=("detention",), purpose="numbers", audience="public", source="river-list")
    days = [row["value"] for row in exported(settings, tmp_path / "out.csv") if row["property"] == "date"]
    assert len(days) == 25
    assert days != sorted(days)


def test_what_the_vocabulary_seals_needs_to_be_named(settings: Settings, tmp_path: Path) -> None:
    tell(
        settings,
        "page.txt",
        "Ana Perova died on 2 May 2022 of pneumonia.",
        Said("Ana Perova", "death", "date", "2022-05-02", "2 May 2022"),
        Said("Ana Perova", "death", "cause", "pneumonia", "of pneumonia"),
    )
    confirm(settings)
    source = sources(settings)[0]["id"]
    consent.open_facts(settings, kinds=("*",), purpose="published", audience="public", source=source)
    assert "pneumonia" not in {row["value"] for row in exported(settings, tmp_path / "1.csv")}
    consent.open_facts(settings, kinds=("death",), purpose="published", audience="public", source=source)
    assert "pneumonia" in {row["value"] for row in exported(settings, tmp_path / "2.csv")}


def test_words_said_under_coercion_stay_here(settings: Settings, tmp_path: Path) -> None:
    said = Said("Ana Perova", "detention", "place", "Riverton", "in Riverton", obtained="coerced")
    tell(settings, "film.txt", "Ana Perova says that she was held in Riverton.", said)
    transcribe_all(settings, sample=0)
    consent.open_facts(settings, kinds=("*",), purpose="x", audience="public", source=sources(settings)[0]["id"])
    assert "Riverton" not in {row["value"] for row in exported(settings, tmp_path / "1.csv")}


def test_a_name_that_nobody_confirmed_does_not_leave(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    decide(settings, ids(settings, "2021-05-10"), Standing.TRANSCRIBED)
    consent.open_facts(settings, kinds=("*",), purpose="x", audience="public", source="river-list")
    assert {row["person"] for row in exported(settings, tmp_path / "1.csv")} == {"P1"}


def test_a_protective_pseudonym_is_in_no_search_no_match_and_nothing_that_leaves(filled: Settings, tmp_path: Path) -> None:
    tell(
        filled,
        "names-changed.txt",
        "Darya (her name was changed) was detained on 3 June 2021.",
        Said("Darya", "person", "protective_pseudonym", "yes", "her name was changed"),
        Said("Darya", "detention", "date", "2021-06-03", "3 June 2021"),
    )
    transcribe_all(filled, sample=0)
    source = next(item["id"] for item in sources(filled) if item["name"] == "names-changed.txt")
    consent.open_facts(filled, kinds=("*",), purpose="x", audience="public", source=source)
    assert exported(filled, tmp_path / "1.csv") == []
    done = export(filled, tmp_path / "1.jsonl", form="ftm", audience="public")
    assert (tmp_path / "1.jsonl").read_bytes() == b""
    assert done["withheld"]["detention"] > 0
    assert "Darya" not in report(filled, tmp_path / "r.html")
    assert find(filled, "Darya")["people"] == []
    with pytest.raises(NotFoundError, match="called that"):
        show(filled, "Darya")


def test_withheld_facts_are_counted_once_each(filled: Settings, tmp_path: Path) -> None:
    done = write_report(filled, Question("2021-08-01"), tmp_path / "r.html", audience="public", compare="2021-05-01")
    assert done["withheld"]["name"] == 5, "three on the list, two in the letter, however often the report asks"


def test_causes_and_lists_tell_sources_by_name_not_by_id(filled: Settings, tmp_path: Path) -> None:
    judge(filled, person(filled, "Ana Perova", "river-list"), person(filled, "Ana Perova", ""), "same")
    page = report(filled, tmp_path / "r.html", audience="", on="2021-05-10")
    assert letter(filled) not in page
    assert "sources disagree about the detention" in page


def test_what_followthemoney_leaves_out_is_said(filled: Settings, tmp_path: Path) -> None:
    consent.open_facts(filled, kinds=("*",), purpose="x", audience="public", source="river-list")
    decide(filled, ids(filled, "2021-05-10", waiting=False), Standing.DISPUTED, reason="the family says otherwise")
    done = export(filled, tmp_path / "1.jsonl", form="ftm", audience="public")
    assert done["withheld"]["acts about which every statement is disputed"] == 1
    lines = [json.loads(line) for line in (tmp_path / "1.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == done["facts"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_export_is_for_its_owner_alone_and_is_never_written_over(filled: Settings, tmp_path: Path) -> None:
    exported(filled, tmp_path / "1.csv")
    assert (tmp_path / "1.csv").stat().st_mode & 0o077 == 0
    with pytest.raises(InputError, match="already"):
        exported(filled, tmp_path / "1.csv")


def person(settings: Settings, name: str, list_name: str) -> str:
    """The mention of a list (or of no list) that bears a name."""
    return next(str(found["mention"]) for found in find(settings, name)["people"] if found["list"] == list_name)
