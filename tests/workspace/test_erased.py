"""Who was erased does not come back unseen: not with the next edition, another list in another spelling, an article, a backup."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kronika.store import log
from kronika.workspace import keep
from kronika.workspace.add import add
from kronika.workspace.changes import changes
from kronika.workspace.decide import transcribe_all
from kronika.workspace.find import find
from kronika.workspace.intake import Intake
from kronika.workspace.opening import opened
from kronika.workspace.people import resolve
from kronika.workspace.sources import describe
from workspace.conftest import FIRST, MAPPING, SECOND, new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings
    from kronika.workspace.add import Added

HEAD = FIRST.splitlines()[0] + "\n"
OTHER = MAPPING.replace("river-list", "other-list")


@pytest.fixture
def forgot(settings: Settings, tmp_path: Path) -> Settings:
    """A list from which Boris Lukin (born 1985) was erased, as he asked."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    erase(settings, "Boris Lukin")
    return settings


def erase(settings: Settings, name: str) -> None:
    with opened(settings) as record:
        who = resolve(record, name)
    keep.erase(settings, who, ground="asked by the person", second="lawyer-1")


def people(settings: Settings, name: str) -> list[str]:
    return [found["name"] for found in find(settings, name)["people"]]


def notes(done: Added) -> str:
    return " ".join(note for saved in done.saved for note in saved.notes)


def test_the_next_edition_does_not_bring_him_back(forgot: Settings, tmp_path: Path) -> None:
    again = SECOND + "2;Boris Lukin;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;\n"
    done = put(forgot, tmp_path / "in", "river-2.csv", again, "2022-06-30")
    assert people(forgot, "Boris Lukin") == []
    assert "1 row is about a person who was erased; it was not taken." in notes(done)
    assert "Lukin" not in notes(done)
    assert done.saved[0].edition["rows"] == 3
    assert keep.check(forgot, quotes=True, rebuild=True).problems == []


def test_nor_does_a_corrected_spelling_in_his_old_row(forgot: Settings, tmp_path: Path) -> None:
    put(forgot, tmp_path / "in", "river-2.csv", HEAD + "2;B. L.;;2021-06-01;;;;;\n", "2022-06-30")
    assert people(forgot, "B. L.") == []


@pytest.mark.parametrize("name", ["Лукин Борис", "Барыс Лукін", "Boris Ivanovich Lukin", "LUKIN, Boris"])
def test_nor_another_list_in_another_spelling(forgot: Settings, tmp_path: Path, name: str) -> None:
    done = put(forgot, tmp_path / "in", "other.csv", HEAD + f"77;{name};;2021-06-01;;;;;\n", "2022-02-01", mapping=OTHER)
    assert done.saved[0].statements == 0
    assert "not taken" in notes(done)


@pytest.mark.parametrize("row", ["Boris Lukin;1951", "Boris Petrov;1985", "Barbara Lukina;1985", "B. Lukin;"])
def test_somebody_else_is_taken(forgot: Settings, tmp_path: Path, row: str) -> None:
    done = put(forgot, tmp_path / "in", "other.csv", HEAD + f"77;{row};2021-06-01;;;;;\n", "2022-02-01", mapping=OTHER)
    assert done.saved[0].statements > 0
    assert "erased" not in notes(done)


def test_a_namesake_with_another_father_is_taken(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", HEAD + "1;Zorin Ilya Petrovich;;2021-05-10;;;;;\n", "2022-01-31")
    erase(settings, "Zorin Ilya Petrovich")
    rows = "5;Зорин Илья Петрович;;2021-06-01;;;;;\n6;Зорин Илья Иванович;;2021-06-02;;;;;\n"
    done = put(settings, tmp_path / "in", "other.csv", HEAD + rows, "2022-02-01", mapping=OTHER)
    assert people(settings, "Зорин") == ["Зорин Илья Иванович"]
    assert "1 row is about" in notes(done)


def test_nor_an_article(forgot: Settings, tmp_path: Path) -> None:
    text = "Boris Lukin was detained in Riverton on 5 May 2021. Ana Perova was detained in Riverton on 6 May 2021.\n"
    done = put(forgot, tmp_path / "in", "page.txt", text, "2021-06-01")
    assert people(forgot, "Boris Lukin") == []
    assert "Ana Perova" in people(forgot, "Ana Perova")
    assert "1 person in it was erased; it was not taken." in notes(done)


def test_with_a_ground_he_comes_in_and_the_log_says_so(forgot: Settings, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Boris Lukin was detained in Riverton on 5 May 2021.\n", encoding="utf-8")
    add(
        forgot,
        [path],
        Intake(),
        let_in_erased="he asked us to",
        on_start=lambda _: None,
        on_saved=lambda _: None,
    )
    assert people(forgot, "Boris Lukin") == ["Boris Lukin"]
    said = {line["kind"]: line["text"] for line in changes(forgot, "1")}
    assert said["readmission"] == "persons who had been erased came in again: 1 (he asked us to)"
    assert keep.check(forgot, rebuild=True).problems == []


def test_whoever_came_in_again_stays_in_the_next_editions(forgot: Settings, tmp_path: Path) -> None:
    def edition(number: int, ground: str) -> Added:
        path = tmp_path / f"river-{number}.csv"
        path.write_text(HEAD + f"2;Boris Lukin;1985;2021-06-0{number};;;;;\n", encoding="utf-8")
        (tmp_path / f"river-{number}.csv.map.yml").write_text(MAPPING, encoding="utf-8")
        intake = Intake(published=f"2022-0{number}-28")
        return add(forgot, [path], intake, let_in_erased=ground, on_start=lambda _: None, on_saved=lambda _: None)

    edition(2, "he asked us to")
    assert "not taken" not in notes(edition(3, ""))
    assert people(forgot, "Boris Lukin") == ["Boris Lukin"]


def test_a_backup_from_before_keeps_him_out_too(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "lake.csv", HEAD + "9;Ilya Zorin;;2021-07-01;;;;;\n", "2022-01-01", mapping=OTHER)
    keep.backup(settings, tmp_path / "old.backup")
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    erase(settings, "Boris Lukin")
    assert keep.restore(settings, tmp_path / "old.backup", tmp_path / "restored", [])["problems"] == []
    restored = replace(settings, record=tmp_path / "restored")
    put(restored, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    assert people(restored, "Boris Lukin") == []
    assert people(restored, "Ana Perova") == ["Ana Perova"]


def test_what_is_kept_of_him_is_no_name_and_differs_from_record_to_record(forgot: Settings, tmp_path: Path) -> None:
    def prints(settings: Settings) -> set[str]:
        with opened(settings) as record:
            (entry,) = log.entries(record.connection, kinds=("erasure",))
            assert entry.content is not None
            return set(entry.content["prints"])

    kept = prints(forgot)
    assert len(kept) == 2, "a row and a name"
    assert not any(word in str(kept).casefold() for word in ("lukin", "boris", "1985"))
    other = new_record(tmp_path / "other")
    put(other, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    erase(other, "Boris Lukin")
    assert kept.isdisjoint(prints(other))


def test_erasing_a_source_keeps_nobody_out(settings: Settings, tmp_path: Path) -> None:
    done = put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    keep.erase(settings, done.saved[0].id, ground="added with a wrong mapping", second="lawyer-1")
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    assert people(settings, "Boris Lukin") == ["Boris Lukin"]


def test_putting_editions_in_another_order_does_not_bring_him_back(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    second = put(settings, tmp_path / "in", "river-2.csv", FIRST.replace("5 years", "6 years"), "2022-06-30").saved[0]
    erase(settings, "Boris Lukin")
    describe(settings, second.id, {"published": "2021-12-31"})
    assert people(settings, "Boris Lukin") == []
    assert keep.check(settings, rebuild=True).problems == []
