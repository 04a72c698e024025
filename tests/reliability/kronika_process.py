"""Running kronika as a process of its own, to be stopped or killed; and looking at what it left on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kronika.settings import Settings
from kronika.store.check import Findings
from kronika.workspace import keep
from reliability.warm import Started, Warm

PASSPHRASE = "canary horse battery staple five"


@dataclass(frozen=True)
class Place:
    """A folder with a record, sources, and a folder for temporary files of its own.

    Attributes:
        folder: the folder.
        warm: the process that commands are copied from; None: each is started anew.
        passphrase: of the record.
    """

    folder: Path
    warm: Warm | None = None
    passphrase: str = PASSPHRASE

    @property
    def record(self) -> Path:
        """The record."""
        return self.folder / "record"

    @property
    def settings(self) -> Settings:
        """Settings that open it."""
        return Settings(record=self.record, passphrase=lambda: self.passphrase, role="documenter-1")

    def source(self, name: str, text: str) -> Path:
        """Write a source."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, *command: str) -> Started:
        """Start a command, to be stopped or killed."""
        assert self.warm is not None, "this system cannot copy processes"
        return self.warm.start(self.folder, self._environment(), command)

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it printed."""
        if self.warm is not None:
            status, out = self.start(*command).end()
        else:
            done = subprocess.run(
                [sys.executable, "-m", "kronika", *command],
                cwd=self.folder,
                env={**os.environ, **self._environment()},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                timeout=600,
                check=False,
            )
            status, out = done.returncode, done.stdout
        assert status == 0, out
        return out

    def _environment(self) -> dict[str, str]:
        temporary = self.folder / "temporary"
        temporary.mkdir(parents=True, exist_ok=True)
        return {
            "KRONIKA_RECORD": str(self.record),
            "KRONIKA_BY": "documenter-1",
            "KRONIKA_PASSPHRASE": self.passphrase,
            "TMPDIR": str(temporary),
        }

    def check(self, *, rebuild: bool = False) -> Findings:
        """Check the record."""
        return keep.check(self.settings, quotes=True, rebuild=rebuild)

    def files(self) -> Iterator[Path]:
        """What lies in the record and in the folder of temporary files."""
        for folder in (self.record, self.folder / "temporary"):
            if folder.is_dir():
                yield from (path for path in folder.rglob("*") if path.is_file())


def made(folder: Path, warm: Warm | None, passphrase: str = PASSPHRASE) -> Place:
    """A place with an empty record."""
    place = Place(folder, warm, passphrase)
    place.run("init")
    return place
