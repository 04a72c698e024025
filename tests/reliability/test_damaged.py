"""A flipped byte anywhere, and whatever raw SQL with the key can do, is found or refused."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from kronika.errors import KronikaError
from kronika.store import queries
from kronika.store.record import Record
from kronika.workspace import keep
from reliability.kronika_process import Place, made
from reliability.warm import Warm

pytestmark = pytest.mark.slow

#: a key instead of a passphrase: it is taken as it is, so that hundreds of openings do not wait for 256,000 rounds each
KEY = "x'" + "c4" * 32 + "'"
PAGE = "Ana Perova was detained in Riverton on 5 May 2021. Boris Lukin was sentenced to 3 years in prison on 1 June 2022.\n"
LIST = "Name;Detained;Released\nVera Senkina;2021-07-07;2021-12-24\nGleb Antonov;2022-02-02;\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, warm: Warm | None) -> Place:
    """A record with a page, a list, a large source in a blob, and decisions."""
    place = made(tmp_path_factory.mktemp("damaged"), warm, KEY)
    place.source("page.txt", PAGE)
    place.source("list.csv", LIST)
    place.source("large.txt", "Nothing happened here today.\n" * 20_000)
    place.run("add", "page.txt", "list.csv", "large.txt")
    place.run("transcribe", "--all", "--sample", "5")
    place.run("consent", "open", "--source", "list.csv", "--kind", "*", "--for", "partner", "--purpose", "test")
    return place


def copied(kept: Place, folder: Path) -> Place:
    """A copy to be damaged."""
    shutil.copytree(kept.record, folder / "record")
    return Place(folder, kept.warm, kept.passphrase)


def found(place: Place) -> list[str]:
    """What a check says; that opening was refused is an answer too."""
    try:
        return place.check(rebuild=True).problems
    except KronikaError as error:
        return [str(error)]


def flip(path: Path, position: int) -> None:
    """Change one bit of a byte."""
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 0x10]))


def positions(size: int, count: int) -> list[int]:
    """Places spread over a file, its first and last byte among them."""
    return sorted({0, 16, size - 1, *(size * number // count for number in range(count))})


def test_the_whole_record_is_whole(kept: Place) -> None:
    assert found(kept) == []


@pytest.mark.parametrize("name", ["record.db", "head.json", "blob"])
def test_a_flipped_byte_is_found_or_refused(kept: Place, tmp_path: Path, name: str) -> None:
    path = next(path for path in kept.files() if path.name == name or (name == "blob" and "blobs" in path.parts))
    for number, position in enumerate(positions(path.stat().st_size, 20)):
        place = copied(kept, tmp_path / str(number))
        flip(place.record / path.relative_to(kept.record), position)
        assert found(place), f"byte {position} of {name}"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_flipped_byte_in_the_write_ahead_log_after_a_crash_is_found(kept: Place, tmp_path: Path) -> None:
    place = copied(kept, tmp_path)
    place.source("more.txt", PAGE.replace("Ana", "Zoya"))
    place.source("page.txt", PAGE)
    process = place.start("add", "more.txt", "page.txt")
    wal = place.record / "record.db-wal"
    process.line()
    process.send(signal.SIGKILL)
    process.end()
    if not wal.exists() or not wal.stat().st_size:
        pytest.skip("the command had folded its log in before it was killed")
    for number, position in enumerate(positions(wal.stat().st_size, 12)):
        other = Place(tmp_path / str(number), passphrase=KEY)
        shutil.copytree(place.record, other.record)
        flip(other.record / "record.db-wal", position)
        assert found(other), f"byte {position} of {wal.stat().st_size}"


CHANGES: dict[str, str] = {
    "a statement's value": "UPDATE statement SET value = '1999-01-01' WHERE property = 'date'",
    "a standing": "UPDATE statement SET standing = 'asserted' WHERE n = 1",
    "a statement gone": "DELETE FROM statement WHERE n = 2",
    "statements reordered": "UPDATE statement SET n = -n WHERE n IN (1, 2)",
    "a mention's kind": "UPDATE mention SET kind = 'release' WHERE kind = 'detention'",
    "an act's day": "UPDATE act SET lo = lo - 100",
    "an act gone": "DELETE FROM act",
    "a source's day": "UPDATE source SET published = '1999-01-01'",
    "a custody entry gone": "DELETE FROM custody WHERE n = 1",
    "a consent for more": "UPDATE consent SET audience = 'public'",
    "an entry's content": "UPDATE log_content SET content = replace(content, 'Senkina', 'Sinkina')",
    "an entry's role": "UPDATE log SET by = 'somebody' WHERE seq = 2",
    "an entry gone": "DELETE FROM log WHERE seq = 2",
    "entries reordered": "UPDATE log SET seq = CASE seq WHEN 2 THEN 3000 WHEN 3 THEN 2 ELSE seq END WHERE seq IN (2, 3)",
    "the log cut short": "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_raw_sql_with_the_key_changes_is_found_and_named(kept: Place, tmp_path: Path, what: str) -> None:
    place = copied(kept, tmp_path)
    connection = dbapi2.connect(str(place.record / "record.db"), isolation_level=None)
    connection.set_key(KEY)
    connection.execute(CHANGES[what])
    connection.close()
    problems = found(place)
    assert problems
    assert any(word in " ".join(problems) for word in ("entry", "entries", "row", "standing", "log")), problems


def test_a_log_cut_short_together_with_its_head_is_found_with_a_head_kept_elsewhere(kept: Place, tmp_path: Path) -> None:
    with Record.open(kept.record, KEY) as record:
        head = record.head.hex
    old = made(tmp_path / "old", kept.warm, KEY)
    with pytest.raises(AssertionError):
        assert keep.check(old.settings, head=head).problems == []
    assert keep.check(kept.settings, head=head).problems == []


def erase_list(place: Place) -> None:
    """Erase the list with two roles."""
    with Record.open(place.record, KEY) as record:
        ident = queries.source(record.connection, "list.csv").id
    keep.erase(place.settings, ident, ground="asked", second="lawyer-1")


def plain_pages(place: Place) -> bytes:
    """All pages of the record's file, free ones too, decrypted as SQLCipher 4 documents its format."""
    whole = (place.record / "record.db").read_bytes()
    size, reserve = 4096, 80
    plain = bytearray()
    for start in range(0, len(whole), size):
        page = whole[start : start + size]
        body = page[16 if start == 0 else 0 : size - reserve]
        vector = page[size - reserve : size - reserve + 16]
        plain += Cipher(algorithms.AES(bytes.fromhex(KEY[2:-1])), modes.CBC(vector)).decryptor().update(body)
    return bytes(plain)


def test_erased_content_is_nowhere_in_the_file_and_the_chain_holds(kept: Place, tmp_path: Path) -> None:
    place = copied(kept, tmp_path)
    assert b"Perova" in plain_pages(place), "what is not erased can be seen in the decrypted pages"
    erase_list(place)
    assert found(place) == []
    pages = plain_pages(place)
    for secret in ("Senkina", "Antonov", "2021-12-24"):
        assert secret.encode() not in pages
        assert secret.casefold().encode() not in pages
