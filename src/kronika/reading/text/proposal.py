"""What reading text proposes: facts with their quotes, and what could not be read. Frozen, and the same for every extractor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Detail(NamedTuple):
    """Where a value stands in the document's text: ``start``, ``end``, and ``quote``, the characters there."""

    start: int
    end: int
    quote: str = ""


class Named(NamedTuple):
    """A person or an organisation as a passage names it.

    Attributes:
        as_written: the characters that stand there, or, for a pronoun, those of the name that it stands for.
        nominative: the whole name in the nominative, as far as the document gives it.
        start, end: where ``as_written`` stands in the document's text.
        gender: ``male``, ``female`` or empty.
    """

    as_written: str
    nominative: str
    start: int
    end: int
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """People or organisations that a passage counts or describes and does not name.

    Attributes:
        description: as written, with the number.
        low, high: bounds of the number; ``high`` is None where only a lower bound is said.
        unit: ``people`` or ``organisations``.
    """

    description: str
    low: int
    high: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a source claims.

    Attributes:
        value: the number.
        qualifier: as written, in lower case (``almost``, ``no fewer than``, ``не менее``); empty if none is said.
        of: what is counted, as written.
        unit: ``people``, ``organisations`` or ``facts``.
        as_of: EDTF; empty if not said.
        claimed_by: who says so, as written; empty: the source itself.
        original: the number as written, with its qualifier.
    """

    value: int | float
    qualifier: str
    of: str
    unit: str
    as_of: str = ""
    claimed_by: str = ""
    original: str = ""


@dataclass(frozen=True)
class TextProposal:
    """One fact that a passage states, about one or more people or organisations that share it.

    Attributes:
        kind: a kind of the vocabulary (``detention``, ``sentence``, ``figure``, ...).
        quote: the exact characters from ``start`` to ``end`` of the document's text, the shortest that carry the fact.
        people, organisations: to whom it happened; both may be empty.
        group: those to whom it happened, where they are counted or described and not named.
        date: EDTF; empty if not said. ``date_resolved``: a part of it was taken from the page's date or another one.
        place, court, judge, prosecutor: as written.
        article: canonical, ``342(1); 130(3)``.
        term: ISO 8601 duration as said, or ``life``. ``regime``, ``how``, ``form``, ``basis``: codes of the vocabulary.
        fine: as written.
        authority: who did it, declared it or recognised, as written.
        figure: for ``kind`` figure, the number.
        attributed_to: who says so, where that is not the source itself.
        rule: what found it, in words. ``rule_id`` names the rule in the table of confidence.
        confidence: how often that rule was right on the measured sets, 0 to 1; None if never measured.
        language: ``en``, ``ru``, ``be``.
        published: when this passage was published, EDTF; empty if unknown.
        event: proposals of one sentence and kind share it: several people, one event.
        details: where the values stand that were read, by property.
        cue: where the words that carry the fact begin; ids are made from it, so that a better quote keeps them.
    """

    kind: str
    quote: str
    start: int
    end: int
    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    group: Group | None = None
    date: str = ""
    date_resolved: bool = False
    place: str = ""
    court: str = ""
    judge: str = ""
    prosecutor: str = ""
    article: str = ""
    term: str = ""
    regime: str = ""
    how: str = ""
    form: str = ""
    basis: str = ""
    fine: str = ""
    status: str = ""
    label: str = ""
    in_absentia: bool = False
    authority: str = ""
    figure: Figure | None = None
    attributed_to: str = ""
    rule: str = ""
    rule_id: str = ""
    confidence: float | None = None
    language: str = ""
    published: str = ""
    event: str = ""
    details: dict[str, Detail] = field(default_factory=dict)
    cue: int = -1


@dataclass(frozen=True)
class Proposals:
    """What reading a document's text gave.

    Attributes:
        language: of most of the text that could be told; empty if none could.
        proposals: in the order of the text.
        notes: what was not read and why, and what is not installed, in words.
    """

    language: str
    proposals: tuple[TextProposal, ...]
    notes: tuple[str, ...] = ()


_PLAIN = (
    "date",
    "place",
    "court",
    "judge",
    "prosecutor",
    "article",
    "term",
    "regime",
    "how",
    "form",
    "basis",
    "fine",
    "status",
    "label",
    "authority",
)


def as_dict(proposal: TextProposal) -> dict[str, Any]:
    """Return a proposal as ``kronika read --json`` shows it: what is not said is an empty text, a list or null."""
    shown: dict[str, Any] = {
        "kind": proposal.kind,
        "person": [_named(name) for name in proposal.people],
        "organisation": [_named(name) for name in proposal.organisations],
        "group": _group(proposal.group),
        "date_resolved": proposal.date_resolved,
        "in_absentia": proposal.in_absentia,
        "figure": _figure(proposal.figure),
        "attributed_to": proposal.attributed_to,
        "quote": proposal.quote,
        "start": proposal.start,
        "end": proposal.end,
        "rule": proposal.rule,
        "confidence": proposal.confidence,
        "language": proposal.language,
    }
    shown |= {name: getattr(proposal, name) for name in _PLAIN}
    return shown


def _named(name: Named) -> dict[str, Any]:
    return {"as_written": name.as_written, "nominative": name.nominative, "start": name.start, "end": name.end}


def _group(group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {"description": group.description, "count_low": group.low, "count_high": group.high, "unit": group.unit}


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "qualifier": figure.qualifier,
        "value": figure.value,
        "of": figure.of,
        "unit": figure.unit,
        "as_of": figure.as_of,
        "claimed_by": figure.claimed_by,
    }
