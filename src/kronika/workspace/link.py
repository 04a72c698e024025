"""The queue of pairs to judge: who may be one with whom, what a judgement is worth, and what was judged before."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.judgement import Verdict
from kronika.model.time import bounds, iso
from kronika.model.vocabulary import load
from kronika.store import queries
from kronika.workspace.act_pairs import act_pairs
from kronika.workspace.again import again
from kronika.workspace.candidates import across, walls, within
from kronika.workspace.cards import Lookup, judged_dict
from kronika.workspace.count import Counting, Question
from kronika.workspace.opening import opened
from kronika.workspace.people import NAMED, entities, heeded, protected
from kronika.workspace.second import Second, pair
from kronika.workspace.worth import Change, Worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kronika.identity.pairs import Pair
    from kronika.model.judgement import Judgement
    from kronika.model.statement import Mention
    from kronika.settings import Settings
    from kronika.store.record import Record

#: definitions by which worth is measured unless another is named
DEFINITIONS = ("political-prisoner", "political-prisoner/custody")
#: and on so many days, those of the newest editions; on the newest alone where so many pairs wait
_DAYS, _MANY = 3, 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the queue.

    Attributes:
        definition: the count whose change is the worth of a judgement; empty: who is in custody, recognised and not.
        on: its day; empty: the days of the newest editions.
        kind: only pairs of this kind (person, organisation, detention, ...); empty: all.
        inside: look for doubles inside one list in a large record too.
        namesakes: those who have one name and contradict each other, instead of those who wait.
    """

    definition: str = ""
    on: str = ""
    kind: str = ""
    inside: bool = False
    namesakes: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pair that waits for a judgement.

    Attributes:
        left, right: mentions of people, bodies or acts.
        found: how they agree; None where only an earlier judgement brings them back.
        changes: which counts change by a judgement, and how.
        again: why an earlier judgement comes back; empty if there is none.
        waits: that a second reader is wanted; empty if not.
    """

    left: Mention
    right: Mention
    found: Pair | None
    changes: tuple[Change, ...] = ()
    again: tuple[str, ...] = ()
    waits: str = ""

    @property
    def probability(self) -> float:
        """How probable it is that both are one."""
        return self.found.probability if self.found else 0.5

    @property
    def worth(self) -> float:
        """How much the counts are expected to change by a judgement."""
        return round(sum(change.expected(self.probability) for change in self.changes), 4)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they may be one, or not, in words."""
        return self.found.reasons if self.found else self.again

    @property
    def order(self) -> tuple[bool, bool, float, bool, float, str, str]:
        """What the queue is sorted by: what comes back, what waits for a second reader, worth; people first, the surest first."""
        acts = self.left.kind not in NAMED
        return not self.again, not self.waits, -self.worth, acts, -self.probability, self.left.id, self.right.id


@dataclass
class Queue:
    """The queue of one open record.

    Attributes:
        record: open.
        asked: what is asked.
        role: the acting role; what it has read already is left out. Empty: somebody only looks.
        today: the day on which counts are made where no source names one.
    """

    record: Record
    asked: Asked = field(default_factory=Asked)
    role: str = ""
    today: str = ""

    @cached_property
    def lookup(self) -> Lookup:
        """Names."""
        return Lookup(self.record)

    def refresh(self) -> None:
        """Look at the judgements anew."""
        self.__dict__.pop("judgements", None)

    def questions(self, pairs: int) -> list[Question]:
        """Return the counts by which worth is measured: those that were asked for, or the open ones of the newest sources."""
        names = (self.asked.definition,) if self.asked.definition else DEFINITIONS
        if self.asked.on:
            days = [self.asked.on]
        else:
            told = {source.published for source, _ in queries.sources(self.record.connection) if source.edition_of}
            told = told or {source.published for source, _ in queries.sources(self.record.connection)}
            newest = sorted({iso(bounds(day)[1]) for day in told if day}, reverse=True)
            days = newest[: _DAYS if pairs <= _MANY else 1] or [self.today]
        return [Question(day, name) for day in days for name in names]

    @cached_property
    def judgements(self) -> list[Judgement]:
        """All judgements that are heeded, oldest first."""
        return heeded(self.record)

    def waiting(self) -> list[Waiting]:
        """Return the pairs that wait, what comes back first, then what is worth most."""
        joined = entities(self.record)
        back = {pair(item.judgement.left, item.judgement.right): item for item in again(self.record)}
        chosen = {pair(found.left, found.right): found for found in self._open(joined, set(back))}
        held = self.mentions({ident for key in (*chosen, *back) for ident in key.split()})
        second = Second(self.record, self.role)
        made = []
        for key in dict.fromkeys((*back, *chosen)):
            left, right = (held[ident] for ident in key.split())
            if self.asked.kind in {"", left.kind} and not (self.role and second.read(key)):
                reasons = back[key].reasons if key in back else ()
                made.append((left, right, chosen.get(key), reasons, second.waits(key)))
        worth = [Worth(Counting(self.record, question)) for question in self.questions(len(made))]
        found = (Waiting(*item[:3], self._changes(worth, *item[:2]), *item[3:]) for item in made)
        return sorted(found, key=lambda item: item.order)

    def namesakes(self) -> list[Waiting]:
        """Return those who have one name and contradict each other, or are judged to be two."""
        joined = entities(self.record)
        found = {
            frozenset((joined.get(item.left, item.left), joined.get(item.right, item.right))): item
            for item in reversed([*across(self.record), *within(self.record, always=self.asked.inside)])
            if item.verdict == "different"
        }
        held = self.mentions({ident for item in found.values() for ident in (item.left, item.right)})
        made = (Waiting(held[item.left], held[item.right], item) for key, item in found.items() if len(key) > 1)
        return sorted((item for item in made if self.asked.kind in {"", item.left.kind}), key=lambda item: item.order)

    def _open(self, joined: Mapping[str, str], back: set[str]) -> Iterator[Pair]:
        """Yield one pair for each two entities that may be one and on whom nobody has judged."""
        apart = walls(self.record, dict(joined))
        unsure = {
            frozenset((joined.get(item.left, item.left), joined.get(item.right, item.right)))
            for item in self.judgements
            if item.verdict is Verdict.UNSURE
        }
        seen: set[frozenset[str]] = set()
        for found in self._pairs(joined):
            key = frozenset((joined.get(found.left, found.left), joined.get(found.right, found.right)))
            if len(key) < 2 or found.verdict == "different" or key in apart:
                continue
            if key in seen or (key in unsure and pair(found.left, found.right) not in back):
                continue
            seen.add(key)
            yield found

    def _pairs(self, joined: Mapping[str, str]) -> Iterator[Pair]:
        kind = self.asked.kind
        if kind in {"", *NAMED}:
            yield from across(self.record)
            yield from within(self.record, always=self.asked.inside)
        if kind not in NAMED:
            yield from act_pairs(self.record, joined, protected(self.record))

    def mentions(self, idents: Iterable[str]) -> dict[str, Mention]:
        """Return mentions by their ids."""
        numbers = queries.numbers(self.record.connection, idents)
        self._numbers.update(numbers)
        held = queries.by_number(self.record.connection, numbers.values())
        self.lookup.remember_names({mention.subject or mention.id for mention in held.values()})
        return {mention.id: mention for mention in held.values()}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {}

    def _changes(self, worth: Iterable[Worth], left: Mention, right: Mention) -> tuple[Change, ...]:
        person = queries.numbers(self.record.connection, (left.subject,))[left.subject] if left.subject else 0
        found = (one.change(person, self._numbers[left.id], self._numbers[right.id]) for one in worth)
        return tuple(change for change in found if change.same.size or change.different.size)

    # -- in words ----------------------------------------------------------------------------------------------------------

    def as_dict(self, item: Waiting) -> dict[str, Any]:
        """Return a pair as JSON has it."""
        return {
            "left": item.left.id,
            "right": item.right.id,
            "kind": item.left.kind,
            "left_name": self.name(item.left),
            "right_name": self.name(item.right),
            "names": {"left": self._spellings(item.left), "right": self._spellings(item.right)},
            "left_list": self.said_by(item.left),
            "right_list": self.said_by(item.right),
            "probability": round(item.probability, 4),
            "verdict": item.found.verdict if item.found else "possible",
            "reasons": list(item.reasons),
            "worth": item.worth,
            "changes": [change.as_dict() for change in item.changes],
            "again": list(item.again),
            "waits": item.waits,
            "earlier": [self.judgement(judged) for judged in self.earlier(item)],
        }

    def name(self, mention: Mention) -> str:
        """Return what a mention is called: its name, or the name of whom an act happened to."""
        return self.lookup.name(mention.subject or mention.id)

    def said_by(self, mention: Mention) -> str:
        """Return the list, or the source, that a mention is from."""
        return mention.list or self.lookup.source_name(mention.source)

    def _spellings(self, mention: Mention) -> list[str]:
        of = mention.subject or mention.id
        if of not in self._spelled:
            said = queries.statements(self.record.connection, of=(of,), properties=("name", "alias", "abbreviation"))
            self._spelled[of] = list(
                dict.fromkeys(one.statement.original for one in said if one.standing not in {"rejected", "withdrawn"})
            )
        return self._spelled[of]

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        return {}

    def earlier(self, item: Waiting) -> list[Judgement]:
        """Return the judgements on either of a pair, oldest first."""
        both = {item.left.id, item.right.id}
        return [judged for judged in self.judgements if both & {judged.left, judged.right}]

    def judgement(self, judged: Judgement) -> dict[str, Any]:
        """Return a judgement as JSON has it."""
        return judged_dict(judged, self.lookup)


def checked(asked: Asked) -> Asked:
    """Return what is asked.

    Raises:
        InputError: if there is no such kind.
    """
    kinds = [*NAMED, *(kind.key for kind in load().kinds.values() if kind.act)]
    if asked.kind and asked.kind not in kinds:
        raise InputError("there is no such kind", where=f"--kind {asked.kind}", advice=f"There are: {', '.join(kinds)}")
    return asked


def queue(settings: Settings, asked: Asked, *, limit: int = 0) -> list[dict[str, Any]]:
    """Return the pairs that wait for a judgement as JSON has them, what is worth most first; ``limit``: at most so many."""
    with opened(settings) as record:
        found = Queue(record, checked(asked), settings.role, settings.clock().date().isoformat())
        items = found.namesakes() if asked.namesakes else found.waiting()
        return [found.as_dict(item) for item in (items[:limit] if limit else items)]
