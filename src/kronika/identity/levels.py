"""The features of a pair of people, and how they can agree: small whole numbers.

Names use the levels of :mod:`kronika.language.names.levels` and two more. Each feature has groups of levels: within a group the
frequencies add up to 1. What cannot be compared because one side does not say it is no evidence and in no group.
"""

from __future__ import annotations

from typing import Final

from kronika.language.names import levels as name_levels

#: the parts differ, and one slip of the pen, or two, would explain it
TYPO: Final = 13
TWO_TYPOS: Final = 16
#: letters that are not read, or nicknames, that are equal
TEXT: Final = 14

#: what of a feature cannot be compared
NONE: Final = 15

# Dates of birth. Both to the day:
SAME_DAY: Final = 0
SWAPPED: Final = 1
SLIP_IN_DATE: Final = 2
OTHER_DAY: Final = 3
SLIPS_IN_DATE: Final = 9
# One to the month:
SAME_MONTH: Final = 4
OTHER_MONTH: Final = 5
# One to the year:
SAME_YEAR: Final = 6
NEXT_YEAR: Final = 7
OTHER_YEAR: Final = 8
SLIP_IN_YEAR: Final = 10

# Days of acts. Both to the day:
ACT_SAME_DAY: Final = 0
ACT_NEAR: Final = 1
ACT_SLIP: Final = 5
ACT_APART: Final = 2
# One is less precise:
ACT_WITHIN: Final = 3
ACT_OUTSIDE: Final = 4

# Gender, places, articles, courts
SHARED: Final = 0
NOT_SHARED: Final = 1

FEATURES: Final = ("surname", "given", "patronymic", "birth", "gender", "place", "detained", "sentenced", "article", "court")
SURNAME, GIVEN, PATRONYMIC, BIRTH, GENDER, PLACE, DETAINED, SENTENCED, ARTICLE, COURT = range(len(FEATURES))

#: of each feature, the levels that say: not the same; a fact is wrong, or these are two people
CONTRADICTIONS: Final[dict[int, frozenset[int]]] = {
    SURNAME: frozenset({name_levels.DIFFERENT}),
    GIVEN: frozenset({name_levels.DIFFERENT, name_levels.GENDER}),
    PATRONYMIC: frozenset({name_levels.DIFFERENT}),
    BIRTH: frozenset({OTHER_DAY, OTHER_MONTH, OTHER_YEAR, SLIPS_IN_DATE, SLIP_IN_YEAR}),
    GENDER: frozenset({NOT_SHARED}),
}
#: dates of birth that no slip of the pen explains
BORN_TWICE: Final = frozenset({OTHER_DAY, OTHER_MONTH, OTHER_YEAR})
