"""Who may be one with whom, before anybody has judged: for the range of a count, and for the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kronika.store import queries
from kronika.workspace.people import entities, heeded, held_different
from kronika.workspace.profiles import profiles

# Linking is loaded where it is used: a count of one list has no candidates.
if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.identity.pairs import Pair
    from kronika.store.record import Record

#: a record with more profiles than this is not searched for doubles inside a list unless somebody asks for it
MOST_WITHIN = 5_000
#: the pairs of an open record, with the number of the log's last entry when they were found
_found: WeakKeyDictionary[Record, tuple[int, list[Pair]]] = WeakKeyDictionary()


def across(record: Record) -> list[Pair]:
    """Return the pairs of people and bodies of different lists that may be one, and namesakes; the most probable first.

    They are found once for each state of the record.
    """
    from kronika.identity.linking import link

    entries = record.head.entries
    known = _found.get(record)
    if known is None or known[0] != entries:
        known = _found[record] = entries, link(profiles(record), judgements=heeded(record))
    return known[1]


def within(record: Record, *, always: bool = False) -> list[Pair]:
    """Return the pairs of one list, or one source, that may be one: somebody who stands there twice.

    Args:
        record: open.
        always: in a large record too.
    """
    from kronika.identity.linking import Settings, link

    everybody = profiles(record)
    if len(everybody) > MOST_WITHIN and not always:
        return []
    lists = {profile.id: profile.list for profile in everybody}
    found = link(everybody, judgements=heeded(record), settings=Settings(within=True))
    return [pair for pair in found if lists[pair.left] == lists[pair.right]]


def candidates(record: Record, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs of these mentions (row numbers), of different lists, that may be one person or body.

    Pairs that were judged different, or whose entities are held apart, are not among them.
    """
    wanted = set(numbers)
    pairs = [pair for pair in across(record) if pair.verdict != "different"]
    held = queries.numbers(record.connection, {ident for pair in pairs for ident in (pair.left, pair.right)})
    found = ((held[pair.left], held[pair.right]) for pair in pairs)
    return sorted((min(pair), max(pair)) for pair in found if wanted.issuperset(pair))


def walls(record: Record, joined: dict[str, str] | None = None) -> set[frozenset[str]]:
    """Return the pairs of entities (or of mentions that are their own) that a judgement holds apart."""
    of = entities(record) if joined is None else joined
    return {frozenset((of.get(one, one), of.get(other, other))) for one, other in held_different(record)}
