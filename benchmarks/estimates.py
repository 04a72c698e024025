"""Estimates: how fast, whether long runs reach the known answers, and how often intervals hold the truth.

    python benchmarks/estimates.py                 speed, and long runs on published tables (a minute or two)
    python benchmarks/estimates.py coverage [N]    N invented populations of known size (default 200; half an hour)

Times are of the processor, without the compilation that Numba does once. The R packages (LCMCR, dga) take 2.2 to 3.1 s and 8 to
27 s for the same work on the machine where the bars were set.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.estimates import graphs, latent
from kronika.estimates.answer import answer
from kronika.estimates.cells import read
from kronika.estimates.linkings import Possible, averaged, linked
from kronika.estimates.options import Options
from kronika.estimates.overlap import Overlap
from kronika.estimates.result import Estimate, Refusal

TABLES = Path(__file__).parent.parent / "tests" / "known_answers" / "tables"
#: sweeps in the authors' own example: 10,000 thrown away, 100,000 more
_AUTHORS = latent.Settings(chains=1, sweeps=110_000, thrown_away=1 / 11)
_LONG_GRID = 100_000
#: table -> what the R package LCMCR gave: median, 95 % interval
_KNOWN = {
    "UKdat_5": (21_467, 15_566, 31_705),
    "NewOrl_5": (832, 572, 1_447),
    "Western": (1_836, 1_316, 3_044),
    "Ned_5": (50_968, 42_788, 80_200),
}


def table(name: str) -> Overlap:
    """Return a published table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return read(list(csv.reader(file))).whole


def speed() -> None:
    """Time the sampler and the graphs."""
    kosovo, uk = table("kosovo_4_lists"), table("UKdat_5")
    latent.sampled(kosovo, latent.Settings(sweeps=400, chains=1))
    times = []
    for seed in range(1, 6):
        begin = time.process_time()
        latent.sampled(kosovo, latent.Settings(chains=1, sweeps=110_000, thrown_away=1 / 11, seed=seed))
        times.append(time.process_time() - begin)
    print(f"latent classes, Kosovo, 110,000 sweeps: {median(times):.2f} s (bar 2 s; {min(times):.2f} to {max(times):.2f})")
    for name, whole in (("UK trafficking", uk), ("spina bifida", table("madigan_york_spina_bifida_5_lists"))):
        times = []
        for _ in range(5):
            begin = time.process_time()
            graphs.posterior(whole, 1 / 32, np.arange(_LONG_GRID + 1.0))
            times.append(time.process_time() - begin)
        print(f"graphs, 5 lists ({name}), {_LONG_GRID:,} numbers one by one: {median(times):.2f} s (bar 1 s)")
    begin = time.process_time()
    found = graphs.estimate(uk, graphs.usual_prior(uk))
    assert isinstance(found, Estimate)
    print(f"the same as the command does it: {time.process_time() - begin:.2f} s")


def linkings() -> None:
    """Time 100 drawn linkings of 10,000 people on three lists."""
    rng = np.random.default_rng(1)
    where = {str(person): 1 << int(rng.integers(3)) for person in range(10_000)}
    ends = rng.integers(0, 10_000, (4_000, 2))
    pairs = [Possible(str(one), str(other), float(p)) for (one, other), p in zip(ends, rng.random(4_000), strict=True)]
    begin, clock = time.process_time(), time.perf_counter()
    methods, failed = averaged([linked(where, "ABC", pairs, [], rng) for _ in range(100)])
    assert methods
    assert not failed
    print(
        f"100 drawn linkings of 10,000 people, estimated: {time.process_time() - begin:.1f} s of the processor, "
        f"{time.perf_counter() - clock:.1f} s in all (bar 300 s)"
    )


def known() -> None:
    """Run the sampler at length on published tables."""
    kosovo = table("kosovo_4_lists")
    for seed in range(1, 6):
        _say("Kosovo", f"seed {seed}, bar 10,200 to 10,800", latent.estimate(kosovo, latent.Settings(seed=seed)))
    for name, (middle, low, high) in _KNOWN.items():
        _say(name, f"R: {middle:,} ({low:,} to {high:,})", latent.estimate(table(name)))
    ned = table("Ned_5")
    for seed in range(1, 4):
        spread = latent.Settings(chains=1, sweeps=110_000, thrown_away=1 / 11, spread=True, longer=0, seed=seed)
        missing = latent.sampled(ned, spread)[0, :, 0]
        low, middle, high = ned.documented + np.quantile(missing, [0.025, 0.5, 0.975])
        print(f"Ned_5, one chain begun in all classes, seed {seed}: {middle:,.0f} ({low:,.0f} to {high:,.0f})")


def _say(name: str, bar: str, found: Estimate | Refusal) -> None:
    if isinstance(found, Refusal):
        print(f"{name}: {found} ({bar})")
        return
    measures = f"R-hat {found.diagnostics['r_hat']}, effective sample size {found.diagnostics['effective_sample_size']}"
    print(f"{name}: {found.estimate:,.0f} ({found.low:,.0f} to {found.high:,.0f}); {measures} ({bar})")


class Population(NamedTuple):
    """An invented population.

    Attributes:
        size: how many there are.
        table: who is on which list.
    """

    size: int
    table: Overlap


def _population(kind: str, rng: np.random.Generator) -> Population:
    """Draw a population of a kind; its lists and chances are drawn too."""
    size, lists = int(rng.integers(500, 3_000)), int(rng.integers(3, 6))
    chances = rng.uniform(0.12, 0.45, lists)
    ease = np.ones((size, 1))
    if kind in {"two kinds", "copied too"}:
        ease = np.where(rng.random((size, 1)) < rng.uniform(0.2, 0.5), rng.uniform(1.8, 2.2), 0.7)
    elif kind == "every degree":
        ease = rng.gamma(0.6, 1 / 0.6, (size, 1))
    on = rng.random((size, lists)) < np.minimum(chances * ease, 0.95)
    if kind in {"pair", "copied"}:
        on[:, 1] |= on[:, 0] & (rng.random(size) < (0.35 if kind == "pair" else 0.8))
    if kind == "copied":
        on[:, 2] |= on[:, 0] & (rng.random(size) < 0.6)
    if kind == "out of reach":
        on[rng.random(size) < 0.3] = False
    return Population(size, _counted(on))


def _counted(on: NDArray[np.bool_]) -> Overlap:
    patterns, counts = np.unique((on << np.arange(on.shape[1])).sum(axis=1), return_counts=True)
    names = [f"L{number}" for number in range(on.shape[1])]
    return Overlap.of(names, {int(p): int(c) for p, c in zip(patterns, counts, strict=True)})


def coverage(populations: int) -> None:
    """Say how often intervals hold the truth, how wide they are, and whether broken assumptions are warned of."""
    rng = np.random.default_rng(20_260_000)
    settings = Options(sweeps=80_000, sensitivity=False)
    for kind in ("alike", "two kinds"):
        _covered(kind, [_population(kind, rng) for _ in range(populations // 2)], settings)
    for kind in ("pair", "copied", "every degree", "out of reach"):
        _covered(kind, [_population(kind, rng) for _ in range(populations // 10)], settings)


def _covered(kind: str, populations: list[Population], settings: Options) -> None:
    names = ("latent-class-lcmcr", "decomposable-graphs", "loglinear-independence", "loglinear-bic", "chao-lower-bound")
    held: dict[str, list[bool]] = {name: [] for name in names}
    width: dict[str, list[float]] = {name: [] for name in names}
    warned = {"share": 0, "easily": 0, "agree": 0, "none": 0}
    for population in populations:
        found = answer(population.table, settings)
        for name in names:
            method = next((item for item in found.methods if item.name == name), None)
            if method is not None:
                held[name].append(method.low <= population.size <= method.high)
                width[name].append((method.high - method.low) / population.size)
        text = " ".join(found.warnings)
        warned["share"] += "share more people" in text
        warned["easily"] += "found much more easily" in text
        warned["agree"] += "do not agree" in text
        warned["none"] += not any(words in text for words in ("share more people", "found much more easily", "do not agree"))
    print(f"{kind}: {len(populations)} populations")
    for name in names:
        if held[name]:
            share, wide = 100 * sum(held[name]) / len(held[name]), 100 * median(width[name])
            print(
                f"  {name}: holds the truth {share:.0f} times in 100; median width {wide:.0f} % of the truth; "
                f"no number {len(populations) - len(held[name])} times"
            )
    print(
        f"  warned of lists that share too much {warned['share']}, of people found more easily {warned['easily']}, "
        f"of methods that do not agree {warned['agree']}, of none of these {warned['none']}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["coverage"]:
        coverage(int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    else:
        speed()
        linkings()
        known()
