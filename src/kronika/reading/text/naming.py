"""Persons in a sentence: what the rules find, what the models find, and single words that stand for somebody named before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kronika.language.cues import listed, word_pattern
from kronika.language.inflection import (
    ACCUSATIVE,
    DATIVE,
    GENITIVE,
    INSTRUMENTAL,
    NOMINATIVE,
    Form,
    fits,
    given_forms,
    is_not_name,
    looks_like_surname,
    noun_forms,
    plural_surnames,
)
from kronika.language.lexicon import lexicon, words
from kronika.language.people import LONGEST_NAME, Name, find_names, in_case, is_people_noun, name_of
from kronika.reading.text import finders
from kronika.reading.text.courts import courts_in
from kronika.reading.text.party import PERSON, Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.reading.text.finders import FoundName
    from kronika.reading.text.memory import Memory
    from kronika.reading.text.view import View

_CAPITAL = re.compile(r"(?<![\w'-])[^\W\d_][\w'-]*")
_SPEECH_BEFORE = re.compile(r"(?:^|[.!?:]\s*|[\"«]\s*)$")


@cache
def _organisation_after(language: str) -> re.Pattern[str]:
    """Return what makes a capitalised name part of an organisation's, a street's or a prize's: the word after it."""
    return re.compile(r"\s+" + word_pattern(lexicon(language, "words")["not_after_names"], before=""))


@cache
def _organisation_before(language: str) -> re.Pattern[str]:
    return re.compile(word_pattern(lexicon(language, "words")["not_before_names"], after=r"\s+[\"«]?$"))


@cache
def organisation_before(language: str) -> re.Pattern[str]:
    """Return what finds a noun for an organisation right before a place."""
    nouns = words(lexicon(language, "words")["organisation_nouns"])
    inflected = [f"{noun[:-1]}*" for noun in nouns if language != "en" and len(noun) > _LONG_NOUN]
    return re.compile(word_pattern([*nouns, *inflected]) + r"\s+[\"«]?$")


_LONG_NOUN = 3


def find_people(view: View, start: int, end: int, found: Sequence[FoundName], memory: Memory) -> list[Party]:
    """Return the persons that a sentence names, in order; ``found`` are the models' names in it."""
    sentence = view.text[start:end]
    names = [_moved(name, start) for name in find_names(sentence, view.language)]
    full = [(name.start, name.end) for name in names if name.given and name.surname]
    courts = [(court.start, court.end) for court in courts_in(view, start, end) if not _overlaps(court.start, court.end, full)]
    names = [
        name
        for name in names
        if not _is_part_of_another(view, name, found, start) and not _overlaps(name.start, name.end, courts)
    ]
    taken = [(name.start, name.end) for name in names]
    for item in found:
        name = _from_model(view, item, start, memory)
        if name is None or _overlaps(name.start, name.end, courts):
            continue
        # "Верба Татьяна": the rules saw the given name only
        part = [other for other in names if not other.surname and name.start <= other.start and other.end <= name.end]
        if part and name.reversed and not _fits_together(name, view):
            # "жонку Лосіцкага Дар'ю": two people
            continue
        if name.given and name.surname and part:
            names = [other for other in names if other not in part]
            taken = [(other.start, other.end) for other in names]
        if not _overlaps(name.start, name.end, taken):
            names.append(name)
            taken.append((name.start, name.end))
    names += _known_words(view, start, end, taken, memory)
    if view.language == "en":
        names += _beside_cues(view, start, end, [*taken, *((name.start, name.end) for name in names)], courts)
    names = [titled(_as_surname(name, view, memory), view, start) for name in names]
    names = _in_cases(sorted(names, key=lambda name: name.start), view)
    return [_party(name, view, memory) for name in names]


def _as_surname(name: Name, view: View, memory: Memory) -> Name:
    """Return a lone word read as a surname where the document knows it as one ("Абрикосова и Ким")."""
    word = view.text[name.start : name.end]
    if name.surname or not name.given or not memory.is_surname(word):
        return name
    return name._replace(given="", surname=word, gender="", cases=frozenset(), others=())


def _fits_together(name: Name, view: View) -> bool:
    """Say whether the surname that stands first agrees with the given name behind it."""
    first = view.text[name.start : name.end].split()[0]
    return not name.cases or any(fits(first, name.gender, case, view.language) for case in name.cases)


def titled(name: Name, view: View, start: int) -> Name:
    """Return the reading of a name that agrees with the noun before it ("гражданина Украины Владислава Гершуна" is a man)."""
    if view.language == "en" or not name.given:
        return name
    before = _WORDS_BEFORE.search(view.lower, max(start, name.start - _TITLE_REACH), name.start)
    for word in reversed(before[0].split()[-_TITLE_NOUNS:] if before else []):
        forms = noun_forms(word, view.language, apposed_nouns(view.language))
        if not forms:
            continue
        readings = [reading for reading in (name, *name.others) if any(_agrees(form, reading) for form in forms)]
        if name.cases and readings:
            return readings[0]._replace(others=tuple(other for other in (name, *name.others) if other is not readings[0]))
        cases = frozenset(case for form in forms for case in form.cases)
        known = (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE, INSTRUMENTAL)
        case = next((case for case in known if case in cases), None)
        # an unlisted given name: the noun says its case
        return in_case(name, case, view.language) if case and case != NOMINATIVE and not name.cases else name
    return name


def _agrees(form: Form, reading: Name) -> bool:
    return form.gender == reading.gender and bool(form.cases & reading.cases)


#: the noun before a name, with one or two words that belong to it ("гражданина Украины")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w-]*\s+){1,3}[«\"]?$")
_TITLE_REACH, _TITLE_NOUNS = 50, 3


@cache
def _case_before(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")["preposition_cases"]
    groups = [f"(?P<{case}>{word_pattern(prepositions)})" for case, prepositions in table.items()]
    return re.compile(rf"(?:{'|'.join(groups)})(?:\s+\w+){{0,2}}\s+$") if groups else re.compile("(?!)")


def _in_cases(names: list[Name], view: View) -> list[Name]:
    """Return the names whose case was open in the case that a preposition or the list around them asks for."""
    placed: list[Name] = []
    for index, name in enumerate(names):
        if name.cases or view.language == "en" or not name.given:
            placed.append(name)
            continue
        before = _case_before(view.language).search(view.lower[max(name.start - 60, 0) : name.start])
        case = before.lastgroup if before else None
        if case is None:
            mates = [
                other for other in (placed[-1:] + names[index + 1 : index + 2]) if other.cases and _in_one_list(other, name, view)
            ]
            cases = mates[0].cases if mates else frozenset()
            case = next((known for known in (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE, INSTRUMENTAL) if known in cases), None)
        placed.append(in_case(name, case, view.language) if case else name)
    return placed


def _in_one_list(one: Name, other: Name, view: View) -> bool:
    left, right = sorted((one, other), key=lambda name: name.start)
    return bool(re.fullmatch(r"\s*(?:\([^)]*\)\s*)?(?:,|и|і|й|ды|,\s*а также)\s*", view.lower[left.end : right.start]))


def _moved(name: Name, by: int) -> Name:
    others = tuple(_moved(other, by) for other in name.others)
    return name._replace(start=name.start + by, end=name.end + by, others=others)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in taken)


def _is_part_of_another(view: View, name: Name, found: Sequence[FoundName], start: int) -> bool:
    """Say whether a name is only a word of an organisation's, a street's or a town's name."""
    if _organisation_after(view.language).match(view.lower, name.end) or _organisation_before(view.language).search(
        view.lower[max(name.start - 30, 0) : name.start]
    ):
        return True
    if organisation_before(view.language).search(view.lower[max(name.start - 40, 0) : name.start]) and not given_forms(
        view.text[name.start : name.end].split()[0], view.language
    ):
        return True
    if name.surname:
        return False
    # a given name alone inside a longer name that a model takes for an organisation or a place
    return any(
        item.kind in {finders.ORGANISATION, finders.PLACE}
        and item.start + start < name.end
        and name.start < item.end + start
        and item.end - item.start > name.end - name.start + 2
        for item in found
    )


def _from_model(view: View, item: FoundName, offset: int, memory: Memory) -> Name | None:
    """Return a model's name as a person's, without titles before it, or None where the rules do not believe it."""
    low, high = item.start + offset, item.end + offset
    tokens = [(m.start(), m.end(), m[0]) for m in _CAPITAL.finditer(view.text, low, high)]
    while tokens and (
        not tokens[0][2][0].isupper()
        or is_not_name(tokens[0][2], view.language)
        or (len(tokens) > 1 and view.language != "en" and is_people_noun(tokens[0][2], view.language))
    ):
        tokens = tokens[1:]
    tokens = [token for token in tokens if token[2][0].isupper() and not is_not_name(token[2], view.language)]
    if not tokens or len(tokens) > LONGEST_NAME:
        return None
    if _organisation_after(view.language).match(view.lower, tokens[-1][1]):
        return None
    if organisation_before(view.language).search(view.lower[max(tokens[0][0] - 40, 0) : tokens[0][0]]) and not given_forms(
        tokens[0][2], view.language
    ):
        return None
    if len(tokens) == 1 and listed(view.language, "words", "inhabitants", after=r"(?!\w)\s+$").search(
        view.lower[max(tokens[0][0] - 30, 0) : tokens[0][0]]
    ):
        return None
    several = len(tokens) > 1 and (view.language != "be" or len(tokens) > 2 or _like_a_name(tokens, "be"))
    believed = item.kind == finders.PERSON and (several or _lone_surname(view, tokens[0], offset, memory))
    if not believed and not (len(tokens) == 2 and _like_a_name(tokens, view.language)):
        return None
    if tokens[-1][2].isupper() and len(tokens[-1][2]) > 2 and len(tokens) == 1:
        return None
    return name_of(view.text, tokens[0][0], tokens[-1][1], view.language)


def _like_a_name(tokens: list[tuple[int, int, str]], language: str) -> bool:
    return bool(given_forms(tokens[0][2], language)) or bool(given_forms(tokens[1][2], language))


def _lone_surname(view: View, token: tuple[int, int, str], sentence: int, memory: Memory) -> bool:
    """Say whether one capitalised word that a model calls a person may be believed."""
    word = token[2]
    if memory.knows(word.removesuffix("'s")):
        return True
    if not _SPEECH_BEFORE.search(view.text[max(sentence, 0) : token[0]][-3:] if token[0] > sentence else ""):
        return view.language != "be" or looks_like_surname(word, view.language)
    return looks_like_surname(word, view.language) and (view.language != "be" or memory.may_be_name(word))


def _known_words(view: View, start: int, end: int, taken: list[tuple[int, int]], memory: Memory) -> list[Name]:
    """Return single capitalised words that are the surname or given name of somebody whom the document names in full."""
    if not memory.people:
        return []
    names = []
    for match in _CAPITAL.finditer(view.text, start, end):
        word = match[0].removesuffix("'s")
        if not word[0].isupper() or _overlaps(match.start(), match.end(), taken) or is_not_name(word, view.language):
            continue
        if not memory.knows(word) or _organisation_after(view.language).match(view.lower, match.end()):
            continue
        name = name_of(view.text, match.start(), match.end(), view.language)
        if name is not None:
            names.append(name)
    return names


def _beside_cues(
    view: View, start: int, end: int, taken: Sequence[tuple[int, int]], courts: Sequence[tuple[int, int]]
) -> list[Name]:
    """Return surnames that stand alone where only somebody's name can: "sentenced Kolas to", "his comrades Lis and Kolas"."""
    names: list[Name] = []
    for match in _alone_beside_cue().finditer(view.text, start, end):
        for group in ("object", "subject", "first", "second"):
            low, high = match.span(group)
            if low < 0 or _overlaps(low, high, [*taken, *courts]) or is_not_name(match[group], "en"):
                continue
            if _NATION.search(match[group]) or match[group].isupper() or _organisation_after("en").match(view.lower, high):
                continue
            name = name_of(view.text, low, high, "en")
            names += [name] if name is not None and not any(other.start == low for other in names) else []
    return names


@cache
def _alone_beside_cue() -> re.Pattern[str]:
    verbs = word_pattern(lexicon("en", "words")["before_surnames"], before=r"\b")
    many = word_pattern(lexicon("en", "words")["people_many"], before=r"\b")
    capital = r"[A-ZŁŚŽČŠĆŹŃ][a-zà-žāēīū'-]{2,}"
    return re.compile(
        rf"(?i:{verbs})\s+(?P<object>{capital})(?=\s+(?:to|on|in|for|and|a|an|with|again|by|\d)\b|[.,;])"
        rf"|(?<![\w.]){_NO_PLACE}(?P<subject>{capital})"
        rf"(?=\s+(?:was|has been|had been)\s+(?:also\s+|later\s+|then\s+)?(?i:{verbs}))"
        rf"|(?i:{many})\s+(?P<first>{capital})\s+and\s+(?P<second>{capital})(?!\s+[A-Z])"
    )


#: no preposition of place stands right before
_NO_PLACE = r"(?<!\b(?:from|near|with)\s)(?<!\b(?:in|of|at|by)\s)"
#: a people's name is nobody's ("arrested Belarusians")
_NATION = re.compile(r"(?:ians?|ese|ists?|ers|ors)$")


def _party(name: Name, view: View, memory: Memory) -> Party:
    cases, gender, number = name.cases, {"male": "m", "female": "f"}.get(name.gender, ""), "one"
    if view.language != "en" and name.surname and not name.given:
        known, of_gender = memory.cases_of(name.surname)
        cases = cases or known
        gender = gender or {"male": "m", "female": "f"}.get(of_gender, "")
        if not cases and (family := plural_surnames(name.surname, view.language)) and memory.knows(name.surname):
            cases, number = frozenset(case for form in family for case in form.cases), "many"
    return Party(name.start, name.end, PERSON, name=name, gender=gender, number=number, cases=cases, possessive=name.possessive)


def apposed_nouns(language: str) -> dict[str, str]:
    """Return the nouns for people of a language in the nominative, and ``m``, ``f`` or ``any``."""
    return _nouns(language)


@cache
def _nouns(language: str) -> dict[str, str]:
    table = lexicon(language, "words")["people"]
    return {noun.casefold(): gender for gender in ("any", "m", "f") for noun in words(table[gender])}
