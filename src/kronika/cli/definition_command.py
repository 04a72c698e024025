"""``kronika definition``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kronika.cli.common import as_json, examples, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace import definitions


@click.group("definition", epilog=examples("kronika definition list"))
def command() -> None:
    """Show, explain and add definitions of what is counted.

    A definition is a small text file: what is counted, in which unit, and on which grounds somebody is in or out.
    """


@command.command("list", epilog=examples("kronika definition list"))
@as_json
def list_(*, as_json: bool) -> None:
    """Show the definitions that kronika ships."""
    found = definitions.shipped()
    if as_json:
        print_json(found)
        return
    for item in found:
        click.echo(f"{item['name']} (version {item['version']}, in {item['unit']}): {item['title']['en']}")


@command.command("check", epilog=examples("kronika definition check mine.yml"))
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def check(file: Path, *, as_json: bool) -> None:
    """Read the definition in FILE and explain it back in words, in three languages."""
    _say(definitions.described(definitions.check(file)), as_json=as_json)


@command.command("add", epilog=examples("kronika --by researcher-1 definition add mine.yml"))
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@settings_options
def add(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Put the definition in FILE into the record.

    From then on 'kronika count NAME' uses it, and whoever has the record can repeat the count.
    """
    _say(definitions.described(definitions.add(settings, file)), as_json=as_json)


def _say(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['name']}, version {found['version']}")
    for words in found["explained"].values():
        click.echo(f"\n{words}")
