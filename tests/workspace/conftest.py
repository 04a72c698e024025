"""A record on a chosen day, and an invented country's list in two editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kronika.settings import Settings
from kronika.workspace.add import Added, add
from kronika.workspace.initialise import initialise
from kronika.workspace.intake import Intake

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = """\
list: river-list
states: River Watch
key: [No]
columns:
  Name: person.name
  Born: person.birth_date
  Detained: detention.date
  Sentenced: sentence.date
  Term: sentence.term
  Recognised: recognition.date
  Released: release.date
  How: release.how
constants:
  recognition.recognised_by: River Watch
ignore: []
"""
FIRST = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Ana Perova;1990-03-04;2021-05-10;2021-09-01;5 years;2021-05-20;;
2;Boris Lukin;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;
3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned
"""
SECOND = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Ana Perova;1990-03-04;2021-05-10;2021-09-01;6 years;2021-05-20;;
3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned
4;Gleb Antonov;1979-01-02;2022-02-02;2022-05-05;4 years;2022-02-10;;
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A new record, on 1 June 2023."""
    made = Settings(
        record=tmp_path / "record",
        passphrase=lambda: "five random words in order",
        role="documenter-1",
        clock=lambda: datetime(2023, 6, 1, 12, tzinfo=UTC),
    )
    initialise(made)
    return made


def at(settings: Settings, day: str, role: str = "documenter-1") -> Settings:
    """The same record on another day, in another role."""
    return replace(settings, role=role, clock=lambda: datetime.fromisoformat(day + "T12:00:00+00:00"))


def put(settings: Settings, folder: Path, name: str, text: str, published: str = "", mapping: str = MAPPING) -> Added:
    """Add a file with this text; a list gets the mapping beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if name.endswith(".csv") and mapping:
        (folder / f"{name}.map.yml").write_text(mapping, encoding="utf-8")
    return add(settings, [path], Intake(published=published), on_start=lambda _: None, on_saved=lambda _: None)
