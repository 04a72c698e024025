from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml

from kronika.model.source import Document, Source, Table
from kronika.reading.lists import Guess, Mapping, guess, read_table

RUSSIAN = [
    ["Список политзаключённых района Зоричи", "", "", "", "", "", "", "", "", ""],
    ["по состоянию на 01.12.2024", "", "", "", "", "", "", "", "", ""],
    ["№", "ФИО", "Дата рожд.", "Задержан(а)", "Статья УК", "Осуждена", "Срок", "Где содержится", "Признана", "Ссылка"],
    [
        "1",
        "Ковалёва Анна Петровна",
        "05.04.1985",
        "09.08.2020",
        "ч. 1 ст. 342",
        "12.05.2021",
        "2 года 6 мес.",
        "ИК-4",
        "20.05.2021",
        "https://a.example",
    ],
    ["2", "Зорич Ян Янович", "1990", "12.11.2020", "ст. 364", "13.06.2021", "5 лет", "СИЗО-1", "21.06.2021", "https://b.example"],
]
BELARUSIAN = [
    ["Прозвішча", "Імя", "Дата нараджэння", "Затрыманы", "Артыкул", "Прысуд", "Рэжым", "Кім прызнаны", "Вызвалены"],
    ["Кавалёва", "Ганна", "05.04.1985", "09.08.2020", "ч. 1 арт. 342", "2 гады калоніі", "агульны", "Вясна", ""],
    ["Зорыч", "Ян", "1990", "12.11.2020", "арт. 364", "5 гадоў калоніі", "узмоцнены", "Вясна, БАЖ", "1 мая 2023"],
]
ENGLISH = [
    ["No", "Surname, first name", "Sex", "Born", "Arrest", "Charges", "Verdict", "Sentence", "Status", "Link"],
    [
        "1",
        "Kavaliova, Hanna",
        "f",
        "1985",
        "9 Aug 2020",
        "Art. 342(1)",
        "12 May 2021",
        "2 years",
        "released",
        "https://a.example",
    ],
    ["2", "Zorych, Jan", "m", "1990", "12 Nov 2020", "Art. 364", "13 Jun 2021", "5 years", "in prison", "https://b.example"],
]
NO_WORDS = [
    ["A", "B", "C", "D", "E"],
    ["Ковалёва Анна", "ч. 1 ст. 342", "2 года", "Суд Зоричского района", "09.08.2020"],
    ["Зорич Ян", "ст. 364", "5 лет", "Суд Липского района", "12.11.2020"],
]
AMERICAN = [["Full name", "Arrested on"], ["Ada Zorych", "12/25/2020"], ["Jan Lipski", "3/14/2021"]]


def _targets(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    return {column.header: column.target for column in guess(Table("", 0, rows), "list").columns}


def test_a_russian_list_below_title_rows() -> None:
    found = guess(Table("", 0, RUSSIAN), "zorychi")
    assert _targets(RUSSIAN) == {
        "№": "",
        "ФИО": "person.name",
        "Дата рожд.": "person.birth_date",
        "Задержан(а)": "detention.date",
        "Статья УК": "charge.article",
        "Осуждена": "sentence.date",
        "Срок": "sentence.term",
        "Где содержится": "transfer.facility",
        "Признана": "recognition.date",
        "Ссылка": "",
    }
    assert (found.mapping.header_row, found.mapping.language, found.mapping.order) == (3, "ru", "dmy")


def test_a_belarusian_list_with_names_in_parts() -> None:
    assert _targets(BELARUSIAN) == {
        "Прозвішча": "person.name.family",
        "Імя": "person.name.given",
        "Дата нараджэння": "person.birth_date",
        "Затрыманы": "detention.date",
        "Артыкул": "charge.article",
        "Прысуд": "sentence.term",
        "Рэжым": "sentence.regime",
        "Кім прызнаны": "recognition.recognised_by",
        "Вызвалены": "release.date",
    }


def test_an_english_list_where_cells_decide_what_a_verdict_is() -> None:
    assert _targets(ENGLISH) == {
        "No": "",
        "Surname, first name": "person.name",
        "Sex": "person.gender",
        "Born": "person.birth_date",
        "Arrest": "detention.date",
        "Charges": "charge.article",
        "Verdict": "sentence.date",
        "Sentence": "sentence.term",
        "Status": "state",
        "Link": "",
    }


def test_headers_that_say_nothing_are_guessed_from_cells_and_dates_are_not() -> None:
    found = guess(Table("", 0, NO_WORDS), "list")
    assert _targets(NO_WORDS) == {"A": "person.name", "B": "charge.article", "C": "sentence.term", "D": "sentence.court", "E": ""}
    assert any("'E'" in note for note in found.notes)
    assert all(column.confidence <= 0.5 for column in found.columns)


def test_what_a_header_promises_and_cells_do_not_hold_is_left_out_and_said() -> None:
    rows = [["ФИО", "Примерная дата освобождения"], ["Ковалёва Анна", "скоро"], ["Зорич Ян", "не скоро"]]
    found = guess(Table("", 0, rows), "list")
    assert found.columns[1].target == ""
    assert any("Примерная дата освобождения" in note for note in found.notes)


def test_one_column_for_date_and_place_types_of_prison_and_a_status_of_recognition() -> None:
    rows = [
        ["Фамилия", "Имя", "Дата и место задержания", "Type of prison", "Place of detention", "Статус ПЗ", "Date of sentencing"],
        ["Ковалёва", "Анна", "09.08.2020, Зоричи", "general regime", "Colony No. 4", "признана", "12 May 2021"],
        ["Зорич", "Ян", "12.11.2020, Липск", "enhanced regime", "Prison No. 1", "бывший политзаключённый", "13 June 2021"],
    ]
    assert _targets(rows) == {
        "Фамилия": "person.name.family",
        "Имя": "person.name.given",
        "Дата и место задержания": "detention.date",
        "Type of prison": "sentence.regime",
        "Place of detention": "transfer.facility",
        "Статус ПЗ": "recognition.status",
        "Date of sentencing": "sentence.date",
    }
    languages = {column.language for column in guess(Table("", 0, rows), "list").columns[:2]}
    assert len(languages) == 1


def test_month_first_is_told_from_the_dates() -> None:
    assert guess(Table("", 0, AMERICAN), "list").mapping.order == "mdy"


@pytest.mark.parametrize("rows", [RUSSIAN, BELARUSIAN, ENGLISH, AMERICAN, NO_WORDS])
def test_the_file_that_is_written_is_the_mapping_and_reads_the_list(rows: list[list[str]]) -> None:
    table = Table("", 0, rows)
    found = guess(table, "zorychi")
    mapping = Mapping.from_dict(yaml.safe_load(found.yaml()), "zorychi.yml")
    assert mapping == found.mapping
    document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
    readings = list(read_table(document, table, mapping, Source("d1", "0", 0, "text/csv", "x.csv")))
    assert len(readings) == 2
    assert all(reading.mentions for reading in readings)
    assert not [problem for reading in readings for problem in reading.problems]


def test_each_column_has_a_comment_in_the_file() -> None:
    text = guess(Table("", 0, RUSSIAN), "zorychi").yaml()
    assert '"ФИО": {to: person.name, language: ru}  # 95 % sure' in text
    assert "# Decide: who states what the list says" in text


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]], [["Сумма", "Цена"], ["1", "2"]], [["ФИО"]]])
def test_a_table_that_is_no_list_of_people_gives_a_guess_without_names_and_no_error(rows: list[list[str]]) -> None:
    found: Guess = guess(Table("", 0, rows), "x")
    assert found.yaml()
    if not any(column.target.startswith("person.name") for column in found.columns):
        assert any("names" in note for note in found.notes)
