"""From judgements to clusters: "different" is a wall that no cluster crosses.

The last judgement on a pair holds. Pairs judged the same are joined in the order of their ids, so that the result
does not depend on the order of input; a join that would put two people judged different into one cluster is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.model.ids import make_id
from kronika.model.judgement import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Return the judgement that holds for each pair: the last one."""
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        left, right = sorted((judgement.left, judgement.right))
        held[left, right] = judgement
    return held


def clusters(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return for each mention that is held to be the same as another the id of the entity they are."""
    held = standing(judgements)
    walls: dict[str, set[str]] = {}
    for (left, right), judgement in held.items():
        if judgement.verdict is Verdict.DIFFERENT:
            walls.setdefault(left, set()).add(right)
            walls.setdefault(right, set()).add(left)
    members: dict[str, set[str]] = {}
    top: dict[str, str] = {}
    for left, right in sorted(pair for pair, judgement in held.items() if judgement.verdict is Verdict.SAME):
        first, second = top.setdefault(left, left), top.setdefault(right, right)
        ours, theirs = members.setdefault(first, {first}), members.setdefault(second, {second})
        if first == second or any(walls.get(member, set()) & theirs for member in ours):
            continue
        ours |= members.pop(second)
        top.update(dict.fromkeys(ours, first))
    return {member: make_id("e", *sorted(group)) for group in members.values() if len(group) > 1 for member in group}
