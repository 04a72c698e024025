"""How long a simple person is in custody, as far as their acts say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kronika.counting.codes import REGIME_CLASS, exit_by
from kronika.counting.states import Brief, State
from kronika.counting.terms import is_term, term_days, term_end
from kronika.model.act import LAST_DAY

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition
    from kronika.counting.profiles import Simple

#: (person, day) -> (first day on which they may not be in any more, first day on which they are out)
HeldDays = Callable[["Simple", int], tuple[int, int]]


def held_days(definition: Definition, silence_after: int | None = None) -> HeldDays:
    """Return a function that says how long a simple person counts as held.

    From the day of detention to the day before the first day it returns the person is in; from then to the day before the
    second it is unknown; from then on they are out. The function also takes the day that is asked about: where a rough figure
    for the end of a term settles that day, it may return the rough one. Day 0 asks for exact ones.
    """
    silence = definition.silence_after if silence_after is None else silence_after
    left_out = {code for code, kind in REGIME_CLASS.items() if kind not in definition.classes}

    def held(person: Simple, on: int) -> tuple[int, int]:
        _, detained, sentenced, code, term, released, _, _, _ = person
        if code in left_out:
            return sentenced, sentenced
        if released:
            return released, released
        last = sentenced or detained
        if term and on >= last:
            days = term_days(term)
            if days is not None:
                if on < detained + days[0]:
                    return min(detained + days[0], LAST_DAY), LAST_DAY
                if on >= detained + days[1]:
                    return max(detained + days[1], sentenced), LAST_DAY
        return _decay(detained, sentenced, term, silence), LAST_DAY

    return held


def brief(person: Simple, definition: Definition, on: int, held: HeldDays) -> Brief:
    """Return where a simple person stands on a day and the reason, as the general path would say it.

    ``held`` comes from :func:`held_days` for the same definition. The code ``only-former`` also stands for ``only-posthumous``.
    """
    _, detained, _, _, term, released, recognised, former, how = person
    lasts, ends = held(person, on)
    if on < detained:
        return Brief(State.OUT, "not-yet-detained", detained)
    if 0 < released <= on:
        return Brief(State.OUT, "released", released, exit_by(how))
    if on >= ends:
        return Brief(State.OUT, "left-out", detained)
    if definition.recognition == "by-day" and not 0 < recognised <= on:
        return Brief(State.OUT, "not-yet-recognised", recognised) if recognised else Brief(State.OUT, "only-former", former)
    if on < lasts:
        return Brief(State.IN, "in-custody", detained)
    return Brief(State.UNKNOWN, "term-passed" if is_term(term) else "silence")


def _decay(detained: int, sentenced: int, term: str, silence: int) -> int:
    """Return the day from which nothing says that custody goes on, exactly."""
    if term:
        end = term_end((detained, detained), (sentenced, sentenced), term)
        if end is not None:
            return end[0]
    return min((sentenced or detained) + silence + 1, LAST_DAY)
