"""Backups: one file with the encrypted files of a record as they are, and their sums; nothing is decrypted for it."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from kronika.errors import FindingError, InputError, RecordError, StorageError
from kronika.store.connection import translated
from kronika.store.erasures import LIST
from kronika.store.files import DRAFT, discard, publish, sync, sync_folder
from kronika.store.opening import BLOBS, FILE, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kronika.store.record import Record

_MANIFEST = "manifest.json"
_FORMAT = 1
_PIECE = 1024 * 1024
#: what a backup may hold: a name of another form could lead out of the folder
_NAME = re.compile(rf"{re.escape(FILE)}|{re.escape(HEAD)}|{re.escape(LIST)}|{BLOBS}/[0-9a-f]{{2}}/[0-9a-f]{{62}}")
#: what ``zipfile`` raises for a file that is none or was changed, be it in the middle of a name or of a number
_DAMAGE = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError)


def backup(record: Record, target: Path, *, now: str) -> tuple[int, str]:
    """Write a backup and return its size in bytes and the head that it holds.

    Raises:
        InputError: if the target exists.
        BusyError: if another process keeps writing or reading.
        StorageError: if the disk is full; no half backup is left.
    """
    draft = target.with_name(target.name + DRAFT)
    try:
        if target.exists():
            raise InputError("there is a file of that name already", where=str(target), advice="Choose another name")
        with record.held(command="backup", now=now):
            head = record.write_head()
            body = {"kronika-backup": _FORMAT, "made": now, "entries": head.entries, "head": head.hex}
            _pack(record.folder, draft, body)
        publish(draft, target)
        return target.stat().st_size, head.hex
    except OSError as error:
        raise StorageError(
            f"the backup could not be written ({error.strerror or type(error).__name__})",
            where=str(target),
            advice="Choose a disk with more space, and a folder where you can write",
        ) from error
    finally:
        discard(draft)


def _pack(folder: Path, draft: Path, body: dict[str, object]) -> None:
    sums: dict[str, str] = {}
    with draft.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for path in _files(folder):
                name = path.relative_to(folder).as_posix()
                sums[name] = _copy(path, archive, name)
            archive.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps({**body, "files": sums}, indent=1, sort_keys=True))
        sync(file)


def _files(folder: Path) -> Iterator[Path]:
    for name in (FILE, HEAD, LIST):
        if (folder / name).is_file():
            yield folder / name
    if (folder / BLOBS).is_dir():
        yield from (path for path in sorted((folder / BLOBS).rglob("*")) if path.is_file() and path.suffix != DRAFT)


def _copy(path: Path, archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def unpack(backup_file: Path, folder: Path) -> None:
    """Put the files of a backup into a new folder, each compared with its sum; the record's file comes last.

    Raises:
        InputError: if there is no such backup.
        RecordError: if the folder holds other things.
        FindingError: if the backup is damaged or is none; nothing is left in the folder then.
        StorageError: if the disk is full; nothing is left in the folder then.
    """
    with translated(str(folder)):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise RecordError(
                "this folder holds other things", where=str(folder), advice="Give 'restore' a new or an empty folder"
            )
        if not backup_file.is_file():
            raise InputError("there is no such backup", where=str(backup_file), advice="Check the path")
    written: list[Path] = []
    try:
        with translated(str(folder)):
            folder.mkdir(parents=True, exist_ok=True)
            _unpack(backup_file, folder, written)
            publish(folder / (FILE + DRAFT), folder / FILE)
    except _DAMAGE as error:
        _clear(folder, written)
        raise _damaged(backup_file) from error
    except BaseException:
        _clear(folder, written)
        raise


def _unpack(backup_file: Path, folder: Path, written: list[Path]) -> None:
    with zipfile.ZipFile(backup_file) as archive:
        body = json.loads(archive.read(_MANIFEST))
        if body["kronika-backup"] > _FORMAT:
            raise RecordError(
                "this backup was made by a newer kronika", where=str(backup_file), advice="Install the newer kronika"
            )
        sums: dict[str, str] = body["files"]
        if not {FILE, HEAD} <= set(sums):
            raise _damaged(backup_file)
        for name in sorted(sums, key=lambda name: (name == FILE, name)):
            if not _NAME.fullmatch(name):
                raise _damaged(backup_file)
            # Until all is there the record's file has another name: a restore that was stopped leaves no half record.
            path = folder / (FILE + DRAFT) if name == FILE else folder.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            if _extract(archive, name, path) != sums[name]:
                raise FindingError(f"'{name}' in the backup was changed", where=str(backup_file), advice="Take another backup")
            sync_folder(path.parent)


def _damaged(backup_file: Path) -> FindingError:
    return FindingError("this is no backup, or it is damaged", where=str(backup_file), advice="Take another backup")


def _extract(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as source, path.open("wb") as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
        sync(target)
    return digest.hexdigest()


def _clear(folder: Path, written: list[Path]) -> None:
    for path in written:
        discard(path)
    for parent in sorted({path.parent for path in written} | {folder / BLOBS}, reverse=True):
        if parent != folder:
            with suppress(OSError):
                parent.rmdir()
