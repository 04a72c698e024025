"""Tables as people write them, and what is said of those that cannot be used."""

from __future__ import annotations

import pytest

from kronika.errors import InputError
from kronika.estimates.cells import read

ROWS = [["A", "B", "count"], ["1", "0", "5"], ["0", "1", "3"], ["1", "1", "2"]]


def test_patterns_with_counts() -> None:
    table = read(ROWS).whole
    assert (table.lists, table.sizes, table.documented, table.captured) == (("A", "B"), (7, 5), 10, (0, 8, 2))


def test_a_row_for_each_person() -> None:
    table = read([["A", "B"], ["1", "0"], ["1", "1"], ["1", "0"]]).whole
    assert (table.counts, table.documented) == ((0, 2, 0, 1), 3)


@pytest.mark.parametrize("name", ["count", "n", "Frequency", "how many", "колькасць"])
def test_a_column_of_counts_is_known_by_its_name_or_its_numbers(name: str) -> None:
    assert read([["A", "B", name], *ROWS[1:]]).whole.documented == 10


def test_patterns_that_are_repeated_are_added_and_said() -> None:
    tables = read([*ROWS, ["1", "0", "4"]])
    assert (tables.whole.documented, len(tables.notes)) == (14, 1)


def test_people_on_no_list_are_left_out_and_said() -> None:
    tables = read([*ROWS, ["0", "0", "7"]])
    assert tables.whole.documented == 10
    assert "7 people" in tables.notes[0]


def test_a_column_divides_the_people() -> None:
    tables = read([["place", "A", "B", "n"], ["x", "1", "0", "5"], ["y", "0", "1", "3"], ["x", "1", "1", "2"]], stratum="place")
    assert {name: table.documented for name, table in tables.strata.items()} == {"x": 7, "y": 3}
    assert tables.whole.documented == 10


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "empty"),
        ([["A", "B", "count"], ["1", "0", "-5"]], "row 2, column count: the count -5 is negative"),
        ([["A", "B", "count"], ["1", "0", "5"], ["1", "1", "2.5"]], "row 3, column count: the count 2.5 is not whole"),
        ([["A", "B", "count"], ["1", "0", ""]], "the count is missing"),
        ([["A", "B", "count"], ["1", "0", "many"]], "'many' is no number"),
        ([["A", "B", "count"], ["1", "0", "nan"]], "no possible number"),
        ([["A", "B", "count"], ["1", "0", "inf"]], "no possible number"),
        ([["A", "B", "count"], ["1", "2", "5"]], "column B: '2' is neither 0 nor 1"),
        ([["A", "B", "count"], ["1", "", "5"]], "column B: the cell is empty"),
        ([["A", "B", "count"], ["1", "0"]], "row 2: it has 2 cells, the first row has 3"),
        ([["A", "A", "count"], ["1", "0", "1"]], "two columns are called A"),
        ([["A", "", "count"], ["1", "0", "1"]], "column 2 has no name"),
        ([["1", "0", "4"], ["0", "1", "1"]], "no names"),
        ([[*"ABCDEFGHI", "count"], [*"100000000", "4"]], "9 lists"),
        ([["A", "B", "place", "count"], ["1", "0", "north", "4"]], "column place: 'north' is neither 0 nor 1"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(rows: list[list[str]], words: str) -> None:
    with pytest.raises(InputError) as error:
        read(rows)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_patterns_that_nobody_can_have() -> None:
    table = read([["A", "B", "C", "n"], ["1", "0", "0", "5"], ["0", "1", "1", "3"]], never=[("A", "B")]).whole
    assert table.impossible == {3, 7}
    with pytest.raises(InputError, match="on B and C, which --never says"):
        read([["A", "B", "C", "n"], ["1", "0", "0", "5"], ["0", "1", "1", "3"]], never=[("B", "C")])
    with pytest.raises(InputError, match="no list D"):
        read(ROWS, never=[("A", "D")])
