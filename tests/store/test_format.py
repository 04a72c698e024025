"""What docs/format.md says of the files is so: each part of it is done here by hand, without the product."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlcipher3 import dbapi2

from kronika.store import backup as backups
from kronika.store import erase as erasing
from kronika.store.project import _APPLY
from store.pages import clear_pages
from store.samples import PASSPHRASE, add_article, add_list, clock, create

DOCUMENT = Path(__file__).parents[2] / "docs" / "format.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a blob and an erasure, and a backup of it."""
    made = tmp_path_factory.mktemp("format") / "record"
    with create(made) as record:
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            add_article(writer, "Jan Prykladny")
            gone = add_article(writer, "Ala Prykladnaja", name="gone.txt")
            add_list(writer, {"Vera Uzor": "2021-05-03"}, "2024-01-31", size=1_200_000)
        wanted = replace(erasing.target(record, gone.id), prints=frozenset({f"r:{record.fingerprint('row m1')}"}))
        with record.writing(by="documenter-1", clock=clock, command="erase") as writer:
            erasing.erase(writer, wanted, ground="asked", roles=("a", "b"))
        erasing.note(record, wanted, ground="asked", roles=("a", "b"))
        backups.backup(record, made.parent / "my.backup", now="2026-11-24")
    return made


@pytest.fixture(scope="module")
def database(folder: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(folder / "record.db"))
    connection.execute(f'PRAGMA key = "{PASSPHRASE}"')
    return connection


def key(database: dbapi2.Connection, name: str, purpose: bytes = b"") -> bytes:
    ((found,),) = database.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchall()
    return hmac.digest(found, purpose, "sha256") if purpose else bytes(found)


def test_every_kind_of_entry_is_described() -> None:
    described = set(re.findall(r"^\| `([a-z-]+)` \| ", DOCUMENT.read_text(encoding="utf-8").split("### Kinds")[1], re.MULTILINE))
    assert described == set(_APPLY) | {"proposals"}


def test_the_script_in_the_document_checks_a_record(folder: Path, tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "check.py").write_text(script, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "check.py"), str(folder / "record.db"), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    head = json.loads((folder / "head.json").read_bytes())
    assert done.stdout == f"{head['entries']} {head['hash']}\n"
    copy = tmp_path / "record.db"
    copy.write_bytes((folder / "record.db").read_bytes())
    other = dbapi2.connect(str(copy), isolation_level=None)
    other.set_key(PASSPHRASE)
    other.execute("UPDATE log SET by = 'somebody' WHERE seq = 3")
    other.close()
    done = subprocess.run([*command[:2], str(copy), PASSPHRASE], capture_output=True, text=True, check=False)
    assert "entry 3 was changed" in done.stderr


def test_the_queries_in_the_document_give_what_is_hashed(database: dbapi2.Connection) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    (entry,) = re.findall(r"(SELECT hex\(salt\) .*?);", text)
    (link,) = re.findall(r"(SELECT hex\(p\.hash\) .*?);", text, re.DOTALL)
    for query, column in ((entry, "commitment"), (link, "hash")):
        ((found,),) = database.execute(query).fetchall()
        ((expected,),) = database.execute(f"SELECT {column} FROM log WHERE seq = 2").fetchall()
        assert hashlib.sha256(bytes.fromhex(found)).digest() == expected


def test_pages_are_what_sqlcipher_documents(folder: Path) -> None:
    pages = list(clear_pages(folder / "record.db", PASSPHRASE))
    assert len(pages) * 4096 == (folder / "record.db").stat().st_size


def test_the_head_is_what_it_says(folder: Path, database: dbapi2.Connection) -> None:
    stored = (folder / "head.json").read_text(encoding="ascii")
    head = json.loads(stored)
    code = hmac.digest(key(database, "head_key"), f"{head['entries']}\0{head['hash']}".encode(), "sha256")
    assert head["mac"] == code.hex()
    assert stored == json.dumps({"entries": head["entries"], "hash": head["hash"], "mac": head["mac"]}) + "\n"


def test_a_blob_is_what_it_says(folder: Path, database: dbapi2.Connection) -> None:
    ((sha256,),) = database.execute("SELECT sha256 FROM source WHERE size > 1000000").fetchall()
    name = hmac.digest(key(database, "blob_key", b"name"), sha256.encode(), "sha256").hex()
    stored = (folder / "blobs" / name[:2] / name[2:]).read_bytes()
    assert stored.startswith(b"kronika-blob-1\n")
    cipher, rest, content = AESGCM(key(database, "blob_key", b"content")), stored[15:], b""
    pieces = [rest[start : start + 12 + 1_048_576 + 16] for start in range(0, len(rest), 12 + 1_048_576 + 16)]
    assert len(pieces) == 2
    for number, piece in enumerate(pieces):
        label = f"{sha256}\0{number}\0{int(number == len(pieces) - 1)}".encode()
        content += cipher.decrypt(piece[:12], piece[12:], label)
    assert hashlib.sha256(content).hexdigest() == sha256


def test_the_list_of_erasures_is_what_it_says(folder: Path, database: dbapi2.Connection) -> None:
    (line,) = (folder / "erasures.list").read_bytes().splitlines()
    sealed = base64.b64decode(line)
    cipher = AESGCM(key(database, "head_key", b"erasures"))
    body: dict[str, Any] = json.loads(cipher.decrypt(sealed[:12], sealed[12:], key(database, "id")))
    ((hashed,),) = database.execute("SELECT hash FROM log WHERE seq = ?", (body["entry"],)).fetchall()
    assert body["hash"] == hashed.hex()
    assert set(body) == {"entry", "hash", "sources", "mentions", "statements", "prints", "ground", "roles"}


def test_a_fingerprint_is_what_it_says(database: dbapi2.Connection) -> None:
    query = "SELECT c.content FROM log AS l JOIN log_content AS c ON c.seq = l.seq WHERE l.kind = 'erasure'"
    ((content,),) = database.execute(query).fetchall()
    print_ = hmac.digest(key(database, "head_key", b"erased persons"), b"row m1", "sha256").hex()[:32]
    assert json.loads(content)["prints"] == [f"r:{print_}"]


def test_texts_are_what_their_sums_say(database: dbapi2.Connection) -> None:
    query = "SELECT s.text_sha256, s.places_sha256, b.text, b.places FROM source AS s JOIN blob AS b ON b.source = s.id"
    for text_sha256, places_sha256, text, places in database.execute(query).fetchall():
        assert hashlib.sha256(zlib.decompress(text)).hexdigest() == text_sha256
        assert hashlib.sha256(zlib.decompress(places)).hexdigest() == places_sha256


def test_a_backup_is_what_it_says(folder: Path) -> None:
    with zipfile.ZipFile(folder.parent / "my.backup") as archive:
        body = json.loads(archive.read("manifest.json"))
        assert set(body) == {"kronika-backup", "made", "entries", "head", "files"}
        assert all(item.compress_type == zipfile.ZIP_STORED for item in archive.infolist())
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in body["files"]} == body["files"]
    assert {"record.db", "head.json", "erasures.list"} < set(body["files"])
