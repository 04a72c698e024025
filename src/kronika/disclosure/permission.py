"""May a fact leave? Only with consent or an opening for that audience, kind and day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.judgement import Consent

#: from the narrowest to the widest; what is open to a wider audience is open to a narrower one
AUDIENCES = ("team", "court", "partner", "public")
#: sealed above all else: an opening for everything does not cover them, they have to be named
NAMED_ONLY = frozenset({"relation", "treatment"})


class Permission:
    """What may leave for one audience on one day; it counts what was withheld.

    Args:
        consents: all of the record, withdrawn ones included.
        audience: for whom, one of ``AUDIENCES``.
        on: the day, ISO 8601.
        purpose: if given, only consents for this purpose count.
    """

    def __init__(self, consents: Iterable[Consent], audience: str, on: str, *, purpose: str = "") -> None:
        self.audience = audience
        wide = AUDIENCES[AUDIENCES.index(audience) :]
        self._valid = [
            consent
            for consent in consents
            if not consent.withdrawn
            and consent.audience in wide
            and (not consent.until or on[:10] <= consent.until)
            and (not purpose or consent.purpose == purpose)
        ]
        self.withheld: Counter[str] = Counter()

    def allows(self, person: str, kind: str, scopes: Iterable[str], members: Iterable[str] = ()) -> bool:
        """Say whether a fact of ``kind`` about ``person`` may leave; if not, it is counted.

        Args:
            person: id of the mention that it is about.
            kind: ``name`` and other properties of a person, or the kind of an act.
            scopes: the ids of the sources and the names of the lists that state it.
            members: other mentions held to be the same person: their consent is this person's.
        """
        scopes = set(scopes)
        people = {person, *members}
        for consent in self._valid:
            if kind not in consent.kinds and ("*" not in consent.kinds or kind in NAMED_ONLY):
                continue
            if consent.person and consent.person not in people:
                continue
            if consent.source and consent.source not in scopes:
                continue
            return True
        self.withheld[kind] += 1
        return False
