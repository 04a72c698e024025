"""SQLCipher's pages without SQLCipher: what someone with the key finds in a file, free pages and slack included.

Written from the published layout (version 4): the first 16 bytes of the file are the salt, PBKDF2-HMAC-SHA512 with 256,000
rounds makes the key (``x'64 hexadecimal digits'`` is one already), two rounds more the key of the codes; a page is ciphertext
(AES-256-CBC), 16 bytes IV, 64 bytes code.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_RESERVE = 80
_FRAME_HEADER = 24
_WAL_HEADER = 32


class Keys:
    """The keys of one file."""

    def __init__(self, salt: bytes, passphrase: str) -> None:
        raw = passphrase.startswith("x'") and len(passphrase) == 67
        self.page = (
            bytes.fromhex(passphrase[2:-1]) if raw else hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, 256_000, 32)
        )
        self.code = hashlib.pbkdf2_hmac("sha512", self.page, bytes(b ^ 0x3A for b in salt), 2, 32)

    def decrypt(self, page: bytes, number: int) -> bytes:
        """Return the page in clear; AssertionError if its code does not fit."""
        skip = 16 if number == 1 else 0
        body, iv, code = page[skip : PAGE - _RESERVE], page[PAGE - _RESERVE : PAGE - 64], page[PAGE - 64 :]
        assert hmac.digest(self.code, body + iv + number.to_bytes(4, "little"), "sha512") == code, f"page {number}"
        decryptor = Cipher(algorithms.AES(self.page), modes.CBC(iv)).decryptor()
        return decryptor.update(body) + decryptor.finalize()


def clear_pages(file: Path, passphrase: str) -> Iterator[bytes]:
    """Yield every page of a record's file and of its write-ahead log in clear."""
    stored = file.read_bytes()
    keys = Keys(stored[:16], passphrase)
    for number, start in enumerate(range(0, len(stored), PAGE), 1):
        yield keys.decrypt(stored[start : start + PAGE], number)
    log = file.with_name(file.name + "-wal")
    if log.exists():
        frames = log.read_bytes()[_WAL_HEADER:]
        step = _FRAME_HEADER + PAGE
        for start in range(0, len(frames) - step + 1, step):
            number = int.from_bytes(frames[start : start + 4], "big")
            yield keys.decrypt(frames[start + _FRAME_HEADER : start + step], number)


def holds(file: Path, passphrase: str, wanted: str) -> bool:
    """Return whether a text (lower case included, as the search keeps words) is in any page, whole or over a page's end."""
    whole = b"".join(clear_pages(file, passphrase)).lower()
    return any(wanted.lower().encode(coding) in whole for coding in ("utf-8", "utf-16-le"))
