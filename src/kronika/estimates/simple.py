"""Two lists, and a bound from below: what can be worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kronika.estimates.result import Estimate, around

if TYPE_CHECKING:
    from kronika.estimates.overlap import Overlap


def lincoln_petersen(table: Overlap) -> Estimate:
    """Return the estimate from two lists, with Chapman's correction (Univ. Calif. Publ. Stat. 1, 1951) and Seber's variance.

    Args:
        table: of exactly two lists.
    """
    first, second = table.sizes
    both = table.on(3)
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    low, high = around(table.documented, total - table.documented, variance)
    return Estimate(
        "lincoln-petersen-chapman",
        "Lincoln-Petersen, Chapman's correction",
        {"lists": list(table.lists)},
        total,
        low,
        high,
        {"standard_error": round(math.sqrt(variance), 2), "on_both": both},
    )


def chao(table: Overlap, *, factor: bool) -> Estimate:
    """Return Chao's lower bound (Biometrics 43, 1987), for people who differ in how easily lists find them.

    With few lists that name everybody once only, the form without (t-1)/t can lie above the truth: neither is "at least so many".
    It rests on the people on exactly one list (f1) and exactly two (f2) only. Where nobody is on exactly two, the form for that
    case is used, with ``f1 (f1 - 1) / 2``.

    Args:
        table: of two lists or more.
        factor: multiply by (t - 1) / t, which is exact where a list can name somebody once only (Mh in capture-recapture).
    """
    once, twice = table.captured[1], table.captured[2]
    lists = len(table.lists)
    share = (lists - 1) / lists if factor else 1.0
    if twice:
        ratio = once / twice
        missing = share * once * ratio / 2
        variance = twice * (share * ratio**2 / 2 + share**2 * ratio**3 + share**2 * ratio**4 / 4)
    else:
        missing = share * once * (once - 1) / 2
        total = max(table.documented + missing, 1)
        variance = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4 - share**2 * once**4 / (4 * total)
    variance = max(variance, 0.0)
    low, high = around(table.documented, missing, variance)
    name, words = ("chao-lower-bound-t", "with (t-1)/t (Mh)") if factor else ("chao-lower-bound", "f1²/2f2")
    return Estimate(
        name,
        f"Chao's lower bound, {words}",
        {"factor": "(t-1)/t" if factor else "1", "lists": lists},
        table.documented + missing,
        low,
        high,
        {"standard_error": round(math.sqrt(variance), 2), "f1": once, "f2": twice, "bound": "lower"},
    )
