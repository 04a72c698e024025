"""The rows of an entry, put down by the database as the log puts them down: the same text means the same rows.

SQLite writes the JSON of a million rows in a third of the time in which they could be fetched and compared. Where the texts
differ nothing is said yet: a character may be written in two ways, or row numbers have a gap where something was erased. Then
rows are fetched and compared one by one (``walk.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import exc

from kronika.store.bulk import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_MENTIONS = (
    "SELECT group_concat(json_array(id, kind, start, \"end\", CASE WHEN subject IS NULL THEN '' WHEN subject BETWEEN ? AND ? "
    "THEN subject - ? ELSE (SELECT p.id FROM mention AS p WHERE p.n = m.subject) END, event, "
    "CASE list WHEN ? THEN '' WHEN '' THEN NULL ELSE list END, CASE source WHEN ? THEN '' ELSE source END)), "
    "sum(entry IS ?) FROM mention AS m WHERE n BETWEEN ? AND ?"
)
_STATEMENTS = (
    "SELECT group_concat(json_array(id, CASE WHEN mention BETWEEN ? AND ? THEN mention - ? "
    'ELSE (SELECT p.id FROM mention AS p WHERE p.n = s.mention) END, property, value, original, start, "end", quote, {basis})), '
    "sum(entry IS ?), sum(standing IS ? AND accepted IS ? AND by IS ? AND until IS ? AND until_accepted IS ?) "
    "FROM statement AS s WHERE n BETWEEN ? AND ?"
)
_STATES = "SELECT standing, accepted, by, until, until_accepted FROM statement WHERE n > ? ORDER BY n LIMIT ?"


class Same(NamedTuple):
    """Rows that are what their entry says.

    Attributes:
        first: row number of the entry's first mention; the others follow without a gap.
        last: row number of its last statement; of the one before, if it has none.
        states: standing, accepted, by, until, until_accepted of the statements: one for all, or one for each.
    """

    first: int
    last: int
    states: list[tuple[Any, ...]]


class Written:
    """Compares rows with the text of their entry, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._state: tuple[Any, ...] = ("proposed", None, None, None, None)

    def same(self, seq: int, text: str, content: dict[str, Any], after: tuple[int, int], shared: Sequence[int]) -> Same | None:
        """Return that the next rows are what an entry with proposals says; None if that is not certain.

        Args:
            seq: number of the entry.
            text: its content as the log holds it.
            content: the same, read.
            after: row numbers of the last mention and the last statement before.
            shared: row numbers of its bases, by their places; 0 where a basis has no row.
        """
        mentions, statements = len(content["m"]), len(content["s"])
        first = after[0] + 1
        last = first + mentions - 1
        try:
            if mentions:
                made, of_entry = self._one(_MENTIONS, (first, last, first, content["l"], content["d"], seq, first, last))
                if of_entry != mentions:
                    return None
            else:
                made = ""
            if not statements:
                return Same(first, after[1], []) if text.endswith(f'"m":[{made}],"s":[]}}') else None
            cases = " ".join(f"WHEN {number} THEN {place}" for place, number in enumerate(shared))
            end = after[1] + statements
            said, of_entry, alike = self._one(
                _STATEMENTS.replace("{basis}", f"CASE basis {cases} END"),
                (first, last, first, seq, *self._state, after[1] + 1, end),
            )
            if of_entry != statements or not text.endswith(f'"m":[{made}],"s":[{said}]}}'):
                return None
            return Same(first, end, [self._state] if alike == statements else self._states(after[1], statements))
        except exc.DBAPIError:
            # A value that JSON cannot hold was put there past the program.
            return None

    def _one(self, sql: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        (found,) = rows(self._connection, sql, values)
        return found

    def _states(self, after: int, count: int) -> list[tuple[Any, ...]]:
        states = list(rows(self._connection, _STATES, (after, count)))
        self._state = states[-1]
        return states[:1] if states.count(states[0]) == count else states
