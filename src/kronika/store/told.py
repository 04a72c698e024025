"""What is told of people and bodies, as linking needs it: short rows for everybody, however large the record is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from kronika.store.bulk import rows, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


class Told(NamedTuple):
    """One value that is said of somebody, or of an act that happened to them.

    Attributes:
        who: id of the mention of the person or body.
        kind: of what it is said: ``person``, ``detention``, ...
        property: of the vocabulary.
        value: as normalised; a name in its base form.
    """

    who: str
    kind: str
    property: str
    value: str


class Bearer(NamedTuple):
    """Somebody who has a name: the mention's id, its kind, and the name of the list (or id of the source) that it is from."""

    id: str
    kind: str
    list: str


def bearers(connection: Connection, kinds: Sequence[str], of: Iterable[str] | None = None) -> list[Bearer]:
    """Return the mentions of these kinds in the order of the record; ``of``: only these (ids)."""
    query = (
        "SELECT id, kind, CASE list WHEN '' THEN source ELSE list END FROM mention WHERE kind IN (SELECT value FROM json_each(?))"
    )
    values: list[str] = [json.dumps(list(kinds))]
    if of is not None:
        query += " AND id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(sorted(set(of))))
    return [Bearer(*row) for row in rows(connection, f"{query} ORDER BY n", values)]


def told(
    connection: Connection,
    properties: Sequence[str],
    of: Iterable[str] | None = None,
    before: int = 0,
    *,
    current: bool = False,
) -> list[Told]:
    """Return what is said of people and bodies in these properties and was not found wrong, in the order of the record.

    Args:
        connection: of an open record.
        properties: of the vocabulary.
        of: only of these (ids of mentions of people or bodies).
        before: only what was proposed before this entry of the log; 0: everything.
        current: leave out what a later edition of its list no longer says.
    """
    query = (
        "SELECT coalesce(p.id, m.id), m.kind, s.property, coalesce(s.value, s.original, s.quote) "
        "FROM statement AS s JOIN mention AS m ON m.n = s.mention LEFT JOIN mention AS p ON p.n = m.subject "
        "WHERE s.property IN (SELECT value FROM json_each(?)) AND s.standing NOT IN ('rejected', 'withdrawn')"
    )
    values: list[str] = [json.dumps(list(properties))]
    if of is not None:
        among = "(SELECT n FROM mention WHERE id IN (SELECT value FROM json_each(?)))"
        query += f" AND (m.n IN {among} OR m.subject IN {among})"
        values += [json.dumps(sorted(set(of)))] * 2
    if current:
        query += " AND s.until IS NULL"
    if before:
        query += " AND s.entry < ?"
        values.append(str(before))
    with uncollected():
        return [Told(*row) for row in rows(connection, f"{query} ORDER BY s.n", values)]


def acts_told(
    connection: Connection, properties: Sequence[str], of: Iterable[str] | None = None
) -> list[tuple[str, str, str, str, str, str]]:
    """Return what is said of acts and was not found wrong: act, person, kind, list or source, property, value.

    Args:
        connection: of an open record.
        properties: of the vocabulary.
        of: only acts of these people or bodies (ids).
    """
    query = (
        "SELECT m.id, p.id, m.kind, CASE m.list WHEN '' THEN m.source ELSE m.list END, s.property, "
        "coalesce(s.value, s.original, s.quote) FROM statement AS s JOIN mention AS m ON m.n = s.mention "
        "JOIN mention AS p ON p.n = m.subject WHERE s.property IN (SELECT value FROM json_each(?)) "
        "AND s.standing NOT IN ('rejected', 'withdrawn') AND s.until IS NULL"
    )
    values: list[str] = [json.dumps(list(properties))]
    if of is not None:
        query += " AND p.id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(sorted(set(of))))
    with uncollected():
        return [
            (act, person, kind, name, prop, value)
            for act, person, kind, name, prop, value in rows(connection, f"{query} ORDER BY s.n", values)
        ]


def last_entries(connection: Connection, of: Iterable[str]) -> dict[str, int]:
    """Return for people, bodies and acts (ids) the last entry of the log that said something of them or of acts of theirs."""
    wanted = json.dumps(sorted(set(of)))
    among = "(SELECT n FROM mention WHERE id IN (SELECT value FROM json_each(?)))"
    own = (
        "SELECT m.id, max(s.entry) FROM statement AS s JOIN mention AS m ON m.n = s.mention "
        f"WHERE m.n IN {among} AND s.standing NOT IN ('rejected', 'withdrawn') GROUP BY m.id"
    )
    acts = (
        "SELECT p.id, max(s.entry) FROM statement AS s JOIN mention AS m ON m.n = s.mention "
        f"JOIN mention AS p ON p.n = m.subject WHERE m.subject IN {among} "
        "AND s.standing NOT IN ('rejected', 'withdrawn') GROUP BY p.id"
    )
    found: dict[str, int] = {}
    for ident, entry in (*rows(connection, own, (wanted,)), *rows(connection, acts, (wanted,))):
        found[ident] = max(found.get(ident, 0), entry)
    return found


def judged_in(connection: Connection) -> dict[tuple[str, str], int]:
    """Return for each pair of mentions (ids, the smaller one first) the entry of its last judgement."""
    found: dict[tuple[str, str], int] = {}
    for left, right, entry in rows(connection, 'SELECT "left", "right", entry FROM judgement ORDER BY n'):
        found[min(left, right), max(left, right)] = entry
    return found
