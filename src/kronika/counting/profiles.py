"""The simple cases, worked out in one pass: people whose acts leave nothing to argue about.

Most people on a list have one detention, one sentence, one release at most, a recognition, each on a known day. For them a count
is arithmetic. Everybody else goes the general way, see :mod:`kronika.counting.finding`; both give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kronika.counting.codes import CUSTODY_KINDS, FORMER, POSTHUMOUS, REGIME_CLASS, WITHDRAWN
from kronika.counting.events import DISPUTED
from kronika.counting.recognitions import signatories
from kronika.model.act import Act, Key

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition

#: person, detained, sentenced, code and term of the sentence, released, recognised, recognised as former, how released; days
#: are 0 if there is none
Simple = tuple[Key, int, int, str, str, int, int, int, str]

#: person, and where their rows begin and end
Rough = tuple[Key, int, int]

ROUGH_KINDS = CUSTODY_KINDS - {"detention", "sentence", "release"}
PRESENT = frozenset({"charge", "trial"})
NOT_PLAIN = frozenset({"administrative", "in-absentia"})
FREE = frozenset(code for code, kind in REGIME_CLASS.items() if kind == "free")
LATER = frozenset({FORMER, POSTHUMOUS})


class Profiles(NamedTuple):
    """Everybody in the record, sorted by how much work they are.

    Attributes:
        simple: people for whom arithmetic will do.
        plain_out: people who are out on every day, because the definition wants a recognition and there is none.
        rough: people for the general way, with where their rows begin and end.
        rows: the acts, sorted by person.
        people: mention -> entity, as judged.
    """

    simple: list[Simple]
    plain_out: list[Key]
    rough: list[Rough]
    rows: list[Act]
    people: Mapping[Key, Key] | None


def ordered(acts: Iterable[Act], people: Mapping[Key, Key] | None) -> list[Act]:
    """Return the acts sorted by person, which is the entity where mentions were judged to be one person."""
    rows = list(acts)
    if people is None:
        rows.sort(key=itemgetter(0))
        return rows
    entity = people.get
    try:
        rows.sort(key=lambda row: entity(row[0], row[0]))
    except TypeError:
        # Row numbers and ids in one record cannot be compared.
        rows.sort(key=lambda row: _comparable(entity(row[0], row[0])))
    return rows


def persons(rows: Iterable[Act], people: Mapping[Key, Key] | None) -> Iterable[Key]:
    """Return the person of each row."""
    if people is None:
        return map(itemgetter(0), rows)
    entity = people.get
    return (entity(row[0], row[0]) for row in rows)


def in_order(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return the keys sorted: numbers first, then ids."""
    found = list(keys)
    try:
        found.sort()
    except TypeError:
        found.sort(key=_comparable)
    return tuple(found)


def _comparable(key: Key) -> tuple[bool, int, str]:
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def profiles(acts: Iterable[Act], definition: Definition, people: Mapping[Key, Key] | None = None) -> Profiles:
    """Return who is simple and who is not.

    Args:
        acts: visible acts; plain tuples do.
        definition: a definition of custody.
        people: mention -> entity, where several mentions were judged to be one person.
    """
    rows = ordered(acts, people)
    simple: list[Simple] = []
    plain_out: list[Key] = []
    rough: list[Rough] = []
    _sort_people(rows, persons(rows, people), definition, (simple, plain_out, rough))
    return Profiles(simple, plain_out, rough, rows, people)


def _sort_people(  # noqa: C901, PLR0912, PLR0915  (one loop over every act of the record: a call for each would double its time)
    rows: Sequence[Act],
    keys: Iterable[Key],
    definition: Definition,
    out: tuple[list[Simple], list[Key], list[Rough]],
) -> None:
    """Fill the three lists. A person is settled when the next one begins; an empty row settles the last."""
    simple, plain_out, rough = out
    wants_recognition = definition.recognition != "none"
    counts_for = Recognisers(definition)
    everybody = not definition.recognisers
    current: Key = ""
    first_list = ""
    begin = 0
    detained = sentenced = released = recognised = former = first_recognised = 0
    code = term = how = ""
    present = messy = several = differ = named = False
    end = ("", "", 0, 0, "", "", "", "", "", 0, 0, 0, 0, "")
    for place, key, (_, kind, lo, hi, what, agent, how_long, source, standing, _, _, _, _, _) in zip(
        range(len(rows) + 1), chain(keys, ("",)), chain(rows, (end,)), strict=True
    ):
        if key != current:
            if present:
                if wants_recognition and not named:
                    plain_out.append(current)
                elif (
                    messy
                    or not detained
                    or (sentenced and sentenced < detained)
                    or (released and (released < detained or released < sentenced))
                    or (several and (differ or (recognised and former)))
                ):
                    rough.append((current, begin, place))
                else:
                    simple.append((current, detained, sentenced, code, term, released, recognised, former, how))
            current, first_list, begin = key, source, place
            detained = sentenced = released = recognised = former = first_recognised = 0
            code = term = how = ""
            present = messy = several = differ = named = False
        if source != first_list:
            several = True
        if lo != hi or standing == DISPUTED:
            messy = True
        if kind == "detention":
            present = True
            if what in NOT_PLAIN or (detained and (detained != lo or not several)):
                messy = True
            detained = lo
        elif kind == "sentence":
            present = True
            if what in FREE or (sentenced and (sentenced != lo or what != code or how_long != term or not several)):
                messy = True
            sentenced, code, term = lo, what, how_long
        elif kind == "recognition":
            present = True
            if not first_recognised:
                first_recognised = lo
            elif first_recognised != lo:
                differ = True
            if what == WITHDRAWN:
                messy = True
            if everybody or counts_for[agent]:
                named = True
                if what in LATER:
                    former = min(former or lo, lo)
                elif not recognised or lo < recognised:
                    recognised = lo
        elif kind == "release":
            present = True
            if released and (released != lo or not several):
                messy = True
            released, how = lo, what
        elif kind in ROUGH_KINDS:
            present = messy = True
        elif kind in PRESENT:
            present = True
        elif kind == "delisting":
            messy = True


class Recognisers(dict[str, bool]):
    """Whether the definition wants this signature, remembered for each way in which it is written."""

    def __init__(self, definition: Definition) -> None:
        super().__init__()
        self.wanted = definition.recogniser_names

    def __missing__(self, agent: str) -> bool:
        self[agent] = found = bool(signatories(agent) & self.wanted)
        return found
