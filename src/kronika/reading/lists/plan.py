"""A mapping bound to a table: which cells make the name, which the key, which each act, and how each is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kronika.errors import InputError
from kronika.language.dates import parse_date
from kronika.model.source import Document, Source, Table
from kronika.model.time import bounds
from kronika.reading.lists.cells import Reader, reader
from kronika.reading.lists.columns import Header, header_of, positions
from kronika.reading.lists.mapping import Column, Mapping
from kronika.reading.lists.targets import NAME_PARTS, STATE, SUBJECTS

#: the columns that can list several acts of one row
_LEADERS = frozenset({"date", "recognised_by"})


class PlannedColumn(NamedTuple):
    """A column with its place and its reader.

    Attributes:
        position: in the row, from 0.
        header: its name in the table.
        property: that it says.
        read: reads its cells.
        rule: for the statements from it.
        language: of its cells.
        leads: several values in a cell are several acts.
    """

    position: int
    header: str
    property: str
    read: Reader
    rule: str
    language: str
    leads: bool


@dataclass(frozen=True, slots=True)
class PlannedName:
    """The column, or the columns, that hold a name; ``read`` is None where the name is put together from several."""

    indexes: tuple[int, ...]
    rule: str
    language: str
    read: Reader | None = None


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """The columns and constants of one act of each row.

    Attributes:
        kind, number: of the act, see :class:`kronika.reading.lists.targets.Target`.
        columns: that say something about it.
        constants: property and value that hold for each row where the act is.
        alone: the constants make the act in each row, whether or not a column says anything.
        plain: what its columns say changes neither its kind nor its id, and it has no constants.
    """

    kind: str
    number: int
    columns: list[PlannedColumn] = field(default_factory=list)
    constants: list[tuple[str, str]] = field(default_factory=list)
    alone: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that reading a row needs."""

    mapping: Mapping
    header: Header
    source: str
    published: str
    names: tuple[PlannedName, ...]
    key: tuple[int, ...]
    subject: tuple[PlannedColumn, ...]
    subject_constants: tuple[tuple[str, str], ...]
    acts: tuple[PlannedAct, ...]
    states: tuple[PlannedColumn, ...]
    born: PlannedColumn | None


def plan(document: Document, table: Table, mapping: Mapping, source: Source) -> Plan:
    """Return the mapping bound to the table.

    Raises:
        InputError: there is no such header row, or a column is missing.
    """
    where = f"{source.name or 'the list'}{', ' + table.label if table.label else ''}"
    header = header_of(table, mapping, where)
    places = positions(mapping, header, where)
    published = source.published or document.published
    anchor = _anchor(published)
    acts: dict[tuple[str, int], PlannedAct] = {}
    subject, states = [], []
    born = None
    for column in mapping.columns:
        target = column.target
        if target.property == "name" and target.kind in SUBJECTS:
            continue
        planned = _column(column, places[column.header], mapping, anchor)
        if target.kind == STATE:
            states.append(planned)
        elif target.kind in SUBJECTS:
            subject.append(planned)
            born = planned if target.property == "birth_date" else born
        else:
            _act(acts, target.kind, target.number).columns.append(planned)
    subject_constants = []
    for constant in mapping.constants:
        if constant.target.kind in SUBJECTS:
            subject_constants.append((constant.target.property, constant.value))
        else:
            _act(acts, constant.target.kind, constant.target.number).constants.append((constant.target.property, constant.value))
    return Plan(
        mapping=mapping,
        header=header,
        source=source.id,
        published=published,
        names=_names(mapping, places, anchor),
        key=tuple(places[name] for name in mapping.key),
        subject=tuple(subject),
        subject_constants=tuple(subject_constants),
        acts=tuple(_finished(act) for act in acts.values()),
        states=tuple(states),
        born=born,
    )


def _column(column: Column, index: int, mapping: Mapping, anchor: date | None) -> PlannedColumn:
    return PlannedColumn(
        position=index,
        header=column.header,
        property=column.target.property,
        read=reader(column, mapping.order, mapping.language, anchor),
        rule=f"list: column '{column.header}'",
        language=column.language or mapping.language,
        leads=column.target.property in _LEADERS,
    )


def _act(acts: dict[tuple[str, int], PlannedAct], kind: str, number: int) -> PlannedAct:
    return acts.setdefault((kind, number), PlannedAct(kind, number))


def _finished(act: PlannedAct) -> PlannedAct:
    """Return the act; its constants alone make it where no column could: a list of recognised people recognises each row."""
    alone = bool(act.constants) and (act.kind == "recognition" or not act.columns)
    special = act.kind in {"sentence", "recognition"} or any(column.property == "happened" for column in act.columns)
    return PlannedAct(act.kind, act.number, act.columns, act.constants, alone, plain=not act.constants and not special)


def _names(mapping: Mapping, places: dict[str, int], anchor: date | None) -> tuple[PlannedName, ...]:
    """Return the names of a row: each column of whole names, and for each language the columns of parts together."""
    names: list[PlannedName] = []
    parts: dict[str, dict[str, Column]] = {}
    for column in mapping.columns:
        target = column.target
        if target.kind not in SUBJECTS or target.property != "name":
            continue
        if target.part:
            parts.setdefault(column.language, {})[target.part] = column
        else:
            read = reader(column, mapping.order, mapping.language, anchor)
            rule = f"list: column '{column.header}'"
            names.append(PlannedName((places[column.header],), rule, column.language or mapping.language, read))
    for language, given in parts.items():
        columns = [given[part] for part in NAME_PARTS if part in given]
        rule = "list: columns " + ", ".join(f"'{column.header}'" for column in columns)
        names.append(PlannedName(tuple(places[column.header] for column in columns), rule, language or mapping.language))
    return tuple(names)


def _anchor(published: str) -> date | None:
    """Return the day of publication, against which years that are left out are read; None if it is not a single day."""
    if not published:
        return None
    try:
        low, high = bounds(published)
    except InputError:
        when = parse_date(published)
        return _anchor(when.edtf) if when is not None and when.edtf else None
    return date.fromordinal(low) if low == high else None
