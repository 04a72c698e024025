"""One writer at a time, on every system: a lock file, and beside it who holds it."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from kronika.errors import BusyError
from kronika.store.files import discard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filelock import BaseFileLock


class WriterLock:
    """The right to write to a record. Readers need no lock: SQLite's write-ahead log keeps them apart.

    It can be taken again by whoever holds it; the system gives it back when a process ends, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "record.lock"
        self._holder = folder / "holder.json"

    @cached_property
    def _lock(self) -> BaseFileLock:
        # Whoever only reads need not load this (it brings asyncio).
        from filelock import FileLock

        return FileLock(self._path)

    def acquire(self, seconds: float, what: str, since: str) -> None:
        """Take the lock, waiting up to ``seconds``.

        Of ``what`` only the first word is shown to those who wait: the holder's file is in clear, and the rest of a command may
        name a file or a person.

        Raises:
            BusyError: if another process still holds it.
            OSError: if the folder cannot be written.
        """
        from filelock import Timeout

        again = self._lock.is_locked
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout as error:
            raise BusyError(
                f"another process is writing to this record ({self._who()})",
                advice="Wait until it has finished, then repeat the command",
            ) from error
        if not again:
            body = {"process": os.getpid(), "command": what.split(maxsplit=1)[0] if what.split() else "", "since": since}
            with suppress(OSError):
                self._holder.write_text(json.dumps(body), encoding="ascii")

    @contextmanager
    def quiet(self) -> Iterator[bool]:
        """Say whether nobody is writing, and see to it that nobody begins to meanwhile (where the folder can be written)."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            yield False
        except OSError:
            yield True
        else:
            try:
                yield True
            finally:
                self._lock.release()

    def release(self) -> None:
        """Give the lock back, if it was not taken more often than it was given back."""
        if self._lock.lock_counter <= 1:
            discard(self._holder)
        self._lock.release()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="ascii"))
            return f"'{holder['command']}', process {holder['process']}, since {holder['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "it did not say which"
