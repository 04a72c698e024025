"""``kronika check``."""

from __future__ import annotations

from dataclasses import asdict

import click

from kronika.cli.common import as_json, examples, found_something, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace import keep


@click.command("check", epilog=examples("kronika check --quotes --head 9f86d081…"))
@click.option("--quotes", is_flag=True, help="Also find every quote again in its source, character for character.")
@click.option("--rebuild", is_flag=True, help="Also build all tables anew from the log and compare.")
@click.option("--head", default="", metavar="HEX", help="The log must contain this head, which you kept elsewhere.")
@click.option("--accept-loss", is_flag=True, help="Go on with a log that lost its end; the loss is noted in it.")
@as_json
@settings_options
def command(settings: Settings, head: str, *, quotes: bool, rebuild: bool, accept_loss: bool, as_json: bool) -> None:
    """Check that nothing in the record was changed or lost.

    The file, the log, the tables and the bytes of all sources are read and compared. Exit status 0: all is well; 3:
    something was found, and it is named.
    """
    with Progress("Checking"):
        if accept_loss:
            keep.accept_loss(settings)
        found = keep.check(settings, quotes=quotes, rebuild=rebuild, head=head)
    if as_json:
        print_json({**asdict(found), "ok": not found.problems})
    else:
        for problem in found.problems:
            click.echo(problem)
        for note in found.notes:
            click.echo(f"Note: {note}")
        parts = [
            plural(found.entries, "entry", "entries"),
            plural(found.sources, "source"),
            plural(found.statements, "statement"),
            f"{found.erased:,} erased",
        ]
        if quotes:
            parts.append(f"{plural(found.quotes, 'quote')} found again")
        click.echo(("Checked: " if found.problems else "All is well: ") + ", ".join(parts) + ".")
        click.echo(f"Head: {found.head}")
    found_something(found.problems, "Do not work on; keep a copy of the folder, then restore a backup")
