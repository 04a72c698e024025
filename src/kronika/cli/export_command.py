"""``kronika export``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.export import FORMATS, export


@click.command("export", epilog=examples("kronika export facts.csv --for public"))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: from the ending of OUT, else csv.")
@click.option(
    "--for", "audience", metavar="AUDIENCE", default="public", show_default=True, help="For whom: team, court, partner, public."
)
@click.option("--purpose", metavar="WORDS", default="", help="Only with consent for this purpose.")
@as_json
@settings_options
def command(settings: Settings, out: Path, form: str | None, audience: str, purpose: str, *, as_json: bool) -> None:
    """Write the facts that may leave into the file OUT, in clear.

    Each needs consent or an opening for that audience ('kronika consent --help'). What was withheld is counted by
    kind. People whose name may not leave are P1, P2, … and their quotes stay here.
    """
    endings = {".parquet": "parquet", ".jsonl": "ftm", ".json": "ftm", ".ijson": "ftm"}
    form = form or endings.get(out.suffix.lower(), "csv")
    with Progress("Exporting"):
        done = export(settings, out, form=form, audience=audience, purpose=purpose)
    if as_json:
        print_json(done)
        return
    click.echo(f"{plural(done['facts'], 'line')} written to {done['file']} for {done['audience']}. The file is not encrypted.")
    if done["withheld"]:
        parts = ", ".join(f"{number:,} {kind}" for kind, number in done["withheld"].items())
        click.echo(f"Withheld for want of consent or an opening: {parts}. See 'kronika consent --help'.")
