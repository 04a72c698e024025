"""Making a new record: under another name first, so that it is there whole or not at all."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

from kronika.errors import RecordError
from kronika.store import log, schema
from kronika.store.chain import encode_head
from kronika.store.connection import Mode, connect, translated
from kronika.store.files import DRAFT, discard, draft, publish
from kronika.store.lock import WriterLock
from kronika.store.opening import FILE, HEAD

if TYPE_CHECKING:
    from pathlib import Path

_DRAFTS = tuple(FILE + DRAFT + ending for ending in ("", "-wal", "-shm", "-journal"))
#: what a command that was stopped while it made a record leaves
_OWN = {*_DRAFTS, HEAD, HEAD + DRAFT, "record.lock", "holder.json"}


def make(folder: Path, passphrase: str, *, by: str, at: str) -> None:
    """Make the files of a new, empty record.

    Raises:
        RecordError: if there is one already, the folder holds other things, or the passphrase is empty.
        StorageError: if the folder cannot be written.
    """
    if not passphrase:
        raise RecordError("a passphrase cannot be empty", advice="Choose five or more random words")
    with translated(str(folder)):
        if folder.exists() and not folder.is_dir():
            raise RecordError("this is a file, not a folder", where=str(folder), advice="Choose another name")
        folder.mkdir(parents=True, exist_ok=True)
        _free(folder)
        lock = WriterLock(folder)
        lock.acquire(0, "init", at)
        try:
            _free(folder)
            _clear(folder)
            _make(folder, passphrase, by, at)
        except BaseException:
            _clear(folder)
            raise
        finally:
            lock.release()


def _free(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    if FILE in names:
        raise RecordError("there is a record here already", where=str(folder), advice="Choose another folder, or use this record")
    if names - _OWN:
        raise RecordError("this folder holds other things", where=str(folder), advice="Give 'init' a new or an empty folder")


def _clear(folder: Path) -> None:
    for name in _DRAFTS:
        discard(folder / name)


def _make(folder: Path, passphrase: str, by: str, at: str) -> None:
    ident, head_key = uuid.uuid4().hex, os.urandom(32)
    values = {
        "version": str(schema.VERSION).encode("ascii"),
        "id": ident.encode("ascii"),
        "head_key": head_key,
        "blob_key": os.urandom(32),
    }
    engine = connect(folder / (FILE + DRAFT), passphrase, Mode.CREATE)
    try:
        with engine.connect().execution_options(write=True) as connection, connection.begin():
            schema.create(connection)
            connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in values.items()])
            log.append(connection, "begin", [{"record": ident, "version": schema.VERSION}], at=at, by=by)
            head = log.head(connection)
    finally:
        engine.dispose()
    publish(draft(folder / HEAD, encode_head(head, head_key)), folder / HEAD)
    publish(folder / (FILE + DRAFT), folder / FILE)
