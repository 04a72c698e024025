from __future__ import annotations

import io
import random
import zipfile
from gzip import compress
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.office_samples import make_zip
from kronika.capture import Limits, media_type, read
from kronika.errors import InputError

PAGE = b"<html><body><p>The court sentenced three people.</p></body></html>"


def make_warc(*records: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    """Return a WARC of responses: address, status, content type, body."""
    out = bytearray()
    for address, status, kind, body in records:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, address)}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-05-04T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += compress(record) if gzip else record
    return bytes(out)


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_of_a_web_archive_are_sources_with_address_and_day(*, gzip: bool) -> None:
    data = make_warc(
        ("https://post.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://post.example/style.css", "200 OK", "text/css", b"p {}"),
        ("https://post.example/gone", "404 Not Found", "text/html", b"no"),
        ("https://post.example/list.pdf", "200 OK", "application/pdf", b"%PDF-1.4"),
        gzip=gzip,
    )
    document = read(data, "a.warc.gz")
    assert document.reader == "warc/1"
    assert [(part.address, part.published, part.content[:5]) for part in document.parts] == [
        ("https://post.example/1", "2021-05-04", b"<html"),
        ("https://post.example/list.pdf", "2021-05-04", b"%PDF-"),
    ]
    assert document.parts[0].notes == ("archived 2021-05-04T10:00:00Z",)
    assert document.where(document.text.index("list.pdf")) == "record 4"
    assert document.places[1].address == "https://post.example/list.pdf"
    assert document.notes == (
        "not read: text/css (1)",
        "records with an error in place of a page: https://post.example/gone (404)",
    )


def test_the_day_that_an_archived_page_states_goes_before_the_day_of_archiving() -> None:
    page = PAGE.replace(b"<body>", b'<head><meta property="article:published_time" content="2020-12-22T10:00Z"></head><body>')
    (part,) = read(make_warc(("https://post.example/1", "200 OK", "text/html", page)), "a.warc").parts
    assert part.published == "2020-12-22"


def test_a_wacz_is_read_through_its_archives() -> None:
    warc = make_warc(("https://post.example/1", "200 OK", "text/html", PAGE))
    data = make_zip({"datapackage.json": "{}", "archive/data.warc.gz": warc, "pages/pages.jsonl": ""})
    assert media_type(data, "a.zip") == "application/wacz"
    document = read(data, "a.wacz")
    assert [part.content for part in document.parts] == [PAGE]


@pytest.mark.parametrize("gzip", [True, False])
def test_a_web_archive_cut_short_gives_what_it_has(*, gzip: bool) -> None:
    data = make_warc(
        *[(f"https://post.example/{n}", "200 OK", "text/html", random.Random(n).randbytes(3000)) for n in range(5)], gzip=gzip
    )
    document = read(data[: len(data) * 5 // 10], "a.warc")
    assert len(document.parts) == 3
    assert document.notes == ("cut short inside record 3; what follows is missing",)


def test_a_web_archive_without_a_page_says_what_it_holds() -> None:
    with pytest.raises(InputError, match="the web archive holds no page that can be read; not read: image/png"):
        read(make_warc(("https://post.example/1", "200 OK", "image/png", b"x")), "a.warc")
    with pytest.raises(InputError, match="the web archive holds no page that can be read"):
        read(b"WARC/1.0\r\nnothing", "a.warc")


def test_a_web_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = make_warc(("https://post.example/1", "200 OK", "text/html", bytes(3 << 20)))
    with pytest.raises(InputError, match="the web archive unpacks to over 1 MB; it was not read"):
        read(data, "a.warc.gz", limits=Limits(max_unzipped=1 << 20))


def test_files_of_a_zip_are_sources_of_their_own() -> None:
    data = make_zip({"b/spis.csv": "a;b\n", "a.txt": "text", "__MACOSX/a.txt": "x", "b/Thumbs.db": "x", "empty/": ""})
    document = read(data, "post.zip")
    assert document.reader == "zip/1"
    assert [(part.name, part.content) for part in document.parts] == [("a.txt", b"text"), ("b/spis.csv", b"a;b\n")]
    assert document.text == "a.txt\t4 bytes\nb/spis.csv\t4 bytes\n"
    assert document.notes == ("files of the operating system, skipped: __MACOSX/a.txt, b/Thumbs.db",)


def test_names_packed_on_a_russian_windows_are_right() -> None:
    info = zipfile.ZipInfo("x")
    info.filename = "Список задержанных.txt".encode("cp866").decode("cp437")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "text")
    data = bytearray(out.getvalue())
    right = "Список задержанных.txt".encode("cp866")
    written = info.filename.encode()
    # the library writes UTF-8 and its flag: put the old name and no flag in its place, the length filled up
    for mark, flags, name_length in ((b"PK\x03\x04", 6, 26), (b"PK\x01\x02", 8, 28)):
        at = data.index(mark)
        data[at + flags : at + flags + 2] = b"\0\0"
        start = at + name_length + (4 if mark == b"PK\x03\x04" else 18)
        assert data[start : start + len(written)] == written
        data[start : start + len(written)] = right[:-4] + b" " * (len(written) - len(right)) + right[-4:]
    (part,) = read(bytes(data), "a.zip").parts
    assert part.name.replace(" ", "") == "Списокзадержанных.txt"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\etc\\passwd"])
def test_names_never_lead_out_of_the_archive(name: str) -> None:
    assert [part.name for part in read(make_zip({name: "x"}), "a.zip").parts] == ["etc/passwd"]


def test_a_zip_bomb_is_refused_and_so_are_archives_in_archives_without_end() -> None:
    bomb = make_zip({"a.txt": bytes(3 << 20)})
    with pytest.raises(InputError, match="unpacks to over 1 MB; it was not unpacked"):
        read(bomb, "a.zip", limits=Limits(max_unzipped=1 << 20))
    with pytest.raises(InputError, match="it holds 3 files, over the limit of 2"):
        read(make_zip({"a": "", "b": "", "c": ""}), "a.zip", limits=Limits(max_members=2))
    nested = make_zip({"end.txt": "end"})
    for _ in range(10):
        nested = make_zip({"inner.zip": nested})

    def unpack(data: bytes, limits: Limits) -> None:
        unpack(read(data, "a.zip", limits=limits).parts[0].content, limits.inside())

    with pytest.raises(InputError, match="it is inside too many other files"):
        unpack(nested, Limits())


def test_a_damaged_and_a_protected_member_are_named() -> None:
    data = bytearray(make_zip({"bad.txt": "x" * 100, "good.txt": "fine"}, zipfile.ZIP_STORED))
    data[data.index(b"xxxx")] = 0
    document = read(bytes(data), "a.zip")
    assert [part.name for part in document.parts] == ["good.txt"]
    assert document.notes == ("bad.txt: its part 'bad.txt' is damaged or packed in an unknown way",)
    locked = bytearray(make_zip({"a.txt": "x"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + flags] |= 1
    with pytest.raises(InputError, match=r"the archive is protected by a password\. Unpack it and add the files"):
        read(bytes(locked), "a.zip")


@given(st.dictionaries(st.text("abcdefgАБВ", min_size=1, max_size=8), st.binary(max_size=50), min_size=1, max_size=6))
def test_every_file_of_an_archive_comes_out_as_it_went_in(members: dict[str, bytes]) -> None:
    document = read(make_zip(members), "a.zip")
    assert {part.name: part.content for part in document.parts} == members
    for place, part in zip(document.places, document.parts, strict=True):
        assert document.text[place.start :].startswith(part.name)
        assert document.where(place.start) == f"file {part.name}"
