"""From what happened in a month to the sentences of its review. What may not leave must not be in the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kronika.disclosure.review import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: kinds of section, in the order of a review
KINDS = ("detention", "charge", "sentence", "release", "recognition", "death")
#: groups of no more than so many are not counted where somebody may know one of them
FEW = 4
_SHORT = re.compile(r"(?<=[аеёіоуыэюя]) у (?=\w)")
_FREE = frozenset({"open-type", "home-confinement"})
_GENDERS = {"m": 0, "f": 1}


class Happened(NamedTuple):
    """One thing that happened to one person.

    Attributes:
        person: name in the nominative, given name first.
        gender: ``m``, ``f`` or empty.
        date: EDTF, a day or a month.
        term, article, regime, how: as in the vocabulary; empty if not known.
        basis: ids of the statements that say so.
    """

    person: str
    gender: str
    date: str
    term: str = ""
    article: str = ""
    regime: str = ""
    how: str = ""
    basis: tuple[str, ...] = ()


class Number(NamedTuple):
    """How many.

    Attributes:
        value: the number, or the least that it can be.
        least: whether it is only that.
        basis: ids of statements that may be named.
    """

    value: int
    least: bool = False
    basis: tuple[str, ...] = ()


class Section(NamedTuple):
    """One kind of what happened; ``number``: None where it must not be said."""

    kind: str
    number: Number | None
    happened: tuple[Happened, ...]


class Way(NamedTuple):
    """A line of the balance: what it is called, how many, and the statements behind it that may be named."""

    label: str
    number: int
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """What a review is made from.

    Attributes:
        month: EDTF month.
        before, after: last day before the month, and its last day, EDTF.
        political: those held are called political prisoners.
        opening, closing: how many were held; None where it must not be said.
        entered, left: ways in and out; empty where they must not be said.
        sections: in the order of ``KINDS``.
    """

    month: str
    before: str
    after: str
    political: bool
    opening: Number | None
    closing: Number | None
    entered: tuple[Way, ...]
    left: tuple[Way, ...]
    sections: tuple[Section, ...]


class Sentence(NamedTuple):
    """One sentence.

    Attributes:
        text: the sentence.
        kind: ``stock``, ``balance`` or a kind of act.
        basis: ids of what it rests on.
        plain: the same in a plainer form, for where the sentence would be misread; empty if there is none.
    """

    text: str
    kind: str
    basis: tuple[str, ...] = ()
    plain: str = ""


def title(month: str, language: str) -> str:
    """Return the heading of a review."""
    return str(phrases.table(language)["title"].format(month=phrases.month(month, language)))


def sentences(data: Month, language: str) -> list[Sentence]:
    """Return the sentences of a review, in its order.

    Raises:
        InputError: there is no such language.
    """
    found = [*_stock(data, language)]
    for section in data.sections:
        if section.number is not None:
            forms = phrases.table(language)[section.kind]["least" if section.number.least else "count"]
            found.append(_counted(forms, section.number, data.month, section.kind, language))
        found += [_person(section.kind, item, language) for item in section.happened]
    return found


def paragraphs(items: Sequence[Sentence]) -> list[list[Sentence]]:
    """Return the sentences by paragraph: what is held with the balance, then a paragraph for each kind."""
    found: list[list[Sentence]] = []
    last = ""
    for item in items:
        kind = "stock" if item.kind == "balance" else item.kind
        if kind != last:
            found.append([])
            last = kind
        found[-1].append(item)
    return found


def _stock(data: Month, language: str) -> Iterable[Sentence]:
    words = phrases.table(language)
    name = "political" if data.political else "custody"
    for day, number in ((data.before, data.opening), (data.after, data.closing)):
        if number is not None:
            yield _counted(words["stock"][f"{name}_least" if number.least else name], number, day, "stock", language)
    for key, ways in (("in", data.entered), ("out", data.left)):
        if ways:
            listed = "; ".join(words["ways"]["way"].format(way=way.label, n=phrases.number(way.number, language)) for way in ways)
            basis = tuple(dict.fromkeys(ident for way in ways for ident in way.basis))
            yield Sentence(words["ways"][key].format(ways=listed), "balance", basis)


def _counted(forms: list[str], number: Number, edtf: str, kind: str, language: str) -> Sentence:
    said = phrases.form(forms, number.value, language)
    text = said.format(on=phrases.on(edtf, language), n=phrases.number(number.value, language))
    return Sentence(_capital(text), kind, number.basis)


def _person(kind: str, item: Happened, language: str) -> Sentence:
    words = phrases.table(language)[kind]
    term = phrases.term(item.term, language, free=item.regime in _FREE)
    name = "term" if term and "term" in words else item.how if item.how in words else "person"
    regime = phrases.table(language)["regimes"].get(item.regime, "")
    values = {"term": term, "regime": regime, "under": phrases.under(item.article, language)}
    text, plain = (
        _joined(form.format(person=item.person, on=phrases.on(item.date, language), **values), language)
        for form in (words[name][_GENDERS.get(item.gender, 2)], words[name][2])
    )
    return Sentence(text, kind, item.basis, plain if plain != text else "")


def _joined(text: str, language: str) -> str:
    # Between vowels the Belarusian preposition is short.
    return _capital(_SHORT.sub(" ў ", text) if language == "be" else text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def may_count(number: int, shown: int) -> bool:
    """Say whether a number may stand before a wide audience: neither it nor those who are not shown are few.

    >>> may_count(12, 12), may_count(12, 9), may_count(12, 0), may_count(3, 3)
    (True, False, True, False)
    """
    return number > FEW and not 0 < number - shown <= FEW
