"""How a card looks on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from kronika.model.statement import Standing

if TYPE_CHECKING:
    from kronika.workspace.cards import Card, Line

_LONGEST = 160


def shortened(quote: str, longest: int = _LONGEST) -> str:
    """Return a quote on one line, cut at ``longest`` characters with an ellipsis."""
    line = " ".join(quote.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def print_card(card: Card) -> None:
    """Print a card: what it is about, then its facts; facts that rest on one passage stand together above its quote."""
    click.echo(click.style(headline(card), bold=True) + f"  {card.mention.id}")
    for (quote, place), lines in groupby(card.lines, key=_passage):
        for line in lines:
            click.echo(f"  {_fact(card, line)}  {line.recorded.statement.id}")
        click.echo(f"      “{shortened(quote)}” — {place}" if quote else f"      {place}")
    click.echo()


def headline(card: Card) -> str:
    """Return what a card is about: whom, or what number, and which kind of thing it is."""
    said = {line.recorded.statement.property: line.recorded.statement.value for line in card.lines}
    if card.mention.kind == "figure":
        about = " ".join(said[key] for key in ("qualifier", "value", "of") if said.get(key))
    else:
        about = card.title or said.get("description", "")
    return f"{shortened(about, 80) or '(no name)'} · {card.mention.kind}"


def _fact(card: Card, line: Line) -> str:
    said = line.recorded.statement
    label, words = card.in_words(line)
    # the quote below shows how it is written, unless it says more than that
    differs = said.original not in {said.value, said.quote, words}
    written = f" (written: {shortened(said.original, 60)})" if differs else ""
    standing = "" if line.recorded.standing is Standing.PROPOSED else f"  [{line.recorded.standing}]"
    waits = f"  [{line.waits}]" if line.waits else ""
    return f"{label}: {words}{written}{standing}{waits}"


def _passage(line: Line) -> tuple[str, str]:
    said = line.recorded.statement
    return (said.quote, f"{line.source}, {line.where}; {said.rule}") if said.quote else ("", f"{line.source}; {said.rule}")
