"""What a count looks at: which knowledge, which list, which judgements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kronika.model.act import Key


@dataclass(frozen=True, slots=True)
class View:
    """Which acts a count sees, and from when. Days are ordinals.

    Attributes:
        known: as known in this record on that day (by acceptance); None: whatever the record holds.
        public_by: as public on that day (by publication); None: publication does not matter.
        only: name of one list whose acts alone are seen; None: all.
        since: first day of the period, where acts are counted in a period; None for a count of custody.
        silence_after: days after the last sign of custody after which "in" decays; None: as the definition says.
    """

    known: int | None = None
    public_by: int | None = None
    only: str | None = None
    since: int | None = None
    silence_after: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What roles have judged. A mention that is not named stands for itself.

    Attributes:
        people: mention -> entity: which mentions are one person or organisation.
        same: mention of an act -> entity: which reports tell of one act.
        cases: mention of an act -> case or event; for definitions that count cases.
        apart: pairs of acts (entities of ``same``) judged to be different: they are two, whatever their dates.
    """

    people: Mapping[Key, Key] | None = None
    same: Mapping[Key, Key] | None = None
    cases: Mapping[Key, Key] | None = None
    apart: Collection[frozenset[Key]] = frozenset()


#: all that the record holds, nothing judged
ALL = View()
NOTHING_JUDGED = Judged()
