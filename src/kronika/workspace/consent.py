"""Consent and openings: without one of them nothing leaves."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kronika.disclosure.permission import AUDIENCES
from kronika.errors import InputError, NotFoundError
from kronika.model.ids import make_id
from kronika.model.judgement import Consent
from kronika.store import queries
from kronika.workspace.opening import now, opened, role, writing
from kronika.workspace.people import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.settings import Settings

#: who can give consent
GIVERS = ("self", "relative", "lawyer")


def give(
    settings: Settings, who: str, *, given_by: str, kinds: Sequence[str], purpose: str, audience: str, until: str = ""
) -> Consent:
    """Record the consent of a person, or of who may speak for them."""
    if given_by not in GIVERS:
        raise InputError(f"consent is given by {', '.join(GIVERS)}", where=given_by, advice="Say which with --given-by")
    with opened(settings) as record:
        mention = resolve(record, who)
        consent = _make(settings, mention, given_by, kinds, purpose, audience, "", until)
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
    with opened(settings) as record:
        mention = resolve(record, who) if who else ""
        scope = _scope(record.connection, source) if source else ""
        consent = _make(settings, mention, "opening", kinds, purpose, audience, scope, until)
        with writing(settings, record, "consent") as writer:
            writer.consent(consent)
        return consent


def _scope(connection: Any, source: str) -> str:
    return source if source in queries.lists(connection) else queries.source(connection, source).id


def _make(
    settings: Settings, mention: str, given_by: str, kinds: Sequence[str], purpose: str, audience: str, scope: str, until: str
) -> Consent:
    if audience not in AUDIENCES:
        raise InputError(
            f"there is no such audience; there are {', '.join(AUDIENCES)}", where=audience, advice="Say which with --for"
        )
    if not purpose.strip():
        raise InputError("consent is for a purpose", advice="Say it with --purpose, for example 'list on our site'")
    if not kinds:
        raise InputError(
            "consent is for kinds of fact", advice="Say them with --kind, for example --kind name --kind detention, or --kind '*'"
        )
    at = now(settings)
    ident = make_id("c", mention, scope, given_by, *kinds, purpose, audience, at)
    return Consent(ident, mention, given_by, tuple(kinds), purpose, audience, role(settings), at, source=scope, until=until)


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
