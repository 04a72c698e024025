"""Tables of published totals: a figure a row, in columns of fixed names.

The first row names the columns: ``value`` and ``as_of`` are needed; ``claimed_by`` (or ``claimant``), ``qualifier``,
``of`` and ``unit`` are understood; others are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.errors import InputError
from kronika.model.ids import mention_id, statement_id
from kronika.model.statement import Mention, Reading, Statement
from kronika.model.time import bounds

if TYPE_CHECKING:
    from kronika.model.source import Document, Source, Table

_NEEDED = frozenset({"value", "as_of"})
_PROPERTIES = {
    "value": "value",
    "as_of": "as_of",
    "claimed_by": "claimed_by",
    "claimant": "claimed_by",
    "qualifier": "qualifier",
    "of": "of",
    "unit": "unit",
}


def table_of_totals(document: Document) -> Table | None:
    """Return the table of a document whose first row names the columns of a table of totals, if there is one."""
    for table in document.tables:
        if table.rows and {cell.strip() for cell in table.rows[0]} >= _NEEDED:
            return table
    return None


def read_totals(table: Table, source: Source) -> Reading:
    """Return the figures of a table of totals; rows that cannot be used are named in the notes."""
    header = [cell.strip() for cell in table.rows[0]]
    mentions: list[Mention] = []
    statements: list[Statement] = []
    notes: list[str] = []
    for number in range(1, len(table.rows)):
        said = _row(table, header, number)
        if not said:
            continue
        problem = _problem(said)
        if problem:
            notes.append(f"row {number + table.first_row}: {problem}")
            continue
        start, end = said["value"][1:]
        ident = mention_id(source.id, "figure", "list", number)
        mentions.append(Mention(ident, "figure", source.id, start, end))
        for name, (text, begin, stop) in said.items():
            value = text.replace(",", "").replace(" ", "") if name == "value" else text
            statements.append(
                Statement(
                    statement_id(ident, name, value, source.id, begin),
                    ident,
                    name,
                    value,
                    text,
                    "",
                    source.id,
                    begin,
                    stop,
                    text,
                    f"list: table of totals, column '{name}'",
                    published=source.published,
                )
            )
    return Reading(tuple(mentions), tuple(statements), tuple(notes))


def _row(table: Table, header: list[str], number: int) -> dict[str, tuple[str, int, int]]:
    """Return by property the text of a row's cells with where it stands, empty cells left out."""
    found: dict[str, tuple[str, int, int]] = {}
    for column, cell in enumerate(table.rows[number]):
        name = _PROPERTIES.get(header[column]) if column < len(header) else None
        if name and cell.strip():
            start, end = table.span(number, column)
            begin = start + len(cell) - len(cell.lstrip())
            found[name] = (cell.strip(), begin, end - (len(cell) - len(cell.rstrip())))
    return found


def _problem(said: dict[str, tuple[str, int, int]]) -> str:
    value = said.get("value", ("", 0, 0))[0]
    if not value.replace(",", "").replace(" ", "").isdecimal():
        return f"'{value}' is not a number; the row was left out"
    try:
        bounds(said["as_of"][0] if "as_of" in said else "")
    except InputError:
        return "'as_of' is not a date such as 2024-01-31 or 2024-01; the row was left out"
    return ""
