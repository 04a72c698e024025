"""What wants a look: orders that cannot be, terms that end or have passed, silence, sentences without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.counting import credit
from kronika.counting.findings import KINDS, Look, Notice, findings
from kronika.errors import InputError
from kronika.language.in_words import code_words, in_words, when
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.statement import ACCEPTED
from kronika.model.time import iso
from kronika.store import queries
from kronika.workspace.cards import Lookup
from kronika.workspace.count import Counting, Question
from kronika.workspace.intake import load_yaml
from kronika.workspace.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kronika.model.act import Key
    from kronika.settings import Settings
    from kronika.store.record import Record

#: people who are named under one kind of finding unless more are asked for
NAMED = 200


def found(
    settings: Settings,
    question: Question,
    *,
    ends_within: int = 90,
    silent_for: int = 365,
    rules: Path | None = None,
    kinds: Iterable[str] = (),
    limit: int = NAMED,
) -> dict[str, Any]:
    """Return the findings on a day.

    Args:
        settings: of the shell.
        question: the day, a definition of custody (its rules of silence hold), a list, clocks.
        ends_within: name terms that end within so many days.
        silent_for: name silence of so many days and more.
        rules: a file with rules of credit for custody before the sentence; None: those that are shipped.
        kinds: only these; empty: all.
        limit: name at most so many of each kind; 0: all.

    Returns:
        ``on``, ``definition``, ``findings`` (a list, a kind each: ``kind``, ``words``, ``total``, ``people`` with ``mention``,
        ``name``, ``words``, ``from``, ``to``, ``with_credit``, ``acts``), ``credit`` (``country``, ``confirmed``, ``words``).

    Raises:
        InputError: there is no such kind, or the definition counts no custody.
    """
    wanted = tuple(kinds) or tuple(KINDS)
    for kind in wanted:
        if kind not in KINDS:
            raise InputError("there is no such kind of finding", where=kind, advice=f"There are: {', '.join(KINDS)}")
    given = credit.Credits.from_dict(load_yaml(rules, "rules of credit"), str(rules)) if rules else credit.shipped()
    with opened(settings) as record:
        counting = Counting(record, question)
        if counting.definition.of != "custody":
            advice = "Choose a definition of custody, for example political-prisoner"
            raise InputError("findings are about custody", where=question.definition, advice=advice)
        look = Look(counting.on, ends_within, silent_for, given)
        notices = findings(counting.acts, counting.definition, look, counting.view, counting.judged)
        notices = _placeless(record, [notice for notice in notices if notice.kind in wanted])
        names = _Names(record, notices)
        groups = []
        for kind in wanted:
            of = [notice for notice in notices if notice.kind == kind]
            if of:
                shown = of[:limit] if limit else of
                groups.append(
                    {"kind": kind, "words": KINDS[kind], "total": len(of), "people": [names.line(one) for one in shown]}
                )
        return {
            "on": iso(counting.on),
            "definition": counting.definition.name,
            "findings": groups,
            "credit": {"country": given.country, "confirmed": _confirmed(given), "words": _credit_words(given)},
        }


def _confirmed(rules: credit.Credits) -> bool:
    return bool(rules.rules) and all(rule.confirmed for rule in rules.rules)


def _credit_words(rules: credit.Credits) -> str:
    """Say which rules of credit were used, where they come from, and whether a lawyer confirmed them."""
    said = [
        f"{', '.join(code_words('sentence', regime) for regime in sorted(rule.regimes))}: a day before the sentence counts as "
        f"{rule.days:g} days, from {when(iso(rule.since))} on ({rule.title}, {rule.address}; "
        f"{f'confirmed by {rule.confirmed}' if rule.confirmed else 'no lawyer has confirmed it'})"
        for rule in rules.rules
    ]
    return " ".join(filter(None, [f"{'; '.join(said)}." if said else "", rules.left_off]))


def _placeless(record: Record, notices: list[Notice]) -> list[Notice]:
    """Leave out, of those after a sentence, whose place is known."""
    acts = {act for notice in notices if notice.kind == "no-place" for act in notice.acts if isinstance(act, int)}
    idents = {number: mention.id for number, mention in queries.by_number(record.connection, acts).items()}
    told = queries.statements(record.connection, of=idents.values(), properties=("facility",))
    placed = {item.statement.mention for item in told if item.standing in ACCEPTED and not item.until}
    return [
        notice
        for notice in notices
        if notice.kind != "no-place" or not any(isinstance(act, int) and idents.get(act) in placed for act in notice.acts)
    ]


class _Names:
    """Names of people and ids of acts, looked up together."""

    def __init__(self, record: Record, notices: list[Notice]) -> None:
        self._lookup = Lookup(record)
        numbers = {key for notice in notices for key in (notice.person, *notice.acts) if isinstance(key, int)}
        self._idents = {number: mention.id for number, mention in queries.by_number(record.connection, numbers).items()}
        self._lookup.remember_names(self._ident(notice.person) for notice in notices)

    def _ident(self, key: Key) -> str:
        return self._idents[key] if isinstance(key, int) else key

    def line(self, notice: Notice) -> dict[str, Any]:
        person = self._ident(notice.person)
        credited = int(notice.detail) if notice.kind == "term-ends" and notice.detail else 0
        return {
            "mention": person,
            "name": self._lookup.name(person),
            "words": in_words(_words(notice, credited)),
            "from": iso(notice.lo) if notice.lo else None,
            "to": iso(notice.hi) if notice.hi else None,
            "with_credit": iso(credited) if credited else None,
            "acts": [self._ident(act) for act in notice.acts],
        }


def _words(notice: Notice, credited: int) -> str:
    """Return a finding in words, without the name."""
    day = _day(notice.lo, notice.hi)
    if notice.kind == "term-ends":
        early = f"; on {iso(credited)} or earlier with the credit of the days before the sentence" if credited else ""
        return f"the term ends {day}{early}"
    return {
        "order": f"{_ORDERS.get(notice.detail, notice.detail)} ({day})",
        "held-past-term": f"the term ended by {iso(notice.hi)} at the latest, and a later act tells of custody"
        if notice.hi
        else "",
        "term-passed": f"the term ended by {iso(notice.hi)} at the latest; no release is known" if notice.hi else "",
        "silence": f"no news for {notice.detail} days; the last sign of custody was {day}",
        "decayed": f"{_DECAYED[notice.detail]} {day}; no release is known" if notice.kind == "decayed" else "",
        "no-place": f"sentenced {day}; no facility is known",
        "never-detained": f"recognised {day}; no custody is known",
    }[notice.kind]


def _day(lo: int, hi: int) -> str:
    """Return a day or a stretch of days as it stands in a sentence."""
    if lo <= FIRST_DAY and hi >= LAST_DAY:
        return "on an unknown day"
    if lo <= FIRST_DAY:
        return f"on {iso(hi)} or before"
    if hi >= LAST_DAY:
        return f"on {iso(lo)} or after"
    return f"on {iso(lo)}" if lo == hi else f"between {iso(lo)} and {iso(hi)}"


_DECAYED = {"term-passed": "the term may have ended", "silence": "the last sign of custody was"}
_ORDERS = {
    "release before detention": "released before any known detention",
    "released twice": "released again, and no detention in between is known",
    "detained twice": "detained again, and no release in between is known",
    **{f"{kind} after death": f"{kind} after death" for kind in ("detention", "sentence", "release", "transfer")},
}
