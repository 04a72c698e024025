"""``kronika init``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, make_settings, print_json, settings_options, typed
from kronika.settings import Settings
from kronika.workspace.initialise import initialise


@click.command("init", epilog=examples("kronika init my-record"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@as_json
@settings_options
@click.pass_context
def command(ctx: click.Context, settings: Settings, folder: Path | None, *, as_json: bool) -> None:
    """Make a new, empty record in a folder.

    FOLDER is made if it is not there; without it the record is 'my-record' in the current folder.

    The record is one folder. Everything in it is encrypted with your passphrase; nobody can open it without, and
    nobody can give you a lost passphrase back. Use five or more random words, and keep them somewhere that is not
    this computer.
    """
    record = folder or settings.record or Path("my-record")
    file = ctx.params["passphrase_file"] or (ctx.obj or {}).get("passphrase_file")
    head = initialise(make_settings(record, Path(file) if file else None, settings.role, confirm=True))
    if as_json:
        print_json({"record": str(record), "head": head})
        return
    click.echo(f"A new record lies in {record}.")
    click.echo(f"Head: {head}")
    click.echo(f"Next: kronika --record {typed(record)} --by documenter-1 add FILE_OR_FOLDER")
