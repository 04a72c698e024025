"""What waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kronika.model.statement import Standing
from kronika.store import queries
from kronika.workspace.cards import Card, Lookup, cards
from kronika.workspace.opening import opened
from kronika.workspace.second import Agreement, Second, agreement, waiting

if TYPE_CHECKING:
    from kronika.settings import Settings


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of which one role has said whether they are one; another has to say it too.

    Attributes:
        left, right: ids.
        left_name, right_name: whom they are about.
        waits: where that stands, in words, without anybody's answer.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    waits: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a second reader.

    Attributes:
        cards: statements, those that nobody has read yet among them.
        pairs: judgements.
        read: ids of statements that the acting role has read already.
        agreement: of those that two roles have read so far.
    """

    cards: list[Card]
    pairs: list[Pair]
    read: frozenset[str]
    agreement: Agreement


def waiting_for_two(settings: Settings) -> Waiting:
    """Return what waits for a second reader, and why; nobody's answer is shown."""
    with opened(settings) as record:
        second, lookup = Second(record, settings.role), Lookup(record)
        found = waiting(record)
        pairs = [
            Pair(left, right, lookup.about(left), lookup.about(right), waits)
            for question, waits in found.items()
            if " " in question
            for left, right in [question.split()]
        ]
        statements = [question for question in found if " " not in question]
        return Waiting(
            cards(record, (queries.statement(record.connection, ident) for ident in statements), lookup),
            pairs,
            frozenset(question for question in statements if second.read(question)),
            agreement(record),
        )


def proposals(settings: Settings, *, source: str = "", limit: int = 0, mine: bool = False) -> tuple[list[Card], int]:
    """Return the cards that wait, and how many statements wait in all.

    Args:
        settings: of the shell.
        source: only those from this source (id, start of its SHA-256, or name).
        limit: at most so many statements; 0: all.
        mine: leave out what the acting role has read already and only another can settle.
    """
    with opened(settings) as record:
        ident = queries.source(record.connection, source).id if source else ""
        undecided = queries.statements(record.connection, source_id=ident, standing=Standing.PROPOSED)
        if mine:
            second = Second(record, settings.role)
            undecided = (item for item in undecided if not second.read(item.statement.id))
        chosen = list(islice(undecided, limit)) if limit else list(undecided)
        return cards(record, chosen), queries.proposed(record.connection, ident)
