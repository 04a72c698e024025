"""Laws that every count keeps, whatever the acts: clocks, order, balance, and everybody in one place."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from counting_examples import DAYS, definitions, invented_acts
from kronika.counting.balance import balance
from kronika.counting.count import count, counts
from kronika.counting.definitions import Definition
from kronika.counting.differences import moved
from kronika.counting.overlap import overlaps, patterns
from kronika.counting.scope import View
from kronika.counting.states import State
from kronika.model.act import Act, Key


@settings(max_examples=30)
@given(invented_acts(), definitions(), DAYS, DAYS)
def test_law_the_stock_of_a_day_is_that_of_another_and_what_came_and_left(
    acts: list[Act], definition: Definition, one: int, other: int
) -> None:
    first, last = sorted((one, other))
    before, after = counts(acts, definition, (first, last))
    sheet = balance(before, after)
    assert sheet.opening + sheet.entered - sheet.left + sheet.residual == sheet.closing
    came = {who for group in (*sheet.entries.values(), sheet.unexplained_in) for who in group}
    left = {who for group in (*sheet.exits.values(), sheet.unexplained_out) for who in group}
    assert came == set(after.inside) - set(before.inside)
    assert left == set(before.inside) - set(after.inside)


@settings(max_examples=30)
@given(invented_acts(), definitions(), DAYS, DAYS)
def test_law_nothing_that_was_accepted_later_is_used(acts: list[Act], definition: Definition, on: int, known: int) -> None:
    view = View(known=known)
    found = count(acts, definition, on, view)
    assert all(act[10] <= known for who in found.states for act in found.acts(who))
    # A source that comes later changes no count of the past.
    late = [act for act in acts if act.accepted > known]
    assert count([act for act in acts if act not in late], definition, on, view).states == found.states


@settings(max_examples=25)
@given(invented_acts(), definitions(), DAYS, st.integers(0, 9))
def test_law_everybody_stands_in_one_place_and_the_order_of_input_does_not_matter(
    acts: list[Act], definition: Definition, on: int, seed: int
) -> None:
    found = count(acts, definition, on)
    places = (*found.inside, *found.disputed, *found.unknown, *found.out)
    assert len(places) == len(set(places))
    shuffled = random.Random(seed).sample(acts, len(acts))
    again = count(shuffled, definition, on)
    assert again.states == found.states
    assert all(again.cause(who) == found.cause(who) for who in found.states)


@settings(max_examples=25)
@given(invented_acts(), definitions(), DAYS, DAYS)
def test_law_the_difference_of_two_states_of_knowledge_is_explained_name_by_name(
    acts: list[Act], definition: Definition, on: int, known: int
) -> None:
    before, after = count(acts, definition, on, View(known=known)), count(acts, definition, on)
    found = moved(before, after)
    into = sum(1 for one in found if one.after is State.IN)
    out_of = sum(1 for one in found if one.before is State.IN)
    assert before.number + into - out_of == after.number
    assert all(one.came or one.went for one in found), "nothing moves without an act that came or went"


@given(st.dictionaries(st.integers(0, 30), st.sets(st.sampled_from("ABC"), max_size=3), max_size=20))
def test_law_everybody_on_a_list_is_in_one_pattern(lists: dict[Key, set[str]]) -> None:
    found = patterns(lists, "ABC")
    assert sorted(who for group in found.values() for who in group) == sorted(who for who, on in lists.items() if on)
    for one in overlaps(lists, "ABC"):
        assert one.shared == one.possible == sum(1 for on in lists.values() if one.left in on and one.right in on)


def test_whoever_may_be_the_same_counts_to_what_two_lists_may_share() -> None:
    found = {(one.left, one.right): one for one in overlaps({1: "A", 2: "B", 3: "AB", 4: "B"}, "AB", [(1, 2), (1, 4)])}
    assert (found["A", "B"].shared, found["A", "B"].possible) == (1, 2)
