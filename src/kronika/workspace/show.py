"""A person's timeline: every fact with its passage, contradictions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.statement import Standing
from kronika.model.time import bounds
from kronika.store import queries
from kronika.workspace.cards import Card, Line, Lookup, cards, judged_dict
from kronika.workspace.contradicting import Difference, differences
from kronika.workspace.namesakes import namesakes
from kronika.workspace.opening import opened
from kronika.workspace.people import entities, heeded, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.model.statement import Statement
    from kronika.settings import Settings
    from kronika.store.record import Record

#: where acts without a day stand in a timeline
_LAST = 10**7


def show(settings: Settings, who: str) -> dict[str, Any]:
    """Return all that the record says of one person or organisation.

    Returns:
        ``mention``, ``entity``, ``kind``, ``names`` (as written, with source), ``spellings`` (each name once, with who writes it
        so), ``judgements`` (on any of those who are held to be this one), ``namesakes`` (others of one name, and what says that
        they are others), ``facts`` (statements about the person),
        ``timeline`` (acts in the order of their dates, each with its statements), ``contradictions`` (side by side, each value
        with the number of independent origins that say so), ``precision`` (the same where values differ in precision alone).
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
    lines = [(card.mention, line.recorded) for card in made for line in card.lines]
    found = differences(record, {mention: lines}, joined)[mention]
    named = [line for card in about for line in card.lines if line.recorded.statement.property == "name"]
    return {
        "mention": mention,
        "entity": entity,
        "mentions": members,
        "name": lookup.name(mention),
        "kind": queries.mention(record.connection, mention).kind,
        "names": [line.as_dict() for line in named],
        "spellings": _spellings(record, named),
        "judgements": [judged_dict(item, lookup) for item in heeded(record) if {item.left, item.right} & set(members)],
        "namesakes": namesakes(record, members, lookup),
        "facts": [line.as_dict() for card in about for line in card.lines if line.recorded.statement.property != "name"],
        "timeline": [card.as_dict() for card in timeline],
        "contradictions": _side_by_side([item for item in found if not item.agree], lookup),
        "precision": _side_by_side([item for item in found if item.agree], lookup),
    }


def _spellings(record: Record, named: Sequence[Line]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for line in named:
        said = line.recorded.statement
        if line.recorded.standing not in {Standing.REJECTED, Standing.WITHDRAWN}:
            spelling = found.setdefault(said.original, {"name": said.original, "language": said.language, "sources": []})
            about = queries.mention(record.connection, said.mention).list or line.source
            if about not in spelling["sources"]:
                spelling["sources"].append(about)
    return list(found.values())


def act(record: Record, mention: str, lookup: Lookup) -> dict[str, Any]:
    """Return one act with its statements, in the shape of a person's, so that both can be shown alike."""
    about = queries.mention(record.connection, mention)
    made = cards(record, queries.statements(record.connection, of=(mention,)), lookup)
    return {
        "mention": mention,
        "name": lookup.about(mention),
        "kind": about.kind,
        "names": [],
        "facts": [line.as_dict() for card in made for line in card.lines],
        "timeline": [],
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


def _side_by_side(found: Sequence[Difference], lookup: Lookup) -> list[dict[str, Any]]:
    return [
        {
            "of": item.about,
            "kind": item.kind,
            "property": item.property,
            "values": [
                {
                    "value": side.value,
                    "origins": side.origins,
                    "statements": [lookup.line(recorded, item.kind).as_dict() for _, recorded in side.said],
                }
                for side in item.sides
            ],
        }
        for item in found
    ]
