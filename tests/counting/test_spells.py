"""Spells of custody, as a documenter would draw them on paper."""

from __future__ import annotations

from hypothesis import given

from counting_examples import act, invented_acts
from kronika.counting.events import events, worlds
from kronika.counting.spells import Spell, spells
from kronika.counting.terms import term_days, term_end
from kronika.model.act import LAST_DAY, Act
from kronika.model.time import add_duration, day, iso


def drawn(*acts: Act) -> list[Spell]:
    return spells(acts, silence_after=548, administrative_after=30)


def stretch(spell: Spell) -> tuple[str, str, str]:
    end = "open" if spell.end_hi == LAST_DAY else iso(spell.end_hi)
    return iso(spell.start_lo), end, spell.how


def test_a_detention_a_sentence_and_a_release_are_one_spell_with_its_regime_and_term() -> None:
    [spell] = drawn(
        act("p", "detention", "2021-05-10", "criminal"),
        act("p", "sentence", "2021-11-01", "colony-general", "P4Y"),
        act("p", "transfer", "2022-03-01", "prison"),
        act("p", "release", "2024-07-03", "pardoned"),
    )
    assert stretch(spell) == ("2021-05-10", "2024-07-03", "pardoned")
    assert spell.basis == "criminal"
    assert [phase.regime for phase in spell.phases] == ["colony-general", "prison"]
    assert spell.term is not None
    assert iso(spell.term[0]) == "2025-05-10"


def test_administrative_arrests_in_a_chain_are_spells_of_their_own() -> None:
    found = drawn(
        act("p", "detention", "2020-09-06", "administrative"),
        act("p", "detention", "2020-09-21", "administrative"),
        act("p", "detention", "2021-01-12", "administrative"),
    )
    assert [stretch(spell)[0] for spell in found] == ["2020-09-06", "2020-09-21", "2021-01-12"]
    # The second began while the first could last; before the third there was silence.
    assert [spell.how for spell in found] == ["continued", "silence", "silence"]


def test_a_detention_after_a_release_starts_a_new_spell() -> None:
    found = drawn(
        act("p", "detention", "2020-09-06"),
        act("p", "release", "2020-12-01", "recognisance"),
        act("p", "detention", "2021-03-01"),
        act("p", "release", "2022-03-01", "served"),
    )
    assert [stretch(spell) for spell in found] == [
        ("2020-09-06", "2020-12-01", "recognisance"),
        ("2021-03-01", "2022-03-01", "served"),
    ]


def test_a_pardon_with_a_release_is_one_exit_and_a_pardon_alone_is_one_too() -> None:
    detained = act("p", "detention", "2021-05-10")
    [both] = drawn(detained, act("p", "pardon", "2024-07-01"), act("p", "release", "2024-07-03", "unknown"))
    assert stretch(both) == ("2021-05-10", "2024-07-03", "pardoned")
    [alone] = drawn(detained, act("p", "pardon", "2024-07-01"))
    assert stretch(alone) == ("2021-05-10", "2024-07-01", "pardoned")
    [expelled] = drawn(detained, act("p", "pardon", "2024-07-01"), act("p", "release", "2024-07-03", "expelled"))
    assert stretch(expelled) == ("2021-05-10", "2024-07-03", "expelled")
    # The pardon of somebody whose release says no way out.
    [later] = drawn(detained, act("p", "release", "2024-07-03"), act("p", "pardon", "2024-07"))
    assert later.how == "pardoned"


def test_nobody_is_detained_after_death() -> None:
    found = drawn(
        act("p", "detention", "2021-05-10"),
        act("p", "death", "2022-05-10"),
        act("p", "detention", "2023-05-10"),
    )
    assert [stretch(spell) for spell in found] == [("2021-05-10", "2022-05-10", "died")]


def test_a_death_at_home_ends_no_custody() -> None:
    found = drawn(
        act("p", "detention", "2021-05-10"), act("p", "release", "2022-05-10", "illness"), act("p", "death", "2022-08-01")
    )
    assert [stretch(spell) for spell in found] == [("2021-05-10", "2022-05-10", "illness")]


def test_an_imprecise_sentence_does_not_begin_custody_before_the_detention() -> None:
    [spell] = drawn(act("p", "detention", "2021-05-10"), act("p", "sentence", "2021", "prison", "P2Y"))
    assert stretch(spell) == ("2021-05-10", "open", "term")


def test_a_release_in_a_month_after_a_detention_in_that_month_ends_it() -> None:
    [spell] = drawn(act("p", "detention", "2021-05-20"), act("p", "release", "2021-05", "served"))
    assert (iso(spell.end_lo), iso(spell.end_hi)) == ("2021-05-20", "2021-05-31")


def test_a_release_that_may_have_come_before_or_after_a_second_detention_leaves_the_second_in_doubt() -> None:
    found = drawn(
        act("p", "detention", "2020-11-01", "criminal"),
        act("p", "release", "2021-05", "recognisance"),
        act("p", "detention", "2021-05-20", "criminal"),
    )
    assert [spell.doubtful for spell in found] == ["", "order"]


def test_a_punishment_replaced_by_a_milder_one_goes_on() -> None:
    [spell] = drawn(
        act("p", "detention", "2021-05-10"),
        act("p", "sentence", "2021-11-01", "colony-general", "P4Y"),
        act("p", "release", "2023-02-01", "replaced"),
        act("p", "replacement", "2023-02-01", "open-type"),
    )
    assert [phase.kind for phase in spell.phases] == ["closed", "open-type"]
    assert spell.how == "term"
    [gone] = drawn(act("p", "detention", "2021-05-10"), act("p", "release", "2023-02-01", "replaced"))
    assert gone.how == "replaced"


def test_the_last_sign_of_custody_puts_silence_off() -> None:
    detained = act("p", "detention", "2021-05-10")
    [quiet] = drawn(detained)
    [heard] = drawn(detained, act("p", "treatment", "2022-05-10"))
    assert heard.end_lo - quiet.end_lo == 365


def test_credit_counts_from_the_detention_and_a_term_served_before_the_sentence_ends_with_it() -> None:
    held = (day("2021-01-01"), day("2021-01-01"))
    passed = (day("2021-06-01"), day("2021-06-01"))
    assert term_end(held, passed, "P1Y") == (day("2022-01-01"), day("2022-01-01"))
    assert term_end(held, passed, "P3M") == passed
    assert term_end(held, passed, "a few years") is None
    assert term_end(held, passed, "life") == (LAST_DAY, LAST_DAY)


@given(invented_acts(people=1))
def test_law_spells_are_in_order_and_end_after_they_begin(acts: list[Act]) -> None:
    for world in worlds(events(acts)):
        found = spells(world, 548, 30)
        for spell in found:
            assert spell.start_lo <= spell.start_hi
            assert spell.start_lo <= spell.end_lo <= spell.end_hi
        assert [spell.start_lo for spell in found] == sorted(spell.start_lo for spell in found)
        assert sum(spell.end_hi == LAST_DAY for spell in found) <= 1 + sum(bool(spell.doubtful) for spell in found)


def test_the_quick_bounds_of_a_term_hold_wherever_it_begins() -> None:
    for term in ("P1Y", "P6Y6M", "P1M", "P18M", "P15D", "P2W", "PT72H", "P11Y3M4D"):
        bounds = term_days(term)
        assert bounds is not None
        for first in range(day("2019-01-01"), day("2021-03-01"), 7):
            lo, hi = add_duration(first, first, term)
            assert first + bounds[0] <= lo <= hi <= first + bounds[1]
