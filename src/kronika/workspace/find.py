"""Finding words in sources and people by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.model.statement import Standing
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.opening import opened
from kronika.workspace.people import by_name

if TYPE_CHECKING:
    from kronika.settings import Settings
    from kronika.store.record import Record


def find(settings: Settings, query: str, *, limit: int = 50) -> dict[str, Any]:
    """Return who is called like ``query``, in any spelling, and the passages that hold its words.

    Returns:
        ``people`` (list of ``mention``, ``name``, ``kind``, ``list``, ``score``) and ``passages`` (``source``,
        ``source_name``, ``where``, ``start``, ``quote``).
    """
    with opened(settings) as record:
        lookup = Lookup(record)
        people = [*by_name(record, query, limit=limit), *_groups(record, query)][:limit]
        passages = [
            {
                "source": source,
                "source_name": lookup.source_name(source),
                "where": lookup.where(source, start),
                "start": start,
                "quote": piece,
            }
            for source, start, piece in queries.search(record.connection, query, limit=limit)
        ]
        return {"query": query, "people": people, "passages": passages}


def _groups(record: Record, query: str) -> list[dict[str, Any]]:
    """Return the groups of unnamed people whose description holds the words: to be looked at, matched with nobody."""
    words = query.casefold()
    found = []
    for item in queries.statements(record.connection, kind="group", properties=("description",)):
        said = item.statement.value
        if words and words in said.casefold() and item.standing not in {Standing.REJECTED, Standing.WITHDRAWN}:
            about = queries.mention(record.connection, item.statement.mention)
            found.append({"mention": about.id, "name": said, "names": [said], "kind": "group", "list": about.list, "score": 0.9})
    return found


def waiting(settings: Settings) -> dict[str, int]:
    """Return how many statements have which standing."""
    with opened(settings) as record:
        found = queries.standings(record.connection)
        return {str(standing): found.get(str(standing), 0) for standing in Standing}
