"""``kronika findings``."""

from __future__ import annotations

from pathlib import Path

import click

from kronika.cli.common import as_json, examples, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.count import Question
from kronika.workspace.findings import NAMED, found


@click.command("findings", epilog=examples("kronika findings --on 2025-01-31 --ends-within 60"))
@click.argument("definition", default="political-prisoner/custody")
@click.option("--on", metavar="DAY", help="The day, for example 2025-01-31. Default: today.")
@click.option("--list", "only", metavar="NAME", default="", help="Only what one list (or source) states.")
@click.option("--known", metavar="DAY", default="", help="As known in this record on that day.")
@click.option("--public-by", metavar="DAY", default="", help="As public on that day.")
@click.option(
    "--ends-within", default=90, show_default=True, type=click.IntRange(0), metavar="N", help="Terms that end within N days."
)
@click.option(
    "--silent-for", default=365, show_default=True, type=click.IntRange(1), metavar="N", help="Silence of N days and more."
)
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind (order, term-ends, silence ...); repeatable."
)
@click.option(
    "--credit",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Rules of credit for custody before the sentence, as a lawyer confirmed them.",
)
@click.option(
    "--limit", default=NAMED, show_default=True, type=click.IntRange(0), metavar="N", help="Name N of each kind; 0: all."
)
@as_json
@settings_options
def command(
    settings: Settings,
    definition: str,
    *,
    on: str | None,
    only: str,
    known: str,
    public_by: str,
    ends_within: int,
    silent_for: int,
    kinds: tuple[str, ...],
    credit: Path | None,
    limit: int,
    as_json: bool,
) -> None:
    """Show what wants a look: what does not fit, and what ends soon.

    Orders that cannot be (released before being detained), custody after the end of a term, terms that end soon,
    people of whom nothing was heard for long, sentences without a known place, and people who were recognised but
    never detained as far as is known.

    Nothing is corrected: a finding is a question to whoever knows more.
    """
    question = Question(on or settings.clock().date().isoformat(), definition, known, public_by, only)
    with Progress("Looking"):
        answer = found(settings, question, ends_within=ends_within, silent_for=silent_for, rules=credit, kinds=kinds, limit=limit)
    if as_json:
        print_json(answer)
        return
    for group in answer["findings"]:
        click.echo(click.style(f"{group['words'][:1].upper()}{group['words'][1:]}: {group['total']:,}", bold=True))
        for person in group["people"]:
            click.echo(f"  {person['name'] or '(no name) ' + person['mention']}: {person['words']}")
        if len(group["people"]) < group["total"]:
            click.echo(f"  … and {group['total'] - len(group['people']):,} more; --limit 0 names all")
        click.echo()
    if not answer["findings"]:
        click.echo(f"Nothing wants a look on {answer['on']}.")
    if any(group["kind"] == "term-ends" for group in answer["findings"]):
        click.echo(f"Credit for custody before the sentence. {answer['credit']['words']}")
