"""What ``assert``, ``reject`` and ``dispute`` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kronika.cli.common import as_json, plural, print_json, settings_options
from kronika.workspace.decide import decide

if TYPE_CHECKING:
    from collections.abc import Callable

    from kronika.model.statement import Standing
    from kronika.settings import Settings


def decision_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of a decision on single statements."""
    wrapped = as_json(settings_options(function))
    wrapped = click.option("--reason", metavar="WORDS", default="", help="Why, in words.")(wrapped)
    return click.argument("ids", nargs=-1, required=True)(wrapped)


def decide_and_say(settings: Settings, ids: tuple[str, ...], standing: Standing, reason: str, *, as_json: bool) -> None:
    """Decide, and print what that did."""
    done = decide(settings, ids, standing, reason=reason)
    if as_json:
        print_json(
            {
                "changed": done.changed,
                "waiting_for_second_reader": list(done.waiting),
                "disagreeing": list(done.disagreeing),
                "head": done.head,
            }
        )
        return
    click.echo(f"{plural(done.changed, 'statement')} {standing}.")
    if done.waiting:
        waiting = plural(len(done.waiting), "statement")
        click.echo(f"{waiting} noted as read by you; another role has to read too, without your answer: {' '.join(done.waiting)}")
    if done.disagreeing:
        click.echo(
            f"Two roles do not agree on {' '.join(done.disagreeing)}: nothing changes until two do. "
            "Talk it over, then one of you decides again."
        )
