"""One writer at a time, on every system: a lock file, and beside it who holds it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kronika.errors import BusyError

if TYPE_CHECKING:
    from pathlib import Path


class WriterLock:
    """The right to write to a record. Readers need no lock: SQLite's write-ahead log keeps them apart."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "record.lock")
        self._holder = folder / "holder.json"

    def acquire(self, seconds: float, what: str, since: str) -> None:
        """Take the lock, waiting up to ``seconds``; ``what`` and ``since`` are shown to those who wait.

        Raises:
            BusyError: if another process still holds it.
        """
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout as error:
            raise BusyError(
                f"another process is writing to this record ({self._who()})",
                advice="Wait until it has finished, then repeat the command",
            ) from error
        with suppress(OSError):
            self._holder.write_text(
                json.dumps({"process": os.getpid(), "command": what, "since": since}), encoding="ascii"
            )

    def release(self) -> None:
        """Give the lock back."""
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="ascii"))
            return f"'{holder['command']}', process {holder['process']}, since {holder['since']}"
        except (OSError, ValueError, KeyError):
            return "it did not say which"
