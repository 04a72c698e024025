"""Figures that others published, held against ours: comparable or not, and why; how far apart, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY, Key
from kronika.model.time import iso

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition

#: how far below "almost" and around "about" a number may lie, as a share of it
_ALMOST, _ABOUT = 0.1, 0.05

_WORDS = {
    "same": {
        "en": "{by} says {said}; ours is {ours}: they agree",
        "ru": "{by}: {said}; у нас {ours}: совпадает",
        "be": "{by}: {said}; у нас {ours}: супадае",
    },
    "within": {
        "en": "{by} says {said}; ours is {ours}, and from {low} to {high} with the disputed and the unknown: it can be both",
        "ru": "{by}: {said}; у нас {ours}, а с оспоренными и неизвестными от {low} до {high}: одно не исключает другого",
        "be": "{by}: {said}; у нас {ours}, а з аспрэчанымі і невядомымі ад {low} да {high}: адно не выключае другога",
    },
    "more": {
        "en": "{by} says {said}; ours is {ours}, {apart} more",
        "ru": "{by}: {said}; у нас {ours}, на {apart} больше",
        "be": "{by}: {said}; у нас {ours}, на {apart} больш",
    },
    "fewer": {
        "en": "{by} says {said}; ours is {ours}, {apart} fewer",
        "ru": "{by}: {said}; у нас {ours}, на {apart} меньше",
        "be": "{by}: {said}; у нас {ours}, на {apart} менш",
    },
    "of": {
        "en": "{by} says {said}: not comparable, it counts something else ({of})",
        "ru": "{by}: {said}: не сопоставимо, считается другое ({of})",
        "be": "{by}: {said}: не параўнальна, лічыцца іншае ({of})",
    },
    "day": {
        "en": "{by} says {said}: not comparable, it is of another day ({day})",
        "ru": "{by}: {said}: не сопоставимо, на другой день ({day})",
        "be": "{by}: {said}: не параўнальна, на іншы дзень ({day})",
    },
    "no-day": {
        "en": "{by} says {said}: not comparable, it names no day",
        "ru": "{by}: {said}: не сопоставимо, день не назван",
        "be": "{by}: {said}: не параўнальна, дзень не названы",
    },
}
_SOMEBODY = {"en": "somebody", "ru": "кто-то", "be": "нехта"}
_QUALIFIERS = {
    "almost": {"en": "almost", "ru": "почти", "be": "амаль"},
    "about": {"en": "about", "ru": "около", "be": "каля"},
    "at least": {"en": "at least", "ru": "не менее", "be": "не менш за"},
    "over": {"en": "over", "ru": "более", "be": "больш за"},
    "under": {"en": "under", "ru": "менее", "be": "менш за"},
    "up to": {"en": "up to", "ru": "до", "be": "да"},
    "exactly": {"en": "exactly", "ru": "ровно", "be": "роўна"},
}


class Claim(NamedTuple):
    """A figure that somebody published.

    Attributes:
        mention: of the figure.
        value: the number.
        qualifier: ``almost``, ``about``, ``at least``, ``over``, ``under``, ``up to``, ``exactly``; empty if none.
        of: of whom or what, as written.
        lo, hi: earliest and latest day that it is about; ``FIRST_DAY``, ``LAST_DAY`` if it names none.
        by: who claims it; empty if the source itself.
        published: day of publication; 0 if unknown. Stands in for the day where the figure names none.
    """

    mention: Key
    value: int
    qualifier: str
    of: str
    lo: int
    hi: int
    by: str = ""
    published: int = 0


class Comparison(NamedTuple):
    """A published figure beside ours.

    Attributes:
        claim: the figure.
        result: ``same``, ``within`` (it fits once the disputed and the unknown are added), ``more``, ``fewer``; if not
            comparable: ``of``, ``day`` or ``no-day``.
        ours: our number.
        high: our number with the disputed and the unknown.
        difference: ours less theirs; None if not comparable.
    """

    claim: Claim
    result: str
    ours: int
    high: int
    difference: int | None

    @property
    def comparable(self) -> bool:
        """Whether it counts the same on the same day."""
        return self.difference is not None


def compare(
    claims: Iterable[Claim], definition: Definition, on: int, ours: int, unsure: int = 0, since: int | None = None
) -> list[Comparison]:
    """Return each published figure beside our count.

    Args:
        claims: figures, in the order in which they are wanted back.
        definition: of our count; its ``figures`` say what others call the same thing.
        on: day of our count (the last one of a period).
        ours: our number.
        unsure: how many are disputed or unknown.
        since: first day of the period, where acts are counted.
    """
    return [_compare(claim, definition, on, (ours, ours + unsure), since) for claim in claims]


def _compare(claim: Claim, definition: Definition, on: int, ours: tuple[int, int], since: int | None) -> Comparison:
    why = _incomparable(claim, definition, on, since)
    low, high = ours
    if why:
        return Comparison(claim, why, low, high, None)
    first, last = _meant(claim, high)
    if first <= low <= last:
        result = "same"
    elif low > last:
        result = "more"
    else:
        result = "within" if high >= first else "fewer"
    return Comparison(claim, result, low, high, low - claim.value)


def _incomparable(claim: Claim, definition: Definition, on: int, since: int | None) -> str:
    of = _folded(claim.of)
    names = [_folded(name) for name in definition.figures]
    if not any(of == name or of.startswith(name + " ") for name in names):
        return "of"
    lo, hi = claim.lo, claim.hi
    if (lo, hi) == (FIRST_DAY, LAST_DAY):
        if not claim.published:
            return "no-day"
        lo = hi = claim.published
    if since is not None:
        # A total of a period is comparable if it is about that period, or gives its last day.
        return "" if (lo, hi) == (since, on) or lo == hi == on else "day"
    return "" if lo <= on <= hi else "day"


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _meant(claim: Claim, most: int) -> tuple[int, int]:
    """Return the fewest and the most that the claim can mean; ``most`` where it sets no limit."""
    value = claim.value
    return {
        "almost": (value - int(value * _ALMOST), value),
        "about": (value - int(value * _ABOUT), value + int(value * _ABOUT)),
        "at least": (value, max(most, value)),
        "over": (value + 1, max(most, value + 1)),
        "under": (0, value - 1),
        "up to": (0, value),
    }.get(claim.qualifier, (value, value))


def comparison_words(comparison: Comparison, language: str = "en") -> str:
    """Return a comparison as one sentence without a full stop.

    Raises:
        InputError: there is no such language.
    """
    if language not in _SOMEBODY:
        raise InputError(f"there are no texts in the language {language!r}", advice="Use en, ru or be")
    claim = comparison.claim
    qualifier = _QUALIFIERS.get(claim.qualifier, {}).get(language, claim.qualifier)
    day = claim.lo if claim.lo > FIRST_DAY else claim.published
    return _WORDS[comparison.result][language].format(
        by=claim.by or _SOMEBODY[language],
        said=f"{qualifier} {claim.value:,}".strip() if language == "en" else f"{qualifier} {claim.value}".strip(),
        ours=comparison.ours,
        low=comparison.ours,
        high=comparison.high,
        apart=abs(comparison.difference or 1),
        of=claim.of,
        day=iso(day) if claim.lo in {claim.hi, FIRST_DAY} else f"{iso(claim.lo)}/{iso(claim.hi)}",
    )
