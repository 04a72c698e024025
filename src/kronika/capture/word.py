"""DOCX: paragraphs and tables in their order, then footnotes, headers, footers and comments.

Read from its XML: inserted text (tracked changes), text in frames and fields is text like any other; deleted text is not.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from kronika.capture.archive import check_unpacked, member_bytes, note_pictures, opened
from kronika.capture.compose import Composer
from kronika.capture.markup import parse_xml
from kronika.capture.prose import Prose
from kronika.capture.sniff import DOCX
from kronika.errors import InputError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "docx/1"
MEDIA_TYPE = DOCX

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PROPERTIES = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText"})
#: deleted text, and the older copy of what an AlternateContent holds twice
_GONE = frozenset({"del", "moveFrom", "delText", "Fallback"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_AROUND = ("footnote", "endnote", "header", "footer", "comment")
_WIDEST_SPAN = 200


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of a DOCX, a place for each paragraph, footnote and header.

    Raises:
        InputError: it is damaged, protected, or unpacks to more than ``limits`` allow.
        MissingError: lxml is not installed.
    """
    del name
    composer = Composer()
    with opened(content, limits) as archive:
        check_unpacked(content, archive, limits)
        package = _Package(archive, limits)
        main = package.main()
        walker = _Walker(Prose(composer))
        body = next((child for child in package.root(main) if _tag(child) == "body"), None)
        if body is None:
            raise InputError("it holds no text part", advice="Open it in its own program and save it anew")
        walker.blocks(body)
        for target in sorted(package.related(main)):
            walker.beside(target, package)
        walker.prose.finish(_AROUND)
        if walker.deleted:
            composer.note(f"passages marked as deleted (tracked changes) were not read: {walker.deleted:,}")
        note_pictures(archive, "word/media/", composer)
        title = package.title()
    return composer.document(READER, MEDIA_TYPE, title=title)


class _Package:
    """The parts of an office file and how they refer to each other."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._names = set(archive.namelist())

    def main(self) -> str:
        """Return the name of the part that holds the text."""
        for target in self.related(""):
            if "document" in posixpath.basename(target) and target.startswith("word/"):
                return target
        return "word/document.xml"

    def related(self, part: str) -> list[str]:
        """Return the names of the parts inside the file that ``part`` refers to; nothing outside is followed."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._names:
            return []
        found = []
        for relation in self.root(rels):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return [target for target in found if target in self._names]

    def root(self, part: str) -> Any:
        """Return the root element of ``part``."""
        return parse_xml(member_bytes(self._archive, part, self._limits.max_unzipped), part)

    def title(self) -> str:
        """Return the title that the file gives itself."""
        if "docProps/core.xml" not in self._names:
            return ""
        found = (child.text for child in self.root("docProps/core.xml") if _tag(child) == "title")
        return " ".join((next(found, "") or "").split())


class _Walker:
    """Goes through the elements of a document in their order."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.deleted = 0
        #: text in frames, which is set down after the paragraph that they hang on
        self._frames: list[Any] = []

    def blocks(self, parent: Any) -> None:
        """Add the paragraphs and tables inside ``parent``."""
        for child in parent:
            tag = _tag(child)
            if tag == "p":
                self.prose.paragraph(self._text(child))
                self._set_down_frames()
            elif tag == "tbl":
                self.prose.table(list(self._rows(child)))
                self._set_down_frames()
            elif tag in _GONE:
                self.deleted += tag != "Fallback"
            elif tag not in _PROPERTIES:
                self.blocks(child)

    def beside(self, part: str, package: _Package) -> None:
        """Keep the footnotes, endnotes, comments, headers and footers that ``part`` holds."""
        base = posixpath.basename(part)
        for kind in _AROUND:
            if not base.startswith(kind):
                continue
            root = package.root(part)
            for note in [root] if kind in {"header", "footer"} else root:
                if _attribute(note, "type") not in {"separator", "continuationSeparator", "continuationNotice"}:
                    self.prose.around(kind, self._inside(note))

    def _set_down_frames(self) -> None:
        while self._frames:
            self.blocks(self._frames.pop(0))

    def _inside(self, parent: Any) -> str:
        """Return the text of all paragraphs and tables inside ``parent``, a line each."""
        lines: list[str] = []
        for child in parent:
            tag = _tag(child)
            if tag == "p":
                lines.append(self._text(child))
            elif tag == "tbl":
                lines += ["\t".join(row) for row in self._rows(child)]
            elif tag in _GONE:
                self.deleted += tag != "Fallback"
            elif tag not in _PROPERTIES and (inner := self._inside(child)):
                lines.append(inner)
        return "\n".join(lines)

    def _text(self, paragraph: Any) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, parent: Any) -> Iterator[str]:
        """Yield the text inside a paragraph."""
        for child in parent:
            tag = _tag(child)
            if tag == "t":
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == "txbxContent":
                self._frames.append(child)
            elif tag in _GONE:
                self.deleted += tag in {"del", "moveFrom"}
            elif tag not in _PROPERTIES:
                yield from self._pieces(child)

    def _rows(self, table: Any) -> Iterator[list[str]]:
        for row in _below(table, "tr"):
            cells: list[str] = []
            for cell in _below(row, "tc"):
                cells.append(self._inside(cell))
                properties = next((child for child in cell if _tag(child) == "tcPr"), ())
                span = next((_attribute(child, "val") for child in properties if _tag(child) == "gridSpan"), "1")
                wide = int(span) if span.isascii() and span.isdigit() and len(span) < 5 else 1
                cells += [""] * (min(wide, _WIDEST_SPAN) - 1)
            yield cells


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the elements ``tag`` in ``parent``, also those in wrappers (inserted rows, content controls)."""
    for child in parent:
        found = _tag(child)
        if found == tag:
            yield child
        elif found in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            yield from _below(child, tag)


def _tag(element: Any) -> str:
    """Return an element's name without its name space."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _attribute(element: Any, name: str) -> str:
    return element.get(_WORD + name) or element.get(_STRICT + name) or ""
