"""Acts counted in a period: in facts, in people, in organisations, in cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from counting_examples import act, invented_acts
from kronika.counting.count import count
from kronika.counting.definitions import load_shipped
from kronika.counting.scope import Judged, View
from kronika.errors import InputError
from kronika.model.act import Act
from kronika.model.time import day

FACTS = load_shipped("detentions")
PEOPLE = load_shipped("detentions/people")
LIQUIDATED = load_shipped("organisations-liquidated")
AUGUST = View(since=day("2020-08-01"))
END = day("2020-08-31")


def test_facts_and_people_are_two_numbers() -> None:
    acts = [
        act("p", "detention", "2020-08-10", "administrative"),
        act("p", "detention", "2020-08-25", "administrative"),
        act("q", "detention", "2020-08-10", "criminal"),
        act("r", "detention", "2020-09-01"),
    ]
    facts, people = count(acts, FACTS, END, AUGUST), count(acts, PEOPLE, END, AUGUST)
    assert (facts.number, people.number) == (3, 2)
    assert facts.parts == {"administrative": 2, "criminal": 1}
    assert people.inside == ("p", "q")
    assert people.out == ("r",)
    assert {facts.subject(fact) for fact in facts.inside} == {"p", "q"}
    assert [each.lo for each in facts.acts(facts.inside[0])] == [day("2020-08-10")]


def test_a_date_that_straddles_the_period_is_unknown() -> None:
    acts = [act("p", "detention", "2020"), act("q", "detention", "2020-08")]
    found = count(acts, FACTS, END, AUGUST)
    assert (len(found.inside), len(found.unknown)) == (1, 1)
    assert "not known whether it happened in the period (2020)" in found.cause(found.unknown[0])


def test_sources_that_disagree_across_the_edge_of_the_period_make_it_disputed() -> None:
    acts = [act("p", "detention", "2020-08-31"), act("p", "detention", "2020-09-01", source="B")]
    found = count(acts, PEOPLE, END, AUGUST)
    assert found.disputed == ("p",)
    assert "sources disagree about the detention" in found.cause("p")
    inside = [act("p", "detention", "2020-08-30"), act("p", "detention", "2020-08-31", source="B")]
    assert count(inside, FACTS, END, AUGUST).number == 1


def test_a_detention_that_a_role_disputes_is_disputed() -> None:
    disputed = act("p", "detention", "2020-08-10", standing="disputed")
    assert count([disputed], FACTS, END, AUGUST).disputed == (disputed.mention,)
    assert count([disputed._replace(lo=1, hi=2)], FACTS, END, AUGUST).out == (disputed.mention,)


def test_one_certain_detention_is_enough_for_a_person() -> None:
    acts = [act("p", "detention", "2020"), act("p", "detention", "2020-08-10"), act("p", "detention", "2021-08-10")]
    assert count(acts, PEOPLE, END, AUGUST).inside == ("p",)
    assert count([acts[0], acts[2]], PEOPLE, END, AUGUST).unknown == ("p",)


def test_liquidations_by_force_and_by_own_decision_are_kept_apart() -> None:
    acts = [
        act("o1", "liquidation", "2020-08-10", "forced"),
        act("o2", "liquidation", "2020-08-11", "own-decision"),
        act("o3", "liquidation", "2020-08-12", "forced"),
        act("o3", "liquidation", "2020-08-12", "forced", source="B"),
        act("p", "detention", "2020-08-12"),
    ]
    found = count(acts, LIQUIDATED, END, AUGUST)
    assert found.inside == ("o1", "o2", "o3")
    assert found.parts == {"forced": 2, "own-decision": 1}


def test_acts_of_one_case_are_one_case() -> None:
    cases = replace(FACTS, unit="cases", kind="trial", split=False)
    acts = [act(who, "trial", "2020-08-10", mention=f"m{who}") for who in "pqr"]
    found = count(acts, cases, END, AUGUST, Judged(cases={"mp": "case 1", "mq": "case 1"}))
    assert found.inside == ("case 1", "mr")


def test_a_period_that_is_missing_or_turned_round_is_refused() -> None:
    with pytest.raises(InputError, match="first day is missing"):
        count([], FACTS, END)
    with pytest.raises(InputError, match="after its last"):
        count([], FACTS, END, View(since=END + 1))


@given(invented_acts())
def test_law_no_fewer_facts_than_people_and_every_fact_in_one_place(acts: list[Act]) -> None:
    view = View(since=day("2020-09-01"))
    facts, people = count(acts, FACTS, day("2021-12-31"), view), count(acts, PEOPLE, day("2021-12-31"), view)
    assert facts.number >= people.number
    assert {facts.subject(fact) for fact in facts.inside} == set(people.inside)
    everybody = [*people.inside, *people.disputed, *people.unknown, *people.out]
    assert sorted(everybody) == sorted({each.person for each in acts if each.kind == "detention"})
    for who in facts.states:
        assert facts.cause(who)
