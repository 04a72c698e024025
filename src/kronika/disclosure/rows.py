"""What leaves, as rows: one for each fact that may leave, none for others.

Without permission for the name, a person is ``P1``, ``P2``, … in the order of the file, and the quote, the source's
name and its address stay here too: a quote names people, and an address leads to a page that does.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.disclosure.permission import Permission
    from kronika.model.source import Source
    from kronika.model.statement import Mention, Recorded

COLUMNS = (
    "person",
    "kind",
    "act",
    "property",
    "value",
    "as_written",
    "standing",
    "published",
    "accepted",
    "quote",
    "source",
    "address",
    "sha256",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom facts are about.

    Attributes:
        mention: id of the mention.
        name: as written.
        members: mentions held to be the same person.
    """

    mention: str
    name: str
    members: tuple[str, ...] = ()


def permitted(
    subjects: Iterable[Subject],
    facts: Mapping[str, Sequence[tuple[Mention, Recorded]]],
    sources: Mapping[str, Source],
    permission: Permission,
) -> list[dict[str, Any]]:
    """Return the rows that may leave; ``permission`` counts what was withheld.

    Args:
        subjects: whom the facts are about.
        facts: for each subject's mention the statements about it and its acts, with the mention each is about.
        sources: by id.
        permission: for one audience on one day.
    """
    rows: list[dict[str, Any]] = []
    for number, subject in enumerate(subjects, 1):
        told = facts.get(subject.mention, ())
        scopes = {scope for mention, item in told for scope in (item.statement.source, mention.list) if scope}
        named = permission.allows(subject.mention, "name", scopes, subject.members)
        for mention, item in told:
            said = item.statement
            kind = mention.kind if mention.subject else said.property
            if kind != "name":
                if not permission.allows(subject.mention, kind, {said.source, mention.list} - {""}, subject.members):
                    continue
            elif not named:
                continue
            source = sources.get(said.source)
            rows.append(
                {
                    "person": subject.name if named else f"P{number}",
                    "kind": mention.kind,
                    "act": "" if not mention.subject else mention.id,
                    "property": said.property,
                    "value": said.value,
                    "as_written": said.original if named else "",
                    "standing": str(item.standing),
                    "published": said.published,
                    "accepted": item.accepted[:10],
                    "quote": said.quote if named else "",
                    "source": source.name if source and named else "",
                    "address": source.address if source and named else "",
                    "sha256": source.sha256 if source and named else "",
                }
            )
    return rows


def as_csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark, so that spreadsheets show Cyrillic; formulas are made harmless."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _harmless(str(value)) for key, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe: a source's text must not act on who opens the file."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def as_parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return rows as Parquet.

    Raises:
        MissingError: if pyarrow is not installed.
    """
    from kronika.disclosure.parquet import table_bytes

    return table_bytes(rows, COLUMNS)
