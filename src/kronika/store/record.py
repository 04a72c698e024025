"""A record: one folder with the encrypted file, the head beside it, and the blobs of large sources."""

from __future__ import annotations

import hmac
import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import select, text

from kronika.errors import FindingError, RecordError, StorageError
from kronika.store import log, schema
from kronika.store.blobs import Blobs
from kronika.store.chain import Head, read_head, write_head
from kronika.store.connection import connect, translated
from kronika.store.lock import WriterLock
from kronika.store.migrations import migrate
from kronika.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

FILE = "record.db"
HEAD = "head.json"
BLOBS = "blobs"
#: a write-ahead log longer than this is folded into the file after a commit
_WAL_BYTES = 8 * 1024 * 1024
#: seconds that a second writer waits before it says who holds the record
WAIT_SECONDS = 20.0


class Record:
    """An open record.

    Use :meth:`create` or :meth:`open`, and close it (or use it as a context manager).

    Attributes:
        folder: where it lies.
        connection: for reading; see ``queries.py``.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self._engine = engine
        self._lock = WriterLock(folder)
        self.connection: Connection = engine.connect()
        keys = {row.key: row.value for row in self.connection.execute(select(schema.meta))}
        self._head_key: bytes = keys["head_key"]
        self.list_key: bytes = hmac.new(keys["head_key"], b"erasures", "sha256").digest()
        #: what an export derives its ids from: without it a guessed name could be looked up in a published file
        self.export_key: bytes = hmac.new(keys["head_key"], b"export", "sha256").digest()
        self.id: str = keys["id"].decode("ascii")
        self.blobs = Blobs(folder / BLOBS, keys["blob_key"])

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, by: str, clock: Callable[[], datetime]) -> Self:
        """Make a new, empty record in ``folder``.

        Raises:
            RecordError: if there is one already, or the folder holds other things.
            StorageError: if the folder cannot be written.
        """
        if (folder / FILE).exists():
            raise RecordError(
                "there is a record here already", where=str(folder), advice="Choose another folder, or use this record"
            )
        if not passphrase:
            raise RecordError("a passphrase cannot be empty", advice="Choose five or more random words")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"the folder cannot be made ({error.strerror})", where=str(folder), advice="Choose another place"
            ) from error
        if any(folder.iterdir()):
            raise RecordError("this folder holds other things", where=str(folder), advice="Give 'init' a new or an empty folder")
        with translated(str(folder)):
            engine = connect(folder / FILE, passphrase)
            with engine.connect().execution_options(write=True) as connection, connection.begin():
                schema.metadata.create_all(connection, checkfirst=False)
                connection.execute(text(schema.SEARCH))
                connection.execute(text(schema.SEARCH_SECURE))
                values = {
                    "version": str(schema.VERSION).encode("ascii"),
                    "id": uuid.uuid4().hex.encode("ascii"),
                    "head_key": os.urandom(32),
                    "blob_key": os.urandom(32),
                }
                connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in values.items()])
            record = cls(folder, engine)
        with record.writing(by=by, clock=clock, command="init") as writer:
            writer.append("begin", {"record": record.id, "version": schema.VERSION})
        return record

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, trusting: bool = False) -> Self:
        """Open the record in ``folder``; an older one is brought up to date.

        Args:
            folder: the record's folder.
            passphrase: of the record.
            trusting: do not compare the log with its head (for ``check``, which reports that itself).

        Raises:
            RecordError: if there is none, or it is of a newer version.
            PassphraseError: if the passphrase is wrong.
            FindingError: if the log is shorter than its head says, or another log than the head's.
        """
        if not (folder / FILE).is_file():
            raise RecordError(
                "there is no record here",
                where=str(folder),
                advice="Make one with 'kronika init', or name its folder with --record",
            )
        with translated(str(folder)):
            engine = connect(folder / FILE, passphrase)
            try:
                with engine.connect().execution_options(write=True) as connection:
                    migrate(connection)
                record = cls(folder, engine)
            except BaseException:
                engine.dispose()
                raise
            if not trusting:
                try:
                    record.compare_head()
                except FindingError:
                    record.close()
                    raise
        return record

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in."""
        self.connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def head(self) -> Head:
        """The end of the log."""
        return log.head(self.connection)

    def compare_head(self) -> int:
        """Compare the log with the head file; return by how many entries the log is longer (a command was killed in
        between).

        Raises:
            FindingError: if the log was cut short or is another log.
        """
        noted, now = read_head(self.folder / HEAD, self._head_key), self.head
        if now.entries < noted.entries:
            raise FindingError(
                f"the log was cut short: {now.entries} entries are here, the head says {noted.entries}",
                where=str(self.folder),
                advice="Restore a backup, or accept the loss with 'kronika check --accept-loss'",
            )
        found = self.connection.execute(select(schema.log.c.hash).where(schema.log.c.seq == noted.entries)).scalar()
        if noted.entries and found != noted.hash:
            raise FindingError(
                f"entry {noted.entries} of the log is not the one that the head names",
                where=str(self.folder),
                advice="Restore a backup",
            )
        return now.entries - noted.entries

    def write_head(self) -> Head:
        """Write the head file anew and return the head."""
        end = self.head
        write_head(self.folder / HEAD, end, self._head_key)
        return end

    @contextmanager
    def writing(self, *, by: str, clock: Callable[[], datetime], command: str, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """Hold the record for writing; what is written inside is saved whole at the end, or not at all.

        Raises:
            BusyError: if another process holds it for longer than ``wait`` seconds.
            StorageError: if the disk is full; nothing of this transaction was saved then.
        """
        now = clock().isoformat(timespec="seconds")
        self._lock.acquire(wait, command, now)
        try:
            with translated(str(self.folder)):
                with self._engine.connect().execution_options(write=True) as connection, connection.begin():
                    yield Writer(connection, self.blobs, by=by, at=now)
                self.write_head()
                self.fold(always=False)
        finally:
            self._lock.release()

    def fold(self, *, always: bool = True) -> None:
        """Fold the write-ahead log into the file and empty it, so that it never keeps frames of an earlier time."""
        path = self.folder / (FILE + "-wal")
        if always or (path.exists() and path.stat().st_size > _WAL_BYTES):
            self.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def held(self, *, command: str, now: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the record without writing (for a backup), with the write-ahead log folded in."""
        self._lock.acquire(wait, command, now)
        try:
            with translated(str(self.folder)):
                self.fold()
                yield
        finally:
            self._lock.release()
