"""``kronika split``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.judging import judge_and_say, judgement_options
from kronika.settings import Settings


@click.command("split", epilog=examples('kronika --by documenter-1 split m4k2… m7qa… --reason "two namesakes"'))
@judgement_options
def command(settings: Settings, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Take back that two were one: from now on it is unsure.

    LEFT and RIGHT are ids. Every fact is where it was before. To keep them apart for good, use 'kronika different'.
    """
    judge_and_say(settings, left, right, "unsure", reason or "taken back", as_json=as_json, taken_back=True)
