"""A person decides: what is proposed counts only after somebody confirmed it, and a decision has a role to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.model.statement import Standing
from kronika.workspace import keep
from kronika.workspace.changes import changes
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import decide, transcribe_all
from kronika.workspace.judge import judge
from kronika.workspace.opening import opened
from kronika.workspace.people import resolve
from kronika.workspace.proposals import proposals
from kronika.workspace.show import show
from kronika.workspace.sources import sources
from workspace.conftest import FIRST, at, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

DEATHS = """\
No;Name;Detained;Died
1;Ana Perova;2021-05-10;2022-02-02
"""
DEATHS_MAP = """\
list: deaths
columns:
  Name: person.name
  Detained: detention.date
  Died: death.date
ignore: [No]
"""


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """A record with the first edition of the list, nothing decided."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    return settings


def ids(settings: Settings, value: str) -> list[str]:
    cards, _ = proposals(settings)
    return [line.recorded.statement.id for card in cards for line in card.lines if line.recorded.statement.value == value]


def test_single_decisions_are_counted_and_others_are_not(filled: Settings) -> None:
    decide(filled, ids(filled, "2021-05-10") + ids(filled, "2021-05-20"), Standing.TRANSCRIBED)
    found = answer(filled, Question("2021-06-15"))
    assert [person["name"] for person in found["people"] if person["state"] == "in"] == ["Ana Perova"]
    assert found["proposed"] > 0


def test_a_card_stands_for_all_its_statements(filled: Settings) -> None:
    card = next(card for card in proposals(filled)[0] if card.mention.kind == "sentence")
    assert decide(filled, [card.mention.id], Standing.TRANSCRIBED).changed == len(card.lines)


def test_a_disputed_fact_makes_a_person_disputed_not_counted(filled: Settings) -> None:
    detained = ids(filled, "2021-05-10")
    transcribe_all(filled, sample=0)
    decide(filled, detained, Standing.DISPUTED, reason="the family says otherwise")
    people = {person["name"]: person for person in answer(filled, Question("2021-06-15"))["people"]}
    assert people["Ana Perova"]["state"] == "disputed"
    assert people["Boris Lukin"]["state"] == "in"


def test_a_clean_sample_of_59_bounds_the_error_at_5_in_100(settings: Settings, tmp_path: Path) -> None:
    rows = "\n".join(
        f"{n};Person{chr(97 + n % 26)}{chr(97 + n // 26)} Ivanova;1990;2021-05-10;;;2021-05-20;;" for n in range(1, 60)
    )
    put(settings, tmp_path / "in", "long.csv", FIRST.splitlines()[0] + "\n" + rows + "\n", "2022-01-31")
    drawn: list[str] = []

    def all_right(sample: object) -> dict[str, bool]:
        drawn.extend(line.recorded.statement.id for card in sample.cards for line in card.lines)  # type: ignore[attr-defined]
        return dict.fromkeys(drawn, True)

    batch, _ = transcribe_all(settings, sample=59, ask=all_right)
    assert batch.answered == 59
    assert batch.bound == pytest.approx(0.0495, abs=0.0006)
    assert batch.size == batch.changed


def test_what_a_reader_found_wrong_is_rejected(filled: Settings) -> None:
    wrong = ids(filled, "2021-12-24") + ids(filled, "pardoned")
    batch, _ = transcribe_all(filled, sample=500, answers=dict.fromkeys(wrong, False))
    assert batch.wrong == tuple(sorted(wrong))
    assert answer(filled, Question("2022-01-15"))["in"] == 3, "without the release she is still in"


def test_without_answers_no_bound_is_claimed(filled: Settings) -> None:
    batch, _ = transcribe_all(filled, sample=5)
    assert batch.bound is None
    assert batch.bound_if_clean is not None


def test_a_decision_needs_a_role(filled: Settings) -> None:
    with pytest.raises(InputError, match="role"):
        decide(at(filled, "2023-06-02", role=""), ids(filled, "2021-05-10"), Standing.TRANSCRIBED)


def test_an_unknown_id_is_said_to_be_unknown(filled: Settings) -> None:
    with pytest.raises(NotFoundError):
        decide(filled, ["snothing"], Standing.TRANSCRIBED)


def test_everything_that_happened_is_in_the_changes(filled: Settings) -> None:
    transcribe_all(filled, sample=3)
    kinds = [line["kind"] for line in changes(filled, "2023-06-01")]
    assert {"begin", "source", "proposals", "batch"} <= set(kinds)
    assert changes(filled, "2023-06-02") == []


def test_a_person_is_shown_with_every_quote_and_its_cell(filled: Settings) -> None:
    found = show(filled, "Vera Senkina")
    lines = [line for act in found["timeline"] for line in act["statements"]]
    released = next(line for line in lines if line["value"] == "2021-12-24")
    assert (released["quote"], released["where"]) == ("2021-12-24", "cell H4")
    assert keep.check(filled, quotes=True).problems == []


def test_a_card_does_not_take_back_what_somebody_stands_by(filled: Settings) -> None:
    card = next(card for card in proposals(filled)[0] if card.mention.kind == "sentence")
    first = card.lines[0].recorded.statement.id
    decide(filled, [first], Standing.ASSERTED)
    assert decide(filled, [card.mention.id], Standing.TRANSCRIBED).changed == len(card.lines) - 1
    standings = {
        line["id"]: line["standing"] for act in show(filled, card.mention.subject)["timeline"] for line in act["statements"]
    }
    assert standings[first] == "asserted"
    with pytest.raises(InputError, match="nothing to decide"):
        decide(filled, [card.mention.id], Standing.TRANSCRIBED)


@pytest.mark.parametrize("again", ["documenter-1 ", "Documenter-1", "documenter 1", "ｄocumenter-1"])
def test_another_spelling_of_a_role_is_no_second_reader(settings: Settings, tmp_path: Path, again: str) -> None:
    put(settings, tmp_path / "in", "deaths.csv", DEATHS, "2022-03-01", mapping=DEATHS_MAP)
    death = ids(settings, "2022-02-02")
    decide(settings, death, Standing.ASSERTED)
    assert decide(at(settings, "2023-06-02", role=again), death, Standing.ASSERTED).changed == 0
    with pytest.raises(InputError, match="two different roles"):
        keep.erase(settings, death[0], ground="asked", second=again)


def test_an_answer_outside_the_batch_changes_nothing(filled: Settings, tmp_path: Path) -> None:
    other = ids(filled, "2021-12-24")
    put(filled, tmp_path / "in", "deaths.csv", DEATHS, "2022-03-01", mapping=DEATHS_MAP)
    source = next(source["id"] for source in sources(filled) if source["name"] == "deaths.csv")
    batch, _ = transcribe_all(filled, sample=0, source=source, answers=dict.fromkeys(other, False))
    assert (batch.wrong, batch.changed) == ((), batch.size - len(batch.waiting))
    with pytest.raises(NotFoundError):
        transcribe_all(filled, sample=0, answers={"snothing": True})


def test_changes_name_whom_a_judgement_is_about(filled: Settings) -> None:
    acts = [card.mention for card in proposals(filled)[0] if card.mention.kind == "detention"]
    judge(filled, acts[0].id, acts[1].id, "unsure")
    line = next(line for line in changes(filled, "2023-06-01") if line["kind"] == "judgement")
    assert line["text"] == "judged unsure: detention of Ana Perova and detention of Boris Lukin"


def test_what_remains_after_an_erasure_is_no_news(filled: Settings) -> None:
    before = [line["entry"] for line in changes(filled, "2023-06-01")]
    with opened(filled) as record:
        who = resolve(record, "Boris Lukin")
    keep.erase(filled, who, ground="asked", second="lawyer-1")
    after = changes(filled, "2023-06-01")
    assert "erased" in {line["text"] for line in after}
    assert [line["kind"] for line in after if line["entry"] > before[-1]] == ["erasure"]


@pytest.mark.parametrize("since", ["2026-13-45", "20261124", "²", "yesterday", "", "-1", "2026-11-24 or so"])
def test_what_is_neither_a_day_nor_an_entry_is_said_to_be_none(settings: Settings, since: str) -> None:
    with pytest.raises(InputError, match="neither a day"):
        changes(settings, since)


def test_since_an_entry_that_is_not_there_yet_nothing_happened(settings: Settings) -> None:
    assert changes(settings, "9" * 30) == []
    assert [line["kind"] for line in changes(settings, "0")] == ["begin"]
