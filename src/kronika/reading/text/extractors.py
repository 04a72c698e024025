"""What finds facts in text is a plug-in: the rules are one, others may be installed beside them. All pass the same check."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.source import Document
    from kronika.reading.text.proposal import TextProposal

#: installed packages offer an extractor under this name; it is called without arguments and gives the extractor
GROUP = "kronika.extractors"


@runtime_checkable
class Extractor(Protocol):
    """Finds facts in a document's text."""

    name: str

    def propose(self, document: Document, language: str, published: str) -> Iterable[TextProposal]:
        """Return the facts found: ``start`` and ``end`` in ``document.text``, and ``quote`` the characters there.

        ``language`` is that of most of the text, ``published`` EDTF or empty.
        """


@cache
def _offered() -> tuple[EntryPoint, ...]:
    """Return what installed packages offer. Looking it up reads the metadata of all of them: once is enough."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: entry.name))


def installed() -> tuple[list[Extractor], list[str]]:
    """Return the extractors that are installed besides the rules, and notes on those that could not be started."""
    found: list[Extractor] = []
    notes: list[str] = []
    for entry in _offered():
        try:
            found.append(entry.load()())
        except Exception as error:  # noqa: BLE001 - somebody else's code; whatever it raises must not stop the reading
            notes.append(f"extractor {entry.name} could not be started: {type(error).__name__}")
    return found, notes


def run(extractor: Extractor, document: Document, language: str, published: str) -> tuple[list[TextProposal], list[str]]:
    """Return what an extractor proposes with a quote that stands in the text, and notes on the rest."""
    try:
        proposed = list(extractor.propose(document, language, published))
    except Exception as error:  # noqa: BLE001 - as above
        return [], [f"extractor {extractor.name} failed: {type(error).__name__}"]
    kept = [_named(proposal, extractor) for proposal in proposed if stands(proposal, document.text)]
    lost = len(proposed) - len(kept)
    notes = [f"extractor {extractor.name}: {lost} proposals left out, their quotes do not stand in the text"] if lost else []
    return kept, notes


def stands(proposal: TextProposal, text: str) -> bool:
    """Say whether a proposal's quote stands in the text where it says, character for character."""
    inside = 0 <= proposal.start < proposal.end <= len(text)
    return inside and bool(proposal.quote) and text[proposal.start : proposal.end] == proposal.quote


def _named(proposal: TextProposal, extractor: Extractor) -> TextProposal:
    """Return the proposal with the extractor in its rule, so that nobody takes it for one of the rules' own."""
    prefix = f"{extractor.name}: "
    return proposal if proposal.rule.startswith(prefix) else replace(proposal, rule=prefix + proposal.rule)
