"""Estimating how many people are on no list, from the record: the overlap of its lists after judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.estimates.cells import Tables
from kronika.estimates.checks import CLOSED
from kronika.estimates.options import Options
from kronika.estimates.overlap import MOST_LISTS, Overlap
from kronika.identity import linking
from kronika.identity.clusters import standing
from kronika.model.judgement import Verdict
from kronika.model.statement import ACCEPTED
from kronika.store import queries
from kronika.workspace.count import Counting, Question
from kronika.workspace.estimate import estimated, refusal
from kronika.workspace.opening import opened
from kronika.workspace.origins import origins
from kronika.workspace.people import entities
from kronika.workspace.profiles import profiles

if TYPE_CHECKING:
    from kronika.model.act import Key
    from kronika.settings import Settings
    from kronika.store.record import Record

_UNKNOWN = "(not said)"


@dataclass(frozen=True)
class Asked:
    """A question to the record.

    Attributes:
        definition: name of a definition that counts people by acts in a period.
        since, until: first and last day.
        lists: names; empty: all.
        stratum: property of people that divides them; empty: none.
        linkings: so many linkings are drawn from the probabilities of pairs that nobody judged; 0: judgements alone.
    """

    definition: str
    since: str
    until: str
    lists: Sequence[str] = ()
    stratum: str = ""
    linkings: int = 0


def from_record(settings: Settings, asked: Asked, options: Options) -> dict[str, Any]:
    """Return the estimates for a question to the record, shaped as :func:`kronika.workspace.estimate.from_table` says.

    Raises:
        InputError: a day, a list or a property cannot be used.
        NotFoundError: there is no such definition.
    """
    if not asked.since or not asked.until:
        return refusal(asked.definition, f"{CLOSED}. Give the period with --from and --to")
    with opened(settings) as record:
        counting = Counting(record, Question(asked.until, asked.definition, since=asked.since))
        question = f"{counting.definition.said(counting.definition.title, 'en')}, {asked.since} to {asked.until}"
        if counting.definition.of != "acts" or counting.definition.unit != "people":
            return refusal(question, f"{CLOSED}. Take a definition of people by acts in a period, such as detentions/people")
        overlaps = _Overlaps(record, counting, asked.lists)
        found = estimated(overlaps.tables(asked.stratum), options, question)
        if asked.linkings:
            _linked(overlaps, found, asked.linkings, options.seed)
        found["warnings"] = [*overlaps.notes, *found["warnings"]]
        return found


class _Overlaps:
    """Who is on which list, by the lists' own statements.

    A list holds a person here if what that list alone says counts them under the definition: a list that names somebody without a
    date says nothing of the period. Lists of one origin are one list.
    """

    def __init__(self, record: Record, counting: Counting, chosen: Sequence[str]) -> None:
        self.record = record
        self.notes: list[str] = []
        groups = self._groups(counting, chosen)
        self.names = tuple(groups)
        self.where: dict[Key, int] = {}
        for bit, members in enumerate(groups.values()):
            for name in members:
                for who in counting.count(only=name).inside:
                    self.where[who] = self.where.get(who, 0) | 1 << bit

    def _groups(self, counting: Counting, chosen: Sequence[str]) -> dict[str, list[str]]:
        """Return the lists that are held against each other, those of one origin together."""
        editions = {source.edition_of for source, _ in queries.sources(self.record.connection) if source.edition_of}
        stating = [name for name in counting.stating if name in editions]
        unknown = [name for name in chosen if name not in stating]
        if unknown:
            raise InputError(
                "no list of that name states any act", where=unknown[0], advice=f"There are: {', '.join(stating) or 'none yet'}"
            )
        others = len(counting.stating) - len(stating)
        if others and not chosen:
            self.notes.append(
                f"{others} {'source that is' if others == 1 else 'sources that are'} no list {'is' if others == 1 else 'are'} "
                "left out: an article names whom it is about, and did not look for others."
            )
        origin = origins(self.record)
        groups: dict[str, list[str]] = {}
        for name in chosen or stating:
            groups.setdefault(origin.get(name, name), []).append(name)
        for members in groups.values():
            if len(members) > 1:
                self.notes.append(f"{', '.join(members)} are of one origin and count as one list.")
        if len(groups) > MOST_LISTS:
            raise InputError(
                f"there are {len(groups)} lists, at most {MOST_LISTS} are possible",
                advice=f"Choose with --lists: {', '.join(stating)}",
            )
        return {" and ".join(members): members for members in groups.values()}

    def tables(self, stratum: str) -> Tables:
        """Return the overlaps; divided by a property of people, if one is named."""
        if not stratum:
            return Tables({"": self._table(self.where)})
        said = self._said(stratum)
        parts: dict[str, dict[Key, int]] = {}
        for who, pattern in self.where.items():
            parts.setdefault(said.get(who, _UNKNOWN), {})[who] = pattern
        return Tables({name: self._table(part) for name, part in sorted(parts.items())} or {"": self._table({})})

    def _table(self, where: Mapping[Key, int]) -> Overlap:
        counts: dict[int, int] = {}
        for pattern in where.values():
            counts[pattern] = counts.get(pattern, 0) + 1
        return Overlap.of(self.names, counts)

    def _said(self, name: str) -> dict[Key, str]:
        """Return what is said of each person under a property; of those joined, what is said of any of them."""
        people = self.people()
        found: dict[Key, str] = {}
        for item in queries.statements(self.record.connection, properties=(name,), kind="person"):
            if item.standing in ACCEPTED and not item.until and item.statement.mention in people:
                found.setdefault(people[item.statement.mention], item.statement.value)
        if not found:
            raise InputError(
                f"nothing confirmed says '{name}' of anybody",
                where="--stratum",
                advice="Name a property of people, such as gender",
            )
        return found

    def people(self) -> dict[str, Key]:
        """Return for each mention (id) the person (row number) that it is, as a count numbers them."""
        mentions = queries.by_number(self.record.connection, [who for who in self.where if isinstance(who, int)])
        found: dict[str, Key] = {mention.id: number for number, mention in mentions.items()}
        joined = entities(self.record)
        entity = {joined[ident]: who for ident, who in found.items() if ident in joined}
        found.update((member, entity[name]) for member, name in joined.items() if name in entity)
        return found


def _linked(overlaps: _Overlaps, found: dict[str, Any], linkings: int, seed: int) -> None:
    """Add methods averaged over linkings that nobody has judged yet."""
    import numpy as np

    from kronika.estimates.linkings import Possible, averaged, linked

    record, people = overlaps.record, overlaps.people()
    judged = queries.judgements(record.connection)
    known = linking.link(profiles(record, of=people, current=True), judgements=judged)
    where = {str(who): pattern for who, pattern in overlaps.where.items()}
    pairs = [
        Possible(str(people[pair.left]), str(people[pair.right]), pair.probability)
        for pair in known
        if pair.probability > 0 and people[pair.left] != people[pair.right]
    ]
    walls = [
        (str(people[one.left]), str(people[one.right]))
        for one in standing(judged).values()
        if one.verdict is Verdict.DIFFERENT and one.left in people and one.right in people
    ]
    rng = np.random.default_rng(seed)
    tables = [linked(where, overlaps.names, pairs, walls, rng) for _ in range(linkings)]
    methods, failed = averaged(tables)
    found["methods"] = [*found["methods"], *(method.as_dict() for method in methods)]
    if failed:
        found["warnings"].append(f"{failed} of {linkings} drawn linkings had no estimate.")
    if pairs:
        found["warnings"].append(
            f"{len(pairs):,} pairs of people may be one and nobody has judged them: see what changes over the drawn linkings."
        )
