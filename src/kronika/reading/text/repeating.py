"""When a sentence tells again what was told before, or only adds to it: nothing is proposed twice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kronika.language.cues import rules
from kronika.reading.text.proposal import Detail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.reading.text.proposal import TextProposal

#: what happens once is told once; a second mention is news only if it says more
_ONCE = frozenset({"release", "pardon", "death", "recognition"})
#: told in two neighbouring sentences (a heading and the first sentence below it), these are one fact too
_TOLD_ONCE = _ONCE | {"detention", "transfer", "trial", "charge", "crossing"}
_NEWS = ("date", "article", "court", "how", "place", "term")
#: what a later sentence may add to a conviction
ADDED = ("article", "court", "judge", "prosecutor")


def who(fact: TextProposal) -> frozenset[str]:
    """Return the people of a fact, by their nominatives."""
    return frozenset(name.nominative for name in fact.people)


def tells_again(earlier: TextProposal, later: TextProposal) -> bool:
    """Say whether a fact of the sentence before is the same, of the same people, and no less is said of it."""
    if later.kind not in _TOLD_ONCE or not later.people or earlier.kind != later.kind or who(earlier) != who(later):
        return False
    return all(not getattr(later, name) or getattr(later, name) == getattr(earlier, name) for name in _NEWS)


def with_how(earlier: TextProposal, later: TextProposal) -> TextProposal:
    """Return a release with how it came about, which the next sentence says ("X is free. He served his term")."""
    same = earlier.kind == later.kind and later.kind in _ONCE and who(earlier) == who(later)
    if not same or not later.how or earlier.how:
        return earlier
    detail = later.details.get("how", Detail(later.start, later.end))
    return replace(earlier, how=later.how, details=earlier.details | {"how": detail})


def is_mention(fact: TextProposal) -> bool:
    """Say whether a fact may be a mere mention: of a kind that happens once, a noun ("after the arrest of X"), a state."""
    if fact.group or not fact.people or any(getattr(fact, name) for name in _NEWS):
        return False
    return fact.kind in _ONCE or fact.rule_id in _mentioning(fact.language)


@cache
def _mentioning(language: str) -> frozenset[str]:
    return frozenset(rule.id for rule in rules(language) if rule.patient == "of" or rule.state)


def only_adds(earlier: TextProposal, later: TextProposal) -> bool:
    """Say whether a conviction without a punishment is the one told before: same people, nothing contradicted."""
    charged = later.kind == "charge" and len(later.people) > 1 and bool(later.article)
    if earlier.kind != "sentence" or (later.kind != "sentence" and not charged):
        return False
    if later.term or later.fine or later.group or later.date or not earlier.people or not who(earlier) <= who(later):
        return False
    pairs = ((getattr(earlier, name), getattr(later, name)) for name in ADDED)
    return all(not one or not other or one == other for one, other in pairs)


def covers(earlier: Iterable[TextProposal], later: TextProposal) -> bool:
    """Say whether earlier facts are about everybody of a later one."""
    named = {name for fact in earlier for name in who(fact)}
    return who(later) <= named


def with_added(earlier: TextProposal, later: TextProposal) -> TextProposal:
    """Return an earlier fact with what a later one adds."""
    values = {name: getattr(earlier, name) or getattr(later, name) for name in ADDED}
    details = {name: span for name, span in later.details.items() if name in ADDED and not getattr(earlier, name)}
    return replace(earlier, **values, details=earlier.details | details)
