"""Cards: one person or one act at a time, with what is said of it, for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kronika.errors import NotFoundError
from kronika.language.in_words import property_label, value_words
from kronika.model.statement import Recorded, Standing
from kronika.store import queries
from kronika.workspace.second import Second

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.model.judgement import Judgement
    from kronika.model.source import Document, Source
    from kronika.model.statement import Mention
    from kronika.store.record import Record


def in_words(kind: str, property_: str, value: str) -> tuple[str, str]:
    """Return a fact for a reader: what a property of a kind is called, and its value in words; "not read" if there is none."""
    return property_label(kind, property_), value_words(kind, property_, value) or "not read"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement on a card, with where it stands in words.

    Attributes:
        recorded: the statement.
        source: name of its source.
        where: place in the source.
        waits: why a change of its standing waits for a second reader; empty if none does. Nobody's answer is in it.
    """

    recorded: Recorded
    source: str
    where: str
    waits: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the line as JSON has it."""
        said = self.recorded.statement
        return {
            "id": said.id,
            "property": said.property,
            "value": said.value,
            "as_written": said.original,
            "quote": said.quote,
            "source": said.source,
            "source_name": self.source,
            "where": self.where,
            "start": said.start,
            "end": said.end,
            "rule": said.rule,
            "stated_by": said.stated_by,
            "standing": str(self.recorded.standing),
            "published": said.published,
            "captured": self.recorded.captured,
            "proposed": self.recorded.proposed,
            "accepted": self.recorded.accepted,
            "until": self.recorded.until,
            "confidence": said.confidence,
            "waits": self.waits,
        }


@dataclass(frozen=True, slots=True)
class Card:
    """A mention and the statements about it.

    Attributes:
        mention: what the card is about.
        title: its name; for an act the name of the person that it happened to.
        lines: its statements.
    """

    mention: Mention
    title: str
    lines: tuple[Line, ...]

    def in_words(self, line: Line) -> tuple[str, str]:
        """Return what a line says for a reader: what it is about, and its value in words; "not read" if there is none."""
        said = line.recorded.statement
        return in_words(self.mention.kind, said.property, said.value)

    def as_dict(self) -> dict[str, Any]:
        """Return the card as JSON has it."""
        return {
            "mention": self.mention.id,
            "kind": self.mention.kind,
            "about": self.title,
            "person": self.mention.subject or self.mention.id,
            "list": self.mention.list,
            "source": self.mention.source,
            "statements": [line.as_dict() for line in self.lines],
        }


class Lookup:
    """Names of sources and mentions, looked up once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._sources: dict[str, Source] = {source.id: source for source, _ in queries.sources(record.connection)}
        self._documents: dict[str, Document | None] = {}
        self._names: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._second = Second(record)

    def source(self, ident: str) -> Source | None:
        """Return a source; None if it was erased."""
        return self._sources.get(ident)

    def source_name(self, ident: str) -> str:
        """Return the name of a source."""
        source = self._sources.get(ident)
        return source.name if source else "(erased)"

    def document(self, ident: str) -> Document | None:
        """Return the text of a source."""
        if ident not in self._documents:
            self._documents[ident] = queries.document(self._record.connection, ident) if ident else None
        return self._documents[ident]

    def where(self, ident: str, start: int) -> str:
        """Return in words where a passage stands in its source."""
        document = self.document(ident)
        return document.where(start) if document else ""

    def remember_names(self, idents: Iterable[str]) -> None:
        """Look up the names of mentions together."""
        wanted = {ident for ident in idents if ident and ident not in self._names}
        if not wanted:
            return
        for recorded in queries.statements(self._record.connection, of=wanted, properties=("name",)):
            if recorded.standing != Standing.REJECTED and not recorded.until:
                # a text has a name in the case that its sentence wants; its value is the base form
                self._names.setdefault(recorded.statement.mention, recorded.statement.value or recorded.statement.original)
                self._languages.setdefault(recorded.statement.mention, recorded.statement.language)
        for ident in wanted:
            self._names.setdefault(ident, "")

    def name(self, ident: str) -> str:
        """Return the first name that a mention is given, in its base form."""
        self.remember_names((ident,))
        return self._names.get(ident) or ""

    def language(self, ident: str) -> str:
        """Return the language of that name, as its source says it; empty if it does not."""
        self.remember_names((ident,))
        return self._languages.get(ident, "")

    def about(self, ident: str) -> str:
        """Return whom a mention is about: its name, or for an act its kind and the name of the person; or its id."""
        try:
            found = queries.mention(self._record.connection, ident)
        except NotFoundError:
            return ident
        if not found.subject:
            return self.name(ident) or ident
        return f"{found.kind} of {self.name(found.subject) or ident}"

    def line(self, recorded: Recorded, kind: str) -> Line:
        """Return a statement about a mention of a kind, with where it stands."""
        said = recorded.statement
        where = self.where(said.source, said.start) if said.quote else ""
        return Line(recorded, self.source_name(said.source), where, self._second.waits_for(kind, recorded))


def judged_dict(judged: Judgement, lookup: Lookup) -> dict[str, Any]:
    """Return a judgement as JSON has it."""
    return {
        "left": judged.left,
        "right": judged.right,
        "left_name": lookup.about(judged.left),
        "right_name": lookup.about(judged.right),
        "verdict": str(judged.verdict),
        "by": judged.by,
        "at": judged.at,
        "reason": judged.reason,
    }


def cards(record: Record, statements: Iterable[Recorded], lookup: Lookup | None = None) -> list[Card]:
    """Group statements into cards, in the order in which they came: a person first, then each act of theirs."""
    lookup = lookup or Lookup(record)
    grouped: dict[str, list[Recorded]] = {}
    for recorded in statements:
        grouped.setdefault(recorded.statement.mention, []).append(recorded)
    mentions = {mention.id: mention for mention in _mentions(record, list(grouped))}
    lookup.remember_names({mention.subject or mention.id for mention in mentions.values()})
    return [
        Card(
            mentions[ident],
            lookup.name(mentions[ident].subject or ident),
            tuple(lookup.line(item, mentions[ident].kind) for item in items),
        )
        for ident, items in grouped.items()
        if ident in mentions
    ]


def _mentions(record: Record, idents: Sequence[str]) -> Iterable[Mention]:
    return queries.by_number(record.connection, queries.numbers(record.connection, idents).values()).values()
