"""Figures that others published, held against ours: comparable or not, and why; how far apart, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    "unit": {
        "en": "{by} says {said}: not comparable, it counts {theirs} and ours counts {unit}",
        "ru": "{by}: {said}; не сопоставимо: там считаются {theirs}, у нас {unit}",
        "be": "{by}: {said}; не параўнальна: там лічацца {theirs}, у нас {unit}",
    },
    "definition": {
        "en": "{by} says {said}: not comparable, it goes by another definition ({of})",
        "ru": "{by}: {said}; не сопоставимо: другое определение ({of})",
        "be": "{by}: {said}; не параўнальна: іншае азначэнне ({of})",
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
_UNITS = {
    "people": {"en": "people", "ru": "люди", "be": "людзі"},
    "facts": {"en": "facts", "ru": "факты", "be": "факты"},
    "cases": {"en": "cases", "ru": "дела", "be": "справы"},
    "organisations": {"en": "organisations", "ru": "организации", "be": "арганізацыі"},
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
        sources: how many sources say so: repetition is not corroboration.
    """

    mention: Key
    value: int
    qualifier: str
    of: str
    lo: int
    hi: int
    by: str = ""
    published: int = 0
    sources: int = 1


class Comparison(NamedTuple):
    """A published figure beside ours.

    Attributes:
        claim: the figure.
        result: ``same``, ``within`` (it fits once the disputed and the unknown are added), ``more``, ``fewer``; if not
            comparable: ``of`` (something else), ``unit``, ``definition``, ``day`` or ``no-day``.
        ours: our number.
        high: our number with the disputed and the unknown.
        difference: ours less theirs; None if not comparable.
        units: what they count and what we count, where the units differ; else empty.
    """

    claim: Claim
    result: str
    ours: int
    high: int
    difference: int | None
    units: tuple[str, str] = ("", "")

    @property
    def comparable(self) -> bool:
        """Whether it counts the same on the same day."""
        return self.difference is not None


def merged(claims: Iterable[Claim]) -> list[Claim]:
    """Return the figures, each once: one that several sources repeat from one claimant is one, and says how many repeat it."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        # Without a day, the day of publication stands in for it: two such figures are one only if it is the same.
        day = claim.published if (claim.lo, claim.hi) == (FIRST_DAY, LAST_DAY) else 0
        key = (claim.value, claim.qualifier, _folded(claim.of), claim.lo, claim.hi, day, _folded(claim.by))
        known = found.get(key) if claim.by else None
        found[key if claim.by else (*key, claim.mention)] = (
            claim if known is None else known._replace(sources=known.sources + claim.sources)
        )
    return list(found.values())


def compare(
    claims: Iterable[Claim],
    definition: Definition,
    on: int,
    ours: int,
    unsure: int = 0,
    since: int | None = None,
    others: Sequence[Definition] = (),
) -> list[Comparison]:
    """Return each published figure beside our count.

    Args:
        claims: figures, in the order in which they are wanted back.
        definition: of our count; its ``figures`` say what others call the same thing.
        on: day of our count (the last one of a period).
        ours: our number.
        unsure: how many are disputed or unknown.
        since: first day of the period, where acts are counted.
        others: other definitions: a figure that one of them names is of that, in its unit.
    """
    return [_compare(claim, definition, on, (ours, ours + unsure), since, others) for claim in claims]


def _compare(
    claim: Claim, definition: Definition, on: int, ours: tuple[int, int], since: int | None, others: Sequence[Definition]
) -> Comparison:
    why = _incomparable(claim, definition, on, since)
    low, high = ours
    if why == "of":
        meant = next((other for other in others if _names(claim, other)), None)
        if meant is not None and meant.of == definition.of:
            if meant.unit != definition.unit:
                return Comparison(claim, "unit", low, high, None, (meant.unit, definition.unit))
            if meant.kind == definition.kind:
                why = "definition"
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
    if not _names(claim, definition):
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


def _names(claim: Claim, definition: Definition) -> bool:
    """Tell whether a figure is of what a definition counts, by its name."""
    of = _folded(claim.of)
    return any(of == name or of.startswith(name + " ") for name in map(_folded, definition.figures))


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
    theirs, unit = (_UNITS[name][language] if name else "" for name in comparison.units)
    return _WORDS[comparison.result][language].format(
        by=claim.by or _SOMEBODY[language],
        said=f"{qualifier} {_number(claim.value, language)}".strip(),
        ours=_number(comparison.ours, language),
        low=_number(comparison.ours, language),
        high=_number(comparison.high, language),
        apart=_number(abs(comparison.difference or 1), language),
        of=claim.of,
        theirs=theirs,
        unit=unit,
        day=iso(day) if claim.lo in {claim.hi, FIRST_DAY} else f"{iso(claim.lo)}/{iso(claim.hi)}",
    )


def _number(value: int, language: str) -> str:
    """Return a number with its thousands set apart, as the language does it."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")
