"""Web archives (WARC, WACZ): the list of what they hold as text, the archived pages and files as sources of their own."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, Any

from kronika.capture.archive import member_bytes, opened
from kronika.capture.compose import Composer, listed
from kronika.capture.encoding import decode
from kronika.capture.limits import in_words
from kronika.capture.markup import missing_library
from kronika.capture.page_head import day
from kronika.capture.page_tags import parse
from kronika.capture.quiet import quiet
from kronika.capture.sniff import WACZ, WARC, media_type
from kronika.errors import InputError
from kronika.model.source import Part

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "warc/1"
MEDIA_TYPES = (WARC, WACZ)

#: what is read of an archive; the rest (pictures, styles, scripts, fonts) is counted
_READ = (
    "text/html",
    "application/xhtml",
    "application/pdf",
    "text/plain",
    "text/csv",
    "message/rfc822",
    "application/msword",
    "application/vnd.",
    "application/rtf",
    "application/zip",
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: a page's head, which states when it was published, is in as many bytes of it
_HEAD = 1 << 18
#: ways of packing that the library does not undo (brotli only where it is installed, so never)
_UNPACKABLE = frozenset({"br", "zstd", "compress"})


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the list of an archive's records, and its pages as parts.

    A part's ``published`` is the day that the page states itself, else the day on which it was archived: it was public then.

    Raises:
        InputError: it is damaged from the start or holds more than ``limits`` allow.
        MissingError: warcio is not installed.
    """
    limits.inside()
    kind = media_type(content, name)
    walk = _Walk(Composer(), limits)
    if kind == WACZ:
        with opened(content, limits) as archive:
            inside = [n for n in sorted(archive.namelist()) if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
            for member in inside:
                walk.records(member_bytes(archive, member, limits.max_unzipped), f"{member}: ")
    else:
        walk.records(content, "")
    walk.finish()
    if not walk.composer.parts:
        raise InputError(
            "the web archive holds no page that can be read" + "".join(f"; {note}" for note in walk.composer.notes[:3]),
            advice="Archive the pages again, or save them as HTML",
        )
    return walk.composer.document(READER, kind)


class _Walk:
    """Goes through the records of one or more WARC files."""

    def __init__(self, composer: Composer, limits: Limits) -> None:
        self.composer = composer
        self.seen = 0
        self._limits = limits
        self._unpacked = 0
        self._unread: Counter[str] = Counter()
        self._failed: list[str] = []

    def records(self, content: bytes, where: str) -> None:
        """Take all records of one WARC; where it breaks off, a note says so."""
        try:
            from warcio.archiveiterator import ArchiveIterator
            from warcio.exceptions import ArchiveLoadFailed
        except ImportError as error:
            raise missing_library("warcio", error) from error
        before = self.seen
        record: Any = None
        try:
            # the library warns on the error stream itself
            with quiet("warcio"), redirect_stderr(io.StringIO()):
                for record in ArchiveIterator(io.BytesIO(content)):
                    self.seen += 1
                    if self.seen > self._limits.max_members * 10:
                        self.composer.note(f"{where}records after the first {self.seen - 1:,} were not read: over the limit")
                        return
                    if record.rec_type in {"response", "resource"}:
                        self._record(record)
                    else:
                        self._unread[f"{record.rec_type} record"] += record.rec_type in {"revisit", "conversion"}
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, KeyError) as error:
            del error
            record = None
            self.composer.note(f"{where}damaged or cut short after record {self.seen - before}; what follows was not read")

        # the library hands over a record that is cut short without a word: some of its length is left
        if record is not None and getattr(record.raw_stream, "limit", 0) > 0:
            self.composer.note(f"{where}cut short inside record {self.seen - before}; what follows is missing")

    def finish(self) -> None:
        """Note what was not read."""
        for kind, count in sorted(self._unread.items()):
            if count:
                self.composer.note(f"not read: {kind} ({count:,})")
        if self._failed:
            self.composer.note(f"records with an error in place of a page: {listed(self._failed)}")

    def _record(self, record: Any) -> None:
        headers = record.rec_headers
        address = headers.get_header("WARC-Target-URI") or ""
        archived = headers.get_header("WARC-Date") or ""
        http = record.http_headers
        kind = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
        kind = kind.partition(";")[0].strip().lower()
        status = http.get_statuscode() if http else "200"
        if not address.lower().startswith(("http:", "https:")):
            self._unread["record without an address of the web"] += 1
            return
        if not status.startswith("2"):
            self._failed.append(f"{address} ({status})")
            return
        packing = (http.get_header("Content-Encoding") or "").lower() if http else ""
        if packing in _UNPACKABLE:
            self._unread[f"{kind} packed as {packing}, which cannot be unpacked here"] += 1
            return
        if not kind.startswith(_READ):
            self._unread[kind or "file of unknown type"] += 1
            return
        if len(self.composer.parts) >= self._limits.max_members:
            self._unread["page over the limit"] += 1
            return
        data = self._body(record)
        self._unpacked += len(data)
        if self._unpacked > self._limits.max_unzipped:
            raise InputError(
                f"the web archive unpacks to over {in_words(self._limits.max_unzipped)}; it was not read",
                advice="Split it, or add the pages that you need by themselves",
            )
        number = self.seen
        start = self.composer.position
        self.composer.line(f"{archived}\t{address}\t{kind}\t{in_words(len(data))}")
        self.composer.place(start, "record", f"record {number}", published=day(archived), address=address)
        notes = (f"archived {archived}",) if archived else ()
        published = (_stated(data) if kind in _PAGES else "") or day(archived)
        self.composer.parts.append(Part(address, data, address, published, kind, notes))

    def _body(self, record: Any) -> bytes:
        """Return a record's content without its transfer and content encodings."""
        stream = record.content_stream()
        pieces: list[bytes] = []
        left = self._limits.max_unzipped - self._unpacked + 1
        while left > 0 and (piece := stream.read(min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)


def _stated(data: bytes) -> str:
    """Return the day of publication that a page states, or nothing."""
    try:
        head, _, _ = parse(decode(data[:_HEAD]).text)
    except InputError:
        return ""
    return head.published()
