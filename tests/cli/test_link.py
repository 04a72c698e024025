"""Somebody at the terminal who judges pairs, reads the sample of a batch, and looks at a new list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_examples import Result

    Run = Callable[..., Result]
    Typing = Callable[[str], None]


def test_two_people_stand_side_by_side_and_a_key_judges(decided: Path, run: Run, typed: Typing) -> None:
    typed("n\ns\none birth\nq\n")
    said = run("link", "--kind", "person").out
    assert "Pair 1 of " in said
    assert "| name: Perova, Anna" in said or "name: Perova, Anna" in said
    assert "Probability that both are one: " in said
    assert said.rstrip().endswith("Judged: 1 same, 0 different, 0 unsure.")
    (line,) = [line for line in run("changes", "--since", "1", "--json").json if line["kind"] == "judgement"]
    assert line["text"].startswith("judged same: ")


def test_each_judgement_is_saved_before_the_next_pair(decided: Path, run: Run, typed: Typing) -> None:
    typed("d\n\n")
    said = run("link", "--kind", "person", expect=1)
    assert said.lines[-1] == "Stopped. What was reported as saved is saved."
    assert [line["kind"] for line in run("changes", "--since", "1", "--json").json].count("judgement") == 1


def test_without_a_terminal_the_pairs_are_listed(decided: Path, run: Run) -> None:
    said = run("link", "--kind", "person").out
    assert "possible  Ana Perova (" in said or "same      Ana Perova (" in said
    assert "to be judged; on a terminal 'kronika link' asks for each." in said.splitlines()[-1]
    listed = run("link", "--json", "--limit", "1").json
    assert len(listed) == 1
    assert set(listed[0]["names"]) == {"left", "right"}


def test_the_sample_of_a_batch_is_read_on_the_terminal(decided: Path, run: Run, typed: Typing) -> None:
    pairs = run("link", "--kind", "person", "--json").json
    sure = [pair for pair in pairs if pair["probability"] >= 0.6]
    typed("s\n" * len(sure))
    said = run("link", "--kind", "person", "--accept-above", "0.6").out
    assert f"Please read {len(sure)} of " in said
    assert f"Read: {len(sure)} of the sample of {len(sure)}, 0 wrong. At most 0.0 % of all are wrong (95 % sure)." in said
    assert "Head: " in said.splitlines()[-1]


def test_a_new_list_is_told_row_by_row(decided: Path, run: Run) -> None:
    (decided / "new.csv").write_text("Who;Held\nAna Perova;2021-05-10\nNora Newman;2023-01-01\n;2023-01-01\n", encoding="utf-8")
    said = run("link", "--list", "new.csv").out.splitlines()
    assert said[0].startswith("row 2: Ana Perova: doubtful: ")
    assert "row 3: Nora Newman: new: nobody in the record may be the same" in said
    assert said[-1] == "3 rows: 1 new, 0 known, 1 doubtful, 1 not matched. Nothing was written."
    assert said[-2] == "row 4: (no name): not matched: row 4: no name; not read"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--kind", "ghost"], "--kind ghost: there is no such kind. There are: person, organisation, facility, court, "),
        (["--accept-above", "2"], "--accept-above 2: this is no probability to accept from. Give 0.95, say."),
        (["--accept-above", "1"], "--accept-above 1: no pair is that probable. See 'kronika link'."),
        (
            ["--accept-above", "0.9", "--answers", "no.csv"],
            "no.csv: the answers cannot be read. Give a CSV with the columns",
        ),
        (["--list", "no.csv"], "no.csv: "),
        (["--list", "page.txt", "--map", "river.map.yml"], "page.txt: there is no table in it, so a mapping says nothing. "),
        (["--on", "2021-13-45"], "--on 2021-13-45: this is no day. Write it as 2021-06-01."),
        (["--definition", "ghost"], "no definition is called 'ghost'. "),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(words: list[str], line: str, decided: Path, run: Run) -> None:
    (said,) = run("link", *words, expect=1).lines
    assert said.startswith(line)


@pytest.mark.parametrize(
    "words",
    [
        ["--list", "a.csv", "--accept-above", "0.9"],
        ["--map", "a.yml"],
        ["--seed", "1"],
        ["--namesakes", "--accept-above", "0.9"],
    ],
)
def test_options_that_do_not_go_together_are_refused(words: list[str], decided: Path, run: Run) -> None:
    assert run("link", *words, expect=2).lines[-1].startswith("Error: ")


def test_what_contradicts_a_judgement_is_said(decided: Path, run: Run) -> None:
    people = {item["name"]: item["mention"] for item in run("find", "Perova", "--json").json["people"]}
    done = run("same", "Boris Lukin", people["Perova, Anna"], "--json").json
    assert done["against"][0] == "the dates of birth contradict: 1985; 1991"
    assert run("split", "Boris Lukin", "Vera Senkina").out.startswith("Nothing to take back: ")
