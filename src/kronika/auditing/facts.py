"""A claim about one person or body against what the record knows to have happened to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kronika.auditing import comparing
from kronika.auditing.claims import Claim, Fact, Finding, Happening, Verdict, found
from kronika.auditing.comparing import OTHERS, WEIGHTY, Outcome
from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.time import bounds
from kronika.model.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: kind of a claim -> kinds of act that may document it, its own first
KINDS: Mapping[str, tuple[str, ...]] = {
    "release": ("release", "pardon"),
    "pardon": ("pardon", "release"),
    "sentence": ("sentence", "replacement"),
    "replacement": ("replacement", "sentence"),
    "crossing": ("crossing", "release"),
}
#: what a release must have been to document a claim of another kind
_HOW = {"pardon": "pardoned", "crossing": "expelled"}
#: acts of these kinds between two acts show that they are two
_BETWEEN = {"detention": ("release", "pardon"), "release": ("detention",), "pardon": ("detention",)}
#: days apart from which two acts of these kinds are taken for two; other kinds happen once
_APART = {"sentence": 366, "replacement": 366, "trial": 31, "transfer": 31, "charge": 183, "recognition": 366, "treatment": 31}
_NOBODY = "the text does not say to whom it happened, and the record has nothing like it"
_PROPERTIES = (*WEIGHTY, *OTHERS)


class Held(NamedTuple):
    """One property of a claim, and what is said of it about one happening."""

    name: str
    outcome: Outcome
    agreeing: tuple[Fact, ...]
    differing: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a happening fits a claim."""

    happening: Happening
    held: tuple[Held, ...]

    def those(self, *outcomes: Outcome) -> list[Held]:
        """Return the properties that stand so."""
        return [item for item in self.held if item.outcome in outcomes]

    @property
    def differing(self) -> list[Held]:
        """What the record says otherwise."""
        return self.those(Outcome.DIFFERS)

    @property
    def missing(self) -> list[Held]:
        """What weighs and is not in the record."""
        return [item for item in self.those(Outcome.UNTOLD) if item.name in WEIGHTY]

    @property
    def agreeing(self) -> list[Held]:
        """What the record says too."""
        return self.those(Outcome.AGREES, Outcome.VAGUER)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Order of fits: the best comes first."""
        weighty = [item for item in self.agreeing if item.name in WEIGHTY]
        return len(self.differing), len(self.missing), -len(weighty), -len(self.agreeing)

    def supporting(self) -> tuple[Fact, ...]:
        """Return the facts that say what the claim says; where it says no more than that it happened, all facts."""
        agreeing = [fact for item in self.agreeing for fact in item.agreeing]
        return tuple(dict.fromkeys(agreeing or self.happening.facts))

    def opposing(self) -> tuple[Fact, ...]:
        """Return the facts that say otherwise."""
        return tuple(dict.fromkeys(fact for item in self.held for fact in item.differing))


def judge(claim: Claim, known: Sequence[Happening]) -> Finding:
    """Return what the record says to a claim about somebody.

    Args:
        claim: of a kind of act, with a name.
        known: what happened to whoever may be meant: of every kind, from every source that may be used, confirmed facts alone.
    """
    who = tuple(dict.fromkeys(item.who for item in known))
    fits = sorted(_fits(claim, known), key=lambda fit: (fit.rank, not fit.happening.sure))
    full = [fit for fit in fits if not fit.differing and not fit.missing]
    if full:
        return _supported(claim, full, fits, who)
    against = [fit for fit in fits if fit.happening.sure and fit.happening.kind == claim.kind and _is_it(claim, fit, known)]
    if against and against[0].differing:
        return _contradicted(claim, against, who)
    return _undocumented(claim, fits, known, who)


def _fits(claim: Claim, known: Iterable[Happening]) -> list[Fit]:
    found_: list[Fit] = []
    for happening in known:
        if happening.kind not in KINDS.get(claim.kind, (claim.kind,)):
            continue
        if claim.kind in _HOW and happening.kind == "release" and _HOW[claim.kind] not in {f.value for f in happening.of("how")}:
            continue
        names = [name for name in _PROPERTIES if claim.values.get(name)]
        held = (_held(name, claim.values[name], happening) for name in names)
        found_.append(Fit(happening, tuple(item for item in held if item.name not in claim.carried or not item.differing)))
    return found_


def _held(name: str, claimed: str, happening: Happening) -> Held:
    facts = happening.of(name)
    live = any(fact.live for fact in facts)
    sides: dict[Outcome, list[Fact]] = {}
    for fact in facts:
        outcome = comparing.compare(name, claimed, fact.value)
        if not fact.live and live:
            # what a later edition has replaced supports nothing any more
            continue
        sides.setdefault(outcome, []).append(fact)
    best = min(sides, default=Outcome.UNTOLD)
    alike = (Outcome.AGREES, Outcome.VAGUER) if best in {Outcome.AGREES, Outcome.VAGUER} else (best,)
    agreeing = tuple(fact for outcome in alike for fact in sides.get(outcome, ()))
    return Held(name, best, agreeing, tuple(sides.get(Outcome.DIFFERS, ())))


def _is_it(claim: Claim, fit: Fit, known: Iterable[Happening]) -> bool:
    """Say whether the claim tells of this very happening, though it says something else of it."""
    if not fit.differing:
        return False
    dates = [item for item in fit.differing if item.name == "date"]
    agreed = [item for item in fit.agreeing if item.name in WEIGHTY]
    if not dates or agreed:
        return bool(agreed) or len([item for item in known if item.kind == claim.kind and item.who == fit.happening.who]) == 1
    if len(fit.differing) > 1:
        return False
    lo, hi = _span(claim.values["date"])
    first, last = _together(dates[0].differing)
    if max(lo - last, first - hi) > _APART.get(claim.kind, LAST_DAY):
        return False
    low, high = min(hi, last), max(lo, first)
    between = _BETWEEN.get(claim.kind, ())
    return not any(item.kind in between and item.who == fit.happening.who and _lies(item, low, high) for item in known)


def _lies(happening: Happening, low: int, high: int) -> bool:
    spans = [_span(fact.value) for fact in happening.of("date")]
    return any(low <= lo and hi <= high for lo, hi in spans)


def _span(edtf: str) -> tuple[int, int]:
    try:
        return bounds(edtf)
    except InputError:
        return FIRST_DAY, LAST_DAY


def _together(facts: Iterable[Fact]) -> tuple[int, int]:
    spans = [_span(fact.value) for fact in facts]
    return min(lo for lo, _ in spans), max(hi for _, hi in spans)


def _supported(claim: Claim, full: list[Fit], fits: list[Fit], who: tuple[str, ...]) -> Finding:
    best = [fit for fit in full if fit.happening.sure == full[0].happening.sure]
    supporting = tuple(dict.fromkeys(fact for fit in best for fact in fit.supporting()))
    others = [fit for fit in fits if fit not in best and fit.happening.sure and fit.happening.kind == claim.kind]
    elsewhere = [fit for fit in others if fit.happening.who not in {one.happening.who for one in best} and fit.differing]
    opposing = tuple(dict.fromkeys(fact for fit in (*best, *elsewhere) for fact in fit.opposing()))
    parts = [f"the record says so of {best[0].happening.name}" if best[0].happening.name else "the record says so"]
    vaguer = [item for item in best[0].those(Outcome.VAGUER) if not any(_exact(fit, item.name) for fit in best)]
    parts += [
        f"it has the {_label(claim.kind, item.name)} less precisely ({_values(item.name, item.agreeing)})" for item in vaguer
    ]
    parts += _unread(claim, best)
    if opposing:
        parts.append(f"but not all sources agree: {_differences(claim, opposing)}")
    if not best[0].happening.sure:
        parts.append(f"if {best[0].happening.name} is meant")
    return found(Verdict.SUPPORTED, "; ".join(parts), supporting=supporting, opposing=opposing, who=_of(best, who))


def _exact(fit: Fit, name: str) -> bool:
    return any(item.name == name for item in fit.those(Outcome.AGREES))


def _unread(claim: Claim, fits: Sequence[Fit]) -> list[str]:
    """Say what of the claim was not compared."""
    left = {item.name for fit in fits for item in fit.those(Outcome.UNREAD, Outcome.UNTOLD)}
    left -= {item.name for fit in fits for item in fit.agreeing}
    if not left:
        return []
    return [f"not compared: the {' and the '.join(_label(claim.kind, name) for name in _PROPERTIES if name in left)}"]


def _contradicted(claim: Claim, against: list[Fit], who: tuple[str, ...]) -> Finding:
    best = [fit for fit in against if fit.rank[0] == against[0].rank[0]]
    opposing = tuple(dict.fromkeys(fact for fit in best for fact in fit.opposing()))
    agreeing = tuple(dict.fromkeys(fact for fit in best for item in fit.agreeing for fact in item.agreeing))
    names = dict.fromkeys(item.name for fit in best for item in fit.differing)
    parts = []
    for name in names:
        facts = tuple(fact for fit in best for item in fit.differing if item.name == name for fact in item.differing)
        said = comparing.words(name, claim.values[name])
        parts.append(f"{_label(claim.kind, name)}: the text says {said}, the record says {_values(name, facts)}")
    why = "; ".join(parts)
    return found(Verdict.CONTRADICTED, why, supporting=agreeing, opposing=opposing, who=_of(best, who))


def _undocumented(claim: Claim, fits: list[Fit], known: Sequence[Happening], who: tuple[str, ...]) -> Finding:
    if not known:
        return found(Verdict.UNDOCUMENTED, "the record knows nobody of this name" if claim.person else _NOBODY)
    name = known[0].name or "them"
    label = load().kind(claim.kind).label() if claim.kind in load().kinds else claim.kind
    part = next((fit for fit in fits if fit.missing and not fit.differing), None)
    if part is not None:
        lacking = " and the ".join(_label(claim.kind, item.name) for item in part.missing)
        why = f"the record has a {label} of {part.happening.name}, and not the {lacking}"
        agreeing = tuple(dict.fromkeys(fact for item in part.agreeing for fact in item.agreeing))
        return found(Verdict.UNDOCUMENTED, why, supporting=agreeing, who=_of([part], who))
    own = [fit for fit in fits if fit.happening.kind == claim.kind]
    if own:
        doubt = "" if own[0].happening.sure else ", who may be somebody else"
        what = _differences(claim, own[0].opposing()) or "other facts"
        why = f"the record has another {label} of {own[0].happening.name}{doubt} ({what}), and not this"
        return found(Verdict.UNDOCUMENTED, why, who=who)
    return found(Verdict.UNDOCUMENTED, f"the record knows {name}, and no such {label}", who=who)


def _of(fits: Iterable[Fit], who: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fit.happening.who for fit in fits)) or who


def _differences(claim: Claim, facts: Iterable[Fact]) -> str:
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.property, []).append(fact)
    return "; ".join(f"{_label(claim.kind, name)} {_values(name, said)}" for name, said in by_name.items())


def _values(name: str, facts: Iterable[Fact]) -> str:
    """Return the values that facts give, each with who gives it."""
    sides: dict[str, list[str]] = {}
    for fact in facts:
        sides.setdefault(comparing.words(name, fact.value), []).append(fact.title)
    return ", or ".join(
        f"{value} ({', '.join(dict.fromkeys(filter(None, titles)))})" if any(titles) else value for value, titles in sides.items()
    )


def _label(kind: str, name: str) -> str:
    known = load().kinds.get(kind)
    found_ = known.properties.get(name) if known else None
    return found_.label() if found_ else name
