"""How many cells a spreadsheet spans, told before it is opened.

The reader makes room for every cell between the first and the last, so two cells at opposite corners of a sheet (16,384
columns, 1,048,576 rows) would take half a terabyte and end the process. So the sheets are measured first, in pieces.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from kronika.capture.archive import check_unpacked, opened, unpacked
from kronika.capture.markup import lxml_etree
from kronika.capture.sniff import ODS
from kronika.errors import InputError

if TYPE_CHECKING:
    import zipfile

    from kronika.capture.limits import Limits

#: names as every spreadsheet program writes them, and in any way that XML allows
_COLUMN = re.compile(rb' r="([A-Z]{1,3})\d')
_ROW = re.compile(rb' r="[A-Z]{0,3}(\d{1,9})"')
_ANY_COLUMN = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,3})(?=\d)""")
_ANY_ROW = re.compile(rb"""\br\s*=\s*["']\s*[A-Za-z]{0,3}(\d{1,9})""")
_HIDDEN = re.compile(rb"""\br\s*=\s*["'][^"'<]{0,20}&""")
#: tags of cells that the usual names miss: without a name, with a name space
_ODD = (b"<c>", b"<c/", b"<c\t", b"<c\r", b"<c\n", b":c>", b":c/", b":c ", b":c\t", b":c\r", b":c\n")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
#: bytes of a cell that is cut in two by the end of a piece
_LONGEST = 1 << 16
_LAST_COLUMN = 16_384
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DAMAGED = "Open it in its own program and save it anew"


class Survey(NamedTuple):
    """What is known of a spreadsheet before it is opened: cells that show an error, formulas without a stored result."""

    errors: int
    formulas: int


def survey(content: bytes, media_type: str, limits: Limits) -> Survey:
    """Measure the spreadsheet ``content``, a zip archive.

    Raises:
        InputError: it unpacks to too much or spans too many cells, or is damaged or protected by a password.
    """
    with opened(content, limits) as archive:
        check_unpacked(content, archive, limits)
        if media_type == ODS:
            _open_document(content, archive, limits)
            return Survey(0, 0)
        errors = formulas = 0
        for member in archive.infolist():
            if member.filename.lower().endswith((".xml", ".rels")) or member.filename.startswith("xl/"):
                found = _office_open(content, member, limits)
                errors += found.errors
                formulas += found.formulas
        return Survey(errors, formulas)


class _Extent:
    """The last row and column that a sheet's cells name, and what is odd about them."""

    def __init__(self) -> None:
        self.errors = 0
        self.formulas = 0
        self._row = 0
        self._column = 0
        self._rows = 0
        self._unnamed = 0

    def take(self, text: bytes) -> None:
        """Take a stretch of a sheet's XML that cuts no cell in two."""
        columns = _COLUMN.findall(text)
        rows = _ROW.findall(text)
        usual = len(columns) == text.count(b"<c ") and text.count(b"<row ") == text.count(b"<row r=")
        if not usual or any(odd in text for odd in _ODD):
            columns, rows = _ANY_COLUMN.findall(text), _ANY_ROW.findall(text)
            self._unnamed += max(len(_CELL_TAG.findall(text)) - len(columns), 0)
            self._rows += len(_ROW_TAG.findall(text))
            if _HIDDEN.search(text):
                raise InputError("it names its cells in a way that hides them", advice=_DAMAGED)
        self._column = max([self._column, *map(_number, set(columns))])
        self._row = max([self._row, *map(int, set(rows))])
        self.errors += text.count(b' t="e"')
        self.formulas += text.count(b"</f></c>") + text.count(b"</f><v/>") + text.count(b"</f><v></v>")

    @property
    def size(self) -> tuple[int, int]:
        """The most rows and columns that it may span; cells and rows without a name stand after the one before."""
        column = self._column + self._unnamed
        return self._row + self._rows * (self._row == 0 or self._unnamed > 0), min(column, _LAST_COLUMN)


def _office_open(content: bytes, member: zipfile.ZipInfo, limits: Limits) -> Survey:
    """Measure one part of an XLSX; parts that are no sheets name no cells."""
    extent = _Extent()
    rest = b""
    for number, piece in enumerate(unpacked(content, member)):
        if number == 0 and piece[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"}:
            raise InputError(f"its part '{member.filename}' is in UTF-16, which cannot be measured", advice=_DAMAGED)
        text = rest + piece
        cut = max(text.rfind(b"<c "), text.rfind(b"<row "), len(text) - _LONGEST)
        extent.take(text[:cut])
        rest = text[cut:]
    extent.take(rest)
    _check(*extent.size, limits)
    return Survey(extent.errors, extent.formulas)


def _open_document(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Measure the sheets of an ODS, where one cell or row can stand for a million."""
    etree = lxml_etree()
    if "content.xml" not in archive.namelist():
        raise InputError("it holds no sheets", advice=_DAMAGED)
    sheets = io.BytesIO(b"".join(unpacked(content, archive.getinfo("content.xml"))))
    rows = last_row = last_column = 0
    tags = (_TABLE + "table", _TABLE + "table-row")
    try:
        for _, element in etree.iterparse(sheets, tag=tags, resolve_entities=False, no_network=True, huge_tree=True):
            if element.tag == _TABLE + "table":
                rows = 0
            else:
                width = _width(element)
                rows += _repeated(element, "rows")
                if width:
                    last_row, last_column = max(last_row, rows), max(last_column, width)
                    _check(last_row, last_column, limits)
            element.clear()
    except etree.XMLSyntaxError as error:
        raise InputError("its content is damaged", advice=_DAMAGED) from error


def _width(row: object) -> int:
    """Return the column of the last cell of a row that holds anything."""
    column = last = 0
    for cell in row:  # type: ignore[attr-defined]
        column += _repeated(cell, "columns")
        if len(cell) or cell.get("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"):
            last = column
    return last


def _repeated(element: object, what: str) -> int:
    value = element.get(f"{_TABLE}number-{what}-repeated", "1")  # type: ignore[attr-defined]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _number(column: bytes) -> int:
    """Return the number, from 1, of a column named in letters."""
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number


def _check(rows: int, columns: int, limits: Limits) -> None:
    if rows * columns > limits.max_cells:
        raise InputError(
            f"a sheet reaches to row {rows:,} and column {columns:,}, over {limits.max_cells:,} cells; it was not opened",
            advice="Delete the stray cells far away from the list (Ctrl+End goes to the last one), save it and add it again",
        )
