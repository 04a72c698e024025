"""Acts of one person gathered into events: several sources that tell of one detention tell of one event.

Sources that agree are one claim, however many they are: repetition is not corroboration. Sources that disagree leave the event
with several versions, and a count asks what would be true under each of them.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kronika.counting.codes import CURRENT
from kronika.counting.scope import NOTHING_JUDGED, Judged
from kronika.model.act import Act, Key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

#: how many days apart two lists may date what is still taken as one event; None: however far, if nothing lies between
_APART: dict[str, int | None] = {
    "detention": None,
    "release": None,
    "death": None,
    "pardon": 366,
    "recognition": 366,
    "liquidation": 366,
    "sentence": 183,
    "replacement": 183,
}
_APART_ELSE = 31
#: acts of these kinds between two acts show that they are two
_BETWEEN = {"detention": ("release", "death"), "release": ("detention",)}

DISPUTED = "disputed"


class Event:
    """Claims about one thing that happened to one person.

    Attributes:
        claims: all acts that tell of it, sorted.
        versions: one act where the claims agree; else one for each version, sorted.
        sources: for each version the names of the lists (or ids of the sources) that say so.
        contested: every claim is marked as disputed by a role.
    """

    __slots__ = ("claims", "contested", "sources", "versions")

    claims: tuple[Act, ...]
    versions: tuple[Act, ...]
    sources: tuple[frozenset[str], ...]

    def __init__(self, claims: Sequence[Act]) -> None:
        if len(claims) == 1:
            self.claims = self.versions = tuple(claims)
            self.contested = claims[0].standing == DISPUTED
            self.sources = (frozenset({claims[0].list}),)
            return
        self.claims = tuple(sorted(claims))
        self.contested = all(claim.standing == DISPUTED for claim in self.claims)
        fused = fuse(self.claims)
        if fused is not None:
            self.versions = (fused,)
            self.sources = (frozenset(claim.list for claim in self.claims),)
            return
        groups: list[list[Act]] = []
        for claim in self.claims:
            for group in groups:
                if all(compatible(claim, other) for other in group):
                    group.append(claim)
                    break
            else:
                groups.append([claim])
        self.versions = tuple(fuse(group) or group[0] for group in groups)
        self.sources = tuple(frozenset(claim.list for claim in group) for group in groups)

    @property
    def kind(self) -> str:
        """Kind of the acts."""
        return self.claims[0].kind

    @property
    def id(self) -> Key:
        """The mention of the first claim: the same however the claims were given."""
        return self.claims[0].mention


def compatible(left: Act, right: Act) -> bool:
    """Tell whether both claims can be true of one event: a month and a day in it can, two codes cannot."""
    return (
        left.lo <= right.hi
        and right.lo <= left.hi
        and (left.code == right.code or not left.code or not right.code)
        and (left.term == right.term or not left.term or not right.term)
    )


def fuse(claims: Sequence[Act]) -> Act | None:
    """Return the claims as one act, as precise as the most precise of each; None if they disagree."""
    first = claims[0]
    if len(claims) == 1:
        return first
    lo, hi, code, term, agents = first.lo, first.hi, first.code, first.term, {first.agent}
    for claim in claims[1:]:
        lo, hi = max(lo, claim.lo), min(hi, claim.hi)
        if lo > hi or (code and claim.code and code != claim.code) or (term and claim.term and term != claim.term):
            return None
        code, term = code or claim.code, term or claim.term
        agents.add(claim.agent)
    agent = "; ".join(sorted(agents - {""}))
    return first._replace(lo=lo, hi=hi, code=code, term=term, agent=agent)


def tightened(act: Act) -> Act:
    """Return the act with the latest day cut to the day on which it was told: what is published has happened."""
    told = act.published or act.accepted
    if act.lo <= told < act.hi:
        return act._replace(hi=told)
    return act


def events(acts: Iterable[Act], judged: Judged = NOTHING_JUDGED) -> list[Event]:
    """Return the events that the acts of one person tell of.

    Args:
        acts: visible acts of one person (all mentions judged to be that person), in any order.
        judged: which reports tell of one act (``same``), and which do not (``apart``).

    Acts are one event if they are one mention, if somebody judged so, or if they come from different lists, are of one kind and
    nothing shows that they are two (a release between two detentions, a judgement). Two acts of one list with mentions of their
    own are two unless somebody judged otherwise.
    """
    same = judged.same
    by_mention: dict[Key, list[Act]] = {}
    lists = set()
    for act in acts:
        fixed = tightened(act) if act.lo != act.hi else act
        mention = act.mention if same is None else same.get(act.mention, act.mention)
        by_mention.setdefault(mention, []).append(fixed)
        lists.add(act.list)
    groups = list(by_mention.values())
    if len(lists) > 1:
        groups = _matched(groups, judged)
    found = [Event(group) for group in groups]
    if len(found) > 1:
        # The same events in the same order, however the acts were given: what is said of them follows from it.
        found.sort(key=_placed)
    return found


def _placed(event: Event) -> tuple[int, int, str, str]:
    first = event.claims[0]
    return first.lo, first.hi, first.kind, str(first.mention)


def _matched(groups: list[list[Act]], judged: Judged) -> list[list[Act]]:
    """Join groups of different lists that tell of one event, the closest first."""
    flat = [act for group in groups for act in group]
    by_kind: dict[str, list[list[Act]]] = {}
    for group in groups:
        by_kind.setdefault(group[0].kind, []).append(group)
    joined: list[list[Act]] = []
    for alike in by_kind.values():
        joined += _joined(sorted(alike, key=min), flat, judged) if len(alike) > 1 else alike
    return joined


def _joined(groups: list[list[Act]], flat: list[Act], judged: Judged) -> list[list[Act]]:
    """Join groups of one kind. ``groups`` are sorted; ``flat`` are all acts of the person."""
    pairs = []
    for left, right in combinations(range(len(groups)), 2):
        gap = _gap(groups[left][0], groups[right][0], flat)
        if gap is not None:
            pairs.append((gap, left, right))
    if not pairs:
        return groups
    pairs.sort()
    owner = list(range(len(groups)))
    lists = [{act.list for act in group} for group in groups]
    same = judged.same or {}
    acts = [{same.get(act.mention, act.mention) for act in group} for group in groups]
    for _, left, right in pairs:
        a, b = owner[left], owner[right]
        if a != b and not lists[a] & lists[b] and not _walled(acts[a], acts[b], judged.apart):
            lists[a] |= lists[b]
            acts[a] |= acts[b]
            owner = [a if place == b else place for place in owner]
    joined: dict[int, list[Act]] = {}
    for place, group in zip(owner, groups, strict=True):
        joined.setdefault(place, []).extend(group)
    return list(joined.values())


def _walled(left: set[Key], right: set[Key], apart: Collection[frozenset[Key]]) -> bool:
    """Tell whether somebody judged an act of one group to be another than one of the other group."""
    return bool(apart) and any(frozenset((one, other)) in apart for one in left for other in right)


def _gap(left: Act, right: Act, acts: list[Act]) -> tuple[int, int, int] | None:
    """Return how far apart two acts of one kind are, comparable with other pairs; None if they cannot be one event."""
    if left.list == right.list:
        return None
    if left.kind == "recognition" and not _one_recognition(left, right):
        return None
    gap = max(left.lo - right.hi, right.lo - left.hi, 0)
    if gap and left.kind == "detention" and left.code != right.code and left.code and right.code:
        return None
    if gap:
        limit = _APART.get(left.kind, _APART_ELSE)
        if limit is not None and gap > limit:
            return None
        low, high = min(left.hi, right.hi), max(left.lo, right.lo)
        between = _BETWEEN.get(left.kind, ())
        if any(act.kind in between and low <= act.lo and act.hi <= high for act in acts):
            return None
    return gap, int(left.code != right.code), abs(left.lo - right.lo) + abs(left.hi - right.hi)


def _one_recognition(left: Act, right: Act) -> bool:
    """A recognition and its withdrawal are two acts, and so are those by two organisations."""
    status = (left.code or CURRENT) == (right.code or CURRENT)
    return status and (left.agent == right.agent or not left.agent or not right.agent)


def worlds(found: Sequence[Event]) -> list[list[Act]]:
    """Return what may have happened: one world if nobody disagrees, else one for each source that disagrees.

    In the world of a source its own version is taken wherever it has one. Acts that a role disputes are in one more world each
    way: there are worlds with them and worlds without.
    """
    split = [event for event in found if len(event.versions) > 1]
    contested = any(event.contested for event in found)
    if not split and not contested:
        return [[event.versions[0] for event in found]]
    choices: list[tuple[str, int]] = []
    for event in split:
        for number, sources in enumerate(event.sources):
            choices.extend((source, number) for source in sorted(sources))
    settled = [event for event in found if len(event.versions) == 1]
    sure = [event.versions[0] for event in settled]
    unsure = [event.versions[0] for event in settled if not event.contested]
    result = []
    for picked in dict.fromkeys(
        tuple(_version(event, source, number) for event in split) for source, number in choices or [("", 0)]
    ):
        result.append([*sure, *picked])
        if contested:
            result.append([*unsure, *(act for event, act in zip(split, picked, strict=True) if not event.contested)])
    return result


def _version(event: Event, source: str, number: int) -> Act:
    """Return the version of ``source``; if it has several, the one numbered so; if none, the first."""
    own = [place for place, sources in enumerate(event.sources) if source in sources]
    if not own:
        return event.versions[0]
    return event.versions[number if number in own else own[0]]
