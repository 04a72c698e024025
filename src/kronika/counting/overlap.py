"""Lists held against each other: who is on which, how far two overlap, and how many lists there are once copies are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kronika.model.act import Key


class Overlap(NamedTuple):
    """Two lists.

    Attributes:
        left, right: their names; a list with itself says how many are on it.
        shared: people on both, as far as somebody judged so.
        possible: the most it can be: with all who may be the same and are not judged.
    """

    left: str
    right: str
    shared: int
    possible: int


def patterns(lists: Mapping[Key, Collection[str]], names: Sequence[str]) -> dict[tuple[str, ...], tuple[Key, ...]]:
    """Return who is on exactly which of the lists: names of lists, in the order of ``names``, -> people.

    Those on most lists come first. Somebody on none of them is left out.
    """
    found: dict[tuple[str, ...], list[Key]] = {}
    for who, on in lists.items():
        pattern = tuple(name for name in names if name in on)
        if pattern:
            found.setdefault(pattern, []).append(who)
    order = sorted(found, key=lambda pattern: (-len(pattern), [names.index(name) for name in pattern]))
    return {pattern: tuple(found[pattern]) for pattern in order}


def overlaps(
    lists: Mapping[Key, Collection[str]], names: Sequence[str], candidates: Iterable[tuple[Key, Key]] = ()
) -> list[Overlap]:
    """Return the overlap of each two lists, each list with itself included, in the order of ``names``.

    Args:
        lists: the lists that name each person (after the merges that were judged).
        names: the lists.
        candidates: pairs that may be the same person and are not judged.
    """
    members = {name: {who for who, on in lists.items() if name in on} for name in names}
    near: dict[Key, set[Key]] = {}
    for one, other in candidates:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found = []
    for place, left in enumerate(names):
        for right in names[place:]:
            shared = members[left] & members[right]
            more = 0
            if left != right:
                more = min(
                    sum(1 for who in members[left] - shared if near.get(who, set()) & members[right] - shared),
                    sum(1 for who in members[right] - shared if near.get(who, set()) & members[left] - shared),
                )
            found.append(Overlap(left, right, len(shared), len(shared) + more))
    return found
