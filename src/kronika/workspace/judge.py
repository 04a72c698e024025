"""A role judges whether two mentions are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.identity.clusters import standing
from kronika.model.judgement import Verdict
from kronika.store import queries
from kronika.workspace.again import contradicting
from kronika.workspace.cards import Lookup
from kronika.workspace.opening import opened, role, writing
from kronika.workspace.people import entities, heeded, nobody, protected, resolve, spelled
from kronika.workspace.profiles import profiles
from kronika.workspace.second import Second

if TYPE_CHECKING:
    from kronika.model.statement import Mention
    from kronika.settings import Settings
    from kronika.store.record import Record


def judge(settings: Settings, left: str, right: str, verdict: str, *, reason: str = "") -> dict[str, Any]:
    """Record a judgement on two mentions (ids, or names that only one has).

    Where facts about them are open to the public, two roles have to judge alike (see ``second.py``): the first call changes
    nothing, and ``waits`` says why.

    Raises:
        InputError: if both are the same mention, of two kinds, or one is kept out of matching.
    """
    with opened(settings) as record:
        first, second = resolve(record, left), resolve(record, right)
        return judge_in(record, settings, (first, second), verdict, reason)


def judge_in(record: Record, settings: Settings, idents: tuple[str, str], verdict: str, reason: str) -> dict[str, Any]:
    """Record a judgement in an open record.

    Returns:
        ``left``, ``right`` (ids), ``left_name``, ``right_name``, ``verdict``; ``joined`` (whether they are one now) and
        ``was_joined`` (before); ``through`` (names of others who join them still, though these two are not judged the same);
        ``blocked`` (a judgement of difference keeps them apart); ``against`` (what contradicts that they are one, in words);
        ``waits`` (why nothing changed yet).

    Raises:
        InputError: see :func:`judge`.
    """
    first, second = idents
    one, two = queries.mention(record.connection, first), queries.mention(record.connection, second)
    _allowed(record, one, two, verdict)
    before = entities(record)
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
        "was_joined": before.get(first, first) == before.get(second, second),
        "through": _through(record, first, second, lookup) if same and verdict != Verdict.SAME and not waits else [],
        "blocked": verdict == Verdict.SAME and not same and not waits,
        "against": _against(record, first, second) if verdict == Verdict.SAME else [],
        "waits": waits,
    }


def _allowed(record: Record, one: Mention, two: Mention, verdict: str) -> None:
    if one.id == two.id:
        raise InputError("these are one mention already", where=one.id, advice="Give two different ids")
    if one.kind != two.kind:
        raise InputError(f"one is a {one.kind}, the other a {two.kind}", advice="Judge two of a kind")
    if {one.id, two.id, one.subject, two.subject} & protected(record):
        raise InputError("one of them is protected and kept out of matching", advice="Do not join protective pseudonyms")
    if one.kind == "person" and any(map(nobody, (spelled(record, one.id), spelled(record, two.id)))):
        raise InputError("one of them is not named, and is matched with nobody", advice="Leave unnamed people apart")
    if one.subject and verdict == Verdict.SAME:
        joined = entities(record)
        if joined.get(one.subject, one.subject) != joined.get(two.subject, two.subject):
            advice = "Judge the two people first, then what happened to them"
            raise InputError("these happened to two people who are not judged to be one", where=one.id, advice=advice)


def _through(record: Record, first: str, second: str, lookup: Lookup) -> list[str]:
    """Return the names of those on the shortest way of judgements that still joins two mentions."""
    near: dict[str, list[str]] = {}
    for (left, right), item in standing(heeded(record)).items():
        if item.verdict is Verdict.SAME:
            near.setdefault(left, []).append(right)
            near.setdefault(right, []).append(left)
    ways, ahead = {first: [first]}, [first]
    for who in ahead:
        for other in sorted(near.get(who, ())):
            if other not in ways:
                ways[other] = [*ways[who], other]
                ahead.append(other)
    between = ways.get(second, [])[1:-1]
    return [f"{lookup.about(who)} ({who})" for who in between]


def _against(record: Record, first: str, second: str) -> list[str]:
    found = {profile.id: profile for profile in profiles(record, of=(first, second))}
    return contradicting(found[first], found[second]) if len(found) == 2 else []
