from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from kronika.capture import Limits, files, load, sha256_file
from kronika.errors import InputError

CLOSED = (
    "the folder cannot be read (no permission), its files were left out. Give yourself the right to read it, then add it again."
)
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def found(*paths: Path) -> tuple[list[Path], list[str]]:
    notes: list[str] = []
    return list(files(paths, note=notes.append)), notes


def test_files_come_in_an_order_that_stays_the_same(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", "also/e.txt")
    names, notes = found(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in names] == [
        "a.txt",
        "b.txt",
        "also/e.txt",
        "sub/c.txt",
        "sub/deep/d.txt",
    ]
    assert notes == []


def test_files_of_the_system_are_skipped_and_named(tmp_path: Path) -> None:
    put(tmp_path, ".DS_Store", "Thumbs.db", "~$list.docx", "desktop.ini", ".git/config", "__MACOSX/x", "list.docx")
    names, notes = found(tmp_path)
    assert [path.name for path in names] == ["list.docx"]
    assert sorted(notes) == sorted(
        f"{tmp_path / name}: a hidden file of the operating system, skipped."
        for name in (".DS_Store", ".git", "Thumbs.db", "__MACOSX", "desktop.ini", "~$list.docx")
    )


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt")
    assert found(tmp_path / ".hidden.txt") == ([tmp_path / ".hidden.txt"], [])


def test_what_is_not_there_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    names, notes = found(tmp_path / "missing.pdf", tmp_path / "a.txt", tmp_path)
    assert names == [tmp_path / "a.txt"]
    assert notes == [
        f"{tmp_path / 'missing.pdf'}: no such file or folder. Check how its name is written.",
        f"{tmp_path / 'a.txt'}: given twice, read once.",
    ]


@pytest.mark.skipif(AS_ROOT, reason="nothing is closed to root")
def test_a_folder_and_a_file_that_are_closed_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a/closed/x.txt", "a/shut.txt", "a/open.txt")
    (tmp_path / "a/closed").chmod(0)
    (tmp_path / "a/shut.txt").chmod(0)
    try:
        names, notes = found(tmp_path)
    finally:
        (tmp_path / "a/closed").chmod(0o700)
    assert [path.name for path in names] == ["open.txt"]
    assert sorted(note.removeprefix(str(tmp_path)) for note in notes) == [
        f"/a/closed: {CLOSED}",
        "/a/shut.txt: the file cannot be read (no permission). Give yourself the right to read it, then add it again.",
    ]


def test_a_closed_folder_is_named_for_anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "closed/x.txt", "open.txt")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "local words")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    names, notes = found(tmp_path)
    assert [path.name for path in names] == ["open.txt"]
    assert notes == [f"{tmp_path / 'closed'}: {CLOSED}"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_links_in_circles_and_pipes_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.txt")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "sub/a.txt")
    os.mkfifo(tmp_path / "pipe")
    names, notes = found(tmp_path)
    assert [path.name for path in names] == ["again.txt"]
    assert sorted(notes) == [
        f"{tmp_path / 'pipe'}: no file but a device, pipe or socket, skipped.",
        f"{tmp_path / 'sub/a.txt'}: given twice, read once.",
        f"{tmp_path / 'sub/up'}: a link to a folder, not followed. Add the folder itself if it belongs to your sources.",
    ]


def test_a_file_is_hashed_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "спіс.txt"
    path.write_bytes(b"x" * 3_000_000)
    assert sha256_file(path) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert load(path) == b"x" * 3_000_000
    with pytest.raises(InputError) as caught:
        load(path, Limits(max_bytes=1 << 20))
    assert str(caught.value) == (f"{path}: the file has 3 MB, over the limit of 1 MB. Split it, or take out of it what you need.")
    with pytest.raises(InputError, match="no such file or folder"):
        sha256_file(tmp_path / "missing")
