"""Numbers, days, terms and articles inside the sentences of a review, in three languages."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from kronika.errors import InputError
from kronika.model.time import LIFE, duration, edtf_precision

LANGUAGES = ("en", "ru", "be")
_ARTICLE = re.compile(r"(?P<number>[^()]+)(?:\((?P<part>[^)]*)\))?")
_MONTHS = 12
#: articles of this code need no mark; those of another one keep theirs, and have no place in these sentences
_MARKED = re.compile(r"[A-Za-zА-Яа-я]")


@cache
def table(language: str) -> dict[str, Any]:
    """Return the sentences of a language.

    Raises:
        InputError: there is no such language.
    """
    if language not in LANGUAGES:
        raise InputError(f"there are no sentences in the language {language!r}", advice=f"Use {', '.join(LANGUAGES)}")
    from yaml import safe_load

    found: dict[str, Any] = safe_load((files("kronika.disclosure.review") / f"{language}.yml").read_text("utf-8"))
    return found


def form(forms: list[str], number: int, language: str) -> str:
    """Return the form that a number asks for: one, few or many.

    >>> [form(["one", "few", "many"], number, "ru") for number in (1, 3, 5, 11, 21, 112)]
    ['one', 'few', 'many', 'many', 'one', 'many']
    """
    if language == "en":
        return forms[0 if number == 1 else 1]
    last, teens = number % 10, 11 <= number % 100 <= 14
    if last == 1 and not teens:
        return forms[0]
    return forms[1 if 2 <= last <= 4 and not teens else 2]


def number(value: int, language: str) -> str:
    """Return a number with its thousands set apart as the language does; four digits stand together where it does not."""
    if language != "en" and value < 10_000:
        return str(value)
    return f"{value:,}".replace(",", table(language)["thousands"])


def on(edtf: str, language: str) -> str:
    """Return when something happened: a day, or the month that is known.

    >>> on("2021-06-05", "en"), on("2021-06", "ru"), on("2021-06-05", "be")
    ('on 5 June 2021', 'в июне 2021 года', '5 чэрвеня 2021 года')
    """
    words = table(language)
    year, month, day = (*edtf.rstrip("?~%").split("-"), "", "")[:3]
    if edtf_precision(edtf) == "day":
        return str(words["day"].format(day=int(day), name=words["of_months"][int(month) - 1], year=year))
    return str(words["in_month"].format(name=words["in_months"][int(month) - 1], year=year))


def month(edtf: str, language: str) -> str:
    """Return the name of a month with its year."""
    words = table(language)
    year, number_ = edtf.split("-")
    return str(words["month"].format(name=words["months"][int(number_) - 1], year=year))


def term(text: str, language: str, *, free: bool = False) -> str:
    """Return a term in the case that the sentence asks for; empty if it is none.

    Args:
        text: ISO 8601 duration or ``life``.
        language: of the sentence.
        free: it is a restriction of freedom, no imprisonment.

    >>> term("P6Y6M", "en"), term("P1Y", "ru"), term("P3Y", "be", free=True)
    ('6 years and 6 months', '1 году', '3 гады абмежавання волі')
    """
    words = table(language)
    try:
        parts = duration(text)
    except InputError:
        return ""
    if parts is None:
        return str(words["life"]) if text == LIFE else ""
    months, days, hours = parts
    years, months = divmod(months, _MONTHS)
    named = ((years, "years"), (months, "month_terms"), (days, "days"), (hours, "hours"))
    said = [form(words[key], count, language).format(n=count) for count, key in named if count]
    return words["and"].join(said) + (words["free"] if free else "") if said else ""


def under(articles: str, language: str) -> str:
    """Return on which articles, as the end of a sentence; empty if there are none, or they are of another code.

    >>> under("342(1); 411(2)", "en"), under("342", "be")
    (' under Articles 342(1) and 411(2)', ' паводле арт. 342 КК')
    """
    words = table(language)
    said = []
    for one in filter(None, map(str.strip, articles.split(";"))):
        found = _ARTICLE.fullmatch(one)
        if found is None or _MARKED.search(one):
            return ""
        said.append(words["part" if found["part"] else "whole"].format(number=found["number"], part=found["part"]))
    if not said:
        return ""
    listed = ", ".join(said[:-1]) + (words["and"] if len(said) > 1 else "") + said[-1]
    return str(words["under"].format(articles=words["article"][len(said) > 1].format(article=listed)))
