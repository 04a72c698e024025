"""What wants a look: impossible orders, terms that end or have passed, silence, recognition without custody.

A finding accuses nobody and corrects nothing: it says what does not fit, so that somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import CUSTODY_KINDS
from kronika.counting.count import Evidence
from kronika.counting.finding import Person
from kronika.counting.profiles import ordered
from kronika.counting.states import State
from kronika.counting.visibility import visible
from kronika.model.act import LAST_DAY, Act, Key

if TYPE_CHECKING:
    from kronika.counting.credit import Credits
    from kronika.counting.definitions import Definition
    from kronika.counting.scope import Judged, View
    from kronika.counting.spells import Spell

#: findings in the order in which they are shown, with what each means
KINDS: Mapping[str, str] = {
    "order": "the order of what happened is impossible",
    "held-past-term": "still held after the latest end of the term",
    "term-passed": "the latest end of the term has passed, and no release is known",
    "term-ends": "the term ends soon, or may have ended",
    "silence": "nothing was heard for long",
    "decayed": "counted as unknown now: nothing says that custody goes on",
    "no-place": "in custody after a sentence, and not known where",
    "never-detained": "recognised, and no custody is known",
}


#: days within which the beginning of custody must be known, to speak of the end of a term
_ROUGHLY = 366


class Notice(NamedTuple):
    """Something that wants a look.

    Attributes:
        kind: one of ``KINDS``.
        person: who.
        lo, hi: earliest and latest day that it is about; 0 if none.
        detail: what more there is to say: a code, or the day with credit as an ordinal.
        acts: mentions of the acts that it rests on.
    """

    kind: str
    person: Key
    lo: int = 0
    hi: int = 0
    detail: str = ""
    acts: tuple[Key, ...] = ()


class Look(NamedTuple):
    """What to look for.

    Attributes:
        on: the day.
        ends_within: days ahead in which a term that ends is named.
        silent_for: days without a sign of custody from which on it is named.
        credits: rules of credit for custody before the sentence.
    """

    on: int
    ends_within: int
    silent_for: int
    credits: Credits


def findings(acts: Iterable[Act], definition: Definition, look: Look, view: View, judged: Judged) -> list[Notice]:
    """Return all findings, sorted by kind and person.

    Args:
        acts: accepted acts, in any order.
        definition: a definition of custody: its rules of silence hold.
        look: what to look for.
        view: which acts are seen.
        judged: which mentions are one person, which reports one act.
    """
    seen = ordered(visible(acts, view.known, view.public_by, view.only), judged.people)
    evidence = Evidence(seen, judged.people, judged)
    found: list[Notice] = []
    for who in dict.fromkeys(key for key, _ in evidence.items()):
        person = Person(evidence.of(who), definition, view.silence_after, judged)
        found += _of(who, person, look)
    order = list(KINDS)
    return sorted(found, key=lambda notice: (order.index(notice.kind), notice.lo, str(notice.person)))


def _of(who: Key, person: Person, look: Look) -> Iterator[Notice]:
    acts = [event.versions[0] for event in person.events]
    yield from _order(who, acts)
    told = [act for act in acts if act.lo <= look.on]
    recognised = [act for act in told if act.kind == "recognition"]
    if recognised and not any(act.kind in CUSTODY_KINDS for act in acts):
        first = min(recognised)
        yield Notice("never-detained", who, first.lo, first.hi, acts=(first.mention,))
    finding = person.on(look.on)
    if finding.state is State.UNKNOWN and finding.causes[0].code in {"silence", "term-passed"}:
        cause = finding.causes[0]
        yield Notice("decayed", who, cause.lo, cause.hi, cause.code)
    # Each world may end differently: what is found in one of them wants a look.
    seen: set[str] = set()
    for spells, _ in person.worlds:
        spell = next((one for one in reversed(spells) if one.start_lo <= look.on < one.end_hi), None)
        if spell is not None:
            for notice in _of_spell(who, spell, look):
                if notice.kind not in seen:
                    seen.add(notice.kind)
                    yield notice


def _of_spell(who: Key, spell: Spell, look: Look) -> Iterator[Notice]:
    """Yield what is found of the custody that may go on."""
    acts = tuple(spell.acts)
    heard = look.on - spell.last_sign
    term = spell.term
    if term is not None and term[1] < LAST_DAY:
        if term[1] <= spell.last_sign and term[1] <= look.on and spell.last_sign > term[1]:
            yield Notice("held-past-term", who, *term, acts=acts)
        elif term[1] <= look.on:
            yield Notice("term-passed", who, *term, acts=acts)
        else:
            early = _with_credit(spell, term, look.credits)
            # Where nobody knows when custody began, nobody knows when the term ends.
            if spell.start_hi - spell.start_lo <= _ROUGHLY and min(early, term[0]) <= look.on + look.ends_within:
                yield Notice("term-ends", who, *term, str(early) if early < term[0] else "", acts)
    if heard >= look.silent_for and (term is None or term[1] > look.on):
        yield Notice("silence", who, spell.last_sign, spell.last_sign, str(heard), acts)
    if spell.terms is not None and not spell.doubtful:
        yield Notice("no-place", who, spell.terms.last.lo, spell.terms.last.hi, acts=acts)


def _with_credit(spell: Spell, term: tuple[int, int], rules: Credits) -> int:
    """Return the earliest end of a term with the credit of the days before the sentence."""
    regime = spell.phases[-1].regime if spell.phases else ""
    if spell.terms is None:
        return term[0]
    return max(term[0] - rules.earlier(regime, spell.start_lo, spell.terms.last.hi), spell.terms.last.lo)


def _order(who: Key, acts: list[Act]) -> Iterator[Notice]:
    """Yield orders that cannot be: acts after a death, a release before anything to be released from, twice one way."""
    deaths = [act for act in acts if act.kind == "death"]
    for death in deaths:
        for act in acts:
            if act.kind in CUSTODY_KINDS - {"death"} and act.lo > death.hi:
                yield Notice("order", who, act.lo, act.hi, f"{act.kind} after death", (death.mention, act.mention))
    entries = sorted(act for act in acts if act.kind == "detention" and act.code != "in-absentia")
    exits = sorted(act for act in acts if act.kind == "release")
    for release in exits:
        before = [act for act in acts if act.kind in {"detention", "sentence", "transfer"} and act.lo <= release.hi]
        later = [act for act in entries if act.lo > release.hi]
        if later and not before:
            yield Notice("order", who, release.lo, release.hi, "release before detention", (release.mention, later[0].mention))
    for one, other in pairwise(exits):
        between = [act for act in acts if act.kind in {"detention", "sentence"} and act.hi >= one.lo and act.lo <= other.hi]
        if one.hi < other.lo and not between:
            yield Notice("order", who, other.lo, other.hi, "released twice", (one.mention, other.mention))
    for one, other in pairwise(entries):
        ended = any(act.kind in {"release", "pardon"} and act.hi >= one.lo and act.lo <= other.hi for act in acts)
        if one.code != "administrative" and other.code != "administrative" and one.hi < other.lo and not ended:
            yield Notice("order", who, other.lo, other.hi, "detained twice", (one.mention, other.mention))
