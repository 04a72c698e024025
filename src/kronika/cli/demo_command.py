"""``kronika demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.formatting import wrap_text

from kronika.cli.balance_command import print_balance
from kronika.cli.cards import shortened
from kronika.cli.changes_command import print_editions
from kronika.cli.common import examples, found_something, make_settings, percent, plural, table
from kronika.cli.link_command import bound_words
from kronika.workspace.add import Saved
from kronika.workspace.audit import ITSELF, Audited
from kronika.workspace.demo import EXAMPLES, UPDATE, Steps, prepare
from kronika.workspace.monthly import Review

#: so many claims of each verdict are shown
_AUDITED = 2


@click.command("demo", epilog=examples("kronika demo"))
@click.option(
    "--out",
    metavar="FOLDER",
    default="demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder for the record and the report.",
)
@click.option(
    "--examples",
    metavar="FOLDER",
    default=EXAMPLES,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the sources.",
)
def command(out: Path, examples: Path) -> None:
    """Run the main job on real input.

    It captures the examples, reads them, confirms what they say, counts, judges who is one person, compares two
    editions of a list, checks the record, drafts the review of the last month, audits the country update and writes a
    report. The last line is the report's path.
    """
    demo = prepare(out, examples)
    steps = Steps(make_settings(demo.record, None, ""), demo)
    click.echo(f"1. A new record in {demo.record} (its passphrase is 'demo')")
    steps.begin()
    click.echo(f"\n2. Sources from {examples}")
    done = steps.capture(_saved)
    for line in done.skipped:
        click.echo(f"   skipped: {line}")
    for line in done.failed:
        click.echo(f"   failed: {line}")
    click.echo(f"   Head: {done.head}")
    click.echo("\n3. Confirmed: the sources do say so")
    batch = steps.transcribe()
    click.echo(f"   {plural(batch.changed, 'statement')} transcribed of {batch.size:,} proposed, {len(batch.wrong)} rejected.")
    bound = (
        f"At most {percent(batch.bound)} of all are wrong (95 % sure)."
        if batch.bound is not None
        else "Nobody read the sample: no error bound."
    )
    click.echo(f"   A random sample of {batch.sampled} was drawn, {batch.answered} of it were read. {bound}")
    read = steps.deaths()
    click.echo(
        f"   Facts of death were read by two roles apart from each other: {read.confirmed} confirmed, {read.rejected} rejected, "
        f"{read.waiting} waiting."
    )
    click.echo("\n4. Counts, for each list and across")
    before = steps.counts()
    for found in before:
        _count(found)
    click.echo("\n5. Who is one person on these lists and pages")
    _link(steps, before)
    click.echo("\n6. Two editions of one list")
    print_editions(steps.editions())
    click.echo("\n   How the number of the first became that of the second")
    print_balance(steps.balance())
    click.echo("\n7. The record's integrity")
    checked = steps.check()
    click.echo(f"   {checked.entries} entries, {checked.statements:,} statements, {checked.quotes:,} quotes found again.")
    for problem in checked.problems:
        click.echo(f"   {problem}")
    click.echo("\n8. The review of the last month, as drafted")
    _review(steps.review())
    click.echo(f"\n9. {UPDATE}, held against what the other sources say")
    _audit(steps.audit())
    click.echo("\n10. The report")
    steps.report()
    found_something(checked.problems, "Please report this: the demo's record should be whole")
    path = demo.report.resolve()
    click.echo(demo.report if " " in str(path) else path)


def _review(made: Review) -> None:
    """Print the draft of a review without its footnotes."""
    for line in made.text().splitlines():
        click.echo(wrap_text(line, 110, "   ", "   ") if line else "")
    for note in made.notes:
        click.echo(wrap_text(f"Note: {note}", 110, "   ", "   "))
    click.echo(f"   Its own audit: {made.audited.summary()} 'kronika review {made.month}' shows on what each sentence rests.")


def _audit(found: Audited | None) -> None:
    """Print what an audit found, in short."""
    if found is None:
        click.echo("   It is not among these sources.")
        return
    alone = sum(finding.why.startswith(ITSELF) for _, finding in found.findings)
    click.echo(f"   {found.summary()}")
    if alone:
        click.echo(f"   {alone} of the undocumented are in the record from this very text alone, which cannot support itself.")
    for verdict in ("contradicted", "incomparable", "supported"):
        chosen = [(claim, finding) for claim, finding in found.findings if finding.verdict == verdict]
        for claim, finding in chosen[:_AUDITED]:
            click.echo(f"   {verdict}: “{shortened(claim.quote, 90)}”")
            click.echo(wrap_text(f"{finding.why}.", 110, "      ", "      "))
    click.echo("   'kronika audit' shows all of them, with the statements on either side.")


def _link(steps: Steps, counted: list[dict[str, Any]]) -> None:
    """Judge the sure pairs together and print each count before and after."""
    before = [*counted, steps.detentions()]
    done = steps.link()
    click.echo(f"   {plural(done.accepted, 'pair')} of {done.size:,} judged the same, {len(done.wrong)} not.")
    click.echo(f"   {bound_words(done)}")
    if done.doubtful:
        click.echo(f"   {plural(done.doubtful, 'pair')} left to be looked at one by one: 'kronika link'.")
    rows = [["   count", "before", "after"]]
    for old, new in zip(before, [*steps.counts(), steps.detentions()], strict=True):
        day = f"from {old['from']} to {old['on']}" if "from" in old else f"on {old['on']}"
        rows.append([f"   {old['title']}, {day}", _across(old), _across(new)])
    table(rows)


def _across(found: dict[str, Any]) -> str:
    low, high = found["range"]["low"], found["range"]["high"]
    return f"{low} to {high}" if low != high else f"{low}"


def _saved(saved: Saved) -> None:
    if saved.unreadable:
        click.echo(f"   {saved.name}: kept, but not read: {saved.unreadable}")
        return
    edition = f", list '{saved.edition['list']}', {saved.edition['rows']} rows" if saved.edition else ""
    click.echo(f"   {saved.name}: {plural(saved.statements, 'statement')} proposed{edition}")
    for note in saved.notes:
        click.echo(f"      {note}")


def _count(found: dict[str, Any]) -> None:
    click.echo(f"   {found['title']}, on {found['on']}: {_across(found)} {found['unit']} across the lists")
    rows = [["     list", "in", "disputed", "unknown", "out"]]
    rows += [
        [f"     {item['list']}", *(str(item[key]) for key in ("in", "disputed", "unknown", "out"))] for item in found["lists"]
    ]
    table(rows)
    for claim in found["claimed"]:
        if claim["comparable"]:
            click.echo(f"     Claimed: {claim['words']}")
