"""A record can be made, opened, written to by one at a time and read by all; whatever goes wrong has one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from kronika.errors import BusyError, FindingError, InputError, KronikaError, PassphraseError, RecordError, StorageError
from kronika.store import migrations, queries, schema
from kronika.store.check import check
from kronika.store.record import Record
from store.samples import PASSPHRASE, add_article, add_list, clock, create, reopen


def writing(record: Record, command: str = "add") -> object:
    return record.writing(by="documenter-1", clock=clock, command=command)


def run(code: str, *args: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, with this folder's neighbours at hand."""
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-c", textwrap.dedent(code), *args]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, **more
    )
    return done


def one_line(error: BaseException) -> str:
    line = str(error)
    assert "\n" not in line
    assert line.endswith(".")
    return line


# -- making and opening ---------------------------------------------------------------------------------------------------


def test_a_new_record_is_whole_and_empty(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        assert record.head.entries == 1
        assert queries.sources(record.connection) == []
    with reopen(tmp_path / "record", trusting=True) as record:
        found = check(record, quotes=True, rebuild=True)
        assert found.problems == []
        assert found.entries == 1


@pytest.mark.parametrize(
    "passphrase",
    [
        'it\'s "quoted"; DROP TABLE log --',
        "пять случайных слоў і яшчэ",
        "with\0nul",
        " leading and trailing ",
        "new\nline",
        "🗝️",
        "x'not a key'",
    ],
)
def test_any_passphrase_opens_what_it_made_and_nothing_else_does(tmp_path: Path, passphrase: str) -> None:
    create(tmp_path / "record", passphrase).close()
    Record.open(tmp_path / "record", passphrase).close()
    for other in (passphrase[:-1], passphrase + "x", passphrase.split("\0", maxsplit=1)[0] + "?"):
        with pytest.raises(PassphraseError) as caught:
            Record.open(tmp_path / "record", other)
        assert other not in one_line(caught.value)


def test_a_passphrase_is_the_same_however_a_keyboard_composes_it(tmp_path: Path) -> None:
    create(tmp_path / "record", "ключ й").close()
    Record.open(tmp_path / "record", "ключ и\u0306").close()


@pytest.mark.parametrize("passphrase", ["", "\udc80"])
def test_no_passphrase_at_all_is_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(RecordError):
        create(tmp_path / "record", passphrase)
    assert not (tmp_path / "record" / "record.db").exists()


def test_there_must_be_a_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record here"):
        Record.open(tmp_path, "x")


def test_a_record_is_not_made_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(RecordError, match="other things"):
        create(tmp_path)
    with pytest.raises(RecordError, match="a file, not a folder"):
        create(tmp_path / "letter.txt")
    create(tmp_path / "record").close()
    with pytest.raises(RecordError, match="a record here already"):
        create(tmp_path / "record")


def test_what_a_stopped_init_left_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    folder.mkdir()
    for name in ("record.db.new", "record.db.new-wal", "head.json", "head.json.new", "record.lock", "holder.json"):
        (folder / name).write_bytes(b"half")
    with create(folder) as record:
        assert record.head.entries == 1


def test_the_role_is_a_word(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        for role in ("", " ", "a\0b", "a\nb"):
            with pytest.raises(InputError), record.writing(by=role, clock=clock, command="add"):
                pass


@pytest.mark.parametrize("size", [0, 100, 4096, 8192])
def test_a_file_that_was_cut_short_is_refused_or_found(tmp_path: Path, size: int) -> None:
    with create(tmp_path / "record") as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
    path = tmp_path / "record" / "record.db"
    os.truncate(path, size)
    before = path.read_bytes()
    try:
        with reopen(tmp_path / "record", trusting=True) as record:
            assert check(record).problems
    except KronikaError as error:
        one_line(error)
        assert path.read_bytes() == before


def test_a_file_that_is_no_record_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"a letter, not a record" * 1000)
    with pytest.raises(PassphraseError):
        Record.open(tmp_path, "x")
    assert (tmp_path / "record.db").read_bytes() == b"a letter, not a record" * 1000


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record, record.changing() as connection:
        connection.execute(text("UPDATE meta SET value = CAST('99' AS BLOB) WHERE key = 'version'"))
    with pytest.raises(RecordError, match="newer kronika") as caught:
        reopen(tmp_path / "record")
    one_line(caught.value)


def test_nothing_goes_to_the_error_stream(tmp_path: Path) -> None:
    create(tmp_path / "record").close()
    path = tmp_path / "record" / "record.db"
    path.write_bytes(path.read_bytes()[:-5000] + b"x" * 5000)
    done = run(
        """
        import sys
        from pathlib import Path
        from kronika.errors import KronikaError
        from kronika.store.check import check
        from kronika.store.record import Record
        for passphrase in ("wrong", sys.argv[2]):
            try:
                with Record.open(Path(sys.argv[1]), passphrase, trusting=True) as record:
                    print(len(check(record, rebuild=True, quotes=True).problems) > 0)
            except KronikaError as error:
                print(error)
        """,
        str(tmp_path / "record"),
        PASSPHRASE,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[1] == "True"


# -- rights -----------------------------------------------------------------------------------------------------------------

_READ = """
    import asyncio, os, secrets, sys  # what a lock loads lies, as Python does, where only root may read
    from pathlib import Path
    import filelock
    from kronika.errors import KronikaError
    from kronika.store import queries
    from kronika.store.record import Record
    from store.samples import PASSPHRASE, clock
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        with Record.open(Path(sys.argv[1]), PASSPHRASE) as record:
            print(len(queries.sources(record.connection)))
            with record.writing(by="x", clock=clock, command="add"):
                pass
    except KronikaError as error:
        print(type(error).__name__, error)
    """


@pytest.mark.skipif(os.name == "nt", reason="rights work otherwise on Windows")
def test_where_nothing_can_be_written_a_record_can_still_be_read() -> None:
    import tempfile

    # pytest's own folders are closed to other users
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "record"
        with create(folder) as record, writing(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Jan Prykladny")
        for path in (Path(scratch), folder):
            path.chmod(0o555)
        for path in folder.iterdir():
            path.chmod(0o444)
        done = run(_READ, str(folder))
        assert done.stderr == ""
        count, refused = done.stdout.splitlines()
        assert count == "1"
        assert refused.startswith("StorageError")
        for path in folder.iterdir():
            path.chmod(0o000)
        done = run(_READ, str(folder))
        assert done.stderr == ""
        assert done.stdout.startswith("StorageError")
        folder.chmod(0o000)
        done = run(_READ, str(folder))
        assert done.stderr == ""
        assert done.stdout.startswith("StorageError")
        for path in (folder, Path(scratch)):
            path.chmod(0o755)


# -- two at once
# --------------------------------------------------------------------------------------------------------------


def test_the_second_writer_waits_or_says_who_holds_the_record(tmp_path: Path) -> None:
    create(tmp_path / "record").close()
    code = """
        import sys
        from pathlib import Path
        from store.samples import clock, reopen
        record = reopen(Path(sys.argv[1]))
        with record, record.writing(by="documenter-2", clock=clock, command="add secret-name.txt") as writer:
            writer.append("hold", {"target": "x", "ground": "y", "on": True})
            print("in", flush=True)
            sys.stdin.readline()
        print("out", flush=True)
        """
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "record")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "in\n"
    with reopen(tmp_path / "record") as record:
        # a reader is not blocked, and sees what was saved before
        assert record.head.entries == 1
        assert queries.sources(record.connection) == []
        with pytest.raises(BusyError) as caught, record.writing(by="x", clock=clock, command="add", wait=0.2):
            pass
        line = one_line(caught.value)
        assert f"process {holder.pid}" in line
        assert "'add'" in line
        assert b"secret-name" not in (tmp_path / "record" / "holder.json").read_bytes()
        threading.Timer(0.5, lambda: print(file=holder.stdin, flush=True)).start()
        with record.writing(by="x", clock=clock, command="add", wait=20) as writer:
            assert writer.append("hold", {"target": "x", "ground": "y", "on": True})[0].seq == 3
    assert holder.wait() == 0
    holder.stdin.close()
    holder.stdout.close()


def test_opening_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
        began = time.monotonic()
        reopen(tmp_path / "record").close()
        assert time.monotonic() - began < 5


def test_a_check_sees_one_moment_while_others_write(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
    with reopen(tmp_path / "record", trusting=True) as reader, reopen(tmp_path / "record") as other:
        with reader.snapshot():
            assert reader.head.entries == 3
            with writing(other) as writer:  # type: ignore[attr-defined]
                add_article(writer, "Ala Prykladnaja")
            assert reader.head.entries == 3
        assert check(reader).problems == []
        assert reader.head.entries == 5


# -- whole or not at all
# ------------------------------------------------------------------------------------------------------


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with pytest.raises(ZeroDivisionError), writing(record) as writer:  # type: ignore[attr-defined]  # noqa: PT012 - the transaction is what fails
            add_list(writer, {"Jan Prykladny": "2021-05-03"}, "2024-01-31", size=400_000)
            raise ZeroDivisionError
        assert record.head.entries == 1
        assert list(record.blobs.files()) == []
        assert queries.sources(record.connection) == []
        with writing(record) as writer:  # type: ignore[attr-defined]
            add_list(writer, {"Jan Prykladny": "2021-05-03"}, "2024-01-31", size=400_000)
        assert len(list(record.blobs.files())) == 1
        found = check(record, rebuild=True)
        assert found.problems == []


def test_blobs_that_a_stopped_command_left_are_swept(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        record.blobs.put("ab" * 32, b"x" * 300_000)
        assert any("belongs to no source" in note for note in check(record).notes)
    with reopen(tmp_path / "record") as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
        assert list(record.blobs.files()) == []


def test_a_head_that_lags_behind_is_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record:
        first = (folder / "head.json").read_bytes()
        with writing(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Jan Prykladny")
    (folder / "head.json").write_bytes(first)
    with reopen(folder) as record:
        assert record.compare_head() == 2
    with reopen(folder, trusting=True) as record:
        found = check(record)
        assert found.problems == []
        assert any("longer than its head" in note for note in found.notes)
        assert record.compare_head() == 0


def test_a_loss_is_refused_until_it_is_accepted(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
    shutil.copytree(folder, tmp_path / "old")
    with reopen(folder) as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Ala Prykladnaja")
    shutil.copy(folder / "head.json", tmp_path / "old" / "head.json")
    folder = tmp_path / "old"
    with pytest.raises(FindingError, match="cut short: 3 entries are here, the head says 5"):
        reopen(folder)
    with reopen(folder, trusting=True) as record:
        with pytest.raises(FindingError), writing(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Ala Prykladnaja")
        assert record.head.entries == 3
        record.accept_loss(by="documenter-1", clock=clock)
        with pytest.raises(RecordError, match="nothing is lost"):
            record.accept_loss(by="documenter-1", clock=clock)
    with reopen(folder) as record:
        found = check(record, rebuild=True)
        assert found.problems == []
        assert any("accepted the loss" in note for note in found.notes)


def test_a_loss_can_be_noted_by_hand(tmp_path: Path) -> None:
    create(tmp_path / "record").close()
    (tmp_path / "record" / "head.json").unlink()
    with pytest.raises(FindingError, match="head file is missing"):
        reopen(tmp_path / "record")
    with reopen(tmp_path / "record", trusting=True) as record, writing(record, "check") as writer:  # type: ignore[attr-defined]
        writer.append("loss", {"entries": record.head.entries})
    reopen(tmp_path / "record").close()


# -- migrations
# -----------------------------------------------------------------------------------------------------------------


def add_a_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE later (a)"))


def fail_halfway(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE half (a)"))
    raise ZeroDivisionError


def test_steps_run_once_each_in_a_transaction_of_its_own(tmp_path: Path) -> None:
    now = schema.VERSION
    with create(tmp_path / "record") as record:
        connection = record._engine.connect().execution_options(write=True)
        with pytest.raises(ZeroDivisionError):
            migrations.migrate(connection, {now: add_a_table, now + 1: fail_halfway}, target=now + 2)
        tables = {row[0] for row in record.connection.exec_driver_sql("SELECT name FROM sqlite_master")}
        assert "later" in tables
        assert "half" not in tables
        assert migrations.version(record.connection) == now + 1
        assert migrations.migrate(connection, {now: fail_halfway, now + 1: add_a_table_again}, target=now + 2) == [
            "add_a_table_again"
        ]
        assert migrations.migrate(connection, {}, target=now + 2) == []
        with pytest.raises(RecordError, match="cannot bring up to date"):
            migrations.migrate(connection, {}, target=now + 3)
        connection.close()


def add_a_table_again(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE much_later (a)"))


def test_an_older_record_is_brought_up_to_date_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with create(tmp_path / "record") as record, record.changing() as connection:
        connection.execute(text("UPDATE meta SET value = CAST('0' AS BLOB) WHERE key = 'version'"))
    with pytest.raises(RecordError, match="cannot bring up to date"):
        reopen(tmp_path / "record")
    monkeypatch.setitem(migrations.STEPS, 0, add_a_table)
    with reopen(tmp_path / "record") as record:
        assert migrations.version(record.connection) == schema.VERSION


# -- a full disk
# ----------------------------------------------------------------------------------------------------------------


def test_a_full_disk_saves_nothing_by_halves(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with writing(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Jan Prykladny")
        pages = record.connection.exec_driver_sql("PRAGMA page_count").scalar()
        record.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError) as caught, writing(record) as writer:  # type: ignore[attr-defined]  # noqa: PT012 - the transaction is what fails
            for number in range(400):
                add_article(writer, f"Person Number{number}", name=f"{number}.txt")
        assert "full" in one_line(caught.value)
        record.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert check(record, rebuild=True, quotes=True).problems == []
        assert len(queries.sources(record.connection)) == 1
        with writing(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Ala Prykladnaja")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [0, 10_000, 60_000, 150_000, 290_000])
def test_a_limit_on_the_size_of_files_is_a_full_disk(tmp_path: Path, limit: int) -> None:
    folder = tmp_path / "record"
    with create(folder) as record, writing(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
    code = """
        import resource, sys
        from pathlib import Path
        from kronika.errors import KronikaError
        from store.samples import add_list, clock, reopen
        folder, limit = Path(sys.argv[1]), int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            with reopen(folder) as record, record.writing(by="x", clock=clock, command="add") as writer:
                add_list(writer, {f"Person Number{n}": "2021-05-03" for n in range(900)}, "2024-01-31", size=300_000)
            print("saved")
        except KronikaError as error:
            print(type(error).__name__, error)
        """
    done = run(code, str(folder), str(limit))
    assert done.stderr == ""
    assert done.stdout.startswith("StorageError")
    assert len(done.stdout.splitlines()) == 1
    with reopen(folder) as record:
        assert check(record, rebuild=True).problems == []
        assert len(queries.sources(record.connection)) == 1
        with writing(record) as writer:  # type: ignore[attr-defined]
            add_list(writer, {"Ala Prykladnaja": "2021-05-03"}, "2024-01-31")
    left = {path.name for path in folder.rglob("*") if path.is_file()}
    assert left == {"record.db", "record.lock", "head.json"}
