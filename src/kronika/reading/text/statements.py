"""From proposals to mentions and statements. Inside one source the mentions of one person are one mention."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kronika.model.ids import mention_id, statement_id
from kronika.model.statement import Mention, Reading, Statement
from kronika.model.vocabulary import load
from kronika.reading.text.proposal import Proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.reading.text.proposal import Detail, Named, TextProposal

FAMILY = "text"
#: properties of acts, and the fields of a proposal that hold their values
_FIELDS = (
    "date",
    "place",
    "court",
    "judge",
    "prosecutor",
    "article",
    "term",
    "regime",
    "how",
    "form",
    "basis",
    "fine",
    "status",
    "label",
    "authority",
)
#: who recognised is called so in the vocabulary
_RENAMED = {("recognition", "authority"): "recognised_by"}
_YES = "yes"


def reading(proposals: Proposals | Sequence[TextProposal], source: str, published: str = "") -> Reading:
    """Return the mentions and statements that proposals become.

    Args:
        proposals: of one document, as :func:`kronika.reading.text.propose` returns them.
        source: id of the source.
        published: when it was published, EDTF, for proposals that do not say it themselves.

    Every act of every person is a mention of its own with that person as its ``subject``; acts of several people that one
    passage tells together share an ``event``. What the vocabulary has no property for is not stated.
    """
    if isinstance(proposals, Proposals):
        found, notes = proposals.proposals, proposals.notes
    else:
        found, notes = tuple(proposals), ()
    stating = _Stating(source, published)
    stating.name_people(found)
    for proposal in found:
        stating.add(proposal)
    return Reading(tuple(stating.mentions.values()), tuple(stating.statements.values()), notes)


class _Stating:
    """Collects the mentions and statements of one source."""

    def __init__(self, source: str, published: str) -> None:
        self._source, self._published = source, published
        self.mentions: dict[str, Mention] = {}
        self.statements: dict[str, Statement] = {}
        self._places: dict[tuple[str, str], Named] = {}
        self._shared: Counter[str] = Counter()

    def name_people(self, proposals: Iterable[TextProposal]) -> None:
        """Find for each name the place where it is written most fully, and which events have several people."""
        for proposal in proposals:
            for kind, names in (("person", proposal.people), ("organisation", proposal.organisations)):
                for name in names:
                    key = (kind, name.nominative.casefold())
                    known = self._places.get(key)
                    if known is None or (len(name.as_written.split()), -name.start) > (
                        len(known.as_written.split()),
                        -known.start,
                    ):
                        self._places[key] = name
                    self._shared[proposal.event] += 1
            self._shared[proposal.event] += proposal.group is not None

    def add(self, proposal: TextProposal) -> None:
        """Add the acts of one proposal."""
        if proposal.figure is not None:
            self._figure(proposal)
            return
        subjects = [self._named("person", name, proposal) for name in proposal.people]
        subjects += [self._named("organisation", name, proposal) for name in proposal.organisations]
        if proposal.group is not None:
            subjects.append(self._group(proposal))
        for subject in subjects or [""]:
            self._act(proposal, subject)

    def _named(self, kind: str, name: Named, proposal: TextProposal) -> str:
        """Return the id of the mention of a person or an organisation; its name is stated once."""
        fullest = self._places[kind, name.nominative.casefold()]
        mention = Mention(
            mention_id(self._source, kind, FAMILY, fullest.start, fullest.end), kind, self._source, fullest.start, fullest.end
        )
        if mention.id not in self.mentions:
            self.mentions[mention.id] = mention
            self._state(
                proposal,
                mention.id,
                "name",
                name.nominative,
                fullest.as_written,
                (fullest.start, fullest.end, fullest.as_written),
            )
        return mention.id

    def _group(self, proposal: TextProposal) -> str:
        group = proposal.group
        if group is None:
            return ""
        start = proposal.cue if proposal.cue >= 0 else proposal.start
        mention = Mention(mention_id(self._source, "group", FAMILY, start), "group", self._source, proposal.start, proposal.end)
        self.mentions[mention.id] = mention
        values = {
            "description": group.description,
            "count_low": str(group.low),
            "count_high": "" if group.high is None else str(group.high),
            "unit": group.unit,
        }
        for name, value in values.items():
            if value:
                self._state(proposal, mention.id, name, value, group.description)
        return mention.id

    def _act(self, proposal: TextProposal, subject: str) -> None:
        start = proposal.cue if proposal.cue >= 0 else proposal.start
        identity = mention_id(self._source, proposal.kind, FAMILY, start, subject)
        event = proposal.event if self._shared[proposal.event] > 1 else ""
        self.mentions[identity] = Mention(identity, proposal.kind, self._source, proposal.start, proposal.end, subject, event)
        known = {item.key for item in load().kind(proposal.kind).properties.values()}
        stated = False
        for field in _FIELDS:
            name = _RENAMED.get((proposal.kind, field), field)
            value = getattr(proposal, field)
            if value and name in known:
                self._detail(proposal, identity, name, value, proposal.details.get(field))
                stated = True
        if proposal.in_absentia and "in_absentia" in known:
            self._state(proposal, identity, "in_absentia", _YES, _YES)
            stated = True
        if not stated and "happened" in known:
            self._state(proposal, identity, "happened", _YES, proposal.quote)
        elif not stated and "title" in known:
            self._state(proposal, identity, "title", proposal.quote, proposal.quote)

    def _figure(self, proposal: TextProposal) -> None:
        figure = proposal.figure
        if figure is None:
            return
        start = proposal.cue if proposal.cue >= 0 else proposal.start
        identity = mention_id(self._source, "figure", FAMILY, start)
        self.mentions[identity] = Mention(identity, "figure", self._source, proposal.start, proposal.end)
        values = {
            "value": str(figure.value),
            "qualifier": figure.qualifier,
            "unit": figure.unit,
            "of": figure.of,
            "as_of": figure.as_of,
            "claimed_by": figure.claimed_by,
        }
        for name, value in values.items():
            if value:
                self._state(proposal, identity, name, value, figure.original or value)

    def _detail(self, proposal: TextProposal, mention: str, name: str, value: str, detail: Detail | None) -> None:
        """State a value with the proposal's quote if it stands in it, else with the characters that say it."""
        if detail is None:
            self._state(proposal, mention, name, value, value)
        elif proposal.start <= detail.start and detail.end <= proposal.end:
            self._state(proposal, mention, name, value, detail.quote or value)
        else:
            self._state(proposal, mention, name, value, detail.quote or value, detail)

    def _state(
        self,
        proposal: TextProposal,
        mention: str,
        name: str,
        value: str,
        original: str,
        place: tuple[int, int, str] | None = None,
    ) -> None:
        start, end, quote = place or (proposal.start, proposal.end, proposal.quote)
        anchor = start if place else (proposal.cue if proposal.cue >= 0 else start)
        identity = statement_id(mention, name, value, self._source, anchor)
        self.statements[identity] = Statement(
            identity,
            mention,
            name,
            value,
            original,
            proposal.language,
            self._source,
            start,
            end,
            quote,
            proposal.rule,
            stated_by=proposal.attributed_to,
            published=proposal.published or self._published,
            confidence=proposal.confidence,
        )
