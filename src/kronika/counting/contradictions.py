"""Where sources contradict each other about one person: one event, two dates; one sentence, two terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.events import Event, events
from kronika.counting.finding import days_words
from kronika.counting.profiles import ordered, persons
from kronika.counting.terms import numbers
from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY, Act, Key
from kronika.model.time import bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.counting.scope import Judged

#: the property of the vocabulary that an act's code is
_CODE = {"detention": "basis", "release": "how", "liquidation": "how", "recognition": "status", "death": "in_custody"}


#: what can have one value only; anything else may be said in many words without a contradiction
SINGLE = frozenset(
    {
        "article",
        "birth_date",
        "cause",
        "date",
        "gender",
        "how",
        "in_absentia",
        "in_custody",
        "number",
        "regime",
        "registration",
        "status",
        "term",
        "value",
    }
)
#: ways out of custody that can be true of one release
_TOGETHER = ({"pardoned", "expelled"}, {"pardoned", "exchanged"}, {"exchanged", "expelled"}, {"amnesty", "expelled"})


class Version(NamedTuple):
    """One side of a contradiction.

    Attributes:
        value: what is said: EDTF for dates, a code, an ISO 8601 duration, or as written.
        lists: the lists, or ids of the sources, that say so, sorted.
        mentions: the acts or statements that say so, in the same order of their lists.
    """

    value: str
    lists: tuple[str, ...]
    mentions: tuple[Key, ...]


class Contradiction(NamedTuple):
    """Two or more values of what can have only one.

    Attributes:
        person: the person (or entity) that it is about.
        kind: kind of the act, or of the person where no act is meant.
        property: ``date``, ``term``, ``regime``, ``how`` and other properties of the vocabulary.
        versions: sorted by value.
    """

    person: Key
    kind: str
    property: str
    versions: tuple[Version, ...]


class Said(NamedTuple):
    """A statement as :func:`contradicting_statements` wants it.

    Attributes:
        subject: the person or entity.
        about: what has only one value: the event that the act belongs to (:func:`event_ids`), or the subject itself.
        kind, property, value: as in the statement.
        list: the list, or the id of the source.
        id: of the statement.
    """

    subject: Key
    about: Key
    kind: str
    property: str
    value: str
    list: str
    id: Key


def contradictions(seen: Iterable[Act], judged: Judged) -> list[Contradiction]:
    """Return what visible acts contradict each other about: dates, codes and terms of one event, by person.

    A month and a day in it do not contradict each other; two organisations that recognise on two days do not either.
    """
    found: list[Contradiction] = []
    for person, own in _events(seen, judged):
        for event in own:
            if len(event.versions) > 1:
                found.extend(_of_event(person, event))
    return found


def event_ids(seen: Iterable[Act], judged: Judged) -> dict[Key, Key]:
    """Return for the mention of each act the event that it tells of: the same for all reports of one act."""
    return {claim.mention: event.id for _, own in _events(seen, judged, alone=True) for event in own for claim in event.claims}


def _events(seen: Iterable[Act], judged: Judged, *, alone: bool = False) -> Iterable[tuple[Key, Sequence[Event]]]:
    """Yield each person with their events; only those whose acts can contradict each other, unless ``alone``."""
    rows = ordered(seen, judged.people)
    for person, pairs in groupby(zip(persons(rows, judged.people), rows, strict=True), key=itemgetter(0)):
        acts = [Act._make(row) for _, row in pairs]
        if alone or judged.same or len({act.list for act in acts}) > 1 or len({act.mention for act in acts}) < len(acts):
            yield person, events(acts, judged)


def _of_event(person: Key, event: Event) -> Iterable[Contradiction]:
    kind = event.kind
    dates = {(claim.lo, claim.hi) for claim in event.claims}
    if max(lo for lo, _ in dates) > min(hi for _, hi in dates):
        yield _contradiction(person, kind, "date", event.claims, lambda claim: days_words(claim.lo, claim.hi))
    if len({claim.code for claim in event.claims} - {""}) > 1:
        yield _contradiction(person, kind, _CODE.get(kind, "regime"), event.claims, lambda claim: claim.code)
    if len({claim.term for claim in event.claims} - {""}) > 1:
        yield _contradiction(person, kind, "term", event.claims, lambda claim: claim.term)


def _contradiction(person: Key, kind: str, name: str, claims: Iterable[Act], value_of: Callable[[Act], str]) -> Contradiction:
    said = [(value_of(claim), claim.list, claim.mention) for claim in claims]
    return Contradiction(person, kind, name, _versions(said))


def _versions(said: Iterable[tuple[str, str, Key]]) -> tuple[Version, ...]:
    by_value: dict[str, dict[tuple[str, Key], None]] = {}
    for value, name, mention in said:
        if value:
            by_value.setdefault(value, {})[name, mention] = None
    versions = []
    for value, sources in sorted(by_value.items()):
        names = sorted({name for name, _ in sources})
        mentions = sorted(sources, key=itemgetter(0))
        versions.append(Version(value, tuple(names), tuple(mention for _, mention in mentions)))
    return tuple(versions)


def contradicting_statements(statements: Iterable[Said]) -> list[Contradiction]:
    """Return where accepted statements give one thing several values: the article of a sentence, a date of birth.

    Give only properties that have one value. Values contradict each other unless :func:`agree` says that all may be meant by one.
    """
    groups: dict[tuple[Key, str], list[Said]] = {}
    for said in statements:
        if said.value:
            groups.setdefault((said.about, said.property), []).append(said)
    found = []
    for group in groups.values():
        values = {said.value for said in group}
        if len(values) > 1 and not agree(group[0].property, values):
            first = group[0]
            versions = _versions((said.value, said.list, said.id) for said in group)
            found.append(Contradiction(first.subject, first.kind, first.property, versions))
    return found


def agree(name: str, values: Iterable[str]) -> bool:
    """Tell whether all values of a property can be meant by one.

    Dates can if they have a day in common: 1990 and 1990-03-04 differ in precision. Articles can if one list of them holds the
    others, parts aside: 342 and 342(1). Ways out can if one release can be both: pardoned and expelled. Other values can if they
    differ in no more than capitals and white space.

    >>> agree("birth_date", ["1990", "1990-03-04"]), agree("article", ["342(1); 411", "342"]), agree("term", ["P5Y", "P6Y"])
    (True, True, False)
    """
    given = list(values)
    if name == "article":
        sets = sorted((numbers(value) for value in given), key=len)
        return all(one <= other for one, other in pairwise(sets))
    if name == "how":
        ways = set(given) - {"unknown"}
        return len(ways) <= 1 or any(ways <= both for both in _TOGETHER)
    spans = []
    for value in given:
        try:
            spans.append(bounds(value))
        except InputError:
            return len({" ".join(each.casefold().split()) for each in given}) == 1
    return max((lo for lo, _ in spans), default=FIRST_DAY) <= min((hi for _, hi in spans), default=LAST_DAY)
