"""Small numbers on a page for the public: nobody learns about one of four people from a table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.report.report_sample import DATA, PUBLIC
from kronika.disclosure.report.data import Editions, Line, ListCount, OverTime, Point, Sheet, Tally, Way
from kronika.disclosure.report.data_changes import Edition
from kronika.disclosure.report.render import render
from kronika.disclosure.report.small import OTHER_KINDS, OTHER_WAYS, SMALL, Hidden, suppressed

BARE = replace(
    PUBLIC, people=(), tally=Tally(24, 1, 2, 9), lists=(), balances=(), editions=(), claims=(), contradictions=(), erased=0
)


def shown(value: int) -> int | None:
    return None if isinstance(value, Hidden) else value


def states(tally: Tally) -> list[int | None]:
    return [shown(value) for value in (tally.inside, tally.disputed, tally.unknown, tally.out)]


def test_only_a_page_for_the_public_hides_the_numbers_of_the_count() -> None:
    assert suppressed(DATA) is DATA
    for audience in ("team", "court", "partner"):
        data = replace(DATA, audience=audience)
        assert suppressed(data) == replace(data, editions=suppressed(data).editions)


def test_small_places_are_not_shown_unless_all_in_them_are_named() -> None:
    assert states(suppressed(BARE).tally) == [24, None, None, 9]
    (somebody,) = [person for person in DATA.people if person.state == "disputed"]
    assert states(suppressed(replace(BARE, people=(somebody,))).tally) == [24, 1, None, 9]


def test_organisations_are_counted_aloud_however_few() -> None:
    data = replace(BARE, meaning=replace(BARE.meaning, unit="organisations"), tally=Tally(3), low=3, high=3, parts={"forced": 1})
    assert suppressed(data) == replace(data, withheld=suppressed(data).withheld)
    assert "3 organisations" in render(data)


def test_the_headline_does_not_say_what_the_table_hides() -> None:
    page = render(replace(BARE, tally=Tally(3, 0, 0, 9), low=2, high=3))
    heading = re.search(r'<span class="figure">(.*?)</span>', page)
    assert heading is not None
    assert heading[1] == "fewer than 5 people"
    assert "up to 7" in render(replace(BARE, tally=Tally(7, 0, 0, 9), low=2, high=7))
    assert "is not shown on this page" in page


def test_one_small_list_does_not_follow_from_the_others() -> None:
    lists = tuple(ListCount(name, Tally(inside)) for name, inside in (("A", 3), ("B", 40), ("C", 9)))
    tallies = [states(one.tally)[0] for one in suppressed(replace(BARE, tally=Tally(52), lists=lists)).lists]
    assert tallies == [None, 40, None]


def test_small_kinds_become_one_line_together() -> None:
    parts = suppressed(replace(BARE, parts={"forced": 20, "own-decision": 2, "unknown": 6})).parts
    assert parts == {"forced": 20, OTHER_KINDS: 8}
    assert suppressed(replace(BARE, parts={"forced": 20, "own-decision": 4})).parts == {OTHER_KINDS: 24}


def sheet(opening: int, closing: int, came: dict[str, int], left: dict[str, int], how: int = 0) -> Sheet:
    entries, exits = (tuple(Way(label, count) for label, count in ways.items()) for ways in (came, left))
    return Sheet("A", "2024-01-01", "2025-01-01", opening, closing, entries, exits, Way("in, but nobody can say how", how))


def test_small_ways_of_a_balance_become_one_line_and_it_adds_up_still() -> None:
    data = replace(BARE, balances=(sheet(30, 26, {"detained": 9, "rearrested": 1}, {"served": 7, "pardoned": 5, "died": 2}),))
    (made,) = suppressed(data).balances
    assert {way.label: way.count for way in made.entries} == {OTHER_WAYS: 10}
    assert {way.label: way.count for way in made.exits} == {"served": 7, OTHER_WAYS: 7}
    assert made.adds_up
    page = render(data)
    assert "Died" not in page


@pytest.mark.parametrize(
    "hidden", [sheet(3, 12, {"detained": 9}, {}), sheet(12, 3, {}, {"served": 9}), sheet(30, 32, {"detained": 2}, {})]
)
def test_a_balance_from_which_a_small_number_follows_is_left_out(hidden: Sheet) -> None:
    assert suppressed(replace(BARE, balances=(hidden,))).balances == ()


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 12), min_size=3, max_size=3), st.lists(st.integers(0, 12), min_size=3, max_size=3), st.integers(0, 9)
)
def test_whatever_the_balance_no_way_is_small_and_it_adds_up(came: list[int], left: list[int], how: int) -> None:
    entries, exits = ({f"way {place}": count for place, count in enumerate(counts) if count} for counts in (came, left))
    closing = 40 + sum(came) - sum(left) + how
    for made in suppressed(replace(BARE, balances=(sheet(40, closing, entries, exits, how),))).balances:
        assert made.adds_up
        for way in (*made.entries, *made.exits, made.unexplained_in, made.unexplained_out):
            assert way.count == 0 or way.count >= SMALL


def test_the_line_over_time_begins_where_it_is_no_longer_small() -> None:
    points = tuple(Point(f"2024-0{month}-01", inside, disputed=2) for month, inside in ((1, 0), (2, 3), (3, 8)))
    over_time = suppressed(replace(BARE, over_time=OverTime(None, (Line("A", points),)))).over_time
    assert over_time is not None
    assert [(point.inside, shown(point.disputed)) for point in over_time.lines[0].points] == [(0, None), (8, None)]


def test_totals_of_editions_do_not_tell_of_the_few_who_are_not_named() -> None:
    edition = Editions("A", Edition("", "2023"), Edition("", "2024"), unchanged=3, new_total=2, changed_total=9, gone_total=0)
    for audience in ("public", "partner", "court", "team"):
        page = render(replace(BARE, audience=audience, editions=(edition,)))
        assert "a few new rows, 9 changed rows, 0 rows gone, a few unchanged" in " ".join(re.sub("<[^>]+>", "", page).split())
    assert "2 new rows, 9 changed rows" in render(replace(BARE, audience="", editions=(edition,)))


def test_neither_an_erasure_nor_a_withheld_fact_of_few_is_counted_aloud() -> None:
    page = re.sub("<[^>]+>", " ", render(replace(BARE, erased=1, withheld={"name": 18, "death": 1})))
    assert "a few people were erased" in page
    assert re.search(r"deaths?\s+not shown", page)
    assert "18" in page
