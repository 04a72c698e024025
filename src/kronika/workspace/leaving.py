"""What may leave a record for one audience: the rules of :mod:`kronika.disclosure.gate`, told what the record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.disclosure.gate import BODIES, Gate, Known
from kronika.disclosure.permission import chosen_purpose, must_be_audience
from kronika.store import queries
from kronika.workspace.people import protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kronika.model.statement import Mention, Recorded
    from kronika.store.record import Record


class Leaving(Gate):
    """The gate of a record.

    Args:
        record: open.
        audience: for whom.
        on: the day, ISO 8601.
        joined: the entity of each mention that was judged to be one with another.
        purpose: for what; empty: the only purpose that anything is open for.

    Raises:
        InputError: if there is no such audience, or it has to be said for which purpose.
    """

    def __init__(self, record: Record, audience: str, on: str, joined: Mapping[str, str], *, purpose: str = "") -> None:
        must_be_audience(audience)
        consents = queries.consents(record.connection)

        def told_of(person: str) -> Iterable[tuple[Mention, Recorded]]:
            about = {person: queries.mention(record.connection, person)}
            if about[person].kind in BODIES:
                about |= {act.id: act for act in queries.acts_of(record.connection, (person,))}
                return [(about[item.statement.mention], item) for item in queries.statements(record.connection, of=about)]
            names = queries.statements(record.connection, of=(person,), properties=("name",))
            return ((about[person], item) for item in names)

        def named_in(list_name: str, source: str) -> Iterator[Recorded]:
            wanted = ("name", "alias")
            if not list_name:
                yield from queries.statements(record.connection, source_id=source, properties=wanted, kind="person")
                return
            people = [mention.id for mention in queries.mentions(record.connection, kind="person", list_name=list_name)]
            yield from queries.statements(record.connection, of=people, properties=wanted)

        known = Known(consents, frozenset(protected(record)), joined, told_of, named_in)
        super().__init__(known, audience, on, chosen_purpose(consents, audience, on, purpose))


def withheld_words(leaving: Gate) -> str:
    """Return in words what was withheld, by kind and by reason; empty if nothing was. It is said so wherever something leaves."""
    if not leaving.withheld:
        return ""
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(leaving.withheld.items()))
    reasons = "; ".join(f"{reason} ({number:,})" for reason, number in leaving.because.most_common())
    return f"Withheld: {kinds}. Why: {reasons}. See: kronika consent --help"
