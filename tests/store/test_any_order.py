"""Whatever is done in whatever order, the tables are what a rebuild from the log gives, and nothing is doubled or lost."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kronika.model.judgement import Consent
from kronika.model.source import Custody, Document, Source
from kronika.model.statement import Mention, Reading, Standing, Statement
from kronika.store import erase as erasing
from kronika.store import queries
from kronika.store.check import check
from kronika.store.record import Record
from kronika.store.writer import Writer
from store.samples import LIST, PASSPHRASE, create, source_of

PEOPLE = [f"m-person-{number}" for number in range(4)]
ACTS = [f"m-{kind}-{number}" for number in range(4) for kind in ("detention", "sentence")]
DAYS = ["2021-05-03", "2021-05", "2022-01-01", "spring", "2021-05-03/2021-06-01"]
PUBLISHED = ["", "2023-01-31", "2023-06", "2024-01-31"]
PROPERTIES = {"detention": ["date", "place", "basis", "happened"], "sentence": ["date", "regime", "term", "in_absentia"]}
VALUES = {"date": DAYS, "basis": ["criminal", "administrative"], "regime": ["colony-strict", "open-type"], "term": ["P3Y", "P5Y"]}
STANDINGS = [standing for standing in Standing if standing is not Standing.PROPOSED]


class Anything(RuleBasedStateMachine):
    """A record to which all that a use case can do is done in any order, a day passing each time."""

    def __init__(self) -> None:
        super().__init__()
        self._scratch = tempfile.TemporaryDirectory()
        self._folder = Path(self._scratch.name) / "record"
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self._numbers = 0
        self.record: Record = create(self._folder)

    def teardown(self) -> None:
        found = check(self.record, quotes=True, rebuild=True)
        self.record.close()
        self._scratch.cleanup()
        assert found.problems == []

    def clock(self) -> datetime:
        return self._now

    def write(self, command: str = "add") -> object:
        self._now += timedelta(hours=13)
        return self.record.writing(by="documenter-1", clock=self.clock, command=command)

    def sources(self) -> list[Source]:
        return [source for source, _ in queries.sources(self.record.connection)]

    def statements(self) -> list[str]:
        return [item.statement.id for item in queries.statements(self.record.connection)]

    # -- what can be done ------------------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        self.add_source(0, "2023-01-31")

    @rule(number=st.integers(0, 3), published=st.sampled_from(PUBLISHED))
    def add_source(self, number: int, published: str) -> None:
        content = f"An invented page, number {number}.\n".encode()
        source = source_of(content, f"page-{number}.txt", published)
        with self.write() as writer:  # type: ignore[attr-defined]
            writer.add_source(
                source,
                content,
                Document(content.decode(), "text/1", "text/plain"),
                Custody(source.id, "", "documenter-1", source.name),
            )

    @precondition(lambda self: self.sources())
    @rule(data=st.data())
    def propose(self, data: st.DataObject) -> None:
        source = data.draw(st.sampled_from(self.sources()))
        readings = [self._reading(data, source) for _ in range(data.draw(st.integers(1, 3)))]
        with self.write() as writer:  # type: ignore[attr-defined]
            before = len(self.statements())
            _, count = writer.propose(source.id, readings)
            assert len(self.statements()) == before + count
            assert writer.propose(source.id, readings) == (0, 0)

    @staticmethod
    def _reading(data: st.DataObject, source: Source) -> Reading:
        draw = data.draw
        number = draw(st.integers(0, 3))
        name = draw(st.sampled_from(["", LIST]))
        mentions = [Mention(PEOPLE[number], "person", source.id, 0, 2, list=name)]
        statements = []
        for kind, properties in PROPERTIES.items():
            if draw(st.booleans()):
                act = f"m-{kind}-{number}"
                mentions.append(Mention(act, kind, source.id, 3, 11, PEOPLE[number], list=name))
                for prop in draw(st.lists(st.sampled_from(properties), min_size=1, max_size=3, unique=True)):
                    value = draw(st.sampled_from(VALUES.get(prop, ["yes"])))
                    published = draw(st.sampled_from(PUBLISHED))
                    ident = f"s-{act}-{prop}-{value}-{source.id[-4:]}-{published}"
                    statements.append(
                        Statement(
                            ident, act, prop, value, value, "en", source.id, 3, 11, "invented", "text: test", published=published
                        )
                    )
        return Reading(tuple(mentions), tuple(statements))

    @precondition(lambda self: self.statements())
    @rule(data=st.data(), standing=st.sampled_from(list(Standing)))
    def decide(self, data: st.DataObject, standing: Standing) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.statements()), min_size=1, max_size=4, unique=True))
        with self.write("assert") as writer:  # type: ignore[attr-defined]
            writer.decide(chosen, standing, reason="a reason")

    @precondition(lambda self: self.statements())
    @rule(data=st.data(), standing=st.sampled_from([Standing.TRANSCRIBED, Standing.ASSERTED]), back=st.integers(0, 6))
    def accept_batch(self, data: st.DataObject, standing: Standing, back: int) -> None:
        source = data.draw(st.sampled_from(["", *(source.id for source in self.sources())]))
        excluded = data.draw(st.lists(st.sampled_from(self.statements()), max_size=2, unique=True))
        with self.write("transcribe") as writer:  # type: ignore[attr-defined]
            writer.accept_batch(
                standing,
                up_to=self.record.head.entries - back,
                source=source,
                excluded=excluded,
                sample={"ids": excluded, "size": 1},
            )

    @precondition(lambda self: self.statements())
    @rule(data=st.data(), until=st.sampled_from(["2023-06-30", "2024-06-30"]))
    def end(self, data: st.DataObject, until: str) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.statements()), min_size=1, max_size=3, unique=True))
        with self.write() as writer:  # type: ignore[attr-defined]
            writer.end_statements(chosen, until)

    @precondition(lambda self: self.sources())
    @rule(data=st.data(), published=st.sampled_from(PUBLISHED))
    def describe(self, data: st.DataObject, published: str) -> None:
        source = data.draw(st.sampled_from(self.sources()))
        with self.write("sources") as writer:  # type: ignore[attr-defined]
            writer.describe(source.id, published=published)

    @precondition(lambda self: self.sources())
    @rule(data=st.data())
    def sight_and_judge(self, data: st.DataObject) -> None:
        mentions = [mention.id for mention in queries.mentions(self.record.connection, kind="person")]
        assume(mentions)
        first, second = data.draw(st.sampled_from(mentions)), data.draw(st.sampled_from(mentions))
        with self.write("same") as writer:  # type: ignore[attr-defined]
            writer.judge(first, second, "unsure", "a reason")
            writer.sight(data.draw(st.sampled_from(self.sources())).id, [(first, 7)])
            self._numbers += 1
            writer.consent(Consent(f"c{self._numbers}", second, "self", ("name", "detention"), "list", "public", "", ""))
            if self._numbers % 2:
                writer.withdraw(f"c{self._numbers}")

    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        mentions = [mention.id for mention in queries.mentions(self.record.connection)]
        there = [*(source.id for source in self.sources()), *mentions, *self.statements()]
        assume(len(there) > 4)
        wanted = erasing.target(self.record, data.draw(st.sampled_from(there)))
        with self.write("erase") as writer:  # type: ignore[attr-defined]
            erasing.erase(writer, wanted, ground="asked", roles=("a", "b"))
        left = {*(source.id for source in self.sources()), *self.statements()}
        assert not left & (wanted.sources | wanted.statements)

    @rule()
    def fail(self) -> None:
        before = self.record.head
        try:
            with self.write() as writer:  # type: ignore[attr-defined]
                self._spoil(writer)
        except ZeroDivisionError:
            pass
        assert self.record.head == before

    @staticmethod
    def _spoil(writer: Writer) -> None:
        writer.define("half", "1", "x")
        raise ZeroDivisionError

    @rule()
    def reopen(self) -> None:
        self.record.close()
        self.record = Record.open(self._folder, PASSPHRASE)

    @invariant()
    def tables_are_what_the_log_says(self) -> None:
        found = check(self.record, rebuild=True)
        assert found.problems == []


Anything.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnything = Anything.TestCase
