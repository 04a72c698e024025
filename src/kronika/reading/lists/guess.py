"""A first mapping for a list that nobody has mapped yet, from its headers and its cells, for a person to correct."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import NamedTuple

from kronika.model.source import Table
from kronika.reading.lists.columns import names_of
from kronika.reading.lists.evidence import Evidence, date_order, language_of, weigh
from kronika.reading.lists.headers import Meaning, find_header_row, meaning, said_language, said_unit
from kronika.reading.lists.mapping import Column, Mapping
from kronika.reading.lists.targets import NAME_PARTS, STATE, all_targets, parse_target, value_type

#: rows that are looked at
_ROWS = 2000
#: what is less sure than this is left out of the mapping, with a comment
_ENOUGH = 0.5
_LOOKS = {
    "date": "date", "term": "term", "article": "article", "court": "court", "regime": "regime", "facility": "facility",
    "how": "how", "recogniser": "recognised_by", "status": "status", "basis": "basis", "gender": "gender", "name": "name",
}  # fmt: skip
#: what cells of a kind are about where the header does not say
_USUAL = {
    "term": "sentence.term", "article": "charge.article", "court": "sentence.court", "regime": "sentence.regime",
    "facility": "transfer.facility", "how": "release.how", "recogniser": "recognition.recognised_by", "gender": "person.gender",
    "name": "person.name",
}  # fmt: skip
_NAME_PARTS = frozenset(f"person.name.{part}" for part in NAME_PARTS)
#: type of a property -> what its cells must look like
_EXPECTED = {"date": ("date", "dated"), "duration": ("term", "number"), "article": ("article",)}
_EXPECTED_CODES = {"gender": ("gender",), "regime": ("regime",), "how": ("how",), "recognised_by": ("recogniser",)}


class ColumnGuess(NamedTuple):
    """What a column may mean.

    Attributes:
        header: as in the table.
        target: as ``person.name``; empty if the column is left out.
        confidence: 0 to 1: from words of the header and the look of the cells; not measured.
        comment: why, in words.
        language, unit: for the mapping, where they matter.
    """

    header: str
    target: str
    confidence: float
    comment: str
    language: str = ""
    unit: str = ""


class Guess(NamedTuple):
    """A first mapping.

    Attributes:
        mapping: whole and valid but for what ``notes`` say is missing.
        columns: what was made of each column, in the table's order.
        notes: what a person must decide.
    """

    mapping: Mapping
    columns: tuple[ColumnGuess, ...]
    notes: tuple[str, ...]

    def yaml(self) -> str:
        """Return the mapping as the text of a YAML file, with a comment beside each column."""
        mapping = self.mapping
        lines = [
            f"# What the columns of the list {mapping.list!r} mean: a first guess from its headers and cells. Check every line.",
            "# Known targets are in the vocabulary, as person.name or detention.date; detention#2.date is a second detention.",
            *(f"# Decide: {note}" for note in self.notes),
            f"list: {_quoted(mapping.list)}",
            f"states: {_quoted(mapping.states)}  # who states what the list says, as Viasna",
            f"language: {mapping.language or _quoted('')}",
            f"header_row: {mapping.header_row}",
            "dates:",
            f"  order: {mapping.order}",
            "columns:",
        ]
        columns = {column.header: column for column in mapping.columns}
        for guess_ in self.columns:
            column = columns.get(guess_.header)
            if column is not None:
                lines.append(f"  {_quoted(guess_.header)}: {_column_text(column)}  # {_percent(guess_)}")
        lines += ["# constants:", "#   recognition.recognised_by: Viasna"]
        left = [guess_ for guess_ in self.columns if guess_.header and guess_.header not in columns]
        if left:
            lines += ["ignore:", *(f"  - {_quoted(guess_.header)}  # {guess_.comment}" for guess_ in left)]
        return "\n".join(lines) + "\n"


def guess(table: Table, name: str) -> Guess:
    """Return a first mapping for the list ``name``. Works on lists of any organisation; what is unclear is left out and said.

    >>> table = Table("", 0, [["ФИО", "Дата задержания"], ["Ковалёва Анна", "09.08.2020"]])
    >>> [(column.header, column.target) for column in guess(table, "list").columns]
    [('ФИО', 'person.name'), ('Дата задержания', 'detention.date')]
    """
    header_row = find_header_row(table)
    headers = names_of(table.rows[header_row]) if table.rows else ()
    body = list(islice(table.rows, header_row + 1, header_row + 1 + _ROWS))
    evidence = [weigh(row[index] for row in body if index < len(row)) for index in range(len(headers))]
    columns = [_column(header, look) for header, look in zip(headers, evidence, strict=True)]
    columns = _with_whole_names(columns, evidence)
    columns = _with_a_name(columns, evidence)
    columns = _without_doubles(columns)
    order = date_order(cell for look in evidence for cell in look.samples)
    mapping = Mapping(
        list=name,
        language=language_of(cell for look in evidence for cell in look.samples[:20]),
        header_row=table.first_row + header_row,
        order=order,
        columns=tuple(
            Column(column.header, parse_target(column.target, name), language=column.language, unit=column.unit)
            for column in columns
            if column.target and column.header
        ),
        ignore=tuple(column.header for column in columns if column.header and not column.target),
    )
    return Guess(mapping, tuple(columns), tuple(_notes(mapping, columns, evidence)))


def _column(header: str, look: Evidence) -> ColumnGuess:
    """Return what a column may mean, from its header, corrected by what its cells look like."""
    said = meaning(header)
    if said.ignore:
        return ColumnGuess(header, "", said.sure, "a number, a link or a remark; left out")
    if not look.filled:
        return ColumnGuess(header, "", 0.3, f"empty; {said.target} by its header" if said.target else "empty; left out")
    if look.best("web"):
        return ColumnGuess(header, "", 0.9, "addresses of web pages; left out")
    target, sure, comment = _by_header(said, look) if said.sure else _by_cells(look)
    if sure < _ENOUGH:
        return ColumnGuess(header, "", sure, comment)
    language = said_language(header) if target.startswith("person.name") else ""
    if target.startswith("person.name") and not language:
        language = language_of(look.samples)
    unit = ""
    if target.endswith(".term") and look.shares["number"] > look.shares["term"]:
        unit = said_unit(header)
        comment += "; bare numbers" + ("" if unit else ": add unit: years, if they are years")
    return ColumnGuess(header, target, sure, comment, language, unit)


def _by_header(said: Meaning, look: Evidence) -> tuple[str, float, str]:
    """Return the target that a header names, or the one of the same act that fits the cells better."""
    sure, kind = said.sure, said.kind
    target = next((target for target in (said.target, *said.others) if target and _fits(target, look)), said.target)
    if target and _fits(target, look):
        return target, min(sure + 0.05, 0.95), "by its header and its cells"
    other = _of_kind(kind, look)
    if target and (not other or other == target):
        expected = value_type(parse_target(target, "")) in _EXPECTED
        return (
            target,
            sure - (0.3 if expected else 0.1),
            "by its header" + ("; its cells look like something else" if expected else ""),
        )
    if other:
        return other, sure, "by its header and what its cells hold"
    return "", 0.3, f"about a {kind}, but its cells are unclear; left out"


def _fits(target: str, look: Evidence) -> bool:
    parsed = parse_target(target, "")
    if target == STATE:
        return look.best("state", "status", "how", "regime") in {"state", ""}
    expected = _EXPECTED.get(value_type(parsed)) or _EXPECTED_CODES.get(parsed.property)
    if expected is None:
        # a place, a court, a name: anything but dates and regimes
        return look.shares["date"] < 0.5 and look.best("facility", "regime") != "regime"
    return bool(look.best(*expected))


def _of_kind(kind: str, look: Evidence) -> str:
    """Return the target of an act that fits what the cells look like; if it has no such property, where such cells usually go."""
    best = look.best("date", "term", "article", "recogniser", "regime", "how", "status", "court", "facility")
    if not best:
        return ""
    if kind == "person":
        return "person.birth_date" if best == "date" else ""
    if kind == "state":
        return {"status": "recognition.status", "how": "release.how", "regime": "transfer.regime"}.get(best, "state")
    own = f"{kind}.{_LOOKS[best]}"
    return own if own in all_targets() else _USUAL.get(best, "")


def _by_cells(look: Evidence) -> tuple[str, float, str]:
    """Return the target of a column whose header says nothing."""
    best = look.best("date", "term", "article", "gender", "recogniser", "court", "facility", "regime", "how", "name")
    if best == "date":
        return "", 0.3, "dates, but of what? Say it, as in detention.date"
    if best in _USUAL:
        return _USUAL[best], 0.5, f"by its cells, which look like {best} values"
    return "", 0.1, "unclear; left out"


def _with_whole_names(columns: list[ColumnGuess], evidence: list[Evidence]) -> list[ColumnGuess]:
    """Return the columns with parts of names made whole names where their cells hold those, or the other part is missing."""
    parts = {column.target for column in columns}
    whole = []
    for column, look in zip(columns, evidence, strict=True):
        alone = column.target == "person.name.given" and "person.name.family" not in parts
        if column.target in {"person.name.given", "person.name.family"} and (alone or look.shares.get("name", 0) >= 0.5):
            column = column._replace(target="person.name")  # noqa: PLW2901 - the same column, better understood
        whole.append(column)
    # the parts of a name are put together within one language
    language = next((column.language for column in whole if column.target in _NAME_PARTS and column.language), "")
    twice = len({column.target for column in whole if column.target in _NAME_PARTS}) < sum(
        column.target in _NAME_PARTS for column in whole
    )
    return [column._replace(language=language) if column.target in _NAME_PARTS and not twice else column for column in whole]


def _with_a_name(columns: list[ColumnGuess], evidence: list[Evidence]) -> list[ColumnGuess]:
    """Return the columns with the one that looks most like names as the name, where no header said so."""
    targets = {column.target for column in columns}
    if any(target.startswith(("person.name", "organisation.name")) for target in targets):
        return columns
    shares = [look.shares.get("name", 0) if column.header else 0 for column, look in zip(columns, evidence, strict=True)]
    if not shares or max(shares) < 0.3:
        return columns
    index = shares.index(max(shares))
    language = language_of(evidence[index].samples)
    columns[index] = ColumnGuess(columns[index].header, "person.name", 0.5, "its cells look like names", language)
    return columns


def _without_doubles(columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """Return the columns with each target once (once for each language of names): the surest keeps it."""
    holder: dict[tuple[str, str], int] = {}
    for index in sorted(range(len(columns)), key=lambda index: -columns[index].confidence):
        column = columns[index]
        if not column.target:
            continue
        if (column.target, column.language) not in holder:
            holder[column.target, column.language] = index
            continue
        taken = columns[holder[column.target, column.language]].header
        if column.target == "person.name":
            alias = ("person.alias", column.language)
            if alias not in holder:
                holder[alias] = index
                columns[index] = column._replace(
                    target="person.alias", confidence=0.5, comment=f"a further name beside {taken!r}"
                )
                continue
        columns[index] = column._replace(target="", confidence=0.3, comment=f"perhaps {column.target}, as {taken!r} is; left out")
    return columns


def _notes(mapping: Mapping, columns: list[ColumnGuess], evidence: list[Evidence]) -> list[str]:
    """Return what a person must decide before the mapping is of use."""
    notes = ["who states what the list says ('states')"]
    targets = {str(column.target) for column in mapping.columns}
    if not any(target.startswith(("person.name", "organisation.name")) for target in targets):
        notes.append("no column looks like names; map one to person.name")
    if "recognition.recognised_by" not in targets and any(target.startswith("recognition.") for target in targets):
        notes.append("who recognised the people: add it under 'constants' as recognition.recognised_by")
    unclear = [
        repr(column.header)
        for column, look in zip(columns, evidence, strict=True)
        if column.header and not column.target and look.filled and column.confidence < _ENOUGH
    ]
    if unclear:
        notes.append(f"what these columns mean, which are left out: {', '.join(unclear)}")
    return notes


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _column_text(column: Column) -> str:
    text = column.to_yaml()
    if isinstance(text, str):
        return text
    return (
        "{"
        + ", ".join(
            f"{name}: {value if re.fullmatch('[a-z._]+', str(value)) else _quoted(str(value))}" for name, value in text.items()
        )
        + "}"
    )


def _percent(column: ColumnGuess) -> str:
    return f"{round(column.confidence * 100)} % sure: {column.comment}"
