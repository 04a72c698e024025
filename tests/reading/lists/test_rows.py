from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.model import vocabulary
from kronika.model.source import Document, Source, Table
from kronika.reading.lists import Mapping, RowReading, notes, read_table

Facts = list[tuple[str, str, str]]


def _document(rows: Sequence[Sequence[str]], before: str = "A page of text\n") -> tuple[Document, Table]:
    table = Table("", len(before), rows)
    return Document(before + table.text(), "csv/1", "text/csv", tables=(table,)), table


def _read(rows: Sequence[Sequence[str]], columns: dict[str, Any], published: str = "2024-12-01", **more: Any) -> list[RowReading]:
    document, table = _document(rows)
    mapping = Mapping.from_dict({"list": "zorych", "states": "Zorych monitor", "columns": columns, **more}, "zorych.yml")
    readings = list(read_table(document, table, mapping, Source("d1", "00", 0, "text/csv", "zorych.csv", published=published)))
    kinds = vocabulary.load()
    for reading in readings:
        known = {mention.id: mention for mention in reading.mentions}
        assert len(known) == len(reading.mentions)
        for statement in reading.statements:
            assert document.text[statement.start : statement.end] == statement.quote
            kinds.kind(known[statement.mention].kind).property(statement.property)
    return readings


def _facts(reading: RowReading) -> Facts:
    kinds = {mention.id: mention.kind for mention in reading.mentions}
    return [(kinds[statement.mention], statement.property, statement.value) for statement in reading.statements]


NAME = {"ФИО": "person.name"}


def test_a_row_is_a_person_with_acts_each_with_its_exact_quote() -> None:
    [reading] = _read(
        [
            ["№", "ФИО", "Дата рождения", "Задержан", "Статья", "Суд", "Приговор", "Срок", "Освобождён"],
            [
                "7",
                "Ковалёва Анна",
                "05.04.1985",
                "9 августа 2020",
                "ч. 1 ст. 342",
                "Суд г. Зоричи",
                "12.05.2021",
                "2 года химии",
                "май 2023, помилована",
            ],
        ],
        {
            **NAME,
            "Дата рождения": "person.birth_date",
            "Задержан": "detention.date",
            "Статья": "charge.article",
            "Суд": "sentence.court",
            "Приговор": "sentence.date",
            "Срок": "sentence.term",
            "Освобождён": "release.date",
        },
        ignore=["№"],
    )
    assert _facts(reading) == [
        ("person", "name", "Ковалёва Анна"),
        ("person", "birth_date", "1985-04-05"),
        ("detention", "date", "2020-08-09"),
        ("charge", "article", "342(1)"),
        ("sentence", "court", "Суд г. Зоричи"),
        ("sentence", "date", "2021-05-12"),
        ("sentence", "term", "P2Y"),
        ("sentence", "regime", "open-type"),
        ("release", "date", "2023-05"),
        ("release", "how", "pardoned"),
    ]
    person = reading.mentions[0]
    assert {mention.subject for mention in reading.mentions[1:]} == {person.id}
    assert {mention.list for mention in reading.mentions} == {"zorych"}
    term = next(statement for statement in reading.statements if statement.property == "regime")
    assert (term.quote, term.rule, term.stated_by, term.published) == (
        "химии",
        "list: column 'Срок'",
        "Zorych monitor",
        "2024-12-01",
    )
    assert reading.problems == ()


def test_an_impossible_date_is_kept_as_written_and_named_with_row_and_column() -> None:
    [reading] = _read([["ФИО", "Задержан"], ["Ковалёва Анна", "31.02.2021"]], {**NAME, "Задержан": "detention.date"})
    said = reading.statements[-1]
    assert (said.value, said.original, said.quote) == ("", "31.02.2021", "31.02.2021")
    assert reading.problems == ("row 2, column 'Задержан': 31.02.2021 is not a day of the calendar; kept as written",)


def test_a_cell_that_holds_no_date_loses_nothing() -> None:
    [reading] = _read([["ФИО", "Задержан"], ["Ковалёва Анна", "неведомо когда"]], {**NAME, "Задержан": "detention.date"})
    assert reading.statements[-1].quote == "неведомо когда"
    assert "is not a date; kept as written" in reading.problems[0]


def test_a_date_among_words_is_quoted_alone() -> None:
    [reading] = _read(
        [["ФИО", "Задержан"], ["Ковалёва Анна", "дома, 09.08.2020, повторно"]], {**NAME, "Задержан": "detention.date"}
    )
    assert (reading.statements[-1].value, reading.statements[-1].quote) == ("2020-08-09", "09.08.2020")
    assert "only the date is read" in reading.problems[0]


@pytest.mark.parametrize(
    "cell", ["09.08.2020; 12.11.2020", "09.08.2020\n12.11.2020", "09.08.2020, 12.11.2020", "09.08.2020 и 12.11.2020"]
)
def test_several_dates_in_a_cell_are_several_acts(cell: str) -> None:
    [reading] = _read([["ФИО", "Задержан"], ["Ковалёва Анна", cell]], {**NAME, "Задержан": "detention.date"})
    assert _facts(reading)[1:] == [("detention", "date", "2020-08-09"), ("detention", "date", "2020-11-12")]
    assert len(reading.mentions) == 3


def test_values_are_paired_where_cells_list_as_many_and_else_kept_with_the_first() -> None:
    [reading] = _read(
        [["ФИО", "Задержан", "Где", "Статья"], ["Ковалёва Анна", "09.08.2020; 12.11.2020", "Зоричи; Липск", "ст. 342"]],
        {**NAME, "Задержан": "detention.date", "Где": "detention.place", "Статья": "detention.article"},
    )
    assert _facts(reading)[1:] == [
        ("detention", "date", "2020-08-09"),
        ("detention", "place", "Зоричи"),
        ("detention", "article", "342"),
        ("detention", "date", "2020-11-12"),
        ("detention", "place", "Липск"),
    ]
    assert reading.problems == ("row 2, column 'Статья': one value for 2 acts (detention); kept with the first",)


def test_several_terms_are_several_sentences() -> None:
    [reading] = _read(
        [["ФИО", "Приговор", "Срок"], ["Ковалёва Анна", "09.06.2021; 05.07.2022", "2 года + 1 год"]],
        {**NAME, "Приговор": "sentence.date", "Срок": "sentence.term"},
    )
    assert _facts(reading)[1:] == [
        ("sentence", "date", "2021-06-09"),
        ("sentence", "term", "P2Y"),
        ("sentence", "date", "2022-07-05"),
        ("sentence", "term", "P1Y"),
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2 гады калоніі агульнага рэжыму, 14.12.2021", ["2021-12-14"]),
        ("14 декабря 2021: 2 года колонии общего режима", ["2021-12-14"]),
        ("2 года общего режима, до 14.12.2023", []),
        ("2 года общего режима, 2021", []),
        ("2 года общего режима (14.12.2021, апелляция 01.03.2022)", []),
    ],
)
def test_the_day_of_a_sentence_may_stand_in_the_cell_of_its_term(cell: str, day: list[str]) -> None:
    [reading] = _read([["ФИО", "Срок"], ["Ковалёва Анна", cell]], {**NAME, "Срок": "sentence.term"})
    found = {(name, value) for _, name, value in _facts(reading)[1:]}
    assert found == {("term", "P2Y"), ("regime", "colony-general"), *(("date", value) for value in day)}


def test_two_terms_that_are_no_list_stay_as_written() -> None:
    [reading] = _read([["ФИО", "Срок"], ["Ковалёва Анна", "3 года вместо 2 лет"]], {**NAME, "Срок": "sentence.term"})
    assert reading.statements[-1].value == "3 года вместо 2 лет"
    assert "holds 2 terms; kept as written" in reading.problems[0]


def test_a_fine_is_no_term() -> None:
    [reading] = _read([["ФИО", "Срок"], ["Ковалёва Анна", "2 года химии и штраф 100 б.в."]], {**NAME, "Срок": "sentence.term"})
    assert _facts(reading)[1:] == [
        ("sentence", "term", "P2Y"),
        ("sentence", "regime", "open-type"),
        ("sentence", "fine", "штраф 100 б.в."),
    ]


@pytest.mark.parametrize("cell", ["Вясна, БАЖ", "Viasna; BAJ", "Вясна\nBAJ", "Вясна и БАЖ", "Viasna / BAJ"])
def test_each_who_recognised_is_an_act_of_its_own_with_the_shared_date(cell: str) -> None:
    [reading] = _read(
        [["ФИО", "Признан", "Кем"], ["Ковалёва Анна", "20.05.2021", cell]],
        {**NAME, "Признан": "recognition.date", "Кем": "recognition.recognised_by"},
    )
    assert _facts(reading)[1:] == [
        ("recognition", "date", "2021-05-20"),
        ("recognition", "recognised_by", "Viasna"),
        ("recognition", "date", "2021-05-20"),
        ("recognition", "recognised_by", "BAJ"),
    ]


def test_a_date_beside_who_recognised_holds_for_that_one() -> None:
    [reading] = _read(
        [["ФИО", "Кем"], ["Ковалёва Анна", "Вясна (15.05.2021); Зорыцкі камітэт (20.06.2021)"]],
        {**NAME, "Кем": "recognition.recognised_by"},
    )
    assert _facts(reading)[1:] == [
        ("recognition", "recognised_by", "Viasna"),
        ("recognition", "date", "2021-05-15"),
        ("recognition", "recognised_by", "Зорыцкі камітэт"),
        ("recognition", "date", "2021-06-20"),
    ]


def test_a_constant_rests_on_the_row_s_name_and_makes_a_recognition_of_every_row() -> None:
    [reading] = _read(
        [["ФИО", "Признан", "Задержан"], ["Ковалёва Анна", "", ""]],
        {**NAME, "Признан": "recognition.date", "Задержан": "detention.date"},
        constants={"recognition.recognised_by": "Viasna", "detention.basis": "criminal"},
    )
    assert _facts(reading)[1:] == [("recognition", "recognised_by", "Viasna")]
    assert reading.statements[-1].quote == "Ковалёва Анна"


@pytest.mark.parametrize(
    ("cell", "facts"),
    [
        ("released", [("release", "happened", "yes")]),
        ("на свободе", [("release", "happened", "yes")]),
        ("pardoned, 13 Dec 2025", [("release", "how", "pardoned"), ("release", "date", "2025-12-13")]),
        ("died in custody, 21 May 2021", [("death", "in_custody", "yes"), ("death", "date", "2021-05-21")]),
        ("СИЗО", [("transfer", "regime", "pre-trial")]),
        ("moved to house arrest, Mar 2022", [("transfer", "regime", "house-arrest"), ("transfer", "date", "2022-03")]),
    ],
)
def test_a_state_says_what_happened(cell: str, facts: Facts) -> None:
    [reading] = _read([["ФИО", "Статус"], ["Ковалёва Анна", cell]], {**NAME, "Статус": "state"})
    assert _facts(reading)[1:] == facts


def test_what_did_not_happen_or_is_not_known_is_named_and_not_read() -> None:
    [reading] = _read([["ФИО", "Статус"], ["Ковалёва Анна", "not released"]], {**NAME, "Статус": "state"})
    assert len(reading.mentions) == 1
    assert "not read" in reading.problems[0]


def test_a_state_adds_to_the_act_that_the_row_has() -> None:
    [reading] = _read(
        [["ФИО", "Освобождён", "Статус"], ["Ковалёва Анна", "12.09.2023", "помилована"]],
        {**NAME, "Освобождён": "release.date", "Статус": "state"},
    )
    assert _facts(reading)[1:] == [("release", "date", "2023-09-12"), ("release", "how", "pardoned")]
    assert len(reading.mentions) == 2


def test_a_court_without_a_verdict_is_a_trial() -> None:
    [reading] = _read(
        [["ФИО", "Суд", "Срок"], ["Ковалёва Анна", "Суд г. Зоричи", ""]],
        {**NAME, "Суд": "sentence.court", "Срок": "sentence.term"},
    )
    assert _facts(reading)[1:] == [("trial", "court", "Суд г. Зоричи")]


def test_names_in_two_languages_and_in_parts() -> None:
    [reading] = _read(
        [["Прозвішча", "Імя", "Name"], ["Кавалёва", "Ганна", "Hanna Kavaliova / Anna Kovaleva"]],
        {
            "Прозвішча": {"to": "person.name.family", "language": "be"},
            "Імя": {"to": "person.name.given", "language": "be"},
            "Name": {"to": "person.name", "language": "en"},
        },
    )
    assert {(statement.value, statement.language, statement.quote) for statement in reading.statements} == {
        ("Кавалёва Ганна", "be", "Кавалёва\tГанна"),
        ("Hanna Kavaliova", "en", "Hanna Kavaliova"),
        ("Anna Kovaleva", "en", "Anna Kovaleva"),
    }


def test_latin_letters_inside_a_cyrillic_name_are_compared_as_cyrillic_and_named() -> None:
    [reading] = _read([["ФИО"], ["Дубовiк Янка"]], NAME)
    assert (reading.statements[0].value, reading.statements[0].original) == ("Дубовік Янка", "Дубовiк Янка")
    assert reading.problems[0].startswith("row 2, column 'ФИО': Latin and Cyrillic letters")


def test_rows_that_say_nothing_are_passed_over_and_rows_without_a_name_are_named() -> None:
    readings = _read(
        [["ФИО", "Задержан"], ["", " "], ["", "09.08.2020"], ["ФИО", "Задержан"], ["2021 год", ""], ["Ковалёва Анна", "-"], []],
        {**NAME, "Задержан": "detention.date"},
    )
    assert [(reading.row, reading.problems) for reading in readings] == [
        (3, ("row 3: no name; not read",)),
        (5, ("row 5: no name; not read",)),
        (6, ()),
    ]
    assert _facts(readings[-1]) == [("person", "name", "Ковалёва Анна")]


def test_ragged_rows_and_repeated_headers() -> None:
    readings = _read(
        [["ФИО", "Дата", "Дата"], ["Ковалёва Анна"], ["Зорич Ян", "09.08.2020", "12.05.2021", "лишнее"]],
        {**NAME, "Дата": "detention.date", "Дата#2": "sentence.date"},
    )
    assert _facts(readings[1])[1:] == [("detention", "date", "2020-08-09"), ("sentence", "date", "2021-05-12")]
    assert "beyond the headers" in readings[1].problems[0]


def test_two_rows_of_one_key_stay_two_people_and_say_so() -> None:
    first, second = _read([["ФИО"], ["Ковалёва Анна"], ["ковалева  анна"]], NAME)
    assert first.mentions[0].id != second.mentions[0].id
    assert second.key == f"{first.key}#2"
    assert "the same key as row 2" in second.problems[0]


def test_ids_do_not_depend_on_the_place_in_an_edition() -> None:
    columns = {**NAME, "Задержан": "detention.date", "Кем": "recognition.recognised_by"}
    header = ["ФИО", "Задержан", "Кем"]
    one = _read([header, ["Ковалёва Анна", "09.08.2020", "Вясна, БАЖ"]], columns)[0]
    two = _read([header, ["Зорич Ян", "", ""], ["Ковалёва Анна", "10.08.2020", "БАЖ, Вясна"]], columns)[1]
    assert {mention.id for mention in one.mentions} == {mention.id for mention in two.mentions}


def test_a_key_column_holds_a_row_together_when_the_name_changes() -> None:
    columns = {**NAME, "Дата рождения": "person.birth_date"}
    header = ["Код", "ФИО", "Дата рождения"]
    one = _read([header, ["a1", "Ковалева Анна", ""]], columns, key=["Код"])[0]
    two = _read([header, ["A1", "Кавалёва Ганна", "1985"]], columns, key=["Код"])[0]
    assert one.mentions[0].id == two.mentions[0].id


def test_own_words_of_a_column_come_first() -> None:
    [reading] = _read(
        [["ФИО", "Режим"], ["Ковалёва Анна", "тип 3"]],
        {**NAME, "Режим": {"to": "sentence.regime", "codes": {"Тип 3": "colony-strict"}}},
    )
    assert _facts(reading)[1:] == [("sentence", "regime", "colony-strict")]


def test_a_code_that_is_unknown_stays_as_written() -> None:
    [reading] = _read([["ФИО", "Режим"], ["Ковалёва Анна", "колония"]], {**NAME, "Режим": "sentence.regime"})
    assert _facts(reading)[1:] == [("sentence", "regime", "колония")]


def test_a_bare_number_of_years_and_no_in_absentia() -> None:
    [reading] = _read(
        [["ФИО", "Лет", "Заочно"], ["Ковалёва Анна", "5,5", "нет"]],
        {**NAME, "Лет": {"to": "sentence.term", "unit": "years"}, "Заочно": "sentence.in_absentia"},
    )
    assert _facts(reading)[1:] == [("sentence", "term", "P5Y6M"), ("sentence", "in_absentia", "no")]


def test_an_act_that_did_not_happen_is_none() -> None:
    [reading] = _read([["ФИО", "Помилован"], ["Ковалёва Анна", "нет"]], {**NAME, "Помилован": "pardon.happened"})
    assert len(reading.mentions) == 1


def test_a_list_of_organisations() -> None:
    [reading] = _read(
        [["Организация", "Ликвидирована", "Как"], ["Зоричский клуб", "12.05.2021", "самоликвидация"]],
        {"Организация": "organisation.name", "Ликвидирована": "liquidation.date", "Как": "liquidation.how"},
    )
    assert _facts(reading) == [
        ("organisation", "name", "Зоричский клуб"),
        ("liquidation", "date", "2021-05-12"),
        ("liquidation", "how", "own-decision"),
    ]


def test_a_column_that_the_mapping_does_not_know_is_named() -> None:
    document, table = _document([["ФИО", "Новое", "№"], ["Ковалёва Анна", "x", "1"]])
    mapping = Mapping.from_dict({"list": "x", "columns": NAME, "ignore": ["№"]}, "x.yml")
    assert notes(document, table, mapping, Source("d1", "0", 0, "", "x.csv")) == (
        "column 'Новое' is not in the mapping; not read",
    )


_CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "09.08.2020",
            "31.02.2021",
            "-",
            "нет",
            "9 мая",
            "2 года + 1 год",
            "Вясна, BAJ",
            "released",
            "ст. 342",
            "a/b",
            "x\ny; z",
            "yes",
        ]
    ),
)


@given(st.lists(st.lists(_CELLS, max_size=9), max_size=6))
def test_whatever_stands_in_the_cells_quotes_are_exact_and_nothing_raises(body: list[list[str]]) -> None:
    header = ["ФИО", "b", "d", "t", "s", "r", "w", "st"]
    rows = [header, *([cell.replace("\r", " ") for cell in row] for row in body)]
    columns = {
        "ФИО": "person.name",
        "b": "person.birth_date",
        "d": "detention.date",
        "t": "sentence.term",
        "s": "sentence.in_absentia",
        "r": "recognition.recognised_by",
        "w": "release.how",
        "st": "state",
    }
    for reading in _read(rows, columns):
        assert bool(reading.mentions) == bool(reading.key)
        assert reading.mentions or reading.problems
