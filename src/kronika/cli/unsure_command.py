"""``kronika unsure``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.judging import judge_and_say, judgement_options
from kronika.settings import Settings


@click.command("unsure", epilog=examples('kronika --by documenter-1 unsure m4k2… m7qa… --reason "one name, no birth date"'))
@judgement_options
def command(settings: Settings, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Judge that it cannot be told whether these two are one.

    LEFT and RIGHT are ids, or names that only one has. They stay apart in counts, which then give a range.
    """
    judge_and_say(settings, left, right, "unsure", reason, as_json=as_json)
