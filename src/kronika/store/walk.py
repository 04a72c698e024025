"""Beside the log, row by row: mentions, statements and acts as the tables hold them, and as the entries give them.

A million statements are compared in about the time that reading them takes: entry by entry, as lists, and with what is the same
for a whole entry (nearly always its standing) taken once. Acts are compared by the sum of their rows' hashes, which does not
depend on their order; only if the sums differ is it worked out which act it is.
"""

from __future__ import annotations

import json
import secrets
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.model.act import LAST_DAY
from kronika.store.acts import Held, act_rows, day_of, uniform_rows
from kronika.store.bulk import pairs, rows
from kronika.store.proposals import parts
from kronika.store.replay import Replay
from kronika.store.rows import Basis, bases, mention_columns
from kronika.store.written import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from kronika.store.acts import ActRow

_STATEMENTS = (
    'SELECT id, entry, mention, property, value, original, start, "end", quote, basis, standing, accepted, by, until, '
    "until_accepted, n FROM statement WHERE n > ? ORDER BY n LIMIT ?"
)
#: columns of it that do not change; the others are its state
_FIXED = 10
_MENTIONS = 'SELECT n, id, entry, kind, source, start, "end", subject, event, list FROM mention WHERE n > ? ORDER BY n LIMIT ?'
_BASES = "SELECT n, source, language, rule, stated_by, published, holds, obtained, confidence FROM basis"
_HEADS = "SELECT n, kind, CASE list WHEN '' THEN source ELSE list END, subject, entry FROM mention WHERE subject IS NOT NULL"
_FACTS = (
    "SELECT mention, entry, property, coalesce(value, original, quote), basis, standing, accepted, by, until, until_accepted "
    "FROM statement"
)
_AMONG = "IN (SELECT value FROM json_each(?))"
_ACTS = "SELECT person, mention, version, lo, hi, deed, report FROM act"
_DEEDS = "SELECT n, kind, code, agent, term FROM deed"
_REPORTS = "SELECT n, list, standing, published, accepted, until, until_accepted FROM report"
#: acts of which no more is said are remembered, and so many of them
_SHORT, _REMEMBERED = 2, 50_000
#: version, earliest and latest day, numbers of deed and report
_NumberedAct = tuple[int, int, int, int, int]
#: no row has this number
_NONE = 0


class _Entry(NamedTuple):
    """The mentions of an entry: their row numbers, and for acts, by place, person, kind, and name of the list or source."""

    numbers: list[int]
    happened: dict[int | str, tuple[int, str, str]]


class Walk:
    """Goes through the tables of mentions and statements beside the entries that they come from.

    Attributes:
        replay: what the decisions in the log make of the statements.
        count: how many statements the log gives.
        quotes: how many of their quotes were looked for.
    """

    def __init__(self, connection: Connection, decided: set[str], texts: Callable[[str], str] | None = None) -> None:
        self.replay = Replay(decided)
        self.count = self.quotes = 0
        self._texts = texts
        self._connection = connection
        self._bases = {number: Basis(*shared) for number, *shared in rows(connection, _BASES)}
        self._of_basis = {basis: number for number, basis in self._bases.items()}
        self._used: set[int] = set()
        published = dict(pairs(connection, "SELECT id, published FROM source"))
        self._published = {
            number: day_of(basis.published or published.get(basis.source)) for number, basis in self._bases.items()
        }
        self._written = Written(connection)
        #: row numbers of the mention and the statement that were compared last
        self._last = [self._before(table) for table in ("mention", "statement")]
        self._lost = {"mention": False, "statement": False}
        self._states: list[tuple[Any, ...]] = []
        self._shared: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._acts = _Acts(connection)
        self._spread: set[int] = set()
        self._remembered: dict[tuple[Any, ...], list[_NumberedAct]] = {}

    def proposals(self, seq: int, content: dict[str, Any], text: str) -> Iterator[str]:
        """Compare the mentions and statements of an entry, whose content stands as ``text`` in the log; yield what differs."""
        shared = [self._of_basis.get(basis, _NONE) for basis in bases(content)]
        self._used.update(shared)
        same = None
        if not any(self._lost.values()):
            same = self._written.same(seq, text, content, (self._last[0], self._last[1]), shared)
        # Places in the entry are numbers, what was there before has an id.
        names = {name for name in {row[1] for row in content["s"]} | {row[4] for row in content["m"]} if isinstance(name, str)}
        names.discard("")
        query = f"SELECT id, n FROM mention WHERE id {_AMONG}"
        known: dict[str, int] = dict(pairs(self._connection, query, (json.dumps(sorted(names)),))) if names else {}
        wanted, made = len(content["m"]), []
        if same is None:
            made = self._next("mention", wanted)
            numbers = [row[0] for row in made] + [_NONE] * (wanted - len(made))
        else:
            numbers = list(range(same.first, same.first + wanted))
            self._last = [self._last[0] + wanted, same.last]
        if same is None:
            columns = mention_columns(content)
            persons = [numbers[row[5]] if isinstance(row[5], int) else known.get(row[5]) for row in columns]
            yield from self._compare_mentions(seq, columns, persons, made)
        entry = _Entry(numbers, _happened(content, numbers, known))
        if not content["s"]:
            return
        if same is None:
            states = yield from self._compare_statements(seq, content, known, entry, shared)
        else:
            states = same.states
        self._take(seq, content["s"], known, entry, shared, states)
        if self._texts is not None:
            yield from self._find_quotes(content["s"], self._sources(shared), self._texts)

    def _before(self, table: str) -> int:
        """Return the number before that of the first row, whatever number somebody gave it."""
        ((lowest,),) = rows(self._connection, f"SELECT coalesce(min(n), 1) FROM {table}")
        return int(lowest) - 1

    def _next(self, table: str, count: int) -> list[tuple[Any, ...]]:
        """Return the next rows of a table."""
        place, query, number = (0, _MENTIONS, 0) if table == "mention" else (1, _STATEMENTS, -1)
        found = list(rows(self._connection, query, (self._last[place], count)))
        if found:
            self._last[place] = found[-1][number]
        return found

    def _compare_mentions(
        self, seq: int, columns: list[tuple[Any, ...]], persons: list[int | None], made: list[tuple[Any, ...]]
    ) -> Iterator[str]:
        if not columns or self._lost["mention"]:
            return
        idents, kinds, sources, starts, ends, _, events, lists = zip(*columns, strict=True)
        whole = len(made) == len(columns)
        if whole and list(zip(*made, strict=True))[1:] == [
            idents, (seq,) * len(columns), kinds, sources, starts, ends, tuple(persons), events, lists
        ]:  # fmt: skip
            return
        wanted = [(row[0], seq, *row[1:5], person, *row[6:]) for row, person in zip(columns, persons, strict=True)]
        yield from self._name("mention", wanted, [row[1:] for row in made])

    def _compare_statements(
        self, seq: int, content: dict[str, Any], known: dict[str, int], entry: _Entry, shared: list[int]
    ) -> Generator[str, None, list[tuple[Any, ...]]]:
        """Compare the statements of an entry one by one; return their states, one if all have the same."""
        said = content["s"]
        count = len(said)
        actual = self._next("statement", count)
        idents, abouts, names, values, originals, starts, ends, quotes, places = zip(*said, strict=True)
        mentions = tuple(entry.numbers[about] if isinstance(about, int) else known.get(about, _NONE) for about in abouts)
        rests = tuple(map(shared.__getitem__, places))
        wanted = [idents, (seq,) * count, mentions, names, values, originals, starts, ends, quotes, rests]
        whole = list(zip(*actual, strict=True)) if len(actual) == count else []
        if whole[:_FIXED] != wanted and not self._lost["statement"]:
            yield from self._name("statement", list(zip(*wanted, strict=True)), [row[:_FIXED] for row in actual])
        states = [row[_FIXED:-1] for row in actual]
        return states[:1] if len(states) == count and states.count(states[0]) == count else states

    def _take(
        self,
        seq: int,
        said: list[list[Any]],
        known: dict[str, int],
        entry: _Entry,
        shared: list[int],
        states: list[tuple[Any, ...]],
    ) -> None:
        """Note what the statements of an entry are, for the decisions about them and for acts."""
        count = len(said)
        self._states += [self._share(states[0])] * count if len(states) == 1 else map(self._share, states)
        sources = self._sources(shared)
        of = [sources[0]] * count if len(set(sources)) == 1 else [sources[row[8]] for row in said]
        self.replay.add(said, seq, of)
        self.count += count
        if known:
            self._spread.update(known[row[1]] for row in said if row[1] in known)
        self._expect_acts(said, [self._published.get(number, 0) for number in shared], entry, states)

    def _sources(self, shared: list[int]) -> list[str]:
        return [self._bases[number].source if number in self._bases else "" for number in shared]

    def _find_quotes(self, said: list[list[Any]], sources: list[str], texts: Callable[[str], str]) -> Iterator[str]:
        of = [texts(source) for source in sources]
        self.quotes += len(said)
        for ident, _, _, _, _, start, end, quote, place in said:
            if of[place][start:end] != quote:
                yield f"statement {ident}: its quote is not at characters {start} to {end} of source {sources[place]}."

    def _expect_acts(self, said: list[list[Any]], published: list[int], entry: _Entry, states: list[tuple[Any, ...]]) -> None:
        """Derive the acts that an entry holds whole; ``states`` is one for all statements, or one for each."""
        happened = entry.happened
        facts: dict[int, list[tuple[str, str, int]]] = {}
        places: dict[int, list[int]] = {}
        one = len(states) == 1
        for number, (_, about, name, value, original, _, _, quote, place) in enumerate(said):
            if about in happened:
                stated = value if value is not None else original if original is not None else quote
                facts.setdefault(about, []).append((name, stated, published[place]))
                if not one:
                    places.setdefault(about, []).append(number)
        days = _days(states[0]) if one else None
        for about, told in facts.items():
            person, kind, name = happened[about]
            if days is not None:
                self._acts.expect(person, entry.numbers[about], self._uniform(kind, name, days, told))
            else:
                held = [_days(states[number]) for number in places[about] if number < len(states)]
                derived = act_rows(
                    kind, [Held(*fact[:2], state[0], fact[2], *state[1:]) for fact, state in zip(told, held, strict=False)]
                )
                self._acts.expect(person, entry.numbers[about], self._acts.numbered(name, derived))

    def _uniform(
        self, kind: str, name: str, days: tuple[str, int, int, int], told: list[tuple[str, str, int]]
    ) -> list[_NumberedAct]:
        """Return the rows of a simple act. That somebody was detained on a day is said of hundreds in a large list."""
        if len(told) > _SHORT:
            return self._acts.numbered(name, uniform_rows(kind, told, *days))
        key = (kind, name, days, *told)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = self._acts.numbered(name, uniform_rows(kind, told, *days))
        return found

    def _share(self, state: tuple[Any, ...]) -> tuple[Any, ...]:
        return self._shared.setdefault(state, state)

    def _name(self, table: str, expected: list[tuple[Any, ...]], actual: list[tuple[Any, ...]]) -> Iterator[str]:
        """Name the rows of an entry that differ."""
        if [row[0] for row in expected] == [row[0] for row in actual]:
            for wanted, row in zip(expected, actual, strict=True):
                if wanted != row:
                    yield f"table {table}: the row of {wanted[0]} (entry {wanted[1]}) was changed."
            return
        self._lost[table] = True
        for number, wanted in enumerate(expected):
            there = actual[number][0] if number < len(actual) else ""
            if wanted[0] != there:
                instead = f"the row of {there}" if there else "nothing"
                yield (
                    f"table {table}: the row of {wanted[0]} (entry {wanted[1]}) is not in its place, {instead} is: rows were "
                    "removed, reordered or added. The rows after it were not compared."
                )
                return

    def rest(self) -> Iterator[str]:
        """Compare standings and acts once all entries were walked through, and name what no entry gives."""
        for place, table in enumerate(("mention", "statement")):
            if not self._lost[table]:
                more = rows(self._connection, f"SELECT id FROM {table} WHERE n > ? ORDER BY n", (self._last[place],))
                yield from (f"table {table}: the row of {ident} is in no entry of the log." for (ident,) in more)
        if not self._lost["statement"]:
            yield from (f"table basis: row {number} is in no entry of the log." for number in self._bases.keys() - self._used)
            yield from self._standings()
        if any(self._lost.values()) or not self._acts.agree(self._of_spread()):
            yield from self._name_acts()
        yield from self._acts.unused()

    def _standings(self) -> Iterator[str]:
        states = self.replay.states
        if states == self._states:
            return
        names = [ident for (ident,) in rows(self._connection, "SELECT id FROM statement ORDER BY n")]
        for ident, wanted, actual in zip(names, states, self._states, strict=False):
            if wanted != actual:
                yield f"table statement: the standing of {ident} is not what the log says ({wanted[0]})."

    def _held(self, row: Sequence[Any]) -> Held:
        """Return what a row of ``_FACTS`` says."""
        return Held(row[2], row[3], row[5], self._published.get(row[4], 0), *_days(row[5:])[1:])

    def _of_spread(self) -> Iterator[tuple[int, int, str, list[ActRow], list[ActRow]]]:
        """Yield acts of which more is said in later entries: person, mention, name, rows by the first entry, rows by all."""
        for part in parts(sorted(self._spread)):
            wanted = (json.dumps(part),)
            heads = {number: head for number, *head in rows(self._connection, f"{_HEADS} AND n {_AMONG}", wanted)}
            facts = rows(self._connection, f"{_FACTS} WHERE mention {_AMONG} ORDER BY mention, n", wanted)
            for mention, group in groupby(facts, key=itemgetter(0)):
                if mention in heads:
                    kind, name, person, entry = heads[mention]
                    said = list(group)
                    first = [self._held(row) for row in said if row[1] == entry]
                    yield person, mention, name, act_rows(kind, first), act_rows(kind, [self._held(row) for row in said])

    def _name_acts(self) -> Iterator[str]:
        """Yield acts whose rows are not what their statements give, from the tables alone."""
        heads = {number: head for number, *head in rows(self._connection, _HEADS)}
        actual = self._acts.by_mention()
        for mention, group in groupby(rows(self._connection, f"{_FACTS} ORDER BY mention, n"), key=itemgetter(0)):
            head = heads.get(mention)
            if head is None:
                continue
            kind, name, person, _ = head
            made = act_rows(kind, [self._held(row) for row in group])
            if actual.pop(mention, []) != [
                (person, version, lo, hi, deed, (name, *report)) for version, (lo, hi, deed, report) in enumerate(made)
            ]:
                yield f"table act: a row of the {kind} with number {mention} is not what its statements give."
        for mention in actual:
            yield f"table act: the rows of number {mention} rest on no statement."


def _happened(content: dict[str, Any], numbers: list[int], known: dict[str, int]) -> dict[int | str, tuple[int, str, str]]:
    """Return the acts among the mentions of an entry by their places: person, kind, name of the list or source."""
    of_entry, own = content["l"], content["d"]
    found: dict[int | str, tuple[int, str, str]] = {}
    for place, (_, kind, _, _, subject, _, name, source) in enumerate(content["m"]):
        if subject != "":
            person = numbers[subject] if isinstance(subject, int) else known.get(subject)
            if person is not None:
                found[place] = (person, kind, (of_entry if name == "" else name) or source or own)
    return found


def _days(state: Sequence[Any]) -> tuple[str, int, int, int]:
    """Return standing and days of acceptance, end and acceptance of the end, from the state of a statement."""
    standing, accepted, _, until, until_accepted = state
    return standing, day_of(accepted), day_of(until, missing=LAST_DAY), day_of(until_accepted, missing=LAST_DAY)


class _Acts:
    """Sums the hashes of act rows, as they are and as they should be."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._deeds = {number: tuple(shared) for number, *shared in rows(connection, _DEEDS)}
        self._reports = {number: tuple(shared) for number, *shared in rows(connection, _REPORTS)}
        self._of_deed = {shared: number for number, shared in self._deeds.items()}
        self._of_report = {shared: number for number, shared in self._reports.items()}
        self._used: tuple[set[int], set[int]] = (set(), set())
        # Whoever writes rows past the program cannot choose them so that the sums agree.
        self._secret = secrets.randbits(63)
        self._sum = 0

    def numbered(self, name: str, made: Iterable[ActRow]) -> list[_NumberedAct]:
        """Return rows as they should be, with the numbers of what they share; ``name``: of the list or source."""
        return [
            (version, lo, hi, self._of_deed.get(deed, _NONE), self._of_report.get((name, *report), _NONE))
            for version, (lo, hi, deed, report) in enumerate(made)
        ]

    def expect(self, person: int, mention: int, made: Iterable[_NumberedAct], *, no: bool = False) -> None:
        """Add (or with ``no`` take away) rows as they should be."""
        for row in made:
            hashed = hash((self._secret, person, mention, *row))
            self._sum += -hashed if no else hashed

    def agree(self, spread: Iterable[tuple[int, int, str, list[ActRow], list[ActRow]]]) -> bool:
        """Return whether the rows as they are have the sum of those that were expected."""
        for person, mention, name, first, whole in spread:
            self.expect(person, mention, self.numbered(name, first), no=True)
            self.expect(person, mention, self.numbered(name, whole))
        for place, column in enumerate(("deed", "report")):
            self._used[place].update(number for (number,) in rows(self._connection, f"SELECT DISTINCT {column} FROM act"))
        # The secret comes back in each row, so that rows are hashed as they are.
        return sum(map(hash, rows(self._connection, _ACTS.replace("SELECT", "SELECT ?,", 1), (self._secret,)))) == self._sum

    def by_mention(self) -> dict[int, list[tuple[Any, ...]]]:
        """Return the rows as they are, by mention."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        ordered = f"{_ACTS} ORDER BY person, mention, version"
        for person, mention, version, lo, hi, deed, report in rows(self._connection, ordered):
            row = (person, version, lo, hi, self._deeds.get(deed), self._reports.get(report))
            found.setdefault(mention, []).append(row)
            self._used[0].add(deed)
            self._used[1].add(report)
        return found

    def unused(self) -> Iterator[str]:
        """Yield what no act shares."""
        for table, there, used in (("deed", self._deeds, self._used[0]), ("report", self._reports, self._used[1])):
            yield from (f"table {table}: row {number} belongs to no act." for number in there.keys() - used)
