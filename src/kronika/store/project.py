"""From entries of the log to rows: one function for each kind of entry.

Writing goes through the same functions as rebuilding, so that the tables are what the log says by construction. Each
function takes the entry as it was logged and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from kronika.model.act import LAST_DAY
from kronika.model.statement import Standing
from kronika.store import schema
from kronika.store.acts import Held, act_rows, day_of
from kronika.store.rows import statement_columns, unpack_mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from kronika.model.statement import Mention
    from kronika.store.log import Entry

_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_STATEMENT = f"INSERT INTO statement VALUES ({', '.join('?' * 23)})"
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
            if entry.content is not None:
                _APPLY[entry.kind](self, entry, entry.content)
        if run:
            self._proposals(run)

    # -- sources -----------------------------------------------------------------------------------------------------------

    def source(self, entry: Entry, content: dict[str, Any]) -> None:
        """A source, or new facts about how it was read (``reader``, ``notes``)."""
        self._connection.execute(insert(schema.source).values(entry=entry.seq, **content["source"]))
        self.custody(entry, content["custody"])

    def custody(self, entry: Entry, content: dict[str, Any]) -> None:
        """The same bytes came again."""
        self._connection.execute(insert(schema.custody).values(entry=entry.seq, **content))

    def described(self, entry: Entry, content: dict[str, Any]) -> None:
        """What somebody says of a source later: when it was published, where, whose list it copies."""
        values = {key: value for key, value in content.items() if key != "source"}
        self._connection.execute(update(schema.source).where(schema.source.c.id == content["source"]).values(**values))
        self._published.pop(content["source"], None)
        if "published" in values:
            where = schema.statement.c.source == content["source"]
            touched = self._connection.execute(select(schema.statement.c.mention).where(where).distinct()).scalars()
            self.refresh_acts(list(touched))

    # -- mentions and statements
    # ----------------------------------------------------------------------------------------------

    def _proposals(self, entries: Sequence[Entry]) -> None:
        mentions: list[tuple[Any, ...]] = []
        statements: list[tuple[Any, ...]] = []
        acts: list[tuple[Any, ...]] = []
        refresh: list[int] = []
        known = self._known(entries)
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            source = content["d"]
            new: dict[str, tuple[int, Mention]] = {}
            for row in content["m"]:
                mention = unpack_mention(row, source)
                self._mention += 1
                known[mention.id] = self._mention
                new[mention.id] = (self._mention, mention)
                mentions.append((self._mention, mention.id, entry.seq, *mention[1:]))
            held: dict[str, list[Held]] = {}
            for row in content["s"]:
                self._statement += 1
                number = known[row[1]]
                columns = statement_columns(row, source)
                statements.append((self._statement, row[0], entry.seq, number, *columns, "proposed", None, None, None, None))
                if row[1] not in new:
                    refresh.append(number)
                elif new[row[1]][1].subject:
                    held.setdefault(row[1], []).append(self._proposed(columns))
            for act, facts in held.items():
                number, mention = new[act]
                person = known[mention.subject]
                for version, values in enumerate(act_rows(mention.kind, facts)):
                    acts.append((person, number, version, *values[:6], mention.list or mention.source, *values[6:]))
        self._connection.exec_driver_sql(_MENTION, mentions) if mentions else None
        self._connection.exec_driver_sql(_STATEMENT, statements) if statements else None
        self._connection.exec_driver_sql(_ACT, acts) if acts else None
        if refresh:
            self.refresh_acts(refresh)

    def _known(self, entries: Sequence[Entry]) -> dict[str, int]:
        """Row numbers of mentions that these entries speak of and that stand in the table already."""
        own = {row[0] for entry in entries if entry.content for row in entry.content["m"]}
        foreign = {row[1] for entry in entries if entry.content for row in entry.content["s"]} - own
        foreign |= {row[5] for entry in entries if entry.content for row in entry.content["m"] if len(row) > 5 and row[5]} - own
        return self.numbers(sorted(foreign))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the row numbers of mentions by id."""
        found: dict[str, int] = {}
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            query = select(schema.mention.c.id, schema.mention.c.n).where(schema.mention.c.id.in_(part))
            found.update((row.id, row.n) for row in self._connection.execute(query))
        return found

    def _proposed(self, columns: Sequence[Any]) -> Held:
        name, value, original, _language, source, _start, _end, quote = columns[:8]
        stated = value if value is not None else original if original is not None else quote
        published = day_of(columns[12] or self._source_published(source))
        return Held(name, stated, Standing.PROPOSED, published, 0, LAST_DAY, LAST_DAY)

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
        accepted = content["standing"] in {Standing.TRANSCRIBED, Standing.ASSERTED}
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
        excluded = content.get("except", [])
        if excluded:
            chosen += f" AND id NOT IN ({', '.join('?' * len(excluded))})"
            values.extend(excluded)
        # Acts with statements that this batch does not touch, or of several editions, are derived again; all others only
        # change their standing.
        mixed = self._connection.exec_driver_sql(
            f"SELECT DISTINCT mention FROM statement WHERE {chosen} AND mention IN (SELECT mention FROM statement "  # noqa: S608
            "WHERE standing <> 'proposed' OR until IS NOT NULL OR entry > ? "
            "UNION SELECT s.mention FROM statement AS s JOIN mention AS m ON m.n = s.mention WHERE m.entry <> s.entry)",
            (*values, content["up_to"]),
        ).scalars()
        again = set(mixed)
        if excluded:
            again |= set(
                self._connection.execute(select(schema.statement.c.mention).where(schema.statement.c.id.in_(excluded))).scalars()
            )
        self._connection.exec_driver_sql(
            f"UPDATE act SET standing = ?, accepted = ? WHERE standing = 'proposed' AND mention IN "  # noqa: S608
            f"(SELECT mention FROM statement WHERE {chosen})",
            (content["standing"], day_of(entry.at), *values),
        )
        self._connection.exec_driver_sql(
            f"UPDATE statement SET standing = ?, accepted = ?, by = ? WHERE {chosen}",  # noqa: S608
            (content["standing"], entry.at, entry.by, *values),
        )
        self.refresh_acts(sorted(again))

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
