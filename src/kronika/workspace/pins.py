"""Pinned figures: a number that was published, kept with its list, its definition and its clocks, to be checked for ever."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError, NotFoundError
from kronika.store import queries
from kronika.workspace.count import Counting, Question
from kronika.workspace.naming import Naming
from kronika.workspace.opening import now, opened, role, writing

if TYPE_CHECKING:
    from kronika.counting.count import Count
    from kronika.settings import Settings
    from kronika.store.record import Record

#: prefix under which a pinned figure is kept among the definitions, see :mod:`kronika.store.remainder`
PIN = "pin:"
_NAME = re.compile(r"[\w.-]{1,80}")
_STATES = {"in": "inside", "disputed": "disputed", "unknown": "unknown"}


def pin(settings: Settings, name: str, question: Question) -> dict[str, Any]:
    """Keep a figure as it is counted now.

    Args:
        settings: of the shell, with a role.
        name: what it is called, for example ``review-2025-01``.
        question: what is counted. Its definition is kept with its version; without ``known``, what is known today.

    Returns:
        As :func:`pins` does.

    Raises:
        InputError: the name is none, or is taken.
    """
    if not _NAME.fullmatch(name):
        raise InputError("this is no name for a figure", where=name, advice="Use letters, digits, dots and hyphens")
    role(settings)
    with opened(settings) as record:
        if name in _held(record):
            advice = "Choose another: what was pinned stays what it was"
            raise InputError("a figure of that name is pinned already", where=name, advice=advice)
        today = settings.clock().date().isoformat()
        exact = replace(question, known=question.known or today)
        counting = Counting(record, exact)
        exact = replace(exact, definition=f"{counting.definition.name}@{counting.definition.version}")
        counted = counting.count()
        low, high = counting.range(counted)
        content = {
            "question": asdict(exact),
            "unit": counting.definition.unit,
            "number": counted.number,
            "disputed": len(counted.disputed),
            "unknown": len(counted.unknown),
            "low": low,
            "high": high,
            "people": _people(record, counted),
            "erased": 0,
            "head": record.head.hex,
            "at": now(settings),
            "by": settings.role,
        }
        with writing(settings, record, "pin") as writer:
            writer.define(PIN + name, "1", json.dumps(content))
        return _summary(name, content)


def pins(settings: Settings) -> list[dict[str, Any]]:
    """Return the pinned figures, oldest first.

    Returns:
        For each ``name``, ``number``, ``unit``, ``low``, ``high``, ``disputed``, ``unknown``, ``definition`` (with its
        version), ``on``, ``since``, ``known``, ``public_by``, ``list``, ``at``, ``by``, ``head`` and ``erased``.
    """
    with opened(settings) as record:
        return [_summary(name, content) for name, content in _held(record).items()]


def check(settings: Settings, name: str) -> dict[str, Any]:
    """Count a pinned figure again, under the same definition and the same knowledge, and compare it name by name.

    Returns:
        What :func:`pins` says, with ``now`` (the number as counted again), ``same``, ``people`` (``mention``, ``name`` of those
        who were in when it was pinned), ``missing`` and ``more`` (who was in then and is not now, and the other way round).

    Raises:
        NotFoundError: no figure of that name is pinned.
    """
    with opened(settings) as record:
        content = _held(record).get(name)
        if content is None:
            known = ", ".join(_held(record)) or "none yet"
            raise NotFoundError("no figure of that name is pinned", where=name, advice=f"There are: {known}")
        counting = Counting(record, Question(**content["question"]))
        counted = counting.count()
        again = _people(record, counted)
        before, after = (set(people["in"]) for people in (content["people"], again))
        naming = Naming(record, before | after)
        return {
            **_summary(name, content),
            "now": counted.number,
            "same": all(set(content["people"][state]) == set(again[state]) for state in _STATES),
            "people": [naming.line(ident) for ident in content["people"]["in"]],
            "missing": [naming.line(ident) for ident in sorted(before - after)],
            "more": [naming.line(ident) for ident in sorted(after - before)],
        }


def _held(record: Record) -> dict[str, dict[str, Any]]:
    found = [(name, text) for name, _, text in queries.definitions(record.connection) if name.startswith(PIN)]
    return {name.removeprefix(PIN): json.loads(text) for name, text in found}


def _people(record: Record, counted: Count) -> dict[str, list[str]]:
    """Return the ids of those who stand in each place, in the order of the count."""
    groups = {state: getattr(counted, field) for state, field in _STATES.items()}
    numbers = [key for keys in groups.values() for key in keys if isinstance(key, int)]
    idents = {number: mention.id for number, mention in queries.by_number(record.connection, numbers).items()}
    return {state: [idents[key] if isinstance(key, int) else key for key in keys] for state, keys in groups.items()}


def _summary(name: str, content: dict[str, Any]) -> dict[str, Any]:
    question = Question(**content["question"])
    return {
        "name": name,
        **{key: content[key] for key in ("number", "unit", "low", "high", "disputed", "unknown")},
        "definition": question.definition,
        "on": question.on,
        "since": question.since or None,
        "known": question.known,
        "public_by": question.public_by or None,
        "list": question.only or None,
        **{key: content[key] for key in ("at", "by", "head", "erased")},
    }
