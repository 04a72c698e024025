"""Namesakes: others of one name of whom something says that they are others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.language.names import compare, parse
from kronika.model.judgement import Verdict
from kronika.store import queries
from kronika.workspace.again import contradicting
from kronika.workspace.people import entities, heeded, names, protected
from kronika.workspace.profiles import profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kronika.identity.profile import Profile
    from kronika.store.record import Record
    from kronika.workspace.cards import Lookup

#: a larger record is not searched for every person who is shown; 'kronika link --namesakes' does it for all together
_MOST = 5_000


def namesakes(record: Record, members: Sequence[str], lookup: Lookup) -> list[dict[str, Any]]:
    """Return who has the same name as a person, and is somebody else by a judgement or by what is said.

    Args:
        record: open.
        members: the mentions that are held to be the person.
        lookup: names.

    Returns:
        ``mention``, ``name``, ``list``, ``why`` (in words), once for each entity.
    """
    spelled = names(record)
    if members[0] not in spelled or len(spelled) > _MOST:
        return []
    own = {spelling for member in members for spelling in spelled.get(member, ())}
    hidden, joined = protected(record), entities(record)
    others = [who for who in spelled if who not in members and who not in hidden and _one_name(own, spelled[who])]
    if not others:
        return []
    known = {profile.id: profile for profile in profiles(record, of=[*members, *others])}
    judged = _judged(record, joined, members)
    found: dict[str, dict[str, Any]] = {}
    for who in others:
        why = [*judged.get(joined.get(who, who), ()), *_against(known, members, who)]
        if why:
            mention = queries.mention(record.connection, who)
            where = mention.list or lookup.source_name(mention.source)
            row = found.setdefault(joined.get(who, who), {"mention": who, "name": lookup.name(who), "list": where, "why": []})
            row["why"] = list(dict.fromkeys([*row["why"], *why]))
    return list(found.values())


def _one_name(own: Iterable[str], spelled: Iterable[str]) -> bool:
    return any(compare(parse(one), parse(other)).verdict == "same" for one in own for other in spelled)


def _against(known: dict[str, Profile], members: Iterable[str], who: str) -> list[str]:
    if who not in known:
        return []
    return [reason for member in members if member in known for reason in contradicting(known[member], known[who])]


def _judged(record: Record, joined: dict[str, str], members: Sequence[str]) -> dict[str, list[str]]:
    """Return for each entity that a role judged to be another than this person when and by whom."""
    own = joined.get(members[0], members[0])
    found: dict[str, list[str]] = {}
    for item in heeded(record):
        both = {joined.get(item.left, item.left), joined.get(item.right, item.right)}
        if item.verdict is Verdict.DIFFERENT and own in both and len(both) > 1:
            (other,) = both - {own}
            found[other] = [f"judged different on {item.at[:10]} by {item.by}" + (f" ({item.reason})" if item.reason else "")]
    return found
