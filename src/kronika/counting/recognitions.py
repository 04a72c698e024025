"""Who is recognised as a political prisoner, by whom, when; a recognition is an act, and so is its withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import CURRENT, FORMER, POSTHUMOUS, WITHDRAWN
from kronika.counting.states import Answer, Cause, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.counting.definitions import Definition
    from kronika.model.act import Act, Key


class Recognition(NamedTuple):
    """One recognition, or its withdrawal.

    Attributes:
        by: who recognised; several signatories are separated by semicolons. Empty if not said.
        lo, hi: earliest and latest day.
        status: ``current``, ``former``, ``posthumous`` or ``withdrawn``.
        mention: the act.
    """

    by: str
    lo: int
    hi: int
    status: str
    mention: Key


def recognitions(acts: Iterable[Act]) -> list[Recognition]:
    """Return the recognitions among the acts of one person, in order of their days."""
    found = [
        Recognition(act.agent, act.lo, act.hi, act.code or CURRENT, act.mention) for act in acts if act.kind == "recognition"
    ]
    found.sort(key=lambda item: (item.lo, item.hi, item.status, item.by))
    return found


def signatories(agent: str) -> frozenset[str]:
    """Return the names in a field such as ``Viasna; Belarusian Helsinki Committee``, folded for comparison."""
    return frozenset(name.strip().casefold() for name in agent.replace(",", ";").split(";") if name.strip())


def recognised(found: Sequence[Recognition], definition: Definition, on: int) -> Verdict:
    """Return whether the person counts as recognised under the definition, for a count of the day ``on``.

    ``by-day``: recognised as a current prisoner no later than that day, and not withdrawn by then. ``by-knowledge``: recognised
    whenever and as whatever, former included, and not withdrawn since; whichever acts are given are what is known.
    """
    if definition.recognition == "none":
        return Verdict(Answer.YES)
    grants = [item for item in found if item.status != WITHDRAWN]
    if definition.recognisers:
        wanted = definition.recogniser_names
        named = [item for item in grants if signatories(item.by) & wanted]
        if grants and not named:
            return Verdict(Answer.NO, Cause("recognised-by-others", grants[0].lo, grants[0].hi, grants[0].by))
        grants = named
    if not grants:
        return Verdict(Answer.NO, Cause("never-recognised"))
    withdrawals = [item for item in found if item.status == WITHDRAWN]
    if definition.recognition == "by-knowledge":
        return _by_knowledge(grants, withdrawals)
    return _by_day(grants, withdrawals, on)


def _withdraws(withdrawal: Recognition, grant: Recognition) -> bool:
    if withdrawal.hi < grant.lo:
        return False
    one, other = signatories(withdrawal.by), signatories(grant.by)
    return not one or not other or bool(one & other)


def _by_knowledge(grants: list[Recognition], withdrawals: list[Recognition]) -> Verdict:
    for grant in grants:
        if not any(_withdraws(item, grant) for item in withdrawals):
            return Verdict(Answer.YES, Cause("recognised", grant.lo, grant.hi, grant.by))
    last = withdrawals[-1]
    return Verdict(Answer.NO, Cause("withdrawn", last.lo, last.hi, last.by))


def _by_day(grants: list[Recognition], withdrawals: list[Recognition], on: int) -> Verdict:
    current = [item for item in grants if item.status not in {FORMER, POSTHUMOUS}]
    if not current:
        first = grants[0]
        return Verdict(Answer.NO, Cause(f"only-{first.status}", first.lo, first.hi, first.by))
    maybe: Recognition | None = None
    ended: Recognition | None = None
    for grant in current:
        if grant.lo > on:
            continue
        against = [item for item in withdrawals if item.lo <= on and _withdraws(item, grant)]
        if any(item.hi <= on and item.lo >= grant.lo for item in against):
            ended = against[-1]
        elif grant.hi <= on and not against:
            return Verdict(Answer.YES, Cause("recognised", grant.lo, grant.hi, grant.by))
        else:
            maybe = against[-1] if against else grant
    if maybe is not None:
        return Verdict(Answer.MAYBE, Cause("imprecise-recognition", maybe.lo, maybe.hi, maybe.by))
    if ended is not None:
        return Verdict(Answer.NO, Cause("withdrawn", ended.lo, ended.hi, ended.by))
    first = current[0]
    return Verdict(Answer.NO, Cause("not-yet-recognised", first.lo, first.hi, first.by))
