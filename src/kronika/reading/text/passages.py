"""A document in passages: paragraphs with the language that each is in, and the parts that are not read, named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.tongues import UNKNOWN, Tongue, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kronika.model.source import Document, Place

#: a line of at least so many characters may be broken by the page and go on in the next one
_WRAPPED_LOW, _WRAPPED_HIGH = 50, 130
_ENDS = re.compile(r"[.!?:;…»”\"]\s*$")
_BULLET = re.compile(r"\s*(?:[-–—•*▪‣❗✅🔴🟢]|\d{1,3}[.)]\s|#)")
#: in a paragraph of broken lines a line as wide as the widest goes on, whatever it begins with
_NARROW, _AS_WIDE = 25, 0.75
_HEADING = re.compile(r":[\s*_]*$")
#: a list that is longer is read without its heading from there on
_LONGEST_LIST = 1200
#: a passage in another language is named only if it has so many letters
_WORTH_NAMING = 40
_SCRIPT_DEFAULTS = {"cyrillic": "ru", "latin": "en"}


@dataclass(frozen=True)
class Passage:
    """A paragraph of a document.

    Attributes:
        start, end: in the document's text.
        language: two letters; empty if it could not be told.
        script: ``latin`` or ``cyrillic``.
        published: of the stretch that it stands in (a channel's message), EDTF; empty: as the document.
    """

    start: int
    end: int
    language: str
    script: str
    published: str


class _Told(NamedTuple):
    start: int
    end: int
    tongue: Tongue


def passages_of(document: Document) -> list[Passage]:
    """Return the passages of a document in order; rows of tables are left to the reading of lists."""
    told = [_Told(start, end, tell(document.text[start:end])) for start, end in _paragraphs(document)]
    dated = sorted((place for place in document.places if place.published), key=lambda place: place.start)
    passages = []
    previous: dict[str, str] = {}
    following = _first_known(told)
    for start, end, tongue in told:
        language = tongue.language
        if tongue != UNKNOWN and (not language or (not tongue.read and end - start < _WORTH_NAMING)):
            language = previous.get(tongue.script) or following.get(tongue.script) or _SCRIPT_DEFAULTS[tongue.script]
        elif tongue.read:
            previous[tongue.script] = language
        passages.append(Passage(start, end, language, tongue.script, _published(dated, start)))
    return passages


def _first_known(told: Sequence[_Told]) -> dict[str, str]:
    known: dict[str, str] = {}
    for item in told:
        if item.tongue.read:
            known.setdefault(item.tongue.script, item.tongue.language)
    return known


def _published(dated: list[Place], start: int) -> str:
    inside = [place for place in dated if place.start <= start < place.end]
    return inside[-1].published if inside else ""


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    repeated = _table_text(document)
    for start, end in _outside_tables(document):
        for low, high in _split(document.text, start, end):
            if not repeated or _plain(document.text[low:high]) not in repeated:
                yield low, high


#: a shorter line may stand in a table by chance
_SHORTEST_ROW = 8
_PDF = "application/pdf"


def _table_text(document: Document) -> str:
    """Return the letters of a PDF's ruled tables: its pages hold their rows a second time, as lines of text."""
    if document.media_type != _PDF:
        return ""
    return "\n".join(_plain(document.text[table.start : table.row_starts[-1]]) for table in document.tables)


def _plain(text: str) -> str:
    letters = re.sub(r"[\W_]+", "", text)
    return letters if len(letters) >= _SHORTEST_ROW else "\0"


def _outside_tables(document: Document) -> Iterator[tuple[int, int]]:
    start, last = document.article or (0, len(document.text))
    for table in document.tables:
        low, high = table.start, table.row_starts[-1]
        if start < low:
            yield start, min(low, last)
        start = max(start, high)
    if start < last:
        yield start, last


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, with those joined that only the page has broken, and a list with its heading."""
    low = start
    position = start
    listing = False
    widest = 0
    while position < end:
        feed = text.find("\n", position, end)
        stop = feed if feed >= 0 else end
        line = text[position:stop]
        following = text[stop + 1 : min(stop + 160, end)] if feed >= 0 else ""
        listing = bool(_HEADING.search(line)) or (listing and (not line.strip() or bool(_BULLET.match(line))))
        if listing and feed >= 0 and stop - low < _LONGEST_LIST and _BULLET.match(following.lstrip()[:8]):
            position = stop + 1
            continue
        column = widest >= _NARROW and _AS_WIDE * widest <= len(line.rstrip())
        if feed < 0 or not (_goes_on(line, following) or (column and not _ends_here(line, following))):
            if text[low:stop].strip():
                yield low, stop
            low = stop + 1
            widest = 0
        else:
            widest = max(widest, len(line.rstrip()))
        position = stop + 1


def _ends_here(line: str, following: str) -> bool:
    """Say whether a line is surely the last one of its paragraph: an empty line, an item or the end of a sentence follows."""
    next_line = following.split("\n", 1)[0]
    return not next_line.strip() or bool(_BULLET.match(next_line)) or bool(_ENDS.search(line))


def _goes_on(line: str, following: str) -> bool:
    """Say whether a paragraph goes on behind the end of a line."""
    next_line = following.split("\n", 1)[0]
    if not line.strip() or not next_line.strip() or _BULLET.match(next_line):
        return False
    stripped = line.rstrip()
    if stripped[-1] in "-\u00ad\u00ac" and len(stripped) > 1 and stripped[-2].isalpha() and next_line.lstrip()[:1].islower():
        return True
    if _ENDS.search(line):
        # a full-width line may end with a sentence and go on
        return False
    if next_line.lstrip()[0].islower() or stripped[-1] == ",":
        return True
    if len(next_line) > _WRAPPED_HIGH:
        # a heading above a paragraph that fills its line
        return False
    return _WRAPPED_LOW <= len(stripped) <= _WRAPPED_HIGH and len(next_line.strip()) > _WRAPPED_LOW // 2


def main_language(passages: Sequence[Passage]) -> str:
    """Return the language of most of the text that could be told."""
    letters: dict[str, int] = {}
    for passage in passages:
        if passage.language:
            letters[passage.language] = letters.get(passage.language, 0) + passage.end - passage.start
    return max(letters, key=lambda language: letters[language]) if letters else ""


def unread(document: Document, passages: Sequence[Passage], languages: Sequence[str]) -> list[str]:
    """Return a note for each stretch in a language that is not read, with its place in words."""
    notes: list[str] = []
    stretch: list[Passage] = []
    for passage in [*passages, None]:
        if passage is not None and stretch and passage.language == stretch[-1].language:
            stretch.append(passage)
            continue
        if stretch:
            notes.append(f"{_where(document, stretch)}: language {stretch[0].language} is not read")
        stretch = [passage] if passage and passage.language and passage.language not in languages else []
    return notes


def _where(document: Document, stretch: Sequence[Passage]) -> str:
    if len(stretch) and not document.places:
        whole = stretch[0].start == 0 and stretch[-1].end >= len(document.text.rstrip())
        return "all of the text" if whole else f"characters {stretch[0].start} to {stretch[-1].end}"
    first, last = document.where(stretch[0].start), document.where(stretch[-1].start)
    return first if first == last else f"{first} to {last}"
