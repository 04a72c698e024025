"""The page of an audit: an audited text with what the record says, for whoever keeps the record."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kronika import __version__
from kronika.disclosure.report.audit import AuditedClaim, AuditedText, Evidence, render_audit
from kronika.language.in_words import kind_label, property_label, value_words
from kronika.workspace.export import write_new
from kronika.workspace.opening import now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kronika.settings import Settings
    from kronika.workspace.audit import Audited, Claim, Fact


def write_audit(settings: Settings, audited: Audited, out: Path) -> None:
    """Write the page of an audit into a new file that only its owner may read.

    Raises:
        InputError: there is a file of that name, or it cannot be written.
    """
    write_new(out, render_audit(_page(settings, audited)).encode("utf-8"))


def _page(settings: Settings, audited: Audited) -> AuditedText:
    claims = tuple(
        AuditedClaim(
            claim.start,
            claim.end,
            str(finding.verdict),
            about(claim),
            finding.why,
            finding.origins,
            tuple(_passages(claim, finding.supporting, audited)),
            tuple(_passages(claim, finding.opposing, audited)),
            finding.counts,
        )
        for claim, finding in audited.findings
    )
    made, head = now(settings), audited.head
    return AuditedText(
        audited.name, audited.text, claims, audited.audience, audited.published, made, __version__, head, audited.notes
    )


def about(claim: Claim) -> str:
    """Return what a claim is about in words: kind and person, or the number."""
    amount = claim.amount
    if amount is not None:
        return f"{amount.qualifier} {amount.value:,} {amount.of or amount.unit}".strip()
    return f"{kind_label(claim.kind)}: {claim.person}" if claim.person else kind_label(claim.kind)


def _passages(claim: Claim, facts: Iterable[Fact], audited: Audited) -> Iterable[Evidence]:
    """Yield the passages of facts, each once, with what is said there."""
    for _, group in groupby(facts, key=lambda fact: (fact.source, fact.quote)):
        same = list(group)
        first = same[0]
        says = tuple(
            f"{property_label(claim.kind, fact.property)}: {value_words(claim.kind, fact.property, fact.value)}"
            for fact in same
            if fact.property != "happened"
        )
        place = audited.places.get(first.id, "")
        yield Evidence(first.quote, first.title, place, first.published, first.by, says, first.standing)
