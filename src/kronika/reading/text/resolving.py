"""From those whom a sentence points at to the people whom the document names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.language.cues import listed
from kronika.reading.text.memory import Person
from kronika.reading.text.party import GROUP, NOUN, PERSON, PRONOUN, RELATIVE, Party
from kronika.reading.text.proposal import Group, Named
from kronika.reading.text.roles import ADVOCATE, JUDGE, LAWYER, OFFICIAL, PROSECUTOR

if TYPE_CHECKING:
    from kronika.reading.text.memory import Memory
    from kronika.reading.text.scene import Scene

_NEVER_MEANT = frozenset({JUDGE, PROSECUTOR, OFFICIAL, LAWYER, ADVOCATE})
_NUMBERS = {"two": 2, "three": 3, "many": 0}
#: "the others": somebody, but nobody who can be named
_NOBODY = "none"


def note_people(scene: Scene, memory: Memory) -> dict[int, tuple[Person, ...]]:
    """Resolve every name of a sentence and note who was seen; return the people by the place of their names."""
    known: dict[int, tuple[Person, ...]] = {}
    for party in scene.people:
        if party.name is None:
            continue
        low, high = scene.view.span(party.start, party.end)
        people = memory.resolve(party.name, scene.view.text[party.start : party.end], low, high)
        known[party.start] = people
        _note_noun(scene, party, people)
        for person in people:
            if party.role not in _NEVER_MEANT:
                memory.saw(person, scene.number, party.start, subject=_is_subject(scene, party))
    for party in scene.others if not scene.people else ():
        if party.kind == NOUN and party.described and not party.role:
            memory.saw_unnamed(party.gender, scene.number, party.start)
    return known


def _is_subject(scene: Scene, party: Party) -> bool:
    if party.possessive or party.role:
        return False
    if scene.view.language == "en":
        return party is next((other for other in scene.people if not other.role and not other.possessive), None)
    return not party.cases or "nom" in party.cases


def _note_noun(scene: Scene, party: Party, people: tuple[Person, ...]) -> None:
    """Note the noun before or behind a name ("the teacher Anna Kolas", "Zhuk's wife, Nina")."""
    from kronika.language.inflection import noun_forms
    from kronika.reading.text.naming import apposed_nouns

    nouns = apposed_nouns(scene.view.language)
    before = scene.view.lower[max(scene.start, party.start - 40) : party.start].replace(",", " ").split()
    found = {" ".join(before[-size:]) for size in (1, 2) if before}
    for word in found:
        forms = [word] if word in nouns else [form.nominative for form in noun_forms(word, scene.view.language, nouns)]
        for person in people:
            person.nouns.update(forms)


def people_of(party: Party, scene: Scene, memory: Memory, known: dict[int, tuple[Person, ...]]) -> tuple[Person, ...]:
    """Return whom a party means; nobody where the document does not say."""
    if isinstance(party.stands_for, Person):
        return (party.stands_for,)
    if party.kind == PERSON:
        return known.get(party.start, ())
    if party.kind == RELATIVE:
        return _antecedents(party, scene, memory, known)
    if party.kind == PRONOUN:
        return _by_pronoun(party, scene, memory)
    if party.kind == NOUN and not party.described:
        person = memory.one(party.gender if party.gender != "any" else "", scene.number, party.start, party.word)
        if person is not None and party.possessive and party.word not in person.nouns:
            return ()
        return (person,) if person else ()
    return ()


def _antecedents(party: Party, scene: Scene, memory: Memory, known: dict[int, tuple[Person, ...]]) -> tuple[Person, ...]:
    """Return who stands right before "who": one person, or the list that a plural verb means."""
    before = [other for other in scene.parties if other.end <= party.start and other.kind in _NAMABLE]
    owned = [other for other in before if other.possessive]
    before = [other for other in before if not other.possessive]
    if not before or (owned and owned[-1].start >= before[-1].end and _owns_somebody(owned[-1], party, scene)):
        return ()
    last = before[-1]
    gap = scene.view.text[last.end : party.start]
    # "Ales Bialiatski, a founder of the Viasna Human Rights Centre, who"
    aside = gap.lstrip().startswith(",") and gap.rstrip().endswith(",") and len(gap) <= _ASIDE
    if len(gap) > (_ANTECEDENT if scene.view.language == "en" else _RIGHT_BEFORE) and not aside:
        return ()
    if last.kind != PERSON:
        return people_of(last, scene, memory, known)
    run = [last]
    if party.number != "one":
        for other in reversed(before[:-1]):
            if other.kind == PERSON and scene.listed(other, run[0]):
                run.insert(0, other)
            else:
                break
        if party.number == "" and len(run) > 1:
            run = run[-1:]
    return tuple(person for member in run for person in known.get(member.start, ()))


def means_relation(party: Party, scene: Scene) -> bool:
    """Say whether "who" stands for somebody's unnamed relation ("her son, who was convicted")."""
    owned = [other for other in scene.parties if other.end <= party.start and other.possessive and other.kind in _NAMABLE]
    return bool(owned) and party.start - owned[-1].start <= _ASIDE and _owns_somebody(owned[-1], party, scene)


def _owns_somebody(owner: Party, relative: Party, scene: Scene) -> bool:
    """Say whether "who" means somebody of the owner's ("of her son, who was convicted"), not the owner."""
    nouns = listed(scene.view.language, "words", "own_relatives")
    return bool(nouns.search(scene.view.lower, owner.start, relative.start))


_ANTECEDENT, _RIGHT_BEFORE, _ASIDE = 45, 3, 120
_NAMABLE = frozenset({PERSON, PRONOUN, NOUN, GROUP})


def _by_pronoun(party: Party, scene: Scene, memory: Memory) -> tuple[Person, ...]:
    if party.number == _NOBODY:
        return ()
    if party.number == "one":
        person = memory.one(party.gender, scene.number, party.start)
        return (person,) if person else ()
    return memory.last_together(scene.number, _NUMBERS[party.number])


def antecedent_group(party: Party, scene: Scene) -> Party | None:
    """Return the counted group that "who" follows at once ("300,000 people who have fled"), or None."""
    if party.kind != RELATIVE:
        return None
    return next((other for other in scene.others if other.kind == GROUP and 0 <= party.start - other.end <= _CLOSE), None)


_CLOSE = 3


def group_of(party: Party, scene: Scene) -> Group | None:
    """Return the group that a counted or described party is."""
    if party.kind == GROUP and party.count:
        value, qualifier = party.count.number.value, party.count.number.qualifier
        low, high = _bounds(int(value), qualifier)
        unit = "organisations" if party.count.unit == "organisations" else "people"
        return Group(scene.view.written(party.start, party.end), low, high, unit)
    if party.kind == NOUN and party.described:
        return Group(scene.view.written(party.start, party.end), 1, 1, "people")
    return None


def _bounds(value: int, qualifier: str) -> tuple[int, int | None]:
    """Return the lowest and highest number that a qualifier leaves open, as far as it says one."""
    if qualifier in {"at least", "over"}:
        return value + (qualifier == "over"), None
    if qualifier in {"up to", "under", "almost"}:
        return 0, value - (qualifier != "up to")
    if qualifier == "about":
        return 0, None
    return value, value


def named(person: Person, party: Party | None, scene: Scene) -> Named:
    """Return a person as this passage names them: the characters here where a name stands here, else where it was given."""
    if party is not None and party.kind == PERSON:
        start, end = scene.view.span(party.start, party.end)
        written = scene.view.text[party.start : party.end]
    else:
        start, end, written = person.start, person.end, person.as_written
    return Named(written, person.nominative, start, end, person.gender)
