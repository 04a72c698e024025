"""Who has been named in a document so far: full names stand for later surnames, pronouns and "the activist"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kronika.language.inflection import NOMINATIVE, feminine, given_forms, plural_surnames, surname_forms
from kronika.language.people import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: a pronoun looks back over so many sentences
_SENTENCES_BACK = 3
_STEM_LETTERS = 5
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁІЎ][ ,])\s*[A-ZА-ЯЁІЎŁŚŽČ][\w'-]{3,}")
_GENDERS = {"m": "male", "f": "female"}


@dataclass(eq=False)
class Person:
    """One person of a document.

    Attributes:
        given, surname: in the nominative, as full as the document gives them.
        gender: ``male``, ``female`` or empty.
        start, end: where the fullest name stands in the document's text; ``as_written``: its characters.
        reversed: the document writes the surname first.
        nouns: nouns that were said of the person ("teacher").
        fixed: the nominative was seen in the document.
    """

    given: str
    surname: str
    gender: str
    start: int
    end: int
    as_written: str
    reversed: bool = False
    nouns: set[str] = field(default_factory=set)
    fixed: bool = False

    @property
    def nominative(self) -> str:
        """The whole name in the nominative."""
        parts = (self.surname, self.given) if self.reversed else (self.given, self.surname)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Seen:
    """Somebody was named: who, in which sentence, at which place of it, and whether a fact was about them."""

    person: Person
    sentence: int
    start: int
    subject: bool


class Memory:
    """The people of one document, and who was named last."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._people: list[Person] = []
        self._surnames: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}
        self._seen: list[Seen] = []
        self._last_seen: dict[Person, int] = {}
        self._parties: list[tuple[int, tuple[Person, ...]]] = []
        self._unnamed: tuple[int, int, str] = (-99, 0, "")
        self._stems: set[str] = set()

    @property
    def people(self) -> Sequence[Person]:
        """Everybody named in the document."""
        return self._people

    def learn(self, name: Name, written: str, start: int, end: int) -> Person | None:
        """Note a name that has both a given name and a surname; ``start`` and ``end`` are in the document's text."""
        if not (name.given and name.surname) or name.plural:
            return None
        known, name = self._same_full(name)
        if known is None:
            person = Person(
                name.given, name.surname, name.gender, start, end, written, name.reversed, fixed=NOMINATIVE in name.cases
            )
            self._people.append(person)
            self._index(person)
            return person
        self._improve(known, name, written, start, end)
        return known

    def _index(self, person: Person) -> None:
        for word in {person.surname.casefold(), person.surname.split()[-1].casefold() if person.surname else ""}:
            if word:
                self._surnames.setdefault(word, []).append(person)
        if person.given:
            self._given.setdefault(person.given.split()[0].casefold(), []).append(person)

    def _same_full(self, name: Name) -> tuple[Person | None, Name]:
        """Return who is known under a name, and which reading of it says so."""
        for reading in (name, *name.others):
            for person in self._surnames.get(reading.surname.casefold(), []):
                if _given_agree(person.given, reading.given):
                    return person, reading
        # two readings of a surname in two cases ("Ката", "Кот"): one given name, and a surname that may be the other's form
        for person in self._given.get(name.given.split()[0].casefold(), []):
            if person.gender == name.gender and self._language != "en" and _may_be(person.surname, name):
                return person, name
        return None, name

    def _improve(self, person: Person, name: Name, written: str, start: int, end: int) -> None:
        longer = len(name.given) > len(person.given) and _initial(person.given)
        better = NOMINATIVE in name.cases and not person.fixed and not _initial(name.given)
        if longer or better:
            person.given, person.start, person.end, person.as_written = name.given, start, end, written
            if person.surname != name.surname:
                person.surname = name.surname
                self._index(person)
            person.fixed = person.fixed or NOMINATIVE in name.cases
            person.reversed = name.reversed
        person.gender = person.gender or name.gender

    def rename(self, person: Person, name: Name) -> None:
        """Give a person whose name was seen in one case only the nominative that was found for it."""
        if (name.given, name.surname) != (person.given, person.surname):
            person.given = name.given
            person.surname, person.gender = name.surname, person.gender or name.gender
            self._index(person)
        person.fixed = True

    def resolve(self, name: Name, written: str, start: int, end: int) -> tuple[Person, ...]:
        """Return whom a name means: the one known under it, the whole couple or family for a plural, else a new person."""
        if name.given and name.surname:
            person = self.learn(name, written, start, end)
            return (person,) if person else ()
        known = self._by_surname(name) if name.surname else self._by_given(name)
        if known:
            return known
        person = Person(name.given, name.surname, name.gender, start, end, written, fixed=NOMINATIVE in name.cases)
        self._people.append(person)
        self._index(person)
        return (person,)

    def note_capitals(self, text: str) -> None:
        """Note the words that are written with a capital inside a sentence: at its beginning they may be names too."""
        self._stems.update(match[0].strip()[:_STEM_LETTERS].casefold() for match in _INNER_CAPITAL.finditer(text))

    def may_be_name(self, word: str) -> bool:
        """Say whether a word that begins a sentence has a capital elsewhere too."""
        return word[:_STEM_LETTERS].casefold() in self._stems

    def knows(self, word: str) -> bool:
        """Say whether a word that stands alone is the surname or given name of somebody named in full."""
        name = Name(0, 0, "", word, "", frozenset())
        return bool(
            self._by_surname(name) or any(form.nominative.casefold() in self._given for form in given_forms(word, self._language))
        )

    def is_surname(self, word: str) -> bool:
        """Say whether a word that may be a given name is the surname of somebody known, and nobody's given name."""
        return word.casefold() in self._surnames and word.casefold() not in self._given

    def cases_of(self, word: str) -> tuple[frozenset[str], str]:
        """Return the cases in which ``word`` is the surname of somebody known, and their gender."""
        cases: set[str] = set()
        gender = ""
        for form in surname_forms(word, self._language):
            for person in self._surnames.get(form.nominative.casefold(), []):
                if person.gender in {"", form.gender} and (person.surname.casefold() == form.nominative.casefold()):
                    cases |= form.cases
                    gender = form.gender if person.gender else ""
        return frozenset(cases), gender

    def _by_surname(self, name: Name) -> tuple[Person, ...]:
        found = [
            person
            for form in surname_forms(name.surname, self._language)
            for person in self._surnames.get(form.nominative.casefold(), [])
            if not person.gender or person.gender == form.gender
        ]
        found = list(dict.fromkeys(found))
        if found:
            return (self._most_recent(found),)
        family = [
            person
            for form in plural_surnames(name.surname, self._language)
            for surname in (form.nominative, feminine(form.nominative, self._language))
            for person in self._surnames.get(surname.casefold(), [])
        ]
        return tuple(dict.fromkeys(family))

    def _by_given(self, name: Name) -> tuple[Person, ...]:
        found = list(self._given.get(name.given.casefold(), []))
        found = [person for person in found if not person.gender or not name.gender or person.gender == name.gender]
        return (self._most_recent(found),) if found else ()

    def _most_recent(self, people: list[Person]) -> Person:
        return max(people, key=lambda person: self._last_seen.get(person, -1))

    def saw(self, person: Person, sentence: int, start: int, *, subject: bool) -> None:
        """Note that a sentence named somebody."""
        self._last_seen[person] = len(self._seen)
        self._seen.append(Seen(person, sentence, start, subject))

    def saw_together(self, people: Iterable[Person], sentence: int) -> None:
        """Note people who share a fact: "they" and "both" may mean them later."""
        together = tuple(dict.fromkeys(people))
        if self._parties and self._parties[-1][0] == sentence:
            self._parties.pop()
        self._parties.append((sentence, together))

    def last_together(self, sentence: int, number: int) -> tuple[Person, ...]:
        """Return the people who last shared a fact, if ``number`` (0: any above one) of them did a few sentences ago."""
        for where, people in reversed(self._parties):
            if sentence - where > _SENTENCES_BACK:
                break
            if len(people) == number or (number == 0 and len(people) > 1):
                return people
        if number == 0:
            return ()
        recent = tuple(dict.fromkeys(seen.person for seen in reversed(self._lately(sentence)) if sentence - seen.sentence <= 1))
        return tuple(reversed(recent[:number])) if len(recent) == number else ()

    def saw_unnamed(self, gender: str, sentence: int, start: int) -> None:
        """Note that a sentence has at ``start`` one person who is described and not named."""
        self._unnamed = (sentence, start, gender)

    def unnamed_last(self, gender: str, sentence: int, before: int) -> bool:
        """Say whether "he" or "the man" means somebody described and not named: nobody fitting was named since."""
        where, start, known = self._unnamed
        if (
            sentence - where > _SENTENCES_BACK
            or (where == sentence and start >= before)
            or (gender in _GENDERS and known in _GENDERS and gender != known)
        ):
            return False
        wanted = _GENDERS.get(gender, "")
        return not any(
            seen.sentence >= where
            and (seen.sentence < sentence or seen.start < before)
            and (not wanted or seen.person.gender in {"", wanted})
            for seen in self._lately(sentence)
        )

    def _lately(self, sentence: int) -> list[Seen]:
        """Return who was seen in the last few sentences, in order."""
        start = len(self._seen)
        while start and sentence - self._seen[start - 1].sentence <= _SENTENCES_BACK:
            start -= 1
        return self._seen[start:]

    def one(self, gender: str, sentence: int, before: int, noun: str = "") -> Person | None:
        """Return whom "he", "she" or a noun means in ``sentence`` at ``before``: somebody named before, of that gender."""
        wanted = _GENDERS.get(gender, "")
        lately = self._lately(sentence)
        for back in range(_SENTENCES_BACK + 1):
            here = [seen for seen in lately if seen.sentence == sentence - back and (back or seen.start < before)]
            fitting = [seen for seen in here if not wanted or seen.person.gender in {"", wanted}]
            if noun:
                said = [seen for seen in fitting if noun in seen.person.nouns]
                fitting = said or fitting
            if fitting and not back:
                # in the same sentence the nearest before the pronoun
                return max(fitting, key=lambda seen: seen.start).person
            if fitting:
                subjects = [seen for seen in fitting if seen.subject]
                return (subjects or fitting)[0].person
        return None


def _initial(given: str) -> bool:
    return len(given.rstrip(".")) <= 1 or "." in given


def _given_agree(one: str, other: str) -> bool:
    one, other = one.casefold().strip(), other.casefold().strip()
    if not one or not other:
        # one of them is known by a surname alone
        return False
    if one == other or one.split()[0] == other.split()[0]:
        return True
    return (_initial(one) or _initial(other)) and one[:1] == other[:1]


def _may_be(surname: str, name: Name) -> bool:
    """Say whether two surnames of one given name may be one in two cases: they share all but their endings."""
    one, other = surname.casefold(), name.surname.casefold()
    shortest = min(len(one), len(other))
    common = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    return shortest > _STEM and common >= shortest - 1 and abs(len(one) - len(other)) <= _ENDING


_STEM = 3
_ENDING = 2
