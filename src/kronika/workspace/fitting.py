"""Fitting an edition of a list in before later ones that the record holds already.

What a row says in an edition is in the record as the statements that were in force then: published no later, and not ended
yet. An edition that comes late cuts into that: what it does not hold ends on its day, and where the edition that follows
holds it again, that one has to say so itself; what it alone holds lasts until the next edition that has the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from kronika.errors import InputError
from kronika.model.act import LAST_DAY
from kronika.model.ids import mention_id, statement_id
from kronika.model.source import Source
from kronika.model.statement import Mention, Reading, Recorded, Standing, Statement
from kronika.model.time import bounds
from kronika.reading.lists import Mapping as ListMapping
from kronika.reading.lists import guess, read_table
from kronika.store import queries
from kronika.workspace.definitions import MAPPING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kronika.reading.lists import RowReading
    from kronika.store.erasures import Target
    from kronika.store.record import Record
    from kronika.store.writer import Writer

DELISTING = "delisting"


def when(edition: Source) -> str:
    """Return the day of an edition, EDTF: when it was published, or if that is not known, when it was captured."""
    return edition.published or edition.captured[:10]


def day(edition: Source) -> int:
    """Return the last day that the day of an edition may mean, as an ordinal."""
    return bounds(when(edition))[1]


def said_key(statement: Statement) -> tuple[str, str, str]:
    """Return what makes two statements about one mention say the same."""
    return statement.property, statement.value, statement.original


def delisting(person: Mention, edition: Source, *more: str) -> Reading:
    """Return the act that a row is no longer in a list: stated by the list, with no passage to quote.

    Where nobody said when the edition was published, the row was gone at the latest when it was captured.
    """
    ident = mention_id(person.list, DELISTING, "list", person.id, edition.id, *more)
    act = Mention(ident, DELISTING, edition.id, 0, 0, person.id, "", person.list)
    value = edition.published or f"../{when(edition)}"
    said = statement_id(ident, "date", value, edition.id, 0)
    rule = "list: the row is no longer there"
    published = edition.published
    return Reading(
        (act,),
        (Statement(said, ident, "date", value, value, "", edition.id, 0, 0, "", rule, person.list, published=published),),
    )


@dataclass
class Fitting:
    """One edition on its way in before later ones.

    Attributes:
        writer, record, source, mapping: the transaction, and what is fitted in.
        earlier, later: the other editions, by day.
        counts: rows new, changed, unchanged, gone (from the edition that follows).
        notes: what could not be done.
        mentions, statements: how many were proposed.
    """

    writer: Writer
    record: Record
    source: Source
    mapping: ListMapping
    earlier: Sequence[Source]
    later: Sequence[Source]
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0, "gone": 0})
    notes: list[str] = field(default_factory=list)
    mentions: int = 0
    statements: int = 0

    def __post_init__(self) -> None:
        #: for each row that a later edition has, the first of these
        self._next: dict[str, Source] = {}
        for edition in reversed(self.later):
            self._next.update(dict.fromkeys(queries.sighted(self.record.connection, edition.id), edition))
        self._again: dict[str, list[Recorded]] = {}

    def rows(self, batch: Sequence[RowReading]) -> None:
        """Take in some rows."""
        known, acts = self._known([row.mentions[0].id for row in batch])
        readings, ends, ended = [], dict[str, list[str]](), []
        for row in batch:
            person = row.mentions[0].id
            held = [item for item in known.get(person, ()) if self._in_force(item)]
            dropped = [item for item in held if item.statement.mention in acts and acts[item.statement.mention] == DELISTING]
            now = {(said.mention, *said_key(said)) for said in row.statements}
            before = {(item.statement.mention, *said_key(item.statement)) for item in held}
            fresh = tuple(said for said in row.statements if (said.mention, *said_key(said)) not in before)
            gone = [item for item in held if (item.statement.mention, *said_key(item.statement)) not in now]
            is_new = person not in known
            self.counts["new" if is_new else "changed" if fresh or len(gone) > len(dropped) else "unchanged"] += 1
            ended += self._end(person, gone, dropped)
            if fresh or is_new:
                readings.append(Reading(row.mentions, fresh))
            if person in self._next:
                ends.setdefault(when(self._next[person]), []).extend(said.id for said in fresh)
        self._propose(self.source.id, readings)
        self.writer.end_statements(ended, when(self.source))
        for until, idents in ends.items():
            self.writer.end_statements(idents, until)

    def _end(self, person: str, gone: Sequence[Recorded], dropped: Sequence[Recorded]) -> list[str]:
        """Return what ends with this edition; keep what the next edition that has the row holds still."""
        following = self._next.get(person)
        if following is None:
            return [item.statement.id for item in gone]
        still = [item for item in gone if item not in dropped and _until(item) > day(following)]
        if still:
            self._again.setdefault(following.id, []).extend(still)
        return [item.statement.id for item in gone if item not in still]

    def finish(self, seen: Mapping[str, int]) -> None:
        """Let later editions say again what ended before them, and note who is gone: from this one, and from the next."""
        for edition in self.later:
            if edition.id in self._again:
                self._say_again(edition, self._again[edition.id])
        follower = self.later[0]
        gone = sorted(set(seen) - set(queries.sighted(self.record.connection, follower.id)))
        self.counts["gone"] = len(gone)
        self._gone(gone, follower)
        if self.earlier:
            before = set(queries.sighted(self.record.connection, self.earlier[-1].id))
            missing = sorted(before - set(seen))
            self._take_back(missing)
            self._gone(missing, self.source)

    def _say_again(self, edition: Source, still: Sequence[Recorded]) -> None:
        wanted = {(item.statement.mention, *said_key(item.statement)): item for item in still}
        found: dict[str, list[str]] = {}
        readings = []
        for row in read_again(self.record, edition, self.mapping):
            said = tuple(one for one in row.statements if (one.mention, *said_key(one)) in wanted)
            if said:
                readings.append(Reading((), said))
            for one in said:
                item = wanted.pop((one.mention, *said_key(one)))
                self.writer.end_statements([item.statement.id], when(self.source))
                if item.until:
                    found.setdefault(item.until, []).append(one.id)
        self._propose(edition.id, readings)
        for until, idents in found.items():
            self.writer.end_statements(idents, until)
        if wanted:
            self.notes.append(
                f"{len(wanted)} statements that this edition does not hold count as said in it too: "
                f"{edition.name} holds them again and could not be read again."
            )

    def _gone(self, people: Sequence[str], edition: Source) -> None:
        """Note that rows are gone from an edition, until the next one that has them again."""
        connection = self.record.connection
        held = {
            item.statement.mention: item
            for item in queries.statements(connection, of=[act.id for act in queries.acts_of(connection, people)])
        }
        ends: dict[str, list[str]] = {}
        readings = []
        for ident in people:
            person = queries.mention(connection, ident)
            reading = delisting(person, edition)
            known = held.get(reading.mentions[0].id)
            if known is not None and (not known.until or _until(known) > day(edition)):
                continue
            if known is not None:
                reading = delisting(person, edition, self.source.id)
            readings.append(reading)
            again = self._next_after(ident, edition)
            if again:
                ends.setdefault(again, []).append(reading.statements[0].id)
        self._propose(edition.id, readings)
        for until, idents in ends.items():
            self.writer.end_statements(idents, until)

    def _next_after(self, person: str, edition: Source) -> str:
        for other in self.later:
            if day(other) > day(edition) and person in queries.sighted(self.record.connection, other.id):
                return when(other)
        return ""

    def _take_back(self, people: Sequence[str]) -> None:
        """End delistings on their own day: these rows were gone before, and not yet again."""
        known, acts = self._known(people)
        for person in people:
            limit = day(self._next[person]) if person in self._next else LAST_DAY
            for item in known.get(person, ()):
                is_later = day(self.source) < _published(item) <= limit
                if acts.get(item.statement.mention) == DELISTING and is_later and _until(item) > _published(item):
                    self.writer.end_statements([item.statement.id], item.statement.published or item.captured[:10])

    def _known(self, people: Sequence[str]) -> tuple[dict[str, list[Recorded]], dict[str, str]]:
        """Return what the record says of people and their acts, by person, and the kinds of the acts."""
        acts = {act.id: act for act in queries.acts_of(self.record.connection, people)}
        known: dict[str, list[Recorded]] = {}
        for item in queries.statements(self.record.connection, of=[*people, *acts]):
            mention = item.statement.mention
            known.setdefault(acts[mention].subject if mention in acts else mention, []).append(item)
        return known, {ident: act.kind for ident, act in acts.items()}

    def _in_force(self, item: Recorded) -> bool:
        return _published(item) <= day(self.source) < _until(item)

    def _propose(self, source: str, readings: Sequence[Reading]) -> None:
        added = self.writer.propose(source, readings)
        self.mentions, self.statements = self.mentions + added[0], self.statements + added[1]


#: what only an edition that is being erased says, by mention and what it says; and the editions after it
Outlasting = tuple[dict[tuple[str, str, str, str], Recorded], list[Source]]


def outlasting(record: Record, wanted: Target) -> list[Outlasting]:
    """Return what editions that are about to be erased say, with the editions after them, which may say it too.

    What an edition holds unchanged is in the record once, with the edition that said it first.
    """
    found: list[Outlasting] = []
    for erased in (
        source for source, _ in queries.sources(record.connection) if source.id in wanted.sources and source.edition_of
    ):
        others = [other for other in queries.editions(record.connection, erased.edition_of) if other.id not in wanted.sources]
        later = sorted((other for other in others if day(other) >= day(erased)), key=day)
        if later:
            said = queries.statements(record.connection, source_id=erased.id)
            kept = {
                (item.statement.mention, *said_key(item.statement)): item
                for item in said
                if item.standing is not Standing.REJECTED
            }
            found.append((kept, later))
    return found


def say_again(writer: Writer, record: Record, lost: Iterable[Outlasting], wanted: Target) -> None:
    """Let later editions say themselves what an erased one said for them. It is proposed: nobody has confirmed its new place."""
    for said, later in lost:
        for edition in later:
            _say(writer, record, edition, said, wanted)


def _say(
    writer: Writer, record: Record, edition: Source, lost: dict[tuple[str, str, str, str], Recorded], wanted: Target
) -> None:
    readings: list[Reading] = []
    ends: dict[str, list[str]] = {}
    holds = queries.sighted(record.connection, edition.id).keys() - wanted.mentions
    for row in read_again(record, edition, mapping_of(record, edition.edition_of)) if lost else ():
        if row.mentions[0].id not in holds:
            continue
        said = tuple(one for one in row.statements if _lasts(lost.get((one.mention, *said_key(one))), edition))
        if said:
            readings.append(Reading(row.mentions, said))
        for one in said:
            item = lost.pop((one.mention, *said_key(one)), None)
            if item is not None and item.until:
                ends.setdefault(item.until, []).append(one.id)
    writer.propose(edition.id, readings)
    for until, idents in ends.items():
        writer.end_statements(idents, until)


def _lasts(item: Recorded | None, edition: Source) -> bool:
    return item is not None and _until(item) > day(edition)


def mapping_of(record: Record, list_name: str) -> ListMapping | None:
    """Return the newest mapping of a list that the record holds; None where its columns were guessed."""
    held = [text for name, _, text in queries.definitions(record.connection) if name == MAPPING + list_name]
    return ListMapping.from_dict(yaml.safe_load(held[-1]), "the mapping in the record") if held else None


def read_again(record: Record, edition: Source, mapping: ListMapping | None) -> Iterable[RowReading]:
    """Return the rows of an edition that the record holds; nothing if its text was erased or its columns fit no more."""
    document = queries.document(record.connection, edition.id)
    if document is None:
        return ()
    for table in document.tables:
        try:
            return read_table(document, table, mapping or guess(table, edition.edition_of).mapping, edition)
        except InputError:
            continue
    return ()


def _published(item: Recorded) -> int:
    return bounds(item.statement.published or item.captured[:10])[1]


def _until(item: Recorded) -> int:
    return bounds(item.until)[1] if item.until else LAST_DAY + 1
