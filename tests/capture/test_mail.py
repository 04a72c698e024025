from __future__ import annotations

from email.message import EmailMessage, MIMEPart

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.capture import media_type, read
from kronika.errors import InputError


def letter(text: str = "Добры дзень, мужа затрымалі.", subject: str = "Пра затрыманне") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Сваячка <relative@post.example>"
    message["To"] = "team@group.example"
    message["Date"] = "Tue, 04 May 2021 23:30:00 +0300"
    message["Subject"] = subject
    message.set_content(text)
    return message


def test_headers_text_and_day_are_read() -> None:
    document = read(letter().as_bytes(), "letter.eml")
    assert document.reader == "eml/1"
    assert document.text == (
        "From: Сваячка <relative@post.example>\nTo: team@group.example\nDate: Tue, 04 May 2021 23:30:00 +0300\n"
        "Subject: Пра затрыманне\n\nДобры дзень, мужа затрымалі.\n"
    )
    assert (document.title, document.published) == ("Пра затрыманне", "2021-05-04")
    assert document.where(document.text.index("Пра")) == "headers of the message"
    assert document.where(document.text.index("мужа")) == "text part"


def test_attachments_are_sources_of_their_own() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4 scan", maintype="application", subtype="pdf", filename="прысуд.pdf")
    message.add_attachment("a;b\n", filename="list.csv")
    message.add_attachment(letter("inner text", "inner"))
    document = read(message.as_bytes(), "letter.eml")
    assert [(part.name, part.media_type) for part in document.parts] == [
        ("прысуд.pdf", "application/pdf"),
        ("list.csv", "text/plain"),
        ("message 3.eml", "message/rfc822"),
    ]
    assert document.parts[0].content == b"%PDF-1.4 scan"
    assert read(document.parts[2].content, document.parts[2].name).text.endswith("inner text\n")


def test_a_page_that_says_the_same_is_not_repeated_and_one_that_says_more_is() -> None:
    message = letter("He was released.")
    message.add_alternative("<html><body><p>He was <b>released</b>.</p></body></html>", subtype="html")
    document = read(message.as_bytes(), "x")
    assert document.notes == ("the HTML part says the same as the text part and was not repeated",)
    message = letter("See the page.")
    message.add_alternative("<html><body><p>He was <b>released</b>.</p></body></html>", subtype="html")
    document = read(message.as_bytes(), "x")
    assert document.where(document.text.index("released")) == "HTML part"


def test_letters_of_an_old_mail_program_are_decoded() -> None:
    raw = (
        "From: a@b.example\r\nDate: 4 May 2021 10:00:00 +0300\r\nSubject: Пра затрыманне ў горадзе\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nМужа затрымалі ў горадзе на плошчы.\r\n"
    ).encode("cp1251")
    document = read(raw, "letter")
    assert document.title == "Пра затрыманне ў горадзе"
    assert document.published == "2021-05-04"
    assert document.text.endswith("Мужа затрымалі ў горадзе на плошчы.\n")


def test_a_page_saved_as_one_file_is_read_as_the_page() -> None:
    message = MIMEPart()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://post.example/news/1"
    message["Subject"] = "News"
    message["MIME-Version"] = "1.0"
    message.add_related(
        b"<html><body><p>The court sentenced three people to terms between two and six years.</p></body></html>",
        maintype="text", subtype="html",
    )  # fmt: skip
    document = read(message.as_bytes(), "page.mhtml")
    assert document.reader == "eml/1"
    assert document.address == "https://post.example/news/1"
    assert document.text == "The court sentenced three people to terms between two and six years.\n"


def test_an_encrypted_part_is_noted() -> None:
    message = letter()
    message.add_attachment(b"...", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    assert "a part is encrypted and was not read" in read(message.as_bytes(), "x").notes


def test_a_message_that_nests_without_end_is_refused() -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n"
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000))
    with pytest.raises(InputError) as caught:
        read(head + deep, "x.eml")
    assert str(caught.value) == ("its parts nest too deeply for a message. Save its text and its attachments by themselves.")


def test_damaged_headers_and_bodies_raise_nothing() -> None:
    raw = (
        b"From: =?utf-8?Q?=FF=FE?= <a@b>\nTo: =?nonsense?B?????=\nDate: not a date\nSubject: =?utf-8?B?0J?=\n"
        b"Content-Type: text/plain; charset=no-such-thing\nContent-Transfer-Encoding: base64\n\n%%%%\n"
    )
    document = read(raw, "x.eml")
    assert document.published == ""
    assert document.text.startswith("From: ")


def test_messages_are_told_from_text_with_colons() -> None:
    assert media_type(letter().as_bytes(), "x.txt") == "message/rfc822"
    assert media_type(b"Subject: only one header\n\ntext", "notes.txt") == "text/plain"
    assert media_type(b"Name: A\nBorn: 1990\nDetained: 2021\n", "a.txt") == "text/plain"
    with pytest.raises(InputError, match="a mailbox of many messages"):
        read(b"From a@b.example Tue May  4 10:00:00 2021\n" + letter().as_bytes(), "inbox")


line = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=30)


@given(st.lists(line, min_size=1, max_size=6).map("\n".join).filter(lambda text: text.strip()))
def test_any_text_of_a_message_is_found_again_by_its_place(text: str) -> None:
    message = letter()
    message.set_content(text, cte="base64")
    document = read(message.as_bytes(), "x.eml")
    place = document.places[-1]
    assert place.label == "text part"
    assert document.text[place.start : place.end].rstrip("\n") == text.rstrip("\n")
    assert document.where(place.start) == "text part"
