"""Numbers, days, durations, keys and languages as a reader wants to see them, in English."""

from __future__ import annotations

import re
from functools import lru_cache

from kronika.errors import InputError
from kronika.model.time import LIFE, bounds, duration
from kronika.model.vocabulary import load

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_MARKS = {"": "{}", "?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]00:00)?")
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?"
_DAY_INSIDE = re.compile(rf"(?<![\w/.-])(?:{_DAY}/(?:{_DAY}|\.\.)|\.\./{_DAY}|{_DAY})(?![\w/-])")
_TERM_INSIDE = re.compile(r"(?<![\w-])P(?:\d+[YMWD])+(?![\w-])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_BELARUSIAN = re.compile(r"[ўіЎІ]")
_RUSSIAN = re.compile(r"[ищъИЩЪ]")


def number(value: int) -> str:
    """Return a number with its thousands set apart.

    >>> number(1258)
    '1,258'
    """
    return f"{value:,}".replace("-", "\u2212")


def counted(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 person``, ``2 people``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def signed(value: int) -> str:
    """Return a number with its sign, as a balance has it; zero has none."""
    return f"+{number(value)}" if value > 0 else number(value)


def percent(share: float) -> str:
    r"""Return a share as a percentage, never rounded down: a bound must stay one.

    >>> percent(0.04949), percent(0.01)
    ('5.0\xa0%', '1.0\xa0%')
    """
    tenths = share * 1000
    rounded = int(tenths) if tenths - int(tenths) < 1e-9 else int(tenths) + 1
    return f"{rounded / 10:.1f}\u00a0%"


@lru_cache(maxsize=16384)
def when(edtf: str) -> str:
    """Return a day, a month, a year or a stretch of time in words; what is no date as it stands.

    >>> when("2021-05-31"), when("2021-05~"), when("2021-05/2021-06"), when("soon")
    ('31 May 2021', 'about May 2021', 'May 2021 to June 2021', 'soon')
    """
    try:
        bounds(edtf)
    except InputError:
        return edtf
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf)
    if first in {"", ".."}:
        return f"{_one(last)} or earlier"
    if last in {"", ".."}:
        return f"{_one(first)} or later"
    return f"{_one(first)} to {_one(last)}"


def _one(edtf: str) -> str:
    mark = edtf[-1] if edtf[-1] in "?~%" else ""
    moment = _MOMENT.fullmatch(edtf)
    year, month, day = (*edtf.rstrip("?~%")[:10].split("-"), "", "")[:3]
    if "X" in year:
        said = f"the {year.replace('X', '0')}s"
    elif month in _SEASONS:
        said = f"{_SEASONS[month]} {year}"
    elif not month.isdigit():
        said = year
    elif not day.isdigit():
        said = f"{_MONTHS[int(month) - 1]} {year}"
    else:
        said = f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
        if moment:
            said += f", {moment[2]}" + (" UTC" if moment[3] else "")
    return _MARKS[mark].format(said)


def term(text: str) -> str:
    """Return an ISO 8601 duration in words; what is none as it stands.

    >>> term("P6Y6M"), term("P15D"), term("life")
    ('6 years 6 months', '15 days', 'life')
    """
    try:
        parts = duration(text)
    except InputError:
        return text
    if parts is None:
        return LIFE
    months, days, hours = parts
    years, months = divmod(months, 12) if "Y" in text else (0, months)
    named = ((years, "year"), (months, "month"), (days, "day"), (hours, "hour"))
    return " ".join(counted(count, noun) for count, noun in named if count) or "no time"


def in_words(text: str) -> str:
    """Return a sentence with the days and durations in it as words: causes are written with ISO 8601 dates.

    >>> in_words("in custody since 2021-09-06, P11Y")
    'in custody since 6 September 2021, 11 years'
    """
    return _TERM_INSIDE.sub(lambda found: term(found[0]), _DAY_INSIDE.sub(lambda found: when(found[0]), text))


def kind_label(kind: str) -> str:
    """Return what one of a kind is called; an unknown key with spaces."""
    found = load().kinds.get(kind)
    return found.label() if found else kind.replace("_", " ")


def kind_plural(kind: str) -> str:
    """Return what facts of a kind are called: a kind of act, or a property of a person."""
    found = load().kinds.get(kind)
    return found.plural() if found else property_label("person", kind)


def property_label(kind: str, key: str) -> str:
    """Return what a property of a kind is called; an unknown key with spaces."""
    found = load().kinds.get(kind)
    known = found.properties.get(key) if found else None
    return known.label() if known else key.replace("_", " ")


def value_words(kind: str, key: str, value: str) -> str:
    """Return a normalised value in words, after the type of its property."""
    found = load().kinds.get(kind)
    known = found.properties.get(key) if found else None
    if known is None:
        return value
    if known.type == "date":
        return when(value)
    if known.type == "duration":
        return term(value)
    if known.type == "number" and value.isascii() and value.isdigit():
        return number(int(value))
    return known.value_label(value)


def code_words(kind: str, code: str) -> str:
    """Return what a code of any property of a kind is called; what is no code as it stands."""
    found = load().kinds.get(kind)
    for known in found.properties.values() if found else ():
        if code in known.codes:
            return known.value_label(code)
    return code


def language_tag(text: str, language: str = "") -> str:
    """Return the tag of a text's language, for those who have it read aloud; empty for English and where it is not known.

    >>> language_tag("Іван"), language_tag("Ivan", "be"), language_tag("Ivan", "en")
    ('be', 'be-Latn', '')
    """
    cyrillic = bool(_CYRILLIC.search(text))
    if not _LANGUAGE.fullmatch(language):
        if not cyrillic:
            return ""
        if _BELARUSIAN.search(text):
            return "be"
        return "ru" if _RUSSIAN.search(text) else "und-Cyrl"
    if language == "en":
        return ""
    if language in {"ru", "be"} and not cyrillic and _LATIN.search(text):
        return f"{language}-Latn"
    return language
