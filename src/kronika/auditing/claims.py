"""What an audit works on: the claims of a text, what the record says, and what comes of holding one against the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kronika.model.act import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Verdict(StrEnum):
    """What the record says to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    #: the record has something of the kind, and it counts something else, in another unit, or on another day
    INCOMPARABLE = "incomparable"
    #: the record has nothing
    UNDOCUMENTED = "undocumented"
    #: whatever the record says: the audience must not read it
    UNSAFE = "unsafe"


class Fact(NamedTuple):
    """One statement of the record, as evidence.

    Attributes:
        id: of the statement.
        property, value: as in the statement.
        quote: its exact words.
        source: id of its source; ``title``: what the source is called; ``where``: the place in it, in words.
        origin: whose list or report the source copies: facts of one origin count once.
        by: who states it, where that is not the source itself.
        published: day of publication, EDTF; empty if unknown.
        standing: ``transcribed``, ``asserted``, ``disputed``, ``proposed``.
        live: no later edition of its list has replaced it.
    """

    id: str
    property: str
    value: str
    quote: str = ""
    source: str = ""
    title: str = ""
    where: str = ""
    origin: str = ""
    by: str = ""
    published: str = ""
    standing: str = "transcribed"
    live: bool = True


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to somebody, as all sources of the record tell of it.

    Attributes:
        id: of the first act that tells of it.
        kind: kind of act.
        who: the person or organisation that it happened to, an id; ``name``: as the record writes it.
        sure: the name is that of the claim in another spelling; not sure: it only may be.
        facts: all statements about it.
        mentions: ids of the acts that tell of it.
    """

    id: str
    kind: str
    who: str
    name: str
    facts: tuple[Fact, ...]
    sure: bool = True
    mentions: tuple[str, ...] = ()

    def of(self, name: str) -> list[Fact]:
        """Return what is said of one property, what still stands first."""
        return sorted((fact for fact in self.facts if fact.property == name), key=lambda fact: not fact.live)


class Amount(NamedTuple):
    """A number that a claim gives.

    Attributes:
        value: the number.
        qualifier: ``almost``, ``about``, ``at least``, ``over``, ``under``, ``up to``, ``exactly``; empty if none.
        of: what is counted, as written.
        unit: ``people``, ``organisations``, ``facts``.
        lo, hi: first and last day that it is about; ``FIRST_DAY``, ``LAST_DAY`` if it names none.
        by: who claims it, as written; empty: the text itself.
        written: the number as written, with its qualifier.
        day: what ``lo`` and ``hi`` stand for, EDTF, as said; empty if it was not said so.
    """

    value: int | float
    qualifier: str
    of: str
    unit: str
    lo: int = FIRST_DAY
    hi: int = LAST_DAY
    by: str = ""
    written: str = ""
    day: str = ""

    @property
    def dated(self) -> bool:
        """Whether it names a day or a stretch of time."""
        return (self.lo, self.hi) != (FIRST_DAY, LAST_DAY)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text: one fact about one person or body, or one number.

    Attributes:
        kind: kind of act, or ``figure``.
        quote: the exact characters from ``start`` to ``end`` of the text.
        person: name as written; ``names``: the ways in which it may be compared (nominative first).
        organisation: the name is that of a body.
        values: property -> value as read, of the vocabulary.
        amount: the number, for a figure.
        language: ``en``, ``ru``, ``be``.
        by: who says so, where that is not the text itself.
        carried: properties whose values stand elsewhere in the text than in the quote: taken over from another sentence, perhaps
            wrongly, so that they can support and not contradict.
    """

    kind: str
    quote: str
    start: int
    end: int
    person: str = ""
    names: tuple[str, ...] = ()
    organisation: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    amount: Amount | None = None
    language: str = ""
    by: str = ""
    carried: frozenset[str] = frozenset()


class Finding(NamedTuple):
    """What holding a claim against the record gave.

    Attributes:
        verdict: for the audience, if there is one.
        why: in words, without a full stop.
        supporting, opposing: statements of the record on either side.
        record: what the record says, whoever may read it: the verdict before safety.
        counts: our own counts beside a number, in words.
        who: ids of whom the claim is held to be about.
    """

    verdict: Verdict
    why: str
    supporting: tuple[Fact, ...] = ()
    opposing: tuple[Fact, ...] = ()
    record: Verdict = Verdict.UNDOCUMENTED
    counts: tuple[str, ...] = ()
    who: tuple[str, ...] = ()

    @property
    def origins(self) -> int:
        """From how many independent origins the deciding statements are: those against what is contradicted, else those for."""
        return origins_of(self.opposing if self.record is Verdict.CONTRADICTED else self.supporting)


def found(verdict: Verdict, why: str, **more: tuple[Fact, ...] | tuple[str, ...]) -> Finding:
    """Return a finding whose verdict is the record's."""
    return Finding(verdict, why, record=verdict, **more)  # type: ignore[arg-type]  # named as in Finding


def origins_of(facts: Iterable[Fact]) -> int:
    """Return from how many independent origins facts are."""
    return len({fact.origin or fact.source for fact in facts})
