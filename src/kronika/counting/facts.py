"""Acts counted in a period: how many facts, or how many people, organisations or cases they happened to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.events import DISPUTED, Event, events, tightened
from kronika.counting.finding import disagreement
from kronika.counting.profiles import ordered, persons
from kronika.counting.states import Cause, Finding, State
from kronika.errors import NotFoundError
from kronika.model.act import Act, Key

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition
    from kronika.counting.scope import Judged

#: who has several facts stands where the first of these holds for one of them
_RANKS = (State.IN, State.DISPUTED, State.UNKNOWN)
_IN, _DISPUTED, _UNKNOWN = range(3)

Period = tuple[int, int]
FetchAll = Callable[[Collection[Key]], Iterable[Act]]


class Fact(NamedTuple):
    """One thing that is counted.

    Attributes:
        id: of the fact (the mention of its act), person, organisation or case.
        subject: person or organisation that it happened to; the first of them for a case.
        finding: in, out, disputed or unknown, and why.
        acts: what it rests on.
    """

    id: Key
    subject: Key
    finding: Finding
    acts: tuple[Act, ...]


class Facts:
    """All facts of one kind that a record tells of, whenever they happened; asked for any period.

    Args:
        own: visible acts of the kind that is counted; plain tuples do.
        definition: a definition of acts.
        judged: which mentions are one person, which reports one act, which acts one case.
        fetch: returns the visible acts of all kinds of some people (entities): asked for those alone of whom several acts may
            tell of one thing.

    Attributes:
        plain: id, subject, first and last day of facts that one act tells of, and that act.
        rough: id, subject and event of facts that several acts tell of, or that a role disputes.
    """

    def __init__(self, own: Iterable[Act], definition: Definition, judged: Judged, fetch: FetchAll) -> None:
        self.unit = definition.unit
        self.plain: list[tuple[Key, Key, int, int, Act]] = []
        self.rough: list[tuple[Key, Key, Event]] = []
        self.cases = judged.cases or {}
        rows = ordered(own, judged.people)
        subjects = list(persons(rows, judged.people))
        left: set[Key] = set()
        begin, count = 0, len(rows)
        while begin < count:
            subject, end = subjects[begin], begin + 1
            while end < count and subjects[end] == subject:
                end += 1
            if end == begin + 1:
                self._add(subject, rows[begin])
            elif judged.same is None and _apart(rows[begin:end]):
                for act in rows[begin:end]:
                    self._add(subject, act)
            else:
                left.add(subject)
            begin = end
        if left:
            self._match(fetch(left), definition.kind, judged)

    def _add(self, subject: Key, act: Act) -> None:
        """Take an act that is a fact of its own."""
        if act[8] == DISPUTED:
            self.rough.append((act[13], subject, Event([Act._make(act)])))
        elif act[2] == act[3]:
            self.plain.append((act[13], subject, act[2], act[3], act))
        else:
            self.plain.append((act[13], subject, act[2], tightened(Act._make(act)).hi, act))

    def _match(self, seen: Iterable[Act], kind: str, judged: Judged) -> None:
        """Take the facts of those whose acts may tell of the same ones: what lies between two acts shows that they are two."""
        entity = judged.people or {}
        groups: dict[Key, list[Act]] = {}
        for act in seen:
            groups.setdefault(entity.get(act[0], act[0]), []).append(Act._make(act))
        for subject, acts in groups.items():
            self.rough.extend((event.id, subject, event) for event in events(acts, judged) if event.kind == kind)

    def key(self, fact: Key, subject: Key) -> Key:
        """Return what a fact counts as: itself, its person or organisation, or its case."""
        if self.unit == "facts":
            return fact
        return self.cases.get(fact, fact) if self.unit == "cases" else subject

    @cached_property
    def keys(self) -> frozenset[Key]:
        """Everything that can be counted."""
        found = {self.key(item[0], item[1]) for item in self.plain}
        return frozenset(found | {self.key(item[0], item[1]) for item in self.rough})

    def states(self, periods: Sequence[Period]) -> list[dict[Key, State]]:
        """Return for each period where each key stands; who is not named is out.

        Args:
            periods: first and last days, in order, without overlap.
        """
        firsts, lasts = [first for first, _ in periods], [last for _, last in periods]
        ranks: list[dict[Key, int]] = [{} for _ in periods]
        of = self.key
        for fact, subject, lo, hi, _ in self.plain:
            place = bisect_left(lasts, lo)
            while place < len(firsts) and firsts[place] <= hi:
                rank = _IN if firsts[place] <= lo and hi <= lasts[place] else _UNKNOWN
                key = of(fact, subject)
                if rank < ranks[place].get(key, len(_RANKS)):
                    ranks[place][key] = rank
                place += 1
        for fact, subject, event in self.rough:
            key = of(fact, subject)
            for place, period in enumerate(periods):
                rank = _event_rank(event, period)
                if rank < ranks[place].get(key, len(_RANKS)):
                    ranks[place][key] = rank
        return [{key: _RANKS[rank] for key, rank in found.items()} for found in ranks]

    def parts(self, period: Period) -> dict[str, int]:
        """Return how many of those who are in have each code, sorted by code."""
        first, last = period
        pairs = {(self.key(fact, subject), act[4]) for fact, subject, lo, hi, act in self.plain if first <= lo and hi <= last}
        for fact, subject, event in self.rough:
            if _event_rank(event, period) == _IN:
                codes = {version.code for version in event.versions}
                pairs.add((self.key(fact, subject), codes.pop() if len(codes) == 1 else ""))
        return dict(sorted(Counter(code for _, code in pairs).items()))

    def fact(self, key: Key, period: Period) -> Fact:
        """Return what is behind a key.

        Raises:
            NotFoundError: there is no such key.
        """
        found = [_plain_fact(item, period) for item in self._plain_by_key.get(key, ())]
        found += [_rough_fact(item, period) for item in self._rough_by_key.get(key, ())]
        if not found:
            raise NotFoundError(f"{key!r} is not in this count", advice="Take an id from the count's list")
        state = min((fact.finding.state for fact in found), key=[*_RANKS, State.OUT].index)
        causes = tuple(cause for fact in found if fact.finding.state is state for cause in fact.finding.causes)
        acts = tuple(act for fact in found for act in fact.acts)
        return Fact(key, found[0].subject, Finding(state, causes), acts)

    @cached_property
    def _plain_by_key(self) -> Mapping[Key, list[tuple[Key, Key, int, int, Act]]]:
        found: dict[Key, list[tuple[Key, Key, int, int, Act]]] = {}
        for item in self.plain:
            found.setdefault(self.key(item[0], item[1]), []).append(item)
        return found

    @cached_property
    def _rough_by_key(self) -> Mapping[Key, list[tuple[Key, Key, Event]]]:
        found: dict[Key, list[tuple[Key, Key, Event]]] = {}
        for item in self.rough:
            found.setdefault(self.key(item[0], item[1]), []).append(item)
        return found


def _apart(acts: Sequence[Act]) -> bool:
    """Tell whether acts need no matching: one list, each act a mention of its own."""
    return len({act[7] for act in acts}) == 1 and len({act[13] for act in acts}) == len(acts)


def _rank(lo: int, hi: int, period: Period) -> int:
    first, last = period
    if first <= lo and hi <= last:
        return _IN
    return len(_RANKS) if hi < first or lo > last else _UNKNOWN


def _event_rank(event: Event, period: Period) -> int:
    """Return where an event stands: disputed if its versions, or it and its absence, stand in different places."""
    ranks = {_rank(version.lo, version.hi, period) for version in event.versions}
    if len(ranks) > 1 or (event.contested and ranks != {len(_RANKS)}):
        return _DISPUTED
    return ranks.pop()


def _finding(lo: int, hi: int, rank: int) -> Finding:
    state = _RANKS[rank] if rank < len(_RANKS) else State.OUT
    code = {State.IN: "in-period", State.OUT: "outside-period"}.get(state, "imprecise-date")
    return Finding(state, (Cause(code, lo, hi),))


def _plain_fact(item: tuple[Key, Key, int, int, Act], period: Period) -> Fact:
    fact, subject, lo, hi, act = item
    return Fact(fact, subject, _finding(lo, hi, _rank(lo, hi, period)), (Act._make(act),))


def _rough_fact(item: tuple[Key, Key, Event], period: Period) -> Fact:
    fact, subject, event = item
    rank = _event_rank(event, period)
    if rank == _DISPUTED:
        cause = disagreement(event)
        return Fact(fact, subject, Finding(State.DISPUTED, (cause,) if cause is not None else ()), event.claims)
    first = event.versions[0]
    return Fact(fact, subject, _finding(first.lo, first.hi, rank), event.claims)
