"""``kronika show``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.cards import shortened
from kronika.cli.common import as_json, asked, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.cards import in_words
from kronika.workspace.show import show


@click.command("show", epilog=examples('kronika show "Kalesnikava"', "kronika show m4k2…"))
@click.argument("who", callback=asked)
@as_json
@settings_options
def command(settings: Settings, who: str, *, as_json: bool) -> None:
    """Show all that the record says of one person or organisation.

    WHO is a name in any spelling, or an id. Names come first, then facts, then acts in the order of their
    dates.

    Every fact stands with its quote and its source; where sources disagree, both stand side by side.

    A name typed here stays in the shell's history. Type - instead, and kronika asks for it.
    """
    with Progress("Looking"):
        found = show(settings, who)
    if as_json:
        print_json(found)
        return
    click.echo(click.style(found["name"] or "(no name)", bold=True) + f"  {found['mention']}")
    for line in (*found["names"], *found["facts"]):
        _print(line, found["kind"], "  ")
    for judged in found["judgements"]:
        why = f" ({judged['reason']})" if judged["reason"] else ""
        both = f"{judged['left_name']} ({judged['left']}) and {judged['right_name']} ({judged['right']})"
        click.echo(f"  Judged {judged['verdict']} on {judged['at'][:10]} by {judged['by']}: {both}{why}")
    for other in found["namesakes"]:
        click.echo(f"  A namesake, not the same: {other['name']}  {other['mention']}, {other['list']}: {'; '.join(other['why'])}")
    for act in found["timeline"]:
        click.echo(f"\n  {act['kind']}  {act['mention']}")
        for line in act["statements"]:
            _print(line, act["kind"], "    ")
    for item in found["contradictions"]:
        click.echo(f"\n  Sources disagree on {_side_by_side(item)}")
    for item in found["precision"]:
        click.echo(f"\n  No contradiction, both can be true: {_side_by_side(item)}")


def _side_by_side(item: dict[str, Any]) -> str:
    """Say what stands side by side: each value with its sources, and from how many independent origins it comes."""
    sides = []
    for value in item["values"]:
        sources = dict.fromkeys(line["source_name"] for line in value["statements"])
        origins = "" if len(sources) == value["origins"] else f"; {plural(value['origins'], 'independent origin')}"
        sides.append(f"{in_words(item['kind'], item['property'], value['value'])[1]} ({', '.join(sources)}{origins})")
    of = "" if item["kind"] in {"person", "organisation"} else f" of the {item['kind']}"
    return f"{in_words(item['kind'], item['property'], '')[0]}{of}: {'; '.join(sides)}"


def _print(line: dict[str, Any], kind: str, indent: str) -> None:
    ended = f", until {line['until']}" if line["until"] else ""
    waits = f"; {line['waits']}" if line["waits"] else ""
    label, words = in_words(kind, line["property"], line["value"])
    click.echo(f"{indent}{label}: {words}   [{line['standing']}{ended}{waits}]  {line['id']}")
    if line["quote"]:
        click.echo(f"{indent}    “{shortened(line['quote'])}” — {line['source_name']}, {line['where']}")
