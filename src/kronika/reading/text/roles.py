"""Who in a sentence judges, accuses, speaks or is only related: the fact does not happen to them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kronika.language.cues import listed, word_pattern
from kronika.language.lexicon import lexicon, words
from kronika.reading.text.party import PERSON, Party

if TYPE_CHECKING:
    from kronika.reading.text.view import View

JUDGE, PROSECUTOR, LAWYER, OFFICIAL, RELATIVE_OF, SPEAKER = "judge", "prosecutor", "lawyer", "official", "relative", "speaker"
#: a lawyer by profession, nobody's in this sentence: it may happen to them, but who is not let in is their client
ADVOCATE = "advocate"
_ROLES = (JUDGE, PROSECUTOR, LAWYER, OFFICIAL)
#: how far before a name the word for its role may stand, in characters
_BEFORE = 48
_FORMER = re.compile(r"(?:\bformer|\bex|\bбывш\w+|\bэкс|\bбыл(?:ы|ая|ога|ому|ую|ой)|\bзаместител\w+)[\s-]+$")
_POSSESSED = re.compile(
    r"(?:\bhis|\bher|\btheir|\bего|\bеё|\bее|\bих|\bсво\w+|\bяго\w*|\bяе|\bіх|\bсва\w+|\bягон\w+|\bейн\w+)\s+(?:[\w-]+\s+)?$"
)
_QUOTE_END = re.compile(r"[\"»”]\s*[,—–-]?\s*(?:[—–-]\s*)?$")


@cache
def _role_words(language: str, role: str) -> re.Pattern[str]:
    return re.compile(
        word_pattern(
            lexicon(language, "words")["roles"][role], after=r"(?!\w)(?P<between>(?:\s+[^\s.,;:!?«\"()]+){0,2}?)\s+[«\"]?$"
        )
    )


@cache
def _relatives(language: str) -> re.Pattern[str]:
    of = r"\s+of(?:\s+the)?(?:\s+[\w-]+){0,3}?\s+$" if language == "en" else r"\s+(?:[\w-]+\s+){0,2}?$"
    return re.compile(word_pattern(lexicon(language, "words")["relatives"], after=r"(?!\w)" + of))


@cache
def _heads_of_state(language: str) -> frozenset[str]:
    return frozenset(words(lexicon(language, "words")["heads_of_state"]))


def with_roles(people: list[Party], view: View, start: int, end: int, cues: list[tuple[int, int]]) -> list[Party]:
    """Return the persons of a sentence with the roles that the words around them give; ``cues`` are the places of its cues."""
    return [person.with_role(_role(person, people, view, (start, end), cues)) for person in people]


def _role(person: Party, people: list[Party], view: View, sentence: tuple[int, int], cues: list[tuple[int, int]]) -> str:
    written = view.text[person.start : person.end]
    if any(word.removesuffix("'s") in _heads_of_state(view.language) for word in written.split()):
        return OFFICIAL
    low = max(person.start - _BEFORE, sentence[0])
    before = view.lower[low : person.start]
    for role in _ROLES:
        match = _role_words(view.language, role).search(before)
        if match and role in {JUDGE, PROSECUTOR} and _speaks(person, view, sentence, cues):
            # a prosecutor who announces is no party to the case
            return SPEAKER
        if match and role == LAWYER and not _defends(match, before, view.language) and not _another_between(low, person, people):
            return SPEAKER if _speaks(person, view, sentence, cues) else ADVOCATE
        if match and not _FORMER.search(before[: match.start()]) and not _another_between(low + match.start(), person, people):
            return role
    if _says(view.language).search(view.lower[max(person.start - _SAYS, sentence[0]) : person.start]):
        # "according to his sister Zoya"
        return SPEAKER
    match = _relatives(view.language).search(before)
    if match and _is_related(match, before, person, view, low, cues):
        return RELATIVE_OF
    return SPEAKER if _speaks(person, view, sentence, cues) else ""


def _defends(match: re.Match[str], before: str, language: str) -> bool:
    """Say whether a lawyer is somebody's in this sentence ("its lawyer", "адвокат Котова Мария"), not one to whom it happens."""
    if language == "en" or match["between"].strip():
        return True
    return bool(_POSSESSED.search(before[: match.start()])) or match[0].split()[0].startswith(("защищал", "абараня", "бараніў"))


def _another_between(low: int, person: Party, people: list[Party]) -> bool:
    return any(other.kind == PERSON and low < other.start < person.start for other in people)


def _is_related(match: re.Match[str], before: str, person: Party, view: View, low: int, cues: list[tuple[int, int]]) -> bool:
    """Say whether "the wife of X" is meant and not "his wife X"."""
    if any(start < low + match.end() and low + match.start() < end for start, end in cues):
        return False
    if view.language == "en":
        return True
    if _POSSESSED.search(before[: match.start()]):
        return False
    genitive = not person.cases or "gen" in person.cases
    return genitive and "nom" not in person.cases and bool(person.name and person.name.surname)


def _speaks(person: Party, view: View, sentence: tuple[int, int], cues: list[tuple[int, int]]) -> bool:
    """Say whether a reporting verb stands right beside the name."""
    after = listed(view.language, "words", "reporting").match(view.lower, _skip(view.lower, person.end))
    if after and not view.lower[after.end() : after.end() + 6].lstrip().startswith("by "):
        return True
    for verb in listed(view.language, "words", "reporting").finditer(
        view.lower, max(person.start - 80, sentence[0]), person.start
    ):
        between = view.lower[verb.end() : person.start]
        crossed = any(verb.end() <= start < person.start for start, _ in cues)
        if crossed or re.search(r"[.;:!?]|\bthat\b|\bчто\b|\bшто\b", between):
            continue
        if _QUOTE_END.search(view.text[sentence[0] : verb.start()]) or (view.language != "en" and len(between.split()) <= 3):
            return True
    return False


#: how far before a name "according to" may stand
_SAYS = 70


@cache
def _says(language: str) -> re.Pattern[str]:
    return re.compile(
        word_pattern(lexicon(language, "words")["attribution_before"], after=r"(?!\w)(?:\s+[^\s,.;:]+){0,4}\s+[\"«]?$")
    )


def with_speakers(organisations: list[Party], view: View, start: int, end: int) -> list[Party]:
    """Return the organisations of a sentence with those marked that only say so."""
    found = []
    for party in organisations:
        after = listed(view.language, "words", "reporting").match(
            view.lower, _skip(view.lower, party.end + (view.lower[party.end : party.end + 1] in {"»", '"'}))
        )
        before = view.lower[max(start, party.start - 70) : party.start]
        verb = (
            re.search(listed(view.language, "words", "reporting").pattern + r"(?:\s+[^\s,.;:]+){0,3}\s+[\"«]?$", before)
            if view.language != "en"
            else None
        )
        speaks = (after and after.end() <= end) or verb or _says(view.language).search(before)
        found.append(party.with_role(SPEAKER) if speaks else party)
    return found


def _skip(lower: str, position: int) -> int:
    """Return the place after an age or a comma behind a name ("Tamara Lis, 40, said")."""
    match = re.compile(r"\s*(?:,\s*\d+)?,?\s*(?:also\s+|later\s+|has\s+|had\s+)?").match(lower, position)
    return match.end() if match else position
