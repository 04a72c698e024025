"""A manifest beside files says what their bytes do not; it may have been written by a stranger, or in a hurry."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kronika.workspace.add import Added, add
from kronika.workspace.intake import Intake
from kronika.workspace.sources import sources
from workspace.conftest import FIRST, MAPPING, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


def take(settings: Settings, folder: Path, manifest: str, **files: str) -> Added:
    folder.mkdir(exist_ok=True)
    (folder / "sources.yml").write_text(manifest, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return add(settings, [folder], Intake(), on_start=lambda _: None, on_saved=lambda _: None)


@pytest.mark.parametrize("place", ["../secret.yml", "/etc/secret.yml", r"\\server\share\m.yml", "C:secret.yml", "..", "in/m.yml"])
def test_a_manifest_cannot_reach_out_of_its_folder(settings: Settings, tmp_path: Path, place: str) -> None:
    (tmp_path / "secret.yml").write_text("password: canary", encoding="utf-8")
    done = take(settings, tmp_path / "in", f"note.txt: {{map: '{place}'}}", note="Nothing happened here.")
    assert done.saved == []
    assert "same folder" in done.failed[0]
    assert "canary" not in done.failed[0]


def test_a_record_among_the_sources_is_no_source(settings: Settings, tmp_path: Path) -> None:
    """Whoever keeps the record beside the sources adds the folder, and must not find the record in itself."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text("Nothing happened here.", encoding="utf-8")
    assert settings.record is not None
    shutil.copytree(settings.record, tmp_path / "in" / "record")
    done = add(settings, [tmp_path / "in"], Intake(), on_start=lambda _: None, on_saved=lambda _: None)
    assert [saved.name for saved in done.saved] == ["note.txt"]
    assert done.skipped == [f"{tmp_path / 'in' / 'record'}: a record of kronika, its files are no sources; skipped."]


def test_a_bad_manifest_stops_its_folder_and_no_other(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    take(settings, tmp_path / "all" / "bad", "note.txt: {published: spring 2021}", note="A note.")
    (tmp_path / "all" / "good").mkdir()
    (tmp_path / "all" / "good" / "other.txt").write_text("Another note.", encoding="utf-8")
    done = add(settings, [tmp_path / "all"], Intake(), on_start=lambda _: None, on_saved=lambda _: None)
    assert [saved.name for saved in done.saved] == ["other.txt"]
    (line,) = done.failed
    assert "sources.yml, 'note.txt'" in line
    assert "spring 2021" in line


@pytest.mark.parametrize(
    "manifest",
    [
        "note.txt: {map: {a: b}}",
        "note.txt: {address: [a, b]}",
        "[" * 1000,
        "- a",
        "note.txt: {publishd: 2021}",
        "note.txt: {published: 2021-02-31}",
    ],
)
def test_a_manifest_of_another_shape_is_one_line(settings: Settings, tmp_path: Path, manifest: str) -> None:
    done = take(settings, tmp_path / "in", manifest, note="A note.")
    assert len(done.failed) == 1
    assert len(done.failed[0]) < 400


def test_what_a_manifest_leaves_empty_is_empty(settings: Settings, tmp_path: Path) -> None:
    done = take(settings, tmp_path / "in", "note.txt: {published: , address: null, skip: false}", note="A note.")
    assert [saved.name for saved in done.saved] == ["note.txt"]
    (source,) = sources(settings)
    assert (source["published"], source["address"]) == ("", "")


def test_dates_that_yaml_takes_for_dates_and_numbers_are_dates(settings: Settings, tmp_path: Path) -> None:
    take(settings, tmp_path / "in", "a.txt: {published: 2021-05-04}\nb.txt: {published: 2021}", a="A note.", b="Another.")
    assert {source["name"]: source["published"] for source in sources(settings)} == {"a.txt": "2021-05-04", "b.txt": "2021"}


def test_a_name_is_found_however_the_system_writes_its_letters(settings: Settings, tmp_path: Path) -> None:
    take(settings, tmp_path / "in", "спіс й.txt: {published: 2021-05-04}", **{"спіс й": "A note."})
    assert [source["published"] for source in sources(settings)] == ["2021-05-04"]


def test_a_file_that_is_named_and_not_there_is_said(settings: Settings, tmp_path: Path) -> None:
    done = take(settings, tmp_path / "in", "nota.txt: {published: 2021}", note="A note.")
    assert any("'nota.txt'" in line for line in done.skipped)


def test_a_mapping_that_comes_after_its_list_is_not_passed_over_in_silence(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", FIRST, mapping="")
    again = put(settings, tmp_path / "in", "river.csv", FIRST, mapping=MAPPING)
    assert any("not applied again" in note for note in again.saved[0].notes)
