"""Which version of a definition a count uses: the highest number, in whatever order they were entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.workspace.count import Question, answer
from kronika.workspace.definitions import add
from kronika.workspace.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

MINE = """\
name: mine
version: {version}
title: {{en: Mine}}
words: {{en: Mine.}}
unit: people
of: custody
recognition: none
silence_after: {silence}
"""


def entered(settings: Settings, folder: Path, version: int, silence: int) -> None:
    path = folder / f"mine-{version}-{silence}.yml"
    path.write_text(MINE.format(version=version, silence=silence), encoding="utf-8")
    add(settings, path)


def test_the_highest_version_is_in_force_and_an_older_one_can_be_named(settings: Settings, tmp_path: Path) -> None:
    for version in (2, 1):
        entered(settings, tmp_path, version, 500)
    assert answer(settings, Question("2022-01-01", "mine"))["version"] == 2
    assert answer(settings, Question("2022-01-01", "mine@1"))["version"] == 1
    assert answer(settings, Question("2022-01-01", "political-prisoner@1"))["version"] == 1
    with pytest.raises(NotFoundError, match="no version 7"):
        answer(settings, Question("2022-01-01", "political-prisoner@7"))


def test_a_version_cannot_be_changed(settings: Settings, tmp_path: Path) -> None:
    entered(settings, tmp_path, 1, 500)
    entered(settings, tmp_path, 1, 500)
    with pytest.raises(InputError, match="says something else"):
        entered(settings, tmp_path, 1, 501)


def test_a_table_of_totals_is_read_without_a_record(tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    path.write_text("claimed_by,value,of,as_of\nRiver Watch,1417,prisoners,2024-02\n,2.5,x,spring\n", encoding="utf-8")
    [found] = read([path])
    [proposal] = found["proposals"]
    assert (proposal["kind"], proposal["figure"]["value"], proposal["figure"]["as_of"]) == ("figure", 1417, "2024-02")
    assert proposal["attributed_to"] == "River Watch"
    assert proposal["quote"] == "River Watch\t1417\tprisoners\t2024-02"
    assert len(found["notes"]) == 1
