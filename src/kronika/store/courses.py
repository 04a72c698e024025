"""What counting reads first: the acts of each person as one short row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kronika.model.act import Courses, Deed, Report
from kronika.model.statement import ACCEPTED, Standing
from kronika.store.bulk import rows, uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def courses(connection: Connection, said: Mapping[int, Report]) -> Courses:
    """Return the acts that these reports (some of :func:`reports`) tell of, a short row for each person, by row number."""
    several = len({report[0] for report in said.values()}) > 1 or any(report[1] == Standing.DISPUTED for report in said.values())
    who_says = "group_concat(report)" if several else "''"
    where, values = by_reports(connection, said)
    # SQLite goes through the acts of a person once, so that the three columns are in the same order.
    columns = f"group_concat(lo), group_concat(deed), {who_says}, sum(lo <> hi)"
    with uncollected():
        found: Any = list(rows(connection, f"SELECT person, {columns} FROM act{where} GROUP BY person ORDER BY person", values))
    return Courses(found, deeds(connection), said)


def deeds(connection: Connection) -> dict[int, Deed]:
    """Return what acts share of what happened, by number."""
    query = "SELECT n, kind, code, agent, term FROM deed"
    return {number: (kind, code, agent, term) for number, kind, code, agent, term in rows(connection, query)}


def reports(connection: Connection, *, list_name: str = "") -> dict[int, Report]:
    """Return what accepted acts (of one list, or of all) share of who says so, by number."""
    counted = {str(standing) for standing in ACCEPTED}
    found = rows(connection, "SELECT n, list, standing, published, accepted, until, until_accepted FROM report")
    return {
        number: (name, standing, published, accepted, until, until_accepted)
        for number, name, standing, published, accepted, until, until_accepted in found
        if standing in counted and list_name in {"", name}
    }


def by_reports(connection: Connection, said: Mapping[int, Report]) -> tuple[str, tuple[str, ...]]:
    """Return the condition that an act is told by one of these reports, with its value; nothing where there are no others."""
    ((every,),) = rows(connection, "SELECT count(*) FROM report")
    return ("", ()) if len(said) == every else (" WHERE report IN (SELECT value FROM json_each(?))", (json.dumps(list(said)),))
