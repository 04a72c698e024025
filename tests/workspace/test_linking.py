"""Who is who: the queue, judgements that are taken back, come back or are made together, and a new list before it is in."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

from kronika.errors import InputError
from kronika.model.judgement import Verdict
from kronika.workspace.arrivals import arriving
from kronika.workspace.consent import open_facts
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import transcribe_all
from kronika.workspace.export import export
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.link import Asked, queue
from kronika.workspace.link_batch import accept, read_answers
from kronika.workspace.opening import opened
from kronika.workspace.people import resolve
from kronika.workspace.profiles import profiles
from kronika.workspace.protect import protect
from kronika.workspace.review import reviewing
from kronika.workspace.show import show
from workspace.conftest import Said, at, put, tell

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

RIVER = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Калеснікава Марыя;1990-03-04;2021-05-10;2021-09-01;5 years;2021-05-20;;
2;Сацункевіч Баляслаў;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;
3;Іваноў Іван;1970-01-01;2021-07-07;;;2021-07-10;;
4;Unknown woman;;2021-07-07;;;2021-07-10;;
"""
LAKE = """\
Person;Date of birth;Arrest;Pseudonym
Kolesnikova Maria;1990;2021-05-10;
Satsunkevich Boleslav;1985;2021-06-02;
Ivanov Ivan;1988-08-08;2021-08-08;
unknown woman;;2021-07-07;
Kalesnikava Maryia;1990-03-04;2021-05-10;name changed
"""
LAKE_MAP = """\
list: lake-list
key: [Person]
columns:
  Person: person.name
  Date of birth: person.birth_date
  Arrest: detention.date
  Pseudonym: person.protective_pseudonym
"""
DAY = "2021-08-20"


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """Two lists with three people in common, of whom one pair are namesakes; everything transcribed."""
    put(settings, tmp_path / "in", "river.csv", RIVER, "2021-08-15")
    put(settings, tmp_path / "in", "lake.csv", LAKE, "2021-08-15", mapping=LAKE_MAP)
    transcribe_all(settings, sample=0)
    return settings


def people(settings: Settings) -> dict[tuple[str, str], str]:
    """Ids by list and surname, in Latin letters."""
    with opened(settings) as record:
        return {(one.list, one.names[0]): one.id for one in profiles(record)}


def pairs(settings: Settings, **asked: Any) -> dict[frozenset[str], dict[str, Any]]:
    found = queue(settings, Asked(definition="political-prisoner/custody", on=DAY, **asked))
    return {frozenset((item["left_name"], item["right_name"])): item for item in found}


def both(settings: Settings, one: str, other: str) -> tuple[str, str]:
    with opened(settings) as record:
        return resolve(record, one), resolve(record, other)


def counted(settings: Settings) -> tuple[int, int, int]:
    found = answer(settings, Question(DAY, "political-prisoner/custody"))
    return found["in"], found["range"]["low"], found["range"]["high"]


MARIA = frozenset({"Калеснікава Марыя", "Kolesnikova Maria"})
IVAN = frozenset({"Іваноў Іван", "Ivanov Ivan"})


def test_the_queue_has_who_may_be_one_with_reasons_and_what_a_judgement_changes(filled: Settings) -> None:
    found = pairs(filled)
    maria = found[MARIA]
    assert (maria["verdict"], maria["kind"]) == ("same", "person")
    assert any("dates of birth agree" in reason or "years of birth agree" in reason for reason in maria["reasons"])
    (change,) = maria["changes"]
    assert (change["same"]["in"], change["same"]["high"], change["different"]["low"]) == (-1, -1, 1)
    assert maria["worth"] == pytest.approx(1)
    assert IVAN not in found, "whom birth dates contradict is no candidate"


def test_nobody_protected_or_unnamed_is_in_a_block_a_search_or_a_list_of_candidates(filled: Settings, tmp_path: Path) -> None:
    with opened(filled) as record:
        spelled = {name for one in profiles(record) for name in one.names}
    assert spelled.isdisjoint({"Kalesnikava Maryia", "Unknown woman", "unknown woman"})
    assert all("nknown" not in name for key in pairs(filled) for name in key)
    assert [item["name"] for item in find(filled, "Kalesnikava Maryia")["people"]] == ["Калеснікава Марыя", "Kolesnikova Maria"]
    assert find(filled, "unknown woman")["people"] == []
    protect(filled, "Kolesnikova Maria")
    assert MARIA not in pairs(filled)
    path = tmp_path / "new.csv"
    path.write_text("Person;Date of birth;Arrest\nMaria Kolesnikova;1990-03-04;2021-05-10\n", encoding="utf-8")
    (row,) = arriving(filled, path)
    assert [match["name"] for match in row["matches"]] == ["Калеснікава Марыя"]


def test_judgements_narrow_the_range_and_count_one_person_once(filled: Settings) -> None:
    assert counted(filled) == (9, 7, 9)
    judge(filled, *both(filled, "Калеснікава Марыя", "Kolesnikova Maria"), "same")
    assert counted(filled) == (8, 7, 8)
    judge(filled, *both(filled, "Сацункевіч Баляслаў", "Satsunkevich Boleslav"), "different")
    assert counted(filled) == (8, 8, 8)
    assert pairs(filled, kind="person") == {}
    assert [len(item["lists"]) for item in answer(filled, Question(DAY, "political-prisoner/custody"))["people"]].count(2) == 1


def test_what_an_unsure_pair_waits_for_is_more_to_compare(filled: Settings) -> None:
    ours, theirs = both(filled, "Сацункевіч Баляслаў", "Satsunkevich Boleslav")
    judge(filled, ours, theirs, "unsure")
    assert frozenset({"Сацункевіч Баляслаў", "Satsunkevich Boleslav"}) not in pairs(filled)
    assert counted(filled)[1:] == (7, 9), "what is unsure stays a range"


def test_two_rows_of_one_list_that_are_one_person_count_once(settings: Settings, tmp_path: Path) -> None:
    text = RIVER + "5;Марыя Калеснікава;1990-03-04;2021-05-10;;;2021-05-20;;\n"
    put(settings, tmp_path / "in", "river.csv", text, "2021-08-15")
    transcribe_all(settings, sample=0)
    found = pairs(settings)[frozenset({"Калеснікава Марыя", "Марыя Калеснікава"})]
    before = answer(settings, Question(DAY, "political-prisoner/custody"))["in"]
    judge(settings, found["left"], found["right"], "same")
    assert answer(settings, Question(DAY, "political-prisoner/custody"))["in"] == before - 1


def test_taking_back_gives_every_fact_back_to_the_byte(filled: Settings, tmp_path: Path) -> None:
    open_facts(filled, kinds=("*",), purpose="test", audience="team", source="river-list")
    open_facts(filled, kinds=("*",), purpose="test", audience="team", source="lake-list")
    for form in ("csv", "ftm"):
        export(filled, tmp_path / f"before.{form}", form=form, audience="team")
    ours, theirs = both(filled, "Калеснікава Марыя", "Kolesnikova Maria")
    judge(filled, ours, theirs, "same")
    export(filled, tmp_path / "joined.ftm", form="ftm", audience="team")
    done = judge(filled, ours, theirs, "unsure", reason="taken back")
    assert (done["was_joined"], done["joined"], done["through"]) == (True, False, [])
    for form in ("csv", "ftm"):
        export(filled, tmp_path / f"after.{form}", form=form, audience="team")
        # acts have ids for one file alone
        before, after = (
            re.sub(rb"a[0-9a-f]{16}", b"act", (tmp_path / f"{name}.{form}").read_bytes()) for name in ("before", "after")
        )
        assert after == before
    assert (tmp_path / "joined.ftm").read_bytes() != (tmp_path / "before.ftm").read_bytes()


def test_whom_a_third_still_joins_is_named(filled: Settings) -> None:
    tell(filled, "note.txt", "Maria Kolesnikova was seen.", Said("Maria Kolesnikova", "detention", "happened", "yes", "was seen"))
    ids = people(filled)
    (third,) = [ident for (_, name), ident in ids.items() if name == "Maria Kolesnikova"]
    ours, theirs = both(filled, "Калеснікава Марыя", ids["lake-list", "Kolesnikova Maria"])
    for one, other in ((ours, theirs), (ours, third), (theirs, third)):
        judge(filled, one, other, "same")
    done = judge(filled, ours, theirs, "unsure")
    assert done["joined"]
    assert done["through"] == [f"Maria Kolesnikova ({third})"]
    assert not judge(filled, ours, theirs, "different")["joined"], "a wall holds, whoever joins them"


def test_a_judgement_that_later_facts_contradict_comes_back_with_the_reason(filled: Settings, tmp_path: Path) -> None:
    ours, theirs = both(filled, "Калеснікава Марыя", "Kolesnikova Maria")
    judge(filled, ours, theirs, "same")
    assert MARIA not in pairs(filled, kind="person")
    put(filled, tmp_path / "in", "lake2.csv", LAKE.replace("Maria;1990;", "Maria;1961;"), "2021-09-15", mapping=LAKE_MAP)
    first = queue(filled, Asked())[0]
    assert frozenset((first["left_name"], first["right_name"])) == MARIA
    assert first["again"] == ["the dates of birth contradict: 1990-03-04; 1961"]
    assert [judged["verdict"] for judged in first["earlier"]] == ["same"]
    judge(filled, ours, theirs, "same", reason="the year is a slip")
    assert MARIA not in pairs(filled, kind="person"), "whoever has seen the contradiction is not asked again"


def test_namesakes_are_shown_as_namesakes(filled: Settings) -> None:
    found = pairs(filled, namesakes=True)
    assert set(found) == {IVAN}
    assert any("contradict" in reason for reason in found[IVAN]["reasons"])
    shown = show(filled, "Іваноў Іван")
    (other,) = shown["namesakes"]
    assert (other["name"], other["list"]) == ("Ivanov Ivan", "lake-list")
    assert any("1970-01-01; 1988-08-08" in why for why in other["why"])
    judge(filled, *both(filled, "Іваноў Іван", "Ivanov Ivan"), "different", reason="brothers")
    assert any("by documenter-1 (brothers)" in why for why in show(filled, "Іваноў Іван")["namesakes"][0]["why"])


def test_show_gives_the_spellings_and_the_judgements(filled: Settings) -> None:
    judge(filled, *both(filled, "Калеснікава Марыя", "Kolesnikova Maria"), "same", reason="one birth")
    shown = show(filled, "Maria Kolesnikova")
    assert {item["name"]: item["sources"] for item in shown["spellings"]} == {
        "Калеснікава Марыя": ["river-list"],
        "Kolesnikova Maria": ["lake-list"],
    }
    assert [(item["verdict"], item["reason"]) for item in shown["judgements"]] == [("same", "one birth")]


# -- together --------------------------------------------------------------------------------------------------------------


def test_a_batch_is_one_judgement_with_its_sample_and_bound(filled: Settings, tmp_path: Path) -> None:
    drawn = accept(filled, Asked(kind="person"), 0.8, sample=10, answers={}, seed=1)
    assert (drawn.size, drawn.accepted, drawn.bound) == (2, 2, None)
    with opened(filled) as record:
        kinds = list(record.connection.exec_driver_sql("SELECT kind FROM log ORDER BY seq").scalars())
    assert kinds.count("judgements") == 1
    assert "judgement" not in kinds
    assert counted(filled)[0] == 7


def test_what_the_reader_of_a_sample_found_wrong_is_not_joined(filled: Settings, tmp_path: Path) -> None:
    found = pairs(filled)
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[item["left"], item["right"], "same" if key == MARIA else "different"] for key, item in found.items()]
        csv.writer(file).writerows([["left", "right", "verdict"], *rows])
    done = accept(filled, Asked(kind="person"), 0.8, sample=10, answers=read_answers(path))
    assert (done.answered, len(done.wrong), done.accepted) == (2, 1, 1)
    assert done.bound == pytest.approx(0.5), "all were read: one of two is wrong"
    assert counted(filled) == (8, 8, 8)


def test_a_batch_never_joins_two_of_one_list(settings: Settings, tmp_path: Path) -> None:
    put(settings, tmp_path / "in", "river.csv", RIVER, "2021-08-15")
    twice = LAKE + "Kalesnikava Mariya;1990;2021-05-10;\n"
    put(settings, tmp_path / "in", "lake.csv", twice, "2021-08-15", mapping=LAKE_MAP)
    transcribe_all(settings, sample=0)
    done = accept(settings, Asked(kind="person"), 0.8, sample=0)
    assert done.doubtful >= 2
    names = {name for key in pairs(settings) for name in key}
    assert {"Kolesnikova Maria", "Kalesnikava Mariya"} <= names, "they wait in the queue, one by one"


def test_a_batch_leaves_published_people_to_a_second_reader(filled: Settings) -> None:
    open_facts(filled, kinds=("*",), purpose="published", audience="public", source="river-list")
    first = accept(filled, Asked(kind="person"), 0.8, sample=0)
    assert (first.accepted, len(first.waiting)) == (0, 2)
    lawyer = at(filled, "2023-06-02", role="lawyer-1")
    waiting = queue(lawyer, Asked(kind="person"))
    assert len(waiting) == 2
    assert all("waits for a second reader" in item["waits"] for item in waiting)
    assert queue(filled, Asked(kind="person")) == [], "who has answered is not asked again"
    assert accept(lawyer, Asked(kind="person"), 0.8, sample=0).accepted == 2


@pytest.mark.parametrize("above", [0.5, 1.5, -1])
def test_a_probability_that_is_none_is_refused(filled: Settings, above: float) -> None:
    with pytest.raises(InputError, match="no probability"):
        accept(filled, Asked(), above, sample=5)


@pytest.mark.parametrize("text", ["left,right\nm1,m2\n", "left,right,verdict\nm1,m2,perhaps\n", "a\n1\n"])
def test_answers_that_cannot_be_used_are_named_by_their_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="two ids and a verdict") as said:
        read_answers(path)
    assert said.value.where.endswith("row 2")


# -- acts ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(settings: Settings) -> Settings:
    """Two notes about one person: two reports of one arrest, and a second arrest that only one of them has."""
    for name, words in (("one.txt", "on 5 May 2021"), ("two.txt", "in May 2021")):
        value = "2021-05-05" if name == "one.txt" else "2021-05"
        text = f"Ana Perova was detained {words} in Riverton. ({name})"
        tell(settings, name, text, Said("Ana Perova", "detention", "date", value, words))
    later = "Ana Perova was detained on 1 June 2021."
    tell(settings, "three.txt", later, Said("Ana Perova", "detention", "date", "2021-06-01", "on 1 June 2021"))
    transcribe_all(settings, sample=0)
    first, *others = (one for one in people(settings).values())
    for other in others:
        judge(settings, first, other, "same")
    return settings


def facts(settings: Settings) -> tuple[int, int, int]:
    found = answer(settings, Question("2021-12-31", "detentions/facts", since="2021-01-01"))
    return found["in"], found["range"]["low"], found["range"]["high"]


def test_two_reports_of_one_arrest_are_proposed_and_a_chain_is_not(told: Settings) -> None:
    (found,) = [item for item in queue(told, Asked()) if item["kind"] == "detention"]
    assert any("fit as far as they are known" in reason for reason in found["reasons"])
    assert {found["left_list"], found["right_list"]} == {"one.txt", "two.txt"}


def test_the_number_of_facts_follows_the_judgements_on_acts(told: Settings) -> None:
    (found,) = [item for item in queue(told, Asked()) if item["kind"] == "detention"]
    before = facts(told)
    judge(told, found["left"], found["right"], "different")
    apart = facts(told)
    judge(told, found["left"], found["right"], "same")
    joined = facts(told)
    assert apart[0] == joined[0] + 1
    assert before[1] <= joined[0] <= apart[0] <= before[2]
    with reviewing(told, Asked(kind="detention")) as review:
        assert review.items == []


def test_acts_of_two_people_are_not_one(filled: Settings) -> None:
    ours, theirs = both(filled, "Калеснікава Марыя", "Satsunkevich Boleslav")
    arrests = [
        next(act["mention"] for act in show(filled, who)["timeline"] if act["kind"] == "detention") for who in (ours, theirs)
    ]
    with pytest.raises(InputError, match="two people who are not judged to be one"):
        judge(filled, arrests[0], arrests[1], "same")


# -- side by side, and a new list --------------------------------------------------------------------------------------------


def test_a_review_shows_both_sides_and_leaves_out_what_was_settled(filled: Settings) -> None:
    with reviewing(filled, Asked(kind="person")) as review:
        item = next(
            item for item in review.items if "Kolesnikova Maria" in {review.queue.name(m) for m in (item.left, item.right)}
        )
        left, right = review.sides(item)
        assert {line["value"] for side in (left, right) for line in side["facts"]} == {"1990-03-04", "1990"}
        assert review.open(item)
        done = review.judge(item, "same", "side by side")
        assert done["joined"]
        assert not review.open(item)
        assert [judged["verdict"] for judged in review.earlier(item)] == ["same"]


ARRIVING = """\
Person;Date of birth;Arrest;Pseudonym
Марыя Калеснікава;1990-03-04;2021-05-10;
Satsunkevich B.;;;
Newman Nora;1999-09-09;2023-01-01;
unknown man, about 40;;2023-01-01;
Somebody Else;;2023-01-01;name changed
علي حسن;;2023-01-01;
"Anna Petrova, Ivan Sidorov";;2023-01-01;
"""


def test_a_new_list_is_held_against_the_record_and_nothing_is_written(filled: Settings, tmp_path: Path) -> None:
    path = tmp_path / "arriving.csv"
    path.write_text(ARRIVING, encoding="utf-8")
    (tmp_path / "new.map.yml").write_text(LAKE_MAP.replace("lake-list", "new-list"), encoding="utf-8")
    with opened(filled) as record:
        judge_before = record.head
    rows = {row["row"]: row for row in arriving(filled, path, tmp_path / "new.map.yml")}
    with opened(filled) as record:
        assert record.head == judge_before
    assert {number: row["outcome"] for number, row in rows.items()} == {
        2: "doubtful",
        3: "doubtful",
        4: "new",
        5: "not matched",
        6: "not matched",
        7: "new",
        8: "new",
    }
    assert any("more than one in the record is as near" in why for why in rows[2]["why"])
    assert {match["name"] for match in rows[3]["matches"]} == {"Сацункевіч Баляслаў", "Satsunkevich Boleslav"}
    assert any("script not read" in why for why in rows[7]["why"])
    assert any("several people" in why for why in rows[8]["why"])
    judge(filled, *both(filled, "Калеснікава Марыя", "Kolesnikova Maria"), Verdict.SAME)
    assert arriving(filled, path, tmp_path / "new.map.yml")[0]["outcome"] == "known"


def test_names_on_lines_will_do_and_rows_that_are_here_are_known(filled: Settings, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Maria Kolesnikova\nNora Newman\n", encoding="utf-8")
    assert [row["outcome"] for row in arriving(filled, names)] == ["doubtful", "new"]
    again = tmp_path / "lake.csv"
    again.write_text(LAKE, encoding="utf-8")
    rows = arriving(filled, again)
    assert {row["why"][0] for row in rows if row["name"] != "unknown woman"} >= {"the record has this very row of the list"}
    empty = tmp_path / "empty.csv"
    empty.write_text("Name;Detained\n;2021-05-05\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column of names"):
        arriving(filled, empty)
