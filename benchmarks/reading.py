"""How good and how fast the reading of text is, on the open sets: ``make bench-reading``.

python benchmarks/reading.py                     figures for each language and kind, and what changed since the baseline
python benchmarks/reading.py --save              make this run the baseline
python benchmarks/reading.py --show en-own-01    what is missed and what is wrong in passages that begin so
python benchmarks/reading.py --write-confidence  write how often each rule was right into the lexicon
python benchmarks/reading.py --nerel FOLDER      people in the Russian news texts of NEREL (brat stand-off files)
python benchmarks/reading.py --speed             the cue filter against models on all of the text, on a mix of pages
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

from kronika.model.source import Document
from kronika.reading.text import Models, NoModels, TextProposal, propose
from reading_score import (
    ARGUMENTS,
    Tally,
    Unit,
    expected_units,
    matches,
    pair,
    people_of,
    place,
    proposed_units,
    same_name,
    same_value,
)

HERE = Path(__file__).parent
CORPUS = HERE.parent / "tests" / "corpus" / "reading"
BASELINE = HERE / "reading_baseline.json"
CONFIDENCE = HERE.parent / "src" / "kronika" / "language" / "lexicon" / "confidence.yml"
#: what issue and README promise: precision, recall, arguments, people, and not-facts at most
BARS = (0.90, 0.80, 0.90, 0.95, 0.02)


def load(pattern: str) -> list[dict[str, Any]]:
    """Return the passages of all files of the corpus whose names fit."""
    passages: list[dict[str, Any]] = []
    for path in sorted(CORPUS.glob(pattern)):
        for passage in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            try:
                for fact in [*(passage.get("facts") or []), *(passage.get("not_facts") or [])]:
                    place(passage, fact["quote"])
            except ValueError as error:
                print(f"left out, {error}")
            else:
                passages.append(passage | {"file": path.name})
    return passages


def read(passage: dict[str, Any], *, models: bool = True) -> tuple[TextProposal, ...]:
    """Return what is proposed for a passage."""
    document = Document(passage["text"], "bench/1", "text/plain")
    names = Models() if models else NoModels()
    return propose(document, source="d", published=str(passage.get("published") or ""), names=names).proposals


def measure(passage: dict[str, Any], proposals: tuple[TextProposal, ...], tallies: list[Tally]) -> dict[str, list[str]]:
    """Count a passage into ``tallies`` and return which facts were found, missed and wrong."""
    expected, proposed = expected_units(passage), proposed_units(proposals)
    pairs = pair(expected, proposed)
    organisations = frozenset(str(name) for fact in passage.get("facts") or [] for name in fact.get("organisations") or [])
    named = frozenset(name.nominative for proposal in proposals for name in proposal.organisations)
    found = [wanted for wanted, _ in pairs]
    missed = [unit for unit in expected if not any(unit is wanted for wanted in found)]
    wrong = [unit for unit in proposed if not any(unit is given for _, given in pairs)]
    people, persons = people_of(expected, organisations), people_of(proposed, named)
    right_people = [name for name in persons if any(same_name(name, other) for other in people)]
    found_people = [name for name in people if any(same_name(name, other) for other in persons)]
    arguments, bad = _arguments(pairs)
    hits = [item for item in passage.get("not_facts") or [] if _is_hit(item, passage, proposals)]
    for tally in tallies:
        tally.right += len(pairs)
        tally.proposed += len(proposed)
        tally.expected += len(expected)
        tally.people_right += len(found_people)
        tally.people_expected += len(people)
        tally.people_proposed += len(persons)
        tally.not_facts += len(passage.get("not_facts") or [])
        tally.not_facts_hit += len(hits)
        tally.arguments_right += len(arguments)
        tally.arguments_all += len(arguments) + len(bad)
    del right_people
    return {
        "found": [str(unit) for unit in found],
        "missed": [str(unit) for unit in missed],
        "wrong": [f"{unit} [{unit.rule}]" for unit in wrong],
        "arguments": bad,
        "not facts": [f"{item['kind']}: {item['quote']}" for item in hits],
    }


def _arguments(pairs: list[tuple[Unit, Unit]]) -> tuple[list[str], list[str]]:
    right: list[str] = []
    bad: list[str] = []
    for wanted, given in pairs:
        for name in ARGUMENTS:
            one, other = wanted.values.get(name, ""), given.values.get(name, "")
            if not one and not other:
                continue
            text = f"{wanted}: {name} {one or '(none)'}, read {other or '(none)'}"
            (right if same_value(name, one, other) else bad).append(text)
    return right, bad


def _is_hit(item: dict[str, Any], passage: dict[str, Any], proposals: tuple[TextProposal, ...]) -> bool:
    """Say whether a proposal of this kind that fits no expected fact overlaps what is no fact."""
    start, end = place(passage, item["quote"])
    expected = expected_units(passage)
    return any(
        unit.kind == item["kind"]
        and unit.start < end
        and start < unit.end
        and not any(matches(wanted, unit) for wanted in expected)
        for unit in proposed_units(proposals)
    )


def report(passages: list[dict[str, Any]], show: str, *, models: bool) -> dict[str, dict[str, list[str]]]:
    """Print the figures for each language and kind and return the details of each passage."""
    languages: dict[str, Tally] = defaultdict(Tally)
    kinds: dict[str, Tally] = defaultdict(Tally)
    details = {}
    for passage in passages:
        proposals = read(passage, models=models)
        origin = passage["file"].split("_")[0]
        detail = measure(passage, proposals, [languages[passage["language"]], languages[f"{passage['language']} {origin}"]])
        details[passage["id"]] = detail
        _count_kinds(passage, proposals, kinds)
        if show and passage["id"].startswith(show):
            _show(passage["id"], detail)
    print(f"{'':10} {'facts':>6} {'prec.':>6} {'recall':>6} {'args':>6} {'people P':>9} {'people R':>9} {'not-facts':>10}")
    for name in sorted(languages):
        _line(name, languages[name])
    print()
    for name in sorted(kinds):
        tally = kinds[name]
        print(f"{name:16} expected {tally.expected:4}  precision {tally.precision:.2f}  recall {tally.recall:.2f}")
    return details


def _count_kinds(passage: dict[str, Any], proposals: tuple[TextProposal, ...], kinds: dict[str, Tally]) -> None:
    expected, proposed = expected_units(passage), proposed_units(proposals)
    pairs = pair(expected, proposed)
    for unit in expected:
        kinds[unit.kind].expected += 1
    for unit in proposed:
        kinds[unit.kind].proposed += 1
    for wanted, _ in pairs:
        kinds[wanted.kind].right += 1


def _line(name: str, tally: Tally) -> None:
    arguments = tally.arguments_right / tally.arguments_all if tally.arguments_all else 1.0
    people_precision = tally.people_right / tally.people_proposed if tally.people_proposed else 1.0
    people_recall = tally.people_right / tally.people_expected if tally.people_expected else 1.0
    print(
        f"{name:10} {tally.expected:6} {tally.precision:6.2f} {tally.recall:6.2f} {arguments:6.2f} "
        f"{min(people_precision, 1):9.2f} {people_recall:9.2f} {tally.not_facts_hit:4} of {tally.not_facts:3}"
    )


def _show(name: str, detail: dict[str, list[str]]) -> None:
    print(f"{name}: found {len(detail['found'])}")
    for key in ("missed", "wrong", "arguments", "not facts"):
        for line in detail[key]:
            print(f"    {key}: {line}")


def compare(details: dict[str, dict[str, list[str]]]) -> None:
    """Print what this run gained and lost against the baseline, passage by passage."""
    if not BASELINE.exists():
        print("no baseline yet: --save makes one")
        return
    before = json.loads(BASELINE.read_text(encoding="utf-8"))
    print("\nagainst the baseline:")
    changed = False
    for name, detail in details.items():
        old = before.get(name, {"found": [], "wrong": []})
        for sign, new, other in (("+", detail, old), ("-", old, detail)):
            for key, word in (("found", "found"), ("wrong", "wrong")):
                for unit in (Counter(new[key]) - Counter(other[key])).elements():
                    changed = True
                    print(f"  {sign} {name}: {word} {unit}")
    if not changed:
        print("  nothing gained, nothing lost")


def write_confidence(passages: list[dict[str, Any]]) -> None:
    """Write how often each rule was right, and how often it proposed something."""
    right: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    for passage in passages:
        units = proposed_units(read(passage))
        for unit in units:
            proposed[unit.rule] += 1
        for _, given in pair(expected_units(passage), units):
            right[given.rule] += 1
    lines = [f"  {json.dumps(rule, ensure_ascii=False)}: [{right[rule]}, {count}]" for rule, count in sorted(proposed.items())]
    command = "benchmarks/reading.py --write-confidence"
    head = f"# Written by {command}: rule, how often it was right, how often it proposed something.\nrules:\n"
    CONFIDENCE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{CONFIDENCE.name}: {len(lines)} rules, {sum(right.values())} of {sum(proposed.values())} right")


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", default="*.yml", help="files of the corpus, as blind_*.yml")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--no-models", action="store_true")
    parser.add_argument("--write-confidence", action="store_true")
    parser.add_argument("--nerel", default=os.environ.get("KRONIKA_NEREL", ""))
    parser.add_argument("--article", default=os.environ.get("KRONIKA_ARTICLE", ""))
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        from reading_speed import speed

        return speed()
    passages = load(options.files)
    if options.write_confidence:
        write_confidence(passages)
        return 0
    details = report(passages, options.show, models=not options.no_models)
    compare(details)
    if options.save:
        BASELINE.write_text(json.dumps(details, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    from reading_outside import article, nerel

    article(options.article)
    nerel(options.nerel)
    return 0


if __name__ == "__main__":
    sys.exit(main())
