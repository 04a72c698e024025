"""Dates as people write them, in English, Russian and Belarusian, with their precision kept. Nothing is invented.

A date that does not exist (31 February) is returned with a problem, never mended. A part that the text leaves to the reader (the
year of "4 жніўня", the day of "last Friday") is taken from the page's date or from the date before it, and the result says so.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from kronika.errors import InputError
from kronika.language.calendar_words import lookup, patterns
from kronika.language.dates_resolve import Found, resolve
from kronika.language.knowledge import alternation, load
from kronika.model.time import bounds

#: orders of dates in digits: day first, or month first as in the United States; a date that begins with its year needs none
ORDERS = ("dmy", "mdy")


class When(NamedTuple):
    """A date in a text.

    Attributes:
        edtf: see :mod:`kronika.model.time`; empty if there is a problem.
        written: the characters as they stand in the text.
        start, end: of ``written`` in the text.
        resolved: a part of it was not said and was taken from elsewhere.
        reason: what was taken from where, in words; empty if ``resolved`` is false.
        problem: why this is no date, in words; empty if it is one.
    """

    edtf: str
    written: str
    start: int
    end: int
    resolved: bool = False
    reason: str = ""
    problem: str = ""


@lru_cache(maxsize=65536)
def parse_date(text: str, *, order: str = "dmy", language: str | None = None, anchor: date | None = None) -> When | None:
    """Return the date that a table's cell holds, or None if the cell holds something else or more than one date.

    ``order`` is the order of day and month in digits; ``language`` changes only what ``10/11/2020`` means: in English it is
    marked as read with the day first (or as ``order`` says). ``anchor`` is the day of publication, for years that are left out.

    >>> parse_date("9 жніўня 2020 г.").edtf, parse_date("22-23.12.2020").edtf, parse_date("до 2021").edtf
    ('2020-08-09', '2020-12-22/2020-12-23', '../2021')
    >>> parse_date("31.02.2021").problem
    '31.02.2021 is not a day of the calendar'
    """
    stripped = text.strip()
    if not stripped:
        return None
    start = text.index(stripped)
    edtf = _plain_day(stripped, order) or _written_in_edtf(stripped)
    if edtf:
        return When(edtf, stripped, start, start + len(stripped))
    found = _scan(text, order, language, anchor, cell=True)
    if not found or not _is_filler(text[found[-1].end :]):
        return None
    first, last = found[0], found[-1]
    sign, before = _prefix(text[: first.start])
    if not _is_filler(before):
        return None
    whole = When("", stripped, start, start + len(stripped), first.resolved or last.resolved, first.reason or last.reason)
    if first.problem or last.problem:
        return whole._replace(problem=first.problem or last.problem)
    if len(found) == 1:
        return whole._replace(edtf=_signed(first.edtf, sign))
    if len(found) > 2 or sign or not _joins(text[first.end : last.start]):
        return None
    edtf = _stretch(first.edtf, last.edtf)
    return whole._replace(edtf=edtf, problem="" if edtf else f"{stripped} runs backwards")


#: most cells: 09.08.2020 or 2020-08-09, with nothing to think about
_PLAIN = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)")


def _plain_day(text: str, order: str) -> str:
    """Return the day that a plain cell holds; nothing if it needs more thought, or is no day of the calendar."""
    plain = _PLAIN.fullmatch(text)
    if plain is None or (order != "dmy" and not plain["iso"]):
        return ""
    edtf = plain["iso"] or f"{plain['year']}-{plain['month']:0>2}-{plain['day']:0>2}"
    try:
        date.fromisoformat(edtf)
    except ValueError:
        return ""
    return edtf


def find_dates(text: str, language: str | None = None, anchor: date | None = None, *, order: str = "dmy") -> list[When]:
    """Return the dates in running text, in order. Those with a ``problem`` have an empty ``edtf``.

    ``anchor`` is the date of the page: what is left out or relative ("last Friday", "4 жніўня") is resolved against it and
    marked as resolved; without an anchor, against the date that stands before it in the text, or else it has a problem.
    """
    return _scan(text, order, language, anchor, cell=False)


def _scan(text: str, order: str, language: str | None, anchor: date | None, *, cell: bool) -> list[When]:
    found: list[When] = []
    matches = _matches(text, cell=cell)
    last: str = ""
    last_end = 0
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        shared = following.year() if following and _joins_or_lists(text[match.end : following.start]) else None
        same_sentence = bool(last) and not _SENTENCE_END.search(text, last_end, match.start + 1)
        for result in resolve(
            match, order, anchor, last, shared_year=shared, same_sentence=same_sentence, english=language == "en"
        ):
            start = match.start
            found.append(When(result.edtf, match.written, start, match.end, *result[1:]))
            if result.edtf and ".." not in result.edtf:
                last, last_end = result.edtf, match.end
    return found


_SENTENCE_END = re.compile(r"[.!?…]+[\"»”)]?\s+(?=[\"«“(]?[A-ZА-ЯЁІЎ])|\n")


_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def _matches(text: str, *, cell: bool) -> list[Found]:
    """Return what looks like a date, without overlaps: the earliest first, and of those that begin together the longest."""
    words = frozenset(_WORD.findall(text.casefold()))
    digits = _DIGIT.search(text) is not None
    all_found = [
        Found(pattern.form, match.start(), match.end(), match[0], match.groupdict())
        for pattern in patterns(cell=cell)
        if pattern.may_be_in(words, digits=digits)
        for match in pattern.expression.finditer(text)
    ]
    all_found.sort(key=lambda match: (match.start, -match.end))
    kept: list[Found] = []
    end = -1
    for match in all_found:
        if match.start >= end and (cell or _is_said(match, text)):
            kept.append(match)
            end = match.end
    # "on Friday, 9 August": the day of the week adds nothing to the date
    return [
        match
        for match, following in zip_longest(kept, kept[1:])
        if not (match.form == "weekday" and following and re.fullmatch(r"[\s,(]{0,3}", text[match.end : following.start]))
    ]


def _is_said(match: Found, text: str) -> bool:
    """Return whether enough is said in running text to call this a date: a bare "2021", "May" or "spring" is not one."""
    groups = match.groups
    if match.form in {"month", "season"}:
        return bool(groups["year"] or groups["year_step"] or groups["step"] or groups["in"])
    if match.form == "year":
        return bool(groups["in"] or groups["word"] or groups["year2"])
    if match.form == "month_day":
        # "In May 12 people were held" has no day
        return bool(groups["year"]) or not re.search(r"\b[Ii]n\s+$", text[: match.start])
    return True


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    through, both = alternation(load("dates")["through"]), alternation(load("dates")["and"])
    return re.compile(rf"\s*(?:{through})\s*"), re.compile(rf"\s*(?:{through}|{both})\s*(?:on\s+)?")


def _joins(between: str) -> bool:
    return bool(_joiners()[0].fullmatch(between))


def _joins_or_lists(between: str) -> bool:
    return bool(_joiners()[1].fullmatch(between))


@cache
def _cell_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("dates")
    weekdays = lookup("weekdays")
    signs = "|".join(rf"(?P<{sign}>{alternation(words[sign])})" for sign in ("before", "after", "about"))
    filler = rf"(?:(?<!\w)(?:{alternation([*words['fillers'], *weekdays])})(?!\w)|\d\d:\d\d(?::\d\d)?|[\s.,;()–—-])*"
    return re.compile(rf"\s*(?:(?:{signs})(?!\w)|(?P<tilde>[~≈]))\s*", re.IGNORECASE), re.compile(filler, re.IGNORECASE)


def _prefix(before: str) -> tuple[str, str]:
    """Return ``before``, ``after``, ``about`` or nothing, and what else stands before the date."""
    match = _cell_words()[0].match(before)
    if match is None or match.lastgroup is None:
        return "", before
    return "about" if match.lastgroup == "tilde" else match.lastgroup, before[match.end() :]


def _is_filler(text: str) -> bool:
    return bool(_cell_words()[1].fullmatch(text))


def _signed(edtf: str, sign: str) -> str:
    if not edtf or not sign:
        return edtf
    if "/" in edtf:
        left, right = edtf.split("/")
        return {"before": f"../{right}", "after": f"{left}/..", "about": edtf}[sign]
    return {"before": f"../{edtf}", "after": f"{edtf}/..", "about": f"{edtf}~"}[sign]


def _stretch(first: str, last: str) -> str:
    """Return the stretch from one date to another; empty if it would run backwards."""
    edtf = f"{first.split('/', maxsplit=1)[0]}/{last.rsplit('/', maxsplit=1)[-1]}"
    try:
        bounds(edtf)
    except InputError:
        return ""
    return edtf


def _written_in_edtf(text: str) -> str:
    """Return a cell that is written in EDTF with its marks, as ``202X``, ``2021-05~`` or ``../2021-05``; else nothing."""
    if not re.fullmatch(r"[\d?~%X./-]*[?~%X/][\d?~%X./-]*", text):
        return ""
    try:
        bounds(text)
    except InputError:
        return ""
    return text
