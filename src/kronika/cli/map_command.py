"""``kronika map``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, print_json, typed
from kronika.errors import InputError
from kronika.workspace.mapping import first_mapping


@click.command("map", epilog=examples("kronika map list.xlsx", "kronika map list.xlsx --name prisoners --out prisoners.map.yml"))
@click.argument("list_file", metavar="LIST", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it; '-' prints it. Default: LIST.map.yml beside the list.",
)
@click.option("--name", metavar="NAME", default="", help="Name of the list; all its editions share it.")
@as_json
def command(list_file: Path, out: Path | None, name: str, *, as_json: bool) -> None:
    """Write a first mapping for a list, to be corrected by you.

    LIST is a spreadsheet, CSV or table; its headers are known in three languages, and its values are looked at.

    A mapping is a small text file that says what each column means. Open it in an editor, check every line,
    then add the list.
    """
    text, values = first_mapping(list_file, name)
    if as_json:
        print_json(values)
        return
    if str(out) == "-":
        click.echo(text, nl=False)
        return
    target = out or list_file.with_name(list_file.name + ".map.yml")
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(
            "there is a mapping already", where=str(target), advice="Move it away, or give another name with --out"
        ) from error
    except OSError as error:
        raise InputError(
            f"it cannot be written ({error.strerror})", where=str(target), advice="Give another place with --out"
        ) from error
    click.echo(f"Written: {target}")
    click.echo(f"Check every line of it, then: kronika add {typed(list_file)}")
