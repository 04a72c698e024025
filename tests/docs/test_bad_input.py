"""Every row of docs/bad-input.md: what comes in, what the command says to it, and with which status it ends."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from bad_inputs import INPUTS
from cli_examples import PASSPHRASE
from kronika.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "bad-input.md"
#: an unprivileged user and group, for rights that root does not feel
NOBODY = 65534


class Row(NamedTuple):
    """A row of the table."""

    given: str
    command: str
    line: str
    status: int


class Said(NamedTuple):
    """How a command ended, and all that it printed."""

    status: int
    text: str


def rows() -> list[Row]:
    """The rows of the page's table."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[3].isdigit():
            found.append(Row(cells[0], cells[1].strip("`"), cells[2], int(cells[3])))
    return found


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk on which no file grows by more than a few pages; Python turns the signal into an error by itself."""
    if sys.platform == "win32":
        pytest.skip("a limit on the size of files is a POSIX one")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in (folder / "record").rglob("*") if path.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 16_384, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Whoever runs the tests, or an unprivileged user where that is root, who reads everything."""
    if sys.platform == "win32":
        pytest.skip("rights are another matter there")
    if os.geteuid() != 0:
        yield
        return
    # what a command imports is imported before: an unprivileged user need not be able to read this checkout
    (folder / "warm.txt").write_text("Boris Lukin was detained on 6 May 2021.\n", encoding="utf-8")
    assert main(["add", "warm.txt"]) == 0
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    for parent in folder.parents:
        if parent.stat().st_uid == 0 and parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | 0o055)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def newer(folder: Path) -> None:
    """Make the record one of a version that does not exist yet."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(folder / "record" / "record.db"))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("UPDATE meta SET value = CAST('99' AS BLOB) WHERE key = 'version'")
    connection.commit()
    connection.close()


#: what is different from the usual, by the first column
ENVIRONMENT = {
    "a wrong passphrase": {"KRONIKA_PASSPHRASE": "another"},
    "no passphrase, no terminal": {"KRONIKA_PASSPHRASE": ""},
    "no record": {"KRONIKA_RECORD": "nowhere"},
    "no record named": {"KRONIKA_RECORD": ""},
    "no role": {"KRONIKA_BY": ""},
}
SITUATION = {
    "a full disk": small_disk,
    "a full disk, and a large source": small_disk,
    "a folder that cannot be read": unprivileged,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty record; made once."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    assert main(["init", str(folder / "record"), "--passphrase-file", str(folder / "passphrase.txt")]) == 0
    return folder


@pytest.fixture
def say(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Row], Said]:
    """Runs the command of a row in a folder of its own, with the files that it names."""
    folder = tmp_path / "work"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)

    def run(row: Row) -> Said:
        words = shlex.split(row.command.replace("00…00", "0" * 64))
        for name in INPUTS.keys() & set(words):
            INPUTS[name](folder / name)
        usual = {"KRONIKA_RECORD": "record", "KRONIKA_BY": "documenter-1", "KRONIKA_PASSPHRASE": PASSPHRASE}
        for name, value in {**usual, **ENVIRONMENT.get(row.given, {})}.items():
            monkeypatch.setenv(name, value)
        if row.given == "a record of a newer version":
            newer(folder)
        with SITUATION.get(row.given, nothing)(folder):
            capsys.readouterr()
            status = main(words)
        captured = capsys.readouterr()
        return Said(status, captured.out + captured.err)

    return run


@contextmanager
def nothing(_: Path) -> Iterator[None]:
    """No special situation."""
    yield


def pattern(line: str) -> re.Pattern[str]:
    """The line as a pattern; the ellipsis stands for anything on that line."""
    return re.compile(".*?".join(re.escape(part.strip()) for part in line.split("…")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.given)
def test_a_row_of_the_page(row: Row, say: Callable[[Row], Said]) -> None:
    said = say(row)
    lines = [" ".join(line.split()) for line in said.text.splitlines()]
    assert said.status == row.status, said.text
    assert any(pattern(row.line).search(line) for line in lines), said.text
    assert "Traceback" not in said.text
    assert "This is a fault of kronika" not in said.text
    if "good.txt" in row.command and row.status == 0:
        assert any(re.match(r"saved [0-9a-f]{64} good\.txt: \d+ statements proposed", line) for line in lines), "the rest went on"


@pytest.mark.parametrize("given", SITUATION)
def test_after_trouble_with_the_disk_the_record_is_whole(
    given: str, say: Callable[[Row], Said], capsys: pytest.CaptureFixture[str]
) -> None:
    say(next(row for row in rows() if row.given == given))
    assert main(["check", "--quotes", "--rebuild"]) == 0, capsys.readouterr().out


def test_every_situation_has_its_row() -> None:
    assert {*ENVIRONMENT, *SITUATION, "a record of a newer version"} <= {row.given for row in rows()}
