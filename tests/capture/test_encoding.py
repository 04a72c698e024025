from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.capture.encoding import ONE_BYTE, decode, is_text
from kronika.errors import InputError

CORPUS = Path(__file__).parent.parent / "corpus" / "capture"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.txt")}
CYRILLIC = ("russian", "belarusian", "ukrainian")


def writable(text: str, encoding: str) -> str:
    """Return ``text`` as people wrote it in ``encoding``: what it has no letter for was replaced or left out."""
    if encoding == "cp866":
        text = text.replace("і", "i").replace("І", "I")
    return text.encode(encoding, "ignore").decode(encoding)


def samples(language: str, length: int, count: int) -> list[str]:
    """Return stretches of text in which the sentences of a language stand in any order."""
    order = random.Random(7)
    sentences = TEXTS[language].split("\n")
    found = []
    for _ in range(count):
        order.shuffle(sentences)
        text = "\n".join(sentences)
        start = order.randrange(len(text) - length)
        found.append(text[start : start + length])
    return found


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("russian", "koi8-r")] + [(language, name) for language in CYRILLIC for name in ("cp1251", "koi8-u", "cp866")],
)
@pytest.mark.parametrize("form", [str, str.upper, str.title])
def test_text_of_200_letters_is_decoded_as_it_was_written(language: str, encoding: str, form: type[str]) -> None:
    texts = [writable(form(text), encoding) for text in samples(language, 200, 100)]
    wrong = [text for text in texts if decode(text.encode(encoding)).text != text]
    assert not wrong


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
@pytest.mark.parametrize("language", CYRILLIC)
def test_a_line_of_50_letters_is_rarely_mistaken(language: str, encoding: str) -> None:
    texts = [writable(text, encoding) for text in samples(language, 50, 100)]
    right = sum(decode(text.encode(encoding)).text == text for text in texts)
    assert right >= 98


def test_english_with_signs_of_windows_is_read() -> None:
    text = TEXTS["english"].replace("№", "no.")
    assert decode(text.encode("cp1252")).text == text


def test_polish_and_latin_belarusian_are_read() -> None:
    text = "Sąd skazał go na trzy lata więzienia – „nie przyznał się”. Žančynu vypuścili ŭviečary z vastroha."
    text = writable(text, "cp1250")
    assert decode(text.encode("cp1250")).text == text


def test_belarusian_in_koi8_ru_keeps_its_short_u() -> None:
    text = TEXTS["belarusian"].replace("№", "N")
    data = text.translate({ord("ў"): "╝", ord("Ў"): "╬"}).encode("koi8-u", "ignore")
    decoded = decode(data)
    assert decoded.encoding == "koi8-ru"
    assert "ператрус цягнуўся амаль чатыры гадзіны" in decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", [*CYRILLIC, "english"])
def test_unicode_is_recognised_with_and_without_its_mark(language: str, encoding: str) -> None:
    assert decode(TEXTS[language].encode(encoding)).text == TEXTS[language]


@given(st.text())
def test_any_text_in_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


def test_letters_that_begin_like_a_mark_of_utf16_are_letters() -> None:
    text = "яю" + TEXTS["russian"][:300]
    assert decode(text.encode("cp1251")).text == text


def test_russian_after_a_long_english_beginning_decides() -> None:
    text = "Nothing but English here.\n" * 20_000 + TEXTS["russian"]
    decoded = decode(text.encode("cp1251"))
    assert (decoded.encoding, decoded.text) == ("cp1251", text)


def test_a_damaged_letter_in_utf8_is_noted_with_its_line() -> None:
    data = bytearray(TEXTS["russian"].encode())
    at = data.index("обыск".encode())
    data[at : at + 2] = b"\xff\xff"
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.notes == ("bytes that are not UTF-8 became the sign U+FFFD 2 times, first in line 2",)


def test_a_wrong_declaration_is_corrected_and_said() -> None:
    text = writable(TEXTS["russian"], "koi8-r")
    decoded = decode(text.encode("koi8-r"), "windows-1251")
    assert decoded.text == text
    assert decoded.notes == ("the source calls its encoding windows-1251, but its letters are koi8-r",)


def test_a_right_declaration_decides_between_encodings_that_read_the_same() -> None:
    assert decode(b"plain \x97 dash", "windows-1252").encoding == "cp1252"


def test_random_bytes_are_refused_with_what_was_tried() -> None:
    data = bytes(random.Random(3).randrange(0x80, 0x100) for _ in range(400))
    with pytest.raises(InputError, match="the encoding of its letters cannot be told") as caught:
        decode(data)
    assert all(name in str(caught.value) for name in ONE_BYTE)


def test_a_guess_on_a_few_letters_says_so() -> None:
    decoded = decode("Иван".encode("cp1251"))
    assert decoded.text == "Иван"
    assert decoded.notes == ("the encoding cp1251 is a guess from 4 letters",)


@pytest.mark.parametrize(("data", "expected"), [(b"", True), (b"text\r\n", True), (bytes(range(32)) * 9, False)])
def test_text_is_told_from_what_is_none(data: bytes, *, expected: bool) -> None:
    assert is_text(data) is expected
