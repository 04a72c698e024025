"""``kronika reject``."""

from __future__ import annotations

import click

from kronika.cli.common import examples
from kronika.cli.deciding import decide_and_say, decision_options
from kronika.model.statement import Standing
from kronika.settings import Settings


@click.command("reject", epilog=examples('kronika --by documenter-1 reject s2xk4 --reason "another person"'))
@decision_options
def command(settings: Settings, ids: tuple[str, ...], reason: str, *, as_json: bool) -> None:
    """Say that these proposals are wrong: the source does not say so.

    They stay in the record as rejected, and reading the source again does not propose them again. IDS are
    statements, or cards (then all statements on the card are meant).

    What another role stands by, and facts of death, need two roles: the first call notes that you have read it, the call
    of another role rejects.
    """
    decide_and_say(settings, ids, Standing.REJECTED, reason, as_json=as_json)
