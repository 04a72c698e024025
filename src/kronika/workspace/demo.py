"""The demo: the main job on the examples, from sources to a count that defends itself."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.model.statement import Standing
from kronika.workspace import keep
from kronika.workspace.add import Added, Saved, add
from kronika.workspace.audit import Audited, audit
from kronika.workspace.balance import sheet
from kronika.workspace.count import Question, answer
from kronika.workspace.decide import Batch, decide, transcribe_all
from kronika.workspace.editions import changed
from kronika.workspace.initialise import initialise
from kronika.workspace.intake import Intake
from kronika.workspace.link import Asked
from kronika.workspace.link_batch import Accepted, accept, read_answers
from kronika.workspace.monthly import Review, review
from kronika.workspace.proposals import proposals
from kronika.workspace.report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from kronika.settings import Settings

EXAMPLES = Path("examples") / "belarus"
#: days on which the demo counts: those of the two editions of list A
DAYS = ("2023-12-31", "2025-12-31")
DEFINITIONS = ("political-prisoner", "political-prisoner/custody")
LIST = "list-a"
#: who reads deaths a second time
SECOND = "demo-second-reader"
#: how many statements of the demo were read, and with which seed they were drawn
SAMPLE = 59
SEED = 2025
#: probability from which on the demo judges two people the same
ABOVE = 0.95
#: first day of the time whose detentions are counted
SINCE = "2020-01-01"
#: the text of the examples that is audited
UPDATE = "country-update.en.txt"
_MARK = "demo.txt"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo works."""

    folder: Path
    examples: Path

    @property
    def record(self) -> Path:
        """Folder of its record."""
        return self.folder / "record"

    @property
    def report(self) -> Path:
        """Its report."""
        return self.folder / "report.html"


def prepare(folder: Path, examples: Path) -> Demo:
    """Make the demo's folder anew; only one that a demo made is replaced.

    Raises:
        InputError: if the examples are not there, or the folder holds other things.
    """
    if not examples.is_dir():
        raise InputError(
            "the examples are not here", where=str(examples), advice="Run the demo in a checkout of kronika: make demo"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not (folder / _MARK).is_file():
        raise InputError("this folder holds other things than a demo", where=str(folder), advice="Give another with --out")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("Made by 'kronika demo', which replaces it. The record's passphrase is: demo\n", encoding="utf-8")
    return Demo(folder, examples)


@dataclass(frozen=True, slots=True)
class Deaths:
    """What two roles made of the facts of death: how many are confirmed, rejected, and still wait."""

    confirmed: int = 0
    rejected: int = 0
    waiting: int = 0


class Steps:
    """The demo's steps, one after the other."""

    def __init__(self, settings: Settings, demo: Demo) -> None:
        self.settings = replace(settings, record=demo.record, role="demo-documenter", passphrase=lambda: "demo")
        self.demo = demo

    def begin(self) -> str:
        """Make the record and return its head."""
        return initialise(self.settings)

    def capture(self, on_saved: Callable[[Saved], None]) -> Added:
        """Capture and read the examples."""
        return add(self.settings, [self.demo.examples], Intake(), on_start=lambda _: None, on_saved=on_saved)

    def transcribe(self) -> Batch:
        """Mark as transcribed, with the answers of those who read the sample."""
        return transcribe_all(self.settings, sample=SAMPLE, seed=SEED, answers=answers(self.demo.examples / "answers.csv"))[0]

    def deaths(self) -> Deaths:
        """Let two roles read the facts of death, one after the other: a batch does not confirm them."""
        read = answers(self.demo.examples / "deaths.csv")
        done = Deaths()
        for acting in (self.settings.role, SECOND):
            settings = replace(self.settings, role=acting)
            open_ = {line.recorded.statement.id for card in proposals(settings)[0] for line in card.lines if line.waits}
            for right, standing in ((True, Standing.TRANSCRIBED), (False, Standing.REJECTED)):
                idents = [ident for ident, said in read.items() if said is right and ident in open_]
                changed = decide(settings, idents, standing).changed if idents else 0
                done = Deaths(done.confirmed + changed * right, done.rejected + changed * (not right), done.waiting)
            waiting = sum(bool(line.waits) for card in proposals(settings)[0] for line in card.lines)
            done = replace(done, waiting=waiting)
        return done

    def counts(self) -> list[dict[str, Any]]:
        """Count on two days, under two definitions."""
        return [answer(self.settings, Question(day, name), limit=0) for name in DEFINITIONS for day in DAYS]

    def detentions(self) -> dict[str, Any]:
        """Count the detentions of the whole time."""
        return answer(self.settings, Question(DAYS[-1], "detentions/facts", since=SINCE), limit=1)

    def link(self) -> Accepted:
        """Judge the pairs that leave little doubt the same, with the answers of those who read a sample of them."""
        path = self.demo.examples / "pairs.csv"
        read = read_answers(path) if path.is_file() else {}
        return accept(self.settings, Asked(kind="person"), ABOVE, sample=SAMPLE, seed=SEED, answers=read)

    def balance(self) -> dict[str, Any]:
        """The balance between the two editions of list A, each as it was public on its day."""
        first, second = (Question(day, public_by=day, only=LIST) for day in DAYS)
        return sheet(self.settings, first, second, limit=0)

    def editions(self) -> dict[str, Any]:
        """What changed between the two editions of list A."""
        return changed(self.settings, LIST)

    def review(self) -> Review:
        """Draft the review of the last month."""
        return review(self.settings, DAYS[-1][:7])

    def audit(self) -> Audited | None:
        """Hold the country update against what the other sources say; None if the sources are others."""
        path = self.demo.examples / UPDATE
        return audit(self.settings, path) if path.is_file() else None

    def check(self) -> Any:
        """Check the record, quotes and tables included."""
        return keep.check(self.settings, quotes=True, rebuild=True)

    def report(self) -> dict[str, Any]:
        """Write the report."""
        question = Question(DAYS[1], DEFINITIONS[1])
        return write_report(self.settings, question, self.demo.report, compare=DAYS[0], audience="", limit=0)


def answers(path: Path) -> dict[str, bool]:
    """Return what the readers of the demo's sample said, by the id of the statement."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row["right"] == "yes" for row in csv.DictReader(file)}
