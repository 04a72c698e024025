"""Spreadsheets (XLSX, ODS, XLS): all sheets, every cell as text under its own name."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kronika.capture.compose import Composer, listed
from kronika.capture.markup import missing_library
from kronika.capture.sheet_size import Survey, survey
from kronika.capture.sniff import ODS, XLS, XLSX, media_type
from kronika.errors import InputError
from kronika.model.source import column_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "spreadsheet/1"
MEDIA_TYPES = (XLSX, ODS, XLS)

_AGAIN = "Open it in its own program and save it anew"
#: whole numbers above this may have lost digits in the spreadsheet already and stay as it gives them
_EXACT = 10**15


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the tables of a spreadsheet, a place for each sheet.

    Raises:
        InputError: it is damaged, protected, or unpacks to or spans more than ``limits`` allow.
        MissingError: python-calamine is not installed.
    """
    kind = media_type(content, name)
    known = survey(content, kind, limits) if kind != XLS else Survey(0, 0)
    composer = Composer()
    book, broken = _opened(content)
    try:
        for sheet in book.sheets_metadata:
            _add_sheet(book, sheet, composer, broken)
    finally:
        book.close()
    if not composer.position:
        raise InputError("no sheet of it can be read" + "".join(f"; {note}" for note in composer.notes[:3]), advice=_AGAIN)
    if known.errors:
        composer.note(f"cells that show an error (as #REF!) were read as empty: {known.errors:,}")
    if known.formulas:
        composer.note(f"formulas without a stored result were read as empty: {known.formulas:,}; open and save the file once")
    return composer.document(READER, kind)


def _opened(content: bytes) -> tuple[Any, tuple[type[BaseException], ...]]:
    """Return the opened spreadsheet, and what the library raises on damaged ones: a panic of its is no Exception."""
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise missing_library("python-calamine", error) from error
    broken = (calamine.CalamineError, OSError, ValueError, RuntimeError)
    try:
        return _guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))), broken
    except calamine.PasswordError as error:
        raise InputError(
            "the spreadsheet is protected by a password", advice="Open it, remove the password and add that copy"
        ) from error
    except broken as error:
        raise InputError("the spreadsheet is cut short or damaged", advice=_AGAIN) from error


def _guarded(action: Callable[[], Any]) -> Any:
    """Run ``action``; a panic of the library becomes a ValueError."""
    try:
        return action()
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError(str(error)) from error
        raise


def _add_sheet(book: Any, sheet: Any, composer: Composer, broken: tuple[type[BaseException], ...]) -> None:
    label = f"sheet {sheet.name}"
    if not str(sheet.typ).endswith("WorkSheet"):
        composer.note(f"{label} holds no cells (a chart or a macro) and was not read")
        return
    try:
        read_sheet = _guarded(lambda: book.get_sheet_by_name(sheet.name))
        rows = _trimmed(_guarded(lambda: read_sheet.to_python(skip_empty_area=False)))
    except broken:
        composer.note(f"{label} is damaged and was not read")
        return
    if not rows:
        composer.note(f"{label} is empty")
        return
    if not str(sheet.visible).endswith(".Visible"):
        composer.note(f"{label} is hidden; it was read")
    merged = [
        f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"
        for (top, left), (bottom, right) in read_sheet.merged_cell_ranges or ()
    ]
    if merged:
        composer.note(f"{label}: merged cells hold their text in the first cell only: {listed(merged)}")
    start = composer.position
    composer.table(sheet.name, rows)
    composer.place(start, "sheet", label)


def _trimmed(values: Iterable[list[Any]]) -> list[list[str]]:
    """Return the cells as text, without empty rows and columns at the end; all rows have the same width."""
    rows = []
    width = 0
    for row in values:
        while row and row[-1] == "":
            row.pop()
        width = max(width, len(row))
        rows.append([value if type(value) is str else cell_text(value) for value in row])
    while rows and not any(rows[-1]):
        rows.pop()
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def cell_text(value: object) -> str:
    """Return a cell's value as text.

    >>> [cell_text(v) for v in (342.0, 0.5, True, datetime(2021, 5, 3), datetime(2021, 5, 3, 14, 30), date(2021, 5, 3), None)]
    ['342', '0.5', 'TRUE', '2021-05-03', '2021-05-03T14:30:00', '2021-05-03', '']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        moment = (value + timedelta(microseconds=500_000)).replace(microsecond=0)  # days as fractions are inexact
        return (moment.date() if moment.time() == time.min else moment).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _hours(value)
    return str(value)


def _hours(value: timedelta) -> str:
    """Return a duration as a spreadsheet shows it: ``36:05:00``."""
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"
