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
from kronika.store.connection import pairs, rows
from kronika.store.project import Projection
from kronika.store.rows import Basis, bases, mention_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

#: standing, accepted, by, until, until_accepted of a statement nobody decided on
_UNDECIDED = ("proposed", None, None, None, None)
#: tables that single entries fill; small, so they are simply built again
_SMALL = ("source", "custody", "sighting", "judgement", "consent", "definition")
_STATEMENTS = (
    'SELECT n, id, entry, mention, property, value, original, start, "end", quote, basis, standing, accepted, by, until, '
    "until_accepted FROM statement ORDER BY n"
)
_MENTIONS = 'SELECT n, id, entry, kind, source, start, "end", subject, event, list FROM mention ORDER BY n'
_BASES = "SELECT n, source, language, rule, stated_by, published, holds, obtained, confidence FROM basis"
_FACTS = (
    "SELECT mention, property, coalesce(value, original, quote), basis, standing, accepted, until, until_accepted "
    "FROM statement ORDER BY mention, n"
)
_ACTS = (
    "SELECT mention, person, version, kind, lo, hi, code, agent, term, list, standing, published, accepted, until, "
    "until_accepted FROM act ORDER BY mention, version"
)
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
    walk = _Walk(connection)
    with in_memory() as fresh:
        small = Projection(fresh)
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            if entry.kind in {"standing", "batch", "until"}:
                walk.replay.decide(entry, content)
            elif entry.kind == "proposals":
                yield from walk.mentions(entry.seq, content)
                yield from walk.statements(entry.seq, content)
            else:
                small.apply([entry])
        found.statements = len(walk.idents)
        yield from walk.rest()
        for name in _SMALL:
            yield from compare(connection, fresh, name)
    yield from _acts(connection, walk.bases)


class _Walk:
    """Goes through the tables of mentions and statements beside the entries that they come from."""

    def __init__(self, connection: Connection) -> None:
        self.bases = {number: Basis(*shared) for number, *shared in rows(connection, _BASES)}
        self.replay = _Replay(_decided(connection))
        self.idents: list[str] = []
        self._mentions = rows(connection, _MENTIONS)
        self._statements = rows(connection, _STATEMENTS)
        self._numbers: dict[str, int] = {}
        self._used: set[int] = set()
        self._of_basis = {basis: number for number, basis in self.bases.items()}
        self._actual: list[tuple[Any, ...]] = []
        self._shared: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def mentions(self, seq: int, content: dict[str, Any]) -> Iterator[str]:
        """Compare the mentions of an entry."""
        made: list[int] = []
        for ident, kind, source, start, end, subject, event, name in mention_columns(content):
            actual = next(self._mentions, ())
            person = made[subject] if isinstance(subject, int) else self._numbers.get(subject)
            if actual[1:] != (ident, seq, kind, source, start, end, person, event, name):
                yield f"table mention: the row of {ident} (entry {seq}) was changed, removed or reordered."
            number = actual[0] if actual else 0
            made.append(number)
            self._numbers[ident] = number
        self._made = made

    def statements(self, seq: int, content: dict[str, Any]) -> Iterator[str]:
        """Compare the statements of an entry, once its mentions were."""
        shared = [(self._of_basis.get(basis, 0), basis.source) for basis in bases(content)]
        self._used.update(number for number, _ in shared)
        for row in content["s"]:
            about = row[1]
            number = self._made[about] if isinstance(about, int) else self._numbers.get(about, 0)
            basis, source = shared[row[8] if len(row) > 8 else 0]
            actual = next(self._statements, ())
            if actual[1:11] != (row[0], seq, number, *row[2:8], basis):
                yield f"table statement: the row of {row[0]} (entry {seq}) was changed, removed or reordered."
            self.replay.add(row[0], seq, source)
            self.idents.append(row[0])
            state = actual[11:]
            self._actual.append(self._shared.setdefault(state, state))

    def rest(self) -> Iterator[str]:
        """Compare standings once all decisions were replayed, and name what no entry gives."""
        yield from (f"table mention: the row of {row[1]} is in no entry of the log." for row in self._mentions)
        yield from (f"table statement: the row of {row[1]} is in no entry of the log." for row in self._statements)
        for number in self.bases.keys() - self._used:
            yield f"table basis: row {number} is in no entry of the log."
        for ident, state, actual in zip(self.idents, self.replay.states, self._actual, strict=True):
            if state != actual:
                yield f"table statement: the standing of {ident} is not what the log says ({state[0]})."


def _decided(connection: Connection) -> set[str]:
    """Ids of statements that single decisions name."""
    found: set[str] = set()
    for entry in log.in_force(connection, kinds=("standing", "until", "batch")):
        if entry.content is not None:
            found.update(entry.content.get("ids", ()), entry.content.get("except", ()))
    return found


def _acts(connection: Connection, shared: dict[int, Basis]) -> Iterator[str]:
    """Yield acts whose rows are not what their statements give."""
    captured = dict(pairs(connection, "SELECT id, published FROM source"))
    published = {number: day_of(basis.published or captured.get(basis.source)) for number, basis in shared.items()}
    heads = {
        mention: (kind, name or source, person)
        for mention, _, _, kind, source, _, _, person, _, name in rows(connection, _MENTIONS)
        if person is not None
    }
    actual = {mention: list(group) for mention, group in groupby(rows(connection, _ACTS), key=itemgetter(0))}
    for mention, group in groupby(rows(connection, _FACTS), key=itemgetter(0)):
        head = heads.get(mention)
        if head is None:
            continue
        kind, name, person = head
        facts = [
            Held(
                said,
                value,
                standing,
                published.get(basis, 0),
                day_of(accepted),
                day_of(until, missing=LAST_DAY),
                day_of(until_accepted, missing=LAST_DAY),
            )
            for _, said, value, basis, standing, accepted, until, until_accepted in group
        ]
        expected = [
            (mention, person, version, *values[:6], name, *values[6:]) for version, values in enumerate(act_rows(kind, facts))
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
