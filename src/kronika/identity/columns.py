"""Profiles of people as numbered values: every value is taken apart once, whatever the number of pairs it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kronika.identity.dates import Birth, birth_of, days_of
from kronika.identity.profile import Profile
from kronika.language.names import Name, Part, parse
from kronika.language.names.misspelt import meant, mended
from kronika.language.names.skeleton import skeleton
from kronika.language.places import court_key, place_key

Value = TypeVar("Value", bound=Hashable)
#: profile -> numbers of its values
Cells = list[tuple[int, ...]]
Stretch = tuple[int, int]

_GENDERS = {"m": 1, "male": 1, "f": 2, "female": 2}
_UNKEYED = ("unnamed", "no letters", "title only")


class Numbered(Generic[Value]):
    """Values, each with a number, and how many profiles have it."""

    def __init__(self) -> None:
        self.numbers: dict[Value, int] = {}
        self.values: list[Value] = []
        self.counts: Counter[int] = Counter()

    def add(self, found: Iterable[Value]) -> tuple[int, ...]:
        """Return the numbers of a profile's values, each once, and count them."""
        cell = []
        for value in found:
            number = self.numbers.get(value)
            if number is None:
                number = self.numbers[value] = len(self.values)
                self.values.append(value)
            if number not in cell:
                cell.append(number)
        self.counts.update(cell)
        return tuple(cell)


@dataclass(slots=True)
class Columns:
    """Profiles of people in the order of their ids, each feature as numbers of its values.

    Attributes:
        ids: of the profiles.
        lists: numbers of the lists that they come from; ``list_names``: what these are called.
        names, parsed, births, places, articles, courts: the distinct values, numbered.
        name, birth, place, detained, sentenced, article, court: for each profile the numbers of its values; of acts, the days.
        gender: 1 male, 2 female, 0 unknown.
        days: how many profiles have an act on that day.
        of_all: how many people the counts are of, where these columns hold a part of them only.
        surnames, givens, patronymics: how many profiles have a surname, given name, patronymic of that group (:func:`group`).
    """

    ids: list[str] = field(default_factory=list)
    list_names: Numbered[str] = field(default_factory=Numbered)
    lists: list[int] = field(default_factory=list)
    names: Numbered[str] = field(default_factory=Numbered)
    parsed: list[Name] = field(default_factory=list)
    births: Numbered[Birth] = field(default_factory=Numbered)
    places: Numbered[str] = field(default_factory=Numbered)
    articles: Numbered[str] = field(default_factory=Numbered)
    courts: Numbered[str] = field(default_factory=Numbered)
    name: Cells = field(default_factory=list)
    birth: Cells = field(default_factory=list)
    gender: list[int] = field(default_factory=list)
    place: Cells = field(default_factory=list)
    detained: list[tuple[Stretch, ...]] = field(default_factory=list)
    sentenced: list[tuple[Stretch, ...]] = field(default_factory=list)
    article: Cells = field(default_factory=list)
    court: Cells = field(default_factory=list)
    surnames: Counter[str] = field(default_factory=Counter)
    givens: Counter[str] = field(default_factory=Counter)
    patronymics: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    of_all: int = 0

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def size(self) -> int:
        """How many people the counts are of."""
        return self.of_all or len(self.ids)


def columns(profiles: Sequence[Profile]) -> Columns:
    """Return the columns of profiles of people, sorted by id; who is not named is left out."""
    made = Columns()
    add(made, profiles)
    return made


def add(made: Columns, profiles: Sequence[Profile]) -> None:
    """Add profiles of people to columns, sorted by id; who is not named is left out."""
    for profile in sorted(profiles, key=lambda one: one.id):
        parsed = [mended(parse(name)) for name in sorted(set(profile.names))]
        named = [name for name in parsed if not name.problem.startswith(_UNKEYED)]
        if not named:
            continue
        made.ids.append(profile.id)
        made.lists.extend(made.list_names.add([profile.list]))
        made.name.append(made.names.add(name.text for name in named))
        made.parsed.extend(mended(parse(text)) for text in made.names.values[len(made.parsed) :])
        _count_parts(made, named)
        made.birth.append(made.births.add(filter(None, map(birth_of, sorted(profile.birth)))))
        made.gender.append(_gender(profile, named))
        made.place.append(made.places.add(filter(None, map(place_key, sorted(profile.places)))))
        made.detained.append(_days(profile.detained))
        made.sentenced.append(_days(profile.sentenced))
        made.days.update({low for low, high in (*made.detained[-1], *made.sentenced[-1]) if low == high})
        made.article.append(made.articles.add(sorted(_article(article) for article in profile.articles)))
        made.court.append(made.courts.add(filter(None, map(court_key, sorted(profile.courts)))))


def cut(made: Columns, size: int) -> None:
    """Take away all people behind the first ``size``, and what they count for."""
    for owner in range(size, len(made)):
        _count_parts(made, [made.parsed[number] for number in made.name[owner]], -1)
        made.days.subtract({low for low, high in (*made.detained[owner], *made.sentenced[owner]) if low == high})
        for numbered, cells in _numbered(made):
            numbered.counts.subtract(cells[owner])
    rows: list[list[Any]] = [made.ids, made.lists, made.gender, made.detained, made.sentenced]
    for column in (*rows, *(cells for _, cells in _numbered(made))):
        del column[size:]


def _numbered(made: Columns) -> tuple[tuple[Numbered[Any], Cells], ...]:
    return (
        (made.names, made.name),
        (made.births, made.birth),
        (made.places, made.place),
        (made.articles, made.article),
        (made.courts, made.court),
    )


def _days(found: tuple[str, ...]) -> tuple[Stretch, ...]:
    return tuple(sorted({days for edtf in found if (days := days_of(edtf)) is not None}))


def _article(article: str) -> str:
    """Return an article without its part: a list may leave it out."""
    return article.partition("(")[0].strip()


def _gender(profile: Profile, named: list[Name]) -> int:
    told = _GENDERS.get(profile.gender.casefold(), 0)
    if told:
        return told
    # A surname alone may mislead (Калина), so only what given name and patronymic tell.
    genders = {part.gender for name in named for part in (name.given, name.patronymic) if part and part.gender}
    return _GENDERS[genders.pop()] if len(genders) == 1 else 0


def group(part: Part | None, kind: str) -> str:
    """Return what all spellings of a part share, as far as one word can tell; empty for an initial or no part."""
    if part is None or part.is_initial:
        return ""
    if kind == "surname":
        return _surname_group(part)
    families = meant(part, father=kind == "patronymic")
    if families:
        return families[0]
    return part.skeletons[0] if part.skeletons else part.as_written.casefold()


def _surname_group(part: Part) -> str:
    return skeleton(part.bare[0]) if part.bare else part.as_written.casefold()


def _count_parts(made: Columns, named: list[Name], times: int = 1) -> None:
    for kind, counts in (("surname", made.surnames), ("given", made.givens), ("patronymic", made.patronymics)):
        counts.update(dict.fromkeys({found for name in named if (found := group(getattr(name, kind), kind))}, times))
