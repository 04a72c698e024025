"""Those named beside the one of a clause: under a heading, among a number, in company, with a place of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kronika.language.cues import listed
from kronika.language.lexicon import lexicon, words
from kronika.reading.text.party import GROUP, ORGANISATION, PERSON, PRONOUN, Party

if TYPE_CHECKING:
    from kronika.reading.text.scene import Hit, Scene

_NEAR = 45
_LIST_HEADING = 60


def among_them(scene: Scene, hit: Hit, run: list[Party], runs: list[list[Party]]) -> list[Party]:
    """Return the names behind the words for a group before them: "Eighteen people were pardoned, among them X and Y"."""
    if run[-1].kind != GROUP or run[-1].end > hit.start:
        return []
    for other in runs:
        if other[0].start <= hit.end or other[0].kind not in {PERSON, ORGANISATION}:
            continue
        between = scene.gap(hit.end, other[0].start)
        joined = listed(scene.view.language, "words", "naming").search(between)
        if joined and len(between) < _LIST_HEADING and not re.search(r"[.;]", between):
            return other
    return []


def company(scene: Scene, hit: Hit, run: list[Party], runs: list[list[Party]]) -> list[Party]:
    """Return those behind the words with whom it happened too: "he was arrested together with his wife Nina Kot"."""
    if scene.view.language != "en" or run[-1].end > hit.start or not scene.hits:
        return []
    following = next((other.start for other in scene.hits if other.start >= hit.end and other.rule.kind != "figure"), scene.end)
    for other in runs:
        if not hit.end <= other[0].start < following or other[0].kind != PERSON:
            continue
        between = scene.view.lower[hit.end : other[0].start]
        word = listed("en", "words", "together").search(between)
        if word and not re.search(r"[.;:]", between) and len(between) - word.end() <= _NEAR:
            return other
    return []


def under_heading(scene: Scene, hit: Hit) -> list[Party]:
    """Return all the people after a colon behind the cue ("Detained on 9 August: A, B, C"), if it begins with one."""
    colon = scene.view.lower.find(":", hit.end, min(hit.end + _LIST_HEADING, scene.end))
    if colon < 0:
        return []
    listed = [party for party in scene.people if party.start > colon and not party.role]
    if not listed or re.search(r"(?<!\d)[.!?]", scene.view.lower[colon : listed[0].start]) or listed[0].start - colon > _NEAR:
        return []
    if any(party.end <= hit.start and party.kind == PERSON and not party.role for party in scene.people):
        return []
    if any(hit.end <= party.start < colon and party.kind == GROUP for party in scene.others):
        return []
    last_hit = next((other.start for other in scene.hits if other.start > colon and other.rule.kind != "figure"), scene.end)
    return [party for party in listed if party.start < last_hit and not party.possessive]


def included(scene: Scene, hit: Hit, runs: list[list[Party]]) -> list[Party]:
    """Return whom "among those detained are X and Y", "those freed include X", "X was among those detained" name."""
    lower = scene.view.lower
    if not words(lexicon(scene.view.language, "words")["includes"]):
        return []
    before = lower[max(scene.start, hit.start - _LIST_HEADING) : hit.start]
    among = listed(scene.view.language, "words", "among", after=r"(?!\w)[\w\s,'-]{0,25}$").search(before)
    if among is None:
        return []
    includes = listed(scene.view.language, "words", "includes")
    verb = includes.search(lower, hit.end, min(hit.end + _LIST_HEADING, scene.end))
    for run in runs:
        first, last = run[0], run[-1]
        if first.kind not in {PERSON, PRONOUN, ORGANISATION}:
            continue
        if verb and first.start >= verb.end() and not re.search(r"[.;:]", lower[verb.end() : first.start]):
            return run
        left = hit.start - len(before) + among.start()
        if last.end <= left and re.fullmatch(r"[\s,]*(?:is|are|was|were|also|himself|herself|\s)*", lower[last.end : left]):
            return run
    return []


def transferred_too(scene: Scene, hit: Hit, region: tuple[int, int]) -> list[Party]:
    """Return those behind the words whose own place follows their name: "X was sent to Colony 9; Y, her deputy, to Colony 15"."""
    if hit.rule.kind != "transfer":
        return []
    _, high = region
    pattern = listed(scene.view.language, "words", "to_a_facility", before=r"(?:^|[,—–]|\s-)\s*(?:the\s+)?")
    found = []
    named = [party for party in scene.people if hit.end <= party.start < high and not party.role and not party.possessive]
    for party in named:
        end = min((other.start for other in scene.people if other.start > party.start), default=high)
        stop = scene.view.lower.find(";", party.end, end)
        rest = scene.view.lower[party.end : stop if stop > 0 else end]
        match = pattern.search(rest)
        before = scene.view.lower[max(hit.end, party.start - _LIST_HEADING) : party.start]
        if match and re.search(r"[;,]|\b(?:and|while|и|а|і)\b", before) and not re.search(r"[.:]\s", rest[: match.start()]):
            found.append(party)
    return found
