"""What a linking can be told. The same settings hold for every engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How pairs are found and what they are called.

    Attributes:
        same: a pair is called the same from this probability on, if more than the names says so and nothing contradicts.
        possible: a pair under this probability is called different.
        within: compare two profiles of one list as well; otherwise a list is held to name everybody once.
        share: which part of the shorter of two lists is expected on the other one too, before anything is learnt.
        learn: learn the weights from the pairs themselves; otherwise what was expected is used as it is.
        engine: ``python``, ``numpy`` or ``auto``: NumPy from ``quick`` profiles on, if it is installed.
        quick: see ``engine``. Both give the same pairs.
        most_without: so many people are linked without NumPy; more are not.
    """

    same: float = 0.95
    possible: float = 0.05
    within: bool = False
    share: float = 0.3
    learn: bool = True
    engine: str = "auto"
    quick: int = 2000
    most_without: int = 20_000
