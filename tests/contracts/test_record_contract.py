"""What every backend of the store must do. There is one today; a second is added to ``BACKENDS`` and must pass all of this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.model.judgement import Consent, Verdict
from kronika.model.source import Custody, Document
from kronika.model.statement import Mention, Reading, Standing, Statement
from kronika.store import log, queries
from kronika.store.check import check
from kronika.store.erasures import Target
from kronika.store.record import Record
from kronika.store.remainder import remainder
from store.samples import LIST, PASSPHRASE, add_article, add_list, add_text, clock, create, person_of, read, source_of


class Backend(Protocol):
    """Makes and opens records of one kind."""

    def create(self) -> Record:
        """Make a record."""

    def reopen(self) -> Record:
        """Open it again."""


class SqlCipher:
    """One encrypted file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "record"

    def create(self) -> Record:
        """Make a record."""
        return create(self._folder)

    def reopen(self) -> Record:
        """Open it again."""
        return Record.open(self._folder, PASSPHRASE)


BACKENDS: dict[str, Callable[[Path], Backend]] = {"sqlcipher": SqlCipher}


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    return BACKENDS[request.param](tmp_path)


@pytest.fixture
def record(backend: Backend) -> Iterator[Record]:
    with backend.create() as made:
        yield made
        assert check(made, quotes=True, rebuild=True).problems == []


def write(record: Record, command: str = "add") -> object:
    return record.writing(by="documenter-1", clock=clock, command=command)


def test_what_was_saved_is_there_after_opening_again(backend: Backend) -> None:
    with backend.create() as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Jan Prykladny")
        head = record.head
    with backend.reopen() as record:
        assert record.head == head
        assert [item.id for item, _ in queries.sources(record.connection)] == [source.id]
        assert [item.statement.value for item in queries.statements(record.connection)] == [
            "Jan Prykladny",
            "2021-05-03",
            "Zorych",
        ]


def test_the_same_bytes_are_one_source_with_two_custody_entries(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_text(writer, "An invented page.", "page.txt")
    with write(record) as writer:  # type: ignore[attr-defined]
        assert add_text(writer, "An invented page.", "copy.txt").id == source.id
    assert len(queries.sources(record.connection)) == 1
    assert [entry.name for entry in queries.custody(record.connection, source.id)] == ["page.txt", "copy.txt"]


def test_bytes_come_back_small_and_large(record: Record) -> None:
    small, large = b"small\x00\xff", bytes(range(256)) * 2_000
    with write(record) as writer:  # type: ignore[attr-defined]
        for content in (small, large):
            source = source_of(content, "bytes")
            writer.add_source(source, content, None, Custody(source.id, "", "documenter-1", "bytes"))
    assert queries.inline_content(record.connection, source_of(small, "").id) == small
    assert queries.inline_content(record.connection, source_of(large, "").id) is None
    assert record.blobs.get(source_of(large, "").sha256) == large


@pytest.mark.parametrize(
    "text", ["plain", "Кірыліца і łacinka", "nul \0 inside", "half \ud800 of a character, and \udfff", "🗝️\r\n\ttabs", ""]
)
def test_any_text_comes_back_with_its_places(record: Record, text: str) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_text(writer, text)
        who = Mention("m1", "person", source.id, 0, len(text))
        said = Statement("s1", "m1", "name", text.strip(), text, "", source.id, 0, len(text), text, "text: name")
        writer.propose(source.id, [Reading((who,), (said,))])
    stored = queries.document(record.connection, source.id)
    assert stored is not None
    assert len(stored.text) == len(text)
    expected = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    assert stored.text == expected
    (back,) = queries.statements(record.connection)
    assert (back.statement.quote, back.statement.original, back.statement.value) == (expected, expected, expected.strip())
    if text != expected:
        assert any("halves of characters" in note for note in stored.notes)


def test_what_cannot_be_stored_in_any_field_is_cleaned(record: Record) -> None:
    half = "a\udc80b"
    with write(record) as writer:  # type: ignore[attr-defined]
        source = replace(source_of(b"x", half), address=half, unreadable=half)
        writer.add_source(source, b"x", None, Custody(source.id, "", "documenter-1", half, half))
        writer.describe(source.id, origin=half)
        writer.define("people", "1", half)
        writer.judge("m1", "m2", "unsure", half)
    (found, _), *_ = queries.sources(record.connection)
    assert (found.name, found.origin) == ("a\ufffdb", "a\ufffdb")
    assert queries.judgements(record.connection)[0].reason == "a\ufffdb"


def test_proposing_again_doubles_nothing(record: Record) -> None:
    text = "Jan Prykladny was detained in Zorych on 2021-05-03.\n"
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_text(writer, text)
        reading = read(source, text, "Jan Prykladny", "Zorych", "2021-05-03")
        assert writer.propose(source.id, [reading, reading]) == (2, 3)
        assert writer.propose(source.id, [reading]) == (0, 0)
    with write(record) as writer:  # type: ignore[attr-defined]
        assert writer.propose(source.id, [reading]) == (0, 0)
        more = replace_value(reading.statements[1], "2021-05-04")
        assert writer.propose(source.id, [Reading(reading.mentions, (*reading.statements, more))]) == (0, 1)
    assert queries.proposed(record.connection) == 4
    assert queries.proposed_ids(record.connection, source.id) == [*(item.id for item in reading.statements), more.id]


def replace_value(statement: Statement, value: str) -> Statement:
    return statement._replace(id=f"{statement.id}x", value=value)


def test_what_rests_on_nothing_is_refused_and_nothing_is_saved(record: Record) -> None:
    source = source_of(b"text", "page.txt")
    orphan = Statement("s1", "m-nowhere", "name", "x", "x", "", source.id, 0, 1, "t", "text: x")
    act = Mention("m1", "detention", source.id, 0, 1, "m-nowhere")
    for reading in (Reading((), (orphan,)), Reading((act,), ())):
        with pytest.raises(InputError, match="nowhere"):
            add_and_propose(record, reading)
    assert queries.sources(record.connection) == []


def add_and_propose(record: Record, reading: Reading) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_text(writer, "text")
        writer.propose(source.id, [reading])


def test_mentions_and_their_acts(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_article(writer, "Jan Prykladny")
    person = person_of(source, "Jan Prykladny")
    (act,) = queries.acts_of(record.connection, [person])
    assert (act.kind, act.subject) == ("detention", person)
    assert queries.mention(record.connection, person).kind == "person"
    numbers = queries.numbers(record.connection, [person, act.id, "m-nobody"])
    assert queries.by_number(record.connection, numbers.values()) == {
        numbers[item.id]: item for item in queries.mentions(record.connection)
    }
    with pytest.raises(NotFoundError):
        queries.mention(record.connection, "m-nobody")
    assert [item.kind for item in queries.mentions(record.connection, kind="person")] == ["person"]
    assert len(list(queries.mentions(record.connection, source_id=source.id))) == 2
    assert list(queries.mentions(record.connection, list_name=LIST)) == []


def test_only_what_was_accepted_is_counted(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_article(writer, "Jan Prykladny")
        other = add_article(writer, "Ala Prykladnaja", name="other.txt")
    assert list(queries.acts(record.connection)) == []
    with write(record, "transcribe") as writer:  # type: ignore[attr-defined]
        writer.accept_batch(Standing.TRANSCRIBED, up_to=record.head.entries, source=source.id, sample={})
    (act,) = queries.acts(record.connection)
    assert (act.kind, act.standing, act.list) == ("detention", "transcribed", source.id)
    assert act.accepted == clock().toordinal()
    assert queries.standings(record.connection) == {"transcribed": 3, "proposed": 3}
    assert queries.lists(record.connection) == {source.id: 1, other.id: 1}
    date = [item.statement.id for item in queries.statements(record.connection, properties=("date",))]
    with write(record, "dispute") as writer:  # type: ignore[attr-defined]
        writer.decide(date, Standing.DISPUTED, reason="another day is said")
    assert [item.standing for item in queries.acts(record.connection)] == ["disputed", "disputed"]
    assert all(item.accepted == clock().toordinal() for item in queries.acts(record.connection))
    assert [item.list for item in queries.acts(record.connection, list_name=other.id)] == [other.id]
    with write(record, "reject") as writer:  # type: ignore[attr-defined]
        writer.decide([item.statement.id for item in queries.statements(record.connection)], Standing.REJECTED)
    assert list(queries.acts(record.connection)) == []


def test_a_batch_takes_what_it_names_and_no_more(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Jan Prykladny")
    up_to = record.head.entries
    ids = queries.proposed_ids(record.connection)
    with write(record) as writer:  # type: ignore[attr-defined]
        add_article(writer, "Ala Prykladnaja", name="other.txt")
    with write(record, "transcribe") as writer:  # type: ignore[attr-defined]
        writer.accept_batch(Standing.TRANSCRIBED, up_to=up_to, excluded=ids[:1], sample={"ids": ids[1:2]})
    assert [item.statement.id for item in queries.statements(record.connection, standing=Standing.TRANSCRIBED)] == ids[1:]
    assert queries.proposed(record.connection) == 4


def test_an_edition_ends_what_it_no_longer_says(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        first = add_list(writer, {"Jan Prykladny": "2021-05-03", "Vera Uzor": "2021-06-01"}, "2024-01-31")
        writer.accept_batch(Standing.TRANSCRIBED, up_to=99, sample={})
    old = [item.statement.id for item in queries.statements(record.connection) if item.statement.value == "2021-06-01"]
    with write(record) as writer:  # type: ignore[attr-defined]
        second = add_list(writer, {"Jan Prykladny": "2021-05-03", "Vera Uzor": "2021-06-02"}, "2024-06-30", earlier=tuple(old))
        writer.accept_batch(Standing.TRANSCRIBED, up_to=99, sample={})
    assert [item.id for item in queries.editions(record.connection, LIST)] == [first.id, second.id]
    assert len(queries.sighted(record.connection, second.id)) == 2
    assert queries.ended(record.connection) == 1
    ended = queries.statement(record.connection, old[0])
    assert (ended.until, ended.until_accepted[:10]) == ("2024-06-30", "2026-11-24")
    assert len(list(queries.mentions(record.connection, kind="person"))) == 2
    assert sorted(act.lo - act.until for act in queries.acts(record.connection))[:2] != []
    assert len([act for act in queries.acts(record.connection) if act.until < 3_652_059]) == 1


def test_what_is_said_of_a_source_later_moves_its_acts(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_article(writer, "Jan Prykladny")
        writer.accept_batch(Standing.TRANSCRIBED, up_to=99, sample={})
        (before,) = queries.acts(record.connection)
        writer.describe(source.id, published="2025-01-01", origin="example watch")
    (after,) = queries.acts(record.connection)
    assert after.published == before.published + 336
    assert queries.source(record.connection, source.id).origin == "example watch"
    with pytest.raises(InputError), write(record) as writer:  # type: ignore[attr-defined]
        writer.describe(source.id, sha256="0" * 64)


def test_sources_are_found_by_id_sum_and_name(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_text(writer, "one", "page.txt")
        add_text(writer, "two", "page.txt")
        add_text(writer, "three", "100%.txt")
    for ident in (source.id, source.sha256, source.sha256[:10].upper()):
        assert queries.source(record.connection, ident).id == source.id
    assert queries.source(record.connection, "100%.txt").name == "100%.txt"
    for ident, what in (("page.txt", "2 sources"), ("", "no such source"), ("%", "no such source"), ("nobody", "no such source")):
        with pytest.raises(NotFoundError, match=what):
            queries.source(record.connection, ident)


def test_decisions_come_back(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        writer.judge("m1", "m2", "same", "one and the same")
        writer.consent(
            Consent("c1", "m1", "self", ("name", "detention"), "list", "public", "", "", source=LIST, until="2027-01-01")
        )
        writer.withdraw("c1")
        writer.define("people", "1", "unit: people")
        writer.define("people", "2", "unit: facts")
    (judgement,) = queries.judgements(record.connection)
    assert (judgement.verdict, judgement.by, judgement.reason) == (Verdict.SAME, "documenter-1", "one and the same")
    (consent,) = queries.consents(record.connection)
    assert (consent.kinds, consent.source, consent.withdrawn) == (("name", "detention"), LIST, clock().isoformat())
    assert queries.definitions(record.connection) == [("people", "1", "unit: people"), ("people", "2", "unit: facts")]
    assert [entry.kind for entry in log.entries(record.connection)] == [
        "begin",
        "judgement",
        "consent",
        "withdrawal",
        "definition",
        "definition",
    ]
    assert [entry.seq for entry in log.entries(record.connection, after=3, kinds=("definition",))] == [5, 6]


def test_pairs_judged_together_are_judgements_each_and_go_with_a_person(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        writer.judge_together([("m1", "m2"), ("m3", "m4")], "same", "read", sample={"size": 2, "pairs": [["m1", "m2"]]})
        writer.protect("m9", "asked for it", on=True)
    found = queries.judgements(record.connection)
    assert [(item.left, item.right, item.verdict, item.by, item.reason) for item in found] == [
        ("m1", "m2", Verdict.SAME, "documenter-1", "read"),
        ("m3", "m4", Verdict.SAME, "documenter-1", "read"),
    ]
    together, protection = log.entries(record.connection, kinds=("judgements", "protection"))
    wanted = Target(mentions=frozenset({"m2", "m9"}))
    rest = remainder(together, wanted)
    assert rest == {**(together.content or {}), "pairs": [["m3", "m4"]], "sample": {"size": 2, "pairs": []}}
    assert remainder(together, Target(mentions=frozenset({"m1", "m3"}))) is None
    assert remainder(together, Target(mentions=frozenset({"m5"}))) is together.content
    assert remainder(protection, wanted) is None


@pytest.mark.parametrize(
    "query", ["detained", "DETAIN", "Jan Pry", '"', "--", "a*b", "AND OR NOT", "NEAR(", "\0", "half \ud800", "x" * 5_000, ""]
)
def test_any_words_can_be_searched(record: Record, query: str) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        source = add_article(writer, "Jan Prykladny")
    found = queries.search(record.connection, query)
    text = queries.document(record.connection, source.id)
    assert text is not None
    for ident, start, piece in found:
        assert ident == source.id
        assert text.text[start : start + len(piece)] == piece
    assert bool(found) == (query in {"detained", "DETAIN", "Jan Pry"})


def test_a_search_folds_letters_of_three_languages(record: Record) -> None:
    with write(record) as writer:  # type: ignore[attr-defined]
        add_text(writer, "Ён быў затрыманы ў Зорычы.\nЕё задержали в Зорыче.\n")
    assert len(queries.search(record.connection, "ЗОРЫЧ")) == 2
    assert len(queries.search(record.connection, "затрыман")) == 1


def test_tables_keep_their_cells(record: Record) -> None:
    from kronika.model.source import Table

    table = Table("", 0, [["Name", "Day"], ["Jan Prykladny", "2021-05-03"]])
    content = table.text().encode()
    source = source_of(content, "list.csv")
    with write(record) as writer:  # type: ignore[attr-defined]
        document = Document(table.text(), "csv/1", "text/csv", tables=(table,))
        writer.add_source(source, content, document, Custody(source.id, "", "documenter-1", "list.csv"))
    back = queries.document(record.connection, source.id)
    assert back is not None
    assert list(back.tables[0].rows[1]) == ["Jan Prykladny", "2021-05-03"]
    assert back.where(9) == "cell A2"
    assert [piece for _, _, piece in queries.search(record.connection, "Prykladny")] == ["Jan Prykladny\t2021-05-03"]
