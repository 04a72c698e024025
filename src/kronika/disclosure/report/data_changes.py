"""What came, went and changed, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from kronika.disclosure.report.data_people import Ref


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the balance.

    Attributes:
        label: in words (``pardoned``).
        count: how many.
        people: who; may be fewer than ``count``, the rest is counted.
    """

    label: str
    count: int
    people: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A balance between two days: ``opening`` + entries - exits + ``unexplained_in`` - ``unexplained_out`` = ``closing``.

    Attributes:
        scope: name of the list, or what all are called together.
        first, last: the two days.
        opening, closing: how many were in.
        entries, exits: by kind; only those that occurred.
        unexplained_in, unexplained_out: who came or left in a way that nobody can say.
    """

    scope: str
    first: str
    last: str
    opening: int
    closing: int
    entries: tuple[Way, ...] = ()
    exits: tuple[Way, ...] = ()
    unexplained_in: Way = Way("in, but nobody can say how", 0)
    unexplained_out: Way = Way("no longer in, but nobody can say how", 0)

    @property
    def residual(self) -> int:
        """What nobody can explain."""
        return self.unexplained_in.count - self.unexplained_out.count

    @property
    def adds_up(self) -> bool:
        """Whether the closing stock is what the lines above it give."""
        moved = sum(way.count for way in self.entries) - sum(way.count for way in self.exits)
        return self.opening + moved + self.residual == self.closing


@dataclass(frozen=True, slots=True)
class Cell:
    """What changed in a row: ``before`` or ``after`` empty where there was or is nothing."""

    kind: str
    property: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both editions have, and what changed in it."""

    who: Ref
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a list."""

    name: str
    published: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Editions:
    """What changed between two editions of a list.

    Attributes:
        name: of the list.
        before, after: the two editions.
        new, gone: rows that only one of them has.
        changed: rows with other cells.
        unchanged: how many rows are the same.
        new_total, changed_total, gone_total: how many there are in all, where fewer are given because some may not be named.
    """

    name: str
    before: Edition
    after: Edition
    new: tuple[Ref, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    gone: tuple[Ref, ...] = ()
    unchanged: int = 0
    new_total: int = 0
    changed_total: int = 0
    gone_total: int = 0

    @property
    def totals(self) -> tuple[int, int, int]:
        """How many rows are new, changed and gone; a total that is given stands, one that is not shown too."""
        return (
            self.new_total or len(self.new),
            self.changed_total or len(self.changed),
            self.gone_total or len(self.gone),
        )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What was left out of the number, and why.

    Attributes:
        what: in words (``held in open-type facilities``, ``statements rejected``).
        reason: in words.
        count: how many; None where it cannot be counted.
        people: who, if it may be said.
    """

    what: str
    reason: str
    count: int | None = None
    people: tuple[Ref, ...] = ()
