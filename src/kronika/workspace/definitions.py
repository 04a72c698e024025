"""Definitions: those that kronika ships, and those that a record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from kronika.counting.definitions import SHIPPED, Definition, load_shipped
from kronika.counting.explain import explain
from kronika.store import queries
from kronika.workspace.fitting import MAPPING
from kronika.workspace.intake import load_yaml
from kronika.workspace.opening import opened, writing

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings
    from kronika.store.record import Record


def resolve(record: Record, name: str) -> Definition:
    """Return a definition by its name: the record's newest version of it, else the one that is shipped.

    Raises:
        NotFoundError: if there is none of that name.
    """
    own = [item for item in queries.definitions(record.connection) if item[0] == name and not item[0].startswith(MAPPING)]
    if own:
        return Definition.from_dict(yaml.safe_load(own[-1][2]), f"definition {name} in the record")
    return load_shipped(name)


def check(path: Path) -> Definition:
    """Return the definition in a file.

    Raises:
        InputError: if it is none; it says what is wrong with it.
    """
    return Definition.from_dict(load_yaml(path, "definition"), str(path))


def add(settings: Settings, path: Path) -> Definition:
    """Put a definition into the record."""
    found = check(path)
    with opened(settings) as record, writing(settings, record, "definition") as writer:
        writer.define(found.name, str(found.version), path.read_text(encoding="utf-8-sig"))
    return found


def described(found: Definition) -> dict[str, Any]:
    """Return a definition in words, in three languages, as JSON has it."""
    return {
        "name": found.name,
        "version": found.version,
        "unit": found.unit,
        "title": dict(found.title),
        "explained": {language: explain(found, language) for language in ("en", "ru", "be")},
        "sources": [{"title": origin.title, "address": origin.address} for origin in found.sources],
    }


def shipped() -> list[dict[str, Any]]:
    """Return the definitions that kronika ships."""
    return [described(load_shipped(name)) for name in SHIPPED]
