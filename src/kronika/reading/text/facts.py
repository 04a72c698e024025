"""From the sentences of a document to its proposals: cue, sentence, participants, statement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kronika.language.cues import listed
from kronika.language.people import in_case
from kronika.model.ids import make_id
from kronika.reading.text import arguments, attribution, counted
from kronika.reading.text.beside import transferred_too
from kronika.reading.text.confidence import confidence_of
from kronika.reading.text.doubt import too_old
from kronika.reading.text.hits import ECHO, FIGURE, Judged, find_hits
from kronika.reading.text.joining import joined, without_bare
from kronika.reading.text.party import GROUP, NOUN, ORGANISATION, PERSON, PRONOUN, RELATIVE, Party
from kronika.reading.text.patients import case_of, find_patients, is_passive
from kronika.reading.text.proposal import Group, Named, TextProposal
from kronika.reading.text.quotes import quote_span
from kronika.reading.text.resolving import antecedent_group, group_of, means_relation, named, note_people, people_of
from kronika.reading.text.sharing import Outcome, outcomes, says_each
from kronika.reading.text.values import ValueReader

if TYPE_CHECKING:
    from kronika.reading.text.memory import Memory, Person
    from kronika.reading.text.scene import Hit, Scene

#: kinds that may happen to nobody in particular
_WITHOUT_PATIENT = frozenset({"measure", "sanction", "referral"})
#: with no subject in the sentence, the one of the sentence before is meant (languages with case endings leave it out)
_MAY_BE_LEFT_OUT = frozenset({"subject", "any"})
#: English does so only where a sentence begins with the words: "Deprived of parcels until spring."
_LEFT_OUT_IN_ENGLISH = frozenset({"participle"})
_AT_ONCE = 4
_OBJECTS = frozenset({"object", "dative", "given"})
#: two verbs with one object
_AND = re.compile(r"[^,.;:]{0,30}?\s(?:и|і|ды)\s+(?:\w+\s+){0,2}")


class FactReader:
    """Reads the sentences of one document in order; what it has read decides whom pronouns mean."""

    def __init__(self, memory: Memory, source: str) -> None:
        self._memory = memory
        self._source = source
        self._known: dict[int, tuple[Person, ...]] = {}
        #: facts of the last sentence that happened to nobody it names ("dozens were detained")
        self._unclaimed: list[TextProposal] = []

    def look(self, scene: Scene) -> None:
        """Note whom a sentence without a cue names."""
        self._known = note_people(scene, self._memory)

    def members(self, scene: Scene, earlier: list[TextProposal]) -> list[TextProposal]:
        """Return the facts of a number of people, told in the sentence before, for those whom this one names among them."""
        match = listed(scene.view.language, "words", "members").match(scene.view.lower, scene.start)
        facts = [fact for fact in earlier if fact.group is not None and fact.group.high != 1]
        facts, self._unclaimed = facts or self._unclaimed, []
        if match is None or not facts or any(item.hit.rule.kind != FIGURE for item in find_hits(scene)):
            return []
        parties = [party for party in scene.people if not party.role and not party.possessive and party.start >= match.end()]
        parties = [party for party in parties if not party.cases or "nom" in party.cases]
        people = {person: party for party in parties for person in self._known.get(party.start, ())}
        if not people:
            return []
        self._memory.saw_together(tuple(people), scene.number)
        _, end = scene.view.span(scene.start, max(party.end for party in parties))
        names = tuple(named(person, party, scene) for person, party in people.items())
        start, _ = scene.view.span(scene.start, scene.end)
        return [
            replace(fact, people=names, group=None, end=end, quote="", start=fact.start if fact.group else start)
            for fact in facts
        ]

    def read(self, scene: Scene) -> list[TextProposal]:
        """Return what one sentence proposes."""
        known = self._known = note_people(scene, self._memory)
        judged = _echoed(find_hits(scene))
        speaker = attribution.speaker_of(scene)
        reader = _SentenceReader(scene, judged, known, self._memory, self._source)
        proposals = [
            replace(proposal, attributed_to=speaker.written if speaker and not _is_own(speaker, proposal) else "")
            for proposal in reader.facts()
        ]
        before, self._unclaimed = self._unclaimed, reader.unclaimed()
        if not proposals and not self._unclaimed:
            self._unclaimed = before
        proposals += counted.figures(scene, judged, proposals, speaker)
        return [replace(proposal, confidence=confidence_of(proposal.rule_id)) for proposal in proposals]


def _is_own(speaker: attribution.Speaker, proposal: TextProposal) -> bool:
    """Say whether who speaks is only the one who declared or recognised."""
    if any(speaker.written == name.as_written for name in proposal.organisations):
        return True
    return bool(proposal.authority) and speaker.written in proposal.authority


def _echoed(judged: list[Judged]) -> list[Judged]:
    """Return the hits with "done so" read as the words that it repeats."""
    found: list[Judged] = []
    for item in judged:
        if item.hit.rule.kind == ECHO:
            source = next((other for other in reversed(found) if other.hit.rule.kind not in {FIGURE, ECHO}), None)
            if source is not None:
                found.append(Judged(item.hit._replace(rule=source.hit.rule), item.doubt if not source.doubt else ""))
        else:
            found.append(item)
    return found


class _SentenceReader:
    def __init__(
        self, scene: Scene, judged: list[Judged], known: dict[int, tuple[Person, ...]], memory: Memory, source: str
    ) -> None:
        self._scene, self._known, self._memory, self._source = scene, known, memory, source
        self._judged = [item for item in judged if item.hit.rule.kind != FIGURE]
        self._hits = [item.hit for item in self._judged]
        self._dates = arguments.place_dates(scene, self._hits)
        self._values = ValueReader(scene, self._hits, self._dates)
        self._last: tuple[Person, ...] = ()
        self._together: tuple[Person, ...] = ()

    def facts(self) -> list[TextProposal]:
        """Return the facts of the sentence, those that say the same twice joined."""
        found: list[TextProposal] = []
        for index, item in enumerate(self._judged):
            if not item.doubt and not self._is_history(index):
                found += self._of_hit(index, item.hit)
        fined = listed(self._scene.view.language, "words", "fine_words")
        fines = frozenset(
            self._scene.view.place(hit.start) for hit in self._hits if fined.match(self._scene.view.lower, hit.start)
        )
        return without_bare(joined(found, fines))

    def unclaimed(self) -> list[TextProposal]:
        """Return the facts of a sentence whose patients are only hinted at, for the names that the next one gives."""
        many = listed(self._scene.view.language, "words", "uncounted").search(
            self._scene.view.lower, self._scene.start, self._scene.end
        )
        if not many:
            return []
        return [
            self._proposal(index, item.hit, Outcome(()), (), ())
            for index, item in enumerate(self._judged)
            if not item.doubt and not find_patients(self._scene, item.hit)
        ]

    def _is_history(self, index: int) -> bool:
        when = self._dates.get(index)
        return when is not None and too_old(when.edtf, self._scene.view.language)

    def _of_hit(self, index: int, hit: Hit) -> list[TextProposal]:
        run = [] if self._shares_object(index, hit) else find_patients(self._scene, hit)
        if len(run) == 1 and run[0].kind == RELATIVE and not self._means_somebody(run[0]):
            if means_relation(run[0], self._scene):
                return []
            run = find_patients(self._scene, hit, relatives=False)
        low, high = arguments.region(self._scene, self._hits, index)
        if not run:
            people = self._left_out(hit)
            if people:
                return [self._proposal(index, hit, Outcome((), *_one(self._scene, hit, (low, high))), people, ())]
            return [self._proposal(index, hit, Outcome(()), (), ())] if hit.rule.kind in _WITHOUT_PATIENT else []
        run = self._each(hit, run, (low, high))
        proposals: list[TextProposal] = []
        everybody: list[Person] = []
        for outcome in outcomes(self._scene, hit, run, (low, high), self._who):
            proposals += self._of_outcome(index, hit, outcome, everybody)
        for party in transferred_too(self._scene, hit, (low, high)):
            meant = people_of(party, self._scene, self._memory, self._known)
            everybody += meant
            proposals += [self._proposal(index, hit, Outcome((party,)), meant, (party,))] if meant else []
        if everybody:
            self._last = tuple(dict.fromkeys(everybody))
            self._together = tuple(dict.fromkeys([*self._together, *everybody]))
            self._memory.saw_together(self._together, self._scene.number)
            for person in self._last:
                self._memory.saw(person, self._scene.number, hit.start, subject=True)
        return proposals

    def _shares_object(self, index: int, hit: Hit) -> bool:
        """Say whether a verb takes the object of the one right before it: "Ивана признали виновным и приговорили к году"."""
        scene = self._scene
        if not index or scene.view.language == "en" or not self._last or hit.rule.patient not in _OBJECTS:
            return False
        before = self._hits[index - 1]
        if before.rule.patient not in _OBJECTS or self._judged[index - 1].doubt or before.end > hit.start:
            return False
        if not _AND.fullmatch(scene.view.lower, before.end, hit.start):
            return False
        return not any(
            hit.end <= party.start <= hit.end + _AT_ONCE * 5 and party.cases and party.cases <= {"acc", "gen", "dat"}
            for party in scene.parties
        )

    def _each(self, hit: Hit, run: list[Party], region: tuple[int, int]) -> list[Party]:
        """Return a pronoun as several parties, one for each whom it means, where the sentence says what each of them got."""
        if len(run) != 1 or run[0].kind != PRONOUN or run[0].number == "one":
            return run
        people = people_of(run[0], self._scene, self._memory, self._known)
        each = [replace(run[0], stands_for=person) for person in people]
        return each if len(each) > 1 and says_each(self._scene, hit, each, region) else run

    def _of_outcome(self, index: int, hit: Hit, outcome: Outcome, everybody: list[Person]) -> list[TextProposal]:
        proposals: list[TextProposal] = []
        people: list[tuple[Party, tuple[Person, ...]]] = []
        organisations = [party for party in outcome.people if party.kind == ORGANISATION]
        for mentioned in outcome.people:
            party = antecedent_group(mentioned, self._scene) or mentioned
            group = group_of(party, self._scene) or self._same_unnamed(party)
            if group is not None:
                self._memory.saw_unnamed(party.gender, self._scene.number, party.start)
                proposals.append(replace(self._proposal(index, hit, outcome, (), (party,)), group=group))
                continue
            meant = people_of(party, self._scene, self._memory, self._known)
            self._put_in_nominative(hit, party, meant)
            if meant:
                people.append((party, meant))
                everybody += meant
        if people:
            flat = tuple(dict.fromkeys(person for _, meant in people for person in meant))
            proposals.append(self._proposal(index, hit, outcome, flat, tuple(party for party, _ in people)))
        if organisations:
            proposals.append(self._proposal(index, hit, outcome, (), tuple(organisations)))
        return proposals

    def _put_in_nominative(self, hit: Hit, party: Party, meant: tuple[Person, ...]) -> None:
        """Bring a surname that stands alone and was never seen in the nominative there from the case that the words ask for."""
        case = case_of(self._scene, hit)
        if party.kind != PERSON or party.name is None or not case or len(meant) != 1:
            return
        if party.name.given and (party.name.cases or party.name.sure):
            return
        person = meant[0]
        same = (person.given, person.surname) == (party.name.given, party.name.surname)
        if not person.fixed and same:
            self._memory.rename(person, in_case(party.name._replace(cases=frozenset()), case, self._scene.view.language))

    def _means_somebody(self, party: Party) -> bool:
        return antecedent_group(party, self._scene) is not None or bool(people_of(party, self._scene, self._memory, self._known))

    def _same_unnamed(self, party: Party) -> Group | None:
        """Return a group of one for "the man" or "he" behind somebody described and not named."""
        if party.kind not in {NOUN, PRONOUN} or party.possessive or party.number != "one":
            return None
        if not self._memory.unnamed_last(party.gender, self._scene.number, party.start):
            return None
        return Group(self._scene.view.written(party.start, party.end), 1, 1, "people")

    def _who(self, party: Party) -> object:
        """Return what two mentions of one person have in common: the person."""
        return self._known.get(party.start) or party.start

    def _left_out(self, hit: Hit) -> tuple[Person, ...]:
        """Return who is meant where a sentence leaves its subject out."""
        scene = self._scene
        first = hit.start - scene.start <= _BEGINNING
        if hit.rule.kind in {"liquidation", "designation", *_WITHOUT_PATIENT}:
            return ()
        before = max((other.end for other in self._hits if other.end <= hit.start), default=0)
        shared = hit.rule.patient in _OBJECTS and bool(_AND.search(scene.view.lower, before, hit.start))
        if (
            self._last
            and (hit.rule.patient in {"subject", "participle", "any"} or shared)
            and not _has_own_subject(scene, hit, before)
        ):
            return self._last
        if hit.rule.may_omit:
            person = self._memory.one("", scene.number, hit.start)
            return (person,) if person and not _counted_only(scene) else ()
        english = scene.view.language == "en"
        if hit.rule.patient not in (_LEFT_OUT_IN_ENGLISH if english else _MAY_BE_LEFT_OUT) or not first:
            return ()
        if english and (hit.start - scene.start > _AT_ONCE or scene.people or not is_passive(scene, hit)):
            return ()
        person = self._memory.one("", scene.number, hit.start)
        return (person,) if person and not _has_own_subject(scene, hit) else ()

    def _proposal(
        self, index: int, hit: Hit, outcome: Outcome, people: tuple[Person, ...], parties: tuple[Party, ...]
    ) -> TextProposal:
        scene = self._scene
        values, spans = self._values.of(index, hit, outcome)
        spans += [(party.start, party.end) for party in parties]
        start, end = quote_span(scene, [(hit.start, hit.end), *spans])
        low, high = scene.view.span(start, end)
        of_people = {person: party for party in parties if party.kind == PERSON for person in self._known.get(party.start, ())}
        return TextProposal(
            kind=hit.rule.kind,
            quote="",
            start=low,
            end=high,
            people=tuple(named(person, of_people.get(person), scene) for person in people),
            organisations=tuple(_organisation(party, scene) for party in parties if party.kind == ORGANISATION),
            rule=f"text: {hit.rule.rule}",
            rule_id=hit.rule.id,
            language=scene.view.language,
            published=scene.view.published,
            event=make_id("v", self._source, hit.rule.kind, scene.view.place(hit.start)),
            cue=scene.view.place(hit.start),
            **values,
        )


_BEGINNING = 30


def _one(scene: Scene, hit: Hit, region: tuple[int, int]) -> tuple[str, str, str, int, int]:
    """Return the one outcome of a sentence whose subject is left out."""
    only = outcomes(scene, hit, [Party(hit.start, hit.start, PRONOUN)], region, id)
    return only[0][1:] if only else ("", "", "", -1, -1)


def _has_own_subject(scene: Scene, hit: Hit, since: int = 0) -> bool:
    """Say whether somebody stands in the sentence behind ``since`` who could be the subject and was not taken."""
    return any(
        since <= party.start < hit.start
        and party.kind in {PERSON, GROUP}
        and not party.role
        and not party.possessive
        and (not party.cases or "nom" in party.cases)
        for party in scene.parties
    )


def _counted_only(scene: Scene) -> bool:
    return bool(scene.counts) and not scene.people


def _organisation(party: Party, scene: Scene) -> Named:
    written = scene.view.text[party.start : party.end]
    return Named(written, written, *scene.view.span(party.start, party.end))
