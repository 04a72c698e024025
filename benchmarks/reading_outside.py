"""Texts outside the project: one real article, and the Russian news texts of NEREL. Skipped, with a line, if absent."""

from __future__ import annotations

from pathlib import Path

from kronika.language.people import find_names
from kronika.model.source import Document
from kronika.reading.text import Models, propose


def article(path: str) -> None:
    """Print what is proposed for an English article published in January 2025."""
    if not path or not Path(path).is_file():
        print("\narticle: skipped, give its path by --article or KRONIKA_ARTICLE")
        return
    text = Path(path).read_text(encoding="utf-8")
    result = propose(Document(text, "bench/1", "text/plain"), source="d", published="2025-01")
    print(f"\narticle: {len(result.proposals)} proposals")
    for proposal in result.proposals:
        who = [name.nominative for name in (*proposal.people, *proposal.organisations)]
        if proposal.figure:
            who = [f"{proposal.figure.qualifier} {proposal.figure.value} {proposal.figure.of}".strip()]
        elif proposal.group:
            who = [proposal.group.description]
        print(f"  {proposal.kind:12} {', '.join(who)} {proposal.date} {proposal.term}  «{proposal.quote}»")


def nerel(folder: str) -> None:
    """Print how many of the people of NEREL are found by the rules, and by rules and model together."""
    if not folder or not Path(folder).is_dir():
        print("nerel: skipped, give its folder by --nerel or KRONIKA_NEREL")
        return
    found = {"rules": 0, "rules and model": 0}
    proposed = dict.fromkeys(found, 0)
    expected = 0
    for path in sorted(Path(folder).glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        gold = _people(path.read_text(encoding="utf-8"))
        gold = [(a, b) for a, b in gold if " " in text[a:b]]
        expected += len(gold)
        rules = [(name.start, name.end) for name in find_names(text, "ru") if name.given and name.surname]
        model = [
            (item.start, item.end)
            for item in Models().find("ru", [text])[0]
            if item.kind == "person" and " " in text[item.start : item.end]
        ]
        both = rules + [span for span in model if not any(_overlap(span, other) for other in rules)]
        for name, spans in (("rules", rules), ("rules and model", both)):
            found[name] += sum(any(_overlap(span, wanted) for span in spans) for wanted in gold)
            proposed[name] += sum(any(_overlap(span, wanted) for wanted in gold) for span in spans)
            proposed[name + " all"] = proposed.get(name + " all", 0) + len(spans)
    for name, right in found.items():
        precision, recall = proposed[name] / max(proposed[name + " all"], 1), right / max(expected, 1)
        print(f"nerel, people named in full, {name}: precision {precision:.2f}, recall {recall:.2f} of {expected}")


def _people(annotations: str) -> list[tuple[int, int]]:
    spans = []
    for line in annotations.splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[1].startswith("PERSON ") and ";" not in parts[1]:
            _, start, end = parts[1].split()
            spans.append((int(start), int(end)))
    return spans


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
