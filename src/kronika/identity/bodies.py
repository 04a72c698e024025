"""Organisations, places of detention and courts: few, so that plain rules and expected weights will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Final, NamedTuple

from kronika.identity.pairs import Explanation, Pair
from kronika.identity.profile import Profile
from kronika.identity.settings import Settings
from kronika.language.names.misspelt import slips
from kronika.language.places import abbreviation, court_key, facility_key, organisation_words, place_key

#: a key that so many share tells nobody apart
_CROWD: Final = 200
_SHORTEST_SLIP: Final = 6


class _Match(NamedTuple):
    probability: float
    reason: str


_NO_MATCH: Final = _Match(0.0, "")


def scored(profiles: Sequence[Profile], settings: Settings) -> list[Pair]:
    """Return pairs of one kind whose names may be those of one body."""
    profiles = sorted(profiles, key=lambda one: one.id)
    found = []
    for left, right in _candidates(profiles, settings):
        pair = _compared(profiles[left], profiles[right], settings)
        if pair is not None:
            found.append(pair)
    return found


def _candidates(profiles: Sequence[Profile], settings: Settings) -> list[tuple[int, int]]:
    blocks: dict[str, list[int]] = {}
    for number, profile in enumerate(profiles):
        for key in {key for name in profile.names for key in _keys(profile.kind, name)}:
            blocks.setdefault(key, []).append(number)
    pairs = {
        (left, right)
        for members in blocks.values()
        if len(members) <= _CROWD
        for place, left in enumerate(members)
        for right in members[place + 1 :]
        if settings.within or profiles[left].list != profiles[right].list
    }
    return sorted(pairs)


def _keys(kind: str, name: str) -> Iterator[str]:
    if kind == "court":
        yield court_key(name)
    elif kind == "facility":
        yield facility_key(name)
    words = organisation_words(name)
    yield " ".join(words)
    yield from words
    yield abbreviation(name)


def _compared(left: Profile, right: Profile, settings: Settings) -> Pair | None:
    match = max(
        (_match(left.kind, one, other) for one, other in product(left.names, right.names)),
        key=lambda one: (one.probability, one.reason),
        default=_NO_MATCH,
    )
    if not match.probability:
        return None
    reasons, probability = [match.reason], match.probability
    places, others = ({key for place in side.places if (key := place_key(place))} for side in (left, right))
    if places and others:
        if places & others:
            probability += (1 - probability) / 2
            reasons.append(f"the same place: {', '.join(sorted(places & others))}")
        else:
            probability *= 0.5
            reasons.insert(0, f"no place in common: {', '.join(sorted(places))}; {', '.join(sorted(others))}")
    verdict = "same" if probability >= settings.same else "possible" if probability >= settings.possible else "different"
    why: Callable[[], Explanation] = partial(_told, tuple(reasons))
    return Pair(left.id, right.id, probability, verdict, why)


def _told(reasons: tuple[str, ...]) -> Explanation:
    return reasons, {}


def _match(kind: str, left: str, right: str) -> _Match:
    if kind == "court":
        return _by_key("court", court_key(left), court_key(right), left, right)
    if kind == "facility":
        return _by_key("place of detention", facility_key(left), facility_key(right), left, right)
    return _organisations(left, right)


def _by_key(what: str, left: str, right: str, one: str, other: str) -> _Match:
    if left and left == right:
        # One word (a supreme court, a remand prison) may be another town's.
        return _Match(0.97 if " " in left or left == "supreme" else 0.6, f"both name one {what}: {one}, {other}")
    words, others = set(left.split()), set(right.split())
    if words and others and (words < others or others < words):
        return _Match(0.4, f"one name says more of a {what} than the other, and nothing contradicts: {one}, {other}")
    return _NO_MATCH


def _organisations(left: str, right: str) -> _Match:
    words, others = organisation_words(left), organisation_words(right)
    if not words or not others:
        return _NO_MATCH
    if words == others:
        return _Match(0.96, f"the names agree but for spelling and legal form: {left}, {right}")
    if _nearly(words, others):
        return _Match(0.7, f"the names are alike as if by a slip of the pen: {left}, {right}")
    if (len(words) == 1 and words[0] == abbreviation(right)) or (len(others) == 1 and others[0] == abbreviation(left)):
        return _Match(0.5, f"one name may be the other's abbreviation: {left}, {right}")
    if len(common := set(words) & set(others)) > 1 and (common == set(words) or common == set(others)):
        return _Match(0.4, f"one name is part of the other: {left}, {right}")
    return _NO_MATCH


def _nearly(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if len(words) != len(others):
        return False
    differing = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return len(differing) == 1 and all(
        min(len(one), len(other)) >= _SHORTEST_SLIP and slips(one, other) == 1 for one, other in differing
    )
