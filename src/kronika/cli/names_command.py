"""``kronika names``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, asked, examples, print_json
from kronika.workspace.names import one_pair, pairs


@click.command("names", epilog=examples('kronika names "Марыя Калеснікава" "Maria Kolesnikova"'))
@click.argument("left", required=False, callback=asked)
@click.argument("right", required=False, callback=asked)
@click.option("--pairs", "file", metavar="FILE", type=click.Path(path_type=Path), help="CSV with the columns left and right.")
@as_json
def command(left: str | None, right: str | None, file: Path | None, *, as_json: bool) -> None:
    """Compare two names, or many pairs of them.

    The answer is the same, possible, or different, with the reason in words. No record is needed.

    A name typed here stays in the shell's history. Type - instead, and kronika asks for it.
    """
    if file is not None:
        found = pairs(file)
        if as_json:
            print_json(found)
            return
        for row in found:
            click.echo(f"{row['verdict']:<9} {row['score']:.3f}  {'; '.join(row['reasons'])}")
        return
    if left is None or right is None:
        raise click.UsageError("Give two names, or --pairs FILE.csv")
    one = one_pair(left, right)
    if as_json:
        print_json(one)
        return
    click.echo(f"{one['verdict']} ({one['score']:.2f})")
    for reason in one["reasons"]:
        click.echo(f"  {reason}")
