"""Days, durations, quotes and addresses as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.disclosure.report.context import surroundings
from kronika.disclosure.report.safe import clean, link
from kronika.language.in_words import in_words, kind_plural, language_tag, percent, property_label, term, value_words, when


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2020-12-22", "22 December 2020"),
        ("2021-05", "May 2021"),
        ("2021-05-XX", "May 2021"),
        ("2021-XX", "2021"),
        ("2021", "2021"),
        ("202X", "the 2020s"),
        ("2021-21", "spring 2021"),
        ("2021-05?", "May 2021 (uncertain)"),
        ("2021%", "about 2021 (uncertain)"),
        ("../2021-05", "May 2021 or earlier"),
        ("2021-05/..", "May 2021 or later"),
        ("2026-01-05T10:20:30.123456+00:00", "5 January 2026, 10:20 UTC"),
        ("31.02.2021", "31.02.2021"),
        ("2021-02-30", "2021-02-30"),
        ("", ""),
    ],
)
def test_days_in_words(edtf: str, said: str) -> None:
    assert when(edtf) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("P11Y", "11 years"), ("P1Y", "1 year"), ("P18M", "18 months"), ("PT72H", "72 hours"), ("P2W", "14 days"), ("six", "six")],
)
def test_terms_in_words(text: str, said: str) -> None:
    assert term(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("on 2021-09-06; then 2022-05", "on 6 September 2021; then May 2022"),
        ("(2025-11-01/2025-11-30)", "(1 November 2025 to 30 November 2025)"),
        ("since 2021-05/..", "since May 2021 or later"),
        ("list-2021-05-31.xlsx", "list-2021-05-31.xlsx"),
        ("article 342-1, 2021-13-01", "article 342-1, 2021-13-01"),
        ("Lantern: 2024-07-03, P6Y6M", "Lantern: 3 July 2024, 6 years 6 months"),
    ],
)
def test_a_cause_in_words(text: str, said: str) -> None:
    assert in_words(text) == said


@given(st.text())
def test_no_text_is_too_odd_for_words(text: str) -> None:
    for said in (when(text), term(text), in_words(text), value_words("sentence", "term", text), value_words("?", text, text)):
        assert isinstance(said, str)


def test_values_are_said_after_their_type() -> None:
    assert value_words("detention", "date", "2021-05") == "May 2021"
    assert value_words("sentence", "regime", "open-type") == "open-type facility (khimiya)"
    assert value_words("group", "count_low", "1200") == "1,200"
    assert value_words("nothing", "known", "x") == "x"
    assert property_label("nothing", "not_known") == "not known"
    assert kind_plural("detention") == "detentions"
    assert kind_plural("birth_date") == "date of birth"


def test_a_bound_is_never_rounded_down() -> None:
    assert percent(0.0491) == "5.0\u00a0%"
    assert percent(0.05) == "5.0\u00a0%"
    assert percent(0.00001) == "0.1\u00a0%"
    assert percent(0) == "0.0\u00a0%"
    assert percent(1) == "100.0\u00a0%"


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        ("Алесь", "be", "be"),
        ("Ўзор", "", "be"),
        ("Мария Щукина", "", "ru"),
        ("Роза", "", "und-Cyrl"),
        ("Ales", "be", "be-Latn"),
        ("Ales", "", ""),
        ("Ales", "en", ""),
        ("12", "ru", "ru"),
        ("x", 'be" onclick="', ""),
    ],
)
def test_language_tags(text: str, language: str, tag: str) -> None:
    assert language_tag(text, language) == tag


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data://example.org/x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "example.org",
        "https://",
        "https://a@example.org",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/a b",
        'https://example.org/"x',
        "ftp://example.org",
        "",
    ],
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert link(address) == ""


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d=e#f", "http://spring.example/ru/новости/1", "HTTPS://example.org"]
)
def test_addresses_of_the_web_become_links(address: str) -> None:
    assert link(address) == address


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.text(min_size=1), st.text(), st.integers(0, 50))
def test_a_quote_keeps_its_words_and_its_cell(before: str, quote: str, after: str, most: int) -> None:
    text = before + quote + after
    first, middle, last = surroundings(text, len(before), len(before) + len(quote), most=most)
    assert middle == quote
    assert "\t" not in first + last
    assert "\n" not in first + last
    assert before.endswith(first.removeprefix("…")) or before.lstrip().endswith(first)
    assert after.startswith(last.removesuffix("…")) or after.rstrip().startswith(last)
    assert max(len(first), len(last)) <= most + 1


def test_the_sentence_is_the_one_that_holds_the_quote() -> None:
    text = "He came. In May she was held under Art. 342 of the code. Then he left."
    start = text.index("Art.")
    found = surroundings(text, start, start + len("Art. 342"))
    assert found == ("In May she was held under ", "Art. 342", " of the code.")


def test_the_cell_is_the_one_that_holds_the_quote() -> None:
    text = "Name\tHeld\nAles Pryklad\t06.09.2021\nIryna Kazka\t08.11.2022\n"
    start = text.index("08.11")
    assert surroundings(text, start, start + 10) == ("", "08.11.2022", "")


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 100 + "quote" + " word" * 100
    first, _, last = surroundings(text, 500, 505, most=22)
    assert first == "…word word word word "
    assert last == " word word word word…"
