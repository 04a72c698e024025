from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

from kronika.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> str:
        """What stands on the last line once carriage returns have been obeyed."""
        line: list[str] = []
        at = 0
        for letter in self.getvalue().rpartition("\n")[2]:
            if letter == "\r":
                at = 0
                continue
            line[at : at + 1] = [letter]
            at += 1
        return "".join(line).rstrip()


def until(what: Callable[[], bool]) -> None:
    """Wait until something is so; a minute is for a machine that is busy elsewhere."""
    for _ in range(6_000):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to be so")


def test_a_long_step_shows_that_it_works_and_leaves_nothing_behind() -> None:
    terminal = Terminal()
    with Progress("Checking", stream=terminal, first=0.01):
        until(lambda: terminal.screen.startswith("Checking … "))
    assert terminal.screen == ""


def test_steps_are_counted() -> None:
    terminal = Terminal()
    with Progress("Adding", stream=terminal, first=0.01) as progress:
        progress.start(4)
        progress.step()
        until(lambda: "[#####---------------] 1 of 4" in terminal.screen)


def test_what_is_quick_shows_nothing() -> None:
    terminal = Terminal()
    with Progress("Checking", stream=terminal, first=60):
        pass
    assert terminal.getvalue() == ""


def test_where_there_is_no_terminal_nothing_is_drawn() -> None:
    stream = io.StringIO()
    with Progress("Checking", stream=stream, first=0.01) as progress:
        progress.start(2)
        progress.step()
        time.sleep(0.1)
    assert stream.getvalue() == ""


def test_the_line_goes_away_while_something_else_is_said() -> None:
    terminal = Terminal()
    with Progress("Checking", stream=terminal, first=0.01):
        until(lambda: bool(terminal.screen))
        with Progress.paused():
            assert terminal.screen == ""
            terminal.write("saved\n")
        until(lambda: bool(terminal.screen))
    with Progress.paused():
        assert terminal.getvalue().endswith("\r")
