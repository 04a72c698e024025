"""Bringing an older record up to date: named functions, each in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from kronika.errors import FindingError, RecordError
from kronika.model.statement import ACCEPTED
from kronika.store import log, schema
from kronika.store.proposals import Proposals

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection


def acts_are_derived_again(connection: Connection) -> None:
    """Sentences carry their articles; a confirmed value stands until a later one is confirmed."""
    proposals = Proposals(connection)
    wanted = (
        "SELECT n FROM mention WHERE kind IN ('sentence', 'replacement') "
        "UNION SELECT DISTINCT mention FROM statement WHERE until IS NOT NULL"
    )
    proposals.refresh_acts([number for (number,) in connection.exec_driver_sql(wanted)])
    proposals.tidy()


def what_was_taken_back_was_known(connection: Connection) -> None:
    """What was accepted and rejected later counts as known here in between."""
    moments: dict[str, str] = {}
    for entry in log.entries(connection, kinds=("standing",)):
        content = entry.content or {"ids": (), "standing": ""}
        for ident in content["ids"]:
            if content["standing"] in ACCEPTED:
                moments.pop(ident, None)
            else:
                moments.setdefault(ident, entry.at)
    touched: set[int] = set()
    for ident, at in moments.items():
        changed = connection.exec_driver_sql(
            "UPDATE statement SET until_accepted = coalesce(until_accepted, ?) WHERE id = ? AND accepted IS NOT NULL "
            "RETURNING mention",
            (at, ident),
        )
        touched.update(changed.scalars())
    proposals = Proposals(connection)
    proposals.refresh_acts(touched)
    proposals.tidy()


#: step[n] brings a record of version n to version n + 1
STEPS: dict[int, Callable[[Connection], None]] = {1: acts_are_derived_again, 2: what_was_taken_back_was_known}


def version(connection: Connection) -> int:
    """Return the version of the open record's tables.

    Raises:
        FindingError: if it is no number.
    """
    found: Any = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "version")).scalar()
    try:
        return int(bytes(found or b"").decode("ascii"))
    except (TypeError, ValueError):
        raise FindingError("the version of the record cannot be read from its file", advice="Restore a backup") from None


def migrate(
    connection: Connection, steps: dict[int, Callable[[Connection], None]] | None = None, target: int = schema.VERSION
) -> list[str]:
    """Run what is missing and return the names of the steps that ran.

    Raises:
        RecordError: if the record is of a newer version than this program, or of one that no step leads away from.
    """
    steps = STEPS if steps is None else steps
    with connection.begin():
        # Inside a transaction that writes: two processes that open an old record at once must not both begin.
        found = version(connection)
    if found > target:
        raise RecordError(
            f"this record was written by a newer kronika (version {found} of the tables; this program knows {target})",
            advice="Install the newer kronika",
        )
    ran = []
    while found < target:
        step = steps.get(found)
        if step is None:
            raise RecordError(
                f"this record has tables of version {found}, which this program cannot bring up to date",
                advice="Restore a backup",
            )
        with connection.begin():
            step(connection)
            found += 1
            connection.execute(update(schema.meta).where(schema.meta.c.key == "version").values(value=str(found).encode("ascii")))
        ran.append(step.__name__)
    return ran
