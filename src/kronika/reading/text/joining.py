"""Proposals of one sentence that tell of one fact are made one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kronika.reading.text.proposal import TextProposal


def joined(proposals: list[TextProposal], fines: frozenset[int] = frozenset()) -> list[TextProposal]:
    """Return the proposals of a sentence with two of one kind about the same people made one, unless their values differ.

    ``fines`` are the places of words that fine: they begin no other punishment.
    """
    kept: list[TextProposal] = []
    for proposal in proposals:
        same = next((other for other in kept if _same_fact(other, proposal, fines)), None)
        if same is None:
            kept.append(proposal)
        else:
            kept[kept.index(same)] = together(same, proposal)
    return kept


_VALUES = ("date", "term", "regime", "fine", "article", "court", "judge", "prosecutor", "place", "how", "form", "authority")


def _same_fact(one: TextProposal, other: TextProposal, fines: frozenset[int]) -> bool:
    alone = one.group is not None and other.group is not None and one.group.high == other.group.high == 1
    if alone and one.kind == other.kind == "sentence" and not (one.term and other.term):
        return True
    if one.kind == other.kind == "sentence" and one.people and not {one.cue, other.cue} & fines and _one_conviction(one, other):
        return True
    if one.rule_id != other.rule_id:
        return False
    who = (one.kind, {name.nominative for name in one.people}, one.organisations, one.group)
    if (
        who != (other.kind, {name.nominative for name in other.people}, other.organisations, other.group)
        or one.form != other.form
    ):
        return False
    return all(
        getattr(one, name) == getattr(other, name) or not getattr(one, name) or not getattr(other, name) for name in _VALUES
    )


def without_bare(proposals: list[TextProposal]) -> list[TextProposal]:
    """Return the facts without a conviction that only begins what each got ("A and B were convicted: 12 and 16 years")."""
    kept = list(proposals)
    for bare in proposals:
        if bare.kind != "sentence" or bare.term or bare.fine or len(bare.people) < 2:
            continue
        names = {name.nominative for name in bare.people}
        each = [one for one in kept if one is not bare and one.kind == "sentence" and one.term and one.people]
        each = [one for one in each if {name.nominative for name in one.people} <= names]
        if {name.nominative for one in each for name in one.people} != names:
            continue
        kept = [_with_values_of(bare, one) if one in each else one for one in kept if one is not bare]
    return kept


def _with_values_of(bare: TextProposal, one: TextProposal) -> TextProposal:
    return replace(together(one, bare), quote="")


def _one_conviction(one: TextProposal, other: TextProposal) -> bool:
    """Say whether "found guilty" and "given two years" are one conviction of the same people."""
    if {name.nominative for name in one.people} != {name.nominative for name in other.people}:
        return False
    if (one.term or one.fine) and (other.term or other.fine):
        return False
    return all(not (first := getattr(one, name)) or not (second := getattr(other, name)) or first == second for name in _VALUES)


def together(one: TextProposal, other: TextProposal) -> TextProposal:
    """Return one proposal with the values of both; the quote holds both."""
    values = {name: getattr(one, name) or getattr(other, name) for name in _VALUES}
    date_resolved = one.date_resolved if one.date else other.date_resolved
    return replace(
        one, **values, start=min(one.start, other.start), end=max(one.end, other.end), details=other.details | one.details,
        date_resolved=date_resolved, in_absentia=one.in_absentia or other.in_absentia,
    )  # fmt: skip
