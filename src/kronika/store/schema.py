"""The tables of a record, as SQLAlchemy Core sees them.

``log`` and ``log_content`` are the record; every other table is derived from them (``project.py``) and can be rebuilt. Row
numbers (``n``) are assigned in the order of the log and never leave the store. Where ``original`` equals ``quote``
or ``value`` equals ``original`` the column is NULL: a list of 100,000 rows makes a million statements, and most say
what is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: version of the tables; a record of a newer version is refused
VERSION = 3

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", LargeBinary, nullable=False))

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("erased_by", Integer),
    Column("replaces", Integer),
)

log_content = Table(
    "log_content",
    metadata,
    Column("seq", Integer, ForeignKey("log.seq"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("entry", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("captured", Text, nullable=False),
    Column("captured_by", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("edition_of", Text, nullable=False),
    Column("copy_of", Text, nullable=False),
    Column("unreadable", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("places_sha256", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("notes", Text, nullable=False),
)

custody = Table(
    "custody",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
)

#: bytes of small sources, and the text and places of every readable one; larger bytes lie in encrypted blobs beside the file
blob = Table(
    "blob",
    metadata,
    Column("source", Text, primary_key=True),
    Column("content", LargeBinary),
    Column("text", LargeBinary),
    Column("places", LargeBinary),
)

mention = Table(
    "mention",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("entry", Integer, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("subject", Integer, index=True),
    Column("event", Text, nullable=False),
    Column("list", Text, nullable=False),
)

#: what many statements share: a column of a list has one
basis = Table(
    "basis",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("language", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("stated_by", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("holds", Text, nullable=False),
    Column("obtained", Text, nullable=False),
    Column("confidence", Float),
)

statement = Table(
    "statement",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("entry", Integer, nullable=False),
    Column("mention", Integer, ForeignKey("mention.n"), nullable=False, index=True),
    Column("property", Text, nullable=False),
    Column("value", Text),
    Column("original", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("basis", Integer, ForeignKey("basis.n"), nullable=False),
    Column("standing", Text, nullable=False),
    Column("accepted", Text),
    Column("by", Text),
    Column("until", Text),
    Column("until_accepted", Text),
    # What waits for a decision, and what an edition no longer says, is asked for all the time and is little in the end.
    # (The same condition for PostgreSQL would load its drivers, and with them asyncio, at every start.)
    Index("statement_proposed", "entry", sqlite_where=text("standing = 'proposed'")),
    Index("statement_ended", "entry", sqlite_where=text("until IS NOT NULL")),
)

#: which rows an edition of a list holds, unchanged rows included
sighting = Table(
    "sighting",
    metadata,
    Column("mention", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: what an erasure still has to do when a process was stopped: its line for the list of erasures
pending = Table("pending", metadata, Column("entry", Integer, primary_key=True), Column("line", Text, nullable=False))

#: what happened: shared by many acts
deed = Table(
    "deed",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("term", Text, nullable=False),
)

#: who says so, since when, how far it is trusted: shared by many acts; days are ordinals
report = Table(
    "report",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("list", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("published", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("until_accepted", Integer, nullable=False),
)

#: what counting reads: six numbers for each act, since a count reads all of them
act = Table(
    "act",
    metadata,
    Column("person", Integer, primary_key=True),
    Column("mention", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("lo", Integer, nullable=False),
    Column("hi", Integer, nullable=False),
    Column("deed", Integer, ForeignKey("deed.n"), nullable=False),
    Column("report", Integer, ForeignKey("report.n"), nullable=False),
    sqlite_with_rowid=False,
)

judgement = Table(
    "judgement",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("left", Text, nullable=False, index=True),
    Column("right", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("withdrawn", Text, nullable=False),
)

definition = Table(
    "definition",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("content", Text, nullable=False),
)

#: derived tables in the order in which a rebuild compares them
DERIVED = (source, custody, mention, basis, statement, sighting, act, judgement, consent, definition)

#: full-text search inside the encrypted file; ``secure-delete`` takes the words of an erased text out of the index at once
SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(text, source UNINDEXED, start UNINDEXED, entry UNINDEXED, "
    'tokenize = "unicode61 remove_diacritics 0")'
)
SEARCH_SECURE = "INSERT INTO search(search, rank) VALUES('secure-delete', 1)"


def create(connection: Connection) -> None:
    """Make all tables in an empty database."""
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(SEARCH)
    connection.exec_driver_sql(SEARCH_SECURE)
