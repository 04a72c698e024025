"""Letters in pictures, recognised by the program tesseract where it is installed.

The picture goes in and the text comes out through pipes: nothing is written to a file on the way.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from kronika.errors import InputError

#: the languages of the record, as tesseract calls them
LANGUAGES = ("eng", "rus", "bel")
_IN_WORDS = {"eng": "English", "rus": "Russian", "bel": "Belarusian"}
ADVICE = (
    "Install tesseract with its languages eng, rus and bel (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus "
    "tesseract-ocr-bel; macOS: brew install tesseract tesseract-lang; Windows: the installer of UB Mannheim) "
    "and add the file again"
)


class Recogniser(NamedTuple):
    """An installed tesseract.

    Attributes:
        program: its path.
        languages: those of LANGUAGES that it knows.
    """

    program: str
    languages: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it recognises with, for a note."""
        return f"tesseract, {'+'.join(self.languages)}"

    @property
    def lacking(self) -> str:
        """The languages that it does not know, in words; empty if it knows all."""
        return " and ".join(_IN_WORDS[language] for language in LANGUAGES if language not in self.languages)

    def text(self, picture: bytes, seconds: int) -> str:
        """Return the text on ``picture`` (PNG), lines ended by line feeds.

        Raises:
            InputError: tesseract fails on it, or needs longer than ``seconds``.
        """
        command = [self.program, "stdin", "stdout", "-l", "+".join(self.languages)]
        try:
            done = _run(command, picture, seconds)
        except subprocess.TimeoutExpired as error:
            raise InputError(f"recognising its letters took over {seconds} seconds and was ended") from error
        except OSError as error:
            raise InputError("tesseract could not be started", advice=ADVICE) from error
        if done.returncode:
            raise InputError("tesseract could not read the picture")
        return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n").replace("\f", "").strip("\n")


def recogniser() -> Recogniser | None:
    """Return the installed tesseract, or None if there is none that knows one of LANGUAGES."""
    program = shutil.which("tesseract") or _windows_program()
    if not program:
        return None
    try:
        listed = _run([program, "--list-langs"], b"", 20).stdout.decode("utf-8", "replace").split()
    except (OSError, subprocess.TimeoutExpired):
        return None
    languages = tuple(language for language in LANGUAGES if language in listed)
    return Recogniser(program, languages) if languages else None


def _windows_program() -> str:
    """Return the path where the Windows installer puts tesseract, which is not on the search path."""
    folder = os.environ.get("PROGRAMFILES", "")
    path = Path(folder, "Tesseract-OCR", "tesseract.exe")
    return str(path) if folder and path.is_file() else ""


def _run(command: list[str], data: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    # the program's path and fixed words; nothing of the source is part of the command
    return subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
