from __future__ import annotations

from collections import Counter

from kronika.model.statement import Reading
from kronika.model.vocabulary import load
from kronika.reading.text import as_dict, reading
from reading_texts import read

TEXT = (
    "On 5 March 2023 Anna Kolas and Piotr Lis were sentenced to three years in prison under Article 342. "
    "Kolas was released in May. She fled to Lithuania. Police detained at least 12 lawyers, according to Viasna."
)


def stated(text: str = TEXT) -> Reading:
    return reading(read(text), "s")


def values(read_: Reading, mention: str) -> dict[str, str]:
    return {item.property: item.value for item in read_.statements if item.mention == mention}


def test_one_person_is_one_mention_however_often_a_source_names_them() -> None:
    found = stated()
    people = [mention for mention in found.mentions if mention.kind == "person"]
    assert [values(found, mention.id)["name"] for mention in people] == ["Anna Kolas", "Piotr Lis"]
    assert [TEXT[mention.start : mention.end] for mention in people] == ["Anna Kolas", "Piotr Lis"]


def test_every_act_has_one_subject_and_those_told_together_share_an_event() -> None:
    found = stated()
    people = {mention.id for mention in found.mentions if mention.kind in {"person", "group"}}
    acts = [mention for mention in found.mentions if mention.kind in {"sentence", "release", "crossing", "detention"}]
    assert Counter(act.kind for act in acts) == {"sentence": 2, "release": 1, "crossing": 1, "detention": 1}
    assert all(act.subject in people for act in acts)
    one, other = (act for act in acts if act.kind == "sentence")
    assert one.event == other.event != ""
    assert one.subject != other.subject
    assert all(act.event == "" for act in acts if act.kind == "release")
    assert values(found, one.id) == {"date": "2023-03-05", "term": "P3Y", "article": "342"}


def test_a_number_of_people_is_a_group_and_a_figure() -> None:
    found = stated()
    (group,) = (mention for mention in found.mentions if mention.kind == "group")
    assert values(found, group.id) == {"description": "at least 12 lawyers", "count_low": "12", "unit": "people"}
    (figure,) = (mention for mention in found.mentions if mention.kind == "figure")
    said = values(found, figure.id)
    assert (said["value"], said["qualifier"], said["of"], said["claimed_by"]) == ("12", "at least", "lawyers", "Viasna")


def test_properties_and_kinds_are_of_the_vocabulary() -> None:
    found = stated()
    kinds = {mention.id: mention.kind for mention in found.mentions}
    for item in found.statements:
        assert item.property in {known.key for known in load().kind(kinds[item.mention]).properties.values()}


def test_every_statement_says_its_rule_and_quotes_the_text() -> None:
    for item in stated().statements:
        assert item.rule.startswith("text: ")
        assert TEXT[item.start : item.end] == item.quote
        assert item.original


def test_who_says_so_is_kept() -> None:
    found = stated()
    assert {item.stated_by for item in found.statements} == {"", "Viasna"}


def test_ids_stay_when_the_text_around_a_fact_is_read_again_or_a_later_passage_changes() -> None:
    first = {item.id for item in stated().statements}
    assert first == {item.id for item in stated().statements}
    longer = stated(TEXT + " It rained all week.")
    assert first == {item.id for item in longer.statements}


def test_an_act_of_which_nothing_else_is_said_is_said_to_have_happened() -> None:
    found = stated("Anna Kolas was beaten.")
    (act,) = (mention for mention in found.mentions if mention.kind == "treatment")
    assert values(found, act.id)


def test_json_has_the_shape_that_is_promised() -> None:
    proposals = read(TEXT).proposals
    shown = [as_dict(proposal) for proposal in proposals]
    for proposal in shown:
        assert {"kind", "person", "organisation", "date", "place", "court", "article", "term", "regime", "figure"} <= set(
            proposal
        )
        assert {"attributed_to", "quote", "start", "end", "rule", "confidence"} <= set(proposal)
        assert TEXT[proposal["start"] : proposal["end"]] == proposal["quote"]
    assert shown[0]["person"][0]["as_written"] == "Anna Kolas"
    figure = next(proposal["figure"] for proposal in shown if proposal["figure"])
    assert set(figure) >= {"qualifier", "value", "of", "as_of", "claimed_by"}
