"""NumPy and plain Python give the same pairs. All people are invented."""

from __future__ import annotations

import sys

import pytest

from identity_people import profiles, rows, true_pairs
from kronika.errors import MissingError
from kronika.identity.blocking import candidates
from kronika.identity.columns import columns
from kronika.identity.linking import Settings, engine, link
from kronika.identity.profile import Profile

ROWS = rows(330, 3, 5)
PEOPLE = [
    *profiles(ROWS),
    Profile(
        "x1", "A", names=("Маша К.", "Мария К."), birth=("1990", "1991-02-03"), detained=("2021-05", "2020-08-09"),
        places=("Мінск", "Брест"),
    ),
    Profile("x2", "B", names=("Мария Колосовская",), birth=("1991-02-03",), detained=("2020-08-09",), places=("Minsk",)),
    Profile("x3", "B", names=("王小明", "Сяргей"), detained=("2021-05-02/2021-05-04",)),
    Profile("x4", "C", names=("王小明",), articles=frozenset({"342(1)", "361"}), courts=("Суд Ленінскага раёна г. Мінска",)),
]  # fmt: skip


@pytest.mark.parametrize("within", [False, True])
def test_both_engines_give_the_same_pairs(within: bool) -> None:  # noqa: FBT001
    pytest.importorskip("numpy")
    plain, quick = (link(PEOPLE, settings=Settings(engine=engine, within=within)) for engine in ("python", "numpy"))
    assert [(one.left, one.right, one.verdict) for one in plain] == [(one.left, one.right, one.verdict) for one in quick]
    assert [one.probability for one in plain] == pytest.approx([one.probability for one in quick], abs=1e-6)
    assert [one.reasons for one in plain[:40]] == [one.reasons for one in quick[:40]]


def test_nearly_all_true_pairs_are_found_and_nearly_nothing_else_is_called_the_same() -> None:
    true = true_pairs(ROWS)
    found = link(profiles(ROWS))
    same = {(one.left, one.right) for one in found if one.verdict == "same"}
    likely = {(one.left, one.right) for one in found if one.probability >= 0.5 and one.verdict != "different"}
    assert len(same - true) <= len(same) // 100
    assert len(likely & true) >= 0.94 * len(true)


def test_true_pairs_are_looked_at_and_few_others() -> None:
    made = columns(profiles(ROWS))
    looked_at = {(made.ids[left], made.ids[right]) for left, right in candidates(made, within=False)}
    true = true_pairs(ROWS)
    assert len(looked_at & true) >= 0.98 * len(true)
    assert len(looked_at) <= len(ROWS) ** 2 / 100


def test_without_numpy_the_small_way_is_taken_and_the_large_one_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    for name in [name for name in sys.modules if name.startswith("kronika.identity.vector")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("kronika.identity.vector", raising=False)
    assert engine(Settings(), 3000).__module__ == "kronika.identity.people"
    with pytest.raises(MissingError, match="NumPy is not installed"):
        engine(Settings(), 100_000)
