"""``kronika transcribe``."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from kronika.cli.cards import print_card
from kronika.cli.common import as_json, examples, percent, plural, print_json, settings_options
from kronika.cli.deciding import decide_and_say
from kronika.cli.progress import Progress
from kronika.errors import InputError
from kronika.model.statement import Standing
from kronika.settings import Settings
from kronika.workspace.decide import Batch, Sample, decide, transcribe_all
from kronika.workspace.proposals import proposals


@click.command(
    "transcribe",
    epilog=examples("kronika --by documenter-1 transcribe", "kronika --by documenter-1 transcribe --all --sample 59"),
)
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All proposals together, after a random sample was read.")
@click.option(
    "--sample",
    default=59,
    show_default=True,
    type=click.IntRange(0),
    metavar="N",
    help="With --all: how many statements to read.",
)
@click.option("--source", metavar="SOURCE", default="", help="Only the proposals of one source.")
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --all: CSV with the columns id and right (yes or no), from a reader.",
)
@click.option("--seed", type=int, metavar="N", help="With --all: draw a sample that can be drawn again.")
@as_json
@settings_options
def command(
    settings: Settings,
    ids: tuple[str, ...],
    source: str,
    sample: int,
    seed: int | None,
    answers: Path | None,
    *,
    everything: bool,
    as_json: bool,
) -> None:
    """Confirm that the sources do say what is proposed.

    This is not yet "we stand by it": that is 'kronika assert'. With IDS: these statements or cards. Without:
    card by card, on a terminal.

    With --all: a random sample is shown; whoever reads it answers for it, and how many errors the rest can hold
    at most is recorded with the decision.

    Facts of death, and what replaces what another role stands by, count only once two roles have read them: --all
    leaves them waiting, unless --answers has an answer. The second role answers without seeing the first answer.
    """
    if everything:
        _batch(settings, sample, source, seed, answers, as_json=as_json)
    elif ids:
        decide_and_say(settings, ids, Standing.TRANSCRIBED, "", as_json=as_json)
    else:
        _one_by_one(settings, source)


def _batch(settings: Settings, sample: int, source: str, seed: int | None, answers: Path | None, *, as_json: bool) -> None:
    given = _read_answers(answers) if answers else None
    ask = _ask if sys.stdin.isatty() and not as_json and given is None else None
    with Progress("Working"):
        batch, drawn = transcribe_all(settings, sample=sample, source=source, seed=seed, answers=given, ask=ask)
    if as_json:
        print_json({**batch.as_dict(), "sample_cards": [card.as_dict() for card in drawn.cards]})
        return
    if ask is None and batch.sampled:
        click.echo(f"The sample ({batch.sampled} of {batch.size:,} statements):\n")
        for card in drawn.cards:
            print_card(card)
    click.echo(f"{plural(batch.changed, 'statement')} transcribed of {batch.size:,} proposed, {len(batch.wrong)} rejected.")
    if batch.waiting:
        click.echo(
            f"{plural(len(batch.waiting), 'statement')} left waiting: deaths, and what replaces what another role stands by, "
            "are read by two roles. See: kronika proposals --second"
        )
    click.echo(_bound(batch, drawn))
    click.echo(f"Head: {batch.head}")


def _bound(batch: Batch, drawn: Sample) -> str:
    """What the sample says of the rest, in words."""
    if batch.bound is not None:
        wrong = sum(not right for right in drawn.answers.values())
        read = f"Read: {batch.answered} of the sample of {batch.sampled}, {wrong} wrong."
        return f"{read} At most {percent(batch.bound)} of all are wrong (95 % sure)."
    if batch.bound_if_clean is not None:
        return (
            f"Nobody answered for the sample of {batch.sampled}, so no error bound is recorded. "
            f"If all of it is right, at most {percent(batch.bound_if_clean)} of all are wrong (95 % sure)."
        )
    return "No sample was read, so nothing is known of how many are wrong."


def _read_answers(path: Path) -> dict[str, bool]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError(
            "the answers cannot be read", where=str(path), advice="Give a CSV with the columns id and right"
        ) from error
    found: dict[str, bool] = {}
    for number, row in enumerate(rows, 2):
        right = (row.get("right") or "").strip().casefold()
        if not row.get("id") or right not in {"yes", "no"}:
            raise InputError(
                "a row needs an id, and yes or no in the column right", where=f"{path}, row {number}", advice="Correct the row"
            )
        ident = row["id"].strip()
        if ident in found:
            raise InputError(
                f"{ident} is answered twice", where=f"{path}, row {number}", advice="Leave one answer for each statement"
            )
        found[ident] = right == "yes"
    return found


def _ask(drawn: Sample) -> dict[str, bool]:
    """Show a sample card by card and ask for each statement whether its quote says so."""
    answers: dict[str, bool] = {}
    with Progress.paused():
        asked = sum(len(card.lines) for card in drawn.cards)
        click.echo(f"Please read {asked} of {drawn.size:,} statements. Does the quote say so? y: yes; n: no; Ctrl-C: stop.\n")
        for number, card in enumerate(drawn.cards, 1):
            click.echo(f"Card {number} of {len(drawn.cards)}")
            print_card(card)
            for line in card.lines:
                said = line.recorded.statement
                answers[said.id] = click.confirm(f"{said.property}: {said.value}?", default=None)
            click.echo()
    return answers


def _one_by_one(settings: Settings, source: str) -> None:
    if not sys.stdin.isatty():
        raise InputError("nothing says what to transcribe", advice="Give ids, or --all --sample N, or call it on a terminal")
    found, undecided = proposals(settings, source=source, mine=True)
    shown = sum(len(card.lines) for card in found)
    if not found:
        click.echo("Nothing waits for your decision.")
    if undecided > shown:
        click.echo(f"You have read {undecided - shown:,} more; they wait for another role. See: kronika proposals --second")
    done = {Standing.TRANSCRIBED: 0, Standing.REJECTED: 0}
    noted = 0
    for number, card in enumerate(found, 1):
        click.echo(f"Card {number} of {len(found)}")
        print_card(card)
        click.echo("t: the source says so; r: reject all of it; s: skip; q: stop here")
        answer = click.prompt("Your answer", type=click.Choice(["t", "r", "s", "q"]), show_choices=False)
        if answer == "q":
            break
        if answer != "s":
            standing = Standing.TRANSCRIBED if answer == "t" else Standing.REJECTED
            idents = [line.recorded.statement.id for line in card.lines]
            decided = decide(settings, idents, standing, reason="read card by card")
            done[standing] += decided.changed
            noted += len(decided.waiting)
        click.echo()
    click.echo(f"{plural(done[Standing.TRANSCRIBED], 'statement')} transcribed, {done[Standing.REJECTED]:,} rejected.")
    if noted:
        click.echo(f"{plural(noted, 'statement')} noted as read by you: another role has to read them too, without your answer.")
