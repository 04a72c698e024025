"""A channel as Telegram exports it (``result.json``): each message a place with its number and day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kronika.capture.compose import Composer, listed
from kronika.capture.encoding import decode
from kronika.capture.page_head import day
from kronika.capture.sniff import TELEGRAM
from kronika.errors import InputError

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.model.source import Document

READER = "telegram/1"
MEDIA_TYPE = TELEGRAM

_AGAIN = "Export the channel again from Telegram Desktop, as machine-readable JSON"


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the messages of a channel, oldest first as the export has them.

    Raises:
        InputError: it is no JSON, or the export of a whole account.
    """
    del name, limits
    decoded = decode(content)
    try:
        data = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"the export is cut short or damaged{line}", advice=_AGAIN) from error
    if isinstance(data, dict) and isinstance(data.get("chats"), dict):
        raise InputError(
            "it is the export of a whole account, with private chats",
            advice="Export the one channel that you document (open it, menu, Export chat history, JSON)",
        )
    messages = data.get("messages") if isinstance(data, dict) else None
    if not isinstance(messages, list):
        raise InputError("it holds no messages", advice=_AGAIN)
    composer = Composer()
    composer.notes.extend(decoded.notes)
    _messages(messages, composer)
    kind = str(data.get("type", ""))
    if messages and not kind.endswith("channel"):
        composer.note("it is a chat, not a channel: who sent which message was left out")
    title = data.get("name")
    return composer.document(READER, MEDIA_TYPE, encoding=decoded.encoding, title=title.strip() if isinstance(title, str) else "")


def _messages(messages: list[Any], composer: Composer) -> None:
    """Add the text of all messages; note the others by what they are."""
    service: list[str] = []
    silent: list[str] = []
    broken = 0
    media: list[str] = []
    forwarded: list[str] = []
    for message in messages:
        if not isinstance(message, dict):
            broken += 1
            continue
        number = str(message.get("id", "without number"))
        if message.get("type") == "service":
            service.append(number)
            continue
        media += [path for key in ("photo", "file") if isinstance(path := message.get(key), str)]
        text = _text(message)
        if not text.strip():
            silent.append(number)
            continue
        if message.get("forwarded_from"):
            forwarded.append(f"{number} (from {message['forwarded_from']})")
        start = composer.position
        composer.line(text)
        stated = message.get("date")
        composer.place(start, "message", f"message {number}", published=day(stated) if isinstance(stated, str) else "")
        composer.add("\n")
    if service:
        composer.note(f"service messages (as joins and pins) were not read: {len(service):,} (message {listed(service)})")
    if silent:
        composer.note(f"messages without text, only pictures or files: {len(silent):,} (message {listed(silent)})")
    if forwarded:
        composer.note(f"messages forwarded from elsewhere: message {listed(forwarded)}")
    if media:
        composer.note(f"pictures and files beside the export were not read with it: {listed(media)}")
    if broken:
        composer.note(f"entries that are no messages were not read: {broken:,}")


def _text(message: dict[str, Any]) -> str:
    """Return a message's text, its runs (links, bold) joined, and a poll's question and answers."""
    text = message.get("text", "")
    runs = text if isinstance(text, list) else [text]
    joined = "".join(run if isinstance(run, str) else _string(run, "text") for run in runs)
    poll = message.get("poll")
    if isinstance(poll, dict):
        answers = poll.get("answers")
        lines = [_string(poll, "question"), *(_string(answer, "text") for answer in answers or [] if isinstance(answers, list))]
        joined = "\n".join(line for line in (joined, *lines) if line)
    return joined


def _string(holder: Any, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""
