from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.office_samples import make_docx, make_ods, make_odt, make_xlsx, make_zip, paragraph, xlsx_rows
from capture.pdf_samples import Page, make_pdf
from kronika.capture import Limits, media_type, read
from kronika.errors import InputError, MissingError

SAMPLES = {
    "text/plain": "Звычайны тэкст.\n".encode(),
    "text/csv": b"a;b;c\n1;2;3\n4;5;6\n",
    "text/html": b"<!DOCTYPE html><html><body><p>Page</p></body></html>",
    "application/pdf": make_pdf([Page(["Page"])]),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": make_docx(paragraph("Text")),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": make_xlsx({"S": xlsx_rows([["a", "b"]])}),
    "application/vnd.oasis.opendocument.text": make_odt("<text:p>Text</text:p>"),
    "application/vnd.oasis.opendocument.spreadsheet": make_ods(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    ),
    "message/rfc822": b"From: a@b.example\nTo: c@d.example\nSubject: s\n\nText\n",
    "application/zip": make_zip({"a.txt": "text"}),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_format_is_told_from_the_bytes_whatever_the_name(kind: str) -> None:
    for name in ("", "photo.jpg", "a.pdf", "без названия"):
        assert media_type(SAMPLES[kind], name) == kind
        assert read(SAMPLES[kind], name).media_type == kind


@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_is_written_to_a_file_and_no_program_is_started(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(SAMPLES[kind], "warm up")
    opened = builtins.open

    def only_reading(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        assert not set(mode) & set("wax+"), f"{file} was opened for writing"
        return opened(file, mode, *rest, **named)

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(builtins, "open", only_reading)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    read(SAMPLES[kind], "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "the file is empty (0 bytes). Get it again from where it came from."),
        (b"x" * 2000, "the file has 2,000 bytes, over the limit of 1,000 bytes. Split it, or take out of it what you need."),
        (b"\x00\x01\x02\x03" * 50, "it is in no format that is read here, or it is damaged."),
        (b"\x00\x00\x00\x20ftypisom" + bytes(20), "it is a recording (video/mp4), which has no text to read."),
        (b"Rar!\x1a\x07\x00", "it is a RAR archive, which is not read. Unpack it and add the folder."),
        (b"SQLite format 3\x00", "it is a database, which is not read. Export its tables as CSV."),
        (b"MZ\x90\x00", "it is a program, which is not read. It was not run. Check where it comes from."),
    ],
)
def test_what_cannot_be_read_gets_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "secret name", limits=Limits(max_bytes=1000))
    assert str(caught.value).startswith(line)
    assert "secret name" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "library"),
    [
        ("application/pdf", "pypdfium2"),
        ("text/html", "lxml"),
        ("text/html", "trafilatura"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "lxml"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "python_calamine"),
    ],
)
def test_a_library_that_is_missing_is_named(kind: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingError) as caught:
        read(SAMPLES[kind], "x")
    assert str(caught.value).startswith(library.replace("_", "-") + " is not installed. Run: pip install kronika")


def test_the_room_opens_without_its_heavy_libraries() -> None:
    script = (
        "import sys, kronika.capture as c; c.read(b'text', 'a.txt')\n"
        "heavy = {'lxml', 'trafilatura', 'pypdfium2', 'pdfplumber', 'python_calamine', 'warcio', 'PIL', 'email'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@given(st.text(min_size=1), st.data())
def test_any_quote_of_a_text_is_found_again_by_its_characters(text: str, data: st.DataObject) -> None:
    document = read(b"\xef\xbb\xbf" + text.encode(), "a.txt")
    if document.reader != "text/1":
        return
    assert document.text == text.replace("\x00", "\ufffd")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert document.text[start:end] == text[start:end].replace("\x00", "\ufffd")
    assert document.where(start) == f"character {start}"


@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(SAMPLES)), st.data())
def test_damaged_bytes_of_any_format_give_a_document_or_one_line(junk: bytes, kind: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[kind])
    at = data.draw(st.integers(0, len(sample)))
    damage = data.draw(st.sampled_from(["cut", "insert", "overwrite"]))
    if damage == "cut":
        del sample[at:]
    elif damage == "insert":
        sample[at:at] = junk
    else:
        sample[at : at + len(junk)] = junk
    try:
        document = read(bytes(sample), "x")
    except InputError:
        return
    document.text.encode("utf-8")
    assert all(0 <= place.start < place.end <= len(document.text) for place in document.places)
    assert all(document.text.startswith(table.text(), table.start) for table in document.tables)
