from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.model.source import Document, Place, Table
from kronika.reading.text import NoModels, propose
from kronika.reading.text.passages import main_language, passages_of
from kronika.reading.text.view import view_of
from reading_texts import document, facts, read

ENGLISH = "Police detained Anna Kolas in Zareč on 5 March 2023."
RUSSIAN = "Суд приговорил Анну Колос к трём годам колонии 5 мая 2023 года."
BELARUSIAN = "Суд прысудзіў Ганне Колас тры гады калоніі."
POLISH = "Sąd skazał dziennikarkę na trzy lata kolonii karnej w maju 2023 roku."


@given(st.text(alphabet="ab \n.:-—1", max_size=300))
def test_passages_follow_each_other_and_lose_no_letter(text: str) -> None:
    passages = passages_of(document(text))
    assert all(one.end <= other.start for one, other in itertools.pairwise(passages))
    inside = {position for passage in passages for position in range(passage.start, passage.end)}
    assert all(position in inside for position, letter in enumerate(text) if not letter.isspace())


def test_each_passage_has_its_own_language() -> None:
    text = f"{ENGLISH}\n\n{RUSSIAN}\n\n{BELARUSIAN}"
    assert [passage.language for passage in passages_of(document(text))] == ["en", "ru", "be"]
    assert [fact[0] for fact in facts(text)] == ["detention", "sentence", "sentence"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (POLISH, "pl"),
        ("Vilniaus teismas antradienį nuteisė žurnalistą Joną Jonaitį kalėti trejus metus.", "lt"),
        ("Суд засудив журналіста Івана Іваненка до трьох років колонії. Його затримали 5 травня 2023 року в Києві.", "uk"),
    ],
)
def test_a_language_that_is_not_read_is_named_and_not_guessed(text: str, language: str) -> None:
    proposals = read(text)
    assert proposals.proposals == ()
    assert proposals.notes == (f"all of the text: language {language} is not read",)


def test_a_passage_that_is_not_read_is_placed() -> None:
    text = f"{ENGLISH}\n\n{POLISH}\n\n{ENGLISH}"
    assert f"characters {len(ENGLISH) + 2} to {len(ENGLISH) + 2 + len(POLISH)}: language pl is not read" in read(text).notes


def test_a_passage_that_is_not_read_is_placed_in_words_where_the_document_has_pages() -> None:
    text = f"{ENGLISH}\n\n{POLISH}"
    second = len(ENGLISH) + 2
    pages = (Place(0, second, "page", "page 1"), Place(second, len(text), "page", "page 2"))
    notes = propose(Document(text, "t/1", "text/plain", places=pages), source="s", names=NoModels()).notes
    assert any(note.endswith("language pl is not read") and "page 2" in note for note in notes)


def test_a_line_that_only_the_page_broke_goes_on() -> None:
    text = (
        "On 5 March 2023 the Zarechny District Court sentenced the journalist\nAnna Kolas to three years in prison\nfor a photo."
    )
    (passage,) = passages_of(document(text))
    assert text[passage.start : passage.end] == text


def test_items_of_a_list_stay_with_their_heading_and_apart_from_what_follows() -> None:
    text = "Detained today:\n- Anna Kolas\n\n- Piotr Lis\n\nIt rained in Zareč and the streets were empty."
    first, second = passages_of(document(text))
    assert text[first.start : first.end].rstrip().endswith("Piotr Lis")
    assert text[second.start : second.end].startswith("It rained")


def test_most_of_the_text_says_the_language() -> None:
    assert main_language(passages_of(document(f"{RUSSIAN}\n\n{RUSSIAN}\n\n{ENGLISH}"))) == "ru"
    assert main_language([]) == ""


@given(st.text(alphabet="абвў\u00ad\u0301-\n йabc'’\u0306", max_size=80))
def test_a_view_knows_the_place_of_each_of_its_characters(passage: str) -> None:
    view = view_of(passage, "be", "cyrillic", 7, 0)
    places = [view.place(position) for position in range(len(view.text) + 1)]
    assert places == sorted(places)
    assert all(7 <= place <= 7 + len(passage) for place in places)
    assert len(view.lower) == len(view.text)


def test_what_is_written_has_the_letters_of_the_source_in_one_line() -> None:
    passage = "Jaho za\u00adtrymali\nŭ Miensku"
    view = view_of(passage, "be", "latin", 0, 0)
    assert "затрымалі" in view.text
    start = view.text.index("затрымалі")
    assert view.written(start, len(view.text)) == "zatrymali ŭ Miensku"


def test_rows_of_tables_are_left_to_the_reading_of_lists() -> None:
    table = Table("", len(ENGLISH) + 1, (("Name", "Date"), ("Police detained Piotr Lis.", "2023")))
    whole = Document(f"{ENGLISH}\n{table.text()}", "t/1", "text/plain", tables=(table,))
    found = propose(whole, source="s", names=NoModels()).proposals
    assert {name.nominative for proposal in found for name in proposal.people} == {"Anna Kolas"}


def test_a_message_of_a_channel_has_its_own_day() -> None:
    text = "Anna Kolas was detained today.\n\nPiotr Lis was detained today."
    cut = text.index("Piotr")
    days = (Place(0, cut, "message", "message 1", "2023-05-01"), Place(cut, len(text), "message", "message 2", "2023-05-02"))
    found = propose(Document(text, "t/1", "text/plain", places=days), source="s", published="2024", names=NoModels()).proposals
    assert [(proposal.date, proposal.published) for proposal in found] == [("2023-05-01",) * 2, ("2023-05-02",) * 2]


def test_narrow_columns_go_on_whatever_the_next_line_begins_with() -> None:
    text = "On Tuesday the court of the\ndistrict found the teacher and\nAnna Kolas guilty and fined\nPiotr Lis."
    assert len(passages_of(document(text))) == 1
