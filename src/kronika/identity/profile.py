"""What is known about one mention, as far as it helps to say who it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, organisation, facility or court as one list or source names it.

    Whoever must not be matched (a protective pseudonym) is not made a profile of: that is for the caller. Whoever is not named
    (``unknown man, about 40``) may be, and meets nobody.

    Attributes:
        id: of the mention.
        list: the list or source that it comes from; two profiles of one list are compared only where the settings say so.
        kind: ``person``, ``organisation``, ``facility`` or ``court``; only two of a kind are compared.
        names: every spelling that the source has.
        birth: dates of birth, EDTF as stored: ``1990``, ``1990-03``, ``1990-03-04``.
        gender: ``male``, ``female`` or empty.
        places: of birth, residence or the acts, as written; for a facility or a court: where it is.
        detained, sentenced: days of these acts, EDTF.
        articles: of the law, canonical, as ``342(1)``.
        courts: that tried the person, as written.
    """

    id: str
    list: str = ""
    kind: str = "person"
    names: tuple[str, ...] = ()
    birth: tuple[str, ...] = ()
    gender: str = ""
    places: tuple[str, ...] = ()
    detained: tuple[str, ...] = ()
    sentenced: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    courts: tuple[str, ...] = ()
