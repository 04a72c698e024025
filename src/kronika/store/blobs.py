"""Bytes of sources: small ones inside the encrypted file, large ones as encrypted files beside it.

A blob is named by a keyed hash of the content's SHA-256: a plain hash as a file name would tell a seizer which known
leaflet is held. It is encrypted with AES-256-GCM in pieces of one mebibyte; each piece's number and whether it is
the last are authenticated, so that pieces can neither be reordered nor cut off. Measured: up to about a quarter of a
mebibyte reading from the file is no slower than opening a blob, and one commit instead of two syncs keeps many small
pages fast.
"""

from __future__ import annotations

import hmac
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kronika.errors import FindingError, StorageError
from kronika.store.files import DRAFT, discard, publish, sync, sync_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

#: contents up to this size lie inside the encrypted file
INLINE_BYTES = 256 * 1024
PIECE = 1024 * 1024
_NONCE = 12
_TAG = 16
_MAGIC = b"kronika-blob-1\n"


class Blobs:
    """Encrypted files in one folder, addressed by the SHA-256 of their content.

    Args:
        folder: where the files lie; made when first needed.
        key: 32 random bytes that are kept inside the encrypted file.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._name_key = hmac.new(key, b"name", "sha256").digest()
        self._content_key = hmac.new(key, b"content", "sha256").digest()

    def path(self, sha256: str) -> Path:
        """Return the file that holds, or would hold, this content."""
        name = hmac.new(self._name_key, sha256.encode("ascii"), "sha256").hexdigest()
        return self._folder / name[:2] / name[2:]

    def put(self, sha256: str, content: bytes) -> bool:
        """Write a content and say whether it was not there before; one that is there and whole is left alone.

        Raises:
            StorageError: if the disk is full or cannot be written.
        """
        path = self.path(sha256)
        if path.exists() and self._intact(sha256):
            return False
        cipher = AESGCM(self._content_key)
        draft = path.with_name(path.name + DRAFT)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(_MAGIC)
                for number, piece, last in _pieces(content):
                    nonce = os.urandom(_NONCE)
                    file.write(nonce + cipher.encrypt(nonce, piece, _label(sha256, number, last=last)))
                sync(file)
            publish(draft, path)
            sync_folder(self._folder)
        except OSError as error:
            discard(draft)
            raise StorageError(
                f"a source could not be written ({error.strerror or type(error).__name__})",
                advice="Free some disk space, check the rights on the record's folder, and repeat the command",
            ) from error
        except BaseException:
            discard(draft)
            raise
        return True

    def _intact(self, sha256: str) -> bool:
        try:
            self.get(sha256)
        except FindingError:
            return False
        return True

    def get(self, sha256: str) -> bytes:
        """Return a content.

        Raises:
            FindingError: if it is missing or was changed.
        """
        path = self.path(sha256)
        try:
            stored = path.read_bytes()
        except OSError as error:
            raise FindingError(
                "a source's bytes are missing",
                where=f"blobs/{path.parent.name}/{path.name[:12]}…",
                advice="Restore them from a backup",
            ) from error
        try:
            return self._decrypt(stored, sha256)
        except (InvalidTag, ValueError) as error:
            raise FindingError(
                "a source's bytes were changed",
                where=f"blobs/{path.parent.name}/{path.name[:12]}…",
                advice="Restore them from a backup",
            ) from error

    def _decrypt(self, stored: bytes, sha256: str) -> bytes:
        if not stored.startswith(_MAGIC):
            raise InvalidTag
        cipher = AESGCM(self._content_key)
        content = bytearray()
        step = _NONCE + PIECE + _TAG
        body = memoryview(stored)[len(_MAGIC) :]
        count = max(1, -(-len(body) // step))
        for number in range(count):
            piece = body[number * step : (number + 1) * step]
            label = _label(sha256, number, last=number == count - 1)
            content += cipher.decrypt(bytes(piece[:_NONCE]), bytes(piece[_NONCE:]), label)
        return bytes(content)

    def delete(self, sha256: str) -> None:
        """Remove a content. What a solid-state disk keeps beneath the file system is beyond reach; it is ciphertext."""
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file that holds none of these contents (SHA-256), and say how many there were."""
        expected = {self.path(sha256) for sha256 in wanted}
        stray = [path for path in self.files() if path not in expected]
        for path in stray:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        return len(stray)

    def files(self) -> Iterator[Path]:
        """Yield every file in the folder."""
        if self._folder.is_dir():
            yield from (path for path in sorted(self._folder.rglob("*")) if path.is_file())


def _pieces(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    count = max(1, -(-len(content) // PIECE))
    for number in range(count):
        yield number, content[number * PIECE : (number + 1) * PIECE], number == count - 1


def _label(sha256: str, number: int, *, last: bool) -> bytes:
    return f"{sha256}\0{number}\0{int(last)}".encode()
