"""Writing a report: everything behind a number, filtered for its audience, as one HTML file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kronika import __version__
from kronika.counting.balance import Balance, way_words
from kronika.disclosure.permission import NAMED_ONLY
from kronika.disclosure.report import data, data_changes, data_numbers
from kronika.disclosure.report.render import render
from kronika.disclosure.report.small import AUDIENCES
from kronika.errors import InputError
from kronika.model.act import FIRST_DAY
from kronika.model.statement import Standing
from kronika.model.time import day as ordinal
from kronika.model.time import iso
from kronika.store import log, queries
from kronika.workspace import editions
from kronika.workspace.cards import Lookup
from kronika.workspace.claimed import beside, span
from kronika.workspace.count import NAMED, Counting, Question, day, erased
from kronika.workspace.export import write_new
from kronika.workspace.fitting import day as edition_day
from kronika.workspace.leaving import Leaving, withheld_words
from kronika.workspace.opening import now, opened
from kronika.workspace.people import entities
from kronika.workspace.report_people import People
from kronika.workspace.undecided import spans_over_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kronika.counting.claims import Comparison
    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.settings import Settings

#: a line over time has at most so many years
_YEARS = 20
#: kinds of act that begin what a count is about
_BEGINNINGS = frozenset({"detention", "liquidation", "sentence"})
_ACROSS = "all lists together"


def write_report(
    settings: Settings,
    question: Question,
    out: Path,
    *,
    audience: str = "",
    purpose: str = "",
    compare: str = "",
    limit: int = NAMED,
) -> dict[str, Any]:
    """Write a report into a new file.

    Args:
        settings: of the shell.
        question: what is counted.
        out: the file; it must not exist.
        audience: empty for a working copy that shows everything.
        purpose: what it is for; empty: the only purpose that anything is open for.
        compare: a day; the balance from it to the question's day is drawn.
        limit: at most so many people are shown; 0: all.

    Returns:
        ``file``, ``words`` (what to tell the user), ``withheld`` (kind: how many), ``withheld_because`` (reason: how many).
    """
    if out.exists():
        raise InputError("there is a file of that name already", where=str(out), advice="Choose another name")
    with opened(settings) as record:
        leaving = Leaving(record, audience, now(settings), entities(record), purpose=purpose) if audience else None
        counting = Counting(record, question)
        content = _Report(settings, counting, leaving, compare).data(limit)
    write_new(out, render(content, most=limit).encode("utf-8"))
    words = f"The report is {out}. " + (
        f"It is for: {audience}." if audience else "It is a working copy, not encrypted: do not pass it on."
    )
    withheld = dict(leaving.withheld) if leaving else {}
    if leaving and withheld:
        words += f" {withheld_words(leaving)}"
    because = dict(leaving.because.most_common()) if leaving else {}
    return {"file": str(out), "words": words, "withheld": withheld, "withheld_because": because}


@dataclass(frozen=True)
class _Report:
    """Gathers what a report shows."""

    settings: Settings
    counting: Counting
    leaving: Leaving | None
    compare: str

    def data(self, limit: int) -> data.ReportData:
        counting, record = self.counting, self.counting.record
        counted = counting.count()
        low, high = counting.range(counted)
        lookup = Lookup(record)
        people = People(record, counting, lookup, self.leaving)
        definition = counting.definition
        shown, contradictions = people.shown(counted, limit)
        return data.ReportData(
            meaning=data_numbers.Meaning(
                definition.name,
                definition.version,
                definition.said(definition.title, "en"),
                definition.said(definition.words, "en"),
                definition.unit,
                tuple(data_numbers.Origin(origin.title, origin.address) for origin in definition.sources),
            ),
            on=iso(counting.on),
            made=now(self.settings),
            version=__version__,
            head=record.head.hex,
            tally=_tally(counted),
            low=low,
            high=high,
            since=iso(counting.view.since) if counting.view.since is not None else "",
            known=counting.question.known,
            public_by=counting.question.public_by,
            audience=self.leaving.audience if self.leaving else "",
            entries=record.head.entries,
            parts=dict(counted.parts),
            kind=definition.kind,
            lists=tuple(self._lists(people, lookup)),
            confirmed=self._confirmed(),
            erased=erased(record),
            over_time=self._over_time(people),
            balances=tuple(self._balances(people)),
            editions=tuple(self._editions(people)),
            people=shown,
            exclusions=self._exclusions(),
            contradictions=contradictions,
            claims=tuple(self._claims(people, counted)),
            # That there is anything about somebody's treatment or relations is not for a page, be it one in number.
            withheld={kind: n for kind, n in self.leaving.withheld.items() if kind not in NAMED_ONLY} if self.leaving else {},
            command=self._command(people),
        )

    def _command(self, people: People) -> str:
        question = self.counting.question
        parts = ["kronika count", question.definition, "--on", question.on]
        for option, value in (("--from", question.since), ("--known", question.known), ("--public-by", question.public_by)):
            parts += [option, value] if value else []
        only = self.counting.only
        parts += ["--list", question.only if self.leaving is None else people.list_title(only)] if only else []
        return " ".join([*parts, "--limit 0 --report FILE.html"])

    def _lists(self, people: People, lookup: Lookup) -> Iterable[data_numbers.ListCount]:
        counting = self.counting
        for name in counting.stating:
            known = queries.editions(counting.record.connection, name)
            latest = max(known, key=edition_day) if known else lookup.source(name)
            edition = f"newest edition of {latest.published}" if known and latest and latest.published else ""
            address = (self.leaving.source(latest) if self.leaving else latest).address if latest else ""
            yield data_numbers.ListCount(people.list_title(name), _tally(counting.count(only=name)), edition, address)

    def _confirmed(self) -> data_numbers.Confirmed:
        connection = self.counting.record.connection
        held = queries.standings(connection)
        samples = [
            data_numbers.Sample(
                size=entry.content["sample"].get("size", 0),
                read=entry.content["sample"].get("answered", 0),
                wrong=entry.content["sample"].get("wrong", 0),
                bound=entry.content["sample"].get("bound"),
                at=entry.at,
                by=entry.by,
            )
            for entry in log.entries(connection, kinds=("batch",))
            if entry.content
        ]
        return data_numbers.Confirmed(
            held.get(Standing.TRANSCRIBED, 0),
            held.get(Standing.ASSERTED, 0),
            held.get(Standing.DISPUTED, 0),
            held.get(Standing.PROPOSED, 0),
            tuple(samples),
        )

    def _over_time(self, people: People) -> data_numbers.OverTime | None:
        counting = self.counting
        begins = [act.lo for act in counting.acts if act.kind in _BEGINNINGS and FIRST_DAY < act.lo <= counting.on]
        if not begins:
            return None
        earliest = date.fromordinal(counting.on).replace(day=1)
        earliest = earliest.replace(year=max(earliest.year - _YEARS, 1))
        first = max(min(begins), earliest.toordinal())
        lines = tuple(
            data_numbers.Line(people.list_title(name), _points(counting.points(first, counting.on, "month", only=name)))
            for name in counting.stating
        )
        if len(lines) == 1:
            return data_numbers.OverTime(None, lines)
        across = _points(counting.points(first, counting.on, "month"))
        if self.leaving is None or self.leaving.audience not in AUDIENCES:
            # For the public, numbers of a few people are hidden: a range would give them away.
            ranges = spans_over_time(counting, [ordinal(point.on) for point in across])
            across = tuple(_ranged(point, ranges.get(ordinal(point.on))) for point in across)
        return data_numbers.OverTime(data_numbers.Line(_ACROSS, across), lines)

    def _balances(self, people: People) -> Iterable[data_changes.Sheet]:
        counting = self.counting
        if not self.compare or counting.definition.of != "custody":
            return
        first = day(self.compare, "--compare")
        for name in counting.stating:
            sheet = counting.balance(first, only=name)
            if sheet.opening or sheet.closing:
                yield self._sheet(sheet, people.list_title(name), people)
        if len(counting.stating) > 1:
            yield self._sheet(counting.balance(first), _ACROSS.capitalize(), people)

    @staticmethod
    def _sheet(found: Balance, scope: str, people: People) -> data_changes.Sheet:
        def way(label: str, who: tuple[Key, ...], count: Count) -> data_changes.Way:
            return data_changes.Way(way_words(label), len(who), people.refs(who, count))

        return data_changes.Sheet(
            scope,
            iso(found.before.on),
            iso(found.after.on),
            found.opening,
            found.closing,
            tuple(way(label, who, found.after) for label, who in found.entries.items()),
            tuple(way(label, who, found.after) for label, who in found.exits.items()),
            way("unexplained in", found.unexplained_in, found.before),
            way("unexplained out", found.unexplained_out, found.after),
        )

    def _editions(self, people: People) -> Iterable[data_changes.Editions]:
        record = self.counting.record
        for name in self.counting.stating:
            if len(queries.editions(record.connection, name)) > 1:
                found = editions.between(record, name)
                before, after = (data_changes.Edition(e.name, e.published, e.address) for e in (found.before, found.after))
                if self.leaving:
                    before, after = data_changes.Edition("", before.published), data_changes.Edition("", after.published)
                yield data_changes.Editions(
                    people.list_title(name),
                    before,
                    after,
                    people.mention_refs(found.new),
                    tuple(
                        data_changes.ChangedRow(
                            ref,
                            tuple(
                                data_changes.Cell(*cell)
                                for cell in found.changed[ident]
                                if people.may_tell(ident, cell[0], cell[1])
                            ),
                        )
                        for ident in found.changed
                        for ref in people.mention_refs([ident])
                    ),
                    people.mention_refs(found.gone),
                    found.unchanged,
                    len(found.new),
                    len(found.changed),
                    len(found.gone),
                )

    def _exclusions(self) -> tuple[data_changes.Exclusion, ...]:
        connection = self.counting.record.connection
        held = queries.standings(connection)
        found = [
            ("statements that were rejected", "somebody found that the source does not say so", held.get(Standing.REJECTED, 0)),
            ("statements that were withdrawn", "their source withdrew them", held.get(Standing.WITHDRAWN, 0)),
            ("proposed statements", "nobody has confirmed them yet", held.get(Standing.PROPOSED, 0)),
            ("statements replaced by a later edition", "their list no longer says so", queries.ended(connection)),
        ]
        return tuple(data_changes.Exclusion(what, reason, count) for what, reason, count in found if count)

    def _claims(self, people: People, counted: Count) -> Iterable[data_numbers.Claim]:
        for item in beside(self.counting, counted):
            claim = item.claim
            mention = str(claim.mention)
            if not people.may_tell(mention, "figure"):
                continue
            yield data_numbers.Claim(
                claim.by,
                claim.value,
                claim.qualifier,
                claim.of,
                span(claim) or "",
                people.passage_of(mention),
                same_thing=item.result not in {"of", "unit", "definition"},
                comparable=item.comparable,
                why_not="" if item.comparable else _why_not(item),
                ours=item.ours if item.comparable else None,
                difference=_difference(item),
            )


def _why_not(item: Comparison) -> str:
    theirs, ours = item.units
    return {
        "of": "it counts something else",
        "unit": f"it counts {theirs}, ours counts {ours}",
        "definition": "it goes by another definition",
        "day": "it is of another day",
        "no-day": "it names no day",
    }[item.result]


def _difference(item: Comparison) -> str:
    if item.difference is None:
        return ""
    if item.result == "same":
        return "they agree"
    if item.result == "within":
        return "within ours, with the disputed and the unknown"
    return f"ours is {abs(item.difference):,} {'more' if item.difference > 0 else 'fewer'}"


def _tally(counted: Count) -> data_numbers.Tally:
    return data_numbers.Tally(counted.number, len(counted.disputed), len(counted.unknown), len(counted.out))


def _ranged(point: data_numbers.Point, range_: tuple[int, int] | None) -> data_numbers.Point:
    return point if range_ is None else replace(point, low=range_[0], high=range_[1])


def _points(found: list[dict[str, Any]]) -> tuple[data_numbers.Point, ...]:
    return tuple(data_numbers.Point(point["on"], point["in"], point["disputed"], point["unknown"]) for point in found)
