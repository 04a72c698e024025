"""How well invented people are linked, beside Splink in the same run; calibration as a table and a picture.

    python benchmarks/identity_linking.py [records] [--alone] [--fit] [--picture FILE.svg]

``--alone``: without Splink. ``--fit``: fit the two numbers of calibration on lists of other seeds. The bars: F1 0.97 and above
Splink's; 0.99 of the true pairs among the candidates, these being fewer than one in 1,000 of all pairs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from math import log, log2
from pathlib import Path

from identity_people import profiles, rows, true_pairs
from identity_splink import best
from identity_splink import link as link_with_splink
from kronika.identity import calibration
from kronika.identity.columns import columns
from kronika.identity.linking import link
from kronika.identity.pairs import Pair
from kronika.identity.settings import Settings
from kronika.identity.vector_blocking import candidates

_STEPS = 10
_HALF = 0.5
_WIDTH, _HEIGHT, _MARGIN = 420, 420, 48
#: a decision at this probability is what is measured
_SHOWN = 0.001


def score(chosen: set[tuple[str, str]], true: set[tuple[str, str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits = len(chosen & true)
    precision, recall = hits / max(len(chosen), 1), hits / max(len(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def blocking(found: Sequence[dict[str, str]], true: set[tuple[str, str]], lists: int) -> tuple[float, float]:
    """Return the share of true pairs among the candidates, and of how many pairs each candidate is one."""
    made = columns(profiles(found))
    left, right = candidates(made, within=False)
    looked_at = {(made.ids[one], made.ids[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True)}
    every = len(found) ** 2 * (1 - 1 / lists) / 2
    return len(looked_at & true) / len(true), every / max(len(looked_at), 1)


def calibrated(pairs: Sequence[Pair], true: set[tuple[str, str]]) -> list[tuple[float, int, float]]:
    """Return for ten steps of probability: the mean probability, the number of pairs, the share that is one person."""
    steps: list[list[Pair]] = [[] for _ in range(_STEPS)]
    for pair in pairs:
        steps[min(int(pair.probability * _STEPS), _STEPS - 1)].append(pair)
    return [
        (
            sum(pair.probability for pair in step) / len(step),
            len(step),
            sum((pair.left, pair.right) in true for pair in step) / len(step),
        )
        for step in steps
        if step
    ]


def fit(pairs: Sequence[Pair], true: set[tuple[str, str]]) -> tuple[float, float]:
    """Return scale and shift that make the probabilities of uncapped pairs most likely, from those that the pairs have."""
    told = [
        (log2(pair.probability / (1 - pair.probability)), (pair.left, pair.right) in true)
        for pair in pairs
        if 1e-6 < pair.probability < 1 - 1e-9 and pair.probability not in (0.05, 0.8, 0.9)
    ]
    best_fit = min(
        (_loss(told, scale / 40, shift / 10), scale / 40, shift / 10) for scale in range(8, 61) for shift in range(-20, 51)
    )
    return best_fit[1], best_fit[2]


def _loss(told: Sequence[tuple[float, bool]], scale: float, shift: float) -> float:
    total = 0.0
    for bits, same in told:
        signed = (scale * bits + shift) * (1 if same else -1)
        total += log(1 + 2.0 ** -max(min(signed, 60), -60))
    return total


def picture(table: Sequence[tuple[float, int, float]]) -> str:
    """Return the calibration as SVG: what was said against what was true; the area of a dot is the number of pairs."""
    side = _WIDTH - 2 * _MARGIN

    def place(value: float) -> float:
        return _MARGIN + value * side

    most = max(count for _, count, _ in table)
    dots = "\n".join(
        f'<circle cx="{place(said):.1f}" cy="{_HEIGHT - place(was):.1f}" r="{3 + 11 * (count / most) ** 0.5:.1f}" fill="#1f5a93"'
        f' fill-opacity="0.75"><title>said {said:.2f}, true {was:.2f}, {count} pairs</title></circle>'
        for said, count, was in table
    )
    ticks = "\n".join(
        f'<text x="{place(one / 5):.1f}" y="{_HEIGHT - _MARGIN + 18}" text-anchor="middle">{one / 5:.1f}</text>'
        f'<text x="{_MARGIN - 8}" y="{_HEIGHT - place(one / 5) + 4:.1f}" text-anchor="end">{one / 5:.1f}</text>'
        for one in range(6)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12"
 role="img" aria-label="Of the pairs that were given a probability, how many are one person">
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>
<path d="M{_MARGIN} {_HEIGHT - _MARGIN}H{_WIDTH - _MARGIN}M{_MARGIN} {_HEIGHT - _MARGIN}V{_MARGIN}" stroke="#444444" fill="none"/>
<path d="M{_MARGIN} {_HEIGHT - _MARGIN}L{_WIDTH - _MARGIN} {_MARGIN}" stroke="#999999" stroke-dasharray="4 4"/>
{ticks}
{dots}
<text x="{_WIDTH / 2}" y="{_HEIGHT - 10}" text-anchor="middle">probability that kronika gave</text>
<text transform="translate(14 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle">share that is one person</text>
</svg>
"""


def measure(records: int, lists: int, *, alone: bool) -> list[tuple[float, int, float]]:
    """Print the figures for lists of one kind, and return the calibration."""
    found = rows(records, lists)
    true = true_pairs(found)
    survive, ratio = blocking(found, true, lists)
    people = profiles(found)
    begin = time.perf_counter()
    pairs = link(people, settings=Settings(possible=_SHOWN))
    took = time.perf_counter() - begin
    print(f"{records:,} entries on {lists} lists, {len(true):,} true pairs")
    print(f"  candidates: {survive:.4f} of the true pairs, one in {ratio:,.0f} of all pairs")
    likely = {(pair.left, pair.right) for pair in pairs if pair.probability >= _HALF and pair.verdict != "different"}
    precision, recall, f1 = score(likely, true)
    print(f"  at probability 0.5:      P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  ({took:.1f} s, names read and all)")
    precision, recall, f1 = score({(pair.left, pair.right) for pair in pairs if pair.verdict == "same"}, true)
    print(f"  verdict same:            P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")
    precision, recall, f1 = score({(pair.left, pair.right) for pair in pairs if pair.verdict != "different"}, true)
    print(f"  same or worth a look:    P {precision:.4f} R {recall:.4f}")
    if not alone:
        theirs, seconds = link_with_splink(found)
        threshold, precision, recall, f1 = best(theirs, true)
        print(f"  Splink, best threshold:  P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  ({seconds:.1f} s, weight {threshold})")
    table = calibrated(pairs, true)
    print("  said   pairs    true")
    for said, count, was in table:
        print(f"  {said:.3f}  {count:6,}  {was:.3f}")
    return table


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("records", type=int, nargs="?", default=20_000)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    if asked.fit:
        found = rows(asked.records, 2, 77)
        scale, shift = fit(link(profiles(found), settings=Settings(possible=_SHOWN)), true_pairs(found))
        print(f"SCALE {scale * calibration.SCALE:.3f}, SHIFT {shift + scale * calibration.SHIFT:.2f}")
        return
    table = measure(asked.records, 2, alone=asked.alone)
    measure(asked.records, 3, alone=asked.alone)
    if asked.picture:
        asked.picture.write_text(picture(table), encoding="utf-8")


if __name__ == "__main__":
    main()
