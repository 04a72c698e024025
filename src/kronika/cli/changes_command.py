"""``kronika changes``."""

from __future__ import annotations

import click

from kronika.cli.common import as_json, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace.changes import changes


@click.command("changes", epilog="Example: kronika changes --since 2026-11-01")
@click.option("--since", required=True, help="A day (2026-11-24), or the number of an entry of the log.")
@as_json
@settings_options
def command(settings: Settings, since: str, *, as_json: bool) -> None:
    """Show what was entered into the record since a day: what, when, by which role."""
    found = changes(settings, since)
    if as_json:
        print_json(found)
        return
    for line in found:
        number = str(line["entry"]) if line["entry"] == line["last"] else f"{line['entry']}-{line['last']}"
        click.echo(f"{number:>12}  {line['at'][:16].replace('T', ' ')}  {line['by']:<16} {line['text']}")
    click.echo(plural(len(found), "change"))
