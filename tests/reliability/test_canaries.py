"""Nothing of a source, a name or the passphrase lies in clear on the disk: not afterwards, not after a crash, not in between."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reliability.kronika_process import PASSPHRASE, Place, made

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is a POSIX signal")]

CANARIES = ("Canaryeva", "Канарэйкава", "Riverton-Canary", PASSPHRASE, "canary-source")
TEXT = "Ana Canaryeva was detained in Riverton-Canary on 5 May 2021.\nАна Канарэйкава была затрымана 5 мая 2021 года.\n"
STOPS = 20


def leaks(place: Place) -> list[str]:
    """Where a canary lies in clear, in any usual encoding, or in the name of a file."""
    found = []
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")
    needles = [(canary, canary.encode(encoding, "ignore")) for canary in CANARIES for encoding in encodings]
    for path in place.files():
        try:
            content = path.read_bytes()
        except OSError:
            continue
        name = str(path.relative_to(place.folder))
        found += [f"{canary} in {name}" for canary, needle in needles if len(needle) > 6 and needle in content]
        found += [f"{canary} in the name {name}" for canary in CANARIES if canary in name]
    return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A record, and sources with canaries, one of them large."""
    made_here = made(tmp_path)
    made_here.source("canary-source.txt", TEXT)
    made_here.source("canary-source-large.txt", TEXT * 5_000)
    made_here.source("canary-source.csv", "Name;Detained\nAna Canaryeva;2021-05-05\nАна Канарэйкава;2021-06-06\n")
    return made_here


def test_after_all_commands_nothing_is_in_clear(place: Place) -> None:
    place.run("add", "canary-source.txt", "canary-source-large.txt", "canary-source.csv")
    place.run("transcribe", "--all", "--sample", "3")
    place.run("count", "political-prisoner/custody", "--on", "2021-07-01")
    place.run("export", "out.csv", "--for", "public")
    place.run("check")
    assert leaks(place) == []


def test_stopped_in_between_nothing_is_in_clear(place: Place) -> None:
    begin = time.monotonic()
    place.run("add", "canary-source.txt")
    whole = (time.monotonic() - begin) * 2
    process = place.start("add", "canary-source-large.txt", "canary-source.csv")
    for _ in range(STOPS):
        time.sleep(whole / STOPS)
        if process.poll() is not None:
            break
        os.kill(process.pid, signal.SIGSTOP)
        assert leaks(place) == []
        os.kill(process.pid, signal.SIGCONT)
    process.communicate(timeout=120)
    assert leaks(place) == []


def test_after_a_crash_nothing_is_in_clear(place: Place) -> None:
    process = place.start("add", "canary-source-large.txt", "canary-source.csv")
    time.sleep(0.8)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert leaks(place) == []
