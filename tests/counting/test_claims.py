"""Figures that others published, beside ours."""

from __future__ import annotations

import pytest

from counting_examples import ANNOUNCED
from kronika.counting.claims import Claim, compare, comparison_words, merged
from kronika.counting.definitions import load_shipped
from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.time import bounds, day

ON = day("2024-02-13")


def claim(value: int, qualifier: str = "", of: str = "political prisoners", as_of: str = "2024-02-13") -> Claim:
    lo, hi = bounds(as_of) if as_of else (FIRST_DAY, LAST_DAY)
    return Claim("f", value, qualifier, of, lo, hi, by="Example Watch")


@pytest.mark.parametrize(
    ("claimed", "result", "difference"),
    [
        (claim(1417), "same", 0),
        (claim(1417, "exactly"), "same", 0),
        (claim(1400), "more", 17),
        (claim(1420), "within", -3),
        (claim(1500), "fewer", -83),
        (claim(1500, "almost"), "same", -83),
        (claim(1417, "almost"), "same", 0),
        (claim(1400, "about"), "same", 17),
        (claim(1400, "over"), "same", 17),
        (claim(1417, "over"), "within", 0),
        (claim(1417, "at least"), "same", 0),
        (claim(1430, "at least"), "fewer", -13),
        (claim(1417, "under"), "more", 0),
        (claim(1500, "up to"), "same", -83),
        (claim(1417, "по меньшей мере"), "same", 0),
        (claim(1417, as_of="2024-02"), "same", 0),
        (claim(1417, of="Политзаключённых"), "same", 0),
        (claim(1417, of="political prisoners in the country"), "same", 0),
        (claim(1417, as_of="2024-01"), "day", None),
        (claim(1417, as_of=""), "no-day", None),
        (claim(1417, of="former political prisoners"), "of", None),
        (claim(1417, of="journalists"), "of", None),
    ],
)
def test_a_figure_is_comparable_if_it_counts_the_same_on_the_same_day(
    claimed: Claim, result: str, difference: int | None
) -> None:
    [found] = compare([claimed], ANNOUNCED, ON, 1417, unsure=5)
    assert (found.result, found.difference) == (result, difference)
    assert found.comparable is (difference is not None)
    for language in ("en", "ru", "be"):
        assert "Example Watch" in comparison_words(found, language)


def test_the_day_of_publication_stands_in_for_a_day_that_is_not_named() -> None:
    [found] = compare([claim(1400, as_of="")._replace(published=ON)], ANNOUNCED, ON, 1417)
    assert found.comparable
    assert comparison_words(found) == "Example Watch says 1,400; ours is 1,417, 17 more"


def test_what_makes_figures_incomparable_is_said() -> None:
    other, past = compare([claim(9, of="journalists"), claim(9, as_of="2023-10")], ANNOUNCED, ON, 1417)
    assert "counts something else (journalists)" in comparison_words(other)
    assert "another day (2023-10-01/2023-10-31)" in comparison_words(past)
    with pytest.raises(InputError, match="no texts"):
        comparison_words(other, "fr")


def test_a_total_of_a_period_is_compared_with_that_period() -> None:
    facts = load_shipped("detentions")
    since, on = day("2024-02-01"), day("2024-02-29")
    month, year = compare(
        [claim(40, of="detentions", as_of="2024-02"), claim(40, of="detentions", as_of="2024")], facts, on, 38, since=since
    )
    assert (month.result, month.difference) == ("fewer", -2)
    assert year.result == "day"


def test_another_unit_and_another_definition_are_named() -> None:
    facts, people, custody = (
        load_shipped(name) for name in ("detentions/facts", "detentions/people", "political-prisoner/custody")
    )
    since, on = day("2024-02-01"), day("2024-02-29")
    [unit] = compare([claim(40, of="people detained", as_of="2024-02")], facts, on, 38, since=since, others=[custody, people])
    assert (unit.result, unit.comparable) == ("unit", False)
    assert "it counts people and ours counts facts" in comparison_words(unit)
    assert "люди" in comparison_words(unit, "ru")
    [other] = compare([claim(40, of="prisoners")], ANNOUNCED, ON, 38, others=[custody, people])
    assert other.result == "definition"


def test_what_several_sources_repeat_is_one_figure() -> None:
    one, two = merged([claim(1417), claim(1417)._replace(mention="g"), claim(1400)])
    assert (one.value, one.sources, two.sources) == (1417, 2, 1)
    # Without a claimant nobody knows whether it is one.
    assert len(merged([claim(1417)._replace(by=""), claim(1417)._replace(by="", mention="g")])) == 2
    # The thousands are set apart in each language.
    [found] = compare([claim(1500)], ANNOUNCED, ON, 1417)
    assert "1,417, 83 fewer" in comparison_words(found)
    assert "1\u00a0417" in comparison_words(found, "be")
