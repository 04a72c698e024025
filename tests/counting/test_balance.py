"""Balance sheets: every name that came, left, or that nobody can explain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting_examples import ANNOUNCED, CUSTODY, DAYS, REVISED, act, definitions, invented_acts
from kronika.counting.balance import ENTRIES, EXITS, Balance, balance, way_words
from kronika.counting.count import count
from kronika.counting.definitions import Definition, load_shipped
from kronika.counting.scope import View
from kronika.errors import InputError
from kronika.model.act import Act
from kronika.model.time import day

FIRST, LAST = day("2023-01-01"), day("2023-12-31")


def held(who: str, since: str = "2022-01-10", recognised: str = "2022-02-01") -> list[Act]:
    return [
        act(who, "detention", since, "criminal"),
        act(who, "sentence", since, "colony-general", "P9Y"),
        act(who, "recognition", recognised, agent="Example Watch"),
    ]


def sheet(acts: list[Act], definition: Definition = ANNOUNCED) -> Balance:
    return balance(count(acts, definition, FIRST), count(acts, definition, LAST))


def test_every_way_in_and_out_has_its_names() -> None:
    acts = [
        *held("stays"),
        *held("detained", "2023-03-01", "2023-04-01"),
        *held("again"),
        act("again", "release", "2022-06-01", "served"),
        act("again", "detention", "2023-06-01"),
        *held("recognised", "2022-01-10", "2023-05-01"),
        *held("to-colony"),
        act("to-colony", "replacement", "2022-06-01", "home-confinement"),
        act("to-colony", "replacement", "2023-06-01", "colony-general"),
        *(row for how in ("served", "pardoned", "exchanged", "expelled", "amnesty") for row in held(how)),
        *(act(how, "release", "2023-07-01", how) for how in ("served", "pardoned", "exchanged", "expelled", "amnesty")),
        *held("died"),
        act("died", "death", "2023-07-01"),
        *held("withdrawn"),
        act("withdrawn", "recognition", "2023-07-01", "withdrawn", agent="Example Watch"),
        *held("home"),
        act("home", "replacement", "2023-07-01", "home-confinement"),
        act("silent", "detention", "2022-01-10"),
        act("silent", "recognition", "2022-01-10"),
        *held("suspended"),
        act("suspended", "sentence", "2023-08-01", "suspended"),
        act("first sentence", "detention", "2022-01-10"),
        act("first sentence", "sentence", "2023-08-01", "suspended", "P1Y"),
        act("first sentence", "recognition", "2022-02-01"),
        *held("dropped"),
        act("dropped", "delisting", "2023-08-01"),
        *held("month"),
        act("month", "release", "2023", "served"),
    ]
    found = sheet(acts)
    assert found.entries == {
        "detained": ("again", "detained"),
        "recognised": ("recognised",),
        "regime": ("to-colony",),
    }
    assert found.exits == {
        "served": ("served",),
        "pardoned": ("pardoned",),
        "released otherwise": ("amnesty", "first sentence", "suspended"),
        "exchanged": ("exchanged",),
        "expelled": ("expelled",),
        "died": ("died",),
        "withdrawn": ("withdrawn",),
        "regime": ("home",),
        "delisted": ("dropped",),
    }
    assert found.unexplained_out == ("silent",)
    assert found.unexplained_in == ()
    assert found.residual == -1
    assert found.opening + found.entered - found.left + found.residual == found.closing


def test_who_comes_out_of_the_unknown_or_goes_into_it_is_the_residual() -> None:
    acts = [
        *held("goes"),
        act("goes", "release", "2023-12", "served"),
        act("comes", "detention", "2022-12/2023-01"),
        act("comes", "sentence", "2023-06-01", "prison", "P3Y"),
        act("comes", "recognition", "2022-02-01"),
    ]
    found = balance(count(acts, ANNOUNCED, FIRST), count(acts, ANNOUNCED, day("2023-12-15")))
    assert found.unexplained_in == ("comes",)
    assert found.unexplained_out == ("goes",)
    assert (found.residual, found.entered, found.left) == (0, 0, 0)


def test_between_two_editions_who_is_no_longer_listed_is_delisted_and_late_news_is_told_apart() -> None:
    gone = [row._replace(published=day("2023-01-01"), until=day("2023-12-31")) for row in held("gone")]
    stays = [row._replace(published=day("2023-01-01")) for row in held("stays")]
    late = [row._replace(published=day("2023-12-31")) for row in held("late")]
    known = act("stays", "treatment", "2023-02-01", published="2023-12-31")
    freed = [
        *(row._replace(published=day("2023-01-01")) for row in held("freed")),
        act("freed", "release", "2022-12-01", "served", published="2023-12-31"),
    ]
    acts = [*gone, *stays, *late, known, *freed]
    found = balance(count(acts, ANNOUNCED, FIRST, View(public_by=FIRST)), count(acts, ANNOUNCED, LAST, View(public_by=LAST)))
    assert found.exits == {"served": ("freed",), "delisted": ("gone",)}
    assert found.entries == {"listed": ("late",)}
    assert found.late == ("late", "freed")


def test_a_date_that_was_corrected_is_no_exit_from_custody() -> None:
    first = [row._replace(published=FIRST, until=LAST) for row in held("p")]
    corrected = [row._replace(published=LAST) for row in held("p", "2024-01-10", "2024-02-01")]
    acts = [*first, *corrected]
    found = balance(count(acts, ANNOUNCED, FIRST, View(public_by=FIRST)), count(acts, ANNOUNCED, LAST, View(public_by=LAST)))
    assert found.exits == {"corrected": ("p",)}
    assert found.late == ("p",)


def test_two_definitions_on_one_day_differ_by_names() -> None:
    acts = [*held("early"), *held("later", recognised="2023-05-01")]
    found = balance(count(acts, ANNOUNCED, FIRST), count(acts, REVISED, FIRST))
    assert found.entries == {"definition": ("later",)}
    assert found.exits == {}


def test_a_balance_of_acts_or_backwards_is_refused() -> None:
    with pytest.raises(InputError, match="before the first"):
        balance(count([], CUSTODY, LAST), count([], CUSTODY, FIRST))
    facts = count([], load_shipped("detentions"), LAST, View(since=FIRST))
    with pytest.raises(InputError, match="two counts of custody"):
        balance(count([], CUSTODY, FIRST), facts)


def test_every_line_has_a_name_in_three_languages() -> None:
    for way in (*ENTRIES, *EXITS, "unexplained in", "unexplained out"):
        assert len({way_words(way, language) for language in ("en", "ru", "be")}) >= 2
    with pytest.raises(InputError, match="no texts"):
        way_words("served", "fr")


@given(
    invented_acts(),
    definitions(),
    definitions(),
    DAYS,
    DAYS,
    st.sampled_from([None, 300, 1200]),
    st.sampled_from([None, "A"]),
)
def test_law_stock_and_entries_less_exits_and_the_residual_are_the_new_stock(
    acts: list[Act],
    one: Definition,
    other: Definition,
    first: int,
    last: int,
    public: int | None,
    only: str | None,
) -> None:
    first, last = sorted((first, last))
    early = View(public_by=first + public, only=only) if public is not None else View(only=only)
    before, after = count(acts, one, first, early), count(acts, other, last)
    found = balance(before, after)
    assert found.opening + found.entered - found.left + found.residual == found.closing
    came = [who for group in found.entries.values() for who in group] + list(found.unexplained_in)
    left = [who for group in found.exits.values() for who in group] + list(found.unexplained_out)
    assert sorted(came) == sorted(set(after.inside) - set(before.inside))
    assert sorted(left) == sorted(set(before.inside) - set(after.inside))
    assert set(found.entries) <= set(ENTRIES)
    assert set(found.exits) <= set(EXITS)
