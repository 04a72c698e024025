"""Reading the text of a document: passages, cues, models where a cue stands, facts, and notes on what was not read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kronika.errors import InputError
from kronika.language.cues import has_cue
from kronika.language.inflection import given_forms, is_not_name
from kronika.language.lexicon import LANGUAGES
from kronika.language.people import find_names, name_of
from kronika.language.sentences import split_sentences
from kronika.model.time import bounds
from kronika.reading.text import extractors, scene
from kronika.reading.text.enriching import Enricher
from kronika.reading.text.facts import FactReader
from kronika.reading.text.finders import PERSON, FoundName, Models, NameFinder
from kronika.reading.text.hits import names_terms
from kronika.reading.text.memory import Memory
from kronika.reading.text.naming import organisation_before, titled
from kronika.reading.text.passages import Passage, main_language, passages_of, unread
from kronika.reading.text.proposal import Proposals, TextProposal
from kronika.reading.text.view import View, as_written, view_of

if TYPE_CHECKING:
    from kronika.language.sentences import Stretch
    from kronika.model.source import Document

NOTHING = "holds no fact that the rules know"
NO_TEXT = "holds no text"
_LAST_DAY_OF_A_YEAR = 3_652_059


def propose(document: Document, *, source: str, published: str = "", names: NameFinder | None = None) -> Proposals:
    """Return the facts that a document's text states, each with its quote, and notes on what was not read.

    Args:
        document: as a reader of ``capture`` gives it; rows of its tables are left to the reading of lists.
        source: id of the source.
        published: when it was published, EDTF, or empty: dates without a year are resolved against it.
        names: finds names; None: the small models, loaded when the first passage with a cue asks for them.
    """
    passages = passages_of(document)
    if not passages:
        return Proposals("", (), (NO_TEXT,))
    language = main_language(passages)
    published = published or document.published
    rules = RulesExtractor(source, names or Models())
    proposals = [proposal for proposal in rules.read(document, passages, published) if extractors.stands(proposal, document.text)]
    others, notes = extractors.installed()
    for other in others:
        found, more = extractors.run(other, document, language, published)
        proposals += found
        notes += more
    notes += unread(document, passages, LANGUAGES) + rules.notes
    proposals.sort(key=lambda proposal: (proposal.start, proposal.end))
    if not proposals and not any("is not read" in note and note.startswith("all") for note in notes):
        notes.append(NOTHING)
    return Proposals(language, tuple(proposals), tuple(notes))


class RulesExtractor:
    """The rules of the language room: an extractor like any other, except that it knows the source."""

    name = "text"

    def __init__(self, source: str, finder: NameFinder) -> None:
        self._source, self._finder = source, finder
        self.notes: list[str] = []

    def propose(self, document: Document, language: str, published: str) -> list[TextProposal]:
        """Return the facts that the rules find in the passages whose language is read; each passage tells its own."""
        del language
        return self.read(document, passages_of(document), published)

    def read(self, document: Document, passages: list[Passage], published: str) -> list[TextProposal]:
        """Return the facts in ``passages``, the document's own."""
        found: list[TextProposal] = []
        for known in LANGUAGES:
            own = [passage for passage in passages if passage.language == known]
            views = [_view(document, passage, number) for number, passage in enumerate(own)]
            if any(has_cue(view.lower, known) for view in views):
                reader = _Reader(known, self._source, published, self._finder)
                found += reader.read(views)
                missing = self._finder.missing(known) if reader.asked else ""
                if missing:
                    self.notes.append(f"{missing} is not installed: names are found by rules alone (pip install 'kronika[read]')")
        return [_quoted(proposal, document.text, published) for proposal in found]


#: values that are kept as they stand in the document, whatever the view made of them
_AS_WRITTEN = frozenset({"place", "court", "judge", "prosecutor", "authority", "fine"})


def _view(document: Document, passage: Passage, number: int) -> View:
    text = document.text[passage.start : passage.end]
    return view_of(text, passage.language, passage.script, passage.start, number, passage.published)


def _quoted(proposal: TextProposal, text: str, published: str) -> TextProposal:
    """Return the proposal with the characters that stand in the document: its quote, and its names as written."""
    people = tuple(
        name._replace(as_written=text[name.start : name.end], nominative=as_written(name.nominative, text[name.start : name.end]))
        for name in proposal.people
    )
    organisations = tuple(
        name._replace(as_written=text[name.start : name.end], nominative=text[name.start : name.end])
        for name in proposal.organisations
    )
    details = {name: item._replace(quote=text[item.start : item.end]) for name, item in proposal.details.items()}
    said: dict[str, Any] = {
        name: item.quote for name, item in details.items() if name in _AS_WRITTEN and "; " not in getattr(proposal, name)
    }
    quote = text[proposal.start : proposal.end]
    published = proposal.published or published
    return replace(
        proposal, quote=quote, people=people, organisations=organisations, published=published, details=details, **said
    )


@dataclass
class _Sentence:
    """A sentence of a view that is read, or looked at for names only."""

    view: View
    stretch: Stretch
    number: int
    cued: bool
    modelled: bool
    names: list[FoundName] = field(default_factory=list)


class _Reader:
    """Reads the views of one language of a document."""

    def __init__(self, language: str, source: str, published: str, finder: NameFinder) -> None:
        self._language, self._finder, self._published = language, finder, published
        self._memory = Memory(language)
        self._facts = FactReader(self._memory, source)
        #: whether any model was needed
        self.asked = False
        self._last_day = ""
        self._months: dict[str, tuple[int, str]] = {}
        self._verdict = -_VERDICT_BACK - 1

    def read(self, views: list[View]) -> list[TextProposal]:
        """Return the facts of all views, in order."""
        sentences = self._sentences(views)
        wanted = [sentence for sentence in sentences if sentence.modelled]
        self.asked = bool(wanted)
        texts = [sentence.view.text[sentence.stretch.start : sentence.stretch.end] for sentence in wanted]
        for sentence, names in zip(wanted, self._finder.find(self._language, texts), strict=True):
            sentence.names = names
        self._learn(views, wanted)
        enricher = Enricher()
        for sentence in sentences:
            built = self._scene(sentence)
            self._last_day = built.day_said()
            self._months |= {month: (sentence.number, year) for month, year in built.months_said().items()}
            fresh: list[TextProposal] = []
            if sentence.cued:
                fresh = self._facts.read(built)
                if any(hit.rule.kind == SENTENCE for hit in built.hits):
                    self._verdict = sentence.number
            else:
                self._facts.look(built)
            enricher.add(fresh or self._facts.members(built, enricher.just_before(built)), built)
        return enricher.facts

    def _recent_months(self, number: int) -> dict[str, str]:
        return {month: year for month, (said, year) in self._months.items() if number - said <= _MONTH_BACK}

    def _scene(self, sentence: _Sentence) -> scene.Scene:
        published = sentence.view.published or self._published
        place = (sentence.stretch.start, sentence.stretch.end, sentence.number)
        return scene.build(
            sentence.view,
            place,
            sentence.names,
            self._memory,
            scene.Dated(
                published,
                _anchor(published),
                self._last_day,
                self._recent_months(sentence.number),
                sentence.number - self._verdict <= _VERDICT_BACK,
            ),
        )

    def _sentences(self, views: list[View]) -> list[_Sentence]:
        """Return the sentences of the passages that hold a cue; models are asked for those with one and for the one before."""
        sentences: list[_Sentence] = []
        number = 0
        cues = [has_cue(view.lower, self._language) for view in views]
        for index, view in enumerate(views):
            # a short paragraph before one with a cue may be its heading: a court, a name
            heading = len(view.text) < _HEADING and index + 1 < len(views) and cues[index + 1]
            if not cues[index] and not heading:
                number += 1
                continue
            own = []
            for stretch in split_sentences(view.text, self._language):
                number += 1
                cued = has_cue(view.lower[stretch.start : stretch.end], self._language) or names_terms(
                    view.lower[stretch.start : stretch.end], self._language
                )
                own.append(_Sentence(view, stretch, number, cued, modelled=cued))
            for before, after in pairwise(own):
                before.modelled = before.modelled or after.cued
            sentences += own
        return sentences

    def _learn(self, views: list[View], wanted: list[_Sentence]) -> None:
        """Note everybody whom the document names in full, before any surname is read: what the rules find, then the models."""
        taken: dict[int, list[tuple[int, int]]] = {}
        for view in views:
            self._memory.note_capitals(view.text)
            names = [titled(name, view, 0) for name in find_names(view.text, self._language)]
            taken[id(view)] = [(name.start, name.end) for name in names if name.surname]
            for name in names:
                self._memory.learn(name, view.text[name.start : name.end], *view.span(name.start, name.end))
        for sentence in wanted:
            for item in sentence.names:
                low, high = item.start + sentence.stretch.start, item.end + sentence.stretch.start
                if item.kind != PERSON or any(low < end and start < high for start, end in taken[id(sentence.view)]):
                    continue
                self._learn_model_name(sentence.view, low, high)

    def _learn_model_name(self, view: View, low: int, high: int) -> None:
        parts = view.text[low:high].split()
        if len(parts) != _GIVEN_AND_SURNAME or not all(part[0].isupper() for part in parts):
            return
        if any(is_not_name(part, self._language) for part in parts):
            return
        if self._language == "be" and not any(given_forms(part, "be") for part in parts):
            # the model reads Belarusian by its likeness to Russian: alone it is not believed
            return
        if organisation_before(self._language).search(view.lower[max(low - 40, 0) : low]):
            return
        name = name_of(view.text, low, high, self._language)
        if name is not None:
            self._memory.learn(name, view.text[low:high], *view.span(name.start, name.end))


_GIVEN_AND_SURNAME = 2
#: a month said with its year gives it to days of that month in so many sentences behind it
_MONTH_BACK = 4
_HEADING = 200
#: names with terms behind a dash are read so many sentences behind one about a punishment
_VERDICT_BACK = 3
SENTENCE = "sentence"


def _anchor(published: str) -> date | None:
    """Return the day against which dates without a year are resolved: the last one that ``published`` may mean."""
    if not published:
        return None
    try:
        _, high = bounds(published)
    except InputError:
        return None
    return date.fromordinal(high) if high < _LAST_DAY_OF_A_YEAR else None
