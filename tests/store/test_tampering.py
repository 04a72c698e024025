"""Whatever somebody with the key writes into the tables past the program is found by a check, and named."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kronika.errors import FindingError, KronikaError
from kronika.model.judgement import Consent
from kronika.model.statement import Reading, Standing, Statement
from kronika.store import erase as erasing
from kronika.store import queries, schema
from kronika.store.chain import ROOT, Head, commitment, encode_head, link
from kronika.store.check import check
from store.samples import LIST, PASSPHRASE, add_article, add_list, clock, create, person_of, reopen


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with something in every table."""
    folder = tmp_path_factory.mktemp("tampering") / "record"
    with create(folder) as record:

        def writing(command: str) -> object:
            return record.writing(by="documenter-1", clock=clock, command=command)

        with writing("add") as writer:  # type: ignore[attr-defined]
            first = add_article(writer, "Jan Prykladny")
            second = add_article(writer, "Ala Prykladnaja", name="other.txt")
            add_list(writer, {"Jan Prykladny": "2021-05-03", "Vera Uzor": "2021-06-01"}, "2024-01-31", size=300_000)
            writer.accept_batch(Standing.TRANSCRIBED, up_to=10**6, sample={})
            old = [item.statement.id for item in queries.statements(record.connection) if item.statement.value == "2021-06-01"]
            add_list(writer, {"Jan Prykladny": "2021-05-03", "Vera Uzor": "2021-06-02"}, "2024-06-30", earlier=tuple(old))
            writer.decide(old, Standing.DISPUTED, reason="the court says otherwise")
            writer.judge(person_of(first, "Jan Prykladny"), person_of(second, "Ala Prykladnaja"), "different", "other people")
            writer.consent(Consent("c1", person_of(first, "Jan Prykladny"), "self", ("name",), "list", "partner", "", ""))
            writer.define("people", "1", "unit: people")
            third = add_article(writer, "Erased Person", name="third.txt")
        wanted = erasing.target(record, third.id)
        with writing("erase") as writer:  # type: ignore[attr-defined]
            erasing.erase(writer, wanted, ground="asked", roles=("documenter-1", "lawyer-1"))
        erasing.note(record, wanted, ground="asked", roles=("documenter-1", "lawyer-1"))
        assert record.connection.exec_driver_sql("SELECT count(*) FROM pending").scalar() == 0
    with reopen(folder, trusting=True) as record:
        found = check(record, quotes=True, rebuild=True)
        assert found.problems == []
        assert found.erased == 2
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return shutil.copytree(kept, tmp_path / "record")


def sql(folder: Path, *statements: str) -> None:
    """Run SQL with the key, past the program."""
    connection = dbapi2.connect(str(folder / "record.db"), isolation_level=None)
    connection.set_key(PASSPHRASE)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def problems(folder: Path, *, rebuild: bool = False, quotes: bool = False) -> list[str]:
    """Return what a check finds; refusing to open is an answer too."""
    try:
        with reopen(folder, trusting=True) as record:
            found = check(record, rebuild=rebuild, quotes=quotes).problems
    except KronikaError as error:
        found = [str(error)]
    assert all("\n" not in line for line in found)
    return found


CHANGES = {
    "the value of a statement": ("UPDATE statement SET value = '2020-01-01' WHERE n = 2", "table statement: the row of s"),
    "the quote of a statement": ("UPDATE statement SET quote = 'x' WHERE n = 2", "table statement: the row of s"),
    "the mention of a statement": ("UPDATE statement SET mention = 1 WHERE n = 2", "table statement: the row of s"),
    "the standing of a statement": ("UPDATE statement SET standing = 'asserted' WHERE n = 2", "the standing of s"),
    "who decided": ("UPDATE statement SET by = 'somebody' WHERE n = 2", "the standing of s"),
    "when it was accepted": ("UPDATE statement SET accepted = '2020-01-01T00:00:00+00:00' WHERE n = 2", "the standing of s"),
    "until when it was said": ("UPDATE statement SET until = NULL", "the standing of s"),
    "a statement removed": ("DELETE FROM statement WHERE n = 2", "is not in its place"),
    "the last statement removed": ("DELETE FROM statement WHERE n = (SELECT max(n) FROM statement)", "is not in its place"),
    "statements reordered": ("UPDATE statement SET n = 1000 - n WHERE n IN (2, 3)", "is not in its place"),
    "a statement added": (
        (
            "INSERT INTO statement SELECT n + 1000, 'sx', entry, mention, property, value, original, start, \"end\", quote, basis, "  # noqa: E501 - one change, one line
            "standing, accepted, by, until, until_accepted FROM statement WHERE n = 1"
        ),
        "the row of sx is in no entry",
    ),
    "the list of a mention": (f"UPDATE mention SET list = '' WHERE list = '{LIST}'", "table mention: the row of m"),
    "the subject of a mention": ("UPDATE mention SET subject = NULL WHERE n = 2", "table mention: the row of m"),
    "a mention removed": ("DELETE FROM mention WHERE n = 2", "table mention: the row of m"),
    "a mention added": (
        (
            "INSERT INTO mention SELECT n + 1000, 'mx', entry, kind, source, start, \"end\", subject, event, list "
            "FROM mention WHERE n = 1"
        ),
        "the row of mx is in no entry",
    ),
    "the rule of statements": ("UPDATE basis SET rule = 'text: better' WHERE n = 1", "table basis"),
    "a basis added": (
        (
            "INSERT INTO basis SELECT n + 1000, 'dx', language, rule, stated_by, published, holds, obtained, confidence "
            "FROM basis WHERE n = 1"
        ),
        "table basis: row 1001",
    ),
    "the day of an act": ("UPDATE act SET lo = lo - 100 WHERE mention = 2", "table act: a row of the detention"),
    "an act removed": ("DELETE FROM act WHERE mention = 2", "table act"),
    "an act added": ("INSERT INTO act SELECT person, mention, 7, lo, hi, deed, report FROM act LIMIT 1", "table act"),
    "an act of nobody": ("INSERT INTO act SELECT person, 1, 0, lo, hi, deed, report FROM act LIMIT 1", "table act"),
    "what an act is": ("UPDATE deed SET code = 'criminal'", "table act"),
    "a deed added": ("INSERT INTO deed(kind, code, agent, term) VALUES ('death', '', '', '')", "table deed: row"),
    "who reports an act": ("UPDATE report SET list = 'other'", "table act"),
    "a report added": ("INSERT INTO report VALUES (99, 'x', 'asserted', 0, 0, 0, 0)", "table report: row 99"),
    "a source's day": ("UPDATE source SET published = '2020-01-01' WHERE n = 1", "table source: the row of d"),
    "a source removed": ("DELETE FROM source WHERE n = 1", "table source"),
    "a custody entry removed": ("DELETE FROM custody WHERE n = 1", "table custody"),
    "a sighting's row": ("UPDATE sighting SET row = 77", "table sighting"),
    "a sighting removed": ("DELETE FROM sighting WHERE row = 1", "table sighting"),
    "a judgement turned": ("UPDATE judgement SET verdict = 'same'", "table judgement"),
    "a judgement added": (
        'INSERT INTO judgement SELECT n + 1, entry, "left", "right", verdict, by, at, reason FROM judgement',
        "table judgement",
    ),
    "a consent for more": ("UPDATE consent SET audience = 'public'", "table consent: the row of c1"),
    "a definition": ("UPDATE definition SET content = 'unit: facts'", "table definition"),
    "a source's text": (
        "UPDATE blob SET text = NULL WHERE source = (SELECT id FROM source WHERE n = 1)",
        "its text is not the one",
    ),
    "a source's places": (
        (
            "UPDATE blob SET places = (SELECT places FROM blob WHERE source = (SELECT id FROM source WHERE n = 3)) "
            "WHERE source = (SELECT id FROM source WHERE n = 1)"
        ),
        "the places in its text",
    ),
    "a source's bytes": (
        "UPDATE blob SET content = x'00' WHERE source = (SELECT id FROM source WHERE n = 1)",
        "its bytes are not those",
    ),
    "all of a source's bytes": ("DELETE FROM blob WHERE source = (SELECT id FROM source WHERE n = 1)", "its bytes are gone"),
    "what the search finds": ("UPDATE search SET text = 'nothing here' WHERE rowid = 1", "the search does not hold"),
    "a passage out of the search": ("DELETE FROM search WHERE rowid = 1", "the search does not hold"),
    "a passage added to the search": (
        "INSERT INTO search(text, source, start, entry) VALUES ('x', 'dx', 0, 1)",
        "it holds a text of no source",
    ),
    "the record's id": ("UPDATE meta SET value = x'30' WHERE key = 'id'", "meta: the id"),
    "a key more": ("INSERT INTO meta VALUES ('extra', x'00')", "meta: extra"),
    "the key of the head": ("UPDATE meta SET value = zeroblob(32) WHERE key = 'head_key'", "head"),
    "the key of the blobs": ("UPDATE meta SET value = zeroblob(32) WHERE key = 'blob_key'", "bytes"),
    "keys removed": ("DELETE FROM meta WHERE key = 'blob_key'", "keys of the record"),
    "a pending erasure": ("INSERT INTO pending VALUES (1, '{}')", "pending"),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON judgement BEGIN DELETE FROM judgement; END", "schema: the trigger t"),
    "a view": ("CREATE VIEW v AS SELECT * FROM log", "schema: the view v"),
    "an index gone": ("DROP INDEX ix_statement_mention", "schema: the index ix_statement_mention is gone"),
    "a table gone": ("DROP TABLE sighting", "schema: the table sighting is gone"),
    "an entry's content": (
        "UPDATE log_content SET content = replace(content, 'Jan', 'Jon') WHERE seq = 3",
        "the content of entry 3",
    ),
    "an entry's salt": ("UPDATE log_content SET salt = zeroblob(16) WHERE seq = 3", "the content of entry 3"),
    "an entry without its content": ("DELETE FROM log_content WHERE seq = 3", "the content of entry 3 (proposals"),
    "a content that is no JSON": ("UPDATE log_content SET content = '{' WHERE seq = 3", "the content of entry 3"),
    "a content of another form": ("UPDATE log_content SET content = '[1]' WHERE seq = 3", "the content of entry 3"),
    "a content for no entry": ("INSERT INTO log_content VALUES (999, zeroblob(16), '{}')", "a content for entry 999"),
    "an entry's role": ("UPDATE log SET by = 'somebody' WHERE seq = 3", "entry 3"),
    "an entry's time": ("UPDATE log SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 3", "entry 3"),
    "an entry's kind": ("UPDATE log SET kind = 'hold' WHERE seq = 3", "entry 3"),
    "an entry's hash": ("UPDATE log SET hash = zeroblob(32) WHERE seq = 3", "entry 3"),
    "an entry made a replacement": ("UPDATE log SET replaces = 2 WHERE seq = 3", "entry 3"),
    "an entry marked as erased": ("UPDATE log SET erased_by = 1 WHERE seq = 3", "entry 3"),
    "an entry removed": ("DELETE FROM log WHERE seq = 3", "entry 3 is missing"),
    "an entry added in front": (
        "INSERT INTO log SELECT 0, kind, at, by, commitment, hash, NULL, NULL FROM log WHERE seq = 1",
        "entry",
    ),
    "entries swapped": (
        "UPDATE log SET seq = CASE seq WHEN 3 THEN 1000 WHEN 4 THEN 3 ELSE seq END WHERE seq IN (3, 4)",
        "entry 3",
    ),
    "the log cut short": ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "cut short"),
    "more of the log cut": ("DELETE FROM log WHERE seq > 4", "cut short"),
    "the whole log gone": ("DELETE FROM log", "cut short"),
    "a tombstone that says less": (
        (
            "UPDATE log_content SET content = replace(content, '\"entries\":[', '\"entries\":[1,') "
            "WHERE seq = (SELECT seq FROM log WHERE kind = 'erasure')"
        ),
        "the content of entry",
    ),
    "a row that is no text": ("UPDATE statement SET quote = x'fffe' WHERE n = 2", "statement"),
    "a text that is no UTF-8": ("UPDATE statement SET quote = CAST(x'fffe' AS TEXT) WHERE n = 2", "cannot be read"),
    "a version that is none": ("UPDATE meta SET value = x'00' WHERE key = 'version'", "version"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_raw_sql_changes_is_found_and_named(folder: Path, what: str) -> None:
    statement, named = CHANGES[what]
    sql(folder, statement)
    found = problems(folder)
    assert any(named in line for line in found), found


def test_every_table_was_tried() -> None:
    tried = " ".join(statement for statement, _ in CHANGES.values())
    for table in [*schema.metadata.tables, "search"]:
        assert any(f"{verb} {table}" in tried for verb in ("UPDATE", "INTO", "FROM", "TABLE")), table


def test_the_inside_of_the_search_is_looked_at_with_the_rebuild(folder: Path) -> None:
    sql(folder, "UPDATE search_data SET block = zeroblob(30) WHERE id > 10")
    assert problems(folder, rebuild=True)


def test_an_index_that_was_spoilt_is_found_with_the_rebuild(folder: Path) -> None:
    sql(
        folder,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE statement_(a)' WHERE name = 'ix_basis_source'",
    )
    assert problems(folder, rebuild=True)


def rewritten(folder: Path, *, head: bool) -> None:
    """Write the whole log anew with right hashes, one entry changed; with ``head`` also the head, as whoever has the key can."""
    connection = dbapi2.connect(str(folder / "record.db"), isolation_level=None)
    connection.set_key(PASSPHRASE)
    previous = ROOT
    query = (
        "SELECT l.seq, kind, at, by, commitment, replaces, salt, content FROM log AS l "
        "LEFT JOIN log_content AS c ON c.seq = l.seq ORDER BY 1"
    )
    for seq, kind, at, by, old, replaces, salt, content in connection.execute(query).fetchall():
        committed = old
        if kind == "judgement":
            changed = json.dumps({**json.loads(content), "reason": "rewritten"})
            committed = commitment(salt, changed)
            connection.execute("UPDATE log_content SET content = ? WHERE seq = ?", (changed, seq))
            connection.execute("UPDATE judgement SET reason = 'rewritten'")
        previous = link(previous, seq, kind, at, by, replaces, committed)
        connection.execute("UPDATE log SET commitment = ?, hash = ? WHERE seq = ?", (committed, previous, seq))
    if head:
        ((key,),) = connection.execute("SELECT value FROM meta WHERE key = 'head_key'").fetchall()
        (folder / "head.json").write_bytes(encode_head(Head(seq, previous), key))
    connection.close()


def test_a_log_rewritten_with_right_hashes_is_told_by_the_head_alone(folder: Path) -> None:
    with reopen(folder) as record:
        kept_elsewhere = record.head.hash
    rewritten(folder, head=False)
    with pytest.raises(FindingError, match="is not the one that the head names"):
        reopen(folder)
    found = problems(folder)
    assert any("is not the one that the head names" in line for line in found)
    rewritten(folder, head=True)
    # The list of erasures names the hash of its entry: a record that ever erased cannot be rewritten unseen.
    assert any("erasures.list" in line for line in problems(folder))
    with reopen(folder, trusting=True) as record:
        assert any("kept elsewhere" in line for line in check(record, known_head=kept_elsewhere).problems)


def test_content_that_was_put_back_after_an_erasure_is_found(folder: Path) -> None:
    ((seq,),) = rows(folder, "SELECT min(seq) FROM log WHERE erased_by IS NOT NULL")
    sql(folder, f"INSERT INTO log_content VALUES ({seq}, zeroblob(16), '{{}}')")
    assert any(f"entry {seq}" in line for line in problems(folder))


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = dbapi2.connect(str(folder / "record.db"))
    connection.set_key(PASSPHRASE)
    found: list[tuple[object, ...]] = connection.execute(query).fetchall()
    connection.close()
    return found


# -- the files around it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil", ["flip", "cut a line", "cut a byte", "gone", "newline", "twice the first line of another record"]
)
def test_the_list_of_erasures_is_guarded(folder: Path, tmp_path: Path, spoil: str) -> None:
    path = folder / "erasures.list"
    whole = path.read_bytes()
    assert whole.count(b"\n") == 1
    if spoil == "flip":
        with reopen(folder, trusting=True) as record:
            for place in range(len(whole)):
                for bit in (0, 5):
                    changed = bytearray(whole)
                    changed[place] ^= 1 << bit
                    path.write_bytes(changed)
                    with pytest.raises(FindingError):
                        erasing.noted(record, path)
                if place % 60 == 0:
                    assert any("line 1" in line for line in check(record).problems), place
        return
    if spoil == "cut a line":
        path.write_bytes(b"")
    elif spoil == "cut a byte":
        path.write_bytes(whole[:-1])
    elif spoil == "gone":
        path.unlink()
    elif spoil == "newline":
        path.write_bytes(whole[:-1] + b"\r")
    else:
        path.write_bytes(whole[::-1])
    assert any("erasures" in line or "line 1" in line for line in problems(folder))


def blob(folder: Path) -> Path:
    return next(path for path in (folder / "blobs").rglob("*") if path.is_file())


def test_a_blob_that_was_changed_or_is_gone_is_named(folder: Path) -> None:
    path = blob(folder)
    whole = bytearray(path.read_bytes())
    for place in (0, 20, len(whole) // 2, len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(changed)
        assert any("bytes were changed" in line for line in problems(folder))
    path.unlink()
    assert any("bytes are missing" in line for line in problems(folder))


def test_a_flipped_byte_on_any_page_is_found_or_refused(folder: Path) -> None:
    path = folder / "record.db"
    whole = path.read_bytes()
    size = 4096
    for page in range(len(whole) // size):
        # body, vector and code of each page; the salt on the first
        for offset in (
            {0: (0, 15, 16, 100), 1: (0, 4015), 2: (2000, 4016)}.get(page % 3, ()) if page else (0, 15, 16, 4015, 4031, 4095)
        ):
            changed = bytearray(whole)
            changed[page * size + offset] ^= 0x10
            path.write_bytes(changed)
            assert problems(folder), f"page {page + 1}, byte {offset}"
    path.write_bytes(whole)
    assert problems(folder) == []


def test_quotes_are_found_again_or_named(folder: Path) -> None:
    with reopen(folder, trusting=True) as record:
        assert check(record, quotes=True).quotes == len(list(queries.statements(record.connection)))
    with reopen(folder) as record:
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            source = add_article(writer, "Zoya Prykladnaja", name="wrong.txt")
            who = person_of(source, "Zoya Prykladnaja")
            wrong = Statement("s-wrong", who, "alias", "Zoya", "Zoya", "", source.id, 1, 5, "Zoya", "text: alias")
            writer.propose(source.id, [Reading((), (wrong,))])
        assert check(record).problems == []
        (line,) = check(record, quotes=True).problems
    assert line == f"statement s-wrong: its quote is not at characters 1 to 5 of source {source.id}."


def test_a_head_kept_elsewhere_is_found_in_the_log(folder: Path) -> None:
    heads = [bytes(row[0]) for row in rows(folder, "SELECT hash FROM log")]  # type: ignore[call-overload]
    with reopen(folder, trusting=True) as record:
        for head in (heads[0], heads[3], heads[-1]):
            assert check(record, known_head=head).problems == []
        wrong = hashlib.sha256(b"other").digest()
        assert any("kept elsewhere" in line for line in check(record, known_head=wrong).problems)


def test_no_problem_quotes_a_source(folder: Path) -> None:
    sql(folder, "UPDATE statement SET value = 'x', quote = 'y'", "UPDATE source SET name = 'z'", "UPDATE search SET text = 'q'")
    text = " ".join(problems(folder, rebuild=True, quotes=True))
    assert text
    for secret in ("Prykladny", "Uzor", "Zorych", "2021-05-03", PASSPHRASE):
        assert secret not in text


@pytest.mark.parametrize("number", [-7, 4])
def test_a_row_that_somebody_put_in_before_others_or_into_a_gap_is_found(tmp_path: Path, number: int) -> None:
    with create(tmp_path / "record") as record:
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            add_article(writer, "Vera Uzor", name="first.txt")
            gone = add_article(writer, "Ala Prykladnaja", name="gone.txt")
            add_article(writer, "Jan Prykladny")
        wanted = erasing.target(record, gone.id)
        with record.writing(by="documenter-1", clock=clock, command="erase") as writer:
            erasing.erase(writer, wanted, ground="asked", roles=("a", "b"))
        erasing.note(record, wanted, ground="asked", roles=("a", "b"))
        assert check(record).problems == []
        for table in ("mention", "statement"):
            columns = [name for _, name, *_ in record.connection.exec_driver_sql(f"PRAGMA table_info({table})")][2:]
            names = ", ".join(f'"{name}"' for name in columns)
            with record.changing() as connection:
                connection.exec_driver_sql(
                    f"INSERT INTO {table}(n, id, {names}) SELECT {number}, 'put-in', {names} FROM {table} ORDER BY n LIMIT 1"
                )
            assert any("put-in" in problem for problem in check(record).problems), table
            with record.changing() as connection:
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE n = {number}")
