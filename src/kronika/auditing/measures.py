"""What a number counts: people held on a day, or acts in a period; of everybody, or of a group."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: the kind of a number that counts those who are held on a day
STOCK = "held"
#: letters between two words from which on they hardly belong together
_FAR = 400


class Measure(NamedTuple):
    """What is counted.

    Attributes:
        act: kind of act that is counted in a period; ``held``: people in custody on a day; empty: it cannot be told.
        group: ``gender: female``, ``occupation: journalist`` or another group; empty: everybody. Other nouns, as written.
        unit: ``people``, ``organisations`` or ``facts``.
        political: those held are called political prisoners.
        since: a beginning is named and no end.
    """

    act: str
    group: str
    unit: str
    political: bool = False
    since: bool = False

    def same(self, other: Measure) -> bool:
        """Say whether both count the same thing."""
        alike = (self.act, self.group, self.unit) == (other.act, other.group, other.unit)
        return alike and (self.act != STOCK or self.political == other.political)


@cache
def _table() -> dict[str, Any]:
    from yaml import safe_load

    table = safe_load((files("kronika.auditing") / "measures.yml").read_text("utf-8"))
    return {
        key: {name: _pattern(words) for name, words in given.items()} if isinstance(given, dict) else _pattern(given)
        for key, given in table.items()
    }


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


def measure(of: str, unit: str, quote: str, written: str = "") -> Measure:
    """Return what a number counts.

    Args:
        of: what is counted, as written (``political prisoners``).
        unit: ``people``, ``organisations`` or ``facts``.
        quote: the passage.
        written: the number in it, so that the nearest word decides.

    >>> measure("people", "people", "Almost 1,300 people are currently behind bars", "Almost 1,300")
    Measure(act='held', group='', unit='people', political=False, since=False)
    >>> measure("women", "people", "1,721 people were convicted, among them 480 women", "480").act
    'sentence'
    """
    table = _table()
    text = table["plain"].sub(lambda found: "_" * len(found[0]), quote)
    at = max(quote.casefold().find(written.casefold()), 0) if written else 0
    near = [(_gap(found, at), 1, act) for act, pattern in table["acts"].items() for found in pattern.finditer(text)]
    near += [(_gap(found, at), 0, STOCK) for found in table["held"].finditer(text)]
    political = bool(table["political"].search(of) or table["political"].search(quote))
    noun = table["political"].search(of) or re.search(r"prisoner|заключ|зняволен|палітвяз", of, re.IGNORECASE)
    act = min(near)[2] if near else STOCK if noun else ""
    if not near and unit == "facts":
        act = next((name for name, pattern in table["acts"].items() if pattern.search(of)), "")
    return Measure(act, _group(of, quote), unit, political and act == STOCK, bool(table["since"].search(quote)))


def _gap(found: re.Match[str], at: int) -> int:
    return min(abs(found.start() - at), abs(found.end() - at), _FAR)


def _group(of: str, quote: str) -> str:
    table = _table()
    if table["groups"]["incommunicado"].search(quote):
        return "incommunicado"
    for name, pattern in table["groups"].items():
        if pattern.search(of):
            return str(name)
    words = [word for word in re.findall(r"\w+", of.casefold()) if not table["everybody"].match(word)]
    return " ".join(words)


def measure_words(item: Measure) -> str:
    """Return what is counted in words, for a reader."""
    from kronika.model.vocabulary import load

    group = item.group.partition(": ")[2] or item.group
    if item.act == STOCK:
        what = "political prisoners held" if item.political else "people held"
    else:
        kind = load().kinds.get(item.act)
        what = f"{item.unit}, {kind.plural() if kind else 'of a kind that is not told'}"
    return f"{what} ({group})" if group else what
