"""FollowTheMoney entities and statements, made from records that may leave.

What is exported was released: :mod:`kronika.disclosure.gate` checks consent. On top of that, this format is read by
software that looks for suspects and draws graphs, so it gets less than the record holds:

- nobody gets a topic, and what happened to a victim is an ``Event``, never a ``Sanction`` or a ``Risk``;
- no relations between people, and no tie between the acts of one event: the export does not say who was with whom;
- a person under a protective pseudonym, and what happened to them, stays at home;
- ids are keyed: the record's own ids could be computed from a list and a guessed name;
- words said under coercion are left out.

A date that FollowTheMoney cannot hold (``2021-05/2021-06``, ``2021-05~``) becomes a line of the description as it
stands; a disputed fact becomes a line that says so. Nothing is made up and nothing is left out in silence: see
``Exchange.notes``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b, sha1
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from kronika.disclosure.gate import NAMELESS
from kronika.errors import InputError
from kronika.model import ftm_names, vocabulary
from kronika.model.statement import ACCEPTED, Standing
from kronika.model.time import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kronika.disclosure.gate import Release
    from kronika.model.source import Source
    from kronika.model.statement import Mention, Recorded
    from kronika.model.vocabulary import Kind, Property

_DATE = re.compile(r"([0-9]{4}(?:-(?:0[0-9]|1[0-2])(?:-[0-9]{2})?)?)(?:-XX){0,2}")
_LANGUAGES = {"en": "eng", "ru": "rus", "be": "bel"}
#: types of FollowTheMoney whose values have no language
_NO_LANGUAGE = frozenset({"country", "date", "entity", "gender", "url"})

_DESCRIPTION = "description"
_EVENT = "Event"
_SELF = "self"

_COERCED = "statements obtained under coercion"
_DISPUTED = "acts about which every statement is disputed"
_DISPUTED_ROLES = "disputed statements about roles"
_NO_PROPERTY = "statements that this format has no place for"
_NO_SUBJECT = "sanctions and roles of people or bodies that are not exported by name"
_OUTDATED = "statements that a later edition of their list replaces"
_PROTECTED = "people under a protective pseudonym, and what happened to them"
_UNACCEPTED = "statements that nobody has accepted"
_UNNAMED = "people or bodies without a name (what happened to them is exported without them)"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an export needs besides the records.

    Attributes:
        key: 16 to 64 secret bytes that belong to the record: the same key gives the same ids in every export.
        dataset: name of the data set.
        protected: mentions under a protective pseudonym, where the statement that says so is not among those that may
            leave.
    """

    key: bytes
    dataset: str = "kronika"
    protected: frozenset[str] = frozenset()


class Entity(TypedDict):
    """An entity in FollowTheMoney's JSON."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    datasets: list[str]


class Claim(NamedTuple):
    """One value of one property of one entity of FollowTheMoney.

    Attributes:
        entity, schema, property, value: as FollowTheMoney names them.
        original: as written in the source; empty if the value was composed.
        language: ``eng``, ``rus``, ``bel`` or empty.
    """

    entity: str
    schema: str
    property: str
    value: str
    original: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What leaves, and in words what does not.

    Attributes:
        claims: all of it, each once, an entity's claims not necessarily together.
        dataset: name of the data set.
        notes: what was left out, why, and how many.
    """

    claims: tuple[Claim, ...]
    dataset: str
    notes: tuple[str, ...]

    def entities(self) -> Iterator[Entity]:
        """Yield each entity as FollowTheMoney's JSON has it."""
        properties: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
        for claim in self.claims:
            own = properties.setdefault((claim.entity, claim.schema), {})
            own.setdefault(claim.property, {})[claim.value] = None
        for (entity, schema), own in properties.items():
            values = {name: list(found) for name, found in own.items()}
            yield {"id": entity, "schema": schema, "properties": values, "datasets": [self.dataset]}

    def statements(self) -> Iterator[dict[str, object]]:
        """Yield each value once as a statement of FollowTheMoney, with the first form as written beside it."""
        once = {_statement_id(self.dataset, claim): claim for claim in reversed(self.claims)}
        for key, claim in reversed(once.items()):
            yield {
                "canonical_id": claim.entity,
                "entity_id": claim.entity,
                "prop": claim.property,
                "schema": claim.schema,
                "value": claim.value,
                "dataset": self.dataset,
                "lang": claim.language or None,
                "original_value": claim.original if claim.original not in {"", claim.value} else None,
                "external": False,
                "id": key,
            }


def exchange(release: Release, same: Mapping[str, str], terms: Terms) -> Exchange:
    """Return what was released in this format, and what was left out. Whoever may not be named is no entity here.

    Args:
        release: what may leave; of the addresses of its sources only ``http`` and ``https`` ones are exported.
        same: the entity of a mention, where mentions were judged to be one; a mention that is missing stands for
            itself.
        terms: see :class:`Terms`.

    Raises:
        InputError: a mention is of a kind that the vocabulary does not have, or the key is too short or too long.
    """
    if not 16 <= len(terms.key) <= 64:
        raise InputError("The key of an export has 16 to 64 bytes", advice="Let the record make it")
    facts = [fact for fact in release.facts if fact.name or fact.about.kind in NAMELESS]
    mentions = {fact.about.id: fact.about for fact in facts}
    builder = _Builder(tuple(mentions.values()), same, terms, release.sources)
    builder.keep(fact.item for fact in facts)
    builder.build()
    notes = tuple(f"Left out: {what}: {count}" for what, count in sorted(builder.left_out.items()))
    return Exchange(tuple(dict.fromkeys(builder.claims)), terms.dataset, notes)


def entities(release: Release, same: Mapping[str, str], terms: Terms) -> Iterator[Entity]:
    """Yield the entities of :func:`exchange`, one a line of a JSON-lines file."""
    return exchange(release, same, terms).entities()


def statements(release: Release, same: Mapping[str, str], terms: Terms) -> Iterator[dict[str, object]]:
    """Yield the statements of :func:`exchange`, one a line of a JSON-lines file."""
    return exchange(release, same, terms).statements()


def prefix_date(edtf: str) -> str:
    """Return ``edtf`` as FollowTheMoney writes dates (a prefix of ISO 8601), or nothing if it cannot say the same.

    >>> prefix_date("2021-05"), prefix_date("2021-05-XX"), prefix_date("2021-05~"), prefix_date("2021-05/2021-06")
    ('2021-05', '2021-05', '', '')
    """
    found = _DATE.fullmatch(edtf)
    if found is None:
        return ""
    try:
        bounds(found[1])
    except InputError:
        return ""
    return found[1]


class _Builder:
    """Collects the claims of one export."""

    def __init__(
        self, mentions: tuple[Mention, ...], same: Mapping[str, str], terms: Terms, sources: Mapping[str, Source]
    ) -> None:
        self.claims: list[Claim] = []
        self.left_out: Counter[str] = Counter()
        self._mentions = mentions
        self._by_id = {mention.id: mention for mention in mentions}
        self._same = same
        self._terms = terms
        self._sources = sources
        self._vocabulary = vocabulary.load()
        self._names = ftm_names.load()
        self._facts: dict[str, list[Recorded]] = defaultdict(list)
        self._protected = set(terms.protected)
        #: entities that have a name, and so may be pointed to
        self._named: set[str] = set()

    def keep(self, recorded: Iterable[Recorded]) -> None:
        """Sort the statements by mention, without those that must not leave."""
        accepted: list[Recorded] = []
        current: set[tuple[str, str]] = set()
        for found in recorded:
            statement = found.statement
            if statement.property == "protective_pseudonym" and found.standing is not Standing.REJECTED:
                self._protected.add(statement.mention)
            if found.standing not in ACCEPTED:
                self.left_out[_UNACCEPTED] += 1
                continue
            accepted.append(found)
            if not found.until:
                current.add((statement.mention, statement.property))
        for found in accepted:
            statement = found.statement
            if found.until and (statement.mention, statement.property) in current:
                self.left_out[_OUTDATED] += 1
            elif statement.obtained == "coerced":
                self.left_out[_COERCED] += 1
            else:
                self._facts[statement.mention].append(found)

    def build(self) -> None:
        """Make the claims: people and bodies first, so that acts know whom they may point to."""
        acts: list[tuple[Mention, Kind]] = []
        things: list[tuple[Mention, Kind]] = []
        for mention in self._mentions:
            kind = self._vocabulary.kind(mention.kind)
            if mention.id in self._protected or mention.subject in self._protected:
                self.left_out[_PROTECTED] += 1
            elif not kind.ftm:
                self.left_out[f"{kind.plural()}, which do not go into this format"] += 1
            elif kind.ftm_subject or kind.ftm == _EVENT:
                acts.append((mention, kind))
            else:
                things.append((mention, kind))
        self._named = {self._entity(mention, kind) for mention, kind in things if self._has_name(mention, kind)}
        for mention, kind in things:
            self._thing(mention, kind)
        for mention, kind in acts:
            if kind.ftm_subject == _SELF:
                self._role(mention, kind)
            else:
                self._act(mention, kind)

    def _has_name(self, mention: Mention, kind: Kind) -> bool:
        """Return whether something undisputed is going to be the name of the mention's entity."""
        return any(
            fact.standing is not Standing.DISPUTED
            and (prop := kind.properties.get(fact.statement.property)) is not None
            and prop.ftm == "name"
            and self._fit("name", fact.statement.value)
            for fact in self._facts.get(mention.id, ())
        )

    def _thing(self, mention: Mention, kind: Kind) -> None:
        entity = self._entity(mention, kind)
        if entity not in self._named:
            self.left_out[_UNNAMED] += 1
            return
        for fact in self._facts.get(mention.id, ()):
            self._fact(entity, kind, fact)
            self._address(entity, kind, fact)

    def _act(self, mention: Mention, kind: Kind) -> None:
        facts = self._facts.get(mention.id)
        if not facts:
            return
        if all(fact.standing is Standing.DISPUTED for fact in facts):
            self.left_out[_DISPUTED] += 1
            return
        entity = self._entity(mention, kind)
        subject = self._subject(mention) if kind.ftm_subject else ""
        if subject:
            self.claims.append(Claim(entity, kind.ftm, kind.ftm_subject, subject))
        elif kind.ftm_subject in self._names.schemata[kind.ftm].required:
            self.left_out[_NO_SUBJECT] += 1
            return
        if kind.ftm == _EVENT:
            self._title(mention, entity, kind)
        for fact in facts:
            self._fact(entity, kind, fact)
            if subject or not kind.ftm_subject:
                # The page would name a person who is left out here.
                self._address(entity, kind, fact)

    def _role(self, mention: Mention, kind: Kind) -> None:
        """Write a role as one position on the person's own entity: as an entity it would tie its holders together."""
        given = self._facts.get(mention.id, [])
        facts = [fact for fact in given if fact.standing is not Standing.DISPUTED]
        if len(facts) < len(given):
            self.left_out[_DISPUTED_ROLES] += len(given) - len(facts)
        if not facts:
            return
        subject = self._subject(mention)
        if not subject or self._vocabulary.kind(self._by_id[mention.subject].kind).ftm != kind.ftm:
            self.left_out[_NO_SUBJECT] += 1
            return
        said: dict[str, list[str]] = defaultdict(list)
        for fact in facts:
            said[fact.statement.property].append(_one_line(fact.statement.value))
        parts = [
            value if prop.type == "text" else f"{prop.label()} {value}"
            for prop in kind.properties.values()
            for value in said.get(prop.key, ())
        ]
        self.claims.append(Claim(subject, kind.ftm, kind.properties["title"].ftm, ", ".join(parts)))

    def _title(self, mention: Mention, entity: str, kind: Kind) -> None:
        """Give an event the name that FollowTheMoney asks for, unless it has a title: its kind and day."""
        if self._has_name(mention, kind):
            return
        certain = [f.statement for f in self._facts[mention.id] if f.standing is not Standing.DISPUTED]
        days = [prefix_date(s.value) for s in certain if s.property == "date"]
        parts = [_capital(kind.label()), *[day for day in days if day][:1]]
        self.claims.append(Claim(entity, kind.ftm, "name", ", ".join(parts), language=_LANGUAGES["en"]))

    def _fact(self, entity: str, kind: Kind, fact: Recorded) -> None:
        statement = fact.statement
        prop = kind.properties.get(statement.property)
        if prop is None or not prop.ftm or not _one_line(statement.value):
            if statement.property != "happened":
                self.left_out[_NO_PROPERTY] += 1
            return
        disputed = fact.standing is Standing.DISPUTED
        type_ = self._names.schemata[kind.ftm].types[prop.ftm]
        value = "" if disputed or prop.ftm == _DESCRIPTION else self._fit(type_, statement.value)
        if value:
            language = "" if type_ in _NO_LANGUAGE else _LANGUAGES.get(statement.language, "")
            self.claims.append(Claim(entity, kind.ftm, prop.ftm, value, statement.original, language))
        if not value or _is_shared(kind, prop):
            line = f"{_capital(prop.label())}: {prop.value_label(_one_line(statement.value))}"
            text = f"Disputed: {line}" if disputed else line
            self.claims.append(Claim(entity, kind.ftm, _DESCRIPTION, text, statement.original))

    def _fit(self, type_: str, value: str) -> str:
        """Return ``value`` in the form of a FollowTheMoney type, or nothing if it does not fit."""
        text = _one_line(value)
        if type_ == "date":
            return prefix_date(text)
        if type_ in self._names.values:
            return text.lower() if text.lower() in self._names.values[type_] else ""
        return text if len(text) <= self._names.max_length[type_] else ""

    def _address(self, entity: str, kind: Kind, fact: Recorded) -> None:
        source = self._sources.get(fact.statement.source)
        address = source.address if source else ""
        if address.startswith(("https://", "http://")) and address == _one_line(address):
            self.claims.append(Claim(entity, kind.ftm, self._vocabulary.information["address"].ftm, address))

    def _subject(self, mention: Mention) -> str:
        """Return the entity that the act happened to; nothing if it is not exported."""
        found = self._by_id.get(mention.subject)
        if found is None:
            return ""
        entity = self._entity(found, self._vocabulary.kind(found.kind))
        return entity if entity in self._named else ""

    def _entity(self, mention: Mention, kind: Kind) -> str:
        """Return the id of a mention's entity: keyed, and never shared by two schemata."""
        one = self._same.get(mention.id, mention.id)
        digest = blake2b(f"{kind.ftm}\x1f{one}".encode(), key=self._terms.key, digest_size=16)
        return f"kronika-{digest.hexdigest()}"


def _is_shared(kind: Kind, prop: Property) -> bool:
    """Return whether another property of the kind goes to the same place: the value alone does not tell which it is."""
    return sum(other.ftm == prop.ftm for other in kind.properties.values()) > 1


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _statement_id(dataset: str, claim: Claim) -> str:
    """Return the id that FollowTheMoney itself would give to the statement."""
    key = f"{dataset}.{claim.entity}.{claim.property}.{claim.value}"
    if claim.language:
        key = f"{key}@{claim.language}"
    return sha1(key.encode(), usedforsecurity=False).hexdigest()
