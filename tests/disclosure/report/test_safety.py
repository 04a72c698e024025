"""Whatever a source says, it never becomes markup, and nobody is misled by letters that nobody sees."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.report.page_reader import parse
from disclosure.report.people_sample import ALES
from disclosure.report.report_sample import DATA, PUBLIC
from kronika.disclosure.report.data import Spelling
from kronika.disclosure.report.render import render
from kronika.disclosure.report.safe import clean

#: fields whose values are keys, not texts: another value is another report
_KEYS = frozenset({"state", "on", "unit", "step"})
_ATTACKS = (
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "https://example.org/\"onclick='x'",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><svg/onload=alert(1)>]]>",
    "&lt;b&gt;\u202egpj.exe\u200e\x00\x1b[31m",
    "\ud800",
    "</title></textarea><iframe>",
    "data:text/html,<b>",
)
_TEXTS = st.one_of(st.sampled_from(_ATTACKS), st.text(max_size=40), st.text("<>&\"'/={}%", max_size=12))


def filled(value: Any, take: Any, name: str = "") -> Any:
    """Return a copy of the data in which every text is another."""
    if isinstance(value, str):
        return value if name in _KEYS else take()
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{each.name: filled(getattr(value, each.name), take, each.name) for each in fields(value)})
    if isinstance(value, tuple):
        return tuple(filled(item, take, name) for item in value)
    if isinstance(value, dict):
        return {take(): count for count in value.values()}
    return value


SMALL = replace(
    DATA,
    people=DATA.people[:2] + DATA.people[24:27],
    over_time=replace(DATA.over_time, lines=DATA.over_time.lines[:1]) if DATA.over_time else None,
    withheld={"name": 3},
    parts={"forced": 1},
)
_TAGS = {
    (element.tag, *sorted(element.attributes)) for data in (DATA, PUBLIC, SMALL) for element in parse(render(data)).everything()
}
_TAGS |= {
    (tag, *sorted({*names, *extra}))
    for tag, *names in _TAGS
    for extra in ([], ["lang"], ["open"])
    if tag in {"bdi", "q", "details"}
} | {("b",), ("bdi",), ("q", "dir"), ("details", "class")}


@settings(max_examples=60)
@given(st.data())
def test_no_text_ever_becomes_markup(source: st.DataObject) -> None:
    pool = source.draw(st.lists(_TEXTS, min_size=1, max_size=12))
    place = iter(range(10**9))
    text = render(filled(SMALL, lambda: pool[next(place) % len(pool)]))
    text.encode("utf-8")
    assert not re.search("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
    page = parse(text)
    unexpected = {(element.tag, *sorted(element.attributes)) for element in page.everything()} - _TAGS
    assert unexpected == set()
    for element in page.everything():
        if element.attributes.get("href", "#")[0] != "#" and element.tag == "a":
            assert element.attributes["href"].startswith(("http://", "https://"))


@given(_TEXTS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    person = replace(ALES, names=(Spelling(text),), cause=text)
    page = parse(render(replace(SMALL, people=(person,))))
    card = page.by_id("people").all("article")[0]
    wanted = " ".join(clean(text).split())
    assert card.all("h4")[0].text == (wanted or "(no name)")
