"""A backup is one file; what comes out of it is what went in, or nothing."""

from __future__ import annotations

import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kronika.errors import FindingError, InputError, RecordError, StorageError
from kronika.store import backup as backups
from kronika.store import queries
from kronika.store.check import check
from store.samples import add_article, add_list, clock, create, reopen


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a record with two sources, one of them in a blob."""
    folder = tmp_path_factory.mktemp("backup")
    with create(folder / "record") as record:
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            add_article(writer, "Jan Prykladny")
            add_list(writer, {"Vera Uzor": "2021-05-03"}, "2024-01-31", size=300_000)
        backups.backup(record, folder / "backup.zip", now="2026-11-24")
    return folder / "backup.zip"


def test_what_comes_out_is_what_went_in(made: Path, tmp_path: Path) -> None:
    backups.unpack(made, tmp_path / "record")
    with reopen(tmp_path / "record") as record:
        assert check(record, quotes=True, rebuild=True).problems == []
        assert len(queries.sources(record.connection)) == 2
    assert b"Prykladny" not in made.read_bytes()


def test_a_stranger_can_check_the_sums(made: Path) -> None:
    import hashlib

    with zipfile.ZipFile(made) as archive:
        body = json.loads(archive.read("manifest.json"))
        assert set(body["files"]) == set(archive.namelist()) - {"manifest.json"}
        for name, expected in body["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == expected


def test_a_file_that_is_there_is_never_overwritten(made: Path, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"mine")
    with create(tmp_path / "record") as record:
        with pytest.raises(InputError, match="a file of that name"):
            backups.backup(record, tmp_path / "there.zip", now="")
        with pytest.raises(StorageError):
            backups.backup(record, tmp_path / "nowhere" / "backup.zip", now="")
    assert (tmp_path / "there.zip").read_bytes() == b"mine"
    with pytest.raises(RecordError, match="other things"):
        backups.unpack(made, tmp_path)
    with pytest.raises(InputError, match="no such backup"):
        backups.unpack(tmp_path / "missing.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_full_disk_leaves_no_half_backup(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with create(tmp_path / "record") as record:
        monkeypatch.setattr(backups, "sync", full)
        with pytest.raises(StorageError, match="No space"):
            backups.backup(record, tmp_path / "backup.zip", now="")
    assert {path.name for path in tmp_path.iterdir()} == {"record"}
    with pytest.raises(StorageError, match="No space"):
        backups.unpack(made, tmp_path / "restored")
    assert list((tmp_path / "restored").iterdir()) == []


def test_a_changed_backup_gives_nothing_or_the_same(made: Path, tmp_path: Path) -> None:
    whole = made.read_bytes()
    chance = random.Random(3)
    places = {*range(0, 60, 3), *range(len(whole) - 400, len(whole), 5), *(chance.randrange(len(whole)) for _ in range(40))}
    original = tmp_path / "original"
    backups.unpack(made, original)
    expected = {path.relative_to(original): path.read_bytes() for path in original.rglob("*") if path.is_file()}
    refused = 0
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path, folder = tmp_path / "changed.zip", tmp_path / "restored"
        path.write_bytes(changed)
        try:
            backups.unpack(path, folder)
        except (FindingError, RecordError) as error:
            assert "\n" not in str(error)  # noqa: PT017 - one of two ways to refuse
            assert not folder.exists() or list(folder.iterdir()) == []
            refused += 1
        else:
            # the byte says when a file was made, or the like
            found = {item.relative_to(folder): item.read_bytes() for item in folder.rglob("*") if item.is_file()}
            assert found == expected
            for item in sorted(folder.rglob("*"), reverse=True):
                item.rmdir() if item.is_dir() else item.unlink()
            folder.rmdir()
    assert refused > len(places) // 2


def with_member(path: Path, name: str, content: bytes, change: Callable[[dict[str, object]], None] | None = None) -> None:
    import hashlib

    body: dict[str, object] = {"kronika-backup": 1, "files": {}}
    files = body["files"]
    assert isinstance(files, dict)
    with zipfile.ZipFile(path, "w") as archive:
        for member in ("record.db", "head.json", name):
            archive.writestr(member, content)
            files[member] = hashlib.sha256(content).hexdigest()
        if change:
            change(body)
        archive.writestr("manifest.json", json.dumps(body))


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "blobs/../../outside", "C:\\outside", "blobs/ab/..", "record.db-wal", "notes.txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with_member(tmp_path / "evil.zip", name, b"x")
    with pytest.raises(FindingError, match="no backup, or it is damaged"):
        backups.unpack(tmp_path / "evil.zip", tmp_path / "inner" / "record")
    assert list((tmp_path / "inner" / "record").iterdir()) == []
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "inner" / "outside").exists()


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with_member(tmp_path / "new.zip", "erasures.list", b"", lambda body: body.update({"kronika-backup": 2}))
    with pytest.raises(RecordError, match="newer kronika"):
        backups.unpack(tmp_path / "new.zip", tmp_path / "record")


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.zip").write_bytes(content)
    with pytest.raises(FindingError, match="no backup"):
        backups.unpack(tmp_path / "letter.zip", tmp_path / "record")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("manifest.json", "[]")
    with pytest.raises(FindingError, match="no backup"):
        backups.unpack(tmp_path / "empty.zip", tmp_path / "record")


def test_a_backup_is_whole_while_others_read(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record, record.writing(by="x", clock=clock, command="add") as writer:
        add_article(writer, "Jan Prykladny")
    with reopen(tmp_path / "record") as record, reopen(tmp_path / "record") as reader:
        assert len(queries.sources(reader.connection)) == 1
        backups.backup(record, tmp_path / "backup.zip", now="")
    backups.unpack(tmp_path / "backup.zip", tmp_path / "restored")
    with reopen(tmp_path / "restored") as record:
        assert len(queries.sources(record.connection)) == 1
    assert os.path.exists(tmp_path / "record" / "record.db")  # noqa: PTH110 - what the file system itself says
