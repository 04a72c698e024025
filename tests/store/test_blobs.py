"""Blobs come back as they went in, tell nothing by their names, and no byte of them can be changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.errors import FindingError, StorageError
from kronika.store import blobs
from kronika.store.blobs import PIECE, Blobs

KEY = b"k" * 32


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@settings(max_examples=30)
@given(st.binary(max_size=200), st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]))
def test_what_goes_in_comes_back(tmp_path_factory: pytest.TempPathFactory, tail: bytes, size: int) -> None:
    store = Blobs(tmp_path_factory.mktemp("blobs"), KEY)
    content = tail.rjust(size, b"\x07")
    assert store.put(sha(content), content)
    assert not store.put(sha(content), content)
    assert store.get(sha(content)) == content
    store.delete(sha(content))
    assert list(store.files()) == []


def test_names_and_bytes_tell_nothing(tmp_path: Path) -> None:
    content = b"a known leaflet " * 1000
    store = Blobs(tmp_path, KEY)
    store.put(sha(content), content)
    (path,) = store.files()
    assert sha(content) not in str(path)
    assert b"leaflet" not in path.read_bytes()
    assert Blobs(tmp_path / "other", b"x" * 32).path(sha(content)).name != path.name


def test_a_flipped_byte_anywhere_is_found(tmp_path: Path) -> None:
    content = bytes(range(256)) * 2
    store = Blobs(tmp_path, KEY)
    store.put(sha(content), content)
    (path,) = store.files()
    whole = path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(FindingError, match="changed"):
            store.get(sha(content))
    for cut in (0, 10, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(FindingError):
            store.get(sha(content))


def test_pieces_can_neither_be_swapped_nor_cut_off(tmp_path: Path) -> None:
    content = b"a" * PIECE + b"b" * PIECE + b"c"
    store = Blobs(tmp_path, KEY)
    store.put(sha(content), content)
    (path,) = store.files()
    whole = path.read_bytes()
    head, step = len(b"kronika-blob-1\n"), 12 + PIECE + 16
    one, two, rest = whole[head : head + step], whole[head + step : head + 2 * step], whole[head + 2 * step :]
    for wrong in (two + one + rest, one + two, one + rest, one + two + two + rest):
        path.write_bytes(whole[:head] + wrong)
        with pytest.raises(FindingError):
            store.get(sha(content))
    # bytes that are damaged are written again when the source comes again
    assert store.put(sha(content), content)
    assert store.get(sha(content)) == content


def test_a_blob_in_the_place_of_another_is_found(tmp_path: Path) -> None:
    store = Blobs(tmp_path, KEY)
    for content in (b"one", b"two"):
        store.put(sha(content), content)
    store.path(sha(b"one")).write_bytes(store.path(sha(b"two")).read_bytes())
    with pytest.raises(FindingError):
        store.get(sha(b"one"))


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(blobs, "sync", full)
    store = Blobs(tmp_path, KEY)
    with pytest.raises(StorageError, match="could not be written"):
        store.put(sha(b"one"), b"one")
    assert list(store.files()) == []
    with pytest.raises(FindingError, match="missing"):
        store.get(sha(b"one"))


def test_only_strays_are_swept(tmp_path: Path) -> None:
    store = Blobs(tmp_path, KEY)
    for content in (b"one", b"two"):
        store.put(sha(content), content)
    (store.path(sha(b"one")).parent / "half.new").write_bytes(b"half")
    assert store.sweep({sha(b"one")}) == 2
    assert list(store.files()) == [store.path(sha(b"one"))]
