"""``kronika erase``."""

from __future__ import annotations

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace import keep


@click.command("erase", epilog=examples('kronika --by documenter-1 erase m4k2… --ground "asked by the person" --second lawyer-1'))
@click.argument("ident")
@click.option("--ground", metavar="WORDS", default="", help="Why, in words that reveal nothing.")
@click.option("--second", metavar="ROLE", default="", help="The second role that agrees.")
@click.option("--hold", "hold", is_flag=True, help="Do not erase: set a legal hold, so that nobody erases it.")
@click.option("--lift-hold", "lift", is_flag=True, help="Do not erase: lift a legal hold.")
@as_json
@settings_options
def command(settings: Settings, ident: str, ground: str, second: str, *, hold: bool, lift: bool, as_json: bool) -> None:
    """Erase a source, a person with all acts, or one statement for good.

    IDENT is its id. The content goes, from all tables, the search and the files. What stays is a mark in the
    log: that something was erased, on which ground, by which two roles.

    Backups made before still hold it: 'kronika restore' erases it there too, with the list that is named.
    """
    if hold and lift:
        raise click.UsageError("Give --hold or --lift-hold, not both")
    if hold or lift:
        keep.hold(settings, ident, ground=ground, on=hold)
        if as_json:
            print_json({"hold": hold})
        else:
            click.echo("Legal hold set." if hold else "Legal hold lifted.")
        return
    with Progress("Erasing"):
        done = keep.erase(settings, ident, ground=ground, second=second)
    if as_json:
        print_json(done)
        return
    gone = (
        plural(done["sources"], "source"),
        plural(done["persons"], "person", "people"),
        plural(done["statements"], "statement"),
    )
    click.echo(f"Erased: {', '.join(gone)} in {plural(done['entries'], 'entry', 'entries')} of the log.")
    if done["still_in_sources"]:
        click.echo(
            f"The words still stand in these sources; erase them too if they must go: {' '.join(done['still_in_sources'])}"
        )
    if done["kept_out"]:
        click.echo("If the person comes again with another list or text, 'kronika add' leaves them out and says how many.")
    click.echo(f"For backups: keep {done['list_for_backups']} and give it to 'kronika restore'. Tell everyone who has a copy.")
    click.echo(f"Head: {done['head']}")
