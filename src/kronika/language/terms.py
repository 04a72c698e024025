"""Terms of punishment in English, Russian and Belarusian: how long, in the units that are said, and under which regime.

``18 months`` is P18M and ``a year and a half`` is P1Y6M: they are not the same statement. A fine is no term.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language import codes, numbers
from kronika.language.knowledge import alternation, load
from kronika.model.time import LIFE

#: how far from a term its regime may stand, in characters
_REACH = 90
_GAP = r"[\s\u00a0-]*"
_ORDER = "YMWDH"


class Term(NamedTuple):
    """A term in a text.

    Attributes:
        duration: ISO 8601 in the units said (``P6Y6M``, ``P18M``, ``P15D``, ``PT72H``), or ``life``.
        regime: a code of the vocabulary, where one is said near it; else empty.
        written: the characters of the term, without its regime.
        start, end: of ``written`` in the text.
        note: how an ambiguous term was read; empty if it was not.
        regime_start, regime_end: characters of the regime in the text; -1 if none is said.
    """

    duration: str
    regime: str
    written: str
    start: int
    end: int
    note: str = ""
    regime_start: int = -1
    regime_end: int = -1


@lru_cache(maxsize=16384)
def parse_term(text: str, language: str | None = None, *, unit: str = "") -> Term | None:  # noqa: ARG001 - see find_terms
    """Return the term in a table's cell, or None if it holds none (a fine, a remark) or more than one.

    ``unit`` (``Y``, ``M``, ``D``) is the unit that the column's header names, for cells that hold a bare number.

    >>> parse_term("2,5 года").duration, parse_term("5 лет 6 месяцев колонии строгого режима")[:2]
    ('P2Y6M', ('P5Y6M', 'colony-strict'))
    >>> parse_term("5.5", unit="Y").duration, parse_term("18 months").duration
    ('P5Y6M', 'P18M')
    """
    stripped = text.strip()
    start = text.find(stripped)
    if unit:
        bare = numbers.parse_number(stripped)
        if bare is not None:
            duration = _iso([(float(bare.value), unit)])
            return Term(duration, "", stripped, start, start + len(stripped), bare.note) if duration else None
    if re.fullmatch(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T\d+H)?", stripped) and not stripped.endswith("T"):
        return Term(stripped, "", stripped, start, start + len(stripped))
    found = _find(text, cell=True)
    return found[0] if len(found) == 1 else None


def find_terms(text: str, language: str | None = None) -> list[Term]:  # noqa: ARG001 - for callers, as in find_dates
    """Return the durations in running text that may be terms, in order; ages, "three years ago" and the like are left out.

    Whether a duration is a punishment, its context must say: this finds "for two years" too. The words of all languages are tried
    together, whatever ``language`` says: pages mix them.
    """
    return _find(text, cell=False)


def _find(text: str, *, cell: bool) -> list[Term]:
    found: list[Term] = []
    for match in _finder(cell=cell).finditer(text):
        if _is_no_term(text, match.start(), match.end(), cell=cell):
            continue
        duration = LIFE if match["life"] else _duration(match)
        if duration:
            found.append(Term(duration, "", match[0], match.start(), match.end()))
    regimes = codes.find("regime", text) if found else []
    return [_with_regime(term, index, found, regimes, text) for index, term in enumerate(found)]


@cache
def _finder(*, cell: bool) -> re.Pattern[str]:
    table = load("terms")
    short = set(table["short"])
    units = [word for words in table["units"].values() for word in words]
    long_unit = alternation(word for word in units if word not in short)
    any_unit = alternation([*units, *(word.rstrip(".") for word in short if word != "mo.")])
    first_unit = any_unit if cell else long_unit
    quantity = numbers.quantity()
    joiner = rf"(?:\s*(?:{alternation(table['joiners'])})\s*|{_GAP})"
    part = rf"{quantity}{_GAP}(?:{first_unit})(?!\w)"
    more = rf"{quantity}{_GAP}(?:{any_unit})(?!\w)"
    whole = alternation(word for words in table["words"].values() for word in words if cell or " " in word or len(word) > 5)
    alone = rf"(?<=\b)(?:{alternation(table['words']['P1Y'][:1])})" if cell else _year_alone()
    life = alternation(table["life"] if cell else [word for word in table["life"] if " " in word or len(word) > 4])
    return re.compile(
        rf"(?<![\w.,/№-])(?:(?P<life>{life})|(?P<parts>{part}(?:{joiner}{more})*)|(?P<word>{whole}|{alone}))(?!\w)",
        re.IGNORECASE,
    )


def _year_alone() -> str:
    """Return the unit of one year without a number, as in "на год колонии"."""
    after = "|".join(rf"(?<=\b{re.escape(word)} )" for word in load("terms")["one_after"])
    before = alternation(load("terms")["one_before"])
    return rf"(?:(?:{after})(?:год|месяц)|(?:год|месяц)(?=\s+(?:{before})))"


@cache
def _part() -> re.Pattern[str]:
    units = [word for words in load("terms")["units"].values() for word in words]
    units += [word.rstrip(".") for word in load("terms")["short"]]
    return re.compile(rf"(?P<number>{numbers.quantity()}){_GAP}(?P<unit>{alternation(units)})(?!\w)", re.IGNORECASE)


@cache
def _units() -> dict[str, str]:
    known: dict[str, str] = {}
    for unit, words in load("terms")["units"].items():
        for word in words:
            known.setdefault(word, unit)
            known.setdefault(word.rstrip("."), unit)
    return known


def _duration(match: re.Match[str]) -> str:
    word = match["word"]
    if word:
        plain = " ".join(word.casefold().split())
        return next((iso for iso, words in load("terms")["words"].items() if plain in words), "")
    parts = []
    for part in _part().finditer(match["parts"]):
        amount = numbers.value(part["number"])
        if amount is None:
            return ""
        parts.append((float(amount), _units()[part["unit"].casefold()]))
    return _iso(parts)


def _iso(parts: list[tuple[float, str]]) -> str:
    """Return ISO 8601 for amounts with units; nothing if a fraction cannot be said in whole smaller units, or a unit comes twice.

    Half a year is six months; half a month, week or day is not said in whole units of the calendar.
    """
    total: dict[str, int] = {}
    for amount, unit in parts:
        whole, rest = int(amount), amount - int(amount)
        if unit in total or (total and _ORDER.index(unit) < max(map(_ORDER.index, total))):
            return ""
        if whole or not rest:
            total[unit] = whole
        months = rest * 12
        if rest and (unit != "Y" or abs(months - round(months)) > 0.05 or "M" in total):
            return ""
        if rest:
            total["M"] = round(months)
    hours = total.pop("H", None)
    text = "".join(f"{total[unit]}{unit}" for unit in _ORDER if unit in total)
    return f"P{text}" + (f"T{hours}H" if hours is not None else "") if text or hours is not None else ""


@cache
def _contexts() -> tuple[re.Pattern[str], ...]:
    table = load("terms")
    return (
        re.compile(rf"[\s-]*(?:{alternation(table['not_before'])})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternation(table['not_after'])})\s+(?:\w+\s+)?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternation(table['age'])})\s+$"),
        re.compile(rf"(?<!\w)(?:{alternation(table['bans'])})(?!\w)[^.;\d]*$", re.IGNORECASE),
    )


def _is_no_term(text: str, start: int, end: int, *, cell: bool) -> bool:
    not_before, not_after, age, bans = _contexts()
    before = text[max(start - _REACH, 0) : start]
    if bans.search(before):
        return True
    return not cell and bool(not_before.match(text, end) or not_after.search(before) or age.search(before))


def _with_regime(term: Term, index: int, terms: list[Term], regimes: list[codes.Code], text: str) -> Term:
    """Return the term with the regime that stands nearest to it, after it before the next term, else before it."""
    next_start = terms[index + 1].start if index + 1 < len(terms) else len(text)
    last_end = terms[index - 1].end if index else 0
    limit = min(next_start, term.end + _REACH)
    after = [code for code in regimes if term.end <= code.start and code.end <= limit]
    before = [code for code in regimes if last_end <= code.start and code.end <= term.start and term.start - code.end < _REACH]
    after = [code for code in after if not _SENTENCE_END.search(text, term.end, code.start + 1)]
    before = [code for code in before if not _SENTENCE_END.search(text, code.end, term.start + 1)]
    if index and before and _belongs_before(terms[index - 1], before[0], text):
        before = before[1:]
    code = after[0] if after else before[-1] if before else None
    if code is not None:
        return term._replace(regime=code.code, regime_start=code.start, regime_end=code.end)
    in_days = any(word.rstrip(".") in term.written.casefold() for word in load("terms")["arrest_units"])
    # three days are how long one may be held before a charge
    if in_days and term.duration != "P3D":
        return term._replace(regime="arrest", note="a term in «сутки» is read as an administrative arrest")
    return term


_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-ZА-ЯЁІЎ])|\n")


def _belongs_before(term: Term, code: codes.Code, text: str) -> bool:
    """Return whether the regime is already the one of the term before it."""
    return code.start - term.end < _REACH and not _SENTENCE_END.search(text, term.end, code.start + 1)
