"""Which ids can be new: a question asked a million times for a list of 100,000 rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kronika.store.connection import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

#: bits of the filter; a million ids fill one in a hundred, and that share is looked up although it is new
_BITS = 1 << 27


class Seen:
    """The ids of a table, asked for in batches.

    If the table is empty when the transaction begins, every id that comes into it is marked in a bit array (16 MiB), and only
    an id whose bit is set needs to be looked up in the table.
    """

    def __init__(self, connection: Connection, table: str) -> None:
        self._connection = connection
        self._query = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        empty = connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first() is None
        self._bits = bytearray(_BITS // 8) if empty else None

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those that stand in the table."""
        bits = self._bits
        if bits is not None:
            marks = [(ident, hash(ident) % _BITS) for ident in ids]
            ids = [ident for ident, mark in marks if bits[mark >> 3] & 1 << (mark & 7)]
        wanted = json.dumps(list(ids))
        return {row[0] for row in rows(self._connection, self._query, (wanted,))} if wanted != "[]" else set()

    def add(self, ids: Iterable[str]) -> None:
        """Note ids that have come into the table."""
        bits = self._bits
        if bits is not None:
            for ident in ids:
                mark = hash(ident) % _BITS
                bits[mark >> 3] |= 1 << (mark & 7)
