"""What stands in one cell: a name's words, with everything that is no part of the name set aside and said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kronika.language.names import given, patronymic
from kronika.language.names.letters import repair, scripts_of
from kronika.language.names.surname import looks_like_surname
from kronika.language.names.words import kind_of, words

_READ = frozenset(["latin", "cyrillic"])
_ASIDE = re.compile(r"[«\"“”„(\[]\s*([^«»\"“”„()\[\]]+?)\s*[»\"“”)\]]")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_INITIAL_PAIRS = r"Yu|Ya|Ye|Yo|Zh|Kh|Ch|Sh|Ts|Dz|Iu|Ia|Ie|Io|Ju|Ja|Je|Jo|Shch|Дз|Дж"
_INITIAL = re.compile(rf"[^\W\d_]\.?|(?:{_INITIAL_PAIRS}|{_INITIAL_PAIRS.upper()})\.")
_TWO_INITIALS = re.compile(r"[А-ЯЁІЎA-Z]{2}")
_LONGEST_INITIAL = 5
_MORE_THAN_A_NAME = re.compile(r"[\d«\"“”„(\[@]")
_GLUED = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_LETTER = re.compile(r"[^\W\d_]")
_PUNCTUATION = ",;:!?\"'()[]«»“”„*-–_"
_NO_LETTERS = "no letters"
_MAY_BE_SEVERAL = re.compile(r"[,;/&\n]|\s[a-zа-яіўA-ZА-ЯІ]{1,4}\s")
_TWO = 2


class Cell(NamedTuple):
    """A cell taken apart.

    Attributes:
        words: of the name, in order; an initial keeps its full stop.
        comma: how many of the words stand before a comma that parts surname and given name; 0: none does.
        aside: words in brackets or quotation marks.
        titles: words set aside.
        particles: von, de.
        repairs: what was mended, in words.
        scripts: of the letters.
        problem: in words, empty if this may be one person's name.
        people: the single texts where several people are named.
    """

    words: tuple[str, ...] = ()
    comma: int = 0
    aside: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    problem: str = ""
    people: tuple[str, ...] = ()


def is_initial(word: str) -> bool:
    """Return whether a word is an initial."""
    return len(word) <= _LONGEST_INITIAL and bool(_INITIAL.fullmatch(word))


def read(text: str) -> Cell:
    """Return what stands in a cell."""
    plain, repairs = repair(text)
    scripts = scripts_of(plain)
    cell = Cell(repairs=repairs, scripts=scripts)
    if not scripts:
        return cell._replace(problem=_NO_LETTERS)
    strange = [script for script in scripts if script not in _READ]
    if strange:
        return cell._replace(problem=f"script not read: {strange[0].title()}")
    rest = plain
    if _MORE_THAN_A_NAME.search(plain):
        asides = (*_ASIDE.findall(plain), *_HANDLE.findall(plain))
        rest = _HANDLE.sub(" ", _ASIDE.sub(" ", plain))
        ages = tuple(found.group().strip() for found in words().age.finditer(rest))
        rest = words().age.sub(" ", rest)
        cell = cell._replace(aside=asides, titles=ages)
        if asides and not scripts_of(rest):
            return cell._replace(problem="nickname only")
    unnamed = _unnamed(_split(rest))
    if unnamed:
        return cell._replace(problem=f"unnamed: {unnamed}")
    if _MAY_BE_SEVERAL.search(rest):
        people = _people(rest)
        if people:
            return cell._replace(problem="several people in one cell", people=people)
    return _name(rest, cell)


@lru_cache(maxsize=1024)
def _split(text: str) -> tuple[str, ...]:
    """Return the words of a text: initials apart from what they are glued to, punctuation off the rest."""
    found = []
    for raw in _GLUED.sub(". ", text).split():
        word = raw.strip(_PUNCTUATION)
        if word and not is_initial(word):
            word = word.rstrip(".")
        if _LETTER.search(word):
            found.append(word)
    return tuple(found)


def _unnamed(spelled: tuple[str, ...]) -> str:
    """Return the words by which a cell says that it names nobody; empty if it does name somebody."""
    kinds = [kind_of(word.lower()) for word in spelled]
    if "unnamed" not in kinds and "person" not in kinds:
        return ""
    hits = [kind in ("unnamed", "person") for kind in kinds]
    others = [word for word, kind, hit in zip(spelled, kinds, hits, strict=True) if not hit and kind != "title"]
    named = [word for word in others if is_initial(word) or given.find(word.lower()) or patronymic.find(word.lower())]
    if "unnamed" not in kinds:
        nobody_named = not named and len(others) < _TWO and not any(map(_surname, others))
    else:
        own = [word for word, kind in zip(spelled, kinds, strict=True) if kind == "unnamed"]
        surname = len(own) == 1 and own[0][0].isupper() and "person" not in kinds and len(named) == len(others) > 0
        nobody_named = not surname
    return " ".join(word for word, hit in zip(spelled, hits, strict=True) if hit) if nobody_named else ""


def _surname(word: str) -> bool:
    """Return whether a word is a surname rather than a place in the genitive (жыхар Мінска)."""
    lower = word.lower()
    return word[0].isupper() and looks_like_surname(lower) and not lower.endswith("ска")


def _people(text: str) -> tuple[str, ...]:
    """Return the people of a cell that names several, else nothing."""
    join = words().join_capitals if text.isupper() else words().join
    pieces = [piece for part in join.split(text) for piece in _listed(part)]
    pieces = [piece.strip(" ,;") for piece in pieces if _split(piece)]
    return tuple(pieces) if len(pieces) > 1 else ()


def _listed(text: str) -> list[str]:
    """Return the pieces between commas if each names a person; the text as it is if the commas stand inside one name."""
    pieces = [piece for piece in text.split(",") if _split(piece)]
    if len(pieces) < _TWO:
        return [text]
    spelled = [_split(piece) for piece in pieces]
    given_names = [sum(is_initial(word) or bool(given.find(word.lower())) for word in piece) for piece in spelled]
    if all(len(piece) >= _TWO and found for piece, found in zip(spelled, given_names, strict=True)):
        return pieces
    single = all(len(piece) == 1 for piece in spelled)
    if single and len(pieces) > _TWO and not any(given_names) and not any(_is_patronymic(piece[0]) for piece in spelled):
        return pieces
    return [text]


def _is_patronymic(word: str) -> bool:
    found = patronymic.find(word.lower())
    return bool(found and found.fathers)


def _name(text: str, cell: Cell) -> Cell:
    before, _, behind = text.partition(",")
    left, left_titles, left_particles = _own_words(_split(before))
    right, right_titles, right_particles = _own_words(_split(behind))
    comma = len(left) if right else 0
    if right and not _continues(left, right):
        right_titles, right, comma = [*right_titles, *right], [], 0
    elif right and len(left) >= _TWO and given.find(left[-1].lower()):
        comma = 0
    return cell._replace(
        words=(*left, *right),
        comma=comma,
        titles=(*cell.titles, *left_titles, *right_titles),
        particles=(*left_particles, *right_particles),
        problem="" if left or right else "title only",
    )


def _continues(left: list[str], right: list[str]) -> bool:
    """Return whether what stands behind the comma belongs to the name (Ivanova, Anna) or says something else (Ivanova, Minsk)."""
    if len(left) <= 1:
        return True
    if len(right) > _TWO:
        return False
    return all(is_initial(word) or bool(given.find(word.lower())) or _is_patronymic(word) for word in right)


def _own_words(spelled: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Return the words of the name, those set aside, and the particles."""
    capitals = all(map(str.isupper, spelled))
    own: list[str] = []
    titles: list[str] = []
    particles: list[str] = []
    for index, word in enumerate(spelled):
        lower = word.lower()
        kind = kind_of(lower)
        if is_initial(word) and (word[0].isupper() or len(word) > 1):
            own.append(word)
        elif kind in ("title", "person") or (kind == "after" and own):
            titles.append(word)
        elif kind == "particle" and (capitals or word.islower()) and index + 1 < len(spelled):
            particles.append(word)
        elif kind in ("son", "daughter") and own:
            own[-1] += f" {word}"
        elif len(word) == _TWO and _TWO_INITIALS.fullmatch(word) and not capitals and not given.find(lower):
            own += [f"{word[0]}.", f"{word[1]}."]
        else:
            own.append(word)
    return own, titles, particles
