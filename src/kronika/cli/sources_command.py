"""``kronika sources``."""

from __future__ import annotations

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace import sources as use_case


@click.command(
    "sources", epilog=examples("kronika sources", "kronika --by documenter-1 sources --describe page.html --published 2023-05-04")
)
@click.option(
    "--describe", metavar="SOURCE", help="Say something of this source (its id, the start of its SHA-256, or its name)."
)
@click.option(
    "--published", metavar="DATE", default="", help="With --describe: when it was published, for example 2023-05-04 or 2023-05."
)
@click.option("--address", default="", help="With --describe: where it was published.")
@click.option(
    "--origin",
    metavar="NAME",
    default="",
    help="With --describe: whose list or report it copies; copies of one origin count once.",
)
@as_json
@settings_options
def command(settings: Settings, describe: str | None, published: str, address: str, origin: str, *, as_json: bool) -> None:
    """Show which sources the record holds.

    Of each: its name and kind, when it was published, when and by which role it was captured, and the SHA-256
    of its bytes.

    With --describe, say of a source what its bytes do not say. The bytes themselves are never changed.
    """
    if describe:
        use_case.describe(settings, describe, {"published": published, "address": address, "origin": origin})
    found = use_case.sources(settings)
    if as_json:
        print_json(found)
        return
    for source in found:
        click.echo(f"{source['id']}  {source['name']}")
        facts = [
            source["media_type"],
            plural(source["size"], "byte"),
            f"published {source['published']}" if source["published"] else "not known when published",
            f"captured {source['captured'][:10]} by {source['captured_by']}",
        ]
        if source["edition_of"]:
            facts.append(f"edition of {source['edition_of']}")
        click.echo(f"    {', '.join(facts)}")
        click.echo(f"    SHA-256 {source['sha256']}")
        if source["unreadable"]:
            click.echo(f"    not read: {source['unreadable']}")
        for note in source["notes"]:
            click.echo(f"    note: {note}")
        if len(source["custody"]) > 1:
            click.echo(f"    came {len(source['custody'])} times")
    click.echo(plural(len(found), "source"))
