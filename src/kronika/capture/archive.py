"""Zip archives in memory: sizes are checked by unpacking, never believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kronika.capture.compose import listed
from kronika.capture.limits import MEGABYTE, in_words
from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.capture.compose import Composer
    from kronika.capture.limits import Limits

_CHUNK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
#: below this an office file may be packed as tightly as it likes
_SMALL = 100 * MEGABYTE
_DAMAGED = "Ask for the file again, or open it in its own program and save it anew"

BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error)
"""What the standard library raises on a damaged, encrypted or oddly packed archive."""


@contextmanager
def opened(content: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open the archive ``content``.

    Raises:
        InputError: it is damaged or has too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise InputError("the file is cut short or damaged", advice=_DAMAGED) from error
    with archive:
        if len(archive.infolist()) > limits.max_members:
            raise InputError(
                f"it holds {len(archive.infolist()):,} files, over the limit of {limits.max_members:,}",
                advice="Unpack it and add the folder",
            )
        yield archive


def check_unpacked(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every member into nothing and stop where it gets too large, whatever the archive says of its sizes.

    Raises:
        InputError: it unpacks to more than ``limits`` allow, or is damaged or encrypted.
    """
    total = 0
    for member in archive.infolist():
        for piece in unpacked(content, member):
            total += len(piece)
            if total > limits.max_unzipped or (total > _SMALL and total > limits.max_ratio * len(content)):
                raise InputError(
                    f"the file has {in_words(len(content))} but unpacks to over {in_words(total)}, as a zip bomb does; "
                    "it was not opened",
                    advice="If you trust it, open it in a spreadsheet or text program and save it as CSV or text",
                )


def unpacked(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the unpacked bytes of ``member`` in pieces, to their true end.

    Raises:
        InputError: it is encrypted, damaged or packed in a way that office files are not.
    """
    name = member.filename
    if member.flag_bits & 1:
        raise InputError("it is protected by a password", advice="Open it, remove the password and add that copy")
    try:
        mark, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, member.header_offset)
    except struct.error as error:
        raise InputError("the file is cut short or damaged", advice=_DAMAGED) from error
    start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    if mark != b"PK\x03\x04" or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise InputError(f"its part '{name}' is damaged or packed in an unknown way", advice=_DAMAGED)
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    inflater = zlib.decompressobj(-15)
    waiting: bytes | memoryview = packed
    try:
        while waiting and not inflater.eof:
            yield inflater.decompress(waiting, _CHUNK)
            waiting = inflater.unconsumed_tail
    except zlib.error as error:
        raise InputError(f"its part '{name}' is damaged", advice=_DAMAGED) from error


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, limit: int) -> bytes:
    """Return the unpacked bytes of ``member``.

    Raises:
        InputError: they are more than ``limit``, damaged, or protected by a password.
    """
    name = member if isinstance(member, str) else member.filename
    encrypted = not isinstance(member, str) and member.flag_bits & 1
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except KeyError as error:
        raise InputError(f"its part '{name}' is missing", advice=_DAMAGED) from error
    except BROKEN as error:
        what = "is protected by a password" if encrypted else "is damaged or packed in an unknown way"
        raise InputError(f"its part '{name}' {what}", advice=_DAMAGED) from error
    if len(data) > limit:
        raise InputError(f"its part '{name}' unpacks to over {in_words(limit)}", advice="Unpack it and add what you need")
    return data


def note_pictures(archive: zipfile.ZipFile, folder: str, composer: Composer) -> None:
    """Note the pictures in an office file: their letters are not read."""
    pictures = sorted(name for name in archive.namelist() if name.startswith(folder) and not name.endswith("/"))
    if pictures:
        composer.note(
            f"pictures inside ({len(pictures):,}) were not read: {listed(pictures)}; "
            "if they show text, save them and add them too"
        )
