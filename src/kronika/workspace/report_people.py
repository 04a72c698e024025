"""The people of a report: their spellings, facts and passages, as far as the audience may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.counting.codes import COUNTABLE_KINDS
from kronika.disclosure.gate import CLOSED
from kronika.disclosure.permission import NAMED_ONLY
from kronika.disclosure.report import data_people
from kronika.disclosure.report.context import surroundings
from kronika.model.statement import Mention, Recorded, Standing
from kronika.model.vocabulary import load
from kronika.store import queries
from kronika.workspace.contradicting import differences
from kronika.workspace.people import entities
from kronika.workspace.show import act_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.store.record import Record
    from kronika.workspace.cards import Lookup
    from kronika.workspace.count import Counting
    from kronika.workspace.leaving import Leaving

#: standings that a report does not show
_HIDDEN = frozenset({Standing.REJECTED, Standing.WITHDRAWN, Standing.PROPOSED})

#: kinds of act from which it follows where somebody stands
_PLACING = COUNTABLE_KINDS

_Told = list[tuple[Mention, Recorded]]


class People:
    """Who a report shows, and what of them.

    Args:
        record: open.
        counting: whose count is reported.
        lookup: names.
        leaving: what may leave for the audience; None for a working copy, which shows everything.
    """

    def __init__(self, record: Record, counting: Counting, lookup: Lookup, leaving: Leaving | None) -> None:
        self._record = record
        self._counting = counting
        self._lookup = lookup
        self._leaving = leaving
        self._joined = entities(record)
        self._shown: dict[str, bool] = {}

    def shown(self, counted: Count, limit: int) -> tuple[tuple[data_people.Person, ...], tuple[data_people.Contradiction, ...]]:
        """Return the people of a count and where their sources contradict each other."""
        found, _ = self._counting.people(counted, self._lookup, limit, self.list_title)
        rows = {row["mention"]: row for row in reversed(found)}
        members = self._members(rows)
        told = self._told([ident for group in members.values() for ident in group])
        people, shown = [], dict[str, _Told]()
        for mention, row in sorted(rows.items(), key=lambda item: found.index(item[1])):
            lines = [line for ident in members[mention] for line in told.get(ident, ())]
            if not self._may_show(mention, lines):
                continue
            shown[mention] = self._clean(mention, lines)
            people.append(self._person(row, shown[mention], members[mention]))
        return tuple(people), tuple(self._contradictions(shown))

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

    def may_show(self, mentions: Iterable[str]) -> set[str]:
        """Return who of these may be named here: where they stand tells what happened to them, so that has to be open too."""
        wanted = set(mentions)
        if self._leaving is None:
            return wanted
        members = self._members(wanted - self._shown.keys())
        told = self._told([ident for group in members.values() for ident in group])
        return {
            mention
            for mention in wanted
            if self._may_show(mention, [line for ident in members.get(mention, ()) for line in told.get(ident, ())])
        }

    def _may_show(self, mention: str, lines: _Told) -> bool:
        if self._leaving is None:
            return True
        if mention not in self._shown:
            leaving = self._leaving
            telling = [leaving.fact(mention, about, item) for about, item in lines if about.kind in _PLACING]
            self._shown[mention] = all(telling) and bool(self._name(mention))
            if not self._shown[mention]:
                leaving.refuse("name", mention)
        return self._shown[mention]

    def may_tell(self, mention: str, kind: str, name: str = "") -> bool:
        """Say whether facts of a kind (or, with ``name``, one property) may be told of somebody; in a working copy they may."""
        if self._leaving is None:
            return True
        about = queries.mention(self._record.connection, mention)
        own = name if kind == about.kind and name else kind
        known = load().kind(kind).properties.get(name)
        scopes = {item.statement.source for item in queries.statements(self._record.connection, of=(mention,))}
        sealed = kind in NAMED_ONLY or (known is not None and known.sealed)
        allowed = self._leaving.may(mention, own, (scopes | {about.list, about.source}) - {""}, sealed=sealed)
        if not allowed:
            self._leaving.refuse(own, f"{mention} {kind} {name}")
        return allowed

    def _clean(self, person: str, lines: _Told) -> _Told:
        """Return what may be said of a person, without the words that may not."""
        leaving = self._leaving
        if leaving is None:
            return lines
        return [(about, leaving.clean(person, about, item)) for about, item in lines if leaving.fact(person, about, item)]

    def _name(self, mention: str) -> str:
        """Return the name under which somebody is shown; for an audience one that is open to it."""
        if self._leaving is None:
            return self._lookup.name(mention)
        return next(filter(None, (self._leaving.name(member) for member in self._members([mention])[mention])), "")

    def list_title(self, name: str) -> str:
        """Return what a list, or a source that is none, is called here; for an audience its name only if it is open to it."""
        source = self._lookup.source(name)
        if self._leaving is None or (source is None and self._leaving.is_open(name, *self._editions_of(name))):
            return self._counting.list_title(name, self._lookup)
        if source is not None and self._leaving.is_open(name):
            return source.name
        return f"list or source {self._counting.stating.index(name) + 1}" if name in self._counting.stating else CLOSED

    def _editions_of(self, name: str) -> list[str]:
        return [edition.id for edition in queries.editions(self._record.connection, name)]

    def _said_by(self, about: Mention, source: str) -> str:
        """Return who writes a name so: the list, or the source."""
        if self._leaving is None:
            return about.list or self._lookup.source_name(source)
        if about.list:
            return self.list_title(about.list)
        found = self._lookup.source(source)
        return self._leaving.source(found).name if found else CLOSED

    def _person(self, row: dict[str, object], lines: _Told, members: Sequence[str]) -> data_people.Person:
        names: dict[str, tuple[str, list[str]]] = {}
        facts: list[data_people.Fact] = []
        acts: dict[str, list[data_people.Fact]] = {}
        kinds: dict[str, str] = {}
        days: dict[str, int] = {}
        for about, item in lines:
            said = item.statement
            if about.subject:
                acts.setdefault(about.id, []).append(self._fact(about, item))
                kinds[about.id] = about.kind
                days[about.id] = min(days.get(about.id, 10**7), act_day(said))
            elif said.property == "name":
                names.setdefault(said.original, (said.language, []))[1].append(self._said_by(about, said.source))
            else:
                facts.append(self._fact(about, item))
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
            # How those who keep the record came to a judgement is their own: names, sources and reasons in free words.
            judgements=self._judgements(set(members)) if self._leaving is None else (),
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

    def _fact(self, about: Mention, item: Recorded) -> data_people.Fact:
        said = item.statement
        return data_people.Fact(
            said.property,
            said.value,
            said.original,
            self._passage(about, item) if said.quote else None,
            str(item.standing),
            said.stated_by,
            item.until,
            said.obtained,
        )

    def _passage(self, about: Mention, item: Recorded) -> data_people.Passage:
        said = item.statement
        document, source = self._lookup.document(said.source), self._lookup.source(said.source)
        # The rest of a sentence may name others; that of a cell, or of a source that is open to all, may be shown.
        around = document is not None and (self._leaving is None or bool(about.list) or self._leaving.whole(about, item))
        if around and document is not None:
            before, quote, after = surroundings(document.text, said.start, said.end, language=said.language or "en")
        else:
            before, quote, after = "", said.quote, ""
        if source is not None and self._leaving is not None:
            source = self._leaving.source(source)
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
        """Return the passage of the first statement about a mention that may be shown."""
        about = queries.mention(self._record.connection, mention)
        lines = [(about, item) for item in queries.statements(self._record.connection, of=(mention,)) if item.statement.quote]
        return next((self._passage(about, item) for about, item in self._clean(mention, lines) if item.statement.quote), None)

    def _contradictions(self, told: dict[str, _Told]) -> list[data_people.Contradiction]:
        """Where what is said now of one event, or of one person, differs; copies of one origin say it once."""
        return [
            data_people.Contradiction(
                self._ref(mention),
                item.kind,
                item.property,
                tuple(
                    data_people.Version(
                        side.value,
                        side.said[0][1].statement.original,
                        tuple(self._passage(about, said) for about, said in side.said if said.statement.quote),
                        side.origins,
                    )
                    for side in item.sides
                ),
                agree=item.agree,
            )
            for mention, found in differences(self._record, told, self._joined).items()
            for item in found
        ]

    def refs(self, who: Iterable[Key], counted: Count) -> tuple[data_people.Ref, ...]:
        """Return people of a count as references, with the cause; whoever may not be named is left out."""
        keys = list(who)
        mentions = queries.by_number(self._record.connection, [key for key in map(counted.subject, keys) if isinstance(key, int)])
        self._lookup.remember_names(mention.id for mention in mentions.values())
        idents = {key: mentions[subject].id if isinstance(subject := counted.subject(key), int) else subject for key in keys}
        shown, found = self.may_show(idents.values()), []
        for key, ident in idents.items():
            if ident in shown:
                note = self._counting.cause(counted, key, self.list_title) if key in counted.states else ""
                found.append(self._ref(ident, note))
        return tuple(found)

    def _ref(self, ident: str, note: str = "") -> data_people.Ref:
        name = self._name(ident)
        # For an audience another spelling may be shown than the first: its language is told from its letters then.
        language = self._lookup.language(ident) if name == self._lookup.name(ident) else ""
        return data_people.Ref(ident, name, language, note)

    def mention_refs(self, mentions: Iterable[str]) -> tuple[data_people.Ref, ...]:
        """Return mentions as references; whoever may not be named is left out."""
        wanted = list(mentions)
        shown = self.may_show(wanted)
        self._lookup.remember_names(shown)
        return tuple(self._ref(ident) for ident in wanted if ident in shown)
