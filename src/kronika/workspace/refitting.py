"""Putting the editions of a list in order again, after the day of one of them turned out to be another.

What an edition says is said from its day on, until the day of the next edition that has the row and does not say it. What two
editions in a row say is in the record once, with the one that came first; where that one now comes later, the other has to say
it itself, as a proposal: nobody has confirmed its place there. That a row is gone is worked out anew in the same way.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import InputError
from kronika.model.statement import Reading
from kronika.store import queries
from kronika.workspace.fitting import DELISTING, day, delisting, mapping_of, read_again, said_key, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from kronika.model.source import Source
    from kronika.model.statement import Mention, Recorded, Statement
    from kronika.store.record import Record
    from kronika.store.writer import Writer

#: a mention, and what is said of it: property, value, as written
_Key = tuple[str, str, str, str]


class _Stretch(NamedTuple):
    """Editions in a row that say the same: places of the first and the last, and the day on which it ended (empty: none)."""

    first: int
    last: int
    until: str


def refit(writer: Writer, record: Record, list_name: str) -> None:
    """Work out anew, from the days of a list's editions, what each says and until when, and who is gone.

    Raises:
        InputError: an edition cannot be read again; nothing is changed then.
    """
    connection = record.connection
    editions = sorted(queries.editions(connection, list_name), key=day)
    if len(editions) < 2:
        return
    held = [queries.sighted(connection, edition.id) for edition in editions]
    said = _read(record, editions, held, list_name)
    for edition, seen, holds in zip(editions, held, said, strict=True):
        if seen and not holds:
            advice = "Say its day when it is added: erase it, and add it again with --published"
            raise InputError("this edition of a list cannot be read again", where=edition.name, advice=advice)
    people = sorted({person for seen in held for person in seen})
    acts = {act.id: act for act in queries.acts_of(connection, people)}
    known = [item for item in queries.statements(connection, of=[*people, *acts]) if _kind(acts, item) != DELISTING]
    places = {edition.id: place for place, edition in enumerate(editions)}
    stretches = {key: list(_stretches(key, owner, editions, held, said)) for key, owner in _keys(said).items()}
    stated: set[tuple[_Key, int]] = set()
    # What the record does not know from any edition was erased: it is not said again.
    kept = {(item.statement.mention, *said_key(item.statement)) for item in known}
    ends = _Ends()
    for item in known:
        place = places.get(item.statement.source)
        key = (item.statement.mention, *said_key(item.statement))
        stretch = next((one for one in stretches.get(key, ()) if place is not None and one.first <= place <= one.last), None)
        if stretch is not None and place is not None:
            ends.note(item, stretch.until)
            stated.add((key, place))
    fresh: dict[int, list[Statement]] = {}
    for key, found in stretches.items():
        for stretch in found:
            if key in kept and (key, stretch.first) not in stated:
                statement = said[stretch.first][key][1]
                fresh.setdefault(stretch.first, []).append(statement)
                ends.new(statement.id, stretch.until)
    for place, statements in fresh.items():
        writer.propose(editions[place].id, [Reading((), tuple(statements))])
    ends.write(writer)
    _gone(writer, connection, editions, held)


def _kind(acts: dict[str, Mention], item: Recorded) -> str:
    act = acts.get(item.statement.mention)
    return act.kind if act is not None else ""


def _read(
    record: Record, editions: Sequence[Source], held: Sequence[dict[str, int]], list_name: str
) -> list[dict[_Key, tuple[str, Statement]]]:
    """Return for each edition what it says: the person whose row it is, and the statement. Rows that were erased stay out."""
    mapping = mapping_of(record, list_name)
    return [
        {
            (statement.mention, *said_key(statement)): (row.mentions[0].id, statement)
            for row in read_again(record, edition, mapping)
            for statement in row.statements
            if row.mentions and row.mentions[0].id in seen
        }
        for edition, seen in zip(editions, held, strict=True)
    ]


def _keys(said: Iterable[dict[_Key, tuple[str, Statement]]]) -> dict[_Key, str]:
    return {key: owner for edition in said for key, (owner, _) in edition.items()}


def _stretches(
    key: _Key,
    owner: str,
    editions: Sequence[Source],
    held: Sequence[dict[str, int]],
    said: Sequence[dict[_Key, tuple[str, Statement]]],
) -> Iterator[_Stretch]:
    """Yield the stretches of editions that say something; an edition without the row says nothing against it."""
    first = last = -1
    for place in range(len(editions)):
        if key in said[place]:
            first, last = first if first >= 0 else place, place
        elif owner in held[place] and first >= 0:
            yield _Stretch(first, last, when(editions[place]))
            first = -1
    if first >= 0:
        yield _Stretch(first, last, "")


class _Ends:
    """Collects the days on which statements end, and writes those that are others than before."""

    def __init__(self) -> None:
        self._fresh: dict[str, list[str]] = {}
        self._moved: dict[str, list[str]] = {}

    def note(self, item: Recorded, until: str) -> None:
        if item.until != until:
            target = self._moved if item.until else self._fresh
            target.setdefault(until, []).append(item.statement.id)

    def new(self, ident: str, until: str) -> None:
        if until:
            self._fresh.setdefault(until, []).append(ident)

    def write(self, writer: Writer) -> None:
        for until, idents in self._fresh.items():
            writer.end_statements(idents, until)
        for until, idents in self._moved.items():
            writer.end_statements(idents, until, moved=True)


def _gone(writer: Writer, connection: Connection, editions: Sequence[Source], held: Sequence[dict[str, int]]) -> None:
    """Note who is gone from which edition and until when; take back what is not so in the new order."""
    found = {edition.id: edition for edition in editions}
    wanted: dict[tuple[str, str], str] = {}
    for place, (before, now) in enumerate(pairwise(held), start=1):
        for person in before.keys() - now.keys():
            again = next((when(edition) for edition, seen in _after(editions, held, place) if person in seen), "")
            wanted[person, editions[place].id] = again
    ends = _Ends()
    for person, item, edition in _delistings(connection, {who for seen in held for who in seen}):
        if (person, edition) in wanted and item.statement.value in {found[edition].published, f"../{when(found[edition])}"}:
            ends.note(item, wanted.pop((person, edition)))
        else:
            # Ended on its own day, it was never so.
            ends.note(item, item.statement.published or item.captured[:10])
    by_edition: dict[str, list[Reading]] = {}
    for (person, edition), until in sorted(wanted.items()):
        reading = delisting(queries.mention(connection, person), found[edition], "order")
        by_edition.setdefault(edition, []).append(reading)
        ends.new(reading.statements[0].id, until)
    for edition, readings in by_edition.items():
        writer.propose(edition, readings)
    ends.write(writer)


def _after(editions: Sequence[Source], held: Sequence[dict[str, int]], place: int) -> Iterable[tuple[Source, dict[str, int]]]:
    return zip(editions[place + 1 :], held[place + 1 :], strict=True)


def _delistings(connection: Connection, people: set[str]) -> Iterator[tuple[str, Recorded, str]]:
    """Yield what the record says of rows that are gone, with the person and the edition."""
    acts = {act.id: act for act in queries.acts_of(connection, people) if act.kind == DELISTING}
    for item in queries.statements(connection, of=acts, properties=("date",)):
        yield acts[item.statement.mention].subject, item, item.statement.source
