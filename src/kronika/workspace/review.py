"""Reviewing pairs one by one: both sides with every fact and quote, and the answer of a role."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kronika.workspace.candidates import walls
from kronika.workspace.judge import judge_in
from kronika.workspace.link import Asked, Queue, Waiting, checked
from kronika.workspace.opening import opened, role
from kronika.workspace.people import entities
from kronika.workspace.show import act, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.settings import Settings
    from kronika.store.record import Record


class Review:
    """A queue that somebody works through, on one open record.

    Attributes:
        queue: what was asked.
    """

    def __init__(self, record: Record, settings: Settings, asked: Asked) -> None:
        self._record = record
        self._settings = settings
        self.queue = Queue(record, checked(asked), role(settings), settings.clock().date().isoformat())

    @cached_property
    def items(self) -> list[Waiting]:
        """The pairs that wait, in order."""
        return self.queue.namesakes() if self.queue.asked.namesakes else self.queue.waiting()

    def open(self, item: Waiting) -> bool:
        """Say whether a pair still waits: a judgement on another pair may have joined the two, or held them apart."""
        joined = entities(self._record)
        both = frozenset(joined.get(ident, ident) for ident in (item.left.id, item.right.id))
        return bool(item.again) or (len(both) > 1 and both not in walls(self._record, joined))

    def sides(self, item: Waiting) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return both people with all that is said of them (see ``show.py``), or both acts with theirs."""
        joined, lookup = entities(self._record), self.queue.lookup
        if item.left.subject:
            return act(self._record, item.left.id, lookup), act(self._record, item.right.id, lookup)
        return person(self._record, item.left.id, lookup, joined), person(self._record, item.right.id, lookup, joined)

    def earlier(self, item: Waiting) -> list[dict[str, Any]]:
        """Return the judgements on either of a pair, oldest first, as JSON has them."""
        return [self.queue.judgement(judged) for judged in self.queue.earlier(item)]

    def judge(self, item: Waiting, verdict: str, reason: str) -> dict[str, Any]:
        """Record a judgement; it is saved when this returns."""
        done = judge_in(self._record, self._settings, (item.left.id, item.right.id), verdict, reason)
        self.queue.refresh()
        return done


@contextmanager
def reviewing(settings: Settings, asked: Asked) -> Iterator[Review]:
    """The queue of a record, open for as long as somebody works through it."""
    with opened(settings) as record:
        yield Review(record, settings, asked)
