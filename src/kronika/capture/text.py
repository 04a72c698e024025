"""Plain text: the characters as they are, line ends included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.capture.compose import Composer
from kronika.capture.encoding import decode

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "text/1"
MEDIA_TYPE = "text/plain"


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of ``content``, whose places are its characters' numbers.

    Raises:
        InputError: the encoding cannot be told.
    """
    del name, limits
    decoded = decode(content)
    composer = Composer()
    composer.notes.extend(decoded.notes)
    composer.add(decoded.text)
    return composer.document(READER, MEDIA_TYPE, encoding=decoded.encoding)
