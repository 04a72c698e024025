"""How mentions and statements stand in an entry of the log and in the tables.

An entry with proposals is ``{"d": source, "l": list, "b": bases, "m": mentions, "s": statements}``:

* ``b``: what many statements share: ``[language, rule, stated_by, published, holds, obtained, confidence, source]``;
* ``m``: ``[id, kind, start, end, subject, event, list, source]``;
* ``s``: ``[id, mention, property, value, original, start, end, quote, basis]``.

Trailing defaults of a basis are cut off. A mention's list, and a mention's or basis's source, is empty if it is the entry's own
(``null`` as a list: none). ``null`` as an original or a value stands for "as the column before": an original that equals the
quote, a value that equals the original. A mention or subject of the same entry, and a basis, is given by its place in ``m`` and
``b``; one that was there before by its id.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kronika.model.statement import Mention, Statement

#: stands for NULL while rows are bound: the driver takes a microsecond over every None (it looks for an adapter for it)
NULL = "\0null\0"
_OR_NULL = "nullif(?, char(0) || 'null' || char(0))"
#: binds row number, id, entry, row numbers of the mention, property, value, original, start, end, quote, row number of the basis
INSERT_STATEMENT = (
    'INSERT INTO statement(n, id, entry, mention, property, value, original, start, "end", quote, basis, standing) '
    f"VALUES (?, ?, ?, ?, ?, {_OR_NULL}, {_OR_NULL}, ?, ?, ?, ?, 'proposed')"
)
#: binds row number, id, entry, kind, source, start, end, row number of the subject (0: none), event, list
INSERT_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)"


_NO_BASIS = ("", "", "", "", "", "", None, "")


class Basis(NamedTuple):
    """What many statements of a source share; see :class:`kronika.model.statement.Statement`."""

    source: str
    language: str
    rule: str
    stated_by: str
    published: str
    holds: str
    obtained: str
    confidence: float | None


class Packer:
    """Puts readings of one source into one entry.

    Args:
        source: id of the source.
        list_name: of the list that most of its mentions belong to; empty if none.
        published: of the source; what was published with it is not written down again, so that it moves with the source's day.
    """

    def __init__(self, source: str, list_name: str = "", published: str = "") -> None:
        self._source = source
        self._published = published
        self._list = list_name
        self._bases: dict[tuple[Any, ...], int] = {}
        self._places: dict[str, int] = {}
        self._mentions: list[list[Any]] = []
        self._statements: list[list[Any]] = []

    def __len__(self) -> int:
        return len(self._mentions) + len(self._statements)

    def mention(self, mention: Mention) -> None:
        """Put in a mention; its subject, if it belongs to this entry, was put in before."""
        ident, kind, source, start, end, subject, event, name = mention
        places = self._places
        places[ident] = len(places)
        own = "" if name == self._list else name or None
        self._mentions.append(
            [ident, kind, start, end, places.get(subject, subject), event, own, "" if source == self._source else source]
        )

    def statement(self, said: Statement) -> None:
        """Put in a statement; its mention, if it belongs to this entry, was put in before."""
        ident, about, name, value, original, language, source, start, end, quote = said[:10]
        rule, stated_by, holds, obtained, published, sure = said[10:]
        if published == self._published and source == self._source:
            published = ""
        shared = (language, rule, stated_by, published, holds, obtained, sure, source)
        self._statements.append(
            [
                ident,
                self._places.get(about, about),
                name,
                None if value == original else value,
                None if original == quote else original,
                start,
                end,
                quote,
                self._bases.setdefault(shared, len(self._bases)),
            ]
        )

    def content(self) -> dict[str, Any]:
        """Return the content of the entry."""
        bases = []
        for *shared, sure, source in self._bases:
            row = [*shared, sure, "" if source == self._source else source]
            while row and not row[-1] and row[-1] != 0:
                row.pop()
            bases.append(row)
        return {"d": self._source, "l": self._list, "b": bases, "m": self._mentions, "s": self._statements}


def bases(content: dict[str, Any]) -> list[Basis]:
    """Return the bases of an entry."""
    source = content["d"]
    found = []
    for row in content["b"]:
        shared: list[Any] = [*row, *_NO_BASIS[len(row) :]]
        language, rule, stated_by, published, holds, obtained, sure, other = shared
        found.append(Basis(other or source, language, rule, stated_by, published, holds, obtained, sure))
    return found


def mentions(content: dict[str, Any]) -> list[Mention]:
    """Return the mentions of an entry."""
    made = content["m"]
    return [
        Mention(ident, kind, source, start, end, made[subject][0] if isinstance(subject, int) else subject, event, name)
        for ident, kind, source, start, end, subject, event, name in mention_columns(content)
    ]


def mention_columns(content: dict[str, Any]) -> list[tuple[str, str, str, int, int, int | str, str, str]]:
    """Return for each mention of an entry: id, kind, source, start, end, subject (place in the entry, or id), event, list."""
    own, of_entry = content["d"], content["l"]
    return [
        (ident, kind, source or own, start, end, subject, event, of_entry if name == "" else name or "")
        for ident, kind, start, end, subject, event, name, source in content["m"]
    ]


def statements(content: dict[str, Any]) -> list[Statement]:
    """Return the statements of an entry."""
    shared, made = bases(content), content["m"]
    found = []
    for row in content["s"]:
        ident, about, name, value, original, start, end, quote, place = row
        basis = shared[place]
        original = quote if original is None else original
        found.append(
            Statement(
                ident,
                made[about][0] if isinstance(about, int) else about,
                name,
                original if value is None else value,
                original,
                basis.language,
                basis.source,
                start,
                end,
                quote,
                basis.rule,
                basis.stated_by,
                basis.holds,
                basis.obtained,
                basis.published,
                basis.confidence,
            )
        )
    return found
