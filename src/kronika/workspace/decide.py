"""A role decides: the source says so, we stand by it, it is disputed, it is wrong.

What can hurt someone when wrong, and what another role stands by, changes only when two roles answer alike: see ``second.py``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kronika.counting.sampling import upper_bound
from kronika.errors import InputError
from kronika.model.statement import Standing
from kronika.store import queries
from kronika.workspace.cards import Card, Lookup, cards
from kronika.workspace.opening import opened, role, writing
from kronika.workspace.second import Outcome, Second

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kronika.settings import Settings
    from kronika.store.record import Record
    from kronika.store.writer import Writer

_FOUND_WRONG = "found wrong in the sample"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision did.

    Attributes:
        changed: how many statements have another standing now.
        waiting: ids of those that wait for another role, who has to answer alike.
        disagreeing: ids of those of them on which two roles answered differently.
        head: the record's head afterwards.
    """

    changed: int
    waiting: tuple[str, ...] = ()
    disagreeing: tuple[str, ...] = ()
    head: str = ""


@dataclass
class Sample:
    """A random sample of a batch.

    Attributes:
        cards: the cards to read.
        size: how many statements the batch holds.
        answers: by statement id: right or not.
    """

    cards: list[Card]
    size: int
    answers: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch decision did.

    Attributes:
        changed: how many statements were transcribed.
        size: how many were proposed.
        sampled: how many of them were drawn.
        answered: how many of those somebody answered for.
        wrong: ids of statements found wrong; they were rejected.
        waiting: ids of statements that wait for another role: a batch confirms no death, and replaces nothing that another role
            stands by.
        bound: upper bound (95 %) of the share of errors in the rest, from the answers; None without answers.
        bound_if_clean: what the bound would be if the whole sample were right.
        head: the record's head afterwards.
    """

    changed: int
    size: int
    sampled: int
    answered: int
    wrong: tuple[str, ...]
    waiting: tuple[str, ...]
    bound: float | None
    bound_if_clean: float | None
    head: str

    def as_dict(self) -> dict[str, Any]:
        """Return the batch as JSON has it."""
        return {
            "transcribed": self.changed,
            "proposed": self.size,
            "sample": self.sampled,
            "answered": self.answered,
            "wrong": list(self.wrong),
            "waiting_for_second_reader": list(self.waiting),
            "error_bound": self.bound,
            "error_bound_if_sample_is_right": self.bound_if_clean,
            "confidence": 0.95,
            "head": self.head,
        }


def statements_of(record: Record, ident: str, standing: Standing) -> list[str]:
    """Return the ids of statements that an id stands for: a statement, or a card (mention) with all that is said of it.

    What was rejected is not meant by a card; nor is what was decided already, where a card is only transcribed: that somebody
    stands by a statement, or disputes it, is not taken back in passing.
    """
    if ident.startswith("s"):
        return [queries.statement(record.connection, ident).statement.id]
    queries.mention(record.connection, ident)
    meant = {Standing.PROPOSED} if standing is Standing.TRANSCRIBED else set(Standing) - {Standing.REJECTED}
    return [item.statement.id for item in queries.statements(record.connection, of=(ident,)) if item.standing in meant]


def decide(settings: Settings, idents: Sequence[str], standing: Standing, *, reason: str = "") -> Decision:
    """Give statements a standing; what wants two readers gets it once another role has answered alike.

    Args:
        settings: of the shell, with a role.
        idents: statements, or mentions whose statements are all meant.
        standing: the new one.
        reason: why; wanted for ``rejected`` and ``disputed``.
    """
    acting = role(settings)
    with opened(settings) as record:
        chosen = list(dict.fromkeys(found for ident in idents for found in statements_of(record, ident, standing)))
        if not chosen:
            raise InputError("nothing to decide", advice="See 'kronika proposals'")
        second = Second(record, acting)
        alone: list[str] = []
        by_two: list[str] = []
        for ident in chosen:
            item = queries.statement(record.connection, ident)
            if item.standing is not standing:
                kind = queries.mention(record.connection, item.statement.mention).kind
                (by_two if second.wants(kind, item, standing) else alone).append(ident)
        outcome = second.answer(by_two, str(standing))
        with writing(settings, record, str(standing)) as writer:
            if alone:
                writer.decide(alone, standing, reason=reason)
            _settle(writer, second, outcome, standing, reason)
        changed = len(alone) + sum(map(len, outcome.settled.values()))
        return Decision(changed, tuple(outcome.waiting), tuple(outcome.disagreeing), record.head.hex)


def _settle(writer: Writer, second: Second, outcome: Outcome, standing: Standing, reason: str) -> None:
    """Write what two roles agree on, then what waits: a decision spends the readings before it."""
    for agreed, idents in outcome.settled.items():
        writer.decide(idents, Standing(agreed), reason=reason)
    second.note(writer, outcome.waiting, str(standing), reason)


def transcribe_all(
    settings: Settings,
    *,
    sample: int,
    source: str = "",
    seed: int | None = None,
    answers: Mapping[str, bool] | None = None,
    ask: Callable[[Sample], Mapping[str, bool]] | None = None,
) -> tuple[Batch, Sample]:
    """Mark all proposals as transcribed, after a random sample of them was read.

    Args:
        settings: of the shell, with a role.
        sample: how many statements to draw.
        source: only the proposals of this source.
        seed: for a sample that can be drawn again; None: a new one each time.
        answers: what a reader said of statements, by id; those that are not in the sample are used to reject, not to bound,
            those that are not in the batch (decided already, or of another source) not at all.
        ask: shows the sample and returns answers (a shell on a terminal).
    """
    if sample < 0:
        raise InputError("a sample cannot be smaller than nothing", where="--sample", advice="Give a number from 0")
    acting = role(settings)
    with opened(settings) as record:
        ident = queries.source(record.connection, source).id if source else ""
        up_to = record.head.entries
        drawn, size = _draw(record, ident, sample, seed)
        if not size:
            raise InputError("nothing is proposed", advice="Add sources with 'kronika add' first")
        given = dict(answers or {})
        if ask is not None:
            given.update(ask(drawn))
        in_sample = {line.recorded.statement.id for card in drawn.cards for line in card.lines}
        drawn.answers = {key: right for key, right in given.items() if key in in_sample}
        bound, clean = _bounds(drawn, len(in_sample))
        noted = {
            "size": size,
            "drawn": len(in_sample),
            "answered": len(drawn.answers),
            "wrong": sum(not right for right in drawn.answers.values()),
            "bound": bound,
            "ids": sorted(in_sample),
            "seed": seed,
        }
        second = Second(record, acting)
        by_two = second.proposed(ident)
        answered = {key: right for key, right in given.items() if _is_proposed(record, key, ident)}
        alone = [key for key, right in answered.items() if not right and not _wants_two(record, second, key)]
        with writing(settings, record, "transcribe") as writer:
            if alone:
                writer.decide(sorted(alone), Standing.REJECTED, reason=_FOUND_WRONG)
            left = [key for key in by_two if key not in alone]
            confirmed = _read(writer, second, [key for key in left if answered.get(key) is True], Standing.TRANSCRIBED)
            refuted = _read(writer, second, [key for key in left if answered.get(key) is False], Standing.REJECTED)
            wrong = tuple(sorted({*alone, *refuted}))
            waiting = tuple(key for key in left if key not in {*confirmed, *refuted})
            changed = size - len(wrong) - len(waiting)
            if changed > len(confirmed):
                writer.accept_batch(Standing.TRANSCRIBED, up_to=up_to, source=ident, excluded=waiting, sample=noted)
        batch = Batch(changed, size, len(in_sample), len(drawn.answers), wrong, waiting, bound, clean, record.head.hex)
        return batch, drawn


def _wants_two(record: Record, second: Second, ident: str) -> bool:
    """Say whether a statement is rejected by two roles only."""
    item = queries.statement(record.connection, ident)
    kind = queries.mention(record.connection, item.statement.mention).kind
    return bool(second.wants(kind, item, Standing.REJECTED))


def _read(writer: Writer, second: Second, idents: list[str], standing: Standing) -> set[str]:
    """Note what this role answers to what two have to read; return those on which two agree now: they are decided."""
    outcome = second.answer(idents, str(standing))
    _settle(writer, second, outcome, standing, _FOUND_WRONG if standing is Standing.REJECTED else "")
    return {ident for agreed in outcome.settled.values() for ident in agreed}


def _is_proposed(record: Record, ident: str, source: str) -> bool:
    """Say whether an answer is about a statement of the batch."""
    found = queries.statement(record.connection, ident)
    return found.standing is Standing.PROPOSED and source in {"", found.statement.source}


def _bounds(drawn: Sample, sampled: int) -> tuple[float | None, float | None]:
    clean = upper_bound(sampled, 0) if sampled else None
    if not drawn.answers:
        return None, clean
    return upper_bound(len(drawn.answers), sum(not right for right in drawn.answers.values())), clean


def _draw(record: Record, source: str, sample: int, seed: int | None) -> tuple[Sample, int]:
    idents = queries.proposed_ids(record.connection, source)
    # A sample that bounds an error must not be guessable by whoever made the list; with a seed it can be drawn again.
    chance = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311 - with a seed on purpose
    chosen = chance.sample(idents, min(sample, len(idents)))
    recorded = [queries.statement(record.connection, ident) for ident in chosen]
    return Sample(cards(record, recorded, Lookup(record)), len(idents)), len(idents)
