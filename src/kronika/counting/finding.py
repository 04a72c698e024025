"""What a count says of one person, from all their acts: the general path, which the fast one must agree with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kronika.counting.codes import CUSTODY_KINDS
from kronika.counting.custody import exit_of, in_custody
from kronika.counting.events import DISPUTED, Event, events, tightened, worlds
from kronika.counting.recognitions import recognised, recognitions
from kronika.counting.scope import NOTHING_JUDGED, Judged
from kronika.counting.spells import Spell, spells
from kronika.counting.states import Answer, Cause, Finding, State, Verdict
from kronika.model.act import LAST_DAY, Act
from kronika.model.time import iso

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kronika.counting.definitions import Definition
    from kronika.counting.recognitions import Recognition

_TELLING = CUSTODY_KINDS | {"recognition"}
#: between the sources of a version and what they say, and between the parts of that
RECORD, UNIT = "\x1e", "\x1f"
_STATE = {Answer.YES: State.IN, Answer.NO: State.OUT, Answer.MAYBE: State.UNKNOWN}


class Person:
    """One person's visible acts, worked out once and asked for many days.

    Args:
        acts: visible acts of all mentions judged to be this person, in any order; plain tuples do.
        definition: what is counted.
        silence_after: days after the last sign of custody after which "in" decays; None: as the definition says.
        judged: which reports tell of one act, and which do not.
    """

    def __init__(
        self,
        acts: Iterable[Act],
        definition: Definition,
        silence_after: int | None = None,
        judged: Judged = NOTHING_JUDGED,
    ) -> None:
        self.definition = definition
        made = [act if type(act) is Act else Act._make(act) for act in acts]
        self.acts = [act for act in made if act.kind in _TELLING]
        self._judged = judged
        dropped = [act for act in made if act.kind == "delisting"]
        self._delisted = _delistings(dropped, {act.list for act in self.acts}) if dropped else None
        silence = definition.silence_after if silence_after is None else silence_after
        administrative = min(definition.administrative_after, silence)
        self.worlds: list[tuple[list[Spell], list[Recognition]]] = [
            (spells(world, silence, administrative), recognitions(world)) for world in self._worlds()
        ]

    @cached_property
    def events(self) -> list[Event]:
        """What happened, each thing once, with all claims about it."""
        return events(self.acts, self._judged)

    def _worlds(self) -> list[list[Act]]:
        if (
            self._judged.same is None
            and len({act.list for act in self.acts}) == 1
            and len({act.mention for act in self.acts}) == len(self.acts)
            and all(act.standing != DISPUTED for act in self.acts)
        ):
            # One list, and each act has a mention of its own: nobody disagrees.
            return [[tightened(act) if act.lo != act.hi else act for act in self.acts]]
        return worlds(self.events)

    def on(self, day: int) -> Finding:
        """Return in, out, disputed or unknown on a day, and why."""
        findings = [self._one(world, day) for world in self.worlds]
        gone = self._delisted
        if gone is not None and gone.lo <= day and any(finding.state is not State.OUT for finding in findings):
            return Finding(State.UNKNOWN, (gone,))
        if len({finding.state for finding in findings}) == 1:
            return findings[0]
        causes = tuple(cause for event in self.events if (cause := disagreement(event)) is not None)
        return Finding(State.DISPUTED, causes)

    def _one(self, world: tuple[list[Spell], list[Recognition]], day: int) -> Finding:
        held = in_custody(world[0], self.definition, day)
        known = recognised(world[1], self.definition, day)
        way_out = exit_of(held.cause) if held.answer is Answer.NO else ""
        answer, causes = _both(held, known)
        return Finding(_STATE[answer], causes, way_out)

    def turning_days(self) -> set[int]:
        """Return all days on which the state may change: between two of them it stays."""
        days = {self._delisted.lo} if self._delisted is not None else set()
        for found, recognitions_ in self.worlds:
            for spell in found:
                days |= {spell.start_lo, spell.start_hi, spell.end_lo, spell.end_hi}
                for phase in spell.phases:
                    days |= {phase.lo, phase.hi}
            for item in recognitions_:
                days |= {item.lo, item.hi}
        return days


def _delistings(dropped: Iterable[Act], lists: Collection[str]) -> Cause | None:
    """Return that no list has a person any more: on the day when the last of all that named them dropped the row.

    A list that no longer has somebody and does not say why is silent about them; as long as another one has them, it is not.
    """
    last: dict[str, int] = {}
    for act in dropped:
        last[act.list] = max(act.hi if act.hi < LAST_DAY else act.lo, last.get(act.list, 0))
    if not set(lists) <= set(last):
        return None
    day = max(last.values())
    return Cause("delisted", day, day, ", ".join(sorted(last)))


def _both(held: Verdict, known: Verdict) -> tuple[Answer, tuple[Cause, ...]]:
    """Return the answer to both questions: in if both are yes, out if one is no."""
    if held.answer is known.answer:
        return held.answer, (held.cause, known.cause) if known.cause.code else (held.cause,)
    for answer in (Answer.NO, Answer.MAYBE):
        if held.answer is answer:
            return answer, (held.cause,)
        if known.answer is answer:
            return answer, (known.cause,)
    raise AssertionError("two answers of three differ, so one of them is no or maybe")


def disagreement(event: Event) -> Cause | None:
    """Return in what the sources of an event disagree, or that a role disputes it; None if neither.

    The detail is the kind, then the versions: ``sentence<TAB>list A<RS>2021-09-06<US>colony-general<US>P11Y | list B<RS>...``.
    """
    if len(event.versions) > 1:
        versions = " | ".join(
            f"{', '.join(sorted(sources))}{RECORD}{UNIT.join(version_parts(version))}"
            for version, sources in zip(event.versions, event.sources, strict=True)
        )
        return Cause("sources-disagree", event.claims[0].lo, event.claims[-1].hi, f"{event.kind}\t{versions}")
    if event.contested:
        return Cause("contested", event.claims[0].lo, event.claims[0].hi, event.kind)
    return None


def version_parts(act: Act) -> list[str]:
    """Return what an act says, shortly: day, code, term, as ``2021-09-06``, ``colony-general``, ``P11Y``."""
    return [part for part in (days_words(act.lo, act.hi), act.code, act.term) if part]


def days_words(lo: int, hi: int) -> str:
    """Return a day, a month, a year or ``first/last``; empty where no day is known at all.

    >>> days_words(737791, 737791), days_words(737791, 737818)
    ('2021-01-01', '2021-01-01/2021-01-28')
    """
    first, last = iso(lo), iso(hi)
    if lo == hi:
        return first
    if lo <= 1:
        return f"../{last}" if hi < LAST_DAY else ""
    if hi >= LAST_DAY:
        return f"{first}/.."
    if first[:8] == last[:8] and first.endswith("-01") and iso(hi + 1).endswith("-01"):
        return first[:7]
    if first[:5] == last[:5] and first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return f"{first}/{last}"
