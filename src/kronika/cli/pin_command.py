"""``kronika pin``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.errors import FindingError
from kronika.settings import Settings
from kronika.workspace import pins
from kronika.workspace.count import Question


@click.group("pin", epilog=examples("kronika --by documenter-1 pin add review-2025-01 --on 2025-01-31"))
def command() -> None:
    """Keep a published figure with its list, and check it later.

    What was published can be asked about years later. A pinned figure keeps its number, its list, its definition with
    the version, and what was known; 'pin check' counts it again and names every difference.
    """


@command.command("add", epilog=examples("kronika --by documenter-1 pin add review-2025-01 --on 2025-01-31"))
@click.argument("name")
@click.argument("definition", default="political-prisoner")
@click.option("--on", metavar="DAY", help="The day, for example 2025-01-31. Default: today.")
@click.option("--from", "since", metavar="DAY", default="", help="First day, where acts are counted in a period.")
@click.option("--known", metavar="DAY", default="", help="As known in this record on that day. Default: today.")
@click.option("--public-by", metavar="DAY", default="", help="As public on that day.")
@click.option("--list", "only", metavar="NAME", default="", help="Only what one list (or source) states.")
@as_json
@settings_options
def add(settings: Settings, name: str, definition: str, *, as_json: bool, **given: Any) -> None:
    """Pin the figure that is counted now under NAME."""
    on = given["on"] or settings.clock().date().isoformat()
    with Progress("Counting"):
        found = pins.pin(
            settings, name, Question(on, definition, given["known"], given["public_by"], given["only"], given["since"])
        )
    if as_json:
        print_json(found)
    else:
        click.echo(f"Pinned: {_words(found)}")


@command.command("list", epilog=examples("kronika pin list"))
@as_json
@settings_options
def list_(settings: Settings, *, as_json: bool) -> None:
    """Show the pinned figures."""
    found = pins.pins(settings)
    if as_json:
        print_json(found)
        return
    for item in found:
        click.echo(_words(item))
    click.echo(plural(len(found), "pinned figure"))


@command.command("check", epilog=examples("kronika pin check review-2025-01"))
@click.argument("name")
@as_json
@settings_options
def check(settings: Settings, name: str, *, as_json: bool) -> None:
    """Count the figure NAME again and compare it, name by name.

    Ends with exit status 3 if somebody is missing or more.
    """
    with Progress("Counting"):
        found = pins.check(settings, name)
    if as_json:
        print_json(found)
    else:
        click.echo(_words(found))
        for title, key in (("On its list", "people"), ("Was in, and is not now", "missing"), ("Is in now, and was not", "more")):
            if found[key]:
                click.echo(f"\n{title}:")
            for person in found[key]:
                click.echo(f"  {person['name'] or '(no name) ' + person['mention']}")
        if found["same"]:
            without = ", without those who were erased" if found["erased"] else ""
            click.echo(f"\nCounted again{without}, it is the same, name by name.")
    if not found["same"]:
        raise FindingError(
            f"counted again it is {found['now']:,}, and its list differs",
            where=name,
            advice="See 'kronika changes --since' with the day on which it was pinned",
        )


def _words(item: dict[str, Any]) -> str:
    number = f"{item['number']:,}" if item["low"] == item["high"] else f"{item['low']:,} to {item['high']:,}"
    period = f"from {item['since']} to {item['on']}" if item["since"] else f"on {item['on']}"
    scope = f", {item['list']}" if item["list"] else ""
    public = f", as public by {item['public_by']}" if item["public_by"] else ""
    erased = f", {item['erased']} erased" if item["erased"] else ""
    made = f"{item['definition']}{erased}; pinned {item['at'][:10]} by {item['by']}"
    return f"{item['name']}: {number} {item['unit']} {period}{scope}{public}, as known on {item['known']} ({made})"
