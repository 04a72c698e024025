"""Whose list or report each source copies: what somebody said of it, what its mapping says, and one address for two captures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.counting.origins import joined
from kronika.store import queries
from kronika.workspace.fitting import mapping_of

if TYPE_CHECKING:
    from kronika.model.source import Source
    from kronika.store.record import Record


def origins(record: Record) -> dict[str, str]:
    """Return the origin of each list, and of each source that is an edition of none, by name or id.

    Two are of one origin if one was said to copy the other, if both copy a third, if both are lists that the same body states,
    or if they were captured from one address. An origin that is no list of the record (a name in words) still joins its copies.
    """
    sources = [source for source, _ in queries.sources(record.connection)]
    nodes = dict.fromkeys(_node(source) for source in sources)
    known = _named(sources)
    pairs: list[tuple[str, str]] = []
    for name in dict.fromkeys(source.edition_of for source in sources if source.edition_of):
        mapping = mapping_of(record, name)
        if mapping is not None and mapping.states:
            stated = _folded(mapping.states)
            pairs.append((stated, name))
            known.setdefault(stated, stated)
    for source in sources:
        if source.origin:
            said = _folded(source.origin)
            pairs.append((known.get(said, said), _node(source)))
        if source.address:
            pairs.append((f"address {_place(source.address)}", _node(source)))
    return joined(nodes, pairs)


def _node(source: Source) -> str:
    return source.edition_of or source.id


def _named(sources: list[Source]) -> dict[str, str]:
    """Return what a list or a source may be called, folded, with the node that it means; a name that two have means neither."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for source in sources:
        for name in {source.edition_of, source.id, source.name, source.address} - {""}:
            if found.setdefault(_folded(name), _node(source)) != _node(source):
                unclear.add(_folded(name))
    return {name: node for name, node in found.items() if name not in unclear}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _place(address: str) -> str:
    return address.partition("#")[0].rstrip("/").partition("://")[2] or address
