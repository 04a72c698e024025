"""What the commands share: options, the passphrase, and how results are printed."""

from __future__ import annotations

import json
import math
import os
import sys
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from kronika.cli.progress import Progress
from kronika.errors import FindingError, InputError
from kronika.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

P = ParamSpec("P")
R = TypeVar("R")

#: the file by which a folder is known to be a record
_RECORD_FILE = "record.db"

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON; docs/cli.md says what is in it.")


def examples(*commands: str) -> str:
    """Return the examples at the end of a command's help, each on a line of its own, to be copied.

    >>> print(examples("kronika init my-record").replace(chr(8), ""))
    <BLANKLINE>
    Example:
      kronika init my-record
    """
    return "\n".join(["\b", "Examples:" if len(commands) > 1 else "Example:", *(f"  {command}" for command in commands)])


def settings_options(function: Callable[P, R]) -> Callable[P, R]:
    """Let a command take ``--record``, ``--passphrase-file`` and ``--by`` too, and hand it ``settings``."""

    @click.option("--record", metavar="FOLDER", type=click.Path(), help="Folder of the record (or KRONIKA_RECORD).")
    @click.option("--passphrase-file", metavar="FILE", type=click.Path(), help="File whose first line is the passphrase.")
    @click.option("--by", metavar="ROLE", default="", help="The acting role, for example documenter-1 (or KRONIKA_BY).")
    @click.pass_context
    @wraps(function)
    def wrapped(ctx: click.Context, /, *args: Any, **options: Any) -> Any:
        outer = ctx.obj or {}
        record, file, by = (options.pop(key) or outer.get(key) for key in ("record", "passphrase_file", "by"))
        settings = make_settings(Path(record) if record else _here(), Path(file) if file else None, by or "")
        return function(*args, settings=settings, **options)  # type: ignore[arg-type]  # settings is what the wrapper adds

    return wrapped


def _here() -> Path | None:
    """The current folder, if it is a record."""
    return Path.cwd() if Path(_RECORD_FILE).is_file() else None


def make_settings(record: Path | None, passphrase_file: Path | None, by: str, *, confirm: bool = False) -> Settings:
    """Return the settings of a command; the passphrase is asked for once, however often the record is opened.

    Args:
        record: folder of the record, if there is one.
        passphrase_file: file whose first line is the passphrase; None: the environment, or a prompt.
        by: the acting role.
        confirm: whether a passphrase that is typed is asked for twice, because it is a new one.
    """
    return Settings(record=record, passphrase=cache(lambda: _passphrase(passphrase_file, confirm=confirm)), role=by)


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file is not None:
        return _first_line(file)
    from_environment = os.environ.get("KRONIKA_PASSPHRASE", "")
    with Progress.paused():
        if from_environment:
            click.echo(
                "Note: other programs of yours can read a passphrase in KRONIKA_PASSPHRASE. "
                "The prompt or --passphrase-file is safer.",
                err=True,
            )
            return from_environment
        if not sys.stdin.isatty():
            raise InputError(
                "no passphrase was given", advice="Give it at the prompt, with --passphrase-file, or in KRONIKA_PASSPHRASE"
            )
        words = "New passphrase" if confirm else "Passphrase"
        answer: str = click.prompt(
            f"{words} (nothing is shown while you type)",
            hide_input=True,
            confirmation_prompt="The same once more" if confirm else False,
            err=True,
        )
        return answer


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise InputError("the passphrase file cannot be read", where=str(file), advice="Check the path") from error
    if not lines or not lines[0]:
        raise InputError("the first line of the passphrase file is empty", where=str(file), advice="Write the passphrase there")
    return lines[0]


def asked(_ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Ask for a name that was given as ``-``: what is typed at a prompt stands in no history and no list of processes.

    A callback of an argument or option that takes a name; others pass through.
    """
    if value not in {"-", ("-",)}:
        return value
    with Progress.paused():
        answer: str = click.prompt(f"{(parameter.name or 'who').capitalize()} (a name or an id)", err=True)
    return (answer,) if isinstance(value, tuple) else answer


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Return paths, with patterns such as ``*.pdf`` replaced by what they fit.

    Shells on Linux and macOS do that themselves; those of Windows hand the pattern over as it stands.
    """
    found: list[Path] = []
    for path in paths:
        fitting = sorted(path.parent.glob(path.name)) if set("*?[") & set(path.name) and not path.exists() else []
        found.extend(fitting or [path])
    return found


def typed(path: Path) -> str:
    """Return a path as it can be typed in a command: in quotes if it has spaces.

    >>> typed(Path("lists of 2024")), typed(Path("lists"))
    ('"lists of 2024"', 'lists')
    """
    return f'"{path}"' if " " in str(path) else str(path)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def found_something(problems: list[str], advice: str) -> None:
    """End a command whose check found something with exit status 3.

    Raises:
        FindingError: if there are problems.
    """
    if problems:
        raise FindingError(f"{plural(len(problems), 'problem')} found", advice=advice)


def table(rows: list[list[str]], *, gap: int = 2) -> None:
    """Print rows in columns; the first is for words, the others are for numbers."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo((" " * gap).join(cells).rstrip())


def percent(share: float) -> str:
    """Return a share in percent, never rounded down: a bound must stay one.

    >>> percent(0.0495)
    '5.0 %'
    """
    return f"{math.ceil(round(share * 1000, 9)) / 10:.1f} %"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "source"), plural(2, "source"), plural(0, "entry", "entries")
    ('1 source', '2 sources', '0 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
