"""What leaves: nothing without consent or an opening; what is erased is gone, from backups too."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError, KronikaError
from kronika.workspace import consent, keep
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.export import export
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.opening import opened
from kronika.workspace.people import resolve
from kronika.workspace.sources import describe, sources
from workspace.conftest import FIRST, MAPPING, at, new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """A record with the first edition of the list, confirmed."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    return settings


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_without_consent_nothing_leaves_and_that_is_said(filled: Settings, tmp_path: Path) -> None:
    done = export(filled, tmp_path / "out.csv", form="csv", audience="public")
    assert done["facts"] == 0
    assert done["withheld"]["name"] == 3
    assert done["withheld"]["detention"] == 3
    assert rows(tmp_path / "out.csv") == []


def test_consent_opens_what_it_covers_and_no_more(filled: Settings, tmp_path: Path) -> None:
    consent.give(filled, "Ana Perova", given_by="self", kinds=("name", "detention"), purpose="our list", audience="public")
    export(filled, tmp_path / "out.csv", form="csv", audience="public")
    assert {(row["person"], row["kind"], row["property"]) for row in rows(tmp_path / "out.csv")} == {
        ("Ana Perova", "person", "name"),
        ("Ana Perova", "detention", "date"),
    }


def test_without_the_name_nothing_that_names_leaves(filled: Settings, tmp_path: Path) -> None:
    consent.open_facts(filled, kinds=("detention", "sentence"), purpose="statistics", audience="public", source="river-list")
    export(filled, tmp_path / "out.csv", form="csv", audience="public")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "2021-05-10" in text
    for secret in ("Perova", "Lukin", "Senkina", "river.csv"):
        assert secret not in text


def test_an_opening_for_partners_is_not_one_for_the_public(filled: Settings, tmp_path: Path) -> None:
    consent.open_facts(filled, kinds=("*",), purpose="joint work", audience="partner", source="river-list")
    assert export(filled, tmp_path / "public.csv", form="csv", audience="public")["facts"] == 0
    assert export(filled, tmp_path / "partner.csv", form="csv", audience="partner")["facts"] > 0


def test_withdrawn_and_expired_consent_is_none(filled: Settings, tmp_path: Path) -> None:
    given = consent.give(
        filled, "Ana Perova", given_by="self", kinds=("*",), purpose="our list", audience="public", until="2023-12-31"
    )
    assert export(filled, tmp_path / "1.csv", form="csv", audience="public")["facts"] > 0
    assert export(at(filled, "2024-01-01"), tmp_path / "2.csv", form="csv", audience="public")["facts"] == 0
    consent.withdraw(filled, given.id)
    assert export(filled, tmp_path / "3.csv", form="csv", audience="public")["facts"] == 0


def test_followthemoney_entities_carry_no_topic_and_no_withheld_name(filled: Settings, tmp_path: Path) -> None:
    consent.give(filled, "Ana Perova", given_by="self", kinds=("*",), purpose="our list", audience="public")
    export(filled, tmp_path / "out.ftm.jsonl", form="ftm", audience="public")
    lines = [json.loads(line) for line in (tmp_path / "out.ftm.jsonl").read_text(encoding="utf-8").splitlines()]
    people = [line for line in lines if line["schema"] == "Person"]
    assert [person["properties"]["name"] for person in people] == [["Ana Perova"]]
    assert all("topics" not in line["properties"] for line in lines)


def test_a_formula_in_a_cell_is_made_harmless(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST.replace("Ana Perova", "=HYPERLINK(1) Ana"), "2022-01-31")
    transcribe_all(settings, sample=0)
    consent.open_facts(settings, kinds=("*",), purpose="test", audience="public", source="river-list")
    export(settings, tmp_path / "out.csv", form="csv", audience="public")
    assert all(not row["person"].startswith("=") for row in rows(tmp_path / "out.csv"))


def person(settings: Settings, name: str) -> str:
    with opened(settings) as record:
        return resolve(record, name)


def test_erasing_a_person_takes_everything_and_says_what_remains(filled: Settings) -> None:
    done = keep.erase(filled, person(filled, "Boris Lukin"), ground="asked by the person", second="lawyer-1")
    assert done["persons"] == 1
    assert len(done["still_in_sources"]) == 1
    found = answer(filled, Question("2021-08-01"))
    assert "Boris Lukin" not in {who["name"] for who in found["people"]}
    assert found["erased"] == 1
    assert keep.check(filled, quotes=True, rebuild=True).problems == []


def test_erasing_a_source_takes_its_text_out_of_the_search(filled: Settings) -> None:
    assert find(filled, "Senkina")["passages"]
    keep.erase(filled, sources(filled)[0]["id"], ground="the source is in danger", second="lawyer-1")
    assert find(filled, "Senkina") == {"query": "Senkina", "people": [], "passages": []}
    assert sources(filled) == []
    assert keep.check(filled, quotes=True, rebuild=True).problems == []


def test_an_erasure_needs_two_roles_and_a_ground(filled: Settings) -> None:
    who = person(filled, "Boris Lukin")
    with pytest.raises(InputError, match="two different roles"):
        keep.erase(filled, who, ground="asked", second="documenter-1")
    with pytest.raises(InputError, match="ground"):
        keep.erase(filled, who, ground=" ", second="lawyer-1")


def test_a_legal_hold_stops_an_erasure(filled: Settings) -> None:
    who = person(filled, "Boris Lukin")
    keep.hold(filled, who, ground="case 12", on=True)
    with pytest.raises(KronikaError, match="legal hold"):
        keep.erase(filled, who, ground="asked", second="lawyer-1")
    keep.hold(filled, who, ground="", on=False)
    assert keep.erase(filled, who, ground="asked", second="lawyer-1")["persons"] == 1


def test_a_restored_backup_forgets_what_was_erased_since(filled: Settings, tmp_path: Path) -> None:
    keep.backup(filled, tmp_path / "old.backup")
    keep.erase(filled, person(filled, "Boris Lukin"), ground="asked", second="lawyer-1")
    done = keep.restore(filled, tmp_path / "old.backup", tmp_path / "restored", [])
    assert done["erased"] > 0
    assert done["problems"] == []
    restored = replace(filled, record=tmp_path / "restored")
    assert {who["name"] for who in answer(restored, Question("2021-08-01"))["people"]} == {"Ana Perova", "Vera Senkina"}


def test_erasing_a_person_takes_those_judged_to_be_the_same(filled: Settings, tmp_path: Path) -> None:
    other = FIRST.replace("Boris Lukin", "Boris Lukine")
    put(filled, tmp_path / "in", "other.csv", other, "2022-02-28", mapping=MAPPING.replace("river-list", "other-list"))
    judge(filled, person(filled, "Boris Lukin"), person(filled, "Boris Lukine"), "same")
    assert keep.erase(filled, person(filled, "Boris Lukin"), ground="asked", second="lawyer-1")["persons"] == 2
    assert find(filled, "Lukin")["people"] == []
    assert keep.check(filled, rebuild=True).problems == []


def test_a_list_of_erasures_that_cannot_be_read_does_not_stop_the_others(filled: Settings, tmp_path: Path) -> None:
    keep.backup(filled, tmp_path / "old.backup")
    keep.erase(filled, person(filled, "Boris Lukin"), ground="asked", second="lawyer-1")
    (tmp_path / "bad.list").write_bytes(b"bm9uc2Vuc2U=\n")
    done = keep.restore(filled, tmp_path / "old.backup", tmp_path / "restored", [tmp_path / "bad.list", tmp_path / "none.list"])
    assert len(done["problems"]) == 2
    restored = replace(filled, record=tmp_path / "restored")
    assert find(restored, "Lukin")["people"] == []


def test_the_list_of_another_record_is_no_problem_of_a_backup(filled: Settings, tmp_path: Path) -> None:
    keep.backup(filled, tmp_path / "old.backup")
    other = new_record(tmp_path / "other")
    put(other, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    keep.erase(other, person(other, "Boris Lukin"), ground="asked", second="lawyer-1")
    assert keep.restore(other, tmp_path / "old.backup", tmp_path / "restored", [])["problems"] == []


@pytest.mark.parametrize(
    ("kinds", "until"),
    [(("detentoin",), ""), (("name detention",), ""), (("name",), "2027"), (("name",), "2027-02-31"), ((), "")],
)
def test_a_consent_that_would_not_work_as_meant_is_refused(filled: Settings, kinds: tuple[str, ...], until: str) -> None:
    with pytest.raises(InputError):
        consent.give(filled, "Ana Perova", given_by="self", kinds=kinds, purpose="x", audience="public", until=until)


def test_the_same_consent_twice_in_a_second_is_two(filled: Settings) -> None:
    for _ in range(2):
        consent.give(filled, "Ana Perova", given_by="self", kinds=("name",), purpose="x", audience="public")
    assert len({item["id"] for item in consent.consents(filled)}) == 2


def test_a_source_cannot_be_described_with_a_day_that_is_none(filled: Settings) -> None:
    ident = sources(filled)[0]["id"]
    with pytest.raises(InputError, match="not a date"):
        describe(filled, ident, {"published": "last spring"})
    with pytest.raises(InputError, match="nothing is said"):
        describe(filled, ident, {"published": ""})
