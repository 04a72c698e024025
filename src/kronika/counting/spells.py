"""Spells of custody of one person, derived from the acts of that person. Never typed by hand.

A detention opens a spell; a sentence, a replacement or a transfer says in which regime it goes on, and the sentence how long; a
release, a pardon or a death ends it. Where acts are missing or imprecise the spell says so instead of guessing: a spell without
an end decays on the day after which nothing known says that it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import LEGAL_ENDS, REGIME_CLASS
from kronika.counting.terms import Given, Terms, numbers
from kronika.model.act import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.act import Act, Key

_ENTRY, _SIGN, _EXIT = "entry", "sign", "exit"
#: on one day: somebody who is held is released before being detained again; somebody who is free is detained first
_ORDER_HELD = {_SIGN: 0, _EXIT: 1, _ENTRY: 2}
_ORDER_FREE = {_ENTRY: 0, _SIGN: 1, _EXIT: 2}
#: spells that ended so may have ended otherwise: no act says how
_UNTOLD = frozenset({"continued", "silence", "term"})
#: days within which an act must be dated to be a sign of custody on the last of them
_ROUGHLY = 366


class Phase(NamedTuple):
    """A regime from some day on.

    Attributes:
        regime: code of the vocabulary.
        kind: its class: ``closed``, ``open-type``, ``house-arrest``, ``home-confinement``.
        lo, hi: earliest and latest day on which it began.
        mention: the act that says so; place and facility are among that act's statements.
    """

    regime: str
    kind: str
    lo: int
    hi: int
    mention: Key


@dataclass(slots=True)
class Spell:
    """A stretch of custody. Days are ordinals; the day of the end is the first day out of custody.

    Attributes:
        start_lo, start_hi: earliest and latest day of its beginning.
        end_lo, end_hi: earliest and latest day of its end. No end known: the day from which nothing says that it goes on, and
            ``LAST_DAY``.
        how: ``served``, ``pardoned``, ``died``, ``exchanged``, ``expelled`` or another code of a release (empty: not said);
            ``continued`` (detained again without a release in between), ``term`` (the end of the term passed), ``silence``.
        basis: legal basis of the detention; empty if not said.
        phases: regimes, in order.
        terms: what the sentences gave; None if no term is known.
        last_sign: day of the last act that says that it went on.
        doubtful: why it may not have been custody at all: ``waiting`` (sentenced to an open-type facility while free),
            ``regime`` (sentenced while free, to what is not said), ``order`` (imprecise dates leave open whether a release came
            before this detention), ``start`` (a release without a known detention); empty: it was.
        acts: mentions of the acts that it was derived from, in order.
    """

    start_lo: int
    start_hi: int
    end_lo: int = LAST_DAY
    end_hi: int = LAST_DAY
    how: str = ""
    basis: str = ""
    phases: list[Phase] = field(default_factory=list)
    terms: Terms | None = None
    last_sign: int = 0
    doubtful: str = ""
    acts: list[Key] = field(default_factory=list)

    @property
    def term(self) -> tuple[int, int] | None:
        """Earliest and latest end of the term; None if no term is known."""
        return None if self.terms is None else self.terms.end

    def decay(self, silence_after: int, administrative_after: int) -> tuple[int, str]:
        """Return the day from which nothing says that the spell goes on, and why (``term`` or ``silence``).

        Who was heard of after the earliest end of the term was held then; from the next day on the term may have ended.
        """
        if self.term is not None and self.last_sign < max(self.term[1], self.term[0] + 1):
            return max(self.term[0], self.last_sign + 1 if self.last_sign > self.term[0] else 0), "term"
        short = self.basis == "administrative" and not self.phases
        days = administrative_after if short else silence_after
        return min(self.last_sign + days + 1, LAST_DAY), "silence"


def spells(acts: Iterable[Act], silence_after: int, administrative_after: int) -> list[Spell]:
    """Return the spells of custody in order.

    Args:
        acts: one version of each event of one person (see :func:`kronika.counting.events.worlds`), in any order.
        silence_after: days after the last sign of custody from which on nothing says that it goes on.
        administrative_after: the same for an administrative detention without a sentence.
    """
    walk = _Walk(silence_after, administrative_after)
    batch: list[tuple[str, Act]] = []
    day = 0
    for key, role, act in _prepared(list(acts)):
        if key != day and batch:
            walk.day(batch)
            batch = []
        day = key
        batch.append((role, act))
    if batch:
        walk.day(batch)
    return walk.finished()


def _prepared(acts: list[Act]) -> list[tuple[int, str, Act]]:
    """Return the acts that matter for custody with the day that orders them: entries by their first day, exits by their last."""
    first = 0
    result = []
    for act in acts:
        role = _role(act)
        if role == _EXIT:
            if act.code != "replaced" or not _replaced(act, acts):
                result.append((act.hi, role, act))
        elif role:
            result.append((act.lo, role, act))
            if act.kind == "detention" and (not first or act.lo < first):
                first = act.lo
    for place, (lo, role, act) in enumerate(result):
        # An imprecise sentence was not passed before the first detention, if it can have been passed after it.
        if role == _SIGN and lo < first <= act.hi:
            result[place] = (first, role, act._replace(lo=first))
    result.sort()
    return result


def _replaced(release: Act, acts: list[Act]) -> bool:
    """Tell whether a release because the punishment was replaced is told of by a replacement, too: custody goes on."""
    return any(
        act.kind == "replacement" and _class(act) != "free" and act.lo <= release.hi and release.lo <= act.hi for act in acts
    )


def _class(act: Act) -> str:
    """Return the class of custody that the act's regime is; empty if it names none."""
    return REGIME_CLASS.get(act.code, "")


def _role(act: Act) -> str:
    if act.kind == "detention":
        return "" if act.code == "in-absentia" else _ENTRY
    if act.kind in {"release", "pardon", "death"}:
        return _EXIT
    if act.kind in {"sentence", "replacement", "transfer"}:
        return _EXIT if _class(act) == "free" else _SIGN
    return _SIGN if act.kind == "treatment" else ""


class _Walk:
    """Goes through the acts of one person day by day."""

    def __init__(self, silence_after: int, administrative_after: int) -> None:
        self.silence = (silence_after, administrative_after)
        self.closed: list[Spell] = []
        self.open: Spell | None = None
        self.pardoned = False

    def day(self, batch: list[tuple[str, Act]]) -> None:
        """Take all acts of one day."""
        if len(batch) > 1:
            order = _ORDER_FREE if self.open is None else _ORDER_HELD
            batch.sort(key=lambda item: (order[item[0]], item[1]))
        for role, act in batch:
            if self.closed and self.closed[-1].how == "died":
                return
            if role == _ENTRY:
                self._entry(act)
            elif role == _SIGN:
                self._sign(act)
            else:
                self._exit(act)

    def finished(self) -> list[Spell]:
        """Return all spells; the open one decays."""
        if self.open is not None:
            self.open.end_lo, self.open.how = self.open.decay(*self.silence)
            self.closed.append(self.open)
        return self.closed

    def _begin(self, act: Act, doubtful: str = "") -> Spell:
        self.open = Spell(act.lo, act.hi, last_sign=act.hi, doubtful=doubtful, acts=[act.mention])
        self.pardoned = False
        return self.open

    def _close(self, end_lo: int, end_hi: int, how: str) -> Spell:
        spell = self.open
        assert spell is not None, "only an open spell is closed"  # noqa: S101  (a slip of ours, not of the user's)
        spell.end_hi = max(end_hi, spell.start_lo)
        spell.start_hi = min(spell.start_hi, spell.end_hi)
        spell.end_lo = max(end_lo, spell.start_lo)
        spell.how = how
        self.closed.append(spell)
        self.open = None
        return spell

    def _entry(self, act: Act) -> None:
        before = self.open
        goes_on = False
        if before is not None:
            decay, why = before.decay(*self.silence)
            goes_on = decay > act.lo
            self._close(act.hi if goes_on else decay, act.hi, "continued" if goes_on else why)
        spell = self._begin(act)
        spell.basis = act.code
        if goes_on and before is not None and not before.doubtful:
            spell.basis = act.code or before.basis
            spell.phases, spell.terms = list(before.phases), before.terms

    def _sign(self, act: Act) -> None:
        spell = self.open
        kind = _class(act)
        if spell is None:
            if act.kind == "treatment":
                return
            spell = self._begin(act, _doubt(act, kind))
        elif spell.doubtful in {"waiting", "regime"} and not _doubt(act, kind):
            waited = self._close(act.hi, act.hi, "continued")
            spell = self._begin(act)
            spell.terms = waited.terms
        else:
            # What is told without a day is no sign of the day on which it was told.
            spell.last_sign = max(spell.last_sign, act.hi if act.hi - act.lo <= _ROUGHLY else act.lo)
            spell.acts.append(act.mention)
        if kind:
            spell.phases.append(Phase(act.code, kind, act.lo, act.hi, act.mention))
        if act.term:
            given = Given(act.lo, act.hi, act.term, numbers(act.agent), act.kind == "replacement")
            start = (spell.start_lo, spell.start_hi)
            spell.terms = Terms.first(start, given) if spell.terms is None else spell.terms.then(start, given)

    def _exit(self, act: Act) -> None:
        if self.open is None:
            self._exit_of_the_free(act)
            return
        spell = self.open
        spell.acts.append(act.mention)
        how = {"pardon": "pardoned", "death": "died"}.get(act.kind, act.code)
        before = self.closed[-1] if self.closed else None
        if before is not None and before.how in _UNTOLD and before.start_lo <= act.lo < spell.start_lo:
            # The release may have come before this detention or after it.
            before.end_lo, before.end_hi, before.how = act.lo, min(act.hi, spell.start_hi), how
            spell.doubtful = spell.doubtful or "order"
            return
        self._close(act.lo, act.hi, how)
        self.pardoned = act.kind == "pardon"

    def _exit_of_the_free(self, act: Act) -> None:
        last = self.closed[-1] if self.closed else None
        if last is not None:
            if act.kind == "release" and self.pardoned:
                # A pardon and the release that follows are one exit.
                last.end_lo, last.end_hi = max(act.lo, last.start_lo), max(act.hi, last.start_lo)
                last.how = act.code if act.code in {"exchanged", "expelled"} else last.how
                last.acts.append(act.mention)
                self.pardoned = False
                return
            if act.kind == "pardon" and act.lo <= last.end_hi and last.how in {"", "unknown"}:
                last.how = "pardoned"
                last.acts.append(act.mention)
                return
            if act.kind != "release" or act.code in LEGAL_ENDS or act.lo <= last.end_hi:
                return
        elif act.kind not in {"release", "pardon"}:
            return
        # Released without a known detention: held at some time before.
        spell = self._begin(act, "start")
        spell.start_lo = last.end_hi if last is not None else FIRST_DAY
        how = "pardoned" if act.kind == "pardon" else act.code
        self._close(act.lo, act.hi, how)
        self.pardoned = act.kind == "pardon"


def _doubt(act: Act, kind: str) -> str:
    """Return why somebody who is free and gets this sentence may not be in custody; empty if they are."""
    if act.kind == "transfer":
        return ""
    if not kind:
        return "regime"
    return "waiting" if kind == "open-type" and act.kind == "sentence" else ""
