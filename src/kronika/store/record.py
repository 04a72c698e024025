"""A record: one folder with the encrypted file, the head beside it, and the blobs of large sources."""

from __future__ import annotations

import hmac
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from sqlalchemy import exc, select
from sqlcipher3 import dbapi2

from kronika.errors import BusyError, FindingError, InputError, RecordError, StorageError
from kronika.store import erasures, log, making, schema
from kronika.store.blobs import Blobs
from kronika.store.chain import Head, encode_head, read_head
from kronika.store.connection import BUSY_MS, Mode, connect, translated
from kronika.store.files import DRAFT, discard, draft, publish
from kronika.store.lock import WriterLock
from kronika.store.opening import BLOBS, FILE, HEAD, Opened, log_of, open_file
from kronika.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

__all__ = ["BLOBS", "FILE", "HEAD", "WAIT_SECONDS", "Record"]

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
        blobs: the bytes of large sources.
        problem: what is wrong with a write-ahead log that was left behind, in words; empty if nothing. Such a record is open
            only with ``trusting``, and only for reading until the loss is accepted.
    """

    def __init__(self, folder: Path, passphrase: str, opened: Opened, *, trusting: bool = False) -> None:
        self.folder = folder
        self.problem = opened.problem
        self._passphrase = passphrase
        self._trusting = trusting
        self._swept = False
        self._lock = WriterLock(folder)
        self._engine, self._mode = opened.engine, opened.mode
        self.connection: Connection = self._engine.connect()
        keys = {row.key: row.value for row in self.connection.execute(select(schema.meta))}
        if not all(isinstance(keys.get(name), bytes) for name in ("head_key", "blob_key", "id")):
            raise FindingError("keys of the record are missing from its file", where=str(folder), advice="Restore a backup")
        self._head_key: bytes = keys["head_key"]
        self.list_key: bytes = hmac.new(keys["head_key"], b"erasures", "sha256").digest()
        #: what an export derives its ids from: without it a guessed name could be looked up in a published file
        self.export_key: bytes = hmac.new(keys["head_key"], b"export", "sha256").digest()
        self._print_key: bytes = hmac.new(keys["head_key"], b"erased persons", "sha256").digest()
        self.id: str = keys["id"].decode("ascii", "replace")
        self.blobs = Blobs(folder / BLOBS, keys["blob_key"])

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, by: str, clock: Callable[[], datetime]) -> Self:
        """Make a new, empty record in ``folder``; it is there whole or not at all.

        Raises:
            RecordError: if there is one already, the folder holds other things, or the passphrase is empty.
            StorageError: if the folder cannot be written.
        """
        making.make(folder, passphrase, by=_role(by), at=clock().isoformat(timespec="seconds"))
        return cls.open(folder, passphrase)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, trusting: bool = False) -> Self:
        """Open the record in ``folder``; an older one is brought up to date, an erasure that was stopped is finished.

        Where nothing can be written the record is open for reading.

        Args:
            folder: the record's folder.
            passphrase: of the record.
            trusting: do not compare the log with its head (for ``check``, which reports that itself).

        Raises:
            RecordError: if there is none, or it is of a newer version.
            PassphraseError: if the passphrase is wrong.
            FindingError: if the log is shorter than its head says, or another log than the head's, or the file is damaged.
            StorageError: if the rights do not suffice.
        """
        opened = open_file(folder, passphrase, WriterLock(folder), trusting=trusting, wait=WAIT_SECONDS)
        try:
            with translated(str(folder)):
                record = cls(folder, passphrase, opened, trusting=trusting)
                if not trusting:
                    record.compare_head()
                    erasures.finish(record, wait=0)
        except BaseException:
            opened.engine.dispose()
            raise
        return record

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in unless another process has the record open."""
        with suppress(exc.DBAPIError, dbapi2.Error):
            self.connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fingerprint(self, text: str) -> str:
        """Return a keyed hash of a text, 32 hexadecimal digits; the key is the record's, so elsewhere it tells nothing."""
        return hmac.new(self._print_key, text.encode(), "sha256").hexdigest()[:32]

    @property
    def head(self) -> Head:
        """The end of the log."""
        return log.head(self.connection)

    @property
    def writable(self) -> bool:
        """Whether the file is open for writing."""
        return self._mode is Mode.WRITE

    def compare_head(self) -> int:
        """Compare the log with the head file; return by how many entries the log is longer (a command was killed in between).

        Raises:
            FindingError: if the log was cut short or is another log.
        """
        # The head is read first: whoever writes saves the entries before the head.
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
        publish(draft(self.folder / HEAD, encode_head(end, self._head_key)), self.folder / HEAD)
        return end

    @contextmanager
    def writing(self, *, by: str, clock: Callable[[], datetime], command: str, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """Hold the record for writing; what is written inside is saved whole at the end, or not at all.

        A log that is not the one its head names is not written to, unless an entry ``loss`` is (see :meth:`accept_loss`).

        Raises:
            BusyError: if another process holds it for longer than ``wait`` seconds.
            FindingError: if the log was cut short since it was opened.
            StorageError: if it cannot be written or the disk is full; nothing of this transaction was saved then.
        """
        role, now = _role(by), clock().isoformat(timespec="seconds")
        with self.locked(command=command, now=now, wait=wait):
            self._for_writing()
            broken = self._broken()
            if broken is not None and not self._trusting:
                raise broken
            if broken is None:
                self._sweep()
            with self._engine.connect().execution_options(write=True) as connection:
                transaction = connection.begin()
                writer = Writer(connection, self.blobs, by=role, at=now)
                try:
                    yield writer
                    _must_say_so(broken, writer)
                    writer.tidy()
                    # The head lies ready before the commit, so that a full disk cannot come between the two.
                    head = draft(self.folder / HEAD, encode_head(log.head(connection), self._head_key)) if writer.kinds else None
                    transaction.commit()
                except BaseException:
                    self._undo(transaction.rollback, writer)
                    raise
            self.problem = ""
            if head is not None:
                with suppress(OSError):
                    # What is saved is saved: a head that lags behind is written by the next command.
                    publish(head, self.folder / HEAD)
            self._fold_if_long()

    @contextmanager
    def locked(self, *, command: str, now: str = "", wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the record, so that no other process writes.

        Raises:
            BusyError: if another process holds it for longer than ``wait`` seconds.
        """
        with translated(str(self.folder)):
            self._lock.acquire(wait, command, now)
            try:
                yield
            finally:
                self._lock.release()

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Change what is no part of the log, in a transaction of its own (hold the record meanwhile)."""
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def _undo(self, rollback: Callable[[], None], writer: Writer) -> None:
        with suppress(exc.DBAPIError, dbapi2.Error):
            rollback()
        discard(self.folder / (HEAD + DRAFT))
        for sha256 in writer.blobs:
            with suppress(OSError):
                self.blobs.delete(sha256)

    def _broken(self) -> FindingError | None:
        try:
            self.compare_head()
        except FindingError as error:
            return error
        return FindingError(self.problem, where=str(self.folder), advice="Run 'kronika check'") if self.problem else None

    def _for_writing(self) -> None:
        """Make sure that the file is open for writing; one with a damaged write-ahead log was opened for reading only."""
        if self._mode is Mode.READ and self.problem:
            engine = connect(self.folder / FILE, self._passphrase, Mode.WRITE)
            self.close()
            self._engine, self._mode, self.connection = engine, Mode.WRITE, engine.connect()
        if self._mode is not Mode.WRITE:
            raise StorageError(
                "the record cannot be written here",
                where=str(self.folder),
                advice="Check the rights on its folder, or copy it elsewhere",
            )

    def _sweep(self) -> None:
        """Remove what a stopped command left: blobs that belong to no source, drafts."""
        if not self._swept:
            self._swept = True
            discard(self.folder / (HEAD + DRAFT))
            self.sweep()

    def sweep(self) -> int:
        """Remove blobs that belong to no source (while nobody else writes) and say how many there were."""
        beside = select(schema.source.c.sha256).join(schema.blob, schema.blob.c.source == schema.source.c.id)
        return self.blobs.sweep(set(self.connection.execute(beside.where(schema.blob.c.content.is_(None))).scalars()))

    def accept_loss(self, *, by: str, clock: Callable[[], datetime]) -> Head:
        """Go on with a log that is not the one its head names (open with ``trusting``): note the loss, write the head anew.

        Raises:
            RecordError: if nothing is lost.
        """
        broken = self._broken()
        if broken is None:
            raise RecordError("nothing is lost: the log is the one that its head names", where=str(self.folder))
        try:
            noted = read_head(self.folder / HEAD, self._head_key).entries
        except FindingError:
            noted = 0
        with self.writing(by=by, clock=clock, command="check") as writer:
            writer.append("loss", {"entries": log.head(writer.connection).entries, "noted": noted, "why": broken.what})
        return self.head

    def fold(self, *, always: bool = True) -> None:
        """Fold the write-ahead log into the file and empty it, so that it never keeps frames of an earlier time.

        Raises:
            BusyError: if another process reads the record for too long (only with ``always``).
        """
        if not always:
            self._fold_if_long()
            return
        with self.locked(command="fold"):
            busy, _, _ = self.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if busy:
                raise BusyError(
                    "another process reads the record, so that its write-ahead log could not be folded into the file",
                    where=str(self.folder),
                    advice="Wait until it has finished, then repeat the command",
                )

    def _fold_if_long(self) -> None:
        """Fold a long write-ahead log in, as far as no other process reads: what is saved there is safe."""
        path = log_of(self.folder / FILE)
        with suppress(OSError, exc.DBAPIError, dbapi2.Error):
            if path.exists() and path.stat().st_size > _WAL_BYTES:
                self.connection.exec_driver_sql("PRAGMA busy_timeout = 0")
                try:
                    self.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
                finally:
                    self.connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MS}")

    @contextmanager
    def held(self, *, command: str, now: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the record without writing (for a backup), with the write-ahead log folded in."""
        with self.locked(command=command, now=now, wait=wait):
            self.fold()
            yield

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        """Read with a second connection, for work that goes on beside the first (in another thread)."""
        engine = connect(self.folder / FILE, self._passphrase, Mode.READ if self._mode is Mode.WRITE else self._mode)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the record as it is at one moment, whatever others write meanwhile."""
        self.connection.exec_driver_sql("BEGIN")
        try:
            yield
        finally:
            with suppress(exc.DBAPIError, dbapi2.Error):
                self.connection.exec_driver_sql("ROLLBACK")


def _must_say_so(broken: FindingError | None, writer: Writer) -> None:
    """Refuse to save anything over a loss that was not accepted."""
    if broken is not None and "loss" not in writer.kinds:
        raise broken


def _role(by: str) -> str:
    """Return the acting role as it goes into the log.

    Raises:
        InputError: if it is empty or holds control characters, which the chain uses to tell fields apart.
    """
    if not by.strip() or not by.isprintable():
        raise InputError("the role that acts is a word such as documenter-1", advice="Give it with --by, or set KRONIKA_BY")
    return by
