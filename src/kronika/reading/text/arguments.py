"""What belongs to a fact besides the one to whom it happens: date, term, article, court, judge, place, how."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kronika.language import codes
from kronika.language.articles import find_articles
from kronika.language.cues import listed, word_pattern
from kronika.language.lexicon import lexicon, words
from kronika.reading.text.courts import NAME, Value, template
from kronika.reading.text.roles import JUDGE, PROSECUTOR

if TYPE_CHECKING:
    from kronika.language.dates import When
    from kronika.language.terms import Term
    from kronika.reading.text.scene import Hit, Scene

_SEPARATOR = re.compile(r",|\band\b|\bbut\b|\bи\b|\bа\b|\bно\b|\bі\b|\bале\b|:|—|–")
_CROSSED, _STRONG, _ASIDE = 5.0, 6.0, 8.0
#: a date that costs more belongs to something else
_DEAREST = 7.5
_PER_CHARACTER = 1 / 100
_SAME_SIDE = 0.6
#: kinds that a court decides, a term or an article belongs to
COURT_KINDS = frozenset({"sentence", "trial", "replacement", "liquidation", "designation", "charge"})
ARTICLE_KINDS = frozenset({"sentence", "charge", "trial", "replacement"})
_DECIDED_BY_THE_ONLY_COURT = frozenset({"sentence", "trial", "replacement"})
TERM_KINDS = frozenset({"sentence", "replacement"})


#: years that no term reaches
_LONGEST_TERM = 99


def place_dates(scene: Scene, hits: list[Hit]) -> dict[int, When]:
    """Return which date belongs to which hit (by its number in ``hits``): the nearest, with the fewest clauses between."""
    placed: dict[int, tuple[float, When]] = {}
    for when in scene.dates:
        before = scene.view.lower[max(scene.start, when.start - 30) : when.start]
        if (
            _UNTIL.search(before + " ")
            or _UNTIL_AT_ONCE.match(when.written.lower())
            or _AS_OF.search(before)
            or (when.written[:1].isdigit() and _ON_DAY.search(before))
        ):
            # "until March": the end of what happened; "as of 5 May": the day of a count
            continue
        costs = [(_date_cost(scene, hits, index, when), index) for index in range(len(hits))]
        if not costs:
            break
        cost, index = min(costs)
        if cost > _DEAREST:
            continue
        if index not in placed or cost < placed[index][0]:
            placed[index] = (cost, when)
    return {index: when for index, (_, when) in placed.items()}


def _date_cost(scene: Scene, hits: list[Hit], index: int, when: When) -> float:
    hit = hits[index]
    low, high = (hit.end, when.start) if when.start >= hit.end else (when.end, hit.start)
    between = scene.view.lower[low:high]
    crossed = sum(1 for other in hits if other is not hit and low <= other.start and other.end <= high)
    cost = crossed * _CROSSED + _STRONG * between.count(";") + len(_SEPARATOR.findall(between)) + len(between) * _PER_CHARACTER
    cost += _ASIDE * bool(when.start >= hit.end and listed(scene.view.language, "doubt", "before").search(between))
    cost += _ASIDE * _of_a_doubted_clause(scene, when, hit)
    cost += _ASIDE * any(a <= when.start < b and not a <= hit.start < b for a, b in scene.asides)
    return cost + (_SAME_SIDE if when.start < hit.start else 0.0)


_UNTIL = re.compile(r"(?<!\w)(?:until|till|up to|до|да|вплоть до|аж да)\s+(?:the\s+|at least\s+)?$")
_UNTIL_AT_ONCE = re.compile(r"(?:until|till|до|да)\s")
_ON_DAY = re.compile(r"(?<!\w)на\s+$")
_AS_OF = re.compile(r"(?<!\w)(?:as of|по состоянию на|па стане на)\s+(?:the\s+)?(?:end of\s+|конец\s+|канец\s+)?$")
_SINCE = re.compile(r"(?:since|from|after|с|со|после|з|ад|пасля)\s")


def _of_a_doubted_clause(scene: Scene, when: When, hit: Hit) -> bool:
    """Say whether a day stands in a clause before the hit's that tells of what was to be ("was to be freed on 6 August, but")."""
    if when.end > hit.start:
        return False
    between = scene.view.lower[when.end : hit.start]
    if not re.search(r",\s+(?:but|но|а|однако|але|аднак)\b|;", between):
        return False
    clause = re.split(r"[;:.]\s", scene.view.lower[scene.start : when.start])[-1]
    return bool(listed(scene.view.language, "doubt", "before").search(clause))


def is_since(scene: Scene, when: When) -> bool:
    """Say whether a date is only the beginning of a stretch of time ("since 2020")."""
    return bool(_SINCE.match(when.written.lower())) or bool(_SINCE.search(scene.view.lower[max(0, when.start - 7) : when.start]))


def region(scene: Scene, hits: list[Hit], index: int) -> tuple[int, int]:
    """Return the part of the sentence that belongs to a hit: from the end of the one before to the start of the next."""
    low = hits[index - 1].end if index else scene.start
    high = hits[index + 1].start if index + 1 < len(hits) else scene.end
    return low, high


def terms_of(scene: Scene, hit: Hit, low: int, high: int) -> list[Term]:
    """Return the terms that a sentence or its replacement may give, in order."""
    if hit.rule.kind not in TERM_KINDS:
        return []
    found = [term for term in scene.terms if low <= term.start and term.end <= high and not _is_no_punishment(scene, hit, term)]
    after = [term for term in found if term.start >= hit.start]
    # "три года колонии получил Иванов": before the words only with nothing between
    return after or [term for term in found if not re.search(r"[;,:]", scene.view.lower[term.end : hit.start])]


@cache
def _no_punishment(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language, "words")
    return (
        re.compile(word_pattern(table["not_terms_before"], after=r"(?!\w)(?:\s+\w+){0,2}\s*$")),
        re.compile(r"\s*" + word_pattern(table["not_terms_after"], before="")),
    )


def _is_no_punishment(scene: Scene, hit: Hit, term: Term) -> bool:
    years = re.match(r"P(\d+)Y", term.duration)
    if years and int(years[1]) > _LONGEST_TERM:
        # "в 2022 году" is a date
        return True
    before, after = _no_punishment(scene.view.language)
    lower = scene.view.lower
    low = hit.end if hit.end <= term.start else scene.start
    return bool(before.search(lower[max(low, term.start - 50) : term.start]) or after.match(lower, term.end))


def fines_of(scene: Scene, low: int, high: int) -> list[Value]:
    """Return the fines between two places, as written."""
    pattern = _fine(scene.view.language)
    return [
        Value(scene.view.text[m.start("fine") : m.end("fine")], *m.span("fine"))
        for m in pattern.finditer(scene.view.lower, low, high)
    ]


@cache
def _fine(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    multiple = word_pattern(table["multiples"], before="", after=r"(?!\w)\s*")
    number = rf"(?:\d[\d ,.]*|\w+\s+(?:hundred\s+)?(?={multiple}))(?:{multiple})?"
    amount = rf"(?P<fine>{number}(?:{word_pattern(table['money'], before='')}))"
    return re.compile(rf"(?:{word_pattern(table['fine_words'])})[\s\w]{{0,25}}?\s{amount}")


def articles_of(scene: Scene, low: int, high: int) -> list[Value]:
    """Return the articles of law between two places, canonical."""
    return [Value(article.value, article.start + low, article.end + low) for article in find_articles(scene.view.text[low:high])]


def nearest(values: list[Value], hit: Hit, low: int, high: int) -> Value | None:
    """Return the value nearest to a hit between two places, or the only one of the sentence."""
    inside = [value for value in values if low <= value.start and value.end <= high]
    chosen = inside or (values if len(values) == 1 and hit.rule.kind in _DECIDED_BY_THE_ONLY_COURT else [])
    return min(chosen, key=lambda value: max(value.start - hit.end, hit.start - value.end), default=None)


def official(scene: Scene, role: str) -> Value | None:
    """Return the judge or the prosecutor of the sentence, as written."""
    person = next((person for person in scene.people if person.role == role), None)
    return Value(scene.view.text[person.start : person.end], person.start, person.end) if person else None


def officials(scene: Scene) -> dict[str, Value]:
    """Return the judge and the prosecutor whom the sentence names."""
    found = {role: official(scene, role) for role in (JUDGE, PROSECUTOR)}
    return {role: value for role, value in found.items() if value is not None}


@cache
def _places(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{template(row)})" for row in lexicon(language, "words")["places"]))


def place_of(scene: Scene, hit: Hit, low: int, high: int) -> Value | None:
    """Return the place of a fact, as written, from what follows "in the town of" and the like."""
    taken = [(party.start, party.end) for party in (*scene.people, *scene.organisations)]
    taken += [(when.start, when.end) for when in scene.dates] + [(court.start, court.end) for court in scene.courts]
    found = []
    for match in _places(scene.view.language).finditer(scene.view.text, low, high):
        names = re.search(rf"{NAME}(?:[\s-]+{NAME})*$", match[0])
        if names is None:
            continue
        start, end = match.start() + names.start(), match.end()
        first = scene.view.text[start:end].split()[0]
        if any(a < end and start < b for a, b in taken) or _no_place(scene.view.language, first):
            continue
        found.append(Value(scene.view.text[start:end], start, end))
    return nearest(found, hit, low, high)


def _no_place(language: str, word: str) -> bool:
    table = lexicon(language, "words")
    return word in words(table["not_places"])


def coded(scene: Scene, field: str, low: int, high: int, hit: Hit) -> Value | None:
    """Return the code of a field of the vocabulary whose words stand nearest to a hit."""
    found = [Value(code.code, code.start + low, code.end + low) for code in codes.find(field, scene.view.text[low:high])]
    return min(found, key=lambda value: abs(value.start - hit.start), default=None)


def authority_of(scene: Scene, hit: Hit, keys: tuple[str, ...]) -> Value | None:
    """Return who declared, recognised, imposed or referred, as written; several joined by a semicolon."""
    view = scene.view
    found: list[tuple[int, int]] = []
    for key in keys:
        pattern = listed(view.language, "words", key)
        for match in pattern.finditer(view.lower, scene.start, scene.end):
            if not any(match.start() < b and a < match.end() for a, b in found):
                found.append(match.span())
    left = [span for span in found if span[1] <= hit.start]
    agent = [span for span in found if span[0] >= hit.end and re.search(r"\bby\s+(?:the\s+)?$", view.lower[hit.end : span[0]])]
    chosen = agent or left or found
    if not chosen:
        return None
    chosen.sort()
    return Value("; ".join(view.text[a:b] for a, b in chosen), chosen[0][0], chosen[-1][1])
