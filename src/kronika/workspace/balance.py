"""The balance sheet: how one number became another, with every name; of two days, two lists, two definitions, two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kronika.counting.balance import Balance, balance, way_words
from kronika.errors import InputError
from kronika.model.time import iso
from kronika.workspace.count import NAMED, Counting, Question
from kronika.workspace.naming import Naming
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.settings import Settings
    from kronika.store.record import Record


@dataclass(frozen=True, slots=True)
class Sides:
    """Two questions, and the answers to them.

    Attributes:
        first, second: the questions.
        before, after: how each was counted.
        balance: what lies between.
    """

    first: Question
    second: Question
    before: Counting
    after: Counting
    balance: Balance


def between(record: Record, first: Question, second: Question) -> Sides:
    """Return the balance between two questions to one record.

    Raises:
        InputError: a definition counts acts in a period, or the second day is the earlier one.
    """
    before = Counting(record, first)
    after = Counting(record, second)
    for counting in (before, after):
        if counting.definition.of != "custody":
            advice = "Choose a definition of custody, for example political-prisoner"
            raise InputError("a balance is drawn between counts of custody", where=counting.question.definition, advice=advice)
    if after.on < before.on:
        raise InputError(
            "the second day is before the first", where=f"{first.on} {second.on}", advice="Give the earlier day first"
        )
    return Sides(first, second, before, after, balance(before.count(), after.count(), two_lists=before.only != after.only))


def sheet(settings: Settings, first: Question, second: Question, *, limit: int = NAMED) -> dict[str, Any]:
    """Return the balance between two questions as JSON has it.

    Args:
        settings: of the shell.
        first: the opening count.
        second: the closing count: another day, list, definition, or another state of knowledge.
        limit: name at most so many people in each line; 0: all.

    Returns:
        ``before``, ``after`` (``on``, ``in``, ``disputed``, ``unknown``, ``definition``, ``version``, ``list``, ``known``,
        ``public_by``), ``opening``, ``entered``, ``left``, ``residual``, ``closing``, ``entries``, ``exits``,
        ``unexplained_in``, ``unexplained_out`` (each line: ``way``, ``words``, ``count``, ``people``), ``proposed``.
    """
    with opened(settings) as record:
        sides = between(record, first, second)
        found = sides.balance
        lines = {
            "entries": list(found.entries.items()),
            "exits": list(found.exits.items()),
            "unexplained": [("unexplained in", found.unexplained_in), ("unexplained out", found.unexplained_out)],
        }
        shown = {key for group in lines.values() for _, who in group for key in (who[:limit] if limit else who)}
        writer = _Lines(sides, Naming(record, shown), limit)
        unexplained = writer.lines(lines["unexplained"])
        return {
            "before": _side(sides.before, found.before),
            "after": _side(sides.after, found.after),
            "opening": found.opening,
            "entered": found.entered,
            "left": found.left,
            "residual": found.residual,
            "closing": found.closing,
            "entries": writer.lines(lines["entries"]),
            "exits": writer.lines(lines["exits"]),
            "unexplained_in": unexplained[0],
            "unexplained_out": unexplained[1],
        }


def _side(counting: Counting, counted: Count) -> dict[str, Any]:
    question = counting.question
    return {
        "on": iso(counted.on),
        "in": counted.number,
        "disputed": len(counted.disputed),
        "unknown": len(counted.unknown),
        "definition": counting.definition.name,
        "version": counting.definition.version,
        "list": question.only or None,
        "known": question.known or None,
        "public_by": question.public_by or None,
    }


class _Lines:
    """Writes the lines of a sheet with names and causes."""

    def __init__(self, sides: Sides, naming: Naming, limit: int) -> None:
        self._sides = sides
        self._naming = naming
        self._limit = limit
        self._late = set(sides.balance.late)

    def lines(self, ways: Iterable[tuple[str, tuple[Key, ...]]]) -> list[dict[str, Any]]:
        return [
            {
                "way": way,
                "words": way_words(way),
                "count": len(who),
                "people": [self._line(key) for key in (who[: self._limit] if self._limit else who)],
            }
            for way, who in ways
        ]

    def _line(self, key: Key) -> dict[str, Any]:
        found, sides = self._sides.balance, self._sides
        counting, counted = (sides.after, found.after) if key in found.after.states else (sides.before, found.before)
        cause = ""
        if key in counted.states:
            cause = counting.cause(counted, key, lambda name: counting.list_title(name, self._naming.lookup))
        return self._naming.line(key, cause=cause, late=key in self._late)
