"""A role judges whether two mentions are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.judgement import Verdict
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.opening import opened, role, writing
from kronika.workspace.people import entities, nobody, protected, resolve, spelled
from kronika.workspace.second import Second

if TYPE_CHECKING:
    from kronika.settings import Settings


def judge(settings: Settings, left: str, right: str, verdict: str, *, reason: str = "") -> dict[str, Any]:
    """Record a judgement on two mentions (ids, or names that only one has).

    Where facts about them are open to the public, two roles have to judge alike (see ``second.py``): the first call changes
    nothing, and ``waits`` says why.

    Raises:
        InputError: if both are the same mention, of two kinds, or one is kept out of matching.
    """
    with opened(settings) as record:
        first, second = resolve(record, left), resolve(record, right)
        one, two = queries.mention(record.connection, first), queries.mention(record.connection, second)
        if first == second:
            raise InputError("these are one mention already", where=first, advice="Give two different ids")
        if one.kind != two.kind:
            raise InputError(f"one is a {one.kind}, the other a {two.kind}", advice="Judge two of a kind")
        if {first, second, one.subject, two.subject} & protected(record):
            raise InputError("one of them is protected and kept out of matching", advice="Do not join protective pseudonyms")
        if one.kind == "person" and any(map(nobody, (spelled(record, first), spelled(record, second)))):
            raise InputError("one of them is not named, and is matched with nobody", advice="Leave unnamed people apart")
        readers = Second(record, role(settings))
        with writing(settings, record, str(verdict)) as writer:
            waits = readers.judge(writer, first, second, str(Verdict(verdict)), reason)
        lookup, joined = Lookup(record), entities(record)
        same = joined.get(first, first) == joined.get(second, second)
        return {
            "left": first,
            "right": second,
            "left_name": lookup.name(one.subject or first),
            "right_name": lookup.name(two.subject or second),
            "verdict": str(verdict),
            "joined": same,
            "blocked": verdict == Verdict.SAME and not same and not waits,
            "waits": waits,
        }
