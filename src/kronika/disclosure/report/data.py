"""What a report shows, as plain values: whoever fills it decides what may leave, the report shows all that it is given.

Days are EDTF (``2025-12-31``, ``2021-05``), empty where unknown. Kinds, properties and codes are keys of the vocabulary: the
report says them in words. A language is ``en``, ``ru``, ``be`` or empty. Texts are plain text, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kronika.disclosure.report.data_changes import (
    Cell,
    ChangedRow,
    Edition,
    Editions,
    Exclusion,
    Sheet,
    Way,
)
from kronika.disclosure.report.data_numbers import (
    Claim,
    Confirmed,
    Line,
    ListCount,
    Meaning,
    Origin,
    OverTime,
    Point,
    Sample,
    Tally,
)
from kronika.disclosure.report.data_people import (
    Act,
    Contradiction,
    Decided,
    Fact,
    Passage,
    Person,
    Ref,
    Spelling,
    Version,
)

__all__ = [
    "Act",
    "Cell",
    "ChangedRow",
    "Claim",
    "Confirmed",
    "Contradiction",
    "Decided",
    "Edition",
    "Editions",
    "Exclusion",
    "Fact",
    "Line",
    "ListCount",
    "Meaning",
    "Origin",
    "OverTime",
    "Passage",
    "Person",
    "Point",
    "Ref",
    "ReportData",
    "Sample",
    "Sheet",
    "Spelling",
    "Tally",
    "Version",
    "Way",
]


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report shows.

    Attributes:
        meaning: the definition.
        on: the day; where acts are counted, the last one of the period.
        made: when the report was made, ISO 8601.
        version: of kronika.
        head: of the record when it was made, hexadecimal.
        tally: how many stand where, without any merge that was not judged.
        low, high: fewest and most that the number can mean across lists; the same where there is no range.
        since: first day of a period; empty where a day is counted.
        known: as known in the record on that day; empty: everything that is known.
        public_by: as public on that day; empty: publication does not matter.
        audience: empty for a working copy; else ``team``, ``court``, ``partner`` or ``public``.
        entries: how many entries the log had; 0 if that is not said.
        parts: where the definition splits: how many of those inside have each code (``forced``: 12), in words or codes.
        kind: kind of act that is counted, whose codes ``parts`` has; empty for custody.
        lists: the count of each list alone.
        confirmed: how far people stand behind the statements.
        erased: how many people were erased from the record.
        over_time: the picture; None if it was not asked for.
        balances: one for each list, and across.
        editions: what changed between editions of lists.
        people: everybody whom the count looked at, or the first of them; ``tally`` says how many there are.
        exclusions, contradictions, claims: see there.
        withheld: for an audience: how many facts of each kind may not leave.
        command: the command that gives this report again, with all people (``--limit 0``).
    """

    meaning: Meaning
    on: str
    made: str
    version: str
    head: str
    tally: Tally
    low: int
    high: int
    since: str = ""
    known: str = ""
    public_by: str = ""
    audience: str = ""
    entries: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""
    lists: tuple[ListCount, ...] = ()
    confirmed: Confirmed = field(default_factory=Confirmed)
    erased: int = 0
    over_time: OverTime | None = None
    balances: tuple[Sheet, ...] = ()
    editions: tuple[Editions, ...] = ()
    people: tuple[Person, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    claims: tuple[Claim, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    command: str = ""
