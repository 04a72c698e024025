"""From entries of the log to rows: one function for each kind of entry.

Writing goes through the same functions as rebuilding, so that the tables are what the log says by construction. Each
function takes the entry as it was logged and nothing else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from kronika.errors import FindingError
from kronika.model.act import LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.store import schema
from kronika.store.acts import Held, act_rows, day_of, proposed_rows
from kronika.store.connection import rows
from kronika.store.rows import INSERT_STATEMENT, NULL, mention_columns, statement_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from kronika.store.log import Entry

_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ACT = f"INSERT INTO act VALUES ({', '.join('?' * 15)})"
_CHUNK = 500


class Projection:
    """Applies entries to the tables of one connection, keeping the row numbers that come next."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mention = connection.execute(select(func.max(schema.mention.c.n))).scalar() or 0
        self._statement = connection.execute(select(func.max(schema.statement.c.n))).scalar() or 0
        self._published: dict[str, str] = {}

    def apply(self, entries: Iterable[Entry]) -> None:
        """Apply entries in order; runs of proposals go into the tables together."""
        run: list[Entry] = []
        for entry in entries:
            if entry.kind == "proposals":
                run.append(entry)
                if len(run) >= _CHUNK:
                    self._proposals(run)
                    run = []
                continue
            if run:
                self._proposals(run)
                run = []
            self._one(entry)
        if run:
            self._proposals(run)

    def _one(self, entry: Entry) -> None:
        """Apply an entry that is no proposal.

        Raises:
            FindingError: if its kind is none of this program's.
        """
        apply = _APPLY.get(entry.kind)
        if apply is None:
            raise FindingError(f"entry {entry.seq} of the log is of a kind that this program does not know ({entry.kind})")
        if entry.content is not None:
            apply(self, entry, entry.content)

    # -- sources -----------------------------------------------------------------------------------------------------------

    def source(self, entry: Entry, content: dict[str, Any]) -> None:
        """A source, or new facts about how it was read (``reader``, ``notes``)."""
        self._connection.execute(insert(schema.source).values(entry=entry.seq, **content["source"]))
        self.custody(entry, content["custody"])

    def custody(self, entry: Entry, content: dict[str, Any]) -> None:
        """The same bytes came again."""
        self._connection.execute(insert(schema.custody).values(entry=entry.seq, **content))

    def described(self, _entry: Entry, content: dict[str, Any]) -> None:
        """What somebody says of a source later: when it was published, where, whose list it copies."""
        values = {key: value for key, value in content.items() if key != "source"}
        self._connection.execute(update(schema.source).where(schema.source.c.id == content["source"]).values(**values))
        self._published.pop(content["source"], None)
        if "published" in values:
            where = schema.statement.c.source == content["source"]
            touched = self._connection.execute(select(schema.statement.c.mention).where(where).distinct()).scalars()
            self.refresh_acts(list(touched))

    # -- mentions and statements ---------------------------------------------------------------------------

    def _proposals(self, entries: Sequence[Entry]) -> None:
        known = self._known(entries)
        mentions: list[tuple[Any, ...]] = []
        statements: list[tuple[Any, ...]] = []
        acts: list[tuple[Any, ...]] = []
        refresh: list[int] = []
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            seq, source = entry.seq, content["d"]
            new: dict[str, Sequence[Any]] = {}
            for row in content["m"]:
                self._mention += 1
                known[row[0]] = self._mention
                new[row[0]] = row
                mentions.append((self._mention, row[0], seq, *mention_columns(row, source)))
            facts: dict[str, list[tuple[str, str, int]]] = {}
            for row in content["s"]:
                self._statement += 1
                number = known[row[1]]
                statements.append((self._statement, row[0], seq, number, *statement_columns(row, source, NULL)))
                mention = new.get(row[1])
                if mention is None:
                    refresh.append(number)
                elif len(mention) > 5 and mention[5]:
                    facts.setdefault(row[1], []).append(self._fact(row, source))
            acts += self._new_acts(facts, new, known, source)
        for sql, made in ((_MENTION, mentions), (INSERT_STATEMENT, statements), (_ACT, acts)):
            if made:
                self._connection.exec_driver_sql(sql, made)
        if refresh:
            self.refresh_acts(refresh)

    @staticmethod
    def _new_acts(
        facts: dict[str, list[tuple[str, str, int]]], new: dict[str, Sequence[Any]], known: dict[str, int], source: str
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of acts that are new with this entry, so that all that is said of them stands in it."""
        for act, said in facts.items():
            mention = new[act]
            person = known.get(mention[5])
            if person is None:
                continue
            name = (mention[7] if len(mention) > 7 else "") or mention[2] or source
            for version, values in enumerate(proposed_rows(mention[1], said)):
                yield (person, known[act], version, *values[:6], name, *values[6:])

    def _fact(self, row: Sequence[Any], source: str) -> tuple[str, str, int]:
        """Return property, value and day of publication of a packed statement."""
        value = row[3] if row[3] is not None else row[4] if row[4] is not None else row[9]
        published = (row[14] if len(row) > 14 else "") or self._source_published(row[6] or source)
        return row[2], value, day_of(published)

    def _known(self, entries: Sequence[Entry]) -> dict[str, int]:
        """Row numbers of mentions that these entries speak of and that stand in the table already."""
        own = {row[0] for entry in entries if entry.content for row in entry.content["m"]}
        foreign = {row[1] for entry in entries if entry.content for row in entry.content["s"]}
        foreign |= {row[5] for entry in entries if entry.content for row in entry.content["m"] if len(row) > 5 and row[5]}
        return self.numbers(sorted(foreign - own))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the row numbers of mentions by id."""
        if not ids:
            return {}
        query = "SELECT id, n FROM mention WHERE id IN (SELECT value FROM json_each(?))"
        return {ident: number for ident, number in rows(self._connection, query, (json.dumps(ids),))}  # noqa: C416 - typed

    def _source_published(self, source: str) -> str:
        if source not in self._published:
            query = select(schema.source.c.published).where(schema.source.c.id == source)
            self._published[source] = self._connection.execute(query).scalar() or ""
        return self._published[source]

    def sighting(self, entry: Entry, content: dict[str, Any]) -> None:
        """Rows that an edition of a list holds."""
        source = content["d"]
        rows = [(mention, source, entry.seq, row) for mention, row in content["rows"]]
        self._connection.exec_driver_sql("INSERT OR REPLACE INTO sighting VALUES (?, ?, ?, ?)", rows)

    def until(self, entry: Entry, content: dict[str, Any]) -> None:
        """Statements that a newer edition replaced."""
        values = {"until": content["until"], "until_accepted": entry.at}
        self._update_statements(content["ids"], values)

    def standing(self, entry: Entry, content: dict[str, Any]) -> None:
        """A role decided on single statements."""
        accepted = content["standing"] in ACCEPTED
        for part in _parts(content["ids"]):
            where = schema.statement.c.id.in_(part)
            values: dict[str, Any] = {"standing": content["standing"], "by": entry.by}
            if accepted:
                values["accepted"] = func.coalesce(schema.statement.c.accepted, entry.at)
            self._connection.execute(update(schema.statement).where(where).values(**values))
            self.refresh_acts(
                list(self._connection.execute(select(schema.statement.c.mention).where(where).distinct()).scalars())
            )

    def batch(self, entry: Entry, content: dict[str, Any]) -> None:
        """A role accepted all that was proposed up to an entry (of one source or list, if named)."""
        chosen = "standing = 'proposed' AND entry <= ?"
        values: list[Any] = [content["up_to"]]
        if content.get("source"):
            chosen += " AND source = ?"
            values.append(content["source"])
        if content.get("except"):
            chosen += " AND id NOT IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(content["except"]))
        self._connection.exec_driver_sql(
            f"CREATE TEMP TABLE chosen AS SELECT n, mention FROM statement WHERE {chosen} ORDER BY n",
            tuple(values),
        )
        # Acts of which not all statements are in this batch, or which several editions describe, are derived again; all
        # others only change their standing.
        self._connection.exec_driver_sql("CREATE INDEX temp.chosen_mention ON chosen(mention)")
        mixed = self._connection.exec_driver_sql(
            "SELECT DISTINCT s.mention FROM statement AS s WHERE s.mention IN (SELECT mention FROM chosen) "
            "AND (s.until IS NOT NULL OR NOT EXISTS (SELECT 1 FROM chosen AS c WHERE c.mention = s.mention AND c.n = s.n))"
        ).scalars()
        again = list(mixed)
        self._connection.exec_driver_sql(
            "UPDATE act SET standing = ?, accepted = ? WHERE standing = 'proposed' AND mention IN (SELECT mention FROM chosen)",
            (content["standing"], day_of(entry.at)),
        )
        self._connection.exec_driver_sql(
            "UPDATE statement SET standing = ?, accepted = ?, by = ? WHERE n IN (SELECT n FROM chosen)",
            (content["standing"], entry.at, entry.by),
        )
        self._connection.exec_driver_sql("DROP TABLE temp.chosen")
        self.refresh_acts(again)

    def _update_statements(self, ids: Sequence[str], values: dict[str, Any]) -> None:
        for part in _parts(ids):
            where = schema.statement.c.id.in_(part)
            self._connection.execute(update(schema.statement).where(where).values(**values))
            self.refresh_acts(
                list(self._connection.execute(select(schema.statement.c.mention).where(where).distinct()).scalars())
            )

    def refresh_acts(self, mentions: Sequence[int]) -> None:
        """Derive the act rows of these mentions (row numbers) again."""
        for part in _parts(sorted(set(mentions))):
            table, said = schema.mention, schema.statement
            facts: dict[int, list[Held]] = {}
            subject = table.alias("subject")
            query = select(table.c.n, table.c.kind, table.c.list, table.c.source, subject.c.n.label("person")).join(
                subject, subject.c.id == table.c.subject
            )
            heads = {row.n: row for row in self._connection.execute(query.where(table.c.n.in_(part)))}
            if not heads:
                continue
            for row in self._connection.execute(select(said).where(said.c.mention.in_(list(heads))).order_by(said.c.n)):
                stated = next(text for text in (row.value, row.original, row.quote) if text is not None)
                facts.setdefault(row.mention, []).append(
                    Held(
                        row.property,
                        stated,
                        row.standing,
                        day_of(row.published or self._source_published(row.source)),
                        day_of(row.accepted),
                        day_of(row.until, missing=LAST_DAY),
                        day_of(row.until_accepted, missing=LAST_DAY),
                    )
                )
            self._connection.exec_driver_sql(
                "DELETE FROM act WHERE person = ? AND mention = ?", [(h.person, h.n) for h in heads.values()]
            )
            rows = [
                (top.person, number, version, *values[:6], top.list or top.source, *values[6:])
                for number, top in sorted(heads.items())
                for version, values in enumerate(act_rows(top.kind, facts.get(number, ())))
            ]
            self._connection.exec_driver_sql(_ACT, rows) if rows else None

    # -- decisions
    # --------------------------------------------------------------------------------------------------------------

    def judgement(self, entry: Entry, content: dict[str, Any]) -> None:
        """Two mentions are the same, different, or it is unsure."""
        self._connection.execute(insert(schema.judgement).values(entry=entry.seq, by=entry.by, at=entry.at, **content))

    def consent(self, entry: Entry, content: dict[str, Any]) -> None:
        """Consent was given, or facts were opened for a purpose."""
        values = {**content, "kinds": " ".join(content["kinds"])}
        self._connection.execute(insert(schema.consent).values(entry=entry.seq, by=entry.by, at=entry.at, withdrawn="", **values))

    def withdrawal(self, entry: Entry, content: dict[str, Any]) -> None:
        """Consent was withdrawn, or an opening closed."""
        self._connection.execute(update(schema.consent).where(schema.consent.c.id == content["id"]).values(withdrawn=entry.at))

    def definition(self, entry: Entry, content: dict[str, Any]) -> None:
        """A definition was put into the record."""
        self._connection.execute(insert(schema.definition).values(entry=entry.seq, **content))

    def nothing(self, entry: Entry, content: dict[str, Any]) -> None:
        """An entry that only has to be remembered (beginning, erasure, hold)."""


def _parts(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


_APPLY = {
    "begin": Projection.nothing,
    "source": Projection.source,
    "custody": Projection.custody,
    "described": Projection.described,
    "sighting": Projection.sighting,
    "until": Projection.until,
    "standing": Projection.standing,
    "batch": Projection.batch,
    "judgement": Projection.judgement,
    "consent": Projection.consent,
    "withdrawal": Projection.withdrawal,
    "definition": Projection.definition,
    "erasure": Projection.nothing,
    "hold": Projection.nothing,
    "loss": Projection.nothing,
    "first-reading": Projection.nothing,
}
