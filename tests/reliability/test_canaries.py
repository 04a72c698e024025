"""Nothing of a source, a name or the passphrase lies in clear on the disk: not afterwards, not after a crash, not in between."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from reliability.kronika_process import PASSPHRASE, Place, made
from reliability.warm import Warm

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is a POSIX signal")]

CANARIES = ("Canaryeva", "Канарэйкава", "Riverton-Canary", PASSPHRASE, "canary-source")
TEXT = "Ana Canaryeva was detained in Riverton-Canary on 5 May 2021.\nАна Канарэйкава была затрымана 5 мая 2021 года.\n"
#: nothing to propose in it, so that a large source is read in a moment
FILLER = "Canaryeva of Riverton-Canary, Канарэйкава.\n"
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
def place(tmp_path: Path, warm: Warm) -> Place:
    """A record, and sources with canaries, one of them so large that its bytes lie beside the file."""
    made_here = made(tmp_path, warm)
    made_here.source("canary-source.txt", TEXT)
    made_here.source("canary-source-large.txt", TEXT * 20 + FILLER * 5_000)
    made_here.source("canary-source.csv", "Name;Detained\nAna Canaryeva;2021-05-05\nАна Канарэйкава;2021-06-06\n")
    return made_here


def test_after_all_commands_nothing_is_in_clear(place: Place) -> None:
    place.run("add", "canary-source.txt", "canary-source-large.txt", "canary-source.csv")
    place.run("transcribe", "--all", "--sample", "3")
    place.run("count", "political-prisoner/custody", "--on", "2021-07-01")
    place.run("export", "out.csv", "--for", "public")
    place.run("check")
    assert leaks(place) == []


def test_stopped_in_between_nothing_is_in_clear(place: Place, tmp_path: Path, warm: Warm) -> None:
    files = ("canary-source-large.txt", "canary-source.csv")
    other = made(tmp_path / "measured", warm)
    begin = time.monotonic()
    other.run("add", *(f"../{name}" for name in files))
    whole = time.monotonic() - begin
    process = place.start("add", *files)
    for _ in range(STOPS):
        time.sleep(whole / STOPS)
        if not process.send(signal.SIGSTOP):
            break
        assert leaks(place) == []
        process.send(signal.SIGCONT)
    assert process.end()[0] == 0
    assert leaks(place) == []


def test_after_a_crash_nothing_is_in_clear(place: Place) -> None:
    process = place.start("add", "canary-source.csv", "canary-source-large.txt")
    process.line()
    process.send(signal.SIGKILL)
    process.end()
    assert leaks(place) == []
