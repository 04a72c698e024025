"""What a later sentence adds to a fact: the article of a conviction, the judge, the day, without making it a second fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kronika.language.cues import listed
from kronika.reading.text import repeating
from kronika.reading.text.arguments import ARTICLE_KINDS, articles_of, officials
from kronika.reading.text.proposal import Detail
from kronika.reading.text.session import OF_A_COURT, Sessions, in_session, on_told_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.reading.text.proposal import TextProposal
    from kronika.reading.text.scene import Scene

#: a sentence adds to facts of so many sentences before it
_BACK = 3
#: when a verdict was announced is told so many sentences later
_VERDICT_BACK = 2
#: what was decided on a day that the next sentence may say
_DECIDED = frozenset({"sentence", "trial", "charge", "designation", "liquidation"})
#: a judge is named, a repeated fact told, in so many of the last sentences
_JUDGE_BACK = 2
#: a repetition is looked for among so many of the last facts
_TOLD_BACK = 4


class Enricher:
    """Takes the facts of sentences one by one; a fact that only tells more of an earlier one is put into it.

    Attributes:
        facts: of all sentences so far, in order.
    """

    def __init__(self) -> None:
        self.facts: list[TextProposal] = []
        self._recent: list[tuple[int, int]] = []
        self._told: dict[str, set[str]] = {}
        self._sessions = Sessions()

    def add(self, fresh: list[TextProposal], scene: Scene) -> None:
        """Take the facts of one more sentence."""
        session = self._sessions.follow(scene, fresh)
        self._recent = [(sentence, index) for sentence, index in self._recent if scene.number - sentence <= _BACK]
        if not fresh:
            self._add_officials(scene)
            self._add_verdict(scene)
            return
        for proposal in fresh:
            fact = self._on_the_day_of_the_group(proposal, scene)
            if self._is_told(fact, fresh) or self._only_adds(fact):
                continue
            self._recent.append((scene.number, len(self.facts)))
            self._told.setdefault(fact.kind, set()).update(repeating.who(fact))
            fact = self._of_the_same_court(fact, scene)
            fact = on_told_day(in_session(fact, session, scene), self._sessions.told_day(scene))
            self.facts.append(self._from_the_courtroom(self._in_company(fact, scene), scene))

    def just_before(self, scene: Scene) -> list[TextProposal]:
        """Return the facts of the sentence right before one."""
        return [self.facts[index] for sentence, index in self._recent if scene.number - sentence == 1]

    def _indexes(self, scene: Scene, back: int) -> Iterator[int]:
        """Yield the places of the facts of the last ``back`` sentences, this one included."""
        # a fact that is just being added has its place already, but is not there yet
        return (index for sentence, index in self._recent if scene.number - sentence <= back and index < len(self.facts))

    def _is_told(self, fact: TextProposal, fresh: list[TextProposal]) -> bool:
        """Say whether a fact was told before; how a release came about is noted on the way."""
        for _, index in self._recent[-_TOLD_BACK:]:
            self.facts[index] = repeating.with_how(self.facts[index], fact)
            if repeating.tells_again(self.facts[index], fact):
                return True
        if not repeating.is_mention(fact):
            return False
        same = [other for other in fresh if other is not fact and other.kind == fact.kind and not repeating.is_mention(other)]
        told = self._told.get(fact.kind, set()) | {name for other in same for name in repeating.who(other)}
        return repeating.who(fact) <= told

    def _only_adds(self, fact: TextProposal) -> bool:
        same = [index for _, index in self._recent if repeating.only_adds(self.facts[index], fact)]
        if not same or not repeating.covers((self.facts[index] for index in same), fact):
            return False
        for index in same:
            self.facts[index] = repeating.with_added(self.facts[index], fact)
        return True

    def _on_the_day_of_the_group(self, fact: TextProposal, scene: Scene) -> TextProposal:
        """Give named people the day of the number of people of the sentence before."""
        if fact.date or not fact.people:
            return fact
        for sentence, index in self._recent:
            earlier = self.facts[index]
            near = scene.number - sentence == 1 and earlier.kind == fact.kind
            if near and earlier.group and earlier.date and (earlier.group.high or 2) > 1:
                details = fact.details | {"date": earlier.details["date"]}
                return replace(fact, date=earlier.date, date_resolved=earlier.date_resolved, details=details)
        return fact

    def _of_the_same_court(self, fact: TextProposal, scene: Scene) -> TextProposal:
        """Return a decision with the day and the court of the one before it where the sentence begins "It also gave"."""
        if fact.kind not in OF_A_COURT or fact.date:
            return fact
        if not listed(scene.view.language, "words", "same_court").match(scene.view.lower, scene.start):
            return fact
        for index in self._indexes(scene, 1):
            earlier = self.facts[index]
            if earlier.kind in OF_A_COURT and earlier.date:
                named = [name for name in ("date", "court") if not getattr(fact, name) and name in earlier.details]
                values: dict[str, Any] = {name: getattr(earlier, name) for name in named}
                details = fact.details | {name: earlier.details[name] for name in named}
                return replace(fact, **values, date_resolved=earlier.date_resolved, details=details)
        return fact

    def _in_company(self, fact: TextProposal, scene: Scene) -> TextProposal:
        """Return a fact "together with him" with the day of what happened to him in the sentence before."""
        if fact.date or not fact.people:
            return fact
        if not listed(scene.view.language, "words", "with_them").search(scene.view.lower, scene.start, scene.end):
            return fact
        for index in self._indexes(scene, 1):
            earlier = self.facts[index]
            if earlier.kind == fact.kind and earlier.date:
                details = fact.details | {"date": earlier.details["date"]}
                return replace(fact, date=earlier.date, date_resolved=earlier.date_resolved, details=details)
        return fact

    def _from_the_courtroom(self, fact: TextProposal, scene: Scene) -> TextProposal:
        """Return a release in the courtroom with the day of the verdict that was told just before."""
        if fact.kind != "release" or fact.date:
            return fact
        if not listed(scene.view.language, "words", "courtroom").search(scene.view.lower, scene.start, scene.end):
            return fact
        for _, index in reversed(self._recent):
            earlier = self.facts[index] if index < len(self.facts) else fact
            if earlier.kind == "sentence" and "date" in earlier.details:
                details = fact.details | {"date": earlier.details["date"]}
                return replace(fact, date=earlier.date, date_resolved=True, details=details)
        return fact

    def _add_officials(self, scene: Scene) -> None:
        """Add the judge and the prosecutor whom a sentence without a fact names."""
        values = officials(scene)
        for index in self._indexes(scene, _JUDGE_BACK) if values else ():
            fact = self.facts[index]
            for role, value in values.items():
                if fact.kind in OF_A_COURT and not getattr(fact, role):
                    span = Detail(*scene.view.span(value.start, value.end))
                    fact = replace(fact, **{role: value.value}, details=fact.details | {role: span})  # type: ignore[arg-type]
            self.facts[index] = fact

    def _add_verdict(self, scene: Scene) -> None:
        """Add the articles, and the day on which it was announced, that a sentence says of the verdict right before it."""
        language, lower = scene.view.language, scene.view.lower
        if listed(language, "doubt", "before").search(lower, scene.start, scene.end):
            return
        pause = lower.find(";", scene.start, scene.end)
        articles = articles_of(scene, scene.start, pause if pause > 0 else scene.end)
        said, announced = (
            listed(language, "words", key).search(lower, scene.start, scene.end) for key in ("verdict_said", "announced")
        )
        for index in self._indexes(scene, _VERDICT_BACK if said and announced and not articles else 1):
            fact = self.facts[index]
            if fact.kind not in _DECIDED:
                continue
            if articles and fact.kind in ARTICLE_KINDS and not fact.article:
                value = "; ".join(dict.fromkeys(article.value for article in articles))
                span = Detail(*scene.view.span(articles[0].start, articles[-1].end))
                fact = replace(fact, article=value, details=fact.details | {"article": span})
            if scene.dates and not fact.date and said and announced:
                when = scene.dates[0]
                span = Detail(*scene.view.span(when.start, when.end))
                fact = replace(fact, date=when.edtf, date_resolved=when.resolved, details=fact.details | {"date": span})
            self.facts[index] = fact
