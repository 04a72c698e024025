"""How often each rule was right on the measured sets. ``benchmarks/reading.py --write-confidence`` writes the table."""

from __future__ import annotations

from functools import cache

from kronika.language.lexicon import lexicon


@cache
def _table() -> dict[str, list[int]]:
    return lexicon("", "confidence")["rules"] or {}


def confidence_of(rule: str) -> float | None:
    """Return how often the rule with this id was right, 0 to 1, with two digits; None if it was never measured.

    One right and one wrong case are added to what was counted, so that a rule seen once is not certain.
    """
    counted = _table().get(rule)
    if counted is None:
        return None
    right, all_cases = counted
    return round((right + 1) / (all_cases + 2), 2)
