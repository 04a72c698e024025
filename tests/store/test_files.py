"""Small files are there whole or not at all, and a left-over write-ahead log is read before SQLite drops half of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kronika.errors import FindingError, RecordError
from kronika.store import files, wal
from kronika.store.chain import Head, encode_head, parse_head, read_head
from kronika.store.check import check
from store.samples import PASSPHRASE, add_article, clock, create, reopen


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    path.write_bytes(b"old")
    beside = files.draft(path, b"new")
    assert path.read_bytes() == b"old"
    files.publish(beside, path)
    assert path.read_bytes() == b"new"
    assert [item.name for item in tmp_path.iterdir()] == ["head.json"]


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(OSError, match="No space"):
        files.draft(tmp_path / "head.json", b"new")
    assert list(tmp_path.iterdir()) == []


def test_every_byte_of_a_head_counts(tmp_path: Path) -> None:
    path, key = tmp_path / "head.json", b"k" * 32
    head = Head(17, bytes(range(32)))
    path.write_bytes(encode_head(head, key))
    assert read_head(path, key) == head
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            path.write_bytes(changed)
            with pytest.raises(FindingError):
                read_head(path, key)
    for other in (b"", b"{}", b"[]", b"null", whole[:-1], whole + b"\n", b"[" * 10_000):
        path.write_bytes(other)
        with pytest.raises(FindingError):
            read_head(path, key)
    path.write_bytes(whole)
    with pytest.raises(FindingError):
        read_head(path, b"x" * 32)


def test_a_head_that_was_kept_elsewhere_is_64_digits() -> None:
    assert parse_head(f" {'AB' * 32}\n") == b"\xab" * 32
    for wrong in ("", "ab", "z" * 64, "ab" * 33):
        with pytest.raises(RecordError, match="64 hexadecimal digits"):
            parse_head(wrong)


# -- the write-ahead log --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record as a killed process leaves it: the last transactions are in the write-ahead log, the head knows all but one."""
    folder = tmp_path_factory.mktemp("crashed") / "record"
    copy = folder.parent / "copy"
    head = b""
    with create(folder) as record:
        for number in range(3):
            with record.writing(by="documenter-1", clock=clock, command="add") as writer:
                add_article(writer, f"Person Number{number}", name=f"{number}.txt")
            if number == 1:
                head = (folder / "head.json").read_bytes()
        shutil.copytree(folder, copy)
    (copy / "head.json").write_bytes(head)
    (copy / "record.db-shm").unlink()
    return copy


def test_what_a_crash_left_is_read_whole(crashed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(crashed, tmp_path / "record")
    left = wal.read(folder / "record.db-wal")
    assert left is not None
    assert not left.problem
    with reopen(folder) as record:
        assert record.head.entries == 7
        assert record.compare_head() == 2
    assert not (folder / "record.db-wal").exists()


def test_a_flipped_byte_anywhere_in_a_left_over_log_is_found_and_refused(crashed: Path, tmp_path: Path) -> None:
    whole = (crashed / "record.db-wal").read_bytes()
    frame = 4096 + 24
    starts = range(32, len(whole), frame)
    places = {
        *range(32),
        len(whole) - 1,
        # of each frame something, of the first and last ones every part
        *(start + (0, 4, 8, 12, 16, 23, 24, 2000, frame - 1)[number % 9] for number, start in enumerate(starts)),
        *(start + offset for start in (starts[0], *starts[-3:]) for offset in (0, 4, 8, 12, 16, 23, 24, 2000, frame - 1)),
    }
    assert len(whole) == 32 + len(starts) * frame
    commits = 0
    for place in sorted(places):
        folder = tmp_path / str(place)
        shutil.copytree(crashed, folder)
        changed = bytearray(whole)
        changed[place] ^= 0x40
        (folder / "record.db-wal").write_bytes(changed)
        with pytest.raises(FindingError, match="write-ahead log"):
            reopen(folder)
        if place % 7 == 0:
            # a check looks, and leaves it as it was: the next one finds it again
            for _ in range(2):
                with reopen(folder, trusting=True) as record:
                    assert any("write-ahead log" in problem for problem in check(record).problems)
            assert (folder / "record.db-wal").read_bytes() == changed
            with reopen(folder, trusting=True) as record:
                record.accept_loss(by="documenter-1", clock=clock)
            with reopen(folder) as record:
                assert check(record, rebuild=True).problems == []
                commits += 1
        shutil.rmtree(folder)
    assert commits


def test_a_log_that_was_cut_or_removed_is_noticed(crashed: Path, tmp_path: Path) -> None:
    size = (crashed / "record.db-wal").stat().st_size
    for length in (0, 31, size // 3, size // 2):
        folder = tmp_path / str(length)
        shutil.copytree(crashed, folder)
        os.truncate(folder / "record.db-wal", length)
        with pytest.raises(FindingError, match="cut short"):
            reopen(folder)


def test_a_last_frame_that_was_not_finished_is_no_damage(crashed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(crashed, tmp_path / "record")
    with (folder / "record.db-wal").open("ab") as file:
        file.write(b"\x00" * 2000)
    with reopen(folder) as record:
        assert record.head.entries == 7


def test_frames_of_an_earlier_time_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(PASSPHRASE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("CREATE TABLE t (a)")
    for _ in range(30):
        connection.execute("INSERT INTO t VALUES (randomblob(3000))")
    connection.execute("PRAGMA wal_checkpoint(RESTART)")
    connection.execute("INSERT INTO t VALUES (1)")
    left = wal.read(tmp_path / "a.db-wal")
    assert left is not None
    assert not left.problem
    assert 0 < left.commits < 5
    connection.close()


def test_no_log_is_no_problem(tmp_path: Path) -> None:
    assert wal.read(tmp_path / "record.db-wal") is None
    (tmp_path / "record.db-wal").write_bytes(b"short")
    assert wal.read(tmp_path / "record.db-wal") is None
