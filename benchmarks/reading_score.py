"""Compare what the reading of text proposes with what passages state: facts, people, arguments, and what is no fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kronika.reading.text import TextProposal

ARGUMENTS = ("date", "term", "article", "court")
_PLAIN = str.maketrans({"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'", "«": "", "»": "", '"': "", ".": "", "ў": "у"})


class Unit(NamedTuple):
    """One fact about one person or organisation, expected or proposed.

    Attributes:
        kind: of the fact.
        who: person, organisation, value of a figure; empty for a fact without a name.
        start, end: of its quote.
        values: arguments that are said.
        rule: id of the rule that proposed it; empty for an expected one.
    """

    kind: str
    who: str
    start: int
    end: int
    values: dict[str, str]
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.who or '(unnamed)'}"


@dataclass
class Tally:
    """Counts for one language or kind."""

    right: int = 0
    proposed: int = 0
    expected: int = 0
    arguments_right: int = 0
    arguments_all: int = 0
    people_right: int = 0
    people_proposed: int = 0
    people_expected: int = 0
    not_facts: int = 0
    not_facts_hit: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was proposed that is right; 1 if nothing was proposed."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 if nothing was expected."""
        return self.right / self.expected if self.expected else 1.0


def plain(name: str) -> str:
    """Return a name without what two writers may differ in."""
    return re.sub(r"(?<=[сзцн])ь(?=[бвзклмнпсцчд])", "", " ".join(name.translate(_PLAIN).casefold().split()))


def same_name(one: str, other: str) -> bool:
    """Say whether two names in the nominative are one: equal, or one of them only a part of the other."""
    first, second = plain(one).split(), plain(other).split()
    if not first or not second:
        return first == second
    shorter, longer = sorted((first, second), key=len)
    return all(any(_same_word(word, other_word) for other_word in longer) for word in shorter)


def _same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def expected_units(passage: dict[str, Any]) -> list[Unit]:
    """Return what a passage states, a unit for each person or organisation; ValueError for a quote that is not in it."""
    units = []
    for fact in passage.get("facts") or []:
        start, end = place(passage, fact["quote"])
        values = {name: str(fact[name]) for name in ARGUMENTS if fact.get(name)}
        if fact["kind"] == "figure":
            units.append(Unit("figure", _number(fact["figure"]["value"]), start, end, values))
            continue
        named = [str(who) for who in [*(fact.get("people") or []), *(fact.get("organisations") or [])]]
        units += [Unit(fact["kind"], who, start, end, values) for who in named or [""]]
    return units


def place(passage: dict[str, Any], quote: str) -> tuple[int, int]:
    """Return where a quote stands in a passage, line breaks and spaces being one."""
    pattern = r"\s+".join(re.escape(word) for word in str(quote).split())
    match = re.search(pattern, passage["text"])
    if match is None:
        message = f"{passage['id']}: the quote {quote!r} does not stand in the text"
        raise ValueError(message)
    return match.span()


def _number(value: float) -> str:
    return str(int(value)) if float(value) == int(value) else str(value)


def proposed_units(proposals: tuple[TextProposal, ...]) -> list[Unit]:
    """Return what was proposed, a unit for each person or organisation."""
    units = []
    for proposal in proposals:
        values = {name: getattr(proposal, name) for name in ARGUMENTS if getattr(proposal, name)}
        if proposal.figure is not None:
            who = [_number(proposal.figure.value)]
        else:
            who = [name.nominative for name in (*proposal.people, *proposal.organisations)] or [""]
        units += [Unit(proposal.kind, name, proposal.start, proposal.end, values, proposal.rule_id) for name in who]
    return units


def matches(expected: Unit, proposed: Unit) -> bool:
    """Say whether a proposal is an expected fact: kind, who, overlapping quote."""
    if expected.kind != proposed.kind or not (expected.start < proposed.end and proposed.start < expected.end):
        return False
    return expected.who == proposed.who if expected.kind == "figure" else same_name(expected.who, proposed.who)


def pair(expected: list[Unit], proposed: list[Unit]) -> list[tuple[Unit, Unit]]:
    """Return expected facts with the proposals that found them, one to one, those with the most equal arguments first."""
    options = sorted(
        (
            (_likeness(wanted, given), i, j)
            for i, wanted in enumerate(expected)
            for j, given in enumerate(proposed)
            if matches(wanted, given)
        ),
        reverse=True,
    )
    taken_expected: set[int] = set()
    taken_proposed: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in taken_expected and j not in taken_proposed:
            taken_expected.add(i)
            taken_proposed.add(j)
            pairs.append((expected[i], proposed[j]))
    return pairs


def _likeness(wanted: Unit, given: Unit) -> float:
    equal = sum(same_value(name, wanted.values.get(name, ""), given.values.get(name, "")) for name in ARGUMENTS)
    overlap = min(wanted.end, given.end) - max(wanted.start, given.start)
    return equal + overlap / 10_000


def same_value(name: str, one: str, other: str) -> bool:
    """Say whether two values of an argument are equal; a court may be written with or without its place or its case."""
    if name == "article":
        # the mark of another code than the Criminal Code is ours
        one, other = (re.sub(r" (?:KoAP|PIKoAP|[A-Z]\w+)\b", "", text) for text in (one, other))
        return sorted(one.split("; ")) == sorted(other.split("; "))
    if name != "court" or not one or not other:
        return one == other
    first, second = (re.findall(r"\w{3,5}", plain(text)) for text in (one, other))
    shorter, longer = sorted((first, second), key=len)
    return all(word[:4] in {long[:4] for long in longer} for word in shorter)


def people_of(units: list[Unit], organisations: frozenset[str]) -> list[str]:
    """Return the names of people in units, each once."""
    names: list[str] = []
    for unit in units:
        if (
            unit.who
            and unit.kind != "figure"
            and unit.who not in organisations
            and not any(same_name(unit.who, name) for name in names)
        ):
            names.append(unit.who)
    return names
