"""What a shell knows when it starts, handed down as one frozen value. Nothing reads the environment at import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


def system_clock() -> datetime:
    """Return the current moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the record is, who acts, and what time it is.

    Attributes:
        record: folder of the record, or None where a use case needs none.
        passphrase: asks for or returns the passphrase; called at most once, when the record is opened.
        role: the acting role (a pseudonym such as ``documenter-2``), never a person's name.
        clock: returns the current moment in UTC; a parameter, so that a test can live on any day.
    """

    record: Path | None
    passphrase: Callable[[], str]
    role: str = ""
    clock: Callable[[], datetime] = system_clock
