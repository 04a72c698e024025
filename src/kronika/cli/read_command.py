"""``kronika read``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kronika.cli.cards import shortened
from kronika.cli.common import as_json, examples, expanded, plural, print_json
from kronika.cli.progress import Progress
from kronika.errors import InputError
from kronika.workspace.cards import in_words
from kronika.workspace.read import read


@click.command("read", epilog=examples("kronika read page.txt --published 2025-02-10"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--published", metavar="DATE", default="", help="When the page was published: dates without a year are taken from it."
)
@as_json
def command(files: tuple[Path, ...], published: str, *, as_json: bool) -> None:
    """Read files without a record and show what would be proposed.

    Each fact of FILES comes with its exact quote. Nothing is kept.
    """
    with Progress("Reading"):
        found = read(expanded(files), published=published)
    if as_json:
        print_json(found)
    else:
        for page in found:
            _print(page)
    if all("error" in page for page in found):
        if as_json:
            for page in found:
                click.echo(page["error"], err=True)
        raise InputError("no file could be read", advice="See the lines above")


#: what stands in a proposal's line, in this order
_DETAILS = ("date", "term", "regime", "article", "court", "facility", "place", "how")


def _print(page: dict[str, Any]) -> None:
    if "error" in page:
        click.echo(page["error"], err=True)
        return
    click.echo(click.style(page["file"], bold=True) + (f"  ({page['language']})" if page["language"] else ""))
    for proposal in page["proposals"]:
        who = ", ".join(item["as_written"] for item in (*proposal["person"], *proposal["organisation"]))
        figure = proposal.get("figure")
        counted = f"{figure['qualifier'] or ''} {figure['value']} {figure['of'] or ''}".strip() if figure else ""
        details = [in_words(proposal["kind"], key, str(proposal[key]))[1] for key in _DETAILS if proposal.get(key)]
        click.echo(f"  {proposal['kind']}: {', '.join(part for part in (who, counted, *details) if part)}")
        click.echo(f"      “{shortened(proposal['quote'])}” ({proposal['start']}-{proposal['end']}; {proposal['rule']})")
    for note in page["notes"]:
        click.echo(f"  note: {note}")
    click.echo(f"  {plural(len(page['proposals']), 'proposal')}")
