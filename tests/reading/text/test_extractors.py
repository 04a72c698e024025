"""Extractors are plug-ins: whatever they return passes the check of quotes, and their faults do not stop the reading."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint

import pytest

from kronika.model.source import Document
from kronika.reading.text import NoModels, TextProposal, extractors
from kronika.reading.text.read import RulesExtractor
from reading_texts import document, read

TEXT = "Anna Kolas sang in Zareč."
RIGHT = TextProposal(kind="measure", quote="Anna Kolas sang", start=0, end=15, rule="singing")
WRONG = [
    TextProposal(kind="measure", quote="Anna Kolas wept", start=0, end=15, rule="weeping"),
    TextProposal(kind="measure", quote="Anna Kolas sang", start=1, end=16, rule="one off"),
    TextProposal(kind="measure", quote="", start=3, end=3, rule="nothing"),
    TextProposal(kind="measure", quote="sang in Zareč.", start=11, end=90, rule="behind the end"),
    TextProposal(kind="measure", quote="Zareč.", start=-6, end=-1, rule="before the beginning"),
]


class Singing:
    name = "singing"

    def propose(self, document: Document, language: str, published: str) -> Iterable[TextProposal]:
        del document, language, published
        return [RIGHT, *WRONG]


class Failing:
    name = "failing"

    def propose(self, document: Document, language: str, published: str) -> Iterable[TextProposal]:
        del document, language, published
        raise RuntimeError("no")


class NoStart:
    def __init__(self) -> None:
        raise RuntimeError("no")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Singing", "Failing", "NoStart", "Missing")
    entries = tuple(EntryPoint(name.lower(), f"{__name__}:{name}", extractors.GROUP) for name in names)
    here = {"Singing": Singing, "Failing": Failing, "NoStart": NoStart}
    monkeypatch.setattr(extractors, "_offered", lambda: entries)
    monkeypatch.setattr(EntryPoint, "load", lambda entry: here[entry.value.split(":")[1]])


@pytest.mark.usefixtures("offered")
def test_what_an_extractor_quotes_wrongly_is_left_out_and_named() -> None:
    found = read(TEXT)
    assert [(proposal.kind, proposal.quote, proposal.rule) for proposal in found.proposals] == [
        ("measure", "Anna Kolas sang", "singing: singing")
    ]
    assert found.notes == (
        "extractor missing could not be started: KeyError",
        "extractor nostart could not be started: RuntimeError",
        f"extractor singing: {len(WRONG)} proposals left out, their quotes do not stand in the text",
        "extractor failing failed: RuntimeError",
    ) or set(found.notes) == {
        "extractor missing could not be started: KeyError",
        "extractor nostart could not be started: RuntimeError",
        f"extractor singing: {len(WRONG)} proposals left out, their quotes do not stand in the text",
        "extractor failing failed: RuntimeError",
    }


def test_the_rules_are_an_extractor_like_any_other() -> None:
    rules = RulesExtractor("s", NoModels())
    assert isinstance(rules, extractors.Extractor)
    (proposal,) = rules.propose(document("Anna Kolas was detained."), "en", "")
    assert proposal.kind == "detention"


def test_extractors_are_looked_up_only_when_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> tuple[EntryPoint, ...]:
        raise AssertionError

    monkeypatch.setattr(extractors, "_offered", never)
    assert read("").notes == ("holds no text",)
