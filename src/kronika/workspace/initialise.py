"""Making a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.store.record import Record
from kronika.workspace.opening import NOBODY, folder

if TYPE_CHECKING:
    from kronika.settings import Settings


def initialise(settings: Settings) -> str:
    """Make a new, empty record and return its head (hexadecimal)."""
    with Record.create(folder(settings), settings.passphrase(), by=settings.role or NOBODY, clock=settings.clock) as record:
        return record.head.hex
