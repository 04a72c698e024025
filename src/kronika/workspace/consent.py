"""Consent and openings: without one of them nothing leaves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from kronika.disclosure.permission import must_be_audience
from kronika.errors import InputError, NotFoundError
from kronika.model.ids import make_id
from kronika.model.judgement import Consent
from kronika.model.time import bounds, iso
from kronika.model.vocabulary import load
from kronika.store import queries
from kronika.workspace.opening import now, opened, role, writing
from kronika.workspace.people import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.settings import Settings
    from kronika.store.record import Record

#: who can give consent
GIVERS = ("self", "relative", "lawyer")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is consented to; says at once what is missing."""

    kinds: tuple[str, ...]
    purpose: str
    audience: str
    until: str

    def __post_init__(self) -> None:
        for audience in self.audience.split() or ("",):
            must_be_audience(audience)
        if not self.purpose.strip():
            raise InputError("consent is for a purpose", advice="Say it with --purpose, for example 'list on our site'")
        if not self.kinds:
            raise InputError("consent is for kinds of fact", advice="Say them with --kind: --kind name, or --kind '*' for all")
        for kind in self.kinds:
            if kind != "*" and kind not in _kinds():
                near = get_close_matches(kind, _kinds(), n=3, cutoff=0.5)
                raise InputError(
                    f"there is no kind of fact '{kind}'",
                    where="--kind",
                    advice=f"Did you mean {' or '.join(near)}?" if near else "'kronika consent --help' shows some",
                )
        if self.until and len(set(bounds(self.until))) != 1:
            raise InputError("the last day of a consent is one day", where=self.until, advice="Write it as 2027-12-31")


@cache
def _kinds() -> frozenset[str]:
    """What a consent can name: kinds of act and of figure, and properties of people and bodies."""
    kinds = load().kinds.values()
    return frozenset(kind.key for kind in kinds) | {
        name for kind in kinds if not kind.act for name in kind.properties if name != "protective_pseudonym"
    }


def give(
    settings: Settings, who: str, *, given_by: str, kinds: Sequence[str], purpose: str, audience: str, until: str = ""
) -> Consent:
    """Record the consent of a person, or of who may speak for them; ``audience``: one, or several with spaces between them."""
    if given_by not in GIVERS:
        raise InputError(f"consent is given by {', '.join(GIVERS)}", where=given_by, advice="Say which with --given-by")
    wanted = _Wanted(tuple(kinds), purpose, audience, until)
    with opened(settings) as record:
        mention = resolve(record, who)
        consent = _make(settings, record, wanted, mention, given_by, "")
        with writing(settings, record, "consent") as writer:
            writer.consent(consent)
        return consent


def open_facts(
    settings: Settings, *, kinds: Sequence[str], purpose: str, audience: str, source: str = "", who: str = "", until: str = ""
) -> Consent:
    """Open facts for an audience and a purpose: of one source or list, of one person, or of both."""
    if not source and not who:
        raise InputError(
            "an opening is for the facts of one source, one list or one person", advice="Name it with --source or --person"
        )
    wanted = _Wanted(tuple(kinds), purpose, audience, until)
    with opened(settings) as record:
        mention = resolve(record, who) if who else ""
        scope = _scope(record.connection, source) if source else ""
        consent = _make(settings, record, wanted, mention, "opening", scope)
        with writing(settings, record, "consent") as writer:
            writer.consent(consent)
        return consent


def _scope(connection: Any, source: str) -> str:
    if source in queries.lists(connection) or queries.editions(connection, source):
        return source
    return queries.source(connection, source).id


def _make(settings: Settings, record: Record, wanted: _Wanted, mention: str, given_by: str, scope: str) -> Consent:
    at = now(settings)
    # The number of those before it keeps apart what is said twice within a second.
    number = len(queries.consents(record.connection))
    ident = make_id("c", mention, scope, given_by, *wanted.kinds, wanted.purpose, wanted.audience, at, number)
    return Consent(
        ident,
        mention,
        given_by,
        wanted.kinds,
        wanted.purpose,
        wanted.audience,
        role(settings),
        at,
        source=scope,
        until=iso(bounds(wanted.until)[1]) if wanted.until else "",
    )


def withdraw(settings: Settings, ident: str) -> None:
    """Record that a consent was withdrawn or an opening closed.

    Raises:
        NotFoundError: if there is none of that id.
    """
    with opened(settings) as record:
        if ident not in {consent.id for consent in queries.consents(record.connection)}:
            raise NotFoundError("there is no consent of that id", where=ident, advice="See 'kronika consent list'")
        with writing(settings, record, "consent") as writer:
            writer.withdraw(ident)


def consents(settings: Settings) -> list[dict[str, Any]]:
    """Return all consents and openings, withdrawn ones included."""
    with opened(settings) as record:
        return [asdict(consent) for consent in queries.consents(record.connection)]
