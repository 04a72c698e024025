"""What a count says of one person or fact, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a person (or fact, or organisation) stands in a count. Everybody stands in exactly one place."""

    IN = "in"
    OUT = "out"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Answer to one question (in custody? recognised?) under one version of what happened."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Cause(NamedTuple):
    """Why, as a code with what belongs into the sentence; :mod:`kronika.counting.words` makes the sentence.

    Attributes:
        code: for example ``released``, ``silence``, ``term-passed``, ``sources-disagree``.
        lo, hi: earliest and latest day that the sentence names; 0 if it names none.
        detail: a code, a name or a list of versions that the sentence names.
    """

    code: str
    lo: int = 0
    hi: int = 0
    detail: str = ""


class Verdict(NamedTuple):
    """An answer with its cause."""

    answer: Answer
    cause: Cause = Cause("")


class Brief(NamedTuple):
    """Where somebody stands and the code of the first reason: what a balance asks of many.

    Attributes:
        state: in, out, disputed or unknown.
        code: of the first cause.
        day: the latest day that the cause names, where the state is in or out; else 0.
        exit: as in :class:`Finding`.
    """

    state: State
    code: str
    day: int = 0
    exit: str = ""


class Finding(NamedTuple):
    """What a count says of one person or fact.

    Attributes:
        state: in, out, disputed or unknown.
        causes: why, the deciding one first.
        exit: the way out of custody, where somebody is out because they left: ``served``, ``pardoned``, ``exchanged``,
            ``expelled``, ``died``, ``released otherwise``; else empty.
    """

    state: State
    causes: tuple[Cause, ...]
    exit: str = ""
