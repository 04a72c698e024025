"""A number in a text against the numbers that others published and against our own counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kronika.auditing.claims import Amount, Claim, Fact, Finding, Verdict, found
from kronika.auditing.measures import STOCK, Measure, measure_words
from kronika.model.act import FIRST_DAY, LAST_DAY
from kronika.model.time import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: how far below "almost" and around "about" a number may lie, as a share of it
_ALMOST, _ABOUT = 0.1, 0.05
#: a true lower bound so far below what is known says less than it could
_LOW = 1.1
#: a record that counts fewer than one in so many knows a part of the whole only
_PART = 10
#: what happened is told one by one: a record seldom has all of it
_PART_OF_ACTS = 2
#: at most so many numbers of another day are named
_NAMED = 3


class Published(NamedTuple):
    """A number that a source of the record gives, confirmed by a role."""

    amount: Amount
    measure: Measure
    facts: tuple[Fact, ...]


class Counted(NamedTuple):
    """Our own number.

    Attributes:
        title: of the definition, in words.
        measure: what it counts.
        lo, hi: first and last day (one day for those held).
        number: how many are in; ``high``: with the disputed and the unknown.
        empty: the record knows nobody of whom it could count anything.
    """

    title: str
    measure: Measure
    lo: int
    hi: int
    number: int
    high: int
    empty: bool = False


def fits(claimed: Amount, low: float, high: float) -> bool:
    """Say whether a number that may mean anything from ``low`` to ``high`` fits a claim with its qualifier.

    >>> fits(Amount(1300, "almost", "people", "people"), 1296, 1296), fits(Amount(1300, "", "people", "people"), 1296, 1296)
    (True, False)
    """
    first, last = meant(claimed)
    return first <= high and low <= last


def meant(claimed: Amount) -> tuple[float, float]:
    """Return the least and the most that a claim can mean."""
    value = claimed.value
    return {
        "almost": (value - value * _ALMOST, value),
        "about": (value - value * _ABOUT, value + value * _ABOUT),
        "at least": (value, float("inf")),
        "over": (value + 1, float("inf")),
        "under": (0, value - 1),
        "up to": (0, value),
    }.get(claimed.qualifier, (value, value))


def agrees(claimed: Amount, other: Amount) -> bool:
    """Say whether a claim repeats a published number, or puts it loosely: never more exactly than it was published."""
    if other.qualifier in {"", "exactly"}:
        return fits(claimed, other.value, other.value)
    return claimed.value == other.value and claimed.qualifier in {other.qualifier, "about"}


def opposes(claimed: Amount, other: Amount) -> bool:
    """Say whether a published number speaks against a claim; two loose ones that can both be true do not."""
    loose = claimed.qualifier not in {"", "exactly"} and other.qualifier not in {"", "exactly"}
    return not agrees(claimed, other) and not (loose and fits(claimed, *meant(other)))


def judge(claim: Claim, what: Measure, published: Sequence[Published], counted: Sequence[Counted]) -> Finding:
    """Return what the record says to a number.

    Args:
        claim: with an amount.
        what: what it counts.
        published: all numbers of the record that may count the same.
        counted: our own counts on its days.
    """
    amount = claim.amount
    if amount is None:
        raise AssertionError("only numbers are judged here")
    alike = [item for item in published if item.measure.same(what)]
    comparable = [item for item in alike if _comparable(what, amount, item.amount)]
    own = [item for item in counted if item.measure.same(what) and not item.empty]
    agreeing = [item for item in comparable if agrees(amount, item.amount)]
    against = [item for item in comparable if opposes(amount, item.amount)]
    fitting = [item for item in own if fits(amount, item.number, item.high)]
    beside = tuple(_count_words(amount, [item for item in counted if not item.empty]))
    if agreeing or fitting:
        return _supported(amount, agreeing, fitting, against, beside)
    if against:
        why = f"the text says {said(amount)}, the record says {_named(against)}"
        return found(Verdict.CONTRADICTED, why, opposing=_facts(against), counts=beside)
    if own:
        ours = "; ".join(_count_words(amount, own))
        if all(item.number * (_PART if what.act == STOCK else _PART_OF_ACTS) < amount.value for item in own):
            # A record that knows a few of very many says nothing against the rest.
            return found(Verdict.UNDOCUMENTED, f"the record knows only a part of {said(amount)}: {ours}", counts=beside)
        return found(Verdict.CONTRADICTED, f"the text says {said(amount)}; {ours}", counts=beside)
    return _not_comparable(amount, what, alike, published, beside)


def _comparable(what: Measure, claimed: Amount, other: Amount) -> bool:
    """Say whether two numbers of one measure are of one day or period.

    People are held on a day, and any day of a month may be meant by the month. What happened in a period is counted in the
    whole of it: another period is comparable only if it holds the same number inside it.
    """
    if not _one_day(claimed, other):
        return False
    if what.act == STOCK or not claimed.dated or (claimed.lo, claimed.hi) == (other.lo, other.hi):
        return True
    inside = (claimed.lo <= other.lo and other.hi <= claimed.hi) or (other.lo <= claimed.lo and claimed.hi <= other.hi)
    return inside and agrees(claimed, other)


def _one_day(claimed: Amount, other: Amount) -> bool:
    """Say whether both are about one day or stretch of time; two that name none are, if their number is one."""
    if not claimed.dated and not other.dated:
        return claimed.value == other.value
    return claimed.dated and other.dated and claimed.lo <= other.hi and other.lo <= claimed.hi


def _supported(
    amount: Amount, agreeing: list[Published], fitting: list[Counted], against: list[Published], beside: tuple[str, ...]
) -> Finding:
    parts = [_named(agreeing)] if agreeing else []
    parts += _count_words(amount, fitting)
    if amount.qualifier in {"at least", "over"}:
        most = max([*(item.amount.value for item in agreeing), *(item.number for item in fitting)])
        parts += [f"it could say more: {_number(most)}"] if most > amount.value * _LOW else []
    if amount.by and agreeing and not any(_same_body(amount.by, item.amount.by) for item in agreeing):
        parts.append(f"the record does not have it from {amount.by}")
    if not amount.dated:
        parts.append("neither names a day")
    if against:
        parts.append(f"but not all sources agree: {_named(against)}")
    return found(Verdict.SUPPORTED, "; ".join(parts), supporting=_facts(agreeing), opposing=_facts(against), counts=beside)


def _not_comparable(
    amount: Amount, what: Measure, alike: list[Published], published: Sequence[Published], beside: tuple[str, ...]
) -> Finding:
    if alike or beside:
        near = sorted(alike, key=lambda item: (_apart(amount, item.amount), item.amount.value != amount.value))[:_NAMED]
        if not amount.dated:
            near = [item for item in near if item.amount.value == amount.value]
        if near and _one_day(amount, near[0].amount):
            why = f"the record has it for another period, or less exactly than {said(amount)}"
        elif not amount.dated:
            why = "it names no day"
        elif near:
            why = f"the record has it for other days only ({_day(amount)} is asked for)"
        else:
            why = f"the record counts something else than {measure_words(what)}; {'; '.join(beside)}"
        why += f"; {_named(near)}" if near else ""
        return found(Verdict.INCOMPARABLE, why, opposing=_facts(near), counts=beside)
    same_day = [item for item in published if item.measure.act == what.act and what.act and _one_day(amount, item.amount)]
    if same_day:
        others = "; ".join(f"{published_words(item)}, {measure_words(item.measure)}" for item in same_day[:_NAMED])
        why = f"the record counts something else than {measure_words(what)}: {others}"
        return found(Verdict.INCOMPARABLE, why, opposing=_facts(same_day[:_NAMED]))
    why = f"the record has no number of {measure_words(what)}"
    return found(Verdict.UNDOCUMENTED, why if amount.dated else f"{why}, and the text names no day on which to count")


def _facts(items: Iterable[Published]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for item in items for fact in item.facts))


def _named(items: Sequence[Published]) -> str:
    words = "; ".join(dict.fromkeys(published_words(item) for item in items[:_NAMED]))
    return f"{words}; and {len(items) - _NAMED} more" if len(items) > _NAMED else words


def _apart(one: Amount, other: Amount) -> int:
    if not one.dated or not other.dated:
        return LAST_DAY
    return max(one.lo - other.hi, other.lo - one.hi, 0)


def _same_body(one: str, other: str) -> bool:
    left, right = one.casefold(), other.casefold()
    if left.isascii() != right.isascii():
        # a name in other letters cannot be told by rule
        return True
    return bool(right) and (left in right or right in left)


def said(amount: Amount) -> str:
    """Return a number with its qualifier, in English."""
    return f"{amount.qualifier} {_number(amount.value)}".strip()


def _number(value: float) -> str:
    return f"{value:,}"


def published_words(item: Published) -> str:
    """Return a published number in words: ``Viasna: 1,296 political prisoners, November 2024``."""
    amount = item.amount
    by = amount.by or next((fact.title for fact in item.facts if fact.title), "")
    return f"{by + ': ' if by else ''}{f'{said(amount)} {amount.of}'.strip()}, {_day(amount) or 'no day named'}"


def _count_words(amount: Amount, items: Iterable[Counted]) -> list[str]:
    """Return our own numbers in words, with the difference; definitions that give one number are named together."""
    groups: dict[tuple[int, int, int, int], list[Counted]] = {}
    for item in items:
        groups.setdefault((item.lo, item.hi, item.number, item.high), []).append(item)
    return [_one_count(amount, alike) for alike in groups.values()]


def _one_count(amount: Amount, alike: Sequence[Counted]) -> str:
    item = alike[0]
    spread = f" ({_number(item.high)} with the disputed and the unknown)" if item.high > item.number else ""
    words = f"we count {_number(item.number)}{spread}, {_days(item.lo, item.hi)} ({', '.join(one.title for one in alike)})"
    if fits(amount, item.number, item.high):
        return f"{words}, which fits"
    apart = item.number - amount.value
    if not apart:
        return f"{words}, which is not {said(amount)}"
    return f"{words}, {_number(abs(apart))} {'more' if apart > 0 else 'fewer'} than the text says"


def _day(amount: Amount) -> str:
    from kronika.language.in_words import when

    if not amount.dated:
        return ""
    return when(amount.day) if amount.day else _days(amount.lo, amount.hi)


def _days(lo: int, hi: int) -> str:
    from kronika.language.in_words import when

    if lo == hi:
        return f"on {when(iso(lo))}"
    if lo == FIRST_DAY:
        return f"up to {when(iso(hi))}"
    return f"from {when(iso(lo))} to {when(iso(hi))}"


def days_of(what: Measure, amount: Amount) -> tuple[int, int] | None:
    """Return the day or the period for which our own counts are wanted; None if the number names none.

    Of a stretch of time in which people are held, the last day is counted.
    """
    if not amount.dated:
        return None
    return (amount.hi, amount.hi) if what.act == STOCK else (amount.lo, amount.hi)
