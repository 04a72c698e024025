"""How a command finds its record, its passphrase and its role."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import pytest

from cli_examples import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_examples import Result

#: a call of every command that opens a record
OPENING = [
    ["add", "page.txt"],
    ["sources"],
    ["sources", "--describe", "page.txt", "--published", "2022"],
    ["proposals"],
    ["transcribe", "--all"],
    ["transcribe", "s2xk4"],
    ["assert", "s2xk4"],
    ["reject", "s2xk4"],
    ["dispute", "s2xk4"],
    ["show", "Ana"],
    ["find", "Ana"],
    ["link"],
    ["link", "--accept-above", "0.9"],
    ["link", "--list", "other.csv"],
    ["same", "m1", "m2"],
    ["different", "m1", "m2"],
    ["unsure", "m1", "m2"],
    ["split", "m1", "m2"],
    ["protect", "m1"],
    ["changes", "--since", "1"],
    ["changes", "--list", "river-list"],
    ["count", "--on", "2022-01-01"],
    ["count", "--on", "2022-01-01", "--report", "report.html"],
    ["count", "--series", "2021-01-01..2021-03-01"],
    ["consent", "give", "Ana", "--given-by", "self", "--kind", "*", "--purpose", "p", "--for", "team"],
    ["consent", "open", "--source", "page.txt", "--kind", "*", "--purpose", "p", "--for", "team"],
    ["consent", "withdraw", "c1"],
    ["consent", "list"],
    ["erase", "m1", "--ground", "asked", "--second", "lawyer-1"],
    ["erase", "m1", "--ground", "asked", "--hold"],
    ["backup", "record.backup"],
    ["check"],
    ["check", "--accept-loss"],
    ["export", "facts.csv"],
]


@pytest.fixture
def unset(record: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record, and an environment that says nothing of it."""
    for name in ("KRONIKA_RECORD", "KRONIKA_BY", "KRONIKA_PASSPHRASE"):
        monkeypatch.delenv(name)
    return record


def test_options_stand_before_the_command_or_after_it(unset: Path, run: Callable[..., Result]) -> None:
    options = ["--record", "record", "--passphrase-file", "passphrase.txt", "--by", "documenter-2"]
    (unset / "new.txt").write_text("Boris Lukin was released on 3 May 2022.\n", encoding="utf-8")
    run(*options, "add", "new.txt")
    told = run("sources", *options, "--json").json
    assert [source["captured_by"] for source in told if source["name"] == "new.txt"] == ["documenter-2"]


def test_what_stands_after_the_command_counts(unset: Path, run: Callable[..., Result]) -> None:
    before = ["--record", "nowhere", "--passphrase-file", "nowhere.txt"]
    assert run(*before, "sources", "--record", "record", "--passphrase-file", "passphrase.txt", "--json").json


def test_the_environment_names_record_role_and_passphrase(record: Path, run: Callable[..., Result]) -> None:
    assert run("add", "page.txt").err == (
        "Note: other programs of yours can read a passphrase in KRONIKA_PASSPHRASE. "
        "The prompt or --passphrase-file is safer.\n"
    )  # fmt: skip


@pytest.mark.parametrize("words", [["sources", "--describe", "page.txt", "--published", "2022"], ["check", "--accept-loss"]])
def test_the_note_comes_once_however_often_the_record_is_opened(
    words: list[str], record: Path, run: Callable[..., Result]
) -> None:
    assert run(*words, expect=None).err.count("KRONIKA_PASSPHRASE") == 1


@pytest.mark.parametrize(
    ("words", "answers", "said"),
    [
        (["show", "-"], "Boris Lukin\n", "Boris Lukin"),
        (["find", "-"], "Лукин\n", "Boris Lukin"),
        (["names", "-", "-"], "Ana Perova\nБорис Лукин\n", "different"),
        (["different", "-", "-"], "Boris Lukin\nVera Senkina\n", "Judged different: Boris Lukin and Vera Senkina."),
        (
            ["consent", "give", "-", "--given-by", "self", "--kind", "name", "--for", "team", "--purpose", "p"],
            "Boris Lukin\n",
            "Noted",
        ),
    ],
)
def test_a_name_can_be_given_where_no_history_keeps_it(
    words: list[str], answers: str, said: str, record: Path, run: Callable[..., Result], typed: Callable[[str], None]
) -> None:
    typed(answers)
    assert said in run(*words).out


def test_no_option_takes_the_passphrase_itself(record: Path, run: Callable[..., Result]) -> None:
    assert run("sources", "--passphrase", "five random words in order", expect=2).status == 2


def test_a_record_is_found_where_one_stands(unset: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unset / "record")
    assert run("sources", "--passphrase-file", "../passphrase.txt", "--json").json


def test_the_file_goes_before_the_environment(record: Path, run: Callable[..., Result]) -> None:
    (record / "wrong.txt").write_text("another\n", encoding="utf-8")
    said = run("sources", "--passphrase-file", "wrong.txt", expect=1)
    assert "passphrase does not open this record" in said.err
    assert "Note: " not in said.err


@pytest.mark.parametrize("content", ["{}\r\nsecond line\r\n", "\ufeff{}\n", "{}"])
def test_the_first_line_of_the_file_counts_however_it_was_saved(content: str, unset: Path, run: Callable[..., Result]) -> None:
    (unset / "file.txt").write_text(content.format(PASSPHRASE), encoding="utf-8", newline="")
    run("sources", "--record", "record", "--passphrase-file", "file.txt")


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        (
            "empty.txt",
            b"\nfive words\n",
            "the first line of the passphrase file is empty. Write the passphrase there.",
        ),
        ("picture.txt", b"\xff\xfe\x00", "the passphrase file cannot be read. Check the path."),
        ("missing.txt", None, "the passphrase file cannot be read. Check the path."),
    ],
)
def test_a_passphrase_file_that_cannot_be_used_is_named(
    name: str, content: bytes | None, line: str, unset: Path, run: Callable[..., Result]
) -> None:
    if content is not None:
        (unset / name).write_bytes(content)
    assert run("sources", "--record", "record", "--passphrase-file", name, expect=1).lines == [f"{name}: {line}"]


def test_without_a_terminal_nobody_is_asked(unset: Path, run: Callable[..., Result]) -> None:
    said = run("sources", "--record", "record", expect=1)
    assert said.lines == ["no passphrase was given. Give it at the prompt, with --passphrase-file, or in KRONIKA_PASSPHRASE."]


def test_on_a_terminal_the_passphrase_is_asked_for_once(
    unset: Path, run: Callable[..., Result], typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    typed("")
    monkeypatch.setattr("click.termui.hidden_prompt_func", ask)
    run("--record", "record", "--by", "documenter-1", "sources", "--describe", "page.txt", "--published", "2022-09-02")
    assert len(asked) == 1


def test_a_new_passphrase_is_asked_for_twice(
    tmp_path: Path, run: Callable[..., Result], typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = iter(["one passphrase", "another", "one passphrase", "one passphrase"])
    typed("")
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: next(answers))
    said = run("init")
    assert "A new record lies in my-record." in said.out
    assert next(answers, None) is None, "what was mistyped is asked for again"


def test_init_asks_nothing_when_the_passphrase_is_given(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(getpass, "getpass", lambda *_: pytest.fail("somebody was asked"))
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    run("init", "one", "--passphrase-file", "passphrase.txt")
    monkeypatch.setenv("KRONIKA_PASSPHRASE", PASSPHRASE)
    run("init", "two")
    run("--record", "three", "init")
    assert run("sources", "--record", "three").out == "0 sources\n"


def test_init_does_not_touch_a_record_that_is_there(record: Path, run: Callable[..., Result]) -> None:
    said = run("init", "record", expect=1)
    assert len(said.lines) == 1
    assert "record" in said.lines[0]
    assert len(run("sources", "--json").json) == 4


@pytest.mark.parametrize("words", OPENING, ids=" ".join)
def test_every_command_refuses_a_wrong_passphrase_in_one_line(
    words: list[str], record: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRONIKA_PASSPHRASE", "not the one")
    before = {path: path.stat().st_size for path in record.rglob("*") if path.is_file()}
    said = run(*words, expect=1)
    assert [line.startswith("record: the passphrase does not open this record") for line in said.lines] == [True]
    assert said.out == ""
    assert {path: path.stat().st_size for path in record.rglob("*") if path.is_file()}.keys() == before.keys()


@pytest.mark.parametrize(
    "words", [["add", "page.txt"], ["transcribe", "--all"], ["reject", "PROPOSAL"], ["check", "--accept-loss"]]
)
def test_what_changes_the_record_wants_a_role(
    words: list[str], record: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRONIKA_BY", "")
    proposal = run("proposals", "--limit", "1", "--json").json[0]["id"]
    said = run(*(proposal if word == "ID" else word for word in words), expect=1)
    assert said.lines == [
        "this command needs the role that acts. Give it with --by, or set KRONIKA_BY, for example documenter-1."
    ]  # fmt: skip


def test_what_only_reads_wants_none(record: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRONIKA_BY", "")
    for words in (["sources"], ["proposals"], ["show", "Boris Lukin"], ["count", "--on", "2022-01-01"], ["check"]):
        run(*words)
