"""kill -9 at any moment of an ``add``: what was printed as saved is there, whole; a repeated ``add`` completes."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from kronika.store import queries
from kronika.store.record import Record
from reliability.kronika_process import PASSPHRASE, Place, made
from reliability.warm import Warm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")]

ROUNDS = 2
MOMENTS = 50
LIST = "Name;Detained;Sentenced;Term\n"


def sources(place: Place, moment: str) -> list[str]:
    """A page and a list that no record has seen."""
    place.source(f"page-{moment}.txt", f"Ana Perova {moment} was detained in Riverton on 5 May 2021.\nNothing else {moment}.\n")
    rows = "".join(f"Person{chr(97 + n)} Ivanov {moment};2021-05-{n + 1:02d};2021-09-01;{n + 1} years\n" for n in range(20))
    place.source(f"list-{moment}.csv", LIST + rows)
    return [f"page-{moment}.txt", f"list-{moment}.csv"]


def length(place: Place) -> float:
    """How long an ``add`` of two files takes here and now."""
    names = sources(place, "measured")
    begin = time.monotonic()
    place.run("add", *names)
    return time.monotonic() - begin


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_what_was_named_as_saved_survives(turn: int, tmp_path: Path, warm: Warm) -> None:
    place = made(tmp_path, warm)
    whole = length(place)
    expected = {}
    for number in range(MOMENTS):
        process = place.start("add", *sources(place, f"{turn}x{number}"))
        # the moments of all turns together are spread over the whole length
        time.sleep(whole * (number * ROUNDS + turn) / (MOMENTS * ROUNDS))
        process.send(signal.SIGKILL)
        _, out = process.end()
        for sha256, statements in re.findall(r"^saved  ([0-9a-f]{64}) .*?([\d,]+) statements? proposed", out, re.MULTILINE):
            expected[sha256] = int(statements.replace(",", ""))
    check(place, expected)
    place.run("add", *(path.name for path in sorted(tmp_path.glob("*-*.*")) if path.suffix in {".txt", ".csv"}))
    with Record.open(place.record, PASSPHRASE) as record:
        assert len(queries.sources(record.connection)) == 2 * (MOMENTS + 1)
    assert place.check().problems == []


def check(place: Place, expected: dict[str, int]) -> None:
    """The record is whole, and holds what was named, with its proposals."""
    assert place.check(rebuild=True).problems == []
    with Record.open(place.record, PASSPHRASE) as record:
        for sha256, statements in expected.items():
            source = queries.source(record.connection, sha256)
            assert len(list(queries.statements(record.connection, source_id=source.id))) == statements
