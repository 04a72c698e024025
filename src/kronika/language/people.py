"""Names of people in running text: where they stand, in which case, and the nominative that they come from.

Rules only: a list of given names, endings, capital letters. The models add to it where they are installed (``reading``).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kronika.language.inflection import (
    ACCUSATIVE,
    DATIVE,
    FEMALE,
    GENITIVE,
    INSTRUMENTAL,
    LOCATIVE,
    MALE,
    NOMINATIVE,
    Form,
    agreement,
    feminine,
    fits,
    given_forms,
    is_not_name,
    is_patronymic,
    looks_like_surname,
    noun_forms,
    patronymic,
    plural_surnames,
    surname_in,
)
from kronika.language.lexicon import lexicon, words

#: a name has at most so many words
LONGEST_NAME = 4
_ORDER = (NOMINATIVE, ACCUSATIVE, GENITIVE, DATIVE, INSTRUMENTAL, LOCATIVE)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’ʼ]|-(?=[^\W\d_]))*\.?")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
#: "Halina Dz.", "Сергей К.": a surname that is not given in full
_ABBREVIATED = re.compile(r"^(?:[^\W\d_]|[^\W\d_aeiouyаеёиоуыэюяі]{2,3})\.$", re.IGNORECASE)


class Name(NamedTuple):
    """A person's name in a text.

    Attributes:
        start, end: in the text, without a possessive ending.
        given: given name in the nominative; empty if only a surname stands there.
        surname: surname in the nominative, as far as its ending tells; empty if only a given name stands there.
        gender: ``male``, ``female``, or empty.
        cases: the cases that it may stand in; empty where the language has none or nothing tells.
        possessive: an English 's follows.
        plural: a family or a couple ("the Ivanovs").
        sure: a given name from the list is part of it.
        reversed: written with the surname first.
        others: other readings of the same words, best first.
    """

    start: int
    end: int
    given: str
    surname: str
    gender: str
    cases: frozenset[str]
    possessive: bool = False
    plural: bool = False
    sure: bool = True
    reversed: bool = False
    others: tuple[Name, ...] = ()

    @property
    def nominative(self) -> str:
        """The whole name in the nominative, in the order in which it is written."""
        parts = (self.surname, self.given) if self.reversed else (self.given, self.surname)
        return " ".join(part for part in parts if part)


def in_case(name: Name, case: str, language: str) -> Name:
    """Return a name whose case its words leave open as it is in ``case``: an unlisted given name, or initials, and a surname."""
    if name.cases or not name.surname or language == "en":
        return name
    ending = name.surname.casefold()[-2:]
    gender = (
        FEMALE if (case == ACCUSATIVE and ending[-1:] in {"у", "ю"}) or (case != ACCUSATIVE and ending in {"ой", "ай"}) else MALE
    )
    given = " ".join(part if _INITIAL.match(part) else surname_in(part, gender, case, language) for part in name.given.split())
    surname = " ".join(surname_in(part, gender, case, language) for part in name.surname.split())
    return name._replace(
        given=given,
        surname=surname,
        gender=name.gender or ("" if _INITIAL.match(name.given) else gender),
        cases=frozenset({case}),
    )


def find_names(text: str, language: str) -> list[Name]:
    """Return the names in ``text`` that a given name from the list, or initials before a surname, give away."""
    tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]
    names: list[Name] = []
    index = 0
    while index < len(tokens):
        name, used = _name_at(tokens, index, text, language)
        if name is None:
            index += 1
        else:
            names.append(name)
            index += used
    return couples(agree_in_lists(names, text), text, language)


def couples(names: list[Name], text: str, language: str) -> list[Name]:
    """Return the names with "Иван и Мария Ивановы" and "Siarhei and Iryna Bahun" read as two people of one surname."""
    paired = list(names)
    for index, (first, second) in enumerate(pairwise(names)):
        joined = re.fullmatch(r"\s+(?:and|и|і|й|ды)\s+", text[first.end : second.start])
        if not joined or first.surname or not second.surname or not first.given or not second.given or second.reversed:
            continue
        written = text[second.start : second.end].rsplit(maxsplit=1)[-1]
        plural = [form for form in plural_surnames(written, language) if not second.cases or form.cases & second.cases]
        if language != "en" and not plural:
            continue
        surname = plural[0].nominative if plural else second.surname
        for place, name in ((index, first), (index + 1, second)):
            own = surname if name.gender == MALE or language == "en" else feminine(surname, language)
            paired[place] = name._replace(surname=own, cases=first.cases or name.cases, others=())
    return paired


def _name_at(tokens: list[tuple[int, int, str]], index: int, text: str, language: str) -> tuple[Name | None, int]:
    word = tokens[index][2]
    if not word[0].isupper():
        return None, 1
    run = _capitals(tokens, index, text)
    plain = [_bare(token[2]) for token in run]
    if len(run) >= 2 and _INITIAL.match(run[0][2]) and run[0][2].endswith("."):
        rest = next((i for i, token in enumerate(run) if not _INITIAL.match(token[2])), None)
        if rest is not None and rest <= 2 and not is_not_name(plain[rest], language):
            return name_of(text, run[0][0], run[rest][1], language), rest + 1
        return None, 1
    if given_forms(plain[0], language):
        count = _length(run, plain, language)
        if is_not_name(plain[0], language) and count == 1:
            return None, 1
        return name_of(text, run[0][0], run[count - 1][1], language), count
    if (
        len(run) >= 2
        and given_forms(plain[1], language)
        and not is_not_name(plain[0], language)
        and _may_lead(plain, run, text, language)
    ):
        last = 2 if len(run) > 2 and is_patronymic(plain[2], language) else 1
        follows = (
            len(run) > last + 1 and not given_forms(plain[last + 1], language) and looks_like_surname(plain[last + 1], language)
        )
        agrees = any(
            fits(plain[0], form.gender, case, language) for form in given_forms(plain[1], language) for case in form.cases
        )
        if language != "en" and not follows and agrees:
            return name_of(text, run[0][0], run[last][1], language), last + 1
    return None, 1


def _may_lead(plain: list[str], run: list[tuple[int, int, str]], text: str, language: str) -> bool:
    """Say whether a word before a given name is its surname: by its ending, or because it stands in a list of such names."""
    if is_people_noun(plain[0], language):
        # "Пісьменніка Аляксандра Фядуту": a noun that begins the sentence
        return False
    if looks_like_surname(plain[0], language):
        return True
    before, after = text[max(run[0][0] - 20, 0) : run[0][0]].rstrip()[-1:], text[run[1][1] : run[1][1] + 2].lstrip()[:1]
    return language != "en" and before in {"", ":", ",", ";", "•", "-"} and after in {",", ";", ".", "(", ""} and bool(before)


def is_people_noun(word: str, language: str) -> bool:
    """Say whether a word is a noun for people in some case, whatever its first letter."""
    return bool(noun_forms(word.casefold(), language, _people_nouns(language)))


@cache
def _people_nouns(language: str) -> dict[str, str]:
    table = lexicon(language, "words")["people"]
    return {noun.casefold(): gender for gender in ("any", "m", "f") for noun in words(table[gender])}


def _capitals(tokens: list[tuple[int, int, str]], index: int, text: str) -> list[tuple[int, int, str]]:
    """Return the capitalised words from ``index`` on with nothing but one space between them."""
    run = [tokens[index]]
    for following in tokens[index + 1 : index + LONGEST_NAME + 1]:
        gap = text[run[-1][1] : following[0]]
        ends = run[-1][2].endswith(".") and not _INITIAL.match(run[-1][2])
        if ends or gap.strip(" ") or len(gap) > 2 or not following[2][0].isupper() or _POSSESSIVE.search(run[-1][2]):
            break
        if not gap and not run[-1][2].endswith("."):
            break
        run.append(following)
    return run


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip("."))


def _length(run: list[tuple[int, int, str]], plain: list[str], language: str) -> int:
    """Return how many words of a run that begins with a given name belong to the name."""
    count = 1
    while count < min(len(run), LONGEST_NAME):
        word = plain[count]
        if is_not_name(word, language) or (
            count > 1
            and not is_patronymic(plain[count - 1], language)
            and not _INITIAL.match(word)
            and not _more(plain, count, language)
        ):
            break
        if word.isupper() and len(word) > 1 and not plain[0].isupper():
            break
        count += 1
    return count


def _more(plain: list[str], count: int, language: str) -> bool:
    """Say whether a third word may still belong to a name: only after an initial or a second given name."""
    return count == 2 and (bool(_INITIAL.match(plain[1])) or (language == "en" and bool(given_forms(plain[1], language))))


def name_of(text: str, start: int, end: int, language: str) -> Name | None:
    """Return what the characters from ``start`` to ``end`` say as a person's name, or None if no word of them can be one."""
    parts = [match[0] for match in _TOKEN.finditer(text, start, end)]
    written = text[start:end]
    possessive = bool(_POSSESSIVE.search(written)) and language == "en"
    if possessive:
        end -= len(written) - len(_POSSESSIVE.sub("", written))
    elif written.endswith(".") and parts and not _ABBREVIATED.match(parts[-1]):
        end -= 1
    parts = [_bare(part) if index or len(part) > 2 else part for index, part in enumerate(parts)]
    if not parts:
        return None
    if language == "en":
        return _english(parts, (start, end))._replace(possessive=possessive)
    return _assemble(parts, (start, end), language)


def _english(parts: list[str], span: tuple[int, int]) -> Name:
    forms = given_forms(parts[0], "en")
    genders = {form.gender for form in forms}
    gender = genders.pop() if len(genders) == 1 else ""
    given, surname = " ".join(parts[:-1]), parts[-1]
    if len(parts) == 1 and forms:
        given, surname = surname, given
    return Name(*span, given, surname, gender, frozenset(), sure=bool(forms))


def _assemble(parts: list[str], span: tuple[int, int], language: str) -> Name:
    initials = [part for part in parts if _INITIAL.match(part)]
    rest = [part for part in parts if not _INITIAL.match(part)]
    if initials and rest:
        return Name(*span, " ".join(initials), rest[-1], "", frozenset())
    first = given_forms(parts[0], language)
    second = given_forms(parts[1], language) if len(parts) > 1 else ()
    surname_first = not first or (looks_like_surname(parts[0], language) and not looks_like_surname(parts[-1], language))
    if second and surname_first:
        return _declined(second, [parts[0], *parts[2:]], span, language)._replace(reversed=True)
    if first:
        return _declined(first, parts[1:], span, language)
    # a given name that is on no list: what it is in the nominative, other mentions must say
    return Name(*span, " ".join(parts[:-1]), parts[-1], "", frozenset(), sure=False)


def _declined(given: tuple[Form, ...], others: list[str], span: tuple[int, int], language: str) -> Name:
    """Return the name whose given name and surname agree in gender and case best."""
    patronymics = [word for word in others if is_patronymic(word, language)]
    # "Николай Буслович": what looks like a patronymic and stands alone is a surname
    surnames = [word for word in others if word not in patronymics] or patronymics[-1:]
    readings = sorted(given, key=lambda form: agreement(form, surnames, language), reverse=True)
    middle = [word for word in patronymics if word not in surnames]
    names = [_one_reading(form, (middle, surnames), span, language) for form in readings]
    return names[0]._replace(others=tuple(names[1:]))


def _one_reading(form: Form, others: tuple[list[str], list[str]], span: tuple[int, int], language: str) -> Name:
    """Return a name as one reading of its given name has it; ``others`` are its patronymics and its surnames."""
    patronymics, surnames = others
    cases, surname = form.cases, ""
    if surnames:
        cases = frozenset(case for case in form.cases if fits(surnames[-1], form.gender, case, language)) or form.cases
        # "Юліі Юрчанцы": the case whose ending says most ("цы" of the dative more than "ы" of the genitive)
        ordered = [case for case in _ORDER if case in cases] or [NOMINATIVE]
        case = max(ordered, key=lambda one: (one == NOMINATIVE, fits(surnames[-1], form.gender, one, language)))
        surname = " ".join(surname_in(word, form.gender, case, language) for word in surnames)
    given = " ".join([form.nominative, *(patronymic(word, form.gender) for word in patronymics)])
    return Name(*span, given, surname, form.gender, cases)


def agree_in_lists(names: list[Name], text: str) -> list[Name]:
    """Return the names with those in a list read in one case where they can be (``Евгения Рака`` among accusatives)."""
    chosen = list(names)
    for index, name in enumerate(chosen):
        if not name.others:
            continue
        for other in (index - 1, index + 1):
            if not 0 <= other < len(chosen) or not _neighbours(chosen[min(index, other)], chosen[max(index, other)], text):
                continue
            neighbour = chosen[other]
            if neighbour.cases and not neighbour.cases & name.cases:
                better = next((reading for reading in name.others if reading.cases & neighbour.cases), None)
                if better is not None:
                    chosen[index] = better._replace(others=(name._replace(others=()),))
                    break
    return chosen


def _neighbours(left: Name, right: Name, text: str) -> bool:
    gap = text[left.end : right.start]
    return len(gap) < _LIST_GAP and bool(re.fullmatch(r"(?:\s*\([^)]*\))?\s*(?:,|;|\b[иіdй]\b|,\s*[иі]\b)?\s*", gap))


_LIST_GAP = 40
