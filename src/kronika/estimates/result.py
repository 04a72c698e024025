"""What a method gives: a number with its interval, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: standard deviations of a normal distribution within which 95 in 100 lie
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """How many people there are, the documented included.

    Attributes:
        name: of the method, for programs.
        title: of the method, in words.
        settings: all that somebody needs to compute it again.
        estimate: people, the documented included.
        low, high: a 95 % interval.
        diagnostics: how well it went (standard error, fit, convergence).
        draws: people, drawn from the posterior (or from the interval's distribution), for sums over strata and linkings.
    """

    name: str
    title: str
    settings: Mapping[str, Any]
    estimate: float
    low: float
    high: float
    diagnostics: Mapping[str, Any]
    draws: Any = field(default=None, repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the part that is printed; people to one decimal place."""
        return {
            "name": self.name,
            "title": self.title,
            "settings": dict(self.settings),
            "estimate": round(self.estimate, 1),
            "low": round(self.low, 1),
            "high": round(self.high, 1),
            "diagnostics": dict(self.diagnostics),
        }


@dataclass(frozen=True)
class Refusal:
    """Why a method gives no number.

    Attributes:
        title: of the method, in words; or what else is refused.
        reason: in words, without a full stop.
    """

    title: str
    reason: str

    def __str__(self) -> str:
        return f"{self.title}: {self.reason}."


def around(documented: int, missing: float, variance: float) -> tuple[float, float]:
    """Return a 95 % interval for all people, given an estimate of the people on no list and its variance.

    The logarithm of the missing people is taken as normal, so that the interval never goes below those who are documented
    (Chao, Biometrics 43, 1987; Burnham et al. 1987).

    >>> around(100, 0.0, 4.0)
    (100.0, 100.0)
    """
    if missing <= 0:
        return float(documented), float(documented)
    factor = math.exp(Z95 * math.sqrt(math.log1p(variance / missing**2)))
    return documented + missing / factor, documented + missing * factor
