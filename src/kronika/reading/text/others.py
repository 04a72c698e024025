"""Those in a sentence who are not named as persons: pronouns, "the activist", counted groups, organisations."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kronika.language.cues import listed, word_pattern
from kronika.language.inflection import noun_forms
from kronika.language.lexicon import lexicon, words
from kronika.reading.text import finders
from kronika.reading.text.courts import courts_in
from kronika.reading.text.naming import apposed_nouns
from kronika.reading.text.party import GROUP, NOUN, ORGANISATION, PRONOUN, RELATIVE, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kronika.language.figures import Count
    from kronika.reading.text.finders import FoundName
    from kronika.reading.text.view import View

_PARTITIVE = re.compile(r"(?<!\w)(?:among|of|из|з|зь|сярод|среди)\s+$")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_QUOTED = re.compile(r"«([^«»]{2,80})»|\"([^\"]{2,80})\"|(?<!\w)'([A-ZА-ЯЁІЎ][^']{2,60})'(?!\w)")
#: a quotation of more words is speech, not a name
_NAME_WORDS = 7
_AGE = re.compile(r"\d{1,3}[-– ]?(?:year-old|летн\w+|гадов\w+|-?гадов\w+)\s+(?:[\w-]+\s+){0,2}$")
_RUN = re.compile(r"[^\W\d_][\w'&-]*(?:\.[a-z]{2,4})?(?:\s+(?:of|for|and|the|on)\s+(?=[A-Z])|\s+(?=[A-ZА-ЯЁІЎ0-9]))?")


@cache
def _pronouns(language: str) -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    table = lexicon(language, "words")["pronouns"]
    return re.compile(word_pattern(list(table))), table


def find_pronouns(view: View, start: int, end: int) -> Iterator[Party]:
    """Yield the pronouns of a sentence that may stand for somebody; the possessive ones are marked."""
    pattern, table = _pronouns(view.language)
    for match in pattern.finditer(view.lower, start, end):
        if _PARTITIVE.search(view.lower, max(start, match.start() - 8), match.start()):
            # "among them", "two of them": the number or the names are meant
            continue
        row = table[" ".join(match[0].split())]
        cases = frozenset(row["role"].split())
        relative = bool(row.get("relative"))
        owned = not relative and "gen" in cases and _owns(view, match.end(), end)
        kind = RELATIVE if relative else PRONOUN
        yield Party(
            match.start(), match.end(), kind, word=match[0], gender=row["gender"], number=row["number"],
            cases=cases - {"gen"} if view.language == "en" and not owned else cases, possessive=owned or cases == {"gen"},
        )  # fmt: skip
    if view.language == "en":
        yield from _english_relatives(view, start, end)


def _english_relatives(view: View, start: int, end: int) -> Iterator[Party]:
    for match in re.finditer(r"(?<=[\s,])(who|whom)\b(?:\s+(?P<verb>was|has|is|had|were|have|are)\b)?", view.lower[start:end]):
        number = {"was": "one", "has": "one", "is": "one", "were": "many", "have": "many", "are": "many"}.get(
            match["verb"] or "", ""
        )
        case = "acc" if match[1] == "whom" else "nom"
        begin = match.start() + start
        yield Party(begin, begin + len(match[1]), RELATIVE, word=match[1], gender="any", number=number, cases=frozenset({case}))


@cache
def _owned(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    return re.compile(
        r"\s+(?:[\w-]+\s+)?" + word_pattern([*words(table["relatives"]), *words(table["own_relatives"])], before="")
    )


@cache
def _not_owned(language: str) -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:$|[.,;:!?)\"»—–]|\d|\w+ly\b|" + word_pattern(lexicon(language, "words")["after_object"], before="") + ")"
    )


def _owns(view: View, position: int, limit: int) -> bool:
    """Say whether a pronoun before ``position`` says whose something is ("his wife", "её дело")."""
    if view.language == "en":
        return not _not_owned("en").match(view.lower, position, limit)
    return bool(_owned(view.language).match(view.lower, position, limit))


@cache
def _english_nouns() -> re.Pattern[str]:
    table = lexicon("en", "words")["people"]
    nouns = [noun for group in table.values() for noun in words(group)]
    return re.compile(
        r"(?<!\w)(?P<article>the|this|his|her|their|a|an|another)\s+(?P<adjectives>(?:(?!the\b|an?\b|his\b|her\b|their\b|of\b|in\b|for\b|to\b|by\b|was\b|and\b)[\w'-]+\s+){0,4}?)(?P<noun>"
        + word_pattern(nouns, before="") + r")(?P<after>(?:\s*,?\s*[\"«]?(?=[A-Z]))?)",
    )  # fmt: skip


def find_nouns(view: View, start: int, end: int, people: Sequence[Party], counts: Sequence[Count]) -> Iterator[Party]:
    """Yield nouns that point at somebody ("the activist", "журналистку"), or describe somebody new ("a 43-year-old woman")."""
    taken = [(party.start, party.end) for party in people] + [(count.start, count.end) for count in counts]
    if view.language == "en":
        yield from _find_english_nouns(view, start, end, people, taken)
        return
    known = apposed_nouns(view.language)
    for match in _WORD.finditer(view.lower, start, end):
        forms = noun_forms(match[0], view.language, known)
        if not forms or _inside(match.start(), match.end(), taken) or _names_somebody(match.end(), people, view):
            continue
        cases = frozenset(case for form in forms for case in form.cases)
        described = bool(re.match(r"\s+[A-ZА-ЯЁІЎ][\w-]+", view.text[match.end() : match.end() + 30])) or bool(
            _AGE.search(view.lower, max(start, match.start() - 50), match.start())
        )
        gender = "m" if forms[0].gender == "male" else "f"
        owned = forms[0].nominative in _own_relatives(view.language)
        yield Party(
            match.start(), match.end(), NOUN, word=forms[0].nominative, gender=gender, cases=cases, described=described,
            possessive=owned,
        )  # fmt: skip


@cache
def _own_relatives(language: str) -> frozenset[str]:
    return frozenset(words(lexicon(language, "words")["own_relatives"]))


def _find_english_nouns(
    view: View, start: int, end: int, people: Sequence[Party], taken: list[tuple[int, int]]
) -> Iterator[Party]:
    known = apposed_nouns("en")
    for match in _english_nouns().finditer(view.lower, start, end):
        if _inside(match.start(), match.end(), taken) or re.match(
            r"\s*,?\s*[\"«]?[A-Z]", view.text[match.end("noun") : match.end("noun") + 4]
        ):
            continue
        if _is_apposition(view, match.start(), match.end("noun"), people) or _names_somebody(match.end("noun"), people, view):
            continue
        article = match["article"]
        yield Party(
            match.start(), match.end("noun"), NOUN, word=match["noun"], gender=known.get(match["noun"], "any"), cases=frozenset(),
            possessive=article in {"his", "her", "their"}, described=article in {"a", "an", "another"},
        )  # fmt: skip


def _is_apposition(view: View, start: int, end: int, people: Sequence[Party]) -> bool:
    """Say whether a noun is said of a name beside it: "X, 33, a designer,", "the accountant of the paper, X"."""
    for person in people:
        if (
            person.end <= start
            and re.fullmatch(r"\s*,(?:\s*\d+\s*,)?\s*(?:and\s+)?", view.text[person.end : start])
            and person.name
        ):
            return True
        if end <= person.start and re.fullmatch(
            r"(?:\s+(?:of|at|for|from|in)(?:\s+[\w'-]+){1,5})?\s*,\s*(?:\w+\s+){0,2}", view.text[end : person.start]
        ):
            return True
    return False


def _inside(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in taken)


def _names_somebody(position: int, people: Sequence[Party], view: View) -> bool:
    """Say whether a name follows at once, so that the noun is its title."""
    return any(
        0 <= person.start - position <= _TITLE
        and re.fullmatch(r"(?:\s+[^\s,.;:()]+){0,3}\s*[,«\"]?\s*", view.text[position : person.start])
        for person in people
    ) or any(
        # "the journalist and human rights defender Anna Kolas"
        0 <= person.start - position <= _TITLES and _AND_TITLE.fullmatch(view.lower, position, person.start)
        for person in people
    )


#: between a title and its name ("гражданина Литвы Томаса Янкаускаса") stand at most so many characters
_TITLE = 30
_TITLES = 60
_AND_TITLE = re.compile(r"\s+(?:and|и|і)\s+(?:an?\s+)?(?:[a-zа-яёіў][\w-]*\s+){1,5}")


def groups(counts: Sequence[Count]) -> Iterator[Party]:
    """Yield the counted groups of a sentence."""
    for count in counts:
        yield Party(count.start, count.end, GROUP, count=count, gender="any", number="many")


@cache
def _labels(language: str) -> re.Pattern[str]:
    return re.compile(word_pattern(lexicon(language, "words")["labels"], before=r"^[\s\"'«]*(?:an?\s+)?"))


@cache
def _organisation_nouns(language: str) -> re.Pattern[str]:
    nouns = words(lexicon(language, "words")["organisation_nouns"])
    return re.compile(word_pattern([*nouns, *(f"{noun[:-1]}*" for noun in nouns if language != "en" and len(noun) > 3)]))


def find_authorities(view: View, start: int, end: int) -> Iterator[Party]:
    """Yield those who declare, dissolve and punish: never the ones to whom it happens."""
    for match in listed(view.language, "words", "authorities").finditer(view.lower, start, end):
        yield Party(match.start(), match.end(), ORGANISATION, word=match[0], role="authority")


def find_organisations(view: View, start: int, end: int, people: Sequence[Party], found: Sequence[FoundName]) -> list[Party]:
    """Return the organisations that a sentence names: in quotation marks, by a model, or in capitals after a noun for one."""
    taken = [(party.start, party.end) for party in people]
    organisations: list[Party] = []
    courts = courts_in(view, start, end)

    def add(low: int, high: int) -> None:
        low, high = _trimmed(view, low, high)
        if high - low < 2 or _inside(low, high, taken) or _labels(view.language).match(view.lower, low):
            return
        if listed(view.language, "words", "authorities").fullmatch(view.lower, low, high):
            return
        if any(low < court.end and court.start < high for court in courts):
            return
        role = "modifier" if _modifies(view, low, high, start, people) else ""
        organisations.append(Party(low, high, ORGANISATION, word=view.lower[low:high], role=role))
        taken.append((low, high))

    for match in _QUOTED.finditer(view.text, start, end):
        group = next(number for number in (1, 2, 3) if match[number])
        if (
            len(match[group].split()) <= _NAME_WORDS
            and not _labels(view.language).match(match[group].lower())
            and _is_name(view, match, group)
        ):
            add(*match.span(group))
    for item in found:
        if item.kind == finders.ORGANISATION:
            add(item.start + start, item.end + start)
    for low, high in _capitals(view, start, end):
        add(low, high)
    return sorted(organisations, key=lambda party: party.start)


def _modifies(view: View, low: int, high: int, start: int, people: Sequence[Party]) -> bool:
    """Say whether an organisation only tells whose people are meant: "создателей телеграм-канала NEXTA"."""
    if view.language == "en":
        return False
    if any(re.fullmatch(r"[»\"]?\s+", view.text[high : person.start]) for person in people if person.start >= high):
        return True
    before = view.lower[max(start, low - 70) : low].rstrip('«" ').split()
    nouns = apposed_nouns(view.language)
    organisation = bool(before) and bool(_organisation_nouns(view.language).fullmatch(before[-1]))
    place = -2 if organisation else -1
    if len(before) < -place or not (
        noun_forms(before[place], view.language, nouns) or listed(view.language, "words", "people_many").fullmatch(before[place])
    ):
        return False
    # "объединение краеведов «Память места»" is the organisation itself
    earlier = before[place - 1] if len(before) > -place else ""
    return not _organisation_nouns(view.language).fullmatch(earlier)


def _is_name(view: View, match: re.Match[str], group: int) -> bool:
    """Say whether a quotation is a name: it begins with a capital, or a noun for an organisation stands before it."""
    before = view.lower[max(match.start() - 40, 0) : match.start()]
    return (
        match[group][0].isupper()
        or bool(re.search(_organisation_nouns(view.language).pattern + r"\s*$", before))
        or match[group][0].isdigit()
    )


def _trimmed(view: View, low: int, high: int) -> tuple[int, int]:
    match = re.match(r"(?:the|an?)\s+", view.lower[low:high])
    if match:
        low += match.end()
    while high > low and view.text[high - 1] in " ,.;:\"'«»":
        high -= 1
    if view.text[low:high].endswith("'s"):
        high -= 2
    while low < high and view.text[low] in " \"'«»":
        low += 1
    return low, high


def _capitals(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words that hold a noun for an organisation, stand after one, or look like no common word."""
    from kronika.language.inflection import is_not_name

    position = start
    while position < end:
        match = _WORD.search(view.text, position, end)
        if match is None:
            return
        position = match.end()
        if not match[0][0].isupper() or (is_not_name(match[0], view.language) and not _begins_name(view, match.start(), end)):
            continue
        high = _run_end(view, match.start(), end)
        position = max(high, match.end())
        if _believed(view, match.start(), high, start):
            yield match.start(), high


def _begins_name(view: View, start: int, end: int) -> bool:
    return bool(re.match(r"(?:Human|Belarusian|Russian|Open|New|First|European)\s+[A-Z]", view.text[start:end]))


def _run_end(view: View, start: int, end: int) -> int:
    high, position = start, start
    while match := _RUN.match(view.text, position, end):
        word = match[0].strip()
        if not (word[0].isupper() or word[0].isdigit()):
            break
        position = match.end()
        high = start + len(view.text[start:position].rstrip())
        if position < end and not (view.text[position].isupper() or view.text[position].isdigit()):
            break
        if match.end() == match.start():
            break
    text = view.text[start:high]
    trailing = re.search(r"\s+(?:of|for|and|the|on)$", text)
    return high - (len(trailing[0]) if trailing else 0)


#: an unknown word at the beginning of a sentence is a name if this follows ("Viasna was declared ...")
_PASSIVE = re.compile(r"\s+(?:was|were|is|are|has been|have been|had been)\s")
#: how far around a word is looked for another mention of it
_NEARBY = 2000


def _believed(view: View, low: int, high: int, start: int) -> bool:
    before = view.lower[max(low - 40, start) : low]
    after_noun = bool(re.search(_organisation_nouns(view.language).pattern + r"\s*[\"«]?$", before))
    if view.language != "en":
        return after_noun or (view.text[low:high].isupper() and high - low > 2)
    holds_noun = bool(_organisation_nouns("en").search(view.lower, low, high))
    inner = bool(re.search(r"[a-z][A-Z]|\d", view.text[low:high]))
    several = " " in view.text[low:high] and low > start
    near = view.text[max(low - _NEARBY, 0) : high + _NEARBY]
    known = bool(re.search(rf"[\w,]\s{re.escape(view.text[low:high])}\b", near))
    passive = " " not in view.text[low:high] and bool(_PASSIVE.match(view.lower, high))
    return after_noun or holds_noun or inner or several or low > start or known or passive
