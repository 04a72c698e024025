"""A name as written, taken apart."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kronika.language.names import cell, make, roles
from kronika.language.names.latin import traditions
from kronika.language.names.part import Name, Part

if TYPE_CHECKING:
    from kronika.language.names.roles import Roles

_REMEMBERED = 200_000
#: nobody has more parts than this: more words are a sentence
_MOST_EXTRA = 2
_PARTS = ("given", "patronymic", "surname")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Name:
    """Return a name taken apart. Never raises: what is no full name of one person says so in ``problem``.

    >>> name = parse("Калеснікава М. А.")
    >>> str(name.surname), str(name.given), name.given.is_initial, name.gender
    ('Калеснікава', 'М.', True, 'f')
    """
    found = cell.read(text)
    name = Name(
        text,
        scripts=found.scripts,
        titles=found.titles,
        particles=found.particles,
        repairs=found.repairs,
        problem=found.problem,
        people=found.people,
        extra=tuple(make.family_name(word) for word in found.aside if found.problem != "nickname only"),
    )
    if found.problem or not found.words:
        return name
    best, second = roles.assign(found.words, found.comma)
    parsed = _with_parts(name, found.words, best)
    return replace(parsed, swapped=_with_parts(name, found.words, second)) if second else parsed


def _with_parts(name: Name, words: tuple[str, ...], places: Roles) -> Name:
    surname = patronymic = given = None
    if places.surname >= 0:
        word = words[places.surname]
        surname = make.initial(word) if cell.is_initial(word) else make.family_name(word, _traditions(name))
    if places.patronymic >= 0:
        word = words[places.patronymic]
        patronymic = make.initial(word) if cell.is_initial(word) else make.father_name(word)
    gender = (patronymic.gender if patronymic else "") or (surname.gender if surname else "")
    if places.given >= 0:
        word = words[places.given]
        given = make.initial(word) if cell.is_initial(word) else make.given_name(word, gender)
    if not (patronymic and patronymic.gender) and given and given.gender:
        gender = given.gender
    others = [word for place, word in enumerate(words) if place not in places]
    order = [part for _, part in sorted((place, part) for place, part in zip(places, _PARTS, strict=True) if place >= 0)]
    return replace(
        name,
        given=given,
        patronymic=patronymic,
        surname=surname,
        gender=gender,
        extra=(*name.extra, *map(make.family_name, others)),
        order=" ".join(order),
        problem=_problem(given, surname, words, others),
    )


def _traditions(name: Name) -> tuple[str, ...]:
    return traditions(name.text.lower()) if "latin" in name.scripts else ()


def _problem(given: Part | None, surname: Part | None, words: tuple[str, ...], others: list[str]) -> str:
    if all(map(cell.is_initial, words)):
        return "initials only"
    if len(words) == 1:
        short = given is not None and bool(given.families) and all(kind == "short" for _, kind in given.families)
        return "nickname only" if short else "one word"
    if len(others) > _MOST_EXTRA:
        return f"{_NUMBERS[len(words)] if len(words) < len(_NUMBERS) else len(words)} words"
    if given is None and surname is None:
        return "patronymic only"
    return ""
