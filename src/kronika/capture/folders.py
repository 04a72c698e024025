"""Files and folders that a user names -> files, in an order that stays the same, and whatever was left out, named."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kronika.capture.limits import Limits, in_words
from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin", "system volume information"})
_SYSTEM_STARTS = (".", "~$", "__macosx")
_RIGHTS = "Give yourself the right to read it, then add it again"


def _never(_folder: Path) -> bool:
    return False


def files(paths: Iterable[Path], *, note: Callable[[str], None], closed: Callable[[Path], bool] = _never) -> Iterator[Path]:
    """Yield the files at ``paths`` and in the folders at ``paths``, each file once, folders sorted by name.

    Args:
        paths: files and folders as the user named them.
        note: called with a full line for each file or folder that cannot be read or is skipped, and why.
        closed: says of a folder whether it is a record, whose files are no sources.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            note(str(_unreadable(path, error)))
            continue
        found = _walk(path, note, closed) if stat.S_ISDIR(mode) else iter([path])
        for file in found:
            key = os.path.realpath(file)
            if key in seen:
                note(f"{file}: given twice, read once.")
                continue
            seen.add(key)
            if _regular(file, note):
                yield file


def _walk(folder: Path, note: Callable[[str], None], closed: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the files in ``folder`` and below, names sorted; links to folders are not followed (they may lead in circles)."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if closed(path):
            note(f"{path}: a record of kronika, its files are no sources; skipped.")
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            note(str(_unreadable(path, error, folder=True)))
            continue
        folders: list[Path] = []
        for entry in reversed(inside):
            child = Path(entry.path)
            if is_system_file(entry.name):
                note(f"{child}: a hidden file of the operating system, skipped.")
            elif entry.is_dir(follow_symlinks=False):
                folders.append(child)
            elif entry.is_symlink() and child.is_dir():
                note(f"{child}: a link to a folder, not followed. Add the folder itself if it belongs to your sources.")
            else:
                yield child
        waiting.extend(reversed(folders))


def _regular(file: Path, note: Callable[[str], None]) -> bool:
    """Say whether ``file`` is a file that can be opened; otherwise note why not."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            note(f"{file}: no file but a device, pipe or socket, skipped.")
            return False
        with file.open("rb"):
            return True
    except OSError as error:
        note(str(_unreadable(file, error)))
        return False


def _unreadable(path: Path, error: OSError, *, folder: bool = False) -> InputError:
    """Return what is wrong with ``path``, in words that do not depend on the system's language."""
    if isinstance(error, FileNotFoundError):
        return InputError("no such file or folder", where=str(path), advice="Check how its name is written")
    if isinstance(error, PermissionError) and folder:
        return InputError("the folder cannot be read (no permission), its files were left out", where=str(path), advice=_RIGHTS)
    if isinstance(error, PermissionError):
        return InputError("the file cannot be read (no permission)", where=str(path), advice=_RIGHTS)
    kind = "folder" if folder else "file"
    return InputError(f"the {kind} cannot be read ({type(error).__name__}, error {error.errno})", where=str(path))


def is_system_file(name: str) -> bool:
    """Say whether a file or a folder around it belongs to the operating system or an office program's locks.

    >>> is_system_file("Thumbs.db"), is_system_file("__MACOSX/a.txt"), is_system_file("~$list.docx"), is_system_file("a.txt")
    (True, True, True, False)
    """
    steps = [step.casefold() for step in PurePosixPath(name).parts]
    return any(step in _SYSTEM or step.startswith(_SYSTEM_STARTS) for step in steps)


def load(path: Path, limits: Limits | None = None) -> bytes:
    """Return the bytes of the file at ``path``.

    Raises:
        InputError: it cannot be opened, or is larger than ``limits`` allow (read nothing then).
    """
    allowed = (limits or Limits()).max_bytes
    try:
        size = path.stat().st_size
        if size > allowed:
            raise _too_large(size, allowed, str(path))
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _too_large(size: int, allowed: int, where: str = "") -> InputError:
    return InputError(
        f"the file has {in_words(size)}, over the limit of {in_words(allowed)}",
        where=where,
        advice="Split it, or take out of it what you need",
    )


def check_size(content: bytes, limits: Limits) -> None:
    """Raise an InputError if ``content`` is empty or larger than ``limits`` allow."""
    if not content:
        raise InputError("the file is empty (0 bytes)", advice="Get it again from where it came from")
    if len(content) > limits.max_bytes:
        raise _too_large(len(content), limits.max_bytes)


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``, hexadecimal, read in pieces.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error
