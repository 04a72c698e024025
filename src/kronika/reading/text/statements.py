"""From proposals to mentions and statements: one mention for each person of a page, one act for each person that it happened to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kronika.model import vocabulary
from kronika.model.ids import mention_id, statement_id
from kronika.model.statement import Mention, Reading, Statement

if TYPE_CHECKING:
    from kronika.reading.text.proposal import Figure, Group, Named, Proposals, TextProposal

_FAMILY = "text"
#: properties of an act that a proposal carries under the same name
_PLAIN = (
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


class _Said(NamedTuple):
    """One property with its value, as written, and the passage that carries it."""

    name: str
    value: str
    original: str
    start: int
    end: int
    quote: str


def reading(proposals: Proposals, source: str, published: str) -> Reading:
    """Return the mentions and statements that proposals become.

    Args:
        proposals: of one document.
        source: id of its source.
        published: when it was published, EDTF; a passage's own date goes before it.
    """
    builder = _Builder(source, published)
    for proposal in proposals.proposals:
        builder.add(proposal)
    return Reading(tuple(builder.mentions.values()), tuple(builder.statements.values()), proposals.notes)


class _Builder:
    def __init__(self, source: str, published: str) -> None:
        self.mentions: dict[str, Mention] = {}
        self.statements: dict[str, Statement] = {}
        self._source = source
        self._published = published
        self._named: dict[tuple[str, str], str] = {}

    def add(self, proposal: TextProposal) -> None:
        if proposal.figure is not None:
            self._figure(proposal, proposal.figure)
            return
        subjects = [self._subject(proposal, name, "person") for name in proposal.people]
        subjects += [self._subject(proposal, name, "organisation") for name in proposal.organisations]
        if proposal.group is not None:
            subjects.append(self._group(proposal, proposal.group))
        event = proposal.event if len(subjects) > 1 else ""
        for subject in subjects or [""]:
            self._act(proposal, subject, event)

    def _subject(self, proposal: TextProposal, name: Named, kind: str) -> str:
        """The mention of a name: the one that this page has already, or a new one where it stands for the first time."""
        whole = name.nominative or name.as_written
        key = kind, whole.casefold()
        if key not in self._named:
            ident = mention_id(self._source, kind, _FAMILY, name.start, name.end)
            self.mentions.setdefault(ident, Mention(ident, kind, self._source, name.start, name.end))
            self._named[key] = ident
            self._state(proposal, ident, _Said("name", whole, name.as_written, name.start, name.end, name.as_written))
        return self._named[key]

    def _group(self, proposal: TextProposal, group: Group) -> str:
        ident = mention_id(self._source, "group", _FAMILY, proposal.start, proposal.end)
        self.mentions.setdefault(ident, Mention(ident, "group", self._source, proposal.start, proposal.end))
        values = {"description": group.description, "count_low": str(group.low), "unit": group.unit}
        if group.high is not None:
            values["count_high"] = str(group.high)
        for name, value in values.items():
            self._state(proposal, ident, _whole(proposal, name, value))
        return ident

    def _act(self, proposal: TextProposal, subject: str, event: str) -> None:
        ident = mention_id(self._source, proposal.kind, _FAMILY, subject, proposal.start, proposal.end)
        act = Mention(ident, proposal.kind, self._source, proposal.start, proposal.end, subject, event)
        self.mentions.setdefault(ident, act)
        for said in _properties(proposal):
            self._state(proposal, ident, said)

    def _figure(self, proposal: TextProposal, figure: Figure) -> None:
        ident = mention_id(self._source, "figure", _FAMILY, proposal.start, proposal.end)
        self.mentions.setdefault(ident, Mention(ident, "figure", self._source, proposal.start, proposal.end))
        values = {
            "value": f"{figure.value:g}" if isinstance(figure.value, float) else str(figure.value),
            "qualifier": figure.qualifier,
            "of": figure.of,
            "unit": figure.unit,
            "as_of": figure.as_of,
            "claimed_by": figure.claimed_by,
        }
        for name, value in values.items():
            if value:
                original = figure.original if name == "value" and figure.original else value
                self._state(proposal, ident, _whole(proposal, name, value)._replace(original=original))

    def _state(self, proposal: TextProposal, mention: str, said: _Said) -> None:
        ident = statement_id(mention, said.name, said.value, self._source, said.start)
        self.statements.setdefault(
            ident,
            Statement(
                ident,
                mention,
                said.name,
                said.value,
                said.original,
                proposal.language,
                self._source,
                said.start,
                said.end,
                said.quote,
                f"text: {proposal.rule}",
                stated_by=proposal.attributed_to,
                published=proposal.published or self._published,
                confidence=proposal.confidence,
            ),
        )


def _whole(proposal: TextProposal, name: str, value: str) -> _Said:
    """A property that the whole quote carries, as written where the proposal says where that stands."""
    start, end = proposal.details.get(name, (-1, -1))
    inside = proposal.start <= start < end <= proposal.end
    original = proposal.quote[start - proposal.start : end - proposal.start] if inside else value
    return _Said(name, value, original, proposal.start, proposal.end, proposal.quote)


def _properties(proposal: TextProposal) -> Iterator[_Said]:
    """What a proposal says of its act, in properties that the vocabulary has for its kind; that it happened, if nothing else."""
    known = vocabulary.load().kind(proposal.kind).properties
    told = False
    for name in _PLAIN:
        value = getattr(proposal, name)
        target = "recognised_by" if proposal.kind == "recognition" and name == "authority" else name
        if value and target in known:
            told = True
            yield _whole(proposal, name, value)._replace(name=target)
    if proposal.in_absentia and "in_absentia" in known:
        told = True
        yield _whole(proposal, "in_absentia", "yes")
    if not told:
        yield _whole(proposal, "happened", "yes")
