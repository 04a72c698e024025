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
#: facts that two namesakes share by chance too often to tell alone; two of these do
_SUPPORTS: Final = {
    at.PLACE: frozenset({at.SHARED}),
    at.ARTICLE: frozenset({at.SHARED}),
    at.COURT: frozenset({at.SHARED}),
    at.DETAINED: frozenset({at.ACT_NEAR, at.ACT_WITHIN}),
    at.SENTENCED: frozenset({at.ACT_NEAR, at.ACT_WITHIN}),
}
_ENOUGH_SUPPORT: Final = 2
_NAME: Final = (at.SURNAME, at.GIVEN, at.PATRONYMIC)
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
    return sum(levels[feature] in told for feature, told in _SUPPORTS.items()) >= _ENOUGH_SUPPORT


def decide(probability: float, levels: tuple[int, ...], names: str, settings: Settings) -> Decision:
    """Return the verdict.

    Args:
        probability: of the model, calibrated.
        levels: of the features.
        names: the verdict on the names alone.
        settings: thresholds.
    """
    against = contradicting(levels)
    facts = [feature for feature in against if feature not in _NAME]
    namesakes = names == "same"
    if at.BIRTH in facts and not _same_event(levels):
        # Nobody is born twice: what is left of such pairs is a wrong date, and a person must find that out.
        capped = min(probability, settings.possible)
        return Decision(capped, "different", namesakes)
    if against:
        capped = min(probability, MOST_CONTRADICTING)
        return Decision(capped, "possible" if capped >= settings.possible else "different", namesakes)
    if not corroborated(levels) or _vague(levels, names):
        capped = min(probability, MOST_POSSIBLE)
        return Decision(capped, "possible" if namesakes or capped >= settings.possible else "different", namesakes)
    if probability >= settings.same:
        return Decision(probability, "same", namesakes)
    return Decision(probability, "possible" if namesakes or probability >= settings.possible else "different", namesakes)


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
