"""The data files that a documenter may correct: well formed, alike in each language, no word that YAML reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from kronika.language import lexicon as room
from kronika.language.lexicon import LANGUAGES, lexicon, words
from kronika.model.vocabulary import load

FILES = ("cues", "doubt", "grammar", "names", "words")
HOLDER = Path(room.__file__).parent


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_lists_hold_words_and_nothing_that_yaml_takes_for_something_else(language: str, name: str) -> None:
    flags = {"needs_term", "negative", "may_omit", "state", "near", "relative"}
    content = lexicon(language, name)
    assert all(isinstance(value, (str, bool, int, NoneType)) for value in leaves(content))
    for rows in content.values():
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict):
                assert {key for key, value in row.items() if isinstance(value, bool)} <= flags
            else:
                assert isinstance(row, str), (name, row)


@pytest.mark.parametrize("name", ["doubt", "words"])
def test_all_languages_have_the_same_lists(name: str) -> None:
    common = set.intersection(*(set(lexicon(language, name)) for language in LANGUAGES))
    for language in LANGUAGES:
        code = set(lexicon(language, name))
        assert len(code - common) <= 6, sorted(code - common)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_are_kinds_of_the_vocabulary(language: str) -> None:
    for kind in lexicon(language, "cues"):
        if kind != "echo":
            assert load().kind(kind).key == kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_in_words_what_was_found(language: str) -> None:
    for kind, rows in lexicon(language, "cues").items():
        for row in rows if kind != "echo" else ():
            assert row["rule"].strip()
            assert words(row["words"])


def test_every_folder_is_a_language_that_is_read() -> None:
    assert {path.parent.name for path in HOLDER.glob("*/cues.yml")} == set(LANGUAGES)


def test_words_are_given_as_a_list_or_as_one_text() -> None:
    assert words("one, two,\n three") == ["one", "two", "three"]
    assert words(["one", "two"]) == ["one", "two"]
    assert words(None) == []


def test_the_table_of_confidence_names_rules_that_there_are() -> None:
    from kronika.language.cues import rules

    known = {rule.id for language in LANGUAGES for rule in rules(language)} | {f"figure.{language}" for language in LANGUAGES}
    # two rules stand in no table of cues: numbers, and lines of a name, a dash and a term
    known |= {f"sentence.{language}: {lexicon(language, 'words').get('name_and_term')}" for language in LANGUAGES}
    table = lexicon("", "confidence")["rules"] or {}
    assert set(table) <= known
    assert all(0 <= right <= counted for right, counted in table.values())
