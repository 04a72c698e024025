"""Office files made by hand, as small as each format allows."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def make_zip(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of ``members``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def xlsx_cell(name: str, value: str | float) -> str:
    """Return the XML of one cell; text keeps its spaces."""
    if isinstance(value, bool):
        return f'<c r="{name}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value!r}</v></c>'


def make_xlsx(
    sheets: Mapping[str, str], extra: Mapping[str, str | bytes] | None = None, states: Mapping[str, str] | None = None
) -> bytes:
    """Return an XLSX whose sheets hold the given XML of rows. Style 1 is a date, 2 a date with its time."""
    numbers = range(1, len(sheets) + 1)
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"'
            + (f' state="{(states or {})[name]}"' if name in (states or {}) else "")
            + "/>"
            for number, name in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers} | {"rId99": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{_SHEET}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="22"/></cellXfs></styleSheet>',
    }
    for number, rows in zip(numbers, sheets.values(), strict=True):
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f'{HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return make_zip(members | dict(extra or {}))


def xlsx_rows(rows: Sequence[Sequence[str]]) -> str:
    """Return the XML of rows of text, from A1 on, for at most 26 columns."""
    return "".join(
        f'<row r="{number}">'
        + "".join(xlsx_cell(f"{chr(65 + column)}{number}", cell) for column, cell in enumerate(row) if cell)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def make_ods(rows: str) -> bytes:
    """Return an ODS with one sheet ``L`` that holds the given XML of rows."""
    return _open_document(
        "spreadsheet", f'<office:spreadsheet><table:table table:name="L">{rows}</table:table></office:spreadsheet>'
    )


def make_odt(body: str) -> bytes:
    """Return an ODT that holds the given XML of paragraphs."""
    return _open_document("text", f"<office:text>{body}</office:text>")


def _open_document(kind: str, body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    content = f"{HEAD}<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{media_type}"/></manifest:manifest>'
    )
    return make_zip({"mimetype": media_type, "META-INF/manifest.xml": manifest, "content.xml": content})


def make_docx(body: str, extra: Mapping[str, str] | None = None) -> bytes:
    """Return a DOCX with the given XML in its body; ``extra`` are parts beside it (``footnotes``) with their XML inside."""
    parts = extra or {}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(
            {f"rId{n}": (name.rstrip("0123456789"), f"{name}.xml") for n, name in enumerate(parts, 1)}
        ),
    }
    for name, inside in parts.items():
        tag = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}.get(name, "hdr")
        members[f"word/{name}.xml"] = f'{HEAD}<w:{tag} xmlns:w="{_WORD}">{inside}</w:{tag}>'
    return make_zip(members)


def paragraph(*runs: str) -> str:
    """Return the XML of a paragraph of a DOCX with a run for each text."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs) + "</w:p>"


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, (kind, target) in relations.items()
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
