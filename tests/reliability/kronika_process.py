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

PASSPHRASE = "canary horse battery staple five"


@dataclass(frozen=True)
class Place:
    """A folder with a record, sources, and a folder for temporary files of its own."""

    folder: Path

    @property
    def record(self) -> Path:
        """The record."""
        return self.folder / "record"

    @property
    def settings(self) -> Settings:
        """Settings that open it."""
        return Settings(record=self.record, passphrase=lambda: PASSPHRASE, role="documenter-1")

    def source(self, name: str, text: str) -> Path:
        """Write a source."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command."""
        temporary = self.folder / "temporary"
        temporary.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "KRONIKA_RECORD": str(self.record),
            "KRONIKA_BY": "documenter-1",
            "KRONIKA_PASSPHRASE": PASSPHRASE,
            "TMPDIR": str(temporary),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "kronika", *command],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it printed."""
        process = self.start(*command)
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0, out
        return out

    def check(self, *, rebuild: bool = False) -> Findings:
        """Check the record."""
        return keep.check(self.settings, quotes=True, rebuild=rebuild)

    def files(self) -> Iterator[Path]:
        """What lies in the record and in the folder of temporary files."""
        for folder in (self.record, self.folder / "temporary"):
            if folder.is_dir():
                yield from (path for path in folder.rglob("*") if path.is_file())


def made(folder: Path) -> Place:
    """A place with an empty record."""
    place = Place(folder)
    place.run("init")
    return place
