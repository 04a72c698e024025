"""Decisions that a role takes: who is who, who consented, what may leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says about two mentions or entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """These two are the same, different, or it is unsure: by whom, when, why. Reversible, never deleted."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent of a person to the use of facts about them, or an opening by a role; without either, nothing leaves.

    Attributes:
        id: of this record.
        person: id of a mention; empty where an opening covers more than one person.
        given_by: ``self``, ``relative``, ``lawyer``; ``opening`` where a role opened facts for a purpose.
        kinds: kinds of fact that it covers (``detention``, ``sentence``, ``name`` ...); ``*`` for all.
        purpose: in words.
        audience: ``public``, ``partner``, ``court``, ``team``; several with spaces between them. None is part of another.
        source: an opening may cover the facts of one source or list; empty: all.
        until: last day, ISO 8601; empty: no end.
        by, at: the role that entered it, and when.
        withdrawn: when it was withdrawn; empty: it stands.
    """

    id: str
    person: str
    given_by: str
    kinds: tuple[str, ...]
    purpose: str
    audience: str
    by: str
    at: str
    source: str = ""
    until: str = ""
    withdrawn: str = ""
