"""The range of a count: whom nobody has judged yet may be one person, and then the number is smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.counting.count import counts
from kronika.counting.spread import fact_candidates, spread, told_apart
from kronika.counting.states import State

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.workspace.count import Counting

#: people times days for which ranges over time are worked out
_MOST = 500_000


def spans(counting: Counting, counted: Count) -> tuple[int, int]:
    """Return the fewest and the most that a count across lists can mean."""
    if len(counting.stating) < 2:
        return counted.number, counted.number
    if counting.definition.unit == "facts":
        return _spans_of_facts(counting, counted)
    states = counted.states
    found = spread(states, counted.lists_of(states), undecided(counting, states), walls(counting), counted.left())
    return found.low, found.high


def spans_over_time(counting: Counting, days: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return the same for each of several days; nothing where there is no range, or it would take too long to work out."""
    if counting.definition.of != "custody" or len(counting.stating) < 2 or not days:
        return {}
    found = counts(counting.acts, counting.definition, days, counting.view, counting.judged)
    people = found[0].states
    if len(people) * len(days) > _MOST:
        return {}
    lists, pairs, apart = found[0].lists_of(people), undecided(counting, people), walls(counting)
    made = ((one.on, spread(one.states, lists, pairs, apart, one.left())) for one in found)
    return {on: (span.low, span.high) for on, span in made}


def _spans_of_facts(counting: Counting, counted: Count) -> tuple[int, int]:
    """Return the same for facts: two reports may be one, of one person or of two who may be the same."""
    told = {fact: counted.acts(fact) for fact in counted.inside}
    subjects = {fact: counted.subject(fact) for fact in told}
    people = [pair for pair in undecided(counting, set(subjects.values())) if frozenset(pair) not in counting.judged.apart]
    same = counting.judged.same or {}
    facts = {same.get(act.mention, act.mention): fact for fact, acts in told.items() for act in acts}
    apart = [(facts[one], facts[other]) for one, other in walls(counting) if one in facts and other in facts]
    states = dict.fromkeys(told, State.IN)
    found = spread(states, counted.lists_of(told), fact_candidates(told, subjects, people), apart)
    more = sum(told_apart(acts) - 1 for acts in told.values() if len({same.get(a.mention, a.mention) for a in acts}) > 1)
    return found.low, found.high + more


def undecided(counting: Counting, entities: Collection[Key]) -> list[tuple[Key, Key]]:
    """Return the pairs of people (entities, row numbers) of different lists who may be one and were not judged the same."""
    # Comparing names is loaded only where there are names to compare.
    from kronika.workspace.candidates import candidates

    people = counting.judged.people or {}
    wanted = set(entities)
    members = {who for who in wanted if isinstance(who, int)}
    members.update(who for who, entity in people.items() if entity in wanted and isinstance(who, int))
    pairs = {(people.get(one, one), people.get(other, other)) for one, other in candidates(counting.record, members)}
    return [(one, other) for one, other in pairs if one != other]


def walls(counting: Counting) -> list[tuple[Key, Key]]:
    """Return the pairs of people, and of acts, (entities, row numbers) that were judged to be different."""
    return [(one, other) for one, other in (tuple(pair) for pair in counting.judged.apart if len(pair) > 1)]
