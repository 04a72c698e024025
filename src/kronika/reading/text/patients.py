"""To whom it happens: the list of people or organisations that belongs to a cue, by side, by case, by preposition."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kronika.language.cues import listed, word_pattern
from kronika.language.inflection import noun_forms
from kronika.language.lexicon import lexicon, words
from kronika.reading.text.beside import among_them, company, included, under_heading
from kronika.reading.text.naming import apposed_nouns
from kronika.reading.text.party import GROUP, NOUN, ORGANISATION, PERSON, PRONOUN, RELATIVE, Party
from kronika.reading.text.roles import ADVOCATE
from kronika.reading.text.scene import relative_clause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kronika.reading.text.scene import Hit, Scene

LEFT, RIGHT, EITHER, NONE, LIST = "left", "right", "either", "none", "list"
ORGANISATION_KINDS = frozenset({"liquidation"})
BOTH_KINDS = frozenset({"designation"})
#: a list of people that costs more than this is not the patient of the cue
DEAREST = 9.0
_CROSSED, _STRONG, _HARD, _COMMA, _UNSURE, _NOUN = 5.5, 9.0, 4.0, 1.0, 2.0, 1.5
_PER_CHARACTER = 1 / 60
_NEAR = 45
_TITLE_WORDS = 8
_TITLES = 2
_LIST_HEADING = 60
#: a pronoun stands near its verb
_FAR_PRONOUN = 6
#: "X was — a rare thing — acquitted"
_QUOTED_NAME = re.compile(r"«[^«»]{1,80}»|\"[^\"]{1,80}\"")
_ASIDE = re.compile(r"\s[—–]\s[^—–;.]{1,60}\s[—–]\s")


@cache
def _grammar(language: str) -> dict[str, Any]:
    return lexicon(language, "grammar")


@cache
def _words(language: str, key: str) -> re.Pattern[str]:
    return re.compile(word_pattern(_grammar(language)[key]))


@cache
def _preposition_before(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    return re.compile(word_pattern(table["soft_breakers"], after=r"(?!\w)(?:\s+[^\s,.;:]+){0,4}?\s*[\"«]?$"))


@cache
def _joiner_before(language: str) -> re.Pattern[str]:
    return re.compile(word_pattern(lexicon(language, "words")["joiners"], after=r"(?!\w)(?:\s+[^\s,.;:]+){0,4}?\s*[\"«]?$"))


@cache
def _hard(language: str) -> re.Pattern[str]:
    table = lexicon(language, "words")
    soft = words(table["soft_breakers"])
    return re.compile(word_pattern([*(word for word in words(table["between"]) if word not in soft), *words(table["reporting"])]))


def find_patients(scene: Scene, hit: Hit, *, relatives: bool = True) -> list[Party]:
    """Return those to whom the fact of ``hit`` happens, in order; none where the sentence does not say.

    Without ``relatives`` a "who" that stands for nobody known is passed over.
    """
    role = _role(scene, hit)
    side = role["side"]
    if side == NONE:
        return []
    heading = under_heading(scene, hit)
    if heading or side == LIST:
        return heading
    candidates = [
        party for party in scene.parties if _eligible(party, hit, role, scene) and (relatives or party.kind != RELATIVE)
    ]
    among = included(scene, hit, _runs(scene, candidates))
    if among:
        return among
    if "preposition" in role or hit.rule.prepositions:
        return _after_preposition(scene, hit, candidates, role)
    runs = _runs(scene, candidates)
    priced = [(_cost(scene, hit, run, role), index, run) for index, run in enumerate(runs)]
    priced = [item for item in priced if item[0] <= DEAREST]
    if not priced:
        return []
    run = min(priced)[2]
    return _without_named_group([*run, *(among_them(scene, hit, run, runs) or company(scene, hit, run, runs))])


def _without_named_group(run: list[Party]) -> list[Party]:
    """Return a list of people without the number that only counts them: "two parents, X and Y"."""
    named = sum(party.kind in {PERSON, ORGANISATION} for party in run)
    return [party for party in run if party.kind != GROUP or party.count is None or party.count.number.value != named]


def _role(scene: Scene, hit: Hit) -> dict[str, Any]:
    """Return the row of the grammar for the patient of a hit; for an English participle, by its voice."""
    roles: dict[str, dict[str, Any]] = _grammar(scene.view.language)["roles"]
    if hit.rule.patient != "participle":
        return roles[hit.rule.patient]
    return roles["subject"] if is_passive(scene, hit) else roles["object"]


def case_of(scene: Scene, hit: Hit) -> str:
    """Return the one case in which the words of ``hit`` put their patient; empty if they ask for none or for several."""
    case = str(_role(scene, hit).get("case", ""))
    return case if case in {"nom", "acc", "dat", "gen", "ins"} else ""


def is_passive(scene: Scene, hit: Hit) -> bool:
    """Say whether an English participle is passive: "was detained", "X, detained in May", "34 people detained"."""
    language, lower = scene.view.language, scene.view.lower
    skipped, passive, active = (frozenset(words(_grammar(language)[key])) for key in ("skipped", "passive_after", "active_after"))
    if lower[hit.start : hit.end].split()[0] in passive:
        return True
    before = re.findall(r"[\w']+|[,.;:()\"]", lower[max(scene.start, hit.start - 60) : hit.start])
    conjoined = False
    for word in reversed(before):
        if word in passive:
            return True
        if word in active:
            return False
        if word in {"and", "or"} and not conjoined:
            conjoined = True
            continue
        if word not in skipped and not word.endswith("ly"):
            break
    first = re.match(r"\s*([\w']+|[^\w\s])", lower[hit.end : scene.end])
    if first is None or not (first[1][0].isalnum() or first[1][0] in "\"'"):
        return True
    if re.match(r"\s*" + _words(language, "begins_noun").pattern + r"\s+(?:an?\s+|the\s+)?[\w,]+", lower[hit.end : scene.end]):
        rest = lower[hit.end : hit.end + 40]
        return not any(count.start <= hit.end + len(rest) - len(rest.lstrip()) <= count.end for count in scene.counts)
    return bool(re.match(r"\s*" + _words(language, "prepositions").pattern, lower[hit.end : scene.end]))


def _accompanies(party: Party, scene: Scene) -> bool:
    """Say whether somebody is only named behind "together with": "её задержали вместе с коллегой Дарьей"."""
    if party.kind != PERSON or "ins" not in party.cases:
        return False
    before = scene.view.lower[max(scene.start, party.start - 50) : party.start]
    return bool(listed(scene.view.language, "words", "together", after=r"(?!\w)[\w\s—–-]{0,35}$").search(before))


def _eligible(party: Party, hit: Hit, role: dict[str, Any], scene: Scene) -> bool:
    kind = hit.rule.kind
    if kind in ORGANISATION_KINDS:
        if party.kind != ORGANISATION and not (party.kind == GROUP and party.count and party.count.unit != "people"):
            return False
    elif kind in BOTH_KINDS:
        if party.kind == GROUP and party.count is None:
            return False
    elif kind == "sanction":
        return party.kind in {PERSON, ORGANISATION, GROUP} and not party.possessive and party.role != "authority"
    elif party.kind == ORGANISATION or (party.kind == GROUP and party.count and party.count.unit == "organisations"):
        return False
    genitive = "possessive" in role or role.get("case") == "gen"
    advocate = party.role == ADVOCATE and kind != "treatment"
    if party.role and not advocate and not (genitive and party.role == "relative"):
        return False
    if hit.rule.patient == "any" and party.kind == NOUN and (party.possessive or party.described):
        return False
    if party.possessive and party.kind in {PERSON, PRONOUN} and not genitive:
        return False
    cases = role.get("case", "")
    return not cases or not party.cases or bool(party.cases & set(cases.split())) or _accompanies(party, scene)


def _runs(scene: Scene, candidates: list[Party]) -> list[list[Party]]:
    """Return the candidates in the lists that they form."""
    runs: list[list[Party]] = [[party] for party in candidates if party.kind == RELATIVE]
    alone = len(runs)
    for party in (party for party in candidates if party.kind != RELATIVE):
        if len(runs) > alone and _may_join(runs[-1][-1], party, scene) and scene.listed(runs[-1][-1], party):
            runs[-1].append(party)
        else:
            runs.append([party])
    return runs


def _may_join(left: Party, right: Party, scene: Scene) -> bool:
    """Say whether two neighbours may be members of one list; a described noun only with a word that joins it."""
    if RELATIVE in {left.kind, right.kind} or (left.kind == PRONOUN and left.possessive):
        return False
    if right.kind == PRONOUN and right.cases == {"nom"}:
        # "against the editor, and he was transferred": a clause of its own
        return False
    if NOUN in {left.kind, right.kind}:
        return bool(_joiner_before(scene.view.language).search(scene.view.lower[left.end : right.start]))
    return True


def _cost(scene: Scene, hit: Hit, run: list[Party], role: dict[str, Any]) -> float:
    """Return how far-fetched it is that the fact of ``hit`` happens to a list of people."""
    first, last = run[0], run[-1]
    if first.start >= hit.start and last.end <= hit.end:
        if first.kind == NOUN:
            # "не вызывали врача": part of the words
            return DEAREST + 1
        # "upheld X's sentence", "found X guilty": inside the words themselves
        return 0.0 if first.possessive or role["side"] != LEFT else DEAREST + 1
    left = last.end <= hit.start
    if not left and first.start < hit.end:
        return DEAREST + 1
    if "possessive" in role or role.get("near"):
        return _near_cost(scene, hit, run, left=left)
    if role["side"] in {LEFT, RIGHT} and (role["side"] == LEFT) != left and not _fronted(scene, hit, left=left, party=first):
        return DEAREST + 1
    low, high = (last.end, hit.start) if left else (hit.end, first.start)
    cost = _between_cost(scene, low, high) + (high - low) * _PER_CHARACTER
    if hit.rule.patient != "any" and _follows_preposition(scene, first, left=left, hit=hit):
        return DEAREST + 1
    if role.get("case") and not first.cases and first.kind in {PERSON, NOUN}:
        cost += _UNSURE
    if first.kind == NOUN:
        cost += _NOUN if left or scene.view.language == "en" else (_NOUN if first.described else DEAREST)
    if first.kind == PRONOUN and scene.view.language != "en" and len(scene.view.lower[low:high].split()) > _FAR_PRONOUN:
        return DEAREST + 1
    if hit.rule.patient == "any" and not left:
        cost += _UNSURE
    if first.kind == RELATIVE and scene.view.lower[low:high].count(","):
        cost += DEAREST
    return cost


def _fronted(scene: Scene, hit: Hit, *, left: bool, party: Party) -> bool:
    """Say whether a subject follows its participle: "Sentenced to five years in 2021, Kastrou was freed"; or "whom" precedes."""
    if left:
        return party.kind == RELATIVE and "acc" in party.cases
    if hit.rule.patient != "participle" or party.kind not in {PERSON, ORGANISATION}:
        return hit.start == scene.start and hit.rule.patient == "participle"
    # "Chairman of the union, sentenced to ten years in prison, Anna Kolas was ...": nobody stands before the words
    named_before = any(other.end <= hit.start and other.kind in {PERSON, PRONOUN, RELATIVE} for other in scene.parties)
    between = scene.view.lower[hit.end : party.start]
    return hit.start == scene.start or (
        not named_before and scene.view.lower[: hit.start].rstrip().endswith(",") and bool(re.search(r",\s*$", between))
    )


def _between_cost(scene: Scene, low: int, high: int) -> float:
    between = scene.view.lower[low:high]
    aside = [(low + match.start(), low + match.end()) for match in relative_clause(scene.view.language).finditer(between)]
    between = _QUOTED_NAME.sub(" ", _ASIDE.sub(" ", relative_clause(scene.view.language).sub(" ", between)))
    crossed = [
        other for other in scene.hits if low <= other.start and other.end <= high and other.rule.kind not in {"figure", "echo"}
    ]
    cost = sum(_CROSSED for other in crossed if not any(a <= other.start < b for a, b in aside))
    cost += _STRONG * between.count(";") + _HARD * (between.count(": ") + between.count(" — ") + between.count(" – "))
    cost += _HARD * len(_hard(scene.view.language).findall(between)) + _COMMA * min(between.count(","), 3)
    return cost


def _follows_preposition(scene: Scene, party: Party, *, left: bool, hit: Hit) -> bool:
    if party.kind == RELATIVE or (left and scene.view.language == "en" and not scene.view.lower[party.end : hit.start].strip()):
        # "with X facing trial": right before its participle
        return False
    low = max(scene.start if left else hit.end, party.start - 60)
    before = scene.view.lower[low : party.start]
    tail = re.split(r"[,;:(]", before)[-1]
    match = _preposition_before(scene.view.language).search(tail)
    if match is None or _joiner_before(scene.view.language).search(tail):
        return False
    if scene.view.language == "en":
        # "In May police detained X", "after three hours X was freed": the preposition has a noun of its own
        between = tail[match.start() :].split()[1:]
        titles = _title_words("en")
        return party.cases != {"nom"} and all(word.strip("'\"") in titles for word in between)
    # right before the name, or with a title between ("на активистку Анну"); "в Минске Анну задержали" has a noun of its own
    between = tail[match.start() :].split()[1:]
    nouns = apposed_nouns(scene.view.language)
    return all(noun_forms(word.strip('«"'), scene.view.language, nouns) for word in between) and len(between) <= _TITLES


@cache
def _title_words(language: str) -> frozenset[str]:
    """Return the words that may stand between a preposition and the name that it governs."""
    table = lexicon(language, "words")
    nouns = [noun for group in table["people"].values() for noun in words(group)]
    return frozenset([*(word for noun in nouns for word in noun.split()), *words(table["determiners"])])


def _near_cost(scene: Scene, hit: Hit, run: list[Party], *, left: bool) -> float:
    """Return the cost for "the arrest of X", "X's arrest", "арест Иванова"."""
    lower, first, last = scene.view.lower, run[0], run[-1]
    if left:
        between = lower[last.end : hit.start]
        near = last.possessive and len(between) <= _NEAR and not re.search(r"[,;:.]|\b(?:and|но|а)\b", between.replace("'s", ""))
        return 1.0 + len(between) * _PER_CHARACTER if near else DEAREST + 1
    between = lower[hit.end : first.start]
    # "of his co-defendant, Zoya Taran": one comma right before the name
    between = re.sub(r",\s*$", " ", between)
    if len(between) > _NEAR * 2 or re.search(r"[,;:.]", between) or (first.possessive and first.kind == PRONOUN):
        return DEAREST + 1
    if scene.view.language == "en":
        connected = lower[hit.start : hit.end].endswith((" of", " by", " against", " for", " to"))
        match = re.match(r"\s*(?:of|by|against)\b", between)
        if not connected and not match:
            return DEAREST + 1
        between = between[match.end() :] if match else between
    if scene.view.language != "en" and listed(scene.view.language, "words", "soft_breakers").search(between):
        return DEAREST + 1
    if _hard(scene.view.language).search(between) or len(between.split()) > _TITLE_WORDS:
        return DEAREST + 1
    if scene.view.language == "en" and re.search(r"\b(?:in|on|at|from|to|by|with)\b", between):
        return DEAREST + 1
    return len(between) * _PER_CHARACTER


@cache
def _behind(prepositions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(word_pattern(list(prepositions), after=r"(?!\w)(?P<between>(?:\s+[^\s,.;:]+){0,6}?)\s*[\"«]?$"))


def _after_preposition(scene: Scene, hit: Hit, candidates: list[Party], role: dict[str, Any]) -> list[Party]:
    prepositions = words(role.get("preposition")) or list(hit.rule.prepositions)
    pattern = _behind(tuple(prepositions))
    best: tuple[float, list[Party]] | None = None
    for run in _runs(scene, candidates):
        low = run[0].start
        before = scene.view.lower[max(scene.start, low - 90) : low]
        ends = hit.start < low <= hit.end + 1 or scene.view.lower[hit.start : hit.end].endswith(
            tuple(f" {word}" for word in prepositions)
        )
        if not pattern.search(before) and not (ends and low >= hit.end):
            continue
        left = run[-1].end <= hit.start
        gap = (run[-1].end, hit.start) if left else (hit.end, low)
        cost = _between_cost(scene, *gap) + max(gap[1] - gap[0], 0) * _PER_CHARACTER
        if cost <= DEAREST and (best is None or cost < best[0]):
            best = (cost, run)
    return best[1] if best else []


def same_case(parties: Iterable[Party]) -> frozenset[str]:
    """Return the cases that all of these may stand in; empty if nothing is known."""
    cases: frozenset[str] | None = None
    for party in parties:
        if party.cases:
            cases = party.cases if cases is None else (cases & party.cases or cases)
    return cases or frozenset()
