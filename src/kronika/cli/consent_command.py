"""``kronika consent``."""

from __future__ import annotations

from typing import Any

import click

from kronika.cli.common import as_json, asked, examples, plural, print_json, settings_options
from kronika.settings import Settings
from kronika.workspace import consent as use_case


@click.group(
    "consent",
    epilog=examples(
        'kronika --by documenter-1 consent give "Jan Kowal" --given-by self --kind name --for public --purpose "a list"'
    ),
)
def command() -> None:
    """Record who consents to what, and open facts for a purpose.

    Without consent or an opening nothing leaves the record: not by 'kronika export', and not in a report for others.
    """


@command.command(
    "give",
    epilog=examples(
        'kronika --by lawyer-1 consent give m4k2… --given-by relative --kind "*" --for court --purpose "complaint to the UN"'
    ),
)
@click.argument("who", callback=asked)
@click.option("--given-by", required=True, type=click.Choice(use_case.GIVERS), help="Who consents.")
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    required=True,
    help="Kind of fact: name, detention, sentence, ... or '*' (may be repeated).",
)
@click.option("--purpose", metavar="WORDS", required=True, help="What for.")
@click.option(
    "--for",
    "audiences",
    metavar="AUDIENCE",
    multiple=True,
    required=True,
    help="For whom: team, court, partner, public (may be repeated; none is part of another).",
)
@click.option("--until", metavar="DAY", default="", help="Last day, for example 2027-12-31.")
@as_json
@settings_options
def give(
    settings: Settings,
    who: str,
    given_by: str,
    kinds: tuple[str, ...],
    purpose: str,
    audiences: tuple[str, ...],
    until: str,
    *,
    as_json: bool,
) -> None:
    """Record the consent of a person, or of who may speak for them.

    WHO is a name in any spelling, or an id; with - kronika asks for it, so that it stays out of the shell's history.
    """
    done = use_case.give(
        settings, who, given_by=given_by, kinds=kinds, purpose=purpose, audience=" ".join(audiences), until=until
    )
    _say(done.id, as_json=as_json)


@command.command(
    "open",
    epilog=examples(
        'kronika --by documenter-1 consent open --source page.html --kind "*" --for public --purpose "published by the person"'
    ),
)
@click.option("--source", metavar="SOURCE", default="", help="Facts of this source or list.")
@click.option("--person", "who", metavar="WHO", default="", callback=asked, help="Facts about this person.")
@click.option("--kind", "kinds", metavar="KIND", multiple=True, required=True, help="Kind of fact, or '*' (may be repeated).")
@click.option("--purpose", metavar="WORDS", required=True, help="What for, and on which ground.")
@click.option(
    "--for",
    "audiences",
    metavar="AUDIENCE",
    multiple=True,
    required=True,
    help="For whom: team, court, partner, public (may be repeated; none is part of another).",
)
@click.option("--until", metavar="DAY", default="", help="Last day, for example 2027-12-31.")
@as_json
@settings_options
def open_(
    settings: Settings,
    source: str,
    who: str,
    kinds: tuple[str, ...],
    purpose: str,
    audiences: tuple[str, ...],
    until: str,
    *,
    as_json: bool,
) -> None:
    """Open facts for an audience and a purpose, where no consent can be had.

    The acting role answers for that. Name the source (or list), the person, or both, whose facts are meant.
    """
    done = use_case.open_facts(
        settings, kinds=kinds, purpose=purpose, audience=" ".join(audiences), source=source, who=who, until=until
    )
    _say(done.id, as_json=as_json)


@command.command("withdraw", epilog=examples("kronika --by documenter-1 consent withdraw c7d3…"))
@click.argument("ident")
@as_json
@settings_options
def withdraw(settings: Settings, ident: str, *, as_json: bool) -> None:
    """Record that a consent was withdrawn, or close an opening.

    IDENT is its id; 'kronika consent list' shows it.
    """
    use_case.withdraw(settings, ident)
    _say(ident, as_json=as_json)


@command.command("list", epilog=examples("kronika consent list"))
@as_json
@settings_options
def list_(settings: Settings, *, as_json: bool) -> None:
    """Show all consents and openings."""
    found = use_case.consents(settings)
    if as_json:
        print_json(found)
        return
    for item in found:
        said = f"{item['given_by']}: {', '.join(item['kinds'])} for {item['audience'].replace(' ', ', ')} ({item['purpose']})"
        click.echo(f"{item['id']}  {said}; {_state(item)}")
    click.echo(plural(len(found), "consent or opening", "consents and openings"))


def _state(item: dict[str, Any]) -> str:
    if item["withdrawn"]:
        return f"withdrawn {item['withdrawn'][:10]}"
    return f"until {item['until']}" if item["until"] else "stands"


def _say(ident: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"id": ident})
    else:
        click.echo(f"Noted as {ident}.")
