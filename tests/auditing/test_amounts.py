from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.auditing.amounts import Counted, Published, agrees, fits, judge
from kronika.auditing.claims import Amount, Claim, Fact, Verdict
from kronika.auditing.measures import STOCK, Measure, measure
from kronika.auditing.safety import small_group

DAY = date(2025, 1, 31).toordinal()
HELD = Measure(STOCK, "", "people", political=True)


def amount(value: int, qualifier: str = "", *, day: int = DAY, by: str = "") -> Amount:
    return Amount(value, qualifier, "political prisoners", "people", day, day, by)


def claim(value: int, qualifier: str = "", quote: str = "as quoted", start: int = 0) -> Claim:
    return Claim("figure", quote, start, start + len(quote), amount=amount(value, qualifier))


def published(value: int, qualifier: str = "", by: str = "River Watch", day: int = DAY) -> Published:
    fact = Fact(f"s{value}{by}", "value", str(value), str(value), "d1", "page.txt", origin=by)
    return Published(amount(value, qualifier, day=day, by=by), HELD, (fact,))


def counted(number: int, high: int = 0, title: str = "announced", *, political: bool = True) -> Counted:
    return Counted(title, HELD._replace(political=political), DAY, DAY, number, max(high, number), empty=not number)


@pytest.mark.parametrize(
    ("value", "qualifier", "known", "fit"),
    [
        (1300, "almost", 1296, True),
        (1300, "almost", 1301, False),
        (1300, "about", 1296, True),
        (1300, "about", 1100, False),
        (1290, "over", 1296, True),
        (1296, "over", 1296, False),
        (1296, "at least", 1296, True),
        (1297, "at least", 1296, False),
        (1296, "up to", 1296, True),
        (1296, "under", 1296, False),
        (1296, "", 1296, True),
        (1300, "", 1296, False),
    ],
)
def test_a_qualifier_says_what_a_number_can_mean(value: int, qualifier: str, known: int, fit: bool) -> None:  # noqa: FBT001 - a table
    assert fits(amount(value, qualifier), known, known) is fit
    assert agrees(amount(value, qualifier), amount(known)) is fit


@given(st.integers(60, 5000), st.integers(-50, 50).filter(bool), st.sampled_from(["", "almost", "about", "at least"]))
def test_a_published_number_is_supported_as_it_was_published_and_not_with_one_digit_more(
    value: int, change: int, qualifier: str
) -> None:
    known = [published(value, qualifier)]
    assert judge(claim(value, qualifier), HELD, known, []).verdict is Verdict.SUPPORTED
    other = value + change
    assert judge(claim(other, qualifier), HELD, known, []).verdict is not Verdict.SUPPORTED


@given(st.integers(60, 5000), st.integers(-50, 50).filter(bool))
def test_our_own_count_supports_itself_alone(value: int, change: int) -> None:
    assert judge(claim(value), HELD, [], [counted(value)]).verdict is Verdict.SUPPORTED
    assert judge(claim(value + change), HELD, [], [counted(value)]).verdict is not Verdict.SUPPORTED


def test_a_qualifier_that_is_left_out_is_no_small_thing() -> None:
    found = judge(claim(1300), HELD, [published(1300, "almost", "The Hill")], [])
    assert found.verdict is Verdict.CONTRADICTED
    assert "the text says 1,300, the record says The Hill: almost 1,300" in found.why


def test_the_difference_is_said_in_words_with_the_definition_and_the_day() -> None:
    found = judge(claim(1296), HELD, [], [counted(1258)])
    assert found.verdict is Verdict.CONTRADICTED
    assert "we count 1,258, on 31 January 2025 (announced), 38 fewer than the text says" in found.why


def test_the_definition_that_fits_is_named_beside_those_that_do_not() -> None:
    found = judge(
        claim(1296), HELD, [], [counted(1258), counted(1296, title="revised"), counted(1400, title="custody", political=False)]
    )
    assert found.verdict is Verdict.SUPPORTED
    assert "(revised), which fits" in found.why
    assert len(found.counts) == 3


def test_a_number_of_another_day_or_another_thing_is_not_comparable_and_named() -> None:
    found = judge(claim(1296), HELD, [published(1296, day=DAY - 400)], [])
    assert (found.verdict, len(found.opposing)) == (Verdict.INCOMPARABLE, 1)
    assert "other days only" in found.why
    women = HELD._replace(group="gender: female")
    found = judge(claim(171), women, [published(1296)], [])
    assert found.verdict is Verdict.INCOMPARABLE
    assert "something else than political prisoners held (female)" in found.why
    assert judge(claim(12), Measure("death", "", "people"), [published(1296)], []).verdict is Verdict.UNDOCUMENTED


def test_a_record_that_knows_a_few_of_very_many_says_nothing_against_the_rest() -> None:
    found = judge(claim(1296), HELD, [], [counted(37)])
    assert found.verdict is Verdict.UNDOCUMENTED
    assert "only a part" in found.why


@pytest.mark.parametrize(
    ("of", "quote", "written", "expected"),
    [
        ("people", "Almost 40 people are behind bars", "Almost 40", Measure(STOCK, "", "people")),
        ("people", "40 people recognised as political prisoners were held", "40", HELD),
        ("people", "they recognised 18 people as political prisoners", "18", Measure("recognition", "", "people")),
        ("political prisoners", "pardoned around 250 political prisoners", "250", Measure("pardon", "", "people")),
        ("политзаключённых", "в местах лишения свободы находились 40 политзаключённых", "40", HELD),
        ("женщин", "осудили 12 женщин", "12", Measure("sentence", "gender: female", "people")),
        ("палітвязняў", "у месцах зняволення знаходзіліся 40 палітвязняў", "40", HELD),
        ("чалавек", "на волю выйшлі 14 чалавек", "14", Measure("release", "", "people")),
        ("чалавек", "статус палітвязня атрымалі 50 чалавек", "50", Measure("recognition", "", "people")),
        ("lawyers", "detained at least 12 lawyers", "12", Measure("detention", "occupation: lawyer", "people")),
    ],
)
def test_the_words_around_a_number_say_what_it_counts(of: str, quote: str, written: str, expected: Measure) -> None:
    assert measure(of, "people", quote, written) == expected


def test_small_groups_and_their_complements_are_not_for_the_public() -> None:
    small, total = claim(3), claim(40, quote="40 people, 38 of them men")
    part = claim(38, quote="38 of them men", start=11)
    assert "group of 3" in small_group(small, "public", [small], [])
    assert not small_group(small, "team", [small], [])
    assert not small_group(total, "public", [total, part], [(0, 60)])
    assert "group of 2 away" in small_group(part, "public", [total, part], [(0, 60)])
    assert not small_group(claim(20, quote="20 men", start=11), "public", [total], [(0, 60)])
