"""Who a report names, what is said of them, and where."""

from __future__ import annotations

from dataclasses import dataclass


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
class Version:
    """One side of a contradiction: a value, the passages that say so, and from how many independent origins they are."""

    value: str
    as_written: str = ""
    passages: tuple[Passage, ...] = ()
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more values of what can have only one.

    Attributes:
        who: whom it is about.
        kind, property: of the vocabulary.
        versions: the sides.
        agree: they differ in precision alone (1990 and 1990-03-04).
    """

    who: Ref
    kind: str
    property: str
    versions: tuple[Version, ...]
    agree: bool = False
