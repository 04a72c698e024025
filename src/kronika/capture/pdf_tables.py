"""Ruled tables on the pages of a PDF. Slow (a tenth of a second a page), so only for pages that have ruled lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kronika.capture.markup import missing_library
from kronika.capture.quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

#: points; what is thinner is a line, what is shorter is an ornament
_THIN = 2.5
_LONG = 20.0


def ruled(boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Say whether the drawn ``boxes`` (left, bottom, right, top; in points) may be the lines of a table.

    A table of two rows and two columns has three lines across and three down, or four cells.
    """
    across = {round(bottom) for left, bottom, right, top in boxes if top - bottom < _THIN and right - left > _LONG}
    down = {round(left) for left, bottom, right, top in boxes if right - left < _THIN and top - bottom > _THIN}
    cells = {
        (round(left), round(bottom)) for left, bottom, right, top in boxes if right - left > _LONG and top - bottom > _THIN * 2
    }
    return (len(across) >= 3 and len(down) >= 2) or len(cells) >= 4


def find(content: bytes, pages: Sequence[int]) -> tuple[dict[int, list[list[list[str]]]], list[int]]:
    """Return the tables on ``pages`` (from 1) as rows of cells, by page, and the pages where the search failed.

    Raises:
        MissingError: pdfplumber is not installed.
    """
    if not pages:
        return {}, []
    try:
        import pdfplumber
    except ImportError as error:
        raise missing_library("pdfplumber", error) from error
    found: dict[int, list[list[list[str]]]] = {}
    failed: list[int] = []
    with quiet("pdfminer", "pdfplumber"):
        try:
            with pdfplumber.open(io.BytesIO(content), pages=list(pages)) as pdf:
                for page in pdf.pages:
                    try:
                        tables = [_rows(table.extract()) for table in page.find_tables()]
                        found[page.page_number] = [rows for rows in tables if rows]
                    except Exception:  # noqa: BLE001  its text is read already: no failure here may lose the page
                        failed.append(page.page_number)
                    page.close()
        except Exception:  # noqa: BLE001  as above, for the file
            failed = [page for page in pages if page not in found]
    return found, failed


def _rows(cells: Sequence[Sequence[str | None]]) -> list[list[str]]:
    """Return the cells as text, or nothing if it is a frame around text and no table."""
    rows = [[cell or "" for cell in row] for row in cells]
    filled = sum(bool(cell.strip()) for row in rows for cell in row)
    columns = max(map(len, rows), default=0)
    return rows if len(rows) > 1 and columns > 1 and filled >= max(3, len(rows) * columns // 4) else []
