from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.capture import media_type, read
from kronika.errors import InputError


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "message", "date": "2021-05-03T21:15:00", "from": "Channel", "text": text, **more}


def export(*messages: Any, kind: str = "public_channel") -> bytes:
    data = {"name": "Вясковая хроніка", "type": kind, "id": 1, "messages": list(messages)}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def test_every_message_is_a_place_with_its_day() -> None:
    document = read(
        export(
            message(16, "У Верхнім затрымалі настаўніцу."),
            message(17, ["Суд: ", {"type": "bold", "text": "два гады"}, " хіміі", {"type": "link", "text": "."}]),
        ),
        "result.json",
    )
    assert document.reader == "telegram/1"
    assert document.title == "Вясковая хроніка"
    assert document.text == "У Верхнім затрымалі настаўніцу.\n\nСуд: два гады хіміі.\n\n"
    assert document.where(document.text.index("два гады")) == "message 17"
    assert [place.published for place in document.places] == ["2021-05-03", "2021-05-03"]
    assert document.notes == ()


def test_what_is_no_text_is_named() -> None:
    document = read(
        export(
            {"id": 1, "type": "service", "action": "create_channel", "date": "2020-01-01T00:00:00"},
            message(2, "", photo="photos/photo_1.jpg"),
            message(3, "Тэкст", file="files/list.pdf", forwarded_from="Іншы канал"),
            message(4, "", poll={"question": "Ці бачылі вы?", "answers": [{"text": "так"}, {"text": "не"}]}),
            "broken",
        ),
        "result.json",
    )
    assert document.text == "Тэкст\n\nЦі бачылі вы?\nтак\nне\n\n"
    assert document.notes == (
        "service messages (as joins and pins) were not read: 1 (message 1)",
        "messages without text, only pictures or files: 1 (message 2)",
        "messages forwarded from elsewhere: message 3 (from Іншы канал)",
        "pictures and files beside the export were not read with it: photos/photo_1.jpg, files/list.pdf",
        "entries that are no messages were not read: 1",
    )


def test_senders_in_a_chat_are_left_out_and_that_is_said() -> None:
    document = read(export(message(1, "text", **{"from": "A Sender"}), kind="private_supergroup"), "result.json")
    assert "A Sender" not in document.text
    assert document.notes == ("it is a chat, not a channel: who sent which message was left out",)


def test_an_export_of_a_whole_account_is_refused() -> None:
    data = json.dumps({"chats": {"list": [json.loads(export(message(1, "x"), kind="personal_chat"))]}}).encode()
    with pytest.raises(InputError, match="it is the export of a whole account, with private chats"):
        read(data, "result.json")


def test_an_export_cut_short_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"the export is cut short or damaged, line \d+"):
        read(export(*[message(n, "text") for n in range(9)])[:-200], "result.json")


def test_other_json_is_text() -> None:
    assert media_type(b'{"messages": 5}', "result.json") == "text/plain"
    assert media_type(export(message(1, "x")), "whatever.txt") == "application/vnd.telegram.export+json"


runs = st.lists(st.text(max_size=10), min_size=1, max_size=4)


@given(st.lists(runs.filter(lambda texts: "".join(texts).strip()), min_size=1, max_size=6))
def test_every_message_is_found_again_by_its_place(messages: list[list[str]]) -> None:
    data = export(*(message(n, [{"text": run} for run in texts]) for n, texts in enumerate(messages, 100)))
    document = read(data, "result.json")
    assert len(document.places) == len(messages)
    for number, (place, texts) in enumerate(zip(document.places, messages, strict=True), 100):
        text = "".join(texts).replace("\x00", "\ufffd")
        assert document.text[place.start : place.end] == text + "\n"
        assert document.where(place.start + len(text) // 2) == f"message {number}"
