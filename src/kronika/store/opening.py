"""Opening a record's file: is it there, is what a stopped process left whole, is it of this version, may it be written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import FindingError, RecordError, StorageError
from kronika.store import wal
from kronika.store.connection import Mode, connect, translated
from kronika.store.migrations import migrate, version
from kronika.store.schema import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from kronika.store.lock import WriterLock

FILE = "record.db"
HEAD = "head.json"
BLOBS = "blobs"
_PAGE = 4096


def is_record(folder: Path) -> bool:
    """Say whether there is a record in ``folder``, as far as it can be seen; it is not opened."""
    with suppress(OSError):
        return (folder / FILE).is_file() and (folder / HEAD).is_file()
    return False


class Opened(NamedTuple):
    """An open file.

    Attributes:
        engine: with one connection.
        mode: how it was opened.
        problem: what is wrong with a write-ahead log that was left behind, in words; empty if nothing.
    """

    engine: Engine
    mode: Mode
    problem: str


def open_file(folder: Path, passphrase: str, lock: WriterLock, *, trusting: bool, wait: float) -> Opened:
    """Open the file of the record in ``folder``; an older one is brought up to date.

    With ``trusting`` a file whose write-ahead log is damaged is opened for reading only, so that what is left stays as it is.

    Raises:
        RecordError: if there is none, or it is of a newer version.
        PassphraseError: if the passphrase is wrong.
        FindingError: if it was cut short, or its write-ahead log is damaged.
        StorageError: if the rights do not suffice.
    """
    path = folder / FILE
    with translated(str(folder)):
        _present(path)
        problem = _left_behind(path, passphrase, lock)
    if problem and not trusting:
        raise FindingError(
            problem,
            where=str(folder),
            advice="Run 'kronika check'; then restore a backup, or go on without them with 'kronika check --accept-loss'",
        )
    engine, mode = _connect(path, passphrase, Mode.READ if problem else Mode.WRITE)
    try:
        with translated(str(folder)):
            _up_to_date(engine, mode, lock, wait)
    except BaseException:
        engine.dispose()
        raise
    return Opened(engine, mode, problem)


def _present(path: Path) -> None:
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise RecordError(
            "there is no record here",
            where=str(path.parent),
            advice="Make one with 'kronika init', or name its folder with --record",
        ) from None
    if size < _PAGE:
        raise FindingError("the record's file was cut short", where=str(path), advice="Restore a backup")


def log_of(path: Path) -> Path:
    """Return the write-ahead log beside a file."""
    return path.with_name(path.name + "-wal")


def _left_behind(path: Path, passphrase: str, lock: WriterLock) -> str:
    """Return in words what is wrong with the write-ahead log; nothing while another process writes, which has looked itself."""
    if not log_of(path).exists():
        return ""
    with lock.quiet() as quiet:
        left = wal.read(log_of(path)) if quiet else None
        if left is None or left.problem or not left.commits:
            return left.problem if left else ""
        engine = connect(path, passphrase, Mode.READ)
        try:
            with engine.connect() as connection:
                _, frames, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(NOOP)").one()
        finally:
            engine.dispose()
        # Another reader may have folded the log in between; then there is another one now, or none.
        return wal.CHANGED if frames < left.commits and wal.read(log_of(path)) == left else ""


def _connect(path: Path, passphrase: str, mode: Mode) -> tuple[Engine, Mode]:
    """Open the file, for reading only where it cannot be written."""
    try:
        return connect(path, passphrase, mode), mode
    except StorageError as error:
        first = error
    log = log_of(path)
    with translated(str(path.parent)):
        folded = not log.exists() or not log.stat().st_size
    # A write-ahead log would be there if anybody wrote: without one the file stands still.
    for other in (Mode.READ, Mode.IMMUTABLE) if folded else (Mode.READ,):
        try:
            return connect(path, passphrase, other), other
        except StorageError:
            continue
    if not folded:
        raise StorageError(
            "the record was not closed, and cannot be put in order where nothing can be written",
            where=str(path.parent),
            advice="Copy the whole folder to a place where you can write",
        )
    raise first


def _up_to_date(engine: Engine, mode: Mode, lock: WriterLock, wait: float) -> None:
    with engine.connect() as connection:
        found = version(connection)
    if found == VERSION:
        return
    if found < VERSION and mode is not Mode.WRITE:
        raise StorageError(
            "this record is of an older kronika and must be written once", advice="Copy its folder to a place where you can write"
        )
    lock.acquire(wait, "migrate", "")
    try:
        with engine.connect().execution_options(write=True) as connection:
            migrate(connection)
    finally:
        lock.release()
