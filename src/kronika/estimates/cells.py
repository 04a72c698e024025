"""A table as people write it, made into overlaps: columns are lists with 0 and 1, rows are patterns with a count, or people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kronika.errors import InputError
from kronika.estimates.overlap import MOST_LISTS, Overlap

#: what a column of counts is called; a column that has other numbers than 0 and 1 is one too
_COUNT_NAMES = frozenset(
    {"count", "counts", "n", "freq", "frequency", "number", "people", "persons", "total", "cases"}
    | {"количество", "число", "колькасць"}
)
_YES = frozenset({"1", "1.0", "true", "yes", "y", "x", "да", "так"})
_NO = frozenset({"0", "0.0", "false", "no", "n", "нет", "не"})
_MOST_PEOPLE = 1_000_000_000


@dataclass(frozen=True)
class Tables:
    """What a table holds.

    Attributes:
        strata: the overlaps of each stratum; one without a name where the table is not divided.
        notes: what was left out or taken together, in words.
    """

    strata: Mapping[str, Overlap]
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> Overlap:
        """All strata together."""
        tables = list(self.strata.values())
        counts = {cell: sum(table.counts[cell] for table in tables) for cell in range(len(tables[0].counts))}
        common = frozenset.intersection(*(table.impossible for table in tables))
        return Overlap.of(tables[0].lists, counts, common)


@dataclass
class _Reading:
    """What is gathered while rows are read."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    nowhere: int = 0
    twice: int = 0


def read(
    rows: Sequence[Sequence[str]], *, first_row: int = 1, stratum: str = "", never: Iterable[Sequence[str]] = (), where: str = ""
) -> Tables:
    """Return the overlaps that a table holds.

    Args:
        rows: cells as text, the header first.
        first_row: what the file calls the header's row.
        stratum: name of a column that divides the people; empty: none.
        never: lists on which nobody can be together.
        where: name of the file, for errors.

    Raises:
        InputError: a cell, a count or a column cannot be used; says in which row.
    """
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise InputError(
            "the table is empty", where=where, advice="The first row names the lists, the others have 0 or 1 for each"
        )
    header = [cell.strip() for cell in rows[0]]
    filled = [(number, row) for number, row in enumerate(rows[1:], start=first_row + 1) if any(cell.strip() for cell in row)]
    _check_header(header, stratum, where)
    body = [(number, _fitted(row, header, number, where)) for number, row in filled]
    divided = header.index(stratum) if stratum else None
    counted = _count_column(header, body, divided, where)
    lists = [place for place in range(len(header)) if place not in {divided, counted}]
    if len(lists) > MOST_LISTS:
        raise InputError(
            f"there are {len(lists)} lists, at most {MOST_LISTS} are possible", where=where, advice="Take some together"
        )
    names = [header[place] for place in lists]
    impossible = _impossible(names, never, where)
    found = _Reading()
    for number, row in body:
        _take(found, row, (lists, counted, divided), f"{where}, row {number}" if where else f"row {number}", header)
    strata = {name: Overlap.of(names, counts, impossible) for name, counts in sorted(found.counts.items())}
    if not strata:
        strata = {"": Overlap.of(names, {})}
    for table in strata.values():
        for cell in impossible:
            if table.counts[cell]:
                raise InputError(
                    f"{table.counts[cell]} people are on {' and '.join(table.named(cell))}, which --never says nobody can be",
                    where=where,
                    advice="Correct the table or --never",
                )
    return Tables(strata, _notes(found))


def _check_header(header: Sequence[str], stratum: str, where: str) -> None:
    for number, name in enumerate(header, start=1):
        if not name:
            raise InputError(f"column {number} has no name", where=where, advice="Name it in the first row, or remove it")
    again = next((name for name in header if header.count(name) > 1), "")
    if again:
        raise InputError(f"two columns are called {again}", where=where, advice="Give each list a name of its own")
    if stratum and stratum not in header:
        raise InputError(f"there is no column {stratum}", where=where, advice=f"Columns are: {', '.join(header)}")
    if all(name.lower() in _YES | _NO or _is_number(name) for name in header):
        raise InputError("the first row has no names", where=where, advice="Write the names of the lists into the first row")


def _fitted(row: Sequence[str], header: Sequence[str], number: int, where: str) -> list[str]:
    cells = [cell.strip() for cell in row]
    if (len(cells) > len(header) and any(cells[len(header) :])) or len(cells) < len(header):
        place = f"{where}, row {number}" if where else f"row {number}"
        raise InputError(
            f"it has {len(cells)} cells, the first row has {len(header)}",
            where=place,
            advice="Give every row a cell for each column",
        )
    return cells[: len(header)]


def _count_column(
    header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]], divided: int | None, where: str
) -> int | None:
    """Return which column holds counts; None if every row is a person."""
    others = [place for place in range(len(header)) if place != divided]
    named = [place for place in others if header[place].lower() in _COUNT_NAMES]
    marks = _YES | _NO
    odd = [place for place in others if any(row[place].lower() not in marks for _, row in body)]
    if named:
        return named[-1]
    if odd == [others[-1]] and all(_is_number(row[odd[0]]) for _, row in body):
        return odd[0]
    if odd:
        number, row = next((number, row) for number, row in body if row[odd[0]].lower() not in marks)
        raise InputError(
            f"'{row[odd[0]]}' is neither 0 nor 1",
            where=f"{where}, row {number}, column {header[odd[0]]}" if where else f"row {number}, column {header[odd[0]]}",
            advice="Write 1 if these people are on the list and 0 if not; call the column of counts 'count', and name a column "
            "that divides people with --stratum",
        )
    return None


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def _take(
    found: _Reading, row: Sequence[str], places: tuple[list[int], int | None, int | None], where: str, header: Sequence[str]
) -> None:
    lists, counted, divided = places
    pattern = 0
    for bit, place in enumerate(lists):
        mark = row[place].lower()
        if mark not in _YES | _NO:
            what = f"'{row[place]}' is neither 0 nor 1" if row[place] else "the cell is empty"
            advice = "Write 1 if these people are on the list and 0 if not"
            raise InputError(what, where=f"{where}, column {header[place]}", advice=advice)
        pattern |= (mark in _YES) << bit
    people = 1 if counted is None else _whole(row[counted], f"{where}, column {header[counted]}")
    counts = found.counts.setdefault(row[divided] or "(none)" if divided is not None else "", {})
    if not pattern:
        found.nowhere += people
        return
    if counted is not None and pattern in counts:
        found.twice += 1
    counts[pattern] = counts.get(pattern, 0) + people
    if counts[pattern] > _MOST_PEOPLE:
        raise InputError("there are more people than a country has", where=where, advice="Correct the count")


def _whole(text: str, where: str) -> int:
    plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    try:
        value = float(plain)
    except ValueError:
        what = f"'{text}' is no number" if text else "the count is missing"
        raise InputError(what, where=where, advice="Write how many people have this pattern, as a whole number") from None
    if value < 0:
        raise InputError(f"the count {text} is negative", where=where, advice="A count of people is 0 or more")
    if value != value or value > _MOST_PEOPLE:  # noqa: PLR0124 - not a number is the only value unequal to itself
        raise InputError(f"the count {text} is no possible number of people", where=where, advice="Correct the count")
    if value != int(value):
        raise InputError(
            f"the count {text} is not whole", where=where, advice="People are counted in whole numbers; no rates, no shares"
        )
    return int(value)


def _impossible(names: Sequence[str], never: Iterable[Sequence[str]], where: str) -> frozenset[int]:
    found: set[int] = set()
    for together in never:
        unknown = [name for name in together if name not in names]
        if unknown or len(set(together)) < 2:
            what = f"there is no list {unknown[0]}" if unknown else "--never needs two lists"
            raise InputError(what, where=where, advice=f"Write --never A+B, of: {', '.join(names)}")
        mask = sum(1 << names.index(name) for name in set(together))
        found.update(cell for cell in range(1, 1 << len(names)) if cell & mask == mask)
    return frozenset(found)


def _notes(found: _Reading) -> tuple[str, ...]:
    notes = []
    if found.nowhere:
        notes.append(f"{found.nowhere:,} people on none of the lists are left out: the lists do not document them.")
    if found.twice:
        notes.append(f"{found.twice} rows repeat a pattern; their counts were added.")
    return tuple(notes)
