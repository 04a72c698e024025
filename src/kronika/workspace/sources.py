"""Which sources the record holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.time import bounds
from kronika.store import queries
from kronika.workspace.opening import opened, writing
from kronika.workspace.refitting import refit

if TYPE_CHECKING:
    from kronika.settings import Settings

#: what can be said of a source after it was captured
DESCRIBABLE = ("published", "address", "origin")


def sources(settings: Settings) -> list[dict[str, Any]]:
    """Return the sources, oldest first, each with its custody entries."""
    with opened(settings) as record:
        return [
            {
                **asdict(source),
                **about,
                "notes": about["notes"].splitlines(),
                "custody": [asdict(entry) for entry in queries.custody(record.connection, source.id)],
            }
            for source, about in queries.sources(record.connection)
        ]


def describe(settings: Settings, ident: str, values: dict[str, str]) -> str:
    """Say when a source was published, where, or whose list it copies; return its id.

    Another day of an edition puts the editions of its list into their new order.

    Raises:
        InputError: if nothing is said, or the day of publication is no date.
    """
    said = {key: values[key] for key in DESCRIBABLE if values.get(key)}
    if not said:
        raise InputError("nothing is said of it", where=ident, advice="Say it with --published, --address or --origin")
    if "published" in said:
        bounds(said["published"])
    with opened(settings) as record:
        found = queries.source(record.connection, ident)
        with writing(settings, record, "sources") as writer:
            writer.describe(found.id, **said)
            if "published" in said and found.edition_of:
                refit(writer, record, found.edition_of)
        return found.id
