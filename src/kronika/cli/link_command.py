"""``kronika link``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kronika.cli.common import as_json, examples, percent, plural, print_json, settings_options
from kronika.cli.judging import say_what_remains
from kronika.cli.progress import Progress
from kronika.cli.sides import print_sides, print_why
from kronika.settings import Settings
from kronika.workspace.arrivals import arriving
from kronika.workspace.link import Asked, queue
from kronika.workspace.link_batch import Accepted, Answers, Drawn, accept, read_answers
from kronika.workspace.review import reviewing

if TYPE_CHECKING:
    from kronika.workspace.link import Waiting
    from kronika.workspace.review import Review

_VERDICTS = {"s": "same", "d": "different", "u": "unsure"}


@click.command(
    "link",
    epilog=examples(
        "kronika --by documenter-1 link",
        "kronika link --json",
        "kronika --by documenter-1 link --accept-above 0.99 --sample 59",
        "kronika link --list new-list.csv",
    ),
)
@click.option("--accept-above", "above", type=float, metavar="P", help="Judge all pairs with this probability or more the same.")
@click.option("--sample", default=59, show_default=True, type=click.IntRange(0), metavar="N", help="With it: pairs to read.")
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With it: CSV with the columns left, right and verdict, from a reader.",
)
@click.option("--seed", type=int, metavar="N", help="With it: draw a sample that can be drawn again.")
@click.option(
    "--list",
    "arrivals",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Who in this new list is known? Nothing is written.",
)
@click.option("--map", "mapping", metavar="FILE", type=click.Path(path_type=Path), help="With --list: its mapping.")
@click.option("--namesakes", is_flag=True, help="Show those who have one name and contradict each other.")
@click.option("--kind", default="", metavar="KIND", help="Only pairs of one kind: person, organisation, detention, ...")
@click.option("--definition", default="", metavar="NAME", help="Measure the worth of a judgement by this count.")
@click.option("--on", default="", metavar="DAY", help="On this day. Default: the days of the newest editions.")
@click.option("--within", "inside", is_flag=True, help="Look for doubles inside one list in a large record too.")
@click.option("--limit", default=0, metavar="N", type=click.IntRange(0), help="At most so many pairs. Default: all.")
@as_json
@settings_options
def command(settings: Settings, *, as_json: bool, **given: Any) -> None:
    """Judge who is one person under several spellings.

    Pairs that may be one are shown side by side with every fact and quote, those first whose judgement changes a count
    most. Keys: s same, d different, u unsure, n next, q stop. Each judgement is saved at once; 'kronika split' takes
    it back.

    With --accept-above: all pairs that are so probable together, as one judgement, after a random sample was read.

    With --list: who in a new list is new, known or doubtful.
    """
    _check(given)
    asked = Asked(given["definition"], given["on"], given["kind"], given["inside"], given["namesakes"])
    if given["arrivals"] is not None:
        _arrivals(settings, given["arrivals"], given["mapping"], as_json=as_json)
    elif given["above"] is not None:
        _batch(settings, asked, given, as_json=as_json)
    elif as_json:
        with Progress("Comparing"):
            found = queue(settings, asked, limit=given["limit"])
        print_json(found)
    elif sys.stdin.isatty() and not given["namesakes"]:
        _review(settings, asked, given["limit"])
    else:
        _listed(settings, asked, given["limit"])


def _check(given: dict[str, Any]) -> None:
    if given["arrivals"] is not None and given["above"] is not None:
        raise click.UsageError("Give --list or --accept-above, not both")
    if given["mapping"] is not None and given["arrivals"] is None:
        raise click.UsageError("--map goes with --list FILE")
    if given["above"] is None and (given["answers"] is not None or given["seed"] is not None):
        raise click.UsageError("--answers and --seed go with --accept-above P")
    if given["namesakes"] and (given["arrivals"] is not None or given["above"] is not None):
        raise click.UsageError("--namesakes goes without --list and --accept-above")


# -- one by one --------------------------------------------------------------------------------------------------------------


def _review(settings: Settings, asked: Asked, limit: int) -> None:
    done: dict[str, int] = {}
    with reviewing(settings, asked) as review:
        with Progress("Comparing"):
            items = review.items[:limit] if limit else review.items
        if not items:
            click.echo("Nobody waits to be judged.")
        for number, item in enumerate(items, 1):
            if not review.open(item):
                continue
            click.echo(click.style(f"\nPair {number} of {len(items)} · {item.left.kind}", bold=True))
            answer = _one(review, item)
            if answer == "q":
                break
            done[answer] = done.get(answer, 0) + 1
    words = ", ".join(f"{done.get(key, 0)} {verdict}" for key, verdict in _VERDICTS.items())
    click.echo(f"\nJudged: {words}.")


def _one(review: Review, item: Waiting) -> str:
    """Show a pair and ask for a judgement; return the key that was pressed."""
    print_sides(*review.sides(item))
    click.echo()
    print_why(item, review.earlier(item))
    click.echo("s: the same; d: different; u: unsure; n: next; q: stop here")
    answer: str = click.prompt("Your answer", type=click.Choice(["s", "d", "u", "n", "q"]), show_choices=False)
    if answer in _VERDICTS:
        reason = click.prompt("Why (in words; Enter: nothing)", default="", show_default=False)
        done = review.judge(item, _VERDICTS[answer], reason.strip() or "judged side by side")
        if done["waits"]:
            click.echo(f"Noted as judged by you; nothing changes yet: {done['waits']}.")
        say_what_remains(done)
    return answer


def _listed(settings: Settings, asked: Asked, limit: int) -> None:
    with Progress("Comparing"):
        found = queue(settings, asked, limit=limit)
    for item in found:
        click.echo(
            f"{item['probability']:.2f} {item['verdict']:<9} {item['left_name']} ({item['left']}, {item['left_list']}) / "
            f"{item['right_name']} ({item['right']}, {item['right_list']})  {item['kind']}"
        )
        for reason in (*item["again"], *item["reasons"], *filter(None, [item["waits"]])):
            click.echo(f"        {reason}")
    what = "pair of namesakes" if asked.namesakes else "pair"
    many = "pairs of namesakes" if asked.namesakes else "pairs"
    ending = "who stay two people." if asked.namesakes else "to be judged; on a terminal 'kronika link' asks for each."
    click.echo(f"{plural(len(found), what, many)} {ending}")


# -- many together -----------------------------------------------------------------------------------------------------------


def _batch(settings: Settings, asked: Asked, given: dict[str, Any], *, as_json: bool) -> None:
    answers = read_answers(given["answers"]) if given["answers"] else None
    ask = _ask if sys.stdin.isatty() and not as_json and answers is None else None
    with Progress("Comparing"):
        done = accept(settings, asked, given["above"], sample=given["sample"], seed=given["seed"], answers=answers, ask=ask)
    if as_json:
        print_json(done.as_dict())
        return
    if ask is None and done.sample:
        click.echo(f"The sample ({len(done.sample)} of {plural(done.size, 'pair')}):")
        for item in done.sample:
            click.echo(
                f"  {item['probability']:.2f}  {item['left_name']} ({item['left']}) / {item['right_name']} ({item['right']})"
            )
    click.echo(f"{plural(done.accepted, 'pair')} of {done.size:,} judged the same, {len(done.wrong)} not.")
    click.echo(bound_words(done))
    if done.doubtful:
        why = "they would join two of one list, or two who were judged different"
        click.echo(f"{plural(done.doubtful, 'pair')} left for the queue: {why}.")
    if done.waiting:
        click.echo(f"{plural(len(done.waiting), 'pair')} noted as read once: another role has to judge too.")
    click.echo(f"Head: {done.head}")


def bound_words(done: Accepted) -> str:
    """Return what the sample says of the batch, in words."""
    if done.bound is not None:
        read = f"Read: {done.answered} of the sample of {len(done.sample)}, {len(done.wrong)} wrong."
        return f"{read} At most {percent(done.bound)} of all are wrong (95 % sure)."
    if done.bound_if_clean is not None:
        return (
            f"Nobody answered for the sample of {len(done.sample)}, so no error bound is recorded. "
            f"If all of it is right, at most {percent(done.bound_if_clean)} of all are wrong (95 % sure)."
        )
    return "No sample was read, so nothing is known of how many are wrong."


def _ask(drawn: Drawn) -> Answers:
    """Show a sample pair by pair and ask whether both are one."""
    from kronika.model.judgement import Verdict

    answers: Answers = {}
    with Progress.paused():
        click.echo(f"Please read {len(drawn.pairs)} of {plural(drawn.size, 'pair')}. Are both one? Ctrl-C: stop.")
        for number, item in enumerate(drawn.pairs, 1):
            click.echo(click.style(f"\nPair {number} of {len(drawn.pairs)}", bold=True))
            print_sides(*drawn.review.sides(item))
            print_why(item, drawn.review.earlier(item))
            choice = click.Choice(list(_VERDICTS))
            answer = click.prompt("Enter or s: the same; d: different; u: unsure", type=choice, default="s", show_choices=False)
            both = sorted((item.left.id, item.right.id))
            answers[both[0], both[1]] = Verdict(_VERDICTS[answer])
    return answers


# -- a new list --------------------------------------------------------------------------------------------------------------


def _arrivals(settings: Settings, path: Path, mapping: Path | None, *, as_json: bool) -> None:
    with Progress("Comparing"):
        found = arriving(settings, path, mapping)
    if as_json:
        print_json(found)
        return
    counts: dict[str, int] = {}
    for row in found:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
        click.echo(f"row {row['row']}: {row['name'] or '(no name)'}: {row['outcome']}: {'; '.join(row['why'])}")
        for match in row["matches"] if row["outcome"] != "new" else ():
            where = f", {match['list']}" if match["list"] else ""
            click.echo(f"    {match['probability']:.2f} {match['verdict']}: {match['name']} ({match['mention']}{where})")
    words = ", ".join(f"{counts.get(outcome, 0)} {outcome}" for outcome in ("new", "known", "doubtful", "not matched"))
    click.echo(f"{plural(len(found), 'row')}: {words}. Nothing was written.")
