"""Backups: one file with the encrypted files of a record as they are, and their sums; nothing is decrypted for it."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kronika.errors import FindingError, InputError, RecordError, StorageError
from kronika.store.connection import translated
from kronika.store.erase import LIST
from kronika.store.record import BLOBS, FILE, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.store.record import Record

_MANIFEST = "manifest.json"
_PIECE = 1024 * 1024


def backup(record: Record, target: Path, *, now: str) -> tuple[int, str]:
    """Write a backup and return its size in bytes and the head that it holds.

    Raises:
        InputError: if the target exists.
        StorageError: if the disk is full; no half backup is left.
    """
    if target.exists():
        raise InputError("there is a file of that name already", where=str(target), advice="Choose another name")
    draft = target.with_name(target.name + ".new")
    with record.held(command="backup", now=now):
        head = record.write_head()
        sums: dict[str, str] = {}
        try:
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
                for path in _files(record.folder):
                    name = path.relative_to(record.folder).as_posix()
                    sums[name] = _copy(path, archive, name)
                body = {"kronika-backup": 1, "made": now, "entries": head.entries, "head": head.hex, "files": sums}
                archive.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps(body, indent=1, sort_keys=True))
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StorageError(
                f"the backup could not be written ({error.strerror})",
                where=str(target),
                advice="Choose a disk with more space",
            ) from error
    return target.stat().st_size, head.hex


def _files(folder: Path) -> Iterator[Path]:
    for name in (FILE, HEAD, LIST):
        if (folder / name).is_file():
            yield folder / name
    if (folder / BLOBS).is_dir():
        yield from (path for path in sorted((folder / BLOBS).rglob("*")) if path.is_file() and path.suffix != ".new")


def _copy(path: Path, archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def unpack(backup_file: Path, folder: Path) -> None:
    """Put the files of a backup into a new folder, each compared with its sum.

    Raises:
        RecordError: if the folder holds other things.
        FindingError: if the backup is damaged or is none; the folder is left empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RecordError("this folder holds other things", where=str(folder), advice="Give 'restore' a new or an empty folder")
    with translated(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        with zipfile.ZipFile(backup_file) as archive:
            body = json.loads(archive.read(_MANIFEST))
            for name, expected in body["files"].items():
                path = _inside(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                written.append(path)
                with translated(str(folder)):
                    found = _extract(archive, name, path)
                if found != expected:
                    raise FindingError(
                        f"'{name}' in the backup was changed", where=str(backup_file), advice="Take another backup"
                    )
    except FileNotFoundError as error:
        raise InputError("there is no such backup", where=str(backup_file), advice="Check the path") from error
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        _clear(written)
        raise FindingError("this is no backup, or it is damaged", where=str(backup_file), advice="Take another backup") from error
    except FindingError:
        _clear(written)
        raise


def _inside(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or any(part in {"..", "/"} or ":" in part or "\\" in part for part in parts):
        raise ValueError(name)
    return folder.joinpath(*parts)


def _extract(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as source, path.open("wb") as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def _clear(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
