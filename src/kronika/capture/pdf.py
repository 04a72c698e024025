"""PDF: the text of each page, ruled tables, and pages that are pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.capture import ocr, pdf_tables
from kronika.capture.compose import Composer, listed
from kronika.capture.markup import missing_library
from kronika.errors import InputError
from kronika.model.source import Part

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "pdf/1"
MEDIA_TYPE = "application/pdf"

#: pdfium's error for a wrong or missing password
_PASSWORD = 4
#: fewer letters than this beside a picture of most of the page are a stamp or a page number
_FEW_LETTERS = 20
_MOST = 0.5
#: drawn objects that are looked at for ruled lines
_MANY = 3000
#: dots an inch at which a page is drawn for recognition
_RESOLUTION = 300
_POINTS = 72


class _Page(NamedTuple):
    """What pdfium finds on a page: its text, whether a picture covers it, whether it has ruled lines."""

    text: str
    picture: bool
    lines: bool


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of a PDF, a place for each page.

    Raises:
        InputError: it is damaged, protected by a password, or nothing in it can be read.
        MissingError: a library is not installed.
    """
    del name
    composer = Composer()
    if b"%%EOF" not in content[-4096:]:
        composer.note("the file ends before its end mark: it is cut short or damaged, and pages may be missing")
    pdf, pdfium = _opened(content)
    try:
        count = len(pdf)
        if not count:
            raise InputError("the PDF has no pages: it is cut short or damaged", advice="Get the file again and add it anew")
        pages: dict[int, _Page] = {}
        for number in range(1, min(count, limits.max_pages) + 1):
            try:
                pages[number] = _page(pdf, number, pdfium)
            except (pdfium.PdfiumError, ValueError, AssertionError):
                composer.note(f"page {number} is damaged and was not read")
        if count > limits.max_pages:
            composer.note(f"pages {limits.max_pages + 1:,} to {count:,} were not read: over the limit")
        texts = {number: page.text for number, page in pages.items()}
        _recognise(pdf, pages, texts, composer, limits)
        _attachments(pdf, composer, limits, pdfium)
        title = pdf.get_metadata_value("Title").strip()
    finally:
        pdf.close()
    tables = _tables(content, pages, composer, limits)
    for number, text in texts.items():
        _add_page(number, text, tables.get(number, []), composer)
    if not composer.position and not composer.parts:
        raise _nothing(pages)
    return composer.document(READER, MEDIA_TYPE, title=title)


def _nothing(pages: dict[int, _Page]) -> InputError:
    """Return why a PDF gave no text at all."""
    if any(page.picture for page in pages.values()):
        if ocr.recogniser() is None:
            return InputError(
                "its pages are pictures, and tesseract, which recognises letters in them, is not installed", advice=ocr.ADVICE
            )
        return InputError(
            "its pages are pictures in which no letters were recognised", advice="Type what it says into a text file"
        )
    if not pages:
        return InputError("none of its pages can be read: it is damaged", advice="Get the file again and add it anew")
    return InputError("its pages hold no text", advice="If they show letters, print them to a new PDF or save them as pictures")


def _opened(content: bytes) -> tuple[Any, Any]:
    """Return the opened PDF and the library."""
    try:
        import pypdfium2 as pdfium  # type: ignore[import-untyped]
    except ImportError as error:
        raise missing_library("pypdfium2", error) from error
    try:
        return pdfium.PdfDocument(content), pdfium
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or b"/Encrypt" in content[-8192:]:
            raise InputError(
                "the PDF is protected by a password", advice="Open it, save a copy without the password and add that copy"
            ) from error
        raise InputError(
            "the PDF is cut short or damaged and cannot be opened", advice="Get the file again and add it anew"
        ) from error


def _page(pdf: Any, number: int, pdfium: Any) -> _Page:
    page = pdf[number - 1]
    try:
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_range()
        finally:
            text_page.close()
        # pdfium marks a hyphen at the end of a line, which it leaves out, by U+FFFE
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
        boxes, area = _drawn(page, pdfium)
        width, height = page.get_size()
        few = sum(letter.isalnum() for letter in text) < _FEW_LETTERS
        return _Page(text, few and area > _MOST * width * height, pdf_tables.ruled(boxes))
    finally:
        page.close()


def _drawn(page: Any, pdfium: Any) -> tuple[list[tuple[float, float, float, float]], float]:
    """Return the boxes of drawn lines and the area of the largest picture, in points."""
    boxes: list[tuple[float, float, float, float]] = []
    area = 0.0
    kinds = [pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    for seen, drawn in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if seen >= _MANY:
            break
        try:
            left, bottom, right, top = drawn.get_bounds()
        except pdfium.PdfiumError:
            continue
        if drawn.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE:
            area = max(area, (right - left) * (top - bottom))
        else:
            boxes.append((left, bottom, right, top))
    return boxes, area


def _recognise(pdf: Any, pages: dict[int, _Page], texts: dict[int, str], composer: Composer, limits: Limits) -> None:
    """Add to ``texts`` what stands on pages that are pictures; note those that could not be recognised."""
    pictures = [number for number, page in pages.items() if page.picture]
    empty = [number for number, page in pages.items() if not page.text.strip() and not page.picture]
    if empty:
        composer.note(f"no text on page {listed(empty)}")
    if not pictures:
        return
    tool = ocr.recogniser()
    if tool is None:
        composer.note(f"page {listed(pictures)}: a picture whose letters were not recognised. {ocr.ADVICE}")
        return
    if tool.lacking:
        composer.note(f"tesseract has no {tool.lacking} here, so such pages are recognised badly. {ocr.ADVICE}")
    done = []
    for number in pictures[: limits.max_ocr_pages]:
        try:
            found = tool.text(_drawing(pdf, number, limits), limits.ocr_seconds)
        except InputError as error:
            composer.note(f"page {number}: {error.what}")
            continue
        done.append(number)
        texts[number] = f"{texts[number].strip()}\n{found}".strip("\n")
    if done:
        composer.note(f"page {listed(done)}: letters recognised from a picture ({tool.label}); compare before you confirm")
    if len(pictures) > limits.max_ocr_pages:
        composer.note(f"page {listed(pictures[limits.max_ocr_pages :])}: a picture that was not recognised: over the limit")


def _drawing(pdf: Any, number: int, limits: Limits) -> bytes:
    """Return page ``number`` drawn in grey, as PNG."""
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        scale = _RESOLUTION / _POINTS
        scale = min(scale, (limits.max_pixels / max(width * height, 1)) ** 0.5)
        out = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(out, "PNG", compress_level=1)
        return out.getvalue()
    finally:
        page.close()


def _attachments(pdf: Any, composer: Composer, limits: Limits, pdfium: Any) -> None:
    """Keep files that are attached to the PDF as parts."""
    for number in range(min(pdf.count_attachments(), limits.max_members)):
        try:
            attached = pdf.get_attachment(number)
            composer.parts.append(Part(attached.get_name() or f"attachment {number + 1}", bytes(attached.get_data())))
        except (pdfium.PdfiumError, ValueError):
            composer.note(f"attachment {number + 1} is damaged and was not read")


def _tables(content: bytes, pages: dict[int, _Page], composer: Composer, limits: Limits) -> dict[int, list[list[list[str]]]]:
    wanted = [number for number, page in pages.items() if page.lines and page.text.strip()]
    if len(wanted) > limits.max_table_pages:
        composer.note(
            f"tables were looked for on the first {limits.max_table_pages} pages with ruled lines only; "
            "the other pages are read as text"
        )
    found, failed = pdf_tables.find(content, wanted[: limits.max_table_pages])
    if failed:
        composer.note(f"page {listed(failed)}: the table could not be told apart; the page is read as text")
    return found


def _add_page(number: int, text: str, tables: list[list[list[str]]], composer: Composer) -> None:
    """Add a page: its text, a line feed, then its tables set out by rows."""
    start = composer.position
    if text.strip():
        composer.line(text.rstrip("\n"))
    for at, rows in enumerate(tables, 1):
        composer.table(f"page {number}, table {at}", rows)
    composer.place(start, "page", f"page {number}")
