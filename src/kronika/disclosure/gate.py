"""The one way out: who may be named, which facts may leave, which of their words. Nothing is rendered that did not pass here.

Consents and openings say which kinds of fact may leave, for whom and for what. On top of that, whatever they say:

- a protective pseudonym, and what happened to whoever bears it, stay here; so do groups of unnamed people;
- what the vocabulary seals leaves only where its kind was named, not with an opening for everything;
- words said under coercion stay here: outside, nothing would tell that they were;
- words that name somebody else who may not be named stay here, and whoever is not named is not named by a value either;
- the name of a file stays here unless its source was opened: it often names people.

Facts about nobody have rules of their own. A figure, a law or an election leaves where its kind is open for its source or list.
An organisation, a facility or a court needs no consent to its name: it leaves with what is open about it, unless its name names
a person who may not be named.

Each refusal is counted once, by kind and by reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import InitVar, dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from kronika.disclosure.permission import NAMED_ONLY, Permission
from kronika.model import vocabulary
from kronika.model.statement import ACCEPTED, Mention, Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kronika.model.judgement import Consent
    from kronika.model.source import Source

#: what stands in the place of a source that may not be named
CLOSED = "a source that is not named here"
PUBLISHED = "a published page"

#: why something stays here
NO_CONSENT = "no consent or opening for this audience and purpose"
SEALED = "sealed: its kind has to be opened by name"
PROTECTED = "protected or unnamed people"
COERCED = "said under coercion"
TELLING = "it would tell who somebody is who is not named"
NAMING = "it names somebody who may not be named"
NOBODYS = "it is not told to whom it happened"

#: kinds that happen to nobody: they are opened by their own name
NAMELESS = frozenset({"figure", "group", "measure", "election"})
#: kinds of body: no private person
BODIES = frozenset({"organisation", "facility", "court"})
_SUBJECTS = frozenset({"person"}) | BODIES | NAMELESS

_WORD = re.compile(r"[^\W\d_]{3,}")
#: letters at the end of a name that change with the case
_ENDING = 2
#: and how many more letters a form may have than its stem
_LONGEST_ENDING = 4
_SHORTEST = 3
#: a kind that no consent names: only one for everything covers it
_EVERYTHING = "everything"
_SEAL = object()

#: what is said of somebody and of what happened to them, each with the mention that it is about
Lines = list[tuple[Mention, Recorded]]


@dataclass(frozen=True)
class Known:
    """What a gate has to know of a record.

    Attributes:
        consents: all, withdrawn ones included.
        hidden: mentions of people who are kept out of everything.
        joined: the entity of each mention that was judged to be one with another.
        told_of: what is said of a mention: of a person the names are enough, of a body with what happened to it.
        named_in: what a list, in all its editions, or else a source says of the names of persons.
    """

    consents: Sequence[Consent]
    hidden: frozenset[str]
    joined: Mapping[str, str]
    told_of: Callable[[str], Iterable[tuple[Mention, Recorded]]]
    named_in: Callable[[str, str], Iterable[Recorded]]


class Fact(NamedTuple):
    """One fact that may leave, with those of its words that may.

    Attributes:
        person: id of the mention that it is about.
        name: under which whom it is about may leave; empty if they may not be named, or it is about nobody.
        about: the mention that the statement is about: the person, or what happened to them.
        item: the statement.
    """

    person: str
    name: str
    about: Mention
    item: Recorded


@dataclass(frozen=True)
class Release:
    """What a gate lets out. Whatever renders facts takes this, and only :meth:`Gate.release` makes it.

    Attributes:
        facts: first those about who is named, and about nobody, in the order of the record, then the others in no order.
        sources: by id, with as much of their names and addresses as may leave.
        key: makes ids of acts for one file alone: the record's follow from a list and a name, which can be guessed.
    """

    facts: tuple[Fact, ...]
    sources: Mapping[str, Source]
    key: bytes
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only a gate releases facts")


class Gate:
    """Decides what may leave.

    Args:
        known: of the record.
        audience: one of :data:`~kronika.disclosure.permission.AUDIENCES`.
        on: the day, ISO 8601.
        purpose: for what; a consent for another purpose opens nothing.

    Attributes:
        audience, purpose: for whom and for what.
        withheld: how many facts of which kind, and how many names, may not leave.
        because: the same by reason.
    """

    def __init__(self, known: Known, audience: str, on: str, purpose: str) -> None:
        self.audience = audience
        self.purpose = purpose
        self.withheld: Counter[str] = Counter()
        self.because: Counter[str] = Counter()
        self._known = known
        self._permission = Permission(known.consents, audience, on, purpose)
        self._opened = frozenset(consent.source for consent in self._permission.consents if consent.source)
        self._members: dict[str, list[str]] = defaultdict(list)
        for member, entity in known.joined.items():
            self._members[entity].append(member)
        self._names: dict[str, str] = {}
        self._decided: dict[str, str] = {}
        self._refused: set[str] = set()
        self._spelled: dict[str, _Spelled] = {}

    # -- one fact ----------------------------------------------------------------------------------------------------------

    def may(self, person: str, kind: str, scopes: Iterable[str], *, sealed: bool = False) -> bool:
        """Say whether facts of a kind about somebody may leave.

        Args:
            person: mention of a person or a body.
            kind: a kind of act, or a property of a person.
            scopes: ids of the sources and names of the lists that state it.
            sealed: the vocabulary seals it: an opening for everything does not cover it.
        """
        return person not in self._known.hidden and self._permission.allows(
            person, kind, scopes, self.members(person), by_name=sealed
        )

    def members(self, person: str) -> Sequence[str]:
        """Return the mentions that are held to be this person, this one among them."""
        return self._members.get(self._known.joined.get(person, ""), [person])

    def name(self, person: str, told: Iterable[tuple[Mention, Recorded]] | None = None) -> str:
        """Return the name under which somebody may leave, as written: an accepted one, of a source that is open; else nothing.

        Args:
            person: mention; where no name of its own is open, one of those judged to be the same may be.
            told: what is said of the mention and of what happened to it, where that is known already.
        """
        if person not in self._names:
            own = self._open_name(person, told)
            others = (self._open_name(member) for member in self.members(person) if member != person)
            self._names[person] = own or next(filter(None, others), "")
        return self._names[person]

    def _open_name(self, person: str, told: Iterable[tuple[Mention, Recorded]] | None = None) -> str:
        lines = list(self._known.told_of(person) if told is None else told)
        return next((item.statement.original for about, item in lines if self._names_openly(person, about, item, lines)), "")

    def _names_openly(self, person: str, about: Mention, item: Recorded, lines: Lines) -> bool:
        said = item.statement
        if said.property != "name" or about.subject or item.standing not in ACCEPTED:
            return False
        if self.may(person, "name", scopes(about, item)):
            return True
        if about.kind not in BODIES or self._names_any(about, said.source, said.original, ()):
            return False
        happened = ((act, one) for act, one in lines if act.subject and one.standing in ACCEPTED)
        return any(self.may(person, act.kind, scopes(act, one)) for act, one in happened)

    def refuse(self, kind: str, key: str, reason: str = NO_CONSENT) -> None:
        """Count something that may not leave: once, however often it is asked for."""
        if key not in self._refused:
            self._refused.add(key)
            self.withheld[kind] += 1
            self.because[reason] += 1

    def fact(self, person: str, about: Mention, item: Recorded) -> bool:
        """Say whether one fact about somebody may leave; if not, it is counted (a name is not: that is said of a person)."""
        said = item.statement
        kind = about.kind if about.subject or about.kind in NAMELESS else said.property
        if kind == "name":
            lines = list(self._known.told_of(person)) if about.kind in BODIES else []
            return self._names_openly(person, about, item, lines)
        if said.id not in self._decided:
            self._decided[said.id] = reason = self._why_not(person, kind, about, item)
            if reason:
                self.refuse(kind, said.id, reason)
        return not self._decided[said.id]

    def _why_not(self, person: str, kind: str, about: Mention, item: Recorded) -> str:
        said, named = item.statement, bool(self.name(person))
        known = vocabulary.load().kind(about.kind).properties.get(said.property)
        sealed = kind in NAMED_ONLY or (known is not None and known.sealed)
        if person in self._known.hidden:
            return PROTECTED
        if not self.may(person, kind, scopes(about, item), sealed=sealed):
            by_everything = sealed and self._permission.allows(person, _EVERYTHING, scopes(about, item), self.members(person))
            return SEALED if by_everything else NO_CONSENT
        if said.obtained == "coerced":
            return COERCED
        # Whoever is not named must not be named by a value either: not by the judge of the one trial, not in free words.
        if about.subject and not named and known is not None and known.identifying:
            return TELLING
        return NAMING if self._names_any(about, said.source, said.value, self.members(person) if named else ()) else ""

    def clean(self, person: str, about: Mention, item: Recorded) -> Recorded:
        """Return a fact that may leave without those of its words that may not."""
        said = item.statement

        def clean(words: str) -> str:
            return words if words == said.value or not self._names_any(about, said.source, words, self.members(person)) else ""

        stated_by = said.stated_by if about.list or self.whole(about, item) else ""
        return item._replace(statement=said._replace(quote=clean(said.quote), original=clean(said.original), stated_by=stated_by))

    def whole(self, about: Mention, item: Recorded) -> bool:
        """Say whether all that the source of a fact says of anybody is open."""
        return self._permission.allows("", _EVERYTHING, scopes(about, item))

    def source(self, source: Source) -> Source:
        """Return a source with its name, address and hash as far as these may leave."""
        if source.id in self._opened or source.edition_of in self._opened:
            return source
        if source.address.startswith(("https://", "http://")):
            return replace(source, name=PUBLISHED)
        return replace(source, name=CLOSED, address="", sha256="")

    def is_open(self, *names: str) -> bool:
        """Say whether something of a list, or of a source, was opened by its name or id."""
        return not self._opened.isdisjoint(names)

    # -- all of them -------------------------------------------------------------------------------------------------------

    def release(
        self, held: Mapping[str, Lines], mentions: Mapping[str, Mention], sources: Iterable[Source], key: bytes
    ) -> Release:
        """Let out what may leave, and count what may not.

        Args:
            held: the accepted facts of the record by whom they are about, in the order of the record.
            mentions: by id; whom facts are about among them.
            sources: of the record.
            key: secret bytes for this file alone: they order those who are not named, since a place in a list would say who
                they are, and number their acts.
        """
        named: list[Fact] = []
        others: dict[str, list[Fact]] = {}
        for ident, lines in held.items():
            about = mentions.get(ident)
            if about is None or about.kind not in _SUBJECTS:
                for act, item in lines:
                    self.refuse(about.kind if about is not None else act.kind, item.statement.id, NOBODYS)
                continue
            name = self.name(ident, lines)
            if not name and about.kind not in NAMELESS:
                self.refuse("name", ident, PROTECTED if ident in self._known.hidden else NO_CONSENT)
            may = [(act, self.clean(ident, act, item)) for act, item in lines if self.fact(ident, act, item)]
            if name or about.kind in NAMELESS:
                named += [Fact(ident, name, act, item) for act, item in may]
            elif may:
                others[ident] = [Fact(ident, "", act, _bare(item)) for act, item in may]
        order = sorted(others, key=lambda ident: blake2b(ident.encode(), key=key).digest())
        facts = (*named, *(fact for ident in order for fact in others[ident]))
        return Release(facts, {source.id: self.source(source) for source in sources}, key, _SEAL)

    # -- words -------------------------------------------------------------------------------------------------------------

    def _names_any(self, about: Mention, source: str, text: str, own: Collection[str]) -> bool:
        """Say whether a text names a person of its source who may not be named.

        In running text one word of a name is enough, whatever its case ending; in a cell of a list, where many names
        make words alike, two words of one person's name are.
        """
        words = {word for word in _WORD.findall(normalize("NFC", text)) if word[0].isupper()}
        if not words:
            return False
        place = about.list or source
        if place not in self._spelled:
            self._spelled[place] = _Spelled(self._known.named_in(about.list, source))
        spelled, wanted = self._spelled[place], 2 if about.list else 1
        mine = spelled.stems_of(own)
        hits: Counter[str] = Counter()
        for word in words:
            stems = spelled.like(word.casefold())
            if not stems.keys() & mine:
                hits.update({person for people in stems.values() for person in people})
        return any(number >= wanted and person not in own and not self.name(person) for person, number in hits.items())


def _bare(item: Recorded) -> Recorded:
    """Return a fact about somebody who is not named without the words around it: they name people."""
    return item._replace(statement=item.statement._replace(quote="", original="", source="", stated_by=""))


class _Spelled:
    """The words of persons' names, without their endings."""

    def __init__(self, named: Iterable[Recorded]) -> None:
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._by_person: dict[str, set[str]] = defaultdict(set)
        for item in named:
            for written in {item.statement.original, item.statement.value}:
                for word in _WORD.findall(normalize("NFC", written).casefold()):
                    stem = word[: max(_SHORTEST + 1, len(word) - _ENDING)]
                    self._by_stem[stem].add(item.statement.mention)
                    self._by_person[item.statement.mention].add(stem)

    def like(self, word: str) -> dict[str, set[str]]:
        """Return the stems that a word may be a form of, each with those whose names have it."""
        beginnings = (word[:length] for length in range(max(_SHORTEST, len(word) - _LONGEST_ENDING), len(word) + 1))
        return {stem: self._by_stem[stem] for stem in beginnings if stem in self._by_stem}

    def stems_of(self, people: Iterable[str]) -> set[str]:
        """Return the stems of somebody's own names."""
        return {stem for person in people for stem in self._by_person.get(person, ())}


def scopes(about: Mention, item: Recorded) -> set[str]:
    """Return the source and the list that state a fact: what an opening may name."""
    return {item.statement.source, about.list} - {""}


def by_person(facts: Iterable[Fact]) -> Iterator[tuple[int, Fact]]:
    """Yield facts with the number of whom each is about, from 1, in the order of the file."""
    numbers: dict[str, int] = {}
    for fact in facts:
        yield numbers.setdefault(fact.person, len(numbers) + 1), fact
