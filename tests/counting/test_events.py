"""Which acts tell of one event, and what is true under each version of it."""

from __future__ import annotations

from counting_examples import act
from kronika.counting.events import events, tightened, worlds
from kronika.counting.scope import Judged
from kronika.model.act import Act
from kronika.model.time import day


def kinds(*acts: Act) -> list[int]:
    """How many claims each event has, sorted."""
    return sorted(len(event.claims) for event in events(acts))


def test_two_lists_that_tell_of_a_detention_tell_of_one() -> None:
    assert kinds(act("p", "detention", "2021-05-10"), act("p", "detention", "2021-05-12", source="B")) == [2]


def test_two_detentions_of_one_list_are_two() -> None:
    assert kinds(act("p", "detention", "2021-05-10"), act("p", "detention", "2021-05-10")) == [1, 1]


def test_a_release_in_between_makes_two_detentions() -> None:
    assert kinds(
        act("p", "detention", "2021-05-10"),
        act("p", "release", "2021-06-10"),
        act("p", "detention", "2021-07-12", source="B"),
    ) == [1, 1, 1]


def test_an_administrative_arrest_and_a_criminal_case_on_other_days_are_two() -> None:
    assert kinds(
        act("p", "detention", "2021-05-10", "administrative"), act("p", "detention", "2021-05-25", "criminal", source="B")
    ) == [1, 1]


def test_the_closest_dates_are_matched() -> None:
    found = events(
        [
            act("p", "detention", "2020-09-06"),
            act("p", "detention", "2021-01-12"),
            act("p", "detention", "2021-01-13", source="B"),
        ]
    )
    assert sorted(tuple(sorted(claim.lo for claim in event.claims)) for event in found) == [
        (day("2020-09-06"),),
        (day("2021-01-12"), day("2021-01-13")),
    ]


def test_recognitions_by_two_organisations_and_a_withdrawal_are_three_acts() -> None:
    assert kinds(
        act("p", "recognition", "2021-05-10", agent="Example Watch"),
        act("p", "recognition", "2021-05-10", agent="Other Watch", source="B"),
        act("p", "recognition", "2021-05-11", "withdrawn", agent="Other Watch", source="C"),
    ) == [1, 1, 1]


def test_two_sentences_years_apart_are_two() -> None:
    assert kinds(act("p", "sentence", "2021-05-10"), act("p", "sentence", "2023-05-10", source="B")) == [1, 1]


def test_claims_that_agree_are_as_precise_as_the_most_precise() -> None:
    [event] = events(
        [
            act("p", "sentence", "2021", "prison", agent="first court"),
            act("p", "sentence", "2021-05-10", "", "P2Y", source="B", agent="second court"),
        ]
    )
    [version] = event.versions
    assert (version.lo, version.hi) == (day("2021-05-10"), day("2021-05-10"))
    assert (version.code, version.term) == ("prison", "P2Y")
    assert version.agent == "first court; second court"


def test_each_source_that_disagrees_has_a_world() -> None:
    acts = [
        act("p", "detention", "2021-05-10"),
        act("p", "detention", "2021-05-12", source="B"),
        act("p", "release", "2022-05-10"),
        act("p", "release", "2022-05-12", source="B"),
    ]
    found = {tuple(sorted(each.lo - day("2021-05-10") for each in world)) for world in worlds(events(acts))}
    assert found == {(0, 365), (2, 367)}


def test_a_disputed_act_is_in_one_world_and_not_in_the_other() -> None:
    acts = [act("p", "detention", "2021-05-10"), act("p", "release", "2022-05-10", standing="disputed")]
    assert sorted(len(world) for world in worlds(events(acts))) == [1, 2]


def test_a_disputed_claim_beside_an_undisputed_one_that_agrees_changes_nothing() -> None:
    acts = [act("p", "detention", "2021-05-10", standing="disputed"), act("p", "detention", "2021-05-10", source="B")]
    assert len(worlds(events(acts))) == 1


def test_what_is_published_has_happened() -> None:
    undated = act("p", "release", published="2022-05-10")
    assert tightened(undated).hi == day("2022-05-10")
    assert tightened(act("p", "release", "2022", published="2022-05-10")).hi == day("2022-05-10")
    # A publication before the date is a contradiction in the source, which is left as it is.
    assert tightened(act("p", "release", "2022", published="2021-05-10")).hi == day("2022-12-31")


def test_what_was_judged_to_be_two_is_two_whatever_its_dates() -> None:
    acts = [
        act("p", "detention", "2021-05-10", mention="m1"),
        act("p", "detention", "2021-05-10", source="B", mention="m2"),
        act("p", "detention", "2021-05-10", source="C", mention="m3"),
    ]
    assert [len(event.claims) for event in events(acts)] == [3]
    apart = Judged(apart=frozenset({frozenset({"m1", "m2"})}))
    assert sorted(len(event.claims) for event in events(acts, apart)) == [1, 2]
    joined = Judged(same={"m3": "m2"}, apart=apart.apart)
    assert [sorted(str(claim.mention) for claim in event.claims) for event in events(acts, joined)] == [["m1"], ["m2", "m3"]]
