"""Keys under which one person's names meet, so that not every pair of a record need be compared.

Names of one person share at least one key whatever the spelling, the order, initials or hypocoristics. What is too vague to be
anybody in particular (a given name alone, Маша К.) meets only what is as vague; whoever is not named has no key and meets nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.language.names.parsing import parse
from kronika.language.names.part import skeletons_of, sounds_of
from kronika.language.names.skeleton import coarse_key, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.language.names.part import Name, Part

_UNKEYED = ("unnamed", "no letters", "title only")
#: a hypocoristic of more given names than this (Слава) stands in no block of given names
_MOST_FAMILIES = 12


def blocking_keys(name: Name | str) -> tuple[str, ...]:
    """Return the keys of a name, sorted, each once; a name that may be read in two orders has the keys of both.

    What stands before the colon tells the kind, so that a caller may use some of them only:

    * ``s``: the surname's skeleton without its gender;
    * ``c``: the classes of the surname's consonants with the class of the given name's first letter, in each language: for
      spellings that the skeleton does not bring together (Воўк, Volk; Навумаў, Наумов), and for initials;
    * ``g``: given name and father's name with the class of the surname's first consonant: for slips in the surname;
    * ``v``: a name without a surname;
    * ``x``: the text as it is, for scripts that are not read and for nicknames.
    """
    if isinstance(name, str):
        name = parse(name)
    if name.problem.startswith(_UNKEYED):
        return ()
    if name.people:
        return tuple(sorted({key for text in name.people for key in blocking_keys(text)}))
    if name.scripts and (name.problem.startswith("script not read") or (name.problem == "nickname only" and not name.given)):
        return (f"x:{' '.join(name.text.casefold().split())}",)
    keys = set(_keys(name))
    if name.swapped:
        keys.update(_keys(name.swapped))
    return tuple(sorted(keys))


def search_key(text: str) -> str:
    """Return what a search for a name compares: one key for each word, sorted, so that order and spelling do not matter.

    Given names and patronymics give their family's key where that is certain. Initials, titles and what is no part of the name
    are left out. A text in a script that is not read gives itself, in small letters.

    >>> search_key("Калеснікава Марыя") == search_key("Maria Kolesnikova")
    True
    """
    name = parse(text)
    found = {_word_key(part) for part in (name.given, name.surname, *name.extra) if part and part.skeletons}
    if name.patronymic and name.patronymic.skeletons:
        fathers = name.patronymic.families
        found.add(f"{_family_key(fathers[0][0])}-vich" if len(fathers) == 1 else name.patronymic.skeletons[0])
    return " ".join(sorted(found)) or " ".join(text.casefold().split())


def _word_key(part: Part) -> str:
    return _family_key(part.families[0][0]) if len(part.families) == 1 else part.skeletons[0]


def _family_key(family: str) -> str:
    return skeletons_of(sounds_of(family.lower()))[0]


def _keys(name: Name) -> Iterator[str]:
    surnames = [part for part in (name.surname, *name.extra) if part and not part.is_initial]
    pieces = [piece for part in surnames for piece in part.pieces]
    for part in (*surnames, *pieces):
        for sounds in part.bare:
            yield f"s:{_without_prothesis(skeleton(sounds))}"
    given, patronymic = name.given, name.patronymic
    fathers = [family for family, _ in patronymic.families] if patronymic else []
    firsts = [family for family, _ in given.families] if given else []
    if not surnames:
        for first in firsts[:_MOST_FAMILIES]:
            yield f"v:{first} {' '.join(sorted(fathers))}"
        return
    classes = {coarse_key(sounds) for part in surnames for sounds in part.bare}
    if given:
        yield from (f"c:{classed} {letter}" for classed in classes for letter in given.initials)
    if len(firsts) <= _MOST_FAMILIES:
        for classed in {classed[:1] for classed in classes}:
            yield from (f"g:{first} {father} {classed}" for first in firsts for father in fathers)


def _without_prothesis(key: str) -> str:
    """Return a skeleton without the в that Belarusian sets before о and у (Восіпаў, Осипов)."""
    return key[1:] if key.startswith(("va", "vu")) else key
