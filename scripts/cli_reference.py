"""The reference of the command line, made from the commands themselves; ``generate_docs.py`` writes it."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click

from kronika.cli.main import cli
from kronika.cli.shapes import SHAPES
from kronika.cli.shapes_parts import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

#: explained once, at the beginning
_EVERYWHERE = frozenset({"record", "passphrase_file", "by", "as_json", "help"})
#: where the meanings of a shape stand, if its left side is not longer
_COLUMN = 36

_INTRODUCTION = """\
# Commands

<!-- Made by scripts/generate_docs.py from src/kronika/cli: change the commands, not this file. -->

Every command answers `--help` with what stands here, and an example.

## What all commands have in common

**The record** is a folder. A command finds it by `--record FOLDER`, by the variable `KRONIKA_RECORD`, or because the current
folder is one. `read`, `names`, `map` and `definition list` need none.

**The passphrase** is asked for on the terminal. Where nobody sits at it: `--passphrase-file FILE` (the first line of that file),
or the variable `KRONIKA_PASSPHRASE`. Other programs of the same user can read a variable, and kronika says so. There is no
option that takes the passphrase itself: it would stand in the shell's history and in the list of processes.

**A person's name** on a command line stands there too. Give an id, or `-`: then kronika asks for the name.

**The role** that acts is given by `--by ROLE` or the variable `KRONIKA_BY`: a word such as `documenter-1`, never a person's
name. Commands that change the record need it.

These three options stand before the command or after it: `kronika --by documenter-1 add page.html` and
`kronika add page.html --by documenter-1` are the same; what stands after the command counts.

Names of files may hold `*` and `?`, on Windows too.

**`--json`** prints the answer for programs. Its shape stands with each command: the keys there stay, later versions may add
others. Text is UTF-8. A `?` after a key: it may be missing. Progress, notes and errors go to standard error, never into the JSON.

### Exit status

| status | meaning |
|---|---|
| 0 | done |
| 1 | an error; one line says what is wrong, where, and what to do next |
| 2 | wrong usage: an option or a word that the command does not know |
| 3 | a check found something: it is named |
"""


def reference() -> str:
    """Return docs/cli.md."""
    found = list(documented())
    lines = [_INTRODUCTION, "## The commands\n", "| command | what it does |", "|---|---|"]
    lines += [f"| [`{name}`](#{_anchor(name)}) | {summary(command)} |" for name, command in found if " " not in name]
    lines.append("")
    for name, command in found:
        lines += _command(name, command)
    lines += ["## Shapes that several commands use\n"]
    for name, shape in SHARED.items():
        lines += [f"### {name}\n", _block(_shown(shape, shared=False)), ""]
    return "\n".join(lines).rstrip() + "\n"


def documented() -> Iterator[tuple[str, click.Command]]:
    """Return all commands and subcommands by name, in the order of the work."""
    context = click.Context(cli, info_name="kronika")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is None:
            raise ValueError(name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", command.commands[sub]) for sub in command.list_commands(context))


def summary(command: click.Command) -> str:
    """Return the first sentence of a command's help."""
    return cleandoc(command.help or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")


def examples(command: click.Command) -> list[str]:
    """Return the examples at the end of a command's help."""
    return [line.strip() for line in (command.epilog or "").splitlines() if line.strip().startswith("kronika ")]


def _anchor(name: str) -> str:
    return "kronika-" + name.replace(" ", "-")


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"kronika {name}")
    yield f"{'###' if ' ' in name else '##'} kronika {name}\n"
    yield f"    {' '.join(['kronika', *name.split(), *command.collect_usage_pieces(context)])}\n"
    yield f"{cleandoc(command.help or '')}\n"
    options = [param for param in command.params if isinstance(param, click.Option) and param.name not in _EVERYWHERE]
    if options:
        yield "| option | meaning |\n|---|---|"
        for option in options:
            written, meaning = option.get_help_record(context) or ("", "")
            yield f"| `{_cell(written)}` | {_cell(meaning)} |"
        yield ""
    if any(param.name in {"record", "by"} for param in command.params):
        yield "It works on a record: `--record`, `--passphrase-file`, `--by`.\n"
    shown = examples(command)
    yield f"Example{'s' if len(shown) > 1 else ''}:\n\n" + "".join(f"    {line}\n" for line in shown)
    for key, shape in SHAPES.items():
        if key.split(" --")[0] == name:
            yield f"`kronika {key} --json`:\n\n{_block(_shown(shape))}\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def _block(lines: list[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def _shown(shape: Any, *, shared: bool = True) -> list[str]:
    """Return the lines of a shape: JSON, with types for values and the meaning at the end of the line."""
    left_right = list(_lines(shape, "", "", shared=shared))
    return [f"{left.ljust(_COLUMN)}  {right}".rstrip() if right else left for left, right in left_right]


def _lines(shape: Any, key: str, indent: str, *, shared: bool = True) -> Iterator[tuple[str, str]]:
    begin = f"{indent}{key}"
    name = next((name for name, known in SHARED.items() if shape is known), "") if shared else ""
    if name:
        yield f"{begin}{name}", ""
    elif isinstance(shape, str):
        kind, _, meaning = shape.partition(": ")
        yield begin + kind, meaning
    elif isinstance(shape, list):
        inner = list(_lines(shape[0], "", indent))
        first, last = inner[0], inner[-1]
        yield from [(f"{begin}[{first[0].strip()}", first[1]), *inner[1:-1]] if len(inner) > 1 else []
        yield (f"{last[0]}, ...]", last[1]) if len(inner) > 1 else (f"{begin}[{first[0].strip()}, ...]", first[1])
    else:
        yield begin + "{", ""
        for member, value in shape.items():
            yield from _lines(value, _key(member), indent + "  ")
        yield indent + "}", ""


def _key(member: str) -> str:
    """Return a key as it is shown: its marks stand outside the quotation marks."""
    optional = member.endswith("?")
    name = member.removesuffix("?")
    nullable = name.endswith(" or null")
    name = name.removesuffix(" or null")
    shown = "any key" if name == "*" else f'"{name}"'
    return f"{shown}{'?' if optional else ''}: {'null or ' if nullable else ''}"
