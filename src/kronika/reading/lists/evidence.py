"""What the cells of a column look like: dates, articles, terms, names, places of detention, addresses, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kronika.language import articles, codes
from kronika.language.dates import find_dates, parse_date
from kronika.language.terms import parse_term

#: how many cells of a column are looked at
_SAMPLE = 200
_NUMBER = re.compile(r"[\d\s.,]+")
_WEB = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*,?[ \u00a0]){1,3}[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*(?:\s*/.*)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_COURT = re.compile(r"\b(?:суд|суда|судом|court)\b", re.IGNORECASE)
_FACILITY = re.compile(
    r"\b(?:ИК|ПК|СИЗО|СІЗА|ИУОТ|ПУАТ|ЛТП|ИВС|ІЧУ|SIZO|IK|колония|калонія|тюрьма|турма|colony|prison|jail)\b", re.IGNORECASE
)
_DATE_DIGITS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d\d)")


class Evidence(NamedTuple):
    """The share (0 to 1) of a column's filled cells that look like something, and samples.

    Attributes:
        filled: how many cells hold anything.
        shares: ``date`` (all of the cell), ``dated`` (a date in it), ``term``, ``article``, ``name``, ``word``, ``court``,
            ``facility``, ``web``, ``number``, ``gender``, ``regime``, ``how``, ``state``, ``status``, ``recogniser``, ``basis``.
        samples: the cells looked at.
        different: share of cells that differ from each other.
    """

    filled: int
    shares: dict[str, float]
    samples: tuple[str, ...]
    different: float

    def best(self, *names: str) -> str:
        """Return which of ``names`` fits the cells best; empty if none fits half of them."""
        name = max(names, key=lambda name: self.shares.get(name, 0.0))
        return name if self.shares.get(name, 0.0) >= 0.5 else ""


def weigh(cells: Iterable[str]) -> Evidence:
    """Return what the cells of a column look like."""
    filled = [cell.strip() for cell in cells if not codes.is_empty(cell)]
    step = max(len(filled) // _SAMPLE, 1)
    samples = tuple(filled[::step][:_SAMPLE])
    if not samples:
        return Evidence(0, {}, (), 0.0)
    shares = {name: sum(map(test, samples)) / len(samples) for name, test in _TESTS.items()}
    return Evidence(len(filled), shares, samples, len(set(samples)) / len(samples))


def date_order(cells: Iterable[str]) -> str:
    """Return ``mdy`` if a column's dates can only be written month first, else ``dmy``."""
    firsts, seconds = 0, 0
    for cell in cells:
        for first, second in _DATE_DIGITS.findall(cell):
            firsts += int(first) > 12
            seconds += int(second) > 12
    return "mdy" if seconds > firsts else "dmy"


def language_of(cells: Iterable[str]) -> str:
    """Return ``be``, ``ru`` or ``en`` by letters that only one of them has; empty if there is none of them."""
    text = " ".join(cells).casefold()
    belarusian, russian = len(re.findall("[іў]", text)), len(re.findall("[ищъ]", text))
    if belarusian or russian:
        return "be" if belarusian > russian else "ru"
    return "en" if re.search("[a-z]", text) and not re.search("[Ѐ-ӿ]", text) else ""


def _is_date(cell: str) -> bool:
    parts = re.split(r"[;\n]", cell)
    return any(parse_date(part) is not None or parse_date(part, order="mdy") is not None for part in parts)


def _is_article(cell: str) -> bool:
    found = articles.read_articles(cell)
    return bool(found) and (bool(articles.find_articles(cell)) or all(re.match(r"\d{3}", article.value) for article in found))


def _is_name(cell: str) -> bool:
    words = _WORD.findall(cell)
    return bool(_NAME.fullmatch(cell)) and all(word[0].isupper() for word in words) and not _COURT.search(cell)


def _is_word(cell: str) -> bool:
    return bool(_WORD.fullmatch(cell)) and cell[0].isupper()


def _is_code(field: str) -> Callable[[str], bool]:
    return lambda cell: codes.lookup(field, cell) is not None or bool(codes.find(field, cell))


_TESTS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "dated": lambda cell: _is_date(cell) or any(when.edtf for when in find_dates(cell)),
    "term": lambda cell: parse_term(cell) is not None and parse_date(cell) is None,
    "article": _is_article,
    "name": _is_name,
    "word": _is_word,
    "court": lambda cell: bool(_COURT.search(cell)),
    "facility": lambda cell: bool(_FACILITY.search(cell)),
    "web": lambda cell: bool(_WEB.match(cell)),
    "number": lambda cell: bool(_NUMBER.fullmatch(cell)) and parse_date(cell) is None,
    "gender": _is_code("gender"),
    "regime": _is_code("regime"),
    "how": _is_code("how"),
    "state": _is_code("state"),
    "status": _is_code("status"),
    "recogniser": lambda cell: any(codes.lookup("recogniser", part) for part in re.split(r"[,;/\n]", cell)),
    "basis": _is_code("basis"),
}
