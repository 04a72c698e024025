"""Figures: the numbers that a sentence claims about prisoners, detained, liquidated and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kronika.language.cues import listed
from kronika.language.figures import total_before
from kronika.model.ids import make_id
from kronika.reading.text import arguments
from kronika.reading.text.hits import FIGURE
from kronika.reading.text.proposal import Detail, Figure, TextProposal
from kronika.reading.text.quotes import quote_span

if TYPE_CHECKING:
    from kronika.language.figures import Count
    from kronika.reading.text.attribution import Speaker
    from kronika.reading.text.hits import Judged
    from kronika.reading.text.scene import Hit, Scene

_RULE = "text: a number of people, organisations or cases"
_NEVER_COUNTED = frozenset({"measure", "election", "referral", "echo", "relation"})


def figures(scene: Scene, judged: list[Judged], facts: list[TextProposal], speaker: Speaker | None) -> list[TextProposal]:
    """Return the figures of a sentence; ``facts`` are what else it proposes."""
    found = []
    for count in scene.counts:
        if count.number.value <= _FEW and not count.number.qualifier and count.unit != "organisations":
            # "two parents" are people to be named, not a statistic
            continue
        hit = _hit_of(scene, count, judged)
        own = any(fact.group is not None and _holds(scene, fact, count) for fact in facts)
        if hit is not None and hit.rule.kind == FIGURE and not own and _expected(scene, count):
            hit = None
        if _is_total(scene, count) or (
            not own and hit is None and count.unit == "facts" and re.search(r"[\d]", count.number.written)
        ):
            pass
        elif not own and hit is None and not listed(scene.view.language, "words", "telling_nouns").search(count.noun.lower()):
            continue
        found.append(_figure(scene, count, hit, speaker))
    return found


def _is_total(scene: Scene, count: Count) -> bool:
    """Say whether the number is said to be the one of something: "the number of closed organisations reached 507"."""
    return bool(total_before(scene.view.lower, scene.view.language, count.start, scene.start))


def _expected(scene: Scene, count: Count) -> bool:
    """Say whether the number is one that is hoped for, feared or planned."""
    before = listed(scene.view.language, "doubt", "before")
    return bool(before.search(scene.view.lower, scene.start, count.start))


def _holds(scene: Scene, fact: TextProposal, count: Count) -> bool:
    start, end = scene.view.span(count.start, count.end)
    return fact.start <= start and end <= fact.end


def _hit_of(scene: Scene, count: Count, judged: list[Judged]) -> Hit | None:
    """Return the words that say what the number is about: in its own clause, doubted or not."""
    best: tuple[int, Hit] | None = None
    for item in judged:
        hit = item.hit
        if (
            hit.rule.kind in _NEVER_COUNTED
            or (item.doubt and hit.rule.kind != FIGURE)
            or re.search(r"\bby\s+$", scene.view.lower[max(count.start - 4, 0) : count.start])
        ):
            continue
        low, high = (count.end, hit.start) if hit.start >= count.end else (hit.end, count.start)
        between = scene.view.lower[low:high] if low < high else ""
        if re.search(r"[;:]|\s[—–]\s", between) or len(between) > _REACH or (item.doubt == "denied"):
            continue
        if hit.rule.kind != FIGURE and low < high and between.count(",") > 1:
            continue
        if best is None or len(between) < best[0]:
            best = (len(between), hit)
    return best[1] if best else None


_REACH = 130
_FEW = 3


def _figure(scene: Scene, count: Count, hit: Hit | None, speaker: Speaker | None) -> TextProposal:
    view = scene.view
    when = _as_of(scene, count)
    spans = [(count.start, count.end)] + ([(hit.start, hit.end)] if hit else [])
    start, end = view.span(*quote_span(scene, spans))
    noun = _noun(scene, count) if count.noun else _noun_before(scene, count)
    figure = Figure(
        value=count.number.value,
        qualifier=view.written(count.number.qualifier_start, count.number.start).lower() if count.number.qualifier else "",
        of=noun,
        unit=count.unit or _unit_before(scene, count),
        as_of=when,
        claimed_by=speaker.written if speaker else "",
        original=view.written(count.start, count.number.end),
    )
    return TextProposal(
        kind="figure",
        quote="",
        start=start,
        end=end,
        figure=figure,
        attributed_to=figure.claimed_by,
        rule=_RULE,
        rule_id=f"figure.{view.language}",
        language=view.language,
        published=view.published,
        event=make_id("v", "figure", view.place(count.start)),
        details={"value": Detail(*view.span(count.start, count.end))},
        cue=view.place(count.start),
    )


def _as_of(scene: Scene, count: Count) -> str:
    """Return the day or month that a figure is about: a date in its sentence, or that of the page for "currently"."""
    dated = [when for when in scene.dates if not arguments.is_since(scene, when)]
    if dated:
        return min(dated, key=lambda when: abs(when.start - count.end)).edtf
    now = listed(scene.view.language, "words", "now").search(scene.view.lower, scene.start, scene.end)
    return scene.published if now else ""


def _previous(scene: Scene, count: Count) -> re.Match[str] | None:
    """Return the noun that a number without one takes up ("civil society organisations: over a thousand have been ...")."""
    for key in ("organisations_many", "people_many"):
        found = list(listed(scene.view.language, "words", key).finditer(scene.view.lower, scene.start, count.start))
        if found:
            return found[0] if _is_total(scene, count) else found[-1]
    return None


def _noun(scene: Scene, count: Count) -> str:
    """Return what is counted in the letters of the source."""
    start = scene.view.text.rfind(count.noun, count.start, count.end)
    return scene.view.written(start, start + len(count.noun)) if start >= 0 else count.noun


def _noun_before(scene: Scene, count: Count) -> str:
    match = _previous(scene, count)
    return scene.view.written(*match.span()) if match else ""


def _unit_before(scene: Scene, count: Count) -> str:
    pattern = listed(scene.view.language, "words", "organisations_many")
    return "organisations" if pattern.search(scene.view.lower, scene.start, count.start) else "people"
