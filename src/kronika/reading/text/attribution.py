"""Who says so: "according to Viasna", "Viasna said", "said her lawyer"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.cues import listed, word_pattern
from kronika.language.lexicon import lexicon, words
from kronika.reading.text.roles import SPEAKER

if TYPE_CHECKING:
    from kronika.reading.text.scene import Scene

_PHRASE = re.compile(r"\s*(?P<who>[^\s,.;:!?()—–][^,.;:!?\n()—–]{1,89})")
_QUOTED = re.compile(r"[«\"]([^«»\"]+)[»\"]")


class Speaker(NamedTuple):
    """Who says something, as written, and where that stands in the view."""

    written: str
    start: int
    end: int


@cache
def _groups(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    return re.compile(word_pattern([*words(table["speaking_groups"]), *words(table["recognisers"])]))


def speaker_of(scene: Scene) -> Speaker | None:
    """Return who a sentence says to have said it, or None: then its source says it."""
    for person in scene.people:
        if person.role == SPEAKER:
            return _of(scene, person.start, person.end)
    return _after_words(scene) or _beside_verb(scene)


def _of(scene: Scene, start: int, end: int) -> Speaker:
    return Speaker(scene.view.written(start, end), start, end)


def _after_words(scene: Scene) -> Speaker | None:
    """Return who follows "according to" and the like."""
    view = scene.view
    for match in listed(view.language, "words", "attribution_before").finditer(view.lower, scene.start, scene.end):
        phrase = _PHRASE.match(view.text, match.end(), scene.end)
        if (
            phrase is None
            or phrase["who"][0].isdigit()
            or listed(view.language, "words", "not_speakers").match(phrase["who"].lower())
        ):
            continue
        start, end = phrase.span("who")
        quoted = _QUOTED.search(view.text, start, min(end + 2, scene.end))
        named = next((party for party in [*scene.people, *scene.organisations] if start <= party.start < end), None)
        if quoted:
            return _of(scene, *quoted.span(1))
        if named is not None:
            return _of(scene, named.start, named.end)
        verb = listed(view.language, "words", "reporting").search(view.lower, start, end)
        end = verb.start() if verb else end
        who = view.text[start:end].rstrip()
        if who and len(who.split()) <= _LONGEST:
            return _of(scene, start, start + len(who))
    return None


_LONGEST = 8


def _beside_verb(scene: Scene) -> Speaker | None:
    """Return an organisation or a group that stands right before or behind a reporting verb."""
    view = scene.view
    for verb in listed(view.language, "words", "reporting").finditer(view.lower, scene.start, scene.end):
        for party in scene.organisations:
            if _beside(scene, party.start, party.end, verb):
                return _of(scene, party.start, party.end)
        for group in _groups(view.language).finditer(view.lower, scene.start, scene.end):
            if _beside(scene, group.start(), group.end(), verb):
                return _of(scene, group.start(), group.end())
    return None


def _beside(scene: Scene, start: int, end: int, verb: re.Match[str]) -> bool:
    lower = scene.view.lower
    if end <= verb.start():
        return not lower[end : verb.start()].strip(' ,»"') or bool(
            re.fullmatch(r"[»\"]?\s*(?:has|have|had|also)?\s*", lower[end : verb.start()])
        )
    if verb.end() <= start:
        between = lower[verb.end() : start]
        limit = 1 if scene.view.language == "en" else 4
        return len(between.split()) <= limit and not re.search(r"[.;:,]|\bthat\b|\bчто\b|\bшто\b|\bby\b", between)
    return False
