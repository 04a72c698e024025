"""Names of people in running text: where they stand, in which case, and the nominative that they come from.

Rules only: a list of given names, endings, capital letters. The models add to it where they are installed (``reading``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.knowledge import load
from kronika.language.lexicon import lexicon, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, LOCATIVE = "nom", "gen", "dat", "acc", "ins", "loc"
MALE, FEMALE = "male", "female"
#: a name has at most so many words
LONGEST_NAME = 4
_ORDER = (NOMINATIVE, ACCUSATIVE, GENITIVE, DATIVE, INSTRUMENTAL, LOCATIVE)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’ʼ]|-(?=[^\W\d_]))*\.?")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
#: "Halina Dz.", "Сергей К.": a surname that is not given in full
_ABBREVIATED = re.compile(r"^(?:[^\W\d_]|[^\W\d_aeiouyаеёиоуыэюяі]{2,3})\.$", re.IGNORECASE)


class Form(NamedTuple):
    """One way to read a word as a name: its nominative, ``male`` or ``female``, and its cases."""

    nominative: str
    gender: str
    cases: frozenset[str]


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


def sound(word: str) -> str:
    """Return a Latin given name without what spellings differ in: accents, double letters, y and j for i.

    >>> sound("Siarhej") == sound("Syarhey"), sound("Hanna") == sound("Hana")
    (True, True)
    """
    from unicodedata import normalize

    plain = "".join(c for c in normalize("NFD", word.casefold()) if c.isalpha()).translate(_PLAIN)
    plain = re.sub(r"[yij]+", "i", plain).replace("ks", "x").replace("iu", "u").replace("ia", "a").replace("ie", "e")
    return re.sub(r"(.)\1", r"\1", plain)


_PLAIN = str.maketrans({"ł": "l", "ŭ": "u", "č": "ch", "š": "sh", "ž": "zh", "ć": "c", "ń": "n", "ś": "s", "ź": "z"})


_FILES = {MALE: "names_men", FEMALE: "names_women"}
#: which forms of the names data are full names in a text of a language; short ones are too often other words
_COLUMNS = {"en": ("pl", "other"), "ru": ("name", "ru", "either", "be", "uk"), "be": ("be", "either", "name", "ru", "uk")}
_CYRILLIC_COLUMNS = ("name", "ru", "be", "uk", "either")
_LATIN_OF = dict(
    zip("абвгґдеёжзийклмнопрстуфхцчшщъыьэюяіўїє'", "a b v g g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i u i ie ".split(" "), strict=True)
)


def _listed(gender: str, language: str) -> Iterator[str]:
    """Yield the given names of the names data and of the lexicon, commonest language first."""
    yield from words(lexicon(language, "names")["given"][gender])
    for row in load(_FILES[gender])["names"]:
        for column in _COLUMNS[language]:
            yield from str(row.get(column, "")).split()
        if language == "en":
            for column in _CYRILLIC_COLUMNS:
                for form in str(row.get(column, "")).lower().split():
                    latin = "".join(_LATIN_OF.get(letter, letter) for letter in form)
                    yield latin
                    # Belarusian and Ukrainian г is h
                    yield "".join("h" if letter == "г" else _LATIN_OF.get(letter, letter) for letter in form)


@cache
def _given(language: str) -> dict[str, tuple[Form, ...]]:
    """Return every form of every given name, in lower case (English: by its sound): nominatives, and the irregular forms."""
    table = lexicon(language, "names")
    forms: dict[str, list[Form]] = {}
    same = table.get("same_name", {})
    nominative = frozenset({NOMINATIVE} if language != "en" else ())
    for gender in (MALE, FEMALE):
        for name in _listed(gender, language):
            key = sound(name) if language == "en" else name.casefold()
            form = Form("" if language == "en" else same.get(name, name), gender, nominative)
            if form not in forms.setdefault(key, []):
                forms[key].append(form)
        for written, name in table.get("irregular", {}).get(gender, {}).items():
            cases = frozenset(table["irregular_cases"][written].split())
            forms.setdefault(written.casefold(), []).append(Form(name, gender, cases))
    return {key: tuple(readings) for key, readings in forms.items()}


@lru_cache(maxsize=8192)
def given_forms(word: str, language: str) -> tuple[Form, ...]:
    """Return the ways to read ``word`` as a given name in any case; none if it is not on the list.

    >>> [(form.nominative, sorted(form.cases)) for form in given_forms("Анну", "ru")]
    [('Анна', ['acc'])]
    """
    if language == "en":
        return tuple(form._replace(nominative=word) for form in _given(language).get(sound(word), ()))
    if "-" in word:
        return _double(word.split("-"), language)
    key = word.casefold()
    readings = list(_given(language).get(key, ()))
    for form in _unswapped(word, language):
        known = _given(language).get(form.nominative.casefold(), ())
        readings += [
            Form(name.nominative, name.gender, form.cases)
            for name in known
            if name.gender == form.gender and NOMINATIVE in name.cases
        ]
    merged: dict[tuple[str, str], frozenset[str]] = {}
    for form in readings:
        merged[form.nominative, form.gender] = merged.get((form.nominative, form.gender), frozenset()) | form.cases
    return tuple(Form(nominative, gender, cases) for (nominative, gender), cases in merged.items())


def _double(parts: list[str], language: str) -> tuple[Form, ...]:
    """Return the ways to read a double given name ("Анну-Марию"): both parts in one case."""
    first, second = given_forms(parts[0], language), given_forms(parts[-1], language)
    return tuple(
        Form(f"{one.nominative}-{other.nominative}", one.gender, one.cases & other.cases)
        for one in first
        for other in second
        if one.gender == other.gender and one.cases & other.cases
    )


@lru_cache(maxsize=8192)
def _unswapped(word: str, language: str) -> tuple[Form, ...]:
    """Return what the endings of the language make of ``word`` in every case and gender."""
    found = []
    for gender, cases in lexicon(language, "names").get("swaps", {}).items():
        for case, swaps in cases.items():
            found += [Form(name, gender, frozenset({case})) for name in _undo(word, swaps)]
    return tuple(found)


def _undo(word: str, swaps: dict[str, str]) -> Iterable[str]:
    lower = word.casefold()
    for ending in sorted(swaps, key=len, reverse=True):
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            stem = word[: len(word) - len(ending)]
            yield stem + (swaps[ending].upper() if word.isupper() else swaps[ending])


def in_case(name: Name, case: str, language: str) -> Name:
    """Return a name whose case its words leave open as it is in ``case``: an unlisted given name, or initials, and a surname."""
    if name.cases or not name.surname or language == "en":
        return name
    ending = name.surname.casefold()[-2:]
    gender = FEMALE if case == ACCUSATIVE and ending[-1:] in {"у", "ю"} or (case != ACCUSATIVE and ending in {"ой", "ай"}) else MALE
    given = " ".join(part if _INITIAL.match(part) else surname_in(part, gender, case, language) for part in name.given.split())
    surname = " ".join(surname_in(part, gender, case, language) for part in name.surname.split())
    return name._replace(given=given, surname=surname, gender=name.gender or ("" if _INITIAL.match(name.given) else gender), cases=frozenset({case}))


def surname_in(word: str, gender: str, case: str, language: str) -> str:
    """Return the nominative of a surname that stands in ``case``; unchanged where no ending fits (it has no cases).

    >>> surname_in("Луцкину", "female", "acc", "ru"), surname_in("Усатого", "male", "gen", "ru")
    ('Луцкина', 'Усатый')
    """
    if language == "en" or case == NOMINATIVE:
        return word
    if "-" in word:
        return "-".join(surname_in(part, gender, case, language) for part in word.split("-"))
    swaps = lexicon(language, "names")["swaps"].get(gender, {}).get(case, {})
    name = next(iter(_undo(word, swaps)), word)
    return mended(name, language)


def mended(name: str, language: str) -> str:
    """Return a nominative with the letters that its language writes at a word's end (Belarusian ў for в after a vowel)."""
    if language == "be" and len(name) > 2 and name[-1] == "в" and name[-2] in "аеёіоуыэюя":
        return name[:-1] + "ў"
    return name


def surname_forms(word: str, language: str) -> tuple[Form, ...]:
    """Return all ways to read a word that stands alone as a surname in some case."""
    readings = [Form(word, gender, frozenset({NOMINATIVE})) for gender in (MALE, FEMALE)]
    if language == "en":
        return tuple(readings)
    for gender, cases in lexicon(language, "names")["swaps"].items():
        for case in cases:
            readings.append(Form(surname_in(word, gender, case, language), gender, frozenset({case})))
    return tuple(readings)


@lru_cache(maxsize=4096)
def plural_surnames(word: str, language: str) -> tuple[Form, ...]:
    """Return the masculine surnames that ``word`` may be the plural of (``Багунов``, ``Ивановы``)."""
    found = []
    for case, swaps in lexicon(language, "names").get("plural", {}).items():
        found += [Form(mended(name, language), MALE, frozenset({case})) for name in _undo(word, swaps)]
    return tuple(found)


def feminine(surname: str, language: str) -> str:
    """Return the feminine of a masculine surname where its ending has one, else the same.

    >>> feminine("Воробьёв", "ru"), feminine("Глинка", "ru")
    ('Воробьёва', 'Глинка')
    """
    for male, female in lexicon(language, "names").get("feminine_of", {}).items():
        if surname.endswith(male):
            return surname[: len(surname) - len(male)] + str(female)
    return surname


@lru_cache(maxsize=8192)
def _noun_forms(word: str, language: str, known: frozenset[str]) -> tuple[Form, ...]:
    found = [Form(word, gender, frozenset({NOMINATIVE})) for gender in (MALE, FEMALE)] + list(_unswapped(word, language))
    merged: dict[tuple[str, str], frozenset[str]] = {}
    for form in found:
        if form.nominative in known:
            merged[form.nominative, form.gender] = merged.get((form.nominative, form.gender), frozenset()) | form.cases
    return tuple(Form(noun, gender, cases) for (noun, gender), cases in merged.items())


def noun_forms(word: str, language: str, known: dict[str, str]) -> list[Form]:
    """Return the ways to read ``word`` as one of the ``known`` nouns (nominative -> ``m``, ``f``) in some case.

    >>> [(f.nominative, sorted(f.cases)) for f in noun_forms("активистку", "ru", {"активистка": "f"})]
    [('активистка', ['acc'])]
    """
    forms = _noun_forms(word, language, frozenset(known))
    return [form for form in forms if known[form.nominative] in {"any", form.gender[0]}]


@cache
def _surname_endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(words(lexicon(language, "names")["surname_endings"]), key=len, reverse=True))


def looks_like_surname(word: str, language: str) -> bool:
    """Say whether the ending of a capitalised word is one that surnames of the region have."""
    return word[:1].isupper() and len(word) > 3 and word.casefold().endswith(_surname_endings(language))


@cache
def _not_names(language: str) -> frozenset[str]:
    return frozenset(words(lexicon(language, "words")["not_names"]))


def is_not_name(word: str, language: str) -> bool:
    """Say whether a capitalised word is one that begins sentences and titles, not names."""
    return word.rstrip(".") in _not_names(language)


def is_patronymic(word: str, language: str) -> bool:
    """Say whether a word has the ending of a patronymic in some case."""
    if language == "en":
        return False
    lower = word.casefold()
    stems = words(lexicon(language, "names")["patronymics"])
    return any(lower.endswith((stem, stem[:-1] + "ы", stem[:-1] + "у", stem[:-1] + "е", stem[:-1] + "ой", stem[:-1] + "ай", stem + "а", stem + "у", stem + "ем", stem + "ам")) for stem in stems) and len(lower) > 5


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
    for index, (first, second) in enumerate(zip(names, names[1:], strict=False)):
        joined = re.fullmatch(r"\s+(?:and|и|і|й|ды)\s+", text[first.end : second.start])
        if not joined or first.surname or not second.surname or not first.given or not second.given or second.reversed:
            continue
        written = text[second.start : second.end].split()[-1]
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
    if len(run) >= 2 and given_forms(plain[1], language) and not is_not_name(plain[0], language) and _may_lead(plain, run, text, language):
        last = 2 if len(run) > 2 and is_patronymic(plain[2], language) else 1
        follows = len(run) > last + 1 and not given_forms(plain[last + 1], language) and looks_like_surname(plain[last + 1], language)
        agrees = any(_fits(plain[0], form.gender, case, language) for form in given_forms(plain[1], language) for case in form.cases)
        if language != "en" and not follows and agrees:
            return name_of(text, run[0][0], run[last][1], language), last + 1
    return None, 1


def _may_lead(plain: list[str], run: list[tuple[int, int, str]], text: str, language: str) -> bool:
    """Say whether a word before a given name is its surname: by its ending, or because it stands in a list of such names."""
    if looks_like_surname(plain[0], language):
        return True
    before, after = text[: run[0][0]].rstrip()[-1:], text[run[1][1] : run[1][1] + 2].lstrip()[:1]
    return language != "en" and before in {"", ":", ",", ";", "•", "-"} and after in {",", ";", ".", "(", ""} and bool(before)


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
        if is_not_name(word, language) or (count > 1 and not is_patronymic(plain[count - 1], language) and not _INITIAL.match(word) and not _more(plain, count, language)):
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
    return _assemble(parts, start, end, possessive, language)


def _assemble(parts: list[str], start: int, end: int, possessive: bool, language: str) -> Name:
    initials = [part for part in parts if _INITIAL.match(part)]
    rest = [part for part in parts if not _INITIAL.match(part)]
    if language == "en":
        genders = {form.gender for form in given_forms(parts[0], language)}
        gender = genders.pop() if len(genders) == 1 else ""
        known = bool(given_forms(parts[0], language))
        if len(parts) == 1:
            given, surname = (parts[0], "") if known else ("", parts[0])
        else:
            given, surname = " ".join(parts[:-1]), parts[-1]
        return Name(start, end, given, surname, gender, frozenset(), possessive, sure=known)
    if initials and rest:
        return Name(start, end, " ".join(initials), rest[-1], "", frozenset(), sure=True)
    first = given_forms(parts[0], language)
    second = given_forms(parts[1], language) if len(parts) > 1 else ()
    if len(parts) > 1 and second and (not first or (looks_like_surname(parts[0], language) and not looks_like_surname(parts[1], language))):
        given, others, backwards = second, [parts[0], *parts[2:]], True
    elif first:
        given, others, backwards = first, parts[1:], False
    else:
        return _surname_only(parts, start, end, language)
    return _declined(given, others, (start, end), backwards, language)


def _surname_only(parts: list[str], start: int, end: int, language: str) -> Name:
    if len(parts) > 1:
        # a given name that is on no list: what it is in the nominative, other mentions must say
        return Name(start, end, " ".join(parts[:-1]), parts[-1], "", frozenset(), sure=False)
    return Name(start, end, "", parts[0], "", frozenset(), sure=False)


def _declined(given: tuple[Form, ...], others: list[str], span: tuple[int, int], backwards: bool, language: str) -> Name:
    """Return the name whose given name and surname agree in gender and case best."""
    patronymics = [word for word in others if is_patronymic(word, language)]
    # "Николай Буслович": what looks like a patronymic and stands alone is a surname
    surnames = [word for word in others if word not in patronymics] or patronymics[-1:]
    readings = sorted(given, key=lambda form: _agreement(form, surnames, language), reverse=True)
    middle = [word for word in patronymics if word not in surnames]
    names = [_one_reading(form, (middle, surnames), span, backwards, language) for form in readings]
    return names[0]._replace(others=tuple(names[1:]))


def _one_reading(form: Form, others: tuple[list[str], list[str]], span: tuple[int, int], backwards: bool, language: str) -> Name:
    """Return a name as one reading of its given name has it; ``others`` are its patronymics and its surnames."""
    patronymics, surnames = others
    cases, surname = form.cases, ""
    if surnames:
        cases = frozenset(case for case in form.cases if _fits(surnames[-1], form.gender, case, language)) or form.cases
        case = next((case for case in _ORDER if case in cases), NOMINATIVE)
        surname = " ".join(surname_in(word, form.gender, case, language) for word in surnames)
    given = " ".join([form.nominative, *(_patronymic(word, form.gender) for word in patronymics)])
    return Name(*span, given, surname, form.gender, cases, reversed=backwards)


def _patronymic(word: str, gender: str) -> str:
    """Return the nominative of a patronymic.

    >>> _patronymic("Ивановича", "male"), _patronymic("Ивановной", "female")
    ('Иванович', 'Ивановна')
    """
    return re.sub(r"(?<=[иыі]ч)\w{1,2}$", "", word) if gender == MALE else re.sub(r"(?<=н)[ыеу]$|(?<=н)[оа]й$", "а", word)


def _fits(surname: str, gender: str, case: str, language: str) -> int:
    """Return how well a surname may stand in a case: the length of the ending that says so, 0 if it cannot."""
    lower = surname.casefold()
    table = lexicon(language, "names")
    if case == NOMINATIVE:
        return 0 if lower.endswith(tuple(words(table["surname_oblique"].get(gender, "")))) else 1
    swaps = table["swaps"].get(gender, {}).get(case, {})
    longest = max((len(ending) for ending in swaps if ending and lower.endswith(ending)), default=0)
    return longest or int(lower.endswith(tuple(words(table["no_cases"][gender]))))


def _agreement(form: Form, surnames: list[str], language: str) -> tuple[int, int, int]:
    """Rank a reading of a given name: how well the surname agrees, then the nominative, then how common the name is."""
    fitting = max((_fits(surnames[-1], form.gender, case, language) for case in form.cases), default=0) if surnames else 0
    return (fitting, 1 if NOMINATIVE in form.cases else 0, -_rank(form.nominative, form.gender, language))


@cache
def _ranks(gender: str, language: str) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, name in enumerate(_listed(gender, language)):
        ranks.setdefault(name, rank)
    return ranks


def _rank(name: str, gender: str, language: str) -> int:
    return _ranks(gender, language).get(name, 0)


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
