"""``kronika proposals``."""

from __future__ import annotations

import click

from kronika.cli.cards import print_card
from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace.proposals import proposals


@click.command("proposals", epilog=examples("kronika proposals --source page.html"))
@click.option(
    "--source", metavar="SOURCE", default="", help="Only those of one source (its id, the start of its SHA-256, or its name)."
)
@click.option("--limit", default=0, type=click.IntRange(0), metavar="N", help="At most so many statements; 0 means all.")
@as_json
@settings_options
def command(settings: Settings, source: str, limit: int, *, as_json: bool) -> None:
    """Show what waits for your decision.

    That is what the software proposes and nobody has decided on: one card for a person or an act, each fact with its
    quote and the place where it stands. With --json: a list of statements, each with its quote and its source.
    """
    found, waiting = proposals(settings, source=source, limit=limit)
    if as_json:
        print_json([{**line.as_dict(), **_about(card.as_dict())} for card in found for line in card.lines])
        return
    for card in found:
        print_card(card)
    shown = sum(len(card.lines) for card in found)
    click.echo(f"{plural(shown, 'statement')} shown, {waiting:,} waiting. Confirm them with: kronika transcribe")


def _about(card: dict[str, object]) -> dict[str, object]:
    return {key: card[key] for key in ("mention", "kind", "about", "person", "list")}
