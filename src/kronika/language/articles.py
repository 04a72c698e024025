"""Articles of the law as ``ARTICLE(PART)``: ``342(1)``, ``361-4``, ``19.11 KoAP``.

An article of another code than the Criminal Code keeps the mark of that code. What could be read in two ways (``342.1``: an
article with its part, or an article of the old administrative code) stays as written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kronika.language.knowledge import alternation, load

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = r"\d{1,3}(?!\d)(?:\s?[-–‑^]\s?\d{1,2}(?!\d)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\.\d{1,2}(?!\d|\.\d))?"
_PARTS_INSIDE = r"\(\s*\d{1,2}(?:\s*,\s*\d{1,2})*\s*\)"
#: highest number behind a hyphen that is part of an article's number and not the end of a range
_HIGHEST_SUFFIX = 20


class Article(NamedTuple):
    """An article in a text.

    Attributes:
        value: canonical, as ``342(1)``, ``361-4(1)``, ``19.11 KoAP``.
        written: the characters that say it; articles listed together share them.
        start, end: of ``written`` in the text.
        note: what was ambiguous and stays as written; empty if nothing.
    """

    value: str
    written: str
    start: int
    end: int
    note: str = ""


@lru_cache(maxsize=16384)
def parse_articles(text: str) -> tuple[str, ...]:
    """Return the articles in a table's cell, canonical, in order, each once; empty if there are none.

    >>> parse_articles("ч. 1 ст. 342 УК, арт. 361-4 ч.1")
    ('342(1)', '361-4(1)')
    >>> parse_articles("Part 2 of Art. 293"), parse_articles("19.11 КоАП"), parse_articles("342, 364")
    (('293(2)',), ('19.11 KoAP',), ('342', '364'))
    """
    return tuple(dict.fromkeys(article.value for article in read_articles(text)))


def join(articles: tuple[str, ...]) -> str:
    """Return articles as one value: ``342(1); 130(3)``."""
    return "; ".join(articles)


def read_articles(text: str) -> list[Article]:
    """Return the articles in a table's cell, where bare numbers are articles too; empty if other words stand there."""
    found = find_articles(text)
    covered = [(article.start, article.end) for article in found]
    bare = _collect(_blanked(text, covered), _patterns().bare)
    rest = _blanked(text, [*covered, *((article.start, article.end) for article in bare)])
    if re.search(r"[^\W\d_]{3,}|\d", _patterns().noise.sub(" ", rest)):
        return found
    return sorted(found + bare, key=lambda article: article.start)


def find_articles(text: str) -> list[Article]:
    """Return the articles in running text, where a word or a code of law must say that a number is one."""
    return _collect(text, _patterns().cued)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with spaces instead of the characters in ``spans``: places stay the same."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


class _Patterns(NamedTuple):
    cued: re.Pattern[str]
    bare: re.Pattern[str]
    number: re.Pattern[str]
    parts: re.Pattern[str]
    noise: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Return the expressions: part before article, article before part, and numbers with or without a word for "article"."""
    table = load("articles")
    article = rf"(?<!\w)(?:{alternation(table['article'])})(?![^\W\d])"
    part = rf"(?<!\w)(?:{alternation(table['part'])})(?![^\W\d])"
    join_ = rf"(?:\s*(?:{alternation(table['joiners'])})\s*)"
    point = rf"(?:(?<!\w)(?:{alternation(table['points'])})\s*[«\"]?[\d.]*\w?[»\"]?\s*)?"
    listed_parts = rf"{part}\s*\d{{1,2}}(?!\d)(?:{join_}(?:{part})?\s*\d{{1,2}}(?![\d.-]))*"
    listed = rf"(?=\d{{3}}|\d+\.\d){_NUMBER}(?!\d)(?:\s*{_PARTS_INSIDE})?"
    one = rf"{_NUMBER}(?!\d)(?:\s*{_PARTS_INSIDE})?"
    behind = rf"(?:\s*,?\s*\(?{listed_parts}\)?)"
    of = r"\s*,?\s*(?:of\s+(?:the\s+)?)?"
    laws = alternation(word for words in table["codes"].values() for word in words)
    code = rf"(?:\s*(?:of\s+the\s+)?(?P<code>{laws})(?!\w))"
    more = rf"{listed}(?![\w(]|\s*{part})"
    # part first: "ч. 1 ст. 342"; the number follows a word for "article", or a list of them does
    first = rf"{point}(?P<parts>{listed_parts}){of}(?:{article}\s*)?(?P<numbers>{one}(?!\s*{part})(?:{join_}{more})*)"
    # article first: "ст. 342 ч. 1", "Article 361-1"
    more = rf"(?:{article}\s*)?{listed}(?![\w(]|\s*{part}\s*\d+{of}{article})"
    second = rf"{article}\s*№?\s*(?P<numbers2>{one}(?:{behind}|(?:{join_}{more}))*)"
    third = rf"(?P<numbers3>{one}{behind}?)"
    ending = rf"{point}{code}?"
    coded = rf"(?<![\w.-]){third}{code.replace('?P<code>', '?P<code2>')}"
    return _Patterns(
        cued=re.compile(rf"(?:{first}|{second}){ending}|{coded}|(?<![\w.-])(?P<numbers4>{one}{behind})", re.IGNORECASE),
        bare=re.compile(rf"(?<![\w.,-])(?P<numbers3>{one}{behind}?){ending}(?![\w%])", re.IGNORECASE),
        number=re.compile(rf"(?P<number>{_NUMBER})(?!\d)\s*(?P<inside>{_PARTS_INSIDE})?(?P<behind>{behind})?", re.IGNORECASE),
        parts=re.compile(r"\d+"),
        noise=re.compile(rf"{article}|{part}|{code.replace('?P<code>', '')}|РБ|РФ|Belarus|[\s,;./«»\"()-]", re.IGNORECASE),
    )


def _collect(text: str, pattern: re.Pattern[str]) -> list[Article]:
    found = []
    for match in pattern.finditer(text):
        groups = match.groupdict()
        numbers = next(groups[name] for name in ("numbers", "numbers2", "numbers3", "numbers4") if groups.get(name))
        mark = _mark(groups.get("code") or groups.get("code2") or "")
        before = [int(digits) for digits in _patterns().parts.findall(groups.get("parts") or "")]
        written = match[0].rstrip(" ,;")
        for value, note in _values(numbers, before, mark):
            found.append(Article(value, written, match.start(), match.start() + len(written), note))
    return found


def _values(numbers: str, before: list[int], mark: str) -> list[tuple[str, str]]:
    """Return the canonical articles that a list of numbers means, each with a note or an empty one."""
    values: list[tuple[str, str]] = []
    for match in _patterns().number.finditer(numbers):
        number, note = _number(match["number"], mark)
        parts = before or [int(digits) for digits in _patterns().parts.findall((match["inside"] or "") + (match["behind"] or ""))]
        values.extend((f"{number}({part}){mark}", note) for part in parts)
        if not parts:
            values.append((f"{number}{mark}", note))
    return values


def _number(written: str, mark: str) -> tuple[str, str]:
    """Return an article's number as ``361-4``, and a note if it can be read in two ways."""
    plain = re.sub(r"\s", "", written)
    digits = re.match(r"\d+", plain)
    base = digits[0] if digits else plain
    rest = plain[len(base) :].translate(_SUPERSCRIPTS)
    if rest.startswith("."):
        # two numbers with a dot are an administrative article; elsewhere the second may be a part
        return plain, "" if mark else f"{plain} can be read in two ways; kept as written"
    suffix = rest.lstrip("-–‑^")
    if suffix and int(suffix) > _HIGHEST_SUFFIX:
        return plain, f"{plain} is read as one article; it may be a range"
    return f"{base}-{suffix}" if suffix else base, ""


@cache
def _marks() -> dict[str, str]:
    return {word.casefold(): f" {mark}" if mark else "" for mark, words in load("articles")["codes"].items() for word in words}


def _mark(code: str) -> str:
    return _marks().get(" ".join(code.casefold().split()), "")
