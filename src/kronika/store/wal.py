"""Is a write-ahead log that was left behind whole? SQLite alone does not say.

SQLite reads a left-over log up to the first frame whose checksum is wrong and takes the rest for a transaction that
was never finished. So one changed byte makes saved entries vanish without a word. Here the frames' heads are read
before SQLite opens the file: the last one that ends a commit must be among those that SQLite sees.
"""

from __future__ import annotations

import struct
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = 32
_FRAME = 24
_MAGIC = 0x377F0682
_VERSION = 3_007_000
_WORD = 0xFFFFFFFF

CHANGED = "the write-ahead log was changed, or the power failed while it was written: entries in it cannot be read"


class Left(NamedTuple):
    """What a write-ahead log holds.

    Attributes:
        salts: of this log; another log has other ones.
        commits: number of the last frame that ends a commit; 0 if none does.
        problem: what is wrong with it, in words; empty if nothing is seen from its heads.
    """

    salts: tuple[int, int]
    commits: int
    problem: str


def read(path: Path) -> Left | None:
    """Return what the heads of a log's frames say; None if there is no log, or nothing in it.

    A last frame that is too short is what a stopped process leaves: a commit ends with a whole frame.

    Raises:
        OSError: if the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            if len(header) < _HEADER:
                return None
            magic, version, page, _, salt, other = struct.unpack(">6I", header[:24])
            order = ">" if magic & 1 else "<"
            sums = _checksum(header[:24], (0, 0), order)
            if magic & ~1 != _MAGIC or version != _VERSION or not page or sums != struct.unpack(">2I", header[24:]):
                return Left((salt, other), 0, CHANGED)
            size = path.stat().st_size
            return _walk(file, Left((salt, other), 0, ""), sums, ((size - _HEADER) // (_FRAME + page), page, order))
    except FileNotFoundError:
        return None


def _walk(file: IO[bytes], left: Left, sums: tuple[int, int], shape: tuple[int, int, str]) -> Left:
    count, page, order = shape
    for number in range(1, count + 1):
        head = file.read(_FRAME)
        if len(head) < _FRAME:
            break
        _, size, salt, other, *noted = struct.unpack(">6I", head)
        ours = (salt, other) == left.salts
        if ours and not size and number < count:
            file.seek(page, 1)
        else:
            # The end of a commit, the end of the file, or of another log: whose it is, its own checksum tells.
            right = _checksum(head[:8] + file.read(page), sums, order) == tuple(noted)
            if not ours and not right:
                # Of an earlier time: the log was begun again from its start and has not been this long since.
                break
            if not (ours and right):
                return left._replace(problem=CHANGED)
            if size:
                left = left._replace(commits=number)
        sums = (noted[0], noted[1])
    return left


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Return SQLite's checksum of ``data`` (a multiple of eight bytes) after ``sums``; as far as it goes if it is cut short."""
    first, second = sums
    count = len(data) // 8 * 2
    words = struct.unpack(f"{order}{count}I", data[: count * 4])
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second
