"""Contradictions side by side."""

from __future__ import annotations

from counting_examples import act
from kronika.counting.contradictions import Said, Version, contradicting_statements, contradictions, event_ids
from kronika.counting.scope import Judged

NOTHING = Judged()


def test_dates_terms_and_regimes_of_one_event_are_named_with_their_lists() -> None:
    acts = [
        act("p", "detention", "2021-05-10", mention="d1"),
        act("p", "detention", "2021-05-12", source="B", mention="d2"),
        act("p", "detention", "2021-05-10", source="C", mention="d3"),
        act("p", "sentence", "2021-11-01", "prison", "P4Y", mention="s1"),
        act("p", "sentence", "2021-11-01", "colony-general", "P4Y6M", source="B", mention="s2"),
    ]
    found = {(each.kind, each.property): each.versions for each in contradictions(acts, NOTHING)}
    assert found == {
        ("detention", "date"): (
            Version("2021-05-10", ("A", "C"), ("d1", "d3")),
            Version("2021-05-12", ("B",), ("d2",)),
        ),
        ("sentence", "regime"): (
            Version("colony-general", ("B",), ("s2",)),
            Version("prison", ("A",), ("s1",)),
        ),
        ("sentence", "term"): (Version("P4Y", ("A",), ("s1",)), Version("P4Y6M", ("B",), ("s2",))),
    }


def test_precision_repetition_and_silence_are_no_contradictions() -> None:
    acts = [
        act("p", "detention", "2021-05-10"),
        act("p", "detention", "2021-05", source="B"),
        act("p", "detention", source="C"),
        act("p", "sentence", "2021-11-01", "prison"),
        act("p", "sentence", "2021-11-01", "", "P4Y", source="B"),
        act("q", "detention", "2021-05-12", source="B"),
    ]
    assert contradictions(acts, NOTHING) == []


def test_one_cell_with_two_values_contradicts_itself() -> None:
    acts = [act("p", "release", "2021-05-10", how, mention="m") for how in ("served", "pardoned")]
    [found] = contradictions(acts, NOTHING)
    assert (found.property, [version.value for version in found.versions]) == ("how", ["pardoned", "served"])


def test_what_agrees_in_a_contradicting_event_is_not_named() -> None:
    acts = [act("p", "sentence", "2021-05", "prison"), act("p", "sentence", "2021-05-10", "arrest", source="B")]
    [found] = contradictions(acts, NOTHING)
    assert found.property == "regime"


def test_merged_mentions_contradict_each_other() -> None:
    acts = [act("p", "death", "2021-05-10"), act("q", "death", "2021-05-12", source="B")]
    assert contradictions(acts, NOTHING) == []
    [found] = contradictions(acts, Judged(people={"p": "e", "q": "e"}))
    assert found.person == "e"


def test_statements_of_one_event_or_person_are_held_against_each_other() -> None:
    acts = [
        act("p", "sentence", "2021-11-01", "prison", mention="s1"),
        act("p", "sentence", "2021-11-01", "prison", source="B", mention="s2"),
    ]
    event = event_ids(acts, NOTHING)
    assert event["s1"] == event["s2"]

    def said(about: str, kind: str, name: str, value: str, source: str, number: int) -> Said:
        return Said("p", event.get(about, about), kind, name, value, source, number)

    found = contradicting_statements(
        [
            said("s1", "sentence", "article", "342", "A", 1),
            said("s2", "sentence", "article", "130(3)", "B", 2),
            said("s1", "sentence", "court", "City  Court", "A", 3),
            said("s2", "sentence", "court", "city court", "B", 4),
            said("p", "person", "birth_date", "1980", "A", 5),
            said("p", "person", "birth_date", "1980-04-01", "B", 6),
            said("p", "person", "gender", "female", "A", 7),
            said("p", "person", "gender", "", "B", 8),
        ]
    )
    assert [(each.property, [version.value for version in each.versions]) for each in found] == [("article", ["130(3)", "342"])]
