"""Who got which term: one verb and several outcomes, "respectively", names that share one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kronika.language import codes
from kronika.language.cues import listed
from kronika.language.numbers import find_numbers
from kronika.reading.text.arguments import fines_of, terms_of
from kronika.reading.text.party import PERSON, Party
from kronika.reading.text.patients import same_case

if TYPE_CHECKING:
    from kronika.language.terms import Term
    from kronika.reading.text.scene import Hit, Scene


#: tells that two mentions are of one person
Who = Callable[[Party], object]


class Outcome(NamedTuple):
    """What some of the people got: a term with its regime, or a fine; all empty where nothing is said.

    Attributes:
        people: parties that share it.
        term, regime, fine: values, with the place of what says them from ``start`` to ``end`` (-1: nothing is said).
    """

    people: tuple[Party, ...]
    term: str = ""
    regime: str = ""
    fine: str = ""
    start: int = -1
    end: int = -1


class _Given(NamedTuple):
    start: int
    end: int
    term: str
    regime: str
    fine: str


def outcomes(scene: Scene, hit: Hit, run: list[Party], region: tuple[int, int], who: Who) -> list[Outcome]:
    """Return who of a list, and of those named behind it, got what in a part of the sentence.

    ``who`` tells that two mentions are of one person.
    """
    low, high = region
    given = _given(scene, hit, low, high)
    if not given:
        return [Outcome(tuple(run))]
    if hit.rule.term == "last":
        last = _cut_to(scene, given[-1], high)
        return [Outcome(tuple(run), last.term, last.regime, last.fine, last.start, last.end)]
    pairs, used = _respectively(scene, run, given, high)
    if pairs:
        behind = hit._replace(end=max(given[used - 1].end, hit.end))
        return pairs + (_merged(_walk(scene, behind, [], (given[used:], high), who)) if given[used:] else [])
    return _merged(_walk(scene, hit, run, (given, high), who))


def says_each(scene: Scene, hit: Hit, run: list[Party], region: tuple[int, int]) -> bool:
    """Say whether a sentence gives as many terms as there are people, in their order."""
    given = _given(scene, hit, *region)
    return bool(given) and bool(_respectively(scene, run, given, region[1])[0])


def _cut_to(scene: Scene, given: _Given, high: int) -> _Given:
    """Return the term that a number behind it changes it to: "from five years to four"."""
    unit = re.match(r"P\d+([YMWD])$", given.term)
    number = next(iter(find_numbers(scene.view.text[given.end : min(high, given.end + 24)])), None)
    if (
        unit is None
        or number is None
        or not _towards(scene.view.language).fullmatch(scene.view.lower[given.end : given.end + number.start])
    ):
        return given
    return given._replace(term=f"P{int(number.value)}{unit[1]}", end=given.end + number.end)


def _given(scene: Scene, hit: Hit, low: int, high: int) -> list[_Given]:
    """Return the terms and fines in order, a number without a unit behind a name included ("Tkach to eleven")."""
    terms = terms_of(scene, hit, low, high)
    found = [_Given(term.start, term.end, term.duration, _regime(scene, term, hit, high), "") for term in terms]
    found += [_Given(fine.start, fine.end, "", "", fine.value) for fine in fines_of(scene, hit.start, high)]
    found += _bare_numbers(scene, hit, found, high)
    found.sort()
    # a fine beside a term of the same person is a part of one outcome
    joined: list[_Given] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and not _people_between(scene, last.end, item.start) and bool(item.fine) != bool(last.fine):
            joined[-1] = _Given(last.start, item.end, last.term or item.term, last.regime or item.regime, last.fine or item.fine)
        elif last and not _people_between(scene, last.end, item.start):
            continue
        else:
            joined.append(item)
    return joined


def _people_between(scene: Scene, low: int, high: int) -> bool:
    return any(low <= party.start < high and party.kind == PERSON for party in scene.people)


def _regime(scene: Scene, term: Term, hit: Hit, high: int) -> str:
    """Return the regime of a term: what follows it before the next name, or stands right before it; days are an arrest."""
    following = next((party.start for party in scene.people if party.start > term.end), high)
    later = next((other.start for other in scene.terms if other.start > term.end), high)
    # one character of the term lets "days of arrest" be found as a whole
    low, limit = term.start, min(following, later, high, term.end + _REGIME_REACH)
    found = [code for code in codes.find("regime", scene.view.text[low:limit]) if code.end + low > term.end]
    if found and not re.search(r"[;:]|\.\s", scene.view.text[term.end : low + found[0].start]):
        return found[0].code
    before = 0 <= term.start - term.regime_end <= _RIGHT_BEFORE and term.regime_start >= 0
    if before and hit.rule.term != "last" and not _people_between(scene, term.regime_end, term.start):
        return term.regime
    return "arrest" if term.regime == "arrest" else ""


_RIGHT_BEFORE = 14
_REGIME_REACH = 70


@cache
def _towards(language: str) -> re.Pattern[str]:
    words = listed(language, "words", "towards", before="").pattern
    return re.compile(rf"\s*(?:,|—|–|-|:)?\s*(?:{words}\s+)?$")


def _bare_numbers(scene: Scene, hit: Hit, found: list[_Given], high: int) -> list[_Given]:
    """Return numbers that lack the unit of the term before them: "Tkach to eleven", "were given eleven each"."""
    extra = []
    earlier = [term for term in scene.terms if term.end <= hit.start]
    places = [person.end for person in scene.people if hit.start <= person.start] + ([hit.end] if earlier else [])
    for position in places:
        before = [item for item in found if item.end <= position and item.term]
        following = min((person.start for person in scene.people if person.start > position), default=high)
        if (not before and not earlier) or position >= high:
            continue
        if any(position <= item.start <= min(position + _BARE, following) for item in found):
            continue
        like = before[-1].term if before else earlier[-1].duration
        item = bare_number(scene, position, high, like)
        if item is not None:
            extra.append(item._replace(regime=before[-1].regime if before else ""))
    return extra


_BARE = 30


def bare_number(scene: Scene, position: int, high: int, like: str) -> _Given | None:
    """Return a number right behind ``position`` as a term with the unit of the term ``like``."""
    unit = re.match(r"P\d+([YMWD])", like)
    number = next(iter(find_numbers(scene.view.text[position : min(high, position + _BARE)])), None)
    if unit is None or number is None or (not isinstance(number.value, int) and unit[1] != "Y"):
        return None
    start, end = position + number.start, position + number.start + len(number.written.rstrip("."))
    after = scene.view.lower[end : end + 12]
    if not _towards(scene.view.language).fullmatch(scene.view.lower[position:start]) or not _AFTER_BARE.match(after):
        return None
    return _Given(start, end, _duration(float(number.value), unit[1]), "", "")


_AFTER_BARE = re.compile(r"\s*(?:[.,;)]|and\b|и\b|і\b|each\b|respectively|соответственно|адпаведна|$)")


def _respectively(scene: Scene, run: list[Party], given: list[_Given], high: int) -> tuple[list[Outcome], int]:
    """Return pairs of people and terms where the sentence says "respectively", and how many terms they use up."""
    pattern = listed(scene.view.language, "words", "respectively")
    said = bool(pattern.search(scene.view.lower, max(given[0].start - 60, 0), high))
    first = given[0]
    # "к 10 и 11 годам": as many numbers as people, without the word
    several = re.search(r"\d+\s*(?:,|and|и|і)\s*$", scene.view.lower[max(scene.start, first.start - 12) : first.start])
    if len(run) < 2 or not (said or several):
        return [], 0
    unit = re.match(r"P\d+([YMWD])", first.term)
    if unit:
        start, parts = _listed_numbers(scene, first, len(run))
        if len(parts) == len(run):
            pairs = zip(run, parts, strict=True)
            return [
                Outcome((party,), _duration(part, unit[1]), first.regime, first.fine, start, first.end) for party, part in pairs
            ], 1
    if len(given) < len(run):
        return [], 0
    return [Outcome((party,), *_values(item)) for party, item in zip(run, given, strict=False)], len(run)


def _values(item: _Given) -> tuple[str, str, str, int, int]:
    return item.term, item.regime, item.fine, item.start, item.end


def _listed_numbers(scene: Scene, last: _Given, count: int) -> tuple[int, list[float]]:
    """Return where a list of numbers before a unit begins, and its last ``count`` numbers ("six and a half and four years")."""
    low = max(scene.start, last.start - 80)
    text = scene.view.lower[low : last.end]
    pieces = [(match.start() + low, match[0]) for match in _PIECE.finditer(text)]
    numbers: list[tuple[int, float]] = []
    for start, piece in reversed(pieces):
        words = _UNIT.sub("", piece).rstrip()
        found = find_numbers(words)
        if not found or found[-1].end != len(words):
            break
        numbers.insert(0, (start + found[-1].start, float(found[-1].value)))
    chosen = numbers[-count:]
    return (chosen[0][0] if chosen else last.start), [number for _, number in chosen]


_UNIT = re.compile(r"\s*(?:years?|months?|days?|лет|года|годам|год|месяц\w*|суток|суткам|гадоў|гады|сутак)\s*$")
_PIECE = re.compile(r"(?:(?!,|\s(?:and|и|і)\s(?!a\s+half|половин|палов)).)+")


def _duration(amount: float, unit: str) -> str:
    """Return a number of units as ISO 8601; half a year is six months."""
    whole = int(amount)
    return f"P{whole}{unit}" + ("6M" if amount != whole and unit == "Y" else "")


def _walk(scene: Scene, hit: Hit, run: list[Party], found: tuple[list[_Given], int], who: Who) -> list[Outcome]:
    """Go through names and terms in order: a term belongs to the names before it, or, where terms come first, behind it."""
    given, high = found
    cases = same_case(run)
    first = min((party.start for party in run), default=hit.end)
    named = [
        party
        for party in scene.people
        if hit.end <= party.start < high
        and (party in run or (not party.role and not party.possessive and (not cases or not party.cases or cases & party.cases)))
    ]
    terms_first = bool(run) and given[0].start < first and not any(party.end <= given[0].start for party in run) and bool(named)
    events: list[Party | _Given] = sorted([*named, *given], key=lambda event: event.start)
    return _forward(events, run, hit, who) if not terms_first else _backward(events, given[0])


def _forward(events: list[Party | _Given], run: list[Party], hit: Hit, who: Who) -> list[Outcome]:
    owners = [party for party in run if party.start < hit.start or party.kind != PERSON]
    fresh = False
    found: list[Outcome] = []
    for event in events:
        if isinstance(event, Party):
            if fresh or not owners or owners[0].start < hit.start:
                owners = []
            owners.append(event)
            fresh = False
        else:
            found.append(Outcome(tuple(owners), event.term, event.regime, event.fine, event.start, event.end))
            fresh = True
    settled = {who(party) for outcome in found for party in outcome.people}
    rest = tuple(party for party in run if who(party) not in settled)
    if rest:
        found.append(Outcome(rest))
    return found


def _backward(events: list[Party | _Given], first: _Given) -> list[Outcome]:
    current, owners = first, []
    found: list[Outcome] = []
    for event in events:
        if isinstance(event, Party):
            owners.append(event)
        elif event is not first:
            found.append(Outcome(tuple(owners), current.term, current.regime, current.fine, current.start, current.end))
            current, owners = event, []
    found.append(Outcome(tuple(owners), current.term, current.regime, current.fine, current.start, current.end))
    return found


def _merged(found: list[Outcome]) -> list[Outcome]:
    """Return the outcomes with those that nobody got left out."""
    return [outcome for outcome in found if outcome.people]
