"""May a fact leave? Only with consent or an opening for that audience, that purpose, that kind of fact and that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.model.judgement import Consent

#: Whom facts may leave for, each with why it stands alone. No audience is part of another: somebody who agrees that partners keep
#: their case has not agreed that a court hears it, and who is on a public list has not agreed to be a party's witness. What is to
#: be open for several is opened for each of them, by name.
AUDIENCES = {
    "team": "those who work with this record elsewhere, without the passphrase",
    "court": "a court, a prosecutor or a body that hears complaints: the other side reads it too, and can summon who is named",
    "partner": "another organisation that keeps its own files: what it gets is out of our hands, but not in everybody's",
    "public": "everybody, for good: what was published cannot be called back",
}
#: sealed above all else: an opening for everything does not cover them, they have to be named
NAMED_ONLY = frozenset({"relation", "treatment"})


def must_be_audience(audience: str) -> None:
    """Refuse an audience that there is not.

    Raises:
        InputError: with the names of those that there are.
    """
    if audience not in AUDIENCES:
        raise InputError(
            f"there is no such audience; there are {', '.join(AUDIENCES)}", where=audience, advice="Say which with --for"
        )


def _in_force(consents: Iterable[Consent], audience: str, on: str) -> list[Consent]:
    return [
        consent
        for consent in consents
        if not consent.withdrawn and audience in consent.audience.split() and (not consent.until or on[:10] <= consent.until)
    ]


def same_purpose(one: str, other: str) -> bool:
    """Say whether two purposes are the same words: capitals and spaces make no other purpose."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def chosen_purpose(consents: Iterable[Consent], audience: str, on: str, purpose: str) -> str:
    """Return for what facts leave: a consent for one purpose opens nothing for another.

    Args:
        consents: all of the record.
        audience: for whom.
        on: the day, ISO 8601.
        purpose: as the user gave it; empty: the only one that anything is open for, if there is only one.

    Returns:
        The purpose in the words of the consent; empty if nothing is open for that audience at all, and none was given.

    Raises:
        InputError: if several purposes are open and none was given, or nothing is open for the one that was.
    """
    found: list[str] = []
    for consent in _in_force(consents, audience, on):
        if not any(same_purpose(consent.purpose, one) for one in found):
            found.append(consent.purpose)
    known = "; ".join(f"'{one}'" for one in sorted(found))
    if purpose:
        wanted = next((one for one in found if same_purpose(one, purpose)), "")
        if found and not wanted:
            raise InputError(f"nothing is open to this audience ({audience}) for that purpose; open are: {known}", where=purpose)
        return wanted or purpose
    if len(found) > 1:
        raise InputError(
            f"facts are open to this audience ({audience}) for {len(found)} purposes: {known}",
            advice=f'Say for which they leave now, for example --purpose "{min(found)}"',
        )
    return found[0] if found else ""


class Permission:
    """Consents and openings of one audience, one purpose and one day.

    Args:
        consents: all of the record, withdrawn ones included.
        audience: for whom, one of ``AUDIENCES``.
        on: the day, ISO 8601.
        purpose: for what; see :func:`chosen_purpose`.

    Attributes:
        consents: those that count.
    """

    def __init__(self, consents: Iterable[Consent], audience: str, on: str, purpose: str) -> None:
        held = _in_force(consents, audience, on)
        self.consents: Sequence[Consent] = [consent for consent in held if same_purpose(consent.purpose, purpose)]

    def allows(
        self, person: str, kind: str, scopes: Iterable[str], members: Iterable[str] = (), *, by_name: bool = False
    ) -> bool:
        """Say whether a fact of ``kind`` about ``person`` may leave.

        Args:
            person: id of the mention that it is about.
            kind: ``name`` and other properties of a person, or the kind of an act.
            scopes: the ids of the sources and the names of the lists that state it.
            members: other mentions held to be the same person: their consent is this person's.
            by_name: a consent for everything is not enough, the kind has to be named.
        """
        scopes, people = set(scopes), {person, *members}
        return any(
            (kind in consent.kinds or ("*" in consent.kinds and not by_name and kind not in NAMED_ONLY))
            and (not consent.person or consent.person in people)
            and (not consent.source or consent.source in scopes)
            for consent in self.consents
        )
