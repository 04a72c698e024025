from __future__ import annotations

from typing import Any

import pytest
import yaml

from kronika.errors import InputError
from kronika.model.source import Document, Source, Table
from kronika.reading.lists import Mapping, read_table
from kronika.reading.lists.targets import Target, all_targets, parse_target

GOOD: dict[str, Any] = {
    "list": "zorych-prisoners",
    "states": "Zorych monitor",
    "language": "ru",
    "header_row": 2,
    "key": ["ФИО"],
    "dates": {"order": "dmy"},
    "columns": {
        "ФИО": {"to": "person.name", "language": "ru"},
        "Імя": {"to": "person.name", "language": "be"},
        "Задержан": "detention.date",
        "Задержан#2": "detention#2.date",
        "Срок, лет": {"to": "sentence.term", "unit": "years"},
        "Статус": {"to": "state", "codes": {"вышла": "release.happened"}},
    },
    "constants": {"recognition.recognised_by": "Viasna"},
    "ignore": ["№"],
}


def _with(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def test_a_mapping_survives_its_file() -> None:
    mapping = Mapping.from_dict(GOOD, "zorych.yml")
    text = yaml.safe_dump(mapping.to_yaml_dict(), allow_unicode=True, sort_keys=False)
    assert Mapping.from_dict(yaml.safe_load(text), "zorych.yml") == mapping
    assert mapping.columns[3].target == Target("detention", 2, "date")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({}, "the list has no name"),
        ("text", "must be written as"),
        (_with(liste="x"), "Did you mean 'list'"),
        (_with(columns={"ФИО": "person.name", "A": "detention.dat"}), "Did you mean detention.date"),
        (_with(columns={"ФИО": "person.name", "A": "wedding.date"}), "there is nothing called 'wedding.date'"),
        (_with(columns={"ФИО": "person.name", "A": "person#2.gender"}), "there is nothing called"),
        (_with(columns={"Задержан": "detention.date"}), "no column holds the name"),
        (
            _with(columns={"ФИО": "person.name", "A": "detention.date", "B": "detention.date"}),
            "is said by two columns, 'A' and 'B'",
        ),
        (_with(columns={"ФИО": "person.name", "Имя": "person.name"}), "Give each its 'language'"),
        (_with(columns={"ФИО": "person.name", "A": "organisation.country"}), "about a person or about an organisation"),
        (_with(columns={"ФИО": {"to": "person.name", "lang": "ru"}}), "has no part 'lang'"),
        (_with(columns={"ФИО": {"to": "person.name", "language": "fr"}}), "language 'fr' is unknown"),
        (_with(dates={"order": "ydm"}), "order 'ydm' is unknown"),
        (_with(header_row="second"), "is not a row"),
        (_with(ignore=["ФИО"]), "both read and ignored"),
        (_with(constants={"state": "x"}), "cannot be a constant"),
        (_with(constants={"sentence.dat": "x"}), "Did you mean sentence.date"),
    ],
)
def test_a_faulty_mapping_gets_one_line_with_file_and_advice(content: object, says: str) -> None:
    with pytest.raises(InputError) as caught:
        Mapping.from_dict(content, "zorych.yml")
    line = str(caught.value)
    assert line.startswith("zorych.yml")
    assert says in line
    assert "\n" not in line


def test_every_target_is_in_the_vocabulary_and_read_back() -> None:
    for name in all_targets():
        assert str(parse_target(name, "")) == name


def test_a_missing_column_is_named_with_those_that_are_alike_and_all_there_are() -> None:
    table = Table("Sheet 1", 0, [["ФИО", "Задержана", "Суд"], ["Ковалёва Анна", "", ""]])
    mapping = Mapping.from_dict({"list": "x", "columns": {"ФИО": "person.name", "Задержан": "detention.date"}}, "x.yml")
    document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
    with pytest.raises(InputError) as caught:
        read_table(document, table, mapping, Source("d1", "0", 0, "text/csv", "list.csv"))
    line = str(caught.value)
    assert line.startswith("list.csv, Sheet 1: there is no column 'Задержан'")
    assert "Did you mean 'Задержана'" in line
    assert "'ФИО', 'Задержана', 'Суд'" in line


def test_a_header_row_that_is_not_there_is_named() -> None:
    table = Table("", 0, [["ФИО"]], first_row=1)
    mapping = Mapping.from_dict({"list": "x", "header_row": 9, "columns": {"ФИО": "person.name"}}, "x.yml")
    with pytest.raises(InputError, match="there is no row 9"):
        read_table(Document("ФИО\n", "csv/1", "text/csv"), table, mapping, Source("d1", "0", 0, "text/csv", "list.csv"))


def test_a_header_that_yaml_takes_for_a_truth_value_is_found() -> None:
    content = yaml.safe_load("list: x\ncolumns:\n  Name: person.name\n  No: detention.place\n")
    table = Table("", 0, [["Name", "No"], ["Ada Zorych", "Zorychy"]])
    document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
    rows = list(read_table(document, table, Mapping.from_dict(content, "x.yml"), Source("d1", "0", 0, "text/csv", "x.csv")))
    assert [statement.value for statement in rows[0].statements] == ["Ada Zorych", "Zorychy"]
