"""A sentence with everything that a rule may ask of it: who is in it, the words that carry facts, dates, lists of people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from kronika.language.cues import Rule, find_cues, listed, word_pattern
from kronika.language.dates import When, find_dates
from kronika.language.figures import Count, find_counts
from kronika.language.lexicon import lexicon, words
from kronika.language.terms import Term, find_terms
from kronika.reading.text import naming, others, roles
from kronika.reading.text.courts import Value, courts_in
from kronika.reading.text.party import GROUP, ORGANISATION, PERSON, Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kronika.language.cues import Cue
    from kronika.reading.text.finders import FoundName
    from kronika.reading.text.memory import Memory
    from kronika.reading.text.view import View

#: the longest gap between two members of a list of people, in characters
_LIST_GAP = 110


#: "in the last weeks" is no week of its own
_PLURAL = re.compile(r"^\D*\b(?:weeks|months|years|days|недели|месяцы|годы|дни|тыдні|гады|дні)$")


_ARTICLE = re.compile(
    r"\b[Aa]n?\s+(?=[\w-]+[- ](?:year|month|day|week)s?\b)(?!(?:an?\s+)?(?:year|month|day|week|half|hundred|dozen|couple))"
)
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _event_year(language: str) -> re.Pattern[str]:
    """Return what finds a year that only names an event ("the protests of 2020", "the 2020 election")."""
    events = word_pattern(lexicon(language, "words")["events"])
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?i:{events})\s+(?:of|in|в|у|ў)?\s*{year}(?:\s+(?:года|году|годзе))?(?!\d)|(?:the\s+)?{year}\s+(?i:{events})"
    )


class Dated(NamedTuple):
    """What the dates of a sentence are resolved against.

    Attributes:
        published: the date of the page, EDTF; ``anchor``: the day that it stands for.
        told_of_verdicts: the sentences just before told of punishments.
        last_day: the last whole day that was said before; ``months``: months that were said with a year shortly before.
    """

    published: str
    anchor: date | None
    last_day: str
    months: dict[str, str]
    told_of_verdicts: bool = False


class Hit(NamedTuple):
    """A cue with the rule that reads it here."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True)
class Scene:
    """One sentence of a view.

    Attributes:
        view: the passage; all places below are in its text.
        start, end: of the sentence.
        number: of the sentence in its document.
        people, organisations, others: who is in it.
        authorities: those who act; never the ones acted upon.
        counts: counted groups.
        cues: words that may carry a fact, in order; which rule reads them depends on what is around them.
        anchor: the day against which dates without a year are resolved; ``published``: the date that it comes from, EDTF.
        months: months that were said with a year shortly before: two digits -> year.
        last_day: the last whole day that was said before this sentence, EDTF; empty if none was.
        told_of_verdicts: the sentences just before told of punishments.
    """

    view: View
    start: int
    end: int
    number: int
    cues: tuple[Cue, ...]
    people: tuple[Party, ...]
    organisations: tuple[Party, ...]
    authorities: tuple[Party, ...]
    others: tuple[Party, ...]
    counts: tuple[Count, ...]
    anchor: date | None = None
    published: str = ""
    last_day: str = ""
    months: dict[str, str] = field(default_factory=dict)
    told_of_verdicts: bool = False
    hits: list[Hit] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.view.text[self.start : self.end]

    @cached_property
    def dates(self) -> list[When]:
        """The dates of the sentence that are dates, with places in the view."""
        text = _event_year(self.view.language).sub(lambda match: " " * len(match[0]), self.text)
        found = find_dates(text, self.view.language, self.anchor)
        told = self._told_days(found)
        found = [self._in_said_year(when) for when in found if not any(when.start < b and a < when.end for a, b, _ in told)]
        found = _with_year_beside(found, text)
        kept = [when for when in found if when.edtf and not _PLURAL.search(when.written.lower())]
        kept += [
            When(edtf, text[a:b], a, b, resolved=True, reason="counted from the day said before") for a, b, edtf in told if edtf
        ]
        return [when._replace(start=when.start + self.start, end=when.end + self.start) for when in kept]

    def _in_said_year(self, when: When) -> When:
        """Return a day without a year in the year said with its month shortly before ("in March 2017 ... on March 27")."""
        year = self.months.get(when.edtf[5:7], "") if when.resolved and _DAY.fullmatch(when.edtf) else ""
        if not year or when.edtf.startswith(year) or any(word in when.written for word in ("last", "прошл", "мінул", "ago")):
            return when
        return when._replace(edtf=year + when.edtf[4:], reason="the year that was said with this month before")

    def months_said(self) -> dict[str, str]:
        """Return the months that this sentence says with a year of their own, and no day, as two digits, with that year.

        A whole day ("detained on 18 June 2020") says nothing of the year of a day that the page tells later ("on 20 June").
        """
        return {when.edtf[5:7]: when.edtf[:4] for when in self.dates if not when.resolved and _MONTH.match(when.edtf)}

    def _told_days(self, found: list[When]) -> list[tuple[int, int, str]]:
        """Return where "that day" and "the next morning" stand in the sentence, and the day, counted from the one said last.

        The day is empty where none was said: the page's own date says nothing about such words.
        """
        days = []
        for key, later in (("same_day", 0), ("next_day", 1), ("previous_day", -1)):
            for match in listed(self.view.language, "words", key).finditer(self.view.lower, self.start, self.end):
                start, end = match.start() - self.start, match.end() - self.start
                before = [when.edtf for when in found if when.edtf and when.end <= start and _DAY.fullmatch(when.edtf)]
                days.append((start, end, _days_later(before[-1] if before else self.last_day, later)))
        return days

    @cached_property
    def terms(self) -> list[Term]:
        """The durations of the sentence that may be terms, with places in the view."""
        shifted = []
        # "a nine-year sentence": the article is no part of the number
        text = _ARTICLE.sub(lambda match: " " * len(match[0]), self.text)
        for term in find_terms(text, self.view.language):
            moved = term._replace(start=term.start + self.start, end=term.end + self.start)
            if term.regime_start >= 0:
                moved = moved._replace(regime_start=term.regime_start + self.start, regime_end=term.regime_end + self.start)
            shifted.append(moved)
        return shifted

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """The relative clauses between commas or dashes."""
        pattern = aside_clause(self.view.language)
        return [match.span() for match in pattern.finditer(self.view.lower, self.start, self.end)]

    @cached_property
    def courts(self) -> list[Value]:
        """The courts of the sentence; a person's name is part of none."""
        full = [(person.start, person.end) for person in self.people if person.name and person.name.given and person.name.surname]
        return [
            court
            for court in courts_in(self.view, self.start, self.end)
            if not any(a < court.end and court.start < b for a, b in full)
        ]

    def day_said(self) -> str:
        """Return the last whole day that is known at the end of this sentence."""
        return next((when.edtf for when in reversed(self.dates) if _DAY.fullmatch(when.edtf)), self.last_day)

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody to whom something may happen, in order."""
        return sorted([*self.people, *self.organisations, *self.others], key=lambda party: party.start)

    def listed(self, left: Party, right: Party) -> bool:
        """Say whether two neighbours are members of one list that shares a fact."""
        together = "ins" in right.cases and listed(self.view.language, "words", "together").search(
            self.view.lower, left.end, right.start
        )
        if left.cases and right.cases and not left.cases & right.cases and not together:
            return False
        if (left.kind == ORGANISATION) != (right.kind == ORGANISATION) and GROUP not in {left.kind, right.kind}:
            return False
        gap = self.gap(left.end, right.start)
        if len(gap) > _LIST_GAP or ";" in gap:
            return False
        if left.kind == GROUP and re.fullmatch(r"[\s\w-]{0,40}[:,]\s*", gap):
            return True
        if together and len(gap) <= _LIST_GAP:
            return not re.search(r"[;:.]", gap)
        if any(self.view.lower[low:high] and left.end <= low < right.start for low, high in self._hit_places):
            return False
        return _is_list_gap(gap, self.view.language)

    @cached_property
    def _hit_places(self) -> list[tuple[int, int]]:
        return [(hit.start, hit.end) for hit in self.hits if hit.rule.kind != "figure"]

    def gap(self, low: int, high: int) -> str:
        """Return what stands between two places, without dates, brackets and whole relative clauses."""
        gap = self.view.lower[low:high]
        for when in self.dates:
            if low <= when.start and when.end <= high:
                gap = gap.replace(self.view.lower[when.start : when.end], "\0", 1)
        gap = re.sub(r"(?:\b\w{1,2}\s+)?\0", " ", re.sub(r"\([^()]*\)", " ", gap))
        return relative_clause(self.view.language).sub(",", gap)


def _with_year_beside(found: list[When], text: str) -> list[When]:
    """Return the dates with "last year in August" read as one: the month or day takes the year that stands right beside it."""
    joined: list[When] = []
    for when in found:
        last = joined[-1] if joined else None
        if last is None or text[last.end : when.start].strip(" ,"):
            joined.append(when)
            continue
        year, other = (last, when) if _RELATIVE_YEAR.fullmatch(last.edtf) else (when, last)
        relative = bool(_RELATIVE_YEAR.fullmatch(year.edtf)) and year.resolved and not re.search(r"\d", year.written)
        if not relative or not other.resolved or not _MONTH_OR_DAY.match(other.edtf):
            joined.append(when)
            continue
        start, end = min(last.start, when.start), max(last.end, when.end)
        edtf = re.sub(r"(?<![\d-])\d{4}(?=-)", year.edtf, other.edtf)
        joined[-1] = other._replace(edtf=edtf, written=text[start:end], start=start, end=end, reason=year.reason)
    return joined


_RELATIVE_YEAR = re.compile(r"\d{4}")
_MONTH_OR_DAY = re.compile(r"\d{4}-(?:0\d|1[0-2])")


def _days_later(day: str, later: int) -> str:
    """Return the day that is so much later; nothing where there is none."""
    try:
        return (date.fromisoformat(day) + timedelta(days=later)).isoformat() if day else ""
    except (ValueError, OverflowError):
        return ""


@cache
def relative_clause(language: str) -> re.Pattern[str]:
    """Return what finds a whole relative clause between two commas (", who had served four years,")."""
    pronouns = word_pattern(lexicon(language, "words")["relative_pronouns"], before="")
    return re.compile(rf",\s+{pronouns}[^,;:.]*,(?=\s)")


@cache
def aside_clause(language: str) -> re.Pattern[str]:
    """Return what finds a relative clause between two commas or two dashes."""
    pronouns = word_pattern(lexicon(language, "words")["relative_pronouns"], before="")
    return re.compile(rf"(?:,|\s[—–-])\s+{pronouns}[^,;:.—–]*(?:,|\s[—–-])(?=\s)")


@cache
def _breakers(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language, "words")
    soft = words(table["soft_breakers"])
    hard = [word for word in words(table["breakers"]) if word not in soft]
    return re.compile(word_pattern(hard)), re.compile(word_pattern(soft)), re.compile(word_pattern(table["joiners"]))


def _is_list_gap(gap: str, language: str) -> bool:
    hard, soft, joiners = _breakers(language)
    plain = gap.replace("«", "").replace("»", "").replace('"', "")
    if not plain.strip(" ,"):
        return "," in plain
    if hard.search(plain):
        return False
    parts = re.split(r"\s*,\s*", plain)
    if len(parts) == 1:
        joined = joiners.search(plain)
        return bool(joined) and not soft.search(plain[joined.end() :] if joined else plain)
    first, last = parts[0], parts[-1]
    if soft.search(joiners.sub(" ", first)):
        return False
    return not soft.search(joiners.sub(" ", last))


def build(view: View, sentence: tuple[int, int, int], found: Sequence[FoundName], memory: Memory, dated: Dated) -> Scene:
    """Return the scene of a sentence (start, end and its number) of a view.

    ``found`` are the models' names in it, ``dated`` says what its dates are resolved against.
    """
    start, end, number = sentence
    cues = [
        cue._replace(
            start=cue.start + start, end=cue.end + start, readings=tuple((rule, stop + start) for rule, stop in cue.readings)
        )
        for cue in find_cues(view.lower[start:end], view.language)
    ]
    people = naming.find_people(view, start, end, found, memory)
    places = [(cue.start, cue.end) for cue in cues]
    people = roles.with_roles(people, view, start, end, places)
    counts = find_counts(view.text, view.lower, view.language, start, end)
    organisations = roles.with_speakers(others.find_organisations(view, start, end, people, found), view, start, end)
    rest = [
        *others.find_pronouns(view, start, end),
        *others.find_nouns(view, start, end, people, counts),
        *others.groups(counts),
    ]
    authorities = tuple(others.find_authorities(view, start, end))
    return Scene(
        view, start, end, number, tuple(cues), tuple(people), tuple(organisations), authorities, tuple(_apart(rest, people)),
        tuple(counts), dated.anchor, dated.published, dated.last_day,
        dated.months, dated.told_of_verdicts,
    )  # fmt: skip


def _apart(rest: list[Party], people: list[Party]) -> list[Party]:
    """Return the parties that do not stand inside another one."""
    taken = [(party.start, party.end) for party in people if party.kind == PERSON]
    kept: list[Party] = []
    for party in sorted(rest, key=lambda party: (party.start, -party.end)):
        if not any(low < party.end and party.start < high for low, high in taken):
            kept.append(party)
            taken.append((party.start, party.end))
    return kept
