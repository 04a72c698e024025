"""Profiles from the record: what is known of each person and body, as far as it helps to say who they are.

Whoever is kept out of matching (protective pseudonyms, unnamed people, whom a role marked so) has no profile, and so stands in no
block and in no list of candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.identity.profile import Profile
from kronika.store.told import Told, bearers, told
from kronika.workspace.people import NAMED, nobody, protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kronika.store.record import Record

#: what linking reads, in the record and in lists that are not in it yet
PROPERTIES = ("name", "alias", "abbreviation", "birth_date", "gender", "date", "place", "article", "court")
_NAMES = frozenset({"name", "alias", "abbreviation"})
_DATES = {"detention": "detained", "sentence": "sentenced"}
#: kinds of act that take somebody to a place where they live or were caught
_PLACES = frozenset({"detention", "person", "organisation", "facility", "court"})


def profiles(record: Record, *, of: Iterable[str] | None = None, before: int = 0, current: bool = False) -> list[Profile]:
    """Return the profile of each person, organisation, facility and court that may be matched.

    Args:
        record: open.
        of: only of these mentions (ids).
        before: only from what was proposed before this entry of the log; 0: from everything.
        current: without what a later edition of its list no longer says.
    """
    hidden = protected(record)
    wanted = None if of is None else set(of)
    said: dict[str, list[Told]] = {}
    for item in told(record.connection, PROPERTIES, wanted, before, current=current):
        said.setdefault(item.who, []).append(item)
    found = []
    for who, kind, name in bearers(record.connection, NAMED, wanted):
        if who not in hidden and who in said:
            made = profile(who, name, kind, said[who])
            if made.names and not (kind == "person" and nobody(made.names)):
                found.append(made)
    return found


def profile(ident: str, name: str, kind: str, said: Sequence[Told]) -> Profile:
    """Return one profile.

    Args:
        ident: of the mention.
        name: of the list or source.
        kind: person, organisation, facility or court.
        said: of the mention and of the acts that happened to it.
    """
    return Profile(
        ident,
        name,
        kind,
        names=_unique(item.value for item in said if item.kind == kind and item.property in _NAMES),
        birth=_unique(item.value for item in said if item.property == "birth_date"),
        gender=next((item.value for item in said if item.property == "gender"), ""),
        places=_unique(item.value for item in said if item.property == "place" and item.kind in _PLACES),
        detained=_unique(item.value for item in said if _DATES.get(item.kind) == "detained" and item.property == "date"),
        sentenced=_unique(item.value for item in said if _DATES.get(item.kind) == "sentenced" and item.property == "date"),
        articles=frozenset(article for item in said if item.property == "article" for article in _articles(item.value)),
        courts=_unique(item.value for item in said if item.property == "court"),
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _articles(value: str) -> Iterator[str]:
    return filter(None, map(str.strip, value.split(";")))
