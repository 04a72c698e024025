"""From proposals in the log to mentions, statements and acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from kronika.model.act import LAST_DAY
from kronika.store import schema
from kronika.store.acts import ActRow, Held, act_rows, day_of, uniform_rows
from kronika.store.bulk import pairs, rows
from kronika.store.rows import INSERT_MENTION, INSERT_STATEMENT, NULL, Basis, bases, mention_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from kronika.store.log import Entry

_ACT = "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?)"
_DEEDS = "SELECT n, kind, code, agent, term FROM deed"
_REPORTS = "SELECT n, list, standing, published, accepted, until, until_accepted FROM report"
_HEADS = (
    "SELECT n, kind, CASE list WHEN '' THEN source ELSE list END, subject FROM mention "
    "WHERE subject IS NOT NULL AND n IN (SELECT value FROM json_each(?))"
)
_FACTS = (
    "SELECT s.mention, s.property, coalesce(s.value, s.original, s.quote), s.standing, "
    "CASE b.published WHEN '' THEN c.published ELSE b.published END, s.accepted, s.until, s.until_accepted "
    "FROM statement AS s JOIN basis AS b ON b.n = s.basis LEFT JOIN source AS c ON c.id = b.source "
    "WHERE s.mention IN (SELECT value FROM json_each(?)) ORDER BY s.n"
)
_BASES = "SELECT n, source, language, rule, stated_by, published, holds, obtained, confidence FROM basis WHERE source = ?"
_DEED = "INSERT INTO deed(kind, code, agent, term) VALUES (?, ?, ?, ?)"
_REPORT = "INSERT INTO report(list, standing, published, accepted, until, until_accepted) VALUES (?, ?, ?, ?, ?, ?)"
_CHUNK = 1_000


class Proposals:
    """Puts proposals into the tables of one connection, keeping the row numbers that come next."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mention = connection.execute(select(func.max(schema.mention.c.n))).scalar() or 0
        self._statement = connection.execute(select(func.max(schema.statement.c.n))).scalar() or 0
        #: whether acts were derived again, so that what they shared may be shared by none
        self.untidy = False
        self.forget()

    def forget(self) -> None:
        """Forget what is remembered of sources, because it was changed."""
        self._published: dict[str, str] = {}
        self._bases: dict[str, dict[Basis, int]] = {}
        self._deeds: dict[tuple[Any, ...], int] = {}
        self._reports: dict[tuple[Any, ...], int] = {}

    def apply(self, entries: Sequence[Entry]) -> None:
        """Put the mentions and statements of entries into the tables, and the acts that follow from them."""
        known = self._known(entries)
        mentions: list[tuple[Any, ...]] = []
        statements: list[tuple[Any, ...]] = []
        acts: list[tuple[Any, ...]] = []
        refresh: set[int] = set()
        for entry in entries:
            content = entry.content
            if content is None:
                continue
            seq, first = entry.seq, self._mention + 1
            new = self._mentions(seq, content, known, mentions)
            shared = [(self._basis(basis), self._published_on(basis)) for basis in bases(content)]
            facts: dict[int, list[tuple[str, str, int]]] = {}
            number = self._statement
            for ident, about, name, value, original, start, end, quote, place in content["s"]:
                number += 1
                basis, published = shared[place]
                if isinstance(about, int):
                    mention = first + about
                    if about in new:
                        said = value if value is not None else original if original is not None else quote
                        facts.setdefault(about, []).append((name, said, published))
                else:
                    mention = known[about]
                    refresh.add(mention)
                normal = NULL if value is None else value
                written = NULL if original is None else original
                statements.append((number, ident, seq, mention, name, normal, written, start, end, quote, basis))
            self._statement = number
            for place, told in facts.items():
                person, kind, name = new[place]
                made = uniform_rows(kind, told, "proposed", 0, LAST_DAY, LAST_DAY)
                acts += self._numbered(person, first + place, name, made)
        for sql, ready in ((INSERT_MENTION, mentions), (INSERT_STATEMENT, statements), (_ACT, acts)):
            if ready:
                self._connection.exec_driver_sql(sql, ready)
        self.refresh_acts(refresh)

    def _mentions(
        self, seq: int, content: dict[str, Any], known: dict[str, int], made: list[tuple[Any, ...]]
    ) -> dict[int, tuple[int, str, str]]:
        """Make the rows of an entry's mentions; return its acts by their places: person, kind, name of the list or source."""
        first = number = self._mention + 1
        acts: dict[int, tuple[int, str, str]] = {}
        for ident, kind, source, start, end, subject, event, name in mention_columns(content):
            person = first + subject if isinstance(subject, int) else known.get(subject, 0)
            if person:
                acts[number - first] = (person, kind, name or source)
            made.append((number, ident, seq, kind, source, start, end, person, event, name))
            known[ident] = number
            number += 1
        self._mention = number - 1
        return acts

    def _known(self, entries: Iterable[Entry]) -> dict[str, int]:
        """Return the row numbers of mentions that these entries name by their ids and that stand in the table already."""
        wanted: set[str] = set()
        for entry in entries:
            if entry.content:
                wanted.update(row[1] for row in entry.content["s"] if isinstance(row[1], str))
                wanted.update(row[4] for row in entry.content["m"] if isinstance(row[4], str))
        return self.numbers(sorted(wanted - {""}))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the row numbers of mentions by id."""
        if not ids:
            return {}
        query = "SELECT id, n FROM mention WHERE id IN (SELECT value FROM json_each(?))"
        return dict(pairs(self._connection, query, (json.dumps(ids),)))

    def _basis(self, basis: Basis) -> int:
        """Return the row number of a basis; one that is new is put into the table."""
        of_source = self._bases.get(basis.source)
        if of_source is None:
            found = rows(self._connection, _BASES, (basis.source,))
            of_source = self._bases[basis.source] = {Basis(*shared): number for number, *shared in found}
        number = of_source.get(basis)
        if number is None:
            self._connection.execute(insert(schema.basis).values(basis._asdict()))
            number = of_source[basis] = int(self._connection.exec_driver_sql("SELECT last_insert_rowid()").scalar_one())
        return number

    def _published_on(self, basis: Basis) -> int:
        if basis.published:
            return day_of(basis.published)
        if basis.source not in self._published:
            query = select(schema.source.c.published).where(schema.source.c.id == basis.source)
            self._published[basis.source] = self._connection.execute(query).scalar() or ""
        return day_of(self._published[basis.source])

    def refresh_acts(self, mentions: Iterable[int]) -> None:
        """Derive the act rows of these mentions (row numbers) again."""
        for part in parts(sorted(set(mentions))):
            wanted = (json.dumps(part),)
            heads = {number: head for number, *head in rows(self._connection, _HEADS, wanted)}
            if not heads:
                continue
            facts: dict[int, list[Held]] = {}
            for mention, name, stated, standing, *days in rows(self._connection, _FACTS, wanted):
                published, accepted = (day_of(day) for day in days[:2])
                until, until_accepted = (day_of(day, missing=LAST_DAY) for day in days[2:])
                facts.setdefault(mention, []).append(Held(name, stated, standing, published, accepted, until, until_accepted))
            gone = [(head[2], number) for number, head in heads.items()]
            self._connection.exec_driver_sql("DELETE FROM act WHERE person = ? AND mention = ?", gone)
            made = [
                row
                for number, (kind, name, person) in sorted(heads.items())
                for row in self._numbered(person, number, name, act_rows(kind, facts.get(number, ())))
            ]
            if made:
                self._connection.exec_driver_sql(_ACT, made)
            self.untidy = True

    def _numbered(self, person: int, mention: int, name: str, made: Iterable[ActRow]) -> Iterator[tuple[int, ...]]:
        """Yield the rows of one act as the table holds them."""
        for version, (lo, hi, deed, report) in enumerate(made):
            yield person, mention, version, lo, hi, self._deed(deed), self.report((name, *report))

    def _deed(self, deed: tuple[Any, ...]) -> int:
        if not self._deeds:
            self._deeds = {tuple(values): number for number, *values in rows(self._connection, _DEEDS)}
        return self._deeds.get(deed) or self._add(self._deeds, _DEED, deed)

    def report(self, report: tuple[Any, ...]) -> int:
        """Return the row number of a report (list, standing, published, accepted, until, until_accepted)."""
        if not self._reports:
            self._reports = {tuple(values): number for number, *values in rows(self._connection, _REPORTS)}
        return self._reports.get(report) or self._add(self._reports, _REPORT, report)

    def _add(self, known: dict[tuple[Any, ...], int], sql: str, values: tuple[Any, ...]) -> int:
        self._connection.exec_driver_sql(sql, values)
        known[values] = int(self._connection.exec_driver_sql("SELECT last_insert_rowid()").scalar_one())
        return known[values]

    def tidy(self) -> None:
        """Remove what acts shared and none shares any more."""
        if self.untidy:
            self._connection.exec_driver_sql("DELETE FROM deed WHERE n NOT IN (SELECT deed FROM act)")
            self._connection.exec_driver_sql("DELETE FROM report WHERE n NOT IN (SELECT report FROM act)")
            self.forget()
            self.untidy = False


def parts(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield a long list in parts that a query takes at once."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
