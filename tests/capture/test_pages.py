from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.capture import Limits, media_type, read
from kronika.capture.page_article import locate

LEAD = "The court in Upper Town sentenced three people on 3 May 2023 to terms between two and six years in a colony."
MORE = "Their lawyers said that they would appeal. The hearing was closed and lasted four days, with witnesses unseen."
LAST = "Earlier the same court fined a fourth person; the group asks all who were there to write to its office in town."
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Three sentenced - The Invented Post</title>
<meta property="og:title" content="Three sentenced in Upper Town">
<link rel="canonical" href="https://post.example/2023/three-sentenced">
<meta property="article:published_time" content="2023-05-04T09:00:00+03:00">
<style>p {{ color: red }}</style><script>var hidden = "<p>not text</p>";</script></head>
<body><nav><ul><li><a href="/">Front page</a></li><li><a href="/news">All news</a></li></ul></nav>
<div class="teaser"><p>{LEAD}</p></div>
<article><h1>Three sentenced in Upper Town</h1><p>{LEAD}</p><p>{MORE}</p>
<table><tr><th>Name</th><th>Term</th></tr><tr><td>A. Invented</td><td>two years</td></tr></table>
<p>{LAST}</p></article><footer><p>All rights reserved</p></footer></body></html>"""


def test_the_whole_visible_text_is_kept_and_the_article_is_found_in_it() -> None:
    document = read(PAGE.encode(), "page.html")
    assert document.text.startswith("Front page\nAll news\n")
    assert document.text.endswith("All rights reserved\n")
    assert "not text" not in document.text
    assert "color" not in document.text
    assert document.article is not None
    article = document.text[slice(*document.article)]
    assert article.startswith(("Three sentenced in Upper Town\n", LEAD))
    assert article.endswith(LAST)
    assert "Front page" not in article
    assert "rights" not in article


def test_title_day_and_address_are_what_the_page_states() -> None:
    document = read(PAGE.encode(), "page.html")
    assert document.title == "Three sentenced in Upper Town"
    assert document.published == "2023-05-04"
    assert document.address == "https://post.example/2023/three-sentenced"


def test_a_day_in_the_text_is_no_day_of_publication() -> None:
    document = read(f"<html><body><p>{LEAD}</p><p>Posted on 4 May 2023</p></body></html>".encode(), "x")
    assert document.published == ""


def test_linked_data_state_the_day_of_the_article_not_of_its_neighbours() -> None:
    linked = (
        '{"@graph": [{"@type": "ImageObject", "datePublished": "2001-01-01"},'
        '{"@type": ["NewsArticle"], "datePublished": "2022-11-05T10:00:00Z"}]}'
    )
    page = f'<html><head><script type="application/ld+json">{linked}</script></head><body><p>{LEAD}</p></body></html>'
    assert read(page.encode(), "x").published == "2022-11-05"


def test_a_table_of_data_has_cells_and_a_table_of_layout_has_not() -> None:
    document = read(PAGE.encode(), "page.html")
    (table,) = document.tables
    assert [list(row) for row in table.rows] == [["Name", "Term"], ["A. Invented", "two years"]]
    start, end = table.span(1, 1)
    assert document.text[start:end] == "two years"
    assert document.where(start) == "table 1, cell B2"
    layout = f"<table><tr><td><p>Menu</p></td><td>{PAGE[PAGE.index('<article>') :]}</td></tr></table>"
    inner = read(layout.encode(), "page.html")
    assert [table.rows[0] for table in inner.tables] == [["Name", "Term"]]
    assert inner.text.startswith("Menu\nThree sentenced")


def test_cells_that_span_rows_and_columns_keep_the_others_in_their_columns() -> None:
    page = (
        "<table><tr><th>Court</th><th>Name</th><th>Term</th></tr><tr><td rowspan=2>First</td><td>A</td><td>1</td></tr>"
        "<tr><td>B</td><td>2</td></tr><tr><td colspan=2>none</td><td>3</td></tr></table>"
    )
    (table,) = read(f"<html>{page}".encode(), "x").tables
    assert [list(row) for row in table.rows] == [
        ["Court", "Name", "Term"],
        ["First", "A", "1"],
        ["", "B", "2"],
        ["none", "", "3"],
    ]


def test_an_article_that_is_not_there_word_for_word_is_set_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kronika.capture.page.main_text", lambda _: "Something else altogether, told at length.")
    document = read(PAGE.encode(), "page.html")
    assert document.article is not None
    assert document.text[slice(*document.article)] == "Something else altogether, told at length."
    assert document.where(document.article[0]) == "main text, set out again"
    assert "the main text does not stand in the page word for word; it was set out again at the end" in document.notes


def test_a_teaser_above_the_article_does_not_stretch_it() -> None:
    text = f"{LEAD}\nMenu\n" + "Other news\n" * 300 + f"{LEAD}\n{MORE}\n{LAST}\nFooter\n"
    found = locate(f"{LEAD}\n{MORE}\n{LAST}", text)
    assert found is not None
    assert text[slice(*found)] == f"{LEAD}\n{MORE}\n{LAST}"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_the_encoding_is_the_one_that_the_page_is_in(encoding: str) -> None:
    words = "Суд признал его виновным и назначил два года ограничения свободы; адвокат подал жалобу."
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><p>{words}'
    assert read(page.encode(encoding), "x").text == words + "\n"
    wrong = read(page.replace(encoding, "iso-8859-1").encode(encoding), "x")
    assert wrong.text == words + "\n"


def test_a_saved_page_names_where_it_came_from() -> None:
    page = f"<!-- saved from url=(0030)https://post.example/2023/saved -->\n<html><body><p>{LEAD}</p></body></html>"
    assert read(page.encode(), "x").address == "https://post.example/2023/saved"


def test_a_page_of_50_megabytes_is_read_as_far_as_the_limit() -> None:
    page = b"<html><body>" + f"<p>{LEAD} {'x' * 2000}</p>\n".encode() * 25_000
    document = read(page, "page.html", limits=Limits(max_html=2 << 20))
    assert len(document.text) < 3 << 20
    assert document.text.startswith(LEAD)
    assert document.notes == (
        "only the first 2 MB of the page's 50 MB were read; all bytes are kept",
        "the main text was not told apart from the rest: the page has over 1 MB",
    )


def test_deep_nesting_and_unclosed_tags_lose_nothing() -> None:
    deep = "<div>" * 50_000 + "deep" + "</div>" * 50_000 + "<p>after"
    assert read(f"<html>{deep}".encode(), "x").text == "deep\nafter\n"
    tables = "<table><tr><td>x" * 300 + "deep"
    assert read(f"<html>{tables}".encode(), "x").text.count("x") == 300
    assert read(b"<html><p>before<script>var x = 1;", "x").text == "before\n"


def test_white_space_around_tags_counts_once() -> None:
    page = "<html><p> one <b> two</b>  three <i>four</i>five </p> <p>\n six</p>seven <br> eight"
    assert read(page.encode(), "x").text == "one two three fourfive\nsix\nseven\neight\n"


def test_soft_hyphens_stress_marks_and_no_break_spaces_stay() -> None:
    words = "Алесь Каму\u0301шка,\u00a0затры\u00adманы"
    assert read(f"<html><p>{words}</p></html>".encode(), "x").text == words + "\n"


def test_what_is_a_page_is_told_from_its_bytes() -> None:
    assert media_type(PAGE.encode(), "a.pdf") == "text/html"
    assert media_type(b"<?xml version='1.0'?>\n<!-- c --><!DOCTYPE html><html>", "") == "text/html"
    assert media_type(b"1 < 2 and 3 > 2", "a.txt") == "text/plain"
    assert media_type(b"<!--" * 5000, "") == "text/plain"


word = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1)
lines = st.lists(st.lists(word, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6)


@given(lines, st.sampled_from(["p", "div", "li", "h2", "pre"]))
def test_every_line_of_a_page_is_in_its_text_as_written(paragraphs: list[str], tag: str) -> None:
    inside = "".join(f"<{tag}>{escape(paragraph)}</{tag}>\n" for paragraph in paragraphs)
    document = read(f"<!DOCTYPE html><html><body>{inside}</body></html>".encode(), "x")
    assert document.text.split("\n")[: len(paragraphs)] == paragraphs


@given(st.lists(st.lists(lines.map("\n".join), min_size=2, max_size=3), min_size=2, max_size=4))
def test_every_cell_of_a_page_is_found_again_by_its_place(rows: list[list[str]]) -> None:
    inside = "".join("<tr>" + "".join(f"<td>{escape(c).replace(chr(10), '<br>')}</td>" for c in row) + "</tr>" for row in rows)
    document = read(f"<html><body><table>{inside}</table></body></html>".encode(), "x")
    (table,) = document.tables
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            start, end = table.span(number, column)
            assert document.text[start:end] == cell
            assert document.where(start) == f"table 1, cell {'ABC'[column]}{number + 1}"
