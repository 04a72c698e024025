"""A small record of invented people, and the command line run in this process."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
import pytest

from kronika.cli.main import cli, main

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "five random words in order"
FIRST = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Ana Perova;1990-03-04;2021-05-10;2021-09-01;5 years;2021-05-20;;
2;Boris Lukin;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;
3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned
"""
SECOND = FIRST.replace("5 years", "6 years").replace("2;Boris Lukin;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;\n", "")
OTHER = """\
Person;Date of birth;Arrest
Perova, Anna;1991;2021-05-10
Antonov, Gleb;1979;2022-02-02
"""
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
constants: {recognition.recognised_by: River Watch}
"""
PAGE = (
    "Ana Perova was detained in Riverton on 5 May 2021. "
    "River Watch says that almost 40 political prisoners were held on 1 May 2021.\n"
)


@dataclass(frozen=True)
class Result:
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Lines on standard error, without the note about where a passphrase is safer."""
        return [line for line in self.err.splitlines() if line and not line.startswith("Note: ")]


class Typed(io.StringIO):
    """What somebody types on a terminal."""

    def isatty(self) -> bool:
        return True


def parsed(words: list[str]) -> click.Command:
    """Return the command that these words (without ``kronika``) call; one that they call wrongly ends with a usage error."""
    context = cli.make_context("kronika", list(words))
    rest = [*context._protected_args, *context.args]
    command: click.Command | None = cli
    while isinstance(command, click.Group) and rest:
        command = command.get_command(context, rest.pop(0))
    assert command is not None, f"no such command: {' '.join(words)}"
    command.make_context(command.name, rest, parent=context)
    return command


def quietly(folder: Path, *words: str) -> str:
    """Run a command on the record in a folder, before any test has begun; return what it printed."""
    options = ["--record", str(folder / "record"), "--passphrase-file", str(folder / "passphrase.txt"), "--by", "documenter-1"]
    with pytest.MonkeyPatch.context() as patch:
        said = io.StringIO()
        patch.setattr(sys, "stdout", said)
        assert main([*options, *words]) == 0
        return said.getvalue()


def at_home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy a folder with a record, go there, and let the environment name record, role and passphrase."""
    folder = tmp_path / "work"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KRONIKA_RECORD", "record")
    monkeypatch.setenv("KRONIKA_BY", "documenter-1")
    monkeypatch.setenv("KRONIKA_PASSPHRASE", PASSPHRASE)
    return folder
