"""Parts from words: the same word in the same role is the same object, so that later comparisons can be remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_

from kronika.language.names import given, patronymic, surname
from kronika.language.names.align import letters_of, net
from kronika.language.names.initials import classes_of_initial, classes_of_word
from kronika.language.names.latin import signs
from kronika.language.names.part import Part, number_of, skeletons_of, sounds_of
from kronika.language.names.words import kind_of, words

_REMEMBERED = 200_000
#: Polish letters for those in which the roots are written
_ROOT_LETTERS = str.maketrans("wł", "vl")


@lru_cache(maxsize=_REMEMBERED)
def initial(written: str) -> Part:
    """Return an initial."""
    return Part(written, is_initial=True, initials=classes_of_initial(written))


@lru_cache(maxsize=_REMEMBERED)
def given_name(written: str, gender: str = "") -> Part:
    """Return a given name. ``gender``: what the rest of the name tells; families of the other are then left out."""
    word = written.lower()
    found = given.find(word)
    if not found and "-" in word:
        pieces = [given.find(piece) for piece in word.split("-")]
        found = {family: "short" for piece in pieces for family in piece}
    known = given.families()
    kept = {family: kind for family, kind in found.items() if not gender or known[family].gender == gender} or found
    genders = {known[family].gender for family in kept}
    sounds = sounds_of(word)
    part = Part(
        written,
        gender=genders.pop() if len(genders) == 1 else "",
        skeletons=skeletons_of(sounds),
        families=tuple(sorted(kept.items())),
        sounds=sounds,
        initials=frozenset().union(classes_of_word(sounds), *(known[family].initials for family in kept)),
    )
    return _grouped(part)


def _grouped(part: Part) -> Part:
    """Return the part with the number of all parts of the same families: these are compared by family, not by sound."""
    if not part.families:
        return part
    return replace(part, number=number_of((part.families, part.gender, part.initials)))


@lru_cache(maxsize=_REMEMBERED)
def father_name(written: str) -> Part:
    """Return a patronymic: with its ending, or the father's name with ``оглы`` or ``кызы`` behind it."""
    spelled = written.lower().split()
    found = patronymic.find(spelled[-1])
    if found is None:
        gender = {"son": "m", "daughter": "f"}.get(kind_of(spelled[-1]), "")
        found = patronymic.of_father(spelled[0], gender)
    known = given.families()
    part = Part(
        written,
        gender=found.gender,
        skeletons=skeletons_of(sounds_of("".join(spelled))),
        families=tuple((father, "full") for father in sorted(found.fathers)),
        sounds=found.stem,
        initials=frozenset().union(classes_of_word(found.stem), *(known[father].initials for father in found.fathers)),
    )
    return _grouped(part)


def _surname_sounds(word: str, traditions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the readings of a surname, and those with the Russian beginning for Belarusian ones (Мікалаеў, Николаев)."""
    for root, other in words().roots.items():
        if word.translate(_ROOT_LETTERS).startswith(root):
            return (*sounds_of(word, traditions), *sounds_of(other + word[len(root) :]))
    return sounds_of(word, traditions)


@lru_cache(maxsize=_REMEMBERED)
def family_name(written: str, traditions: tuple[str, ...] = ()) -> Part:
    """Return a surname, with its pieces if it has hyphens. ``traditions``: how the name as a whole is written."""
    word = written.lower()
    end = surname.ending(word)
    sounds = _surname_sounds(word, traditions)
    pieces = [piece for piece in written.split("-") if len(piece) > 1]
    return Part(
        written,
        gender=end.gender,
        skeletons=skeletons_of(sounds),
        sounds=sounds,
        bare=_surname_sounds(end.bare, (*traditions, *signs(word))) if end.gender else sounds,
        pieces=tuple(family_name(piece, traditions) for piece in pieces) if len(pieces) > 1 else (),
        initials=classes_of_word(sounds),
        nets=tuple(map(net, sounds)),
        letters=reduce(or_, map(letters_of, sounds), 0),
    )
