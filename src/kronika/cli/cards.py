"""How a card looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kronika.workspace.cards import Card

_LONGEST = 160


def shortened(quote: str, longest: int = _LONGEST) -> str:
    """Return a quote on one line, cut at ``longest`` characters with an ellipsis."""
    line = " ".join(quote.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def print_card(card: Card) -> None:
    """Print a card: what it is about, then each fact with its quote and place."""
    head = card.title or "(no name)"
    click.echo(click.style(f"{head} · {card.mention.kind}", bold=True) + f"  {card.mention.id}")
    for line in card.lines:
        said = line.recorded.statement
        value = f"{said.value} (written: {shortened(said.original, 60)})" if said.value != said.original else said.value
        click.echo(f"  {said.property}: {value}   [{line.recorded.standing}]  {said.id}")
        if said.quote:
            click.echo(f"      “{shortened(said.quote)}” — {line.source}, {line.where}; {said.rule}")
        else:
            click.echo(f"      {said.rule}; {line.source}")
    click.echo()
