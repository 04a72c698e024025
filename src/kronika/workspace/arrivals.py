"""A new list held against the record before anything is written: who is known, who is new, who is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kronika import capture
from kronika.errors import InputError
from kronika.identity.linking import arrivals
from kronika.identity.profile import Profile
from kronika.language.names import parse
from kronika.model.ids import source_id
from kronika.model.source import Source
from kronika.reading.lists import guess, read_table
from kronika.store import queries
from kronika.store.told import Told
from kronika.workspace.cards import Lookup
from kronika.workspace.intake import About
from kronika.workspace.lists import Plan, list_name, plan
from kronika.workspace.opening import opened
from kronika.workspace.people import NAMED, heeded, nobody
from kronika.workspace.profiles import PROPERTIES, profile, profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kronika.identity.linking import Arrival
    from kronika.identity.pairs import Pair
    from kronika.model.source import Document
    from kronika.reading.lists import RowReading
    from kronika.settings import Settings
    from kronika.store.record import Record

#: how many of those who may be the same are named
_MATCHES = 5
_PROTECTED = "protective_pseudonym"
#: what follows from an unusual name
_ADVICE = (
    ("several people", ": give each a row of their own"),
    ("script not read", ", compared letter by letter only"),
    ("nickname only", ": many share one"),
)
_NOT_ONE = frozenset({"false", "no"})


class Row(NamedTuple):
    """One row of the list that arrives.

    Attributes:
        number: of the row.
        profile: what it says of somebody.
        kept: why it is matched with nobody; empty if it is.
        note: what is unusual about the name, in words; empty if nothing is.
    """

    number: int
    profile: Profile
    kept: str = ""
    note: str = ""


def arriving(settings: Settings, path: Path, mapping: Path | None = None) -> list[dict[str, Any]]:
    """Return for each row of a list what the record knows of it. Nothing is written.

    Args:
        settings: of the shell.
        path: a list (CSV, spreadsheet, table in a page), or a text with one name on each line.
        mapping: what its columns mean; None: a mapping of the record whose columns fit, or a guess.

    Returns:
        A dictionary for each row, in order: ``row``, ``name``, ``names``, ``kind``, ``outcome`` (``known``, ``doubtful``,
        ``new``, ``not matched``), ``why`` (in words), ``matches`` (``mention``, ``name``, ``list``, ``probability``, ``verdict``,
        ``reasons``; the most probable first).

    Raises:
        InputError: if it cannot be read, or names nobody.
    """
    document = capture.read(capture.load(path), path.name)
    with opened(settings) as record:
        rows = _rows(record, document, path, mapping)
        if not any(row.profile.names for row in rows):
            raise InputError(
                "nobody is named in it", where=str(path), advice="Give a list with a column of names and its headers"
            )
        there = queries.numbers(record.connection, [row.profile.id for row in rows])
        new = [row.profile for row in rows if not row.kept and row.profile.id not in there]
        known = profiles(record)
        found = {item.id: item for item in arrivals(new, known, judgements=heeded(record))} if new else {}
        told = _Told(record, known)
        return [told.row(row, found.get(row.profile.id), there=row.profile.id in there) for row in rows]


class _Told:
    """Says what was found, in words and as JSON has it."""

    def __init__(self, record: Record, known: Sequence[Profile]) -> None:
        self._lookup = Lookup(record)
        self._known = {profile.id: profile for profile in known}

    def row(self, row: Row, found: Arrival | None, *, there: bool) -> dict[str, Any]:
        """Return one row with what the record knows of it."""
        if there:
            outcome, why = "known", ["the record has this very row of the list"]
        elif row.kept or found is None:
            outcome, why = "not matched", [row.kept]
        else:
            outcome, why = found.outcome, _why(found)
        return {
            "row": row.number,
            "name": row.profile.names[0] if row.profile.names else "",
            "names": list(row.profile.names),
            "kind": row.profile.kind,
            "outcome": outcome,
            "why": [*why, *filter(None, [row.note])],
            "matches": [self._match(pair, row.profile.id) for pair in (found.pairs[:_MATCHES] if found else ())],
        }

    def _match(self, pair: Pair, new: str) -> dict[str, Any]:
        other = self._known[pair.right if pair.left == new else pair.left]
        return {
            "mention": other.id,
            "name": other.names[0],
            "list": self._lookup.source_name(other.list) if self._lookup.source(other.list) else other.list,
            "probability": round(pair.probability, 4),
            "verdict": pair.verdict,
            "reasons": list(pair.reasons),
        }


def _why(found: Arrival) -> list[str]:
    if found.outcome == "new":
        return ["nobody in the record may be the same"]
    same = [pair for pair in found.pairs if pair.verdict == "same"]
    if found.outcome == "known":
        return list(same[0].reasons)
    if same:
        return ["more than one in the record is as near, and nobody has judged them to be one"]
    return list(found.pairs[0].reasons)


def _rows(record: Record, document: Document, path: Path, mapping: Path | None) -> list[Row]:
    if document.tables:
        source = Source(source_id(path.name), "", 0, "", path.name)
        chosen = plan(record, source, document, About(mapping=mapping)) or _named(document, path)
        name = chosen.mapping.list
        return [_row(reading, name) for reading in read_table(document, chosen.table, chosen.mapping, source)]
    if mapping is not None:
        raise InputError("there is no table in it, so a mapping says nothing", where=str(path), advice="Leave --map out")
    lines = ((number, line.strip()) for number, line in enumerate(document.text.splitlines(), 1))
    return [_checked(number, Profile(f"line {number}", path.name, names=(line,))) for number, line in lines if line]


def _named(document: Document, path: Path) -> Plan:
    """Return a guess for a list that has names and little else.

    Raises:
        InputError: no column has names.
    """
    for table in document.tables:
        guessed = guess(table, list_name(path.name))
        if any(column.target.property == "name" for column in guessed.mapping.columns):
            return Plan(guessed.mapping, table, guessed)
    raise InputError(
        "no column of names was found in it", where=str(path), advice="Write a mapping with 'kronika map', and give --map"
    )


def _row(reading: RowReading, name: str) -> Row:
    if not reading.mentions:
        return Row(reading.row, Profile(f"row {reading.row}", name), "; ".join(reading.problems) or "no name")
    person = reading.mentions[0]
    kinds = {mention.id: mention.kind for mention in reading.mentions}
    said = [
        Told(person.id, kinds[item.mention], item.property, item.value)
        for item in reading.statements
        if item.property in PROPERTIES and item.mention in kinds
    ]
    made = profile(person.id, name, person.kind, said)
    hidden = any(item.property == _PROTECTED and item.value not in _NOT_ONE for item in reading.statements)
    return _checked(reading.row, made, hidden=hidden)


def _checked(number: int, made: Profile, *, hidden: bool = False) -> Row:
    """Return a row, with why it is matched with nobody, or what is unusual about its name."""
    if hidden:
        return Row(number, made, "the name is a protective pseudonym: it is kept out of matching")
    if made.kind not in NAMED:
        return Row(number, made, "it names nobody: unnamed people are matched with nobody")
    problems = _problems(made.names) if made.kind == "person" else []
    if not made.names or (made.kind == "person" and nobody(made.names)):
        return Row(
            number, made, f"it names nobody ({'; '.join(problems) or 'no name'}): matched with nobody, other unknowns included"
        )
    return Row(number, made, note="; ".join(problems))


def _problems(names: Iterable[str]) -> list[str]:
    found = dict.fromkeys(problem for name in names if (problem := parse(name).problem))
    return [problem + next((more for begin, more in _ADVICE if problem.startswith(begin)), "") for problem in found]
