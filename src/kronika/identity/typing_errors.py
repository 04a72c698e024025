"""Whether slips of the pen explain that two parts of a name differ."""

from __future__ import annotations

from kronika.language.names import Part
from kronika.language.names.misspelt import compact, meant, slips

#: words shorter than the first have no slips, shorter than the second no two
_SHORT, _LONG = 4, 6
_MOST = 2


def typing_error(left: Part, right: Part, kind: str) -> int:
    """Return how many slips of the pen make one part the other: 1, 2, or 0 if they are two words.

    A slip is a letter wrong, left out, put in, or two changed round. Two words that are both known names are two names, however
    alike (Дарья, Марья).

    Args:
        left: a part.
        right: the other one.
        kind: ``surname``, ``given`` or ``patronymic``.
    """
    if left.is_initial or right.is_initial or (left.gender and right.gender and left.gender != right.gender):
        return 0
    if kind != "surname":
        if left.families and right.families:
            return 0
        father = kind == "patronymic"
        if (left.families or right.families) and set(meant(left, father=father)) & set(meant(right, father=father)):
            return 1
    return min(
        (found for one in left.skeletons for other in right.skeletons if (found := _within(compact(one), compact(other)))),
        default=0,
    )


def _within(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    if shorter < _SHORT or abs(len(one) - len(other)) > _MOST:
        return 0
    found = max(slips(one, other), 1)
    return found if found <= (_MOST if shorter >= _LONG else 1) else 0
