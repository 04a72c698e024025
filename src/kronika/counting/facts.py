"""Acts counted in a period: how many facts, or how many people, organisations or cases they happened to."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.events import DISPUTED, events, tightened
from kronika.counting.finding import disagreement
from kronika.counting.profiles import ordered, persons
from kronika.counting.states import Cause, Finding, State
from kronika.model.act import Act, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.counting.definitions import Definition
    from kronika.counting.scope import Judged

#: a subject with several facts stands where the first of these holds for one of them
_FIRST = (State.IN, State.DISPUTED, State.UNKNOWN, State.OUT)


class Fact(NamedTuple):
    """One thing that is counted.

    Attributes:
        id: of the fact (the mention of its act), person, organisation or case.
        subject: person or organisation that it happened to; the first of them for a case.
        codes: codes of the acts inside the period, for a count by code.
        finding: in, out, disputed or unknown, and why.
        acts: what it rests on.
    """

    id: Key
    subject: Key
    codes: tuple[str, ...]
    finding: Finding
    acts: tuple[Act, ...]


def count_facts(seen: Iterable[Act], definition: Definition, period: tuple[int, int], judged: Judged) -> list[Fact]:
    """Return every fact of the definition's kind (or everybody it happened to), wherever it stands.

    Args:
        seen: visible acts.
        definition: a definition of acts.
        period: first and last day.
        judged: which mentions are one person, which reports one act, which acts one case.
    """
    rows = ordered(seen, judged.people)
    facts: list[Fact] = []
    for subject, pairs in groupby(zip(persons(rows, judged.people), rows, strict=True), key=itemgetter(0)):
        acts = [row for _, row in pairs]
        if any(row[1] == definition.kind for row in acts):
            facts.extend(_facts(subject, acts, definition.kind, period, judged.same))
    if definition.unit == "facts":
        return facts
    if definition.unit == "cases":
        cases = judged.cases or {}
        return _gathered(facts, [cases.get(fact.id, fact.id) for fact in facts])
    return _gathered(facts, [fact.subject for fact in facts])


def _facts(
    subject: Key,
    acts: Sequence[Act],
    kind: str,
    period: tuple[int, int],
    same: Mapping[Key, Key] | None,
) -> Iterable[Fact]:
    own = [act for act in acts if act[1] == kind]
    if len(own) == 1 or (same is None and len({act[7] for act in own}) == 1 and len({act[13] for act in own}) == len(own)):
        # Nothing to match: one list, each act a mention of its own.
        for act in own:
            yield _plain_fact(subject, act, period)
        return
    for event in events([Act._make(act) for act in acts], same):
        if event.kind != kind:
            continue
        answers = {_state(version.lo, version.hi, period) for version in event.versions}
        codes = {version.code for version in event.versions}
        cause = disagreement(event)
        if len(answers) > 1 or (event.contested and answers != {State.OUT}):
            finding = Finding(State.DISPUTED, (cause,) if cause is not None else ())
        else:
            first = event.versions[0]
            finding = _finding(first.lo, first.hi, period)
        yield Fact(event.id, subject, tuple(sorted(codes)) if len(codes) == 1 else ("",), finding, event.claims)


def _plain_fact(subject: Key, act: Act, period: tuple[int, int]) -> Fact:
    lo, hi, code, standing, mention = act[2], act[3], act[4], act[8], act[13]
    if lo != hi:
        hi = tightened(Act._make(act)).hi
    finding = _finding(lo, hi, period)
    if standing == DISPUTED and finding.state is not State.OUT:
        finding = Finding(State.DISPUTED, (Cause("contested", lo, hi, act[1]),))
    return Fact(mention, subject, (code,), finding, (act,))


def _state(lo: int, hi: int, period: tuple[int, int]) -> State:
    first, last = period
    if first <= lo and hi <= last:
        return State.IN
    return State.OUT if hi < first or lo > last else State.UNKNOWN


def _finding(lo: int, hi: int, period: tuple[int, int]) -> Finding:
    state = _state(lo, hi, period)
    code = {State.IN: "in-period", State.OUT: "outside-period"}.get(state, "imprecise-date")
    return Finding(state, (Cause(code, lo, hi),))


def _gathered(facts: Sequence[Fact], keys: Sequence[Key]) -> list[Fact]:
    """Return one fact for each key; it stands where its best known fact stands."""
    groups: dict[Key, list[Fact]] = {}
    for key, fact in zip(keys, facts, strict=True):
        groups.setdefault(key, []).append(fact)
    result = []
    for key, group in groups.items():
        if len(group) == 1:
            result.append(group[0]._replace(id=key))
            continue
        state = next(state for state in _FIRST if any(fact.finding.state is state for fact in group))
        deciding = [fact for fact in group if fact.finding.state is state]
        codes = tuple(sorted({code for fact in deciding for code in fact.codes}))
        causes = tuple(cause for fact in deciding for cause in fact.finding.causes)
        acts = tuple(act for fact in group for act in fact.acts)
        result.append(Fact(key, group[0].subject, codes, Finding(state, causes), acts))
    return result
