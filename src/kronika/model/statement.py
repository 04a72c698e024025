"""Mentions and the statements about them.

Both are named tuples, not dataclasses: a list of 100,000 rows makes a million of them, and they go into the database as they
are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """How far a statement is trusted."""

    PROPOSED = "proposed"
    #: the source does say so
    TRANSCRIBED = "transcribed"
    #: we stand by it
    ASSERTED = "asserted"
    DISPUTED = "disputed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: standings that a count may use
ACCEPTED = frozenset({Standing.TRANSCRIBED, Standing.ASSERTED, Standing.DISPUTED})


class Mention(NamedTuple):
    """One person, organisation, facility or act as one source names it (a list's editions are one source). Immutable.

    Attributes:
        id: see :func:`kronika.model.ids.mention_id`.
        kind: a kind of the vocabulary: ``person``, ``organisation``, ``detention``, ...
        source: id of the source that it was first read from.
        start, end: characters in the text of that source.
        subject: for an act, the id of the mention that it happened to; else empty. One act has one subject.
        event: shared by the acts of one event; else empty.
        list: name of the list whose row this is; else empty.
    """

    id: str
    kind: str
    source: str
    start: int
    end: int
    subject: str = ""
    event: str = ""
    list: str = ""


class Statement(NamedTuple):
    """What one passage says about one mention.

    Attributes:
        id: see :func:`kronika.model.ids.statement_id`.
        mention: id of the mention that it is about.
        property: a property of the vocabulary: ``name``, ``date``, ``term``, ...
        value: normalised: EDTF for dates, ISO 8601 for durations, digits for numbers, else text.
        original: as written.
        language: ``en``, ``ru``, ``be`` or empty.
        source: id of the source.
        start, end: characters of ``quote`` in the text of the source.
        quote: the exact characters there; the shortest passage that carries the statement.
        rule: what found it, in words, as ``family: rule``, for example ``list: column 'Задержан'``.
        stated_by: who states it, where that is not the source itself (``Viasna``, ``the minister``).
        holds: when it holds in the world, EDTF, where that is not the act's own date.
        obtained: how it was obtained, where that matters (``coerced``).
        published: when the passage was published, EDTF; empty if unknown.
        confidence: how often that rule was right on the measured sets, 0 to 1; None if never measured.
    """

    id: str
    mention: str
    property: str
    value: str
    original: str
    language: str
    source: str
    start: int
    end: int
    quote: str
    rule: str
    stated_by: str = ""
    holds: str = ""
    obtained: str = ""
    published: str = ""
    confidence: float | None = None


class Recorded(NamedTuple):
    """A statement as the record holds it.

    Attributes:
        statement: the statement.
        standing: see :class:`Standing`.
        captured: when its source was captured (ISO 8601).
        proposed: when it was proposed.
        accepted: when it became transcribed or asserted; empty before.
        by: the role that decided last; empty before.
        until: when a later edition of the same list no longer said so (its publication, EDTF); empty: still said.
        until_accepted: when that became known here.
    """

    statement: Statement
    standing: Standing
    captured: str
    proposed: str
    accepted: str = ""
    by: str = ""
    until: str = ""
    until_accepted: str = ""


class Reading(NamedTuple):
    """What reading a document proposes: mentions, the statements about them, and notes on what could not be read."""

    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
