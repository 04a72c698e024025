"""What an audience must not read, whatever the record says: who did not consent, and small groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.auditing.claims import Claim, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: groups of no more than so many can be recognised by those who know one of them
SMALL = 4
#: audiences that may hold somebody who does
_WIDE = frozenset({"partner", "public"})


def unsafe(finding: Finding, reason: str) -> Finding:
    """Return the finding as unsafe for a reason, with what the record says behind it."""
    return finding._replace(verdict=Verdict.UNSAFE, why=f"{reason}. Apart from that {finding.record}: {finding.why}")


def small_group(claim: Claim, audience: str, others: Sequence[Claim], sentences: Iterable[tuple[int, int]]) -> str:
    """Return why a number gives a small group away, for an audience; empty if it does not.

    Args:
        claim: a number of people, or another claim.
        audience: for whom the text is; empty: nobody in particular.
        others: all claims of the text: a part of a total gives the rest away.
        sentences: first and last character of each sentence of the text.
    """
    amount = claim.amount
    if audience not in _WIDE or amount is None or amount.unit != "people":
        return ""
    if 0 < amount.value <= SMALL:
        return f"a group of {amount.value:g} is small enough to be recognised"
    own = next((span for span in sentences if span[0] <= claim.start < span[1]), None)
    for other in others:
        total = other.amount
        if total is None or total.unit != "people" or other is claim or total.qualifier or amount.qualifier or own is None:
            continue
        inside = own[0] <= other.start < own[1] and _before(other, claim)
        if inside and 0 < total.value - amount.value <= SMALL:
            return f"with {total.value:,g} in the same sentence it gives a group of {total.value - amount.value:g} away"
    return ""


def _before(one: Claim, other: Claim) -> bool:
    left, right = one.amount, other.amount
    if left is None or right is None or left.value <= right.value:
        return False
    overlap = one.start < other.end and other.start < one.end
    return overlap and one.quote != other.quote
