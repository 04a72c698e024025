"""From all possible merges to none."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from counting_examples import CUSTODY, act
from kronika.counting.count import count
from kronika.counting.spread import Spread, spread
from kronika.counting.states import State
from kronika.model.act import Key
from kronika.model.time import day

IN, OUT = State.IN, State.OUT


def all_in(names: str) -> dict[Key, State]:
    return dict.fromkeys(names, IN)


def on(**lists: str) -> dict[Key, set[str]]:
    return {who: {name} for who, name in lists.items()}


def test_two_lists_of_one_person_are_one_or_two() -> None:
    assert spread(all_in("ab"), on(a="A", b="B"), [("a", "b")]) == Spread(1, 2)


def test_without_candidates_the_range_is_a_number() -> None:
    assert spread(all_in("ab"), on(a="A", b="B"), []) == Spread(2, 2)


def test_two_rows_of_one_list_stay_two() -> None:
    states = all_in("abc")
    lists = on(a="A", b="B", c="B")
    assert spread(states, lists, [("a", "b"), ("a", "c")]) == Spread(2, 3)


def test_people_judged_different_stay_two() -> None:
    states = all_in("abc")
    lists = on(a="A", b="B", c="C")
    candidates = [("a", "b"), ("a", "c")]
    assert spread(states, lists, candidates) == Spread(1, 3)
    assert spread(states, lists, candidates, different=[("c", "b")]) == Spread(2, 3)
    assert spread(states, lists, candidates, different=[("a", "b"), ("a", "c")]) == Spread(3, 3)


def test_somebody_who_left_may_be_the_one_who_is_in() -> None:
    acts = [
        act("a", "detention", "2021-05-10", source="A"),
        act("b", "detention", "2021-05-10", source="B"),
        act("b", "release", "2021-06-10", source="B"),
        act("c", "detention", "2021-05-10", source="B"),
    ]
    found = count(acts, CUSTODY, day("2021-07-01"))
    assert found.left() == {"b"}
    lists = found.lists_of(found.states)
    assert spread(found.states, lists, [("a", "b")], left=found.left()) == Spread(1, 2)
    assert spread(found.states, lists, [("a", "b")]) == Spread(2, 2)
    # Two rows of one list are two people: the release of b is not that of c.
    assert spread(found.states, lists, [("a", "b"), ("a", "c")], left=found.left()) == Spread(1, 2)


def test_candidates_outside_the_count_are_ignored() -> None:
    assert spread(all_in("a"), on(a="A"), [("a", "elsewhere")]) == Spread(1, 1)


@st.composite
def small_worlds(draw: st.DrawFn) -> tuple[dict[Key, State], dict[Key, set[str]], list[tuple[Key, Key]]]:
    names: list[Key] = list(range(draw(st.integers(1, 6))))
    states = {who: draw(st.sampled_from([IN, IN, OUT])) for who in names}
    lists = {who: {draw(st.sampled_from("ABC"))} for who in names}
    pairs = [pair for pair in combinations(names, 2) if draw(st.booleans())]
    return states, lists, pairs


@given(small_worlds(), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3))
def test_law_no_way_to_merge_gives_a_number_outside_the_range(
    world: tuple[dict[Key, State], dict[Key, set[str]], list[tuple[Key, Key]]], different: list[tuple[int, int]]
) -> None:
    states, lists, candidates = world
    found = spread(states, lists, candidates, different)
    walls: set[frozenset[Key]] = {frozenset(pair) for pair in different}
    open_pairs = [pair for pair in candidates if frozenset(pair) not in walls]
    for size in range(len(open_pairs) + 1):
        for chosen in combinations(open_pairs, size):
            number = merged(states, lists, chosen, walls)
            if number is not None:
                assert found.low <= number <= found.high


def merged(
    states: dict[Key, State],
    lists: dict[Key, set[str]],
    chosen: tuple[tuple[Key, Key], ...],
    walls: set[frozenset[Key]],
) -> int | None:
    """Return how many people who are in remain, or None if the merges put two who differ together."""
    groups = {who: {who} for who in states}
    for a, b in chosen:
        together = groups[a] | groups[b]
        for who in together:
            groups[who] = together
    for group in groups.values():
        for a, b in combinations(group, 2):
            if lists[a] & lists[b] or frozenset((a, b)) in walls:
                return None
    return len({frozenset(group) for group in groups.values() if any(states[who] is IN for who in group)})
