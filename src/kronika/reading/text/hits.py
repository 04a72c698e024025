"""Which cues of a sentence state a fact, by which rule, and why the others do not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.cues import Rule
from kronika.language.lexicon import lexicon
from kronika.language.terms import find_terms
from kronika.reading.text.arguments import fines_of, terms_of
from kronika.reading.text.doubt import doubt_of
from kronika.reading.text.scene import Hit
from kronika.reading.text.sharing import bare_number

if TYPE_CHECKING:
    from kronika.language.cues import Cue
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


#: between a name and its term on a line without a verb ("Anna Kolas (41) — two years of colony")
_DASH_TO_TERM = re.compile(
    r"\s*(?:\([^()]*\)\s*|,\s*\d{1,2}[^,—–;.]{0,25},?\s*)?(?P<dash>[—–:]|\s-\s)\s*(?:[^\W\d]{1,12}\s+){0,2}$"
)
_DASH = re.compile(r"[—–:]|\s-\s")


def names_terms(text: str, language: str) -> bool:
    """Say whether a sentence may be a line of names with their terms behind a dash."""
    return bool(_DASH.search(text)) and bool(find_terms(text, language))


def _dashed(scene: Scene) -> list[Hit]:
    """Return the dash between a name and its term, where the sentences before or the sentence itself tell of punishments."""
    if not scene.told_of_verdicts and not any(term.regime for term in scene.terms):
        return []
    for person in scene.people:
        if person.role:
            continue
        for term in scene.terms:
            between = _DASH_TO_TERM.fullmatch(scene.view.lower, person.end, term.start) if term.start >= person.end else None
            if between:
                return [Hit(between.start("dash"), between.end("dash"), _dash_rule(scene.view.language))]
    return []


@cache
def _dash_rule(language: str) -> Rule:
    words = lexicon(language, "words")["name_and_term"]
    return Rule(f"sentence.{language}: {words}", "sentence", words, "subject", term="after", needs_term=True)


def _hits(scene: Scene) -> list[Hit]:
    """Return the hits of a sentence; where there is none, the dash between a name and its term."""
    hits = _worded(scene)
    return hits if any(hit.rule.kind not in {FIGURE, ECHO} for hit in hits) else sorted([*hits, *_dashed(scene)])


def _worded(scene: Scene) -> list[Hit]:
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
