"""What waits for a decision."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kronika.model.statement import Standing
from kronika.store import queries
from kronika.workspace.cards import Card, cards
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from kronika.settings import Settings


def proposals(settings: Settings, *, source: str = "", limit: int = 0) -> tuple[list[Card], int]:
    """Return the cards that wait, and how many statements wait in all.

    Args:
        settings: of the shell.
        source: only those from this source (id, start of its SHA-256, or name).
        limit: at most so many statements; 0: all.
    """
    with opened(settings) as record:
        ident = queries.source(record.connection, source).id if source else ""
        waiting = queries.statements(record.connection, source_id=ident, standing=Standing.PROPOSED)
        chosen = list(islice(waiting, limit)) if limit else list(waiting)
        return cards(record, chosen), queries.proposed(record.connection, ident)
