"""The parts of a name, and the name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import count

from kronika.language.names import cyrillic, latin
from kronika.language.names.letters import script_of
from kronika.language.names.skeleton import skeleton

_numbers = count(1)
_groups: dict[object, int] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name. Two parts with the same letters are equal.

    Attributes:
        as_written: the letters as the source has them, look-alikes repaired.
        is_initial: one letter stands for the whole.
        gender: ``m``, ``f`` or empty, as the form tells.
        skeletons: one for each way in which it can be read, see :mod:`kronika.language.names.skeleton`.
        families: given name: the families of the names data that it may belong to, each with how: ``full``, ``either``,
            ``short``. Patronymic: the father's given names, all ``full``. Surname: none.
        sounds: the readings, see :mod:`kronika.language.names.sounds`. Patronymic: of the father's name.
        bare: surname: the readings without an ending that tells gender.
        pieces: surname with hyphens: its pieces.
        initials: classes of the letters with which it may begin in another language, see :mod:`kronika.language.names.initials`.
        nets, letters: surname: what its sounds may be taken for, to tell most pairs apart at a glance
            (:func:`kronika.language.names.align.net`).
        number: shared by the parts that compare alike in this process, for caches; no part of its value.
    """

    as_written: str
    is_initial: bool = False
    gender: str = ""
    skeletons: tuple[str, ...] = ()
    families: tuple[tuple[str, str], ...] = ()
    sounds: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    pieces: tuple[Part, ...] = ()
    initials: frozenset[str] = frozenset()
    nets: tuple[tuple[int, ...], ...] = ()
    letters: int = 0
    number: int = field(default_factory=_numbers.__next__, compare=False, repr=False)

    def __str__(self) -> str:
        return self.as_written


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one source writes it, taken apart.

    Attributes:
        text: as written.
        given, patronymic, surname: the parts; None where the name has none.
        extra: parts beside these: second given names, a former surname, a nickname in brackets.
        gender: ``m``, ``f`` or empty: what patronymic, given name and surname tell together.
        scripts: of its letters, the most frequent first: ``cyrillic``, ``latin``, or one that is not read.
        order: the parts in the order in which they stand, for example ``surname given patronymic``.
        swapped: the name with its words in other roles, where they might as well stand so; else None.
        titles: words before or behind the name that are no part of it; ``particles``: von, de.
        repairs: what was mended in the letters, in words.
        problem: why this is not an ordinary full name, in words; empty if it is. See :mod:`kronika.language.names.problems`.
        people: the single texts where several people stand in one cell.
    """

    text: str
    given: Part | None = None
    patronymic: Part | None = None
    surname: Part | None = None
    extra: tuple[Part, ...] = ()
    gender: str = ""
    scripts: tuple[str, ...] = ()
    order: str = ""
    swapped: Name | None = None
    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    problem: str = ""
    people: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


def number_of(group: object) -> int:
    """Return the number of all parts that compare as ``group`` tells."""
    return _groups.setdefault(group, next(_numbers))


@cache
def sounds_of(word: str, traditions: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the readings of a lower-case word (Cyrillic or Latin letters, hyphens, apostrophes); none for other scripts.

    ``traditions``: those in which the rest of the name is written, see :func:`kronika.language.names.latin.traditions`.
    """
    plain = word.replace("-", "")
    script = next(filter(None, map(script_of, plain)), "")
    if script == "cyrillic":
        return cyrillic.encode(plain)
    return latin.encode(plain, traditions) if script == "latin" else ()


def skeletons_of(sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the skeletons of all readings, each once."""
    return tuple(dict.fromkeys(map(skeleton, sounds)))
