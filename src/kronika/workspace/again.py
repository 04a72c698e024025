"""Judgements that later facts contradict: they come back to the queue, with the reason."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import InputError
from kronika.identity.clusters import standing
from kronika.language.names import compare
from kronika.model.judgement import Verdict
from kronika.model.time import bounds
from kronika.store.told import judged_in, last_entries
from kronika.workspace.people import entities, heeded
from kronika.workspace.profiles import profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kronika.identity.profile import Profile
    from kronika.model.judgement import Judgement
    from kronika.store.record import Record

    #: what is looked for in two profiles, in words
    _Look = Callable[[Profile, Profile], list[str]]


class Again(NamedTuple):
    """A judgement that is asked for anew.

    Attributes:
        judgement: the one that holds.
        reasons: what is said since then that speaks against it, in words.
    """

    judgement: Judgement
    reasons: tuple[str, ...]


def again(record: Record) -> list[Again]:
    """Return the judgements on people and bodies that facts contradict which came after them, oldest first.

    ``same``: since then two who are held to be one contradict each other in birth, gender or name. ``different``: since then
    both have one full date of birth. ``unsure``: since then there is more to compare.
    """
    held = standing(heeded(record))
    touched = {ident for pair in held for ident in pair}
    if not touched:
        return []
    last, at = last_entries(record.connection, touched), judged_in(record.connection)
    later = {pair for pair in held if max(last.get(pair[0], 0), last.get(pair[1], 0)) > at.get(pair, 0)}
    if not later:
        return []
    groups = _groups(entities(record))
    wanted = {member for pair in later for ident in pair for member in groups.get(ident, (ident,))}
    now = {profile.id: profile for profile in profiles(record, of=wanted, current=True)}
    found = []
    for pair in sorted(later, key=at.__getitem__):
        before = {profile.id: profile for profile in profiles(record, of=wanted, before=at[pair])}
        reasons = _since(held[pair], groups, before, now)
        if reasons:
            found.append(Again(held[pair], reasons))
    return found


def _groups(joined: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for member, entity in joined.items():
        members.setdefault(entity, []).append(member)
    return {member: members[entity] for member, entity in joined.items()}


def _since(
    judgement: Judgement, groups: Mapping[str, list[str]], before: Mapping[str, Profile], now: Mapping[str, Profile]
) -> tuple[str, ...]:
    left, right = judgement.left, judgement.right
    if judgement.verdict is Verdict.SAME:
        others = dict.fromkeys([right, *groups.get(left, ())])
        both = {frozenset((one, other)): (one, other) for one in (right, left) for other in others if one != other}
        pairs = list(both.values())
        look = contradicting
    else:
        pairs = [(left, right)]
        look = agreeing if judgement.verdict is Verdict.DIFFERENT else telling
    known = {reason for pair in pairs for reason in _looked(look, pair, before)}
    return tuple(dict.fromkeys(reason for pair in pairs for reason in _looked(look, pair, now) if reason not in known))


def _looked(look: _Look, pair: tuple[str, str], known: Mapping[str, Profile]) -> Iterable[str]:
    one, other = known.get(pair[0]), known.get(pair[1])
    return look(one, other) if one is not None and other is not None else ()


def contradicting(one: Profile, other: Profile) -> list[str]:
    """Return in words what says that two profiles are not one person's."""
    found = []
    if one.birth and other.birth and not any(_may_be_one(*pair) for pair in product(one.birth, other.birth)):
        found.append(f"the dates of birth contradict: {_listed(one.birth, other.birth)}")
    if one.gender and other.gender and one.gender != other.gender:
        found.append("one is a man, the other a woman")
    if one.kind == "person":
        compared = [compare(left, right) for left, right in product(one.names, other.names)]
        if compared and all(comparison.verdict == "different" for comparison in compared):
            found.append(f"the names contradict: {_listed(one.names, other.names)}")
    return found


def agreeing(one: Profile, other: Profile) -> list[str]:
    """Return in words what says that two profiles are one person's after all."""
    days = {day for day in one.birth if day in other.birth and len(day) == len("1990-03-04")}
    return [f"both are born on {day}" for day in sorted(days)]


def telling(one: Profile, other: Profile) -> list[str]:
    """Return in words what there is to compare in two profiles, beside the names."""
    return [
        f"there is more to compare ({what}): {_listed(left, right)}"
        for what, left, right in (
            ("birth", one.birth, other.birth),
            ("detained", one.detained, other.detained),
            ("sentenced", one.sentenced, other.sentenced),
        )
        if left and right
    ]


def _listed(left: Iterable[str], right: Iterable[str]) -> str:
    return "; ".join(" or ".join(sorted(side)) for side in (left, right))


def _may_be_one(left: str, right: str) -> bool:
    """Say whether two dates can be one day; day and month may be changed round."""
    try:
        (a, b), (c, d) = bounds(left), bounds(right)
    except InputError:
        return True
    if a <= d and c <= b:
        return True
    one, other = left.split("-"), right.split("-")
    return len(one) == len(other) == len("ymd") and [one[0], one[2], one[1]] == other
