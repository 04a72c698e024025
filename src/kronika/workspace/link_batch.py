"""Many pairs judged the same together, as one judgement of a role, after a random sample of them was read.

Only pairs that leave no doubt go into a batch: where it would put two people of one list into one, or two who were judged
different, none of those who hang together there is taken, and a person looks at them one by one.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kronika.counting.sampling import upper_bound
from kronika.errors import InputError
from kronika.model.judgement import Verdict
from kronika.workspace.candidates import walls
from kronika.workspace.link import Asked, Queue, Waiting, checked
from kronika.workspace.opening import opened, role, writing
from kronika.workspace.people import entities
from kronika.workspace.review import Review
from kronika.workspace.second import Second

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kronika.model.statement import Mention
    from kronika.settings import Settings
    from kronika.store.record import Record

#: a pair of ids, the smaller one first
Key = tuple[str, str]
Answers = dict[Key, Verdict]
CONFIDENCE = 0.95


@dataclass
class Drawn:
    """A random sample of a batch, to be read.

    Attributes:
        review: shows both sides of a pair.
        pairs: what was drawn.
        size: how many pairs the batch holds.
    """

    review: Review
    pairs: list[Waiting]
    size: int


@dataclass(frozen=True)
class Accepted:
    """What a batch did.

    Attributes:
        above: pairs from this probability on.
        size: how many pairs the batch holds.
        accepted: how many were judged the same by it.
        sample: what was drawn, as JSON has pairs.
        answered: how many of these somebody answered for.
        wrong: pairs (ids) that the reader did not find to be one; they were judged as the reader said.
        bound: at most this share of the batch is wrong (95 %); None if nobody answered.
        bound_if_clean: what it would be if the whole sample were right.
        doubtful: pairs above that were left for the queue, because they would join two of one list, or two who were judged
            different.
        waiting: pairs (ids) that wait for a second reader.
        head: of the record afterwards.
    """

    above: float
    size: int
    accepted: int
    sample: list[dict[str, Any]]
    answered: int
    wrong: list[Key]
    bound: float | None
    bound_if_clean: float | None
    doubtful: int
    waiting: list[Key]
    head: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the batch as JSON has it."""
        return {
            "above": self.above,
            "pairs": self.size,
            "accepted": self.accepted,
            "drawn": len(self.sample),
            "answered": self.answered,
            "wrong": [list(pair) for pair in self.wrong],
            "error_bound": self.bound,
            "error_bound_if_sample_is_right": self.bound_if_clean,
            "confidence": CONFIDENCE,
            "left_for_the_queue": self.doubtful,
            "waiting_for_second_reader": [list(pair) for pair in self.waiting],
            "sample": self.sample,
            "head": self.head,
        }


@dataclass
class _Batch:
    """The pairs of a batch, and what becomes of them."""

    items: list[Waiting]
    doubtful: int
    drawn: list[Waiting] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)

    @property
    def wrong(self) -> list[Waiting]:
        return [item for item in self.items if self.answers.get(_key(item), Verdict.SAME) is not Verdict.SAME]

    @property
    def answered(self) -> int:
        return sum(_key(item) in self.answers for item in self.drawn)

    @property
    def bound(self) -> float | None:
        """The bound that the answers for the sample give."""
        if not self.answered:
            return None
        wrong = {_key(item) for item in self.wrong}
        return upper_bound(self.answered, sum(_key(item) in wrong for item in self.drawn), CONFIDENCE, len(self.items))

    @property
    def bound_if_clean(self) -> float | None:
        return upper_bound(len(self.drawn), 0, CONFIDENCE, len(self.items)) if self.drawn else None


def accept(
    settings: Settings,
    asked: Asked,
    above: float,
    *,
    sample: int,
    seed: int | None = None,
    answers: Mapping[Key, Verdict] | None = None,
    ask: Callable[[Drawn], Answers] | None = None,
) -> Accepted:
    """Judge all pairs from a probability on to be the same, after a random sample of them was read.

    Args:
        settings: of the shell, with a role.
        asked: which pairs.
        above: the probability, over 0.5 and up to 1.
        sample: how many pairs to draw.
        seed: for a sample that can be drawn again; None: a new one each time.
        answers: what a reader said of pairs (ids, the smaller one first); those outside the batch change nothing.
        ask: shows the sample and returns answers (a shell on a terminal).

    Raises:
        InputError: the probability or the sample is none, or no pair is that probable.
    """
    if not 0.5 < above <= 1:
        raise InputError("this is no probability to accept from", where=f"--accept-above {above:g}", advice="Give 0.95, say")
    if sample < 0:
        raise InputError("a sample cannot be smaller than nothing", where="--sample", advice="Give a number from 0")
    with opened(settings) as record:
        review = Review(record, settings, checked(asked))
        batch = _batch(record, review, above)
        if not batch.items:
            left = f" ({batch.doubtful} that are wait one by one: 'kronika link')" if batch.doubtful else ""
            raise InputError(f"no pair is that probable{left}", where=f"--accept-above {above:g}", advice="See 'kronika link'")
        # A sample that bounds an error must not be guessable by whoever made the list; with a seed it can be drawn again.
        chance = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311 - with a seed on purpose
        batch.drawn = chance.sample(sorted(batch.items, key=_key), min(sample, len(batch.items)))
        given = dict(answers or {})
        if ask is not None and batch.drawn:
            given.update(ask(Drawn(review, batch.drawn, len(batch.items))))
        batch.answers = {key: verdict for key, verdict in given.items() if key in set(map(_key, batch.items))}
        accepted, waiting = _write(record, settings, batch, above, seed)
        return Accepted(
            above,
            len(batch.items),
            accepted,
            [review.queue.as_dict(item) for item in batch.drawn],
            batch.answered,
            [_key(item) for item in batch.wrong],
            batch.bound,
            batch.bound_if_clean,
            batch.doubtful,
            waiting,
            record.head.hex,
        )


def _key(item: Waiting) -> Key:
    return min(item.left.id, item.right.id), max(item.left.id, item.right.id)


def _write(record: Record, settings: Settings, batch: _Batch, above: float, seed: int | None) -> tuple[int, list[Key]]:
    """Write the judgements; return how many pairs are the same by it, and which wait for a second reader."""
    second = Second(record, role(settings))
    wrong = {_key(item): batch.answers[_key(item)] for item in batch.wrong}
    chosen = [_key(item) for item in batch.items if _key(item) not in wrong]
    reason = _reason(batch, above)
    apart = [key for key in chosen if second.wants_pair(*key, Verdict.SAME)]
    together = [key for key in chosen if key not in set(apart)]
    waiting = []
    with writing(settings, record, "link") as writer:
        for key, verdict in wrong.items():
            if second.judge(writer, *key, str(verdict), "read in the sample of a batch"):
                waiting.append(key)
        waiting += [key for key in apart if second.judge(writer, *key, str(Verdict.SAME), reason)]
        if together:
            noted = {
                "size": len(batch.items),
                "drawn": len(batch.drawn),
                "answered": batch.answered,
                "wrong": sum(_key(item) in wrong for item in batch.drawn),
                "bound": batch.bound,
                "above": above,
                "pairs": [list(_key(item)) for item in batch.drawn],
                "seed": seed,
            }
            writer.judge_together(together, str(Verdict.SAME), reason, sample=noted)
    return len(chosen) - sum(key not in wrong for key in waiting), waiting


def _reason(batch: _Batch, above: float) -> str:
    read = f"accepted in a batch of {len(batch.items)} pairs with a probability of {above:g} or more"
    if batch.bound is None:
        return f"{read}; nobody read a sample"
    drawn = {_key(item) for item in batch.drawn}
    wrong = sum(_key(item) in drawn for item in batch.wrong)
    return f"{read}; {batch.answered} were read, {wrong} wrong: at most {batch.bound * 100:.1f} % of all (95 % sure)"


# -- which pairs -----------------------------------------------------------------------------------------------------------


def _batch(record: Record, review: Review, above: float) -> _Batch:
    """Return the pairs that are probable enough, without those that would join what should stay apart."""
    joined = entities(record)
    found = [
        item
        for item in review.items
        if item.found is not None and item.found.probability >= above and not item.again and item.found.verdict != "different"
    ]
    group = _Groups(joined)
    for item in found:
        group.join(item.left.id, item.right.id)
    members: dict[str, list[Mention]] = {}
    for mention in _everybody(review.queue, found, joined):
        members.setdefault(group.find(mention.id), []).append(mention)
    apart = {frozenset(map(group.find, pair)) for pair in _walled(record, joined)}
    bad = {top for top, together in members.items() if frozenset((top,)) in apart or _doubled(together, joined)}
    kept = [item for item in found if group.find(item.left.id) not in bad]
    return _Batch(kept, len(found) - len(kept))


def _walled(record: Record, joined: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    of: dict[str, str] = {}
    for member, entity in joined.items():
        of.setdefault(entity, member)
    return [tuple(of.get(entity, entity) for entity in pair) for pair in walls(record, dict(joined)) if len(pair) > 1]


def _everybody(queue: Queue, found: Iterable[Waiting], joined: Mapping[str, str]) -> Sequence[Mention]:
    """Return the mentions of the pairs, and those who were judged to be one with them."""
    idents = {ident for item in found for ident in (item.left.id, item.right.id)}
    wanted = {joined[ident] for ident in idents if ident in joined}
    idents.update(member for member, entity in joined.items() if entity in wanted)
    return list(queue.mentions(idents).values())


def _doubled(together: Iterable[Mention], joined: Mapping[str, str]) -> bool:
    """Say whether two mentions of one list, or of one source, are among these without being one already."""
    seen: dict[tuple[str, str], str] = {}
    for mention in together:
        own = joined.get(mention.id, mention.id)
        # two acts of one row of a list are two acts
        if seen.setdefault((mention.list or mention.source, mention.kind), own) != own:
            return True
    return False


class _Groups:
    """Which mentions a batch would join."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._top: dict[str, str] = {}
        for member, entity in joined.items():
            self._top[self.find(member)] = self.find(entity)

    def find(self, who: str) -> str:
        """Return what stands for a mention's group."""
        top = who
        while self._top.setdefault(top, top) != top:
            top = self._top[top]
        self._top[who] = top
        return top

    def join(self, one: str, other: str) -> None:
        """Put two groups together."""
        self._top[self.find(one)] = self.find(other)


# -- answers in a file -----------------------------------------------------------------------------------------------------


def read_answers(path: Path) -> Answers:
    """Return what a reader said of pairs: a CSV with the columns ``left``, ``right`` (ids) and ``verdict``.

    Raises:
        InputError: if it cannot be read, or a row cannot be used; it says which.
    """
    advice = "Give a CSV with the columns left, right and verdict (same, different or unsure)"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError("the answers cannot be read", where=str(path), advice=advice) from error
    found: Answers = {}
    for number, row in enumerate(rows, 2):
        left, right, said = ((row.get(name) or "").strip() for name in ("left", "right", "verdict"))
        if not left or not right or said.casefold() not in set(Verdict):
            raise InputError("a row needs two ids and a verdict", where=f"{path}, row {number}", advice=advice)
        key = min(left, right), max(left, right)
        if found.setdefault(key, Verdict(said.casefold())) != said.casefold():
            once = "Leave one verdict for each pair"
            raise InputError("this pair has two verdicts", where=f"{path}, row {number}", advice=once)
    return found
