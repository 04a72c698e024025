"""The one way out: nothing is rendered that a gate did not release, and a gate releases what consent covers and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.disclosure import ftm, gate, rows
from kronika.disclosure.gate import Fact, Gate, Known, Lines, Release
from kronika.disclosure.permission import AUDIENCES, Permission, chosen_purpose
from kronika.errors import InputError
from kronika.model.judgement import Consent
from kronika.model.source import Source
from kronika.model.statement import Mention, Recorded, Standing, Statement

DAY = "2024-01-01"
PURPOSE = "a list of ours"
SOURCE = Source("d1", "00", 0, "text/csv", "list.csv", address="https://monitor.example/list", edition_of="list")
ANA = Mention("p1", "person", "d1", 0, 1, list="list")
HELD = Mention("a1", "detention", "d1", 0, 1, "p1", list="list")
FUND = Mention("o1", "organisation", "d1", 0, 1, list="list")
CLOSED_DOWN = Mention("l1", "liquidation", "d1", 0, 1, "o1", list="list")
FIGURE = Mention("f1", "figure", "d1", 0, 1, list="list")
ORPHAN = Mention("x1", "detention", "d1", 0, 1, list="list")


def said(about: Mention, name: str, value: str, **more: str) -> Recorded:
    ident = f"s-{about.id}-{name}-{value}"
    statement = Statement(
        ident,
        about.id,
        name,
        value,
        value,
        "en",
        "d1",
        0,
        1,
        f"… {value} …",
        "hand: test",
        obtained=more.get("obtained", ""),
    )
    return Recorded(statement, Standing.TRANSCRIBED, DAY, DAY, DAY)


FACTS = [
    (ANA, said(ANA, "name", "Ana Perova")),
    (ANA, said(ANA, "birth_date", "1990-03-04")),
    (HELD, said(HELD, "date", "2021-05-10")),
    (HELD, said(HELD, "place", "Riverton", obtained="coerced")),
    (FUND, said(FUND, "name", "River Fund")),
    (CLOSED_DOWN, said(CLOSED_DOWN, "date", "2021-07-01")),
    (FIGURE, said(FIGURE, "value", "40")),
    (ORPHAN, said(ORPHAN, "date", "2021-08-01")),
]


def consent(*kinds: str, person: str = "", audience: str = "public", purpose: str = PURPOSE, until: str = "") -> Consent:
    given_by, source = ("self", "") if person else ("opening", "list")
    return Consent("c", person, given_by, kinds, purpose, audience, "documenter-1", DAY, source=source, until=until)


def gate_of(*consents: Consent, audience: str = "public", purpose: str = PURPOSE, facts: Lines = FACTS, hidden: str = "") -> Gate:
    def told_of(ident: str) -> Lines:
        return [(about, item) for about, item in facts if ident in {about.id, about.subject}]

    def named_in(_list: str, _source: str) -> list[Recorded]:
        return [item for about, item in facts if about.kind == "person" and item.statement.property == "name"]

    return Gate(Known(consents, frozenset(hidden.split()), {}, told_of, named_in), audience, DAY, purpose)


def let_out(one: Gate, facts: Lines = FACTS) -> Release:
    held: dict[str, Lines] = {}
    for about, item in facts:
        held.setdefault(about.subject or about.id, []).append((about, item))
    return one.release(held, {about.id: about for about, _ in facts}, [SOURCE], b"a key for one file")


def values(release: Release) -> set[str]:
    return {row["value"] for row in rows.as_rows(release)}


# -- only a gate releases --------------------------------------------------------------------------------


def test_nobody_but_a_gate_makes_a_release() -> None:
    facts = (Fact("p1", "Ana Perova", *FACTS[0]),)
    for seal in (None, object(), True):
        with pytest.raises(TypeError, match="only a gate"):
            Release(facts, {}, b"key", seal=seal)
    copied: Any = replace
    with pytest.raises((TypeError, ValueError)):
        copied(let_out(gate_of()), facts=facts)


def test_what_renders_takes_nothing_but_a_release() -> None:
    given: Any = FACTS
    for render in (rows.as_csv, rows.as_rows, rows.as_parquet):
        with pytest.raises(AttributeError):
            render(given)
    with pytest.raises(AttributeError):
        ftm.exchange(given, {}, ftm.Terms(key=bytes(32)))


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            consent,
            st.sampled_from(["name", "birth_date", "detention", "liquidation", "figure", "sentence"]),
            person=st.sampled_from(["", "p1", "o1"]),
            audience=st.sampled_from(["public", "court", "court partner"]),
            purpose=st.sampled_from([PURPOSE, "another"]),
            until=st.sampled_from(["", "2023-12-31"]),
        ),
        max_size=4,
    )
)
def test_whatever_the_consents_a_fact_leaves_only_with_one_for_it(consents: list[Consent]) -> None:
    one = gate_of(*consents)
    release = let_out(one)
    valid = [c for c in consents if "public" in c.audience.split() and c.purpose == PURPOSE and not c.until]
    for fact in release.facts:
        kind = fact.about.kind if fact.about.subject or fact.about.kind == "figure" else fact.item.statement.property
        kinds = {kind} | ({"liquidation"} if fact.about.id == "o1" else set())
        assert any(kinds & set(c.kinds) and c.person in {"", fact.person} for c in valid)
    assert len(release.facts) < len(FACTS)
    assert sum(one.withheld.values()) == sum(one.because.values())
    if not valid:
        assert release.facts == ()


# -- audiences and purposes ------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("given_for", AUDIENCES)
def test_no_audience_is_part_of_another(audience: str, given_for: str) -> None:
    released = let_out(gate_of(consent("*", audience=given_for), audience=audience))
    assert bool(released.facts) == (audience == given_for)


def test_a_consent_for_several_audiences_names_them() -> None:
    both = consent("*", audience="public court")
    assert let_out(gate_of(both, audience="court")).facts
    assert not let_out(gate_of(both, audience="partner")).facts


def test_a_consent_for_one_purpose_opens_nothing_for_another() -> None:
    assert not let_out(gate_of(consent("*", purpose="complaint to the UN"))).facts


def test_the_only_purpose_is_taken_and_of_several_one_has_to_be_named() -> None:
    one, other = consent("*", purpose="our list"), consent("*", purpose="A yearbook")
    assert chosen_purpose([one], "public", DAY, "") == "our list"
    assert chosen_purpose([one, other], "public", DAY, "a  Yearbook") == "A yearbook"
    assert chosen_purpose([], "public", DAY, "") == ""
    with pytest.raises(InputError, match=r"2 purposes: 'A yearbook'; 'our list'\. Say for which .* --purpose \"A yearbook\""):
        chosen_purpose([one, other], "public", DAY, "")
    with pytest.raises(InputError, match="nothing is open to this audience"):
        chosen_purpose([one, other], "public", DAY, "a film")
    assert chosen_purpose([one, replace(other, audience="court")], "public", DAY, "") == "our list"
    assert chosen_purpose([one, replace(other, withdrawn=DAY)], "public", DAY, "") == "our list"


def test_what_is_named_only_needs_its_name() -> None:
    permission = Permission([consent("*")], "public", DAY, PURPOSE)
    assert permission.allows("p1", "detention", ["list"])
    assert not permission.allows("p1", "relation", ["list"])
    assert not permission.allows("p1", "detention", ["list"], by_name=True)


# -- people, bodies, and nobody --------------------------------------------------------------------------


def test_who_is_not_named_is_a_number_without_words_around_it() -> None:
    (row,) = [row for row in rows.as_rows(let_out(gate_of(consent("detention")))) if row["kind"] == "detention"]
    assert row["person"].startswith("P")
    assert (row["value"], row["as_written"], row["quote"], row["source"], row["address"]) == ("2021-05-10", "", "", "", "")


def test_a_liquidation_leaves_with_the_name_of_the_organisation_and_needs_nobodys_consent() -> None:
    released = rows.as_rows(let_out(gate_of(consent("liquidation"))))
    assert {(row["person"], row["kind"], row["value"]) for row in released} == {
        ("River Fund", "organisation", "River Fund"),
        ("River Fund", "liquidation", "2021-07-01"),
    }


def test_an_organisation_that_bears_the_name_of_somebody_who_may_not_be_named_is_not_named() -> None:
    facts = [
        (about, said(FUND, "name", "Ana Perova Fund") if item.statement.value == "River Fund" else item) for about, item in FACTS
    ]
    released = rows.as_rows(let_out(gate_of(consent("liquidation"), facts=facts), facts))
    assert [row["value"] for row in released] == ["2021-07-01"]
    assert "Perova" not in str(released)


def test_a_figure_leaves_where_its_kind_is_open_and_is_nobodys() -> None:
    (row,) = rows.as_rows(let_out(gate_of(consent("figure"))))
    assert (row["person"], row["value"], row["quote"], row["source"]) == ("", "40", "… 40 …", "list.csv")
    assert row["act"], "what belongs to one figure can be told"


def test_the_words_of_a_figure_that_name_somebody_stay_here() -> None:
    named = said(FIGURE, "value", "40")
    named = named._replace(statement=named.statement._replace(quote="Ana Perova says that 40 are held"))
    facts = [*FACTS[:6], (FIGURE, named)]
    (row,) = rows.as_rows(let_out(gate_of(consent("figure"), facts=facts), facts))
    assert (row["value"], row["quote"]) == ("40", "")


def test_every_refusal_has_a_kind_and_a_reason() -> None:
    one = gate_of(consent("*"))
    let_out(one)
    assert one.withheld == {"detention": 2}
    assert one.because == {gate.COERCED: 1, gate.NOBODYS: 1}
    none = gate_of()
    assert values(let_out(none)) == set()
    assert none.because == {gate.NO_CONSENT: 7, gate.NOBODYS: 1}
    hidden = gate_of(consent("*"), hidden="p1")
    assert "2021-05-10" not in values(let_out(hidden))
    assert hidden.because[gate.PROTECTED] == 4
