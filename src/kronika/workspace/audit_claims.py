"""From what was read in a text to claims that can be held against a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kronika.auditing.claims import Amount, Claim
from kronika.auditing.measures import STOCK, Measure, measure
from kronika.language.dates import find_dates
from kronika.language.numbers import find_numbers
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.workspace.audit_evidence import qualifier, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.reading.text import Named, TextProposal

#: properties of a fact that a record can be asked for
_VALUES = ("date", "term", "article", "regime", "fine", "how", "court", "form", "status", "basis", "place", "judge", "authority")


def claims_of(proposals: Sequence[TextProposal], published: str) -> list[Claim]:
    """Return the claims of a text in its order: each person's fact apart, each number once.

    Args:
        proposals: what was read, in the order of the text.
        published: day of the text, EDTF; empty if unknown: it stands in for "now".
    """
    numbers = [proposal for proposal in proposals if proposal.figure is not None]
    made: list[Claim] = []
    for proposal in proposals:
        if proposal.figure is not None:
            made.append(_number(proposal, proposals, published))
            continue
        named = [(name, False) for name in proposal.people] + [(name, True) for name in proposal.organisations]
        made += [_fact(proposal, name, organisation=body) for name, body in named]
        if not named and not any(_counted_by(number, proposal) for number in numbers):
            made.append(_group(proposal, published))
    return made


def measure_of(claim: Claim) -> Measure:
    """Return what the number of a claim counts; a number that stands for acts of a kind counts these."""
    amount = claim.amount
    if amount is None:
        raise AssertionError("only numbers count something")
    found = measure(amount.of, amount.unit, claim.quote, amount.written)
    kind = claim.values.get("kind", "")
    return found if found.act or not kind else found._replace(act=kind)


def _fact(proposal: TextProposal, name: Named, *, organisation: bool) -> Claim:
    names = tuple(dict.fromkeys((name.nominative, name.as_written)))
    return Claim(
        proposal.kind,
        proposal.quote,
        proposal.start,
        proposal.end,
        name.as_written,
        names,
        organisation,
        _values(proposal),
        None,
        proposal.language,
        proposal.attributed_to,
        frozenset(name for name, at in proposal.details.items() if not proposal.start <= at.start < proposal.end),
    )


def _values(proposal: TextProposal) -> dict[str, str]:
    found = {name: str(getattr(proposal, name)) for name in _VALUES if getattr(proposal, name)}
    if proposal.label:
        found["label"] = proposal.label
    return found


def _group(proposal: TextProposal, published: str) -> Claim:
    """Return the claim about people who are counted and not named, or about nobody."""
    claim = Claim(
        proposal.kind,
        proposal.quote,
        proposal.start,
        proposal.end,
        values=_values(proposal),
        language=proposal.language,
        by=proposal.attributed_to,
    )
    group = proposal.group
    if group is None or group.high == 1 or not group.low:
        return claim
    lo, hi = _days(proposal.date, "", published)
    said = qualifier("", group.description) or ("" if group.low == group.high else "at least")
    number = find_numbers(group.description)
    of = group.description[number[0].end :].strip() if number else group.description
    amount = Amount(group.low, said, of, group.unit, lo, hi, proposal.attributed_to, group.description, proposal.date)
    return replace(claim, amount=amount, values={**claim.values, "kind": proposal.kind})


def _number(proposal: TextProposal, others: Sequence[TextProposal], published: str) -> Claim:
    figure = proposal.figure
    if figure is None:
        raise AssertionError("only a number has an amount")
    acts = [other for other in others if other.figure is None and not other.people and _overlap(other, proposal)]
    same = [other for other in acts if other.group is not None and other.group.low == figure.value]
    act = next(iter(same or acts), None)
    start, end, quote = proposal.start, proposal.end, proposal.quote
    if act is not None and act.start <= start and end <= act.end:
        start, end, quote = act.start, act.end, act.quote
    what = measure(figure.of, figure.unit, quote, figure.original)
    day = figure.as_of or (act.date if act is not None else "")
    if not day and what.since:
        day = next((when.edtf for when in find_dates(quote, proposal.language)), "")
    if not day and (what.act or STOCK) == STOCK:
        day = published
    lo, hi = _days(day, "since" if what.since else "", published)
    amount = Amount(
        figure.value,
        qualifier(figure.qualifier, figure.original),
        figure.of,
        figure.unit,
        lo,
        hi,
        figure.claimed_by,
        figure.original,
        "" if what.since else day,
    )
    values = {"kind": act.kind} if act is not None else {}
    return Claim("figure", quote, start, end, values=values, amount=amount, language=proposal.language, by=figure.claimed_by)


def _days(day: str, since: str, published: str) -> tuple[int, int]:
    lo, hi = span(day)
    if since and (lo, hi) != (FIRST_DAY, LAST_DAY):
        hi = max(span(published)[1], hi) if published else LAST_DAY
    return lo, hi


def _counted_by(number: TextProposal, act: TextProposal) -> bool:
    """Say whether a number stands for an act of people who are counted, or is in the passage of one that happened to nobody."""
    group, figure = act.group, number.figure
    same = (
        group is None or figure is None or figure.value == group.low or figure.original.casefold() in group.description.casefold()
    )
    return same and _overlap(number, act)


def _overlap(one: TextProposal, other: TextProposal) -> bool:
    return one.start < other.end and other.start < one.end
