"""Two readers: what matters most changes only when two roles, apart from each other, answer alike.

Three things want a second reader before they change anything:

- facts of death, in whatever direction: confirmed or rejected;
- what another role stands by or disputes, when it is to be said otherwise, or replaced by what a later edition says; and what
  names who is responsible, or tells of ill-treatment, before we stand by it;
- that two mentions are one (or no longer one), where facts about these people are open to the public.

An answer that still wants a second one is logged as an entry ``first-reading`` and changes nothing. Nobody is shown what another
role answered: only that somebody read it, and in which role. When two roles answer alike, the second one's command decides; when
they do not, it waits until two do: each can read again, or a third can read. A decision settles a question: readings from before
it are spent.

How to use it, for statements (``decide.py``) or pairs of mentions (``judge.py``)::

    second = Second(record, settings.role)                 # once, while the record is open
    with writing(settings, record, "link") as writer:
        waits = second.judge(writer, left, right, "same", reason)   # "" if it was judged; else why it waits, in words
    second.waits(pair(left, right))                        # what a queue shows beside a pair; "" if nobody has read it
    second.read(pair(left, right))                         # this role has answered already: leave it out of its queue
    second.wants_pair(left, right, "same")                 # would it want a second reader? why, in words; "" if not
    agreement(record)                                      # how often two readers answered alike
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kronika.model.judgement import Judgement, Verdict
from kronika.model.statement import ACCEPTED, Standing
from kronika.store import log, queries
from kronika.workspace.opening import role_key
from kronika.workspace.people import entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kronika.model.judgement import Consent
    from kronika.model.statement import Recorded
    from kronika.store.log import Entry
    from kronika.store.record import Record
    from kronika.store.writer import Writer

#: kinds whose facts count only once two roles have read them
COUNTED_BY_TWO = frozenset({"death"})
#: kinds that we stand by only once two roles have read them
ASSERTED_BY_TWO = frozenset({"death", "treatment", "role", "relation"})
#: properties that name a perpetrator: the same
PERPETRATORS = frozenset({"perpetrator", "judge", "prosecutor", "authority"})

_DEATH = "a fact of death"
_RESPONSIBLE = "it can hurt somebody if it is wrong"
_ANOTHERS = "another role stands by it"
_DISPUTED = "another role disputes it"
_REPLACES = "it replaces what another role stands by"
_PUBLISHED = "facts about these people are open to the public"
_JUDGED = "another role judged it, and facts about these people are open to the public"


def pair(left: str, right: str) -> str:
    """Return the question whether two mentions are one, as a key.

    >>> pair("m2", "m1") == pair("m1", "m2")
    True
    """
    return " ".join(sorted((left, right)))


class Reading(NamedTuple):
    """What one role answered: a standing of a statement, or a verdict on a pair."""

    by: str
    at: str
    answer: str


@dataclass
class Outcome:
    """What becomes of answers.

    Attributes:
        settled: what two roles agree on now (a standing or a verdict), with the questions.
        waiting: questions that are noted as read and wait.
        disagreeing: those of them on which two roles answered differently.
    """

    settled: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readers answered alike: ``alike`` of ``both`` questions that two roles read."""

    both: int
    alike: int


def open_readings(record: Record) -> dict[str, dict[str, Reading]]:
    """Return the readings that no decision has settled: for each question the last one of each role."""
    found, _ = _replay(record)
    return found


def agreement(record: Record) -> Agreement:
    """Return how many questions two roles have read, and on how many the second answered like the first."""
    _, compared = _replay(record)
    return Agreement(len(compared), sum(compared.values()))


def _replay(record: Record) -> tuple[dict[str, dict[str, Reading]], dict[tuple[str, int], bool]]:
    """Return the open readings, and for each question (and how often it was settled before) whether its readers agreed."""
    found: dict[str, dict[str, Reading]] = {}
    compared: dict[tuple[str, int], bool] = {}
    settled: dict[str, int] = {}
    for entry in _entries(record):
        for question, answer in _answers(entry):
            own, others = role_key(entry.by), found.get(question, {})
            before = [reading.answer for role, reading in others.items() if role != own]
            if before:
                compared.setdefault((question, settled.get(question, 0)), bool(_agreed(answer, before)))
            if entry.kind == "first-reading":
                found.setdefault(question, {})[own] = Reading(entry.by, entry.at, answer)
            elif question in found:
                del found[question]
                settled[question] = settled.get(question, 0) + 1
    return found, compared


def _entries(record: Record) -> list[Entry]:
    """Return what is left of readings and decisions, each in its place: a remainder of an erased entry stands in the old one."""
    places: dict[int, int] = {}
    found: list[tuple[int, Entry]] = []
    for entry in log.entries(record.connection, kinds=("first-reading", "standing", "judgement", "judgements")):
        places[entry.seq] = place = places.get(entry.replaces, entry.replaces) if entry.replaces is not None else entry.seq
        if entry.content is not None:
            found.append((place, entry))
    return [entry for _, entry in sorted(found, key=lambda item: item[0])]


def _answers(entry: Entry) -> Iterator[tuple[str, str]]:
    content = entry.content or {}
    if entry.kind == "judgements":
        for left, right in content["pairs"]:
            yield pair(left, right), content["verdict"]
        return
    if "verdict" in content:
        yield pair(content["left"], content["right"]), content["verdict"]
        return
    for ident in content["ids"]:
        yield ident, content["standing"]


def _agreed(answer: str, others: Iterable[str]) -> str:
    """Return what an answer and one of the others have in common; nothing if they differ.

    Who stands by a statement also says that the source says so.
    """
    said = set(others)
    if answer in said:
        return answer
    confirming = {str(Standing.TRANSCRIBED), str(Standing.ASSERTED)}
    return str(Standing.TRANSCRIBED) if answer in confirming and said & confirming else ""


class Second:
    """What wants a second reader, seen by one role.

    Args:
        record: open.
        role: the acting role; empty where somebody only looks.
    """

    def __init__(self, record: Record, role: str = "") -> None:
        self._record = record
        self._role = role_key(role)

    @cached_property
    def readings(self) -> dict[str, dict[str, Reading]]:
        """What is read and not settled; see :func:`open_readings`."""
        return open_readings(self._record)

    # -- what wants two ----------------------------------------------------------------------------------------------------

    def wants(self, kind: str, item: Recorded, standing: Standing) -> str:
        """Say why a statement about a mention of a kind wants two readers to get a standing; nothing if one is enough."""
        if kind in COUNTED_BY_TWO:
            return _DEATH
        if item.standing in {Standing.ASSERTED, Standing.DISPUTED} and role_key(item.by) != self._role:
            return _ANOTHERS if item.standing is Standing.ASSERTED else _DISPUTED
        if item.standing is Standing.PROPOSED and standing in ACCEPTED and self._replaces(item) not in {"", self._role}:
            return _REPLACES
        sensitive = kind in ASSERTED_BY_TWO or item.statement.property in PERPETRATORS
        if sensitive and Standing.ASSERTED in {standing, item.standing}:
            return _RESPONSIBLE
        # Somebody reads it for the first time elsewhere: whatever is answered here is the second answer.
        return _RESPONSIBLE if self._read_by_another(item.statement.id) else ""

    def _replaces(self, item: Recorded) -> str:
        """Return the role that stands by what a statement of a later edition replaces; nothing if nobody does."""
        said = item.statement
        return role_key(self._ended.get((said.mention, said.property), ""))

    @cached_property
    def _ended(self) -> dict[tuple[str, str], str]:
        """What somebody stands by and a later edition says otherwise: mention and property, with the role."""
        asserted = queries.statements(self._record.connection, standing=Standing.ASSERTED, ended=True)
        return {(item.statement.mention, item.statement.property): item.by for item in asserted}

    def proposed(self, source: str = "") -> list[str]:
        """Return the proposed statements (of a source) that this role cannot confirm alone."""
        connection = self._record.connection
        found = [
            item
            for kind in sorted(COUNTED_BY_TWO)
            for item in queries.statements(connection, source_id=source, kind=kind, standing=Standing.PROPOSED)
        ]
        mentions = {mention for mention, _ in self._ended}
        replacing = queries.statements(connection, of=mentions, source_id=source, standing=Standing.PROPOSED) if mentions else ()
        found += [item for item in replacing if self._replaces(item) not in {"", self._role}]
        return list(dict.fromkeys(item.statement.id for item in found))

    def wants_pair(self, left: str, right: str, verdict: str) -> str:
        """Say why a judgement on two mentions wants two readers; nothing if one is enough."""
        if self._read_by_another(pair(left, right)):
            return _PUBLISHED
        held = self._judged.get(pair(left, right))
        joins = verdict == Verdict.SAME
        replaces = held is not None and held.verdict != verdict and role_key(held.by) != self._role
        if not (joins or replaces) or not (self._is_public(left) or self._is_public(right)):
            return ""
        return _JUDGED if replaces else _PUBLISHED

    def _read_by_another(self, question: str) -> bool:
        return any(role != self._role for role in self.readings.get(question, ()))

    @cached_property
    def _judged(self) -> dict[str, Judgement]:
        return {pair(item.left, item.right): item for item in queries.judgements(self._record.connection)}

    @cached_property
    def _public(self) -> list[Consent]:
        """Consents and openings for the public that were not withdrawn; one that has run out was published all the same."""
        found = queries.consents(self._record.connection)
        return [consent for consent in found if "public" in consent.audience.split() and not consent.withdrawn]

    @cached_property
    def _groups(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        joined = entities(self._record)
        members: dict[str, set[str]] = {}
        for member, entity in joined.items():
            members.setdefault(entity, set()).add(member)
        return joined, members

    def _is_public(self, mention: str) -> bool:
        """Say whether facts about a person (or the person that an act happened to) are open to the public."""
        if not self._public:
            return False
        about = queries.mention(self._record.connection, mention)
        person = about.subject or about.id
        joined, members = self._groups
        people = members.get(joined.get(person, ""), {person})
        told = [queries.mention(self._record.connection, ident) for ident in people]
        scopes = {scope for one in told for scope in (one.source, one.list)}
        scopes |= {edition.id for one in told if one.list for edition in queries.editions(self._record.connection, one.list)}
        return any(consent.person in {"", *people} and consent.source in {"", *scopes} for consent in self._public)

    # -- what was read -----------------------------------------------------------------------------------------------------

    def read(self, question: str) -> bool:
        """Say whether this role has answered a question that still waits."""
        return self._role in self.readings.get(question, ())

    def waits(self, question: str) -> str:
        """Say in words where a question stands that was read and is not settled, without anybody's answer; else nothing."""
        found = list(self.readings.get(question, {}).values())
        if not found:
            return ""
        roles = ", ".join(sorted(reading.by for reading in found))
        if len(found) == 1:
            return f"waits for a second reader: read once, by {roles}"
        return f"waits until two readers agree: read by {roles}"

    def waits_for(self, kind: str, item: Recorded) -> str:
        """Say in words why a statement waits for a reader, also one that nobody has read yet; nothing if it does not."""
        waits = self.waits(item.statement.id)
        if waits or item.standing is not Standing.PROPOSED:
            return waits
        if kind in COUNTED_BY_TWO:
            return f"wants two readers: {_DEATH}"
        role = self._ended.get((item.statement.mention, item.statement.property), "")
        return f"wants two readers, or {role}: it replaces what {role} stands by" if role else ""

    # -- answering ---------------------------------------------------------------------------------------------------------

    def answer(self, questions: Iterable[str], answer: str) -> Outcome:
        """Return what becomes of questions that want two readers when this role gives one answer to all of them."""
        done = Outcome()
        for question in questions:
            others = [reading.answer for role, reading in self.readings.get(question, {}).items() if role != self._role]
            agreed = _agreed(answer, others)
            if agreed:
                done.settled.setdefault(agreed, []).append(question)
            if agreed != answer:
                done.waiting.append(question)
                if others and not agreed:
                    done.disagreeing.append(question)
        return done

    def note(self, writer: Writer, statements: list[str], standing: str, reason: str) -> None:
        """Note that this role read statements, and what it answers."""
        if statements:
            writer.append("first-reading", {"ids": statements, "standing": standing, "reason": reason})
            self._remember(writer, statements, standing)

    def judge(self, writer: Writer, left: str, right: str, verdict: str, reason: str) -> str:
        """Judge whether two mentions are one, or note the first of two readings; say why it waits, nothing if it was judged."""
        question = pair(left, right)
        why = self.wants_pair(left, right, verdict)
        if why:
            done = self.answer([question], verdict)
            if done.waiting:
                content = {"left": left, "right": right, "verdict": verdict, "reason": reason}
                writer.append("first-reading", content)
                self._remember(writer, [question], verdict)
                return f"{why}; " + (
                    "the readers do not agree yet" if done.disagreeing else "another role has to judge too, without this answer"
                )
        writer.judge(left, right, verdict, reason)
        self.readings.pop(question, None)
        self._judged[question] = Judgement(left, right, Verdict(verdict), writer.by, writer.at, reason)
        return ""

    def _remember(self, writer: Writer, questions: Iterable[str], answer: str) -> None:
        for question in questions:
            self.readings.setdefault(question, {})[self._role] = Reading(writer.by, writer.at, answer)


def waiting(record: Record, role: str = "") -> dict[str, str]:
    """Return every question that waits for a reader, with where it stands in words: ids of statements, and pairs of mentions."""
    second = Second(record, role)
    found: dict[str, str] = {}
    for ident in second.proposed():
        item = queries.statement(record.connection, ident)
        found[ident] = second.waits_for(queries.mention(record.connection, item.statement.mention).kind, item)
    return found | {question: second.waits(question) for question in second.readings}
