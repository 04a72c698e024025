"""Which acts a count may see: as known here on a day, or as public on a day."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from kronika.model.act import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.act import Act


def visible(
    acts: Iterable[Act],
    known: int | None = None,
    public_by: int | None = None,
    only: str | None = None,
) -> list[Act]:
    """Return the acts that may be used, sorted by person.

    Args:
        acts: accepted acts, in any order; plain tuples in the order of :class:`~kronika.model.act.Act` do.
        known: as known here on that day: accepted by then, and no later edition accepted by then had dropped them.
        public_by: as public on that day: published by then (an unknown publication is not public), and still said by the
            newest edition published by then. With ``known`` too: as public on that day, as far as we knew on the other.
        only: the name of a list: its acts alone.

    Without ``known`` and ``public_by``: all that the record holds today and that no later edition has dropped.
    """
    if public_by is None:
        day = LAST_DAY - 1 if known is None else known
        # Indices, not names: this line sees every act of the record. 10 accepted, 12 until_accepted, 9 published, 11 until.
        seen = [act for act in acts if act[10] <= day < act[12]]
    elif known is None:
        seen = [act for act in acts if 0 < act[9] <= public_by < act[11]]
    else:
        seen = [act for act in acts if 0 < act[9] <= public_by and act[10] <= known and (public_by < act[11] or known < act[12])]
    if only is not None:
        seen = [act for act in seen if act[7] == only]
    seen.sort(key=itemgetter(0))
    return seen
