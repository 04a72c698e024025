"""Taking in a list, and its later editions: new rows, changed cells, rows seen again, rows that are gone.

A list is one source in many editions, so a row that is told apart by its key has the same mention in all of them.
What an edition says anew is proposed; what it no longer says gets an end, the day on which the edition was
published; a row that is gone gets an act ``delisting``. An edition that is older than one in the record is fitted in
before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from kronika.errors import InputError
from kronika.model.statement import Reading, Statement
from kronika.model.time import bounds
from kronika.reading.lists import Guess, Mapping, RowReading, guess, read_table
from kronika.store import queries
from kronika.workspace.definitions import MAPPING
from kronika.workspace.fitting import DELISTING, Fitting, day, delisting, said_key, when
from kronika.workspace.intake import load_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kronika.model.source import Document, Source, Table
    from kronika.store.record import Record
    from kronika.store.writer import Writer
    from kronika.workspace.erased import Forgotten
    from kronika.workspace.intake import About

#: rows of a later edition that are compared together
_BATCH = 1_000
#: problems of rows that are named one by one
_NAMED = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list is going to be read.

    Attributes:
        mapping: what its columns mean.
        table: which table of the document.
        guessed: the guess, where nobody wrote the mapping.
        note: why it is read so, where nobody said so for this file; else empty.
    """

    mapping: Mapping
    table: Table
    guessed: Guess | None = None
    note: str = ""


@dataclass
class Result:
    """What taking in a list did."""

    mentions: int = 0
    statements: int = 0
    summary: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def plan(record: Record, source: Source, document: Document, about: About) -> Plan | None:
    """Return how a document is read as a list; None if it is none.

    Raises:
        InputError: if its mapping cannot be used.
    """
    if not document.tables:
        return None
    if about.mapping is not None:
        mapping = load_mapping(about.mapping)
        return Plan(mapping, _table(document, mapping, about.mapping))
    for _, _, text in reversed([item for item in queries.definitions(record.connection) if item[0].startswith(MAPPING)]):
        mapping = Mapping.from_dict(yaml.safe_load(text), "the mapping in the record")
        fitting = next((table for table in document.tables if _fits(mapping, table)), None)
        if fitting is not None:
            return Plan(
                mapping, fitting, note=f"its columns fit the list '{mapping.list}', so it is taken as an edition of that."
            )
    return guessed(document, source.name)


def guessed(document: Document, name: str) -> Plan | None:
    """Return a guess at how a document is read as a list; None if its columns tell too little to be one."""
    found = [(guess(table, list_name(name)), table) for table in document.tables]
    usable = [item for item in found if _tells(item[0].mapping)]
    if not usable:
        return None
    best, table = max(usable, key=lambda item: len(item[0].mapping.columns))
    return Plan(best.mapping, table, best)


def _tells(mapping: Mapping) -> bool:
    """Whether a guess found a name and something that happened."""
    targets = [column.target for column in mapping.columns]
    return any(target.property == "name" for target in targets) and any(target.kind != mapping.subject for target in targets)


def list_name(name: str) -> str:
    """Return the name of a list from a file name, without what tells its editions apart.

    >>> list_name("prisoners-2023-12-31.xlsx")
    'prisoners'
    """
    stem = name.rsplit(".", 1)[0]
    plain = re.sub(r"([\W_]+\d[\d\W_]*|(19|20)\d\d)$", "", stem)
    return re.sub(r"\s+", "-", plain.strip()) or stem


def _table(document: Document, mapping: Mapping, path: Path) -> Table:
    for table in document.tables:
        if not mapping.sheet or table.label == mapping.sheet:
            return table
    labels = ", ".join(table.label for table in document.tables)
    raise InputError(
        f"there is no sheet '{mapping.sheet}' (there are: {labels})", where=str(path), advice="Correct 'sheet' in the mapping"
    )


def _fits(mapping: Mapping, table: Table) -> bool:
    headers = {column.header for column in mapping.columns}
    return bool(headers) and any(headers <= set(row) for row in islice(table.rows, 20))


def apply(writer: Writer, record: Record, source: Source, document: Document, chosen: Plan, forgotten: Forgotten) -> Result:
    """Propose what a list says, compared with its other editions; rows about persons who were erased are left out."""
    mapping, result = chosen.mapping, Result()
    result.notes.extend(filter(None, [chosen.note]))
    if chosen.guessed is not None:
        result.notes.append("its columns were guessed; 'kronika map' writes them down, to be corrected by you.")
        result.notes.extend(chosen.guessed.notes)
    editions = [edition for edition in queries.editions(record.connection, mapping.list) if edition.id != source.id]
    unclear = [edition.name for edition in editions if when(edition) != when(source) and _overlap(edition, source)]
    if unclear:
        result.notes.append(
            f"its day ({when(source)}) does not tell whether it came before or after {', '.join(unclear)}: each was taken at its "
            "latest; 'kronika sources --describe' corrects a day."
        )
    rows = forgotten.rows(_noted(read_table(document, chosen.table, mapping, source), result))
    earlier = sorted((edition for edition in editions if day(edition) <= day(source)), key=day)
    later = sorted((edition for edition in editions if day(edition) > day(source)), key=day)
    if later:
        seen = _fitted(Fitting(writer, record, source, mapping, earlier, later), rows, result)
    elif earlier:
        seen = _other(writer, record, source, rows, result)
        _vanished(writer, record, source, earlier[-1], seen, result)
    else:
        seen = _first(writer, source, rows, result)
    writer.sight(source.id, list(seen.items()))
    if earlier and result.summary["gone"] * 2 > len(queries.sighted(record.connection, earlier[-1].id)):
        result.notes.append(
            f"more than half of the rows of '{mapping.list}' are gone in it; if it is another list, erase it and add it with a "
            "mapping of its own ('kronika map')."
        )
    if chosen.guessed is None:
        text = yaml.safe_dump(mapping.to_yaml_dict(), allow_unicode=True, sort_keys=False)
        name = MAPPING + mapping.list
        held = [item for item in queries.definitions(record.connection) if item[0] == name]
        if not held or held[-1][2] != text:
            writer.define(name, str(len(held) + 1), text)
    result.summary = {"list": mapping.list, "editions": len(editions) + 1, "rows": len(seen), **result.summary}
    return result


def _overlap(one: Source, other: Source) -> bool:
    """Tell whether the days of two editions, as precise as they are known, have one in common."""
    (first, last), (begin, end) = bounds(when(one)), bounds(when(other))
    return first <= end and begin <= last


def _noted(rows: Iterable[RowReading], result: Result) -> Iterator[RowReading]:
    """Pass rows on and keep what is wrong with them."""
    more = 0
    for row in rows:
        for problem in row.problems:
            if len(result.notes) < _NAMED:
                result.notes.append(problem)
            else:
                more += 1
        if row.mentions:
            yield row
    if more:
        result.notes.append(f"{more} more remarks on rows; 'kronika read' shows all of them")


def _first(writer: Writer, source: Source, rows: Iterable[RowReading], result: Result) -> dict[str, int]:
    seen: dict[str, int] = {}

    def readings() -> Iterator[Reading]:
        for row in rows:
            seen[row.mentions[0].id] = row.row
            yield Reading(row.mentions, row.statements)

    result.mentions, result.statements = writer.propose(source.id, readings())
    result.summary = {"new": len(seen), "changed": 0, "unchanged": 0, "gone": 0}
    return seen


def _fitted(fitting: Fitting, rows: Iterable[RowReading], result: Result) -> dict[str, int]:
    """Take in an edition that is older than one in the record."""
    seen: dict[str, int] = {}
    walk = iter(rows)
    while batch := list(islice(walk, _BATCH)):
        seen.update((row.mentions[0].id, row.row) for row in batch)
        fitting.rows(batch)
    fitting.finish(seen)
    result.mentions, result.statements, result.summary = fitting.mentions, fitting.statements, fitting.counts
    result.notes.extend(fitting.notes)
    return seen


def _other(writer: Writer, record: Record, source: Source, rows: Iterable[RowReading], result: Result) -> dict[str, int]:
    """Compare an edition with what the record holds of its list."""
    seen: dict[str, int] = {}
    counts = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0}
    walk = iter(rows)
    while batch := list(islice(walk, _BATCH)):
        seen.update((row.mentions[0].id, row.row) for row in batch)
        known, acts = _said(record, batch)
        readings, ended = [], _delisted(record, batch)
        for row in batch:
            person = row.mentions[0].id
            fresh, gone = _compare(row, known, acts.get(person, ()))
            counts["new" if person not in known else "changed" if fresh or gone else "unchanged"] += 1
            ended += gone
            if fresh or person not in known:
                readings.append(Reading(row.mentions, tuple(fresh)))
        added = writer.propose(source.id, readings)
        writer.end_statements(ended, when(source))
        result.mentions, result.statements = result.mentions + added[0], result.statements + added[1]
    result.summary = counts
    return seen


#: (property, value, as written) -> id of the statement that says so still, by mention
_Said = dict[str, dict[tuple[str, str, str], str]]


def _said(record: Record, batch: Sequence[RowReading]) -> tuple[_Said, dict[str, list[str]]]:
    """Return what the record says of these rows and has no end yet: of the persons, and of all acts of theirs in this list.

    And the acts of each person: an act that the row no longer holds at all ends too.
    """
    persons = [row.mentions[0].id for row in batch]
    acts = {act.id: act.subject for act in queries.acts_of(record.connection, persons) if act.kind != DELISTING}
    by_person: dict[str, list[str]] = {}
    for act, person in acts.items():
        by_person.setdefault(person, []).append(act)
    known: _Said = {}
    for item in queries.statements(record.connection, of=[*persons, *acts]):
        said = item.statement
        known.setdefault(acts.get(said.mention, said.mention), {})
        if not item.until:
            known.setdefault(said.mention, {})[said_key(said)] = said.id
    return known, by_person


def _delisted(record: Record, batch: Sequence[RowReading]) -> list[str]:
    """Return the statements that rows of this batch were gone from the list: they are on it again."""
    acts = [act.id for act in queries.acts_of(record.connection, [row.mentions[0].id for row in batch]) if act.kind == DELISTING]
    return [item.statement.id for item in queries.statements(record.connection, of=acts) if not item.until]


def _compare(row: RowReading, known: _Said, acts: Iterable[str]) -> tuple[list[Statement], list[str]]:
    """Return the statements of a row that are new, and the ids of those that it no longer holds."""
    now: dict[str, set[tuple[str, str, str]]] = {}
    fresh = []
    for statement in row.statements:
        key = said_key(statement)
        now.setdefault(statement.mention, set()).add(key)
        if key not in known.get(statement.mention, {}):
            fresh.append(statement)
    return fresh, [
        ident
        for mention in {row.mentions[0].id, *acts}
        for key, ident in known.get(mention, {}).items()
        if key not in now.get(mention, set())
    ]


def _vanished(writer: Writer, record: Record, source: Source, before: Source, seen: dict[str, int], result: Result) -> None:
    """Note who was in the edition before and is gone."""
    gone = sorted(set(queries.sighted(record.connection, before.id)) - set(seen))
    result.summary["gone"] = len(gone)
    people = {ident: queries.mention(record.connection, ident) for ident in gone}
    added = writer.propose(source.id, [delisting(people[ident], source) for ident in gone])
    result.mentions, result.statements = result.mentions + added[0], result.statements + added[1]
