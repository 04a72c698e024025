"""``kronika lists``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.common import as_json, examples, percent, plural, print_json, settings_options, table
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.count import Question
from kronika.workspace.overlaps import held_against

#: people who are named under one pattern unless more are asked for
_NAMED = 50


@click.command("lists", epilog=examples("kronika lists list-a list-b --on 2025-12-31"))
@click.argument("names", nargs=-1, metavar="[LIST]...")
@click.option("--on", metavar="DAY", help="The day, for example 2025-12-31. Default: today.")
@click.option("--definition", default="political-prisoner", show_default=True, metavar="NAME", help="Who is in on that day.")
@click.option("--known", metavar="DAY", default="", help="As known in this record on that day.")
@click.option("--public-by", metavar="DAY", default="", help="As public on that day.")
@click.option(
    "--limit", default=_NAMED, show_default=True, type=click.IntRange(0), metavar="N", help="Name N of each group; 0: all."
)
@as_json
@settings_options
def command(
    settings: Settings,
    names: tuple[str, ...],
    *,
    on: str | None,
    definition: str,
    known: str,
    public_by: str,
    limit: int,
    as_json: bool,
) -> None:
    """Hold lists against each other: who is on which, who vanished.

    Without a LIST: all lists of the record. Lists that copy each other are one origin. Two lists share those who
    were judged to be one person ('kronika same'); how many more they may share is named beside it.
    """
    question = Question(on or settings.clock().date().isoformat(), definition, known, public_by)
    with Progress("Counting"):
        found = held_against(settings, names, question, limit=limit)
    if as_json:
        print_json(found)
        return
    _print(found)


def _print(found: dict[str, Any]) -> None:
    keys = ("people", "in", "disputed", "unknown", "out")
    rows = [[f"on {found['on']}", *keys]]
    rows += [[item["list"], *(f"{item[key]:,}" for key in keys)] for item in found["lists"]]
    table(rows)
    for item in found["lists"]:
        if item["origin"] != item["list"]:
            click.echo(f"{item['list']} and {item['origin']} are of one origin: they support a fact once.")
        for total in item["coverage"]:
            by = total["claimed_by"] or "somebody"
            click.echo(f"{item['list']} holds {percent(total['share'])} of the {total['value']:,} that {by} counts.")
    lists = [item["list"] for item in found["lists"]]
    if len(lists) > 1:
        click.echo(
            f"\n{plural(len(lists), 'list')} of {plural(found['origins'], 'independent origin')}. How many two lists share:"
        )
        cells = {(one["left"], one["right"]): one for one in found["overlaps"]}
        rows = [["", *lists]]
        for left in lists:
            rows.append([left, *(_cell(cells.get((left, right)) or cells[right, left]) for right in lists)])
        table(rows)
    for pattern in found["patterns"]:
        where = " and ".join(pattern["lists"]) if len(pattern["lists"]) > 1 else f"{pattern['lists'][0]} alone"
        click.echo(f"\nOn {where}: {pattern['total']:,}")
        for person in pattern["people"]:
            click.echo(f"  {person['name'] or '(no name) ' + person['mention']}")
        if len(pattern["people"]) < pattern["total"]:
            click.echo(f"  … and {pattern['total'] - len(pattern['people']):,} more; --limit 0 names all")
    if found["vanished"]:
        click.echo("\nGone from their list without a word:")
        for person in found["vanished"]:
            click.echo(f"  {person['name'] or '(no name) ' + person['mention']} ({person['list']}): {person['cause']}")


def _cell(one: dict[str, Any]) -> str:
    """Return an overlap in a cell: what was judged, and what it may be at most."""
    shared, possible = one["shared"], one["possible"]
    return f"{shared:,}" if shared == possible else f"{shared:,} to {possible:,}"
