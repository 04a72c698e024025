from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kronika.capture import Limits, read
from kronika.errors import InputError

LIST = "Прозвішча;Імя;Дата;Артыкул\nВыдуманы;Пятро;03.05.2021;342(1)\nПрыдуманая;Ганна;12.10.2022;369\nНябачны;Ян;;\n"


def rows_of(data: bytes, name: str = "list.csv") -> list[list[str]]:
    return list(map(list, read(data, name).tables[0].rows))


def test_a_list_from_a_russian_windows_is_read() -> None:
    document = read(LIST.encode("cp1251"), "list.csv")
    assert document.reader == "csv/1"
    assert document.encoding == "cp1251"
    assert document.tables[0].rows[1] == ["Выдуманы", "Пятро", "03.05.2021", "342(1)"]
    assert document.text.startswith("Прозвішча\tІмя\tДата\tАртыкул\nВыдуманы\tПятро\t")
    start, end = document.tables[0].span(2, 1)
    assert document.text[start:end] == "Ганна"
    assert document.where(start) == "cell B3"
    assert document.notes == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_end_are_found(delimiter: str, end: str) -> None:
    lines = ["name|sentenced|term", "A. Invented|2021-05-03|P2Y", "B. Invented|2021-05-04|P3Y"]
    text = end.join(line.replace("|", delimiter) for line in lines) + end
    assert rows_of(text.encode()) == [line.split("|") for line in lines]


def test_decimal_commas_do_not_outvote_the_semicolon() -> None:
    rows = [["name", "share"], *([f"n{number}", f"{number},5 - {number},9"] for number in range(300))]
    assert rows_of("\n".join(map(";".join, rows)).encode()) == rows


def test_a_delimiter_that_the_file_names_is_believed_and_rows_keep_their_numbers() -> None:
    document = read(b"sep=|\r\na|b\r\n1|2\r\n", "x.csv")
    assert document.where(document.text.index("1")) == "cell A3"


def test_quoted_cells_keep_delimiters_quotes_tabs_and_line_ends() -> None:
    document = read(b'name,said\n"Invented, A.","He said ""no"".\r\nThen\tleft."\n', "x.csv")
    assert document.tables[0].rows[1] == ["Invented, A.", 'He said "no".\r\nThen\tleft.']
    start, end = document.tables[0].span(1, 1)
    assert document.text[start:end] == 'He said "no".\r\nThen\tleft.'


def test_ragged_rows_are_kept_and_named() -> None:
    document = read(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n1,2,3,\n", "x.csv")
    assert document.notes == ("2 rows have fewer or more cells than the heading's 3: rows 3 (2), 4 (4); kept as they are",)
    assert document.tables[0].rows[3] == ["1", "2", "3", "4"]


def test_headings_that_stand_twice_are_named() -> None:
    document = read("Імя;Дата;Дата\nа;б;в\n".encode(), "x.csv")
    assert document.notes == ("columns B, C have the same heading 'Дата'",)


def test_a_quotation_mark_that_never_closes_takes_no_row_with_it() -> None:
    document = read(b'a,b\n1,2\n"Cafe,3\n4,5\n6,7\n', "x.csv")
    assert [list(row) for row in document.tables[0].rows][2:] == [['"Cafe', "3"], ["4", "5"], ["6", "7"]]
    assert document.notes == ("row 3: a quotation mark opens a cell and never closes it; all marks were kept as they stand",)


def test_text_after_a_closing_mark_is_kept_and_noted() -> None:
    document = read(b'a,b\n"Daisy" Ltd,2\n', "x.csv")
    assert document.tables[0].rows[1] == ["Daisy Ltd", "2"]
    assert document.notes == ("row 2: text follows a closing quotation mark; the marks around the cell were left out",)


def test_nul_characters_are_replaced_one_for_one_and_named() -> None:
    document = read(b"a,b\nx\x00y,2\n" + b"p,q\n" * 20, "x.csv")
    assert document.tables[0].rows[1] == ["x\ufffdy", "2"]
    assert document.text.startswith("a\tb\nx\ufffdy\t2\n")
    assert document.notes[0] == "NUL characters in row 2: a sign of a damaged file"


def test_a_list_in_utf16_is_read() -> None:
    assert rows_of(LIST.encode("utf-16"))[2][1] == "Ганна"


def test_a_table_is_recognised_without_its_name_and_prose_is_not() -> None:
    assert read(LIST.encode(), "from the phone").reader == "csv/1"
    assert read(b"name\tterm\nA\tP2Y\nB\tP3Y\n", "list.txt").reader == "csv/1"
    assert read(b"He came, saw, and left.\nThen, after that, nothing.\nSo, again, nothing.\n", "a.txt").reader == "text/1"
    assert read(b"just words\nin lines\n", "a.csv").reader == "csv/1"


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(InputError, match="over 100 cells"):
        read(b"a,b\n" + b"1,2\n" * 100, "x.csv", limits=Limits(max_cells=100))


def test_a_large_list_keeps_every_row_where_its_cells_say() -> None:
    lines = [f"Invented {number};{number};2021-05-03" for number in range(30_000)]
    document = read(("name;number;date\n" + "\n".join(lines)).encode(), "x.csv")
    table = document.tables[0]
    assert len(table.rows) == 30_001
    assert table.text() == document.text
    start, end = table.span(20_000, 1)
    assert document.text[start:end] == "19999"
    assert document.where(start) == "cell B20001"


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.data(), st.integers(2, 5), st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_every_cell_is_found_again_by_its_place(data: st.DataObject, width: int, delimiter: str, encoding: str) -> None:
    heading = [f"column{number}" for number in range(width)]
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))
    assume(any(cell.strip() for cell in rows[-1]))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([heading, *rows])
    document = read(out.getvalue().encode(encoding), "x.csv")
    table = document.tables[0]
    assert [list(row) for row in table.rows] == [heading, *rows]
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            start, end = table.span(number, column)
            assert document.text[start:end] == cell
            assert document.where(start) == f"cell {'ABCDE'[column]}{number + 1}"
