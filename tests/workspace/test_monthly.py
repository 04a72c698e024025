"""The review of a month about invented people: in three languages, for its audience, and through its own audit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from kronika.auditing.claims import Verdict
from kronika.disclosure.review import draft
from kronika.disclosure.review.draft import Month, Sentence
from kronika.errors import InputError
from kronika.model.source import Document
from kronika.store import queries
from kronika.workspace.audit import audit_document
from kronika.workspace.consent import open_facts
from kronika.workspace.decide import transcribe_all
from kronika.workspace.monthly import Review, as_dict, review, write_review
from kronika.workspace.opening import opened
from workspace.conftest import new_record, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

HEAD = "No;Name;Ru;Be;Detained;Sentenced;Term;Regime;Article;Recognised;Released;How\n"
PEOPLE = """\
1;Ana Perova;Перова Анна;Пярова Ганна;2021-05-10;2021-06-08;5 years;general-regime colony;342(1);2021-05-20;;
2;Boris Lukin;Лукин Борис;Лукін Барыс;2021-06-01;;;;;2021-06-10;;
3;Vera Senkina;Сенкина Вера;Сянькіна Вера;2021-03-07;;;;;2021-03-10;2021-06-24;pardoned
4;Gleb Antonov;Антонов Глеб;Антонаў Глеб;2021-04-02;2021-06-11;2 years 6 months;;342(1), 411(2);2021-04-10;;
5;Ilya Zorin;Зорин Илья;Зорын Ілья;2021-02-02;;;;;2021-02-10;2021-06-30;term served
6;Oleg Borovik;Боровик Олег;Баравік Алег;2021-01-12;;;;;2021-01-20;;
7;Pavel Klimov;Климов Павел;Клімаў Павел;2021-01-13;;;;;2021-01-20;;
8;Marina Lisina;Лисина Марина;Лісіна Марына;2021-01-14;;;;;2021-01-20;;
9;Anton Vlasov;Власов Антон;Власаў Антон;2021-06;;;;;2021-07-20;;
"""
MAPPING = """\
list: hill-list
states: Hill Watch
key: [No]
columns:
  Name: {to: person.name, language: en}
  Ru: {to: person.name, language: ru}
  Be: {to: person.name, language: be}
  Detained: detention.date
  Sentenced: sentence.date
  Term: sentence.term
  Regime: sentence.regime
  Article: sentence.article
  Recognised: recognition.date
  Released: release.date
  How: release.how
constants: {recognition.recognised_by: Hill Watch}
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record of one confirmed list; made once."""
    folder = tmp_path_factory.mktemp("reviewed")
    settings = new_record(folder / "record")
    put(settings, folder / "in", "hill.csv", HEAD + PEOPLE, "2022-01-31", MAPPING)
    transcribe_all(settings, sample=0)
    return settings


def whole(made: Review) -> bool:
    tally = made.audited.tally()
    return not made.left_out and not tally["contradicted"] + tally["undocumented"] + tally["unsafe"] + tally["incomparable"]


EXPECTED = {
    "en": [
        "Review of June 2021",
        "On 31 May 2021, 7 political prisoners were held.",
        "On 30 June 2021, 6 political prisoners were held.",
        "Came in: 1 detained.",
        "Left: 1 served the term; 1 pardoned.",
        "Anton Vlasov was detained in June 2021. Boris Lukin was detained on 1 June 2021.",
        "Ana Perova was sentenced on 8 June 2021 to 5 years in a general-regime colony under Article 342(1).",
        "Gleb Antonov was sentenced on 11 June 2021 to 2 years and 6 months under Articles 342(1) and 411(2).",
        "Vera Senkina was pardoned and released on 24 June 2021.",
        "Ilya Zorin was released on 30 June 2021 after serving the full term.",
        "Boris Lukin was recognised as a political prisoner on 10 June 2021.",
    ],
    "ru": [
        "Обзор за июнь 2021 года",
        "31 мая 2021 года под стражей находились 7 политзаключённых.",
        "1 июня 2021 года задержан Борис Лукин.",
        "8 июня 2021 года Анна Перова приговорена к 5 годам в колонии общего режима по ч. 1 ст. 342 УК.",
        "11 июня 2021 года Глеб Антонов приговорён к 2 годам и 6 месяцам по ч. 1 ст. 342 и ч. 2 ст. 411 УК.",
        "24 июня 2021 года освобождена по помилованию Вера Сенкина.",
    ],
    "be": [
        "Агляд за чэрвень 2021 года",
        "31 мая 2021 года пад вартай знаходзіліся 7 палітвязняў.",
        "1 чэрвеня 2021 года затрыманы Барыс Лукін.",
        "8 чэрвеня 2021 года Ганна Пярова асуджана на 5 гадоў у калоніі агульнага рэжыму паводле ч. 1 арт. 342 КК.",
        "11 чэрвеня 2021 года Глеб Антонаў асуджаны на 2 гады і 6 месяцаў паводле ч. 1 арт. 342 і ч. 2 арт. 411 КК.",
    ],
}


@pytest.mark.parametrize("language", EXPECTED)
def test_a_review_says_what_happened_and_passes_its_own_audit(language: str, kept: Settings) -> None:
    made = review(kept, "2021-06", language=language)
    text = made.text()
    for words in EXPECTED[language]:
        assert words in text
    assert whole(made), [why for _, why in made.left_out] + [finding.why for _, finding in made.audited.findings]
    assert made.audited.tally()["supported"] >= 7


def test_each_sentence_rests_on_statements_of_the_record(kept: Settings) -> None:
    made = as_dict(review(kept, "2021-06"))
    with opened(kept) as record:
        known = {item.statement.id for item in queries.statements(record.connection)}
    for sentence in made["sentences"]:
        assert sentence["statements"], sentence
        assert set(sentence["statements"]) <= known


def test_only_what_the_audience_may_see_is_in_it(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "hill.csv", HEAD + PEOPLE, "2022-01-31", MAPPING)
    transcribe_all(settings, sample=0)
    shut = review(settings, "2021-06", audience="public")
    assert not any(name in shut.text() for name in ("Perova", "Lukin", "Senkina", "Antonov", "Zorin", "Vlasov"))
    assert shut.withheld["name"] > 0
    assert "Withheld" in " ".join(shut.notes)
    kinds = ["name", "detention", "sentence"]
    open_facts(settings, kinds=kinds, purpose="our review", audience="public", who="Ana Perova")
    made = review(settings, "2021-06", audience="public")
    assert "Ana Perova was sentenced on 8 June 2021 to 5 years" in made.text()
    assert "Lukin" not in made.text()
    assert "2 people" not in made.text(), "with one of two named, the number gives the other away"
    assert whole(made)
    assert made.withheld["name"] > 0


def test_a_month_in_which_nothing_is_known_is_short(kept: Settings) -> None:
    made = review(kept, "2019-01")
    assert made.sentences == ()
    assert made.text() == "Review of January 2019\n"


def test_a_draft_is_written_into_a_new_file(kept: Settings, tmp_path: Path) -> None:
    made = review(kept, "2021-06", language="be")
    write_review(made, tmp_path / "review.txt")
    assert (tmp_path / "review.txt").read_text(encoding="utf-8") == made.text()
    with pytest.raises(InputError, match="a file of that name"):
        write_review(made, tmp_path / "review.txt")


def test_a_sentence_that_the_audit_does_not_pass_is_left_out_and_named(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(data: Month, language: str) -> list[Sentence]:
        drafted = draft.sentences(data, language)
        return [item._replace(text=item.text.replace("detained on 1 June", "detained on 2 June")) for item in drafted]

    monkeypatch.setattr("kronika.workspace.monthly.sentences", wrong)
    made = review(kept, "2021-06")
    assert [sentence.text for sentence, _ in made.left_out] == ["Boris Lukin was detained on 2 June 2021."]
    assert "Lukin was detained" not in made.text()


@pytest.mark.parametrize("month", ["2021", "2021-13", "June 2021", "2021-06-01", ""])
def test_what_is_no_month_is_refused(month: str, settings: Settings) -> None:
    with pytest.raises(InputError, match="this is no month"):
        review(settings, month)


def test_a_definition_that_counts_acts_is_refused(kept: Settings) -> None:
    with pytest.raises(InputError, match="counts acts"):
        review(kept, "2021-06", definition="detentions")
    with pytest.raises(InputError, match="no such audience"):
        review(replace(kept), "2021-06", audience="everybody")


@pytest.fixture(scope="module")
def drafted(kept: Settings) -> list[str]:
    """Sentences in three languages that the record supports."""
    made = [sentence for language in EXPECTED for sentence in review(kept, "2021-06", language=language).sentences]
    # As many may be held on the day before.
    return [sentence.text for sentence in made if sentence.kind not in {"stock", "balance"}]


@settings_of(max_examples=15)
@given(data=st.data())
def test_one_number_changed_is_never_supported(data: st.DataObject, kept: Settings, drafted: list[str]) -> None:
    text = data.draw(st.sampled_from(drafted))
    numbers = list(re.finditer(r"\d+", text))
    chosen = data.draw(st.sampled_from(numbers))
    # One less at the end of a month: a day that is none is read as no day at all.
    value = int(chosen[0]) + (-1 if int(chosen[0]) in range(28, 32) else 1)
    changed = f"{text[: chosen.start()]}{value}{text[chosen.end() :]}"
    with opened(kept) as record:
        said, other = (
            audit_document(record, Document(words, "test/1", "text/plain"), "draft", published="2021-07-01")
            for words in (text, changed)
        )
    verdicts = [finding.verdict for _, finding in said.findings]
    assert set(verdicts) <= {Verdict.SUPPORTED}
    if verdicts:
        assert any(finding.verdict is not Verdict.SUPPORTED for _, finding in other.findings), (text, changed)
