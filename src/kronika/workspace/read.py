"""Reading files without a record: what would be proposed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika import capture
from kronika.errors import KronikaError
from kronika.model.ids import source_id
from kronika.model.source import Source
from kronika.reading import text as text_reading
from kronika.reading.lists import read_table
from kronika.reading.totals import read_totals, table_of_totals
from kronika.store.opening import is_record
from kronika.workspace.lists import Plan, guessed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kronika.model.source import Document, Table
    from kronika.reading.lists import RowReading


def read(paths: Sequence[Path], *, published: str = "") -> list[dict[str, Any]]:
    """Return for each file ``file``, ``language``, ``proposals`` and ``notes``; one that cannot be read has ``error``."""
    found: list[dict[str, Any]] = []
    skipped: list[str] = []
    for path in capture.files(paths, note=skipped.append, closed=is_record):
        try:
            found.append(_one(path, published))
        except KronikaError as error:
            error.where = error.where or str(path)
            found.append({"file": str(path), "language": "", "proposals": [], "notes": [], "error": str(error)})
    found.extend({"file": "", "language": "", "proposals": [], "notes": [], "error": line} for line in skipped)
    return found


def _one(path: Path, published: str) -> dict[str, Any]:
    document = capture.read(capture.load(path), path.name)
    day = published or document.published
    plan = guessed(document, path.name)
    totals = table_of_totals(document) if plan is None else None
    if totals is not None:
        proposals, notes = _totals(totals, document, path.name, day)
        language = ""
    elif plan is not None:
        proposals, notes = _list(document, plan, path.name, day)
        language = plan.mapping.language
    else:
        done = text_reading.propose(document, source="", published=day)
        proposals, notes, language = (
            [text_reading.as_dict(proposal) for proposal in done.proposals],
            list(done.notes),
            done.language,
        )
    return {"file": str(path), "language": language, "proposals": proposals, "notes": [*document.notes, *notes]}


def _totals(table: Table, document: Document, name: str, published: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Proposals of a table of totals: a figure a row."""
    reading = read_totals(table, Source(source_id(name), "", 0, "", name, published=published))
    found: list[dict[str, Any]] = []
    for mention in reading.mentions:
        said = [statement for statement in reading.statements if statement.mention == mention.id]
        values = {item.property: item.value for item in said}
        begin, end = min(item.start for item in said), max(item.end for item in said)
        number = float(values["value"])
        said_of = {key: values.get(key, "") for key in ("qualifier", "of", "unit", "as_of", "claimed_by")}
        figure = text_reading.Figure(value=int(number) if number.is_integer() else number, **said_of)
        proposal = text_reading.TextProposal(
            mention.kind, document.text[begin:end], begin, end, figure=figure, attributed_to=figure.claimed_by, rule=said[0].rule
        )
        found.append(text_reading.as_dict(proposal))
    return found, list(reading.notes)


def _row(row: RowReading, document: Document, plan: Plan) -> list[dict[str, Any]]:
    """Return a proposal for each act of a row, with the keys that proposals from text have, and the row's number."""
    person = row.mentions[0]
    names = [said for said in row.statements if said.mention == person.id and said.property == "name"][:1]
    named = tuple(text_reading.Named(name.original, name.original, name.start, name.end) for name in names)
    found = []
    for mention in row.mentions:
        said = [statement for statement in row.statements if statement.mention == mention.id]
        if not said:
            continue
        values: dict[str, Any] = {item.property: item.value for item in said if item.property in _FIELDS}
        begin, end = min(item.start for item in said), max(item.end for item in said)
        proposal = text_reading.TextProposal(
            mention.kind,
            document.text[begin:end],
            begin,
            end,
            people=named if person.kind == "person" else (),
            organisations=named if person.kind != "person" else (),
            attributed_to=plan.mapping.states or "",
            rule=said[0].rule,
            language=plan.mapping.language,
            **values,
        )
        found.append(text_reading.as_dict(proposal) | {"row": row.row})
    return found


#: properties that proposals have under the same name
_FIELDS = frozenset(
    {"date", "place", "court", "judge", "prosecutor", "article", "term", "regime", "how", "form", "basis", "fine"}
)


def _list(document: Document, plan: Plan, name: str, published: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Proposals of a list: an act each, with the person's name."""
    source = Source(source_id(name), "", 0, "", name, published=published)
    found: list[dict[str, Any]] = []
    notes: list[str] = []
    for row in read_table(document, plan.table, plan.mapping, source):
        notes.extend(row.problems)
        if not row.mentions:
            continue
        found += _row(row, document, plan)
    return found, notes
