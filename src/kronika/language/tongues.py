"""Which language a passage is in: letters first, then common words, then a small model where one is installed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from kronika.language.lexicon import LANGUAGES, lexicon, words

#: how much of a passage decides; more says nothing new
SAMPLE = 3000
#: a passage with fewer letters is not worth the second that the model takes to load: it is taken for its neighbours' language
FEW_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_AGAINST = 4
#: share of common words from which they decide
_CLEAR = 0.08
#: probability from which the model is believed
_SURE = 0.9


class Tongue(NamedTuple):
    """A language and the letters that it is written in.

    Attributes:
        language: two letters (``en``, ``ru``, ``be``, ``pl``); empty if the passage does not say.
        script: ``latin`` or ``cyrillic``; empty if there are no letters.
    """

    language: str
    script: str

    @property
    def read(self) -> bool:
        """Say whether kronika reads this language."""
        return self.language in LANGUAGES


UNKNOWN = Tongue("", "")


class _Profile(NamedTuple):
    letters: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]


@cache
def _profiles(script: str) -> dict[str, _Profile]:
    return {
        language: _Profile(frozenset(row["letters"]), frozenset(row["never"]), frozenset(words(row["words"])))
        for language, row in lexicon("", "tongues")[script].items()
    }


def tell(text: str) -> Tongue:
    """Return the language of a passage; ``UNKNOWN`` or an empty language where it holds too little to say.

    >>> tell("Суд прысудзіў ёй тры гады калоніі").language
    'be'
    >>> tell("Žurnalistku zatrymali ŭ Miensku 2 maja")
    Tongue(language='be', script='latin')
    """
    first = _WORD.search(text)
    written = text[first.start() : first.start() + SAMPLE] if first else ""
    sample = written.casefold()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic + latin == 0:
        return UNKNOWN
    script = "cyrillic" if cyrillic * 2 >= latin else "latin"
    scores = _scores(sample, script, _of_common_words(written))
    best = max(scores, key=lambda language: scores[language])
    if scores[best] >= _CLEAR:
        return Tongue(best, script)
    if cyrillic + latin < FEW_LETTERS:
        return Tongue("", script)
    return Tongue(_by_model(sample), script)


def _of_common_words(written: str) -> str:
    """Return the words that begin with a small letter, in one string: names keep the letters of their own language."""
    small = [word for word in _WORD.findall(written) if word[0].islower()]
    return "".join(small if len(small) >= _ENOUGH_WORDS else _WORD.findall(written)).casefold()


#: with fewer words in small letters, those with a capital speak too
_ENOUGH_WORDS = 4


def _scores(sample: str, script: str, letters_of: str) -> dict[str, float]:
    """Return for each language the share of its words, plus its own letters, less the letters that it never has.

    ``letters_of`` are the letters that say a language.
    """
    found = _WORD.findall(sample)
    total = max(len(found), 1)
    counted = Counter(found)
    letters = Counter(letters_of)
    scores = {}
    for language, profile in _profiles(script).items():
        common = sum(counted[word] for word in profile.words)
        own = sum(letters[letter] for letter in profile.letters)
        against = sum(letters[letter] for letter in profile.never)
        # letters alone say a language that is read; of the others several share them, so that words must say it too
        own = own if language in LANGUAGES or common > 1 else 0
        scores[language] = (common + own - _AGAINST * against) / total
    return scores


@cache
def _identifier() -> object | None:
    """Return py3langid's identifier over all its languages, or None where it is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-any-return]


def _by_model(sample: str) -> str:
    identifier = _identifier()
    if identifier is None:
        return ""
    language, probability = identifier.classify(sample)  # type: ignore[attr-defined]
    return str(language) if probability > _SURE else ""
