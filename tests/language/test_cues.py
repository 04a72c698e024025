from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.cues import find_cues, has_cue, rules, word_pattern
from kronika.language.lexicon import LANGUAGES, lexicon, words

EXAMPLES = [
    ("en", "anna kolas was detained in may", "detention", "detained"),
    ("en", "a criminal case was opened yesterday against her", "charge", "criminal case was opened"),
    ("ru", "её задержали в мае", "detention", "задержали"),
    ("ru", "признали политзаключённой", "recognition", "признали"),
    ("be", "яе затрымалі ў маі", "detention", "затрымалі"),
    ("be", "памілавалі восем чалавек", "pardon", "памілавалі"),
]


@pytest.mark.parametrize(("language", "text", "kind", "written"), EXAMPLES)
def test_the_words_that_carry_a_fact_are_found(language: str, text: str, kind: str, written: str) -> None:
    assert has_cue(text, language)
    cue = next(cue for cue in find_cues(text, language) if any(rule.kind == kind for rule, _ in cue.readings))
    assert text[cue.start : cue.end].startswith(written)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "the choir sings every sunday"), ("ru", "хор поёт по воскресеньям"), ("be", "хор спявае ў нядзелю"), ("en", "")],
)
def test_a_page_without_such_words_is_passed_over(language: str, text: str) -> None:
    assert not has_cue(text, language)
    assert find_cues(text, language) == []


@given(st.text(), st.sampled_from(LANGUAGES))
def test_the_filter_lets_every_cue_pass(text: str, language: str) -> None:
    lower = text.lower()
    assert has_cue(lower, language) or not find_cues(lower, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_rule_passes_the_filter(language: str) -> None:
    for kind, rows in lexicon(language, "cues").items():
        for row in [{"words": rows}] if kind == "echo" else rows:
            for word in words(row["words"]):
                text = re.sub(r"(?<!\w)ў", "у", word.casefold()).replace("...", "x").replace("*", "x")
                assert has_cue(text, language), word


def test_a_star_is_any_letters_and_three_dots_are_some_words() -> None:
    assert re.fullmatch(word_pattern("журналіст*"), "журналістку")
    assert not re.fullmatch(word_pattern("журналіст"), "журналістку")
    assert re.search(word_pattern(["opened ... against"]), "opened a case on monday against her")
    assert not re.search(word_pattern(["opened ... against"]), "opened one two three four five six seven eight against her")
    assert not re.search(word_pattern("court"), "courtyard")
    assert not re.search(word_pattern([]), "anything")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_have_ids_and_patients_that_the_grammar_knows(language: str) -> None:
    found = rules(language)
    assert len({rule.id for rule in found}) == len(found)
    roles = set(lexicon(language, "grammar")["roles"]) | {"participle", "none"}
    assert {rule.patient for rule in found} <= roles
