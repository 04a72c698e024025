"""``kronika audit``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kronika.cli.cards import shortened
from kronika.cli.common import as_json, examples, plural, print_json, settings_options
from kronika.cli.progress import Progress
from kronika.errors import InputError
from kronika.settings import Settings
from kronika.workspace.audit import Audited, as_list, audit
from kronika.workspace.audit_report import write_audit

if TYPE_CHECKING:
    from kronika.workspace.audit import Claim, Fact, Finding

#: a verdict is told by a sign, too, for those who see no colours
SIGNS = {"supported": "+", "contradicted": "!", "incomparable": "~", "undocumented": "?", "unsafe": "X"}
_COLOURS = {"supported": "green", "contradicted": "red", "incomparable": "yellow", "undocumented": "yellow", "unsafe": "red"}
#: so many statements are shown of each side
_SHOWN = 3


@click.command("audit", epilog=examples("kronika audit draft.docx --for public --published 2025-02-10"))
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--published", metavar="DAY", default="", help="The day of the text: dates without a year are taken from it.")
@click.option("--for", "audience", metavar="AUDIENCE", default="", help="For whom the text is: team, court, partner, public.")
@click.option(
    "--purpose", default="", metavar="WORDS", help="With --for: what for, in the words of the consent. Default: the only one."
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write the marked text with the evidence beside it, HTML.",
)
@as_json
@settings_options
def command(
    settings: Settings, text: Path, *, published: str, audience: str, purpose: str, report: Path | None, as_json: bool
) -> None:
    """Hold each claim in a text against the record before it goes out.

    TEXT is a draft, a press release, anybody's statement. Each claim is supported, contradicted, incomparable
    (it counts something else, or another day), undocumented, or unsafe: it names somebody who has not consented,
    or gives a small group away. Nothing of the text is kept.
    """
    if purpose and not audience:
        raise click.UsageError("--purpose goes with --for AUDIENCE")
    if report is not None and report.exists():
        raise InputError("there is a file of that name already", where=str(report), advice="Choose another name")
    with Progress("Holding the text against the record"):
        found = audit(settings, text, published=published, audience=audience, purpose=purpose)
        if report is not None:
            write_audit(settings, found, report)
    if as_json:
        print_json(as_list(found))
        return
    for claim, finding in found.findings:
        print_finding(claim, finding, found)
    for note in found.notes:
        click.echo(f"note: {note}")
    click.echo(found.summary())
    if report is not None:
        click.echo(f"The marked text is {report}. It is not encrypted: do not pass it on.")


def print_finding(claim: Claim, finding: Finding, found: Audited) -> None:
    """Print a claim, its verdict, why, and the statements on either side."""
    verdict = str(finding.verdict)
    head = click.style(f"{SIGNS[verdict]} {verdict}", fg=_COLOURS[verdict], bold=True)
    click.echo(f"{head}  {claim.kind}{': ' + claim.person if claim.person else ''}")
    click.echo(f"    “{shortened(claim.quote)}”")
    origins = f" ({plural(finding.origins, 'independent origin')})" if verdict == "supported" and finding.origins else ""
    click.echo(f"    {finding.why}{origins}.")
    for label, facts in (("for", finding.supporting), ("against", finding.opposing)):
        _print_facts(label, facts, found)
    click.echo()


def _print_facts(label: str, facts: tuple[Fact, ...], found: Audited) -> None:
    passages = [list(group) for _, group in groupby(facts, key=lambda fact: (fact.source, fact.quote))]
    for group in passages[:_SHOWN]:
        fact = group[0]
        place = found.places.get(fact.id, "")
        where = f"{fact.title}{', ' + place if place else ''}"
        click.echo(f"      {label}: “{shortened(fact.quote, 100)}” — {where}  {' '.join(item.id for item in group)}")
    if len(passages) > _SHOWN:
        click.echo(f"      {label}: … and {len(passages) - _SHOWN} more (--json has all)")
