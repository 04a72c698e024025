"""The court session that a page is telling of: its court, day and articles hold for the sentences that follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.cues import listed
from kronika.reading.text.arguments import articles_of
from kronika.reading.text.proposal import Detail

if TYPE_CHECKING:
    from kronika.language.dates import When
    from kronika.reading.text.courts import Value
    from kronika.reading.text.proposal import TextProposal
    from kronika.reading.text.scene import Scene
    from kronika.reading.text.view import View

#: kinds that a court decides in a session
OF_A_COURT = frozenset({"sentence", "trial"})
_OF_THE_SESSION = OF_A_COURT | {"replacement"}
#: a session reaches so many sentences of its own paragraph
_REACH = 3
#: a sentence that only names a court or a day, and is no longer, is a heading and reaches farther
_HEADER = 120
#: a heading's day may stand in so many sentences before the court
_DAY_ABOVE = 2


class Session(NamedTuple):
    """A court that was named, with what was said of the same session.

    Attributes:
        court: as written; ``view``: the passage that it stands in; ``sentence``: its number.
        date: of the session, if said; ``articles``: on which it decided.
        header: it stands in a heading: it holds until the next court.
    """

    court: Value
    view: View
    sentence: int
    date: When | None
    header: bool
    articles: tuple[Value, ...]


class Sessions:
    """Follows the sessions of a document, sentence by sentence."""

    def __init__(self) -> None:
        self._current: Session | None = None
        self._header_day: tuple[int, When | None] = (-_DAY_ABOVE - 1, None)
        self._told: tuple[View, int, When] | None = None

    def follow(self, scene: Scene, facts: list[TextProposal]) -> Session | None:
        """Note the court that a sentence names, if what is said of it goes on; return the session that held before it."""
        before = self._current
        self._note_told_day(scene, facts)
        heading = not facts and scene.end - scene.start < _HEADER
        if not scene.courts:
            if heading and scene.dates:
                self._header_day = (scene.number, scene.dates[0])
                if before is not None and before.header and before.date not in {None, scene.dates[0]}:
                    # a new day of a chronicle: its court is not yet named
                    self._current = None
            return before
        others = any(fact.kind not in OF_A_COURT for fact in facts)
        day = scene.dates[0] if scene.dates and not others else None
        if day is None and not others and scene.number - self._header_day[0] <= _DAY_ABOVE:
            day = self._header_day[1]
        told = listed(scene.view.language, "words", "verdicts").search(scene.view.lower, scene.start, scene.end)
        tried = any(hit.rule.kind in OF_A_COURT for hit in scene.hits)
        if facts or heading or told or tried:
            articles = () if facts else tuple(articles_of(scene, scene.start, scene.end))
            self._current = Session(scene.courts[0], scene.view, scene.number, day, heading, articles)
        return before

    def _note_told_day(self, scene: Scene, facts: list[TextProposal]) -> None:
        """Note the day of a hearing or a verdict that a sentence without facts tells ("The verdict was passed on 3 March.")."""
        if facts or not scene.dates:
            return
        language, lower = scene.view.language, scene.view.lower
        told = listed(language, "words", "verdicts").search(lower, scene.start, scene.end)
        held = listed(language, "words", "was_held").search(lower, scene.start, scene.end)
        doubted = listed(language, "doubt", "before").search(lower, scene.start, scene.end)
        if told and held and not doubted:
            self._told = (scene.view, scene.number, scene.dates[0])

    def told_day(self, scene: Scene) -> tuple[View, When] | None:
        """Return the day of the hearing that the sentences just before told of, in the same paragraph."""
        if self._told is None:
            return None
        view, number, when = self._told
        near = view.paragraph == scene.view.paragraph and 0 < scene.number - number <= _DAY_ABOVE
        return (view, when) if near else None


def on_told_day(fact: TextProposal, told: tuple[View, When] | None) -> TextProposal:
    """Return a decision of a court with the day that was told just before it."""
    if told is None or fact.date or fact.kind not in OF_A_COURT:
        return fact
    view, when = told
    details = fact.details | {"date": Detail(*view.span(when.start, when.end))}
    return replace(fact, date=when.edtf, date_resolved=when.resolved, details=details)


def in_session(fact: TextProposal, session: Session | None, scene: Scene) -> TextProposal:
    """Return a fact with the court, the day and the articles of the session that its page is telling of."""
    if session is None or fact.kind not in _OF_THE_SESSION or fact.court:
        return fact
    near = session.view.paragraph == scene.view.paragraph and scene.number - session.sentence <= _REACH
    if not near and not session.header:
        return fact
    if fact.date and (session.date is None or fact.date != session.date.edtf):
        return fact
    details = fact.details | {"court": _detail(session, session.court)}
    fact = replace(fact, court=session.court.value, details=details)
    if not fact.date and session.date is not None:
        details = fact.details | {"date": Detail(*session.view.span(session.date.start, session.date.end))}
        fact = replace(fact, date=session.date.edtf, date_resolved=session.date.resolved, details=details)
    if not fact.article and session.articles and fact.kind in OF_A_COURT:
        article = "; ".join(dict.fromkeys(value.value for value in session.articles))
        span = Detail(*session.view.span(session.articles[0].start, session.articles[-1].end))
        fact = replace(fact, article=article, details=fact.details | {"article": span})
    return fact


def _detail(session: Session, value: Value) -> Detail:
    return Detail(*session.view.span(value.start, value.end))
