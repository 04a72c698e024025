"""``kronika same``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.judging import judge_and_say, judgement_options
from kronika.settings import Settings


@click.command("same", epilog=examples('kronika --by documenter-1 same m4k2… m7qa… --reason "born on the same day"'))
@judgement_options
def command(settings: Settings, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Judge that these two are one person (or one act).

    LEFT and RIGHT are ids, or names that only one has. Their facts then count once. Nothing is lost by it: 'kronika
    split' takes it back, to the letter.

    Where facts about them are open to the public, two roles have to judge so: the first call notes that you have
    judged, the call of another role joins them.
    """
    judge_and_say(settings, left, right, "same", reason, as_json=as_json)
