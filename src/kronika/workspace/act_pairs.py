"""Reports of acts that may tell of one act: of one person, of one kind, on days that may be one.

A chain of arrests stays many: two acts whose days are known and differ are proposed only where they are days apart at most and
something else agrees.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from kronika.identity.pairs import Explanation, Pair
from kronika.language.places import court_key, place_key
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.time import iso
from kronika.model.vocabulary import load
from kronika.store.acts import span_of
from kronika.store.told import acts_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kronika.store.record import Record

#: what is said of an act that tells whether it is the same: with the kinds' own codes
_PROPERTIES = ("date", "place", "article", "court", "basis", "how", "regime", "term", "recognised_by", "facility", "happened")
_CODES = ("basis", "how", "status", "term", "recognised_by")
#: kinds that are no reports of something that happened once
_NEVER = frozenset({"delisting", "figure", "relation", "role", "measure"})
#: days apart at which two reports may still mean one act, if something else agrees
_NEAR = 3
#: probability by how the days agree; what else agrees or not changes it
_ON_ONE_DAY, _WITHIN, _NEAR_DAYS, _UNDATED = 0.9, 0.7, 0.4, 0.3
_SAME, _POSSIBLE = 0.95, 0.05
#: acts of one person and kind beyond this are not compared with each other
_MOST = 60


class Reported(NamedTuple):
    """One report of an act.

    Attributes:
        id, person, kind: of its mention.
        list: of it, or the source.
        said: property -> values.
    """

    id: str
    person: str
    kind: str
    list: str
    said: Mapping[str, tuple[str, ...]]


def reports(record: Record, of: Iterable[str] | None = None) -> list[Reported]:
    """Return the reports of acts that may be compared, in the order of the record; ``of``: only those of these people."""
    acts = {kind.key for kind in load().kinds.values() if kind.act} - _NEVER
    found: dict[str, tuple[str, str, str, dict[str, list[str]]]] = {}
    for act, person, kind, name, prop, value in acts_told(record.connection, _PROPERTIES, of):
        if kind in acts:
            found.setdefault(act, (person, kind, name, {}))[3].setdefault(prop, []).append(value)
    return [
        Reported(act, person, kind, name, {prop: tuple(dict.fromkeys(values)) for prop, values in said.items()})
        for act, (person, kind, name, said) in found.items()
    ]


def act_pairs(record: Record, joined: Mapping[str, str], hidden: set[str]) -> list[Pair]:
    """Return the pairs of reports that may tell of one act, the most probable first.

    Args:
        record: open.
        joined: entity of each mention that was judged the same as another.
        hidden: people who are kept out of matching: nothing of theirs is compared.
    """
    groups: dict[tuple[str, str], list[Reported]] = {}
    for report in reports(record):
        if report.person not in hidden:
            groups.setdefault((joined.get(report.person, report.person), report.kind), []).append(report)
    pairs = []
    for group in groups.values():
        if 1 < len(group) <= _MOST:
            made = (compared(one, other) for one, other in combinations(group, 2))
            pairs += [pair for pair in made if pair is not None and joined.get(pair.left, "l") != joined.get(pair.right, "r")]
    return sorted(pairs, key=Pair.key)


def compared(one: Reported, other: Reported) -> Pair | None:
    """Return how two reports agree; None if they cannot tell of one act."""
    signed = [set(side.said.get("recognised_by", ())) for side in (one, other)]
    if one.kind == "recognition" and all(signed) and not signed[0] & signed[1]:
        return None  # two organisations recognise on their own
    probability, reasons = _days(one.said.get("date", ()), other.said.get("date", ()))
    if not probability or (one.list == other.list and probability < _ON_ONE_DAY):
        return None
    vague = probability in {_NEAR_DAYS, _UNDATED}
    agreeing = differing = 0
    for what, left, right in _values(one, other):
        if not left or not right:
            continue
        if left & right:
            agreeing += 1
            reasons.append(f"the same {what}: {', '.join(sorted(left & right))}")
            probability += (1 - probability) / 2
        else:
            differing += 1
            reasons.insert(0, f"{what}s differ: {', '.join(sorted(left))}; {', '.join(sorted(right))}")
            probability *= 0.5
    if vague and (not agreeing or differing):
        return None
    verdict = "same" if probability >= _SAME else "possible" if probability >= _POSSIBLE else "different"
    said: Explanation = (tuple(reasons), {})
    return Pair(one.id, other.id, round(probability, 4), verdict, lambda: said) if verdict != "different" else None


def _days(left: Iterable[str], right: Iterable[str]) -> tuple[float, list[str]]:
    """Return how probable one act is by the days alone, and why; nothing if they are too far apart."""
    one, other = ([span for edtf in dates if (span := span_of(edtf)) != (FIRST_DAY, LAST_DAY)] for dates in (left, right))
    if not one or not other:
        return _UNDATED, ["no day to compare"]
    best: tuple[float, list[str]] = (0.0, [])
    for (a, b), (c, d) in product(one, other):
        if a == b == c == d:
            return _ON_ONE_DAY, [f"on one day: {iso(a)}"]
        shown = f"{_shown(a, b)}, {_shown(c, d)}"
        if a <= d and c <= b:
            best = max(best, (_WITHIN, [f"the days fit as far as they are known: {shown}"]))
        elif max(a - d, c - b) <= _NEAR:
            best = max(best, (_NEAR_DAYS, [f"days apart: {shown}"]))
    return best


def _shown(lo: int, hi: int) -> str:
    return iso(lo) if lo == hi else f"{iso(lo)} to {iso(hi)}"


def _values(one: Reported, other: Reported) -> Iterable[tuple[str, set[str], set[str]]]:
    for what, key in (("place", place_key), ("court", court_key)):
        left, right = ({key(value) for value in side.said.get(what, ())} - {""} for side in (one, other))
        yield what, left, right
    yield "article", _articles(one), _articles(other)
    for what in _CODES:
        yield what.replace("_", " "), set(one.said.get(what, ())), set(other.said.get(what, ()))


def _articles(report: Reported) -> set[str]:
    """Return the articles without their parts: a source may leave these out."""
    return {article.partition("(")[0].strip() for value in report.said.get("article", ()) for article in value.split(";")}
