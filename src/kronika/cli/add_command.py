"""``kronika add``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from kronika.cli.common import as_json, examples, expanded, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.errors import KronikaError
from kronika.settings import Settings
from kronika.workspace.add import Added, Saved, add
from kronika.workspace.intake import Intake


@click.command("add", epilog=examples("kronika --by documenter-1 add examples/belarus"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--map", "mapping", metavar="FILE", type=click.Path(path_type=Path), help="Mapping for the list; see 'kronika map'."
)
@click.option("--published", metavar="DATE", default="", help="When it was published, for example 2023-05-04 or 2023-05.")
@click.option("--address", default="", help="Where it was published.")
@click.option("--origin", metavar="NAME", default="", help="Whose list or report it copies; copies of one origin count once.")
@click.option(
    "--let-in-erased",
    metavar="GROUND",
    default="",
    help="Take in again who was erased; say why in words that reveal nothing. Without it they are left out and counted.",
)
@as_json
@settings_options
def command(
    settings: Settings,
    paths: tuple[Path, ...],
    mapping: Path | None,
    published: str,
    address: str,
    origin: str,
    let_in_erased: str,
    *,
    as_json: bool,
) -> None:
    """Put files and folders into the record and read them.

    The bytes of PATHS are kept as they came, the text is read, and facts are proposed, each with its quote.
    Nothing is counted before somebody confirms it.

    Each source is saved whole before it is named here; stopping in between loses nothing that was named.

    A list is read with its mapping (--map, or NAME.map.yml beside it); without one its columns are guessed.
    What is known of files but not in their bytes (when published, where) can stand in 'sources.yml' in their
    folder.
    """
    intake = Intake(mapping=mapping, published=published, address=address, origin=origin)
    with Progress("Adding") as progress:

        def on_saved(saved: Saved) -> None:
            progress.step()
            if not as_json:
                with progress.paused():
                    _print(saved)

        done = add(settings, expanded(paths), intake, let_in_erased=let_in_erased, on_start=progress.start, on_saved=on_saved)
    _say(done, as_json=as_json)
    if done.failed and not done.saved:
        raise KronikaError("nothing was added", advice="See the lines above")


def _print(saved: Saved) -> None:
    state = "saved" if saved.new else "known already"
    click.echo(f"{state}  {saved.sha256}  {saved.name}: {_result(saved)}")
    for note in saved.notes:
        click.echo(f"    note: {saved.name}: {note}")
    sys.stdout.flush()


def _result(saved: Saved) -> str:
    if saved.unreadable:
        return f"kept, but not read: {saved.unreadable}"
    if not saved.new:
        return "the same bytes came again; noted in its chain of custody"
    if saved.edition:
        told = saved.edition
        rows = f"{told['new']} new, {told['changed']} changed, {told['unchanged']} unchanged, {told['gone']} gone"
        edition = f"list '{told['list']}', edition {told['editions']}: {plural(told['rows'], 'row')} ({rows})"
        return f"{edition}; {plural(saved.statements, 'statement')} proposed"
    if not saved.statements:
        return "no fact that the rules know"
    return f"{plural(saved.statements, 'statement')} proposed about {plural(saved.mentions, 'mention')}"


def _say(done: Added, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done))
        return
    for line in done.skipped:
        click.echo(f"skipped  {line}")
    for line in done.failed:
        click.echo(f"failed   {line}", err=True)
    new = sum(saved.new for saved in done.saved)
    click.echo(
        f"{plural(new, 'new source')}, {len(done.saved) - new} known, {len(done.skipped)} skipped, {len(done.failed)} failed."
    )
    click.echo(f"Head: {done.head}")
    click.echo("Keep the head somewhere else: with it 'kronika check --head' can tell whether the log was rewritten.")
