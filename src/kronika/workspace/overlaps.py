"""Lists held against each other: who is on which, who vanished, which copy which, how much of a total they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.counting.origins import independent
from kronika.counting.overlap import overlaps, patterns
from kronika.counting.states import State
from kronika.errors import InputError
from kronika.model.time import iso
from kronika.store import queries
from kronika.workspace.candidates import candidates
from kronika.workspace.claimed import beside
from kronika.workspace.count import NAMED, Counting, Question
from kronika.workspace.naming import Naming
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.settings import Settings


def held_against(settings: Settings, names: Sequence[str], question: Question, *, limit: int = NAMED) -> dict[str, Any]:
    """Return who is on which list and who is in on a day, list by list.

    Args:
        settings: of the shell.
        names: lists or sources; empty: all that state acts.
        question: the day, the definition and the clocks.
        limit: name at most so many people of each pattern; 0: all.

    Returns:
        ``on``, ``definition``, ``lists`` (``list``, ``people``, ``in``, ``disputed``, ``unknown``, ``out``, ``origin``,
        ``published``, ``coverage``), ``origins`` (how many independent ones), ``overlaps`` (``left``, ``right``, ``shared``,
        ``possible``), ``patterns`` (``lists``, ``total``, ``people``), ``vanished`` (people whom no edition explains).

    Raises:
        InputError: a list is named twice, or there is nothing to hold against each other.
    """
    with opened(settings) as record:
        counting = Counting(record, question)
        chosen = [counting.list_named(name) for name in names] or counting.stating
        if len(set(chosen)) < len(chosen):
            raise InputError("a list is named twice", where=", ".join(names), advice="Name each list once")
        if not chosen:
            raise InputError("no list states any confirmed act yet", advice="Add lists with 'kronika add', and confirm them")
        counted = {name: counting.count(only=name) for name in chosen}
        where: dict[Key, set[str]] = {}
        for name, found in counted.items():
            for who in found.states:
                where.setdefault(who, set()).add(name)
        near = candidates(record, {who for who in where if isinstance(who, int)}) if len(chosen) > 1 else []
        people = patterns(where, chosen)
        gone = [(who, name) for name, found in counted.items() for who in _vanished(found)]
        shown = {key for who in people.values() for key in (who[:limit] if limit else who)} | {who for who, _ in gone}
        naming = Naming(record, shown)
        titles = {name: counting.list_title(name, naming.lookup) for name in chosen}
        return {
            "on": iso(counting.on),
            "definition": counting.definition.name,
            "lists": [_row(counting, name, counted[name], titles) for name in chosen],
            "origins": independent(chosen, counting.origins),
            "overlaps": [
                {"left": titles[one.left], "right": titles[one.right], "shared": one.shared, "possible": one.possible}
                for one in overlaps(where, chosen, near)
            ],
            "patterns": [
                {
                    "lists": [titles[name] for name in pattern],
                    "total": len(who),
                    "people": [naming.line(key) for key in (who[:limit] if limit else who)],
                }
                for pattern, who in people.items()
            ],
            "vanished": [naming.line(who, list=titles[name], cause=counted[name].cause(who)) for who, name in gone],
        }


def _vanished(counted: Count) -> list[Key]:
    """Return who was on a list and is gone without a word."""
    counted.prepare(counted.unknown)
    return [who for who in counted.unknown if counted.finding(who).causes[0].code == "delisted"]


def _row(counting: Counting, name: str, counted: Count, titles: dict[str, str]) -> dict[str, Any]:
    origin = counting.origins.get(name, name)
    lookup = queries.editions(counting.record.connection, name)
    published = max((source.published for source in lookup), default="")
    totals = [
        {
            "claimed_by": item.claim.by,
            "value": item.claim.value,
            "share": round(counted.number / item.claim.value, 4),
        }
        for item in beside(counting, counted)
        if item.comparable and item.claim.value > 0
    ]
    return {
        "list": titles[name],
        "people": len(counted.states),
        "in": counted.number,
        **{str(state): len(getattr(counted, str(state))) for state in (State.DISPUTED, State.UNKNOWN, State.OUT)},
        "origin": titles.get(origin, origin),
        "published": published or None,
        "coverage": totals,
    }
