"""Which lists and sources copy each other: copies of one origin support a fact once, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: list or source -> its origin; one that is not named is its own
Origins = Mapping[str, str]


def independent(names: Iterable[str], origins: Origins) -> int:
    """Return from how many independent origins the lists and sources of these names are.

    >>> independent(["river-list", "its-copy", "hill-list"], {"its-copy": "river-list"})
    2
    """
    return len({origins.get(name, name) for name in names})


def joined(nodes: Iterable[str], same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the origin of each node, given which are of one origin: the first of ``nodes`` that belongs to it.

    Args:
        nodes: lists and sources, in the order of the record.
        same: pairs of one origin; a name that is no node (an organisation that nobody's list is of) may join others.
    """
    order = list(nodes)
    parent: dict[str, str] = {node: node for node in order}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for left, right in same:
        parent[find(right)] = find(left)
    first: dict[str, str] = {}
    for node in order:
        first.setdefault(find(node), node)
    return {node: first[find(node)] for node in order}
