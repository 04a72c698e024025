"""Our own counts beside the numbers of a text: those held on a day, under each definition; acts in a period."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kronika.auditing.amounts import Counted, days_of
from kronika.auditing.measures import STOCK, Measure, measure_words
from kronika.counting.codes import COUNTABLE_KINDS
from kronika.counting.count import count
from kronika.counting.definitions import SHIPPED, Definition
from kronika.counting.scope import View
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.model.time import iso
from kronika.store import queries
from kronika.workspace import definitions
from kronika.workspace.count import Counting, Question
from kronika.workspace.people import judged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kronika.auditing.claims import Amount
    from kronika.counting.count import Count
    from kronika.model.act import Act
    from kronika.store.record import Record

#: what others call by one name may be released with a pardon, or pardoned and then released
_TOGETHER = {"pardon": ("pardon", "release", "pardoned"), "release": ("release", "pardon", "")}
#: of so many people only definitions of the same thing are counted, without their variants, to save time
_MANY = 20_000
_VARIANT = "-without-open-type"
#: how a value of a property begins that puts somebody into a group
_PROPERTIES = ("gender", "occupation")


class Counts:
    """Counts of one record, its acts read once."""

    def __init__(self, record: Record, joined: Mapping[str, str]) -> None:
        self._record = record
        self._judged = judged(record, joined)
        self._made: dict[tuple[object, ...], Counted] = {}
        self._countings: dict[str, Counting] = {}

    def of(self, what: Measure, amount: Amount) -> list[Counted]:
        """Return our own counts that may stand beside a number: for those held, under every definition."""
        period = days_of(what, amount)
        if period is None or FIRST_DAY in period or LAST_DAY in period or not what.act:
            return []
        acts = self._group(what.group) if what.group or what.act != STOCK else []
        if acts is None:
            return []
        if what.act == STOCK:
            wanted = [one for one in self._definitions if not self._many or (one.recognition != "none") is what.political]
            return [self._held(definition, what, period[1], acts) for definition in wanted]
        return [self._in_period(what, period, acts)] if what.act in COUNTABLE_KINDS else []

    @cached_property
    def _acts(self) -> list[Act]:
        return list(queries.acts(self._record.connection))

    def know(self, count: Count) -> None:
        """Take a count of everybody that was made already."""
        high = count.number + len(count.disputed) + len(count.unknown)
        own = Measure(STOCK, "", "people", political=count.definition.recognition != "none")
        key = (count.definition.name, "", count.on)
        self._made[key] = Counted(count.definition.name, own, count.on, count.on, count.number, high, empty=high == 0)

    @cached_property
    def _many(self) -> bool:
        return sum(queries.lists(self._record.connection).values()) > _MANY

    @cached_property
    def _definitions(self) -> list[Definition]:
        own = [name for name, _, _ in queries.definitions(self._record.connection) if not name.startswith("mapping")]
        shipped = [name for name in SHIPPED if not self._many or not name.endswith(_VARIANT)]
        found = [definitions.resolve(self._record, name) for name in dict.fromkeys((*shipped, *own))]
        return [definition for definition in found if definition.of == "custody"]

    def _counting(self, definition: Definition) -> Counting:
        """Return what counts everybody under a definition: from one short row for most people, where all acts would be slow."""
        if definition.name not in self._countings:
            self._countings[definition.name] = Counting(self._record, Question(iso(FIRST_DAY), definition.name))
        return self._countings[definition.name]

    def _group(self, group: str) -> list[Act] | None:
        """Return the acts of a group of people; None if the record does not say who belongs to it."""
        if not group:
            return self._acts
        name, _, value = group.partition(": ")
        if name not in _PROPERTIES:
            return None
        said = queries.statements(self._record.connection, properties=(name,), kind="person")
        members = {
            item.statement.mention
            for item in said
            if item.standing in ACCEPTED and not item.until and item.statement.value.casefold().startswith(value)
        }
        if not members:
            return None
        numbers = set(queries.numbers(self._record.connection, members).values())
        people = self._judged.people or {}
        entities = {people.get(number, number) for number in numbers}
        return [act for act in self._acts if people.get(act.person, act.person) in entities]

    def _held(self, definition: Definition, what: Measure, on: int, acts: list[Act]) -> Counted:
        key = (definition.name, what.group, on)
        if key not in self._made:
            found = count(acts, definition, on, View(), self._judged) if what.group else self._counting(definition).count(on)
            high = found.number + len(found.disputed) + len(found.unknown)
            own = Measure(STOCK, what.group, "people", political=definition.recognition != "none")
            self._made[key] = Counted(definition.name, own, on, on, found.number, high, empty=high == 0)
        return self._made[key]

    def _in_period(self, what: Measure, period: tuple[int, int], acts: list[Act]) -> Counted:
        key = (what.act, what.group, what.unit, *period)
        if key not in self._made:
            sure, unsure = set(), set()
            first, second, code = (*_TOGETHER.get(what.act, (what.act, "", "")), "")[:3]
            for kind in filter(None, (first, second)):
                wanted = acts if kind == first or not code else [act for act in acts if act.kind != kind or act.code == code]
                found = count(wanted, _definition(kind, what.unit), period[1], View(since=period[0]), self._judged)
                sure |= set(found.inside)
                unsure |= {*found.disputed, *found.unknown}
                if what.unit == "facts":
                    break
            own = Measure(what.act, what.group, what.unit, since=what.since)
            high = len(sure | unsure)
            self._made[key] = Counted(measure_words(own), own, *period, len(sure), high, empty=high == 0)
        return self._made[key]


def _definition(kind: str, unit: str) -> Definition:
    """Return what counts acts of a kind in a period: the same as the shipped definitions of acts, for any kind."""
    counted = unit if unit in {"people", "facts"} else "organisations"
    return Definition(kind, 1, {"en": kind}, {"en": kind}, counted, "acts", (), kind=kind)
