"""How fast the record takes in a large list, beside raw SQLCipher: ``python benchmarks/bench_store.py [ROWS]``.

An invented list of 100,000 rows (about a million statements) goes into a record. Beside it the same statement rows
go into one SQLCipher table with ``executemany``: no log, no chain, no other table, no index. Each part runs in a
process of its own, so that the peak of memory is its own, and times of the processor are printed beside those of the
clock: other programs disturb only the latter.

The bars: ten times the raw insert for the import with the reading of the list; twice the time of hashing the same bytes and
reading the same rows for ``check``, four times with every quote found again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run
from typing import Any

from sqlcipher3 import dbapi2

from kronika.model.ids import source_id
from kronika.model.source import Custody, Document, Source
from kronika.model.statement import Reading, Standing
from kronika.reading.lists import Mapping, RowReading, read_table
from kronika.store import queries
from kronika.store.check import check
from kronika.store.record import Record
from lists_reading import MAPPING, invented_table

PASSPHRASE = "five invented words and more"  # noqa: S105 - of a record that lives as long as the run
#: the list has more columns than the ten statements a row that are wanted here
UNUSED = ("Прозвішча, імя", "Род занятий", "Место задержания")


TABLES = ("log", "log_content", "source", "blob", "mention", "basis", "statement", "sighting", "act", "deed", "report", "search")


def _clock() -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clocked:
    """What a piece of work takes, by the clock and of the processor, in seconds."""

    def __init__(self) -> None:
        self.wall = self.work = 0.0

    def __call__(self, work: Callable[[], Any]) -> Any:
        """Run a piece of work, add what it took, and return its result."""
        began, worked = time.perf_counter(), time.process_time()
        try:
            return work()
        finally:
            self.wall += time.perf_counter() - began
            self.work += time.process_time() - worked


class _Timed:
    """Readings of a list, with the time that reading them takes."""

    def __init__(self, readings: Iterable[RowReading]) -> None:
        self._readings = iter(readings)
        self.clock = Clocked()

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        row = self.clock(lambda: next(self._readings))
        return Reading(row.mentions, row.statements)


def _mapping() -> Mapping:
    columns = {name: to for name, to in MAPPING["columns"].items() if name not in UNUSED}  # type: ignore[attr-defined]
    return Mapping.from_dict({**MAPPING, "columns": columns, "constants": {}, "ignore": ["№", *UNUSED]}, "invented.yml")


def write(folder: Path, rows: int) -> dict[str, Any]:
    """Take the list in."""
    table = invented_table(rows)
    text = table.text()
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    source = Source(
        source_id(sha256), sha256, len(content), "text/csv", "list.csv", published="2024-12-01", edition_of="invented"
    )
    document = Document(text, "csv/1", "text/csv", tables=(table,))
    readings = _Timed(read_table(document, table, _mapping(), source))
    Record.create(folder, PASSPHRASE, by="documenter-1", clock=_clock).close()
    clock, counted = Clocked(), (0, 0)

    def work() -> tuple[int, int]:
        writing = {"by": "documenter-1", "clock": _clock, "command": "add"}
        with Record.open(folder, PASSPHRASE) as record, record.writing(**writing) as writer:  # type: ignore[arg-type]
            writer.add_source(source, content, document, Custody(source.id, "", "documenter-1", "list.csv"))
            return writer.propose(source.id, readings)

    counted = clock(work)
    return {
        "mentions": counted[0],
        "statements": counted[1],
        "wall": clock.wall - readings.clock.wall,
        "work": clock.work - readings.clock.work,
        "reading": readings.clock.work,
    }


def raw(folder: Path, _: int) -> dict[str, Any]:
    """Put the same statement rows into one table of an encrypted file."""
    with Record.open(folder, PASSPHRASE) as record:
        query = (
            "SELECT s.id, s.entry, s.mention, property, coalesce(value, original, quote), coalesce(original, quote), language, "
            'b.source, start, "end", quote, rule, stated_by, published, standing FROM statement AS s '
            "JOIN basis AS b ON b.n = s.basis ORDER BY s.n"
        )
        rows = record.connection.exec_driver_sql(query).cursor.fetchall()
    connection = dbapi2.connect(str(folder.parent / "raw.db"), isolation_level=None)
    connection.set_key(PASSPHRASE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"CREATE TABLE statement ({', '.join(f'c{number}' for number in range(len(rows[0])))})")

    def work() -> None:
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO statement VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    clock = Clocked()
    clock(work)
    connection.close()
    return {"wall": clock.wall, "work": clock.work}


def accept(folder: Path, _: int) -> dict[str, Any]:
    """Mark all proposals as transcribed."""
    clock = Clocked()
    with Record.open(folder, PASSPHRASE) as record:

        def work() -> None:
            with record.writing(by="documenter-1", clock=_clock, command="transcribe") as writer:
                writer.accept_batch(Standing.TRANSCRIBED, up_to=record.head.entries, sample={})

        clock(work)
    return {"wall": clock.wall, "work": clock.work}


def acts(folder: Path, _: int) -> dict[str, Any]:
    """Read the acts as a count does."""
    clock = Clocked()
    with Record.open(folder, PASSPHRASE) as record:
        count = len(clock(lambda: list(queries.acts(record.connection))))
    return {"wall": clock.wall, "work": clock.work, "acts": count}


def hashing(folder: Path, _: int) -> dict[str, Any]:
    """Hash the bytes of the pages, the sources and the log, and read all rows: what a check cannot do without."""
    clock = Clocked()
    with Record.open(folder, PASSPHRASE) as record:

        def work() -> None:
            with (folder / "record.db").open("rb") as file:
                hashlib.file_digest(file, "sha512")
            for path in record.blobs.files():
                hashlib.sha256(path.read_bytes())
            for name in TABLES:
                cursor: Any = record.connection.exec_driver_sql(f"SELECT * FROM {name}").cursor
                for row in cursor:
                    if name == "log_content":
                        hashlib.sha256(row[2].encode())

        clock(work)
    return {"wall": clock.wall, "work": clock.work}


def checked(folder: Path, _: int, *, quotes: bool = False) -> dict[str, Any]:
    """Check the record."""
    clock = Clocked()
    with Record.open(folder, PASSPHRASE, trusting=True) as record:
        found = clock(lambda: check(record, quotes=quotes))
        assert not found.problems, found.problems[0]
    return {"wall": clock.wall, "work": clock.work}


def quoted(folder: Path, rows: int) -> dict[str, Any]:
    """Check the record and every quote."""
    return checked(folder, rows, quotes=True)


PARTS = {"write": write, "raw": raw, "accept": accept, "acts": acts, "hashing": hashing, "checked": checked, "quoted": quoted}


def part(name: str, folder: Path, rows: int) -> dict[str, Any]:
    """Run one part in a process of its own; its peak of memory in MiB is added to what it returns."""
    done = run([sys.executable, __file__, str(rows), name, str(folder)], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def _peak() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print what each part takes, and the ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 3:
        made = PARTS[sys.argv[2]](Path(sys.argv[3]), rows)
        print(json.dumps({**made, "peak": _peak()}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "record"
        got = {name: part(name, folder, rows) for name in PARTS}
        size = (folder / "record.db").stat().st_size / 1e6
    wrote, base = got["write"], got["raw"]
    print(f"{rows} rows: {wrote['mentions']} mentions, {wrote['statements']} statements; the file has {size:.0f} MB")
    for name, about in got.items():
        print(
            f"{name:8} {about['wall']:7.2f} s by the clock, {about['work']:7.2f} s of the processor, peak {about['peak']:4.0f} MiB"  # noqa: E501 - one expression
        )
    both = wrote["work"] + wrote["reading"]
    print(
        f"import without reading: {wrote['work'] / base['work']:.1f} times raw; with it ({wrote['reading']:.1f} s): {both / base['work']:.1f}"  # noqa: E501 - one expression
    )
    print(f"check: {got['checked']['work'] / got['hashing']['work']:.1f} times hashing and reading; with quotes: "
          f"{got['quoted']['work'] / got['hashing']['work']:.1f}")  # fmt: skip
    print(f"{got['acts']['acts']} acts read in {got['acts']['work']:.2f} s")


if __name__ == "__main__":
    main()
