"""A first mapping for a list, written for a person to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika import capture
from kronika.errors import InputError
from kronika.workspace.lists import guessed

if TYPE_CHECKING:
    from pathlib import Path


def first_mapping(path: Path, name: str = "") -> tuple[str, dict[str, Any]]:
    """Return the text of a first mapping for the list in a file, and its values.

    Raises:
        InputError: if the file cannot be read or holds no list.
    """
    document = capture.read(capture.load(path), path.name)
    plan = guessed(document, name or path.name)
    if plan is None or plan.guessed is None:
        raise InputError(
            "no list of people or organisations was found in it", where=str(path), advice="Check that it has a row of headers"
        )
    return plan.guessed.yaml(), plan.mapping.to_yaml_dict()
