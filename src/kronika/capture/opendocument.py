"""ODT: paragraphs and tables in their order, then notes, headers, footers and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kronika.capture.archive import check_unpacked, member_bytes, note_pictures, opened
from kronika.capture.compose import Composer
from kronika.capture.markup import parse_xml
from kronika.capture.prose import Prose
from kronika.capture.sniff import ODT
from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "odt/1"
MEDIA_TYPE = ODT

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SPACES = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({_TEXT + "p", _TEXT + "h"})
_UNREAD = frozenset({_TEXT + "tracked-changes", _TEXT + "sequence-decls", _OFFICE + "forms", _TEXT + "variable-decls"})
_MOST_SPACES = 1000
_MOST_CELLS = 1000


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of an ODT, a place for each paragraph, note and header.

    Raises:
        InputError: it is damaged, protected, or unpacks to more than ``limits`` allow.
        MissingError: lxml is not installed.
    """
    del name
    composer = Composer()
    title = ""
    with opened(content, limits) as archive:
        check_unpacked(content, archive, limits)
        names = set(archive.namelist())
        roots = {
            part: parse_xml(member_bytes(archive, part, limits.max_unzipped), part)
            for part in ("content.xml", "styles.xml", "meta.xml")
            if part in names
        }
        if "content.xml" not in roots:
            raise InputError("it holds no text part", advice="Open it in its own program and save it anew")
        walker = _Walker(Prose(composer))
        body = next(roots["content.xml"].iter(_OFFICE + "text"), None)
        if body is None:
            raise InputError("it holds no text, or it is protected by a password", advice="Save a copy without a password")
        deleted = sum(1 for _ in body.iter(_TEXT + "deletion"))
        walker.blocks(body)
        if "styles.xml" in roots:
            for kind in ("header", "footer"):
                for found in roots["styles.xml"].iter(_STYLE + kind):
                    walker.prose.around(kind, walker.inside(found))
        walker.prose.finish(("footnote", "endnote", "header", "footer", "comment"))
        if deleted:
            composer.note(f"passages marked as deleted (tracked changes) were not read: {deleted:,}")
        note_pictures(archive, "Pictures/", composer)
        if "meta.xml" in roots:
            title = next((element.text or "" for element in roots["meta.xml"].iter(_TITLE)), "")
    return composer.document(READER, MEDIA_TYPE, title=" ".join(title.split()))


class _Walker:
    """Goes through the elements of a document in their order."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self._frames: list[Any] = []

    def blocks(self, parent: Any) -> None:
        """Add the paragraphs and tables inside ``parent``."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                self.prose.paragraph(self._text(child))
            elif child.tag == _TABLE + "table":
                self.prose.table(list(self._rows(child)))
            elif child.tag not in _UNREAD:
                self.blocks(child)
            while self._frames:
                self.blocks(self._frames.pop(0))

    def inside(self, parent: Any) -> str:
        """Return the text of all paragraphs inside ``parent``, a line each."""
        lines: list[str] = []
        for child in parent:
            if child.tag in _PARAGRAPHS:
                lines.append(self._text(child))
            elif child.tag == _TABLE + "table":
                lines += ["\t".join(row) for row in self._rows(child)]
            elif child.tag not in _UNREAD and (inner := self.inside(child)):
                lines.append(inner)
        return "\n".join(lines)

    def _text(self, paragraph: Any) -> str:
        """Return a paragraph's text: white space counts as one space, several spaces are elements of their own."""
        pieces: list[str] = []
        after_space = True
        for text, exact in self._pieces(paragraph):
            piece = text if exact else _SPACES.sub(" ", text)
            if after_space and not exact:
                piece = piece.removeprefix(" ")
            if piece:
                pieces.append(piece)
                after_space = not exact and piece.endswith(" ")
        return "".join(pieces)

    def _pieces(self, parent: Any) -> Iterator[tuple[str, bool]]:
        """Yield the text inside a paragraph, and whether its white space is meant as it stands."""
        yield parent.text or "", False
        for child in parent:
            tag = child.tag
            if tag == _TEXT + "s":
                yield " " * _number(child.get(_TEXT + "c", "1"), _MOST_SPACES), True
            elif tag == _TEXT + "tab":
                yield "\t", True
            elif tag == _TEXT + "line-break":
                yield "\n", True
            elif tag == _TEXT + "note":
                self._note(child)
            elif tag == _OFFICE + "annotation":
                self.prose.around("comment", self.inside(child))
            elif tag == _DRAW + "text-box":
                self._frames.append(child)
            elif isinstance(tag, str):
                yield from self._pieces(child)
            yield child.tail or "", False

    def _note(self, note: Any) -> None:
        kind = "endnote" if note.get(_TEXT + "note-class") == "endnote" else "footnote"
        for body in note.iter(_TEXT + "note-body"):
            self.prose.around(kind, self.inside(body))

    def _rows(self, table: Any) -> Iterator[list[str]]:
        for row in table.iter(_TABLE + "table-row"):
            if next(row.iterancestors(_TABLE + "table")) is not table:
                continue  # of a table inside a cell
            cells: list[str] = []
            for cell in row:
                if cell.tag in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
                    text = self.inside(cell)
                    times = _number(cell.get(_TABLE + "number-columns-repeated", "1"), _MOST_CELLS)
                    cells += [text] * (times if text or times < _MOST_CELLS else 1)
            yield cells


def _number(value: str, most: int) -> int:
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else 1
