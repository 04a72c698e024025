"""Names that cannot be compared part by part: nobody named, letters that are not read, a nickname."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kronika.language.names.part import Name

_NOBODY = ("unnamed", "no letters", "title only")
_SAME_NICKNAME = 0.3


def compare(left: Name, right: Name) -> tuple[str, float, str] | None:
    """Return verdict, probability and the reason in words, or None if the parts can be compared after all.

    Whoever is not named is matched with nobody, not even with another unknown. Other scripts are compared character by character.
    """
    for side, name in (("left", left), ("right", right)):
        if name.problem.startswith(_NOBODY):
            return "different", 0.0, f"the {side} name is nobody's ({name.problem}): it is never matched by name"
    equal = _folded(left.text) == _folded(right.text)
    for side, name in (("left", left), ("right", right)):
        if name.problem.startswith("script not read"):
            outcome = "they are equal" if equal else "they are not equal"
            why = f"{name.problem} (the {side} name): compared character by character only, and {outcome}"
            return ("same", 0.9, why) if equal else ("different", 0.05, why)
    for side, name in (("left", left), ("right", right)):
        if name.problem == "nickname only" and name.given is None:
            why = f"the {side} name is only a nickname"
            if equal:
                return "possible", _SAME_NICKNAME, f"{why}, the same on both sides: many share one"
            return "different", 0.0, f"{why}: nothing to compare"
    return None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
