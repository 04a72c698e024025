"""How well and how fast names are compared, on a CSV of pairs.

    python benchmarks/names.py PAIRS.csv [--misses] [--json] [--fit] [--picture FILE.svg]

Columns: left, right, same (1 or 0), kind. Without a file, the pairs are of invented people (names_generate.py), which are also
what the probabilities are fitted on besides the file.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import names_calibration
from kronika.language.names import Comparison, compare, compare_pairs, parse
from kronika.language.names.levels import NAMES
from names_generate import pairs as invented_pairs

_APART = ("initials", "initials-conflict", "hypocoristic")
_CONTRADICTING = ("gender", "patronymic")
_INVENTED_PEOPLE = 300
_SPEED_PAIRS = 200_000

Row = dict[str, str]


def read(path: Path | None) -> list[Row]:
    """Return the rows of a file of pairs, or pairs of invented people."""
    if path is None:
        header = ("left", "right", "same", "kind")
        return [dict(zip(header, row, strict=False)) for row in invented_pairs(_INVENTED_PEOPLE, 1)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def quality(rows: list[Row], found: list[Comparison]) -> dict[str, Any]:
    """Return the measures of issue 3: precision, recall and F1 of ``same``, and how special kinds of pairs fare."""
    counted = Counter((row["same"] == "1", row["kind"], one.verdict) for row, one in zip(rows, found, strict=True))

    def count(*, same: bool, verdicts: tuple[str, ...], kinds: tuple[str, ...] = (), apart: tuple[str, ...] = ()) -> int:
        return sum(
            number
            for (true, kind, verdict), number in counted.items()
            if true is same and verdict in verdicts and (not kinds or kind in kinds) and kind not in apart
        )

    true = count(same=True, verdicts=("same",), apart=_APART)
    false = count(same=False, verdicts=("same",), apart=_APART)
    missed = count(same=True, verdicts=("possible", "different"), apart=_APART)
    all_verdicts = ("same", "possible", "different")
    contradicting = count(same=False, verdicts=all_verdicts, kinds=_CONTRADICTING)
    short = ("initials", "hypocoristic")
    return {
        "pairs": len(rows),
        "precision": true / max(true + false, 1),
        "recall": true / max(true + missed, 1),
        "f1": 2 * true / max(2 * true + false + missed, 1),
        "contradicting called same": count(same=False, verdicts=("same",), kinds=_CONTRADICTING) / max(contradicting, 1),
        "initials and hypocoristics possible": count(same=True, verdicts=("possible",), kinds=short)
        / max(count(same=True, verdicts=all_verdicts, kinds=short), 1),
        "initials called same": sum(n for (_, kind, v), n in counted.items() if kind.startswith("initials") and v == "same"),
        "hypocoristics called same": sum(n for (_, kind, v), n in counted.items() if kind == "hypocoristic" and v == "same"),
        "verdicts": {f"{'true' if t else 'false'} {k}: {v}": n for (t, k, v), n in sorted(counted.items())},
    }


def speed(rows: list[Row]) -> dict[str, float]:
    """Return names taken apart and pairs compared in a second of processor time."""
    texts = sorted({row[side] for row in rows for side in ("left", "right")})
    parse.cache_clear()
    start = time.process_time()
    parsed = {text: parse(text) for text in texts}
    taken_apart = len(texts) / (time.process_time() - start)
    own = [(parsed[row["left"]], parsed[row["right"]]) for row in rows]
    repeated = own * (_SPEED_PAIRS // len(own) + 1)
    names = list(parsed.values())
    strangers = [(names[i % len(names)], names[(i * 7919 + i // len(names)) % len(names)]) for i in range(_SPEED_PAIRS)]
    rates = {"names taken apart": taken_apart}
    for label, pairs in (("pairs of the file", repeated), ("pairs at random", strangers)):
        start = time.process_time()
        for _ in compare_pairs(pairs):
            pass
        rates[label] = len(pairs) / (time.process_time() - start)
    return rates


def calibration(rows: list[Row], found: list[Comparison]) -> tuple[dict[str, Any], names_calibration.Weights]:
    """Return the calibration table, cross-validated by person, and the weights fitted on everything."""
    examples, groups = [], []
    for row, one in zip(rows, found, strict=True):
        made = names_calibration.example(one, same=row["same"] == "1")
        if made:
            examples.append(made)
            groups.append(_person(one))
    invented = read(None)
    more = [
        made
        for row in invented
        if (made := names_calibration.example(compare(row["left"], row["right"]), same=row["same"] == "1"))
    ]
    probabilities = names_calibration.cross_validated(examples, groups, more)
    truths = [one.same for one in examples]
    table = names_calibration.bins(probabilities, truths)
    given = names_calibration.bins([one.score for one in found], [row["same"] == "1" for row in rows])
    report = {
        "bins": [one._asdict() for one in table],
        "as given": [one._asdict() for one in given],
        "mean distance from the truth, as given": names_calibration.expected_error(given),
        "mean distance from the truth": names_calibration.expected_error(table),
        "log loss": names_calibration.log_loss(probabilities, truths),
        "folds": "five, no person in two",
    }
    return report, names_calibration.fit([*examples, *more])


def _person(one: Comparison) -> str:
    """Return a label that all pairs about one person (and his or her kin) share: the left surname's skeleton."""
    part = one.left.surname or one.left.given
    return part.skeletons[0] if part and part.skeletons else one.left.text


def show(report: dict[str, Any]) -> None:
    """Print the report for people."""
    for label, value in report["quality"].items():
        if label != "verdicts":
            print(f"{label:40} {value:.4f}" if isinstance(value, float) else f"{label:40} {value}")
    for label, number in report["quality"]["verdicts"].items():
        print(f"    {label:36} {number}")
    for label, rate in report["speed"].items():
        print(f"{label + ' a second':40} {rate:,.0f}")
    for label, table in (("as given", "as given"), ("cross-validated by person", "bins")):
        print(f"probability, {label}: pairs, mean, share that is one person")
        for one in report["calibration"][table]:
            print(f"    {one['low']:.2f} to {one['high']:.2f}  {one['pairs']:8} {one['mean']:6.3f} {one['true']:8.3f}")
    print(f"{'mean distance, as given':40} {report['calibration']['mean distance from the truth, as given']:.4f}")
    print(f"{'mean distance from the truth':40} {report['calibration']['mean distance from the truth']:.4f}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="?", help="CSV with the columns left, right, same, kind")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print the pairs that were judged wrongly")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the file and on invented people")
    parser.add_argument("--picture", type=Path, help="write the calibration table as an SVG")
    options = parser.parse_args()
    rows = read(options.pairs)
    found = [compare(row["left"], row["right"]) for row in rows]
    table, weights = calibration(rows, found)
    report = {"quality": quality(rows, found), "speed": speed(rows), "calibration": table}
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        show(report)
    if options.picture:
        bins = [names_calibration.Bin(**one) for one in table["as given"]]
        options.picture.write_text(names_calibration.picture(bins), encoding="utf-8")
    if options.fit:
        for part, levels in weights.items():
            print(part, {NAMES[level]: round(weight, 2) for level, weight in levels.items()})
    if options.misses:
        for row, one in zip(rows, found, strict=True):
            wrong = one.verdict == ("different" if row["same"] == "1" else "same")
            unsure = row["same"] == "1" and one.verdict == "possible" and row["kind"] not in _APART
            if wrong or unsure:
                print(row["same"], row["kind"], "|", row["left"], "|", row["right"], "|", one.verdict, "|", one.reasons[0])


if __name__ == "__main__":
    main()
