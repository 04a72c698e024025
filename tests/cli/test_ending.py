"""How a command ends: its exit status, one line, and output that every terminal can take."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from kronika.cli import main as shell
from kronika.errors import FindingError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_examples import Result

SECRET = "Ana Perova, Riverton"


@pytest.fixture
def ends_with(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]) -> Callable[[BaseException], Result]:
    """Runs a command that ends with this error."""

    def call(error: BaseException) -> Result:
        @click.command("sources")
        def command() -> None:
            raise error

        monkeypatch.setattr(shell.LazyGroup, "get_command", lambda *_: command)
        return run("sources", expect=None)

    return call


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (InputError("it is empty", where="a.txt", advice="Get it again"), 1, "a.txt: it is empty. Get it again."),
        (FindingError("2 problems found"), 3, "2 problems found."),
        (KeyboardInterrupt(), 1, "Stopped. What was reported as saved is saved."),
        (EOFError(), 1, "Stopped. What was reported as saved is saved."),
        (click.UsageError("Give two names"), 2, "Error: Give two names"),
        (
            PermissionError(errno.EACCES, "Permission denied", "list.csv"),
            1,
            "list.csv: the system refuses it (Permission denied). Check the path and the rights on it.",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            1,
            "the disk is full. What was reported as saved is saved. Free some space, then repeat the command.",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_an_error_is_one_line_with_its_status(
    error: BaseException, status: int, line: str, ends_with: Callable[[BaseException], Result]
) -> None:
    said = ends_with(error)
    assert said.status == status
    assert said.lines[-1] == line
    assert said.out == ""


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), MemoryError(SECRET), RecursionError(SECRET)])
def test_a_fault_of_the_program_names_its_place_and_not_the_words_of_a_source(
    error: Exception, ends_with: Callable[[BaseException], Result]
) -> None:
    said = ends_with(error)
    assert said.status == 1
    (line,) = said.lines
    assert line.startswith(f"This is a fault of kronika, not of yours: {type(error).__name__} in ")
    assert "report this line" in line
    assert "Perova" not in said.err + said.out


def test_a_reader_who_has_seen_enough_ends_the_command_quietly(decided: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kronika", "show", "Boris Lukin"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert [line for line in done.stderr.splitlines() if not line.startswith("Note: ")] == []
    assert done.returncode == 1


def test_output_is_utf_8_where_the_terminal_says_otherwise(tmp_path: Path) -> None:
    name = "Калеснікава Марыя.txt"
    (tmp_path / name).write_text("Марыя Калеснікава was detained in Minsk on 7 September 2020.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kronika", "read", name, "нет.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert name in done.stdout.decode("utf-8")
    assert "нет.txt" in done.stderr.decode("utf-8")


def test_names_with_spaces_and_cyrillic_letters_are_paths_like_others(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KRONIKA_PASSPHRASE", "пять случайных слов")
    monkeypatch.setenv("KRONIKA_BY", "documenter-1")
    folder = tmp_path / "Списки 2021"
    folder.mkdir()
    (folder / "Список Б.csv").write_text("Имя;Дата задержания\nИванова Анна;09.08.2020\n", encoding="utf-8")
    said = run("init", "Мая хроніка")
    assert '--record "Мая хроніка"' in said.out, "what is to be typed next is in quotes"
    monkeypatch.setenv("KRONIKA_RECORD", "Мая хроніка")
    assert "Список Б.csv" in run("add", "Списки 2021").out
    assert 'kronika add "Списки 2021' in run("map", "Списки 2021/Список Б.csv").out
    run("transcribe", "--all")
    run("count", "political-prisoner/custody", "--on", "2020-09-01", "--report", "Отчёт 1.html")
    assert "Иванова" in (tmp_path / "Отчёт 1.html").read_text(encoding="utf-8")


def test_a_pattern_is_expanded_where_the_shell_does_not(record: Path, run: Callable[..., Result]) -> None:
    assert {page["file"] for page in run("read", "*.csv", "--json").json} == {"first.csv", "other.csv", "second.csv"}
    assert "nothing*.csv" in run("read", "nothing*.csv", expect=1).err


def test_what_one_file_lacks_does_not_stop_the_others(record: Path, run: Callable[..., Result]) -> None:
    (record / "empty.txt").write_bytes(b"")
    said = run("read", "empty.txt", "page.txt")
    assert "empty.txt: the file is empty" in said.err
    assert "3 proposals" in said.out or "2 proposals" in said.out
    assert run("read", "empty.txt", "missing.txt", expect=1).lines[-1] == "no file could be read. See the lines above."


def test_a_check_that_finds_something_says_what_and_ends_with_three(record: Path, run: Callable[..., Result]) -> None:
    said = run("check", "--head", "0" * 64, expect=3)
    assert "the head that was kept elsewhere is not in this log" in said.out
    assert said.lines[-1].startswith("1 problem found.")
    assert run("check", "--head", "0" * 64, "--json", expect=3).json["ok"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["count", "--when", "2021-01-01"],
        ["count", "--compare", "2021-01-01"],
        ["count", "--series", "2021-01-01..2021-02-01", "--report", "report.html"],
        ["changes"],
        ["changes", "--since", "1", "--list", "river-list"],
        ["names", "Ana"],
        ["erase", "m1", "--hold", "--lift-hold"],
        ["add"],
        ["export", "facts.csv", "--format", "word"],
        ["transcribe", "--all", "--sample", "many"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(words: list[str], record: Path, run: Callable[..., Result]) -> None:
    said = run(*words, expect=2)
    assert said.lines[-1].startswith("Error: ")
    assert said.out == ""
