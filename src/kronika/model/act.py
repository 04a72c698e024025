"""Acts with their dates as day numbers: what counting works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: what tells one person (or act) from another in a count: a row number of the record, or an id
Key = int | str

#: earliest and latest day where a date is open or unknown
FIRST_DAY = 1
LAST_DAY = 3_652_059


class Act(NamedTuple):
    """One dated fact about one person, as one source states it. Days are proleptic Gregorian ordinals (``date.toordinal``).

    Attributes:
        person: the person's mention (row number in the record, or id).
        kind: ``detention``, ``sentence``, ``transfer``, ``release``, ``pardon``, ``death``, ``recognition``, ...
        lo, hi: earliest and latest day on which it may have happened; ``FIRST_DAY``, ``LAST_DAY`` if no date is given.
        code: what matters about it for a count: release: ``how``; sentence and transfer: ``regime``; recognition: ``status``;
            detention: legal basis. Empty if not said.
        agent: recognition: who recognised; sentence and replacement: the articles (``342(1); 411``); else who did it, if said.
        term: sentence: ISO 8601 duration as said (``P11Y``); else empty.
        list: name of the list, or id of the source, that states it.
        standing: ``transcribed``, ``asserted`` or ``disputed``.
        published: day of publication; 0 if unknown.
        accepted: day of acceptance into the record.
        until: day on which a later edition of the list no longer said so; LAST_DAY: it still does.
        until_accepted: day on which that was accepted here.
        mention: the act's mention.
    """

    person: Key
    kind: str
    lo: int
    hi: int
    code: str
    agent: str
    term: str
    list: str
    standing: str
    published: int
    accepted: int
    until: int
    until_accepted: int
    mention: Key


#: what happened, shared by many acts: kind, code, agent, term of :class:`Act`
Deed = tuple[str, str, str, str]
#: who says so, shared by many acts: list, standing, published, accepted, until, until_accepted of :class:`Act`
Report = tuple[str, str, int, int, int, int]


class Courses(NamedTuple):
    """The acts of everybody, a short row for each person: what most counts need, at a third of the cost of all acts.

    Attributes:
        rows: person; the days of their acts (first days, as :class:`Act` has them), the numbers of what happened and the numbers
            of who says so, in the same order, commas between; how many of the days are imprecise. The third is empty where
            all reports are of one list and none is disputed.
        deeds: what happened, by number.
        reports: who says so, by number.
    """

    rows: Sequence[tuple[int, str, str, str, int]]
    deeds: Mapping[int, Deed]
    reports: Mapping[int, Report]
