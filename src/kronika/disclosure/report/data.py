"""What a report shows, as plain values: whoever fills it decides what may leave, the report shows all that it is given.

Days are EDTF (``2025-12-31``, ``2021-05``), empty where unknown. Kinds, properties and codes are keys of the vocabulary: the report
says them in words. A language is ``en``, ``ru``, ``be`` or empty. Texts are plain text, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as written, and who writes it so.

    Attributes:
        text: the name.
        language: of the spelling.
        sources: names of the sources or lists that write it so.
    """

    text: str
    language: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """Somebody named outside the list.

    Attributes:
        key: the same as ``Person.key``, so that the name leads to the person; empty if there is nothing to lead to.
        name: as written.
        language: of the name.
        note: what the place where the name stands wants to say (the cause, the day); empty if nothing.
    """

    key: str
    name: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something is said.

    Attributes:
        source: name of the source.
        place: in words (``page 3``, ``cell B7``).
        address: where the source was published; shown as a link only if it is ``http`` or ``https``.
        published: when.
        before, quote, after: the sentence or the cell that holds the exact words, in three parts
            (:func:`kronika.disclosure.report.context.surroundings` cuts it).
        language: of the quote.
    """

    source: str
    place: str = ""
    address: str = ""
    published: str = ""
    before: str = ""
    quote: str = ""
    after: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement.

    Attributes:
        property: of the vocabulary.
        value: as normalised.
        as_written: as the source has it.
        passage: where; None if a role said it itself.
        standing: ``transcribed``, ``asserted``, ``disputed`` or ``proposed``.
        stated_by: who states it, where that is not the source.
        until: the day on which a later edition of the list no longer said so; empty: it still does.
        obtained: how the words were obtained, where that matters (``coerced``).
    """

    property: str
    value: str
    as_written: str = ""
    passage: Passage | None = None
    standing: str = "transcribed"
    stated_by: str = ""
    until: str = ""
    obtained: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened to a person.

    Attributes:
        kind: of the vocabulary (``detention``, ``sentence``).
        facts: what is said of it.
    """

    kind: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement about who is who.

    Attributes:
        verdict: ``same``, ``different`` or ``unsure``.
        left, right: the two mentions in words (``Ivan Example, list A``).
        by: the role, a pseudonym.
        at: when, ISO 8601.
        reason: in words.
    """

    verdict: str
    left: str
    right: str
    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (a person, an organisation, a fact's subject) whom the count looked at.

    Attributes:
        key: any text that singles it out in this report.
        state: ``in``, ``disputed``, ``unknown`` or ``out``.
        cause: in words, why it stands there.
        names: every spelling; the first one is the heading.
        lists: names of the lists and sources that have it.
        judgements: where several mentions were judged to be one, or not to be.
        facts: about the person.
        acts: what happened, in the order of their days.
    """

    key: str
    state: str
    cause: str
    names: tuple[Spelling, ...]
    lists: tuple[str, ...] = ()
    judgements: tuple[Decided, ...] = ()
    facts: tuple[Fact, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stand where. ``inside`` is the number."""

    inside: int
    disputed: int = 0
    unknown: int = 0
    out: int = 0


@dataclass(frozen=True, slots=True)
class ListCount:
    """The count of one list alone.

    Attributes:
        name: of the list.
        tally: how many stand where.
        edition: what was counted, in words (``edition of 31 December 2025``); empty if that says nothing.
        address: where the list was published.
    """

    name: str
    tally: Tally
    edition: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition comes from."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The definition.

    Attributes:
        name: for example ``political-prisoner/announced``.
        version: of the definition.
        title, words: what is counted, shortly and in full.
        unit: ``people``, ``facts``, ``cases`` or ``organisations``.
        origins: where it comes from.
    """

    name: str
    version: int
    title: str
    words: str
    unit: str = "people"
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Statements that were confirmed together, after some of them had been read.

    Attributes:
        size: how many were confirmed together.
        read: how many of them, drawn at random, somebody read.
        wrong: how many of those were wrong (and rejected).
        bound: the largest share of errors in the rest that the sample does not rule out, 0 to 1; None if nobody answered.
        confidence: of the bound, 0 to 1.
        at: when, ISO 8601.
        by: the role, a pseudonym.
    """

    size: int
    read: int
    wrong: int
    bound: float | None
    confidence: float = 0.95
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How far people stand behind what was counted, in statements.

    Attributes:
        transcribed, asserted, disputed: how many have that standing; all are counted.
        proposed: how many wait; none of them is counted.
        samples: the batches.
    """

    transcribed: int = 0
    asserted: int = 0
    disputed: int = 0
    proposed: int = 0
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a line.

    Attributes:
        on: the day, ISO 8601 (the last one of a period).
        inside, disputed, unknown: how many.
        low, high: fewest and most people across lists; None where there is no range.
    """

    on: str
    inside: int
    disputed: int = 0
    unknown: int = 0
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A count over time.

    Attributes:
        name: of the list, or what all are called together.
        points: in the order of their days.
    """

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """The picture.

    Attributes:
        across: all lists together; None if one line says everything.
        lines: one for each list.
        step: ``day``, ``week`` or ``month``.
    """

    across: Line | None
    lines: tuple[Line, ...]
    step: str = "month"


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the balance.

    Attributes:
        label: in words (``pardoned``).
        count: how many.
        people: who; may be fewer than ``count``, the rest is counted.
    """

    label: str
    count: int
    people: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A balance between two days: ``opening`` + entries - exits + ``unexplained_in`` - ``unexplained_out`` = ``closing``.

    Attributes:
        scope: name of the list, or what all are called together.
        first, last: the two days.
        opening, closing: how many were in.
        entries, exits: by kind; only those that occurred.
        unexplained_in, unexplained_out: who came or left in a way that nobody can say.
    """

    scope: str
    first: str
    last: str
    opening: int
    closing: int
    entries: tuple[Way, ...] = ()
    exits: tuple[Way, ...] = ()
    unexplained_in: Way = Way("in, but nobody can say how", 0)
    unexplained_out: Way = Way("no longer in, but nobody can say how", 0)

    @property
    def residual(self) -> int:
        """What nobody can explain."""
        return self.unexplained_in.count - self.unexplained_out.count

    @property
    def adds_up(self) -> bool:
        """Whether the closing stock is what the lines above it give."""
        moved = sum(way.count for way in self.entries) - sum(way.count for way in self.exits)
        return self.opening + moved + self.residual == self.closing


@dataclass(frozen=True, slots=True)
class Cell:
    """What changed in a row: ``before`` or ``after`` empty where there was or is nothing."""

    kind: str
    property: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both editions have, and what changed in it."""

    who: Ref
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a list."""

    name: str
    published: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Editions:
    """What changed between two editions of a list.

    Attributes:
        name: of the list.
        before, after: the two editions.
        new, gone: rows that only one of them has.
        changed: rows with other cells.
        unchanged: how many rows are the same.
    """

    name: str
    before: Edition
    after: Edition
    new: tuple[Ref, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    gone: tuple[Ref, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What was left out of the number, and why.

    Attributes:
        what: in words (``held in open-type facilities``, ``statements rejected``).
        reason: in words.
        count: how many; None where it cannot be counted.
        people: who, if it may be said.
    """

    what: str
    reason: str
    count: int | None = None
    people: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: a value and the passages that say so."""

    value: str
    as_written: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more values of what can have only one.

    Attributes:
        who: whom it is about.
        kind, property: of the vocabulary.
        versions: the sides.
    """

    who: Ref
    kind: str
    property: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that somebody else published, beside ours.

    Attributes:
        claimant: who; empty if the source itself.
        value: the number.
        qualifier: ``almost``, ``about``, ``at least``, ``over``, ``under``, ``up to``, ``exactly``; empty if none.
        of: of whom or what, as written.
        as_of: the day or stretch that it is about, EDTF; empty if it names none.
        passage: where it stands; None if that must not be said.
        same_thing: it counts what the report counts, on whatever day: it is drawn in the picture.
        comparable: it counts the same on the same day.
        why_not: in words, where it is not comparable.
        ours: our number beside it; None where it is not comparable.
        difference: in words (``42 fewer``, ``they agree``); empty where it is not comparable.
    """

    claimant: str
    value: int
    qualifier: str = ""
    of: str = ""
    as_of: str = ""
    passage: Passage | None = None
    same_thing: bool = False
    comparable: bool = False
    why_not: str = ""
    ours: int | None = None
    difference: str = ""


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report shows.

    Attributes:
        meaning: the definition.
        on: the day; where acts are counted, the last one of the period.
        made: when the report was made, ISO 8601.
        version: of kronika.
        head: of the record when it was made, hexadecimal.
        tally: how many stand where, without any merge that was not judged.
        low, high: fewest and most that the number can mean across lists; the same where there is no range.
        since: first day of a period; empty where a day is counted.
        known: as known in the record on that day; empty: everything that is known.
        public_by: as public on that day; empty: publication does not matter.
        audience: empty for a working copy; else ``team``, ``court``, ``partner`` or ``public``.
        entries: how many entries the log had; 0 if that is not said.
        parts: where the definition splits: how many of those inside have each code (``forced``: 12), in words or codes.
        kind: kind of act that is counted, whose codes ``parts`` has; empty for custody.
        lists: the count of each list alone.
        confirmed: how far people stand behind the statements.
        erased: how many people were erased from the record.
        over_time: the picture; None if it was not asked for.
        balances: one for each list, and across.
        editions: what changed between editions of lists.
        people: everybody whom the count looked at, or the first of them; ``tally`` says how many there are.
        exclusions, contradictions, claims: see there.
        withheld: for an audience: how many facts of each kind may not leave.
        command: the command that gives this report again, so that a reader knows how to get the rest of a long list.
    """

    meaning: Meaning
    on: str
    made: str
    version: str
    head: str
    tally: Tally
    low: int
    high: int
    since: str = ""
    known: str = ""
    public_by: str = ""
    audience: str = ""
    entries: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""
    lists: tuple[ListCount, ...] = ()
    confirmed: Confirmed = Confirmed()
    erased: int = 0
    over_time: OverTime | None = None
    balances: tuple[Sheet, ...] = ()
    editions: tuple[Editions, ...] = ()
    people: tuple[Person, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    claims: tuple[Claim, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    command: str = ""
