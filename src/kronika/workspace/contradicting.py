"""Where what is said of one person, or of one thing that happened to them, differs: in truth, or in precision alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.contradictions import SINGLE, agree, event_ids
from kronika.counting.origins import independent
from kronika.model.statement import Mention, Recorded, Standing
from kronika.store import queries
from kronika.workspace.origins import origins
from kronika.workspace.people import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.model.act import Key
    from kronika.store.record import Record

_HIDDEN = frozenset({Standing.REJECTED, Standing.WITHDRAWN})


class Side(NamedTuple):
    """One value and who says so.

    Attributes:
        value: as normalised.
        said: the statements, each with its mention.
        origins: from how many independent origins.
    """

    value: str
    said: tuple[tuple[Mention, Recorded], ...]
    origins: int


class Difference(NamedTuple):
    """Several values of what can have only one.

    Attributes:
        about: id of the act's mention that came first, or of the person.
        kind, property: of the vocabulary.
        sides: one for each value, in the order of the record.
        agree: they differ in precision alone.
    """

    about: str
    kind: str
    property: str
    sides: tuple[Side, ...]
    agree: bool


def differences(
    record: Record, told: Mapping[str, Sequence[tuple[Mention, Recorded]]], joined: Mapping[str, str]
) -> dict[str, list[Difference]]:
    """Return for each person in what the statements about them and about their acts differ.

    Args:
        record: open.
        told: person -> what is said, each statement with its mention; what was rejected or has an end is left aside.
        joined: which mentions were judged to be one.
    """
    events = _events(record, {mention.subject for lines in told.values() for mention, _ in lines if mention.subject}, joined)
    copied = origins(record)
    return {person: list(_of(person, lines, events, copied)) for person, lines in told.items()}


def _of(
    person: str, lines: Iterable[tuple[Mention, Recorded]], events: Mapping[str, Key], copied: Mapping[str, str]
) -> Iterable[Difference]:
    groups: dict[tuple[Key, str, str], dict[str, list[tuple[Mention, Recorded]]]] = {}
    for mention, item in lines:
        said = item.statement
        if said.property not in SINGLE or item.standing in _HIDDEN or item.until:
            continue
        about = events.get(mention.id, mention.id) if mention.subject else person
        groups.setdefault((about, mention.kind, said.property), {}).setdefault(said.value, []).append((mention, item))
    for (_, kind, name), values in groups.items():
        if len(values) > 1:
            first = next(iter(values.values()))[0][0]
            sides = tuple(
                Side(value, tuple(said), independent((_stating(*one) for one in said), copied)) for value, said in values.items()
            )
            yield Difference(first.id if first.subject else person, kind, name, sides, agree(name, values))


def _stating(mention: Mention, item: Recorded) -> str:
    return mention.list or item.statement.source


def _events(record: Record, subjects: set[str], joined: Mapping[str, str]) -> dict[str, Key]:
    """Return for the id of each act the event that it tells of, where several reports may tell of one."""
    numbers = queries.numbers(record.connection, subjects)
    rows = list(queries.acts(record.connection, of=numbers.values()))
    found = event_ids(rows, judged(record, joined))
    mentions = queries.by_number(record.connection, [key for key in found if isinstance(key, int)])
    return {mentions[key].id: event for key, event in found.items() if key in mentions}
