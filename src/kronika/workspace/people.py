"""Persons and organisations in the record: by id, by name in any spelling, and with those they are judged to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.counting.scope import Judged
from kronika.errors import NotFoundError
from kronika.identity.clusters import clusters, standing
from kronika.model.judgement import Verdict
from kronika.model.statement import Standing
from kronika.model.time import bounds
from kronika.store import log, queries
from kronika.store.told import told

# ``kronika.language.names`` is loaded where names are compared: a count only wants to know who was judged to be one.
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kronika.language.names import Name
    from kronika.model.act import Key
    from kronika.model.judgement import Judgement
    from kronika.model.statement import Recorded
    from kronika.store.record import Record

#: kinds that have names and to whom acts happen
NAMED = ("person", "organisation", "facility", "court")
#: properties that say what somebody is called
_SPELLED = ("name", "alias", "abbreviation")
#: a name is offered from this probability on
_OFFERED = 0.3
#: how the problem of a name begins that is nobody's
_NOBODY = ("unnamed", "no letters", "title only")
#: values of a column that says of some people that theirs is no protective pseudonym
_NOT_ONE = frozenset({"false", "no"})


def names(record: Record, kind: str = "person") -> dict[str, list[str]]:
    """Return for each mention of a kind the names that are said of it, in their base form, in the order of the record."""
    return _named(record).get(kind, {})


def _named(record: Record) -> dict[str, dict[str, list[str]]]:
    """Return the same for each kind."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in told(record.connection, _SPELLED):
        found.setdefault(item.kind, {}).setdefault(item.who, []).append(item.value)
    return found


def spelled(record: Record, mention: str) -> list[str]:
    """Return the names that are said of one mention, as written."""
    found = queries.statements(record.connection, of=(mention,), properties=("name",))
    return [item.statement.original for item in found if item.standing not in {Standing.REJECTED, Standing.WITHDRAWN}]


def protected(record: Record) -> set[str]:
    """Return mentions that are kept out of every search and matching.

    They are protective pseudonyms, groups of unnamed people, and whom a role marked so.
    """
    hidden = _pseudonyms(queries.statements(record.connection, properties=("protective_pseudonym",)))
    hidden.update(mention.id for mention in queries.mentions(record.connection, kind="group"))
    return hidden | marked(record)


def nobody(spellings: Iterable[str]) -> bool:
    """Say whether names name nobody ("unknown man, about 40"): such a one is matched with nobody, another unknown included."""
    from kronika.language.names import parse

    return all(parse(spelling).problem.startswith(_NOBODY) for spelling in spellings)


def marked(record: Record) -> set[str]:
    """Return the mentions that a role keeps out of every search and matching."""
    held: dict[str, bool] = {}
    for entry in log.entries(record.connection, kinds=("protection",)):
        if entry.content is not None:
            held[entry.content["person"]] = entry.content["on"]
    return {person for person, on in held.items() if on}


def _pseudonyms(said: Iterable[Recorded]) -> set[str]:
    return {
        item.statement.mention for item in said if item.standing != Standing.REJECTED and item.statement.value not in _NOT_ONE
    }


def by_name(record: Record, query: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return who may be called ``query``, most likely first; words that begin a name count. Who is protected is not found."""
    from kronika.language.names import parse

    hidden = protected(record)
    wanted = parse(query)
    found: list[dict[str, Any]] = []
    named = _named(record)
    for kind in NAMED:
        for mention, spellings in named.get(kind, {}).items():
            if mention in hidden or (kind == "person" and nobody(spellings)):
                continue
            score, best = max(((_score(wanted, query, one, kind), one) for one in spellings), key=lambda scored: scored[0])
            if score >= _OFFERED:
                shown = list(dict.fromkeys([best, *spellings]))
                found.append({"mention": mention, "name": best, "names": shown, "kind": kind, "score": round(score, 3)})
    found.sort(key=lambda item: (-item["score"], item["name"], item["mention"]))
    found = found[:limit]
    for item in found:
        item["list"] = queries.mention(record.connection, item["mention"]).list
    return found


def _score(wanted: Name, query: str, spelling: str, kind: str) -> float:
    from kronika.language.names import compare, parse

    folded = query.casefold()
    if folded and folded in spelling.casefold():
        return 1.0 if folded == spelling.casefold() else 0.9
    return compare(wanted, parse(spelling)).score if kind == "person" else _alike(query, spelling, kind)


def _alike(query: str, spelling: str, kind: str) -> float:
    """Return how well words fit the name of a body: spelling, order and legal form do not matter, an abbreviation is offered."""
    from kronika.language.places import abbreviation, court_key, facility_key, organisation_words

    if kind in {"court", "facility"}:
        key = court_key if kind == "court" else facility_key
        return 0.95 if key(query) and key(query) == key(spelling) else 0.0
    words, others = organisation_words(query), organisation_words(spelling)
    if words and words == others:
        return 0.95
    if words and set(words) < set(others):
        return 0.8
    short = {abbreviation(query), abbreviation(spelling)} - {""}
    return 0.6 if (len(words) == 1 and words[0] in short) or (len(others) == 1 and others[0] in short) else 0.0


def resolve(record: Record, who: str) -> str:
    """Return the mention that a user means by an id or a name.

    Raises:
        NotFoundError: if nobody is meant, or more than one.
    """
    if who.startswith("m") and who.isascii() and who in queries.numbers(record.connection, (who,)):
        return who
    found = by_name(record, who)
    exact = [item for item in found if who.casefold() in map(str.casefold, item["names"])]
    near = [item for item in found if item["score"] >= 0.9]
    for choice in (exact, near, found):
        merged = same_as(record, (item["mention"] for item in choice))
        if (
            choice
            and all(item["mention"] in merged for item in choice)
            and len({merged[item["mention"]] for item in choice}) == 1
        ):
            return str(choice[0]["mention"])
    if not found:
        raise NotFoundError("nobody in this record is called that", where=who, advice="Try 'kronika find' with part of the name")
    listed = "; ".join(f"{item['name']} ({item['mention']}{', ' + item['list'] if item['list'] else ''})" for item in found[:6])
    raise NotFoundError(f"more than one is meant: {listed}", where=who, advice="Give the id")


def judgements(record: Record, known: int | None = None) -> list[Judgement]:
    """Return the judgements, oldest first; with ``known`` only those of that day (an ordinal) and before."""
    found = queries.judgements(record.connection)
    return found if known is None else [item for item in found if bounds(item.at)[0] <= known]


def entities(record: Record, known: int | None = None) -> dict[str, str]:
    """Return for each mention that a judgement joins to another the id of what they are held to be.

    A judgement on somebody who was given a protective pseudonym later joins nobody any more. ``known``: as judged by that day.
    """
    return clusters(heeded(record, known))


def heeded(record: Record, known: int | None = None) -> list[Judgement]:
    """Return the judgements (by the day ``known``), oldest first, without those on whom is kept out of matching now."""
    found = judgements(record, known)
    if not found:
        return []
    touched = {ident for item in found for ident in (item.left, item.right)}
    hidden = _pseudonyms(queries.statements(record.connection, of=touched, properties=("protective_pseudonym",)))
    hidden |= marked(record)
    return [item for item in found if not {item.left, item.right} & hidden]


def same_as(record: Record, mentions: Iterable[str]) -> dict[str, str]:
    """Return for each mention the entity it belongs to; one that was never judged is its own."""
    joined = entities(record)
    return {mention: joined.get(mention, mention) for mention in mentions}


def held_different(record: Record, known: int | None = None) -> list[tuple[str, str]]:
    """Return the pairs of mentions whose last judgement (by the day ``known``) is that they are different."""
    found = standing(heeded(record, known))
    return [pair for pair, item in found.items() if item.verdict is Verdict.DIFFERENT]


def judged(record: Record, joined: Mapping[str, str], known: int | None = None) -> Judged:
    """Return what roles have judged, by the row numbers of mentions; ``joined`` comes from :func:`entities`."""
    walls = held_different(record, known)
    if not joined and not walls:
        return Judged()
    numbers = queries.numbers(record.connection, {*joined, *(ident for pair in walls for ident in pair)})
    first: dict[str, int] = {}
    for member, entity in joined.items():
        number = numbers[member]
        first[entity] = min(first.get(entity, number), number)
    same: Mapping[Key, Key] = {numbers[member]: first[entity] for member, entity in joined.items()}
    apart = frozenset(
        frozenset((same.get(numbers[one], numbers[one]), same.get(numbers[other], numbers[other])))
        for one, other in walls
        if one in numbers and other in numbers
    )
    return Judged(people=same or None, same=same or None, apart=apart)
