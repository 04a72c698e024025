from __future__ import annotations

from collections.abc import Sequence

from kronika.model.source import Document, Source, Table
from kronika.reading.lists import Mapping, RowReading, edition_diff, read_table

HEADER = ["ФИО", "Дата рождения", "Задержан", "Срок", "Суд"]
MAPPING = Mapping.from_dict(
    {
        "list": "zorych",
        "columns": {
            "ФИО": "person.name",
            "Дата рождения": "person.birth_date",
            "Задержан": "detention.date",
            "Срок": "sentence.term",
            "Суд": "sentence.court",
        },
    },
    "zorych.yml",
)
KOVALEVA = ["Ковалёва Анна", "05.04.1985", "09.08.2020", "2 года", "Суд г. Зоричи"]
ZORYCH = ["Зорич Ян", "1990", "12.11.2020", "", "Суд г. Зоричи"]
LIPSKA = ["Липская Вера", "01.02.1970", "03.03.2021", "3 года", "Суд г. Зоричи"]


def _edition(source: str, *rows: Sequence[str]) -> list[RowReading]:
    table = Table("", 0, [HEADER, *rows])
    document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
    return list(read_table(document, table, MAPPING, Source(source, "0", 0, "text/csv", f"{source}.csv")))


def test_new_changed_vanished_and_the_rest() -> None:
    before = _edition("d1", KOVALEVA, ZORYCH)
    after = _edition("d2", LIPSKA, [*KOVALEVA[:3], "2 года 6 месяцев", "Суд г. Зоричи"])
    diff = edition_diff(before, after)
    assert [row.key for row in diff.new] == ["липская вера|1970-02-01"]
    assert [row.key for row in diff.vanished] == ["зорич ян|1990"]
    [change] = diff.changed
    assert (change.row, change.kind, change.property, change.column) == (3, "sentence", "term", "column 'Срок'")
    assert (change.before, change.after, change.value_before, change.value_after) == (
        "2 года",
        "2 года 6 месяцев",
        "P2Y",
        "P2Y6M",
    )
    assert (diff.same, diff.moved) == (0, ())


def test_the_same_list_in_another_order_and_another_way_of_writing_is_no_change() -> None:
    before = _edition("d1", KOVALEVA, ZORYCH)
    after = _edition("d2", ZORYCH, ["Ковалёва Анна", "05.04.1985", "2020-08-09", "2 года", "Суд г. Зоричи"])
    diff = edition_diff(before, after)
    assert (diff.new, diff.changed, diff.vanished, diff.same) == ((), (), (), 2)


def test_a_value_that_comes_or_goes_is_a_change() -> None:
    before = _edition("d1", ZORYCH)
    after = _edition("d2", [*ZORYCH[:3], "1 год", ""])
    changes = {(change.kind, change.property): (change.before, change.after) for change in edition_diff(before, after).changed}
    assert changes == {
        ("sentence", "term"): ("", "1 год"),
        ("trial", "court"): ("Суд г. Зоричи", ""),
    }


def test_a_corrected_date_that_could_not_be_read_is_a_change() -> None:
    before = _edition("d1", ["Ковалёва Анна", "", "31.02.2021", "", ""])
    after = _edition("d2", ["Ковалёва Анна", "", "28.02.2021", "", ""])
    [change] = edition_diff(before, after).changed
    assert (change.before, change.after) == ("31.02.2021", "28.02.2021")


def test_a_row_under_a_changed_key_is_hinted_at_and_not_joined() -> None:
    before = _edition("d1", KOVALEVA, ZORYCH)
    after = _edition("d2", ["Кавалёва Ганна", *KOVALEVA[1:]], ZORYCH)
    diff = edition_diff(before, after)
    assert len(diff.new) == len(diff.vanished) == 1
    [moved] = diff.moved
    assert (moved.before, moved.after, moved.row_after) == ("ковалева анна|1985-04-05", "кавалева ганна|1985-04-05", 2)
    assert 0.5 <= moved.alike < 1


def test_two_people_who_share_only_a_court_are_no_hint() -> None:
    diff = edition_diff(_edition("d1", KOVALEVA), _edition("d2", LIPSKA))
    assert diff.moved == ()


def test_rows_without_a_name_are_left_out() -> None:
    assert edition_diff(_edition("d1", ["", "", "09.08.2020", "", ""]), []) == ((), (), (), (), 0)
