"""Are the tables what the log says? Row by row in one pass, and by building them anew."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from kronika.store import log, schema
from kronika.store.bulk import rows
from kronika.store.project import Projection
from kronika.store.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

#: tables that single entries fill; small, so they are simply built again
_SMALL = ("source", "custody", "sighting", "judgement", "consent", "definition")
#: rows that are hashed together
_TOGETHER = 1_000
#: queries whose rows do not depend on row numbers
_COMPARABLE = {
    "mention": (
        'SELECT m.id, m.entry, m.kind, m.source, m.start, m."end", p.id, m.event, m.list FROM mention AS m '
        "LEFT JOIN mention AS p ON p.n = m.subject ORDER BY m.id"
    ),
    "statement": (
        'SELECT s.id, s.entry, m.id, s.property, s.value, s.original, s.start, s."end", s.quote, b.source, b.language, b.rule, '
        "b.stated_by, b.published, b.holds, b.obtained, b.confidence, s.standing, s.accepted, s.by, s.until, s.until_accepted "
        "FROM statement AS s LEFT JOIN mention AS m ON m.n = s.mention LEFT JOIN basis AS b ON b.n = s.basis ORDER BY s.id"
    ),
    "basis": (
        "SELECT source, language, rule, stated_by, published, holds, obtained, confidence FROM basis "
        "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
    ),
    "act": (
        "SELECT m.id, p.id, a.version, a.lo, a.hi, d.kind, d.code, d.agent, d.term, r.list, r.standing, r.published, r.accepted, "
        "r.until, r.until_accepted FROM act AS a LEFT JOIN mention AS p ON p.n = a.person "
        "LEFT JOIN mention AS m ON m.n = a.mention LEFT JOIN deed AS d ON d.n = a.deed "
        "LEFT JOIN report AS r ON r.n = a.report ORDER BY m.id, a.version"
    ),
}


class Counted(Protocol):
    """Where a pass notes how much it read."""

    statements: int
    quotes: int


def differences(
    connection: Connection, found: Counted, entries: Iterable[log.Entry], texts: Callable[[str], str] | None = None
) -> Iterator[str]:
    """Yield in words every row that is not what the log gives; ``found.statements`` becomes the number of statements.

    Args:
        connection: of the record.
        found: where it is noted how many statements there are.
        entries: as :func:`kronika.store.log.in_force` yields them.
        texts: returns the text of a source, for every quote to be found again in it.
    """
    walk = Walk(connection, _decided(connection), texts)
    with in_memory() as fresh:
        small = Projection(fresh)
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            if entry.kind in {"standing", "batch", "until"}:
                walk.replay.decide(entry, content)
            elif entry.kind == "proposals":
                yield from walk.proposals(entry.seq, content, entry.text)
            else:
                small.apply([entry])
        found.statements, found.quotes = walk.count, walk.quotes
        yield from walk.rest()
        for name in _SMALL:
            yield from compare(connection, fresh, name)


def _decided(connection: Connection) -> set[str]:
    """Ids of statements that single decisions name."""
    found: set[str] = set()
    for entry in log.in_force(connection, kinds=("standing", "until", "batch")):
        if entry.content is not None:
            found.update(entry.content.get("ids", ()), entry.content.get("except", ()))
    return found


@contextmanager
def in_memory() -> Iterator[Connection]:
    """Empty tables in memory; nothing of them touches the disk."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: dbapi2.connect(":memory:", isolation_level=None),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as fresh:
            schema.create(fresh)
            fresh.exec_driver_sql("BEGIN")
            yield fresh
            fresh.exec_driver_sql("ROLLBACK")
    finally:
        engine.dispose()


def compare(ours: Connection, theirs: Connection, table: str) -> Iterator[str]:
    """Yield a line if a table differs between two connections, naming the first row that does."""
    query = _COMPARABLE.get(table) or _all_columns(table)
    first, second = _digest(ours, query), _digest(theirs, query)
    if first == second:
        return
    for mine, other in zip(rows(ours, query), rows(theirs, query), strict=False):
        if mine != other:
            yield f"table {table}: the row of {mine[0]} is not what the log gives ({other[0]} is expected there)."
            return
    yield f"table {table}: {first[1]} rows are here, the log gives {second[1]}."


def _all_columns(table: str) -> str:
    columns = [column.name for column in schema.metadata.tables[table].columns if column.name != "n"]
    columns.sort(key=lambda name: name != "id")
    names = ", ".join(f'"{name}"' for name in columns)
    return f"SELECT {names} FROM {table} ORDER BY {names}"


def _digest(connection: Connection, query: str) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    found = rows(connection, query)
    while part := list(islice(found, _TOGETHER)):
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
        count += len(part)
    return digest.hexdigest(), count
