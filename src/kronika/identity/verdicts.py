"""From the probability of a pair, and what it rests on, to a verdict: same, possible, different."""

from __future__ import annotations

from typing import Final, NamedTuple

from kronika.identity import levels as at
from kronika.identity.settings import Settings
from kronika.language.names.levels import CLOSE, EITHER, EXACT, INITIAL, SHORT

#: what names alone say is possible at most, and never gets the number of what is the same
MOST_POSSIBLE: Final = 0.9
#: entries that contradict each other in a fact are never given more
MOST_CONTRADICTING: Final = 0.8
#: facts beside the name that may tell two namesakes apart, and the levels by which they speak for one person
_CORROBORATES: Final = {
    at.BIRTH: frozenset({at.SAME_DAY, at.SWAPPED, at.SLIP_IN_DATE, at.SAME_MONTH, at.SAME_YEAR}),
    at.DETAINED: frozenset({at.ACT_SAME_DAY}),
    at.SENTENCED: frozenset({at.ACT_SAME_DAY}),
}
#: facts that two namesakes share by chance too often to tell alone; two of these do. A court is in a place: the two are one.
_SUPPORTS: Final = (
    {at.PLACE: frozenset({at.SHARED}), at.COURT: frozenset({at.SHARED})},
    {at.ARTICLE: frozenset({at.SHARED})},
    {at.DETAINED: frozenset({at.ACT_NEAR, at.ACT_WITHIN, at.ACT_SLIP})},
    {at.SENTENCED: frozenset({at.ACT_NEAR, at.ACT_WITHIN, at.ACT_SLIP})},
)
_ENOUGH_SUPPORT: Final = 2
#: of entries with two dates of birth
MOST_BORN_TWICE: Final = 0.05
_ONE_GIVEN: Final = (EXACT, CLOSE, EITHER)
_ONE_FATHER: Final = (EXACT, CLOSE, at.NONE)


class Decision(NamedTuple):
    """What a pair is called.

    Attributes:
        probability: calibrated, and no more than what it rests on allows.
        verdict: ``same``, ``possible`` or ``different``.
        kept: whether the pair is worth showing though it is different: namesakes.
    """

    probability: float
    verdict: str
    kept: bool


def contradicting(levels: tuple[int, ...]) -> list[int]:
    """Return the features that say: not the same."""
    return [feature for feature, against in at.CONTRADICTIONS.items() if levels[feature] in against]


def corroborated(levels: tuple[int, ...]) -> bool:
    """Return whether anything beside the name says that the two are one."""
    if any(levels[feature] in told for feature, told in _CORROBORATES.items()):
        return True
    return sum(any(levels[feature] in told for feature, told in group.items()) for group in _SUPPORTS) >= _ENOUGH_SUPPORT


class Ceiling(NamedTuple):
    """What a pair may be given at most, whatever its probability.

    Attributes:
        most: the highest probability.
        verdict: the best verdict.
        namesakes: the names are the same; so the pair is shown though it is different, and possible if nothing contradicts.
        contradicting: a fact or a part of the name says: not the same.
    """

    most: float
    verdict: str
    namesakes: bool
    contradicting: bool


def ceiling(levels: tuple[int, ...], names: str) -> Ceiling:
    """Return what two people whose features agree so may be given at most. ``names``: the verdict on the names alone."""
    against = contradicting(levels)
    namesakes = names == "same"
    if levels[at.BIRTH] in at.BORN_TWICE and not _same_event(levels):
        # Nobody is born twice: what is left of such pairs is a wrong date, and a person must find that out.
        return Ceiling(MOST_BORN_TWICE, "different", namesakes, contradicting=True)
    if against:
        return Ceiling(MOST_CONTRADICTING, "possible", namesakes, contradicting=True)
    if not corroborated(levels) or _vague(levels, names):
        return Ceiling(MOST_POSSIBLE, "possible", namesakes, contradicting=False)
    return Ceiling(1.0, "same", namesakes, contradicting=False)


def decide(probability: float, limit: Ceiling, settings: Settings) -> Decision:
    """Return what a pair of a probability is called under a ceiling."""
    capped = min(probability, limit.most)
    if limit.verdict == "same" and capped >= settings.same:
        verdict = "same"
    elif limit.verdict != "different" and (capped >= settings.possible or (limit.namesakes and not limit.contradicting)):
        verdict = "possible"
    else:
        verdict = "different"
    return Decision(capped, verdict, limit.namesakes)


def _same_event(levels: tuple[int, ...]) -> bool:
    return levels[at.DETAINED] == at.ACT_SAME_DAY or levels[at.SENTENCED] == at.ACT_SAME_DAY


def _vague(levels: tuple[int, ...], names: str) -> bool:
    """Return whether the name is not told whole; initials and short forms are made up for by a full date of birth."""
    surname, given, patronymic = levels[: at.BIRTH]
    if at.NONE in (surname, given) or surname == at.TEXT:
        return names != "same"
    if names == "possible" and surname <= CLOSE and given in _ONE_GIVEN and patronymic in _ONE_FATHER:
        return True  # every part agrees and yet it is no full name: seven words, three people in one cell
    return (surname == INITIAL or given in (INITIAL, SHORT)) and levels[at.BIRTH] != at.SAME_DAY
