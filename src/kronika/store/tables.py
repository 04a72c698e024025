"""Are the tables what the log says? Row by row in one pass, and by building them anew.

The pass replays decisions on an array of shared states instead of on rows, so that a million statements are checked in the time
of reading them.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from kronika.model.act import LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.store import log, schema
from kronika.store.acts import Held, act_rows, day_of
from kronika.store.connection import rows
from kronika.store.project import Projection
from kronika.store.rows import mention_columns, statement_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

#: standing, accepted, by, until, until_accepted of a statement nobody decided on
_UNDECIDED = ("proposed", None, None, None, None)
#: tables that single entries fill; small, so they are simply built again
_SMALL = ("source", "custody", "sighting", "judgement", "consent", "definition")
_STATEMENTS = (
    'SELECT n, id, entry, mention, property, value, original, language, source, start, "end", quote, rule, stated_by, holds, '
    "obtained, published, confidence, standing, accepted, by, until, until_accepted FROM statement ORDER BY n"
)
_MENTIONS = 'SELECT n, id, entry, kind, source, start, "end", subject, event, list FROM mention ORDER BY n'
_ACTS_OF = (
    "SELECT m.n, m.kind, CASE m.list WHEN '' THEN m.source ELSE m.list END, p.n FROM mention AS m "
    "JOIN mention AS p ON p.id = m.subject ORDER BY m.n"
)
_FACTS = (
    "SELECT mention, property, coalesce(value, original, quote), standing, published, accepted, until, until_accepted, source "
    "FROM statement ORDER BY mention, n"
)
_ACTS = (
    "SELECT mention, person, version, kind, lo, hi, code, agent, term, list, standing, published, accepted, until, "
    "until_accepted FROM act ORDER BY mention, version"
)
#: queries whose rows do not depend on row numbers
_COMPARABLE = {
    "statement": (
        'SELECT s.id, s.entry, m.id, s.property, s.value, s.original, s.language, s.source, s.start, s."end", s.quote, '
        "s.rule, s.stated_by, s.holds, s.obtained, s.published, s.confidence, s.standing, s.accepted, s.by, s.until, "
        "s.until_accepted FROM statement AS s LEFT JOIN mention AS m ON m.n = s.mention ORDER BY s.id"
    ),
    "act": (
        "SELECT m.id, p.id, a.version, a.kind, a.lo, a.hi, a.code, a.agent, a.term, a.list, a.standing, a.published, "
        "a.accepted, a.until, a.until_accepted FROM act AS a LEFT JOIN mention AS p ON p.n = a.person "
        "LEFT JOIN mention AS m ON m.n = a.mention ORDER BY m.id, a.version"
    ),
}


class Counted(Protocol):
    """Where a pass notes how much it read."""

    statements: int


class _Replay:
    """What the decisions in the log make of every statement, in the order of the table."""

    def __init__(self, decided: set[str]) -> None:
        self.states: list[tuple[Any, ...]] = []
        self._entries: list[int] = []
        self._sources: list[str] = []
        self._decided = decided
        self._places: dict[str, int] = {}

    def add(self, ident: str, entry: int, source: str) -> None:
        if ident in self._decided:
            self._places[ident] = len(self.states)
        self.states.append(_UNDECIDED)
        self._entries.append(entry)
        self._sources.append(source)

    def decide(self, entry: log.Entry, content: dict[str, Any]) -> None:
        if entry.kind == "batch":
            self._batch(entry, content)
            return
        for ident in content["ids"]:
            place = self._places.get(ident)
            if place is None:
                continue
            standing, accepted, by, until, until_accepted = self.states[place]
            if entry.kind == "until":
                until, until_accepted = content["until"], entry.at
            else:
                standing, by = content["standing"], entry.by
                if standing in ACCEPTED:
                    accepted = accepted or entry.at
            self.states[place] = (standing, accepted, by, until, until_accepted)

    def _batch(self, entry: log.Entry, content: dict[str, Any]) -> None:
        up_to, source = content["up_to"], content.get("source")
        kept = {self._places[ident] for ident in content.get("except", ()) if ident in self._places}
        made: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for place, state in enumerate(self.states):
            if state[0] != "proposed" or self._entries[place] > up_to or place in kept:
                continue
            if source and self._sources[place] != source:
                continue
            new = made.get(state)
            if new is None:
                new = made[state] = (content["standing"], entry.at, entry.by, state[3], state[4])
            self.states[place] = new


def differences(connection: Connection, found: Counted, entries: Iterable[log.Entry]) -> Iterator[str]:
    """Yield in words every row that is not what the log gives; ``found.statements`` becomes the number of statements.

    Args:
        connection: of the record.
        found: where it is noted how many statements there are.
        entries: as :func:`kronika.store.log.in_force` yields them.
    """
    mentions, statements = rows(connection, _MENTIONS), rows(connection, _STATEMENTS)
    numbers: dict[str, int] = {}
    idents: list[str] = []
    actual_states: list[tuple[Any, ...]] = []
    shared: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    replay = _Replay(_decided(connection))
    with in_memory() as fresh:
        small = Projection(fresh)
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            if entry.kind in {"standing", "batch", "until"}:
                replay.decide(entry, content)
                continue
            if entry.kind != "proposals":
                small.apply([entry])
                continue
            seq, source = entry.seq, content["d"]
            for row in content["m"]:
                actual = next(mentions, ())
                if actual[1:] != (row[0], seq, *mention_columns(row, source)):
                    yield f"table mention: the row of {row[0]} (entry {seq}) was changed, removed or reordered."
                numbers[row[0]] = actual[0] if actual else 0
            for row in content["s"]:
                actual = next(statements, ())
                columns = statement_columns(row, source)
                if actual[1:18] != (row[0], seq, numbers.get(row[1]), *columns):
                    yield f"table statement: the row of {row[0]} (entry {seq}) was changed, removed or reordered."
                replay.add(row[0], seq, columns[4])
                idents.append(row[0])
                state = actual[18:]
                actual_states.append(shared.setdefault(state, state))
        yield from (f"table mention: the row of {row[1]} is in no entry of the log." for row in mentions)
        yield from (f"table statement: the row of {row[1]} is in no entry of the log." for row in statements)
        found.statements = len(idents)
        for ident, state, actual_state in zip(idents, replay.states, actual_states, strict=True):
            if state != actual_state:
                yield f"table statement: the standing of {ident} is not what the log says ({state[0]})."
        for name in _SMALL:
            yield from compare(connection, fresh, name)
    yield from _acts(connection)


def _decided(connection: Connection) -> set[str]:
    """Ids of statements that single decisions name."""
    found: set[str] = set()
    for entry in log.in_force(connection, kinds=("standing", "until", "batch")):
        if entry.content is not None:
            found.update(entry.content.get("ids", ()), entry.content.get("except", ()))
    return found


def _acts(connection: Connection) -> Iterator[str]:
    """Yield acts whose rows are not what their statements give."""
    published = dict(rows(connection, "SELECT id, published FROM source"))
    acts = {mention: head for mention, *head in rows(connection, _ACTS_OF)}
    actual = {mention: list(group) for mention, group in groupby(rows(connection, _ACTS), key=itemgetter(0))}
    for mention, group in groupby(rows(connection, _FACTS), key=itemgetter(0)):
        head = acts.get(mention)
        if head is None:
            continue
        kind, list_name, person = head
        facts = [
            Held(
                name,
                value,
                standing,
                day_of(said_on or published.get(source)),
                day_of(accepted),
                day_of(until, missing=LAST_DAY),
                day_of(until_accepted, missing=LAST_DAY),
            )
            for _, name, value, standing, said_on, accepted, until, until_accepted, source in group
        ]
        expected = [
            (mention, person, version, *values[:6], list_name, *values[6:])
            for version, values in enumerate(act_rows(kind, facts))
        ]
        if actual.pop(mention, []) != expected:
            yield f"table act: a row of the {kind} with number {mention} is not what its statements give."
    for mention, left in actual.items():
        if left:
            yield f"table act: the rows of number {mention} rest on no statement."


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
    for row in rows(connection, query):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        count += 1
    return digest.hexdigest(), count
