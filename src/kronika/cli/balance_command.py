"""``kronika balance``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from kronika.cli.common import as_json, examples, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.balance import sheet
from kronika.workspace.count import NAMED, Question


@click.command(
    "balance",
    epilog=examples(
        "kronika balance 2023-12-31 2025-12-31 --list list-a",
        "kronika balance 2025-12-31 2025-12-31 --list list-a --to-list list-b",
    ),
)
@click.argument("first", metavar="FROM")
@click.argument("last", metavar="TO")
@click.option("--definition", default="political-prisoner", show_default=True, metavar="NAME", help="What is counted.")
@click.option("--list", "only", metavar="NAME", default="", help="Only what one list (or source) states.")
@click.option("--to-list", metavar="NAME", default="", help="The list of the second count, to hold two lists against each other.")
@click.option("--to-definition", metavar="NAME", default="", help="The definition of the second count.")
@click.option("--as-published", is_flag=True, help="Each count as public on its own day: between two editions as they were.")
@click.option("--known", metavar="DAY", default="", help="Both counts as known in this record on that day.")
@click.option(
    "--limit", default=NAMED, show_default=True, type=click.IntRange(0), metavar="N", help="Name N in each line; 0: all."
)
@as_json
@settings_options
def command(
    settings: Settings,
    first: str,
    last: str,
    *,
    definition: str,
    only: str,
    to_list: str,
    to_definition: str,
    as_published: bool,
    known: str,
    limit: int,
    as_json: bool,
) -> None:
    """Show how the number of one day became that of another.

    Who was in on the day FROM, who came in and how, who left and how, and whom nobody can explain; every name is
    listed, and the lines always add up. Give one day twice to hold two lists, or two definitions, against each other.
    """
    opening = Question(first, definition, known, first if as_published else "", only)
    closing = replace(
        opening,
        on=last,
        definition=to_definition or definition,
        public_by=last if as_published else "",
        only=to_list or only,
    )
    with Progress("Counting"):
        found = sheet(settings, opening, closing, limit=limit)
    if as_json:
        print_json(found)
    else:
        print_balance(found)


def print_balance(found: dict[str, Any]) -> None:
    """Print a balance sheet, each line with its names."""
    before, after = found["before"], found["after"]
    click.echo(click.style(f"{found['opening']:>7,}  in on {_side(before)}", bold=True))
    for line in found["entries"]:
        _line(f"+{line['count']:,}", line)
    for line in found["exits"]:
        _line(f"−{line['count']:,}", line)
    click.echo(f"{_signed(found['residual']):>7}  what nobody can explain")
    for sign, key in (("+", "unexplained_in"), ("−", "unexplained_out")):
        if found[key]["count"]:
            _line(f"{sign}{found[key]['count']:,}", found[key], indent="  ")
    click.echo(click.style(f"{found['closing']:>7,}  in on {_side(after)}", bold=True))


def _side(side: dict[str, Any]) -> str:
    clocks = f", as public by {side['public_by']}" if side["public_by"] else ""
    clocks += f", as known here on {side['known']}" if side["known"] else ""
    scope = f" on {side['list']}" if side["list"] else ""
    return f"{side['on']}{scope}{clocks} ({side['definition']}, version {side['version']})"


def _line(number: str, line: dict[str, Any], indent: str = "") -> None:
    click.echo(f"{number:>7}  {indent}{line['words']}")
    for person in line["people"]:
        late = " (known late)" if person["late"] else ""
        click.echo(f"{'':>9}{indent}  {person['name'] or '(no name) ' + person['mention']}: {person['cause']}{late}")
    if len(line["people"]) < line["count"]:
        click.echo(f"{'':>9}{indent}  … and {line['count'] - len(line['people']):,} more; --limit 0 names all")


def _signed(number: int) -> str:
    return f"+{number:,}" if number > 0 else f"{number:,}".replace("-", "−")
