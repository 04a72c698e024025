"""A record on a chosen day, and an invented country's list in two editions."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kronika import capture
from kronika.model.ids import mention_id, source_id, statement_id
from kronika.model.source import Custody, Source
from kronika.model.statement import Mention, Reading, Standing, Statement
from kronika.settings import Settings
from kronika.store import queries
from kronika.store.record import Record
from kronika.workspace.add import Added, add
from kronika.workspace.decide import decide, transcribe_all
from kronika.workspace.initialise import initialise
from kronika.workspace.intake import Intake
from kronika.workspace.opening import opened, writing
from kronika.workspace.proposals import proposals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAPPING = """\
list: river-list
states: River Watch
key: [No]
columns:
  Name: person.name
  Born: person.birth_date
  Detained: detention.date
  Sentenced: sentence.date
  Term: sentence.term
  Recognised: recognition.date
  Released: release.date
  How: release.how
constants:
  recognition.recognised_by: River Watch
ignore: []
"""
FIRST = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Ana Perova;1990-03-04;2021-05-10;2021-09-01;5 years;2021-05-20;;
2;Boris Lukin;1985;2021-06-01;2021-12-01;3 years;2021-06-10;;
3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned
"""
SECOND = """\
No;Name;Born;Detained;Sentenced;Term;Recognised;Released;How
1;Ana Perova;1990-03-04;2021-05-10;2021-09-01;6 years;2021-05-20;;
3;Vera Senkina;;2021-07-07;;;2021-07-10;2021-12-24;pardoned
4;Gleb Antonov;1979-01-02;2022-02-02;2022-05-05;4 years;2022-02-10;;
"""


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep each record open until its test ends: making the key of a passphrase takes a quarter of a second each time."""
    kept: dict[Path, Record] = {}
    really = Record.open.__func__  # type: ignore[attr-defined]

    def open_once(cls: type[Record], folder: Path, passphrase: str, *, trusting: bool = False) -> Record:
        if trusting:
            return really(cls, folder, passphrase, trusting=trusting)  # type: ignore[no-any-return]
        if folder not in kept:
            kept[folder] = really(cls, folder, passphrase)
        return kept[folder]

    with monkeypatch.context() as patch:
        patch.setattr(Record, "open", classmethod(open_once))
        patch.setattr(Record, "__exit__", lambda record, *_: None if record in kept.values() else record.close())
        yield
    for record in kept.values():
        record.close()


def new_record(folder: Path) -> Settings:
    """Make a record, on 1 June 2023."""
    made = Settings(
        record=folder,
        passphrase=lambda: "five random words in order",
        role="documenter-1",
        clock=lambda: datetime(2023, 6, 1, 12, tzinfo=UTC),
    )
    initialise(made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A new record, on 1 June 2023."""
    return new_record(tmp_path / "record")


def at(settings: Settings, day: str, role: str = "documenter-1") -> Settings:
    """The same record on another day, in another role."""
    return replace(settings, role=role, clock=lambda: datetime.fromisoformat(day + "T12:00:00+00:00"))


def put(settings: Settings, folder: Path, name: str, text: str, published: str = "", mapping: str = MAPPING) -> Added:
    """Add a file with this text; a list gets the mapping beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if name.endswith(".csv") and mapping:
        (folder / f"{name}.map.yml").write_text(mapping, encoding="utf-8")
    return add(settings, [path], Intake(published=published), on_start=lambda _: None, on_saved=lambda _: None)


def confirm(settings: Settings) -> None:
    """Confirm everything that is proposed; deaths are read by two roles."""
    transcribe_all(settings, sample=0)
    deaths = [line.recorded.statement.id for card in proposals(settings)[0] for line in card.lines]
    for role in ("documenter-1", "lawyer-1"):
        decide(replace(settings, role=role), deaths, Standing.TRANSCRIBED)


class Said(NamedTuple):
    """What a text says of somebody, in the words of ``quote``."""

    who: str
    kind: str
    property: str
    value: str
    quote: str
    obtained: str = ""


def tell(settings: Settings, name: str, text: str, *facts: Said) -> str:
    """Add a text and propose that it says these facts, each person's name included; return the id of the source."""
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    source = source_id(sha256)
    with opened(settings) as record:
        moment = settings.clock().isoformat()
        came = Source(source, sha256, len(content), "text/plain", name, captured=moment, captured_by=settings.role)
        with writing(settings, record, "test") as writer:
            writer.add_source(came, content, capture.read(content, name), Custody(source, moment, settings.role, name))
        mentions: dict[str, Mention] = {}
        said: list[Statement] = []

        def state(about: Mention, prop: str, value: str, quote: str, obtained: str = "") -> None:
            start = text.index(quote)
            mentions[about.id] = about
            ident = statement_id(about.id, prop, value, source, start)
            place = ("en", source, start, start + len(quote), quote, "hand: a test")
            said.append(Statement(ident, about.id, prop, value, quote, *place, obtained=obtained))

        for fact in facts:
            at = text.index(fact.who)
            who = mention_id(source, "person", "hand", at)
            person = Mention(who, "person", source, at, at + len(fact.who))
            if who not in mentions:
                state(person, "name", fact.who, fact.who)
            act = mention_id(source, fact.kind, "hand", at)
            about = person if fact.kind == "person" else Mention(act, fact.kind, source, at, at, who)
            state(about, fact.property, fact.value, fact.quote, fact.obtained)
        with writing(settings, record, "test") as writer:
            writer.propose(source, [Reading(tuple(mentions.values()), tuple(said))])
    return source


def ids(settings: Settings, value: str, *, waiting: bool = True) -> list[str]:
    """Ids of the statements with this value: of those that wait for a decision, or of all."""
    if waiting:
        cards, _ = proposals(settings)
        return [line.recorded.statement.id for card in cards for line in card.lines if line.recorded.statement.value == value]
    with opened(settings) as record:
        return [item.statement.id for item in queries.statements(record.connection) if item.statement.value == value]
