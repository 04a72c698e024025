"""Files that are there whole or not at all, also after a crash, on every system."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

#: ending of a file that is not whole yet
DRAFT = ".new"
#: how long a file that another program holds open is waited for (Windows), in seconds
_PATIENCE = 3.0


def sync(file: IO[Any]) -> None:
    """Write what is buffered and wait until the disk has it.

    Raises:
        OSError: if the disk is full or cannot be written.
    """
    file.flush()
    if sys.platform == "darwin":
        # fsync on macOS stops at the drive's own cache; this does not. A network disk may not know it.
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows which files a folder holds; Windows needs and knows no such call."""
    if os.name != "nt":
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


def draft(path: Path, content: bytes) -> Path:
    """Write ``content`` beside ``path``, wait until the disk has it, and return where it lies.

    Raises:
        OSError: if the disk is full or cannot be written; nothing is left then.
    """
    beside = path.with_name(path.name + DRAFT)
    try:
        with beside.open("wb") as file:
            file.write(content)
            sync(file)
    except BaseException:
        discard(beside)
        raise
    return beside


def publish(beside: Path, path: Path) -> None:
    """Put a draft in the place of ``path`` in one step.

    Raises:
        OSError: if it cannot; on Windows only after a while, because there a file that is being read cannot be replaced.
    """
    given_up = time.monotonic() + _PATIENCE
    while True:
        try:
            beside.replace(path)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > given_up:
                raise
            time.sleep(0.02)
        else:
            sync_folder(path.parent)
            return


def discard(path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
