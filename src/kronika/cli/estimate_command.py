"""``kronika estimate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kronika.cli.common import as_json, examples, print_json, settings_options, table
from kronika.cli.progress import Progress
from kronika.errors import KronikaError
from kronika.settings import Settings


@click.command(
    "estimate",
    epilog=examples(
        "kronika estimate --table counts.csv",
        "kronika estimate detentions/people --from 2020-08-09 --to 2020-08-31",
    ),
)
@click.argument("definition", default="")
@click.option(
    "--table",
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table: a column with 0 and 1 for each list, and a column 'count'; or a row for each person. Needs no record.",
)
@click.option("--question", metavar="TEXT", default="", help="With --table: what these people have in common, in words.")
@click.option("--from", "since", metavar="DAY", default="", help="From the record: first day of the period.")
@click.option("--to", "until", metavar="DAY", default="", help="From the record: last day of the period.")
@click.option("--lists", metavar="A,B", default="", help="From the record: only these lists (two to eight). Default: all.")
@click.option(
    "--linkings", metavar="N", default=0, type=click.IntRange(0, 1000), help="From the record: average over N drawn linkings."
)
@click.option(
    "--stratum",
    metavar="NAME",
    default="",
    help="Estimate parts alone and add them up: a column of the table; from the record a property of people, such as gender.",
)
@click.option("--never", metavar="A+B", multiple=True, help="Nobody can be on these lists together. Can be given again.")
@click.option(
    "--unreachable",
    metavar="STRATUM=LIST",
    multiple=True,
    help="Nobody of that stratum could be on that list. Can be given again.",
)
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="The same seed gives the same numbers.")
@click.option(
    "--sweeps",
    default=220_000,
    show_default=True,
    type=click.IntRange(1_000, 100_000_000),
    help="Of the sampler of latent classes, all chains together; doubled twice at most where chains do not agree.",
)
@click.option("--chains", default=4, show_default=True, type=click.IntRange(1, 64), help="Of that sampler.")
@click.option(
    "--start",
    default="few",
    show_default=True,
    type=click.Choice(["few", "all"]),
    help="A chain begins with few people, or with everybody spread over all classes.",
)
@click.option("--thorough", is_flag=True, help="Run the sampler for each other prior and without each list too (minutes).")
@as_json
@settings_options
def command(settings: Settings, definition: str, *, as_json: bool, **given: Any) -> None:
    """Estimate how many people are on no list, from how the lists overlap.

    Only for a closed question ("ever detained in August 2020"), never for "in prison today". Several models
    stand beside each other, with what makes them doubtful; a model that has not settled gives no number.
    docs/how-to/estimates.md says when not to use this at all.
    """
    from kronika.workspace.estimate import Options, Table, from_table
    from kronika.workspace.estimate_record import Asked, from_record

    options = Options(
        seed=given["seed"],
        sweeps=given["sweeps"],
        chains=given["chains"],
        thorough=given["thorough"],
        spread=given["start"] == "all",
    )
    with Progress("Estimating"):
        if given["path"] is not None:
            if definition or given["since"] or given["until"] or given["lists"] or given["linkings"]:
                raise click.UsageError("A definition, --from, --to, --lists and --linkings are for a record; --table needs none")
            asked = Table(given["path"], given["question"], given["stratum"], given["never"], given["unreachable"])
            found = from_table(asked, options)
        else:
            if given["never"] or given["unreachable"] or given["question"]:
                raise click.UsageError("--question, --never and --unreachable go with --table FILE")
            lists = tuple(part.strip() for part in given["lists"].split(",") if part.strip())
            record = Asked(
                definition or "detentions/people", given["since"], given["until"], lists, given["stratum"], given["linkings"]
            )
            found = from_record(settings, record, options)
    if as_json:
        print_json(found)
    elif not found["methods"]:
        for words in found["warnings"]:
            click.echo(words, err=True)
        raise KronikaError(" ".join(found["refused"]).rstrip("."), advice="See 'When not to use it' in docs/how-to/estimates.md")
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    if found["question"]:
        click.echo(click.style(found["question"], bold=True))
    named = ", ".join(f"{name} {size:,}" for name, size in found["lists"].items())
    click.echo(f"{found['documented']:,} people are documented, on {len(found['lists'])} lists: {named}.\n")
    rows = [["method", "people", "from", "to"]]
    rows += [[m["title"], *(f"{m[key]:,.0f}" for key in ("estimate", "low", "high"))] for m in found["methods"]]
    table(rows)
    click.echo("\nAll numbers include the documented. From and to: 95 % intervals, if the method's assumptions hold.")
    for title, words in (
        ("Refused", found["refused"]),
        ("Beware", found["warnings"]),
        ("Taken for granted", found["assumptions"]),
    ):
        if words:
            click.echo(f"\n{title}:")
        for line in words:
            click.echo(f"  - {line}")
    if found["sensitivity"]:
        click.echo("\nWhat changes:")
        rows = [["", "people", "from", "to"]]
        for point in found["sensitivity"]:
            numbers = [f"{point[key]:,.0f}" if key in point else "-" for key in ("estimate", "low", "high")]
            method = f" ({point['method']})" if point["varied"] == "lists" else ""
            rows.append([f"{point['setting']}{method}", *numbers])
        table(rows)
