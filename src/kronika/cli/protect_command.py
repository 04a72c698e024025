"""``kronika protect``."""

from __future__ import annotations

import click

from kronika.cli.common import as_json, asked, examples, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace.protect import protect


@click.command("protect", epilog=examples('kronika --by documenter-1 protect m4k2… --reason "asked for it"'))
@click.argument("who", callback=asked)
@click.option("--reason", metavar="WORDS", default="", help="Why, in words that reveal nothing.")
@click.option("--lift", is_flag=True, help="Take the mark off again; needs --second.")
@click.option("--second", metavar="ROLE", default="", help="With --lift: the second role that agrees.")
@as_json
@settings_options
def command(settings: Settings, who: str, reason: str, second: str, *, lift: bool, as_json: bool) -> None:
    """Keep a person out of search and matching.

    WHO is an id, or a name that only one has. From then on no search by name finds this person, nobody is proposed
    as the same, and a judgement that joined them to somebody joins them no longer. Nothing of what is said of them
    leaves the record. Counts go on as before.
    """
    done = protect(settings, who, reason=reason, lift=lift, second=second)
    if as_json:
        print_json(done)
    elif done["protected"]:
        click.echo(f"Kept out of search and matching: {done['mention']}. Keep this id: the name no longer finds it.")
    else:
        click.echo(f"No longer kept out: {done['mention']}.")
