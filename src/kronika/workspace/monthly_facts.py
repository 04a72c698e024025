"""What happened in a month, person by person, as far as the audience may know it: what a review is drafted from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kronika.auditing.claims import Amount, Fact, Happening
from kronika.auditing.measures import Measure
from kronika.counting.visibility import visible
from kronika.disclosure.review.draft import KINDS, Happened, Number, Section, may_count
from kronika.errors import InputError
from kronika.language.names import blocking_keys, compare, parse
from kronika.model.statement import ACCEPTED
from kronika.model.time import bounds, edtf_precision
from kronika.store import queries
from kronika.workspace.audit_evidence import Meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.model.act import Key
    from kronika.model.statement import Mention, Recorded
    from kronika.store.record import Record
    from kronika.workspace.audit import Tools
    from kronika.workspace.count import Counting
    from kronika.workspace.leaving import Leaving

#: kinds of act that a section tells of
_ACTS: Mapping[str, tuple[str, ...]] = {kind: (kind,) for kind in KINDS} | {"release": ("release", "pardon")}
_VALUES = ("term", "article", "regime")
#: of several ways in which somebody left, the one that is told
_HOW = ("pardoned", "served")
#: kinds of act that say who is held and who is no more
_PLACING = frozenset({"detention", "sentence", "replacement", "recognition", "release", "pardon", "death"})
#: the statements of no more people than these are named behind a number; the command behind it names all
_NAMED = 1_000
#: so few people are named one after the other, without a sentence that counts them
_NAMES_DO = 3
#: an act whose date leaves more days open than these was hardly told for this month
_VAGUE = 366


@dataclass(slots=True)
class _Told:
    """Something that happened to somebody, with the facts that may leave."""

    who: str
    names: dict[str, list[str]]
    gender: str
    date: str
    happening: Happening
    lists: frozenset[str]
    facts: list[Fact] = field(default_factory=list)


class Happenings:
    """What happened, read once for one review.

    Args:
        record: open.
        counting: whose acts are looked at.
        leaving: what may leave; None: everything.
        language: names are written in it, if the record has them so.
        using: what is read of the record, shared with the audit.
        limit: name at most so many people of each kind; 0: all.

    Attributes:
        notes: what could not be said, in words.
    """

    def __init__(
        self, record: Record, counting: Counting, leaving: Leaving | None, language: str, using: Tools, limit: int = 0
    ) -> None:
        self._limit = limit
        self._record = record
        self._leaving = leaving
        self._language = language
        self._evidence, self._counts = using
        self._acts = visible(counting.acts)
        self._spellings: dict[str, list[tuple[Mention, Recorded]]] = {}
        self._genders: dict[str, str] = {}
        #: place of each name in the order of the record: the spelling that came first is taken
        self._order: dict[str, int] = {}
        self.notes: list[str] = []

    def sections(self, first: int, last: int, *, wide: bool) -> tuple[Section, ...]:
        """Return what happened between two days, by kind; before a wide audience small groups are not counted."""
        people = {act.person for act in self._acts if act.lo <= last and first <= act.hi and act.hi - act.lo <= _VAGUE}
        mentions = queries.by_number(self._record.connection, [who for who in people if isinstance(who, int)])
        persons = {mention.id: mention for mention in mentions.values() if mention.kind == "person"}
        self._evidence.load(persons)
        self._read(persons)
        return tuple(filter(None, (self._section(kind, persons, first, last, wide=wide) for kind in KINDS)))

    def basis(self, people: Iterable[Key]) -> tuple[str, ...]:
        """Return the statements on which it rests that these people are held, or are held no more, as far as they may leave."""
        numbers = [who for who in people if isinstance(who, int)][:_NAMED]
        mentions = [mention.id for mention in queries.by_number(self._record.connection, numbers).values()]
        self._evidence.load(mentions)
        found = [
            fact.id
            for mention in mentions
            for happening in self._evidence.of([Meant(mention, "", sure=True)])
            if happening.kind in _PLACING
            for fact in happening.facts
            if fact.live and fact.property in {"date", "happened"} and self._may(fact)
        ]
        return tuple(dict.fromkeys(found))

    def places(self, idents: Iterable[str]) -> dict[str, str]:
        """Return where statements stand, in words, by their ids."""
        found = {}
        for ident in dict.fromkeys(idents):
            about, item = self._evidence.recorded[ident]
            where = self._evidence.lookup.where(item.statement.source, item.statement.start) if item.statement.quote else ""
            title = about.list or self._evidence.lookup.source_name(item.statement.source)
            found[ident] = ", ".join(filter(None, (title, where)))
        return found

    def _read(self, persons: Mapping[str, Mention]) -> None:
        members = {member for person in persons for member in self._members(person)}
        said = queries.statements(self._record.connection, of=members, properties=("name", "gender"))
        about = {
            mention.id: mention
            for mention in queries.by_number(
                self._record.connection, queries.numbers(self._record.connection, members).values()
            ).values()
        }
        for place, item in enumerate(said):
            if item.standing in ACCEPTED and not item.until:
                if item.statement.property == "name":
                    self._order[item.statement.id] = place
                    self._spellings.setdefault(item.statement.mention, []).append((about[item.statement.mention], item))
                else:
                    self._genders[item.statement.mention] = item.statement.value

    def _members(self, person: str) -> Sequence[str]:
        entity = self._evidence.joined.get(person)
        return [member for member, other in self._evidence.joined.items() if other == entity] if entity else [person]

    def _section(self, kind: str, persons: Mapping[str, Mention], first: int, last: int, *, wide: bool) -> Section | None:
        told, vague = self._of_kind(kind, persons, first, last)
        merged = _merged(told)
        if vague:
            self.notes.append(f"{kind}: {vague} more may have been in this month; their dates are not precise enough.")
        shown = [item for item in merged if item.facts]
        shown.sort(key=lambda item: (item.date, _name(item.names, self._language)))
        number = self._number(kind, first, last, len(told), len(merged), [f.id for item in shown for f in item.facts])
        if number is not None and wide and not may_count(number.value, len(shown)):
            self.notes.append(f"{kind}: the number is not said, groups of 1 to 4 people can be recognised.")
            number = None
        if number is not None and number.value == len(shown) <= _NAMES_DO:
            number = None
        if 0 < self._limit < len(shown):
            self.notes.append(f"{kind}: {len(shown) - self._limit:,} more are not named here; --limit 0 names all.")
            shown = shown[: self._limit]
        happened = tuple(map(self._happened, shown))
        return Section(kind, number, happened) if number or happened else None

    def _number(self, kind: str, first: int, last: int, told: int, merged: int, basis: Sequence[str]) -> Number | None:
        """Return how many people it happened to; the least, if lists may name one person twice."""
        found = self._counts.of(Measure(kind, "", "people"), Amount(0, "", "people", "people", first, last))
        counted = found[0].number if found else 0
        if not counted:
            return None
        least = merged < told
        return Number(min(merged, counted) if least else counted, least, tuple(dict.fromkeys(basis)))

    def _of_kind(self, kind: str, persons: Mapping[str, Mention], first: int, last: int) -> tuple[list[_Told], int]:
        """Return what happened, one for each person, and how many may have been in the month."""
        found: dict[str, _Told] = {}
        vague: set[str] = set()
        for person in persons:
            entity = self._evidence.joined.get(person, person)
            for happening in self._evidence.of([Meant(person, "", sure=True)]):
                if happening.kind not in _ACTS[kind]:
                    continue
                day = _date(happening, first, last)
                if day == "?":
                    vague.add(entity)
                elif day and (entity not in found or (happening.kind == kind and found[entity].happening.kind != kind)):
                    found[entity] = self._told(person, happening, day)
        return list(found.values()), len(vague - found.keys())

    def _told(self, person: str, happening: Happening, day: str) -> _Told:
        members = self._members(person)
        gender = next((self._genders[member][:1] for member in members if self._genders.get(member)), "")
        said = [(member, about, item) for member in members for about, item in self._spellings.get(member, ())]
        said.sort(key=lambda one: self._order[one[2].statement.id])
        names: dict[str, list[str]] = {}
        for member, about, item in said:
            if self._leaving is None or self._leaving.fact(member, about, item):
                names.setdefault(_tongue(item), []).append(item.statement.original)
        lists = frozenset(fact.title for fact in happening.facts)
        told = _Told(self._evidence.joined.get(person, person), names, gender, day, happening, lists)
        wanted = {day: "date"}
        for fact in happening.facts:
            is_date = fact.property == "date" and fact.value in wanted
            if (is_date or fact.property in {*_VALUES, "how"}) and fact.live and self._may(fact):
                told.facts.append(fact)
        if not names or not any(fact.property == "date" for fact in told.facts):
            told.facts = []
        if not names and self._leaving is not None:
            self._leaving.refuse("name", told.who)
        return told

    def _may(self, fact: Fact) -> bool:
        about, item = self._evidence.recorded[fact.id]
        return self._leaving is None or self._leaving.fact(about.subject or about.id, about, item)

    def _happened(self, told: _Told) -> Happened:
        said: dict[str, Counter[str]] = {}
        for fact in told.facts:
            said.setdefault(fact.property, Counter())[fact.value] += 1
        values = {name: said[name].most_common(1)[0][0] if name in said else "" for name in _VALUES}
        ways = said.get("how", Counter())
        how = next((way for way in _HOW if way in ways), "pardoned" if told.happening.kind == "pardon" else "")
        used = {*values.values(), *([how] if how else [])}
        basis = tuple(fact.id for fact in told.facts if fact.value in used or fact.property == "date")
        name = _name(told.names, self._language)
        parsed = parse(name)
        gender = told.gender or parsed.gender
        return Happened(_in_order(name), gender, told.date, **values, how=how, basis=basis)


def _date(happening: Happening, first: int, last: int) -> str:
    """Return the date of what happened, if it is in the month; ``?`` if it may be; else nothing. Most origins decide."""
    votes: dict[str, set[str]] = {}
    for fact in happening.of("date"):
        if fact.live:
            votes.setdefault(fact.value, set()).add(fact.origin)
    if not votes:
        return ""
    inside, touching = [], False
    for value in votes:
        try:
            lo, hi = bounds(value)
        except InputError:
            continue
        touching = touching or (lo <= last and first <= hi and hi - lo <= _VAGUE)
        if first <= lo and hi <= last and edtf_precision(value) in {"day", "month"}:
            inside.append(value)
    if not inside:
        return "?" if touching else ""
    outside = max((len(votes[value]) for value in votes if _apart(value, first, last)), default=0)
    best = max(inside, key=lambda value: (len(votes[value]), len(value)))
    precise = [value for value in inside if value.startswith(best) and len(value) > len(best)]
    return "?" if outside > len(votes[best]) else (precise[0] if precise else best).rstrip("?~%")


def _apart(value: str, first: int, last: int) -> bool:
    try:
        lo, hi = bounds(value)
    except InputError:
        return False
    return hi < first or last < lo


def _merged(told: list[_Told]) -> list[_Told]:
    """Return what happened, what two lists tell of one person as one, though nobody has judged them to be one yet."""
    if len({name for item in told for name in item.lists}) < 2:
        return told
    found: list[_Told] = []
    alike: dict[str, list[int]] = {}
    for item in told:
        keys = {key for names in item.names.values() for name in names for key in blocking_keys(name)}
        places = dict.fromkeys(place for key in keys for place in alike.get(key, ()))
        place = next((place for place in places if _one(found[place], item)), None)
        if place is None:
            place = len(found)
            found.append(item)
        elif item.facts:
            found[place] = _together(found[place], item) if found[place].facts else item
        for key in keys:
            alike.setdefault(key, []).append(place)
    return found


def _one(one: _Told, other: _Told) -> bool:
    """Say whether two tellings may be of one thing: of two lists, of one month, of people who are called the same."""
    return one.lists.isdisjoint(other.lists) and one.date[:7] == other.date[:7] and _alike(one, other)


def _together(one: _Told, other: _Told) -> _Told:
    """Return two tellings of one thing as one, with the more precise date, and every spelling of the name."""
    date = max(one.date, other.date, key=len)
    names = {tongue: [*one.names.get(tongue, ()), *other.names.get(tongue, ())] for tongue in {**one.names, **other.names}}
    return _Told(
        one.who, names, one.gender or other.gender, date, one.happening, one.lists | other.lists, [*one.facts, *other.facts]
    )


def _alike(one: _Told, other: _Told) -> bool:
    left = [name for names in one.names.values() for name in names]
    right = [name for names in other.names.values() for name in names]
    return any(compare(first, second).verdict == "same" for first in left for second in right)


def _tongue(item: Recorded) -> str:
    """Return the language in which a name is written, as far as that is known."""
    written = item.statement.original
    cyrillic = any("\u0400" <= letter <= "\u052f" for letter in written)
    if not cyrillic:
        return "en"
    if item.statement.language in {"ru", "be"}:
        return item.statement.language
    return "be" if set("ўіЎІ") & set(written) else "ru"


def _name(names: Mapping[str, list[str]], language: str) -> str:
    """Return the name in the language of the review, or in the alphabet, or as there is."""
    order = {"en": ("en", "be", "ru"), "ru": ("ru", "be", "en"), "be": ("be", "ru", "en")}[language]
    return next(names[tongue][0] for tongue in order if tongue in names)


def _in_order(name: str) -> str:
    """Return a name with the given name first.

    >>> _in_order("Перова, Анна"), _in_order("Perova Ana")
    ('Анна Перова', 'Ana Perova')
    """
    parsed = parse(name)
    if parsed.surname is None or parsed.given is None or parsed.extra or parsed.problem or parsed.titles or parsed.particles:
        return " ".join(name.replace(",", " ").split())
    return f"{parsed.given.as_written} {parsed.surname.as_written}"
