"""What was released, as rows: one for each fact.

Whoever may not be named is ``P1``, ``P2``, … in the order of the file. Quotes, the source's name and its address are not among
what is released about them: a quote names people, and an address leads to a page that does.
"""

from __future__ import annotations

import csv
import io
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from kronika.disclosure.gate import NAMELESS, by_person

if TYPE_CHECKING:
    from kronika.disclosure.gate import Release

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


def as_rows(release: Release) -> list[dict[str, Any]]:
    """Return what was released as rows of ``COLUMNS``."""
    rows: list[dict[str, Any]] = []
    for number, (_, name, about, item) in by_person(release.facts):
        said, source = item.statement, release.sources.get(item.statement.source)
        rows.append(
            {
                "person": name or ("" if about.kind in NAMELESS else f"P{number}"),
                "kind": about.kind,
                "act": _act(about.id, release.key) if about.subject or about.kind in NAMELESS else "",
                "property": said.property,
                "value": said.value,
                "as_written": said.original,
                "standing": str(item.standing),
                "published": said.published,
                "accepted": item.accepted[:10],
                "quote": said.quote,
                "source": source.name if source else "",
                "address": source.address if source else "",
                "sha256": source.sha256 if source else "",
            }
        )
    return rows


def _act(ident: str, key: bytes) -> str:
    """Return an id for one file alone: the record's own follow from a list and a name, which can be guessed."""
    return "a" + blake2b(ident.encode(), key=key, digest_size=8).hexdigest()


def as_csv(release: Release) -> bytes:
    """Return what was released as CSV in UTF-8 with a byte order mark, so that spreadsheets show Cyrillic.

    Formulas are made harmless.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in as_rows(release):
        writer.writerow({key: _harmless(str(value)) for key, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe: a source's text must not act on who opens the file."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def as_parquet(release: Release) -> bytes:
    """Return what was released as Parquet.

    Raises:
        MissingError: if pyarrow is not installed.
    """
    from kronika.disclosure.parquet import table_bytes

    return table_bytes(as_rows(release), COLUMNS)
