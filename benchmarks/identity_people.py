"""Lists of invented people, whose true pairs are known. Nobody real is meant. Committed before the scoring was tuned.

    python benchmarks/identity_people.py [OUT.csv] [records] [lists] [seed]

Two or three lists of one country: most people are on one list, many on two. Every entry is spelled in Russian or Belarusian, in
Cyrillic or one of the Latin systems; of names and facts:

* each part of a name and each fact has a typing error in 15 of 100 entries (a letter or digit wrong, left out, doubled, or two
  changed round; other days and places stay what they are said to be);
* 20 of 100 dates of birth are missing, 20 have the year only; 40 of 100 patronymics are missing; 10 of 100 names have the surname
  first; 30 of 100 places, days of detention, articles and courts are missing;
* 5 of 100 people have a brother or sister, or a namesake of another age, among the others.

Surnames are as unevenly common as in life: the n-th is chosen 1 / (n + 10) as often as the first ones.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations
from pathlib import Path
from random import Random
from typing import TypeVar

from kronika.identity.profile import Profile
from names_people import FATHERS, MEN, SURNAMES, WOMEN, feminine
from romanise import SYSTEMS, romanise

Value = TypeVar("Value")

TYPING_ERROR = 0.15
NO_BIRTH, YEAR_ONLY, NO_PATRONYMIC, SURNAME_FIRST, NO_FACT, KIN = 0.2, 0.2, 0.4, 0.1, 0.3, 0.05
FIELDS = ("id", "list", "person", "name", "birth", "place", "detained", "article", "court")
#: Russian and Belarusian endings put on the stems of the surnames of names_people.py
_ENDINGS = (("ов", "аў"), ("енко", "енка"), ("ук", "ук"), ("ович", "авіч"), ("овский", "оўскі"), ("ин", "ін"), ("ко", "ка"),
            ("евич", "евіч"), ("ец", "ец"), ("ик", "ік"), ("ейко", "ейка"), ("енок", "ёнак"))  # fmt: skip
_OLD_ENDINGS = (
    "овский", "евский", "инский", "енко", "ович", "евич", "ский", "цкий", "ко", "ов", "ев", "ёв", "ин", "ук", "юк", "оўскі",
    "еўскі", "аўскі", "эўскі", "інскі", "енка", "анка", "энка", "авіч", "евіч", "овіч", "эвіч", "скі", "цкі", "ка", "аў", "еў",
    "ёў", "оў", "эў", "ін", "ын",
)  # fmt: skip
_PLACES = (
    ("Минск", "Мінск"), ("Гомель", "Гомель"), ("Гродно", "Гродна"), ("Брест", "Брэст"), ("Витебск", "Віцебск"),
    ("Могилёв", "Магілёў"), ("Барановичи", "Баранавічы"), ("Бобруйск", "Бабруйск"), ("Борисов", "Барысаў"), ("Пинск", "Пінск"),
    ("Орша", "Орша"), ("Лида", "Ліда"), ("Полоцк", "Полацк"), ("Слуцк", "Слуцк"), ("Кобрин", "Кобрын"),
)  # fmt: skip
_ARTICLES = ("342", "368", "369", "130", "361", "364", "293", "339", "367", "188", "203", "411")
_COURTS = (
    ("Ленинского", "Ленінскага"), ("Московского", "Маскоўскага"), ("Октябрьского", "Кастрычніцкага"),
    ("Советского", "Савецкага"), ("Центрального", "Цэнтральнага"),
)  # fmt: skip
_FIRST_DAY = date(2020, 6, 1)
_DAYS = 1500
_KEYS = {"ru": "абвгдежзиклмнопрстуфхцчшыэюя", "be": "абвгдежзіклмнопрстуўфхцчшыэюя", "latin": "abcdefghijklmnoprstuvyz"}


@dataclass(frozen=True, slots=True)
class Truth:
    """An invented person."""

    number: int
    female: bool
    given: tuple[str, ...]
    father: tuple[str, ...]
    surname: tuple[str, str]
    birth: date
    place: tuple[str, str]
    detained: date
    article: str
    court: tuple[str, str]


@cache
def _surnames(many: int) -> tuple[list[tuple[str, str]], list[float]]:
    """Return surnames and how common they are, added up."""
    stems = sorted({(_stem(row[0]), _stem(row[1])) for row in SURNAMES})
    stems = [row for row in stems if abs(len(row[0]) - len(row[1])) < 2]
    made = {(row[0], row[1]) for row in SURNAMES}
    prefixes = ["", "За", "Пере", "Под", "При", "Не", "Бело", "Само"]
    for prefix in prefixes:
        made |= {
            ((prefix + (stem.lower() if prefix else stem)) + end, (prefix + (other.lower() if prefix else other)) + ending)
            for stem, other in stems
            for end, ending in _ENDINGS
        }
        if len(made) >= many:
            break
    chosen = sorted(made)
    Random(5).shuffle(chosen)
    chosen = chosen[:many]
    return chosen, list(accumulate(1 / (place + 10) for place in range(len(chosen))))


def _stem(surname: str) -> str:
    for ending in _OLD_ENDINGS:
        if surname.endswith(ending) and len(surname) - len(ending) > 2:
            return surname[: -len(ending)]
    return surname


@cache
def _falling(many: int, flat: int) -> list[float]:
    """Return weights of which the n-th is 1 / (n + flat), added up."""
    return list(accumulate(1 / (place + flat) for place in range(many)))


def _one(random: Random, values: Sequence[Value], flat: int = 1) -> Value:
    return random.choices(values, cum_weights=_falling(len(values), flat))[0]


def _person(random: Random, number: int, surnames: int) -> Truth:
    values, common = _surnames(surnames)
    female = random.random() < 0.35
    return Truth(
        number,
        female,
        tuple(_one(random, WOMEN if female else MEN, 5)),
        tuple(_one(random, FATHERS, 5)),
        random.choices(values, cum_weights=common)[0],
        date(1945, 1, 1) + timedelta(days=random.randrange(365 * 60)),
        _one(random, _PLACES),
        _FIRST_DAY + timedelta(days=int(_DAYS * random.random() ** 2)),
        _one(random, _ARTICLES),
        _one(random, _COURTS),
    )


def _kin(random: Random, one: Truth, other: Truth) -> Truth:
    """Return ``other`` made a brother, sister or namesake of ``one``."""
    if random.random() < 0.5:
        return replace(other, female=one.female, surname=one.surname, given=one.given, father=one.father)
    apart = timedelta(days=random.choice([-1, 1]) * random.randrange(300, 4000))
    return replace(other, surname=one.surname, father=one.father, place=one.place, birth=one.birth + apart)


def people(random: Random, count: int, surnames: int) -> list[Truth]:
    """Return invented people, some of them kin or namesakes."""
    made: list[Truth] = []
    for number in range(count):
        one = _person(random, number, surnames)
        made.append(_kin(random, random.choice(made), one) if made and random.random() < KIN else one)
    return made


def typing_error(random: Random, text: str, keys: str) -> str:
    """Return a word with one slip of the pen."""
    place = random.randrange(len(text))
    letter = random.choice(keys)
    kind = random.randrange(4)
    if kind == 0:
        found = text[:place] + letter + text[place + 1 :]
    elif kind == 1 and len(text) > 2:
        found = text[:place] + text[place + 1 :]
    elif kind == 2 and place + 1 < len(text):
        found = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    else:
        found = text[:place] + letter + text[place:]
    return found[:1].upper() + found[1:].lower() if text[:1].isupper() else found


def _digit_error(random: Random, day: date) -> date:
    for _ in range(20):
        text = day.isoformat()
        place = random.choice([index for index, letter in enumerate(text) if letter.isdigit() and index > 1])
        if random.random() < 0.3:
            changed = f"{text[:5]}{text[8:]}-{text[5:7]}"
        else:
            changed = text[:place] + random.choice("0123456789") + text[place + 1 :]
        try:
            return date.fromisoformat(changed)
        except ValueError:
            continue
    return day


def _entry(random: Random, one: Truth, list_: str) -> dict[str, str]:
    language = random.choice(["ru", "be"])
    system = random.choice(list(SYSTEMS[language])) if random.random() < 0.5 else ""
    index = 0 if language == "ru" else 1
    keys = _KEYS["latin" if system else language]

    def written(word: str, *, slips: bool = True) -> str:
        shown = romanise(word, language, system) if system else word
        return typing_error(random, shown, keys) if slips and random.random() < TYPING_ERROR else shown

    surname = feminine(one.surname[index]) if one.female else one.surname[index]
    given, family = written(one.given[index]), written(surname)
    father = written(one.father[(2, 4)[index] + one.female]) if random.random() >= NO_PATRONYMIC else ""
    words = [family, given, father] if random.random() < SURNAME_FIRST else [given, father, family]
    birth = ""
    if random.random() >= NO_BIRTH:
        day = _digit_error(random, one.birth) if random.random() < TYPING_ERROR else one.birth
        birth = day.isoformat()[: 4 if random.random() < YEAR_ONLY / (1 - NO_BIRTH) else 10]

    def fact(value: str) -> str:
        return "" if random.random() < NO_FACT else value

    detained = _digit_error(random, one.detained) if random.random() < TYPING_ERROR else one.detained
    court = f"суд {one.court[0]} района" if language == "ru" else f"суд {one.court[1]} раёна"
    town = one.place[index]
    return {
        "list": list_,
        "person": str(one.number),
        "name": " ".join(filter(None, words)),
        "birth": birth,
        "place": fact(written(town)),
        "detained": fact(detained.isoformat()),
        "article": fact(random.choice(_ARTICLES) if random.random() < TYPING_ERROR else one.article),
        "court": fact(f"{court}, {town}"),
    }


def rows(records: int = 20_000, lists: int = 2, seed: int = 1, surnames: int = 0) -> list[dict[str, str]]:
    """Return entries of lists of equal length; one in 1.4 people of the country is on each list."""
    random = Random(seed)
    each = records // lists
    population = people(random, int(each * 1.4), surnames or min(max(records // 5, 500), 20_000))
    made = [_entry(random, one, "ABC"[number]) for number in range(lists) for one in random.sample(population, each)]
    return [{"id": f"r{number:07}", **row} for number, row in enumerate(made)]


def profiles(found: Sequence[dict[str, str]]) -> list[Profile]:
    """Return entries as profiles."""
    return [
        Profile(
            row["id"],
            row["list"],
            names=(row["name"],),
            birth=tuple(filter(None, [row["birth"]])),
            places=tuple(filter(None, [row["place"]])),
            detained=tuple(filter(None, [row["detained"]])),
            articles=frozenset(filter(None, [row["article"]])),
            courts=tuple(filter(None, [row["court"]])),
        )
        for row in found
    ]


def true_pairs(found: Sequence[dict[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of ids of different lists that are one person, the smaller id first."""
    of: dict[str, list[str]] = {}
    for row in found:
        of.setdefault(row["person"], []).append(row["id"])
    return {(one, other) for ids in of.values() for one, other in combinations(sorted(ids), 2)}


def main() -> None:
    """Write the file named on the command line, or say what the lists are like."""
    if len(sys.argv) == 1:
        made = rows()
        print(f"{len(made):,} entries of invented people on two lists, {len(true_pairs(made)):,} true pairs; for example:")
        print("\n".join(f"  {row['list']}  {row['name']}  {row['birth']}  {row['place']}" for row in made[:3]))
        return
    numbers = [int(text) for text in sys.argv[2:]]
    with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(rows(*numbers))


if __name__ == "__main__":
    main()
