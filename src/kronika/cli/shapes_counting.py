"""What ``--json`` of the commands that count prints; see :mod:`kronika.cli.shapes`."""

from __future__ import annotations

from typing import Any

from kronika.cli.shapes_parts import (
    CLOCKS,
    COUNTED,
    DAY,
    NAMED,
    NUMBERS,
    PINNED,
    POINT,
    WAY,
)

#: command (with its subcommand) -> what ``--json`` prints
COUNTING: dict[str, Any] = {
    "count": {
        "definition": "string: name of the definition",
        "version": "integer or string: its version",
        "title": "string: its title in English",
        "unit": "string: people, facts, cases or organisations",
        "on": DAY,
        "from?": "string: first day, where acts in a period are counted",
        "known": "string or null: as known in this record on that day; null: now",
        "public_by": "string or null: as public on that day; null: publication does not matter",
        **NUMBERS,
        "parts?": {"*": "integer: how many of those that count are of this part"},
        "range": {"low": "integer: the fewest people that it can be", "high": "integer: the most"},
        "lists": [
            {
                "list": "string: name of the list or source",
                "copies": "string or null: another of these with the same origin; both support a fact once",
                **NUMBERS,
            }
        ],
        "people": [
            {
                "mention": "string: id",
                "name": "string: as written",
                "state": "string: in, disputed, unknown or out",
                "cause": "string: why, in words",
                "lists": ["string: list or source that names them"],
                "origins": "integer: from how many independent origins; lists that copy each other are one",
            }
        ],
        "people_total": "integer: how many there are, if --limit cut the list",
        "claimed": [
            {
                "claimed_by": "string: who claims it",
                "qualifier": "string: almost, more than, ...; empty if none",
                "value": "number: the number that is claimed",
                "of": "string: what was counted",
                "as_of": "string or null: EDTF",
                "comparable": "boolean: whether it is of the same thing and day as ours",
                "ours": "integer or null: our number; null if it cannot be compared",
                "difference": "integer or null: ours less theirs",
                "why_not": "string or null: of, unit, definition, day or no-day, where it cannot be compared",
                "sources": "integer: how many sources repeat it; repetition is not corroboration",
                "words": "string: the comparison in words",
            }
        ],
        "proposed": "integer: statements that nobody has confirmed yet; they are not counted",
        "erased": "integer: people who were erased from this record",
        "report?": "string: the file, with --report",
        "withheld?": {"*": "integer: facts of that kind that were withheld from the report"},
        "withheld_because?": {"*": "integer: facts that were withheld for that reason"},
    },
    "count --series": {
        "definition": "string: name of the definition",
        "version": "integer or string: its version",
        "step": "string: day, week or month",
        "points": [POINT],
        "lists": {"*": [POINT]},
    },
    "balance": {
        "before": COUNTED,
        "after": COUNTED,
        "opening": "integer: how many were in at first",
        "entered": "integer: how many came in by a way that is known",
        "left": "integer: how many left by a way that is known",
        "residual": "integer: what nobody can explain; opening + entered - left + residual = closing",
        "closing": "integer: how many are in at last",
        "entries": [WAY],
        "exits": [WAY],
        "unexplained_in": WAY,
        "unexplained_out": WAY,
    },
    "lists": {
        "on": DAY,
        "definition": "string: name of the definition",
        "lists": [
            {
                "list": "string: name of the list or source",
                "people": "integer: how many it names",
                **NUMBERS,
                "origin": "string: the list that it copies, or itself",
                "published": "string or null: day of its newest edition",
                "coverage": [
                    {
                        "claimed_by": "string: who counts",
                        "value": "number: how many they count",
                        "share": "number: how much of it the list holds",
                    }
                ],
            }
        ],
        "origins": "integer: how many independent origins the lists have",
        "overlaps": [
            {
                "left": "string: a list",
                "right": "string: another, or the same",
                "shared": "integer: people on both, as judged",
                "possible": "integer: the most it can be",
            }
        ],
        "patterns": [
            {"lists": ["string: a list"], "total": "integer: people on exactly these", "people": [NAMED]},
        ],
        "vanished": [{**NAMED, "list": "string: the list that no longer has them", "cause": "string: in words"}],
    },
    "explain": {
        "on": DAY,
        "definition": "string: name of the definition",
        "version": "integer or string: its version",
        "before": {**CLOCKS, **NUMBERS},
        "after": {**CLOCKS, **NUMBERS},
        "difference": "integer: the second number less the first",
        "reasons": [{"why": "string: code", "words": "string: in words", "count": "integer: how many people"}],
        "changes": [
            {
                **NAMED,
                "from": "string or null: in, disputed, unknown, out; null: not in that count",
                "to": "string or null: the same",
                "why": "string: code of the reason",
                "words": "string: the reason in words",
                "came": ["string: an act that only the second count knew"],
                "went": ["string: an act that only the first count knew"],
                "cause": "string: why they stand where they stand now",
            }
        ],
        "changes_total": "integer: how many there are, if --limit cut the list",
        "erased": "integer: people erased in between",
    },
    "findings": {
        "on": DAY,
        "definition": "string: name of the definition",
        "findings": [
            {
                "kind": "string: order, held-past-term, term-passed, term-ends, silence, decayed, no-place, never-detained",
                "words": "string: what it means",
                "total": "integer: how many people",
                "people": [
                    {
                        **NAMED,
                        "words": "string: the finding in words",
                        "from": "string or null: earliest day",
                        "to": "string or null: latest day",
                        "with_credit": "string or null: when the term ends with the credit of the days before the sentence",
                        "acts": ["string: id of an act that it rests on"],
                    }
                ],
            }
        ],
        "credit": {
            "country": "string: whose rules of credit",
            "confirmed": "boolean: whether a lawyer confirmed all of them",
            "words": "string: the rules, with where they come from",
        },
    },
    "pin add": PINNED,
    "pin list": [PINNED],
    "pin check": {
        **PINNED,
        "now": "integer: the number as counted again",
        "same": "boolean: whether it is the same, name by name",
        "people": [NAMED],
        "missing": [NAMED],
        "more": [NAMED],
    },
}
