"""How long a list of 100,000 rows takes, from file to number, in whole processes of the command line; peers in the same run.

    python benchmarks/bench_record.py [ROWS]

Each figure stands beside a peer that does the least that the same answer needs: a raw ``executemany`` of the same statement rows
into SQLCipher, with its commit; the SQL that a person would write for the count, over the statements and over the acts; hashing
the bytes of the file, the sources and the log, and reading all rows. A peer is timed without its start and without opening the
file, kronika always as a whole process. Two ratios are printed for each: by the clock, and by the time of the processor (user and
system), which other programs disturb less. Invented people only.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

PASSPHRASE = "five random words in order"  # noqa: S105 - of a record that lives as long as the run
GIVEN = ("Ana", "Boris", "Vera", "Gleb", "Daria", "Egor", "Zoya", "Igor", "Kira", "Lev", "Mila", "Nikita", "Olga", "Pavel")
SYLLABLES = ("ba", "ro", "le", "ni", "ka", "so", "mi", "ta", "vo", "du", "pe", "ga")
HEADER = ("No", "Name", "Born", "Detained", "Article", "Sentenced", "Court", "Term", "Regime", "Recognised", "Released", "How")
MAPPING = """\
list: bench
states: River Watch
key: [No]
columns:
  Name: person.name
  Born: person.birth_date
  Detained: detention.date
  Article: sentence.article
  Sentenced: sentence.date
  Court: sentence.court
  Term: sentence.term
  Regime: sentence.regime
  Recognised: recognition.date
  Released: release.date
  How: release.how
"""
COUNT = """\
SELECT count(*) FROM (
  SELECT p.n, max(CASE WHEN m.kind = 'detention' THEN coalesce(s.value, s.original, s.quote) END) AS detained,
         max(CASE WHEN m.kind = 'release' THEN coalesce(s.value, s.original, s.quote) END) AS released,
         max(CASE WHEN m.kind = 'recognition' THEN coalesce(s.value, s.original, s.quote) END) AS recognised
  FROM statement AS s JOIN mention AS m ON m.n = s.mention JOIN mention AS p ON p.n = m.subject
  WHERE s.property = 'date' AND s.standing = 'transcribed' AND m.kind IN ('detention', 'release', 'recognition') GROUP BY p.n)
WHERE detained <= ? AND recognised <= ? AND (released IS NULL OR released > ?)
"""
#: the same from the acts, which kronika keeps for counting: a peer that nobody had to write
COUNT_ACTS = """\
SELECT count(*) FROM (
  SELECT max(CASE d.kind WHEN 'detention' THEN a.lo END) AS detained, max(CASE d.kind WHEN 'release' THEN a.lo END) AS released,
         max(CASE d.kind WHEN 'recognition' THEN a.lo END) AS recognised
  FROM act AS a JOIN deed AS d ON d.n = a.deed JOIN report AS r ON r.n = a.report WHERE r.standing = 'transcribed'
  GROUP BY a.person)
WHERE detained <= ? AND recognised <= ? AND (released IS NULL OR released > ?)
"""
DAY = "2022-06-30"
#: of the statements as the raw insert puts them into one table
COLUMNS = 's.id, mention, property, value, original, language, b.source, start, "end", quote, rule, standing'
SAID = f"SELECT {COLUMNS} FROM statement AS s JOIN basis AS b ON b.n = s.basis"


def write_list(path: Path, rows: int) -> None:
    """Write an invented list."""
    chance = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            surname = "".join(chance.choices(SYLLABLES, k=4)).title() + "v"
            name = f"{chance.choice(GIVEN)} {surname}"
            year, month = chance.randrange(2020, 2024), chance.randrange(1, 13)
            day = chance.randrange(1, 29)
            free = chance.random() < 0.4
            writer.writerow(
                (
                    number,
                    name,
                    chance.randrange(1950, 2003),
                    f"{day:02d}.{month:02d}.{year}",
                    f"ч. {chance.randrange(1, 4)} ст. {chance.choice((130, 342, 361, 368))}",
                    f"{day:02d}.{month:02d}.{year + 1}",
                    f"Court of District {chance.randrange(1, 30)}",
                    f"{chance.randrange(4, 12)} years",
                    "colony-general",
                    f"{day:02d}.{month:02d}.{year}",
                    f"{day:02d}.{month:02d}.{year + 2}" if free else "",
                    "pardoned" if free else "",
                )
            )


class Taken(NamedTuple):
    """What a piece of work takes, in seconds: by the clock, and of the processor."""

    wall: float
    work: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s ({self.work:.2f} s of the processor)"

    def against(self, peer: Taken) -> str:
        """Return both ratios in words."""
        return f"{self.wall / peer.wall:.2f} by the clock, {self.work / peer.work:.2f} by the processor"


def middle(taken: list[Taken]) -> Taken:
    """Return the medians of several runs."""
    return Taken(median(one.wall for one in taken), median(one.work for one in taken))


def kronika(folder: Path, *arguments: str) -> tuple[Taken, str]:
    """Run a command in a process of its own; return what it took and printed."""
    given = {"KRONIKA_RECORD": "record", "KRONIKA_BY": "bench-1", "KRONIKA_PASSPHRASE": PASSPHRASE}
    # A user's Python compiles each module once, not at every start.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kronika", *arguments],
        cwd=folder,
        env={**environment, **given},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    wall, after = time.perf_counter() - begin, os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}{done.stdout}")
    work = after.children_user + after.children_system - before.children_user - before.children_system
    # Windows does not say what children took.
    return Taken(wall, work or wall), done.stdout


def peak() -> int:
    """Return the most memory that a process started from here had, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1_000_000 if sys.platform == "darwin" else 977)


def timed(work: Callable[[], object]) -> Taken:
    """Do a piece of work and return what it took."""
    begin, worked = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - begin, time.process_time() - worked)


def opened(path: Path) -> Any:
    """A plain SQLCipher connection."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection


def raw_insert(folder: Path) -> Taken:
    """A raw executemany of the same statement rows, in memory before, into one table without an index, with the commit."""
    rows = opened(folder / "record" / "record.db").execute(SAID).fetchall()
    connection = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute(f"CREATE TABLE statement ({', '.join(f'c{number}' for number in range(len(rows[0])))})")
    sql = f"INSERT INTO statement VALUES ({', '.join('?' * len(rows[0]))})"

    def work() -> None:
        connection.execute("BEGIN")
        connection.executemany(sql, rows)
        connection.execute("COMMIT")

    return timed(work)


def hash_and_read(folder: Path) -> Taken:
    """Hash the bytes of the file, of the sources beside it, of the log; read every row of every table once."""
    record = folder / "record"
    connection = opened(record / "record.db")
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = [name for name in names if not name.startswith(("search_", "sqlite_", "log_content"))]

    def work() -> None:
        with (record / "record.db").open("rb") as file:
            # the code of a page is an HMAC with SHA-512
            hashlib.file_digest(file, "sha512")
        for path in (record / "blobs").rglob("*"):
            if path.is_file():
                hashlib.sha256(path.read_bytes()).digest()
        for salt, content in connection.execute("SELECT salt, content FROM log_content"):
            hashlib.sha256(salt + content.encode()).digest()
        for name in tables:
            deque(connection.execute(f'SELECT * FROM "{name}"'), maxlen=0)

    return timed(work)


PEERS = {"raw_insert": raw_insert, "hash_and_read": hash_and_read}


def peer(name: str, folder: Path) -> Taken:
    """Run a peer in a process of its own."""
    done = subprocess.run([sys.executable, __file__, name, str(folder)], check=True, capture_output=True, text=True)
    return Taken(*json.loads(done.stdout))


def queried(path: Path, sql: str) -> tuple[Taken, Taken, int]:
    """Return what opening the file and a count by hand took, and the number."""
    found: list[Any] = []
    opening = timed(lambda: found.append(opened(path)))
    query = timed(lambda: found.append(found[0].execute(sql, days(sql)).fetchone()[0]))
    found[0].close()
    return opening, query, found[1]


def days(sql: str) -> tuple[object, object, object]:
    """Return the day that is asked about, as a query wants it: acts have numbers of days."""
    day: object = date.fromisoformat(DAY).toordinal() if sql is COUNT_ACTS else DAY
    return day, day, day


def importing(folder: Path) -> None:
    """Take the list in, beside a raw insert."""
    kronika(folder, "init", "record")
    added, _ = kronika(folder, "add", "bench.csv", "--published", "2024-01-31")
    memory = peak()
    ((statements,),) = opened(folder / "record" / "record.db").execute("SELECT count(*) FROM statement").fetchall()
    raw = peer("raw_insert", folder)
    print(f"import of {statements:,} statements: {added}; raw executemany of the same rows, 12 columns: {raw}")
    print(f"  ratio {added.against(raw)} (bar 10); peak memory {memory} MB (bar 600)")
    accepted, _ = kronika(folder, "transcribe", "--all", "--sample", "0")
    print(f"transcribe --all: {accepted}")


def counting(folder: Path) -> None:
    """Count, beside SQL written by hand."""
    path = folder / "record" / "record.db"
    whole, opens, queries, short = [], [], [], []
    out, number, other = "", 0, 0
    for _ in range(5):
        taken, out = kronika(folder, "count", "--on", DAY, "--limit", "1")
        whole.append(taken)
        opening, query, number = queried(path, COUNT)
        opens.append(opening)
        queries.append(query)
        _, query, other = queried(path, COUNT_ACTS)
        short.append(query)
    assert number == other, f"by hand {number:,} from statements and {other:,} from acts"
    assert out.startswith(f"{number:,} "), f"by hand {number:,}, by kronika {out}"
    count, opening = middle(whole), middle(opens)
    print(f"count of {number:,} people, whole process: {count}; opening the file alone: {opening}")
    print(f"  without the opening: {count.wall - opening.wall:.2f} s by the clock, {count.work - opening.work:.2f} s (bar 1.5)")
    work = Taken(count.wall - opening.wall, count.work - opening.work)
    print(f"  the same number by SQL over statements: {middle(queries)}; ratio {work.against(middle(queries))} (bar 3)")
    print(f"  the same number by SQL over acts: {middle(short)}; ratio {work.against(middle(short))}")


def checking(folder: Path) -> None:
    """Check, beside hashing and reading the same."""
    checked, quoted, base = [], [], []
    for _ in range(3):
        checked.append(kronika(folder, "check")[0])
        quoted.append(kronika(folder, "check", "--quotes")[0])
        base.append(peer("hash_and_read", folder))
    print(f"hashing and reading the same: {middle(base)}")
    print(f"check: {middle(checked)}; ratio {middle(checked).against(middle(base))} (bar 2)")
    print(f"check --quotes: {middle(quoted)}; ratio {middle(quoted).against(middle(base))} (bar 4)")


def main(rows: int) -> None:
    """Run all and print the ratios."""
    print(f"{rows:,} rows")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "bench.csv", rows)
        (folder / "bench.csv.map.yml").write_text(MAPPING, encoding="utf-8")
        importing(folder)
        counting(folder)
        checking(folder)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        gc.disable()
        print(json.dumps(PEERS[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
