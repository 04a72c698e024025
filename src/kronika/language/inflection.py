"""How names are inflected: given names and surnames in any case, and the nominative that they come from.

The forms of given names are in the names data, the endings in each language's ``names.yml``.
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


class Form(NamedTuple):
    """One way to read a word as a name: its nominative, ``male`` or ``female``, and its cases."""

    nominative: str
    gender: str
    cases: frozenset[str]


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
    zip(
        "абвгґдеёжзийклмнопрстуфхцчшщъыьэюяіўїє'",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "i",
            "u",
            "i",
            "ie",
            "",
        ],
        strict=True,
    )
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
    if language == "be" and re.search(r"[нзсшжчт]к$", name):
        # Азаронка, Азаронак
        return name[:-1] + "ак"
    return name


def surname_forms(word: str, language: str) -> tuple[Form, ...]:
    """Return all ways to read a word that stands alone as a surname in some case."""
    readings = [Form(word, gender, frozenset({NOMINATIVE})) for gender in (MALE, FEMALE)]
    if language == "en":
        return tuple(readings)
    for gender, cases in lexicon(language, "names")["swaps"].items():
        readings += [Form(surname_in(word, gender, case, language), gender, frozenset({case})) for case in cases]
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
    return (
        any(
            lower.endswith(
                (
                    stem,
                    stem[:-1] + "ы",
                    stem[:-1] + "у",
                    stem[:-1] + "е",
                    stem[:-1] + "ой",
                    stem[:-1] + "ай",
                    stem + "а",
                    stem + "у",
                    stem + "ем",
                    stem + "ам",
                )
            )
            for stem in stems
        )
        and len(lower) > 5
    )


def patronymic(word: str, gender: str) -> str:
    """Return the nominative of a patronymic.

    >>> patronymic("Ивановича", "male"), patronymic("Ивановной", "female")
    ('Иванович', 'Ивановна')
    """
    return re.sub(r"(?<=[иыі]ч)\w{1,2}$", "", word) if gender == MALE else re.sub(r"(?<=н)[ыеу]$|(?<=н)[оа]й$", "а", word)


def fits(surname: str, gender: str, case: str, language: str) -> int:
    """Return how well a surname may stand in a case: the length of the ending that says so, 0 if it cannot."""
    if language == "en":
        return int(case == NOMINATIVE)
    lower = surname.casefold()
    table = lexicon(language, "names")
    if case == NOMINATIVE:
        return 0 if lower.endswith(tuple(words(table["surname_oblique"].get(gender, "")))) else 1
    swaps = table["swaps"].get(gender, {}).get(case, {})
    longest = max((len(ending) for ending in swaps if ending and lower.endswith(ending)), default=0)
    return longest or int(lower.endswith(tuple(words(table["no_cases"][gender]))))


def agreement(form: Form, surnames: list[str], language: str) -> tuple[int, int, int]:
    """Rank a reading of a given name: how well the surname agrees, then the nominative, then how common the name is."""
    fitting = max((fits(surnames[-1], form.gender, case, language) for case in form.cases), default=0) if surnames else 0
    return (fitting, 1 if NOMINATIVE in form.cases else 0, -_rank(form.nominative, form.gender, language))


@cache
def _ranks(gender: str, language: str) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, name in enumerate(_listed(gender, language)):
        ranks.setdefault(name, rank)
    return ranks


def _rank(name: str, gender: str, language: str) -> int:
    return _ranks(gender, language).get(name, 0)
