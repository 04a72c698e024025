"""Which mentions can be new: a question asked half a million times for a list of 100,000 rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kronika.store.bulk import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

#: bits of the filter; a million ids fill one in a hundred, and that share is looked up although it is new
_BITS = 1 << 27


class Seen:
    """The ids of mentions, asked for in batches.

    If there are none when the transaction begins, every id that comes in is marked in a bit array (16 MiB), and only an id whose
    bit is set already needs to be looked up in the table.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        empty = connection.exec_driver_sql("SELECT 1 FROM mention LIMIT 1").first() is None
        self._bits = bytearray(_BITS // 8) if empty else None

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those that stand in the table of mentions, and mark all of them: what is asked for comes in."""
        bits = self._bits
        if bits is None:
            return standing(self._connection, "mention", ids)
        maybe = []
        for ident in ids:
            mark = hash(ident) % _BITS
            place, bit = mark >> 3, 1 << (mark & 7)
            if bits[place] & bit:
                maybe.append(ident)
            else:
                bits[place] |= bit
        return standing(self._connection, "mention", maybe)


def standing(connection: Connection, table: str, ids: Iterable[str]) -> set[str]:
    """Return those of these ids that stand in a table."""
    wanted = json.dumps(list(ids))
    if wanted == "[]":
        return set()
    return {
        ident for (ident,) in rows(connection, f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    }
