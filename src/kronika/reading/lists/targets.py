"""What a column of a list can say: a property of the person (or organisation) of the row, or of an act that happened to them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from kronika.errors import InputError
from kronika.model import vocabulary

#: kinds that a row can be about
SUBJECTS = ("person", "organisation")
#: a column whose words say what happened, as "released", "in pre-trial detention"; see ``state`` in ``language/data/codes.yml``
STATE = "state"
#: parts of a name that stand in columns of their own
NAME_PARTS = ("family", "given", "patronymic")
_TARGET = re.compile(r"(?P<kind>[a-z_]+)(?:#(?P<number>[1-9]))?\.(?P<property>[a-z_]+)(?:\.(?P<part>[a-z]+))?")


class Target(NamedTuple):
    """What a column or a constant says.

    Attributes:
        kind: ``person``, ``detention``, ``sentence`` ...; ``state`` for a column that says what happened.
        number: 1, or 2 to 9 for a further act of the same kind (``detention#2.date``).
        property: of that kind, by the vocabulary; empty for ``state``.
        part: ``family``, ``given`` or ``patronymic`` where a name stands in several columns; else empty.
    """

    kind: str
    number: int
    property: str
    part: str = ""

    def __str__(self) -> str:
        if self.kind == STATE:
            return STATE
        number = f"#{self.number}" if self.number > 1 else ""
        return f"{self.kind}{number}.{self.property}" + (f".{self.part}" if self.part else "")


def value_type(target: Target) -> str:
    """Return the type of the target's values by the vocabulary (``date``, ``duration``, ``name`` ...), or ``state``."""
    if target.kind == STATE:
        return STATE
    return vocabulary.load().kind(target.kind).property(target.property).type


@cache
def all_targets() -> tuple[str, ...]:
    """Return all targets that a mapping may name, without numbers."""
    kinds = vocabulary.load().kinds
    names = [f"{kind.key}.{key}" for kind in kinds.values() if kind.act or kind.key in SUBJECTS for key in kind.properties]
    return (*names, *(f"person.name.{part}" for part in NAME_PARTS), STATE)


def parse_target(text: str, where: str) -> Target:
    """Return the target that ``text`` names, as ``person.name``, ``detention#2.date``, ``person.name.family``.

    Raises:
        InputError: there is no such target; the message names those that are spelt alike.
    """
    if text == STATE:
        return Target(STATE, 1, "")
    found = _TARGET.fullmatch(text)
    if found is not None:
        target = Target(found["kind"], int(found["number"] or 1), found["property"], found["part"] or "")
        if str(target._replace(number=1)) in all_targets() and not (target.number > 1 and target.kind in SUBJECTS):
            return target
    plain = re.sub(r"#\d+", "", text)
    near = get_close_matches(plain, all_targets(), cutoff=0.5)
    kind = plain.partition(".")[0]
    same_kind = [name for name in all_targets() if name.startswith(f"{kind}.")]
    choices = near or same_kind
    advice = f"Did you mean {' or '.join(choices[:3])}?" if choices else "Targets look like person.name or detention.date"
    raise InputError(f"there is nothing called {text!r} that a column can say", where=where, advice=advice)
