"""What the record gives an audit: who may be meant by a name, what happened to them, and the numbers that others published."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kronika.auditing.amounts import Published
from kronika.auditing.claims import Amount, Fact, Happening
from kronika.auditing.measures import measure
from kronika.counting.contradictions import event_ids
from kronika.errors import InputError
from kronika.language.names import blocking_keys, compare, parse
from kronika.language.numbers import find_numbers
from kronika.language.places import organisation_words
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.statement import ACCEPTED, Standing
from kronika.model.time import bounds
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.origins import origins
from kronika.workspace.people import entities, judged, names, nobody, protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.auditing.claims import Claim
    from kronika.language.names import Name
    from kronika.model.statement import Mention, Recorded
    from kronika.store.record import Record

#: a name may be somebody's from this probability on
_MAY_BE = 0.5
_LIVE = ACCEPTED | {Standing.PROPOSED}


class Held(Enum):
    """Which statements are looked at."""

    #: confirmed, and not from the text itself
    ACCEPTED = 1
    #: confirmed, the text itself included, where it is a source of the record
    OWN = 2
    #: those that nobody has confirmed included
    WAITING = 3


class Meant(NamedTuple):
    """Who a name may mean.

    Attributes:
        mention: of the record.
        name: as the record writes it.
        sure: nothing but spelling differs.
    """

    mention: str
    name: str
    sure: bool


class Names:
    """Finds by name those whom a text may mean; a name is compared with those like it alone."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._hidden = protected(record)
        self._found: dict[tuple[str, ...], list[Meant]] = {}

    def find(self, spellings: tuple[str, ...], *, organisation: bool) -> list[Meant]:
        """Return who may be meant: those whose name is the same, else those whose name may be."""
        key = (*spellings, "body" if organisation else "person")
        if key not in self._found:
            self._found[key] = self._body(spellings) if organisation else self._person(spellings)
        return self._found[key]

    def guarded(self, spellings: tuple[str, ...]) -> bool:
        """Say whether a name is one that the record keeps out of every search: it is compared letter by letter alone."""
        wanted = {_words(spelling) for spelling in spellings}
        return not wanted.isdisjoint(self._guarded)

    @cached_property
    def _people(self) -> Mapping[str, list[str]]:
        return names(self._record)

    @cached_property
    def _guarded(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_words(name) for who in self._hidden for name in self._people.get(who, ()))

    @cached_property
    def _exact(self) -> Mapping[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for who, spellings in self._people.items():
            if who not in self._hidden:
                for words in {_words(spelling) for spelling in spellings}:
                    found.setdefault(words, []).append(who)
        return found

    @cached_property
    def _parsed(self) -> Mapping[str, list[tuple[str, Name]]]:
        """Names by what makes them alike."""
        found: dict[str, list[tuple[str, Name]]] = {}
        for who, spellings in self._people.items():
            if who in self._hidden or nobody(spellings):
                continue
            for name in map(parse, dict.fromkeys(spellings)):
                for key in blocking_keys(name):
                    found.setdefault(key, []).append((who, name))
        return found

    def _person(self, spellings: tuple[str, ...]) -> list[Meant]:
        exact = {who for spelling in spellings if len(_words(spelling)) > 1 for who in self._exact.get(_words(spelling), ())}
        best: dict[str, tuple[bool, float]] = dict.fromkeys(exact, (True, 1.0))
        for wanted in () if exact else map(parse, spellings):
            for who, name in {pair for key in blocking_keys(wanted) for pair in self._parsed.get(key, ())}:
                found = compare(wanted, name)
                if found.verdict == "same" or (found.verdict == "possible" and found.score >= _MAY_BE):
                    best[who] = max(best.get(who, (False, 0.0)), (found.verdict == "same", found.score))
        sure = any(is_same for is_same, _ in best.values())
        chosen = [who for who, (is_same, _) in best.items() if is_same or not sure]
        latin = spellings[0].isascii()
        return [
            Meant(who, next((name for name in self._people[who] if name.isascii() is latin), self._people[who][0]), sure)
            for who in sorted(chosen, key=lambda who: (-best[who][1], who))
        ]

    def _body(self, spellings: tuple[str, ...]) -> list[Meant]:
        wanted = {frozenset(organisation_words(spelling)) for spelling in spellings} - {frozenset()}
        found = []
        for who, called in self._bodies.items():
            known = [frozenset(organisation_words(name)) for name in called]
            alike = any(one <= other or other <= one for one in wanted for other in known if other)
            if alike and who not in self._hidden:
                found.append(Meant(who, called[0], sure=True))
        return found

    @cached_property
    def _bodies(self) -> Mapping[str, list[str]]:
        return names(self._record, "organisation")


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in an order of their own: surname first or last, commas and capitals aside."""
    cleaned = "".join(letter if letter.isalnum() else " " for letter in name.casefold().replace("ё", "е"))
    return tuple(sorted(cleaned.split()))


class Evidence:
    """The facts of a record that can be held against a text.

    Args:
        record: open.
        own: ids of sources that are the text itself, or copies of it: they support nothing.
    """

    def __init__(self, record: Record, own: Iterable[str] = ()) -> None:
        self._record = record
        self.names = Names(record)
        self.joined = entities(record)
        self.lookup = Lookup(record)
        self._origins = origins(record)
        mine = {self._origins.get(ident, ident) for ident in own}
        self._own = {ident for ident, origin in self._origins.items() if origin in mine} | set(own)
        self._told: dict[str, dict[Held, list[Happening]]] = {}
        #: where each fact that was used stands, by the id of its statement
        self.recorded: dict[str, tuple[Mention, Recorded]] = {}

    def meant(self, claim: Claim) -> list[Meant]:
        """Return whom a claim may mean, those judged to be one with them included."""
        found = self.names.find(claim.names, organisation=claim.organisation)
        members: dict[str, list[str]] = {}
        for member, entity in self.joined.items():
            members.setdefault(entity, []).append(member)
        more = [
            Meant(member, who.name, who.sure) for who in found for member in members.get(self.joined.get(who.mention, ""), ())
        ]
        return list({who.mention: who for who in (*more, *found)}.values())

    def load(self, mentions: Iterable[str]) -> None:
        """Read what happened to these, all at once."""
        wanted = [ident for ident in dict.fromkeys(mentions) if ident not in self._told]
        if not wanted:
            return
        connection = self._record.connection
        acts = {act.id: act for act in queries.acts_of(connection, wanted)}
        said: dict[str, list[Recorded]] = {}
        for item in queries.statements(connection, of=acts):
            if item.standing in _LIVE:
                said.setdefault(item.statement.mention, []).append(item)
        events = self._events(wanted)
        self._told.update((ident, {place: [] for place in Held}) for ident in wanted)
        confirmed = all(item.standing in ACCEPTED for items in said.values() for item in items)
        for place in Held:
            if (place is Held.OWN and not self._own) or (place is Held.WAITING and confirmed):
                # nothing is different there
                for ident in wanted:
                    self._told[ident][place] = self._told[ident][Held.ACCEPTED]
                continue
            chosen = {ident: [item for item in items if self._usable(place, acts[ident], item)] for ident, items in said.items()}
            for happening, subjects in self._happenings({ident: own for ident, own in chosen.items() if own}, acts, events):
                for subject in subjects:
                    self._told[subject][place].append(happening)

    def _happenings(
        self, said: Mapping[str, list[Recorded]], acts: Mapping[str, Mention], events: Mapping[str, str]
    ) -> Iterable[tuple[Happening, set[str]]]:
        """Yield what happened, each with the mentions of those to whom it did: reports of one event are one happening."""
        groups: dict[tuple[str, str], list[str]] = {}
        for ident in said:
            subject = self.joined.get(acts[ident].subject, acts[ident].subject)
            groups.setdefault((subject, events.get(ident, ident)), []).append(ident)
        for (subject, _), idents in groups.items():
            facts = tuple(self._fact(acts[ident], item) for ident in idents for item in said[ident])
            happening = Happening(idents[0], acts[idents[0]].kind, subject, "", facts, mentions=tuple(idents))
            yield happening, {acts[ident].subject for ident in idents}

    def of(self, meant: Sequence[Meant], place: Held = Held.ACCEPTED) -> list[Happening]:
        """Return what happened to whoever is meant."""
        found: dict[str, Happening] = {}
        for who in meant:
            entity = self.joined.get(who.mention, who.mention)
            for item in self._told[who.mention][place]:
                named = Happening(item.id, item.kind, entity, who.name, item.facts, who.sure, item.mentions)
                found.setdefault(item.id, named)
        return list(found.values())

    def nameless(self, kind: str, *, own: bool = False) -> list[Happening]:
        """Return acts of a kind of which the record does not say to whom they happened; ``own``: those of the text too."""
        acts = {act.id: act for act in queries.mentions(self._record.connection, kind=kind) if not act.subject}
        said: dict[str, list[Fact]] = {}
        for item in queries.statements(self._record.connection, of=acts):
            if item.standing in ACCEPTED and (own or not self._is_own(acts[item.statement.mention], item)):
                said.setdefault(item.statement.mention, []).append(self._fact(acts[item.statement.mention], item))
        return [Happening(ident, kind, "", "", tuple(facts), mentions=(ident,)) for ident, facts in said.items()]

    def published(self, *, own: bool = False) -> list[Published]:
        """Return the numbers that sources of the record give and a role confirmed; ``own``: those of the text itself too."""
        figures = {about.id: about for about in queries.mentions(self._record.connection, kind="figure")}
        told: dict[str, list[Recorded]] = {}
        for item in queries.statements(self._record.connection, kind="figure"):
            about = figures[item.statement.mention]
            if item.standing in ACCEPTED and not item.until and (own or not self._is_own(about, item)):
                told.setdefault(about.id, []).append(item)
        made = (self._number(figures[ident], items) for ident, items in told.items())
        return [number for number in made if number is not None]

    def _number(self, about: Mention, items: list[Recorded]) -> Published | None:
        values = {item.statement.property: item for item in items}
        value = values.get("value")
        if value is None:
            return None
        said = {name: item.statement.value for name, item in values.items()}
        try:
            number = float(said["value"])
        except ValueError:
            return None
        of, unit = said.get("of", ""), said.get("unit", "people")
        lo, hi = span(said.get("as_of") or value.statement.published)
        amount = Amount(
            int(number) if number.is_integer() else number,
            qualifier(said.get("qualifier", ""), value.statement.original),
            of or unit,
            unit,
            lo,
            hi,
            said.get("claimed_by", "") or value.statement.stated_by,
            value.statement.original,
            said.get("as_of") or value.statement.published,
        )
        what = measure(of, unit, value.statement.quote, value.statement.original)
        fact = self._fact(about, value)
        # Whoever is quoted for a number is its origin, however many sources quote them.
        return Published(amount, what, (fact._replace(origin=amount.by.casefold() or fact.origin),))

    def _usable(self, place: Held, about: Mention, item: Recorded) -> bool:
        if place is not Held.OWN and self._is_own(about, item):
            return False
        return place is Held.WAITING or item.standing in ACCEPTED

    def _is_own(self, about: Mention, item: Recorded) -> bool:
        return item.statement.source in self._own or about.list in self._own

    def _fact(self, about: Mention, item: Recorded) -> Fact:
        said = item.statement
        self.recorded[said.id] = (about, item)
        stating = about.list or said.source
        return Fact(
            said.id,
            said.property,
            said.value,
            said.quote,
            said.source,
            about.list or self.lookup.source_name(said.source),
            "",
            self._origins.get(stating, stating),
            said.stated_by,
            said.published,
            str(item.standing),
            live=not item.until,
        )

    def _events(self, mentions: Sequence[str]) -> dict[str, str]:
        """Return for the id of each act the event that it tells of."""
        connection = self._record.connection
        numbers = queries.numbers(connection, mentions)
        rows = list(queries.acts(connection, of=numbers.values()))
        found = event_ids(rows, judged(self._record, self.joined))
        acts = queries.by_number(connection, [key for key in found if isinstance(key, int)])
        return {acts[key].id: str(event) for key, event in found.items() if key in acts}


def span(edtf: str) -> tuple[int, int]:
    """Return the first and last day of a date; all of time where there is none, or words."""
    try:
        return bounds(edtf) if edtf else (FIRST_DAY, LAST_DAY)
    except InputError:
        return FIRST_DAY, LAST_DAY


def qualifier(written: str, number: str) -> str:
    """Return the code of a qualifier as written (``no fewer than``: ``at least``)."""
    for text in (f"{written} 100", number):
        found = find_numbers(text)
        if found and found[0].qualifier:
            return found[0].qualifier
    return ""
