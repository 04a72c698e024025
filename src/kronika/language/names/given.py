"""Given names: which families of the names data a word may belong to."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kronika.language.knowledge import load
from kronika.language.names.align import closest
from kronika.language.names.initials import classes_of_word
from kronika.language.names.part import skeletons_of, sounds_of

#: a word this near to a form by sound is that form
_BY_SOUND = 0.4
#: of several forms by sound, those that are hardly farther than the nearest are kept too
_AS_NEAR = 0.06
_FULL = ("name", "ru", "be", "uk", "pl", "other")
#: forms of far languages are found as they are spelled only: by sound they come near to hypocoristics (Anne, Аня)
_BY_SPELLING_ONLY = "other"
#: how sure a form makes of the family, best first
_STRENGTH = {"full": 0, "either": 1, "short": 2}


class Family(NamedTuple):
    """The forms of one given name in several languages.

    Attributes:
        name: its label.
        gender: ``m`` or ``f``.
        forms: form in lower case to how it belongs: ``full``, ``either`` or ``short``.
        foreign: forms that are found as they are spelled only.
        stems: what patronymics are made of where that is more than a form without its ending.
        near: labels of families by which one person is sometimes called too.
        initials: classes of the letters with which its full forms begin.
    """

    name: str
    gender: str
    forms: dict[str, str]
    foreign: frozenset[str]
    stems: tuple[str, ...]
    near: frozenset[str]
    initials: frozenset[str]


@cache
def families() -> dict[str, Family]:
    """Return all families by label."""
    found = {}
    for gender, file in (("m", "names_men"), ("f", "names_women")):
        for row in load(file)["names"]:
            family = _family(row, gender)
            found[family.name] = family
    near: dict[str, set[str]] = {label: set(family.near) for label, family in found.items()}
    for label, family in found.items():
        for other in family.near & found.keys():
            near[other].add(label)
    return {label: family._replace(near=frozenset(near[label])) for label, family in found.items()}


def _family(row: dict[str, object], gender: str) -> Family:
    forms: dict[str, str] = {}
    for kind, fields in (("short", ("short",)), ("either", ("either",)), ("full", _FULL)):
        for field in fields:
            for form in str(row.get(field, "")).split():
                forms[form.lower()] = kind
    for form in str(row.get("either", "")).lower().split():
        forms[form] = "either"
    initials = frozenset().union(*(classes_of_word(sounds_of(form)) for form, kind in forms.items() if kind != "short"))
    near = row.get("near", ())
    return Family(
        name=str(row["name"]),
        gender=gender,
        forms=forms,
        foreign=frozenset(str(row.get(_BY_SPELLING_ONLY, "")).lower().split()),
        stems=tuple(str(row.get("stem", "")).lower().split()),
        near=frozenset(near if isinstance(near, list) else ()),
        initials=initials,
    )


class _Form(NamedTuple):
    family: str
    kind: str
    sounds: tuple[str, ...]


@cache
def _by_spelling() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for family in families().values():
        for form, kind in family.forms.items():
            found.setdefault(form, {})[family.name] = kind
    return found


@cache
def _by_skeleton() -> dict[str, list[_Form]]:
    found: dict[str, list[_Form]] = {}
    for family in families().values():
        for form, kind in family.forms.items():
            if form in family.foreign:
                continue
            sounds = sounds_of(form)
            for key in skeletons_of(sounds):
                found.setdefault(key, []).append(_Form(family.name, kind, sounds))
    return found


@cache
def find(word: str) -> dict[str, str]:
    """Return the families of a lower-case word, each with how it belongs: ``full``, ``either``, ``short``.

    A word that the data list is what they say; any other is looked up by sound, and belongs to what is nearest. Empty: unknown.
    """
    listed = _by_spelling().get(word)
    if listed:
        return listed
    sounds = sounds_of(word)
    nearest: dict[tuple[str, str], float] = {}
    for key in skeletons_of(sounds):
        for form in _by_skeleton().get(key, ()):
            cost = closest(sounds, form.sounds, _BY_SOUND)
            if cost <= _BY_SOUND:
                belongs = (form.family, form.kind)
                nearest[belongs] = min(cost, nearest.get(belongs, _BY_SOUND))
    least = min(nearest.values(), default=0.0)
    found: dict[str, str] = {}
    for (family, kind), cost in nearest.items():
        if cost <= least + _AS_NEAR and _STRENGTH[kind] <= _STRENGTH[found.get(family, "short")]:
            found[family] = kind
    return found
