"""The shortest stretch of a sentence that carries a fact: its words, who and what belongs to it, up to the next pause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.reading.text.scene import Scene

_PAUSE = re.compile(r"[,;:.!?()—–\n]")
#: a clause is completed only if its end is so near
_NEAR_LEFT, _NEAR_RIGHT = 70, 70


def quote_span(scene: Scene, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the stretch from the first to the last of ``spans``, widened to the pauses around it where they are near."""
    starts, ends = zip(*spans, strict=True)
    start, end = min(starts), max(ends)
    text = scene.view.text
    low = _pause_before(text, start, scene.start)
    if start - low <= _NEAR_LEFT:
        start = low
    high = _pause_after(text, end, scene.end)
    if high - end <= _NEAR_RIGHT:
        end = high
    while start < end and text[start] in " \t\"'»”,;:.)—–-•*❗️":
        start += 1
    while end > start and text[end - 1] in " \t,;:.—–-":
        end -= 1
    return start, end


def _pause_before(text: str, start: int, low: int) -> int:
    position = low
    for match in _PAUSE.finditer(text, low, start):
        if not _inside_number(text, match.start()):
            position = match.end()
    return position


def _pause_after(text: str, end: int, high: int) -> int:
    for match in _PAUSE.finditer(text, end, high):
        if not _inside_number(text, match.start()):
            return match.start()
    return high


def _inside_number(text: str, position: int) -> bool:
    """Say whether a comma or full stop is part of a number or an abbreviation ("1,300", "ст. 342")."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if before.isdigit() and after.isdigit():
        return True
    return text[position] == "." and (
        after.isdigit()
        or text[position + 1 : position + 3].strip().isdigit()
        or re.search(r"\b\w{1,3}$", text[max(position - 4, 0) : position]) is not None
    )
