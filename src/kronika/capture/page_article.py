"""The main text of a page, without menus and lists of links, and where it stands in the page's whole text."""

from __future__ import annotations

import re
from bisect import bisect_right

from kronika.capture.markup import missing_library

_SOLID = re.compile(r"[^\s\xad\u200b-\u200d\u2060\ufeff]+")
#: paragraphs shorter than this are too common to find the main text by
_TELLING = 20
#: a short paragraph belongs to the main text if it is as near to the next one
_NEAR = 300
#: share of the main text's characters that must be found again, and how much longer the stretch may be
_FOUND = 0.6
_LONGER = 2.5


#: what a page carries beside its text, at times megabytes of it: how it begins and how it ends
_BESIDE = {"<script": "</script", "<style": "</style", "<svg": "</svg", "<!--": "-->"}
_BEGIN = re.compile(r"<(?:script|style|svg)\b|<!--", re.IGNORECASE)
_END = {begin: re.compile(re.escape(end) + ("" if begin == "<!--" else r"\s*>"), re.IGNORECASE) for begin, end in _BESIDE.items()}
_PICTURE = re.compile(r"""(?<=["'])data:[^"'<>]{1024,}""")


def without_scripts(markup: str) -> str:
    """Return ``markup`` without scripts, styles, comments and pictures written into it."""
    kept: list[str] = []
    position = 0
    while begin := _BEGIN.search(markup, position):
        end = _END[begin.group().lower()].search(markup, begin.end())
        kept.append(markup[position : begin.start()])
        if not end:
            position = len(markup)  # a browser shows nothing after one that never ends, either
            break
        position = end.end()
    kept.append(markup[position:])
    return _PICTURE.sub("", "".join(kept))


def main_text(markup: str) -> str:
    """Return the main text as trafilatura finds it, or nothing. It never fetches anything: it is given the page only.

    Raises:
        MissingError: trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise missing_library("trafilatura", error) from error
    try:
        return trafilatura.extract(markup, include_comments=False, include_tables=True, output_format="txt") or ""
    except Exception:  # noqa: BLE001  the main text is an aid: whatever breaks there must not lose the page
        return ""


def locate(main: str, text: str) -> tuple[int, int] | None:
    """Return start and end of the stretch of ``text`` that holds the paragraphs of ``main``, or None.

    White space and soft hyphens are not compared. Most of ``main`` must be there, in its order, without much else between.
    """
    page = _Solid(text)
    paragraphs = [paragraph for line in main.splitlines() if (paragraph := "".join(_SOLID.findall(line)))]
    spans = _matches(paragraphs, page.solid)
    if not spans:
        return None
    length = sum(map(len, paragraphs))
    matched = sum(end - start for start, end in spans)
    if matched < _FOUND * length or spans[-1][1] - spans[0][0] > _LONGER * length + _NEAR:
        return None
    return page.position(spans[0][0]), page.position(spans[-1][1] - 1) + 1


class _Solid:
    """A text without white space and soft hyphens, and the way back from it."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._text: list[int] = []
        self._solid: list[int] = []
        length = 0
        for piece in _SOLID.finditer(text):
            pieces.append(piece.group())
            self._text.append(piece.start())
            self._solid.append(length)
            length += piece.end() - piece.start()
        self.solid = "".join(pieces)

    def position(self, solid: int) -> int:
        """Return where the character at ``solid`` stands in the text."""
        piece = bisect_right(self._solid, solid) - 1
        return self._text[piece] + solid - self._solid[piece]


def _matches(paragraphs: list[str], solid: str) -> list[tuple[int, int]]:
    """Return where the paragraphs stand, in order; those that are not found are left out.

    Telling paragraphs are found first, each after the one before; then, from the last one back, each as late as it can
    stand (a teaser above the article repeats its first lines); then short ones only where they adjoin.
    """
    cursor = 0
    anchors = []
    for paragraph in [p for p in paragraphs if len(p) >= _TELLING] or paragraphs:
        at = solid.find(paragraph, cursor)
        if at >= 0:
            anchors.append(paragraph)
            cursor = at + len(paragraph)
    wanted = set(anchors)
    limit = cursor
    late: list[tuple[int, int]] = []
    for paragraph in reversed(paragraphs):
        telling = paragraph in wanted
        if not telling and not late:
            continue
        at = solid.rfind(paragraph, 0 if telling else max(0, limit - _NEAR), limit)
        if at >= 0:
            late.append((at, at + len(paragraph)))
            limit = at
    return late[::-1]
