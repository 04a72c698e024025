"""Reading a record: each function asks one question of an open connection and returns nouns of the model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, false, func, literal_column, select, text

from kronika.errors import NotFoundError
from kronika.model.act import Act
from kronika.model.judgement import Consent, Judgement, Verdict
from kronika.model.source import Custody, Document, Source
from kronika.model.statement import Mention, Recorded, Standing, Statement
from kronika.store import schema
from kronika.store.bulk import rows, uncollected
from kronika.store.courses import by_reports, deeds, reports
from kronika.store.texts import clean, unpack_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

_CHUNK = 500
_SOURCE_FIELDS = tuple(Source.__dataclass_fields__)


def sources(connection: Connection) -> list[tuple[Source, dict[str, str]]]:
    """Return all sources in the order in which they came, each with ``reader``, ``language``, ``notes``."""
    return [_source(row) for row in connection.execute(select(schema.source).order_by(schema.source.c.n))]


def _source(row: Row[Any]) -> tuple[Source, dict[str, str]]:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    about = {key: values[key] for key in ("reader", "language", "notes")}
    return Source(**{key: values[key] for key in _SOURCE_FIELDS}), about


def source(connection: Connection, ident: str) -> Source:
    """Return one source by its id, by the start of its SHA-256, or by its name.

    Raises:
        NotFoundError: if there is none, or more than one.
    """
    column, ident = schema.source.c, clean(ident)
    begins = column.sha256.startswith(ident.lower(), autoescape=True) if ident else false()
    for where in (column.id == ident, begins, column.name == ident):
        found = connection.execute(select(schema.source).where(where)).all()
        if len(found) == 1:
            return _source(found[0])[0]
        if found:
            raise NotFoundError(
                f"{len(found)} sources are called that", where=ident, advice="Give the id that 'kronika sources' shows"
            )
    raise NotFoundError("no such source in this record", where=ident, advice="See 'kronika sources'")


def custody(connection: Connection, ident: str) -> list[Custody]:
    """Return the custody entries of a source, oldest first."""
    table = schema.custody
    rows = connection.execute(select(table).where(table.c.source == ident).order_by(table.c.n))
    return [Custody(row.source, row.at, row.by, row.name, row.note) for row in rows]


def document(connection: Connection, ident: str) -> Document | None:
    """Return the text of a source with its places; None if it could not be read or was erased."""
    row = connection.execute(select(schema.blob.c.text, schema.blob.c.places).where(schema.blob.c.source == ident)).first()
    return unpack_document(row.text, row.places) if row and row.text is not None else None


def inline_content(connection: Connection, ident: str) -> bytes | None:
    """Return the bytes of a source that lies inside the file; None if it lies beside it."""
    found: bytes | None = connection.execute(select(schema.blob.c.content).where(schema.blob.c.source == ident)).scalar()
    return found


def mentions(connection: Connection, *, kind: str = "", list_name: str = "", source_id: str = "") -> Iterator[Mention]:
    """Yield mentions in the order of the record."""
    table = schema.mention
    query = _mention_query().order_by(table.c.n)
    for column, value in ((table.c.kind, kind), (table.c.list, list_name), (table.c.source, source_id)):
        if value:
            query = query.where(column == value)
    for row in connection.execute(query):
        yield Mention(*row)


_PERSON = schema.mention.alias("person")


def _mention_query(*more: Any) -> Select[Any]:
    """Return the query for mentions; ``more`` columns come first."""
    table = schema.mention.c
    subject = func.coalesce(_PERSON.c.id, "")
    columns = (table.id, table.kind, table.source, table.start, table.end, subject, table.event, table.list)
    return select(*more, *columns).select_from(schema.mention.outerjoin(_PERSON, _PERSON.c.n == table.subject))


def mention(connection: Connection, ident: str) -> Mention:
    """Return one mention by its id.

    Raises:
        NotFoundError: if there is none.
    """
    row = connection.execute(_mention_query().where(schema.mention.c.id == clean(ident))).first()
    if row is None:
        raise NotFoundError(
            "nobody and nothing in this record has that id", where=ident, advice="See 'kronika find' or 'kronika show'"
        )
    return Mention(*row)


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Mention]:
    """Return mentions by their row numbers (as in :func:`acts`)."""
    wanted = sorted(set(numbers))
    found: dict[int, Mention] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = _mention_query(schema.mention.c.n).where(schema.mention.c.n.in_(wanted[start : start + _CHUNK]))
        found.update((row[0], Mention(*row[1:])) for row in connection.execute(query))
    return found


def numbers(connection: Connection, idents: Iterable[str]) -> dict[str, int]:
    """Return row numbers of mentions by their ids."""
    wanted = sorted(set(idents))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(schema.mention.c.id, schema.mention.c.n).where(schema.mention.c.id.in_(wanted[start : start + _CHUNK]))
        found.update((row.id, row.n) for row in connection.execute(query))
    return found


def acts_of(connection: Connection, persons: Iterable[str]) -> list[Mention]:
    """Return the acts that happened to these persons or organisations (ids of mentions)."""
    wanted = sorted(set(persons))
    found: list[Mention] = []
    for start in range(0, len(wanted), _CHUNK):
        among = _PERSON.c.id.in_(wanted[start : start + _CHUNK])
        query = _mention_query().where(among).order_by(schema.mention.c.n)
        found.extend(Mention(*row) for row in connection.execute(query))
    return found


def _statement_query() -> Select[Any]:
    said, about, came, rests = schema.statement.c, schema.mention.c, schema.source.c, schema.basis.c
    return (
        select(
            said.id,
            about.id.label("mention_id"),
            said.property,
            func.coalesce(said.value, said.original, said.quote).label("stated"),
            func.coalesce(said.original, said.quote).label("written"),
            rests.language,
            rests.source,
            said.start,
            said.end,
            said.quote,
            rests.rule,
            rests.stated_by,
            rests.holds,
            rests.obtained,
            case((rests.published == "", func.coalesce(came.published, "")), else_=rests.published),
            rests.confidence,
            said.standing,
            func.coalesce(came.captured, ""),
            schema.log.c.at,
            func.coalesce(said.accepted, ""),
            func.coalesce(said.by, ""),
            func.coalesce(said.until, ""),
            func.coalesce(said.until_accepted, ""),
        )
        .select_from(schema.statement)
        .join(schema.basis, rests.n == said.basis)
        .join(schema.mention, about.n == said.mention)
        .join(schema.log, schema.log.c.seq == said.entry)
        .outerjoin(schema.source, came.id == rests.source)
        .order_by(said.n)
    )


def _of_source(source_id: str) -> ColumnElement[bool]:
    """Return the condition that a statement is of a source."""
    return schema.statement.c.basis.in_(select(schema.basis.c.n).where(schema.basis.c.source == source_id))


def _stands(standing: Standing) -> ColumnElement[bool]:
    """Return the condition that a statement has a standing, written out, as an index for one standing wants it."""
    return schema.statement.c.standing == literal_column(f"'{standing}'")


def _recorded(row: Sequence[Any]) -> Recorded:
    return Recorded(Statement(*row[:16]), Standing(row[16]), *row[17:])


def statements(
    connection: Connection,
    *,
    of: Iterable[str] | None = None,
    source_id: str = "",
    standing: Standing | None = None,
    properties: Sequence[str] = (),
    kind: str = "",
    ended: bool = False,
) -> Iterator[Recorded]:
    """Yield statements in the order of the record.

    Args:
        connection: an open record's connection.
        of: only those about these mentions (ids).
        source_id: only those from this source.
        standing: only those of this standing.
        properties: only those of these properties.
        kind: only those about mentions of this kind.
        ended: only those that a later edition of their list no longer makes.
    """
    query = _statement_query()
    if ended:
        query = query.where(schema.statement.c.until.is_not(None))
    if source_id:
        query = query.where(_of_source(source_id))
    if standing is not None:
        query = query.where(_stands(standing))
    if properties:
        query = query.where(schema.statement.c.property.in_(properties))
    if kind:
        # Sorted by a sum, so that the mentions of the kind are looked up first: most kinds are few among a million statements.
        about = schema.statement.c.mention.in_(select(schema.mention.c.n).where(schema.mention.c.kind == kind))
        query = query.where(about).order_by(None).order_by(schema.statement.c.n + 0)
    if of is None:
        for row in connection.execute(query):
            yield _recorded(row)
        return
    wanted = sorted(set(of))
    for start in range(0, len(wanted), _CHUNK):
        for row in connection.execute(query.where(schema.mention.c.id.in_(wanted[start : start + _CHUNK]))):
            yield _recorded(row)


def statement(connection: Connection, ident: str) -> Recorded:
    """Return one statement by its id.

    Raises:
        NotFoundError: if there is none.
    """
    row = connection.execute(_statement_query().where(schema.statement.c.id == clean(ident))).first()
    if row is None:
        raise NotFoundError("no statement has that id", where=ident, advice="See 'kronika proposals' or 'kronika show'")
    return _recorded(row)


def proposed(connection: Connection, source_id: str = "") -> int:
    """Return how many statements wait for a decision."""
    query = select(func.count()).select_from(schema.statement).where(_stands(Standing.PROPOSED))
    if source_id:
        query = query.where(_of_source(source_id))
    return connection.execute(query).scalar() or 0


def proposed_ids(connection: Connection, source_id: str = "") -> list[str]:
    """Return the ids of statements that wait for a decision, in the order of the record."""
    query = select(schema.statement.c.id).where(_stands(Standing.PROPOSED)).order_by(schema.statement.c.n)
    if source_id:
        query = query.where(_of_source(source_id))
    return list(connection.execute(query).scalars())


def ended(connection: Connection) -> int:
    """Return how many statements a later edition of their list no longer makes."""
    query = select(func.count()).select_from(schema.statement).where(schema.statement.c.until.is_not(None))
    return connection.execute(query).scalar() or 0


def standings(connection: Connection) -> dict[str, int]:
    """Return how many statements have which standing."""
    query = select(schema.statement.c.standing, func.count()).group_by(schema.statement.c.standing)
    return {row[0]: row[1] for row in connection.execute(query)}


def acts(connection: Connection, *, list_name: str = "", of: Iterable[int] | None = None, kind: str = "") -> Iterator[Act]:
    """Return the accepted acts, sorted by person (row numbers), as counting reads them.

    Half a million are read for a large list, so that what many share is read once and put in here.

    Args:
        connection: an open record's connection.
        list_name: those that one list (or source) states.
        of: those of some people alone.
        kind: those of one kind alone.
    """
    shared, said = deeds(connection), reports(connection, list_name=list_name)
    among = "SELECT person, mention, lo, hi, deed, report FROM act"
    if kind:
        wanted = json.dumps([number for number, deed in shared.items() if deed[0] == kind])
        told = rows(connection, f"{among} WHERE deed IN (SELECT value FROM json_each(?)) ORDER BY person", (wanted,))
        found: Iterator[tuple[Any, ...]] = (row for row in told if row[5] in said)
    elif of is not None:
        among += " WHERE person IN (SELECT value FROM json_each(?))"
        told = rows(connection, f"{among} ORDER BY person", (json.dumps(sorted(of)),))
        found = (row for row in told if row[5] in said)
    else:
        where, values = by_reports(connection, said)
        found = rows(connection, f"{among}{where} ORDER BY person", values)
    make = tuple.__new__
    with uncollected():
        made = []
        for person, mention, lo, hi, deed, report in found:
            kind, code, agent, term = shared[deed]
            made.append(make(Act, (person, kind, lo, hi, code, agent, term, *said[report], mention)))
    return iter(made)


def list_names(connection: Connection) -> list[str]:
    """Return the names of the lists (and sources that are none) that state acts, without counting anybody."""
    return sorted({name for (name,) in rows(connection, "SELECT DISTINCT list FROM report")})


def lists(connection: Connection) -> dict[str, int]:
    """Return the lists (and sources that are none) that state acts about persons, with how many persons each."""
    query = text(
        "SELECT r.list, count(DISTINCT a.person) FROM act AS a JOIN report AS r ON r.n = a.report GROUP BY r.list ORDER BY r.list"
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def editions(connection: Connection, list_name: str) -> list[Source]:
    """Return the editions of a list in the order in which they came."""
    query = select(schema.source).where(schema.source.c.edition_of == list_name).order_by(schema.source.c.n)
    return [_source(row)[0] for row in connection.execute(query)]


def sighted(connection: Connection, source_id: str) -> dict[str, int]:
    """Return the rows that an edition holds: mention id to row number."""
    table = schema.sighting
    return {row.mention: row.row for row in connection.execute(select(table).where(table.c.source == source_id))}


def judgements(connection: Connection) -> list[Judgement]:
    """Return all judgements, oldest first."""
    table = schema.judgement
    rows = connection.execute(select(table).order_by(table.c.n))
    return [Judgement(row.left, row.right, Verdict(row.verdict), row.by, row.at, row.reason) for row in rows]


def consents(connection: Connection) -> list[Consent]:
    """Return all consents and openings, withdrawn ones included."""
    table = schema.consent
    return [
        Consent(
            id=row.id,
            person=row.person,
            given_by=row.given_by,
            kinds=tuple(row.kinds.split()),
            purpose=row.purpose,
            audience=row.audience,
            by=row.by,
            at=row.at,
            source=row.source,
            until=row.until,
            withdrawn=row.withdrawn,
        )
        for row in connection.execute(select(table).order_by(table.c.entry))
    ]


def definitions(connection: Connection) -> list[tuple[str, str, str]]:
    """Return the definitions in the record as (name, version, YAML text)."""
    table = schema.definition
    return [(row.name, row.version, row.content) for row in connection.execute(select(table).order_by(table.c.entry))]


def search(connection: Connection, query: str, *, limit: int = 50) -> list[tuple[str, int, str]]:
    """Return pieces of text that hold all words of ``query`` (beginnings count), best first, as (source, start, piece)."""
    words = [word.replace('"', '""') for word in clean(query).replace("\0", " ").split()]
    match = " ".join(f'"{word}"*' for word in words)
    if not match:
        return []
    rows = connection.exec_driver_sql(
        "SELECT source, start, text FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", (match, limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]
