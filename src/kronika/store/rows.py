"""How mentions and statements stand in a log entry and in the tables: one order of columns for both.

An entry with proposals is ``{"d": source id, "m": [mention arrays], "s": [statement arrays]}``. Trailing defaults
are cut off, ``null`` stands for "as the column before": a value that equals the original, an original that equals the quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.model.statement import Mention, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATEMENT_FIELDS = len(Statement._fields)
_MENTION_DEFAULTS = ("", "", "")
_STATEMENT_DEFAULTS = ("", "", "", "", None)
_STATEMENT_REQUIRED = _STATEMENT_FIELDS - len(_STATEMENT_DEFAULTS)


def pack_mention(mention: Mention, source: str) -> list[Any]:
    """Return a mention as the array of an entry about ``source``."""
    row: list[Any] = list(mention)
    if row[2] == source:
        row[2] = ""
    while len(row) > 5 and row[-1] == "":
        row.pop()
    return row


def unpack_mention(row: Sequence[Any], source: str) -> Mention:
    """Return the mention that :func:`pack_mention` packed."""
    return Mention(row[0], row[1], row[2] or source, *row[3:])


def pack_statement(statement: Statement, source: str) -> list[Any]:
    """Return a statement as the array of an entry about ``source``."""
    row: list[Any] = list(statement)
    if row[3] == row[4]:
        row[3] = None
    if row[4] == row[9]:
        row[4] = None
    if row[6] == source:
        row[6] = ""
    last = _STATEMENT_FIELDS - 1
    while last >= _STATEMENT_REQUIRED and not row[last] and row[last] != 0:
        last -= 1
    del row[last + 1 :]
    return row


def unpack_statement(row: Sequence[Any], source: str) -> Statement:
    """Return the statement that :func:`pack_statement` packed."""
    original = row[9] if row[4] is None else row[4]
    value = original if row[3] is None else row[3]
    return Statement(row[0], row[1], row[2], value, original, row[5], row[6] or source, *row[7:])


def statement_columns(row: Sequence[Any], source: str) -> tuple[Any, ...]:
    """Return the immutable columns of the table ``statement`` from ``property`` on, for a packed statement."""
    count = len(row)
    return (
        row[2],
        row[3],
        row[4],
        row[5],
        row[6] or source,
        row[7],
        row[8],
        row[9],
        row[10],
        (row[11] or None) if count > 11 else None,
        (row[12] or None) if count > 12 else None,
        (row[13] or None) if count > 13 else None,
        (row[14] or None) if count > 14 else None,
        row[15] if count > 15 else None,
    )
