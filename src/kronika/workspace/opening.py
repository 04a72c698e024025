"""Opening the record that the settings name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from unicodedata import normalize

from kronika.errors import InputError
from kronika.store.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kronika.settings import Settings
    from kronika.store.writer import Writer

#: who acts when no role was given: the reading commands need none
NOBODY = "unnamed"


def folder(settings: Settings) -> Path:
    """Return the record's folder.

    Raises:
        InputError: if the settings name none.
    """
    if settings.record is None:
        raise InputError("no record was named", advice="Give its folder with --record, or set KRONIKA_RECORD")
    return settings.record


def role(settings: Settings) -> str:
    """Return the acting role.

    Raises:
        InputError: if none was given: what changes the record has a role to it.
    """
    if not settings.role:
        raise InputError(
            "this command needs the role that acts", advice="Give it with --by, or set KRONIKA_BY, for example documenter-1"
        )
    return settings.role


def same_role(one: str, other: str) -> bool:
    """Say whether two names mean one role: capitals, spaces and hyphens make no second reader."""
    return role_key(one) == role_key(other)


def role_key(role_name: str) -> str:
    """Return what tells one role from another, however it is spelled."""
    return "".join(letter for letter in normalize("NFKC", role_name).casefold() if letter.isalnum())


def now(settings: Settings) -> str:
    """Return the present moment, ISO 8601, to the second."""
    return settings.clock().isoformat(timespec="seconds")


@contextmanager
def opened(settings: Settings, *, trusting: bool = False) -> Iterator[Record]:
    """The record, open for the time of a use case."""
    with Record.open(folder(settings), settings.passphrase(), trusting=trusting) as record:
        yield record


@contextmanager
def writing(settings: Settings, record: Record, command: str) -> Iterator[Writer]:
    """A transaction in the name of the acting role."""
    with record.writing(by=role(settings), clock=settings.clock, command=command) as writer:
        yield writer
