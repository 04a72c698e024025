"""What wants a look: every finding on acts made for it, and none on a life without a riddle."""

from __future__ import annotations

from pathlib import Path

import pytest

from counting_examples import CUSTODY, act
from kronika.counting.credit import Credits, shipped
from kronika.counting.findings import KINDS, Look, Notice, findings
from kronika.counting.scope import ALL, NOTHING_JUDGED
from kronika.errors import InputError
from kronika.model.act import Act
from kronika.model.time import day, iso

HELD = act("p", "detention", "2021-05-10", "criminal")
NO_CREDIT = Credits("Nowhere", ())


def found(*acts: Act, on: str = "2023-01-01", rules: Credits = NO_CREDIT) -> dict[str, Notice]:
    look = Look(day(on), 90, 365, rules)
    return {notice.kind: notice for notice in findings(acts, CUSTODY, look, ALL, NOTHING_JUDGED)}


def test_a_life_without_a_riddle_has_none() -> None:
    assert not found(HELD, act("p", "release", "2022-05-10", "served"), act("p", "recognition", "2021-06-01"))


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((HELD, act("p", "death", "2021-06-01"), act("p", "transfer", "2021-07-01")), "transfer after death"),
        ((HELD, act("p", "release", "2021-05-01")), "release before detention"),
        ((HELD, act("p", "release", "2021-06-01"), act("p", "release", "2021-08-01")), "released twice"),
        ((HELD, act("p", "detention", "2021-08-01", "criminal")), "detained twice"),
    ],
)
def test_orders_that_cannot_be(acts: tuple[Act, ...], words: str) -> None:
    assert found(*acts)["order"].detail == words


def test_imprecise_days_and_chains_of_arrests_accuse_nobody() -> None:
    assert "order" not in found(HELD, act("p", "release", "2021"), act("p", "release", "2021-08"))
    assert "order" not in found(*(act("p", "detention", f"2021-05-{number}", "administrative") for number in (10, 25)))
    assert "order" not in found(HELD, act("p", "death", "2021"), act("p", "transfer", "2021-07-01"))


def test_terms_that_end_and_have_passed() -> None:
    sentence = act("p", "sentence", "2021-09-01", "colony-general", "P2Y")
    soon = found(HELD, sentence, on="2023-03-01")["term-ends"]
    assert (iso(soon.lo), iso(soon.hi)) == ("2023-05-10", "2023-05-10")
    assert "term-ends" not in found(HELD, sentence, on="2023-01-01")
    after = found(HELD, sentence, on="2023-06-01")
    assert {"term-passed", "decayed"} <= after.keys()
    assert "term-ends" not in after
    late = found(HELD, sentence, act("p", "transfer", "2023-08-01", "prison"), on="2023-09-01")
    assert iso(late["held-past-term"].hi) == "2023-05-10"
    # A beginning that nobody knows says nothing of the end.
    assert "term-ends" not in found(act("p", "sentence", "", "prison", "P2Y", published="2023-01-01"))


def test_credit_brings_the_end_nearer_and_says_whose_rule_it_is() -> None:
    detained = act("p", "detention", "2021-08-01", "criminal")
    sentence = act("p", "sentence", "2022-02-17", "colony-general", "P2Y")  # 200 days later
    notice = found(detained, sentence, on="2023-02-01", rules=shipped())["term-ends"]
    assert iso(int(notice.detail)) == "2023-04-23"  # 100 days before 2023-08-01
    strict = act("p", "sentence", "2022-02-17", "colony-strict", "P2Y")
    assert "term-ends" not in found(detained, strict, on="2023-02-01", rules=shipped())
    # Days before the rule was in force are credited day for day.
    assert shipped().earlier("colony-general", day("2021-06-09"), day("2021-06-29")) == 5
    [rule] = shipped().rules
    assert rule.address.startswith("https://")
    assert not rule.confirmed, "a lawyer confirms it, not this program"


def test_silence_and_recognition_without_custody() -> None:
    assert found(HELD, on="2022-05-10")["silence"].detail == "365"
    assert "silence" not in found(HELD, on="2022-05-09")
    assert "never-detained" in found(act("p", "recognition", "2021-06-01"))
    assert "no-place" in found(HELD, act("p", "sentence", "2021-09-01", "prison", "P9Y"))


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"rules": [1]},
        {"rules": [{"regimes": [], "from": "2021-06-19", "days": 1.5, "title": "t", "address": "a"}]},
        {"rules": [{"regimes": ["prison"], "from": "spring", "days": 1.5, "title": "t", "address": "a"}]},
        {"rules": [{"regimes": ["prison"], "from": "2021-06-19", "days": 0.5, "title": "t", "address": "a"}]},
        {"rules": [{"regimes": ["prison"], "from": "2021-06-19", "days": 1.5}]},
    ],
)
def test_rules_that_cannot_be_are_refused(content: object) -> None:
    with pytest.raises(InputError):
        Credits.from_dict(content, "rules.yml")


def test_every_kind_is_tested() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{kind}"' in text for kind in KINDS)
