from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.articles import find_articles, join, parse_articles, read_articles

CELLS = [
    ("ч. 1 ст. 342 УК", "342(1)"),
    ("ст.342 ч.1", "342(1)"),
    ("342 ч. 1", "342(1)"),
    ("342 (1)", "342(1)"),
    ("342(1); 130(3)", "342(1); 130(3)"),
    ("арт. 361-4 ч.1", "361-4(1)"),
    ("ст. 361–4", "361-4"),
    ("361¹", "361-1"),
    ("Part 2 of Art. 293", "293(2)"),
    ("Article 361-1", "361-1"),
    ("Articles 342 and 364", "342; 364"),
    ("Article 342, part 1 of the Criminal Code", "342(1)"),
    ("Part 1 of Article 342; Part 3 of Article 130", "342(1); 130(3)"),
    ("ч.1 ст.357, ч.3 ст.361", "357(1); 361(3)"),
    ("ч. 1, 2 ст. 342", "342(1); 342(2)"),
    ("ч. 1 и ч. 2 ст. 342 УК РБ", "342(1); 342(2)"),
    ("ст. 130 ч. 3, ст. 342 ч.1, 2", "130(3); 342(1); 342(2)"),
    ("130, 342 ч.1, 364", "130; 342(1); 364"),
    ("ст.ст. 293, 342", "293; 342"),
    ("арт.арт. 130 і 342", "130; 342"),
    ("19.11 КоАП", "19.11 KoAP"),
    ("ч.1 ст. 24.23 КоАП", "24.23(1) KoAP"),
    ("арт. 24.23 КаАП", "24.23 KoAP"),
    ("п. 1 ч. 2 ст. 139", "139(2)"),
    ("статья 368 УК (оскорбление президента)", "368"),
    ("ст. 342, ст. 342", "342"),
    ("экстремизм", ""),
    ("11 лет", ""),
    ("12.05.2021", ""),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "value"), CELLS)
def test_articles_of_a_cell_are_canonical(cell: str, value: str) -> None:
    assert join(parse_articles(cell)) == value


def test_what_can_be_read_in_two_ways_stays_as_written_and_says_so() -> None:
    article = read_articles("342.1")[0]
    assert article.value == "342.1"
    assert "two ways" in article.note


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("charged under Article 342 with 12 people", ["342"]),
        ("по ч. 1 ст. 342 УК суд назначил 3 года", ["342(1)"]),
        ("по статье 130 и 20 человек", ["130"]),
        ("обвиняют по статьям 130, 342 и 364 УК", ["130", "342", "364"]),
        ("паводле ч. 1 арт. 342 Крымінальнага кодэкса асудзілі", ["342(1)"]),
        ("по «народной» 342 УК", ["342"]),
        ("part 2 of the money; part 3, article by article", []),
        ("в камере 342, за 130 дней, 361 человек", []),
    ],
)
def test_in_running_text_a_word_must_say_that_a_number_is_an_article(text: str, values: list[str]) -> None:
    found = find_articles(text)
    assert [article.value for article in found] == values
    assert all(text[article.start : article.end] == article.written for article in found)


@given(st.integers(100, 470), st.one_of(st.none(), st.integers(1, 6)), st.one_of(st.none(), st.integers(1, 9)))
def test_a_canonical_article_is_read_as_itself(number: int, suffix: int | None, part: int | None) -> None:
    value = str(number) + (f"-{suffix}" if suffix else "") + (f"({part})" if part else "")
    assert parse_articles(value) == (value,)


@given(st.text(alphabet="стчарт. 0123456789,;()-–УККоАПandof", max_size=40))
def test_any_text_is_safe_and_every_value_is_an_article(text: str) -> None:
    for article in read_articles(text):
        assert text[article.start : article.end] == article.written
        assert re.match(r"\d", article.value)
