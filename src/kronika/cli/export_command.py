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
@click.option(
    "--purpose", metavar="WORDS", default="", help="What for, in the words of the consent. Default: the only one there is."
)
@as_json
@settings_options
def command(settings: Settings, out: Path, form: str | None, audience: str, purpose: str, *, as_json: bool) -> None:
    """Write the facts that may leave into the file OUT, in clear.

    Each needs consent or an opening for that audience and that purpose ('kronika consent --help'): consent to a list
    for the public opens nothing to a court, and consent to a complaint opens nothing for a list.

    What was withheld is counted by kind and by reason. People whose name may not leave are P1, P2, … and their quotes
    stay here.
    """
    endings = {".parquet": "parquet", ".jsonl": "ftm", ".json": "ftm", ".ijson": "ftm"}
    form = form or endings.get(out.suffix.lower(), "csv")
    with Progress("Exporting"):
        done = export(settings, out, form=form, audience=audience, purpose=purpose)
    if as_json:
        print_json(done)
        return
    purpose = f" ({done['purpose']})" if done["purpose"] else ""
    click.echo(
        f"{plural(done['facts'], 'line')} written to {done['file']} for {done['audience']}{purpose}. The file is not encrypted."
    )
    if done["words"]:
        click.echo(done["words"])
