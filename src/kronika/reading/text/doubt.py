"""What looks like a fact and is none: denied, feared, demanded, conditional, planned, asked, threatened, of another time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kronika.language.cues import listed, word_pattern
from kronika.language.lexicon import lexicon, words

if TYPE_CHECKING:
    from kronika.reading.text.scene import Hit, Scene


_QUOTED_SPEECH = re.compile(r"«[^«»]{25,}»?|\"[^\"]{25,}\"?|“[^“”]{25,}”?")


def _pattern(language: str, key: str) -> re.Pattern[str]:
    return listed(language, "doubt", key)


@cache
def _boundaries(language: str) -> re.Pattern[str]:
    starts = words(lexicon(language, "words")["clause_starts"])
    return re.compile(rf"[;.!?\n]\s|[\"»”]\s*[,—–-]|,\s+(?={word_pattern(starts, before='')})")


@cache
def _reopens(language: str) -> re.Pattern[str]:
    """Return what ends the reach of a doubt inside a clause: a relative clause, or a participle set off by a comma."""
    table = lexicon(language, "words")
    return re.compile(rf",\s+(?:{word_pattern(table['relative_pronouns'], before='')}|$)")


@cache
def _reported(language: str) -> re.Pattern[str]:
    """Return what begins a statement of its own: "and recalled that ..."."""
    return re.compile(word_pattern(lexicon(language, "words")["reporting"]) + r",?\s+(?:that|что|што)\s")


def doubt_of(scene: Scene, hit: Hit, previous: list[tuple[Hit, str]]) -> str:
    """Return why the words of ``hit`` state no fact, in words; empty if they do.

    ``previous`` are the hits before it in the sentence, each with its own doubt.
    """
    return _of_the_sentence(scene, hit) or _of_the_clause(scene, hit, previous) or _handed_on(scene, hit, previous)


def _of_the_sentence(scene: Scene, hit: Hit) -> str:
    if scene.text.rstrip('"»” )').endswith("?") or "?" in _rest_of_clause(scene, hit):
        return "asked"
    if _other_time(scene):
        return "another time"
    return "denied" if _pattern(scene.view.language, "untrue").search(scene.view.lower, hit.end, scene.end) else ""


def _of_the_clause(scene: Scene, hit: Hit, previous: list[tuple[Hit, str]]) -> str:
    scope = _scope(scene, hit, previous)
    if not hit.rule.negative and _negated(scene, hit, scope):
        return "denied"
    clause = scene.view.lower[scope : hit.start]
    if _parenthetical(scene, hit):
        return "not certain"
    conditional = _pattern(scene.view.language, "conditional_starts").match(clause.lstrip(" \"'«“—–-"))
    behind = hit.end + _spaces(scene, hit.end)
    if conditional or _before(scene, clause) or _pattern(scene.view.language, "after").match(scene.view.lower, behind, scene.end):
        return "not yet or not certain"
    return "an intention" if _infinitive(scene, hit) else ""


def _parenthetical(scene: Scene, hit: Hit) -> bool:
    """Say whether a word between commas ("возможно,") or the beginning of the sentence ("According to rumours,") doubts it."""
    language, lower = scene.view.language, scene.view.lower
    before = lower[max(scene.start, hit.start - _ASIDE) : hit.start]
    aside = listed(language, "doubt", "parenthetical", before=r"[,(—–]\s*", after=r"(?!\w)\s*[,)—–][^,;.]{0,25}$")
    if aside.search(before):
        return True
    start = max(lower.rfind(". ", scene.start, hit.start), lower.rfind("; ", scene.start, hit.start), scene.start - 1) + 1
    return bool(listed(language, "doubt", "unconfirmed").search(lower, start, hit.start))


_ASIDE = 60


def _handed_on(scene: Scene, hit: Hit, previous: list[tuple[Hit, str]]) -> str:
    if previous and previous[-1][1] and not _separated(scene, previous[-1][0], hit):
        return previous[-1][1]
    return "a threat or a promise" if _threat(scene, hit) else ""


def _spaces(scene: Scene, position: int) -> int:
    match = re.compile(r"\s*").match(scene.view.lower, position)
    return match.end() - position if match else 0


def _rest_of_clause(scene: Scene, hit: Hit) -> str:
    rest = scene.view.lower[hit.end : scene.end]
    return re.split(r"[.!;]\s|(?<=\?)", rest, maxsplit=1)[0]


def _scope(scene: Scene, hit: Hit, previous: list[tuple[Hit, str]]) -> int:
    """Return where the clause of a hit begins: doubts before that place do not reach it."""
    start = scene.start
    lower = scene.view.lower
    for match in _boundaries(scene.view.language).finditer(lower, scene.start, hit.start):
        start = match.end()
    for match in _reported(scene.view.language).finditer(lower, start, hit.start):
        start = match.end()
    for match in _reopens(scene.view.language).finditer(lower, start, hit.start):
        start = max(start, match.start())
    for other, doubt in previous:
        # what was stated ends a doubt; what was doubted hands it on
        if not doubt and other.end > start and other.end <= hit.start and other.rule.kind not in {"figure", "echo"}:
            start = other.end
    return start


def _negated(scene: Scene, hit: Hit, scope: int) -> bool:
    table = lexicon(scene.view.language, "doubt")
    clause = scene.view.lower[scope : hit.start]
    near = " ".join(re.findall(r"\S+", clause)[-int(table["near_words"]) :])
    near = _pattern(scene.view.language, "not_negations").sub(" ", near)
    return bool(_pattern(scene.view.language, "near").search(near))


def _before(scene: Scene, clause: str) -> bool:
    for match in _pattern(scene.view.language, "before").finditer(clause):
        rest = clause[match.end() :]
        if match[0] == "may" and re.match(r"\s+\d", rest):
            continue
        if (
            scene.view.language == "en"
            and match[0] == "may"
            and re.search(r"\b(?:in|of|since|last|\d+|by|until|early|late)\s+$", clause[: match.start()])
        ):
            continue
        released = _pattern(scene.view.language, "releases").search(rest)
        if released:
            continue
        return True
    return False


def _infinitive(scene: Scene, hit: Hit) -> bool:
    before = scene.view.lower[max(scene.start, hit.start - 60) : hit.start]
    match = listed(scene.view.language, "doubt", "infinitive_mark", after=r"\s+(?:\w+ly\s+)?$").search(before)
    if match is None:
        return False
    real = _pattern(scene.view.language, "real_infinitives")
    return not any(found.end() >= match.start() for found in real.finditer(before))


def _separated(scene: Scene, other: Hit, hit: Hit) -> bool:
    """Say whether the doubt of the hit before does not carry on: another clause, or a subject of its own."""
    between = scene.view.lower[other.end : hit.start]
    if _boundaries(scene.view.language).search(between) or _reopens(scene.view.language).search(between):
        return True
    joined = listed(scene.view.language, "words", "and").search(between)
    return joined is None or len(between) > _CARRIED or "," in between


_CARRIED = 40


def _threat(scene: Scene, hit: Hit) -> bool:
    """Say whether the hit stands in quoted speech that is not about the past: "we will jail them all"."""
    for match in _QUOTED_SPEECH.finditer(scene.view.text, scene.start, scene.end):
        if match.start() < hit.start < match.end():
            return bool(_pattern(scene.view.language, "speech_future").search(scene.view.lower, match.start(), hit.start))
    return False


def _other_time(scene: Scene) -> bool:
    return bool(_pattern(scene.view.language, "other_times").search(scene.view.lower, scene.start, scene.end))


def too_old(year: str, language: str) -> bool:
    """Say whether a fact of this year (the first four digits of an EDTF date) is history, not record."""
    return year[:4].isdigit() and int(year[:4]) < int(lexicon(language, "doubt")["oldest_year"])
