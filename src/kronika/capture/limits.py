"""How much a reader takes on, so that a hostile or broken source cannot use up the machine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kronika.errors import InputError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one source. Sizes are in bytes, times in seconds.

    Attributes:
        max_bytes: a source that is larger is not read at all.
        max_unzipped: what a compressed source may unpack to, all members together.
        max_ratio: how many times its own size an office file of over 100 MB may unpack to.
        max_members: files in an archive, records in a web archive, attachments of a message.
        max_depth: sources inside sources: an archive in a message in an archive is two.
        max_pages: pages of a PDF or a picture; later ones are noted and not read.
        max_ocr_pages: pages whose letters are recognised from a picture.
        max_table_pages: pages of a PDF that are searched for ruled tables.
        max_html: how much of a page's HTML is read; the rest is noted.
        max_article: HTML larger than this, scripts apart, is not searched for its main text.
        max_cells: cells of one sheet, empty ones between filled ones included.
        max_pixels: of a picture.
        ocr_seconds: for recognising one page.
    """

    max_bytes: int = 512 * MEGABYTE
    max_unzipped: int = 1024 * MEGABYTE
    max_ratio: int = 200
    max_members: int = 10_000
    max_depth: int = 4
    max_pages: int = 5_000
    max_ocr_pages: int = 200
    max_table_pages: int = 500
    max_html: int = 20 * MEGABYTE
    max_article: int = MEGABYTE
    max_cells: int = 20_000_000
    max_pixels: int = 200_000_000
    ocr_seconds: int = 120

    def inside(self) -> Limits:
        """Return the limits for what is inside a source that was read with these.

        Raises:
            InputError: it is inside too many others already.
        """
        if self.max_depth <= 0:
            raise InputError(
                "it is inside too many other files (an archive in an archive in an archive)",
                advice="Take it out of them and add it by itself",
            )
        return replace(self, max_depth=self.max_depth - 1)


def in_words(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> in_words(999), in_words(20 * MEGABYTE), in_words(3 * 1024 * MEGABYTE)
    ('999 bytes', '20 MB', '3.0 GB')
    """
    if size < 10_000:
        return f"{size:,} bytes"
    if size < MEGABYTE:
        return f"{size / 1024:.0f} kB"
    if size < 1024 * MEGABYTE:
        return f"{size / MEGABYTE:.0f} MB"
    return f"{size / 1024 / MEGABYTE:.1f} GB"
