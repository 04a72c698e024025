"""How many people several lists name together, before all who may be the same have been judged: from fewest to most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from kronika.counting.states import State
from kronika.model.act import Act, Key

#: two lists that date something so many days apart may still tell of one thing
_NEAR = 31


class Spread(NamedTuple):
    """The fewest and the most people that a count across lists can mean.

    Attributes:
        low: if all that may be the same are the same.
        high: if none are but those judged so.
    """

    low: int
    high: int


def spread(
    states: Mapping[Key, State],
    lists: Mapping[Key, Collection[str]],
    candidates: Iterable[tuple[Key, Key]],
    different: Iterable[tuple[Key, Key]] = (),
    left: Collection[Key] = frozenset(),
) -> Spread:
    """Return the range of the number of people who are in.

    Args:
        states: where each person of the count stands (after the merges that were judged).
        lists: the lists that name each person.
        candidates: pairs that may be the same person and are not judged; pairs with somebody outside ``states`` are ignored.
        different: pairs judged to be different people.
        left: people of whom an act says that they left custody by the day (``Count.left()``): if one of them is the same as
            somebody who is in, that one is not in after all.

    People who hang together through candidates are one group. A group holds no fewer people than the most that one list names
    in it (two rows of a list are two people) or than there are people in it who all differ from each other.
    """
    high = sum(1 for state in states.values() if state is State.IN)
    kept = [(a, b) for a, b in candidates if a != b and a in states and b in states]
    walls = {frozenset(pair) for pair in different}
    group = _Groups()
    for a, b in kept:
        if frozenset((a, b)) not in walls:
            group.join(a, b)
    members: dict[Key, list[Key]] = {}
    for who in group.parent:
        members.setdefault(group.find(who), []).append(who)
    low = high
    for together in members.values():
        inside = [who for who in together if states[who] is State.IN]
        gone = [who for who in together if who in left and states[who] is not State.IN]
        low -= len(inside) - _fewest(inside, gone, lists, walls)
    return Spread(low, high)


def fact_candidates(
    facts: Mapping[Key, Sequence[Act]], subjects: Mapping[Key, Key], people: Iterable[tuple[Key, Key]]
) -> list[tuple[Key, Key]]:
    """Return pairs of facts that may be one: told by different lists, of one person or of two who may be one, days near enough.

    Args:
        facts: the acts that each fact rests on.
        subjects: the person or organisation of each fact.
        people: pairs of people who may be the same and are not judged.
    """
    of: dict[Key, list[Key]] = {}
    for fact in facts:
        of.setdefault(subjects[fact], []).append(fact)
    pairs = [pair for own in of.values() for pair in combinations(own, 2)]
    pairs += [pair for one, other in people for pair in product(of.get(one, ()), of.get(other, ()))]
    return [(one, other) for one, other in pairs if _near(facts[one], facts[other])]


def _near(one: Sequence[Act], other: Sequence[Act]) -> bool:
    """Tell whether two facts may be one as far as their lists and days go. Two acts of one list are always two."""
    if {act.list for act in one} & {act.list for act in other}:
        return False
    return any(max(a.lo - b.hi, b.lo - a.hi) <= _NEAR for a, b in product(one, other))


def told_apart(acts: Sequence[Act]) -> int:
    """Return how many facts the reports of one would be, if those that name different days told of different ones."""
    days: dict[tuple[int, int], set[str]] = {}
    for act in acts:
        days.setdefault((act.lo, act.hi), set()).add(act.list)
    return len(days) if len({name for names in days.values() for name in names}) > 1 else 1


def _fewest(inside: list[Key], gone: list[Key], lists: Mapping[Key, Collection[str]], walls: Collection[frozenset[Key]]) -> int:
    """Return the fewest people that those of one group who are in can be."""
    fewest = 0
    for name in {name for who in inside for name in lists.get(who, ())}:
        on_it = [who for who in inside if name in lists.get(who, ())]
        # Somebody who left can be one of them only if they come from another list.
        cancelling = sum(1 for who in gone if name not in lists.get(who, ()))
        fewest = max(fewest, len(on_it) - cancelling)
    if gone:
        return fewest
    return max(fewest, _all_different(inside, lists, walls), 1 if inside else 0)


def _all_different(inside: list[Key], lists: Mapping[Key, Collection[str]], walls: Collection[frozenset[Key]]) -> int:
    """Return the size of a set of people who all differ from each other, as large as a first look finds."""

    def differ(a: Key, b: Key) -> bool:
        return frozenset((a, b)) in walls or bool(set(lists.get(a, ())) & set(lists.get(b, ())))

    neighbours = dict.fromkeys(inside, 0)
    for a, b in combinations(inside, 2):
        if differ(a, b):
            neighbours[a] += 1
            neighbours[b] += 1
    found: list[Key] = []
    for who in sorted(inside, key=lambda each: -neighbours[each]):
        if all(differ(who, other) for other in found):
            found.append(who)
    return len(found)


class _Groups:
    """Which people hang together."""

    def __init__(self) -> None:
        self.parent: dict[Key, Key] = {}

    def find(self, who: Key) -> Key:
        root = who
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[who] != root:
            self.parent[who], who = root, self.parent[who]
        return root

    def join(self, a: Key, b: Key) -> None:
        self.parent[self.find(a)] = self.find(b)
