"""CSV and its kin: the delimiter and the encoding are found, what is irregular is noted by its row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kronika.capture.compose import Composer, listed
from kronika.capture.encoding import decode
from kronika.capture.rows import Rows
from kronika.errors import InputError
from kronika.model.source import column_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "csv/1"
MEDIA_TYPE = "text/csv"

_DELIMITERS = "\t;,|"
#: characters that the delimiter is told by
_SAMPLE = 1 << 16
#: characters that are cut into lines at a time
_BLOCK = 1 << 20
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NAMED_BY_FILE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class Shape(NamedTuple):
    """How a sample of text falls into columns.

    Attributes:
        delimiter: between the cells.
        columns: in most rows.
        share: of the rows that have as many, 0 to 1.
        rows: seen.
    """

    delimiter: str
    columns: int
    share: float
    rows: int


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the table that ``content`` is.

    Raises:
        InputError: the encoding cannot be told, or there are more cells than ``limits`` allow.
    """
    del name
    decoded = decode(content)
    text, encoding = decoded.text, decoded.encoding
    composer = Composer()
    composer.notes.extend(decoded.notes)
    found = _NAMED_BY_FILE.match(text)
    first_row = 1
    if found:
        delimiter, text, first_row = found.group(1), text[found.end() :], 2
    else:
        delimiter = shape(text).delimiter
    rows = _trimmed(_parse(text, delimiter, first_row, composer))
    del text, decoded
    if len(rows) * max(map(len, rows[:1]), default=0) > limits.max_cells:
        raise InputError(f"it has over {limits.max_cells:,} cells", advice="Split it into several files")
    _irregular(rows, first_row, composer)
    composer.table("", rows, first_row)
    return composer.document(READER, MEDIA_TYPE, encoding=encoding)


def shape(text: str) -> Shape:
    """Say which delimiter divides ``text`` most evenly into columns; a comma if none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    shapes = [_shape(sample, delimiter) for delimiter in _DELIMITERS]
    best = max(shapes, key=lambda s: (s.columns > 1, round(s.share, 2), s.columns))
    return best if best.columns > 1 else Shape(",", 1, 1.0, best.rows)


def is_table(text: str) -> bool:
    """Say whether a sample of ``text``, which no name calls a table, is so regular that it must be one."""
    found = shape(text)
    least = 2 if found.delimiter == "\t" else 3
    if found.rows < 3 or found.columns < least or found.share < 1.0:
        return False
    # in prose a comma or semicolon is followed by a space
    return found.delimiter in "\t|" or text[:_SAMPLE].count(found.delimiter + " ") * 2 < found.rows * (found.columns - 1)


def _shape(sample: str, delimiter: str) -> Shape:
    """Say how ``sample`` falls into columns at ``delimiter``; at the wrong one, quotation marks stand in wrong places."""
    for strict, worth in ((True, 1.0), (False, 0.5)):
        try:
            rows = [r for r in csv.reader(_lines(sample), delimiter=delimiter, strict=strict) if any(map(str.strip, r))]
        except csv.Error:
            continue
        if not rows:
            break
        widths = Counter(map(len, rows))
        # the heading decides between widths that are as frequent
        columns = max(widths, key=lambda width: (widths[width], width == len(rows[0])))
        share = worth * widths[columns] / len(rows)
        if len(rows[0]) == 1 and columns > 1:
            share /= 2  # decimal commas and addresses divide the rows, but not the heading
        return Shape(delimiter, columns, share, len(rows))
    return Shape(delimiter, 1, 0.0, 0)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of ``text`` with their ends, cut at line feeds and carriage returns only, a block at a time."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        yield from _LINE.findall(text, start, end)
        start = end


def _parse(text: str, delimiter: str, first_row: int, composer: Composer) -> Rows:
    """Return the rows; quotation marks that break CSV's rules are taken as they stand, with a note."""
    if '"' not in text:
        return Rows(line.rstrip("\r\n").split(delimiter) for line in _lines(text))
    try:
        return _quoted(text, delimiter, strict=True)
    except _BrokenQuotesError as broken:
        row = broken.row + first_row
        unclosed = broken.unclosed
    if not unclosed:
        try:
            rows = _quoted(text, delimiter, strict=False)
        except _BrokenQuotesError as broken:
            row = broken.row + first_row
        else:
            composer.note(f"row {row}: text follows a closing quotation mark; the marks around the cell were left out")
            return rows
    composer.note(f"row {row}: a quotation mark opens a cell and never closes it; all marks were kept as they stand")
    return Rows(csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE))


class _BrokenQuotesError(Exception):
    """Quotation marks against the rules in ``row`` (from 0)."""

    def __init__(self, row: int, *, unclosed: bool) -> None:
        super().__init__(row)
        self.row = row
        self.unclosed = unclosed


def _quoted(text: str, delimiter: str, *, strict: bool) -> Rows:
    """Parse by CSV's rules; not ``strict``: what follows a closing mark belongs to the cell."""
    done = 0

    def counted() -> Iterator[Sequence[str]]:
        nonlocal done
        for row in csv.reader(_lines(text), delimiter=delimiter, strict=strict):
            yield row
            done += 1

    try:
        return Rows(counted())
    except csv.Error as error:
        # the module's own words are all that tells an open quotation mark from a misplaced one
        raise _BrokenQuotesError(done, unclosed="expected after" not in str(error)) from error


def _trimmed(rows: Rows) -> Rows:
    """Return ``rows`` without empty lines at the end."""
    last = len(rows)
    while last and not any(cell.strip() for cell in rows[last - 1]):
        last -= 1
    return rows if last == len(rows) else Rows(rows[number] for number in range(last))


def _irregular(rows: Rows, first_row: int, composer: Composer) -> None:
    """Note headings that stand twice, and rows with fewer or more cells than the heading."""
    if not rows:
        return
    heading = rows[0]
    columns: dict[str, list[str]] = {}
    for column, title in enumerate(heading):
        columns.setdefault(title.strip(), []).append(column_name(column))
    for title, names in columns.items():
        if title and len(names) > 1:
            composer.note(f"columns {listed(names)} have the same heading '{title}'")
    width = len(heading)
    ragged = [
        f"{number + first_row} ({len(row)})"
        for number, row in enumerate(rows)
        if len(row) != width and (len(row) < width or any(row[width:])) and any(row)
    ]
    if ragged:
        one = len(ragged) == 1
        composer.note(
            f"{'1 row has' if one else f'{len(ragged):,} rows have'} fewer or more cells than the heading's {width}: "
            f"{'row' if one else 'rows'} {listed(ragged)}; kept as they are"
        )
    if "\x00" in rows.text:
        damaged = [number + first_row for number, row in enumerate(rows) if any("\x00" in cell for cell in row)]
        composer.note(f"NUL characters in row {listed(damaged)}: a sign of a damaged file")
