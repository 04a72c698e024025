"""Mentions and statements come out of an entry of the log as they went in; acts are the same however they are derived."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.model.act import LAST_DAY
from kronika.model.source import Document, Place, Table
from kronika.model.statement import Mention, Standing, Statement
from kronika.store import acts, rows, texts
from kronika.store.acts import AGENT, CODE, TERM, Held

# Characters of every plane; halves of characters are what `clean` is for.
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
SOURCES = st.sampled_from(["d1", "d2", ""])
LISTS = st.sampled_from(["", "list-a", "list-b"])


@st.composite
def readings(draw: st.DrawFn) -> tuple[list[Mention], list[Statement]]:
    count = draw(st.integers(0, 4))
    mentions: list[Mention] = []
    for number in range(count):
        subject = draw(st.sampled_from(["", "m-before", *(item.id for item in mentions)]))
        mentions.append(
            Mention(f"m{number}", draw(TEXT), draw(SOURCES) or "d1", draw(st.integers(0, 9)), 9, subject, draw(TEXT), draw(LISTS))
        )
    statements = []
    for number in range(draw(st.integers(0, 5))):
        quote = draw(TEXT)
        original = draw(st.one_of(st.just(quote), TEXT))
        value = draw(st.one_of(st.just(original), TEXT))
        about = draw(st.sampled_from(["m-before", *(item.id for item in mentions)]))
        extra = draw(st.tuples(TEXT, TEXT, TEXT, TEXT, st.one_of(st.none(), st.floats(0, 1))))
        statements.append(
            Statement(
                f"s{number}",
                about,
                draw(TEXT),
                value,
                original,
                draw(TEXT),
                draw(SOURCES) or "d1",
                1,
                2,
                quote,
                draw(TEXT),
                *extra,
            )
        )
    return mentions, statements


@given(readings(), LISTS)
def test_an_entry_gives_back_what_was_put_in(read: tuple[list[Mention], list[Statement]], name: str) -> None:
    packer = rows.Packer("d1", name)
    for mention in read[0]:
        packer.mention(mention)
    for statement in read[1]:
        packer.statement(statement)
    content = json.loads(json.dumps(packer.content()))
    assert rows.mentions(content) == read[0]
    assert rows.statements(content) == read[1]
    assert bool(packer) == bool(read[0] or read[1])


PROPERTIES = sorted({"date", "place", "in_absentia", "authority", *CODE.values(), *AGENT.values(), *TERM.values()})
VALUES = st.sampled_from(["2021-05-03", "2021-05", "yes", "colony-strict", "P3Y", "spring", ""])


@settings(max_examples=300)
@given(
    st.sampled_from([*CODE, "trial", "pardon"]),
    st.lists(st.tuples(st.sampled_from(PROPERTIES), VALUES, st.sampled_from([0, 738_000, 738_001])), min_size=1, max_size=6),
    st.sampled_from(Standing),
    st.sampled_from([0, 739_000]),
    st.sampled_from([LAST_DAY, 738_500]),
)
def test_acts_that_are_simply_described_are_derived_as_all_others(
    kind: str, facts: list[tuple[str, str, int]], standing: Standing, accepted: int, until: int
) -> None:
    held = [Held(name, value, str(standing), day, accepted, until, until) for name, value, day in facts]
    assert acts.uniform_rows(kind, facts, str(standing), accepted, until, until) == acts.act_rows(kind, held)


def test_what_was_rejected_makes_no_act() -> None:
    held = [Held("date", "2021-05-03", "rejected", 0, 0, LAST_DAY, LAST_DAY)]
    assert acts.act_rows("detention", held) == []
    kept = [*held, Held("date", "2021-05-04", "transcribed", 0, 739_000, LAST_DAY, LAST_DAY)]
    ((lo, hi, deed, report),) = acts.act_rows("detention", kept)
    assert lo == hi
    assert deed[0] == "detention"
    assert report[0] == "transcribed"


def test_two_days_make_two_rows_and_an_edition_ends_one() -> None:
    def on(day: str, published: int, until: int = LAST_DAY) -> Held:
        return Held("date", day, "transcribed", published, 739_000, until, until)

    assert len(acts.act_rows("detention", [on("2021-05-03", 10), on("2021-05-04", 10)])) == 2
    first, second = acts.act_rows("detention", [on("2021-05-03", 10, until=20), on("2021-05-04", 20)])
    assert (first[3][1], first[3][3]) == (10, 20)
    assert (second[3][1], second[3][3]) == (20, LAST_DAY)


# -- texts ------------------------------------------------------------------------------------------------------------------


@given(st.text(max_size=50))
def test_a_cleaned_text_can_be_stored_and_keeps_its_places(text: str) -> None:
    clean = texts.clean(text)
    clean.encode("utf-8")
    assert len(clean) == len(text)
    assert all(a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff") for a, b in zip(text, clean, strict=True))


CELL = st.text(st.characters(codec="utf-8"), max_size=5)


@given(st.lists(st.lists(st.lists(CELL, max_size=3), min_size=1, max_size=4), max_size=3), st.text("ab \n", max_size=9))
def test_a_document_comes_back_with_its_tables_and_places(tables: list[list[list[str]]], between: str) -> None:
    text, made = "", []
    for number, cells in enumerate(tables):
        text += between
        table = Table(f"sheet {number}", len(text), cells, first_row=number + 1)
        made.append(table)
        text += table.text()
    text += between
    document = Document(
        text, "test/1", "text/csv", (Place(0, len(text), "page", "page 1"),), tuple(made), notes=("a note",), article=(0, 1)
    )
    back = texts.unpack_document(texts.pack(document.text.encode()), texts.pack(texts.places(document)))
    assert back.text == document.text
    assert back.places == document.places
    assert (back.notes, back.article) == (document.notes, document.article)
    for table, other in zip(document.tables, back.tables, strict=True):
        assert [list(row) for row in other.rows] == [list(row) for row in table.rows]
        assert other.row_starts == table.row_starts
        assert (other.label, other.start, other.first_row) == (table.label, table.start, table.first_row)
        assert list(other.rows[-1]) == list(table.rows[-1])
        assert [list(row) for row in other.rows[1:]] == [list(row) for row in table.rows[1:]]
    for start in range(len(text)):
        assert back.where(start) == document.where(start)
    assert list(texts.pieces(back)) == list(texts.pieces(document))
    for piece, start in texts.pieces(document):
        assert text[start : start + len(piece)] == piece
