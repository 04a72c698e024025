"""The hash chain: salted commitments, so that content can be erased and the chain still verifies.

An entry's commitment is SHA-256 of a random salt and the content; its hash is SHA-256 of the previous hash, its number, kind,
time, role, what it replaces, and its commitment. Salt and content lie apart from the chain. Once both are gone the commitment
says nothing, even to someone who guesses the content.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kronika.errors import FindingError, RecordError

if TYPE_CHECKING:
    from pathlib import Path

#: hash before the first entry
ROOT = bytes(32)
SALT_BYTES = 16


def commitment(salt: bytes, content: str) -> bytes:
    """Return the commitment (32 bytes) to ``content`` under ``salt`` (16 bytes)."""
    return hashlib.sha256(salt + content.encode("utf-8", "surrogatepass")).digest()


def link(previous: bytes, seq: int, kind: str, at: str, by: str, replaces: int | None, committed: bytes) -> bytes:
    """Return the hash (32 bytes) of entry ``seq`` that follows the entry with hash ``previous``."""
    fields = f"{seq}\0{kind}\0{at}\0{by}\0{'' if replaces is None else replaces}\0".encode("utf-8", "surrogatepass")
    return hashlib.sha256(previous + fields + committed).digest()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: number of entries and hash of the last (32 bytes)."""

    entries: int
    hash: bytes

    @property
    def hex(self) -> str:
        """The hash in hexadecimal, to be kept elsewhere."""
        return self.hash.hex()


def encode_head(head: Head, key: bytes) -> bytes:
    """Return what stands in the head file: the head, and a code that only the record's key makes."""
    code = hmac.new(key, f"{head.entries}\0{head.hex}".encode(), "sha256").hexdigest()
    return (json.dumps({"entries": head.entries, "hash": head.hex, "mac": code}) + "\n").encode("ascii")


def read_head(path: Path, key: bytes) -> Head:
    """Return the head that was written last.

    Raises:
        FindingError: if the file is missing, or was changed by someone without the record's key; not a byte of it is free.
    """
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise FindingError(
            "the record's head file is missing or cannot be read",
            where=path.name,
            advice="Put it back from a backup: without it a log that was cut short looks whole",
        ) from error
    try:
        body = json.loads(stored.decode("ascii"))
        head = Head(int(body["entries"]), bytes.fromhex(body["hash"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        head = Head(0, ROOT)
    if not hmac.compare_digest(stored, encode_head(head, key)):
        raise FindingError(
            "the record's head file was changed",
            where=path.name,
            advice="Put it back from a backup, or compare with a head that was kept elsewhere: check --head",
        )
    return head


def parse_head(text: str) -> bytes:
    """Return the hash that a user kept elsewhere (64 hexadecimal digits).

    Raises:
        RecordError: if it is not one.
    """
    try:
        value = bytes.fromhex(text.strip())
    except ValueError:
        value = b""
    if len(value) != len(ROOT):
        raise RecordError(
            "a head is 64 hexadecimal digits",
            where=text.strip()[:70],
            advice="Copy it from the line that 'add' printed",
        )
    return value
