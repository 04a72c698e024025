"""Act rows: what counting reads, derived from the statements about an act's mention.

An act's statements may change from edition to edition of a list, so an act has a row for each stretch of editions in
which its statements were the same. A row takes its standing from the statements it rests on: accepted ones if there
are any, else proposed ones (which no count reads).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kronika.errors import InputError
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.statement import ACCEPTED, Standing
from kronika.model.time import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: which property of an act goes into the column ``code``, ``agent`` and ``term``
CODE = {
    "detention": "basis",
    "sentence": "regime",
    "replacement": "regime",
    "transfer": "regime",
    "release": "how",
    "liquidation": "how",
    "recognition": "status",
    "designation": "label",
    "death": "in_custody",
}
#: for a sentence the articles: a new term under article 411 is added to the old one, an appeal is not
AGENT = {"recognition": "recognised_by", "sentence": "article", "replacement": "article"}
TERM = {"sentence": "term", "replacement": "term"}


#: earliest and latest day; kind, code, agent, term; standing, days of publication, acceptance, end, and acceptance of the end
ActRow = tuple[int, int, tuple[str, str, str, str], tuple[str, int, int, int, int]]

_TAKEN_BACK = frozenset({Standing.REJECTED, Standing.WITHDRAWN})
_COUNTED = frozenset(map(str, {*ACCEPTED, Standing.PROPOSED}))


def _wanted(kind: str) -> tuple[str, str, str, str]:
    """Return the properties of an act that go into its row: date, code, agent, term."""
    return "date", CODE.get(kind, ""), AGENT.get(kind, "authority"), TERM.get(kind, "")


_WANTED = {kind: _wanted(kind) for kind in {*CODE, *AGENT, *TERM}}


class Held(NamedTuple):
    """A statement about an act, with its days as ordinals (0: unknown; LAST_DAY: no end)."""

    property: str
    value: str
    standing: str
    published: int
    accepted: int
    until: int
    until_accepted: int


@lru_cache(maxsize=65536)
def day_of(edtf: str | None, *, missing: int = 0) -> int:
    """Return the latest day that an EDTF date or an ISO 8601 moment allows, as an ordinal; ``missing`` if there is none."""
    if not edtf:
        return missing
    span = span_of(edtf)
    return missing if span == (FIRST_DAY, LAST_DAY) else span[1]


@lru_cache(maxsize=65536)
def span_of(edtf: str) -> tuple[int, int]:
    """Return earliest and latest day of an EDTF date or an ISO 8601 moment.

    All of time where it is neither (a cell that was kept as written).
    """
    try:
        return bounds(edtf)
    except InputError:
        return FIRST_DAY, LAST_DAY


def act_rows(kind: str, statements: Sequence[Held]) -> list[ActRow]:
    """Return the rows of an act."""
    taken_back = [held for held in statements if _taken_back(held)]
    if taken_back:
        return _before_and_after(kind, statements, max(held.until_accepted for held in taken_back))
    usable: Sequence[Held] = _still_said(statements)
    if not usable:
        usable = [held for held in statements if held.standing == Standing.PROPOSED]
    usable = _absent(usable)
    wanted = _wanted(kind)
    if len({(h.published, h.accepted, h.until) for h in usable}) <= 1:
        return [_row(kind, combination) for combination in _combinations(usable, wanted)]
    return _sliced(kind, usable, wanted)


def _taken_back(held: Held) -> bool:
    """Tell whether a statement was accepted and is rejected or withdrawn now: until then it was known here."""
    return held.standing in _TAKEN_BACK and bool(held.accepted) and held.until_accepted < LAST_DAY


def _before_and_after(kind: str, statements: Sequence[Held], day: int) -> list[ActRow]:
    """Return the rows of an act as it was known before statements were taken back on a day, and as it is known since.

    The rows from before end on no day of publication: whoever asks what was public, and not what was known here when, must not
    see what turned out to be wrong.
    """
    before = [
        held._replace(standing=Standing.TRANSCRIBED, until_accepted=held.until_accepted if held.until < LAST_DAY else LAST_DAY)
        if _taken_back(held)
        else held
        for held in statements
        if held.accepted and held.accepted < day
    ]
    rows = []
    for lo, hi, deed, (standing, published, accepted, _, until_accepted) in act_rows(kind, before):
        if standing in ACCEPTED and accepted < day:
            rows.append((lo, hi, deed, (standing, published, accepted, 0, min(until_accepted, day))))
    now = [held for held in statements if not _taken_back(held)]
    for lo, hi, deed, (standing, published, accepted, until, until_accepted) in act_rows(kind, now):
        known = max(accepted, day) if standing in ACCEPTED else accepted
        rows.append((lo, hi, deed, (standing, published, known, until, until_accepted)))
    return rows


def _still_said(statements: Sequence[Held]) -> list[Held]:
    """Return the accepted statements, each ended only by what somebody accepted, too.

    A later edition that changes a cell proposes the new value. Until a role accepts it the old one stands: a confirmed fact is
    not lost to an unconfirmed proposal. What an edition leaves empty has nothing to wait for and ends with it.
    """
    found = []
    for place, held in enumerate(statements):
        if held.standing in ACCEPTED:
            end = _end(place, statements) if held.until < LAST_DAY else (held.until, held.until_accepted)
            found.append(held._replace(until=end[0], until_accepted=end[1]))
    return found


def _end(place: int, statements: Sequence[Held]) -> tuple[int, int]:
    """Return when a statement ended and from when on that counts here."""
    old = statements[place]
    if old.until >= LAST_DAY:
        return LAST_DAY, LAST_DAY
    after = [
        number
        for number, new in enumerate(statements)
        if number != place
        and new.property == old.property
        and (new.published, number) > (old.published, place)
        and (new.published == old.until or not new.published)
        # Two values of one edition end together: neither follows the other.
        and new.until > old.until
    ]
    if not after:
        return old.until, old.until_accepted
    accepted = [statements[number].accepted for number in after if statements[number].standing in ACCEPTED]
    if accepted:
        return old.until, max(old.until_accepted, min(accepted))
    # Nobody accepted the next value: the old one lasts until one after it is accepted.
    return max(_end(number, statements) for number in after)


def uniform_rows(
    kind: str, facts: Sequence[tuple[str, str, int]], standing: str, accepted: int, until: int, until_accepted: int
) -> list[ActRow]:
    """Return the rows of an act all of whose statements were decided on together, or not at all.

    The same as :func:`act_rows`, without its cost where an act is simply described, as nearly all in a list are.

    Args:
        kind: of the act.
        facts: property, value and day of publication of its statements.
        standing: of all of them.
        accepted: day of acceptance, 0 if there is none.
        until: day of the end, ``LAST_DAY`` if there is none.
        until_accepted: day on which the end was accepted.
    """
    published = facts[0][2]
    wanted = _WANTED.get(kind) or _wanted(kind)
    said: dict[str, str] = {}
    for name, value, day in facts:
        if day != published or name == "in_absentia" or (name in wanted and said.setdefault(name, value) != value):
            return act_rows(kind, [Held(*fact[:2], standing, fact[2], accepted, until, until_accepted) for fact in facts])
    if standing not in _COUNTED:
        return act_rows(kind, [Held(*fact[:2], standing, fact[2], accepted, until, until_accepted) for fact in facts])
    _, code, agent, term = wanted
    get = said.get
    dated = get("date")
    lo, hi = (FIRST_DAY, LAST_DAY) if dated is None else span_of(dated)
    deed = (kind, get(code, ""), get(agent, ""), get(term, ""))
    return [(lo, hi, deed, (standing, published, accepted, until, until_accepted))]


def _absent(held: Sequence[Held]) -> Sequence[Held]:
    """A sentence in absentia is no custody, whatever regime it names: that it was in absentia is its code."""
    absent = [item for item in held if item.property == "in_absentia" and item.value == "yes"]
    if not absent:
        return held
    others = [item for item in held if item.property not in {"regime", "in_absentia"}]
    return [*others, *(item._replace(property="regime", value="in-absentia") for item in absent)]


def _combinations(live: Sequence[Held], wanted: Sequence[str]) -> Iterable[tuple[Held | None, ...]]:
    """Yield one choice of date, code, agent and term for each combination that is said; an act needs any statement at all."""
    if not live:
        return
    choices: list[list[Held | None]] = []
    for name in wanted:
        found: dict[str, Held] = {}
        for held in live:
            if held.property == name:
                found.setdefault(held.value, held)
        choices.append(list(found.values()) or [None])
    for combination in product(*choices):
        yield combination if any(combination) else (live[0]._replace(property="happened"), None, None, None)


def _row(kind: str, combination: Sequence[Held | None], since: Held | None = None, end: tuple[int, int] | None = None) -> ActRow:
    dated, code, agent, term = combination
    said = [held for held in combination if held is not None]
    rests_on = since or said[0]
    lo, hi = span_of(dated.value) if dated is not None and dated.property == "date" else (FIRST_DAY, LAST_DAY)
    standing = Standing.DISPUTED if any(held.standing == Standing.DISPUTED for held in said) else rests_on.standing
    until, until_accepted = end or (rests_on.until, rests_on.until_accepted)
    deed = (kind, code.value if code else "", agent.value if agent else "", term.value if term else "")
    return lo, hi, deed, (str(standing), rests_on.published, rests_on.accepted, until, until_accepted)


def _sliced(kind: str, usable: Sequence[Held], wanted: Sequence[str]) -> list[ActRow]:
    """Rows of an act whose statements came or went at different times."""
    moments = sorted(
        {(h.published, h.accepted) for h in usable} | {(h.until, h.until_accepted) for h in usable if h.until < LAST_DAY}
    )
    rows: list[ActRow] = []
    for number, moment in enumerate(moments):
        end = moments[number + 1] if number + 1 < len(moments) else (LAST_DAY, LAST_DAY)
        live = [h for h in usable if (h.published, h.accepted) <= moment and (h.until, h.until_accepted) > moment]
        for combination in _combinations(live, wanted):
            since = live[0]._replace(published=moment[0], accepted=moment[1])
            row = _row(kind, combination, since, end)
            if rows and _continues(rows[-1], row, moment):
                rows[-1] = (*rows[-1][:3], (*rows[-1][3][:3], *end))
            else:
                rows.append(row)
    return rows


def _continues(before: ActRow, row: ActRow, moment: tuple[int, int]) -> bool:
    """Return whether a row says the same as the one before, which ends at the moment at which it begins."""
    return before[:3] == row[:3] and before[3][0] == row[3][0] and before[3][3:] == moment
