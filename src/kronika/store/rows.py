"""How mentions and statements stand in a log entry and in the tables: one order of columns for both.

An entry with proposals is ``{"d": source id, "m": [mention arrays], "s": [statement arrays]}``. Trailing defaults are cut off,
``null`` stands for "as the column before": a value that equals the original, an original that equals the quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.model.statement import Mention, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATEMENT_FIELDS = len(Statement._fields)
_STATEMENT_DEFAULTS = ("", "", "", "", None)
_STATEMENT_REQUIRED = _STATEMENT_FIELDS - len(_STATEMENT_DEFAULTS)

#: stands for NULL while rows are bound: the driver takes a microsecond over every None (it looks for an adapter for it)
NULL = "\0null\0"
_SAID = ("property", "value", "original", "language", "source", "start", "end", "quote", "rule")
_EXTRA = ("stated_by", "holds", "obtained", "published", "confidence")
_OPTIONAL = {"value", "original", *_EXTRA}
#: the columns of ``statement`` that a proposal fills, in the order of :func:`statement_columns`
COLUMNS = (*_SAID, *_EXTRA)
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_PLACES = ", ".join("nullif(?, char(0) || 'null' || char(0))" if name in _OPTIONAL else "?" for name in COLUMNS)
#: binds row number, id, entry, the mention's row number, and what :func:`statement_columns` returns with ``NULL``
INSERT_STATEMENT = f"INSERT INTO statement(n, id, entry, mention, {_NAMES}, standing) VALUES (?, ?, ?, ?, {_PLACES}, 'proposed')"


def pack_mention(mention: Mention, source: str) -> list[Any]:
    """Return a mention as the array of an entry about ``source``."""
    row: list[Any] = list(mention)
    if row[2] == source:
        row[2] = ""
    while len(row) > 5 and not row[-1]:
        row.pop()
    return row


def mention_columns(row: Sequence[Any], source: str) -> tuple[Any, ...]:
    """Return the columns of the table ``mention`` from ``kind`` on, for a packed mention."""
    return (row[1], row[2] or source, row[3], row[4], *row[5:], *("", "", "")[len(row) - 5 :])


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


def statement_columns(row: Sequence[Any], source: str, null: Any = None) -> tuple[Any, ...]:
    """Return the columns of the table ``statement`` from ``property`` on, for a packed statement; ``null`` for empty ones."""
    value, original, extra = row[3], row[4], row[11:]
    said = (
        row[2],
        null if value is None else value,
        null if original is None else original,
        row[5],
        row[6] or source,
        *row[7:11],
    )
    if len(extra) == 5:
        extra, confidence = extra[:4], extra[4]
    else:
        confidence = null
    return (*said, *(item or null for item in extra), *(null,) * (4 - len(extra)), null if confidence is None else confidence)
