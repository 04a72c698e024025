"""Opening the encrypted file, and saying in one line why that or a write did not work."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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
#: pages kept in memory, in KiB; more makes a large import faster, less keeps it on a small laptop
CACHE_KIB = 65_536


def connect(path: Path, passphrase: str) -> Engine:
    """Open the SQLCipher file at ``path`` (made if missing) and check the key.

    One connection per engine: the record is opened for one command and closed after it. Temporary tables and sorts stay in
    memory, deleted content is overwritten with zeros, every commit is synced.

    Raises:
        PassphraseError: if the key does not fit, or the file's first page is damaged.
        RecordError: if the file cannot be opened at all.
    """

    def creator() -> Any:
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=BUSY_MS / 1000)
        # SQLCipher would print its own lines about a wrong key; the one line that a person needs is ours.
        connection.execute("PRAGMA cipher_log_level = NONE")
        quoted = passphrase.replace("'", "''")
        connection.execute(f"PRAGMA key = '{quoted}'")
        for pragma in (
            "temp_store = MEMORY",
            "secure_delete = ON",
            "foreign_keys = OFF",
            f"cache_size = -{CACHE_KIB}",
            "synchronous = FULL",
            "journal_mode = WAL",
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # The driver is in autocommit mode, so that what begins a transaction is said here and nowhere else; reads need none.
        if connection.get_execution_options().get("write"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        engine.connect().close()
    except exc.DBAPIError as error:
        engine.dispose()
        text = str(error.orig)
        if "not a database" in text or "hmac" in text:
            raise PassphraseError(
                "the passphrase does not open this record, or the file is damaged at its start",
                where=path.name,
                advice="Try the passphrase again; if it is right, restore a backup",
            ) from error
        raise _translate(error, path.name) from error
    return engine


def _translate(error: exc.DBAPIError, where: str) -> KronikaError:
    text = str(error.orig)
    if "disk is full" in text or "disk I/O" in text:
        return StorageError(
            "the disk is full or cannot be written; what was saved before is safe",
            where=where,
            advice="Free some space and repeat the command",
        )
    if "locked" in text or "busy" in text:
        return BusyError(
            "another process holds the record",
            where=where,
            advice="Wait until it has finished, then repeat the command",
        )
    if "readonly" in text or "unable to open" in text:
        return StorageError("the record cannot be written here", where=where, advice="Check the rights on its folder")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return FindingError(
            "the record's file is damaged", where=where, advice="Run 'kronika check', then restore a backup"
        )
    return RecordError(f"the record's file answered: {text}", where=where, advice="Run 'kronika check'")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what the database or the disk raises inside into one line a person can act on."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _translate(error, where) from error
    except OSError as error:
        raise StorageError(
            f"the disk answered: {error.strerror or error}; what was saved before is safe",
            where=where,
            advice="Free some space, check the rights on the folder, and repeat the command",
        ) from error
