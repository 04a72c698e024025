"""What one cell says: its pieces, each with the exact characters in the cell that carry it.

A cell is read once for each text: lists repeat courts, articles, terms and even dates, so readers remember what they read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language import articles, codes, numbers, scripts
from kronika.language.dates import When, find_dates, parse_date
from kronika.language.terms import find_terms, parse_term
from kronika.reading.lists.mapping import Column, unit_letter
from kronika.reading.lists.targets import STATE, value_type

#: cells remembered for each column
_REMEMBERED = 40_000
#: acts whose day may stand in the cell of their term ("2 years, 14.12.2021"); a whole day only: "2 years 2021" may be anything
_DATED = frozenset({"sentence", "replacement"})
_WHOLE_DAY = len("2021-12-14")
#: shorter cells hold a term alone, which is most of them
_WITH_A_DAY = 9
_UNTIL = re.compile(r"(?:\b(?:до|да|по|until|till|to|through)|[-–—])\s*$", re.IGNORECASE)
_LINES = r"[;\n\r]+"
_TERMS = r"[;\n\r]+|\s*\+\s*"
_NAMES_APART = r"[;\n\r]+|\s+/\s+"
_LISTED = r"[;\n\r,]+|\s+(?:и|і|й|ды|and|&)\s+|/"
_FINE = re.compile(r"штраф|fine|базов\w+ велич|базав\w+ велічын|б\.\s?в\.", re.IGNORECASE)
#: property -> field of the code tables, where they have different names
_FIELDS = {("liquidation", "how"): "liquidation_how", ("recognition", "recognised_by"): "recogniser"}
_DIRTY = re.compile("[^\\S ]|  |[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ]|[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")


class Piece(NamedTuple):
    """Something that a cell says.

    Attributes:
        property: of the column's kind.
        value: normalised; empty if it could not be read.
        start, end: characters in the cell.
        problem: what could not be read or was read with doubt, in words; empty if nothing.
        kind: where the piece speaks of another kind of act than the column (``state`` columns); else empty.
    """

    property: str
    value: str
    start: int
    end: int
    problem: str = ""
    kind: str = ""


class Cell(NamedTuple):
    """What a cell says.

    Attributes:
        whole: its pieces, where the row has one act of the kind.
        segments: the same by act, where the cell lists several ("09.08.2020; 12.11.2020"); one segment if it does not.
        several: there is more than one segment.
    """

    whole: tuple[Piece, ...]
    segments: tuple[tuple[Piece, ...], ...]
    several: bool = False


Reader = Callable[[str], Cell | None]
_Read = Callable[[str], list[Piece]]


def reader(column: Column, order: str, language: str, anchor: date | None) -> Reader:
    """Return the function that reads the cells of a column; it returns None for a cell that says nothing.

    ``order``, ``language`` and ``anchor`` (day of publication) are the list's; a column's own come first.
    """
    kind, name = column.target.kind, column.target.property
    type_ = value_type(column.target)
    one: _Read
    split = _LINES
    order, language = column.order or order, column.language or language
    if kind == STATE:
        one = _State(order, language, anchor)
    elif type_ == "date":
        one = _Dates(kind, name, order, language, anchor)
    elif type_ == "duration":
        dates = _Dates(kind, "date", order, language, anchor) if kind in _DATED else None
        one, split = _Durations(kind, name, unit_letter(column.unit), dates), _TERMS
    elif type_ == "article":
        one = _Articles(name)
    elif (kind, name) == ("recognition", "recognised_by"):
        one, split = _Recognisers(order, language, anchor), _LISTED
    elif type_ in {"code", "boolean"}:
        one = _Codes(kind, name, "yes_no" if type_ == "boolean" else _FIELDS.get((kind, name), name))
    elif type_ == "number":
        one = _Numbers(name)
    else:
        one, split = _Text(name), _NAMES_APART if type_ == "name" else _LINES
    return lru_cache(maxsize=_REMEMBERED)(_Remembering(one, _splitter(column.split, split), column.codes, name, type_))


@cache
def _splitter(own: str, usual: str) -> re.Pattern[str] | None:
    if own == "none":
        return None
    return re.compile(re.escape(own) if own else usual)


class _Remembering:
    """Read a cell as a whole and by its parts."""

    def __init__(self, one: _Read, split: re.Pattern[str] | None, own: object, name: str, type_: str) -> None:
        self._one, self._split, self._name = one, split, name
        self._own = {" ".join(word.casefold().split()): value for word, value in dict(own).items()}  # type: ignore[call-overload]
        self._keeps_no = type_ == "boolean"

    def __call__(self, text: str) -> Cell | None:
        start, end = _stripped(text, 0, len(text))
        if start == end:
            return None
        own = self._own.get(" ".join(text.casefold().split()))
        if own is not None:
            pieces = (Piece(self._name, own, start, end),) if own else ()
            return Cell(pieces, (pieces,)) if pieces else None
        if codes.is_empty(text) and not (self._keeps_no and codes.lookup("yes_no", text)):
            return None
        segments = self._segments(text)
        whole = tuple(_moved(self._one(text[start:end]), start))
        if len(segments) > 1:
            if whole and any(piece.problem for piece in whole) and not any(piece.problem for part in segments for piece in part):
                whole = tuple(piece for part in segments for piece in part)
            return Cell(whole, tuple(segments), several=True)
        return Cell(whole, (whole,))

    def _segments(self, text: str) -> list[tuple[Piece, ...]]:
        if self._split is None or not self._split.search(text):
            found = _listed_dates(self._one, text) if isinstance(self._one, _Dates) else []
            return [(piece,) for piece in found]
        segments = []
        position = 0
        for match in (*self._split.finditer(text), None):
            start, end = _stripped(text, position, match.start() if match else len(text))
            if start < end:
                segments.append(tuple(_moved(self._one(text[start:end]), start)))
            position = match.end() if match else position
        return [segment for segment in segments if segment]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _moved(pieces: list[Piece], by: int) -> list[Piece]:
    return [piece._replace(start=piece.start + by, end=piece.end + by) for piece in pieces] if by else pieces


class _Dates:
    """Read a date, or the dates inside other words; for a release, also how it came about."""

    def __init__(self, kind: str, name: str, order: str, language: str, anchor: date | None) -> None:
        self._kind, self._name, self._order, self._language, self._anchor = kind, name, order, language or None, anchor

    def __call__(self, text: str) -> list[Piece]:
        when = parse_date(text, order=self._order, language=self._language, anchor=self._anchor)
        if when is not None:
            return [self.piece(when)]
        found = self.inside(text)
        how = self._how(text)
        pieces = [self.piece(when) for when in found] + how
        if not pieces:
            return [Piece(self._name, "", 0, len(text), f"{text} is not a date; kept as written")]
        if not found:
            pieces.append(Piece(self._name, "", 0, len(text), f"{text} holds no date; kept as written"))
        elif not how and not pieces[0].problem:
            pieces[0] = pieces[0]._replace(problem=f"of {text} only the date is read")
        return pieces

    def inside(self, text: str) -> list[When]:
        """Return the dates among other words."""
        return find_dates(text, self._language, self._anchor, order=self._order)

    def piece(self, when: When) -> Piece:
        """Return what a date says, with its problem or doubt."""
        problem = f"{when.problem}; kept as written" if when.problem else when.reason
        return Piece(self._name, when.edtf, when.start, when.end, problem)

    def _how(self, text: str) -> list[Piece]:
        if self._kind != "release":
            return []
        return [Piece("how", code.code, code.start, code.end) for code in codes.find("how", text)[:1]]


def _listed_dates(dates: _Dates, text: str) -> list[Piece]:
    """Return the dates of a cell that lists several with commas; nothing if it holds one date, or a stretch."""
    start, end = _stripped(text, 0, len(text))
    if parse_date(text, order=dates._order) is not None:  # noqa: SLF001 - the same file
        return []
    found = [when for when in dates.inside(text[start:end]) if not when.problem]
    return _moved([dates.piece(when) for when in found], start) if len(found) > 1 else []


class _Durations:
    """Read a term, its regime and its day where the cell says them, and a fine."""

    def __init__(self, kind: str, name: str, unit: str, dates: _Dates | None) -> None:
        self._kind, self._name, self._unit, self._dates = kind, name, unit, dates

    def __call__(self, text: str) -> list[Piece]:
        term = parse_term(text, unit=self._unit)
        terms = [term] if term else find_terms(text)
        pieces = []
        if len(terms) > 1:
            pieces.append(Piece(self._name, text, 0, len(text), f"{text} holds {len(terms)} terms; kept as written"))
        for term in terms:
            if len(terms) == 1:
                pieces.append(Piece(self._name, term.duration, term.start, term.end, term.note))
            if term.regime:
                start, end = (term.regime_start, term.regime_end) if term.regime_start >= 0 else (term.start, term.end)
                pieces.append(Piece("regime", term.regime, start, end))
        if not terms:
            pieces += [Piece("regime", code.code, code.start, code.end) for code in codes.find("regime", text)[:1]]
        if self._kind == "sentence" and _FINE.search(text):
            pieces += [Piece("fine", text[start:end], start, end) for start, end in _fines(text)]
        if pieces and len(text) >= _WITH_A_DAY:
            pieces += self._day(text)
        if not pieces:
            return [Piece(self._name, text, 0, len(text), f"{text} is not a term that can be read; kept as written")]
        return pieces

    def _day(self, text: str) -> list[Piece]:
        """Return the day of the act; of several none is taken, nor one that a term ends on ("2 years, until 14.12.2023")."""
        if self._dates is None:
            return []
        found = [when for when in self._dates.inside(text) if len(when.edtf) == _WHOLE_DAY]
        if len(found) != 1 or _UNTIL.search(text, 0, found[0].start):
            return []
        return [self._dates.piece(found[0])]


def _fines(text: str) -> list[tuple[int, int]]:
    """Return the parts of a cell that speak of a fine."""
    parts = []
    position = 0
    for match in (*re.finditer(r"[;,\n]\s*|\s+(?:и|і|ды|and)\s+|\s*\+\s*", text), None):
        start, end = _stripped(text, position, match.start() if match else len(text))
        if _FINE.search(text, start, end):
            parts.append((start, end))
        position = match.end() if match else position
    return parts


class _Articles:
    """Read articles of the law: one value for all of a cell."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, text: str) -> list[Piece]:
        found = articles.read_articles(text)
        if not found:
            return [Piece(self._name, text, 0, len(text), f"{text} is not an article that can be read; kept as written")]
        value = articles.join(tuple(dict.fromkeys(article.value for article in found)))
        notes = dict.fromkeys(article.note for article in found if article.note)
        return [Piece(self._name, value, found[0].start, found[-1].end, "; ".join(notes))]


class _Recognisers:
    """Read who recognised a person, and when, where the cell says that too."""

    def __init__(self, order: str, language: str, anchor: date | None) -> None:
        self._order, self._language, self._anchor = order, language or None, anchor

    def __call__(self, text: str) -> list[Piece]:
        dates = [when for when in find_dates(text, self._language, self._anchor, order=self._order) if when.edtf]
        end = dates[0].start if dates and dates[0].start > 0 else len(text)
        name = re.sub(r"[\s,(:–—-]+$", "", text[:end])
        value = codes.lookup("recogniser", name) or tidy(name)
        pieces = [Piece("recognised_by", value, 0, len(name))] if name else []
        return pieces + [Piece("date", when.edtf, when.start, when.end, when.reason) for when in dates[:1]]


class _Codes:
    """Read a code of the vocabulary; what fits none stays as written. A release may have come about in two ways."""

    def __init__(self, kind: str, name: str, field: str) -> None:
        self._kind, self._name, self._field = kind, name, field

    def __call__(self, text: str) -> list[Piece]:
        code = codes.lookup(self._field, text) if self._field in codes.fields() else None
        if code is not None:
            return [Piece(self._name, code, 0, len(text))]
        if self._name == "how" and self._field in codes.fields():
            found = [Piece(self._name, code.code, code.start, code.end) for code in codes.find(self._field, text)]
            if found:
                return list({piece.value: piece for piece in reversed(found)}.values())[::-1]
        return [Piece(self._name, tidy(text), 0, len(text))]


class _Numbers:
    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, text: str) -> list[Piece]:
        number = numbers.parse_number(text)
        if number is None:
            return [Piece(self._name, text, 0, len(text), f"{text} is not a number; kept as written")]
        return [Piece(self._name, str(number.value), number.start, number.end, number.note)]


class _Text:
    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, text: str) -> list[Piece]:
        return [Piece(self._name, tidy(text), 0, len(text), mixed_letters(text))]


class _State:
    """Read what happened, and when: ``released``, ``in pre-trial detention``, ``pardoned, 13 Dec 2025``."""

    def __init__(self, order: str, language: str, anchor: date | None) -> None:
        self._order, self._language, self._anchor = order, language or None, anchor

    def __call__(self, text: str) -> list[Piece]:
        whole = codes.lookup("state", text)
        found = codes.find("state", text) or ([codes.Code(whole, text, 0, len(text))] if whole else [])
        if not found:
            return [Piece("", "", 0, len(text), f"{text} says nothing that is known to have happened; not read")]
        pieces = [_happened(code) for code in found]
        dates = [when for when in find_dates(text, self._language, self._anchor, order=self._order) if when.edtf]
        kinds = list(dict.fromkeys(piece.kind for piece in pieces))
        if len(dates) == len(kinds):
            pieces += [
                Piece("date", when.edtf, when.start, when.end, when.reason, kind) for when, kind in zip(dates, kinds, strict=True)
            ]
        elif dates:
            pieces.append(Piece("", "", 0, len(text), f"{text}: which date belongs to what is unclear; the dates are not read"))
        more = {piece.kind for piece in pieces if piece.property not in {"happened", ""}}
        return [piece for piece in dict.fromkeys(pieces) if piece.property != "happened" or piece.kind not in more]


def _happened(code: codes.Code) -> Piece:
    target, _, value = code.code.partition("=")
    kind, _, name = target.partition(".")
    return Piece(name, value, code.start, code.end, "", kind)


def tidy(text: str) -> str:
    """Return a text with plain white space, without invisible marks, and with words in one script each."""
    if not _DIRTY.search(text):
        return text.strip()
    return " ".join(scripts.repair(scripts.fold(text).text).split())


def mixed_letters(text: str) -> str:
    """Return, in words, that a text mixes scripts inside a word; empty if it does not."""
    if not _DIRTY.search(text) or not scripts.find_mixed(text):
        return ""
    return "Latin and Cyrillic letters are mixed inside a word; compared as if they were of one script"
