"""Counts: known small scenarios, and laws that hold for any acts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting_examples import ANNOUNCED, CUSTODY, DAYS, REVISED, act, definitions, invented_acts
from kronika.counting.count import count, count_by_list, counts
from kronika.counting.definitions import Definition, load_shipped
from kronika.counting.finding import Person
from kronika.counting.scope import Judged, View
from kronika.counting.states import State
from kronika.counting.visibility import visible
from kronika.errors import InputError, NotFoundError
from kronika.model.act import Act
from kronika.model.time import day

DETAINED = act("p", "detention", "2021-05-10", "criminal")
RECOGNISED = act("p", "recognition", "2021-06-01", agent="Example Watch")
SENTENCED = act("p", "sentence", "2021-11-01", "colony-general", "P4Y")
RELEASED = act("p", "release", "2024-07-03", "pardoned")
BASE = [DETAINED, RECOGNISED, SENTENCED, RELEASED]
OPEN = BASE[:3]

#: what is known of p, a definition, a day, where p stands, what the cause says
SCENARIOS: list[tuple[str, list[Act], Definition, str, str, str]] = [
    ("not yet detained", BASE, CUSTODY, "2021-05-09", "out", "custody began on 2021-05-10"),
    ("detained on the day", BASE, CUSTODY, "2021-05-10", "in", "since 2021-05-10"),
    ("not yet recognised", BASE, ANNOUNCED, "2021-05-20", "out", "recognised on 2021-06-01 (Example Watch)"),
    ("recognised later counts in the revised count", BASE, REVISED, "2021-05-20", "in", "recognised on 2021-06-01"),
    ("recognised on the day", BASE, ANNOUNCED, "2021-06-01", "in", "recognised"),
    ("the day before the release", BASE, ANNOUNCED, "2024-07-02", "in", ""),
    ("released on the day", BASE, ANNOUNCED, "2024-07-03", "out", "out of custody since 2024-07-03 (pardoned)"),
    ("never recognised", [DETAINED, SENTENCED], ANNOUNCED, "2022-01-01", "out", "no recognition is known"),
    ("no release known, term runs", OPEN, ANNOUNCED, "2025-05-09", "in", ""),
    ("no release known, term over", OPEN, ANNOUNCED, "2025-05-10", "unknown", "term may have ended (2025-05-10)"),
    (
        "no term known: silence",
        [DETAINED, RECOGNISED],
        ANNOUNCED,
        "2022-11-10",
        "unknown",
        "no news since 2021-05-10",
    ),
    ("no term known: news is fresh", [DETAINED, RECOGNISED], ANNOUNCED, "2022-11-09", "in", ""),
    (
        "life has no end",
        [DETAINED, act("p", "sentence", "2021-11-01", "prison", "life")],
        CUSTODY,
        "2080-01-01",
        "in",
        "",
    ),
    (
        "detained in a month that straddles the day",
        [act("p", "detention", "2021-05")],
        CUSTODY,
        "2021-05-10",
        "unknown",
        "not known when custody began (2021-05)",
    ),
    ("detained in a month before the day", [act("p", "detention", "2021-05")], CUSTODY, "2021-05-31", "in", ""),
    (
        "released in a month that straddles the day",
        [DETAINED, act("p", "release", "2024-07", "served")],
        CUSTODY,
        "2024-07-10",
        "unknown",
        "which day custody ended (2024-07)",
    ),
    (
        "detention without a date, told in public before the day",
        [act("p", "detention", published="2021-08-01")],
        CUSTODY,
        "2021-09-01",
        "in",
        "since ../2021-08-01",
    ),
    (
        "recognition without a date",
        [DETAINED, act("p", "recognition")],
        ANNOUNCED,
        "2021-09-01",
        "unknown",
        "not known on which day the recognition",
    ),
    (
        "sources disagree about the detention, between their dates",
        [DETAINED, act("p", "detention", "2021-05-20", source="B")],
        CUSTODY,
        "2021-05-15",
        "disputed",
        "sources disagree about the detention: A: 2021-05-10, criminal case | B: 2021-05-20",
    ),
    (
        "sources disagree about the detention, after both dates",
        [DETAINED, act("p", "detention", "2021-05-20", source="B")],
        CUSTODY,
        "2021-05-20",
        "in",
        "",
    ),
    (
        "three lists that repeat a date do not outvote one",
        [DETAINED, *(act("p", "detention", "2021-05-20", source=name) for name in "BCD")],
        CUSTODY,
        "2021-05-15",
        "disputed",
        "A: 2021-05-10, criminal case | B, C, D: 2021-05-20",
    ),
    (
        "a day inside the month is no disagreement",
        [DETAINED, act("p", "detention", "2021-05", source="B")],
        CUSTODY,
        "2021-05-10",
        "in",
        "",
    ),
    (
        "a second list knows of the release",
        [DETAINED, SENTENCED, act("p", "release", "2023-01-05", "served", source="B")],
        CUSTODY,
        "2023-02-01",
        "out",
        "out of custody since 2023-01-05 (term served)",
    ),
    (
        "sources disagree about the regime, which matters",
        [
            DETAINED,
            act("p", "sentence", "2021-11-01", "home-confinement", "P2Y"),
            act("p", "sentence", "2021-11-01", "colony-general", "P2Y", source="B"),
        ],
        CUSTODY,
        "2022-01-01",
        "disputed",
        "sources disagree about the sentence",
    ),
    (
        "sources disagree about how the release came, which does not matter",
        [DETAINED, act("p", "release", "2022-01-01", "served"), act("p", "release", "2022-01-01", "amnesty", source="B")],
        CUSTODY,
        "2022-02-01",
        "out",
        "2022-01-01",
    ),
    (
        "one cell with two dates",
        [act("p", "detention", "2021-05-10", mention=-1), act("p", "detention", "2021-06-10", mention=-1)],
        CUSTODY,
        "2021-05-15",
        "disputed",
        "sources disagree",
    ),
    (
        "a role disputes the detention",
        [act("p", "detention", "2021-05-10", standing="disputed")],
        CUSTODY,
        "2021-05-15",
        "disputed",
        "disputed by a role: detention",
    ),
    (
        "a role disputes the release",
        [DETAINED, SENTENCED, act("p", "release", "2022-01-01", standing="disputed")],
        CUSTODY,
        "2022-02-01",
        "disputed",
        "disputed by a role: release",
    ),
    (
        "open-type counts where it is included",
        [DETAINED, act("p", "sentence", "2021-11-01", "open-type", "P3Y")],
        CUSTODY,
        "2022-01-01",
        "in",
        "open-type facility",
    ),
    (
        "open-type does not count where it is excluded",
        [DETAINED, act("p", "sentence", "2021-11-01", "open-type", "P3Y")],
        load_shipped("political-prisoner/custody-without-open-type"),
        "2022-01-01",
        "out",
        "of a kind that this definition leaves out (open-type facility (khimiya))",
    ),
    (
        "a colony instead of open-type brings back in",
        [
            DETAINED,
            act("p", "sentence", "2021-11-01", "open-type", "P3Y"),
            act("p", "replacement", "2022-06-01", "colony-general"),
        ],
        load_shipped("political-prisoner/custody-without-open-type"),
        "2022-06-01",
        "in",
        "general-regime colony",
    ),
    (
        "home confinement is not counted",
        [DETAINED, act("p", "sentence", "2021-11-01", "home-confinement", "P3Y")],
        CUSTODY,
        "2022-01-01",
        "out",
        "home confinement",
    ),
    (
        "house arrest is counted",
        [DETAINED, act("p", "transfer", "2021-06-10", "house-arrest")],
        CUSTODY,
        "2021-07-01",
        "in",
        "house arrest",
    ),
    (
        "a suspended sentence ends custody",
        [DETAINED, act("p", "sentence", "2021-11-01", "suspended", "P3Y")],
        CUSTODY,
        "2021-12-01",
        "out",
        "punishment suspended",
    ),
    (
        "convicted in absentia, never held",
        [act("p", "sentence", "2023-01-10", "in-absentia", "P12Y"), RECOGNISED],
        ANNOUNCED,
        "2023-06-01",
        "out",
        "no custody is known",
    ),
    (
        "sentenced to an open-type facility while free",
        [DETAINED, act("p", "release", "2021-06-01", "recognisance"), act("p", "sentence", "2021-11-01", "open-type", "P3Y")],
        CUSTODY,
        "2021-12-01",
        "unknown",
        "not known whether taken there yet",
    ),
    (
        "and taken there",
        [
            DETAINED,
            act("p", "release", "2021-06-01", "recognisance"),
            act("p", "sentence", "2021-11-01", "open-type", "P3Y"),
            act("p", "transfer", "2022-01-15", "open-type"),
        ],
        CUSTODY,
        "2022-01-15",
        "in",
        "open-type facility",
    ),
    (
        "taken into custody in the courtroom",
        [DETAINED, act("p", "release", "2021-06-01", "recognisance"), SENTENCED],
        CUSTODY,
        "2021-11-01",
        "in",
        "since 2021-11-01 (general-regime colony)",
    ),
    (
        "an administrative arrest decays soon",
        [act("p", "detention", "2021-05-10", "administrative")],
        CUSTODY,
        "2021-06-10",
        "unknown",
        "no news since 2021-05-10",
    ),
    (
        "detained again after a release",
        [*BASE, act("p", "detention", "2024-12-01")],
        ANNOUNCED,
        "2024-12-05",
        "in",
        "since 2024-12-01",
    ),
    (
        "between two spells",
        [*BASE, act("p", "detention", "2024-12-01")],
        ANNOUNCED,
        "2024-09-01",
        "out",
        "out of custody since 2024-07-03",
    ),
    (
        "detained again at the gate on the day of the release",
        [*BASE, act("p", "detention", "2024-07-03")],
        ANNOUNCED,
        "2024-07-03",
        "in",
        "since 2024-07-03",
    ),
    ("died in custody", [*OPEN, act("p", "death", "2022-05-01")], ANNOUNCED, "2022-05-01", "out", "(died)"),
    ("a pardon alone ends custody", [*OPEN, act("p", "pardon", "2024-07-01")], ANNOUNCED, "2024-07-01", "out", "(pardoned)"),
    (
        "a pardon and the release that follows are one exit",
        [*OPEN, act("p", "pardon", "2024-07-01"), act("p", "release", "2024-07-03")],
        ANNOUNCED,
        "2024-07-02",
        "in",
        "",
    ),
    (
        "withdrawn by the day",
        [*OPEN, act("p", "recognition", "2022-01-01", "withdrawn", agent="Example Watch")],
        ANNOUNCED,
        "2022-02-01",
        "out",
        "the recognition was withdrawn on 2022-01-01 (Example Watch)",
    ),
    (
        "not withdrawn by the day",
        [*OPEN, act("p", "recognition", "2022-01-01", "withdrawn", agent="Example Watch")],
        ANNOUNCED,
        "2021-12-01",
        "in",
        "",
    ),
    (
        "withdrawn at last is not recognised in the revised count",
        [*OPEN, act("p", "recognition", "2022-01-01", "withdrawn", agent="Example Watch")],
        REVISED,
        "2021-12-01",
        "out",
        "withdrawn",
    ),
    (
        "withdrawn by one of two",
        [
            *OPEN,
            act("p", "recognition", "2021-07-01", agent="Other Watch"),
            act("p", "recognition", "2022-01-01", "withdrawn", agent="Example Watch"),
        ],
        ANNOUNCED,
        "2022-02-01",
        "in",
        "Other Watch",
    ),
    (
        "a new term is added to the old",
        [DETAINED, act("p", "sentence", "2021-11-01", "prison", "P2Y"), act("p", "sentence", "2022-11-01", "prison", "P1Y")],
        CUSTODY,
        "2023-10-31",
        "in",
        "",
    ),
    (
        "a new term added to the old ends, too",
        [DETAINED, act("p", "sentence", "2021-11-01", "prison", "P2Y"), act("p", "sentence", "2022-11-01", "prison", "P1Y")],
        CUSTODY,
        "2023-11-01",
        "unknown",
        "term may have ended (2023-11-01/2024-05-10)",
    ),
    (
        "an appeal supersedes and does not double",
        [DETAINED, SENTENCED, act("p", "sentence", "2022-02-01", "colony-general", "P2Y")],
        CUSTODY,
        "2023-05-10",
        "unknown",
        "term may have ended (2023-05-10)",
    ),
    (
        "recognised only as a former prisoner, detained in some month",
        [act("p", "detention", "2021-05"), act("p", "recognition", "2021-07-01", "former")],
        ANNOUNCED,
        "2021-08-01",
        "out",
        "recognised only as a former prisoner, on 2021-07-01",
    ),
    (
        "dropped from the only list, without a reason",
        [*OPEN, act("p", "delisting", "2023-06-01")],
        ANNOUNCED,
        "2023-06-01",
        "unknown",
        "no longer on the list since 2023-06-01",
    ),
    ("the day before that", [*OPEN, act("p", "delisting", "2023-06-01")], ANNOUNCED, "2023-05-31", "in", ""),
    (
        "dropped from one list, still on another",
        [*OPEN, DETAINED._replace(list="B", mention=-2), act("p", "delisting", "2023-06-01", source="B")],
        ANNOUNCED,
        "2023-07-01",
        "in",
        "",
    ),
    (
        "dropped after a release",
        [*BASE, act("p", "delisting", "2024-09-01")],
        ANNOUNCED,
        "2024-10-01",
        "out",
        "out of custody since 2024-07-03",
    ),
    (
        "released, and nobody knows since when held",
        [act("p", "release", "2023-05-01")],
        CUSTODY,
        "2023-04-01",
        "unknown",
        "not known when custody began",
    ),
]


@pytest.mark.parametrize(
    ("acts", "definition", "on", "state", "cause"),
    [row[1:] for row in SCENARIOS],
    ids=[row[0] for row in SCENARIOS],
)
def test_a_person_stands_where_a_documenter_would_say(
    acts: list[Act], definition: Definition, on: str, state: str, cause: str
) -> None:
    found = count(acts, definition, day(on))
    assert found.states == {"p": state}
    assert cause in found.cause("p")
    assert found.cause("p", "ru")
    assert found.cause("p", "be")


def test_a_former_prisoner_recognised_later_changes_the_revised_count_of_2021_and_never_the_announced_one() -> None:
    acts = [
        DETAINED,
        act("p", "release", "2022-01-10", "served"),
        act("p", "recognition", "2024-05-20", "former", agent="Example Watch"),
    ]
    for on in ("2021-08-01", "2021-12-31"):
        assert count(acts, REVISED, day(on)).number == 1
        assert count(acts, ANNOUNCED, day(on)).number == 0
    assert count(acts, ANNOUNCED, day("2024-06-01")).number == 0
    assert "former prisoner" in count(acts, ANNOUNCED, day("2021-08-01")).cause("p")


def test_a_count_as_public_then_uses_what_the_newest_edition_of_then_still_said() -> None:
    first = replace_published("2023-08-31", until="2024-09-01", until_accepted="2026-02-01", accepted="2026-01-15")
    later = [act("p", "release", "2024-07-03", published="2024-09-01", accepted="2026-02-01")]
    on = day("2024-08-01")
    assert count([*first, *later], ANNOUNCED, on, View(public_by=day("2024-08-15"))).number == 1
    # The new edition dropped the old row's facts and says the release only.
    assert count([*first, *later], ANNOUNCED, on, View(public_by=day("2024-09-01"))).number == 0
    # Knowledge here moves with acceptance, whenever that was.
    assert count([*first, *later], ANNOUNCED, on, View(known=day("2026-01-20"))).number == 1
    assert count([*first, *later], ANNOUNCED, on, View(known=day("2026-02-01"))).number == 0
    assert count([*first, *later], ANNOUNCED, on).number == 0
    # As public in September 2024, as far as we knew before we had the new edition.
    both = View(known=day("2026-01-20"), public_by=day("2024-09-01"))
    assert count([*first, *later], ANNOUNCED, on, both).number == 1


def replace_published(published: str, *, until: str, until_accepted: str, accepted: str) -> list[Act]:
    return [
        each._replace(published=day(published), until=day(until), until_accepted=day(until_accepted), accepted=day(accepted))
        for each in OPEN
    ]


def test_an_unknown_publication_is_not_public() -> None:
    found = count(OPEN, ANNOUNCED, day("2022-01-01"), View(public_by=day("2026-01-01")))
    assert found.states == {}


def test_mentions_judged_to_be_one_person_are_one_and_others_are_not() -> None:
    other = [act("q", "detention", "2021-05-10", source="B"), act("q", "recognition", "2021-06-01", source="B")]
    on = day("2022-01-01")
    assert count([*OPEN, *other], ANNOUNCED, on).inside == ("p", "q")
    judged = Judged(people={"p": "e1", "q": "e1"})
    found = count([*OPEN, *other], ANNOUNCED, on, judged=judged)
    assert found.inside == ("e1",)
    assert found.lists_of(["e1"]) == {"e1": {"A", "B"}}
    assert {name: each.number for name, each in count_by_list([*OPEN, *other], ANNOUNCED, on).items()} == {"A": 1, "B": 1}
    assert count([*OPEN, *other], ANNOUNCED, on, View(only="B")).inside == ("q",)


def test_two_reports_judged_to_tell_of_one_act_are_one() -> None:
    first = act("p", "detention", "2021-05-10", "administrative", mention="m1")
    second = act("p", "detention", "2021-05-12", "administrative", mention="m2")
    facts = load_shipped("detentions")
    view = View(since=day("2021-01-01"))
    assert count([first, second], facts, day("2021-12-31"), view).number == 2
    assert count([first, second], facts, day("2021-12-31"), view, Judged(same={"m2": "m1"})).number == 1


def test_row_numbers_and_entity_ids_can_stand_side_by_side() -> None:
    acts = [each._replace(person=number) for number in (3, 1, 2) for each in OPEN]
    found = count(acts, ANNOUNCED, day("2022-01-01"), judged=Judged(people={1: "e1", 3: "e1"}))
    assert found.inside == (2, "e1")


def test_a_recogniser_named_by_the_definition_is_the_only_one_that_counts() -> None:
    raw = {
        "name": "by-other-watch",
        "version": 1,
        "unit": "people",
        "of": "custody",
        "title": {"en": "Recognised by Other Watch"},
        "words": {"en": "Recognised by Other Watch."},
        "recognition": "by-day",
        "recognisers": ["Other Watch"],
    }
    definition = Definition.from_dict(raw, "by-other-watch.yml")
    on = day("2022-01-01")
    assert count(OPEN, definition, on).number == 0
    assert "only by others (Example Watch)" in count(OPEN, definition, on).cause("p")
    joint = act("p", "recognition", "2021-06-01", agent="Example Watch; other watch")
    assert count([*OPEN, joint], definition, on).number == 1


def test_an_organisation_is_nobody_in_a_count_of_people() -> None:
    found = count([act("o", "liquidation", "2022-01-01", "forced"), *OPEN], CUSTODY, day("2022-06-01"))
    assert found.states == {"p": "in"}


def test_silence_can_be_set_for_one_count() -> None:
    on = day("2021-08-01")
    assert count([DETAINED], CUSTODY, on).number == 1
    found = count([DETAINED], CUSTODY, on, View(silence_after=30))
    assert found.states == {"p": "unknown"}
    assert "no news since 2021-05-10" in found.cause("p")


def test_who_is_not_in_the_count_has_no_cause() -> None:
    with pytest.raises(NotFoundError, match="not in this count"):
        count(OPEN, CUSTODY, day("2022-01-01")).cause("nobody")


def test_a_period_for_a_count_of_a_day_is_refused() -> None:
    with pytest.raises(InputError, match="in a period"):
        counts(OPEN, load_shipped("detentions"), [day("2022-01-01")])
    with pytest.raises(InputError, match="on a day"):
        count(OPEN, CUSTODY, day("2022-01-01"), View(since=day("2021-01-01")))


@given(invented_acts(), definitions(), DAYS, st.sampled_from([None, 10, 200]))
def test_law_the_fast_path_says_what_the_general_path_says(
    acts: list[Act], definition: Definition, on: int, silence_after: int | None
) -> None:
    found = count(acts, definition, on, View(silence_after=silence_after))
    for who, state in found.states.items():
        own = [each for each in acts if each.person == who]
        assert Person(own, definition, silence_after).on(on).state == state, found.cause(str(who))


@given(invented_acts(), definitions(), DAYS, DAYS)
def test_law_counts_of_several_days_are_single_counts(acts: list[Act], definition: Definition, on: int, other: int) -> None:
    assert counts(acts, definition, [on, other]) == [count(acts, definition, on), count(acts, definition, other)]


@given(invented_acts(), definitions(), DAYS, DAYS)
def test_law_the_short_reason_is_the_first_of_the_thorough_ones(
    acts: list[Act], definition: Definition, on: int, other: int
) -> None:
    found = count(acts, definition, on)
    for who in found.states:
        finding = found.finding_on(who, other)
        short = found.brief_on(who, other)
        assert (short.state, short.exit) == (finding.state, finding.exit)
        if finding.state in {State.IN, State.OUT}:
            # The short reason does not tell a former prisoner from somebody recognised after death.
            code = finding.causes[0].code.replace("posthumous", "former")
            assert (short.code.replace("posthumous", "former"), short.day) == (code, finding.causes[0].hi)


@given(invented_acts(), definitions(), DAYS)
def test_law_the_fast_path_holds_for_merged_people_too(acts: list[Act], definition: Definition, on: int) -> None:
    # The same acts, but each list has a mention of its own for the person.
    split = [each._replace(person=f"{each.person}-{each.list}") for each in acts]
    people = {each.person: str(each.person).partition("-")[0] for each in split}
    merged = count(split, definition, on, judged=Judged(people=dict(people)))
    assert merged.states == count(acts, definition, on).states


@given(invented_acts(), definitions(), DAYS)
def test_law_everybody_stands_in_exactly_one_place(acts: list[Act], definition: Definition, on: int) -> None:
    found = count(acts, definition, on)
    everybody = [*found.inside, *found.disputed, *found.unknown, *found.out]
    assert sorted(everybody) == sorted({each.person for each in acts if each.kind != "delisting"})
    for who in everybody:
        finding = found.finding(who)
        assert finding.state == found.states[who]
        assert finding.causes
        for language in ("en", "ru", "be"):
            assert found.cause(who, language)


@given(invented_acts(), definitions(), DAYS, st.randoms())
def test_law_the_order_of_the_acts_does_not_matter(acts: list[Act], definition: Definition, on: int, rng: object) -> None:
    shuffled = list(acts)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis's random.Random
    assert count(shuffled, definition, on) == count(acts, definition, on)
    assert count([tuple(each) for each in acts], definition, on) == count(acts, definition, on)  # type: ignore[misc]


@given(invented_acts(), DAYS, DAYS)
def test_law_a_later_day_of_knowledge_only_adds(acts: list[Act], one: int, other: int) -> None:
    early, late = sorted((one + 400, other + 400))
    before, after = visible(acts, known=early), visible(acts, known=late)
    assert set(before) <= set(after)
    public_before, public_after = visible(acts, public_by=early), visible(acts, public_by=late)
    assert set(public_before) <= set(public_after)
    people = set(count(acts, CUSTODY, one, View(known=early)).states)
    assert people <= set(count(acts, CUSTODY, one, View(known=late)).states)


@given(invented_acts(), definitions(), DAYS)
def test_law_a_list_that_copies_another_changes_nothing(acts: list[Act], definition: Definition, on: int) -> None:
    copies = [each._replace(list=f"copy of {each.list}", mention=-int(each.mention)) for each in acts]
    assert count([*acts, *copies], definition, on).states == count(acts, definition, on).states


def test_a_definition_changed_in_one_word_changes_the_count() -> None:
    acts = [DETAINED, act("p", "sentence", "2021-11-01", "home-confinement", "P3Y")]
    on = day("2022-01-01")
    assert count(acts, CUSTODY, on).number == 0
    assert count(acts, replace(CUSTODY, home_confinement=True), on).number == 1
