"""How long ``kronika --help`` takes beside a bare Python: ``python benchmarks/bench_help.py [RUNS]``.

Whole processes, taken in turn so that a busy machine slows all of them alike; medians. The bar: 6 times ``python -c pass``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

BAR = 6.0
RUNS = 15
#: a module that must not be loaded for a page of help: each costs as much as a bare Python
HEAVY = ("yaml", "rich", "sqlalchemy", "sqlcipher3", "importlib.metadata", "traceback", "lxml", "numpy")


def commands() -> dict[str, list[str]]:
    """Return what is measured, by what it is called: the bare Python first."""
    found = {"python -c pass": [sys.executable, "-c", "pass"], "kronika --help": [sys.executable, "-m", "kronika", "--help"]}
    script = Path(sys.executable).with_name("kronika")
    if script.is_file():
        found["kronika --help (installed command)"] = [str(script), "--help"]
    return found


def seconds(command: list[str]) -> float:
    """Return how long a process takes from its start to its end."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def heavy() -> list[str]:
    """Return the heavy modules that a page of help loads."""
    code = (
        f"import sys; sys.argv[1:] = ['--help']; from kronika.cli.main import main; main(['--help']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return [name for name in HEAVY if repr(name) in done.stderr]


def main(arguments: list[str]) -> int:
    """Measure and print; return 1 if the bar is missed."""
    runs = int(arguments[0]) if arguments else RUNS
    measured = commands()
    for command in measured.values():
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(runs):
        for name, command in measured.items():
            taken[name].append(seconds(command))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    bare = medians["python -c pass"]
    print(f"medians of {runs} runs; the bar is {BAR:.0f} times a bare Python")
    for name, median in medians.items():
        print(f"  {name:<36} {median * 1000:6.1f} ms  {median / bare:4.1f} times")
    loaded = heavy()
    if loaded:
        print(f"  loaded for a page of help, and should not be: {', '.join(loaded)}")
    return 1 if loaded or any(median > BAR * bare for median in medians.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
