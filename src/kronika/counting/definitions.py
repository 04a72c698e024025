"""Definitions: versioned files that say what is counted, in which unit, and where the definition comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from kronika.counting.codes import COUNTABLE_KINDS, OPTIONAL_CLASSES
from kronika.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ru", "be")
UNITS = ("people", "facts", "cases", "organisations")
RECOGNITION = ("none", "by-day", "by-knowledge")
#: short names of shipped definitions
ALIASES = {
    "political-prisoner": "political-prisoner/announced",
    "custody": "political-prisoner/custody",
    "detentions": "detentions/facts",
}
#: shipped definitions, in the order in which a list shows them
SHIPPED = (
    "political-prisoner/announced",
    "political-prisoner/announced-without-open-type",
    "political-prisoner/revised",
    "political-prisoner/revised-without-open-type",
    "political-prisoner/custody",
    "political-prisoner/custody-without-open-type",
    "detentions/facts",
    "detentions/people",
    "organisations-liquidated",
)
#: days without a sign of custody after which nobody is counted as in, unless the definition says otherwise
SILENCE_AFTER = 548
#: the same for an administrative detention without a sentence
ADMINISTRATIVE_AFTER = 30

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_ALWAYS = {"name", "version", "title", "words", "unit", "of", "sources"}
_CUSTODY = {
    "recognition",
    "recognisers",
    "open_type",
    "house_arrest",
    "home_confinement",
    "administrative",
    "silence_after",
    "administrative_after",
}
_ACTS = {"kind", "split"}
_OPTIONAL = {"figures"}
_MAX_DAYS = 36_525


class Origin(NamedTuple):
    """Where a definition, or a part of it, comes from."""

    title: str
    address: str


@dataclass(frozen=True)
class Definition:
    """What is counted. Built by :meth:`from_dict`, which says what is wrong with a file.

    Attributes:
        name: for example ``political-prisoner/announced``.
        version: a whole number from 1; changes whenever the meaning does.
        title, words: by language (``en``, ``ru``, ``be``): a short title, and what is counted in words.
        unit: ``people``, ``facts``, ``cases`` or ``organisations``.
        of: ``custody`` (on a day) or ``acts`` (in a period).
        sources: where it comes from.
        recognition: custody: ``none``; ``by-day`` (recognised no later than the day); ``by-knowledge`` (recognised whenever, as
            far as is known, former included).
        recognisers: custody: whose recognition counts; empty: anybody's.
        open_type, house_arrest, home_confinement, administrative: custody: whether each counts.
        silence_after, administrative_after: custody: days after the last sign of custody after which "in" decays to "unknown".
        kind: acts: kind of act.
        split: acts: also count for each code of the act (``how`` of a liquidation, ``basis`` of a detention).
        figures: what others call the same thing when they publish a figure.
    """

    name: str
    version: int
    title: Mapping[str, str]
    words: Mapping[str, str]
    unit: str
    of: str
    sources: tuple[Origin, ...]
    recognition: str = "none"
    recognisers: tuple[str, ...] = ()
    open_type: bool = True
    house_arrest: bool = True
    home_confinement: bool = False
    administrative: bool = True
    silence_after: int = SILENCE_AFTER
    administrative_after: int = ADMINISTRATIVE_AFTER
    kind: str = ""
    split: bool = False
    figures: tuple[str, ...] = field(default=())

    @cached_property
    def classes(self) -> frozenset[str]:
        """Classes of custody that count, see :data:`kronika.counting.codes.REGIME_CLASS`."""
        included = (self.open_type, self.house_arrest, self.home_confinement)
        return frozenset({"closed", *(name for name, counts in zip(OPTIONAL_CLASSES, included, strict=True) if counts)})

    @cached_property
    def recogniser_names(self) -> frozenset[str]:
        """Names of the recognisers, folded for comparison."""
        return frozenset(name.strip().casefold() for name in self.recognisers)

    def said(self, texts: Mapping[str, str], language: str) -> str:
        """Return ``title`` or ``words`` in a language; in the first language that there is if it has none in that one."""
        return texts.get(language) or next(iter(texts.values()))

    @classmethod
    def from_dict(cls, raw: object, where: str) -> Definition:
        """Return the definition that a file holds.

        Args:
            raw: the parsed file.
            where: name of the file, for the error.

        Raises:
            InputError: something is missing, unknown or contradicts itself; says what and what to write instead.
        """
        if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
            raise InputError("a definition is a list of names and values", where=where, advice=_SEE)
        reader = _Reader(raw, where)
        of = reader.choice("of", ("custody", "acts"))
        reader.known(_ALWAYS | _OPTIONAL | (_CUSTODY if of == "custody" else _ACTS), of)
        values: dict[str, Any] = {
            "name": reader.name(),
            "version": reader.number("version", 1, 1_000_000),
            "title": reader.texts("title"),
            "words": reader.texts("words"),
            "unit": reader.choice("unit", UNITS),
            "of": of,
            "sources": reader.origins(),
            "figures": reader.names("figures"),
        }
        values |= reader.custody() if of == "custody" else reader.acts()
        if of == "custody" and values["unit"] != "people":
            raise reader.error("custody is counted in people", "Write 'unit: people', or count acts")
        return cls(**values)


_SEE = "Start from a shipped definition: kronika definition show political-prisoner"


class _Reader:
    """Reads a definition's values one by one, each with an error of its own."""

    def __init__(self, raw: Mapping[str, Any], where: str) -> None:
        self.raw = raw
        self.where = where

    def error(self, what: str, advice: str) -> InputError:
        return InputError(what, where=self.where, advice=advice)

    def known(self, names: set[str], of: str) -> None:
        for key in self.raw:
            if key in names:
                continue
            if key in _CUSTODY | _ACTS:
                raise self.error(f"'{key}' has no meaning in a definition of {of}", f"Remove '{key}'")
            near = get_close_matches(key, sorted(names), n=1)
            advice = f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(sorted(names))}"
            raise self.error(f"unknown property '{key}'", advice)

    def name(self) -> str:
        name = self.raw.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise self.error("'name' is missing or not a name", "Write small Latin letters, digits, hyphens and slashes")
        return name

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.raw.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.error(f"'{key}' is not a whole number from {low} to {high}", f"Write for example '{key}: {low}'")
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if value not in choices:
            what = f"'{key}' is missing" if value is None else f"'{key}' cannot be {value!r}"
            raise self.error(what, f"Write one of: {', '.join(choices)}")
        return str(value)

    def included(self, key: str, default: str) -> bool:
        return self.choice(key, ("include", "exclude"), default) == "include"

    def texts(self, key: str) -> dict[str, str]:
        value = self.raw.get(key)
        if not isinstance(value, dict) or not value:
            raise self.error(f"'{key}' is missing", f"Write it by language: '{key}: {{en: ..., ru: ..., be: ...}}'")
        for language, text in value.items():
            if language not in LANGUAGES:
                raise self.error(f"'{key}' has the unknown language {language!r}", f"Write one of: {', '.join(LANGUAGES)}")
            if not isinstance(text, str) or not text.strip():
                raise self.error(f"'{key}' is empty in {language}", "Write a text or leave the language out")
        return {language: " ".join(value[language].split()) for language in LANGUAGES if language in value}

    def names(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key) or []
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            raise self.error(f"'{key}' is not a list of texts", f"Write '{key}: [first, second]'")
        return tuple(value)

    def origins(self) -> tuple[Origin, ...]:
        value = self.raw.get("sources") or []
        if not isinstance(value, list):
            raise self.error("'sources' is not a list", "Write a list, each with 'title' and 'address'")
        found = []
        for source in value:
            if not isinstance(source, dict) or not isinstance(source.get("title"), str) or set(source) - {"title", "address"}:
                raise self.error("a source has no title or an unknown part", "Write 'title' and, if there is one, 'address'")
            found.append(Origin(" ".join(source["title"].split()), str(source.get("address") or "")))
        return tuple(found)

    def custody(self) -> dict[str, Any]:
        recognition = self.choice("recognition", RECOGNITION)
        recognisers = self.names("recognisers")
        if recognisers and recognition == "none":
            raise self.error("'recognisers' are named, but 'recognition' is 'none'", "Write by-day or by-knowledge")
        return {
            "recognition": recognition,
            "recognisers": recognisers,
            "open_type": self.included("open_type", "include"),
            "house_arrest": self.included("house_arrest", "include"),
            "home_confinement": self.included("home_confinement", "exclude"),
            "administrative": self.included("administrative", "include"),
            "silence_after": self.number("silence_after", 1, _MAX_DAYS, SILENCE_AFTER),
            "administrative_after": self.number("administrative_after", 1, _MAX_DAYS, ADMINISTRATIVE_AFTER),
        }

    def acts(self) -> dict[str, Any]:
        kind = self.choice("kind", tuple(sorted(COUNTABLE_KINDS)))
        split = self.raw.get("split", False)
        if not isinstance(split, bool):
            raise self.error("'split' is neither true nor false", "Write 'split: true' to count each code apart")
        return {"kind": kind, "split": split}


def load_shipped(name: str) -> Definition:
    """Return a shipped definition by its name or alias (``political-prisoner`` is the announced one, open-type included).

    Raises:
        NotFoundError: there is none of that name.
    """
    full = ALIASES.get(name, name)
    if full not in SHIPPED:
        near = get_close_matches(name, [*SHIPPED, *ALIASES], n=1)
        advice = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(SHIPPED)}"
        raise NotFoundError(f"no definition is called '{name}'", advice=advice)
    from yaml import safe_load

    path = files("kronika.counting") / "definitions" / f"{full.replace('/', '.')}.yml"
    return Definition.from_dict(safe_load(path.read_text("utf-8")), path.name)
