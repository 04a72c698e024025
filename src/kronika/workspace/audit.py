"""The audit of a text: each claim in it held against the record. Nothing of the text is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika import capture
from kronika.auditing import amounts, facts, safety
from kronika.auditing.claims import Claim, Fact, Finding, Verdict, found
from kronika.disclosure.gate import scopes
from kronika.disclosure.permission import NAMED_ONLY, must_be_audience
from kronika.errors import InputError
from kronika.language.sentences import split_sentences
from kronika.model.ids import source_id
from kronika.model.time import bounds
from kronika.reading import text as text_reading
from kronika.reading.text.read import NOTHING
from kronika.store import queries
from kronika.workspace.audit_claims import claims_of, measure_of
from kronika.workspace.audit_counts import Counts
from kronika.workspace.audit_evidence import Evidence, Held, Meant
from kronika.workspace.leaving import Leaving
from kronika.workspace.opening import now, opened
from kronika.workspace.people import entities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kronika.model.source import Document
    from kronika.settings import Settings
    from kronika.store.record import Record

__all__ = ["Audited", "Claim", "Fact", "Finding", "Tools", "as_list", "audit", "audit_document", "tools"]

#: why a text that is a source of the record is not its own evidence
ITSELF = "the record has it from this very text alone, which cannot support itself"
#: what a user is told about a text in which nothing can be checked
NO_CLAIMS = "it makes no claim that can be checked: no fact about anybody and no number"


@dataclass(frozen=True, slots=True)
class Audited:
    """A text with what the record says to each of its claims.

    Attributes:
        name: of the file.
        text: as it was read.
        findings: claims in the order of the text, each with its finding; ``places``: where their facts stand, by id.
        notes: what was not read, in words.
        audience, published: as given; the day as the text itself gives it if none was.
        head: of the record.
    """

    name: str
    text: str
    findings: tuple[tuple[Claim, Finding], ...]
    places: dict[str, str]
    notes: tuple[str, ...]
    audience: str = ""
    published: str = ""
    head: str = ""

    def tally(self) -> dict[str, int]:
        """Return how many claims have which verdict, every verdict named."""
        counted = Counter(finding.verdict for _, finding in self.findings)
        return {str(verdict): counted[verdict] for verdict in Verdict}

    def summary(self) -> str:
        """Return the line that sums it up."""
        total = len(self.findings)
        parts = ", ".join(f"{number} {verdict}" for verdict, number in self.tally().items())
        return f"{total:,} {'claim' if total == 1 else 'claims'}: {parts}." if total else f"{self.name}: {NO_CLAIMS}."


def audit(settings: Settings, path: Path, *, published: str = "", audience: str = "", purpose: str = "") -> Audited:
    """Hold each claim of a file against the record.

    Args:
        settings: of the shell.
        path: a text, a page, a document in any format that is read.
        published: day of the text, EDTF; empty: as the file says, or the record, if the file is a source of it.
        audience: for whom the text is; empty: safety is looked at for protected people alone.
        purpose: what it is for, in the words of the consents; empty: the only purpose that anything is open for.

    Raises:
        InputError: the audience or the day is none, or the file cannot be read.
    """
    if audience:
        must_be_audience(audience)
    if published:
        try:
            bounds(published)
        except InputError as error:
            raise InputError("this is no day", where=f"--published {published}", advice="Write it as 2021-06-01") from error
    content = capture.load(path)
    document = capture.read(content, path.name)
    own = source_id(hashlib.sha256(content).hexdigest())
    with opened(settings) as record:
        held = next((source for source, _ in queries.sources(record.connection) if source.id == own), None)
        published = published or (held.published if held else "")
        leaving = Leaving(record, audience, now(settings), entities(record), purpose=purpose) if audience else None
        return audit_document(record, document, path.name, published=published, leaving=leaving, using=tools(record, own))


class Tools(NamedTuple):
    """What an audit reads of a record; drafting and auditing share it."""

    evidence: Evidence
    counts: Counts


def tools(record: Record, own: str = "") -> Tools:
    """Return what an audit needs; ``own`` is the id of the source that the text would be: it supports nothing."""
    evidence = Evidence(record, [own] if own else [])
    return Tools(evidence, Counts(record, evidence.joined))


def audit_document(
    record: Record,
    document: Document,
    name: str,
    *,
    published: str = "",
    leaving: Leaving | None = None,
    using: Tools | None = None,
) -> Audited:
    """Hold each claim of a document against an open record.

    Args:
        record: open.
        document: as a reader gives it.
        name: what it is called.
        published: its day, EDTF.
        leaving: what the audience may know; None: there is none in particular.
        using: what was read of the record already.
    """
    day = published or document.published
    proposed = text_reading.propose(document, source="", published=day)
    claims = claims_of(proposed.proposals, day)
    auditing = _Auditing(using or tools(record), leaving, document, proposed.language)
    findings = auditing.findings(claims)
    notes = tuple(note for note in (*document.notes, *proposed.notes) if claims or note != NOTHING)
    return Audited(name, document.text, findings, auditing.places(findings), notes, auditing.audience, day, record.head.hex)


class _Auditing:
    """One audit of one record."""

    def __init__(self, using: Tools, leaving: Leaving | None, document: Document, language: str) -> None:
        self._evidence, self._counts = using
        self._leaving = leaving
        self.audience = leaving.audience if leaving else ""
        text = document.text
        self._sentences = [(part.start, part.end) for part in split_sentences(text, language or "en")]

    def findings(self, claims: Sequence[Claim]) -> tuple[tuple[Claim, Finding], ...]:
        meant = [self._evidence.meant(claim) if claim.person else [] for claim in claims]
        self._evidence.load(who.mention for group in meant for who in group)
        made: list[tuple[Claim, Finding]] = []
        for claim, who in zip(claims, meant, strict=True):
            if claim.amount is not None:
                finding = self._number(claim)
                reason = safety.small_group(claim, self.audience, claims, self._sentences)
            else:
                finding = self._fact(claim, who)
                reason = self._unsafe(claim, who, finding)
            made.append((claim, safety.unsafe(finding, reason) if reason else finding))
        return tuple(made)

    def _number(self, claim: Claim) -> Finding:
        if claim.amount is None:
            raise AssertionError("only numbers are judged here")
        what = measure_of(claim)
        counts = self._counts.of(what, claim.amount)
        finding = amounts.judge(claim, what, self._published, counts)
        if finding.record is Verdict.UNDOCUMENTED and len(self._own_too) > len(self._published):
            return _only_itself(finding, amounts.judge(claim, what, self._own_too, ()))
        return finding

    @cached_property
    def _published(self) -> list[amounts.Published]:
        return self._evidence.published()

    @cached_property
    def _own_too(self) -> list[amounts.Published]:
        return self._evidence.published(own=True)

    def _fact(self, claim: Claim, who: Sequence[Meant]) -> Finding:
        known = self._evidence.of(who) if claim.person else self._evidence.nameless(claim.kind)
        finding = facts.judge(claim, known)
        if not known and who:
            finding = found(Verdict.UNDOCUMENTED, f"the record knows {who[0].name}, and nothing that happened to them")
        if finding.record is not Verdict.UNDOCUMENTED:
            return finding
        own = self._evidence.of(who, Held.OWN) if claim.person else self._evidence.nameless(claim.kind, own=True)
        finding = _only_itself(finding, facts.judge(claim, own))
        waiting = facts.judge(claim, self._evidence.of(who, Held.WAITING)) if who else finding
        if waiting.record is Verdict.SUPPORTED:
            why = f"{finding.why}; a proposal says so that nobody has confirmed yet"
            return finding._replace(why=why, supporting=waiting.supporting)
        return finding

    def _unsafe(self, claim: Claim, who: Sequence[Meant], finding: Finding) -> str:
        """Return why the audience must not read a claim; empty if it may."""
        if not claim.person or claim.organisation:
            return ""
        if self._evidence.names.guarded(claim.names):
            return "this name is protected: it must not be published"
        if self._leaving is None or not who:
            return ""
        meant = [one for one in who if self._is(one, finding)] or list(who)
        if not any(self._leaving.name(one.mention) for one in meant):
            return f"{claim.person} has not consented to be named for this audience ({self.audience})"
        if not any(self._may_tell(claim.kind, one) for one in meant):
            return f"{claim.person} has not consented to tell this ({claim.kind}) to this audience ({self.audience})"
        return ""

    def _is(self, who: Meant, finding: Finding) -> bool:
        return not finding.who or self._evidence.joined.get(who.mention, who.mention) in finding.who

    def _may_tell(self, kind: str, who: Meant) -> bool:
        if self._leaving is None:
            return True
        told = [item for happening in self._evidence.of([who]) for item in happening.facts]
        stated = [scopes(*self._evidence.recorded[fact.id]) for fact in told] or [set()]
        return any(self._leaving.may(who.mention, kind, each, sealed=kind in NAMED_ONLY) for each in stated)

    def places(self, findings: Sequence[tuple[Claim, Finding]]) -> dict[str, str]:
        """Return for the id of each statement that is shown where it stands, in words."""
        used = {fact.id: fact for _, finding in findings for fact in (*finding.supporting, *finding.opposing)}
        return {
            ident: self._evidence.lookup.where(fact.source, self._evidence.recorded[ident][1].statement.start)
            for ident, fact in used.items()
            if fact.quote
        }


def _only_itself(finding: Finding, own: Finding) -> Finding:
    """Return a finding that says where the record has a claim from the audited text alone: a text does not support itself."""
    if own.record is not Verdict.SUPPORTED:
        return finding
    return finding._replace(why=f"{ITSELF} ({finding.why})")


def as_list(audited: Audited) -> list[dict[str, Any]]:
    """Return the claims as JSON has them."""
    return [
        {
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "kind": claim.kind,
            "person": claim.person,
            "figure": _figure(claim),
            "verdict": str(finding.verdict),
            "record": str(finding.record),
            "why": finding.why,
            "statements": [
                *(_statement(fact, "for", audited) for fact in finding.supporting),
                *(_statement(fact, "against", audited) for fact in finding.opposing),
            ],
            "origins": finding.origins,
            "counts": list(finding.counts),
        }
        for claim, finding in audited.findings
    ]


def _figure(claim: Claim) -> dict[str, Any] | None:
    amount = claim.amount
    if amount is None:
        return None
    return {"value": amount.value, "qualifier": amount.qualifier, "of": amount.of, "unit": amount.unit, "claimed_by": amount.by}


def _statement(fact: Fact, side: str, audited: Audited) -> dict[str, Any]:
    return {
        "id": fact.id,
        "side": side,
        "property": fact.property,
        "value": fact.value,
        "quote": fact.quote,
        "source": fact.source,
        "source_name": fact.title,
        "where": audited.places.get(fact.id, ""),
        "origin": fact.origin,
        "stated_by": fact.by,
        "published": fact.published,
        "standing": fact.standing,
    }
