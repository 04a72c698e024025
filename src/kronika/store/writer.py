"""What can be written into a record: each method logs an entry and applies it to the tables."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from kronika.store import log, schema
from kronika.store.blobs import INLINE_BYTES
from kronika.store.project import Projection
from kronika.store.rows import pack_mention, pack_statement
from kronika.store.texts import pack_places, pack_text, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from kronika.model.judgement import Consent
    from kronika.model.source import Custody, Document, Source
    from kronika.model.statement import Reading, Standing
    from kronika.store.blobs import Blobs

#: readings (rows of a list) that go into the log together
_BATCH = 2_000


class Writer:
    """One transaction's writes.

    Attributes:
        by: the acting role.
        at: the moment of the transaction, ISO 8601.
    """

    def __init__(self, connection: Connection, blobs: Blobs, *, by: str, at: str) -> None:
        self.connection = connection
        self.by = by
        self.at = at
        self._blobs = blobs
        self._projection = Projection(connection)

    def append(self, kind: str, *contents: dict[str, Any], replaces: int | None = None) -> list[log.Entry]:
        """Log entries of one kind and apply them."""
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
        text = document.text if document else ""
        values = {
            **asdict(source),
            "reader": document.reader if document else "",
            "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if document else "",
            "language": language,
            "notes": "\n".join(document.notes) if document else "",
        }
        inline = len(content) <= INLINE_BYTES
        if not inline:
            self._blobs.put(source.sha256, content)
        (entry,) = self.append("source", {"source": values, "custody": asdict(custody)})
        self.connection.execute(
            insert(schema.blob).values(
                source=source.id,
                content=content if inline else None,
                text=pack_text(text) if document else None,
                places=pack_places(document) if document else None,
            )
        )
        if document:
            self.index(source.id, document, entry.seq)
        return True

    def refresh_acts(self, mentions: Sequence[int]) -> None:
        """Derive the act rows of these mentions (row numbers) again."""
        self._projection.refresh_acts(mentions)

    def index(self, source: str, document: Document, entry: int) -> None:
        """Put a source's text into the search."""
        rows = [(piece, source, start, entry) for piece, start in pieces(document)]
        if rows:
            self.connection.exec_driver_sql("INSERT INTO search(text, source, start, entry) VALUES (?, ?, ?, ?)", rows)

    def describe(self, source: str, **values: str) -> None:
        """Say when a source was published, where, whose list it copies (columns of the table ``source``)."""
        self.append("described", {"source": source, **values})

    def propose(self, source: str, readings: Iterable[Reading]) -> tuple[int, int]:
        """Propose what was read from a source: an entry for each reading. What is known already is left out.

        Returns:
            How many mentions and statements are new.
        """
        mentions = statements = 0
        batch: list[Reading] = []
        for reading in readings:
            batch.append(reading)
            if len(batch) >= _BATCH:
                new = self._propose(source, batch)
                mentions, statements, batch = mentions + new[0], statements + new[1], []
        if batch:
            new = self._propose(source, batch)
            mentions, statements = mentions + new[0], statements + new[1]
        return mentions, statements

    def _propose(self, source: str, readings: Sequence[Reading]) -> tuple[int, int]:
        mentions = self._known(schema.mention, [m.id for reading in readings for m in reading.mentions])
        statements = self._known(schema.statement, [s.id for reading in readings for s in reading.statements])
        contents = []
        count = [0, 0]
        for reading in readings:
            packed: dict[str, list[list[Any]]] = {"m": [], "s": []}
            for mention in reading.mentions:
                if mention.id not in mentions:
                    mentions.add(mention.id)
                    packed["m"].append(pack_mention(mention, source))
            for statement in reading.statements:
                if statement.id not in statements:
                    statements.add(statement.id)
                    packed["s"].append(pack_statement(statement, source))
            if packed["m"] or packed["s"]:
                contents.append({"d": source, **packed})
                count[0] += len(packed["m"])
                count[1] += len(packed["s"])
        self.append("proposals", *contents)
        return count[0], count[1]

    def _known(self, table: Any, ids: Sequence[str]) -> set[str]:
        if not self.connection.execute(select(table.c.n).limit(1)).first():
            return set()
        found: set[str] = set()
        for start in range(0, len(ids), 500):
            found.update(self.connection.execute(select(table.c.id).where(table.c.id.in_(ids[start : start + 500]))).scalars())
        return found

    def sight(self, source: str, rows: Sequence[tuple[str, int]]) -> None:
        """Note the rows (mention, row number) that an edition of a list holds."""
        if rows:
            self.append("sighting", {"d": source, "rows": rows})

    def end_statements(self, ids: Sequence[str], until: str) -> None:
        """Note that a newer edition, published on ``until``, no longer says these."""
        if ids:
            self.append("until", {"ids": list(ids), "until": until})

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
