from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from capture.picture_samples import written
from kronika.capture import Limits, media_type, ocr, read
from kronika.errors import InputError

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_picture_is_recognised_from_its_bytes(kind: str) -> None:
    data = saved(written("DETAINED ON 3 MAY 2021"), kind)
    assert media_type(data, "letter.txt") == f"image/{kind.lower()}"
    document = read(data, "letter.txt")
    assert document.reader == "ocr/1"
    assert document.text == "DETAINED ON 3 MAY 2021\n"
    assert document.where(3) == "page 1"
    assert document.notes[-1].startswith("letters recognised from a picture (tesseract, ")


@needs_tesseract
def test_every_page_of_a_tiff_is_a_place() -> None:
    data = saved(written("FIRST SHEET"), "TIFF", save_all=True, append_images=[written("SECOND SHEET")])
    document = read(data, "scan.tif")
    assert document.where(document.text.index("SECOND")) == "page 2"


@needs_tesseract
def test_a_photograph_taken_sideways_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    data = saved(written("TURNED LETTER").rotate(90, expand=True), "JPEG", exif=exif)
    assert read(data, "photo.jpg").text == "TURNED LETTER\n"


@needs_tesseract
def test_nothing_is_written_while_a_picture_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    read(saved(written("KEPT IN MEMORY"), "JPEG"), "photo.jpg")
    assert list(tmp_path.iterdir()) == []


@needs_tesseract
def test_an_empty_picture_says_that_it_holds_no_letters() -> None:
    with pytest.raises(InputError, match="no letters were recognised in the picture"):
        read(saved(Image.new("L", (400, 400), 255), "PNG"), "a.png")


def test_where_tesseract_is_missing_the_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    with pytest.raises(InputError) as caught:
        read(saved(written("X"), "PNG"), "a.png")
    assert str(caught.value) == (
        "it is a picture, and tesseract, which recognises letters in pictures, is not installed. Install tesseract with "
        "its languages eng, rus and bel (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus tesseract-ocr-bel; "
        "macOS: brew install tesseract tesseract-lang; Windows: the installer of UB Mannheim) and add the file again."
    )


@pytest.fixture
def _recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recogniser", lambda: ocr.Recogniser("tesseract", ("eng", "rus")))


def answer(text: str, code: int = 0) -> Any:
    return lambda *_: subprocess.CompletedProcess([], code, text.encode(), b"")


@pytest.mark.usefixtures("_recogniser")
def test_a_language_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_run", answer("Слова\r\nдругое\n\f"))
    document = read(saved(written("X"), "PNG"), "a.png")
    assert document.text == "Слова\nдругое\n"
    assert document.notes[0].startswith("tesseract has no Belarusian here")


@pytest.mark.usefixtures("_recogniser")
@pytest.mark.parametrize(
    ("data", "limits", "line"),
    [
        (saved(written("X"), "PNG")[:200], Limits(), "the picture is cut short or damaged. Scan or copy it again."),
        (b"\xff\xd8\xff\xe0 not a picture", Limits(), "the picture is cut short or damaged. Scan or copy it again."),
        (
            saved(written("X"), "PNG"),
            Limits(max_pixels=1000),
            "the picture has 1,200 by 300 dots, over the limit of 1,000. Save it smaller (300 dots an inch are enough).",
        ),
        (saved(Image.new("L", (4, 4)), "PNG"), Limits(), "the picture is too small to hold letters."),
    ],
)
def test_a_bad_picture_gets_one_line(data: bytes, limits: Limits, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.png", limits=limits)
    assert str(caught.value) == line
