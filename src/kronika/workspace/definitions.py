"""Definitions: those that kronika ships, and those that a record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from kronika.counting.definitions import SHIPPED, Definition, load_shipped
from kronika.counting.explain import explain
from kronika.errors import InputError, NotFoundError
from kronika.store import queries
from kronika.workspace.opening import opened, role, writing

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings
    from kronika.store.record import Record

#: prefix under which the mapping of a list is kept in the record
MAPPING = "mapping:"


def resolve(record: Record, name: str) -> Definition:
    """Return a definition by its name: the record's version with the highest number, else the one that is shipped.

    ``name@2`` means version 2 of it: a count that was published under it can be repeated.

    Raises:
        NotFoundError: if there is none of that name, or not in that version.
    """
    plain, at, version = name.partition("@")
    own = _own(record, plain)
    if not at and own:
        return own[max(own)]
    if at and version.isdecimal() and int(version) in own:
        return own[int(version)]
    found = load_shipped(plain)
    if at and version != str(found.version):
        known = ", ".join(map(str, sorted({*own, found.version})))
        raise NotFoundError(f"there is no version {version} of '{plain}'", advice=f"There are: {known}")
    return found


def _own(record: Record, name: str) -> dict[int, Definition]:
    """Return the versions of a definition that the record holds, by number, however they were entered."""
    found = {}
    for named, _, text in queries.definitions(record.connection):
        if named == name and not named.startswith(MAPPING):
            made = Definition.from_dict(yaml.safe_load(text), f"definition {name} in the record")
            found[made.version] = made
    return found


def check(path: Path) -> Definition:
    """Return the definition in a file.

    Raises:
        InputError: if it is none; it says what is wrong with it.
    """
    from kronika.workspace.intake import load_yaml

    return Definition.from_dict(load_yaml(path, "definition"), str(path))


def add(settings: Settings, path: Path) -> Definition:
    """Put a definition into the record.

    Raises:
        InputError: the record holds that version already, and it says something else.
    """
    found = check(path)
    role(settings)
    with opened(settings) as record:
        known = _own(record, found.name).get(found.version)
        if known is not None and known != found:
            raise InputError(
                f"the record holds a version {found.version} of '{found.name}' that says something else",
                where=str(path),
                advice="Give it the next number in 'version': what was counted under the old one must stay what it was",
            )
        if known is None:
            with writing(settings, record, "definition") as writer:
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
