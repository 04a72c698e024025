"""What a new edition of a list says that the one before did not: rows that are new, changed, vanished, or renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kronika.reading.lists.rows import RowReading

#: a fact that more new rows than this share says nothing about who is who
_FEW = 20
#: how much of what two rows say must be the same for one to be perhaps the other under a changed key
_ALIKE = 0.5
_PREFIX = "list: "


class Change(NamedTuple):
    """A cell that says something else than before.

    Attributes:
        key: of the row.
        row: its number in the new edition.
        mention: id of the mention that it is about; the same in both editions.
        kind: of that mention.
        property: that changed.
        column: the column or columns, as ``column 'Срок'``.
        before, after: values as written; empty if nothing was said.
        value_before, value_after: the same, normalised.
    """

    key: str
    row: int
    mention: str
    kind: str
    property: str
    column: str
    before: str
    after: str
    value_before: str
    value_after: str


class Moved(NamedTuple):
    """A vanished row and a new one that are perhaps the same person, under a changed key.

    Attributes:
        before, after: keys.
        row_before, row_after: numbers of the rows.
        alike: share of what the two rows say that is the same, 0 to 1.
    """

    before: str
    after: str
    row_before: int
    row_after: int
    alike: float


class EditionDiff(NamedTuple):
    """The difference between two editions of a list.

    Attributes:
        new: rows whose key the edition before did not have.
        changed: cells that say something else, in the order of the rows.
        vanished: rows whose key the new edition does not have.
        moved: pairs of a vanished and a new row that are perhaps the same: a person decides.
        same: how many rows say the same as before.
    """

    new: tuple[RowReading, ...]
    changed: tuple[Change, ...]
    vanished: tuple[RowReading, ...]
    moved: tuple[Moved, ...]
    same: int


def edition_diff(previous_rows: Iterable[RowReading], rows: Iterable[RowReading]) -> EditionDiff:
    """Return what changed from the rows of one edition to those of the next. Rows without a key (no name) are left out.

    What is compared is what cells say, not how they are laid out: the same date written in another way is no change.
    """
    before = {row.key: row for row in previous_rows if row.key}
    new: list[RowReading] = []
    changed: list[Change] = []
    same = 0
    for row in rows:
        if not row.key:
            continue
        old = before.pop(row.key, None)
        if old is None:
            new.append(row)
            continue
        changes = [] if _alike(old, row) else _changes(old, row)
        changed += changes
        same += not changes
    vanished = tuple(before.values())
    return EditionDiff(tuple(new), tuple(changed), vanished, _moved(vanished, new), same)


class _Say(NamedTuple):
    value: str
    original: str
    rule: str


def _says(row: RowReading) -> dict[tuple[str, str], list[_Say]]:
    """Return (mention, property) -> what is said, in the order of the row."""
    says: dict[tuple[str, str], list[_Say]] = defaultdict(list)
    for statement in row.statements:
        said = _Say(statement.value, statement.original, statement.rule)
        says[statement.mention, statement.property].append(said)
    return says


def _alike(old: RowReading, new: RowReading) -> bool:
    """Return whether two rows say the same in the same order, as most rows of two editions do."""
    if len(old.statements) != len(new.statements):
        return False
    return all(
        one.value == other.value and one.property == other.property and one.mention == other.mention and one.value
        for one, other in zip(old.statements, new.statements, strict=True)
    )


def _changes(old: RowReading, new: RowReading) -> list[Change]:
    before, after = _says(old), _says(new)
    kinds = {mention.id: mention.kind for mention in (*old.mentions, *new.mentions)}
    changes = []
    for about in dict.fromkeys([*after, *before]):
        gone = _without(before.get(about, []), after.get(about, []))
        come = _without(after.get(about, []), before.get(about, []))
        for index in range(max(len(gone), len(come))):
            was = gone[index] if index < len(gone) else None
            now = come[index] if index < len(come) else None
            rule = (now or was or _Say("", "", "")).rule
            changes.append(
                Change(
                    key=new.key,
                    row=new.row,
                    mention=about[0],
                    kind=kinds.get(about[0], ""),
                    property=about[1],
                    column=rule.removeprefix(_PREFIX),
                    before=was.original if was else "",
                    after=now.original if now else "",
                    value_before=was.value if was else "",
                    value_after=now.value if now else "",
                )
            )
    return changes


def _without(said: list[_Say], others: list[_Say]) -> list[_Say]:
    """Return what is said here and not there; what could not be read is compared as it is written."""
    there = {_compared(other) for other in others}
    return [one for one in said if _compared(one) not in there]


def _compared(said: _Say) -> str:
    return said.value or " ".join(said.original.split())


def _moved(vanished: tuple[RowReading, ...], new: list[RowReading]) -> tuple[Moved, ...]:
    """Return the likeliest partner of each vanished row among the new ones, where half or more of what they say is the same."""
    facts = {row.key: _facts(row) for row in new}
    holders: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, said in facts.items():
        for fact in said:
            holders[fact].append(key)
    rows = {row.key: row for row in new}
    pairs = []
    for row in vanished:
        said = _facts(row)
        shared: dict[str, int] = defaultdict(int)
        for fact in said:
            # what many new rows say (a court, a recogniser) points to none of them
            if len(holders[fact]) <= _FEW:
                for key in holders[fact]:
                    shared[key] += 1
        for key in shared:
            alike = len(said & facts[key]) / max(len(said | facts[key]), 1)
            if alike >= _ALIKE:
                pairs.append((alike, row, rows[key]))
    pairs.sort(key=lambda pair: (-pair[0], pair[1].row, pair[2].row))
    taken: set[str] = set()
    moved = []
    for alike, old, now in pairs:
        if old.key not in taken and now.key not in taken:
            taken |= {old.key, now.key}
            moved.append(Moved(old.key, now.key, old.row, now.row, round(alike, 2)))
    return tuple(moved)


def _facts(row: RowReading) -> frozenset[tuple[str, str, str]]:
    kinds = {mention.id: mention.kind for mention in row.mentions}
    return frozenset(
        (kinds.get(statement.mention, ""), statement.property, statement.value or statement.original)
        for statement in row.statements
        if statement.rule.startswith("list: column")
    )
