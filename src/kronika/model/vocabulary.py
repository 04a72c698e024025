"""The vocabulary: kinds, their properties and codes, what they are called, and what they are in other formats.

``vocabulary.yml`` is the authority and is meant to be read; ``vocabulary.json`` has the same content and is what is
loaded, because a command that prints three labels must not wait for a YAML parser. ``scripts/generate_docs.py`` writes
the second from the first, and a test holds them together.

>>> load().kind("detention").property("date").label("ru")
'дата'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: languages of the labels
LANGUAGES = ("en", "ru", "be")

#: what a property's value may be, see ``vocabulary.yml``
TYPES = frozenset({"text", "name", "date", "duration", "number", "code", "boolean", "country", "article", "mention", "money"})

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Esf:
    """A field of the HURIDOCS Events Standard Formats.

    Attributes:
        format: ``Act``, ``Person``, ``Involvement``, ``Information``, ``Intervention`` ...
        number: of the field, as digits.
        name: of the field.
        term: the matching term of the field's own list; empty if there is none.
    """

    format: str
    number: str
    name: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One of the values that a property of a fixed set may have."""

    key: str
    labels: Mapping[str, str]

    def label(self, language: str = "en") -> str:
        """Return what it is called in ``en``, ``ru`` or ``be``."""
        return _label(self.labels, language)


@dataclass(frozen=True, slots=True)
class Property:
    """Something that can be said of a mention.

    Attributes:
        key: name of the property in a statement.
        labels: what it is called, by language.
        type: one of ``TYPES``.
        description: one sentence, where the label does not say it all; else empty.
        codes: the values that have a label, by key; empty if the value is free. Other values stay as written.
        identifying: it singles out a person: the subject or somebody else.
        sealed: it belongs to the facts that are most dangerous in the wrong hands (relations, treatment, health).
        esf: the field of the Events Standard Formats, or None.
        ftm: the property of FollowTheMoney on the schema of the kind; empty if there is none.
    """

    key: str
    labels: Mapping[str, str]
    type: str
    description: str
    codes: Mapping[str, Code]
    identifying: bool
    sealed: bool
    esf: Esf | None
    ftm: str

    def label(self, language: str = "en") -> str:
        """Return what it is called in ``en``, ``ru`` or ``be``."""
        return _label(self.labels, language)

    def value_label(self, value: str, language: str = "en") -> str:
        """Return what ``value`` is called if it is a code; any other value as it stands."""
        code = self.codes.get(value)
        return value if code is None else code.label(language)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mention: a person, an organisation, an act.

    Attributes:
        key: name of the kind in a mention.
        labels, plurals: what one and several are called, by language.
        description: one sentence in plain English.
        act: it happens to its subject (a person or an organisation).
        esf: the field of the Events Standard Formats, or None.
        ftm: the schema of FollowTheMoney; empty if there is none.
        ftm_subject: the FollowTheMoney property that points to the subject; ``self`` if what is said belongs on the
            subject's own entity; empty if there is no subject.
        properties: what can be said of it, by key, in the order in which a documenter would say it.
    """

    key: str
    labels: Mapping[str, str]
    plurals: Mapping[str, str]
    description: str
    act: bool
    esf: Esf | None
    ftm: str
    ftm_subject: str
    properties: Mapping[str, Property]

    def label(self, language: str = "en") -> str:
        """Return what one is called in ``en``, ``ru`` or ``be``."""
        return _label(self.labels, language)

    def plural(self, language: str = "en") -> str:
        """Return what several are called in ``en``, ``ru`` or ``be``."""
        return _label(self.plurals, language)

    def property(self, key: str) -> Property:
        """Return the property ``key``.

        Raises:
            InputError: nothing of that name can be said of this kind.
        """
        found = self.properties.get(key)
        if found is None:
            raise _unknown(f"A {self.label()} has no property {key!r}", key, self.properties)
        return found


@dataclass(frozen=True)
class Vocabulary:
    """All kinds, by key, and what any statement carries besides its value.

    Attributes:
        kinds: in the order of the file: people and bodies first, then acts.
        information: where a statement comes from: address, language, who states it ...
    """

    kinds: Mapping[str, Kind]
    information: Mapping[str, Property]

    @cached_property
    def act_kinds(self) -> frozenset[str]:
        """Keys of the kinds that happen to a subject."""
        return frozenset(key for key, kind in self.kinds.items() if kind.act)

    def kind(self, key: str) -> Kind:
        """Return the kind ``key``.

        Raises:
            InputError: there is no such kind; the message names those that are spelt alike.
        """
        found = self.kinds.get(key)
        if found is None:
            raise _unknown(f"There is no kind {key!r}", key, self.kinds)
        return found

    def code_label(self, kind: str, property_: str, code: str, language: str = "en") -> str:
        """Return what ``code`` is called as a value of a property; a value that is no code as it stands.

        Raises:
            InputError: there is no such kind, property or language.
        """
        return self.kind(kind).property(property_).value_label(code, language)


@cache
def load() -> Vocabulary:
    """Return the vocabulary. The same object each time."""
    return parse(json.loads(Path(__file__).with_name("vocabulary.json").read_bytes()))


def parse(content: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary in ``content``, which has the structure of ``vocabulary.yml``."""
    codes = {name: {key: Code(key, labels) for key, labels in members.items()} for name, members in content["codes"].items()}
    shared = content["properties"]
    kinds = {
        key: Kind(
            key=key,
            labels=given["labels"],
            plurals=given["plural"],
            description=given["description"],
            act=given["act"],
            esf=_esf(given["esf"]),
            ftm=_name(given["ftm"]),
            ftm_subject=given.get("ftm_subject", ""),
            properties={
                name: _property(name, {**shared.get(name, {}), **own}, codes) for name, own in given["properties"].items()
            },
        )
        for key, given in content["kinds"].items()
    }
    information = {name: _property(name, given, codes) for name, given in content["information"].items()}
    return Vocabulary(kinds, information)


def _property(key: str, given: Mapping[str, Any], codes: Mapping[str, Mapping[str, Code]]) -> Property:
    return Property(
        key=key,
        labels=given["labels"],
        type=given["type"],
        description=given.get("description", ""),
        codes=codes[given["codes"]] if "codes" in given else {},
        identifying=given.get("identifying", False),
        sealed=given.get("sensitivity", "ordinary") == "sealed",
        esf=_esf(given["esf"]),
        ftm=_name(given["ftm"]),
    )


def _esf(given: Mapping[str, str] | str) -> Esf | None:
    return None if isinstance(given, str) else Esf(**given)


def _name(given: str) -> str:
    return "" if given == _NONE else given


def _label(labels: Mapping[str, str], language: str) -> str:
    found = labels.get(language)
    if found is None:
        raise _unknown(f"There are no labels in the language {language!r}", language, LANGUAGES)
    return found


def _unknown(what: str, key: str, known: Iterable[str]) -> InputError:
    """Return the error for a key that is not among ``known``, with those that are spelt alike (or all, if none is)."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(key, names)
    return InputError(what, advice=f"Did you mean {' or '.join(near)}?" if near else f"Use one of: {', '.join(names)}")
