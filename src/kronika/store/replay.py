"""What the decisions in the log make of every statement, replayed on a list of shared states instead of on rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.model.statement import ACCEPTED, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.store.log import Entry

#: standing, accepted, by, until, until_accepted of a statement nobody decided on
_UNDECIDED = ("proposed", None, None, None, None)


class Replay:
    """Statements in the order of the log, each with its state.

    Args:
        decided: ids of statements that single decisions name.

    Attributes:
        states: standing, accepted, by, until, until_accepted of each.
    """

    def __init__(self, decided: set[str]) -> None:
        self.states: list[tuple[Any, ...]] = []
        self._entries: list[int] = []
        self._sources: list[str] = []
        self._decided = decided
        self._places: dict[str, int] = {}
        self._open: list[int] = []

    def add(self, said: Sequence[Sequence[Any]], entry: int, sources: Sequence[str]) -> None:
        """Add the statements of an entry, as it holds them: each begins with its id."""
        first, count = len(self.states), len(said)
        if self._decided:
            self._places.update((row[0], first + place) for place, row in enumerate(said) if row[0] in self._decided)
        self.states += [_UNDECIDED] * count
        self._entries += [entry] * count
        self._sources += sources
        self._open += range(first, first + count)

    def decide(self, entry: Entry, content: dict[str, Any]) -> None:
        """Replay an entry ``standing``, ``until`` or ``batch``."""
        if entry.kind == "batch":
            self._batch(entry, content)
            return
        for ident in content["ids"]:
            place = self._places.get(ident)
            if place is None:
                continue
            standing, accepted, by, until, until_accepted = self.states[place]
            if entry.kind == "until":
                known = until_accepted if content.get("moved") else None
                until, until_accepted = (content["until"], known or entry.at) if content["until"] else (None, None)
            else:
                standing, by = content["standing"], entry.by
                if standing in ACCEPTED:
                    accepted = accepted or entry.at
                    until_accepted = until_accepted if until else None
                elif accepted:
                    until_accepted = until_accepted or entry.at
                if standing == Standing.PROPOSED:
                    self._open.append(place)
            self.states[place] = (standing, accepted, by, until, until_accepted)

    def _batch(self, entry: Entry, content: dict[str, Any]) -> None:
        up_to, source = content["up_to"], content.get("source")
        kept = {self._places[ident] for ident in content.get("except", ()) if ident in self._places}
        made: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        left: list[int] = []
        for place in self._open:
            state = self.states[place]
            if state[0] != "proposed":
                continue
            if self._entries[place] > up_to or place in kept or (source and self._sources[place] != source):
                left.append(place)
                continue
            new = made.get(state)
            if new is None:
                new = made[state] = (content["standing"], entry.at, entry.by, state[3], state[4])
            self.states[place] = new
        self._open = left
