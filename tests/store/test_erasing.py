"""What is erased is nowhere: not in tables, pages, the search, blobs, the log; and the chain still verifies."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kronika.errors import BusyError, NotFoundError
from kronika.model.judgement import Consent
from kronika.model.source import Custody
from kronika.model.statement import Standing
from kronika.store import backup as backups
from kronika.store import erase as erasing
from kronika.store import erasures, queries
from kronika.store.check import check
from kronika.store.record import Record
from store.pages import clear_pages, holds
from store.samples import LIST, PASSPHRASE, add_article, add_list, add_text, clock, create, person_of, reopen, source_of

ROLES = ("documenter-1", "lawyer-1")


def write(record: Record, command: str = "add") -> object:
    return record.writing(by="documenter-1", clock=clock, command=command)


def erase(record: Record, ident: str, ground: str = "asked by the person") -> erasing.Erased:
    """Erase as the use case does."""
    wanted = erasing.target(record, ident)
    with write(record, "erase") as writer:  # type: ignore[attr-defined]
        done = erasing.erase(writer, wanted, ground=ground, roles=ROLES)
    erasing.note(record, wanted, ground=ground, roles=ROLES)
    return done


def anywhere(folder: Path, wanted: str) -> bool:
    return holds(folder / "record.db", PASSPHRASE, wanted)


def sound(record: Record) -> None:
    found = check(record, quotes=True, rebuild=True)
    assert found.problems == []


def test_an_erased_source_is_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Canarina Erasova", place="Vanishtown", name="canarina-letter.txt")
            kept = add_article(writer, "Jan Prykladny")
            writer.accept_batch(Standing.TRANSCRIBED, up_to=99, sample={"ids": []})
        assert anywhere(folder, "Erasova")
        done = erase(record, source.id)
        assert (done.persons, done.statements, done.remaining) == (1, 3, ())
        assert done.entries == 2
        for word in ("Canarina", "Erasova", "erasov", "Vanishtown", "canarina-letter"):
            assert not anywhere(folder, word), word
        assert not (folder / "record.db-wal").exists() or not (folder / "record.db-wal").stat().st_size
        assert [item.id for item, _ in queries.sources(record.connection)] == [kept.id]
        assert queries.search(record.connection, "Erasova") == []
        assert len(queries.search(record.connection, "Prykladny")) == 2
        sound(record)
        with pytest.raises(NotFoundError):
            erasing.target(record, source.id)
        with write(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Ala Prykladnaja", name="later.txt")
        sound(record)


def test_a_large_source_goes_with_its_blob(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_list(writer, {"Canarina Erasova": "2021-05-03"}, "2024-01-31", size=300_000)
        assert len(list(record.blobs.files())) == 1
        assert erase(record, source.id).files == (source.sha256,)
        assert list(record.blobs.files()) == []
        sound(record)


def test_an_erased_person_goes_with_acts_and_decisions_but_the_source_stays(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Canarina Erasova")
            other = add_article(writer, "Jan Prykladny")
            person = person_of(source, "Canarina Erasova")
            ids = [item.statement.id for item in queries.statements(record.connection)]
            writer.decide(ids, Standing.ASSERTED, reason="Erasova told the lawyer so herself")
            writer.judge(person, person_of(other, "Jan Prykladny"), "different", "Erasova is older")
            writer.consent(Consent("c1", person, "self", ("*",), "Erasova wants it public", "public", "", ""))
            writer.append("hold", {"target": person, "ground": "Erasova v. state", "on": True})
            writer.append("hold", {"target": person, "ground": "", "on": False})
        done = erase(record, person)
        assert done.remaining == (source.id,)
        assert len(list(queries.statements(record.connection))) == 3
        assert len(list(queries.acts(record.connection))) == 1
        assert queries.judgements(record.connection) == []
        assert queries.consents(record.connection) == []
        text = queries.document(record.connection, source.id)
        assert text is not None
        assert "Erasova" in text.text, "what a source says stays until the source is erased"
        for entry in record.connection.exec_driver_sql("SELECT content FROM log_content"):
            assert "Erasova" not in entry[0] or '"source":{' in entry[0]
        sound(record)
        erase(record, source.id)
        assert not anywhere(folder, "Erasova")


def test_one_statement_can_go(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            add_article(writer, "Jan Prykladny")
            writer.accept_batch(Standing.TRANSCRIBED, up_to=99, sample={})
        date = next(item for item in queries.statements(record.connection) if item.statement.property == "date")
        (before,) = queries.acts(record.connection)
        assert before.lo == before.hi
        erase(record, date.statement.id)
        (after,) = queries.acts(record.connection)
        assert after.lo < after.hi
        sound(record)


def test_an_edition_goes_and_the_other_stays(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            first = add_list(writer, {"Jan Prykladny": "2021-05-03", "Canarina Erasova": "2021-06-01"}, "2024-01-31")
        with write(record) as writer:  # type: ignore[attr-defined]
            add_list(writer, {"Jan Prykladny": "2021-05-04"}, "2024-06-30")
        erase(record, first.id)
        assert not anywhere(tmp_path / "record", "Erasova")
        assert [item.statement.value for item in queries.statements(record.connection)] == ["2021-05-04"]
        # the person of the later edition is still there, although its name was first said by the erased one
        assert len(list(queries.mentions(record.connection, kind="person"))) == 1
        sound(record)


def test_a_person_of_whom_another_source_tells_an_act_is_no_orphan(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            first = add_list(writer, {"Jan Prykladny": "2021-05-03"}, "2024-01-31")
            writer.connection.exec_driver_sql("DELETE FROM sighting")
        with write(record) as writer:  # type: ignore[attr-defined]
            add_list(writer, {"Jan Prykladny": "2021-05-04"}, "2024-06-30")
            writer.connection.exec_driver_sql("DELETE FROM sighting")
        erase(record, first.id)
        assert len(list(queries.mentions(record.connection))) == 2


def test_kin_of_a_source_is_named(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            letter = add_text(writer, "A letter with an attachment.", "letter.eml")
            part = replace(source_of(b"attached", "part.txt"), copy_of=letter.id)
            writer.add_source(part, b"attached", None, Custody(part.id, "", "documenter-1", "part.txt"))
        assert erase(record, part.id).remaining == (letter.id,)
        with write(record) as writer:  # type: ignore[attr-defined]
            writer.add_source(part, b"attached", None, Custody(part.id, "", "documenter-1", "part.txt"))
        assert erase(record, letter.id).remaining == (part.id,)
        sound(record)


def test_a_source_that_could_not_be_read_can_go(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = replace(source_of(b"\x00\x01", "scan.pdf"), unreadable="it is encrypted")
            writer.add_source(source, b"\x00\x01", None, Custody(source.id, "", "documenter-1", "scan.pdf"))
        sound(record)
        erase(record, source.id)
        sound(record)


def test_a_hold_covers_what_rests_on_it(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Jan Prykladny")
            other = add_article(writer, "Ala Prykladnaja", name="other.txt")
        person = person_of(source, "Jan Prykladny")
        statement = next(iter(queries.statements(record.connection))).statement.id
        for target in (source.id, person, statement):
            with write(record) as writer:  # type: ignore[attr-defined]
                writer.append("hold", {"target": target, "ground": "a court asked", "on": True})
            for wanted in (source.id, person, statement):
                assert erasing.held(record, erasing.target(record, wanted)) == "a court asked"
            assert erasing.held(record, erasing.target(record, other.id)) == ""
            with write(record) as writer:  # type: ignore[attr-defined]
                writer.append("hold", {"target": target, "ground": "", "on": False})
            assert erasing.held(record, erasing.target(record, source.id)) == ""


def test_a_list_of_many_rows_goes_at_once(tmp_path: Path) -> None:
    people = {f"Person Number{number}": "2021-05-03" for number in range(2_500)}
    with create(tmp_path / "record") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_list(writer, people, "2024-01-31")
            writer.accept_batch(Standing.TRANSCRIBED, up_to=10**6, sample={})
        assert erase(record, source.id).persons == 2_500
        assert list(queries.mentions(record.connection)) == []
        assert list(queries.acts(record.connection)) == []
        sound(record)


def test_nothing_stays_in_the_slack_of_pages(tmp_path: Path) -> None:
    chance = random.Random(5)
    folder = tmp_path / "record"
    names = {number: f"Zq{number:03d}{''.join(chance.choices('aeiouy', k=8))}" for number in range(150)}
    sources = {}
    with create(folder) as record:
        for number, name in names.items():
            with write(record) as writer:  # type: ignore[attr-defined]
                sources[number] = add_article(
                    writer, f"{name} {name}ov", place=f"{name}ville" * chance.randrange(1, 40), name=f"{number}.txt"
                )
        gone = chance.sample(sorted(names), 40)
        for number in gone:
            wanted = erasing.target(record, sources[number].id)
            with write(record, "erase") as writer:  # type: ignore[attr-defined]
                erasing.erase(writer, wanted, ground="asked", roles=ROLES)
        erasing.note(record, wanted, ground="asked", roles=ROLES)  # type: ignore[possibly-undefined]
        whole = b"".join(clear_pages(folder / "record.db", PASSPHRASE)).lower()
        assert [number for number in gone if names[number].lower().encode() in whole] == []
        assert all(names[number].lower().encode() in whole for number in names if number not in gone)
        sound(record)


# -- stopped in between -----------------------------------------------------------------------------------------------------


def test_an_erasure_that_was_stopped_is_finished_by_the_next_command(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_list(writer, {"Canarina Erasova": "2021-05-03"}, "2024-01-31", size=300_000)
        wanted = erasing.target(record, source.id)
        with write(record, "erase") as writer:  # type: ignore[attr-defined]
            erasing.erase(writer, wanted, ground="asked", roles=ROLES)
        # the process ends here: blob, list and pages are as they were
    assert list((folder / "blobs").rglob("*"))
    assert not (folder / erasing.LIST).exists()
    with reopen(folder, trusting=True) as record:
        found = check(record)
        assert found.problems == []
        assert any("erasure was stopped" in note for note in found.notes)
    with reopen(folder) as record:
        assert erasures.unfinished(record) == 0
        assert list(record.blobs.files()) == []
        assert not anywhere(folder, "Erasova")
        assert len(erasing.noted(record, folder / erasing.LIST)) == 1
        sound(record)


def test_a_line_is_written_once(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with create(folder) as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Canarina Erasova")
        wanted = erasing.target(record, source.id)
        with write(record, "erase") as writer:  # type: ignore[attr-defined]
            erasing.erase(writer, wanted, ground="asked", roles=ROLES)
        ((entry, line),) = record.connection.exec_driver_sql("SELECT entry, line FROM pending").all()
        erasing.note(record, wanted, ground="asked", roles=ROLES)
        with record.changing() as connection:
            connection.exec_driver_sql("INSERT INTO pending VALUES (?, ?)", (entry, line))
    with reopen(folder) as record:
        assert len(erasing.noted(record, folder / erasing.LIST)) == 1
        sound(record)


def test_a_reader_delays_the_last_traces_but_not_the_erasure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "record"
    with create(folder) as record, write(record) as writer:  # type: ignore[attr-defined]
        source = add_article(writer, "Canarina Erasova")
    with reopen(folder) as record, reopen(folder) as reader:
        record.connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with reader.snapshot():
            assert len(queries.sources(reader.connection)) == 1
            wanted = erasing.target(record, source.id)
            with write(record, "erase") as writer:  # type: ignore[attr-defined]
                erasing.erase(writer, wanted, ground="asked", roles=ROLES)
            with pytest.raises(BusyError, match="reads the record"):
                erasing.note(record, wanted, ground="asked", roles=ROLES)
        assert queries.sources(record.connection) == []
    with reopen(folder) as record:
        assert erasures.unfinished(record) == 0
        assert not anywhere(folder, "Erasova")
        sound(record)


# -- backups
# ------------------------------------------------------------------------------------------------------------------


def test_a_backup_that_is_restored_forgets_what_was_erased_since(tmp_path: Path) -> None:
    folder, again = tmp_path / "record", tmp_path / "restored"
    with create(folder) as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            large = add_list(writer, {"Canarina Erasova": "2021-05-03"}, "2024-01-31", size=300_000)
            article = add_article(writer, "Alena Listova")
            add_article(writer, "Jan Prykladny", name="kept.txt")
        size, head = backups.backup(record, tmp_path / "backup.zip", now="2026-11-24")
        assert size == (tmp_path / "backup.zip").stat().st_size
        assert head == record.head.hex
        erase(record, large.id)
        erase(record, person_of(article, "Alena Listova"))
    backups.unpack(tmp_path / "backup.zip", again)
    with reopen(again) as record:
        assert anywhere(again, "Erasova")
        for wanted, ground, roles in erasing.noted(record, folder / erasing.LIST):
            with write(record, "erase") as writer:  # type: ignore[attr-defined]
                erasing.erase(writer, wanted, ground=ground, roles=roles)
            erasing.note(record, wanted, ground=ground, roles=roles)
        assert not anywhere(again, "Erasova")
        assert next(item.statement.value for item in queries.statements(record.connection)) == "Jan Prykladny"
        assert list(record.blobs.files()) == []
        sound(record)
        # a backup made before the sources came forgets nothing, and that is no error
        for wanted, ground, roles in erasing.noted(record, folder / erasing.LIST):
            with write(record, "erase") as writer:  # type: ignore[attr-defined]
                assert erasing.erase(writer, wanted, ground=ground, roles=roles).entries == 0
            erasing.note(record, wanted, ground=ground, roles=roles)
        sound(record)


def test_the_list_of_another_record_is_refused(tmp_path: Path) -> None:
    with create(tmp_path / "one") as record:
        with write(record) as writer:  # type: ignore[attr-defined]
            source = add_article(writer, "Jan Prykladny")
        erase(record, source.id)
    with create(tmp_path / "two") as record, pytest.raises(Exception, match="another record"):
        erasing.noted(record, tmp_path / "one" / erasing.LIST)
    shutil.copy(tmp_path / "one" / erasing.LIST, tmp_path / "two")
    with reopen(tmp_path / "two", trusting=True) as record:
        assert check(record).problems == [], "a list that the log knows nothing of is in nobody's way"
    assert LIST
