"""Which cues of a sentence state a fact, by which rule, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kronika.reading.text.arguments import fines_of, terms_of
from kronika.reading.text.doubt import doubt_of
from kronika.reading.text.scene import Hit
from kronika.reading.text.sharing import bare_number

if TYPE_CHECKING:
    from kronika.language.cues import Cue, Rule
    from kronika.reading.text.scene import Scene

FIGURE, ECHO = "figure", "echo"
#: how far from a cue the term that it needs may stand
_TERM_REACH = 140


class Judged(NamedTuple):
    """A hit and why it states no fact; an empty doubt: it does."""

    hit: Hit
    doubt: str


def find_hits(scene: Scene) -> list[Judged]:
    """Return the hits of a sentence in order, judged; they are noted in the scene too, for the lists between them."""
    scene.hits[:] = _hits(scene)
    judged: list[Judged] = []
    before: list[tuple[Hit, str]] = []
    for hit in scene.hits:
        doubt = "" if hit.rule.kind == FIGURE else doubt_of(scene, hit, before)
        judged.append(Judged(hit, doubt))
        if hit.rule.kind != FIGURE:
            before.append((hit, doubt))
    return judged


def _hits(scene: Scene) -> list[Hit]:
    hits: list[Hit] = []
    for index, cue in enumerate(scene.cues):
        reading = _reading(scene, cue, index)
        if reading is None:
            continue
        rule, end = reading
        inside = next((hit for hit in hits if cue.start < hit.end), None)
        if inside is not None and (inside.rule.kind != FIGURE or rule.kind == FIGURE):
            continue
        if inside is not None:
            hits.remove(inside)
        hits.append(Hit(cue.start, end, rule))
    return hits


def _reading(scene: Scene, cue: Cue, index: int) -> tuple[Rule, int] | None:
    """Return the first rule whose conditions hold; a figure only if no other does."""
    figure = None
    for rule, end in cue.readings:
        if not rule.holds(scene.view.lower, cue.start, end, scene.start, scene.end):
            continue
        if rule.needs_term and not _has_term(scene, Hit(cue.start, end, rule), index):
            continue
        if rule.kind != FIGURE:
            return rule, end
        figure = figure or (rule, end)
    return figure


def _has_term(scene: Scene, hit: Hit, index: int) -> bool:
    low = scene.cues[index - 1].end if index else scene.start
    high = next((cue.start for cue in scene.cues[index + 1 :] if cue.start >= hit.end and _is_clause(scene, cue)), scene.end)
    low, high = max(low, hit.start - _TERM_REACH), min(high, hit.end + _TERM_REACH)
    if terms_of(scene, hit, low, high) or fines_of(scene, hit.start, high):
        return True
    # "X was given twelve years; A and B were given eleven each"
    earlier = [term for term in scene.terms if term.end <= hit.start]
    return bool(earlier) and bare_number(scene, hit.end, scene.end, earlier[-1].duration) is not None


def _is_clause(scene: Scene, cue: Cue) -> bool:
    """Say whether a cue begins something else and is no part of a punishment ("10 days of arrest")."""
    return (
        not any(term.start <= cue.start and cue.start - term.end < 20 for term in scene.terms)
        and cue.readings[0][0].kind != FIGURE
    )
