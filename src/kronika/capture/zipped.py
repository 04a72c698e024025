"""Plain zip archives: the list of their files as text, each file a source of its own."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from kronika.capture.archive import member_bytes, opened
from kronika.capture.compose import Composer, listed
from kronika.capture.encoding import decode
from kronika.capture.folders import is_system_file
from kronika.capture.limits import in_words
from kronika.capture.sniff import ZIP
from kronika.errors import InputError
from kronika.model.source import Part

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "zip/1"
MEDIA_TYPE = ZIP

#: the flag of names that are in UTF-8
_UTF8 = 0x800


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the list of an archive's files, and the files as parts. Nothing is written anywhere, whatever they are called.

    Raises:
        InputError: it is damaged, wholly protected by a password, holds too many files or unpacks to too much.
    """
    del name
    limits.inside()
    composer = Composer()
    left = limits.max_unzipped
    skipped: list[str] = []
    protected: list[str] = []
    with opened(content, limits) as archive:
        members = sorted((member_name(member), member) for member in archive.infolist() if not member.is_dir())
        for label, member in members:
            if is_system_file(label):
                skipped.append(label)
                continue
            if member.flag_bits & 1:
                protected.append(label)
                continue
            if min(member.file_size, left + 1) > left:
                raise InputError(
                    f"the archive has {in_words(len(content))} but unpacks to over {in_words(limits.max_unzipped)}; "
                    "it was not unpacked",
                    advice="If you trust it, unpack it and add the files that you need",
                )
            try:
                data = member_bytes(archive, member, left)
            except InputError as error:
                composer.note(f"{label}: {error.what}")
                continue
            left -= len(data)
            start = composer.position
            composer.line(f"{label}\t{in_words(len(data))}")
            composer.place(start, "record", f"file {label}")
            composer.parts.append(Part(label, data))
    if protected and not composer.parts:
        raise InputError("the archive is protected by a password", advice="Unpack it and add the files")
    if protected:
        composer.note(f"protected by a password and not read: {listed(protected)}")
    if skipped:
        composer.note(f"files of the operating system, skipped: {listed(skipped)}")
    if not composer.parts and not members:
        raise InputError("the archive is empty")
    return composer.document(READER, MEDIA_TYPE)


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name with slashes, never leading out of the archive.

    Names that are not in UTF-8 are in the code page of the machine that packed them (Russian Windows: cp866).
    """
    name = member.filename
    if not member.flag_bits & _UTF8 and not name.isascii():
        try:
            name = decode(name.encode("cp437")).text
        except (InputError, ValueError):
            name = member.filename
    steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    return "/".join(steps) or "file without a name"
