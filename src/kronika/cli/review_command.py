"""``kronika review``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.monthly import NAMED, Review, as_dict, review, write_review

#: so many statements stand in a footnote
_SHOWN = 4


@click.command("review", epilog=examples("kronika review 2025-01 --for public --language be"))
@click.argument("month")
@click.option("--language", default="en", show_default=True, type=click.Choice(["en", "ru", "be"]), help="Language of the draft.")
@click.option(
    "--for", "audience", metavar="AUDIENCE", default="", help="For whom (team, court, partner, public). Default: a working draft."
)
@click.option(
    "--purpose", default="", metavar="WORDS", help="With --for: what for, in the words of the consent. Default: the only one."
)
@click.option(
    "--definition", default="political-prisoner", show_default=True, metavar="NAME", help="Who is counted among those held."
)
@click.option(
    "--limit",
    default=NAMED,
    show_default=True,
    type=click.IntRange(0),
    metavar="N",
    help="Name at most so many people of each kind; 0 means all.",
)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the draft, without footnotes, into a new file."
)
@as_json
@settings_options
def command(settings: Settings, month: str, *, out: Path | None, as_json: bool, **asked: Any) -> None:
    """Draft the review of a month from the record.

    MONTH is written as 2025-01. The draft says how many were held when it began and when it ended, who came in and
    who left, and who was detained, charged, sentenced, released, recognised or died. Each sentence has a footnote
    with the statements that it rests on, and has passed the audit.
    """
    if asked["purpose"] and not asked["audience"]:
        raise click.UsageError("--purpose goes with --for AUDIENCE")
    with Progress("Drafting the review"):
        made = review(settings, month, **asked)
        if out is not None:
            write_review(made, out)
    if as_json:
        print_json(as_dict(made))
    elif out is not None:
        _notes(made)
        click.echo(f"The draft is {out}. It is not encrypted.")
    else:
        click.echo(made.text(numbered=True))
        _footnotes(made)
        _notes(made)


def _footnotes(made: Review) -> None:
    for number, sentence in enumerate(made.sentences, start=1):
        if sentence.basis:
            listed = "; ".join(f"{made.places[ident]} ({ident})" for ident in sentence.basis[:_SHOWN])
            more = f"; and {len(sentence.basis) - _SHOWN} more" if len(sentence.basis) > _SHOWN else ""
            click.echo(f"[{number}] {listed}{more}")
    click.echo()


def _notes(made: Review) -> None:
    if not made.sentences:
        click.echo("The record has nothing of this month that may be said.")
    for note in made.notes:
        click.echo(f"Note: {note}")
    for sentence, why in made.left_out:
        click.echo(f"Left out, because the audit did not pass it: {sentence.text} ({why})")
    click.echo(f"Audit of the draft: {made.audited.summary()} {plural(len(made.sentences), 'sentence')}.")
