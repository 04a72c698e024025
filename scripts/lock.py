"""Write the locks requirements/*.txt anew: every version and every hash, for Python 3.11 and later on every system.

It needs uv on the path (``pip install uv``); nothing else in the repository does. Run it by ``make lock``.

Each lock stands alone: ``read.txt`` holds the base set too. All agree with ``dev.txt``, which is made first. Hashes
come from the public package index, and no lock names an index, a host or a folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
#: the extras in a lock that is not simply named for its one extra
EXTRAS = {
    "dev": ("read", "link", "estimate", "dev"),
    "base": (),
    "spark": ("link", "spark"),
    "peers": ("read", "link"),
}
HEADER = """\
# {what}
# Made by `make lock` (do not edit). Install: python -m pip install --require-hashes -r requirements/{name}.txt
"""
WHAT = {
    "dev": "Everything that `make demo` and `make test` need: base, read, link, estimate and dev.",
    "base": "The base set: the record, its readers and its counts.",
    "read": "The base set and `read`: reading text in three languages.",
    "link": "The base set and `link`: saying who may be whom across lists.",
    "estimate": "The base set and `estimate`: estimates of what no list has, and Parquet.",
    "spark": "Base, link, spark and pytest: the same linking on Spark (`make test-spark`; needs Java 17).",
    "peers": "Base, read and link, and what kronika is measured against (`make bench-peers`; PyICU needs a compiler).",
}
#: what a lock may not hold: an option, an address, a path
FOREIGN = re.compile(r"^\s*--(?!hash=)|://|@ |^\s*-[efri] ", re.MULTILINE)


def command(name: str) -> list[str]:
    """Return the uv command line that resolves one lock and prints it."""
    line = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    line += ["--no-header", "--no-annotate", "--python-version", "3.11"]
    line += ["pyproject.toml", "requirements/build.in", "--constraints", "requirements/versions.in"]
    for extra in EXTRAS.get(name, (name,)):
        line += ["--extra", extra]
    if (FOLDER / f"{name}.in").exists():
        line.append(f"requirements/{name}.in")
    if name != "dev":
        line += ["--constraints", "requirements/dev.txt"]
    return line


def main() -> int:
    """Make every lock; return 1 and change nothing more when one cannot be made."""
    for name, what in WHAT.items():
        try:
            done = subprocess.run(command(name), cwd=ROOT, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            print("uv is not installed. Run: pip install uv.", file=sys.stderr)
            return 1
        if done.returncode:
            print(f"requirements/{name}.txt: {done.stderr.strip()}", file=sys.stderr)
            return 1
        if found := FOREIGN.search(done.stdout):
            print(f"requirements/{name}.txt: names {found[0].strip()!r}, so it is not written.", file=sys.stderr)
            return 1
        path = FOLDER / f"{name}.txt"
        path.write_text(HEADER.format(what=what, name=name) + done.stdout, encoding="utf-8", newline="\n")
        print(f"requirements/{name}.txt: {done.stdout.count('==')} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
