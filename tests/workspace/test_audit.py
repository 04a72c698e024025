"""Texts about invented people, held against a record of them, in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.auditing.claims import Verdict
from kronika.errors import InputError
from kronika.workspace.audit import NO_CLAIMS, Audited, as_list, audit
from kronika.workspace.consent import give, open_facts
from kronika.workspace.decide import transcribe_all
from kronika.workspace.protect import protect
from workspace.conftest import FIRST, SECOND, new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


PAGE = "River Watch says that almost 40 political prisoners were held on 1 May 2021.\n"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The invented list in two editions, all of it confirmed; made once, and only read."""
    folder = tmp_path_factory.mktemp("audited")
    settings = new_record(folder / "record")
    put(settings, folder / "in", "first.csv", FIRST, "2022-01-31")
    put(settings, folder / "in", "second.csv", SECOND, "2023-01-31")
    put(settings, folder / "in", "page.txt", PAGE, "2022-02-02")
    transcribe_all(settings, sample=0)
    return settings


def held(settings: Settings, folder: Path, text: str, *, published: str = "2023-05-01", audience: str = "") -> Audited:
    path = folder / "draft.txt"
    path.write_text(text, encoding="utf-8")
    return audit(settings, path, published=published, audience=audience)


def verdicts(found: Audited) -> list[tuple[str, str]]:
    return [(claim.kind, str(finding.verdict)) for claim, finding in found.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Perova was detained on 10 May 2021.", ("detention", "supported")),
        ("Ana Perova was detained in May 2021.", ("detention", "supported")),
        ("Ana Perova was detained on 5 May 2021.", ("detention", "contradicted")),
        ("Ana Perova was sentenced to six years in prison on 1 September 2021.", ("sentence", "supported")),
        ("Ana Perova was sentenced to five years in prison on 1 September 2021.", ("sentence", "contradicted")),
        ("Ana Perova died on 3 March 2022.", ("death", "undocumented")),
        ("Ilya Zorin was detained on 10 May 2021.", ("detention", "undocumented")),
        ("Vera Senkina was released on 24 December 2021.", ("release", "supported")),
        ("Анну Перову задержали 10 мая 2021 года.", ("detention", "supported")),
        ("Анну Перову задержали 5 мая 2021 года.", ("detention", "contradicted")),
        ("1 сентября 2021 года суд приговорил Анну Перову к шести годам лишения свободы.", ("sentence", "supported")),
        ("1 сентября 2021 года суд приговорил Анну Перову к семи годам лишения свободы.", ("sentence", "contradicted")),
        ("Ганну Пярову затрымалі 10 мая 2021 года.", ("detention", "supported")),
        ("Ганну Пярову затрымалі 11 мая 2021 года.", ("detention", "contradicted")),
        ("Глеба Антонава асудзілі 5 мая 2022 года на 4 гады пазбаўлення волі.", ("sentence", "supported")),
        ("Глеба Антонава асудзілі 5 мая 2022 года на 5 гадоў пазбаўлення волі.", ("sentence", "contradicted")),
    ],
)
def test_a_fact_about_somebody_is_held_against_the_record(
    text: str, expected: tuple[str, str], full: Settings, tmp_path: Path
) -> None:
    assert verdicts(held(full, tmp_path, text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Almost 40 political prisoners were held on 1 May 2021.", "supported"),
        ("Almost 50 political prisoners were held on 1 May 2021.", "contradicted"),
        ("40 political prisoners were held on 1 May 2021.", "contradicted"),
        ("At least 3 political prisoners were held on 1 August 2021.", "supported"),
        ("At least 9 political prisoners were held on 1 August 2021.", "contradicted"),
        ("Almost 40 political prisoners were held on 1 May 2015.", "incomparable"),
        ("17 women were convicted in 2022.", "undocumented"),
        ("Почти 40 политзаключённых находились под стражей 1 мая 2021 года.", "supported"),
        ("Почти 50 политзаключённых находились под стражей 1 мая 2021 года.", "contradicted"),
        ("Амаль 40 палітвязняў знаходзіліся пад вартай 1 мая 2021 года.", "supported"),
        ("Амаль 50 палітвязняў знаходзіліся пад вартай 1 мая 2021 года.", "contradicted"),
    ],
)
def test_a_number_is_held_against_what_was_published_and_what_we_count(
    text: str, expected: str, full: Settings, tmp_path: Path
) -> None:
    assert [verdict for kind, verdict in verdicts(held(full, tmp_path, text)) if kind == "figure"] == [expected]


def test_a_claim_with_two_numbers_is_two_claims(full: Settings, tmp_path: Path) -> None:
    found = held(full, tmp_path, "In 2021 2 people were convicted, among them 1,200 women.")
    assert [claim.amount.value for claim, _ in found.findings if claim.amount] == [2, 1200]
    assert [finding.verdict for _, finding in found.findings] == [Verdict.SUPPORTED, Verdict.UNDOCUMENTED]


def test_a_text_without_claims_gets_a_clear_line(full: Settings, tmp_path: Path) -> None:
    found = held(full, tmp_path, "It rained in Riverton, and nobody minded.")
    assert found.findings == ()
    assert found.summary() == f"draft.txt: {NO_CLAIMS}."


def test_a_claim_carries_its_words_and_its_evidence(full: Settings, tmp_path: Path) -> None:
    text = "In the spring Ana Perova was detained on 10 May 2021 in Riverton."
    (claim,) = as_list(held(full, tmp_path, text))
    assert claim["quote"] == text[claim["start"] : claim["end"]]
    assert (claim["person"], claim["verdict"], claim["origins"]) == ("Ana Perova", "supported", 1)
    (said,) = claim["statements"]
    assert (said["side"], said["quote"], said["source_name"]) == ("for", "2021-05-10", "river-list")
    assert "cell D2" in said["where"]


def test_a_text_that_is_in_the_record_does_not_support_itself(full: Settings, tmp_path: Path) -> None:
    (number,) = as_list(held(full, tmp_path, PAGE))
    assert number["verdict"] == "undocumented"
    assert "this very text alone" in number["why"]


def test_nothing_of_the_text_is_kept(full: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    assert full.record is not None
    before = {path: path.read_bytes() for path in full.record.rglob("*") if path.is_file()}
    found = held(full, tmp_path, "Ana Perova was detained on 10 May 2021. Canary Zyxwov was detained on 1 June 2021.")
    assert len(found.findings) == 2
    assert list(scratch.rglob("*")) == []
    after = {path: path.read_bytes() for path in full.record.rglob("*") if path.is_file()}
    assert {path: content for path, content in after.items() if path in before} == before
    assert not any(b"Zyxwov" in content for content in after.values())


def test_a_draft_may_be_a_page(full: Settings, tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<html><body><p>Ana Perova was detained on <b>10 May</b> 2021.</p></body></html>", encoding="utf-8")
    assert verdicts(audit(full, path)) == [("detention", "supported")]


def test_a_wrong_day_and_a_wrong_audience_are_named(full: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such audience"):
        held(full, tmp_path, "Nothing.", audience="everybody")
    with pytest.raises(InputError, match="this is no day"):
        held(full, tmp_path, "Nothing.", published="31.02.2021")


def test_what_nobody_confirmed_supports_nothing_and_is_named(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "first.csv", FIRST, "2022-01-31")
    (claim,) = as_list(held(settings, tmp_path, "Ana Perova was detained on 10 May 2021."))
    assert claim["verdict"] == "undocumented"
    assert "nobody has confirmed yet" in claim["why"]
    assert {said["standing"] for said in claim["statements"]} == {"proposed"}


def test_whoever_did_not_consent_is_unsafe_for_that_audience(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "first.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    text = "Ana Perova was detained on 10 May 2021. Ana Perova was sentenced to 5 years on 1 September 2021."
    shut = held(settings, tmp_path, text, audience="public")
    assert [finding.verdict for _, finding in shut.findings] == [Verdict.UNSAFE, Verdict.UNSAFE]
    assert [finding.record for _, finding in shut.findings] == [Verdict.SUPPORTED, Verdict.SUPPORTED]
    assert [finding.verdict for _, finding in held(settings, tmp_path, text).findings] == [Verdict.SUPPORTED, Verdict.SUPPORTED]
    give(settings, "Ana Perova", given_by="self", kinds=["name", "detention"], purpose="our review", audience="public")
    found = held(settings, tmp_path, text, audience="public")
    assert [finding.verdict for _, finding in found.findings] == [Verdict.SUPPORTED, Verdict.UNSAFE]
    assert "(sentence)" in found.findings[1][1].why
    open_facts(settings, kinds=["*"], purpose="our review", audience="public", source="river-list")
    assert [finding.verdict for _, finding in held(settings, tmp_path, text, audience="public").findings] == [
        Verdict.SUPPORTED,
        Verdict.SUPPORTED,
    ]


def test_a_protected_name_is_unsafe_for_anybody(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "first.csv", FIRST, "2022-01-31")
    transcribe_all(settings, sample=0)
    protect(settings, "Ana Perova")
    (_, finding), *_ = held(settings, tmp_path, "Ana Perova was detained on 10 May 2021.").findings
    assert (finding.verdict, finding.record) == (Verdict.UNSAFE, Verdict.UNDOCUMENTED)
    assert finding.supporting == ()


def test_a_small_group_is_unsafe_for_the_public(full: Settings, tmp_path: Path) -> None:
    text = "At least 3 political prisoners were held on 1 August 2021."
    assert verdicts(held(full, tmp_path, text, audience="team")) == [("figure", "supported")]
    assert verdicts(held(full, tmp_path, text, audience="public")) == [("figure", "unsafe")]
