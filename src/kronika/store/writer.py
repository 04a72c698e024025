"""What can be written into a record: each method logs an entry and applies it to the tables."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from kronika.errors import InputError
from kronika.store import log, schema
from kronika.store.blobs import INLINE_BYTES
from kronika.store.bulk import uncollected
from kronika.store.project import Projection
from kronika.store.rows import Packer
from kronika.store.seen import Seen, standing
from kronika.store.texts import clean_document, pack, pieces, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from kronika.model.judgement import Consent
    from kronika.model.source import Custody, Document, Source
    from kronika.model.statement import Reading, Standing
    from kronika.store.blobs import Blobs

#: readings (rows of a list) that go into the log together
_BATCH = 2_000
#: readings that share an entry: so many rows of a list share what is said of their columns
_TOGETHER = 25
#: what may be said of a source later
DESCRIBABLE = frozenset({"published", "address", "origin", "edition_of", "copy_of", "language"})


class Writer:
    """One transaction's writes.

    Attributes:
        connection: of the open transaction.
        by: the acting role.
        at: the moment of the transaction, ISO 8601.
        kinds: kinds of the entries that were logged.
        blobs: SHA-256 of contents that were written beside the file for this transaction.
    """

    def __init__(self, connection: Connection, blobs: Blobs, *, by: str, at: str) -> None:
        self.connection = connection
        self.by = by
        self.at = at
        self.kinds: set[str] = set()
        self.blobs: list[str] = []
        self._blobs = blobs
        self._projection = Projection(connection)
        self._seen: Seen | None = None

    def append(self, kind: str, *contents: dict[str, Any], replaces: int | None = None) -> list[log.Entry]:
        """Log entries of one kind and apply them."""
        self.kinds.add(kind)
        entries = log.append(self.connection, kind, contents, at=self.at, by=self.by, replaces=replaces)
        self._projection.apply(entries)
        return entries

    def add_source(
        self, source: Source, content: bytes, document: Document | None, custody: Custody, *, language: str = ""
    ) -> bool:
        """Put a source into the record, or only a custody entry if its bytes are there already.

        Returns:
            Whether it is new.
        """
        if self.connection.execute(select(schema.source.c.n).where(schema.source.c.id == source.id)).first():
            self.append("custody", asdict(custody))
            return False
        if document is not None:
            document = clean_document(document)
        text = document.text.encode() if document else None
        where = places(document) if document else None
        values = {
            **asdict(source),
            "reader": document.reader if document else "",
            "text_sha256": hashlib.sha256(text).hexdigest() if text is not None else "",
            "places_sha256": hashlib.sha256(where).hexdigest() if where is not None else "",
            "language": language,
            "notes": "\n".join(document.notes) if document else "",
        }
        inline = len(content) <= INLINE_BYTES
        if not inline and self._blobs.put(source.sha256, content):
            self.blobs.append(source.sha256)
        (entry,) = self.append("source", {"source": values, "custody": asdict(custody)})
        self.connection.execute(
            insert(schema.blob).values(
                source=source.id,
                content=content if inline else None,
                text=pack(text) if text is not None else None,
                places=pack(where) if where is not None else None,
            )
        )
        if document:
            rows = [(piece, source.id, start, entry.seq) for piece, start in pieces(document)]
            if rows:
                self.connection.exec_driver_sql("INSERT INTO search(text, source, start, entry) VALUES (?, ?, ?, ?)", rows)
        return True

    def tidy(self) -> None:
        """Remove, before the commit, what no act shares any more."""
        self._projection.proposals.tidy()

    def refresh_acts(self, mentions: Iterable[int]) -> None:
        """Derive the act rows of these mentions (row numbers) again, after rows that they rest on were removed."""
        self._projection.proposals.forget()
        self._projection.proposals.untidy = True
        self._projection.proposals.refresh_acts(mentions)

    def describe(self, source: str, **values: str) -> None:
        """Say when a source was published, where, whose list it copies (see ``DESCRIBABLE``).

        Raises:
            InputError: if something else is to be said.
        """
        if not values or set(values) - DESCRIBABLE:
            raise InputError(
                "that cannot be said of a source", where=source, advice=f"Known are: {', '.join(sorted(DESCRIBABLE))}"
            )
        self.append("described", {"source": source, **values})

    def propose(self, source: str, readings: Iterable[Reading]) -> tuple[int, int]:
        """Propose what was read from a source; rows of a list share entries of the log. What is known already is left out.

        Returns:
            How many mentions and statements are new.
        """
        mentions = statements = 0
        walk = iter(readings)
        with uncollected():
            while batch := list(islice(walk, _BATCH)):
                new = self._propose(source, batch)
                mentions, statements = mentions + new[0], statements + new[1]
        return mentions, statements

    def _propose(self, source: str, readings: Sequence[Reading]) -> tuple[int, int]:
        if self._seen is None:
            self._seen = Seen(self.connection)
        named = [mention.id for reading in readings for mention in reading.mentions]
        mentions = self._seen.known(named)
        new = set(named) - mentions
        # What is said of a mention that is new must be new itself.
        asked = [said.id for reading in readings for said in reading.statements if said.mention not in new]
        statements = standing(self.connection, "statement", asked)
        day = select(schema.source.c.published).where(schema.source.c.id == source)
        published: str = self.connection.execute(day).scalar() or ""
        contents: list[dict[str, Any]] = []
        nowhere: set[str] = set()
        count = [0, 0]
        for start in range(0, len(readings), _TOGETHER):
            together = readings[start : start + _TOGETHER]
            packer = _packer(source, together, published)
            for reading in together:
                for mention in reading.mentions:
                    ident, subject = mention.id, mention.subject
                    if ident not in mentions:
                        mentions.add(ident)
                        packer.mention(mention)
                        count[0] += 1
                        if subject and subject not in mentions:
                            nowhere.add(subject)
                for statement in reading.statements:
                    ident, about = statement.id, statement.mention
                    if ident not in statements:
                        statements.add(ident)
                        packer.statement(statement)
                        count[1] += 1
                        if about not in mentions:
                            nowhere.add(about)
            if packer:
                contents.append(packer.content())
        self._must_be_there(nowhere, source)
        self.append("proposals", *contents)
        return count[0], count[1]

    def _must_be_there(self, idents: set[str], source: str) -> None:
        """Refuse statements about mentions, and acts of subjects, that nothing read so far holds.

        Raises:
            InputError: if there are any: the reader that made them is wrong.
        """
        missing = sorted(idents - set(self._projection.proposals.numbers(sorted(idents))))
        if missing:
            raise InputError(
                f"{len(missing)} mentions that something is said of are nowhere, the first is {missing[0]}",
                where=f"source {source}",
                advice="This is a mistake in the program that read it: please report it",
            )

    def sight(self, source: str, rows: Sequence[tuple[str, int]]) -> None:
        """Note the rows (mention, row number) that an edition of a list holds."""
        if rows:
            self.append("sighting", {"d": source, "rows": [list(row) for row in rows]})

    def end_statements(self, ids: Sequence[str], until: str, *, moved: bool = False) -> None:
        """Note that a newer edition, published on ``until``, no longer says these.

        Args:
            ids: of the statements.
            until: the day, EDTF; empty: they are said still.
            moved: the day of an end that was known already is corrected.
        """
        if ids:
            self.append("until", {"ids": list(ids), "until": until, **({"moved": True} if moved else {})})

    def decide(self, ids: Sequence[str], standing: Standing, *, reason: str = "") -> None:
        """Record what a role decided on single statements."""
        self.append("standing", {"ids": list(ids), "standing": str(standing), "reason": reason})

    def accept_batch(
        self, standing: Standing, *, up_to: int, source: str = "", excluded: Sequence[str] = (), sample: dict[str, Any]
    ) -> None:
        """Record that a role accepted all proposals up to an entry, with the sample that was read."""
        self.append(
            "batch",
            {"standing": str(standing), "up_to": up_to, "source": source, "except": list(excluded), "sample": sample},
        )

    def judge(self, left: str, right: str, verdict: str, reason: str) -> None:
        """Record a judgement on two mentions."""
        self.append("judgement", {"left": left, "right": right, "verdict": verdict, "reason": reason})

    def judge_together(self, pairs: Sequence[tuple[str, str]], verdict: str, reason: str, *, sample: dict[str, Any]) -> None:
        """Record one judgement on many pairs of mentions, with the sample of them that was read (its pairs under ``pairs``)."""
        content = {"verdict": verdict, "pairs": [list(pair) for pair in pairs], "reason": reason, "sample": sample}
        self.append("judgements", content)

    def protect(self, person: str, reason: str, *, on: bool) -> None:
        """Keep a mention out of every search and matching, or no longer."""
        self.append("protection", {"person": person, "on": on, "reason": reason})

    def consent(self, consent: Consent) -> None:
        """Record a consent or an opening."""
        values = asdict(consent)
        for name in ("by", "at", "withdrawn"):
            values.pop(name)
        self.append("consent", {**values, "kinds": list(consent.kinds)})

    def withdraw(self, consent: str) -> None:
        """Record that a consent was withdrawn, or an opening closed."""
        self.append("withdrawal", {"id": consent})

    def define(self, name: str, version: str, content: str) -> None:
        """Put a definition (YAML text) into the record."""
        self.append("definition", {"name": name, "version": version, "content": content})


def _packer(source: str, readings: Sequence[Reading], published: str) -> Packer:
    names = [mention.list for reading in readings for mention in reading.mentions[:1]]
    return Packer(source, names[0] if names else "", published)
