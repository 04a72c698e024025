"""What the commands share: options, the passphrase, and how results are printed."""

from __future__ import annotations

import json
import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from kronika.errors import FindingError, InputError
from kronika.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

#: the file by which a folder is known to be a record
_RECORD_FILE = "record.db"

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON; its shape is documented and stable.")


def settings_options(function: Callable[P, R]) -> Callable[P, R]:
    """Let a command take ``--record``, ``--passphrase-file`` and ``--by`` too, and hand it ``settings``."""

    @click.option("--record", type=click.Path(path_type=Path), help="Folder of the record (or KRONIKA_RECORD).")
    @click.option("--passphrase-file", type=click.Path(path_type=Path), help="File whose first line is the passphrase.")
    @click.option("--by", default="", help="The acting role, for example documenter-1 (or KRONIKA_BY).")
    @click.pass_context
    @wraps(function)
    def wrapped(ctx: click.Context, /, *args: Any, **options: Any) -> Any:
        given = {key: options.pop(key) for key in ("record", "passphrase_file", "by")}
        outer = ctx.obj or {}
        record = given["record"] or outer.get("record") or _here()
        file = given["passphrase_file"] or outer.get("passphrase_file")
        settings = make_settings(record, file, given["by"] or outer.get("by", ""))
        return function(*args, settings=settings, **options)  # type: ignore[arg-type]  # settings is what the wrapper adds

    return wrapped


def _here() -> Path | None:
    """The current folder, if it is a record."""
    return Path.cwd() if Path(_RECORD_FILE).is_file() else None


def make_settings(record: Path | None, passphrase_file: Path | None, by: str, *, confirm: bool = False) -> Settings:
    """Return the settings of a command."""
    return Settings(record=record, passphrase=lambda: _passphrase(passphrase_file, confirm=confirm), role=by)


def with_new_passphrase(settings: Settings, passphrase_file: Path | None) -> Settings:
    """Return settings that ask twice for a passphrase that is made now."""
    return make_settings(settings.record, passphrase_file, settings.role, confirm=True)


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, ValueError) as error:
            raise InputError("the passphrase file cannot be read", where=str(file), advice="Check the path") from error
        if not lines or not lines[0]:
            raise InputError(
                "the first line of the passphrase file is empty", where=str(file), advice="Write the passphrase there"
            )
        return lines[0]
    from_environment = os.environ.get("KRONIKA_PASSPHRASE", "")
    if from_environment:
        click.echo(
            "Note: a passphrase in KRONIKA_PASSPHRASE can be read by other programs of yours; the prompt or --passphrase-file is safer.",
            err=True,
        )
        return from_environment
    if not sys.stdin.isatty():
        raise InputError(
            "no passphrase was given", advice="Give it at the prompt, with --passphrase-file, or in KRONIKA_PASSPHRASE"
        )
    answer: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return answer


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def found_something(problems: list[str], advice: str) -> None:
    """End a command whose check found something with exit status 3.

    Raises:
        FindingError: if there are problems.
    """
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise FindingError(f"{count} found", advice=advice)


def table(rows: list[list[str]], *, gap: int = 2) -> None:
    """Print rows in columns."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo((" " * gap).join(cells).rstrip())


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "source"), plural(2, "source"), plural(0, "entry", "entries")
    ('1 source', '2 sources', '0 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
