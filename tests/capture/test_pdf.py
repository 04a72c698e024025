from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.pdf_samples import Page, make_pdf
from capture.picture_samples import written
from kronika.capture import Limits, ocr, read
from kronika.errors import InputError

GRID = [(50, y, 500, y) for y in (700, 680, 660)] + [(x, 660, x, 700) for x in (50, 250, 500)]
RULED = Page(["Прысуды"], GRID, [(60, 685, "Імя"), (260, 685, "Тэрмін"), (60, 665, "А. Прыдуманы"), (260, 665, "2 гады")])


def test_every_page_is_a_place() -> None:
    document = read(make_pdf([Page(["Мінск, 3 мая 2021"]), Page(["Трое осуждены"]), Page(["The end"])], "Агляд"), "a.pdf")
    assert document.reader == "pdf/1"
    assert document.title == "Агляд"
    assert document.text == "Мінск, 3 мая 2021\nТрое осуждены\nThe end\n"
    assert [place.label for place in document.places] == ["page 1", "page 2", "page 3"]
    assert document.where(document.text.index("осуждены")) == "page 2"


def test_a_ruled_table_is_set_out_by_cells_after_the_text_of_its_page() -> None:
    document = read(make_pdf([Page(["No table"]), RULED]), "a.pdf")
    (table,) = document.tables
    assert table.label == "page 2, table 1"
    assert [list(row) for row in table.rows] == [["Імя", "Тэрмін"], ["А. Прыдуманы", "2 гады"]]
    start, end = table.span(1, 1)
    assert document.text[start:end] == "2 гады"
    assert document.where(start) == "page 2, cell B2"


def test_pages_without_ruled_lines_are_not_searched_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []

    def find(content: bytes, pages: list[int]) -> tuple[dict[int, list[list[list[str]]]], list[int]]:
        asked.append(pages)
        return {}, []

    monkeypatch.setattr("kronika.capture.pdf_tables.find", find)
    read(make_pdf([Page(["text"]), RULED, Page(["text"], [(50, 700, 500, 700)])]), "a.pdf")
    assert asked == [[2]]


def test_a_hyphen_at_the_end_of_a_line_stays_and_the_line_ends() -> None:
    document = read(make_pdf([Page(["He was sent to a pri-", "son far away."])]), "a.pdf")
    assert document.text == "He was sent to a pri-\nson far away.\n"


def test_a_file_cut_short_says_so() -> None:
    whole = make_pdf([Page([f"page {number}"]) for number in range(20)])
    with pytest.raises(InputError, match="the PDF is cut short or damaged and cannot be opened") as caught:
        read(whole[: len(whole) // 2], "a.pdf")
    assert str(caught.value).endswith("Get the file again and add it anew.")
    document = read(whole.replace(b"%%EOF", b""), "a.pdf")
    assert document.notes == ("the file ends before its end mark: it is cut short or damaged, and pages may be missing",)
    assert "page 19" in document.text


def test_a_protected_file_says_how_to_go_on() -> None:
    locked = make_pdf([Page(["secret"])]).replace(
        b"trailer << ",
        b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <" + b"41" * 32 + b"> /U <"
        + b"42" * 32 + b"> >> /ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">] ",
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        read(locked, "a.pdf")
    assert str(caught.value) == (
        "the PDF is protected by a password. Open it, save a copy without the password and add that copy."
    )


@pytest.mark.slow
def test_three_thousand_pages_are_read() -> None:
    document = read(make_pdf([Page([f"Старонка {number}"]) for number in range(1, 3001)]), "a.pdf")
    assert len(document.places) == 3000
    assert document.where(document.text.index("Старонка 2999")) == "page 2999"
    assert document.notes == ()


def test_pages_over_the_limit_are_named() -> None:
    document = read(make_pdf([Page([f"page {n}"]) for n in range(5)]), "a.pdf", limits=Limits(max_pages=2))
    assert len(document.places) == 2
    assert document.notes == ("pages 3 to 5 were not read: over the limit",)


def test_pictures_of_pages_say_what_is_missing_where_nothing_recognises_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recogniser", lambda: None)
    scan = Page(picture=(10, 10, bytes(100)))
    with pytest.raises(InputError, match=r"its pages are pictures, and tesseract, .* is not installed"):
        read(make_pdf([scan]), "a.pdf")
    document = read(make_pdf([Page(["A page of text"]), scan]), "a.pdf")
    assert document.text == "A page of text\n"
    assert document.notes[0].startswith("page 2: a picture whose letters were not recognised. Install tesseract")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scanned_page_is_recognised_and_says_so() -> None:
    image = written("SENTENCED ON 3 MAY 2021", height=1680).convert("L")
    scan = Page(picture=(*image.size, image.tobytes()))
    document = read(make_pdf([Page(["First page"]), scan]), "a.pdf")
    assert document.where(document.text.index("SENTENCED ON 3 MAY 2021")) == "page 2"
    assert any(note.startswith("page 2: letters recognised from a picture (tesseract") for note in document.notes)


def test_pages_without_anything_are_named_and_a_file_of_them_is_refused() -> None:
    document = read(make_pdf([Page(["text"]), Page()]), "a.pdf")
    assert document.notes == ("no text on page 2",)
    with pytest.raises(InputError, match="its pages hold no text"):
        read(make_pdf([Page()]), "a.pdf")


letters = st.sampled_from("abcdefgxyzАБВабвёыюўіўґїє0123456789.,;:()№«»\u0301\u00a0\u00ad—")
words = st.text(letters, min_size=1, max_size=8).filter(lambda word: word[0].isalnum() and word[-1].isalnum())
pages = st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=4)


@given(pages)
def test_every_word_is_on_the_page_that_its_place_names(found: list[list[str]]) -> None:
    document = read(make_pdf([Page([" ".join(words)]) for words in found]), "a.pdf")
    for number, (place, words) in enumerate(zip(document.places, found, strict=True), 1):
        page = document.text[place.start : place.end]
        assert page.split() == " ".join(words).split()
        for word in words:
            start = place.start + page.index(word)
            assert document.text[start : start + len(word)] == word
            assert document.where(start) == f"page {number}"
