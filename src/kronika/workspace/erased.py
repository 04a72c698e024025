"""Who was erased does not come back with the next edition of a list or the next article.

An erasure of a person leaves fingerprints: of the rows that were about them, and of their names with the patronymic and the year
of birth where these are known. A fingerprint is a keyed hash; the key is in the record. Without the passphrase it tells nothing.
With it a name can be tried, not read: whoever can open the record can ask "was it her?", and nothing keeps them from that.

A new row or text is compared before anything is proposed; what is about an erased person is left out and counted, never named.
A namesake of whom nothing else is known is left out too: taking somebody in again who asked to be forgotten is the worse mistake.
``kronika add --let-in-erased GROUND`` takes them in, with the ground in the log.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import InputError
from kronika.language.names import parse
from kronika.language.names.skeleton import skeleton
from kronika.model.statement import Standing
from kronika.model.time import bounds, iso
from kronika.store import log, queries
from kronika.workspace.people import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kronika.language.names import Name
    from kronika.language.names.part import Part
    from kronika.model.statement import Mention, Reading, Statement
    from kronika.reading.lists import RowReading
    from kronika.store.erasures import Target
    from kronika.store.record import Record
    from kronika.store.writer import Writer

#: a short name (Слава) of more given names than this tells nobody apart
_MOST_FAMILIES = 4
_NAMES = frozenset({"name", "alias"})


class _Known(NamedTuple):
    """What is known of somebody: names (surname with given name), father's names, years of birth; all without spelling."""

    names: frozenset[str]
    fathers: frozenset[str]
    years: frozenset[str]


def prints(record: Record, wanted: Target) -> frozenset[str]:
    """Return the fingerprints of the persons in a target, as the entry ``erasure`` keeps them.

    ``r:`` and the fingerprint of a row; ``n:``, the fingerprint of a name, and after further colons those of the name with each
    father's name and with each year of birth.
    """
    people = [queries.mention(record.connection, ident) for ident in sorted(wanted.mentions)]
    people = [about for about in people if about.kind == "person"]
    found = {f"r:{record.fingerprint('row ' + about.id)}" for about in people if about.list}
    said = queries.statements(record.connection, of=[about.id for about in people], properties=[*_NAMES, "birth_date"])
    known = _known(item.statement for item in said if item.standing is not Standing.REJECTED)
    for name in known.names:
        parts = [record.fingerprint(f"name {name}")]
        for kind, more in (("father", known.fathers), ("born", known.years)):
            parts.append(",".join(sorted(record.fingerprint(f"name {name} {kind} {one}") for one in more)))
        found.add("n:" + ":".join(parts))
    return frozenset(found)


def _known(said: Iterable[Statement]) -> _Known:
    names: set[str] = set()
    fathers: set[str] = set()
    years: set[str] = set()
    for statement in said:
        if statement.property in _NAMES:
            for name in _people(statement.original):
                names.update(_keys(name))
                if name.patronymic and not name.patronymic.is_initial:
                    fathers.update(family for family, _ in name.patronymic.families)
        elif statement.property == "birth_date":
            years.update(_years(statement.value))
    return _Known(frozenset(names), frozenset(fathers), frozenset(years))


def _people(text: str) -> Iterator[Name]:
    name = parse(text)
    for one in map(parse, name.people) if name.people else (name,):
        yield one
        if one.swapped:
            yield one.swapped


def _keys(name: Name) -> Iterator[str]:
    """Yield a full name's keys, the same for every spelling; what is no full name has none: half a name is anybody's."""
    given = name.given
    if given is None or given.is_initial:
        return
    surnames = [part for part in (name.surname, *name.extra) if part and not part.is_initial]
    firsts = {family for family, _ in given.families} or set(given.skeletons)
    if len(firsts) <= _MOST_FAMILIES:
        for part, first in product(surnames, sorted(firsts)):
            yield from (f"{surname} {first}" for surname in _surnames(part))


def _surnames(part: Part) -> set[str]:
    return {skeleton(sounds) for sounds in part.bare}


def _years(edtf: str) -> set[str]:
    """Return the year of a date of birth; none where it is not known to the year."""
    try:
        lo, hi = (iso(day)[:4] for day in bounds(edtf))
    except InputError:
        return set()
    return {lo} if lo == hi else set()


class Forgotten:
    """Keeps those out who were erased.

    Args:
        record: open.
        ground: why those who were erased may come in again; empty: they may not.

    Attributes:
        left_out: how many persons of the present source were left out.
        let_in: how many came in again.
    """

    def __init__(self, record: Record, ground: str = "") -> None:
        self._record = record
        self.ground = ground.strip()
        self.left_out = self.let_in = 0

    @cached_property
    def _prints(self) -> tuple[set[str], dict[str, list[tuple[set[str], set[str]]]]]:
        rows: set[str] = set()
        names: dict[str, list[tuple[set[str], set[str]]]] = {}
        for entry in log.entries(self._record.connection, kinds=("erasure",)):
            for stored in (entry.content or {}).get("prints", ()):
                kind, *parts = stored.split(":")
                if kind == "r":
                    rows.add(parts[0])
                else:
                    fathers, years = (set(filter(None, part.split(","))) for part in parts[1:])
                    names.setdefault(parts[0], []).append((fathers, years))
        return rows, names

    def rows(self, found: Iterable[RowReading]) -> Iterator[RowReading]:
        """Pass on the rows of a list that are not about somebody who was erased."""
        for row in found:
            if self._keep(row.mentions[0], row.statements):
                yield row

    def reading(self, found: Reading) -> Reading:
        """Return what was read of a text without those who were erased, and what happened to them."""
        said: dict[str, list[Statement]] = {}
        for statement in found.statements:
            said.setdefault(statement.mention, []).append(statement)
        out = {about.id for about in found.mentions if about.kind == "person" and not self._keep(about, said.get(about.id, ()))}
        if not out:
            return found
        mentions = tuple(about for about in found.mentions if about.id not in out and about.subject not in out)
        stay = {about.id for about in mentions}
        gone = {about.id for about in found.mentions} - stay
        return found._replace(mentions=mentions, statements=tuple(item for item in found.statements if item.mention not in gone))

    def _keep(self, about: Mention, said: Iterable[Statement]) -> bool:
        if about.kind != "person" or not any(self._prints) or not self._is_erased(about, said):
            return True
        if queries.numbers(self._record.connection, (about.id,)):
            return True  # it was let in again before
        if self.ground:
            self.let_in += 1
            return True
        self.left_out += 1
        return False

    def _is_erased(self, about: Mention, said: Iterable[Statement]) -> bool:
        rows, names = self._prints
        fingerprint = self._record.fingerprint
        if fingerprint(f"row {about.id}") in rows:
            return True
        known = _known(statement for statement in said if statement.mention == about.id)
        for name in known.names:
            for fathers, years in names.get(fingerprint(f"name {name}"), ()):
                ours = {fingerprint(f"name {name} father {one}") for one in known.fathers}
                born = {fingerprint(f"name {name} born {one}") for one in known.years}
                if not (fathers and ours and fathers.isdisjoint(ours)) and not (years and born and years.isdisjoint(born)):
                    return True
        return False

    def note(self, writer: Writer, source: str, *, rows: bool) -> list[str]:
        """Note in the log who came in again, and return what to say; the counts begin anew for the next source."""
        left_out, let_in = self.left_out, self.let_in
        self.left_out = self.let_in = 0
        words = []
        if left_out:
            what = "row is about a person who was" if rows else "person in it was"
            many = "rows are about persons who were" if rows else "persons in it were"
            words.append(
                f"{left_out} {what if left_out == 1 else many} erased; {'it was' if left_out == 1 else 'they were'} not taken. "
                "If that is wrong, erase this source and add it with --let-in-erased and the ground."
            )
        if let_in:
            writer.append("readmission", {"source": source, "ground": self.ground, "persons": let_in})
            words.append(f"persons who had been erased came in again: {let_in} ({self.ground}).")
        return words


def with_prints(record: Record, wanted: Target, ident: str) -> Target:
    """Return a target with the fingerprints of its persons, if it is a person that is to be erased and not a source."""
    if ident not in wanted.mentions or queries.mention(record.connection, ident).kind not in NAMED:
        return wanted
    return replace(wanted, prints=wanted.prints | prints(record, wanted))
