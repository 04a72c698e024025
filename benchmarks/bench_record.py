"""How long a list of 100,000 rows takes, from file to number, in whole processes of the command line; peers in the same run.

    python benchmarks/bench_record.py [ROWS]

Each figure stands beside a peer that does the least that the same answer needs: a raw ``executemany`` of the same
statement rows into SQLCipher, the SQL that a person would write for the count, reading and hashing the same rows. What is
printed are ratios of one run.
Invented people only.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def timed(command: list[str], folder: Path) -> tuple[float, int, str]:
    """Run a process; return seconds, peak memory in MB and what it printed."""
    environment = {**os.environ, "KRONIKA_RECORD": "record", "KRONIKA_BY": "bench-1", "KRONIKA_PASSPHRASE": PASSPHRASE}
    begin = time.perf_counter()
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, encoding="utf-8")
    out, err = process.communicate()
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {err}{out}")
    try:
        import resource

        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    except ImportError:
        peak = 0
    return seconds, peak, out


def opened(path: Path) -> dbapi2.Connection:
    """A plain SQLCipher connection."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection


def raw_insert(folder: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds that a raw executemany of the same statement rows takes."""
    connection = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute(f"CREATE TABLE statement ({', '.join(f'c{number}' for number in range(len(rows[0])))})")
    begin = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO statement VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begin
    connection.close()
    return seconds


def read_and_hash(path: Path) -> float:
    """Seconds that reading the rows of the log and the tables, and hashing the log's content, take."""
    connection = opened(path)
    begin = time.perf_counter()
    for salt, content in connection.execute("SELECT salt, content FROM log_content"):
        hashlib.sha256(salt + content.encode("utf-8", "surrogatepass")).digest()
    for table in ("log", "mention", "basis", "statement", "act", "deed", "report", "sighting"):
        connection.execute(f"SELECT * FROM {table}").fetchall()
    hashlib.sha256(path.read_bytes()).digest()
    return time.perf_counter() - begin


def main(rows: int) -> None:
    """Run all and print the ratios."""
    kronika = [sys.executable, "-m", "kronika"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "bench.csv", rows)
        (folder / "bench.csv.map.yml").write_text(MAPPING, encoding="utf-8")
        timed([*kronika, "init", "record"], folder)
        added, peak, _ = timed([*kronika, "add", "bench.csv", "--published", "2024-01-31"], folder)
        path = folder / "record" / "record.db"
        connection = opened(path)
        columns = 's.id, mention, property, value, original, language, b.source, start, "end", quote, rule, standing'
        said = connection.execute(f"SELECT {columns} FROM statement AS s JOIN basis AS b ON b.n = s.basis").fetchall()
        connection.close()
        raw = raw_insert(folder, said)
        print(f"{rows:,} rows, {len(said):,} statements")
        print(f"import: {added:.1f} s; raw executemany of the same {len(said):,} rows of 12 columns: {raw:.1f} s")
        print(f"import against raw: {added / raw:.1f} (bar 10)")
        print(f"peak memory: {peak} MB (bar 600)")
        del said
        accepted, _, _ = timed([*kronika, "transcribe", "--all", "--sample", "0"], folder)
        print(f"transcribe --all: {accepted:.1f} s")
        day = "2022-06-30"
        counts, queries, opens, number = [], [], [], 0
        for _ in range(5):
            counts.append(timed([*kronika, "count", "--on", day, "--limit", "1"], folder)[0])
            begin = time.perf_counter()
            connection = opened(path)
            opens.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            number = connection.execute(COUNT, (day, day, day)).fetchone()[0]
            queries.append(time.perf_counter() - begin)
            connection.close()
        count, query, opening = (sorted(values)[2] for values in (counts, queries, opens))
        out = timed([*kronika, "count", "--on", day, "--limit", "1"], folder)[2]
        print(f"count, whole process: {count:.2f} s, of which opening the file {opening:.2f} s (bar: 1.5 s and the opening)")
        print(f"the same number by hand-written SQL: {query:.2f} s; ratio {(count - opening) / query:.2f} (bar 3)")
        print(f"the two numbers: {number:,} by hand; {out.splitlines()[0]}")
        checked, _, _ = timed([*kronika, "check"], folder)
        quoted, _, _ = timed([*kronika, "check", "--quotes"], folder)
        base = read_and_hash(path)
        print(f"check: {checked:.1f} s; reading and hashing the same: {base:.1f} s; ratio {checked / base:.2f} (bar 2)")
        print(f"check --quotes: {quoted:.1f} s; ratio {quoted / base:.2f} (bar 4)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
