"""``kronika find``."""

from __future__ import annotations

import click

from kronika.cli.cards import shortened
from kronika.cli.common import as_json, asked, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.find import find


@click.command("find", epilog=examples('kronika find "Марыя Калеснікава"'))
@click.argument("words", nargs=-1, required=True, callback=asked)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), metavar="N", help="At most so many of each.")
@as_json
@settings_options
def command(settings: Settings, words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find people by name in any spelling, and words in sources.

    Passages are shown that hold all WORDS; the beginnings of words count, and any spelling of a name finds the others.

    A name typed here stays in the shell's history. Type - instead, and kronika asks for it.
    """
    with Progress("Looking"):
        found = find(settings, " ".join(words), limit=limit)
    if as_json:
        print_json(found)
        return
    for person in found["people"]:
        where = f", {person['list']}" if person["list"] else ""
        click.echo(f"{person['mention']}  {' / '.join(person['names'])} ({person['kind']}{where})")
    for passage in found["passages"]:
        click.echo(f"“{shortened(passage['quote'])}” — {passage['source_name']}, {passage['where']}")
    click.echo(f"{plural(len(found['people']), 'name')}, {plural(len(found['passages']), 'passage')}")
