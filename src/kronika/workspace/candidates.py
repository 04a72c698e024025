"""Who may be one person with whom, across lists, before anybody has judged: for the range of a count, and for the queue."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kronika.language.names import blocking_keys, compare, parse
from kronika.store import queries
from kronika.workspace.people import names, protected

if TYPE_CHECKING:
    from kronika.language.names import Name
    from kronika.model.statement import Mention
    from kronika.store.record import Record

#: a key that so many share tells nobody apart
_CROWD = 200


def candidates(record: Record, numbers: set[int]) -> list[tuple[int, int]]:
    """Return pairs of mentions (row numbers) of different lists whose names may be those of one person, or one organisation."""
    mentions = queries.by_number(record.connection, numbers)
    bodies = {number: mention for number, mention in mentions.items() if mention.kind == "organisation"}
    return sorted([*_people(record, mentions), *(_bodies(record, bodies) if bodies else ())])


def _bodies(record: Record, mentions: dict[int, Mention]) -> list[tuple[int, int]]:
    """Pairs of organisations that are called the same, but for capitals, spaces and quotation marks."""
    spelled = names(record, "organisation")
    blocks: dict[str, set[int]] = {}
    for number, mention in mentions.items():
        for spelling in spelled.get(mention.id, ()):
            blocks.setdefault("".join(filter(str.isalnum, spelling.casefold())), set()).add(number)
    pairs = {pair for members in blocks.values() for pair in combinations(sorted(members), 2)}
    return [(one, other) for one, other in pairs if _list_of(mentions[one]) != _list_of(mentions[other])]


def _list_of(mention: Mention) -> str:
    return mention.list or mention.source


def _people(record: Record, mentions: dict[int, Mention]) -> list[tuple[int, int]]:
    hidden = protected(record)
    spelled = names(record)
    parsed: dict[int, list[Name]] = {}
    lists: dict[int, str] = {}
    blocks: dict[str, set[int]] = {}
    for number, mention in mentions.items():
        if mention.id in hidden or mention.id not in spelled:
            continue
        parsed[number] = [parse(spelling) for spelling in spelled[mention.id]]
        lists[number] = _list_of(mention)
        for name in parsed[number]:
            for key in blocking_keys(name):
                blocks.setdefault(key, set()).add(number)
    wanted = {
        pair
        for members in blocks.values()
        if 1 < len(members) <= _CROWD
        for pair in combinations(sorted(members), 2)
        if lists[pair[0]] != lists[pair[1]]
    }
    return [pair for pair in wanted if _may_be_same(parsed[pair[0]], parsed[pair[1]])]


def _may_be_same(left: list[Name], right: list[Name]) -> bool:
    return any(compare(one, other).verdict != "different" for one in left for other in right)
