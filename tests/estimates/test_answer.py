"""What is said of a table: numbers where there are some, a clear line where there is none, and what to doubt."""

from __future__ import annotations

import numpy as np
import pytest

from kronika.estimates.answer import Answer, answer, over_strata
from kronika.estimates.checks import open_question
from kronika.estimates.options import Options
from kronika.estimates.overlap import Overlap

#: without the sampler, which has tests of its own
QUICK = Options(latent=False, sensitivity=False)


def made(lists: str, counts: dict[str, int]) -> Overlap:
    """A table from patterns written as the lists that they hold."""
    return Overlap.of(lists, {sum(1 << lists.index(name) for name in pattern): count for pattern, count in counts.items()})


def drawn(people: int, chances: list[float], seed: int, *, copied: float = 0.0) -> Overlap:
    """Independent lists of so many people; with ``copied``, the second takes over a share of the first."""
    rng = np.random.default_rng(seed)
    on = rng.random((people, len(chances))) < chances
    on[:, 1] |= on[:, 0] & (rng.random(people) < copied)
    counts: dict[int, int] = {}
    for row in on:
        pattern = sum(1 << place for place, here in enumerate(row) if here)
        counts[pattern] = counts.get(pattern, 0) + 1
    return Overlap.of([f"L{number}" for number in range(len(chances))], counts)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (made("A", {"A": 40}), "one list only"),
        (made("AB", {}), "no list names anybody"),
        (made("AB", {"A": 40, "B": 30}), "nobody is on two lists"),
        (made("AB", {"A": 40, "AB": 30}), "Everybody on the list B is on A too"),
        (made("AB", {"AB": 30}), "is on"),
        (made("ABC", {"A": 1, "AB": 1, "C": 1}), "only 3 people are documented"),
        (made("ABC", {"A": 30, "AB": 12, "AC": 9}), "Everybody on the list"),
    ],
)
def test_no_number_where_there_is_none(table: Overlap, words: str) -> None:
    found = answer(table, QUICK)
    assert not found.methods
    assert not found.sensitivity
    assert len(found.refused) == 1
    assert words in found.refused[0]


def test_empty_lists_are_left_out_and_the_others_estimated() -> None:
    table = drawn(400, [0.4, 0.3, 0.3, 0.3, 0.35], 1)
    eight = Overlap.of([*table.lists, "E", "F", "G"], dict(enumerate(table.counts)))
    found = answer(eight, QUICK)
    assert found.table == table
    assert [words.split()[2] for words in found.warnings[:3]] == ["E", "F", "G"]
    assert [m.as_dict() for m in found.methods] == [m.as_dict() for m in answer(table, QUICK).methods]


def test_a_list_inside_another_is_left_out() -> None:
    table = made("ABC", {"A": 60, "B": 50, "AB": 20, "AC": 9, "ABC": 4})
    found = answer(table, QUICK)
    assert found.table.lists == ("A", "B")
    assert any("Everybody on the list C is on A too" in words for words in found.warnings)


def test_two_lists_give_chapmans_number() -> None:
    found = answer(made("AB", {"A": 150, "B": 50, "AB": 50}), QUICK)
    assert found.methods[0].name == "lincoln-petersen-chapman"
    assert found.methods[0].estimate == pytest.approx(201 * 101 / 51 - 1)
    assert any("With two lists" in words for words in found.warnings)


def test_every_method_holds_the_documented_and_its_own_number() -> None:
    found = answer(drawn(600, [0.3, 0.4, 0.2, 0.3], 2), QUICK)
    assert {m.name for m in found.methods} >= {"chao-lower-bound", "loglinear-bic", "decomposable-graphs"}
    for method in found.methods:
        assert found.table.documented <= method.low <= method.estimate <= method.high


def test_lists_that_copy_are_named() -> None:
    plain = answer(drawn(2000, [0.3, 0.3, 0.3, 0.3], 3), QUICK)
    copied = answer(drawn(2000, [0.3, 0.2, 0.3, 0.3], 3, copied=0.6), QUICK)
    words = "L0 and L1 share more people"
    assert not any(words in line for line in plain.warnings)
    assert any(words in line for line in copied.warnings)


def test_people_who_differ_are_told() -> None:
    rng = np.random.default_rng(4)
    ease = rng.beta(0.5, 1.5, size=(3000, 1))
    patterns = ((rng.random((3000, 4)) < ease) << np.arange(4)).sum(axis=1)
    counts = {int(p): int(c) for p, c in zip(*np.unique(patterns, return_counts=True), strict=True)}
    found = answer(Overlap.of("ABCD", counts), QUICK)
    assert any("found much more easily" in line for line in found.warnings)


def test_impossible_patterns_leave_log_linear_models_only() -> None:
    whole = drawn(900, [0.3, 0.4, 0.3], 5)
    counts = {cell: 0 if cell & 3 == 3 else count for cell, count in enumerate(whole.counts)}
    found = answer(Overlap.of(whole.lists, counts, {3, 7}), QUICK)
    assert {m.name.split("-")[0] for m in found.methods} == {"loglinear"}
    assert any("--never" in words for words in found.refused)


@pytest.mark.parametrize("question", ["in prison today", "who is currently held", "сейчас в заключении", "зараз у няволі"])
def test_a_question_about_now_is_refused(question: str) -> None:
    assert "closed question" in open_question(question)
    assert not open_question("ever detained in August 2020")


def test_strata_add_up_and_one_without_a_number_leaves_no_sum() -> None:
    parts = {"x": answer(drawn(500, [0.4, 0.4, 0.4], 6), QUICK), "y": answer(drawn(300, [0.4, 0.4, 0.4], 7), QUICK)}
    documented = sum(found.table.documented for found in parts.values())
    sums, _ = over_strata(parts, documented)
    plain = next(m for m in sums if m.name == "loglinear-independence")
    each = [next(m for m in found.methods if m.name == plain.name) for found in parts.values()]
    assert plain.estimate == pytest.approx(sum(m.estimate for m in each))
    assert max(m.high - m.low for m in each) < plain.high - plain.low < sum(m.high - m.low for m in each)
    small = Answer(made("AB", {"A": 3}))
    none, why = over_strata({**parts, "z": small}, documented + 3)
    assert not none
    assert "because there is none for z" in why[0]


def test_what_changes_is_shown_for_priors_spaces_and_each_list() -> None:
    found = answer(drawn(500, [0.4, 0.4, 0.4], 8), Options(latent=False))
    assert {point["varied"] for point in found.sensitivity} == {"prior", "model space", "lists"}
    assert {point["setting"] for point in found.sensitivity if point["varied"] == "lists"} == {f"without L{n}" for n in range(3)}
