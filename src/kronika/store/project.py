"""From entries of the log to rows: one function for each kind of entry.

Writing goes through the same functions as rebuilding, so that the tables are what the log says by construction. Each function
takes the entry as it was logged and nothing else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from kronika.errors import FindingError
from kronika.model.act import LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.store import schema
from kronika.store.acts import day_of
from kronika.store.bulk import rows
from kronika.store.proposals import Proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from kronika.store.log import Entry

#: entries with proposals that go into the tables together
_TOGETHER = 100
_AMONG = "id IN (SELECT value FROM json_each(?))"


class Projection:
    """Applies entries to the tables of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.proposals = Proposals(connection)

    def apply(self, entries: Iterable[Entry]) -> None:
        """Apply entries in order; runs of proposals go into the tables together."""
        run: list[Entry] = []
        for entry in entries:
            if entry.kind == "proposals":
                run.append(entry)
                if len(run) >= _TOGETHER:
                    self.proposals.apply(run)
                    run = []
                continue
            if run:
                self.proposals.apply(run)
                run = []
            self._one(entry)
        if run:
            self.proposals.apply(run)

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
        """A source, with how it came here and how it was read."""
        self._connection.execute(insert(schema.source).values(entry=entry.seq, **content["source"]))
        self.custody(entry, content["custody"])

    def custody(self, entry: Entry, content: dict[str, Any]) -> None:
        """The same bytes came again."""
        self._connection.execute(insert(schema.custody).values(entry=entry.seq, **content))

    def described(self, _entry: Entry, content: dict[str, Any]) -> None:
        """What somebody says of a source later: when it was published, where, whose list it copies."""
        values = {key: value for key, value in content.items() if key != "source"}
        self._connection.execute(update(schema.source).where(schema.source.c.id == content["source"]).values(**values))
        self.proposals.forget()
        if "published" in values:
            touched = select(schema.statement.c.mention).join(schema.basis, schema.basis.c.n == schema.statement.c.basis)
            where = schema.basis.c.source == content["source"]
            self.proposals.refresh_acts(self._connection.execute(touched.where(where).distinct()).scalars())

    def sighting(self, entry: Entry, content: dict[str, Any]) -> None:
        """Rows that an edition of a list holds."""
        source = content["d"]
        seen = [(mention, source, entry.seq, row) for mention, row in content["rows"]]
        self._connection.exec_driver_sql("INSERT OR REPLACE INTO sighting VALUES (?, ?, ?, ?)", seen)

    # -- standings ---------------------------------------------------------------------------------------------------------

    def until(self, entry: Entry, content: dict[str, Any]) -> None:
        """Statements that a newer edition replaced."""
        if not content["until"]:
            self._change(content["ids"], "until = ?, until_accepted = ?", (None, None))
        elif content.get("moved"):
            # The day of the end was corrected: that it ended was known here before.
            self._change(content["ids"], "until = ?, until_accepted = coalesce(until_accepted, ?)", (content["until"], entry.at))
        else:
            self._change(content["ids"], "until = ?, until_accepted = ?", (content["until"], entry.at))

    def standing(self, entry: Entry, content: dict[str, Any]) -> None:
        """A role decided on single statements."""
        if content["standing"] in ACCEPTED:
            values = (content["standing"], entry.by, entry.at)
            again = "until_accepted = CASE WHEN until IS NULL THEN NULL ELSE until_accepted END"
            self._change(content["ids"], f"standing = ?, by = ?, accepted = coalesce(accepted, ?), {again}", values)
        else:
            # What was accepted before was known here until now.
            known = "until_accepted = CASE WHEN accepted IS NULL THEN until_accepted ELSE coalesce(until_accepted, ?) END"
            self._change(content["ids"], f"standing = ?, by = ?, {known}", (content["standing"], entry.by, entry.at))

    def _change(self, ids: Sequence[str], what: str, values: tuple[str | None, ...]) -> None:
        among = json.dumps(list(ids))
        self._connection.exec_driver_sql(f"UPDATE statement SET {what} WHERE {_AMONG}", (*values, among))
        touched = self._connection.exec_driver_sql(f"SELECT DISTINCT mention FROM statement WHERE {_AMONG}", (among,))
        self.proposals.refresh_acts(touched.scalars())

    def batch(self, entry: Entry, content: dict[str, Any]) -> None:
        """A role accepted all that was proposed up to an entry (of one source, if named)."""
        chosen = "standing = 'proposed' AND entry <= ?"
        values: list[Any] = [content["up_to"]]
        if content.get("source"):
            chosen += " AND basis IN (SELECT n FROM basis WHERE source = ?)"
            values.append(content["source"])
        if content.get("except"):
            chosen += " AND id NOT IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(content["except"]))
        run = self._connection.exec_driver_sql
        # Whether a mention has statements that are not in this batch, that a newer edition replaced, or that came with
        # several editions: its acts are derived again; all others only change their standing.
        run("DROP TABLE IF EXISTS temp.chosen")
        run(
            "CREATE TEMP TABLE chosen AS SELECT mention, min(whole) AND min(entry) = max(entry) AS whole FROM ("
            f"SELECT mention, entry, CASE WHEN {chosen} THEN 1 ELSE 0 END AS taken, "
            f"CASE WHEN ({chosen}) AND until IS NULL THEN 1 ELSE 0 END AS whole FROM statement) "
            "GROUP BY mention HAVING max(taken) = 1",
            (*values, *values),
        )
        again = list(run("SELECT mention FROM chosen WHERE NOT whole").scalars())
        # Where statements of one act were published one after the other, the end of one row is the beginning of the next.
        again += run(
            "SELECT DISTINCT mention FROM act WHERE mention IN (SELECT mention FROM chosen) AND report IN "
            "(SELECT n FROM report WHERE standing = 'proposed' AND until < ?)",
            (LAST_DAY,),
        ).scalars()
        self._accept_acts(content["standing"], day_of(entry.at))
        run(
            f"UPDATE statement SET standing = ?, accepted = ?, by = ? WHERE {chosen}",
            (content["standing"], entry.at, entry.by, *values),
        )
        run("DROP TABLE temp.chosen")
        self.proposals.refresh_acts(again)

    def _accept_acts(self, standing: str, day: int) -> None:
        """Give the acts of the chosen mentions that nobody decided on the new standing."""
        proposed = "SELECT n, list, published, until, until_accepted FROM report WHERE standing = 'proposed'"
        made = [
            (number, self.proposals.report((name, standing, published, day, until, until_accepted)))
            for number, name, published, until, until_accepted in list(rows(self._connection, proposed))
        ]
        run = self._connection.exec_driver_sql
        run("DROP TABLE IF EXISTS temp.made")
        run("CREATE TEMP TABLE made(old INTEGER PRIMARY KEY, new INTEGER)")
        if made:
            run("INSERT INTO temp.made VALUES (?, ?)", made)
        run(
            "UPDATE act SET report = (SELECT new FROM made WHERE old = report) WHERE report IN (SELECT old FROM made) "
            "AND mention IN (SELECT mention FROM chosen)"
        )
        run("DROP TABLE temp.made")
        self.proposals.untidy = True

    # -- decisions ---------------------------------------------------------------------------------------------------------

    def judgement(self, entry: Entry, content: dict[str, Any]) -> None:
        """Two mentions are the same, different, or it is unsure."""
        self._connection.execute(insert(schema.judgement).values(entry=entry.seq, by=entry.by, at=entry.at, **content))

    def judgements(self, entry: Entry, content: dict[str, Any]) -> None:
        """A role judged many pairs together, after a sample of them was read."""
        shared = {"entry": entry.seq, "by": entry.by, "at": entry.at, "verdict": content["verdict"], "reason": content["reason"]}
        made = [{"left": left, "right": right, **shared} for left, right in content["pairs"]]
        self._connection.execute(insert(schema.judgement), made)

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
    "judgements": Projection.judgements,
    "consent": Projection.consent,
    "withdrawal": Projection.withdrawal,
    "definition": Projection.definition,
    "erasure": Projection.nothing,
    "hold": Projection.nothing,
    "readmission": Projection.nothing,
    "loss": Projection.nothing,
    "protection": Projection.nothing,
    "first-reading": Projection.nothing,
}
