"""A person's timeline: every fact with its passage, contradictions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.statement import Standing
from kronika.model.time import bounds
from kronika.store import queries
from kronika.workspace.cards import Card, Lookup, cards
from kronika.workspace.opening import opened
from kronika.workspace.people import entities, resolve

if TYPE_CHECKING:
    from kronika.model.statement import Statement
    from kronika.settings import Settings
    from kronika.store.record import Record

#: properties that say the same in many words, so that different values are no contradiction
FREE = frozenset(
    {"name", "alias", "happened", "recognised_by", "place", "facility", "court", "authority", "basis", "form", "address"}
)

#: where acts without a day stand in a timeline
_LAST = 10**7


def show(settings: Settings, who: str) -> dict[str, Any]:
    """Return all that the record says of one person or organisation.

    Returns:
        ``mention``, ``entity``, ``kind``, ``names`` (as written, with source), ``facts`` (statements about the person),
        ``timeline`` (acts in the order of their dates, each with its statements), ``contradictions``.
    """
    with opened(settings) as record:
        return person(record, resolve(record, who), Lookup(record), entities(record))


def person(record: Record, mention: str, lookup: Lookup, joined: dict[str, str]) -> dict[str, Any]:
    """Return one person's facts; see :func:`show`."""
    entity = joined.get(mention, mention)
    members = sorted(ident for ident, top in joined.items() if top == entity) or [mention]
    acts = queries.acts_of(record.connection, members)
    told = list(queries.statements(record.connection, of=[*members, *(act.id for act in acts)]))
    made = cards(record, told, lookup)
    about = [card for card in made if not card.mention.subject]
    timeline = sorted((card for card in made if card.mention.subject), key=_day)
    named = [line for card in about for line in card.lines if line.recorded.statement.property == "name"]
    return {
        "mention": mention,
        "entity": entity,
        "mentions": members,
        "name": lookup.name(mention),
        "kind": queries.mention(record.connection, mention).kind,
        "names": [line.as_dict() for line in named],
        "facts": [line.as_dict() for card in about for line in card.lines if line.recorded.statement.property != "name"],
        "timeline": [card.as_dict() for card in timeline],
        "contradictions": contradictions(made),
    }


def _day(card: Card) -> tuple[int, str]:
    return min(act_day(line.recorded.statement) for line in card.lines), card.mention.kind


def act_day(said: Statement) -> int:
    """Return the day by which an act stands in a timeline: the earliest of its date, or after all others if it has none."""
    if said.property == "date" and said.value:
        try:
            return bounds(said.value)[0]
        except InputError:
            return _LAST
    return _LAST


def contradictions(made: list[Card]) -> list[dict[str, Any]]:
    """Return where passages say different things of one property of one act or person."""
    said: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    for card in made:
        subject = card.mention.kind if not card.mention.subject else card.mention.id
        for line in card.lines:
            statement = line.recorded.statement
            rejected = line.recorded.standing in {Standing.REJECTED, Standing.WITHDRAWN} or bool(line.recorded.until)
            if statement.property in FREE or rejected:
                continue
            said.setdefault((subject, statement.property), {}).setdefault(statement.value, []).append(line.as_dict())
    return [
        {"of": subject, "property": name, "values": [{"value": value, "statements": lines} for value, lines in values.items()]}
        for (subject, name), values in said.items()
        if len(values) > 1
    ]
