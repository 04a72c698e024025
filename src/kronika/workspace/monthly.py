"""The monthly review, drafted from the record and held against it before anybody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kronika.auditing.claims import Verdict
from kronika.counting.balance import way_words
from kronika.disclosure.review.draft import FEW, Month, Number, Sentence, Way, may_count, paragraphs, sentences, title
from kronika.disclosure.review.phrases import LANGUAGES
from kronika.errors import InputError
from kronika.model.source import Document
from kronika.model.time import bounds, edtf_precision, iso
from kronika.store.bulk import uncollected
from kronika.workspace.audit import Audited, audit_document, tools
from kronika.workspace.count import Counting, Question
from kronika.workspace.export import write_new
from kronika.workspace.leaving import Leaving, withheld_words
from kronika.workspace.monthly_facts import Happenings
from kronika.workspace.opening import now, opened
from kronika.workspace.people import entities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kronika.counting.balance import Balance
    from kronika.counting.count import Count
    from kronika.model.act import Key
    from kronika.settings import Settings
    from kronika.store.record import Record

#: people who are named of each kind unless more are asked for: a review is read from beginning to end
NAMED = 100
#: audiences before whom small groups are not counted
WIDE = frozenset({"partner", "public"})
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_WRONG = frozenset({Verdict.CONTRADICTED, Verdict.UNDOCUMENTED, Verdict.UNSAFE})


@dataclass(frozen=True, slots=True)
class Review:
    """A drafted review.

    Attributes:
        month, language, audience, definition: as asked.
        title: heading.
        sentences: those that passed the audit, in order.
        left_out: sentences that did not, each with why.
        audited: the audit of what is left.
        places: where each statement of a basis stands, in words, by its id.
        notes: what was withheld or could not be said, in words.
        withheld: kind -> how many facts may not leave for the audience.
    """

    month: str
    language: str
    audience: str
    definition: str
    title: str
    sentences: tuple[Sentence, ...]
    left_out: tuple[tuple[Sentence, str], ...]
    audited: Audited
    places: Mapping[str, str]
    notes: tuple[str, ...]
    withheld: Mapping[str, int]

    def text(self, *, numbered: bool = False) -> str:
        """Return the draft: a title, and a paragraph for each kind; ``numbered``: with the numbers of the footnotes."""
        numbers = {id(sentence): place for place, sentence in enumerate(self.sentences, start=1)}

        def said(sentence: Sentence) -> str:
            return f"{sentence.text} [{numbers[id(sentence)]}]" if numbered and sentence.basis else sentence.text

        return _text(self.title, [[said(sentence) for sentence in group] for group in paragraphs(self.sentences)])


def review(
    settings: Settings,
    month: str,
    *,
    language: str = "en",
    audience: str = "",
    purpose: str = "",
    definition: str = "political-prisoner",
    limit: int = NAMED,
) -> Review:
    """Draft the review of a month, and hold each of its sentences against the record.

    Args:
        settings: of the shell.
        month: EDTF, ``2025-01``.
        language: ``en``, ``ru``, ``be``.
        audience: who may read it; empty: a draft for whoever keeps the record.
        purpose: what it is for, in the words of the consents; empty: the only purpose that anything is open for.
        definition: of those who are held.
        limit: name at most so many people of each kind; 0: all.

    Raises:
        InputError: this is no month, no language, no audience, or a definition that counts acts.
    """
    if not _MONTH.fullmatch(month) or edtf_precision(month) != "month":
        raise InputError("this is no month", where=month, advice="Write it as 2025-01")
    if language not in LANGUAGES:
        raise InputError("there are no sentences in this language", where=language, advice=f"Use {', '.join(LANGUAGES)}")
    with opened(settings) as record, uncollected():
        leaving = Leaving(record, audience, now(settings), entities(record), purpose=purpose) if audience else None
        counting = Counting(record, Question(iso(bounds(month)[1]), definition))
        if counting.definition.of != "custody":
            raise InputError(
                "a review begins with those who are held, and this definition counts acts", where=definition, advice=_CUSTODY
            )
        return _Drafting(record, counting, leaving, (month, language), limit).review()


_CUSTODY = "Choose one that counts people in custody: 'kronika definition list'"


class _Drafting:
    """Drafts one review."""

    def __init__(self, record: Record, counting: Counting, leaving: Leaving | None, asked: tuple[str, str], limit: int) -> None:
        self._record = record
        self._counting = counting
        self._leaving = leaving
        self._month, self._language = asked
        self._wide = leaving is not None and leaving.audience in WIDE
        self._tools = tools(record)
        self._happenings = Happenings(record, counting, leaving, self._language, self._tools, limit)
        self._notes: list[str] = []

    def review(self) -> Review:
        drafted = sentences(self._data(), self._language)
        heading = title(self._month, self._language)
        passed, failed, audited = self._passed(heading, drafted)
        if self._leaving is not None and self._leaving.withheld:
            self._notes.append(withheld_words(self._leaving))
        return Review(
            self._month,
            self._language,
            self._leaving.audience if self._leaving else "",
            self._counting.definition.name,
            heading,
            tuple(passed),
            tuple(failed),
            audited,
            self._happenings.places([ident for sentence in passed for ident in sentence.basis]),
            tuple(self._notes),
            dict(self._leaving.withheld) if self._leaving else {},
        )

    def _data(self) -> Month:
        first, last = bounds(self._month)
        balance = self._counting.balance(first - 1)
        for count in (balance.before, balance.after):
            self._tools.counts.know(count)
        opening, closing = self._held(balance.before), self._held(balance.after)
        sections = self._happenings.sections(first, last, wide=self._wide)
        self._notes += self._happenings.notes
        political = self._counting.definition.recognition != "none"
        ways_in, ways_out = self._ways(balance, certain=not any(one and one.least for one in (opening, closing)))
        return Month(self._month, iso(first - 1), iso(last), political, opening, closing, ways_in, ways_out, sections)

    def _held(self, count: Count) -> Number | None:
        """Return how many are held on a day; across lists the least that it can be."""
        if not count.number or (self._wide and not may_count(count.number, 0)):
            if count.number:
                self._notes.append(f"How many were held on {iso(count.on)} is not said: {_few()}.")
            return None
        low, high = self._counting.range(count)
        return Number(low, low != high, self._happenings.basis(count.inside))

    def _ways(self, balance: Balance, *, certain: bool) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
        """Return the ways in and out; none if they do not add up to what is said, or are of few people before a wide audience."""
        if not certain:
            self._notes.append(
                "The ways in and out are not shown, because nobody has judged yet who on these lists is one person: "
                f"kronika balance {iso(balance.before.on)} {iso(balance.after.on)} --list NAME shows them for one list."
            )
            return (), ()
        entries = {**balance.entries, "unexplained in": balance.unexplained_in}
        exits = {**balance.exits, "unexplained out": balance.unexplained_out}
        sides = [self._lines(entries), self._lines(exits)]
        if self._wide and any(way.number <= FEW for side in sides for way in side):
            self._notes.append(f"The ways in and out of the number are not shown: {_few()}.")
            return (), ()
        return sides[0], sides[1]

    def _lines(self, ways: Mapping[str, Sequence[Key]]) -> tuple[Way, ...]:
        return tuple(
            Way(way_words(way, self._language), len(who), self._happenings.basis(who)) for way, who in ways.items() if who
        )

    def _passed(self, heading: str, drafted: Sequence[Sentence]) -> tuple[list[Sentence], list[tuple[Sentence, str]], Audited]:
        """Return the sentences none of whose claims the audit finds wrong, the others with why, and the audit of the first.

        A sentence that is read as if it were about somebody else is said more plainly before it is left out.
        """
        audited, wrong = self._wrong(heading, drafted)
        if any(drafted[place].plain for place in wrong):
            drafted = [
                item._replace(text=item.plain) if item.plain and place in wrong else item for place, item in enumerate(drafted)
            ]
            audited, wrong = self._wrong(heading, drafted)
        passed = [item for place, item in enumerate(drafted) if place not in wrong]
        failed = [(drafted[place], why) for place, why in wrong.items()]
        return passed, failed, self._audit(heading, passed) if failed else audited

    def _wrong(self, heading: str, items: Sequence[Sentence]) -> tuple[Audited, dict[int, str]]:
        """Return the audit, and the places of sentences with a claim that the record does not support, each with why."""
        audited = self._audit(heading, items)
        found: dict[int, str] = {}
        for place, (start, end) in enumerate(_spans(audited.text, items)):
            for claim, finding in audited.findings:
                if start <= claim.start < end and (finding.verdict in _WRONG or finding.record in _WRONG):
                    found.setdefault(place, finding.why)
        return audited, found

    def _audit(self, heading: str, items: Sequence[Sentence]) -> Audited:
        text = _text(heading, [[item.text for item in group] for group in paragraphs(items)])
        document = Document(text, "review/1", "text/plain")
        # The day after the month: a review of a month is written when it has ended.
        published = date.fromordinal(bounds(self._month)[1] + 1).isoformat()
        return audit_document(self._record, document, heading, published=published, leaving=self._leaving, using=self._tools)


def _few() -> str:
    return f"groups of 1 to {FEW} people can be recognised"


def _text(heading: str, groups: Sequence[Sequence[str]]) -> str:
    return "\n\n".join([heading, *(" ".join(group) for group in groups)]) + "\n"


def _spans(text: str, items: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return where each sentence stands in the text."""
    found = []
    at = 0
    for item in items:
        start = text.index(item.text, at)
        at = start + len(item.text)
        found.append((start, at))
    return found


def write_review(made: Review, out: Path) -> None:
    """Write the draft, as plain text in UTF-8, into a new file that only its owner may read.

    Raises:
        InputError: there is a file of that name, or it cannot be written.
    """
    write_new(out, made.text().encode("utf-8"))


def as_dict(made: Review) -> dict[str, Any]:
    """Return a review as JSON has it."""
    return {
        "month": made.month,
        "language": made.language,
        "audience": made.audience,
        "definition": made.definition,
        "title": made.title,
        "text": made.text(),
        "sentences": [
            {"text": sentence.text, "kind": sentence.kind, "statements": list(sentence.basis)} for sentence in made.sentences
        ],
        "left_out": [{"text": sentence.text, "why": why} for sentence, why in made.left_out],
        "audit": made.audited.tally(),
        "withheld": dict(made.withheld),
        "notes": list(made.notes),
    }
