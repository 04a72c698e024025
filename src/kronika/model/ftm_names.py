"""The names of FollowTheMoney: schemata, their properties, and the closed lists of values.

``ftm_names.json`` is made from the library by ``scripts/make_ftm_names.py``, because the library needs a compiler to
install and kronika needs only its names. ``benchmarks/peers_ftm.py`` compares the two where the library is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema.

    Attributes:
        abstract: no entity may have it.
        required: properties without which an entity is not valid.
        types: type of each property, inherited ones included.
    """

    abstract: bool
    required: frozenset[str]
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The table.

    Attributes:
        version: of the library that it was made from.
        max_length: greatest number of characters of a value, by type.
        values: the values that a type may have, for ``country``, ``gender``, ``language`` and ``topic``.
        schemata: by name.
    """

    version: str
    max_length: Mapping[str, int]
    values: Mapping[str, frozenset[str]]
    schemata: Mapping[str, Schema]


@cache
def load() -> Names:
    """Return the table. The same object each time."""
    content = json.loads(Path(__file__).with_name("ftm_names.json").read_bytes())
    return Names(
        version=content["version"],
        max_length=content["max_length"],
        values={name: frozenset(values) for name, values in content["values"].items()},
        schemata={
            name: Schema(
                abstract=given["abstract"],
                required=frozenset(given["required"]),
                types={prop: type_ for type_, props in given["properties"].items() for prop in props},
            )
            for name, given in content["schemata"].items()
        },
    )
