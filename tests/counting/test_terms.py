"""When terms end: appeals never double, terms for disobedience add, and what nobody knows is a stretch of days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting_examples import ANNOUNCED, CUSTODY, act
from kronika.counting.count import count
from kronika.counting.finding import Person
from kronika.counting.states import State
from kronika.counting.terms import Given, Terms
from kronika.model.act import Act
from kronika.model.time import day, iso

DAYS = {"P1Y": 366, "P18M": 552, "P5Y": 1828, "life": 10**7}
HELD = act("p", "detention", "2021-05-10", "criminal")


def ends(*acts: Act) -> tuple[str, str]:
    [(found, _)] = Person([HELD, *acts], CUSTODY).worlds
    assert found[-1].term is not None
    return iso(found[-1].term[0]), iso(found[-1].term[1])


def sentence(when: str, term: str, articles: str = "", kind: str = "sentence") -> Act:
    return act("p", kind, when, "colony-general", term, agent=articles)


def test_an_appeal_takes_the_place_of_the_sentence() -> None:
    first = sentence("2021-09-01", "P5Y", "342(1)")
    assert ends(first) == ("2026-05-10", "2026-05-10")
    assert ends(first, sentence("2021-12-01", "P5Y", "342(1)")) == ("2026-05-10", "2026-05-10")
    assert ends(first, sentence("2021-12-01", "P4Y")) == ("2025-05-10", "2025-05-10")
    # a retrial years later, under the same article
    assert ends(first, sentence("2024-12-01", "P6Y", "342(2)")) == ("2027-05-10", "2027-05-10")


def test_a_term_for_disobedience_is_added_and_its_appeal_is_not() -> None:
    first, second = sentence("2021-09-01", "P3Y", "342"), sentence("2023-03-01", "P1Y", "411(2)")
    assert ends(first, second) == ("2024-05-10", "2025-05-10")
    assert ends(first, second, sentence("2023-05-01", "P1Y", "411(2)")) == ("2024-05-10", "2025-05-10")
    assert ends(first, second, sentence("2024-05-01", "P1Y6M", "411(2)")) == ("2025-11-01", "2026-11-10")
    # the new term alone reaches further than what is left of the old one
    assert ends(first, sentence("2024-03-01", "P2Y", "411")) == ("2026-03-01", "2026-05-10")


def test_another_case_is_added_and_what_nobody_knows_is_a_stretch() -> None:
    first = sentence("2021-09-01", "P5Y", "342")
    assert ends(first, sentence("2022-02-01", "P2Y", "369")) == ("2026-05-10", "2028-05-10")
    assert ends(sentence("2021-09-01", "P5Y"), sentence("2023-09-01", "P4Y")) == ("2025-05-10", "2030-05-10")


def test_two_terms_under_one_date_are_any_order() -> None:
    """The second term of a cell has no date of its own: from the shorter one alone to both together."""
    undated = act("p", "sentence", "", term="P2Y", published="2022-01-31")
    assert ends(sentence("2021-09-01", "P5Y"), undated) == ("2023-05-10", "2028-05-10")
    twice = ends(sentence("2021-09-01", "P5Y"), sentence("2021-09-01", "P4Y"))
    assert twice == ("2025-05-10", "2026-05-10")


def test_a_replacement_gives_what_remains() -> None:
    moved = ends(sentence("2021-09-01", "P3Y"), sentence("2022-09-01", "P1Y2M", kind="replacement"))
    assert moved[1] == "2023-11-01"
    assert moved[0] <= moved[1]


def test_a_term_that_has_passed_is_unknown_and_says_so() -> None:
    rows = [HELD, sentence("2021-09-01", "P3Y", "342"), sentence("2023-03-01", "P1Y", "411")]
    for on, state in (("2024-05-09", State.IN), ("2024-05-10", State.UNKNOWN), ("2030-01-01", State.UNKNOWN)):
        assert count(rows, CUSTODY, day(on)).finding("p").state is state
    assert "the term may have ended (2024-05-10/2025-05-10)" in count(rows, CUSTODY, day("2024-06-01")).cause("p")


def test_a_sign_of_custody_inside_the_stretch_is_one_and_no_more() -> None:
    rows = [HELD, sentence("2021-09-01", "P3Y", "342"), sentence("2023-03-01", "P1Y", "411")]
    rows.append(act("p", "transfer", "2024-08-01", "prison"))
    assert count(rows, CUSTODY, day("2024-08-01")).finding("p").state is State.IN
    found = count(rows, CUSTODY, day("2024-08-02")).finding("p")
    assert (found.state, found.causes[0].code) == (State.UNKNOWN, "term-passed")


def test_what_is_told_without_a_day_is_no_sign_of_the_day_it_was_told() -> None:
    rows = [HELD, act("p", "transfer", "", "prison", published="2024-08-01")]
    assert count(rows, CUSTODY, day("2024-06-01")).finding("p").state is State.UNKNOWN


@pytest.mark.parametrize("articles", ["411", "342", ""])
@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 2000), st.sampled_from(sorted(DAYS))), min_size=1, max_size=4),
)
def test_law_a_term_ends_no_earlier_than_it_was_passed_and_no_later_than_all_together(
    articles: str, terms: list[tuple[int, str]]
) -> None:
    start = (day("2021-05-10"),) * 2
    found: Terms | None = None
    longest = start[0]
    for after, term in sorted(terms):
        one = Given(start[0] + after, start[0] + after, term, frozenset({articles} - {""}))
        alone = Terms.first(start, one)
        assert alone is not None
        found = alone if found is None else found.then(start, one)
        longest = max(longest, one.lo) + DAYS[term]
        assert found.end[0] <= found.end[1] <= longest
        assert found.end[1] >= alone.end[0] or articles != "411"


def test_the_announced_count_sees_the_added_term() -> None:
    rows = [
        HELD,
        act("p", "recognition", "2021-05-20"),
        sentence("2021-09-01", "P2Y", "342"),
        sentence("2023-03-01", "P1Y", "411"),
    ]
    assert count(rows, ANNOUNCED, day("2023-12-01")).number == 1
