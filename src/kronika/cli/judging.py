"""What ``same``, ``different``, ``unsure`` and ``split`` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kronika.cli.common import as_json, asked, print_json, settings_options
from kronika.workspace.judge import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from kronika.settings import Settings


def judgement_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of a judgement on two mentions."""
    wrapped = as_json(settings_options(function))
    wrapped = click.option("--reason", metavar="WORDS", default="", help="Why, in words that name nobody.")(wrapped)
    return click.argument("left", callback=asked)(click.argument("right", callback=asked)(wrapped))


def judge_and_say(
    settings: Settings, left: str, right: str, verdict: str, reason: str, *, as_json: bool, taken_back: bool = False
) -> None:
    """Judge, and print what that did; a judgement that was taken back is said in other words."""
    done = judge(settings, left, right, verdict, reason=reason)
    if as_json:
        print_json(done)
        return
    if done["waits"]:
        click.echo(f"Noted as judged by you; nothing changes yet: {done['waits']}.")
        return
    names = f"{done['left_name'] or done['left']} and {done['right_name'] or done['right']}"
    if not taken_back:
        click.echo(f"Judged {verdict}: {names}.")
    elif done["was_joined"]:
        click.echo(f"Taken back: {names}{'.' if done['joined'] else ' are no longer one.'}")
    else:
        click.echo(f"Nothing to take back: {names} were not one. Noted as unsure.")
    say_what_remains(done)


def say_what_remains(done: dict[str, Any]) -> None:
    """Print what a judgement could not do, and what speaks against it."""
    if done["through"]:
        click.echo(
            f"They are still one through others who were judged the same as both: {'; '.join(done['through'])}. "
            "Take that back too, or keep them apart with 'kronika different'."
        )
    if done["blocked"]:
        click.echo("They are not joined: somebody in one of the two groups was judged different from somebody in the other.")
    for reason in done["against"]:
        click.echo(f"Note: {reason}.", err=True)
