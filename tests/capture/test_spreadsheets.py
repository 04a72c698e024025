from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.office_samples import make_ods, make_xlsx, make_zip, xlsx_cell, xlsx_rows
from kronika.capture import Limits, media_type, read
from kronika.capture.spreadsheet import cell_text
from kronika.errors import InputError

TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_all_sheets_are_read_and_cells_keep_their_names() -> None:
    rows = '<row r="2">' + xlsx_cell("B2", "Прозвішча") + xlsx_cell("C2", 342) + xlsx_cell("D2", 0.5) + "</row>"
    document = read(make_xlsx({"Спіс": rows, "Sheet 2": xlsx_rows([["a", "b"]])}), "list.xlsx")
    assert [table.label for table in document.tables] == ["Спіс", "Sheet 2"]
    assert document.tables[0].rows[1] == ["", "Прозвішча", "342", "0.5"]
    assert document.where(document.text.index("Прозвішча")) == "sheet Спіс, cell B2"
    assert document.where(document.text.index("b\n")) == "sheet Sheet 2, cell B1"


def test_dates_numbers_and_booleans_are_text_as_people_write_them() -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>44319</v></c><c r="B1" s="2"><v>44319.604166666664</v></c><c r="C1"><v>1e3</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1"><v>375291234567</v></c><c r="F1" s="2"><v>44319</v></c></row>'
    )
    document = read(make_xlsx({"S": rows}), "x.xlsx")
    assert document.tables[0].rows[0] == ["2021-05-03", "2021-05-03T14:30:00", "1000", "TRUE", "375291234567", "2021-05-03"]


def test_a_day_that_is_stored_a_moment_short_is_that_day() -> None:
    assert cell_text(datetime(2021, 5, 2, 23, 59, 59, 999_999)) == "2021-05-03"  # noqa: DTZ001  spreadsheets know no zones
    assert cell_text(timedelta(hours=36, minutes=5)) == "36:05:00"


def test_what_a_sheet_hides_or_lacks_is_noted() -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c>' + xlsx_cell("C1", "x") + "</row>"
    document = read(make_xlsx({"a": rows, "b": "", "c": xlsx_rows([["y"]])}, states={"c": "hidden"}), "x.xlsx")
    assert document.notes == (
        "sheet b is empty",
        "sheet c is hidden; it was read",
        "cells that show an error (as #REF!) were read as empty: 1",
        "formulas without a stored result were read as empty: 1; open and save the file once",
    )


def test_an_open_document_is_read() -> None:
    cells = TEXT.format("Імя") + (
        '<table:table-cell office:value-type="float" office:value="342"><text:p>342</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2021-05-03"><text:p>3.5.21</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16381"/>'
    )
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/>'
    data = make_ods(f"<table:table-row>{cells}</table:table-row>{empty}</table:table-row>")
    assert media_type(data) == "application/vnd.oasis.opendocument.spreadsheet"
    document = read(data, "x")
    assert [list(row) for row in document.tables[0].rows] == [["Імя", "342", "2021-05-03"]]
    assert document.where(0) == "sheet L, cell A1"


def test_a_spreadsheet_that_unzips_to_gigabytes_is_not_opened() -> None:
    data = make_xlsx({"a": xlsx_rows([["x"]])}, extra={"xl/media/x.xml": b"<a>" + bytes(8 << 20)})
    with pytest.raises(InputError) as caught:
        read(data, "x.xlsx", limits=Limits(max_unzipped=4 << 20))
    assert str(caught.value) == (
        f"the file has {len(data):,} bytes but unpacks to over 4 MB, as a zip bomb does; it was not opened. "
        "If you trust it, open it in a spreadsheet or text program and save it as CSV or text."
    )
    assert read(data, "x.xlsx").text == "x\n"


def test_a_spreadsheet_packed_too_tightly_is_not_opened() -> None:
    data = make_xlsx({"a": xlsx_rows([["x"]])}, extra={"xl/media/x.xml": b"<a>" + bytes(101 << 20)})
    with pytest.raises(InputError, match="as a zip bomb does"):
        read(data, "x.xlsx")


def test_sizes_that_an_archive_states_are_not_believed() -> None:
    data = bytearray(make_xlsx({"a": xlsx_rows([["x"]])}, extra={"xl/media/x.xml": b"<a>" + bytes(8 << 20)}))
    size = (3 + (8 << 20)).to_bytes(4, "little")
    assert data.count(size) == 2
    for _ in range(2):
        at = data.index(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(InputError, match="as a zip bomb does"):
        read(bytes(data), "x.xlsx", limits=Limits(max_unzipped=4 << 20))


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 50 + "</row>",
        "<row r = '1048576'><c r\n=\t'XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
)
def test_cells_at_the_far_corner_do_not_take_the_memory(far: str) -> None:
    data = make_xlsx({"a": '<row r="1">' + xlsx_cell("A1", "x") + "</row>" + far})
    with pytest.raises(InputError, match=r"a sheet reaches to row [\d,]+ and column|in a way that hides them"):
        read(data, "x.xlsx")


def test_a_cell_repeated_a_million_times_does_not_take_the_memory() -> None:
    cell = TEXT.format("x").replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="1000" ')
    data = make_ods(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')
    with pytest.raises(InputError, match="a sheet reaches to row 1,000,000 and column 1,000"):
        read(data, "x.ods")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (make_xlsx({"a": xlsx_rows([["x"]])})[:700], "the file is cut short or damaged."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(4000), "the spreadsheet is cut short"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(4000),
            "it is a protected or old office file, which is not read. Open it, remove its password",
        ),
    ],
)
def test_a_damaged_or_protected_spreadsheet_gets_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "x.xlsx")
    assert line in str(caught.value)


def test_a_zip_with_an_office_name_is_read_as_what_it_is() -> None:
    assert read(make_zip({"a.txt": "text"}), "list.xlsx").reader == "zip/1"


def test_cells_over_the_limit_are_refused_by_their_extent() -> None:
    with pytest.raises(InputError, match="over 10 cells"):
        read(make_xlsx({"a": xlsx_rows([["x"] * 6] * 2)}), "x.xlsx", limits=Limits(max_cells=10))


xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff"), max_size=10
).filter(lambda text: "_x" not in text)


@given(st.lists(st.lists(xml_text, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_cell_is_found_again_by_its_name(rows: list[list[str]]) -> None:
    rows = [[*row, "end"] for row in rows]
    document = read(make_xlsx({"Спіс": xlsx_rows(rows)}), "x.xlsx")
    (table,) = document.tables
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            start, end = table.span(number, column)
            assert document.text[start:end] == cell
            assert document.where(start) == f"sheet Спіс, cell {'ABCDE'[column]}{number + 1}"
