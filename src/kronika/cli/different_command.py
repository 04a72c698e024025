"""``kronika different``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.judging import judge_and_say, judgement_options
from kronika.settings import Settings


@click.command("different", epilog=examples('kronika --by documenter-1 different m4k2… m7qa… --reason "born ten years apart"'))
@judgement_options
def command(settings: Settings, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Judge that these two are different people (or acts).

    LEFT and RIGHT are ids, or names that only one has. That is a wall: whatever else is judged, they are never joined.
    """
    judge_and_say(settings, left, right, "different", reason, as_json=as_json)
