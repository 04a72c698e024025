"""Estimating how many people are on no list: from a table of overlaps, without a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kronika import capture
from kronika.errors import InputError
from kronika.estimates.answer import Answer, answer, over_strata
from kronika.estimates.cells import Tables, read
from kronika.estimates.checks import ASSUMPTIONS, open_question
from kronika.estimates.options import Options

if TYPE_CHECKING:
    from kronika.estimates.overlap import Overlap

__all__ = ["Options", "Table", "estimated", "from_table", "refusal"]


@dataclass(frozen=True)
class Table:
    """A table that somebody hands over, and how it is to be read.

    Attributes:
        path: CSV or spreadsheet: a column for each list with 0 and 1, and a column of counts; or a row for each person.
        question: what the people have in common, in words.
        stratum: column that divides the people; empty: none.
        never: lists on which nobody can be together, each as ``A+B``.
        unreachable: ``STRATUM=LIST``: in that stratum nobody could be on that list.
    """

    path: Path
    question: str = ""
    stratum: str = ""
    never: Sequence[str] = ()
    unreachable: Sequence[str] = ()


def from_table(asked: Table, options: Options) -> dict[str, Any]:
    """Return the estimates for a table.

    Returns:
        ``question``, ``documented``, ``lists``, ``on_how_many_lists``, ``methods``, ``refused``, ``warnings``, ``assumptions``,
        ``sensitivity``, and ``strata`` with the same for each.

    Raises:
        InputError: the table cannot be read.
        MissingError: a library is not installed.
    """
    reason = open_question(asked.question)
    if reason:
        return refusal(asked.question, reason)
    document = capture.read(capture.load(asked.path), asked.path.name)
    if not document.tables:
        raise InputError(
            "there is no table in it", where=str(asked.path), advice="Give a CSV with a column for each list and one of counts"
        )
    table = document.tables[0]
    never = [tuple(part.strip() for part in given.split("+")) for given in asked.never]
    tables = read(
        [list(row) for row in table.rows],
        first_row=table.first_row,
        stratum=asked.stratum,
        never=never,
        where=asked.path.name,
    )
    return estimated(_reachable(tables, asked), options, asked.question)


def refusal(question: str, reason: str) -> dict[str, Any]:
    """Return an answer without numbers."""
    return {
        "question": question,
        "documented": 0,
        "lists": {},
        "on_how_many_lists": [],
        "methods": [],
        "refused": [f"No estimate: {reason}."],
        "warnings": [],
        "assumptions": list(ASSUMPTIONS),
        "sensitivity": [],
        "strata": {},
    }


def estimated(tables: Tables, options: Options, question: str = "") -> dict[str, Any]:
    """Return the estimates for tables: each stratum alone, and their sum."""
    if len(tables.strata) == 1 and "" in tables.strata:
        return {"question": question, **_noted(answer(tables.strata[""], options), tables), "strata": {}}
    plain = replace(options, sensitivity=False)
    parts = {name: answer(table, plain) for name, table in tables.strata.items()}
    documented = sum(table.documented for table in tables.strata.values())
    whole = Answer(_whole(tables))
    whole.methods, whole.refused = over_strata(parts, documented)
    whole.warnings = [f"{name}: {words}" for name, found in parts.items() for words in found.warnings]
    whole.refused = [f"{name}: {words}" for name, found in parts.items() for words in found.refused] + whole.refused
    return {
        "question": question,
        **_noted(whole, tables),
        "documented": documented,
        "strata": {name: found.as_dict() for name, found in parts.items()},
    }


def _whole(tables: Tables) -> Overlap:
    """Return all strata together; lists that some stratum does not have count nobody there."""
    from kronika.estimates.overlap import Overlap

    names = list(dict.fromkeys(name for table in tables.strata.values() for name in table.lists))
    counts: dict[int, int] = {}
    for table in tables.strata.values():
        for pattern, count in enumerate(table.counts):
            wide = sum(1 << names.index(name) for name in table.named(pattern))
            counts[wide] = counts.get(wide, 0) + count
    return Overlap.of(names, counts)


def _noted(found: Answer, tables: Tables) -> Mapping[str, Any]:
    given = found.as_dict()
    return {**given, "warnings": [*tables.notes, *given["warnings"]]}


def _reachable(tables: Tables, asked: Table) -> Tables:
    """Take lists out of the strata whose people could not be on them."""
    strata = dict(tables.strata)
    for given in asked.unreachable:
        name, separator, unreached = (part.strip() for part in given.partition("="))
        table = strata.get(name)
        if not separator or table is None or unreached not in table.lists:
            raise InputError(
                "this names no stratum with that list",
                where=f"--unreachable {given}",
                advice=f"Write STRATUM=LIST; strata are: {', '.join(strata) or 'none (give --stratum)'}",
            )
        number = table.lists.index(unreached)
        if table.sizes[number]:
            raise InputError(
                f"{table.sizes[number]} people of that stratum are on {unreached}",
                where=f"--unreachable {given}",
                advice="Correct the table or the option",
            )
        strata[name] = table.without(number)
    return Tables(strata, tables.notes)
