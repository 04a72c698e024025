"""Records of invented people for the tests of the store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from kronika.model.ids import mention_id, source_id, statement_id
from kronika.model.source import Custody, Document, Source
from kronika.model.statement import Mention, Reading, Statement
from kronika.store.record import Record
from kronika.store.writer import Writer

#: a key instead of a passphrase: SQLCipher takes it as it is, so that a test does not wait for 256,000 rounds
PASSPHRASE = "x'" + "5a" * 32 + "'"
LIST = "example-list"


def clock() -> datetime:
    """Return the moment at which everything in a test happens."""
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


def create(folder: Path, passphrase: str = PASSPHRASE) -> Record:
    """Make a record."""
    return Record.create(folder, passphrase, by="documenter-1", clock=clock)


def reopen(folder: Path, *, trusting: bool = False) -> Record:
    """Open a record again."""
    return Record.open(folder, PASSPHRASE, trusting=trusting)


def source_of(content: bytes, name: str, published: str = "2024-01-31", edition_of: str = "") -> Source:
    """Return the source that some bytes make."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(
        source_id(sha256),
        sha256,
        len(content),
        "text/plain",
        name,
        published=published,
        captured="2026-11-24",
        edition_of=edition_of,
    )


def add_text(writer: Writer, text: str, name: str = "page.txt", published: str = "2024-01-31") -> Source:
    """Put a text into a record, with nothing read from it."""
    content = text.encode("utf-8", "surrogatepass")
    source = source_of(content, name, published)
    writer.add_source(
        source, content, Document(text, "text/1", "text/plain"), Custody(source.id, "2026-11-24", "documenter-1", name)
    )
    return source


def add_article(writer: Writer, person: str, place: str = "Zorych", when: str = "2021-05-03", name: str = "page.txt") -> Source:
    """Put a text about a detention into a record, with what a reader would propose of it."""
    text = f"{person} was detained in {place} on {when}.\nNothing else is known of {person}.\n"
    source = add_text(writer, text, name)
    writer.propose(source.id, [read(source, text, person, place, when)])
    return source


def read(source: Source, text: str, person: str, place: str, when: str) -> Reading:
    """Return what the text of :func:`add_article` says."""
    who = mention_id(source.id, "person", "text", 0, len(person))
    act = mention_id(source.id, "detention", "text", 0, text.index("."))

    def said(mention: str, name: str, value: str) -> Statement:
        start = text.index(value)
        ident = statement_id(mention, name, value, source.id, start)
        return Statement(ident, mention, name, value, value, "en", source.id, start, start + len(value), value, f"text: {name}")

    return Reading(
        (
            Mention(who, "person", source.id, 0, len(person)),
            Mention(act, "detention", source.id, 0, text.index("."), who),
        ),
        (said(who, "name", person), said(act, "date", when), said(act, "place", place)),
    )


def person_of(source: Source, person: str) -> str:
    """Return the mention of the person in a text of :func:`add_article`."""
    return mention_id(source.id, "person", "text", 0, len(person))


def add_list(writer: Writer, people: dict[str, str], published: str, *, earlier: tuple[str, ...] = (), size: int = 0) -> Source:
    """Put an edition of a list (name: day of detention) into a record, as a use case does.

    Args:
        writer: of the record.
        people: day of detention by name.
        published: day of the edition.
        earlier: ids of statements that this edition no longer makes.
        size: pad the bytes to at least this many, so that they lie beside the file.
    """
    lines = [f"{name}\t{day}\n" for name, day in people.items()]
    text = "".join(lines)
    content = (f"{published}\n{text}").encode().ljust(size)
    source = source_of(content, f"list-{published}.csv", published, LIST)
    document = Document(text, "csv/1", "text/csv")
    writer.add_source(source, content, document, Custody(source.id, "2026-11-24", "documenter-1", source.name))
    readings, seen, start = [], [], 0
    for number, (name, day) in enumerate(people.items()):
        who = mention_id(LIST, "person", "list", name)
        act = mention_id(LIST, "detention", "list", name)
        at = start + len(name) + 1
        readings.append(
            Reading(
                (
                    Mention(who, "person", source.id, start, start + len(name), list=LIST),
                    Mention(act, "detention", source.id, at, at + len(day), who, list=LIST),
                ),
                (
                    Statement(
                        statement_id(who, "name", name, LIST, 0), who, "name", name, name, "", source.id, start, start + len(name), name,  # noqa: E501 - one expression
                        "list: column 'Name'", published=published,
                    ),
                    Statement(
                        statement_id(act, "date", day, LIST, 0), act, "date", day, day, "", source.id, at, at + len(day), day,
                        "list: column 'Detained'", published=published,
                    ),
                ),
            )
        )  # fmt: skip
        seen.append((who, number + 1))
        start += len(lines[number])
    writer.propose(source.id, readings)
    writer.sight(source.id, seen)
    writer.end_statements(earlier, published)
    return source
