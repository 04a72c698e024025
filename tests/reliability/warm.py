"""Commands that start at once: each is a copy of a process that has loaded all of kronika, its models too.

A command that is killed while it still loads tells nothing about the record, and a hundred that load take minutes. Here a kill
finds a command at work. Copies of processes (fork) are POSIX.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kronika.cli.main import COMMANDS, main

#: it has a passage that the models are loaded for, in each language
SAMPLE = "Ana Perova was detained in Riverton on 5 May 2021.\nАна Перова была задержана 5 мая 2021 года.\nАна Пярова затрымана.\n"


@dataclass(frozen=True)
class Started:
    """A command at work.

    Attributes:
        pid: its process.
        output: file that it prints to.
    """

    pid: int
    output: Path
    _server: subprocess.Popen[str]

    def line(self) -> str:
        """Return the first line that it prints, as soon as it is there."""
        until = time.monotonic() + 120
        while "\n" not in (printed := self.output.read_text("utf-8")) and time.monotonic() < until:
            time.sleep(0.002)
        return printed.partition("\n")[0]

    def send(self, signal: int) -> bool:
        """Send a signal; say whether the command was still there."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal)
            return True
        return False

    def end(self) -> tuple[int, str]:
        """Wait for its end; return its exit status and what it printed."""
        assert self._server.stdout is not None
        return int(self._server.stdout.readline()), self.output.read_text("utf-8")


class Warm:
    """The process that commands are copied from; one command at a time."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == "ready\n"

    def start(self, folder: Path, environment: dict[str, str], command: tuple[str, ...]) -> Started:
        """Start a command in a folder."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        handle, output = tempfile.mkstemp(dir=folder, prefix="output-")
        os.close(handle)
        wanted = {"folder": str(folder), "environment": environment, "command": command, "output": output}
        self._server.stdin.write(json.dumps(wanted) + "\n")
        self._server.stdin.flush()
        return Started(int(self._server.stdout.readline()), Path(output), self._server)

    def close(self) -> None:
        """End the process."""
        self._server.communicate(timeout=60)


def serve() -> None:
    """Load everything, then start a command for each line that comes in."""
    for name in COMMANDS:
        importlib.import_module(f"kronika.cli.{name}_command")
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        sample = Path(folder) / "sample.txt"
        sample.write_text(SAMPLE, encoding="utf-8")
        main(["read", str(sample)])
    answer("ready")
    for line in sys.stdin:
        wanted = json.loads(line)
        pid = os.fork()
        if not pid:
            obey(wanted)
        answer(str(pid))
        answer(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def answer(line: str) -> None:
    """Send a line to the test."""
    os.write(1, f"{line}\n".encode())


def obey(wanted: dict[str, Any]) -> None:
    """Be the command; it does not come back."""
    status = 70
    try:
        output = os.open(str(wanted["output"]), os.O_WRONLY | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDWR)
        for number, target in enumerate((nothing, output, nothing)):
            os.dup2(target, number)
        sys.stdin, sys.stdout, sys.stderr = (open(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))  # noqa: SIM115, PTH123 - they last as long as the process
        os.environ.update(wanted["environment"])
        os.chdir(str(wanted["folder"]))
        tempfile.tempdir = None
        status = main(list(wanted["command"]))
        sys.stdout.flush()
    finally:
        os._exit(status)


if __name__ == "__main__":
    serve()
