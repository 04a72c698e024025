"""Opening the encrypted file, and saying in one line why that or a write did not work."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import create_engine, event, exc
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from kronika.errors import BusyError, FindingError, KronikaError, PassphraseError, RecordError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

#: how long a statement waits for another process, in milliseconds
BUSY_MS = 10_000
#: memory for pages, in KiB; more makes a large import faster, less keeps it on a small laptop
CACHE_KIB = 96 * 1024

#: SQLite's result codes (the lowest byte of an extended one)
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


class Mode(StrEnum):
    """How the file is opened."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    #: nothing is changed, and a write-ahead log that was left behind stays as it is
    READ = "mode=ro"
    #: for a medium or a folder that cannot be written; only right if nobody else writes there
    IMMUTABLE = "mode=ro&immutable=1"


def connect(path: Path, passphrase: str, mode: Mode = Mode.WRITE) -> Engine:
    """Open the SQLCipher file at ``path`` and check the key.

    One connection per engine: the record is opened for one command and closed after it. Temporary tables and sorts stay in
    memory, deleted content is overwritten with zeros, every commit is synced.

    Raises:
        PassphraseError: if the key does not fit, or the file's first page is damaged.
        StorageError: if the file cannot be opened with the rights at hand.
        RecordError: if the file cannot be opened for another reason, or the passphrase is none.
    """
    key = _key(passphrase)
    posix = path.absolute().as_posix()
    uri = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?{mode}"

    def creator() -> Any:
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            _prepare(connection, key, mode)
        except BaseException:
            connection.close()
            raise
        return connection

    # Values of a failing statement are content: no message and no traceback may show them.
    engine = create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # The driver is in autocommit mode, so that what begins a transaction is said here and nowhere else; reads need none.
        if connection.get_execution_options().get("write"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        engine.connect().close()
    except exc.DBAPIError as error:
        engine.dispose()
        if _code(error) == _NOTADB:
            raise PassphraseError(
                "the passphrase does not open this record, or the file is damaged at its start",
                where=str(path.parent) if path.parent.name else str(path.parent.resolve()),
                advice="Try the passphrase again; if it is right, restore a backup",
            ) from None
        raise translate(error, path.name) from None
    return engine


def _key(passphrase: str) -> str:
    """Return the passphrase as it makes the key: the same whether a keyboard sends "é" as one character or as two."""
    key = unicodedata.normalize("NFC", passphrase)
    try:
        key.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError(
            "the passphrase holds bytes that are no characters", advice="Give it in UTF-8, or type it at the prompt"
        ) from None
    return key


def _prepare(connection: Any, key: str, mode: Mode) -> None:
    # SQLCipher would print its own lines about a wrong key or a damaged page; the one line that a person needs is ours.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(key)
    pragmas = [
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = OFF",
        "trusted_schema = OFF",
        f"cache_size = -{CACHE_KIB}",
        "synchronous = FULL",
        # Without these two fsync on macOS stops at the drive's own cache.
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "wal_autocheckpoint = 0",
        "journal_size_limit = 0",
    ]
    if mode in {Mode.CREATE, Mode.WRITE}:
        # Before the first page is touched: a file that is empty or not ours must not be turned into a database.
        if mode is Mode.WRITE:
            connection.execute("SELECT count(*) FROM meta").fetchall()
        pragmas.insert(0, "journal_mode = WAL")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _code(error: exc.DBAPIError | dbapi2.Error) -> int:
    original = error.orig if isinstance(error, exc.DBAPIError) else error
    return int(getattr(original, "sqlite_errorcode", 0)) & 0xFF


def translate(error: exc.DBAPIError | dbapi2.Error, where: str) -> KronikaError:
    """Return what a person can do about an error of the database."""
    code = _code(error)
    if code in {_FULL, _IOERR}:
        return StorageError(
            "the disk is full or cannot be used; what was saved before is safe",
            where=where,
            advice="Free some space, check the disk, and repeat the command",
        )
    if code in {_BUSY, _LOCKED}:
        return BusyError(
            "another process holds the record", where=where, advice="Wait until it has finished, then repeat the command"
        )
    if code in {_READONLY, _CANTOPEN}:
        return StorageError(
            "the record cannot be written or opened here",
            where=where,
            advice="Check the rights on its folder, or copy it elsewhere",
        )
    if code in {_CORRUPT, _NOTADB}:
        return FindingError("the record's file is damaged", where=where, advice="Run 'kronika check', then restore a backup")
    # The database's own words may quote a statement, so only the name of the error is shown.
    original = error.orig if isinstance(error, exc.DBAPIError) else error
    name = getattr(original, "sqlite_errorname", type(original).__name__)
    return FindingError(f"the record's file does not answer as it should ({name})", where=where, advice="Run 'kronika check'")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what the database or the disk raises inside into one line a person can act on."""
    try:
        yield
    except (exc.DBAPIError, dbapi2.Error) as error:
        raise translate(error, where) from error
    except OSError as error:
        raise StorageError(
            f"the disk answered: {error.strerror or type(error).__name__}; what was saved before is safe",
            where=where,
            advice="Free some space, check the rights on the folder, and repeat the command",
        ) from error
