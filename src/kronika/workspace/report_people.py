"""The people of a report: their spellings, facts and passages, as far as the audience may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.disclosure.report import data_people
from kronika.disclosure.report.context import surroundings
from kronika.model.statement import Mention, Recorded, Standing
from kronika.store import queries
from kronika.workspace.people import entities
from kronika.workspace.show import act_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.counting.count import Count
    from kronika.disclosure.permission import Permission
    from kronika.model.act import Key
    from kronika.store.record import Record
    from kronika.workspace.cards import Lookup
    from kronika.workspace.count import Counting

#: standings that a report does not show
_HIDDEN = frozenset({Standing.REJECTED, Standing.WITHDRAWN, Standing.PROPOSED})
#: properties in which different words are no contradiction
_FREE = frozenset({"name", "alias", "happened", "recognised_by", "place", "facility", "authority", "basis", "form", "court"})

_Told = list[tuple[Mention, Recorded]]


class People:
    """Who a report shows, and what of them.

    Args:
        record: open.
        counting: whose count is reported.
        lookup: names.
        permission: of the audience; None for a working copy.
    """

    def __init__(self, record: Record, counting: Counting, lookup: Lookup, permission: Permission | None) -> None:
        self._record = record
        self._counting = counting
        self._lookup = lookup
        self._permission = permission
        self._joined = entities(record)
        self._scopes: dict[str, set[str]] = {}

    def shown(self, counted: Count, limit: int) -> tuple[tuple[data_people.Person, ...], tuple[data_people.Contradiction, ...]]:
        """Return the people of a count and where their sources contradict each other."""
        found, _ = self._counting.people(counted, self._lookup, limit)
        rows = {row["mention"]: row for row in reversed(found)}
        members = self._members(rows)
        told = self._told([ident for group in members.values() for ident in group])
        people, contradictions = [], []
        for mention, row in sorted(rows.items(), key=lambda item: found.index(item[1])):
            lines = [line for ident in members[mention] for line in told.get(ident, ())]
            if not self.may_tell(mention, "name"):
                continue
            lines = [(about, item) for about, item in lines if self._may_say(mention, about, item)]
            people.append(self._person(row, lines, members[mention]))
            contradictions += self._contradictions(mention, lines)
        return tuple(people), tuple(contradictions)

    def _members(self, mentions: Iterable[str]) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for member, entity in self._joined.items():
            groups.setdefault(entity, []).append(member)
        return {
            ident: sorted(groups.get(self._joined.get(ident, ""), [ident]), key=lambda one: one != ident) for ident in mentions
        }

    def _told(self, mentions: Sequence[str]) -> dict[str, _Told]:
        """Return for each person what is said of them and of what happened to them."""
        acts = {act.id: act for act in queries.acts_of(self._record.connection, mentions)}
        persons = queries.by_number(self._record.connection, queries.numbers(self._record.connection, mentions).values())
        about = {mention.id: mention for mention in persons.values()} | acts
        found: dict[str, _Told] = {}
        for item in queries.statements(self._record.connection, of=about):
            if item.standing not in _HIDDEN:
                mention = about[item.statement.mention]
                found.setdefault(mention.subject or mention.id, []).append((mention, item))
        return found

    def may_tell(self, mention: str, kind: str) -> bool:
        """Say whether a kind of fact about somebody may be told; in a working copy everything may."""
        if self._permission is None:
            return True
        return self._permission.allows(mention, kind, self._scopes_of(mention))

    def _may_say(self, person: str, about: Mention, item: Recorded) -> bool:
        if self._permission is None:
            return True
        kind = about.kind if about.subject else item.statement.property
        return kind == "name" or self._permission.allows(person, kind, {item.statement.source, about.list} - {""})

    def _scopes_of(self, mention: str) -> set[str]:
        if mention not in self._scopes:
            found = queries.mention(self._record.connection, mention)
            sources = {item.statement.source for item in queries.statements(self._record.connection, of=(mention,))}
            self._scopes[mention] = (sources | {found.list, found.source}) - {""}
        return self._scopes[mention]

    def _person(self, row: dict[str, object], lines: _Told, members: Sequence[str]) -> data_people.Person:
        names: dict[str, tuple[str, list[str]]] = {}
        facts: list[data_people.Fact] = []
        acts: dict[str, list[data_people.Fact]] = {}
        kinds: dict[str, str] = {}
        days: dict[str, int] = {}
        for about, item in lines:
            said = item.statement
            if about.subject:
                acts.setdefault(about.id, []).append(self._fact(item))
                kinds[about.id] = about.kind
                days[about.id] = min(days.get(about.id, 10**7), act_day(said))
            elif said.property == "name":
                source = about.list or self._lookup.source_name(said.source)
                names.setdefault(said.original, (said.language, []))[1].append(source)
            else:
                facts.append(self._fact(item))
        order = sorted(acts, key=lambda ident: (days[ident], kinds[ident]))
        return data_people.Person(
            key=str(row["mention"]),
            state=str(row["state"]),
            cause=str(row["cause"]),
            names=tuple(
                data_people.Spelling(text, language, tuple(dict.fromkeys(lists))) for text, (language, lists) in names.items()
            )
            or (data_people.Spelling(str(row["name"]) or "(no name)"),),
            lists=tuple(map(str, row["lists"] if isinstance(row["lists"], list) else ())),
            judgements=self._judgements(set(members)),
            facts=tuple(facts),
            acts=tuple(data_people.Act(kinds[ident], tuple(acts[ident])) for ident in order),
        )

    def _judgements(self, members: set[str]) -> tuple[data_people.Decided, ...]:
        return tuple(
            data_people.Decided(
                str(item.verdict), self._in_words(item.left), self._in_words(item.right), item.by, item.at, item.reason
            )
            for item in queries.judgements(self._record.connection)
            if {item.left, item.right} <= members
        )

    def _in_words(self, mention: str) -> str:
        found = queries.mention(self._record.connection, mention)
        return f"{self._lookup.name(found.subject or mention)}, {found.list or self._lookup.source_name(found.source)}"

    def _fact(self, item: Recorded) -> data_people.Fact:
        said = item.statement
        return data_people.Fact(
            said.property,
            said.value,
            said.original,
            self._passage(item) if said.quote else None,
            str(item.standing),
            said.stated_by,
            item.until,
            said.obtained,
        )

    def _passage(self, item: Recorded) -> data_people.Passage:
        said = item.statement
        document, source = self._lookup.document(said.source), self._lookup.source(said.source)
        before, quote, after = (
            surroundings(document.text, said.start, said.end, language=said.language or "en")
            if document
            else ("", said.quote, "")
        )
        return data_people.Passage(
            source.name if source else "(erased)",
            document.where(said.start) if document else "",
            source.address if source else "",
            said.published,
            before,
            quote,
            after,
            said.language,
        )

    def passage_of(self, mention: str) -> data_people.Passage | None:
        """Return the passage of the first statement about a mention."""
        for item in queries.statements(self._record.connection, of=(mention,)):
            if item.statement.quote:
                return self._passage(item)
        return None

    def _contradictions(self, mention: str, lines: _Told) -> list[data_people.Contradiction]:
        """Where what is said now of one act, or of one person, differs."""
        sides: dict[tuple[str, str, str], dict[str, list[Recorded]]] = {}
        for about, item in lines:
            said = item.statement
            if said.property in _FREE or item.until:
                continue
            of = (about.id if about.subject else mention, about.kind, said.property)
            sides.setdefault(of, {}).setdefault(said.value, []).append(item)
        return [
            data_people.Contradiction(
                data_people.Ref(mention, self._lookup.name(mention)),
                kind,
                name,
                tuple(
                    data_people.Version(
                        value, items[0].statement.original, tuple(self._passage(item) for item in items if item.statement.quote)
                    )
                    for value, items in values.items()
                ),
            )
            for (_, kind, name), values in sides.items()
            if len(values) > 1
        ]

    def refs(self, who: Iterable[Key], counted: Count) -> tuple[data_people.Ref, ...]:
        """Return people of a count as references, with the cause; whoever may not be named is left out."""
        keys = list(who)
        mentions = queries.by_number(self._record.connection, [key for key in map(counted.subject, keys) if isinstance(key, int)])
        self._lookup.remember_names(mention.id for mention in mentions.values())
        found = []
        for key in keys:
            subject = counted.subject(key)
            ident = mentions[subject].id if isinstance(subject, int) else subject
            if self.may_tell(ident, "name"):
                note = counted.cause(key) if key in counted.states else ""
                found.append(data_people.Ref(ident, self._lookup.name(ident), note=note))
        return tuple(found)

    def mention_refs(self, mentions: Iterable[str]) -> tuple[data_people.Ref, ...]:
        """Return mentions as references; whoever may not be named is left out."""
        wanted = [ident for ident in mentions if self.may_tell(ident, "name")]
        self._lookup.remember_names(wanted)
        return tuple(data_people.Ref(ident, self._lookup.name(ident)) for ident in wanted)
