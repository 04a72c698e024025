"""``kronika assert``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.deciding import decide_and_say, decision_options
from kronika.model.statement import Standing
from kronika.settings import Settings


@click.command("assert", epilog=examples("kronika --by documenter-1 assert s2xk4"))
@decision_options
def command(settings: Settings, ids: tuple[str, ...], reason: str, *, as_json: bool) -> None:
    """Say that we stand by these statements.

    Not only does the source say so: we hold it to be true. Deaths, ill-treatment and whoever is named as responsible
    need two roles: the first call notes that you have read it, the call of another role asserts.

    IDS are statements, or cards (then all statements on the card are meant).
    """
    decide_and_say(settings, ids, Standing.ASSERTED, reason, as_json=as_json)
