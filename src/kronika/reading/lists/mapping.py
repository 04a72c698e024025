"""A mapping says what the columns of a list mean: a file that a documenter writes once for all editions of the list."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

from kronika.errors import InputError
from kronika.language.dates import ORDERS
from kronika.reading.lists.targets import STATE, SUBJECTS, Target, parse_target

_KEYS = ("list", "states", "language", "sheet", "header_row", "key", "dates", "columns", "constants", "ignore")
_COLUMN_KEYS = ("to", "language", "order", "unit", "codes", "split")
_UNITS = {"years": "Y", "months": "M", "weeks": "W", "days": "D"}
_LANGUAGES = ("", "en", "ru", "be")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column means.

    Attributes:
        header: as it stands in the header row; the second column of the same header is ``header#2``.
        target: what it says.
        language: of its cells, where it is not the list's.
        order: of day and month in its dates (``dmy``, ``mdy``), where it is not the list's.
        unit: ``years``, ``months``, ``weeks`` or ``days``, for a term in bare numbers.
        codes: its own words -> value, before those that kronika knows.
        split: what stands between several values in a cell (``none``: it never holds several); empty: ``;`` and line breaks.
    """

    header: str
    target: Target
    language: str = ""
    order: str = ""
    unit: str = ""
    codes: Dict[str, str] = field(default_factory=dict)
    split: str = ""

    def to_yaml(self) -> str | dict[str, Any]:
        """Return the column as it stands in the file: the target alone where nothing else is said."""
        options = {
            "language": self.language,
            "order": self.order,
            "unit": self.unit,
            "codes": dict(self.codes),
            "split": self.split,
        }
        said = {name: value for name, value in options.items() if value}
        return {"to": str(self.target), **said} if said else str(self.target)


class Constant(NamedTuple):
    """What the list says of every row without a column of its own, as ``recognition.recognised_by: Viasna``."""

    target: Target
    value: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a list's columns mean.

    Attributes:
        list: name of the list; all its editions share it, and the ids of its rows come from it. Never change it.
        states: who states what the list says, as ``Viasna``.
        language: of its cells (``en``, ``ru``, ``be``); empty if mixed.
        sheet: name of the sheet or table, where the source has several.
        header_row: the row with the headers, counted as the source counts them (spreadsheets: from 1); 0: the first row.
        key: headers of the columns that identify a row in all editions; empty: the names and the date of birth do.
        order: of day and month in dates written in digits: ``dmy`` or ``mdy``.
        columns: what each column means.
        constants: what holds for every row.
        ignore: headers of columns that are left out on purpose.
    """

    list: str
    states: str = ""
    language: str = ""
    sheet: str = ""
    header_row: int = 0
    key: tuple[str, ...] = ()
    order: str = "dmy"
    columns: tuple[Column, ...] = ()
    constants: tuple[Constant, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What a row is about: ``person`` or ``organisation``."""
        kinds = {column.target.kind for column in self.columns}
        return "organisation" if "organisation" in kinds else "person"

    @classmethod
    def from_dict(cls, content: object, where: str) -> Mapping:
        """Return the mapping that a YAML file holds; ``where`` is the file's name, for messages.

        Raises:
            InputError: something in it is missing, misspelt or said twice; the message says what and where.
        """
        given = _dict(content, "a mapping", where)
        _check_keys(given, _KEYS, "a mapping", where)
        name = _text(given, "list", where)
        if not name:
            raise InputError("the list has no name", where=where, advice="Add a line such as 'list: viasna-political-prisoners'")
        columns = tuple(
            _column(_plain(header), value, where) for header, value in _dict(given.get("columns"), "columns", where).items()
        )
        dates = _dict(given.get("dates") or {}, "dates", where)
        _check_keys(dates, ("order",), "dates", where)
        mapping = cls(
            list=name,
            states=_text(given, "states", where),
            language=_choice(given, "language", _LANGUAGES, where),
            sheet=_text(given, "sheet", where),
            header_row=_row_number(given.get("header_row", 0), where),
            key=_texts(given.get("key"), "key", where),
            order=_choice(dates, "order", ORDERS, where) or "dmy",
            columns=columns,
            constants=_constants(given.get("constants"), where),
            ignore=_texts(given.get("ignore"), "ignore", where),
        )
        _check_whole(mapping, where)
        return mapping

    def to_yaml_dict(self) -> dict[str, Any]:
        """Return the mapping as the values of a YAML file, without what is left at its default."""
        values: dict[str, Any] = {
            "list": self.list,
            "states": self.states,
            "language": self.language,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "key": list(self.key),
            "dates": {"order": self.order},
            "columns": {column.header: column.to_yaml() for column in self.columns},
            "constants": {str(constant.target): constant.value for constant in self.constants},
            "ignore": list(self.ignore),
        }
        return {name: value for name, value in values.items() if value}


def _column(header: str, value: object, where: str) -> Column:
    place = f"{where}, column {header!r}"
    if isinstance(value, str):
        return Column(header, parse_target(value.strip(), place))
    options = _dict(value, "what the column means", place)
    _check_keys(options, _COLUMN_KEYS, "a column", place)
    codes = {str(word): str(code) for word, code in _dict(options.get("codes") or {}, "codes", place).items()}
    return Column(
        header,
        parse_target(_text(options, "to", place), place),
        language=_choice(options, "language", _LANGUAGES, place),
        order=_choice(options, "order", ("", *ORDERS), place),
        unit=_choice(options, "unit", ("", *_UNITS), place),
        codes=codes,
        split=_text(options, "split", place),
    )


def unit_letter(unit: str) -> str:
    """Return the letter of ISO 8601 for ``years``, ``months``, ``weeks`` or ``days``; empty for empty."""
    return _UNITS.get(unit, "")


def _constants(value: object, where: str) -> tuple[Constant, ...]:
    constants = []
    for name, said in _dict(value or {}, "constants", where).items():
        target = parse_target(str(name), f"{where}, constants")
        if target.kind == STATE or target.part:
            raise InputError(
                f"{name} cannot be a constant", where=f"{where}, constants", advice="Name a property such as charge.date"
            )
        constants.append(Constant(target, _plain(said)))
    return tuple(constants)


def _check_whole(mapping: Mapping, where: str) -> None:
    """Raise InputError where columns contradict each other."""
    if not any(column.target.property == "name" and column.target.kind in SUBJECTS for column in mapping.columns):
        raise InputError(
            "no column holds the name",
            where=where,
            advice="Map a column to person.name (or organisation.name for a list of those)",
        )
    seen: dict[tuple[Target, str], str] = {}
    for column in mapping.columns:
        if column.target.kind in SUBJECTS and column.target.kind != mapping.subject:
            raise InputError(
                "a row is about a person or about an organisation, not both",
                where=f"{where}, column {column.header!r}",
                advice=f"Map it to a property of {mapping.subject}, or list it under 'ignore'",
            )
        other = seen.setdefault((column.target, column.language), column.header)
        if other != column.header:
            raise InputError(
                f"{column.target} is said by two columns, {other!r} and {column.header!r}",
                where=where,
                advice=_apart(column.target),
            )
    both = [column.header for column in mapping.columns if column.header in mapping.ignore]
    if both:
        raise InputError(
            f"column {both[0]!r} is both read and ignored", where=where, advice="Take it out of 'ignore' or of 'columns'"
        )


def _apart(target: Target) -> str:
    if target.kind in SUBJECTS or target.kind == STATE:
        return "Give each its 'language', or list one under 'ignore'"
    return f"Map the second to {target.kind}#2.{target.property} if it is another {target.kind}, or list it under 'ignore'"


def _dict(value: object, what: str, where: str) -> dict[Any, Any]:
    if not isinstance(value, Dict) or isinstance(value, str):
        raise InputError(
            f"{what} must be written as 'name: value' lines", where=where, advice="Let 'kronika map' write an example"
        )
    return dict(value)


def _check_keys(given: Dict[Any, Any], known: tuple[str, ...], what: str, where: str) -> None:
    for key in given:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            advice = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}"
            raise InputError(f"{what} has no part {str(key)!r}", where=where, advice=advice)


def _plain(value: object) -> str:
    """Return a YAML value as the text that was meant; YAML takes ``yes`` and ``no`` for truth values."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


def _text(given: Dict[Any, Any], key: str, where: str) -> str:
    value = given.get(key)
    if isinstance(value, (list, tuple, Dict)):
        raise InputError(f"{key!r} must be one value", where=where, advice=f"Write '{key}: value'")
    return _plain(value)


def _texts(value: object, key: str, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, Dict):
        raise InputError(f"{key!r} must be a list of headers", where=where, advice=f"Write '{key}: [first, second]'")
    return tuple(_plain(item) for item in value) if isinstance(value, (list, tuple)) else (_plain(value),)


def _choice(given: Dict[Any, Any], key: str, choices: tuple[str, ...], where: str) -> str:
    value = _text(given, key, where)
    if value and value not in choices:
        raise InputError(f"{key} {value!r} is unknown", where=where, advice=f"Use {' or '.join(filter(None, choices))}")
    return value


def _row_number(value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and value.isdigit():
        return int(value)
    raise InputError(
        f"header_row {value!r} is not a row", where=where, advice="Write the number of the row that holds the headers"
    )
