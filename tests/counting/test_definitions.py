"""Definition files: what ships is whole, and what is wrong with a file is said in one line."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from counting_examples import act
from kronika.counting.count import count
from kronika.counting.definitions import ALIASES, LANGUAGES, SHIPPED, Definition, load_shipped
from kronika.counting.explain import explain
from kronika.errors import InputError, NotFoundError
from kronika.model.time import day

GOOD: dict[str, Any] = {
    "name": "mine/one",
    "version": 2,
    "unit": "people",
    "of": "custody",
    "title": {"en": "Mine", "be": "Маё"},
    "words": {"en": "People of  mine."},
    "recognition": "by-day",
}
ACTS: dict[str, Any] = {**GOOD, "of": "acts", "unit": "facts", "kind": "detention"}
del ACTS["recognition"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_definition_speaks_three_languages_and_says_where_it_comes_from(name: str) -> None:
    definition = load_shipped(name)
    assert definition.name == name
    assert set(definition.title) == set(definition.words) == set(LANGUAGES)
    assert definition.figures
    assert definition.sources
    assert all(origin.address.startswith(("https://", "http://")) for origin in definition.sources)
    for language in LANGUAGES:
        text = explain(definition, language)
        assert definition.title[language] in text
        assert all(origin.address in text for origin in definition.sources)


def test_all_files_are_shipped_under_their_names() -> None:
    folder = files("kronika.counting") / "definitions"
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{name.replace('/', '.')}.yml" for name in SHIPPED}


def test_titles_differ() -> None:
    assert len({load_shipped(name).title["en"] for name in SHIPPED}) == len(SHIPPED)


def test_the_plain_name_is_the_announced_count_with_open_type_facilities() -> None:
    definition = load_shipped("political-prisoner")
    assert (definition.name, definition.recognition, definition.open_type) == (
        "political-prisoner/announced",
        "by-day",
        True,
    )
    assert set(ALIASES.values()) <= set(SHIPPED)


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'political-prisoner"):
        load_shipped("political-prisonr")
    with pytest.raises(NotFoundError, match="There are: political-prisoner/announced"):
        load_shipped("qqq")


def test_a_good_file_is_read() -> None:
    definition = Definition.from_dict({**GOOD, "open_type": "exclude", "recognisers": ["Example Watch"]}, "mine.yml")
    assert not definition.open_type
    assert definition.words == {"en": "People of mine."}
    assert definition.said(definition.words, "ru") == "People of mine."
    assert definition.said(definition.title, "be") == "Маё"


#: what is changed in a good file, part of the line that the user gets
BAD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (GOOD, {"name": None}, "'name' is missing or not a name"),
    (GOOD, {"name": "Mine!"}, "'name' is missing or not a name"),
    (GOOD, {"version": "1"}, "'version' is not a whole number"),
    (GOOD, {"version": True}, "'version' is not a whole number"),
    (GOOD, {"unit": None}, "'unit' is missing. Write one of: people, facts, cases, organisations"),
    (GOOD, {"unit": "facts"}, "custody is counted in people"),
    (GOOD, {"of": "prisoners"}, "'of' cannot be 'prisoners'. Write one of: custody, acts"),
    (GOOD, {"title": {}}, "'title' is missing"),
    (GOOD, {"title": {"fr": "x"}}, "unknown language 'fr'"),
    (GOOD, {"title": {"en": " "}}, "'title' is empty in en"),
    (GOOD, {"recognition": "sometimes"}, "'recognition' cannot be 'sometimes'. Write one of: none, by-day, by-knowledge"),
    (GOOD, {"recognition": "none", "recognisers": ["x"]}, "'recognisers' are named"),
    (GOOD, {"recognisers": "Example Watch"}, "'recognisers' is not a list"),
    (GOOD, {"open_type": True}, "'open_type' cannot be True. Write one of: include, exclude"),
    (GOOD, {"silence_after": 0}, "'silence_after' is not a whole number from 1"),
    (GOOD, {"sources": ["somewhere"]}, "a source has no title"),
    (GOOD, {"sources": "somewhere"}, "'sources' is not a list"),
    (GOOD, {"recognizers": ["x"]}, "unknown property 'recognizers'. Did you mean 'recognisers'"),
    (GOOD, {"profession": "x"}, "unknown property 'profession'. Known are:"),
    (GOOD, {"kind": "detention"}, "'kind' has no meaning in a definition of custody"),
    (ACTS, {"recognition": "none"}, "'recognition' has no meaning in a definition of acts"),
    (ACTS, {"kind": "detentions"}, "'kind' cannot be 'detentions'. Write one of: charge, crossing"),
    (ACTS, {"split": "yes"}, "'split' is neither true nor false"),
]


@pytest.mark.parametrize(("good", "change", "line"), BAD)
def test_what_is_wrong_with_a_file_is_said_in_one_line(good: dict[str, Any], change: dict[str, Any], line: str) -> None:
    Definition.from_dict(good, "mine.yml")
    with pytest.raises(InputError) as caught:
        Definition.from_dict({**good, **change}, "mine.yml")
    assert str(caught.value).startswith("mine.yml: ")
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raw", [None, [], "text", {1: 2}])
def test_what_is_no_definition_at_all_is_refused(raw: object) -> None:
    with pytest.raises(InputError, match="list of names and values"):
        Definition.from_dict(raw, "mine.yml")


def test_a_definition_that_counts_nobody_counts_nobody() -> None:
    nobody = Definition.from_dict({**GOOD, "recognisers": ["Nobody"]}, "mine.yml")
    acts = [act("p", "detention", "2021-05-10"), act("p", "recognition", "2021-05-10", agent="Example Watch")]
    found = count(acts, nobody, day("2021-06-01"))
    assert (found.number, found.out) == (0, ("p",))


def test_explain_says_what_the_definition_does_and_not_what_its_words_claim() -> None:
    definition = Definition.from_dict({**GOOD, "home_confinement": "include", "silence_after": 77}, "mine.yml")
    text = explain(definition)
    assert "Also counted as custody: open-type facility (khimiya), house arrest, home confinement" in text
    assert "77 days" in text
    assert "Not counted" not in text
    with pytest.raises(InputError, match="no texts in the language 'fr'"):
        explain(definition, "fr")
