"""What may leave a record for one audience: who may be named, which facts, which of their words.

Consents and openings say which kinds of fact. On top of that, whatever they say:

- a protective pseudonym, and what happened to whoever bears it, stay here;
- what the vocabulary seals leaves only where its kind was named, not with an opening for everything;
- words said under coercion stay here: outside, nothing would tell that they were;
- words that name somebody else who may not be named stay here, and whoever is not named is not named by a value either;
- the name of a file stays here unless its source was opened: it often names people.

Each refusal is counted once, by kind.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from kronika.disclosure.permission import NAMED_ONLY, Permission
from kronika.model import vocabulary
from kronika.model.statement import ACCEPTED
from kronika.store import queries
from kronika.workspace.people import protected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kronika.model.source import Source
    from kronika.model.statement import Mention, Recorded
    from kronika.store.record import Record

#: what stands in the place of a source that may not be named
CLOSED = "a source that is not named here"
PUBLISHED = "a published page"

_WORD = re.compile(r"[^\W\d_]{3,}")
#: letters at the end of a name that change with the case
_ENDING = 2
#: and how many more letters a form may have than its stem
_LONGEST_ENDING = 4
_SHORTEST = 3
#: kinds whose facts are opened together by the name of the kind, though they happened to nobody
_NAMELESS = frozenset({"figure", "group"})
#: a kind that no consent names: only one for everything covers it
_EVERYTHING = "everything"


class Leaving:
    """Decides what may leave.

    Args:
        record: open.
        audience: one of :data:`~kronika.disclosure.permission.AUDIENCES`.
        on: the day, ISO 8601.
        joined: the entity of each mention that was judged to be one with another.
        purpose: if given, only consents for this purpose count.

    Attributes:
        audience: for whom.
        withheld: how many facts of which kind, and how many names, may not leave.
    """

    def __init__(self, record: Record, audience: str, on: str, joined: Mapping[str, str], *, purpose: str = "") -> None:
        consents = queries.consents(record.connection)
        valid = [
            consent
            for consent in consents
            if consent.kinds
            and Permission((consent,), audience, on, purpose=purpose).allows(consent.person, consent.kinds[0], (consent.source,))
        ]
        named = [replace(consent, kinds=tuple(kind for kind in consent.kinds if kind != "*")) for consent in valid]
        self.audience = audience
        self.withheld: Counter[str] = Counter()
        self._record = record
        self._permission = Permission(valid, audience, on)
        self._by_name = Permission([consent for consent in named if consent.kinds], audience, on)
        self._opened = frozenset(consent.source for consent in valid if consent.source)
        self._hidden = frozenset(protected(record))
        self._joined = joined
        self._members: dict[str, list[str]] = defaultdict(list)
        for member, entity in joined.items():
            self._members[entity].append(member)
        self._names: dict[str, str] = {}
        self._decided: dict[str, bool] = {}
        self._refused: set[str] = set()
        self._spelled: dict[str, _Spelled] = {}

    def may(self, person: str, kind: str, scopes: Iterable[str], *, sealed: bool = False) -> bool:
        """Say whether facts of a kind about somebody may leave; it is not counted.

        Args:
            person: mention of a person or a body.
            kind: a kind of act, or a property of a person.
            scopes: ids of the sources and names of the lists that state it.
            sealed: the vocabulary seals it: an opening for everything does not cover it.
        """
        permission = self._by_name if sealed else self._permission
        return person not in self._hidden and permission.allows(person, kind, scopes, self.members(person))

    def members(self, person: str) -> Sequence[str]:
        """Return the mentions that are held to be this person, this one among them."""
        return self._members.get(self._joined.get(person, ""), [person])

    def name(self, person: str, told: Iterable[tuple[Mention, Recorded]] | None = None) -> str:
        """Return the name under which somebody may leave, as written: an accepted one, of a source that is open; else nothing.

        Args:
            person: mention; where no name of its own is open, one of those judged to be the same may be.
            told: what is said of the mention, where that is known already.
        """
        if person not in self._names:
            own = self._open_name(person, told)
            others = (self._open_name(member) for member in self.members(person) if member != person)
            self._names[person] = own or next(filter(None, others), "")
        return self._names[person]

    def _open_name(self, person: str, told: Iterable[tuple[Mention, Recorded]] | None = None) -> str:
        if told is None:
            about = queries.mention(self._record.connection, person)
            told = ((about, item) for item in queries.statements(self._record.connection, of=(person,), properties=("name",)))
        return next((item.statement.original for about, item in told if self._names_openly(person, about, item)), "")

    def _names_openly(self, person: str, about: Mention, item: Recorded) -> bool:
        is_name = item.statement.property == "name" and not about.subject and item.standing in ACCEPTED
        return is_name and self.may(person, "name", scopes(about, item))

    def refuse(self, kind: str, key: str) -> None:
        """Count something that may not leave: once, however often it is asked for."""
        if key not in self._refused:
            self._refused.add(key)
            self.withheld[kind] += 1

    def fact(self, person: str, about: Mention, item: Recorded) -> bool:
        """Say whether one fact about somebody may leave; if not, it is counted (a name is not: that is said of a person)."""
        said = item.statement
        kind = about.kind if about.subject or about.kind in _NAMELESS else said.property
        if kind == "name":
            return self._names_openly(person, about, item)
        if said.id not in self._decided:
            self._decided[said.id] = self._may_say(person, kind, about, item)
            if not self._decided[said.id]:
                self.refuse(kind, said.id)
        return self._decided[said.id]

    def _may_say(self, person: str, kind: str, about: Mention, item: Recorded) -> bool:
        said, named = item.statement, bool(self.name(person))
        known = vocabulary.load().kind(about.kind).properties.get(said.property)
        sealed = kind in NAMED_ONLY or (known is not None and known.sealed)
        if said.obtained == "coerced" or not self.may(person, kind, scopes(about, item), sealed=sealed):
            return False
        # Whoever is not named must not be named by a value either: not by the judge of the one trial, not in free words.
        if about.subject and not named and known is not None and known.identifying:
            return False
        return not self._names_any(about, said.source, said.value, self.members(person) if named else ())

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
            self._spelled[place] = _Spelled(_name_statements(self._record, about.list, source))
        spelled, wanted = self._spelled[place], 2 if about.list else 1
        mine = spelled.stems_of(own)
        hits: Counter[str] = Counter()
        for word in words:
            stems = spelled.like(word.casefold())
            if not stems.keys() & mine:
                hits.update({person for people in stems.values() for person in people})
        return any(number >= wanted and person not in own and not self.name(person) for person, number in hits.items())


def _name_statements(record: Record, list_name: str, source: str) -> Iterator[Recorded]:
    """Yield what a list, in all its editions, or else a source says of the names of persons."""
    wanted = ("name", "alias")
    if not list_name:
        yield from queries.statements(record.connection, source_id=source, properties=wanted, kind="person")
        return
    people = [mention.id for mention in queries.mentions(record.connection, kind="person", list_name=list_name)]
    yield from queries.statements(record.connection, of=people, properties=wanted)


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
