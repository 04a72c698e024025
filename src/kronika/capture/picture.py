"""Pictures of pages (scans, photographs, screenshots): the letters that tesseract recognises in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kronika.capture import ocr
from kronika.capture.compose import Composer, listed
from kronika.capture.markup import missing_library
from kronika.capture.quiet import quiet
from kronika.capture.sniff import media_type
from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "ocr/1"
MEDIA_TYPES = ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp", "image/bmp")

#: what is opened, whatever else the library could: some of its formats start programs
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")
#: pictures of fewer dots a side hold no letters
_TINY = 10


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text recognised in a picture, a place for each of its pages.

    Raises:
        InputError: tesseract is not installed, or the picture is damaged, too large, or holds no letters.
        MissingError: Pillow is not installed.
    """
    kind = media_type(content, name)
    tool = ocr.recogniser()
    if tool is None:
        raise InputError(
            "it is a picture, and tesseract, which recognises letters in pictures, is not installed", advice=ocr.ADVICE
        )
    composer = Composer()
    if tool.lacking:
        composer.note(f"tesseract has no {tool.lacking} here, so text in it is recognised badly. {ocr.ADVICE}")
    read_pages: list[int] = []
    empty: list[int] = []
    for number, page in enumerate(_pages(content, composer, limits), 1):
        try:
            text = tool.text(page, limits.ocr_seconds)
        except InputError as error:
            composer.note(f"page {number}: {error.what}")
            continue
        if not text.strip():
            empty.append(number)
            continue
        start = composer.position
        composer.line(text)
        composer.place(start, "page", f"page {number}")
        read_pages.append(number)
    if not read_pages:
        raise InputError("no letters were recognised in the picture", advice="Type what it says into a text file")
    if empty:
        composer.note(f"page {listed(empty)}: no letters were recognised")
    composer.note(f"letters recognised from a picture ({tool.label}); compare before you confirm")
    return composer.document(READER, kind)


def _pages(content: bytes, composer: Composer, limits: Limits) -> Iterator[bytes]:
    """Yield each page of a picture in grey and upright, as PNG.

    Always as PNG: the recogniser's picture library reads it from memory, while on some systems it sets JPEG down in a file.
    """
    try:
        from PIL import Image, ImageOps
    except ImportError as error:
        raise missing_library("Pillow", error) from error
    with quiet("PIL"):
        try:
            image: Any = Image.open(io.BytesIO(content), formats=_FORMATS)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise _damaged() from error
        with image:
            count = getattr(image, "n_frames", 1)
            if count > limits.max_ocr_pages:
                composer.note(f"pages {limits.max_ocr_pages + 1:,} to {count:,} were not read: over the limit")
            for frame in range(min(count, limits.max_ocr_pages)):
                try:
                    image.seek(frame)
                    _check_size(image.size, limits)
                    upright = ImageOps.exif_transpose(image).convert("L")
                except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
                    if frame == 0:
                        raise _damaged() from error
                    composer.note(f"page {frame + 1} is damaged and was not read")
                    continue
                out = io.BytesIO()
                upright.save(out, "PNG", compress_level=1)
                yield out.getvalue()


def _damaged() -> InputError:
    return InputError("the picture is cut short or damaged", advice="Scan or copy it again")


def _check_size(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.max_pixels:
        raise InputError(
            f"the picture has {width:,} by {height:,} dots, over the limit of {limits.max_pixels:,}",
            advice="Save it smaller (300 dots an inch are enough)",
        )
    if min(size) < _TINY:
        raise InputError("the picture is too small to hold letters")
