"""Two mentions that may be one, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Explanation = tuple[tuple[str, ...], Mapping[str, float]]


class Pair:
    """Two mentions of a kind that were compared.

    Reasons and weights are worked out when they are asked for: a linking of a million has more pairs than anybody reads.

    Attributes:
        left, right: ids of the mentions, ``left`` the smaller one.
        probability: that both are one, 0 to 1, calibrated on invented people; what the names alone say is 0.9 at most.
        verdict: ``same``, ``possible`` or ``different``. A proposal: a role decides.
    """

    __slots__ = ("_explain", "left", "probability", "right", "verdict")

    def __init__(self, left: str, right: str, probability: float, verdict: str, explain: Callable[[], Explanation]) -> None:
        self.left, self.right = sorted((left, right))
        self.probability = probability
        self.verdict = verdict
        self._explain = explain

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in plain sentences; what speaks against it first."""
        return self._explain()[0]

    @property
    def weights(self) -> Mapping[str, float]:
        """For each feature that could be compared, the bits by which it speaks for (above 0) or against one person."""
        return self._explain()[1]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pair):
            return NotImplemented
        return self.key() == other.key() and self.reasons == other.reasons

    def __hash__(self) -> int:
        return hash(self.key())

    def __repr__(self) -> str:
        return f"Pair({self.left!r}, {self.right!r}, {self.probability:.4f}, {self.verdict!r})"

    def key(self) -> tuple[float, str, str, str]:
        """Return what pairs are sorted by: the most probable first, then ids."""
        return (-self.probability, self.left, self.right, self.verdict)
