"""Figures that others claim, beside what the record counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.counting import claims as claiming
from kronika.counting.definitions import SHIPPED, load_shipped
from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.model.time import bounds, iso
from kronika.store import queries

if TYPE_CHECKING:
    from kronika.counting.count import Count
    from kronika.store.record import Record
    from kronika.workspace.count import Counting


def claims(record: Record) -> list[claiming.Claim]:
    """Return the figures that the record holds and a role accepted."""
    said: dict[str, dict[str, str]] = {}
    published: dict[str, int] = {}
    for item in queries.statements(record.connection, kind="figure"):
        if item.standing in ACCEPTED and not item.until:
            values = said.setdefault(item.statement.mention, {})
            values[item.statement.property] = item.statement.value
            values.setdefault("source", item.statement.source)
            if item.statement.published:
                lo, hi = _span(item.statement.published)
                published[item.statement.mention] = hi if (lo, hi) != (FIRST_DAY, LAST_DAY) else 0
    found = []
    for mention, values in said.items():
        try:
            value = int(float(values.get("value", "")))
        except (ValueError, OverflowError):
            continue
        lo, hi = _span(values.get("as_of", ""))
        of = values.get("of") or values.get("unit", "")
        found.append(
            claiming.Claim(
                mention, value, values.get("qualifier", ""), of, lo, hi, values.get("claimed_by", ""), published.get(mention, 0)
            )
        )
    return claiming.merged(found)


def _span(edtf: str) -> tuple[int, int]:
    """Return the first and last day of a date; all of time where there is none, or words that were kept as written."""
    try:
        return bounds(edtf) if edtf else (FIRST_DAY, LAST_DAY)
    except InputError:
        return FIRST_DAY, LAST_DAY


def beside(counting: Counting, counted: Count) -> list[claiming.Comparison]:
    """Return each claimed figure beside ours, comparable ones first."""
    unsure = len(counted.disputed) + len(counted.unknown)
    if not counting.claimed:
        return []
    others = [load_shipped(name) for name in SHIPPED if name != counting.definition.name]
    made = claiming.compare(
        counting.claimed, counting.definition, counting.on, counted.number, unsure, counting.view.since, others
    )
    return sorted(
        made, key=lambda item: (not item.comparable, item.result in {"of", "unit", "definition"}, item.claim.lo, item.claim.by)
    )


def compared(counting: Counting, counted: Count) -> list[dict[str, Any]]:
    """Return each claimed figure beside ours as JSON has it."""
    return [
        {
            "claimed_by": item.claim.by,
            "qualifier": item.claim.qualifier,
            "value": item.claim.value,
            "of": item.claim.of,
            "as_of": span(item.claim),
            "comparable": item.comparable,
            "ours": item.ours if item.comparable else None,
            "difference": item.difference,
            "why_not": None if item.comparable else item.result,
            "sources": item.claim.sources,
            "words": claiming.comparison_words(item),
        }
        for item in beside(counting, counted)
    ]


def span(claim: claiming.Claim) -> str | None:
    """Return the day or stretch that a claimed figure is about, EDTF; None if it names none."""
    if (claim.lo, claim.hi) == (FIRST_DAY, LAST_DAY):
        return None
    return iso(claim.lo) if claim.lo == claim.hi else f"{iso(claim.lo)}/{iso(claim.hi)}"
