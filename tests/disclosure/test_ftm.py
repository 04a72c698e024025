"""The exchange with FollowTheMoney. benchmarks/peers_ftm.py reads the same exports back with the real library."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peers_ftm
from kronika.disclosure import ftm, gate
from kronika.disclosure.gate import Fact, Release
from kronika.errors import KronikaError
from kronika.model import ftm_names, vocabulary
from kronika.model.source import Source
from kronika.model.statement import ACCEPTED, Mention, Recorded, Standing, Statement

NAMES = ftm_names.load()
WORDS = vocabulary.load()
TERMS = ftm.Terms(key=b"a key of sixteen")
COUNTER = iter(range(10**9))


def said(mention: str, name: str, value: str, standing: Standing = Standing.TRANSCRIBED, **more: str) -> Recorded:
    statement = Statement(
        id=f"s{next(COUNTER)}",
        mention=mention,
        property=name,
        value=value,
        original=more.get("original", value),
        language=more.get("language", ""),
        source=more.get("source", "d1"),
        start=0,
        end=1,
        quote=value,
        rule="hand: test",
        obtained=more.get("obtained", ""),
    )
    return Recorded(statement, standing, "2024-01-01", "2024-01-01", until=more.get("until", ""))


def mention(name: str, kind: str, subject: str = "", event: str = "") -> Mention:
    return Mention(name, kind, "d1", 0, 1, subject, event)


def by_schema(made: ftm.Exchange, schema: str) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in made.entities() if entity["schema"] == schema]


def export(
    mentions: list[Mention],
    recorded: list[Recorded],
    *,
    same: dict[str, str] | None = None,
    addresses: dict[str, str] | None = None,
    protected: frozenset[str] = frozenset(),
) -> ftm.Exchange:
    terms = ftm.Terms(key=TERMS.key, protected=protected)
    return ftm.exchange(released(mentions, recorded, addresses), same or {}, terms)


def released(mentions: list[Mention], recorded: list[Recorded], addresses: dict[str, str] | None = None) -> Release:
    """All of this, as if a gate had let it out: what this format leaves out by itself is tested here."""
    about = {mention.id: mention for mention in mentions}
    pairs = [(about[item.statement.mention], item) for item in recorded]
    facts = [Fact(one.subject or one.id, "somebody", one, item) for one, item in pairs]
    sources = {ident: Source(ident, "", 0, "", "", address=address) for ident, address in (addresses or {}).items()}
    return Release(tuple(facts), sources, b"key", seal=gate._SEAL)


PERSON = mention("p1", "person")
DETENTION = mention("a1", "detention", "p1")


def test_a_person_and_what_happened_to_them() -> None:
    made = export(
        [PERSON, DETENTION],
        [
            said("p1", "name", "Аляксей Крынічны", language="be"),
            said("p1", "birth_date", "1985-03"),
            said("p1", "citizenship", "BY"),
            said("a1", "date", "2021-05-06"),
            said("a1", "place", "Zarechny"),
            said("a1", "article", "342(1)"),
            said("a1", "basis", "criminal"),
        ],
    )
    [person] = by_schema(made, "Person")
    [event] = by_schema(made, "Event")
    assert person == {"name": ["Аляксей Крынічны"], "birthDate": ["1985-03"], "citizenship": ["by"]}
    assert event["name"] == ["Detention, 2021-05-06"]
    assert event["date"] == ["2021-05-06"]
    assert event["location"] == ["Zarechny"]
    assert event["description"] == ["Article of the law: 342(1)", "Legal basis: criminal case"]
    assert event["involved"] == [next(made.entities())["id"]]
    assert made.notes == ()


@pytest.mark.parametrize(
    ("edtf", "prefix"),
    [
        ("2021-05-06", "2021-05-06"),
        ("2021-05", "2021-05"),
        ("2021", "2021"),
        ("2021-05-XX", "2021-05"),
        ("2021-XX-XX", "2021"),
        ("2021-05-06?", ""),
        ("2021~", ""),
        ("202X", ""),
        ("2021-22", ""),
        ("2021-13", ""),
        ("2021-02-31", ""),
        ("2021-05/2021-06", ""),
        ("../2021-05", ""),
        ("0000", ""),
        ("spring 2021", ""),
        ("٢٠٢١", ""),
        ("", ""),
    ],
)
def test_only_a_date_that_says_the_same_becomes_a_date(edtf: str, prefix: str) -> None:
    assert ftm.prefix_date(edtf) == prefix


def test_a_date_that_does_not_fit_stays_in_words_and_is_not_made_up() -> None:
    made = export([PERSON, DETENTION], [said("p1", "name", "A"), said("a1", "date", "2021-05/2021-06")])
    [event] = by_schema(made, "Event")
    assert "date" not in event
    assert event["name"] == ["Detention"]
    assert event["description"] == ["Date: 2021-05/2021-06"]


def test_a_disputed_fact_says_so_and_gives_no_value() -> None:
    made = export(
        [PERSON, DETENTION],
        [
            said("p1", "name", "A"),
            said("p1", "birth_date", "1985", Standing.DISPUTED),
            said("a1", "place", "Zarechny"),
            said("a1", "date", "2021-05-06", Standing.DISPUTED),
        ],
    )
    [person] = by_schema(made, "Person")
    [event] = by_schema(made, "Event")
    assert "birthDate" not in person
    assert person["description"] == ["Disputed: Date of birth: 1985"]
    assert (event["name"], "date" in event) == (["Detention"], False)
    assert "Disputed: Date: 2021-05-06" in event["description"]


def test_an_act_of_which_everything_is_disputed_is_not_stated() -> None:
    made = export([PERSON, DETENTION], [said("p1", "name", "A"), said("a1", "date", "2021-05-06", Standing.DISPUTED)])
    assert by_schema(made, "Event") == []
    assert made.notes == ("Left out: acts about which every statement is disputed: 1",)


@pytest.mark.parametrize("standing", [s for s in Standing if s not in ACCEPTED])
def test_what_nobody_accepted_does_not_leave(standing: Standing) -> None:
    made = export([PERSON, DETENTION], [said("p1", "name", "A", standing), said("a1", "date", "2021", standing)])
    assert not made.claims
    assert "Left out: statements that nobody has accepted: 2" in made.notes


def test_words_under_coercion_do_not_leave() -> None:
    made = export(
        [PERSON, DETENTION],
        [said("p1", "name", "A"), said("a1", "place", "X"), said("a1", "article", "1", obtained="coerced")],
    )
    assert "description" not in by_schema(made, "Event")[0]
    assert made.notes == ("Left out: statements obtained under coercion: 1",)


def test_a_value_that_a_later_edition_replaced_does_not_leave_and_a_vanished_row_does() -> None:
    made = export(
        [PERSON, DETENTION],
        [
            said("p1", "name", "A"),
            said("p1", "birth_date", "1958", until="2024-05-01"),
            said("p1", "birth_date", "1985"),
            said("a1", "date", "2021-05-06", until="2024-05-01"),
        ],
    )
    assert by_schema(made, "Person")[0]["birthDate"] == ["1985"]
    assert by_schema(made, "Event")[0]["date"] == ["2021-05-06"]
    assert made.notes == ("Left out: statements that a later edition of their list replaces: 1",)


def test_records_that_were_judged_to_be_one_person_are_one_entity() -> None:
    people = [PERSON, mention("p2", "person")]
    recorded = [
        said("p1", "name", "Аляксей Крынічны"),
        said("p2", "birth_date", "1985"),
        said("p2", "gender", "male", original="м"),
        said("p1", "gender", "male", original="муж."),
    ]
    made = export(people, recorded, same={"p1": "e1", "p2": "e1"})
    [person] = by_schema(made, "Person")
    assert person["birthDate"] == ["1985"]
    assert person["gender"] == ["male"]
    genders = [s for s in made.statements() if s["prop"] == "gender"]
    assert [s["original_value"] for s in genders] == ["муж."]
    assert len(by_schema(export(people[:1], recorded[:1]), "Person")) == 1


def test_a_person_and_an_organisation_never_become_one_entity() -> None:
    recorded = [said("p1", "name", "A"), said("o1", "name", "O")]
    made = export([PERSON, mention("o1", "organisation")], recorded, same={"p1": "e1", "o1": "e1"})
    first, second = made.entities()
    assert first["id"] != second["id"]


def test_a_person_whose_name_may_not_leave_is_not_pointed_to() -> None:
    addresses = {"d1": "https://monitor.example/about-one-person"}
    recorded = [said("a1", "date", "2021-05-06"), said("p1", "citizenship", "BY")]
    made = export([PERSON, DETENTION], recorded, addresses=addresses)
    [event] = by_schema(made, "Event")
    assert event == {"name": ["Detention, 2021-05-06"], "date": ["2021-05-06"]}
    assert made.notes[0].startswith("Left out: people or bodies without a name")


def test_a_disputed_role_is_counted_and_not_stated() -> None:
    recorded = [said("p1", "name", "A"), said("k1", "title", "prosecutor", Standing.DISPUTED)]
    made = export([PERSON, mention("k1", "role", "p1")], recorded)
    assert by_schema(made, "Person") == [{"name": ["A"]}]
    assert made.notes == ("Left out: disputed statements about roles: 1",)


def test_an_address_is_given_with_what_rests_on_it_and_a_file_name_never() -> None:
    recorded = [said("p1", "name", "A"), said("a1", "date", "2021", source="d2")]
    made = export([PERSON, DETENTION], recorded, addresses={"d1": "https://monitor.example/1", "d2": "letters/masha.eml"})
    assert by_schema(made, "Person")[0]["sourceUrl"] == ["https://monitor.example/1"]
    assert "masha" not in json.dumps([*made.entities(), *made.statements()])


@pytest.mark.parametrize("told", ["by the statement", "by the terms"])
def test_a_protective_pseudonym_joins_nothing(told: str) -> None:
    recorded = [
        said("p1", "name", "Аляксей Крынічны"),
        said("p2", "name", "Witness Seven"),
        said("a1", "date", "2021-05-06"),
        said("a2", "date", "2022-02-02"),
    ]
    if told == "by the statement":
        recorded.append(said("p2", "protective_pseudonym", "Witness Seven", Standing.PROPOSED))
    mentions = [PERSON, mention("p2", "person"), DETENTION, mention("a2", "detention", "p2")]
    protected = frozenset({"p2"}) if told == "by the terms" else frozenset()
    made = export(mentions, recorded, same={"p1": "e1", "p2": "e1"}, protected=protected)
    text = json.dumps([*made.entities(), *made.statements()])
    assert "Seven" not in text
    assert "2022-02-02" not in text
    assert len(by_schema(made, "Event")) == 1
    assert "Left out: people under a protective pseudonym, and what happened to them: 2" in made.notes


def test_the_export_does_not_say_who_was_with_whom() -> None:
    mentions = [
        PERSON,
        mention("p2", "person"),
        mention("a1", "detention", "p1", event="v1"),
        mention("a2", "detention", "p2", event="v1"),
        mention("q1", "relation", "p1"),
    ]
    recorded = [
        *(said(name, "name", name) for name in ("p1", "p2")),
        *(said(name, "date", "2021-05-06") for name in ("a1", "a2")),
        said("q1", "type", "sister", Standing.ASSERTED),
        said("q1", "other", "p2", Standing.ASSERTED),
    ]
    made = export(mentions, recorded)
    assert all(len(event["involved"]) == 1 for event in by_schema(made, "Event"))
    assert "v1" not in json.dumps([*made.entities()])
    assert "sister" not in json.dumps([*made.entities()])
    assert "Left out: relations between people, which do not go into this format: 1" in made.notes


def test_an_id_cannot_be_guessed_without_the_key_and_stays_the_same_with_it() -> None:
    mentions, recorded = [PERSON, DETENTION], [said("p1", "name", "A"), said("a1", "date", "2021")]
    first, again = export(mentions, recorded), export(mentions, recorded)
    other = ftm.exchange(released(mentions, recorded), {}, ftm.Terms(key=b"another key here"))
    assert [e["id"] for e in first.entities()] == [e["id"] for e in again.entities()]
    assert not {e["id"] for e in first.entities()} & {e["id"] for e in other.entities()}
    assert "p1" not in json.dumps([*first.entities(), *first.statements()])


@pytest.mark.parametrize("key", [b"", b"short", bytes(65)])
def test_a_key_that_protects_nothing_is_refused(key: bytes) -> None:
    with pytest.raises(KronikaError, match="16 to 64 bytes"):
        ftm.exchange(released([], []), {}, ftm.Terms(key=key))


def test_a_sanction_points_to_the_one_it_restricts_or_does_not_leave() -> None:
    mentions = [PERSON, mention("n1", "sanction", "p1")]
    recorded = [said("n1", "date", "2022-03-02"), said("n1", "authority", "An invented union")]
    [sanction] = by_schema(export(mentions, [*recorded, said("p1", "name", "A")]), "Sanction")
    assert sanction["startDate"] == ["2022-03-02"]
    assert sanction["authority"] == ["An invented union"]
    unnamed = export(mentions, recorded)
    assert by_schema(unnamed, "Sanction") == []
    assert any("sanctions and roles" in note for note in unnamed.notes)


def test_a_role_is_a_position_of_the_person_and_ties_nobody_to_anybody() -> None:
    mentions = [PERSON, mention("k1", "role", "p1"), mention("o1", "organisation"), mention("k2", "role", "o1")]
    recorded = [
        said("p1", "name", "A"),
        said("o1", "name", "O"),
        said("k1", "until", "2014"),
        said("k1", "title", "prosecutor"),
        said("k1", "in", "Zarechny"),
        said("k2", "title", "observer"),
    ]
    made = export(mentions, recorded)
    assert by_schema(made, "Person")[0]["position"] == ["prosecutor, in Zarechny, until 2014"]
    assert "observer" not in json.dumps([*made.entities()])
    assert any("sanctions and roles" in note for note in made.notes)


def test_the_direction_of_a_crossing_is_kept_and_a_country_in_words_stays_in_words() -> None:
    mentions = [PERSON, mention("x1", "crossing", "p1")]
    recorded = [said("p1", "name", "A"), said("x1", "from_country", "BY"), said("x1", "to_country", "Літва")]
    [event] = by_schema(export(mentions, recorded), "Event")
    assert event["country"] == ["by"]
    assert event["description"] == ["From the country: BY", "To the country: Літва"]


def test_a_value_too_long_for_its_place_stays_whole_in_the_description() -> None:
    place = "Zarechny, " * 40
    [event] = by_schema(export([PERSON, DETENTION], [said("p1", "name", "A"), said("a1", "place", place)]), "Event")
    assert "location" not in event
    assert event["description"] == [f"Place: {place.strip()}"]


@pytest.mark.parametrize("name", ["", " ", "x" * 400])
def test_a_name_that_cannot_be_one_gives_no_entity_without_a_name(name: str) -> None:
    made = export([PERSON, mention("m1", "measure")], [said("p1", "name", name), said("m1", "title", name)])
    assert by_schema(made, "Person") == []
    assert by_schema(made, "Event")[0]["name"] == ["Law or decree"]


def test_a_law_keeps_its_own_title() -> None:
    [event] = by_schema(export([mention("m1", "measure")], [said("m1", "title", "On gatherings")]), "Event")
    assert event == {"name": ["On gatherings"]}


def test_a_law_that_is_read_as_somebodys_is_still_nobodys() -> None:
    made = export([PERSON, mention("m1", "measure", "p1")], [said("p1", "name", "A"), said("m1", "title", "On gatherings")])
    assert by_schema(made, "Event") == [{"name": ["On gatherings"]}]


def test_what_has_no_place_is_counted() -> None:
    recorded = [said("p1", "name", "A"), said("p1", "shoe_size", "43"), said("a1", "happened", "yes")]
    recorded += [said("g1", "unit", "people"), said("f1", "value", "5")]
    made = export([PERSON, DETENTION, mention("g1", "group"), mention("f1", "figure")], recorded)
    assert by_schema(made, "Event")[0]["name"] == ["Detention"]
    assert made.notes == (
        "Left out: groups of unnamed people, which do not go into this format: 1",
        "Left out: published figures, which do not go into this format: 1",
        "Left out: statements that this format has no place for: 1",
    )


def test_an_unknown_kind_stops_the_export_with_one_line() -> None:
    with pytest.raises(KronikaError, match=r"There is no kind 'detenttion'\. Did you mean detention"):
        export([mention("a1", "detenttion")], [said("a1", "date", "2021")])


def test_statements_carry_the_value_as_written_and_its_language() -> None:
    made = export([PERSON], [said("p1", "name", "Аляксей Крынічны", original="КРЫНІЧНЫ Аляксей", language="be")])
    [statement] = made.statements()
    assert statement["value"] == "Аляксей Крынічны"
    assert statement["original_value"] == "КРЫНІЧНЫ Аляксей"
    assert statement["lang"] == "bel"
    assert {"canonical_id", "entity_id", "prop", "schema", "dataset", "id"} <= set(statement)


VALUES = st.sampled_from(
    ["2021-05-06", "2021-05", "2021~", "2021-05/..", "", "BY", "male", "regime", "colony-general", "a\nb", "x" * 400]
) | st.text(max_size=12)


@st.composite
def records(draw: st.DrawFn) -> tuple[list[Mention], list[Recorded], dict[str, str]]:
    kinds = draw(st.lists(st.sampled_from(sorted(WORDS.kinds)), min_size=1, max_size=8))
    ids = [f"m{number}" for number in range(len(kinds))]
    mentions = [mention(name, kind, draw(st.sampled_from(["", *ids]))) for name, kind in zip(ids, kinds, strict=True)]
    recorded = [
        said(
            found.id,
            draw(st.sampled_from([*WORDS.kind(found.kind).properties, "unknown"])),
            draw(VALUES),
            draw(st.sampled_from(Standing)),
            original=f"original of {number}",
            until=draw(st.sampled_from(["", "2024"])),
            obtained=draw(st.sampled_from(["", "coerced"])),
        )
        for number, found in enumerate(m for m in mentions for _ in range(draw(st.integers(0, 4))))
    ]
    same = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(["e1", "e2"])))
    return mentions, recorded, same


@given(records())
def test_whatever_the_record_the_export_is_valid_and_accuses_nobody(
    record: tuple[list[Mention], list[Recorded], dict[str, str]],
) -> None:
    mentions, recorded, same = record
    made = ftm.exchange(released(mentions, recorded), same, TERMS)
    entities = list(made.entities())
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        schema = NAMES.schemata[entity["schema"]]
        assert schema.required <= set(entity["properties"])
        for name, values in entity["properties"].items():
            type_ = schema.types[name]
            assert type_ != "topic"
            assert len(set(values)) == len(values) > 0
            assert all(value and len(value) <= NAMES.max_length[type_] for value in values)
            if type_ == "date":
                assert all(ftm.prefix_date(value) == value for value in values)
            if type_ == "entity":
                assert set(values) <= ids
            if type_ in NAMES.values:
                assert set(values) <= NAMES.values[type_]


@given(records())
def test_whatever_the_record_only_what_was_accepted_leaves(record: tuple[list[Mention], list[Recorded], dict[str, str]]) -> None:
    mentions, recorded, same = record
    made = ftm.exchange(released(mentions, recorded), same, TERMS)
    hidden = {
        found.statement.original for found in recorded if found.standing not in ACCEPTED or found.statement.obtained == "coerced"
    }
    assert not hidden & {claim.original for claim in made.claims}


@given(records())
def test_statements_and_entities_say_the_same(record: tuple[list[Mention], list[Recorded], dict[str, str]]) -> None:
    mentions, recorded, same = record
    statements = list(ftm.statements(released(mentions, recorded), same, TERMS))
    entities = list(ftm.entities(released(mentions, recorded), same, TERMS))
    assert len({s["id"] for s in statements}) == len(statements)
    assert {(s["entity_id"], s["schema"], s["prop"], s["value"]) for s in statements} == {
        (e["id"], e["schema"], name, value) for e in entities for name, values in e["properties"].items() for value in values
    }


def test_the_invented_record_of_the_peers_check_holds_every_kind_that_is_exported_in_its_own_way() -> None:
    entities, statements = peers_ftm.invented_exports()
    assert {e["schema"] for e in entities} == {kind.ftm for kind in WORDS.kinds.values() if kind.ftm}
    assert len(statements) > 50
