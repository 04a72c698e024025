"""``kronika changes``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace.changes import changes
from kronika.workspace.editions import changed


@click.command("changes", epilog=examples("kronika changes --since 2026-11-01", "kronika changes --list list-a"))
@click.option("--since", metavar="DAY", help="A day (2026-11-24), or the number of an entry of the log.")
@click.option("--list", "list_name", metavar="NAME", help="What changed between the last two editions of this list.")
@as_json
@settings_options
def command(settings: Settings, since: str | None, list_name: str | None, *, as_json: bool) -> None:
    """Show what happened since a day, or between two editions of a list.

    Each line is an entry of the record's log: when, by which role, what. With --list: which rows are new in the last
    edition of that list, which changed, and which are gone.
    """
    if (since is None) == (list_name is None):
        raise click.UsageError("Give --since DAY, or --list NAME")
    if list_name is not None:
        found = changed(settings, list_name)
        if as_json:
            print_json(found)
        else:
            print_editions(found)
        return
    lines = changes(settings, since or "")
    if as_json:
        print_json(lines)
        return
    for line in lines:
        number = str(line["entry"]) if line["entry"] == line["last"] else f"{line['entry']}-{line['last']}"
        click.echo(f"{number:>12}  {line['at'][:16].replace('T', ' ')}  {line['by']:<16} {line['text']}")
    click.echo(plural(len(lines), "change"))


def print_editions(found: dict[str, Any]) -> None:
    """Print what changed between two editions of a list."""
    old, new = (f"{edition['name']} ({edition['published']})" for edition in (found["before"], found["after"]))
    click.echo(f"{found['list']}: from {old} to {new}")
    for state in ("new", "gone"):
        names = ", ".join(row["name"] for row in found[state])
        click.echo(f"  {state}: {len(found[state])}" + (f": {names}" if names else ""))
    click.echo(f"  changed: {len(found['changed'])}")
    for row in found["changed"]:
        for cell in row["cells"]:
            before, after = cell["before"] or "(empty)", cell["after"] or "(empty)"
            click.echo(f"    {row['name']}, {cell['kind']} {cell['property']}: {before} → {after}")
    click.echo(f"  unchanged: {found['unchanged']}")
