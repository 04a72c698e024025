"""From the agreement of the parts to a verdict: same, possible, different."""

from __future__ import annotations

from kronika.language.names.levels import (
    BOTH_MISSING,
    CLOSE,
    DIFFERENT,
    EITHER,
    EXACT,
    GENDER,
    MISSING,
    NEAR,
    SLIP,
)

#: the better verdict first
RANK = {"same": 0, "possible": 1, "different": 2}
_NOTHING = (MISSING, BOTH_MISSING)
_ONE_GIVEN = (EXACT, CLOSE, EITHER)


def verdict_of(surname: int, given: int, patronymic: int, *, one_gender: bool, complete: bool) -> str:
    """Return the verdict.

    Args:
        surname: how the surnames agree.
        given: how the given names agree.
        patronymic: how the patronymics agree.
        one_gender: given name or patronymic tells that both are women, or both men.
        complete: neither name has a problem (one word, initials only).
    """
    if DIFFERENT in (surname, given, patronymic) or given == GENDER:
        return "different"
    if surname in _NOTHING and given in _NOTHING:
        return "different"
    if surname == GENDER:
        # Some lists and languages give a woman her husband's or father's form.
        return "possible" if one_gender and given <= EITHER else "different"
    if surname == SLIP:
        return "possible" if given <= EITHER and patronymic <= NEAR else "different"
    whole = complete and surname <= CLOSE and given in _ONE_GIVEN
    return "same" if whole and (patronymic <= NEAR or patronymic in _NOTHING) else "possible"
