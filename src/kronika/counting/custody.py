"""Is somebody in custody on a day, under a definition, in one world?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.counting.codes import exit_by
from kronika.counting.states import Answer, Cause, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.counting.definitions import Definition
    from kronika.counting.spells import Spell

#: a spell without an end decays for one of these reasons
_DECAY = {"silence": "silence", "term": "term-passed"}


def in_custody(found: Sequence[Spell], definition: Definition, on: int) -> Verdict:
    """Return whether the person is in custody at the end of the day ``on``.

    Args:
        found: spells in order, from :func:`kronika.counting.spells.spells`.
        definition: says which kinds of custody count.
        on: the day. Who is detained on it is in custody; who is released on it is not.
    """
    maybe: Verdict | None = None
    left_out: Verdict | None = None
    for spell in reversed(found):
        if not spell.start_lo <= on < spell.end_hi:
            continue
        verdict = _inside(spell, definition, on)
        if verdict.answer is Answer.YES:
            return verdict
        if verdict.answer is Answer.MAYBE:
            maybe = maybe or verdict
        else:
            left_out = left_out or verdict
    return maybe or left_out or _outside(found, on)


def _inside(spell: Spell, definition: Definition, on: int) -> Verdict:
    """Return what holds on a day on which the spell may have lasted."""
    counted = _counted(spell, definition, on)
    if counted.answer is Answer.NO:
        return counted
    if spell.doubtful == "start" or spell.start_hi > on:
        return Verdict(Answer.MAYBE, Cause("imprecise-start", spell.start_lo, spell.start_hi))
    if spell.doubtful:
        return Verdict(Answer.MAYBE, Cause(spell.doubtful, spell.start_lo, spell.start_hi))
    if on >= spell.end_lo:
        if spell.how == "silence":
            return Verdict(Answer.MAYBE, Cause("silence", spell.last_sign, spell.last_sign))
        if spell.how == "term" and spell.term is not None:
            return Verdict(Answer.MAYBE, Cause("term-passed", *spell.term))
        return Verdict(Answer.MAYBE, Cause("imprecise-end", spell.end_lo, spell.end_hi, spell.how))
    return counted


def _counted(spell: Spell, definition: Definition, on: int) -> Verdict:
    """Return whether the definition counts this custody, as it was on the day."""
    regime, kind = "", "closed"
    begun = [phase for phase in spell.phases if phase.hi <= on]
    if begun:
        last = max(begun, key=lambda phase: (phase.lo, phase.hi))
        regime, kind = last.regime, last.kind
    elif spell.basis == "administrative" and not definition.administrative:
        return Verdict(Answer.NO, Cause("left-out", spell.start_lo, spell.start_hi, "administrative"))
    counts = kind in definition.classes
    for phase in spell.phases:
        if phase.lo <= on < phase.hi and (phase.kind in definition.classes) != counts:
            return Verdict(Answer.MAYBE, Cause("imprecise-regime", phase.lo, phase.hi, phase.regime))
    if not counts:
        return Verdict(Answer.NO, Cause("left-out", spell.start_lo, spell.start_hi, kind))
    return Verdict(Answer.YES, Cause("in-custody", spell.start_lo, spell.start_hi, regime))


def _outside(found: Sequence[Spell], on: int) -> Verdict:
    """Return why somebody is not in custody on the day."""
    past = [spell for spell in found if spell.end_hi <= on and spell.how not in _DECAY]
    if past:
        last = past[-1]
        return Verdict(Answer.NO, Cause("released", last.end_lo, last.end_hi, last.how))
    if found:
        return Verdict(Answer.NO, Cause("not-yet-detained", found[0].start_lo, found[0].start_hi))
    return Verdict(Answer.NO, Cause("no-custody-known"))


def exit_of(cause: Cause) -> str:
    """Return the way out of custody that a ``released`` cause tells of; empty for other causes."""
    return exit_by(cause.detail) if cause.code == "released" else ""
