"""A line that says that a command still works, on a terminal, once it takes over a second."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self, TextIO

#: nothing is shown before so many seconds, and then the line is drawn anew as often
FIRST = 1.0
EVERY = 0.5
_BAR = 20


class Progress:
    """Draws one line on standard error and takes it away again; does nothing where that is no terminal.

    Args:
        label: what is being done, for example ``Adding``.
        stream: where to draw; None: standard error.
        first: seconds before anything is shown.

    The line is drawn by a thread of its own, so that it moves while one long step runs. Prompts and other lines go
    inside :meth:`paused`.
    """

    _current: Progress | None = None

    def __init__(self, label: str, *, stream: TextIO | None = None, first: float = FIRST) -> None:
        self._label = label
        self._stream = stream or sys.stderr
        self._first = first
        self._total = self._done = 0
        self._drawn = 0
        self._lock = threading.RLock()
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            Progress._current = self
            self._begin = time.monotonic()
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        if self._thread is not None:
            self._thread.join()
            Progress._current = None
        self._clear()

    def start(self, total: int) -> None:
        """Say how many steps there are."""
        self._total = total

    def step(self) -> None:
        """Say that one more step is done."""
        self._done += 1

    @classmethod
    @contextmanager
    def paused(cls) -> Iterator[None]:
        """Take the line away while something else is printed or asked."""
        current = cls._current
        if current is None:
            yield
            return
        with current._lock:  # noqa: SLF001 - of this very class
            current._clear()  # noqa: SLF001 - as above
            yield

    def _run(self) -> None:
        wait = self._first
        while not self._end.wait(wait):
            with self._lock:
                self._draw()
            wait = EVERY

    def _draw(self) -> None:
        seconds = f"{time.monotonic() - self._begin:.0f} s"
        if self._total > 1:
            filled = min(self._done, self._total) * _BAR // self._total
            line = f"{self._label} [{'#' * filled}{'-' * (_BAR - filled)}] {self._done} of {self._total}, {seconds}"
        else:
            line = f"{self._label} … {seconds}"
        self._write("\r" + line.ljust(self._drawn))
        self._drawn = len(line)

    def _clear(self) -> None:
        if self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
