"""Count 100,000 people with about four acts each, beside hand-written SQL that gives the same number.

    python benchmarks/counting.py [PEOPLE]

Both work on the same rows in memory: the SQL on SQLite, the count on tuples as the store hands them over. One in twenty people
has acts that leave something to argue about (imprecise dates, a transfer, two sources that disagree): these go the general way.
The SQL knows nothing of them, so the numbers are compared on the others alone, and the time is taken over all.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from datetime import date
from functools import partial
from typing import cast

from kronika.counting.balance import balance
from kronika.counting.count import count, counts
from kronika.counting.definitions import SHIPPED, load_shipped
from kronika.counting.scope import ALL, View
from kronika.counting.series import periods, series
from kronika.model.act import LAST_DAY, Act

ON = date(2024, 1, 31).toordinal()
_FIRST = date(2020, 8, 9).toordinal()
_ROUGH = 20

#: the same as political-prisoner/announced, for acts on known days
SQL = """
WITH person AS (
    SELECT person,
           max(CASE WHEN kind = 'detention' THEN lo END) AS detained,
           max(CASE WHEN kind = 'sentence' THEN lo END) AS sentenced,
           max(CASE WHEN kind = 'sentence' THEN code END) AS regime,
           max(CASE WHEN kind = 'sentence' THEN term END) AS term,
           max(CASE WHEN kind = 'release' THEN lo END) AS released,
           min(CASE WHEN kind = 'recognition' AND code IN ('', 'current') THEN lo END) AS recognised
    FROM act
    WHERE accepted <= :known AND until_accepted > :known
    GROUP BY person
)
SELECT count(*) FROM person
WHERE recognised <= :on AND detained <= :on AND (released IS NULL OR released > :on)
  AND NOT (coalesce(sentenced, :on + 1) <= :on AND regime IN ('home-confinement', 'suspended', 'recognisance'))
  AND (released IS NOT NULL
       OR (term IS NOT NULL
           AND julianday(date(detained + 1721424.5, '+' || trim(term, 'PY') || ' years')) - 1721424.5 > :on)
       OR (term IS NOT NULL AND sentenced > :on)
       OR (term IS NULL AND coalesce(sentenced, detained) + 548 >= :on))
"""


def acts_of(number: int, rng: random.Random, *, rough: bool) -> list[Act]:
    """Return the acts of one invented person."""
    person = number
    detained = _FIRST + rng.randrange(1200)
    rows: list[Act] = []

    def add(kind: str, lo: int, hi: int, code: str = "", agent: str = "", term: str = "", source: str = "list") -> None:
        accepted = ON + 1
        rows.append(
            Act(
                person,
                kind,
                lo,
                hi,
                code,
                agent,
                term,
                source,
                "transcribed",
                hi,
                accepted,
                LAST_DAY,
                LAST_DAY,
                number * 10 + len(rows),
            )
        )

    add("detention", detained, detained, "criminal")
    sentenced = detained + rng.randrange(90, 400)
    if rng.random() < 0.9:
        regime = rng.choice(["colony-general", "colony-reinforced", "open-type", "home-confinement"])
        add("sentence", sentenced, sentenced, regime, term=f"P{rng.randrange(1, 12)}Y")
    if rng.random() < 0.95:
        recognised = detained + rng.randrange(1, 200)
        add("recognition", recognised, recognised, agent="Example Watch")
    if rng.random() < 0.5:
        released = sentenced + rng.randrange(1, 1500)
        add("release", released, released, rng.choice(["served", "pardoned"]))
    if rng.random() < 0.6:
        add("charge", detained + 10, detained + 10)
    if rough:
        if number % 3 == 0:
            add("transfer", sentenced + 60, sentenced + 90, "prison")
        elif number % 3 == 1:
            add("detention", detained + 4, detained + 4, "criminal", source="other list")
        else:
            add("release", sentenced + 30, sentenced + 400, "served", source="other list")
    return rows


def best_of(times: int, work: object) -> float:
    """Return the shortest time of several runs, in seconds."""
    assert callable(work)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print the times and their ratio."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = random.Random(7)
    acts = [row for number in range(1, people + 1) for row in acts_of(number, rng, rough=number % _ROUGH == 0)]
    # The store hands rows over as the database gives them: plain tuples, which the garbage collector need not look at.
    rows = cast("list[Act]", [tuple(act) for act in acts])
    definition = load_shipped("political-prisoner")
    database = sqlite3.connect(":memory:")
    names = ", ".join(Act._fields)
    database.execute(f"CREATE TABLE act ({names})")
    database.executemany(f"INSERT INTO act VALUES ({', '.join('?' * len(Act._fields))})", acts)
    database.execute("CREATE INDEX act_person ON act (person)")
    values = {"on": ON, "known": LAST_DAY - 1}

    plain = [row for row in rows if int(row[0]) % _ROUGH]
    database.execute("CREATE TABLE everything AS SELECT * FROM act")
    database.execute("DELETE FROM act WHERE person % ? = 0", (_ROUGH,))
    expected = database.execute(SQL, values).fetchone()[0]
    found = count(plain, definition, ON).number
    assert found == expected, f"the count says {found}, the SQL {expected}"
    database.execute("DELETE FROM act")
    database.execute("INSERT INTO act SELECT * FROM everything ORDER BY person")

    by_sql = best_of(3, lambda: database.execute(SQL, values).fetchone())
    by_count = best_of(3, lambda: count(rows, definition, ON))
    plain_only = best_of(3, lambda: count(plain, definition, ON))
    print(f"{people} people, {len(rows)} acts; in on the day, of those on known days: {found}")
    print(f"hand-written SQL      {by_sql:.2f} s")
    print(f"count                 {by_count:.2f} s, {by_count / by_sql:.1f} times the SQL")
    print(f"  known days only     {plain_only:.2f} s")
    months, days = periods(ON - 730, ON, "month"), periods(ON - 999, ON, "day")
    monthly = best_of(1, lambda: series(rows, definition, months))
    daily = best_of(1, lambda: series(rows, definition, days))
    print(
        f"series of {len(months)} months   {monthly:.2f} s, {monthly / by_count:.1f} times one count; of 1,000 days {daily:.2f} s"
    )
    both = best_of(1, lambda: balance(*counts(rows, definition, [ON - 365, ON])))
    print(f"balance of two days   {both:.2f} s, {both / by_count:.1f} times one count")
    each_definition(rows, database, by_sql)


#: where facts of a kind, or those who have one, stand in a period, by the code of the fact
OF_ACTS = """
WITH fact AS (
    SELECT {key}, max(code) AS code,
           max(CASE WHEN lo >= :first AND hi <= :last THEN 2 WHEN hi < :first OR lo > :last THEN 0 ELSE 1 END) AS place
    FROM act WHERE kind = :kind AND accepted <= :known AND until_accepted > :known GROUP BY {key}
)
SELECT place, code, count(*) FROM fact GROUP BY place, code
"""


def each_definition(rows: list[Act], database: sqlite3.Connection, of_custody: float) -> None:
    """Print the time of a count under each shipped definition, beside hand-written SQL of its sort."""
    for name in SHIPPED:
        definition = load_shipped(name)
        view, by_sql = ALL, of_custody
        if definition.of == "acts":
            view = View(since=ON - 365)
            sql = OF_ACTS.format(key="mention" if definition.unit == "facts" else "person")
            values: dict[str, object] = {"kind": definition.kind, "first": ON - 365, "last": ON, "known": LAST_DAY - 1}
            by_sql = best_of(3, partial(_answer, database, sql, values))
        taken = best_of(2, partial(count, rows, definition, ON, view))
        print(f"  {name:<46} {taken:.2f} s, {taken / by_sql:.1f} times the SQL ({by_sql:.2f} s)")


def _answer(database: sqlite3.Connection, sql: str, values: dict[str, object]) -> object:
    return database.execute(sql, values).fetchall()


if __name__ == "__main__":
    main()
