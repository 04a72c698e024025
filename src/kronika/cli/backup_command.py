"""``kronika backup``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace import keep


@click.command("backup", epilog=examples("kronika backup /media/stick/record-2026-11-24.backup"))
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@settings_options
def command(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Write the whole record into one FILE, encrypted as it is.

    Keep it on another disk, in another place, and write its head down. 'kronika restore' brings it back.
    """
    with Progress("Writing the backup"):
        done = keep.backup(settings, file)
    if as_json:
        print_json(done)
        return
    click.echo(f"{done['file']}: {plural(done['size'], 'byte')}, {plural(done['entries'], 'entry', 'entries')} of the log.")
    click.echo(f"Head: {done['head']}")
