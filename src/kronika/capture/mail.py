"""E-mail (EML) and pages saved as one file (MHTML): headers, text, attachments as sources of their own."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.capture import page
from kronika.capture.compose import Composer
from kronika.capture.encoding import decode
from kronika.capture.page_tags import parse
from kronika.errors import InputError
from kronika.model.source import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "eml/1"
MEDIA_TYPE = "message/rfc822"

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_CONTAINERS = re.compile(rb"multipart/|message/rfc822", re.IGNORECASE)
#: containers in one message; the parser's own stack ends not far above
_MOST_CONTAINERS = 300
_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_SOLID = re.compile(r"[\W_]+")


class _Body(NamedTuple):
    """One readable part of a message: its text, and the page it is where it is HTML."""

    text: str
    flow: Any


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of a message; what is attached are the document's parts.

    Raises:
        InputError: it nests too deeply, or the encoding of a part cannot be told.
        MissingError: lxml is not installed.
    """
    if len(_CONTAINERS.findall(content)) > _MOST_CONTAINERS:
        raise InputError("its parts nest too deeply for a message", advice="Save its text and its attachments by themselves")
    try:
        message: Message[str, str] = email.message_from_bytes(content, policy=compat32)
        leaves = list(_leaves(message))
    except RecursionError as error:
        raise InputError("its parts nest too deeply for a message") from error
    if _is_saved_page(message):
        return _saved_page(message, leaves, name, limits)
    composer = Composer()
    composer.notes.extend(f"the message is damaged: {defect}" for defect in _defects(message))
    for header in _HEADERS:
        value = _header(message, header)
        if value:
            composer.line(f"{header}: {value}")
    composer.place(0, "part", "headers of the message")
    _bodies(leaves, composer, limits)
    return composer.document(READER, MEDIA_TYPE, title=_header(message, "Subject"), published=_sent(message))


def _leaves(message: Message[str, str]) -> Iterator[Message[str, str]]:
    """Yield the parts that hold something; a message inside is one part."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if not isinstance(part, str):
                yield from _leaves(part)
    else:
        yield message


def _defects(message: Message[str, str]) -> list[str]:
    return [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(defect).__name__).lower() for defect in message.defects]


def _bodies(leaves: list[Message[str, str]], composer: Composer, limits: Limits) -> None:
    """Add the text parts, and the HTML parts that say something else; the rest becomes parts."""
    plain: list[str] = []
    pages: list[_Body] = []
    for leaf in leaves:
        kind = leaf.get_content_type()
        attached = bool(leaf.get_filename()) or leaf.get_content_disposition() == "attachment"
        if kind in _ENCRYPTED:
            composer.note("a part is encrypted and was not read")
        if kind == "text/plain" and not attached:
            plain.append(_text(leaf, composer))
        elif kind == "text/html" and not attached:
            _, flow, _ = parse(_text(leaf, composer))
            piece = Composer()
            page.add_flow(flow, piece)
            pages.append(_Body(piece.text, flow))
        else:
            _attach(leaf, composer, limits)
    for text in plain:
        _add(composer, text, None, "text part")
    said = _SOLID.sub("", "".join(plain)).casefold()
    for body in pages:
        solid = _SOLID.sub("", body.text).casefold()
        if solid and solid in said:
            composer.note("the HTML part says the same as the text part and was not repeated")
        elif solid:
            _add(composer, body.text, body.flow, "HTML part")


def _add(composer: Composer, text: str, flow: Any, label: str) -> None:
    if not text.strip():
        return
    composer.add("\n")
    start = composer.position
    if flow is None:
        composer.add(text.replace("\r\n", "\n"))
    else:
        page.add_flow(flow, composer)
    if not text.endswith("\n"):
        composer.add("\n")
    composer.place(start, "part", label)


def _text(leaf: Message[str, str], composer: Composer) -> str:
    decoded = decode(_payload(leaf), leaf.get_content_charset() or "")
    for note in decoded.notes:
        composer.note(note)
    return decoded.text


def _payload(leaf: Message[str, str]) -> bytes:
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attach(leaf: Message[str, str], composer: Composer, limits: Limits) -> None:
    number = len(composer.parts) + 1
    if number > limits.max_members:
        composer.note(f"attachments after the first {limits.max_members:,} were not read: over the limit")
        return
    name = _words(leaf.get_filename() or "") or f"attachment {number}"
    kind = leaf.get_content_type()
    notes: tuple[str, ...] = ()
    if leaf.is_multipart():
        inner = leaf.get_payload(0)
        data = b"" if isinstance(inner, str) else inner.as_bytes()
        name = name if leaf.get_filename() else f"message {number}.eml"
        notes = ("taken out of the message around it: its headers may be folded differently",)
    else:
        data = _payload(leaf)
    if data:
        composer.parts.append(Part(name, data, media_type=kind, notes=notes))
    else:
        composer.note(f"attachment {name} is empty")


def _header(message: Message[str, str], name: str) -> str:
    """Return a header as text on one line, or nothing. The raw value: only it has the bytes of letters that break the rules."""
    value = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _words(str(value))


def _sent(message: Message[str, str]) -> str:
    """Return the day on which the message says that it was sent, by its sender's clock, or nothing."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _words(value: str) -> str:
    """Decode a header's encoded words; bytes beyond ASCII that it should not have are decoded as any text."""
    try:
        raw = value.encode("utf-8", "surrogateescape")
        value = raw.decode("utf-8") if not any("\udc80" <= letter <= "\udcff" for letter in value) else decode(raw).text
        pieces = []
        for piece, charset in decode_header(value):
            if isinstance(piece, bytes):
                pieces.append(decode(piece, charset or "").text if charset else piece.decode("latin-1"))
            else:
                pieces.append(piece)
        value = "".join(pieces)
    except (InputError, MessageError, ValueError, LookupError):
        value = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join(value.split())


def _is_saved_page(message: Message[str, str]) -> bool:
    return "Snapshot-Content-Location" in message or "saved by" in str(message.get("From", "")).lower()


def _saved_page(message: Message[str, str], leaves: list[Message[str, str]], name: str, limits: Limits) -> Document:
    """Return the page that a browser saved as one file: its first HTML part."""
    pages = [leaf for leaf in leaves if leaf.get_content_type() == "text/html"]
    if not pages:
        raise InputError("the saved page holds no HTML", advice="Save the page again as HTML")
    document = page.read(_payload(pages[0]), name, limits)
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    notes = list(document.notes)
    if len(pages) > 1:
        notes.append(f"frames inside the page were not read: {len(pages) - 1:,}")
    return replace(
        document,
        reader=READER,
        media_type=MEDIA_TYPE,
        address=document.address or (address if address.lower().startswith("http") else ""),
        title=document.title or _header(message, "Subject"),
        notes=tuple(notes),
    )
