"""The numbers of a report, what they mean, and how they run over time."""

from __future__ import annotations

from dataclasses import dataclass

from kronika.disclosure.report.data_people import Passage


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
