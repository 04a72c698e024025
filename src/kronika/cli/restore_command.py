"""``kronika restore``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, found_something, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace import keep


@click.command("restore", epilog=examples("kronika restore /media/stick/record-2026-11-24.backup restored-record"))
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--erasures",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="List of erasures made after the backup (may be repeated).",
)
@as_json
@settings_options
def command(settings: Settings, backup: Path, folder: Path, erasures: tuple[Path, ...], *, as_json: bool) -> None:
    """Bring a backup back into a new folder, and check it.

    What was erased since BACKUP was made is erased in FOLDER too. The list of erasures of the record that
    --record or KRONIKA_RECORD names is applied by itself.
    """
    with Progress("Restoring"):
        done = keep.restore(settings, backup, folder, list(erasures))
    if as_json:
        print_json(done)
    else:
        entries = plural(done["entries"], "entry", "entries")
        click.echo(f"{entries} restored in {done['record']}, {done['erased']:,} of them erased again.")
        for problem in done["problems"]:
            click.echo(problem)
        click.echo(f"Head: {done['head']}")
    found_something(done["problems"], "Take another backup")
