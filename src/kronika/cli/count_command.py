"""``kronika count``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kronika.cli.common import as_json, examples, plural, print_json, settings_options, table
from kronika.cli.progress import Progress
from kronika.settings import Settings
from kronika.workspace.count import NAMED, Question, answer, series_between


@click.command("count", epilog=examples("kronika count --on 2025-01-31 --report report.html"))
@click.argument("definition", default="political-prisoner")
@click.option("--on", metavar="DAY", help="The day, for example 2025-01-31. Default: today.")
@click.option(
    "--from", "since", metavar="DAY", default="", help="First day, where acts are counted in a period (then --on is the last)."
)
@click.option("--known", metavar="DAY", default="", help="As known in this record on that day (by when facts were accepted).")
@click.option("--public-by", metavar="DAY", default="", help="As public on that day (by when sources were published).")
@click.option("--list", "only", metavar="NAME", default="", help="Only what one list (or source) states.")
@click.option("--series", metavar="FROM..TO", help="A count for each month between two days.")
@click.option("--step", default="month", show_default=True, type=click.Choice(["day", "week", "month"]), help="With --series.")
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write a report: one HTML file that needs nothing else.",
)
@click.option("--compare", default="", metavar="DAY", help="With --report: draw the balance from that day to --on.")
@click.option(
    "--for",
    "audience",
    metavar="AUDIENCE",
    default="",
    help="With --report: for whom (team, court, partner, public). Default: a working copy.",
)
@click.option(
    "--purpose", default="", metavar="WORDS", help="With --for: what for, in the words of the consent. Default: the only one."
)
@click.option(
    "--limit",
    default=NAMED,
    show_default=True,
    type=click.IntRange(0),
    metavar="N",
    help="Name at most so many people; 0 means all.",
)
@as_json
@settings_options
def command(settings: Settings, definition: str, *, as_json: bool, **given: Any) -> None:
    """Count people or acts on a day, and show who is behind the number.

    DEFINITION says what is counted; 'kronika definition list' shows them. Everybody is in, out, disputed
    (sources disagree) or unknown (imprecise dates, silence, a term that has passed), each with the cause in
    words.

    Only facts that somebody confirmed are counted. Across lists, before it was judged who is one person, the
    answer is a range.
    """
    if given["series"] and given["report"]:
        raise click.UsageError("Give --series or --report, not both: a report has its line over time already")
    if not given["report"] and (given["compare"] or given["audience"]):
        raise click.UsageError("--compare and --for go with --report FILE.html")
    if given["purpose"] and not given["audience"]:
        raise click.UsageError("--purpose goes with --for AUDIENCE")
    on = given["on"] or settings.clock().date().isoformat()
    question = Question(on, definition, given["known"], given["public_by"], given["only"], given["since"])
    if given["series"]:
        _series(settings, question, given["series"], given["step"], as_json=as_json)
        return
    written: dict[str, Any] = {}
    with Progress("Counting"):
        if given["report"]:
            # drawing a report takes longer to load than a number takes to count
            from kronika.workspace.report import write_report

            said = {key: given[key] for key in ("audience", "purpose", "compare", "limit")}
            written = write_report(settings, question, given["report"], **said)
        found = answer(settings, question, limit=given["limit"]) if as_json or not written else {}
    if as_json:
        told = {"report": written["file"], **{key: written[key] for key in ("withheld", "withheld_because")}} if written else {}
        print_json({**found, **told})
    elif written:
        click.echo(written["words"])
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    low, high = found["range"]["low"], found["range"]["high"]
    number = f"{found['in']:,}" if low == high else f"{low:,} to {high:,}"
    day = f"from {found['from']} to {found['on']}" if "from" in found else f"on {found['on']}"
    clocks = "".join(
        f", as {word} {found[key]}" for key, word in (("known", "known here on"), ("public_by", "public by")) if found[key]
    )
    click.echo(click.style(f"{number} {found['unit']}", bold=True) + f" {day}{clocks}")
    click.echo(f"{found['title']} ({found['definition']}, version {found['version']})")
    click.echo(f"in {found['in']:,}, disputed {found['disputed']:,}, unknown {found['unknown']:,}, out {found['out']:,}")
    if low != high:
        told = "which of these reports tell of one fact" if found["unit"] == "facts" else "who on these lists is one person"
        click.echo(f"A range, because nobody has judged yet {told}.")
    _print_lists(found["lists"])
    state = ""
    for person in found["people"]:
        if person["state"] != state:
            state = person["state"]
            click.echo(f"\n{state}:")
        click.echo(f"  {person['name'] or '(no name) ' + person['mention']}: {person['cause']}")
    if len(found["people"]) < found["people_total"]:
        click.echo(f"  … and {found['people_total'] - len(found['people']):,} more; --limit 0 names all")
    if not found["people_total"]:
        click.echo("No confirmed fact says anything about anybody: there is nothing to count yet.")
    claims = [item for item in found["claimed"] if item["comparable"]]
    if claims:
        click.echo("\nClaimed by others:")
    for item in claims:
        repeated = f" (repeated by {plural(item['sources'], 'source')}: one origin)" if item["sources"] > 1 else ""
        click.echo(f"  {item['words']}{repeated}")
    other = len(found["claimed"]) - len(claims)
    if other:
        click.echo(
            f"{plural(other, 'published figure')} cannot be compared (another day, unit or definition); --json names them."
        )
    if found["proposed"]:
        click.echo(f"\n{plural(found['proposed'], 'proposed statement')} not confirmed yet, and not counted.")
    if found["erased"]:
        click.echo(f"{plural(found['erased'], 'person was', 'people were')} erased from this record.")


def _print_lists(lists: list[dict[str, Any]]) -> None:
    """Print the number of each list, where there are several, and which of them copy each other."""
    if len(lists) < 2:
        return
    rows = [["list", "in", "disputed", "unknown", "out"]]
    rows += [[item["list"], *(f"{item[key]:,}" for key in ("in", "disputed", "unknown", "out"))] for item in lists]
    click.echo()
    table(rows)
    for item in lists:
        if item["copies"]:
            click.echo(f"{item['list']} and {item['copies']} are of one origin: together they support a fact once.")


def _series(settings: Settings, question: Question, stretch: str, step: str, *, as_json: bool) -> None:
    with Progress("Counting"):
        found = series_between(settings, question, stretch, step)
    if as_json:
        print_json(found)
        return
    rows = [["day", "in", "disputed", "unknown", *found["lists"]]]
    for number, point in enumerate(found["points"]):
        lists = [f"{points[number]['in']:,}" for points in found["lists"].values()]
        rows.append([point["on"], *(f"{point[key]:,}" for key in ("in", "disputed", "unknown")), *lists])
    table(rows)
