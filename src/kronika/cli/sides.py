"""How two people, or two acts, look side by side on a terminal: one line a fact, the same kinds of fact beside each other."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from kronika.cli.cards import shortened
from kronika.workspace.cards import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kronika.workspace.link import Waiting

#: columns of a terminal: fewer are taken as so many, more as so many
_NARROW, _WIDE = 72, 160
_GAP = " | "
_LONGEST = 200


def print_sides(left: dict[str, Any], right: dict[str, Any]) -> None:
    """Print two people, or two acts, beside each other, with every fact, its quote and its place."""
    width = (min(max(get_terminal_size((100, 24)).columns, _NARROW), _WIDE) - len(_GAP)) // 2
    _row([f"{left['name'] or '(no name)'}  {left['mention']}"], [f"{right['name'] or '(no name)'}  {right['mention']}"], width)
    click.echo("-" * width + "-+-" + "-" * width)
    ours, theirs = dict(_blocks(left)), dict(_blocks(right))
    for heading in dict.fromkeys([*ours, *theirs]):
        lines: list[str] = []
        for one, other in zip_longest(ours.get(heading, ()), theirs.get(heading, ()), fillvalue=lines):
            _row(one, other, width)


def _blocks(side: dict[str, Any]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the facts of a side by what they are about; acts of one kind under one heading, each as lines of text."""
    found: dict[str, list[list[str]]] = {}
    for line in (*side["names"], *side["facts"]):
        found.setdefault(line["property"], []).append(_fact(line, side["kind"]))
    for act in side["timeline"]:
        lines = [f"{act['kind']}:", *(f"  {text}" for line in act["statements"] for text in _fact(line, act["kind"]))]
        found.setdefault(f"act {act['kind']}", []).append(lines)
    yield from found.items()


def _fact(line: dict[str, Any], kind: str) -> list[str]:
    label, words = in_words(kind, line["property"], line["value"])
    marks = "" if line["standing"] in {"transcribed", "asserted"} else f" [{line['standing']}]"
    ended = f" (until {line['until']})" if line["until"] else ""
    lines = [f"{label}: {words}{marks}{ended}"]
    if line["quote"]:
        place = f"{line['source_name']}, {line['where']}"
        quote = shortened(line["quote"], _LONGEST)
        lines.append(f"    {place}" if quote == words else f"    “{quote}” ({place})")
    return lines


def _row(left: Iterable[str], right: Iterable[str], width: int) -> None:
    for one, other in zip_longest(_wrapped(left, width), _wrapped(right, width), fillvalue=""):
        click.echo(f"{one.ljust(width)}{_GAP}{other}".rstrip())


def _wrapped(lines: Iterable[str], width: int) -> list[str]:
    found: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        found += textwrap.wrap(line, width, subsequent_indent=f"{indent}  ") or [""]
    return found


def print_why(item: Waiting, earlier: list[dict[str, Any]]) -> None:
    """Print how probable it is that two are one, why, what a judgement changes, and what was judged before."""
    if item.again:
        click.echo(click.style("Judged before; since then: ", bold=True) + "; ".join(item.again))
    if item.waits:
        click.echo(click.style("Second reader: ", bold=True) + item.waits)
    if item.found:
        click.echo(f"Probability that both are one: {_likely(item.found.probability)} ({item.found.verdict})")
        for reason in item.found.reasons:
            click.echo(f"  - {reason}")
    for change in item.changes:
        parts = [
            f"{answer}: {_effect(effect)}"
            for answer, effect in (("if the same", change.same.as_dict()), ("if different", change.different.as_dict()))
            if any(effect.values())
        ]
        click.echo(f"Worth: {change.definition} on {change.on}, {'; '.join(parts)}")
    for judged in earlier:
        why = f" ({judged['reason']})" if judged["reason"] else ""
        both = f"{judged['left_name']} and {judged['right_name']}"
        click.echo(f"Judged {judged['verdict']} on {judged['at'][:10]} by {judged['by']}: {both}{why}")


def _likely(probability: float) -> str:
    """Return a probability in words; none is certain.

    >>> _likely(0.9991), _likely(0.62), _likely(0.002)
    ('over 99 %', '62 %', 'under 1 %')
    """
    if probability > 0.99:
        return "over 99 %"
    return f"{probability * 100:.0f} %" if probability >= 0.01 else "under 1 %"


#: what changes, in words
_WORDS = {"in": "in", "disputed": "disputed", "unknown": "unknown", "low": "at least", "high": "at most", "facts": "facts"}


def _effect(effect: dict[str, int]) -> str:
    return ", ".join(f"{_WORDS[name]} {number:+d}" for name, number in effect.items() if number)
