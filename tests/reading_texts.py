"""What the tests of reading text share: reading a line without models, and the laws that every proposal keeps."""

from __future__ import annotations

from kronika.model.source import Document
from kronika.reading.text import NameFinder, NoModels, Proposals, TextProposal, propose

PUBLISHED = "2024-01-01"


def document(text: str) -> Document:
    """Return a plain text as a document."""
    return Document(text, "test/1", "text/plain")


def read(text: str, *, published: str = PUBLISHED, names: NameFinder | None = None) -> Proposals:
    """Return what a text proposes; without models unless they are given."""
    return propose(document(text), source="s", published=published, names=names or NoModels())


def facts(text: str, *, published: str = PUBLISHED) -> list[tuple[str, ...]]:
    """Return kind and those concerned of each fact that is no figure."""
    found = []
    for proposal in read(text, published=published).proposals:
        if proposal.figure is None:
            who = [name.nominative for name in (*proposal.people, *proposal.organisations)]
            who += [proposal.group.description] if proposal.group else []
            found.append((proposal.kind, *who))
    return found


def only(text: str, kind: str, *, published: str = PUBLISHED) -> TextProposal:
    """Return the one proposal of a kind."""
    found = [proposal for proposal in read(text, published=published).proposals if proposal.kind == kind]
    assert len(found) == 1, [(proposal.kind, proposal.quote) for proposal in read(text, published=published).proposals]
    return found[0]


def hold(proposals: Proposals, text: str) -> None:
    """Fail unless every quote and every name stands in the text, character for character."""
    for proposal in proposals.proposals:
        assert proposal.quote
        assert text[proposal.start : proposal.end] == proposal.quote
        for name in (*proposal.people, *proposal.organisations):
            assert text[name.start : name.end] == name.as_written
            assert name.nominative
        for detail in proposal.details.values():
            assert text[detail.start : detail.end] == detail.quote
