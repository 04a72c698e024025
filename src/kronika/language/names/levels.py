"""How two parts of two names agree: small whole numbers, because a million pairs are compared at a time.

They stand in the order of how much they speak for one person, roughly.
"""

from __future__ import annotations

from typing import Final

#: one name in two spellings; with a small difference; with more than spelling explains
EXACT: Final = 0
CLOSE: Final = 1
NEAR: Final = 2
#: a form that is a full name to some and short to others (Зміцер)
EITHER: Final = 3
#: one is a hypocoristic of the other
SHORT: Final = 4
#: two names by which one person is sometimes called (Юрий, Георгий)
COGNATE: Final = 5
#: one is an initial that fits
INITIAL: Final = 6
#: half of a double surname, or a former one
PIECE: Final = 7
#: one name has no such part; neither has
MISSING: Final = 8
BOTH_MISSING: Final = 9
#: a typing error may explain it
SLIP: Final = 10
#: masculine and feminine form of one surname, or parts that tell different genders
GENDER: Final = 11
#: contradicting
DIFFERENT: Final = 12

NAMES: Final = ("exact", "close", "near", "either", "short", "cognate", "initial", "piece", "missing", "both missing", "slip",
                "gender", "different")  # fmt: skip

#: the levels in the four words that a user reads
AGREEMENT: Final = ("same", "same", "same", "same", "compatible", "compatible", "compatible", "compatible", "missing", "missing",
                    "compatible", "contradicting", "contradicting")  # fmt: skip
