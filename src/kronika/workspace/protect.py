"""Keeping somebody out of every search, block and list of candidates, because a role says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.store import queries
from kronika.workspace.opening import opened, role, same_role, writing
from kronika.workspace.people import NAMED, marked, resolve

if TYPE_CHECKING:
    from kronika.settings import Settings


def protect(settings: Settings, who: str, *, reason: str = "", lift: bool = False, second: str = "") -> dict[str, Any]:
    """Mark a person or body so that nobody finds it by name and nothing proposes to join it; or take the mark off.

    What was judged of it joins it to nobody while the mark stands. Taking the mark off wants a second role.

    Returns:
        ``mention``, ``protected`` (whether the mark stands now).

    Raises:
        InputError: if it is neither a person nor a body, stands as wished already, or the second role is missing.
    """
    acting = role(settings)
    with opened(settings) as record:
        person = resolve(record, who)
        kind = queries.mention(record.connection, person).kind
        if kind not in NAMED:
            raise InputError(f"this is a {kind}, and a person is meant", where=who, advice="Give the id of the person")
        if (person in marked(record)) is not lift:
            state = "is not marked" if lift else "is kept out already"
            raise InputError(f"this person {state}", where=who, advice="Nothing was changed")
        if lift and (not second.strip() or same_role(second, acting)):
            raise InputError("taking the mark off needs two different roles", advice="Name the second one with --second")
        with writing(settings, record, "protect") as writer:
            agreed = f"agreed by {second.strip()}" if lift else ""
            writer.protect(person, "; ".join(filter(None, (reason, agreed))), on=not lift)
        return {"mention": person, "protected": not lift}
