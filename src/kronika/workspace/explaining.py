"""Why a number of one day changed between two states of knowledge: everybody who stands elsewhere, and what made them move."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kronika.counting.differences import WHY, Moved, moved
from kronika.counting.finding import days_words
from kronika.counting.states import State
from kronika.errors import InputError
from kronika.language.in_words import code_words, in_words, kind_label
from kronika.model.time import iso
from kronika.store import log
from kronika.workspace.count import NAMED, Counting, Question
from kronika.workspace.naming import Naming
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.counting.count import Count
    from kronika.model.act import Act
    from kronika.settings import Settings
    from kronika.store.record import Record


def explained(settings: Settings, first: Question, second: Question, *, limit: int = NAMED) -> dict[str, Any]:
    """Return why two counts of one day differ.

    Args:
        settings: of the shell.
        first: a question.
        second: the same under another state of knowledge (or definition, or list).
        limit: name at most so many people; 0: all.

    Returns:
        ``on``, ``definition``, ``version``, ``before``, ``after`` (``known``, ``public_by``, ``in``, ``disputed``, ``unknown``,
        ``out``), ``difference``, ``reasons`` (``why``, ``words``, ``count``), ``changes`` (``mention``, ``name``, ``from``,
        ``to``, ``why``, ``words``, ``came``, ``went``, ``cause``), ``changes_total``, ``erased`` (entries erased in between).

    Raises:
        InputError: both questions are the same.
    """
    if first == second:
        advice = "Give two days, for example --known 2025-01-01 --known 2025-02-01"
        raise InputError("both counts are the same", where=f"explain {first.on}", advice=advice)
    with opened(settings) as record:
        sides = [Counting(record, first), Counting(record, second)]
        before, after = (counting.count() for counting in sides)
        found = moved(before, after)
        order = {State.IN: 0, State.DISPUTED: 1, State.UNKNOWN: 2, State.OUT: 3, None: 4}
        found.sort(key=lambda one: (State.IN not in {one.before, one.after}, order[one.after], order[one.before]))
        shown = found[:limit] if limit else found
        subjects = {one.who: (after if one.who in after.states else before).subject(one.who) for one in shown}
        naming = Naming(record, subjects.values())
        reasons = Counter(one.why for one in found)
        return {
            "on": iso(after.on),
            "definition": sides[1].definition.name,
            "version": sides[1].definition.version,
            "before": _side(first, before),
            "after": _side(second, after),
            "difference": after.number - before.number,
            "reasons": [{"why": why, "words": WHY[why], "count": reasons[why]} for why in WHY if why in reasons],
            "changes": [naming.line(subjects[one.who], **_change(one, sides, (before, after), naming)) for one in shown],
            "changes_total": len(found),
            "erased": _erased(record, sides),
        }


def _side(question: Question, counted: Count) -> dict[str, Any]:
    return {
        "known": question.known or None,
        "public_by": question.public_by or None,
        "in": counted.number,
        "disputed": len(counted.disputed),
        "unknown": len(counted.unknown),
        "out": len(counted.out),
    }


def _change(one: Moved, sides: Sequence[Counting], counts: tuple[Count, Count], naming: Naming) -> dict[str, Any]:
    number = 1 if one.after is not None else 0
    counting, counted = sides[number], counts[number]

    def title(name: str) -> str:
        return counting.list_title(name, naming.lookup)

    return {
        "from": str(one.before) if one.before is not None else None,
        "to": str(one.after) if one.after is not None else None,
        "why": one.why,
        "words": WHY[one.why],
        "came": [_act(act, title(act[7])) for act in one.came],
        "went": [_act(act, title(act[7])) for act in one.went],
        "cause": counting.cause(counted, one.who, title) if one.after is not None else "",
    }


def _act(act: Act, source: str) -> str:
    """Return an act in words: what, when, with which code and term, and who says so."""
    kind, lo, hi, code, term = act[1], act[2], act[3], act[4], act[6]
    said = [days_words(lo, hi), code_words(kind, code) if code else "", term]
    return in_words(f"{kind_label(kind)} {', '.join(filter(None, said))} ({source})".replace("  ", " "))


def _erased(record: Record, sides: Sequence[Counting]) -> int:
    """Return how many people were erased from the record between two days of knowledge: they are in neither count."""
    first, last = (side.view.known for side in sides)
    found = 0
    for entry in log.entries(record.connection, kinds=("erasure",)):
        day = entry.at[:10]
        if entry.content and (first is None or day > iso(first)) and (last is None or day <= iso(last)):
            found += int(entry.content["persons"])
    return found
