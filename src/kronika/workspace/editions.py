"""What changed between two editions of a list: rows new, changed, gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError, NotFoundError
from kronika.model.statement import Standing
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.fitting import DELISTING, day, when
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.source import Source
    from kronika.model.statement import Mention, Recorded
    from kronika.settings import Settings
    from kronika.store.record import Record


@dataclass
class Change:
    """What changed between two editions.

    Attributes:
        name: of the list.
        before, after: the two editions.
        new, gone: mentions of persons.
        changed: by mention: (kind, property, before, after); before and after as written, empty if there was nothing.
        unchanged: how many rows are the same in both.
    """

    name: str
    before: Source
    after: Source
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changed: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)
    unchanged: int = 0


def between(record: Record, list_name: str) -> Change:
    """Return what changed between the last two editions of a list.

    Raises:
        NotFoundError: if the record has no such list.
        InputError: if it has one edition only.
    """
    editions = sorted(queries.editions(record.connection, list_name), key=day)
    if not editions:
        raise NotFoundError("no such list in this record", where=list_name, advice="See 'kronika sources': lists are named there")
    if len(editions) == 1:
        raise InputError("there is only one edition of this list", where=list_name, advice="Add another with 'kronika add'")
    before, after = editions[-2:]
    seen, now = queries.sighted(record.connection, before.id), queries.sighted(record.connection, after.id)
    found = Change(list_name, before, after)
    found.new, found.gone = sorted(set(now) - set(seen), key=now.__getitem__), sorted(set(seen) - set(now), key=seen.__getitem__)
    both = sorted(set(seen) & set(now), key=now.__getitem__)
    acts = {act.id: act for act in queries.acts_of(record.connection, both) if act.kind != DELISTING}
    kinds = {mention.id: mention.kind for mention in _mentions(record, both)}
    said: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for item in queries.statements(record.connection, of=[*both, *acts]):
        mention = item.statement.mention
        person, kind = (acts[mention].subject, acts[mention].kind) if mention in acts else (mention, kinds[mention])
        side = _side(item, after)
        if side and item.standing is not Standing.REJECTED:
            place = said.setdefault((person, kind, item.statement.property), {"before": [], "after": []})
            place[side].append(item.statement.original)
    for (person, kind, name), sides in said.items():
        old, new = "; ".join(sorted(sides["before"])), "; ".join(sorted(sides["after"]))
        if old != new:
            found.changed.setdefault(person, []).append((kind, name, old, new))
    found.unchanged = len(both) - len(found.changed)
    return found


def _side(item: Recorded, after: Source) -> str:
    """Whether a statement is one that the later edition brought, or one that it ended."""
    if item.statement.source == after.id:
        return "after"
    return "before" if item.until and item.until == when(after) else ""


def _mentions(record: Record, idents: list[str]) -> Iterable[Mention]:
    return queries.by_number(record.connection, queries.numbers(record.connection, idents).values()).values()


def changed(settings: Settings, list_name: str) -> dict[str, Any]:
    """Return what changed between the last two editions of a list, with names."""
    with opened(settings) as record:
        return named(between(record, list_name), Lookup(record))


def named(found: Change, lookup: Lookup) -> dict[str, Any]:
    """Return a change with names instead of ids."""
    lookup.remember_names([*found.new, *found.gone, *found.changed])
    return {
        "list": found.name,
        "before": {"source": found.before.id, "name": found.before.name, "published": found.before.published},
        "after": {"source": found.after.id, "name": found.after.name, "published": found.after.published},
        "new": [{"mention": ident, "name": lookup.name(ident)} for ident in found.new],
        "gone": [{"mention": ident, "name": lookup.name(ident)} for ident in found.gone],
        "changed": [
            {
                "mention": ident,
                "name": lookup.name(ident),
                "cells": [{"kind": kind, "property": name, "before": old, "after": new} for kind, name, old, new in cells],
            }
            for ident, cells in found.changed.items()
        ],
        "unchanged": found.unchanged,
    }
