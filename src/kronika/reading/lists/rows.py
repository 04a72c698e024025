"""From the rows of a list to mentions and statements: a person a row, with the acts that happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kronika.language.codes import is_empty
from kronika.model.ids import mention_id, statement_id
from kronika.model.source import Document, Source, Table
from kronika.model.statement import Mention, Statement
from kronika.reading.lists.cells import Cell, Piece, mixed_letters, tidy
from kronika.reading.lists.columns import unmapped
from kronika.reading.lists.mapping import Mapping
from kronika.reading.lists.plan import Plan, PlannedAct, PlannedColumn, PlannedName, plan

FAMILY = "list"
_CONSTANT_RULE = "list: the same for every row, by the mapping"
#: a court, a judge or an article without a date or a punishment tells of a trial, not of a sentence
_OF_A_TRIAL = frozenset({"court", "judge", "prosecutor", "article", "in_absentia"})


class RowReading(NamedTuple):
    """What one row of a list says.

    Attributes:
        row: number of the row as the source counts it.
        key: what identifies the row in all editions of the list; empty if the row has no name.
        mentions: the person (or organisation) first, then the acts, each with the person as its ``subject``.
        statements: about these mentions.
        problems: what could not be read, or was read with doubt, each in words with row and column.
    """

    row: int
    key: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    problems: tuple[str, ...]


#: a name: value, original, start and end in the document, rule, language
_Name = tuple[str, str, int, int, str, str]
#: a cell that says something: its column, text, place in the document, the pieces that are meant, and all that it says
_Said = tuple[PlannedColumn, str, int, tuple[Piece, ...], Cell]
#: a name that needs no cleaning: one script, single spaces between words; longer than any word for "nothing"
_PLAIN_NAME = re.compile("(?! )(?:[A-Za-zÀ-ɏ'’ -]+|[Ѐ-ӿ'’ -]+)(?<! )")
_LONG = 16
_DIGIT = re.compile(r"\d")


def read_table(document: Document, table: Table, mapping: Mapping, source: Source) -> Iterator[RowReading]:
    """Return what each row says, in order; rows without any text and repeated header rows are passed over.

    Ids come from the list's name and the row's key, so that all editions of the list agree on them.

    Raises:
        InputError: the header row or a column that the mapping names is not there. Raised at once, not at the first row.
    """
    return _read(document, table, plan(document, table, mapping, source))


def notes(document: Document, table: Table, mapping: Mapping, source: Source) -> tuple[str, ...]:
    """Return, in words, which columns of the table the mapping says nothing about.

    Raises:
        InputError: as :func:`read_table`.
    """
    bound = plan(document, table, mapping, source)
    return tuple(f"column '{name}' is not in the mapping; not read" for name in unmapped(mapping, bound.header))


def _read(document: Document, table: Table, bound: Plan) -> Iterator[RowReading]:
    rows = _Rows(document.text, bound, table.rows[bound.header.row])
    position = table.start
    first = bound.header.row
    for index, cells in enumerate(table.rows):
        # where each cell begins, less the tabs before it, which are as many as its index
        starts = list(accumulate(map(len, cells), initial=position))
        position = starts[-1] + (len(cells) or 1)
        if index > first and any(cells):
            reading = rows.read(table.first_row + index, cells, starts)
            if reading is not None:
                yield reading


def _count(said: Sequence[_Said]) -> int:
    """Return how many acts cells list: as many dates (or recognisers) as one of them has, else as many terms."""
    leads = max([len(cell.segments) if column.leads else 1 for column, _, _, _, cell in said])
    return leads if leads > 1 else max([_terms(cell) if column.property == "term" else 1 for column, _, _, _, cell in said])


def _terms(cell: Cell) -> int:
    """Return how many sentences a cell of terms lists ("2 years + 1 year"): as many as it has parts, if each part is a term."""
    if len(cell.segments) == 1:
        return 1
    parts = [[piece for piece in segment if piece.property == "term"] for segment in cell.segments]
    return len(parts) if all(len(part) == 1 and not part[0].problem for part in parts) else 1


class _Rows:
    """Reads rows one after the other; remembers keys, so that two rows never share one."""

    def __init__(self, text: str, bound: Plan, header: Sequence[str]) -> None:
        self._header_cells = list(header)
        self._text = text
        self._plan = bound
        self._source, self._published = bound.source, bound.published
        self._list = bound.mapping.list
        self._states = bound.mapping.states
        self._kind = bound.mapping.subject
        self._width = len(bound.header.names)
        self._seen: dict[str, tuple[int, int]] = {}
        self._mentions: list[Mention] = []
        self._statements: list[Statement] = []
        self._problems: list[str] = []
        self._row = 0

    def read(self, row: int, cells: Sequence[str], starts: list[int]) -> RowReading | None:
        """Return what a row says, None if it says nothing at all."""
        if cells[:1] == self._header_cells[:1] and list(cells) == self._header_cells:
            return None
        if len(cells) != self._width:
            cells = self._evened(row, cells, starts)
        self._mentions, self._statements, self._row = [], [], row
        names = [found for name in self._plan.names for found in self._name(name, cells, starts)]
        if not names or self._is_no_person(names[0][0], cells):
            return self._nameless(row, cells)
        key = self._key(row, names[0][0], cells)
        person = mention_id(self._list, self._kind, FAMILY, key)
        _, _, start, end, _, _ = names[0]
        self._mentions.append(Mention(person, self._kind, self._source, start, end, "", "", self._list))
        for value, original, at, until, rule, language in names:
            self._state(person, "name", value, original, at, until, rule, language)
        for said in self._said(self._plan.subject, cells, starts):
            self._pieces(person, said)
        for property_, value in self._plan.subject_constants:
            self._constant(person, property_, value)
        for act in self._plan.acts:
            self._acts(act, person, key, cells, starts)
        if self._plan.states:
            self._happened(person, key, cells, starts)
        problems, self._problems = tuple(self._problems), []
        return RowReading(row, key, tuple(self._mentions), tuple(self._statements), problems)

    def _evened(self, row: int, cells: Sequence[str], starts: list[int]) -> list[str]:
        """Return the row with as many cells as there are headers; what stands beyond them is named, not read."""
        if any(cell.strip() for cell in cells[self._width :]):
            self._problems.append(
                f"row {row}: {len(cells)} cells, but {self._width} headers; the cells beyond the headers are not read"
            )
        missing = self._width - len(cells)
        starts.extend([starts[-1]] * missing)
        return [*cells[: self._width], *[""] * missing]

    def _is_no_person(self, name: str, cells: Sequence[str]) -> bool:
        """Return whether a row only divides the list: "2021", "Total: 1,408" and nothing else."""
        return bool(_DIGIT.search(name)) and sum(1 for cell in cells if cell.strip()) == 1

    def _nameless(self, row: int, cells: Sequence[str]) -> RowReading | None:
        if not any(cell.strip() for cell in cells):
            return None
        problems, self._problems = tuple(self._problems), []
        return RowReading(row, "", (), (), (*problems, f"row {row}: no name; not read"))

    def _name(self, name: PlannedName, cells: Sequence[str], starts: list[int]) -> list[_Name]:
        """Return the names that a column holds, or the one that several columns make."""
        if name.read is not None:
            index = name.indexes[0]
            text = cells[index]
            if len(text) > _LONG and "  " not in text and _PLAIN_NAME.fullmatch(text):
                at = starts[index] + index
                return [(text, text, at, at + len(text), name.rule, name.language)]
            cell = name.read(text) if text else None
            if cell is None:
                return []
            at = starts[index] + index
            self._doubt(cell.whole, self._plan.header.names[index])
            return [
                (piece.value, text[piece.start : piece.end], at + piece.start, at + piece.end, name.rule, name.language)
                for segment in cell.segments
                for piece in segment
            ]
        filled = [index for index in name.indexes if not is_empty(cells[index])]
        if not filled:
            return []
        first, last = min(filled), max(filled)
        lead = len(cells[first]) - len(cells[first].lstrip())
        start, end = starts[first] + first + lead, starts[last] + last + len(cells[last].rstrip())
        original = " ".join(cells[index].strip() for index in filled)
        problem = mixed_letters(original)
        if problem:
            self._problems.append(f"row {self._row}, {name.rule.removeprefix('list: ')}: {problem}")
        return [(tidy(original), original, start, end, name.rule, name.language)]

    def _key(self, row: int, name: str, cells: Sequence[str]) -> str:
        """Return the row's key: its key columns, or else name and date of birth; a second row of the same key gets a number."""
        parts = [cells[index] for index in self._plan.key]
        if not any(part.strip() for part in parts):
            if self._plan.key:
                self._problems.append(f"row {row}: the key is empty; the name and the date of birth identify the row instead")
            parts = [name, self._born(cells)]
        key = "|".join([" ".join(part.casefold().replace("ё", "е").split()) for part in parts])
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = (1, row)
            return key
        count, first = before
        self._seen[key] = (count + 1, first)
        self._problems.append(
            f"row {row}: the same key as row {first}; told apart by their order, which a later edition may change"
        )
        return f"{key}#{count + 1}"

    def _born(self, cells: Sequence[str]) -> str:
        """Return the date of birth as read, or as written if it cannot be read."""
        born = self._plan.born
        text = cells[born.position] if born else ""
        cell = born.read(text) if born and text else None
        return cell.whole[0].value or text if cell and cell.whole else ""

    def _said(self, columns: Sequence[PlannedColumn], cells: Sequence[str], starts: list[int]) -> list[_Said]:
        said = []
        for column in columns:
            index = column.position
            text = cells[index]
            if text:
                cell = column.read(text)
                if cell is not None:
                    said.append((column, text, starts[index] + index, cell.whole, cell))
        return said

    def _acts(self, act: PlannedAct, person: str, key: str, cells: Sequence[str], starts: list[int]) -> None:
        """Add the acts of one kind: one, or as many as a cell of dates (or of those who recognised) lists."""
        said = self._said(act.columns, cells, starts)
        if not said:
            if act.alone:
                self._act(act, person, key, (), 0)
            return
        count = 1
        for one in said:
            if one[4].several:
                count = max(count, _count(said))
        if count == 1:
            self._act(act, person, key, said, 0)
            return
        for ordinal in range(count):
            self._act(act, person, key, self._shared(act, said, count, ordinal), ordinal)

    def _shared(self, act: PlannedAct, said: list[_Said], count: int, ordinal: int) -> list[_Said]:
        """Return what the row says of one of several acts: by order where a cell lists as many values, else of the first.

        All that is said of a recognition holds for each who recognised, but a date beside a name holds for that one alone.
        """
        parts: list[_Said] = []
        for one in said:
            column, text, at, _, cell = one
            if len(cell.segments) == count:
                parts.append((column, text, at, cell.segments[ordinal], cell))
            elif act.kind == "recognition":
                parts.append(one)
            elif ordinal == 0:
                parts.append(one)
                self._problems.append(
                    f"row {self._row}, column '{column.header}': one value for {count} acts ({act.kind}); kept with the first"
                )
        if any(piece.property == "date" for column, _, _, pieces, _ in parts for piece in pieces if column.property != "date"):
            parts = [one for one in parts if one[0].property != "date"]
        return parts

    def _act(self, act: PlannedAct, person: str, key: str, parts: Sequence[_Said], ordinal: int) -> None:
        """Add one act with what its columns and constants say."""
        kind, constants = act.kind, act.constants
        place: object = ordinal if act.number == 1 else f"{act.number}.{ordinal}"
        if not act.plain:
            said = {piece.property: piece.value for _, _, _, pieces, _ in parts for piece in pieces}
            if said.get("happened") == "no":
                return
            constants = [(name, value) for name, value in constants if name not in said]
            if kind == "sentence" and said and _OF_A_TRIAL.issuperset(said):
                kind, place = "trial", f"sentence {place}"
                constants = [(name, value) for name, value in constants if name in _OF_A_TRIAL]
            elif kind == "recognition":
                place = said.get("recognised_by") or dict(constants).get("recognised_by") or place
        mention = mention_id(self._list, kind, FAMILY, key, place)
        if kind == "recognition" and any(mention == other.id for other in self._mentions):
            mention = mention_id(self._list, kind, FAMILY, key, place, act.number, ordinal)
        _, _, _, start, end, *_ = self._mentions[0]
        if parts and parts[0][3]:
            _, _, at, pieces, _ = parts[0]
            _, _, start, end, _, _ = pieces[0]
            start, end = start + at, end + at
        self._mentions.append(Mention(mention, kind, self._source, start, end, person, "", self._list))
        for one in parts:
            self._pieces(mention, one)
        for name, value in constants:
            self._constant(mention, name, value)

    def _happened(self, person: str, key: str, cells: Sequence[str], starts: list[int]) -> None:
        """Add what columns say that happened: to the act that the row already has, or as an act of its own."""
        for said in self._said(self._plan.states, cells, starts):
            column, text, at, pieces, cell = said
            self._doubt(pieces, column.header)
            for piece in pieces:
                if not piece.kind:
                    continue
                known = next((mention for mention in self._mentions if mention.kind == piece.kind), None)
                if known is None:
                    mention = mention_id(self._list, piece.kind, FAMILY, key, "state")
                    start, end = at + piece.start, at + piece.end
                    known = Mention(mention, piece.kind, self._source, start, end, person, "", self._list)
                    self._mentions.append(known)
                elif piece.property == "happened":
                    continue
                self._pieces(known.id, (column, text, at, (piece._replace(problem=""),), cell))

    def _pieces(self, mention: str, said: _Said) -> None:
        """Add the statements of a cell. The busiest place of a list: it runs once a statement."""
        column, text, at, pieces, _ = said
        _, header, _, _, rule, language, _ = column
        source, states, published, width = self._source, self._states, self._published, len(text)
        add = self._statements.append
        for name, value, start, end, problem, _ in pieces:
            quote = text if end - start == width else text[start:end]
            start += at  # noqa: PLW2901 - from the cell's characters to the document's
            ident = statement_id(mention, name, value, source, start)
            add(
                Statement(
                    ident, mention, name, value, quote, language, source, start, end + at, quote, rule, states, "", "", published
                )
            )
            if problem:
                self._problems.append(f"row {self._row}, column '{header}': {problem}")

    def _doubt(self, pieces: tuple[Piece, ...], header: str) -> None:
        self._problems.extend(f"row {self._row}, column '{header}': {piece.problem}" for piece in pieces if piece.problem)

    def _constant(self, mention: str, name: str, value: str) -> None:
        """Add what holds for every row; the row's own name is the passage that it rests on."""
        person = self._mentions[0]
        language = self._plan.mapping.language
        self._state(mention, name, value, value, person.start, person.end, _CONSTANT_RULE, language)

    def _state(  # noqa: PLR0913, PLR0917 - a statement has that many parts, and a million of them are made
        self, mention: str, name: str, value: str, original: str, start: int, end: int, rule: str, language: str
    ) -> None:
        source = self._source
        self._statements.append(
            Statement(
                statement_id(mention, name, value, source, start),
                mention,
                name,
                value,
                original,
                language,
                source,
                start,
                end,
                self._text[start:end],
                rule,
                self._states,
                "",
                "",
                self._published,
            )
        )
