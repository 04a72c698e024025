"""A person at the terminal: reading, confirming, rejecting, judging."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_examples import Result

    Run = Callable[..., Result]
    Typing = Callable[[str], None]


def test_a_card_shows_each_fact_with_its_quote_and_place(record: Path, run: Run) -> None:
    said = run("proposals", "--source", "first.csv").out
    assert "Boris Lukin · person" in said
    assert "  date: 1 June 2021  s" in said
    assert "  term: 3 years  s" in said
    assert "“3 years” — first.csv, cell F3" in said
    assert "statements shown" in said.splitlines()[-1]


def test_facts_of_one_passage_stand_above_its_quote_once(record: Path, run: Run) -> None:
    said = run("proposals", "--source", "page.txt").out
    assert "almost 40 political prisoners · figure" in said
    assert said.count("River Watch says that almost 40 political prisoners") == 1


def test_card_by_card_a_person_confirms_rejects_skips_and_stops(record: Path, run: Run, typed: Typing) -> None:
    cards: dict[str, int] = {}
    for line in run("proposals", "--source", "page.txt", "--json").json:
        cards[line["mention"]] = cards.get(line["mention"], 0) + 1
    first, second, third = cards.values()
    typed("t\nr\ns\n")
    said = run("transcribe", "--source", "page.txt")
    assert "Card 3 of 3" in said.out
    assert said.out.rstrip().endswith(f"transcribed, {second} rejected.")
    changed = [line["text"] for line in run("changes", "--since", "1", "--json").json[-2:]]
    assert [text.split(" ")[0::2][:2] for text in changed] == [[str(first), "transcribed:"], [str(second), "rejected:"]]
    left = {card["mention"] for card in run("proposals", "--source", "page.txt", "--json").json}
    assert left == {list(cards)[2]}
    assert third
    typed("q\n")
    assert "0 statements transcribed, 0 rejected." in run("transcribe", "--source", "page.txt").out
    assert {card["mention"] for card in run("proposals", "--source", "page.txt", "--json").json} == left


def test_an_answer_that_is_none_is_asked_for_again(record: Path, run: Run, typed: Typing) -> None:
    typed("x\nq\n")
    said = run("transcribe", "--source", "page.txt")
    assert "'x' is not one of" in said.out
    assert "0 statements transcribed" in said.out


def test_stopping_in_between_keeps_what_was_decided(record: Path, run: Run, typed: Typing) -> None:
    before = len(run("proposals", "--json").json)
    typed("t\n")
    said = run("transcribe", expect=1)
    assert said.lines[-1] == "Stopped. What was reported as saved is saved."
    assert 0 < len(run("proposals", "--json").json) < before


def test_an_empty_line_is_no_answer(record: Path, run: Run, typed: Typing) -> None:
    typed("\n\ny\n")
    said = run("transcribe", "--all", "--sample", "1").out
    assert "Read: 1 of the sample of 1, 0 wrong." in said


def test_an_empty_line_decides_on_no_card(record: Path, run: Run, typed: Typing) -> None:
    typed("\n\nq\n")
    assert "0 statements transcribed, 0 rejected." in run("transcribe").out


def test_when_nothing_waits_it_says_so(decided: Path, run: Run, typed: Typing) -> None:
    typed("")
    assert "Nothing waits for your decision." in run("transcribe").out


def test_without_a_terminal_it_says_what_to_give(record: Path, run: Run) -> None:
    said = run("transcribe", expect=1)
    assert said.lines == ["nothing says what to transcribe. Give ids, or --all --sample N, or call it on a terminal."]


def test_a_sample_is_read_on_the_terminal_and_bounds_the_errors(record: Path, run: Run, typed: Typing) -> None:
    typed("n\n" + "y\n" * 9)
    said = run("transcribe", "--all", "--sample", "10").out
    assert "Please read 10 of " in said
    assert "1 rejected." in said
    assert "Read: 10 of the sample of 10, 1 wrong. At most 39.5 % of all are wrong (95 % sure)." in said
    assert "Head: " in said.splitlines()[-1]
    assert run("proposals").out.startswith("0 statements shown")


def test_a_sample_that_nobody_reads_gives_no_bound(record: Path, run: Run) -> None:
    said = run("transcribe", "--all", "--sample", "10").out
    assert "The sample (10 of " in said
    assert "Nobody answered for the sample of 10, so no error bound is recorded." in said
    assert run("transcribe", "--all", expect=1).lines == ["nothing is proposed. Add sources with 'kronika add' first."]


def test_answers_come_from_a_file_too(record: Path, run: Run) -> None:
    waiting = run("proposals", "--json").json
    with (record / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "right"], *([line["id"], "no" if line is waiting[0] else "yes"] for line in waiting)])
    found = run("transcribe", "--all", "--sample", len(waiting), "--answers", "answers.csv", "--json").json
    assert (found["answered"], found["wrong"]) == (len(waiting), [waiting[0]["id"]])
    assert found["transcribed"] == len(waiting) - 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id,right\ns1,perhaps\n", "answers.csv, row 2: a row needs an id, and yes or no in the column right. Correct the row."),
        (
            "id,right\ns1,yes\ns2,no\ns1,no\n",
            "answers.csv, row 4: s1 is answered twice. Leave one answer for each statement.",
        ),
        ("a,b\n1,2\n", "answers.csv, row 2: a row needs an id, and yes or no in the column right. Correct the row."),
        (None, "answers.csv: the answers cannot be read. Give a CSV with the columns id and right."),
    ],
)
def test_answers_that_cannot_be_used_are_named(text: str | None, line: str, record: Path, run: Run) -> None:
    if text is not None:
        (record / "answers.csv").write_text(text, encoding="utf-8")
    assert run("transcribe", "--all", "--answers", "answers.csv", expect=1).lines == [line]
    assert len(run("proposals", "--json").json) > 0


def test_single_statements_are_decided_by_their_ids(record: Path, run: Run) -> None:
    first, second = (line["id"] for line in run("proposals", "--source", "page.txt", "--json").json[:2])
    assert run("transcribe", first).out == "1 statement transcribed.\n"
    assert run("assert", first).out == "1 statement asserted.\n"
    assert run("dispute", first, "--reason", "the family says otherwise").out == "1 statement disputed.\n"
    assert run("reject", second, "--reason", "another person").out == "1 statement rejected.\n"
    said = run("changes", "--since", "1").out
    assert "1 statements disputed: the family says otherwise" in said or "1 statement disputed: the family says otherwise" in said


def test_a_death_wants_a_second_role(record: Path, run: Run) -> None:
    (record / "death.txt").write_text("Boris Lukin died in the prison of Riverton on 3 May 2022.\n", encoding="utf-8")
    run("add", "death.txt")
    death = next(line["id"] for line in run("proposals", "--source", "death.txt", "--json").json if line["kind"] == "death")
    assert "1 statement noted as read by you; another role has to read too, without your answer" in run("assert", death).out
    said = run("proposals", "--second").out
    assert "[waits for a second reader: read once, by documenter-1]" in said
    assert said.splitlines()[-2:] == [
        "1 statement and 0 pairs wait until two roles have read them.",
        "You have read 1 statement of these: another role has to.",
    ]
    assert "0 statements asserted" in run("assert", death).out, "the same role twice is one reader"
    assert run("assert", death, "--by", "lawyer-1").out == "1 statement asserted.\n"


def test_judgements_are_said_back_with_names(decided: Path, run: Run) -> None:
    anna = next(item["mention"] for item in run("find", "Perova", "--json").json["people"] if item["name"] == "Perova, Anna")
    assert run("different", "Boris Lukin", "Vera Senkina").out == "Judged different: Boris Lukin and Vera Senkina.\n"
    assert run("same", "Boris Lukin", anna, "--reason", "for a test").out == "Judged same: Boris Lukin and Perova, Anna.\n"
    walled = run("same", anna, "Vera Senkina").out
    assert "They are not joined: somebody in one of the two groups was judged different" in walled
    assert run("split", anna, "Boris Lukin").out == "Taken back: Perova, Anna and Boris Lukin are no longer one.\n"


def test_who_is_meant_by_a_name_that_two_have_is_asked_for(decided: Path, run: Run) -> None:
    (line,) = run("show", "Ana Perova", expect=1).lines
    assert line.startswith("Ana Perova: more than one is meant: ")
    assert line.endswith("Give the id.")


def test_show_gives_each_fact_with_its_quote(decided: Path, run: Run) -> None:
    said = run("show", "Vera Senkina").out
    assert "ground of release: pardoned" in said
    assert "“2021-12-24” — first.csv, cell H4" in said


def test_show_sets_contradictions_side_by_side(decided: Path, run: Run) -> None:
    people = {(item["name"], item["list"]): item["mention"] for item in run("find", "Perova", "--json").json["people"]}
    ana, anna = people["Ana Perova", "river-list"], people["Perova, Anna", "other"]
    run("same", ana, anna)
    said = run("show", ana).out
    assert "Sources disagree on date of birth: 4 March 1990 (first.csv); 1991 (other.csv)" in said
    third = run("same", ana, people["Ana Perova", ""])
    assert third.status == 0
    run("same", anna, people["Ana Perova", ""])
    assert "They are still one through others" in run("split", ana, anna).out


def test_find_shows_people_and_passages(decided: Path, run: Run) -> None:
    said = run("find", "Перова").out
    assert "Ana Perova" in said
    assert "Perova, Anna" in said
    assert run("find", "Riverton").out.splitlines()[-1] == "0 names, 1 passage"


def test_count_says_the_number_the_definition_and_each_cause(decided: Path, run: Run) -> None:
    said = run("count", "--on", "2021-08-01", "--list", "river-list").out
    assert said.startswith("3 people on 2021-08-01\n")
    assert "in 3, disputed 0, unknown 0, out 0" in said
    assert "  Boris Lukin: " in said
    cut = run("count", "--on", "2021-08-01", "--list", "river-list", "--limit", "1").out
    assert "… and 2 more; --limit 0 names all" in cut


def test_count_says_what_waits_and_is_not_counted(record: Path, run: Run) -> None:
    said = run("count", "--on", "2021-08-01").out
    assert said.startswith("0 people")
    assert "not confirmed yet, and not counted." in said


def test_two_editions_are_compared_row_by_row(record: Path, run: Run) -> None:
    said = run("changes", "--list", "river-list").out
    assert "from first.csv (2021-08-01) to second.csv (2022-08-01)" in said
    assert "gone: 1: Boris Lukin" in said
    assert "Ana Perova, sentence term: 5 years → 6 years" in said


def test_an_erasure_says_what_went_and_what_remains_to_do(decided: Path, run: Run) -> None:
    person = next(item["mention"] for item in run("find", "Boris Lukin", "--json").json["people"])
    said = run("erase", person, "--ground", "asked by the person", "--second", "lawyer-1").out
    assert "1 person" in said
    assert "Tell everyone who has a copy." in said
    assert run("show", "Boris Lukin", expect=1).lines[0].startswith("Boris Lukin: nobody in this record is called that")


def test_what_leaves_is_only_what_was_opened(decided: Path, run: Run) -> None:
    withheld = run("export", "all.csv").out
    assert withheld.startswith("0 lines written to all.csv for public. The file is not encrypted.")
    assert "Why: no consent or opening for this audience and purpose (" in withheld
    run("consent", "open", "--source", "river-list", "--kind", "*", "--for", "public", "--purpose", "published by River Watch")
    opened = run("export", "opened.csv").out
    assert not opened.startswith("0 lines")
    assert "Boris Lukin" in (decided / "opened.csv").read_text(encoding="utf-8-sig")
    assert "stands" in run("consent", "list").out
    assert run("export", "court.csv", "--for", "court").out.startswith("0 lines"), "the public is not a court"
    run("consent", "open", "--source", "river-list", "--kind", "*", "--for", "public", "--for", "court", "--purpose", "a trial")
    (line,) = run("export", "which.csv", expect=1).lines
    assert line.endswith('Say for which they leave now, for example --purpose "a trial".')
    assert not run("export", "court.csv2", "--for", "court").out.startswith("0 lines")
    run("count", "--on", "2021-08-01", "--report", "r.html", "--for", "public", "--purpose", "A trial")
    assert run("count", "--on", "2021-08-01", "--purpose", "a trial", expect=2).status == 2
