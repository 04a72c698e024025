"""Why somebody stands elsewhere under another state of knowledge: which acts came, which are said no more, who was joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import WITHDRAWN
from kronika.counting.profiles import in_order
from kronika.counting.states import State

if TYPE_CHECKING:
    from kronika.counting.count import Count
    from kronika.model.act import Act, Key

#: what may have happened between two states of knowledge, in words
WHY = {
    "new source": "a source that was not known before",
    "new fact": "a fact that was not known before",
    "correction": "a fact was corrected",
    "no longer said": "a fact is no longer said, or was rejected",
    "withdrawal": "the recognition was withdrawn",
    "merge": "somebody judged two to be one person",
    "split": "somebody judged one to be two people",
    "rule": "the same facts under another definition, list or day",
}


class Moved(NamedTuple):
    """Somebody who stands elsewhere.

    Attributes:
        who: key of the person (or fact).
        before, after: where; None: not in that count at all.
        why: one of ``WHY``.
        came, went: acts that only the second, or only the first, count saw.
    """

    who: Key
    before: State | None
    after: State | None
    why: str
    came: tuple[Act, ...]
    went: tuple[Act, ...]


def moved(before: Count, after: Count) -> list[Moved]:
    """Return everybody who stands in another place in the second count than in the first.

    The number of those who are in changes by those who moved into it, less those who moved out of it, exactly.
    """
    keys = in_order(before.states.keys() | after.states.keys())
    other = [who for who in keys if before.states.get(who) is not after.states.get(who)]
    before.prepare(other)
    after.prepare(other)
    return [_why(before, after, who) for who in other]


def _why(before: Count, after: Count, who: Key) -> Moved:
    one, other = before.states.get(who), after.states.get(who)
    old = set(before.acts(who)) if one is not None else set()
    new = set(after.acts(who)) if other is not None else set()
    came, went = tuple(sorted(new - old, key=_order)), tuple(sorted(old - new, key=_order))
    return Moved(who, one, other, _reason(before, after, who, came, went), came, went)


def _order(act: Act) -> tuple[int, int, str]:
    return act[2], act[3], str(act[13])


def _reason(before: Count, after: Count, who: Key, came: tuple[Act, ...], went: tuple[Act, ...]) -> str:
    if who not in after.states and after.entity(who) in after.states:
        return "merge"
    if who not in before.states:
        return "split" if before.entity(who) in before.states else "new source"
    joined = {act[0] for act in came} - {act[0] for act in before.acts(who)}
    if any(mention in before.states for mention in joined):
        return "merge"
    if any(act[1] == "recognition" and act[4] == WITHDRAWN for act in came):
        return "withdrawal"
    known = {act[7] for act in before.acts(who)}
    if came and went:
        return "correction"
    if came:
        return "new fact" if {act[7] for act in came} <= known else "new source"
    return "no longer said" if went else "rule"
