from __future__ import annotations

import pytest

from reading_texts import facts, only, read

FACTS = [
    ("Anna Kolas was detained in Zareč on 5 March 2023.", [("detention", "Anna Kolas")]),
    ("Police arrested the journalist Anna Kolas at her home.", [("detention", "Anna Kolas")]),
    ("The arrest of Anna Kolas was filmed.", [("detention", "Anna Kolas")]),
    ("Anna Kolas was charged with insulting the president.", [("charge", "Anna Kolas")]),
    ("A criminal case was opened against Anna Kolas.", [("charge", "Anna Kolas")]),
    ("The trial of Anna Kolas began on 5 March.", [("trial", "Anna Kolas")]),
    ("Anna Kolas was sentenced to three years in prison.", [("sentence", "Anna Kolas")]),
    ("Anna Kolas was fined 3,200 roubles.", [("sentence", "Anna Kolas")]),
    ("Anna Kolas was released on 5 March.", [("release", "Anna Kolas")]),
    ("Lukashenko pardoned Anna Kolas.", [("pardon", "Anna Kolas")]),
    ("Rights defenders recognised Anna Kolas as a political prisoner.", [("recognition", "Anna Kolas")]),
    ("Anna Kolas died in a prison hospital.", [("death", "Anna Kolas")]),
    ("Anna Kolas was transferred to Prison No. 4.", [("transfer", "Anna Kolas")]),
    ("Anna Kolas was placed in a punishment cell.", [("treatment", "Anna Kolas")]),
    ("Anna Kolas was beaten by guards.", [("treatment", "Anna Kolas")]),
    ("Viasna was declared an extremist formation by the KGB in August 2023.", [("designation", "Viasna")]),
    (
        "The Supreme Court liquidated the Lazovian Association of Journalists.",
        [("liquidation", "Lazovian Association of Journalists")],
    ),
    ("Anna Kolas fled to Lithuania.", [("crossing", "Anna Kolas")]),
    ("Anna Kolas and Piotr Lis were detained.", [("detention", "Anna Kolas", "Piotr Lis")]),
    ("Police detained at least 12 lawyers.", [("detention", "at least 12 lawyers")]),
    ("A 43-year-old teacher was sentenced to two years in prison.", [("sentence", "A 43-year-old teacher")]),
    ("Anna Kolas's arrest came at dawn.", [("detention", "Anna Kolas")]),
]

NO_FACTS = [
    "Anna Kolas was not released.",
    "Rights groups call for the release of Anna Kolas.",
    "The authorities must release Anna Kolas.",
    "Anna Kolas risks being arrested.",
    "Anna Kolas may be sentenced to ten years in prison.",
    "If Anna Kolas is sentenced to ten years, she will appeal.",
    "Was Anna Kolas detained?",
    "People are detained for comments.",
    "The prosecutor asked the court to sentence Anna Kolas to five years in prison.",
    "The ministry denied that Anna Kolas had been detained.",
    '"We will jail them all," said the minister.',
    "The trial of Anna Kolas will begin on 5 March.",
    "Anna Kolas faces up to seven years in prison if she is convicted.",
]


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_a_sentence_says_what_happened_to_whom(text: str, expected: list[tuple[str, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize("text", NO_FACTS)
def test_what_did_not_happen_is_no_fact(text: str) -> None:
    assert facts(text) == []


def test_a_sentence_has_its_date_term_regime_article_court_and_judge() -> None:
    fact = only(
        "On 5 March 2023 Judge Viktar Hrak of the Zarechny District Court sentenced Anna Kolas to six and a half years in a "
        "general-regime colony under Part 1 of Article 342.",
        "sentence",
    )
    assert (fact.date, fact.term, fact.regime, fact.article) == ("2023-03-05", "P6Y6M", "colony-general", "342(1)")
    assert fact.court == "Zarechny District Court"
    assert fact.judge == "Viktar Hrak"
    assert [name.nominative for name in fact.people] == ["Anna Kolas"]


def test_one_verb_and_two_outcomes() -> None:
    text = "The court sentenced Anna Kolas to three years in prison and Piotr Lis to five years of home confinement."
    found = [(fact.people[0].nominative, fact.term, fact.regime) for fact in read(text).proposals]
    assert found == [("Anna Kolas", "P3Y", ""), ("Piotr Lis", "P5Y", "home-confinement")]


def test_respectively_gives_each_their_own() -> None:
    text = "Anna Kolas and Piotr Lis were sentenced to six and a half and four years respectively."
    found = [(fact.people[0].nominative, fact.term) for fact in read(text).proposals]
    assert found == [("Anna Kolas", "P6Y6M"), ("Piotr Lis", "P4Y")]


def test_surnames_and_pronouns_mean_the_person_named_before() -> None:
    text = (
        "Anna Kolas, a teacher, was detained on 5 March. She was sentenced to three years in prison. Kolas was pardoned in May."
    )
    assert facts(text) == [("detention", "Anna Kolas"), ("sentence", "Anna Kolas"), ("pardon", "Anna Kolas")]


def test_a_man_is_not_she() -> None:
    text = "Anna Kolas was detained with her colleague. Piotr Lis was fined 3,200 roubles. She was released."
    assert facts(text)[-1] == ("release", "Anna Kolas")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to Viasna, Anna Kolas was detained.", "Viasna"),
        ("Anna Kolas was detained, the Zubrava Human Rights Centre said.", "Zubrava Human Rights Centre"),
        ("Anna Kolas was detained, her lawyer said.", "her lawyer"),
        ("Anna Kolas was detained under Article 342.", ""),
    ],
)
def test_who_says_so(text: str, speaker: str) -> None:
    assert only(text, "detention").attributed_to == speaker


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "of", "unit"),
    [
        ("Almost 1,300 political prisoners are behind bars.", 1300, "almost", "political prisoners", "people"),
        ("No fewer than 87 media outlets have been declared extremist.", 87, "no fewer than", "media outlets", "organisations"),
        ("Over a thousand organisations have been liquidated.", 1000, "over", "organisations", "organisations"),
        ("Police detained at least 12 lawyers.", 12, "at least", "lawyers", "people"),
    ],
)
def test_figures(text: str, value: int, qualifier: str, of: str, unit: str) -> None:
    figure = only(text, "figure").figure
    assert figure is not None
    assert (figure.value, figure.qualifier, figure.of, figure.unit) == (value, qualifier, of, unit)


def test_a_figure_has_its_day_and_who_claims_it() -> None:
    figure = only("According to Viasna, 1,022 political prisoners were behind bars on 1 February 2023.", "figure").figure
    assert figure is not None
    assert (figure.as_of, figure.claimed_by) == ("2023-02-01", "Viasna")


def test_a_day_without_a_year_is_resolved_and_says_so() -> None:
    fact = only("Anna Kolas was detained on 5 March.", "detention")
    assert (fact.date, fact.date_resolved) == ("2023-03-05", True)
    assert only("Anna Kolas was detained on 5 March 2023.", "detention").date_resolved is False


def test_the_next_day_is_counted_from_the_day_said_before() -> None:
    text = "Anna Kolas was detained on 5 March 2023. She was released the next day."
    assert only(text, "release").date == "2023-03-06"


def test_a_list_with_its_heading_is_read_as_one() -> None:
    text = "Detained today in Zareč:\n- Anna Kolas, journalist\n- Piotr Lis\n\nMore to follow."
    assert facts(text) == [("detention", "Anna Kolas", "Piotr Lis")]
    text = "Sentences:\n\n1. Anna Kolas: 3 years in a penal colony\n\n2. Piotr Lis: 2 years of home confinement\n"
    assert [(fact.people[0].nominative, fact.term) for fact in read(text).proposals] == [
        ("Anna Kolas", "P3Y"),
        ("Piotr Lis", "P2Y"),
    ]


def test_those_named_among_them_share_the_fact_of_the_number() -> None:
    text = "On 5 May, police detained 12 people. Among them are Anna Kolas and Piotr Lis."
    fact = next(fact for fact in read(text).proposals if fact.people)
    assert [name.nominative for name in fact.people] == ["Anna Kolas", "Piotr Lis"]
    assert (fact.kind, fact.date, fact.group) == ("detention", "2023-05-05", None)
