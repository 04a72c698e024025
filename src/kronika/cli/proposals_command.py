"""``kronika proposals``."""

from __future__ import annotations

from dataclasses import asdict

import click

from kronika.cli.cards import print_card
from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace.proposals import Waiting, proposals, waiting_for_two


@click.command("proposals", epilog=examples("kronika proposals --source page.html", "kronika proposals --second"))
@click.option(
    "--source", metavar="SOURCE", default="", help="Only those of one source (its id, the start of its SHA-256, or its name)."
)
@click.option("--limit", default=0, type=click.IntRange(0), metavar="N", help="At most so many statements; 0 means all.")
@click.option("--second", is_flag=True, help="Only what waits until two roles have read it, decided facts among it.")
@as_json
@settings_options
def command(settings: Settings, source: str, limit: int, *, second: bool, as_json: bool) -> None:
    """Show what waits for your decision.

    That is what the software proposes and nobody has decided on: one card for a person or an act, each fact with its
    quote and the place where it stands. With --json: a list of statements, each with its quote and its source.

    A death counts only once two roles have confirmed it, and what one role stands by changes only with another. With
    --second: all that waits for that, and why. What the other role answered is not shown.
    """
    if second:
        if source or limit:
            raise click.UsageError("--second shows all that waits: give it without --source and --limit")
        _second(waiting_for_two(settings), as_json=as_json)
        return
    found, waiting = proposals(settings, source=source, limit=limit)
    if as_json:
        print_json([{**line.as_dict(), **_about(card.as_dict())} for card in found for line in card.lines])
        return
    for card in found:
        print_card(card)
    shown = sum(len(card.lines) for card in found)
    by_two = sum(bool(line.waits) for card in found for line in card.lines)
    click.echo(f"{plural(shown, 'statement')} shown, {waiting:,} waiting. Confirm them with: kronika transcribe")
    if by_two:
        click.echo(f"Of these, {by_two:,} count only once two roles have read them. See: kronika proposals --second")


def _second(found: Waiting, *, as_json: bool) -> None:
    lines = [{**line.as_dict(), **_about(card.as_dict())} for card in found.cards for line in card.lines]
    if as_json:
        pairs = [asdict(pair) for pair in found.pairs]
        print_json({"statements": lines, "pairs": pairs, "read_by_two": found.agreement.both, "alike": found.agreement.alike})
        return
    for card in found.cards:
        print_card(card)
    for pair in found.pairs:
        click.echo(f"{pair.left_name} {pair.left}\n{pair.right_name} {pair.right}\n      {pair.waits}\n")
    click.echo(f"{plural(len(lines), 'statement')} and {plural(len(found.pairs), 'pair')} wait until two roles have read them.")
    if found.read:
        click.echo(f"You have read {plural(len(found.read), 'statement')} of these: another role has to.")
    if found.agreement.both:
        click.echo(f"So far two roles have read {found.agreement.both:,} and agreed on {found.agreement.alike:,}.")


def _about(card: dict[str, object]) -> dict[str, object]:
    return {key: card[key] for key in ("mention", "kind", "about", "person", "list")}
