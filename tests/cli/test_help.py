from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

import cli_reference
from cli_examples import parsed
from kronika.cli.main import COMMANDS, main
from kronika.cli.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_examples import Result

DOCUMENTED = dict(cli_reference.documented())
LEAVES = {name: command for name, command in DOCUMENTED.items() if not isinstance(command, click.Group)}


def test_the_first_help_names_every_command_and_how_to_begin(run: Callable[..., Result]) -> None:
    said = run("--help")
    for name, words in COMMANDS.items():
        assert f"{name} " in said.out
        assert words in said.out
    assert "kronika init my-record" in said.out
    assert run("-h").out == said.out


def test_no_words_at_all_show_the_help(run: Callable[..., Result]) -> None:
    said = run(expect=2)
    assert "Put files and folders into the record" in said.err


def test_a_command_that_nobody_knows_is_named(run: Callable[..., Result]) -> None:
    assert run("cuont", expect=2).lines[-1].startswith("Error: No such command 'cuont'")


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_help_of_a_command_begins_with_a_short_sentence_and_ends_with_an_example(
    name: str, run: Callable[..., Result]
) -> None:
    said = run(*name.split(), "--help").out
    summary = cli_reference.summary(DOCUMENTED[name])
    assert summary.endswith(".")
    assert len(summary) <= 80
    assert "Example" in said
    for example in cli_reference.examples(DOCUMENTED[name]):
        assert f"  {example}\n" in said, "an example stands on one line, to be copied"


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_option_says_what_it_is_for(name: str) -> None:
    for param in DOCUMENTED[name].params:
        assert not isinstance(param, click.Option) or param.help, param.name


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_examples_of_a_command_can_be_typed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = cli_reference.examples(DOCUMENTED[name])
    assert found
    for example in found:
        command = parsed(shlex.split(example)[1:])
        assert command is DOCUMENTED[name] or isinstance(DOCUMENTED[name], click.Group)


def test_every_command_that_answers_programs_has_its_shape_documented() -> None:
    answering = {name for name, command in LEAVES.items() if any(param.name == "as_json" for param in command.params)}
    assert answering == {key.split(" --")[0] for key in SHAPES}
    assert LEAVES.keys() - answering == {"demo"}


def test_commands_that_work_on_a_record_take_its_options() -> None:
    without = {name for name, command in LEAVES.items() if not any(param.name == "record" for param in command.params)}
    assert without == {"map", "read", "names", "demo", "definition list", "definition check"}


def test_the_reference_holds_every_command_option_and_exit_status() -> None:
    page = cli_reference.reference()
    for name, command in DOCUMENTED.items():
        assert f"# kronika {name}\n" in page
        for param in command.params:
            if isinstance(param, click.Option) and param.name not in {"record", "by", "passphrase_file", "as_json"}:
                assert param.opts[-1] in page
    for status in range(4):
        assert f"| {status} |" in page


def test_a_page_of_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from kronika.cli.main import main; main(['--help']); "
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for name in ("yaml", "rich", "sqlalchemy", "sqlcipher3", "pathlib", "traceback", "json"):
        assert f"'{name}'" not in done.stderr


def test_the_version_is_the_one_of_the_package(run: Callable[..., Result]) -> None:
    import kronika

    assert run("--version").out == f"kronika, version {kronika.__version__}\n"


def test_the_command_line_leaves_with_the_status_of_its_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kronika", "read", "missing.txt"], capture_output=True, check=False)
    assert done.returncode == main(["read", "missing.txt"]) == 1
