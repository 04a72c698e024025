"""What a later sentence adds to a fact: the article of a conviction, the judge, without making it a second fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kronika.language.cues import rules, word_pattern
from kronika.language.lexicon import lexicon
from kronika.reading.text.arguments import articles_of, officials
from kronika.reading.text.proposal import Detail

if TYPE_CHECKING:
    from kronika.language.dates import When
    from kronika.reading.text.courts import Value
    from kronika.reading.text.proposal import TextProposal
    from kronika.reading.text.scene import Scene
    from kronika.reading.text.view import View

#: a sentence adds to facts of so many sentences before it
_BACK = 3
_ADDED = ("article", "court", "judge", "prosecutor")
_OF_A_COURT = frozenset({"sentence", "trial"})
_OF_THE_SESSION = _OF_A_COURT | {"replacement"}
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
    articles: tuple[Value, ...] = ()


class Enricher:
    """Adds the facts of sentences one by one; a fact that only tells more of an earlier one is put into it."""

    def __init__(self) -> None:
        self._sentence_of: dict[int, int] = {}
        self._session: _Session | None = None
        self._header_date: tuple[int, When | None] = (-9, None)

    def add(self, found: list[TextProposal], fresh: list[TextProposal], scene: Scene) -> list[TextProposal]:
        """Return ``found`` with the facts of one more sentence."""
        session = self._session
        self._open_session(scene, fresh)
        recent = [index for index in range(len(found)) if scene.number - self._sentence_of.get(index, -_BACK - 1) <= _BACK]
        if not fresh:
            self._add_officials(found, recent, scene)
            self._add_verdict(found, recent, scene)
            return found
        for proposal in fresh:
            proposal = self._of_the_same(found, recent, proposal, scene)  # noqa: PLW2901 - the fact as it is now known
            if self._is_told(found, recent, proposal) or _is_repetition(
                [*found, *(other for other in fresh if other is not proposal)], proposal
            ):
                continue
            same = [index for index in recent if _only_adds(found[index], proposal)]
            if same and _covered(found, same, proposal):
                for index in same:
                    found[index] = _with(found[index], proposal)
                continue
            self._sentence_of[len(found)] = scene.number
            recent.append(len(found))
            found.append(self._from_the_courtroom(found, recent, _in_session(proposal, session, scene), scene))
        return found

    def _is_told(self, found: list[TextProposal], recent: list[int], later: TextProposal) -> bool:
        """Say whether the sentence before told the same of the same people, and no less: a heading and its first sentence."""
        if later.kind not in _TOLD_ONCE or not later.people:
            return False
        who = {name.nominative for name in later.people}
        for index in recent[-4:]:
            earlier = found[index]
            same = earlier.kind == later.kind and who == {name.nominative for name in earlier.people}
            if not same:
                continue
            if later.kind in _ONCE and later.how and not earlier.how:
                # "X is free. He served his term": how, and no second release
                earlier = replace(
                    earlier,
                    how=later.how,
                    details=earlier.details | {"how": later.details.get("how", Detail(later.start, later.end))},
                )
                found[index] = earlier
            if all(not getattr(later, name) or getattr(later, name) == getattr(earlier, name) for name in _NEWS):
                return True
        return False

    def _of_the_same(self, found: list[TextProposal], recent: list[int], proposal: TextProposal, scene: Scene) -> TextProposal:
        """Return a fact about named people with the day on which the sentence before says that it happened to a number of people."""
        if proposal.date or not proposal.people:
            return proposal
        for index in recent:
            earlier = found[index]
            near = scene.number - self._sentence_of[index] == 1
            if near and earlier.kind == proposal.kind and earlier.group and earlier.date and (earlier.group.high or 2) > 1:
                details = proposal.details | {"date": earlier.details["date"]}
                return replace(proposal, date=earlier.date, date_resolved=earlier.date_resolved, details=details)
        return proposal

    def _from_the_courtroom(
        self, found: list[TextProposal], recent: list[int], proposal: TextProposal, scene: Scene
    ) -> TextProposal:
        """Return a release in the courtroom with the day of the verdict that was told just before."""
        if proposal.kind != "release" or proposal.date:
            return proposal
        words_of = lexicon(scene.view.language, "words")["courtroom"]
        if not re.search(word_pattern(words_of), scene.view.lower[scene.start : scene.end]):
            return proposal
        for index in reversed(recent):
            earlier = found[index] if index < len(found) else proposal
            if earlier.kind == "sentence" and earlier.date and "date" in earlier.details:
                return replace(
                    proposal, date=earlier.date, date_resolved=True, details=proposal.details | {"date": earlier.details["date"]}
                )
        return proposal

    def _open_session(self, scene: Scene, fresh: list[TextProposal]) -> None:
        """Note the court that a sentence names, if what is said of it goes on: a header, or a verdict that is announced."""
        courts = scene.courts
        short = not fresh and scene.end - scene.start < _HEADER
        if not courts:
            self._header_date = (scene.number, scene.dates[0]) if short and scene.dates else self._header_date
            return
        about = word_pattern(lexicon(scene.view.language, "words")["verdicts"])
        other = any(proposal.kind not in _OF_A_COURT for proposal in fresh)
        date = scene.dates[0] if scene.dates and not other else None
        if date is None and not other and scene.number - self._header_date[0] <= 2:
            date = self._header_date[1]
        header = short
        if fresh or header or re.search(about, scene.view.lower[scene.start : scene.end]):
            articles = () if fresh else tuple(articles_of(scene, scene.start, scene.end))
            self._session = _Session(courts[0], scene.view, scene.number, date, header, articles)

    def _add_verdict(self, found: list[TextProposal], recent: list[int], scene: Scene) -> None:
        """Add the articles, and the day on which it was announced, that a sentence says of the verdict right before it."""
        table = lexicon(scene.view.language, "words")
        text = scene.view.lower[scene.start : scene.end]
        if re.search(word_pattern(lexicon(scene.view.language, "doubt")["before"]), text):
            return
        pause = scene.view.lower.find(";", scene.start, scene.end)
        articles = articles_of(scene, scene.start, pause if pause > 0 else scene.end)
        announced = bool(
            re.search(word_pattern(table["verdict_said"]), text) and re.search(word_pattern(table["announced"]), text)
        )
        for index in recent:
            proposal = found[index]
            if proposal.kind != "sentence" or scene.number - self._sentence_of[index] > 1:
                continue
            if articles and not proposal.article:
                value = "; ".join(dict.fromkeys(article.value for article in articles))
                span = Detail(*scene.view.span(articles[0].start, articles[-1].end))
                proposal = replace(proposal, article=value, details=proposal.details | {"article": span})
            if scene.dates and not proposal.date and announced:
                when = scene.dates[0]
                span = Detail(*scene.view.span(when.start, when.end))
                proposal = replace(
                    proposal, date=when.edtf, date_resolved=when.resolved, details=proposal.details | {"date": span}
                )
            found[index] = proposal

    def _add_officials(self, found: list[TextProposal], recent: list[int], scene: Scene) -> None:
        values = officials(scene)
        if not values:
            return
        for index in recent:
            proposal = found[index]
            if proposal.kind not in _OF_A_COURT or scene.number - self._sentence_of[index] > 2:
                continue
            for role, value in values.items():
                if not getattr(proposal, role):
                    span = Detail(*scene.view.span(value.start, value.end))
                    proposal = replace(proposal, **{role: value.value}, details=proposal.details | {role: span})  # type: ignore[arg-type]
            found[index] = proposal


def _in_session(proposal: TextProposal, session: _Session | None, scene: Scene) -> TextProposal:
    """Return a fact with the court and the day of the session that its page is telling of."""
    if session is None or proposal.kind not in _OF_THE_SESSION or proposal.court:
        return proposal
    near = session.view.paragraph == scene.view.paragraph and scene.number - session.sentence <= _BACK
    if not near and not session.header:
        return proposal
    if proposal.date and (session.date is None or proposal.date != session.date.edtf):
        return proposal
    changes: dict[str, object] = {"court": session.court.value}
    details = proposal.details | {"court": Detail(*session.view.span(session.court.start, session.court.end))}
    if not proposal.date and session.date is not None:
        changes |= {"date": session.date.edtf, "date_resolved": session.date.resolved}
        details |= {"date": Detail(*session.view.span(session.date.start, session.date.end))}
    if not proposal.article and session.articles and proposal.kind in {"sentence", "trial"}:
        changes |= {"article": "; ".join(dict.fromkeys(value.value for value in session.articles))}
        details |= {"article": Detail(*session.view.span(session.articles[0].start, session.articles[-1].end))}
    return replace(proposal, **changes, details=details)  # type: ignore[arg-type]


def _is_repetition(found: list[TextProposal], later: TextProposal) -> bool:
    """Say whether a fact only mentions again what the page has told: "after his arrest"."""
    if not _mentions_again(later) or later.group or not later.people or any(getattr(later, name) for name in _NEWS):
        return False
    who = {name.nominative for name in later.people}
    return any(earlier.kind == later.kind and who <= {name.nominative for name in earlier.people} for earlier in found)


#: what happens once is told once; a second mention is news only if it says more
_ONCE = frozenset({"release", "pardon", "death", "recognition"})


def _mentions_again(proposal: TextProposal) -> bool:
    """Say whether a fact may be a mere mention: one of a kind that happens once, or a noun ("after the arrest of X")."""
    return proposal.kind in _ONCE or any(
        rule.id == proposal.rule_id and (rule.patient == "of" or rule.state) for rule in rules(proposal.language)
    )


_TOLD_ONCE = _ONCE | {"detention", "transfer", "trial", "charge", "crossing"}
_NEWS = ("date", "article", "court", "how", "place", "term")


def _only_adds(earlier: TextProposal, later: TextProposal) -> bool:
    """Say whether a conviction without a punishment is the one told before: same people, nothing contradicted."""
    charged = later.kind == "charge" and len(later.people) > 1 and bool(later.article)
    if (
        (later.kind != "sentence" and not charged)
        or earlier.kind != "sentence"
        or later.term
        or later.fine
        or later.group
        or later.date
    ):
        return False
    if not {name.nominative for name in earlier.people} <= {name.nominative for name in later.people} or not earlier.people:
        return False
    return all(
        not getattr(earlier, name) or not getattr(later, name) or getattr(earlier, name) == getattr(later, name)
        for name in _ADDED
    )


def _covered(found: list[TextProposal], same: list[int], proposal: TextProposal) -> bool:
    """Say whether the earlier facts are about everybody of the later one."""
    named = {name.nominative for index in same for name in found[index].people}
    return {name.nominative for name in proposal.people} <= named


def _with(earlier: TextProposal, later: TextProposal) -> TextProposal:
    values = {name: getattr(earlier, name) or getattr(later, name) for name in _ADDED}
    details = {name: span for name, span in later.details.items() if name in _ADDED and not getattr(earlier, name)}
    return replace(earlier, **values, details=earlier.details | details)
