"""Laws: whatever the text, quotes are its own characters, nothing raises, and reading again gives the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kronika.reading.text import as_dict, reading
from reading_texts import document, hold, read

CORPUS = Path(__file__).parents[2] / "corpus" / "reading"
PASSAGES = [
    passage for path in sorted(CORPUS.glob("*_*.yml")) for passage in yaml.safe_load(path.read_text(encoding="utf-8"))
]  # fmt: skip
NOISE = [
    "",
    " ",
    "\n",
    "\u00ad",
    "\u0301",
    '"',
    "«",
    "»",
    ".",
    ",",
    ";",
    "(",
    "1",
    "İ",
    "ß",
    "a",
    "Я",
    "ў",
    "-",
    "—",
    "\x00",
    "😀",
]


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A passage of the corpus with some of its characters replaced."""
    letters = list(draw(st.sampled_from(PASSAGES))["text"])
    for _ in range(draw(st.integers(0, 40))):
        letters[draw(st.integers(0, len(letters) - 1))] = draw(st.sampled_from(NOISE))
    return "".join(letters)


@given(spoiled(), st.sampled_from(["", "2024", "2024-03", "2024-03-05", "no date"]))
def test_quotes_stand_in_the_text_whatever_happened_to_it(text: str, published: str) -> None:
    proposals = read(text, published=published)
    hold(proposals, text)
    for statement in reading(proposals, "s", published).statements:
        assert text[statement.start : statement.end] == statement.quote
    assert [as_dict(proposal)["quote"] for proposal in proposals.proposals] == [item.quote for item in proposals.proposals]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    hold(read(text), text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Анна",
                "Колос",
                "задержана",
                "суд",
                "приговорил",
                "к",
                "трём",
                "годам",
                ",",
                ".",
                ":",
                ";",
                "«",
                "»",
                "—",
                "\n",
                "detained",
                "Anna",
                "Kolas",
            ]
        )
    )
)
def test_any_order_of_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    hold(read(text), text)


@given(spoiled())
def test_reading_again_gives_the_same_ids(text: str) -> None:
    first, second = (reading(read(text), "s") for _ in range(2))
    assert first.statements == second.statements
    assert first.mentions == second.mentions


@pytest.mark.parametrize(
    "text",
    [
        "Суд при\u00adго\u00adво\u00adрил журна\u0301листку Анну Ко\u0301лос к трём годам колонии.",
        "Суд приго-\nворил журналистку Анну Колос к трём годам колонии.",
        "Cуд пpигoвopил жуpнaлиcтку Aнну Koлoc к тpём гoдaм кoлoнии.",
        "Суд приговорил\nжурналистку Анну Колос к трём годам колонии.",
        "СУД ПРИГОВОРИЛ ЖУРНАЛИСТКУ АННУ КОЛОС К ТРЁМ ГОДАМ КОЛОНИИ.",
    ],
)
def test_typesetting_and_look_alike_letters_do_not_hide_a_fact(text: str) -> None:
    proposals = read(text)
    hold(proposals, text)
    (fact,) = proposals.proposals
    assert (fact.kind, fact.term, fact.people[0].nominative) == ("sentence", "P3Y", "Анна Колос")


def test_a_quote_is_the_clause_that_carries_the_fact() -> None:
    text = "It rained all week. On 5 March, police detained Anna Kolas, while Piotr Lis was pardoned. Nobody said why."
    quotes = [proposal.quote for proposal in read(text).proposals]
    assert quotes == ["On 5 March, police detained Anna Kolas", "while Piotr Lis was pardoned"]


@pytest.mark.parametrize(
    "text",
    [
        "слово " * 20000,
        "1234567 " * 20000,
        "задержан" * 20000,
        '"' * 3000 + "Police detained Anna Kolas." + "»" * 3000,
        "(" * 5000,
    ],
)
def test_long_texts_without_an_end_of_a_sentence_are_read(text: str) -> None:
    hold(read(text), text)


def test_a_long_list_of_names_is_read() -> None:
    text = "Задержаны " + ", ".join(f"Иван Иванов{number}" for number in range(500))
    hold(read(text), text)


def test_a_document_without_text_says_so() -> None:
    for text in ("", " \n\t "):
        proposals = read(text)
        assert (proposals.language, proposals.proposals, proposals.notes) == ("", (), ("holds no text",))


def test_names_alone_hold_no_fact() -> None:
    proposals = read("Анна Колос, Пётр Липницкий, Мария Сидорова")
    assert proposals.proposals == ()
    assert proposals.notes == ("holds no fact that the rules know",)


def test_a_document_is_only_read() -> None:
    text = "Police detained Anna Kolas."
    source = document(text)
    read(text)
    assert source == document(text)
