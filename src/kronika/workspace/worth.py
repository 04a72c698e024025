"""What a judgement on two people, or two acts, is worth: the change that it makes to an open count."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.counting.count import count
from kronika.counting.events import events
from kronika.counting.scope import Judged
from kronika.counting.spread import Spread, spread
from kronika.counting.states import State
from kronika.workspace.undecided import undecided, walls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kronika.model.act import Act, Key
    from kronika.workspace.count import Counting

#: people who hang together through more candidates than this are looked at pair by pair only
_CROWD = 60


class Effect(NamedTuple):
    """How numbers change by one answer.

    Attributes:
        inside, disputed, unknown: of the count.
        low, high: of its range.
        facts: of acts of the kind judged, where acts are.
    """

    inside: int = 0
    disputed: int = 0
    unknown: int = 0
    low: int = 0
    high: int = 0
    facts: int = 0

    @property
    def size(self) -> int:
        """How much changes in all."""
        return abs(self.disputed) + abs(self.unknown) + abs(self.low) + abs(self.high) + abs(self.facts)

    def as_dict(self) -> dict[str, int]:
        """Return the effect as JSON has it."""
        return {"in": self.inside, **{name: getattr(self, name) for name in ("disputed", "unknown", "low", "high", "facts")}}


class Change(NamedTuple):
    """How one count changes by a judgement.

    Attributes:
        definition, on: of the count.
        same, different: what changes by the one answer, and by the other.
    """

    definition: str
    on: str
    same: Effect
    different: Effect

    def expected(self, probability: float) -> float:
        """Return how much the count changes on average, if both are one with this probability."""
        return probability * self.same.size + (1 - probability) * self.different.size

    def as_dict(self) -> dict[str, Any]:
        """Return the change as JSON has it."""
        return {
            "definition": self.definition,
            "on": self.on,
            "same": self.same.as_dict(),
            "different": self.different.as_dict(),
        }


class Worth:
    """What judgements are worth for one count.

    Args:
        counting: the question, with the record's acts and judgements.
    """

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self.definition, self.on = counting.definition.name, counting.question.on
        self._counted = counting.count()
        self._people: Mapping[Key, Key] = counting.judged.people or {}
        self._acts: dict[Key, list[Act]] = {}
        for act in counting.acts:
            self._acts.setdefault(self._people.get(act[0], act[0]), []).append(act)

    def change(self, person: int, left: int, right: int) -> Change:
        """Return what a judgement changes (row numbers).

        Args:
            person: whom two acts happened to; 0 if two people are judged.
            left: one of the acts, or of the people.
            right: the other one.
        """
        effects = self.of_acts(person, left, right) if person else self.of_people(left, right)
        return Change(self.definition, self.on, *effects)

    def entity(self, mention: int) -> Key:
        """Return whom a mention (row number) is held to be."""
        return self._people.get(mention, mention)

    # -- people ------------------------------------------------------------------------------------------------------------

    def of_people(self, left: int, right: int) -> tuple[Effect, Effect]:
        """Return what changes if two mentions (row numbers) are judged the same, and if they are judged different."""
        one, other = self.entity(left), self.entity(right)
        acts = [*self._acts.get(one, ()), *self._acts.get(other, ())]
        if one == other or not acts:
            return Effect(), Effect()
        before = self._numbers(acts, {act[0]: self._people.get(act[0], act[0]) for act in acts})
        after = self._numbers(acts, {act[0]: one for act in acts})
        inside, disputed, unknown = (now - then for now, then in zip(after, before, strict=True))
        if not self._ranged:
            return Effect(inside, disputed, unknown, inside, inside), Effect()
        base, joined, apart = self._ranges(one, other, State.IN if after[0] else State.OUT)
        return (
            Effect(inside, disputed, unknown, joined.low - base.low, joined.high - base.high),
            Effect(low=apart.low - base.low, high=apart.high - base.high),
        )

    def _numbers(self, acts: list[Act], people: Mapping[Key, Key]) -> tuple[int, int, int]:
        counting = self._counting
        judged = replace(counting.judged, people=people)
        found = count(acts, counting.definition, counting.on, counting.view, judged)
        return found.number, len(found.disputed), len(found.unknown)

    @cached_property
    def _ranged(self) -> bool:
        return self._counting.definition.unit in {"people", "organisations"} and len(self._counting.stating) > 1

    @cached_property
    def _lists(self) -> Mapping[Key, frozenset[str]]:
        return self._counted.lists_of(self._counted.states)

    @cached_property
    def _near(self) -> dict[Key, list[Key]]:
        """Whom each person may be the same as."""
        found: dict[Key, list[Key]] = {}
        apart = set(map(frozenset, walls(self._counting)))
        for one, other in undecided(self._counting, self._counted.states):
            if frozenset((one, other)) not in apart and one in self._counted.states and other in self._counted.states:
                found.setdefault(one, []).append(other)
                found.setdefault(other, []).append(one)
        return found

    @cached_property
    def _left(self) -> frozenset[Key]:
        return self._counted.left()

    def _ranges(self, one: Key, other: Key, merged: State) -> tuple[Spread, Spread, Spread]:
        """Return the range of those who hang together with two people: now, if the two are one, if they are two."""
        members = self._together(one, other)
        all_states = self._counted.states
        states = {who: all_states[who] for who in members if who in all_states}
        lists = {who: self._lists.get(who, frozenset()) for who in states}
        pairs = {frozenset((who, near)) for who in states for near in self._near.get(who, ()) if near in states}
        apart = [pair for pair in walls(self._counting) if set(pair) <= members]
        base = _spread(states, lists, pairs, apart, self._left)
        held = _spread(states, lists, pairs, [*apart, (one, other)], self._left)
        joined = {who: state for who, state in states.items() if who not in {one, other}} | {one: merged}
        theirs = {**lists, one: lists.get(one, frozenset()) | lists.get(other, frozenset())}
        renamed = {frozenset(one if who == other else who for who in pair) for pair in pairs}
        left = self._left - {other} if merged is State.IN else self._left
        walled = [(one if a == other else a, one if b == other else b) for a, b in apart]
        return base, _spread(joined, theirs, renamed, walled, left), held

    def _together(self, one: Key, other: Key) -> set[Key]:
        found, ahead = {one, other}, [one, other]
        while ahead and len(found) <= _CROWD:
            for near in self._near.get(ahead.pop(), ()):
                if near not in found:
                    found.add(near)
                    ahead.append(near)
        return found if len(found) <= _CROWD else {one, other}

    # -- acts --------------------------------------------------------------------------------------------------------------

    def of_acts(self, person: int, left: int, right: int) -> tuple[Effect, Effect]:
        """Return the same for two acts (row numbers) of one person."""
        acts = self._acts.get(self.entity(person), [])
        kind = next((act[1] for act in acts if act[13] in {left, right}), "")
        same = dict(self._counting.judged.same or {})
        one, other = same.get(left, left), same.get(right, right)
        joined = replace(self._counting.judged, same=same | dict.fromkeys((*_members(same, other), other, right), one))
        apart = replace(self._counting.judged, apart={*self._counting.judged.apart, frozenset((one, other))})
        before = self._state(acts, kind, self._counting.judged)
        return _change(before, self._state(acts, kind, joined)), _change(before, self._state(acts, kind, apart))

    def _state(self, acts: list[Act], kind: str, judged: Judged) -> tuple[int, int, int, int]:
        counting = self._counting
        found = count(acts, counting.definition, counting.on, counting.view, judged)
        facts = sum(event.kind == kind for event in events(map(_as_act, acts), judged))
        return found.number, len(found.disputed), len(found.unknown), facts


def _as_act(row: Act) -> Act:
    from kronika.model.act import Act

    return Act._make(row)


def _members(of: Mapping[Key, Key], entity: Key) -> list[Key]:
    return [member for member, held in of.items() if held == entity]


def _change(before: tuple[int, int, int, int], after: tuple[int, int, int, int]) -> Effect:
    inside, disputed, unknown, facts = (now - then for now, then in zip(after, before, strict=True))
    return Effect(inside, disputed, unknown, inside, inside, facts)


def _spread(
    states: Mapping[Key, State],
    lists: Mapping[Key, frozenset[str]],
    pairs: Iterable[frozenset[Key]],
    apart: Iterable[tuple[Key, Key]],
    left: frozenset[Key],
) -> Spread:
    whole = [(one, other) for one, other in (tuple(pair) for pair in pairs if len(pair) > 1)]
    return spread(states, lists, whole, apart, left)
