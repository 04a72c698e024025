"""Comparing names without a record."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.language.names import as_dict, compare, compare_pairs

if TYPE_CHECKING:
    from pathlib import Path


def one_pair(left: str, right: str) -> dict[str, Any]:
    """Return how two names agree: ``left``, ``right``, ``score``, ``verdict``, ``reasons``, ``parts``."""
    return {"left": left, "right": right, **as_dict(compare(left, right))}


def pairs(path: Path) -> list[dict[str, Any]]:
    """Return how the names in each row of a CSV agree (columns ``left`` and ``right``), a row each, in order.

    Raises:
        InputError: if the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror})", where=str(path), advice="Check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("it is no CSV in UTF-8", where=str(path), advice="Save it as CSV in UTF-8") from error
    if rows and not {"left", "right"} <= set(rows[0]):
        raise InputError(
            "the columns left and right are needed", where=str(path), advice=f"It has: {', '.join(map(str, rows[0]))}"
        )
    wanted = [(row["left"] or "", row["right"] or "") for row in rows]
    return [as_dict(comparison) for comparison in compare_pairs(wanted)]
