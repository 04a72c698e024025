from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.office_samples import make_docx, make_odt, make_zip, paragraph
from kronika.capture import Limits, media_type, read
from kronika.errors import InputError

BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, paragraphs))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


TABLE = "<w:tbl>{}{}{}</w:tbl>".format(
    row(cell("Імя"), cell("Тэрмін"), cell("Суд")),
    row(cell("А. Прыдуманы"), cell("2 гады", "хіміі"), cell("Зарэчны")),
    row(cell("Б. Прыдуманы"), cell("невядома", properties='<w:gridSpan w:val="2"/>')),
)


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = read(make_docx(paragraph("Агляд ", "за май") + TABLE + paragraph("Канец")), "a.docx")
    assert document.reader == "docx/1"
    assert document.text == (
        "Агляд за май\nІмя\tТэрмін\tСуд\nА. Прыдуманы\t2 гады\nхіміі\tЗарэчны\nБ. Прыдуманы\tневядома\t\nКанец\n"
    )
    assert document.where(0) == "paragraph 1"
    assert document.where(document.text.index("хіміі")) == "table 1, cell B2"
    assert document.where(document.text.index("Канец")) == "paragraph 2"


def test_tracked_changes_fields_and_frames_are_read_as_they_show() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">He was </w:t></w:r><w:ins><w:r><w:t>not </w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>surely </w:delText></w:r></w:del><w:hyperlink><w:r><w:t>released</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>on</w:t><w:br/><w:t>Monday</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a frame</w:t></w:r></w:p>'
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a frame</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read(make_docx(body), "a.docx")
    assert document.text == "He was not released\ton\nMonday-\xad\nIn a frame\n"
    assert document.notes == ("passages marked as deleted (tracked changes) were not read: 1",)


def test_footnotes_headers_and_comments_have_places_of_their_own() -> None:
    notes = f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote><w:footnote w:id="2">{paragraph("See the list.")}'
    document = read(
        make_docx(
            paragraph("Text"),
            {
                "footnotes": notes + "</w:footnote>",
                "header1": paragraph("Weekly review"),
                "header2": paragraph("Weekly review"),
                "comments": f"<w:comment>{paragraph('Check this')}</w:comment>",
            },
        ),
        "a.docx",
    )
    assert document.text == "Text\nSee the list.\nWeekly review\nCheck this\n"
    assert [place.label for place in document.places] == ["paragraph 1", "footnote 1", "header 1", "comment 1"]


def test_an_open_document_is_read_with_its_spaces_notes_and_tables() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Two\n   lines<text:s text:c="3"/>wide <text:span> span</text:span><text:tab/>tab<text:line-break/>next'
        '<text:note text:note-class="footnote"><text:note-body><text:p>A note</text:p></text:note-body></text:note>.</text:p>'
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b"
        "</text:p><text:p>c</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>d</text:p>"
        '</table:table-cell><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table>'
    )
    document = read(make_odt(body), "a")
    assert document.reader == "odt/1"
    assert document.text == "Two lines   wide span\ttab\nnext.\nItem\na\tb\nc\nd\t\t\nA note\n"
    assert document.where(document.text.index("A note")) == "footnote 1"
    assert document.where(document.text.index("c\nd")) == "table 1, cell B1"
    assert document.notes == ("passages marked as deleted (tracked changes) were not read: 1",)


def test_a_document_that_unzips_to_too_much_is_not_opened() -> None:
    data = make_docx(paragraph("x" * (5 << 20)))
    with pytest.raises(InputError, match="as a zip bomb does; it was not opened"):
        read(data, "a.docx", limits=Limits(max_unzipped=2 << 20))


def test_entities_are_not_expanded() -> None:
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": BOMB})
    assert media_type(data).endswith("wordprocessingml.document")
    with pytest.raises(InputError) as caught:
        read(data, "a.docx")
    assert str(caught.value) == "its part 'word/document.xml' declares entities, as an XML bomb does; it was not opened."


def test_a_file_outside_the_archive_is_never_followed() -> None:
    document = read(make_docx(paragraph("x"), {"../../../etc/footnotes": ""}), "a.docx")
    assert document.text == "x\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (make_docx(paragraph("x"))[:400], "the file is cut short or damaged."),
        (make_zip({"[Content_Types].xml": "", "word/document.xml": "<w:document"}), "its part 'word/document.xml' is damaged"),
        (make_zip({"[Content_Types].xml": "", "word/document.xml": "<document/>"}), "it holds no text part"),
        (make_docx("<w:p>" + "<w:ins>" * 5000 + "</w:ins>" * 5000 + "</w:p>"), "its part 'word/document.xml' is damaged"),
        (b"{\\rtf1 text}", "it is an RTF document, which is not read. Open it in a word processor and save it as DOCX."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "it is a document of Word 97 to 2003, which is not read. Open it in a word processor and save it as DOCX.",
        ),
    ],
)
def test_what_cannot_be_read_gets_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.docx")
    assert str(caught.value).startswith(line)


xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
).filter(lambda text: text.strip())


@given(st.lists(xml_text, min_size=1, max_size=8))
def test_every_paragraph_is_found_again_by_its_place(texts: list[str]) -> None:
    document = read(make_docx("".join(map(paragraph, texts))), "a.docx")
    assert document.text == "".join(text + "\n" for text in texts)
    for number, (place, text) in enumerate(zip(document.places, texts, strict=True), 1):
        assert document.text[place.start : place.end - 1] == text
        assert document.where(place.start + len(text) // 2) == f"paragraph {number}"
