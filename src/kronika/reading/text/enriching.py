"""What a later sentence adds to a fact: the article of a conviction, the judge, without making it a second fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kronika.language.cues import word_pattern
from kronika.language.lexicon import lexicon
from kronika.reading.text.arguments import officials
from kronika.reading.text.courts import Value, courts_in

if TYPE_CHECKING:
    from kronika.language.dates import When
    from kronika.reading.text.proposal import TextProposal
    from kronika.reading.text.scene import Scene
    from kronika.reading.text.view import View

#: a sentence adds to facts of so many sentences before it
_BACK = 3
_ADDED = ("article", "court", "judge", "prosecutor")
_OF_A_COURT = frozenset({"sentence", "trial"})
#: a sentence that only names a court, and is no longer, is a heading
_HEADER = 120


@dataclass(frozen=True)
class _Session:
    """A court that was named, with what was said of the same session: where, when, and how far it reaches."""

    court: Value
    view: View
    sentence: int
    date: When | None
    header: bool


class Enricher:
    """Adds the facts of sentences one by one; a fact that only tells more of an earlier one is put into it."""

    def __init__(self) -> None:
        self._sentence_of: dict[int, int] = {}
        self._session: _Session | None = None

    def add(self, found: list[TextProposal], fresh: list[TextProposal], scene: Scene) -> list[TextProposal]:
        """Return ``found`` with the facts of one more sentence."""
        fresh = [self._in_session(proposal, scene) for proposal in fresh]
        self._open_session(scene, fresh)
        recent = [index for index in range(len(found)) if scene.number - self._sentence_of.get(index, -_BACK - 1) <= _BACK]
        if not fresh:
            self._add_officials(found, recent, scene)
            return found
        for proposal in fresh:
            same = [index for index in recent if _only_adds(found[index], proposal)]
            if same and _covered(found, same, proposal):
                for index in same:
                    found[index] = _with(found[index], proposal)
                continue
            self._sentence_of[len(found)] = scene.number
            found.append(proposal)
        return found

    def _open_session(self, scene: Scene, fresh: list[TextProposal]) -> None:
        """Note the court that a sentence names, if what is said of it goes on: a header, or a verdict that is announced."""
        courts = courts_in(scene.view, scene.start, scene.end)
        if not courts:
            return
        about = word_pattern(lexicon(scene.view.language, "words")["verdicts"])
        other = any(proposal.kind not in _OF_A_COURT for proposal in fresh)
        date = scene.dates[0] if scene.dates and not other else None
        header = not fresh and scene.end - scene.start < _HEADER
        if fresh or header or re.search(about, scene.view.lower[scene.start : scene.end]):
            self._session = _Session(courts[0], scene.view, scene.number, date, header)

    def _in_session(self, proposal: TextProposal, scene: Scene) -> TextProposal:
        """Return a fact with the court and the day of the session that its page is telling of."""
        session = self._session
        if session is None or proposal.kind not in _OF_A_COURT or proposal.court:
            return proposal
        near = session.view.paragraph == scene.view.paragraph and scene.number - session.sentence <= _BACK
        if not near and not session.header:
            return proposal
        if proposal.date and (session.date is None or proposal.date != session.date.edtf):
            return proposal
        changes: dict[str, object] = {"court": session.court.value}
        details = proposal.details | {"court": session.view.span(session.court.start, session.court.end)}
        if not proposal.date and session.date is not None:
            changes |= {"date": session.date.edtf, "date_resolved": session.date.resolved}
            details |= {"date": session.view.span(session.date.start, session.date.end)}
        return replace(proposal, **changes, details=details)  # type: ignore[arg-type]

    def _add_officials(self, found: list[TextProposal], recent: list[int], scene: Scene) -> None:
        values = officials(scene)
        if not values:
            return
        for index in recent:
            proposal = found[index]
            if proposal.kind not in _OF_A_COURT or scene.number - self._sentence_of[index] > 2:  # noqa: PLR2004
                continue
            for role, value in values.items():
                if not getattr(proposal, role):
                    span = scene.view.span(value.start, value.end)
                    proposal = replace(proposal, **{role: value.value}, details=proposal.details | {role: span})  # type: ignore[arg-type]
            found[index] = proposal


def _only_adds(earlier: TextProposal, later: TextProposal) -> bool:
    """Say whether a conviction without a punishment is the one told before: same people, nothing contradicted."""
    if later.kind != "sentence" or earlier.kind != "sentence" or later.term or later.fine or later.group or later.date:
        return False
    if not {name.nominative for name in earlier.people} <= {name.nominative for name in later.people} or not earlier.people:
        return False
    return all(not getattr(earlier, name) or not getattr(later, name) or getattr(earlier, name) == getattr(later, name) for name in _ADDED)


def _covered(found: list[TextProposal], same: list[int], proposal: TextProposal) -> bool:
    """Say whether the earlier facts are about everybody of the later one."""
    named = {name.nominative for index in same for name in found[index].people}
    return {name.nominative for name in proposal.people} <= named


def _with(earlier: TextProposal, later: TextProposal) -> TextProposal:
    values = {name: getattr(earlier, name) or getattr(later, name) for name in _ADDED}
    details = {name: span for name, span in later.details.items() if name in _ADDED and not getattr(earlier, name)}
    return replace(earlier, **values, details=earlier.details | details)
