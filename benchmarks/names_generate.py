"""Write pairs of invented names in many spellings, to see whether rules hold beyond the set they were chosen on.

    python benchmarks/names_generate.py pairs.csv [number of people] [seed]

The columns are those of the open set: left, right, same, kind, left_lang, right_lang, source.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from kronika.language.names.given import families
from names_people import FATHERS, MEN, SURNAMES, WOMEN, Person, person
from romanise import SYSTEMS, romanise

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = ("left", "right", "same", "kind", "left_lang", "right_lang", "source")
_SUFFIXES = ("ов", "ович", "енко", "ский", "кевич", "ук")
_LOOKALIKES = str.maketrans("аеорсухі", "aeopcyxi")


def _spelling(random: Random, language: str, latin: bool) -> str:  # noqa: FBT001
    return f"{language}-{random.choice(list(SYSTEMS[language]))}" if latin else language


def _write(name: str, spelling: str) -> str:
    language, _, system = spelling.partition("-")
    return romanise(name, language, system) if system else name


def _two_spellings(random: Random) -> tuple[str, str]:
    return tuple(_spelling(random, random.choice(["ru", "be"]), random.random() < 0.5) for _ in range(2))  # type: ignore[return-value]


def _order(random: Random, name: str) -> str:
    parts = name.split()
    if random.random() < 0.2:
        parts = [parts[-1], *parts[:-1]]
        if random.random() < 0.3:
            return f"{parts[0].upper()}, {' '.join(parts[1:])}"
    return " ".join(parts)


def _positives(random: Random, one: Person) -> Iterator[tuple[str, str, str, str, str]]:
    left, right = _two_spellings(random)
    language, other = left[:2], right[:2]
    full, other_full = one.full(language), one.full(other)
    yield _order(random, _write(full, left)), _order(random, _write(other_full, right)), "full", left, right
    short = f"{one.given[other]} {one.surname[other]}"
    yield _order(random, _write(full, left)), _order(random, _write(short, right)), "patronymic-missing", left, right
    letters = f"{one.given[other][0]}. {one.patronymic[other][0]}. {one.surname[other]}"
    if "-" not in right:
        yield _write(full, left), letters, "initials", left, right
        yield (
            _write(full, left),
            other_full.translate(_LOOKALIKES) if random.random() < 0.3 else other_full,
            "homoglyph",
            left,
            right,
        )
    shorts = [form for form, kind in families()[one.given["ru"]].forms.items() if kind == "short" and not form.isascii()]
    if shorts:
        yield _write(full, left), f"{random.choice(shorts).capitalize()} {one.surname['ru']}", "hypocoristic", left, "ru"


def _negatives(random: Random, one: Person) -> Iterator[tuple[str, str, str, str, str]]:
    row = one.row
    father = next(row for row in FATHERS if one.patronymic["ru"] in row)
    other_father = random.choice([each for each in FATHERS if each != father])
    same_given = {"given": one.given}
    other = person(random, female=one.female, surname=row, father=other_father)
    yield from _negative(random, one, Person(**{**vars(other), **same_given}), "patronymic")
    kin = person(random, female=one.female, surname=row, father=father)
    if kin.given != one.given:
        yield from _negative(random, one, kin, "given")
    counterpart = person(random, female=not one.female, surname=row, father=father)
    for man, woman in (("Александр", "Александра"), ("Евгений", "Евгения"), ("Виктор", "Виктория"), ("Валерий", "Валерия")):
        if one.given["ru"] in (man, woman):
            given = next(each for each in MEN + WOMEN if each[0] == (woman if one.given["ru"] == man else man))
            counterpart = Person(**{**vars(counterpart), "given": dict(zip(("ru", "be"), given, strict=True))})
    yield from _negative(random, one, counterpart, "gender")
    near = min((each for each in SURNAMES if each != row), key=lambda each: (_edits(each[0], row[0]), random.random()))
    stranger = person(random, female=one.female, surname=near, father=father)
    yield from _negative(random, one, Person(**{**vars(stranger), **same_given}), "near-surname")
    stem = row[0].removesuffix("ов").removesuffix("ский").removesuffix("енко").removesuffix("ук").removesuffix("ко")
    made = stem + random.choice([suffix for suffix in _SUFFIXES if stem + suffix != row[0]])
    suffixed = person(random, female=one.female, surname=[made, made], father=father)
    changed = Person(**{**vars(suffixed), **same_given})
    yield one.full("ru"), changed.full("ru"), "suffix", "ru", "ru"


def _negative(random: Random, one: Person, other: Person, kind: str) -> Iterator[tuple[str, str, str, str, str]]:
    left, right = _two_spellings(random)
    yield (
        _order(random, _write(one.full(left[:2]), left)),
        _order(random, _write(other.full(right[:2]), right)),
        kind,
        left,
        right,
    )


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        before, row = row, [index]
        for column, against in enumerate(other, start=1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != against)))
    return row[-1]


def pairs(people: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of pairs about ``people`` invented people."""
    random = Random(seed)
    for _ in range(people):
        one = person(random, female=random.random() < 0.5)
        for same, made in (("1", _positives(random, one)), ("0", _negatives(random, one))):
            for left, right, kind, left_lang, right_lang in made:
                yield left, right, same, kind, left_lang, right_lang, "invented"


def main() -> None:
    """Write the file named on the command line."""
    target = Path(sys.argv[1])
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(pairs(people, seed))


if __name__ == "__main__":
    main()
