"""Credit for custody before the sentence: rules of law, read from a data file that a lawyer confirms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kronika.errors import InputError
from kronika.model.time import day

_KEYS = {"regimes", "from", "days", "confirmed", "title", "address"}
_SEE = "Start from the shipped rules: src/kronika/counting/credits/belarus.yml"


class Rule(NamedTuple):
    """What a day before the sentence is worth under some regimes.

    Attributes:
        regimes: codes of the sentence.
        since: the first day that is worth so much, an ordinal.
        days: of the term that one day is worth.
        confirmed: which role of a lawyer confirmed it, and when; empty: nobody did.
        title, address: where it comes from.
    """

    regimes: frozenset[str]
    since: int
    days: float
    confirmed: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Credits:
    """The rules of one country.

    Attributes:
        country: its name.
        rules: in the order of the file; the first that names the regime holds.
        left_off: what the rules do not say, in words.
    """

    country: str
    rules: tuple[Rule, ...]
    left_off: str = ""

    def rule(self, regime: str) -> Rule | None:
        """Return the rule for a regime; None if a day is worth a day."""
        return next((rule for rule in self.rules if regime in rule.regimes), None)

    def earlier(self, regime: str, held_from: int, sentenced: int) -> int:
        """Return how many days earlier a term ends by the credit of the days from ``held_from`` to the day of the sentence.

        A sentence enters into force later than it is passed, and the days until then are credited too: it is at least so many.
        """
        rule = self.rule(regime)
        if rule is None:
            return 0
        days = max(sentenced - max(held_from, rule.since), 0)
        return int(days * (rule.days - 1))

    @classmethod
    def from_dict(cls, content: object, where: str) -> Credits:
        """Return the rules that a file holds.

        Raises:
            InputError: something in it is missing or cannot be; says what.
        """
        if not isinstance(content, dict) or not isinstance(content.get("rules"), list):
            raise InputError("rules of credit are a 'country' and a list of 'rules'", where=where, advice=_SEE)
        rules = tuple(_rule(given, f"{where}, rule {number}") for number, given in enumerate(content["rules"], start=1))
        return cls(str(content.get("country") or ""), rules, " ".join(str(content.get("left_off") or "").split()))


def _rule(given: Any, where: str) -> Rule:
    if not isinstance(given, dict) or set(given) - _KEYS:
        raise InputError("a rule has an unknown part", where=where, advice=f"Known are: {', '.join(sorted(_KEYS))}")
    regimes, since, days = given.get("regimes"), given.get("from"), given.get("days")
    if not isinstance(regimes, list) or not regimes:
        raise InputError("a rule names no regime", where=where, advice="Write 'regimes: [colony-general]'")
    if isinstance(days, bool) or not isinstance(days, int | float) or not 1 <= days <= 10:
        raise InputError("'days' is not what a day is worth", where=where, advice="Write a number from 1 to 10, for example 1.5")
    title, address = str(given.get("title") or ""), str(given.get("address") or "")
    if not title or not address:
        raise InputError("a rule says not where it comes from", where=where, advice="Write 'title' and 'address'")
    first = day(since if isinstance(since, date) else str(since or ""))
    return Rule(frozenset(map(str, regimes)), first, float(days), str(given.get("confirmed") or ""), title, address)


@cache
def shipped() -> Credits:
    """Return the rules that kronika ships. The same object each time."""
    from yaml import safe_load

    path = files("kronika.counting") / "credits" / "belarus.yml"
    return Credits.from_dict(safe_load(path.read_text("utf-8")), path.name)
