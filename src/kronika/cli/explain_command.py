"""``kronika explain``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.count import NAMED, Question
from kronika.workspace.explaining import explained


@click.command(
    "explain",
    epilog=examples(
        "kronika explain 2025-01-31 --known 2025-02-01 --known 2025-06-01",
        "kronika explain 2023-12-31 --public-by 2024-01-31 --public-by 2025-12-31",
    ),
)
@click.argument("on", metavar="DAY")
@click.option("--definition", default="political-prisoner", show_default=True, metavar="NAME", help="What is counted.")
@click.option("--known", multiple=True, metavar="DAY", help="Give it twice: as known in this record on each of two days.")
@click.option("--public-by", multiple=True, metavar="DAY", help="Give it twice: as public on each of two days.")
@click.option("--list", "only", metavar="NAME", default="", help="Only what one list (or source) states.")
@click.option("--limit", default=NAMED, show_default=True, type=click.IntRange(0), metavar="N", help="Name N people; 0: all.")
@as_json
@settings_options
def command(
    settings: Settings,
    on: str,
    *,
    definition: str,
    known: tuple[str, ...],
    public_by: tuple[str, ...],
    only: str,
    limit: int,
    as_json: bool,
) -> None:
    """Show why the number of a DAY changed since it was first counted.

    Two states of knowledge of one day are held against each other: who stands elsewhere now, and why (a new source,
    a correction, a merge, a withdrawal). Give --known or --public-by once to compare with what is known now.
    """
    if bool(known) == bool(public_by) or len(known or public_by) > 2:
        raise click.UsageError("Give --known twice, or --public-by twice (once: compared with now)")
    days = (*(known or public_by), "")[:2]
    questions = [Question(on, definition, day if known else "", "" if known else day, only) for day in days]
    with Progress("Counting"):
        found = explained(settings, *questions, limit=limit)
    if as_json:
        print_json(found)
        return
    _print(found)


def _print(found: dict[str, Any]) -> None:
    before, after = found["before"], found["after"]
    click.echo(click.style(f"{before['in']:,} became {after['in']:,} on {found['on']}", bold=True))
    click.echo(f"{_clock(before)}; then {_clock(after)} ({found['definition']}, version {found['version']})")
    for reason in found["reasons"]:
        click.echo(f"  {reason['count']:>6,}  {reason['words']}")
    if not found["changes_total"]:
        click.echo("Nobody stands elsewhere.")
    for change in found["changes"]:
        move = f"{change['from'] or 'not known'} → {change['to'] or 'not known'}"
        click.echo(f"\n  {change['name'] or '(no name) ' + change['mention']}: {move} ({change['words']})")
        for sign, key in (("+", "came"), ("−", "went")):
            for act in change[key]:
                click.echo(f"      {sign} {act}")
        if change["cause"]:
            click.echo(f"      {change['cause']}")
    if len(found["changes"]) < found["changes_total"]:
        click.echo(f"  … and {found['changes_total'] - len(found['changes']):,} more; --limit 0 names all")
    if found["erased"]:
        click.echo(f"\n{plural(found['erased'], 'person was', 'people were')} erased in between and are in neither count.")


def _clock(side: dict[str, Any]) -> str:
    if side["known"]:
        return f"as known here on {side['known']}"
    return f"as public by {side['public_by']}" if side["public_by"] else "as known now"
