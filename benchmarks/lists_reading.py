"""How fast a list becomes mentions and statements: ``python benchmarks/lists_reading.py [ROWS]``.

An invented list of 15 columns in Russian with the spread of a real one (names nearly all different, dates over four years, a
few hundred courts and facilities) is read on one core. The bar: 100,000 rows in under 10 seconds.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from kronika.model.source import Document, Source, Table
from kronika.reading.lists import Mapping, read_table

HEADERS = (
    "№", "Фамилия, имя", "Прозвішча, імя", "Дата рождения", "Пол", "Род занятий", "Задержан", "Место задержания", "Статья",
    "Приговор от", "Суд", "Срок", "Место отбывания", "Признан", "Освобождён",
)  # fmt: skip
MAPPING = {
    "list": "invented",
    "states": "Zorych monitor",
    "language": "ru",
    "columns": {
        "Фамилия, имя": {"to": "person.name", "language": "ru"},
        "Прозвішча, імя": {"to": "person.name", "language": "be"},
        "Дата рождения": "person.birth_date",
        "Пол": "person.gender",
        "Род занятий": "person.occupation",
        "Задержан": "detention.date",
        "Место задержания": "detention.place",
        "Статья": "charge.article",
        "Приговор от": "sentence.date",
        "Суд": "sentence.court",
        "Срок": "sentence.term",
        "Место отбывания": "transfer.facility",
        "Признан": "recognition.date",
        "Освобождён": "release.date",
    },
    "constants": {"recognition.recognised_by": "Zorych monitor"},
    "ignore": ["№"],
}
_SYLLABLES = ("за", "ра", "ку", "не", "ми", "во", "ло", "да", "ся", "те", "пи", "го", "бе", "рю", "жа", "чо")


def invented_table(rows: int) -> Table:
    """Return a list of invented people in invented places."""
    chance = random.Random(20)
    places = [_word(chance, 3) for _ in range(120)]
    courts = [f"Суд района {place}" for place in places]
    facilities = [f"ИК-{number}, {place}" for number, place in enumerate(places[:40])]
    articles = [f"ч. {chance.randint(1, 3)} ст. {chance.randint(130, 380)} УК" for _ in range(80)]
    regimes = (
        "колонии общего режима",
        "колонии усиленного режима",
        "ограничения свободы с направлением",
        "колонии строгого режима",
    )
    terms = [f"{years} года {months} месяцев {regime}" for years in range(1, 9) for months in range(1, 7) for regime in regimes]
    body = []
    for number in range(rows):
        name = f"{_word(chance, 3)} {_word(chance, 2)} {_word(chance, 4)}"
        body.append(
            (
                str(number + 1),
                name,
                f"{_word(chance, 3)} {_word(chance, 2)}",
                _day(chance, date(1950, 1, 1), 20000),
                chance.choice(("м", "ж")),
                chance.choice(places),
                _day(chance, date(2020, 8, 1), 1500),
                chance.choice(places),
                chance.choice(articles),
                _day(chance, date(2021, 1, 1), 1500),
                chance.choice(courts),
                chance.choice(terms),
                chance.choice(facilities),
                _day(chance, date(2021, 1, 1), 1500),
                _day(chance, date(2022, 1, 1), 1000) if chance.random() < 0.5 else "",
            )
        )
    return Table("", 0, [HEADERS, *body])


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=syllables)).capitalize()


def _day(chance: random.Random, first: date, span: int) -> str:
    return (first + timedelta(days=chance.randrange(span))).strftime("%d.%m.%Y")


def main() -> None:
    """Read the invented list and print what it cost."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    table = invented_table(rows)
    document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
    source = Source("d0", "0" * 64, len(document.text), "text/csv", "invented.csv", published="2024-12-01")
    mapping = Mapping.from_dict(MAPPING, "invented.yml")
    began, worked = time.perf_counter(), time.process_time()
    read = statements = mentions = problems = 0
    for reading in read_table(document, table, mapping, source):
        read += 1
        statements += len(reading.statements)
        mentions += len(reading.mentions)
        problems += len(reading.problems)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    print(f"{read} rows of {len(HEADERS)} columns: {mentions} mentions, {statements} statements, {problems} problems")
    each = f"{work / read * 1e6:.0f} µs a row, {statements / work:.0f} statements a second"
    print(f"{seconds:.1f} s ({work:.1f} s of one core), {each}")


if __name__ == "__main__":
    main()
