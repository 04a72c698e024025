"""Who is meant by the keys of a count: ids of mentions and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.store import queries
from kronika.workspace.cards import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.model.act import Key
    from kronika.store.record import Record


class Naming:
    """Looks names up together.

    Args:
        record: open.
        keys: all that will be asked for.
    """

    def __init__(self, record: Record, keys: Iterable[Key]) -> None:
        wanted = set(keys)
        self.lookup = Lookup(record)
        mentions = queries.by_number(record.connection, (key for key in wanted if isinstance(key, int)))
        self._idents: dict[Key, str] = {number: mention.id for number, mention in mentions.items()}
        self.lookup.remember_names(self.ident(key) for key in wanted)

    def ident(self, key: Key) -> str:
        """Return the id of a mention."""
        return self._idents[key] if isinstance(key, int) else key

    def name(self, key: Key) -> str:
        """Return its name as written; empty if it has none."""
        return self.lookup.name(self.ident(key))

    def line(self, key: Key, **more: Any) -> dict[str, Any]:
        """Return ``mention``, ``name`` and ``more`` as JSON has them."""
        return {"mention": self.ident(key), "name": self.name(key), **more}
