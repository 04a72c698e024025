"""The command line, run in this process, on a small record of invented people."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from cli_examples import FIRST, MAPPING, OTHER, PAGE, PASSPHRASE, SECOND, Result, Typed, at_home, quietly
from kronika.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs the command line with these words."""

    def call(*words: object, expect: int | None = 0) -> Result:
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = Result(status, *capsys.readouterr())
        assert expect is None or status == expect, said
        assert "Traceback" not in said.err
        return said

    return call


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with two editions of a list, another list, and a page; made once."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    files = {"first.csv": FIRST, "second.csv": SECOND, "other.csv": OTHER, "page.txt": PAGE, "river.map.yml": MAPPING}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    river = ["--map", str(folder / "river.map.yml")]
    quietly(folder, "init")
    quietly(folder, "add", str(folder / "first.csv"), *river, "--published", "2021-08-01")
    quietly(folder, "add", str(folder / "second.csv"), *river, "--published", "2022-08-01")
    quietly(folder, "add", str(folder / "other.csv"), str(folder / "page.txt"), "--published", "2022-09-01")
    return folder


@pytest.fixture(scope="session")
def confirmed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same record with everything transcribed; made once."""
    folder = tmp_path_factory.mktemp("confirmed") / "work"
    shutil.copytree(made, folder)
    quietly(folder, "transcribe", "--all")
    return folder


@pytest.fixture
def record(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the record and its sources; the environment names record, role and passphrase."""
    return at_home(made, tmp_path, monkeypatch)


@pytest.fixture
def decided(confirmed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with everything transcribed."""
    return at_home(confirmed, tmp_path, monkeypatch)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets somebody sit at the terminal and type these lines."""

    def sit(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", Typed(text))

    return sit
