"""``kronika dispute``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.deciding import decide_and_say, decision_options
from kronika.model.statement import Standing
from kronika.settings import Settings


@click.command("dispute", epilog=examples('kronika --by documenter-1 dispute s2xk4 --reason "the family says otherwise"'))
@decision_options
def command(settings: Settings, ids: tuple[str, ...], reason: str, *, as_json: bool) -> None:
    """Say that these statements are contested.

    A count shows people whose facts are disputed apart from those it counts. IDS are statements, or cards (then all
    statements on the card are meant).

    What another role stands by, and facts of death, need two roles: the first call notes that you have read it, the call
    of another role disputes.
    """
    decide_and_say(settings, ids, Standing.DISPUTED, reason, as_json=as_json)
