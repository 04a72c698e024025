"""Why two names agree or contradict, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.language.names import levels

if TYPE_CHECKING:
    from kronika.language.names.part import Name, Part

_SENTENCES = {
    levels.EXACT: "{parts} agree: {left}, {right}",
    levels.CLOSE: "{parts} agree but for a small difference in spelling: {left}, {right}",
    levels.NEAR: "{parts} are alike, spelling alone does not explain it all: {left}, {right}",
    levels.EITHER: "{parts} agree: {left}, {right} (one form is a full name to some and short to others)",
    levels.SHORT: "{part} may be a short form of the other: {left}, {right}",
    levels.COGNATE: "{parts} are two names by which one person is sometimes called: {left}, {right}",
    levels.INITIAL: "{part} is only an initial, and it fits: {left}, {right}",
    levels.PIECE: "{parts} agree in one piece, or with a former name: {left}, {right}",
    levels.SLIP: "{parts} are alike as if by a typing error: {left}, {right}",
    levels.GENDER: "gender contradicts: {left}, {right}",
    levels.DIFFERENT: "{parts} contradict: {left}, {right}",
}
_FIRST = (levels.DIFFERENT, levels.GENDER, levels.SLIP, levels.PIECE, levels.INITIAL, levels.COGNATE, levels.SHORT, levels.EITHER,
          levels.NEAR, levels.CLOSE, levels.EXACT, levels.MISSING, levels.BOTH_MISSING)  # fmt: skip


def explain(left: Name, right: Name, surname: int, given: int, patronymic: int) -> tuple[str, ...]:
    """Return the reasons, contradictions first."""
    found = [
        (level, _sentence(part, level, left, right))
        for part, level in (("surname", surname), ("given name", given), ("patronymic", patronymic))
    ]
    found.sort(key=lambda one: _FIRST.index(one[0]))
    sentences = [sentence for _, sentence in found if sentence]
    for side, name in (("left", left), ("right", right)):
        if name.problem:
            sentences.append(f"the {side} name is no full name: {name.problem}")
        if name.repairs:
            sentences.append(f"the {side} name was read with repairs: {'; '.join(name.repairs)}")
    return tuple(sentences)


def _sentence(part: str, level: int, left: Name, right: Name) -> str:
    field = part.split(maxsplit=1)[0]
    mine, other = getattr(left, field), getattr(right, field)
    if level == levels.BOTH_MISSING:
        return "" if part == "patronymic" else f"neither name has a {part}"
    if level == levels.MISSING:
        return f"the {'left' if mine is None else 'right'} name has no {part}"
    if level == levels.INITIAL:
        return _SENTENCES[level].format(part=f"a {part}", left=mine, right=other)
    if level == levels.GENDER and (mine is None or other is None or part == "given name"):
        return f"gender contradicts: {_tells(left)}, {_tells(right)}"
    return _SENTENCES[level].format(part=f"one {part}", parts=f"{part}s", left=mine, right=other)


def _tells(name: Name) -> Part | str:
    """Return the part that tells gender."""
    for part in (name.patronymic, name.given, name.surname):
        if part is not None and part.gender:
            return part
    return name.text
