"""Check that what a lock names can be installed on every system without a compiler, and write the outcome down.

Usage: ``python scripts/check_wheels.py [--lock base] [--write]``

For each pinned library it asks pip for a wheel for Linux (x86_64 and aarch64), Windows and macOS on arm64, for Python
3.11, 3.12 and 3.13, with the hashes of the lock; nothing is installed. A library that comes as source only passes if
the source holds no code to compile (it is then built by pip itself). Exit status: 0 everything is there, 3 something is
lacking.

``--write`` keeps the outcome in ``requirements/wheels.yml``, from which ``docs/dependencies.md`` is made.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / "requirements" / "wheels.yml"
PYTHONS = ("3.11", "3.12", "3.13")
#: suffixes of what a compiler would be needed for
COMPILED = (".c", ".cc", ".cpp", ".cxx", ".pyx", ".pxd", ".rs", ".f", ".f90", ".go")


@dataclass(frozen=True, slots=True)
class System:
    """One system as pip and the markers of a lock name it; tags from the oldest to the newest."""

    label: str
    sys_platform: str
    machine: str
    tags: tuple[str, ...]


def _manylinux(machine: str) -> tuple[str, ...]:
    return (f"manylinux2014_{machine}", *(f"manylinux_2_{minor}_{machine}" for minor in range(5, 37)))


#: glibc 2.36 is Debian 12's; macOS 14 is the oldest that its maker still mends
SYSTEMS = (
    System("Linux x86_64", "linux", "x86_64", (*_manylinux("x86_64"), "manylinux1_x86_64", "manylinux2010_x86_64")),
    System("Linux aarch64", "linux", "aarch64", _manylinux("aarch64")),
    System("Windows amd64", "win32", "AMD64", ("win_amd64",)),
    System(
        "macOS arm64",
        "darwin",
        "arm64",
        tuple(f"macosx_{major}_0_{kind}" for major in range(11, 15) for kind in ("arm64", "universal2")),
    ),
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One requirement of a lock: the lines as they stand, its name, and the marker that says where it is wanted."""

    name: str
    text: str
    marker: str

    def wanted(self, system: System, python: str) -> bool:
        """Say whether this library is wanted on that system with that Python."""
        if not self.marker:
            return True
        return Marker(self.marker).evaluate(
            {
                "sys_platform": system.sys_platform,
                "platform_system": {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}[system.sys_platform],
                "platform_machine": system.machine,
                "os_name": "nt" if system.sys_platform == "win32" else "posix",
                "platform_python_implementation": "CPython",
                "implementation_name": "cpython",
                "python_version": python,
                "python_full_version": f"{python}.0",
            }
        )

    def unconditional(self) -> str:
        """Return the lines without the marker, which pip would evaluate for this machine instead of the other."""
        return re.sub(r" ; [^\\\n]*", " ", self.text, count=1)


def pins(lock: str) -> Iterator[Pin]:
    """Yield the requirements of a lock (text in pip's format, each with its hashes)."""
    for text in re.split(r"\n(?=\S)", lock):
        found = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==\S+(?: ; ([^\\\n]*))?", text)
        if found:
            yield Pin(found[1], text.rstrip(), (found[2] or "").strip())


def _pip(arguments: list[str], pin: Pin, folder: Path) -> Path | None:
    """Let pip download one library into an empty folder; return the file, or None if there is none."""
    lines = folder / "requirement.txt"
    lines.write_text(pin.unconditional() + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-input", "--require-hashes", "--dest", str(folder), "--requirement", str(lines), *arguments]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    return next(path for path in folder.iterdir() if path != lines)


def wheel(pin: Pin, system: System, python: str) -> str | None:
    """Return the file name of a wheel of this very version, with a hash of the lock; None if there is none."""
    options = ["--only-binary", ":all:", "--implementation", "cp", "--python-version", python]
    for tag in system.tags:
        options += ["--platform", tag]
    with tempfile.TemporaryDirectory() as folder:
        found = _pip(options, pin, Path(folder))
    return found.name if found else None


def compiled_files(archive: Path) -> list[str]:
    """Return the files in a source archive (``.tar.gz`` or ``.zip``) that would need a compiler."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
    else:
        with tarfile.open(archive) as packed:
            names = packed.getnames()
    return [name for name in names if name.endswith(COMPILED)]


def pure_source(pin: Pin) -> bool:
    """Say whether the library comes as source that pip installs without a compiler."""
    with tempfile.TemporaryDirectory() as folder:
        found = _pip(["--no-binary", pin.name, "--no-build-isolation"], pin, Path(folder))
        return found is not None and not compiled_files(found)


def examine(pin: Pin) -> dict[str, str]:
    """Return for each system ``wheel``, ``source``, ``not needed``, or ``lacking`` with the Pythons that lack it."""
    outcome = {}
    anywhere = False
    source: bool | None = None
    for system in SYSTEMS:
        wanted = [python for python in PYTHONS if pin.wanted(system, python)]
        lacking = []
        for python in wanted:
            found = None if anywhere else wheel(pin, system, python)
            anywhere = anywhere or (found or "").endswith("py3-none-any.whl")
            if not (anywhere or found):
                lacking.append(python)
        if not wanted:
            outcome[system.label] = "not needed"
        elif not lacking:
            outcome[system.label] = "wheel"
        else:
            source = pure_source(pin) if source is None else source
            outcome[system.label] = "source" if source else f"lacking ({', '.join(lacking)})"
    return outcome


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lock", default="base", help="the lock to check, e.g. base or read (default: base)")
    parser.add_argument("--write", action="store_true", help="keep the outcome in requirements/wheels.yml")
    return parser.parse_args()


def main() -> int:
    """Print one line for each library; return 3 when something is lacking."""
    arguments = _arguments()
    path = ROOT / "requirements" / f"{arguments.lock}.txt"
    wanted = list(pins(path.read_text(encoding="utf-8")))
    labels = [system.label for system in SYSTEMS]
    print(f"{'library':28}" + "".join(f"{label:16}" for label in labels))
    outcomes = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for pin, outcome in zip(wanted, pool.map(examine, wanted), strict=True):
            outcomes[pin.name] = outcome
            print(f"{pin.name:28}" + "".join(f"{outcome[label]:16}" for label in labels), flush=True)
    lacking = [name for name, outcome in outcomes.items() if any(o.startswith("lacking") for o in outcome.values())]
    if arguments.write:
        kept = yaml.safe_load(WHEELS.read_text(encoding="utf-8")) if WHEELS.exists() else {}
        if arguments.lock != "base":
            outcomes = {name: outcome for name, outcome in outcomes.items() if name not in kept["base"]["libraries"]}
        kept[arguments.lock] = {"checked": datetime.now(UTC).date().isoformat(), "libraries": outcomes}
        WHEELS.write_text(yaml.safe_dump(kept, sort_keys=True), encoding="utf-8", newline="\n")
    print(f"{len(wanted)} libraries, {len(lacking)} lacking" + (f": {', '.join(lacking)}" if lacking else ""))
    return 3 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
